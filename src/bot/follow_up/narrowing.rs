//! Turns that work on the list that was given: they count it, name it, or narrow it.

use super::bare;
use super::leaning::Leaning;
use super::{kept, told};
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::bind::organisations::organisation_of;
use crate::bot::filters::VENTURE;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Grain, Interval, TimeMention};

/// A question that narrows a list has no more words of its own.
const NARROWING: usize = 7;

/// "How many founders?" has no more words of its own.
const COUNTING: usize = 3;

/// What a turn does with the list that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Count,
    Name,
    Narrow,
}

/// What the question does with the list that was given, if that is all that it does.
fn work(leaning: &Leaning<'_>, memory: &Memory) -> Option<Work> {
    let topical = matches!(memory.query.resolver, Resolver::Topic(_) | Resolver::Lead);
    let in_view = memory.list.is_some() || memory.query.resolver.is_about_many();
    let asked = bare::asked(leaning);
    let named = leaning.cue("names") || leaning.cue("by-name");
    let names = named && leaning.says_nothing(true);
    // "Shorter, please" of a list is how many they are.
    if memory.query.resolver.is_about_many() && told::shortens(leaning) {
        return Some(Work::Count);
    }
    if !topical && in_view {
        match asked {
            // "How many were left then?" counts the others.
            Some(Aspect::HowMany) if !leaning.cue("staying") => return Some(Work::Count),
            Some(Aspect::Who) if leaning.has("people") || leaning.has("thing") => {
                return Some(Work::Name);
            }
            _ if names => return Some(Work::Name),
            // "Only him?"
            _ if leaning.cue("narrows") && leaning.has("person") && leaning.says_nothing(false) => {
                return Some(Work::Name);
            }
            // "Are they the only ones?"
            _ if leaning.cue("sole") && leaning.is_free() && leaning.words <= NARROWING => {
                return Some(Work::Name);
            }
            _ => {}
        }
    }
    // "How many founders?"
    let counts = leaning.aspect() == Some(Aspect::HowMany) && !leaning.cue("staying");
    let of_group = leaning.interpretation.slots.has(VocabularySlot::Group);
    if counts && of_group && !topical && in_view && leaning.words <= COUNTING {
        return Some(Work::Narrow);
    }
    // "Not the staff, only founders."
    let slots = &leaning.interpretation.slots;
    let apart = slots.has(VocabularySlot::Except) || slots.has(VocabularySlot::Negation);
    let groups = slots.values(VocabularySlot::Group).count();
    let contrasted = leaning.cue("narrows") && apart && groups > 1;
    // Who of them stayed, or was the next, is asked of each.
    let polar = crate::bot::filters::polar(leaning.interpretation) && leaning.aspect().is_none();
    if leaning.cue("next") || (leaning.cue("staying") && polar) {
        return None;
    }
    let narrows = leaning.partitive()
        || leaning.starts_narrowing()
        || contrasted
        || leaves_out_the_list(leaning, memory);
    (narrows && (in_view || topical) && leaning.words <= NARROWING && has_filter(leaning))
        .then_some(Work::Narrow)
}

/// Whether a clause ends in a word for whoever did it, asks nothing else, and names a place, after a list under filters: in
/// a language that may leave out of whom, those of the list are meant.
fn leaves_out_the_list(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let whoever = read.slots.filled.iter().any(|it| {
        let cue = it.slot == VocabularySlot::Cue && it.value == "whoever";
        cue && it.range.end == read.text.len()
    });
    let last = &memory.query;
    let filtered = !last.filters.except_groups.is_empty() || !last.filters.groups.is_empty();
    let placed = read.slots.of(EntityKind::Organisation).count() == 1;
    let free = read.slots.times.is_empty() && leaning.aspect().is_none();
    let listed = matches!(last.resolver, Resolver::WhoLeft | Resolver::Count);
    whoever && listed && filtered && placed && free
}

/// Whether the question only works on the list that was given.
pub(super) fn works(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    work(leaning, memory).is_some()
}

/// Whether the question only counts the list that was given, whose names need not be told again.
pub(super) fn counts(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    work(leaning, memory) == Some(Work::Count)
}

/// "Only founders?" after somebody of a list was spoken of is asked of the list.
pub(super) fn narrows_the_list_in_view(
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &Query,
) -> bool {
    leaning.starts_narrowing()
        && memory.query.resolver.is_about_somebody()
        && memory.subjects.len() == 1
        && memory.list.is_some()
        && !query.filters.groups.is_empty()
        && query.people.is_empty()
        && query.filters.times.is_empty()
}

/// "So which year was the worst?" after a list under filters asks of the same people. Returns whether it does.
pub(super) fn busiest(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let free = query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.filters.times.is_empty();
    let whole = leaning.leaves() || query.all;
    let of_many = last.resolver.is_about_many() || last.resolver == Resolver::Months;
    let asked = query.resolver == Resolver::Months && of_many;
    if !(asked && free && !whole && leaning.words <= NARROWING) {
        return false;
    }
    query.filters.groups.clone_from(&last.filters.groups);
    query.filters.roles.clone_from(&last.filters.roles);
    query
        .filters
        .except_groups
        .clone_from(&last.filters.except_groups);
    query.organisation.clone_from(&last.organisation);
    true
}

/// Whether the question says by what it narrows a list.
fn has_filter(leaning: &Leaning<'_>) -> bool {
    let slots = &leaning.interpretation.slots;
    let named = slots.mentions.iter().any(|it| {
        matches!(it.kind, EntityKind::Organisation | EntityKind::Group) && !leaning.is_home(it)
    });
    let somebody = slots
        .of(EntityKind::Person)
        .any(|it| !leaning.is_excepted(it));
    !somebody
        && (named
            || !slots.times.is_empty()
            || slots.filled.iter().any(|it| {
                matches!(
                    it.slot,
                    VocabularySlot::Group
                        | VocabularySlot::Role
                        | VocabularySlot::Manner
                        | VocabularySlot::Reason
                )
            }))
}

/// "How many is that?", "name them", "only the ones who aren't founders", "without the people of Alpha". Returns whether
/// the question is about the list that was given.
pub(super) fn work_on_the_list(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let named = query.resolver == Resolver::Members && kept::names_counted(leaning, memory);
    let Some(work) = work(leaning, memory).or(named.then_some(Work::Name)) else {
        return false;
    };
    let Some((mut base, people)) = given(knowledge, memory, query) else {
        return false;
    };
    base.today = query.today;
    let remained = matches!(
        base.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let own = if leaning.aspect() == Some(Aspect::HowMany) {
        Resolver::Count
    } else {
        query.resolver
    };
    match work {
        Work::Count => {
            base.resolver = match base.resolver {
                Resolver::Members => Resolver::Members,
                _ if remained => Resolver::CountRemaining,
                _ => Resolver::Count,
            };
        }
        Work::Name => {
            base.resolver = match base.resolver {
                Resolver::Members => Resolver::Members,
                _ if remained => Resolver::Remaining,
                _ if !base.others.is_empty() => Resolver::WhoWentTo,
                _ => Resolver::WhoLeft,
            };
        }
        Work::Narrow => {
            narrow(knowledge, leaning, &people, query, &mut base);
            // "Which of them worked at Alpha before?"
            let left = leaning.leaves();
            let of_people = !people.is_empty() && !left && own == Resolver::Background;
            if (remained || of_people) && !base.filters.formerly.is_empty() {
                base.filters.times.clear();
                base.filters.among = people;
                base.others = std::mem::take(&mut base.filters.formerly);
                base.claimed.deeds = std::mem::take(&mut query.claimed.deeds);
                base.resolver = Resolver::Background;
                *query = base;
                return true;
            }
            base.resolver = match own {
                Resolver::Why | Resolver::Destination | Resolver::Statement | Resolver::Tenure => {
                    own
                }
                // Whoever left in a certain manner does not remain.
                _ if remained && !base.filters.manners.is_empty() => {
                    base.filters.times.clear();
                    Resolver::WhoLeft
                }
                _ if remained => base.resolver,
                _ if base.resolver == Resolver::Members => of_members(own, &mut base),
                _ if !base.others.is_empty() => {
                    base.focus.counts |= own == Resolver::Count;
                    Resolver::WhoWentTo
                }
                Resolver::Count | Resolver::CountRemaining => Resolver::Count,
                _ if base.resolver == Resolver::Count => Resolver::Count,
                _ => Resolver::WhoLeft,
            };
            // "Which of them studied there?" asks for those who did that.
            if base.resolver == Resolver::Background {
                base.claimed.deeds = std::mem::take(&mut query.claimed.deeds);
            }
        }
    }
    *query = base;
    true
}

/// The question whose answer is the list that was given, and whom it listed: the last one, if it was about many; else one
/// about those who were listed; after an event, about those who left when it took place.
fn given(knowledge: &Knowledge, memory: &Memory, query: &Query) -> Option<(Query, Vec<PersonId>)> {
    let last = &memory.query;
    if last.resolver.is_about_many() || last.resolver == Resolver::Members {
        return Some((last.clone(), memory.listed.clone()));
    }
    // "Which ones?" after whether so many of a group left.
    let claimed = last.resolver == Resolver::Verify && last.people.is_empty() && !last.stays;
    let counted = !last.filters.groups.is_empty() || last.claimed.share.is_some();
    if claimed && counted && last.filters.manners.is_empty() && last.others.is_empty() {
        let groups = if last.filters.groups.is_empty() {
            super::continuing::shared_groups(knowledge, &memory.listed)
        } else {
            last.filters.groups.clone()
        };
        let base = Query {
            filters: Filters {
                groups,
                times: last.filters.times.clone(),
                anchors: last.filters.anchors.clone(),
                ..Filters::default()
            },
            ..memory.asking(Resolver::WhoLeft, query.today)
        };
        return Some((base, memory.listed.clone()));
    }
    if let Some(list) = &memory.list {
        let whole = list.query.resolver.is_about_many() || list.query.resolver == Resolver::Members;
        let base = if whole {
            list.query.clone()
        } else {
            // Whoever may belong to those who were told of is not counted with them.
            let told = match list.sure() {
                [] => &list.people,
                sure => sure,
            };
            Query {
                filters: Filters {
                    among: told.to_vec(),
                    ..Filters::default()
                },
                ..memory.asking(Resolver::WhoLeft, query.today)
            }
        };
        return Some((base, list.people.clone()));
    }
    let topic = knowledge.topics.get(last.topics.first()?)?;
    let date = topic.date()?;
    let time = TimeMention::within(
        0..0,
        Interval {
            from: Some(date.earliest()),
            until: Some(date.latest()),
        },
        Grain::Range,
    );
    let base = Query {
        filters: Filters {
            times: vec![time],
            ..Filters::default()
        },
        ..memory.asking(Resolver::WhoLeft, query.today)
    };
    Some((base, Vec::new()))
}

/// What is asked of the members of a group by narrowing them: who of them came from somewhere, went somewhere or left.
fn of_members(own: Resolver, base: &mut Query) -> Resolver {
    if !base.filters.formerly.is_empty() {
        base.others = std::mem::take(&mut base.filters.formerly);
        return Resolver::Background;
    }
    let filters = !base.filters.times.is_empty()
        || !base.filters.anchors.is_empty()
        || !base.filters.manners.is_empty()
        || !base.filters.reasons.is_empty();
    match own {
        _ if !base.others.is_empty() => Resolver::WhoWentTo,
        Resolver::Count => Resolver::Count,
        _ if filters => Resolver::WhoLeft,
        _ => Resolver::Members,
    }
}

/// Puts what the question filters by on top of what filtered the list.
fn narrow(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    people: &[PersonId],
    query: &mut Query,
    base: &mut Query,
) {
    use std::mem::take;
    if !query.filters.groups.is_empty() {
        base.filters.groups = take(&mut query.filters.groups);
        base.everyone = false;
    }
    // "The ones who are not founders" of the founders who left are the rest of those who left.
    base.filters
        .groups
        .retain(|it| !query.filters.except_groups.contains(it));
    // What is no part of the groups that are asked for need not be taken out of them.
    if base.filters.groups.is_empty() {
        base.filters
            .except_groups
            .append(&mut query.filters.except_groups);
    }
    base.filters
        .except_people
        .append(&mut query.filters.except_people);
    if !query.filters.roles.is_empty() {
        base.filters.roles = take(&mut query.filters.roles);
    }
    if !query.filters.times.is_empty() {
        base.filters.times = take(&mut query.filters.times);
        if !kept::closes(knowledge, &base.filters.times, &base.filters.anchors) {
            base.filters.anchors.clear();
        }
    }
    if !query.filters.anchors.is_empty() {
        base.filters.anchors = take(&mut query.filters.anchors);
    }
    base.filters.manners.append(&mut query.filters.manners);
    let out = &mut query.filters.except_manners;
    base.filters.manners.retain(|it| !out.contains(it));
    base.filters.except_manners.append(out);
    // Whoever went to a company of their own need not have named that as a reason.
    let goes = leaning.interpretation.slots.has(VocabularySlot::Towards);
    let venture = query.filters.reasons.iter().any(|it| it == VENTURE) && !query.claimed.causal;
    if venture && (goes || query.filters.venture) {
        query.filters.reasons.retain(|it| it != VENTURE);
        base.filters.venture = true;
    }
    base.filters.reasons.append(&mut query.filters.reasons);
    base.filters.lacking.append(&mut query.filters.lacking);
    base.filters.venture |= query.filters.venture;
    base.filters.ordinals.clear();
    base.filters.formerly.append(&mut query.filters.formerly);
    if query.resolver == Resolver::Background {
        base.filters.formerly.append(&mut query.others);
    } else if !query.others.is_empty() {
        base.others = take(&mut query.others);
    }
    let members = |organisation: &OrganisationId| -> Vec<PersonId> {
        knowledge
            .members(organisation, None)
            .map(|(person, _)| person.id.clone())
            .collect()
    };
    for mention in leaning
        .interpretation
        .slots
        .of(EntityKind::Organisation)
        .filter(|it| !leaning.is_home(it))
    {
        let Some(id) = organisation_of(knowledge, mention) else {
            continue;
        };
        let belong = members(id);
        if leaning.is_excepted(mention) {
            base.others.retain(|it| it != id);
            base.filters.formerly.retain(|it| it != id);
            let out = belong.into_iter().filter(|it| people.contains(it));
            base.filters.except_people.extend(out);
        } else if !belong.is_empty() && *id != base.organisation {
            let among: Vec<PersonId> = people
                .iter()
                .filter(|it| belong.contains(it))
                .cloned()
                .collect();
            if !among.is_empty() {
                base.filters.among = among;
                base.others.retain(|it| it != id);
            }
        }
    }
}
