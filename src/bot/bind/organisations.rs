//! Which organisation's departures a question means, and which organisations it names beside it.

use std::ops::Range;

use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::{Membership, RoleGroup};
use crate::knowledge::topic::Topic;
use crate::knowledge::{Exit, Knowledge, person};
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::Form;

/// The organisations that a question names.
pub(super) fn organisations_of(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
) -> Vec<OrganisationId> {
    interpretation
        .slots
        .of(EntityKind::Organisation)
        .filter_map(|mention| organisation_of(knowledge, mention).cloned())
        .collect()
}

/// Whether nothing but a word for a choice stands between two organisations: "`AlphaかBeta`".
pub(super) fn offered(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let mentions: Vec<&Mention> = slots.of(EntityKind::Organisation).collect();
    mentions.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        slots.filled.iter().any(|it| {
            it.slot == VocabularySlot::Cue
                && it.value == "or-between"
                && is_alone(interpretation, one.range.end..other.range.start, &it.range)
        })
    })
}

/// Whether nothing but a word, with spaces around it or without, stands in a stretch of a text.
fn is_alone(interpretation: &Interpretation, stretch: Range<usize>, word: &Range<usize>) -> bool {
    let said = |range: Range<usize>| interpretation.text.get(range).map(str::trim);
    stretch.start <= word.start && word.end <= stretch.end && said(stretch) == said(word.clone())
}

/// The organisation that a mention names.
pub(in crate::bot) fn organisation_of<'a>(
    knowledge: &'a Knowledge,
    mention: &Mention,
) -> Option<&'a OrganisationId> {
    let id = &mention.candidates.first()?.id;
    let known = knowledge.organisations.get_key_value(id.as_str());
    known.map(|(id, _)| id)
}

/// "Did Alpha leave Gamma before Beta left Delta?": a second organisation that somebody left beside whose departure the
/// question asks, behind their name.
fn left_by_anchor(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    mention: &Mention,
    query: &Query,
) -> bool {
    let named = interpretation.slots.of(EntityKind::Person);
    let before = named.filter(|it| it.range.end <= mention.range.start);
    let Some(person) = before.last() else {
        return false;
    };
    query
        .filters
        .anchors
        .iter()
        .any(|(_, anchor)| match anchor {
            Anchor::Person(id) => {
                let meant = person.candidates.iter().any(|it| it.id == id.as_str());
                let person = knowledge.people.get(id).filter(|_| meant);
                let left = |it: &Exit<'_>| {
                    let mut candidates = mention.candidates.iter();
                    candidates.any(|named| named.id == it.membership.organisation.as_str())
                };
                person.is_some_and(|it| knowledge.exits_of(it).any(|exit| left(&exit)))
            }
            Anchor::Topic(_) => false,
        })
}

/// How the vocabulary's value for having founded something begins.
const FOUNDED: &str = "founded";

/// Which organisation's departures are meant, and which organisations are named beside it. Returns an organisation of
/// whose departures nothing is recorded, if the question is about those.
pub(super) fn organisations(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) -> Option<OrganisationId> {
    let recorded = |id: &OrganisationId| knowledge.has_members(id);
    let mut foreign = None;
    let mut goal: Option<usize> = None;
    let mut former: Option<usize> = None;
    for mention in interpretation.slots.of(EntityKind::Organisation) {
        if beside_before(interpretation, mention, VocabularySlot::Medium)
            || begins_event(knowledge, interpretation, mention)
        {
            continue;
        }
        let Some(id) = organisation_of(knowledge, mention) else {
            continue;
        };
        // "From Alpha to" names where people left.
        if recorded(id) && query.people.is_empty() && is_origin(interpretation, mention) {
            query.organisation = id.clone();
            query.organisation_named = true;
            continue;
        }
        // "Former Alpha or Beta founders" came from either.
        let with_former = former.is_some_and(|end| {
            let between = interpretation.text.get(end..mention.range.start);
            between.is_some_and(|it| it.is_ascii() && it.trim().len() <= ARTICLE) && !recorded(id)
        });
        if (is_former(interpretation, mention) || with_former)
            && !(recorded(id) && (is_left(interpretation, mention) || present(query)))
            && query.resolver.takes_anchors()
            && *id != knowledge.organisation
        {
            query.filters.formerly.push(id.clone());
            former = Some(mention.range.end);
            continue;
        }
        if query.organisation_named && left_by_anchor(knowledge, interpretation, mention, query) {
            continue;
        }
        // "To Alpha or Beta" names two places to go to.
        let along = goal.is_some_and(|end| {
            let between = interpretation.text.get(end..mention.range.start);
            between.is_some_and(|it| it.is_ascii() && it.trim().len() <= ARTICLE)
        });
        let towards = along || towards(interpretation, mention);
        goal = towards.then_some(mention.range.end);
        let of_theirs = query.people.iter().all(|person| {
            knowledge.people.get(person).is_some_and(|it| {
                it.memberships
                    .iter()
                    .any(|membership| membership.organisation == *id)
            })
        });
        let asks_membership = query.resolver == Resolver::VerifyMember;
        let home =
            recorded(id) && !towards && (query.people.is_empty() || of_theirs || asks_membership);
        // "Compare the departures at Alpha and Beta" compares numbers, where nobody is named.
        if query.resolver == Resolver::Compare
            && home
            && query.people.is_empty()
            && query.filters.among.is_empty()
            && organisations_of(knowledge, interpretation)
                .iter()
                .all(recorded)
            && organisations_of(knowledge, interpretation).len() == 2
        {
            query.resolver = Resolver::Count;
        }
        // "Who left Alpha or Beta?" is asked of both.
        let listed = home && query.people.is_empty() && query.resolver.is_of_an_organisation();
        if listed && query.organisation_named && *id != query.organisation {
            query.further.push(id.clone());
        } else if home && !query.organisation_named {
            query.organisation = id.clone();
            query.organisation_named = true;
        } else if *id != query.organisation || !query.organisation_named {
            if !towards && !recorded(id) {
                foreign.get_or_insert_with(|| id.clone());
            }
            if towards {
                query.filters.towards.push(id.clone());
            }
            query.others.push(id.clone());
        }
    }
    of_a_named_group(knowledge, interpretation, query);
    both(knowledge, interpretation, query);
    if cue(&interpretation.slots, "everywhere") && query.resolver.is_of_an_organisation() {
        of_all(knowledge, query);
    }
    of_their_own(knowledge, query);
    foreign
        .filter(|_| !query.organisation_named)
        .and_then(|foreign| of_another(knowledge, foreign, query))
}

/// What is asked of an organisation without records of its own: who went there, if some did; else it is returned, where the
/// question is about its departures.
fn of_another(
    knowledge: &Knowledge,
    foreign: OrganisationId,
    query: &mut Query,
) -> Option<OrganisationId> {
    let joined = knowledge
        .exits()
        .flat_map(|exit| &exit.departure.destination)
        .any(|claim| {
            let there = claim.value.organisation.as_ref() == Some(&foreign);
            // "Who founded Beta?" is asked of those who are said to have done so.
            let founded = query.claimed.deeds.iter();
            let mut founded = founded.filter(|it| it.starts_with(FOUNDED));
            let text = claim.value.text.as_ref();
            let says = |deed| text.is_some_and(|it| it.has_one_of(std::slice::from_ref(deed)));
            there && founded.all(says)
        });
    match query.resolver {
        // When another organisation was founded is in no record.
        Resolver::Topic(Aspect::When) if query.topics.is_empty() && query.people.is_empty() => {
            Some(foreign)
        }
        // Who is at an organisation can be told of those who went there.
        Resolver::Remaining | Resolver::Members | Resolver::Overview if joined => {
            query.resolver = Resolver::WhoWentTo;
            None
        }
        Resolver::WhoLeft
        | Resolver::Count
        | Resolver::Remaining
        | Resolver::CountRemaining
        | Resolver::Timeline
        | Resolver::Members
        | Resolver::Order
        | Resolver::Overview => Some(foreign),
        Resolver::Why if query.people.is_empty() => Some(foreign),
        Resolver::When | Resolver::Why | Resolver::Manner | Resolver::Tenure => {
            query.organisation = foreign;
            query.organisation_named = true;
            None
        }
        _ => None,
    }
}

/// "Which curators left?" where one organisation alone calls a group of its people so is asked of that organisation.
fn of_a_named_group(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let free = query.people.is_empty() && query.others.is_empty() && !query.organisation_named;
    let mut groups = interpretation.slots.of(EntityKind::Group);
    let (Some(group), None, true) = (groups.next(), groups.next(), free) else {
        return;
    };
    let bears = |id: &OrganisationId, named: &str| {
        RoleGroup::ALL
            .iter()
            .any(|role| named == format!("{id}-{}", role.name()))
    };
    let mut bearers = knowledge.organisations.keys().filter(|id| {
        let mut candidates = group.candidates.iter();
        candidates.any(|it| bears(id, &it.id))
    });
    if let (Some(own), None) = (bearers.next(), bearers.next()) {
        query.organisation = own.clone();
        query.organisation_named = true;
    }
}

/// "Who left both Alpha and Beta?", "who worked at both?" asks for those of whom each is so. Where there are two
/// organisations at all, they are meant if none is named.
fn both(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let mut whole = interpretation.slots.values(VocabularySlot::All);
    if !whole.any(|it| it == "both") || !query.people.is_empty() {
        return;
    }
    let recorded = |id: &OrganisationId| knowledge.has_members(id);
    let mut named = organisations_of(knowledge, interpretation);
    named.retain(recorded);
    named.dedup();
    // "Both April and June" are no organisations.
    let timed = query.filters.times.len() > 1;
    let nothing =
        interpretation.slots.mentions.is_empty() && query.filters.groups.is_empty() && !timed;
    let asked_of_each = matches!(query.resolver, Resolver::Count | Resolver::Timeline);
    // "Who worked at both?"
    let worked = matches!(query.resolver, Resolver::Background | Resolver::Members);
    if nothing && (query.resolver == Resolver::WhoLeft || asked_of_each || worked) {
        of_all(knowledge, query);
        let two = query.further.len() == 1;
        query.filters.jointly = two && !asked_of_each;
        if two && worked {
            query.resolver = Resolver::Members;
            query.focus.present = cue(&interpretation.slots, "persists");
        }
        if !two {
            query.further.clear();
            query.organisation_named = false;
        }
        return;
    }
    let [first, second] = named.as_slice() else {
        return;
    };
    let belongs = matches!(
        query.resolver,
        Resolver::Background
            | Resolver::Members
            | Resolver::Remaining
            | Resolver::WhoWentTo
            | Resolver::Profile
    );
    if belongs {
        // "Who has worked at both?" asks of any time.
        let now = query.resolver == Resolver::Remaining;
        query.focus.present = now || cue(&interpretation.slots, "persists");
        query.resolver = Resolver::Members;
    }
    query.filters.jointly = belongs || query.resolver == Resolver::WhoLeft;
    if query.filters.jointly {
        query.organisation = first.clone();
        query.organisation_named = true;
        query.further = vec![second.clone()];
        query.others.clear();
        query.filters.formerly.clear();
    }
}

/// "Of either company" is asked of every organisation from which somebody is recorded to have left.
pub(super) fn of_all(knowledge: &Knowledge, query: &mut Query) {
    let organisations = knowledge.organisations.keys();
    let others = organisations.filter(|id| knowledge.is_left(id));
    query.further = others
        .filter(|id| **id != query.organisation)
        .cloned()
        .collect();
    query.organisation_named = true;
}

/// What happens beside an event is asked of the organisation that the event was in, where no other is named.
pub(super) fn of_event(knowledge: &Knowledge, event: &Topic, query: &mut Query) {
    let organisations = event.organisations.iter();
    let mut own = organisations.filter(|id| knowledge.is_left(id));
    let free = !query.organisation_named && query.people.is_empty();
    if free
        && query.resolver.is_of_an_organisation()
        && !event.organisations.contains(&query.organisation)
        && let (Some(organisation), None) = (own.next(), own.next())
    {
        query.organisation = organisation.clone();
        query.organisation_named = true;
    }
}

/// What is asked of before or after an event, of those who left because of it: as [`of_event`].
pub(super) fn of_named_events(knowledge: &Knowledge, query: &mut Query) {
    let anchored = query
        .filters
        .anchors
        .iter()
        .filter_map(|(_, anchor)| match anchor {
            Anchor::Topic(id) => Some(id),
            Anchor::Person(_) => None,
        });
    let events: Vec<&Topic> = anchored
        .chain(&query.topics)
        .filter_map(|id| knowledge.topics.get(id))
        .collect();
    for event in events {
        of_event(knowledge, event, query);
    }
}

/// People who never belonged to the organisation that a question is taken to mean are asked about with their own one.
pub(super) fn of_their_own(knowledge: &Knowledge, query: &mut Query) {
    let of_many = query.resolver.is_of_an_organisation()
        && !matches!(query.resolver, Resolver::Why | Resolver::Manner);
    let named = query.organisation_named || query.others.contains(&query.organisation);
    if of_many || named {
        return;
    }
    let mut memberships = query
        .people
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .flat_map(|person| {
            // What is asked of a departure is asked of a place that somebody left.
            let ended = |it: &&Membership| it.departure.is_some() && !person.stayed_on(it);
            let leaves = query.resolver.is_about_a_departure()
                && person.memberships.iter().any(|it| ended(&it));
            let memberships = person.memberships.iter().rev();
            memberships.filter(move |it| !leaves || ended(it))
        })
        .map(|membership| &membership.organisation);
    let first = memberships.clone().next();
    if let Some(own) = first
        && memberships.all(|it| *it != query.organisation)
    {
        query.organisation = own.clone();
        return;
    }
    // "When was he removed?" of one who was removed from one place and left another is about the first.
    let [person] = query.people.as_slice() else {
        return;
    };
    let so = |exit: &Exit<'_>| {
        let best = person::best(&exit.departure.manner);
        best.is_some_and(|it| query.filters.manners.contains(&it.value.kind))
    };
    let exits = knowledge
        .people
        .get(person)
        .map(|it| knowledge.exits_of(it));
    let mut fitting = exits.into_iter().flatten().filter(so);
    if let (Some(exit), None) = (fitting.next(), fitting.next()) {
        query.organisation = exit.membership.organisation.clone();
    }
}

/// "Who left after her?", "who came next?" beside somebody who never left the organisation that a question is taken to mean,
/// and left another, is asked of the latter.
pub(super) fn of_their_anchors(knowledge: &Knowledge, query: &mut Query) {
    let beside = query.filters.anchors.iter();
    let beside = beside.filter_map(|(_, anchor)| match anchor {
        Anchor::Person(id) => Some(id),
        Anchor::Topic(_) => None,
    });
    let ordered = query
        .people
        .iter()
        .filter(|_| query.resolver == Resolver::Order);
    let people: Vec<&PersonId> = beside.chain(ordered).collect();
    // Between two bounds one of them says little of where those asked about left.
    let bounds = query.filters.anchors.len() + query.filters.times.len();
    if query.organisation_named
        || people.is_empty()
        || bounds > 1
        || !query.resolver.is_of_an_organisation()
    {
        return;
    }
    let left = |id: &PersonId| {
        let person = knowledge.people.get(id);
        let exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
        exits
            .map(|it| &it.membership.organisation)
            .collect::<Vec<_>>()
    };
    let belongs = |id: &&PersonId| {
        let person = knowledge.people.get(*id);
        person.is_some_and(|it| {
            let mut stays = it.memberships.iter();
            stays.any(|stay| stay.organisation == query.organisation)
        })
    };
    if people.iter().any(belongs) {
        return;
    }
    let own = people.first().and_then(|id| left(id).last().copied());
    let own = own.filter(|own| people.iter().all(|id| left(id).contains(own)));
    if let Some(own) = own {
        query.organisation = own.clone();
        query.organisation_named = true;
    }
}

/// Whether a mention is where somebody sets out: "from Alpha to".
fn is_origin(interpretation: &Interpretation, mention: &Mention) -> bool {
    let onwards = interpretation.slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Towards
            && is_gap(&interpretation.text, mention.range.end, it.range.start)
    });
    onwards && beside_before(interpretation, mention, VocabularySlot::Formerly)
}

/// Whether those are meant who once were at an organisation: "former Alpha people", "Alpha alumni".
fn is_former(interpretation: &Interpretation, mention: &Mention) -> bool {
    let alumni = interpretation.slots.filled.iter().any(|it| {
        let behind = it.range.start == mention.range.end + 1;
        it.slot == VocabularySlot::Formerly && it.value == ALUMNI && behind
    });
    alumni || beside_before(interpretation, mention, VocabularySlot::Formerly)
}

/// Whether a question asks who was somewhere on a day: "who was at Alpha on 1 January?" speaks of no former employer.
fn present(query: &Query) -> bool {
    let days = query.filters.times.iter().any(|it| it.form != Form::Now);
    let asked = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::Members | Resolver::WhoLeft | Resolver::Background
    );
    days && asked && query.people.is_empty() && !query.of_leaving
}

/// Whether a mention is where somebody leaves, in words that say so before it: "fired from Alpha", "on leave from Beta".
fn is_left(interpretation: &Interpretation, mention: &Mention) -> bool {
    let filled = &interpretation.slots.filled;
    let mut before = filled.iter().filter(|it| {
        it.slot == VocabularySlot::Formerly
            && is_gap(&interpretation.text, it.range.end, mention.range.start)
    });
    before.any(|from| {
        filled.iter().any(|it| {
            let leaves = it.slot == VocabularySlot::Manner
                || (it.slot == VocabularySlot::Cue
                    && matches!(it.value.as_str(), "leaving" | "gone"));
            leaves && it.range.start < from.range.start && it.range.end + 1 >= from.range.start
        })
    })
}

/// The vocabulary's value for words that stand behind an organisation and name those who were there.
const ALUMNI: &str = "alumni";

/// Whether an organisation's name is the beginning of an event's description: "Alpha bought Beta".
pub(super) fn begins_event(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    mention: &Mention,
) -> bool {
    let names = |topic: &Topic| {
        topic.organisations.iter().any(|organisation| {
            mention
                .candidates
                .iter()
                .any(|it| it.id == organisation.as_str())
        })
    };
    interpretation
        .slots
        .of(EntityKind::Event)
        .filter(|event| event.range.start >= mention.range.end)
        .any(|event| {
            let beside = interpretation
                .text
                .get(mention.range.end..event.range.start)
                .is_some_and(|between| between.trim().chars().count() <= 1);
            beside
                && event
                    .candidates
                    .first()
                    .and_then(|it| knowledge.topics.get(it.id.as_str()))
                    .is_some_and(names)
        })
}

/// Whether a mention is where somebody goes: the word for it stands before, or behind without leading to a name itself
/// ("from Alpha to Beta").
pub(super) fn towards(interpretation: &Interpretation, mention: &Mention) -> bool {
    let slot = VocabularySlot::Towards;
    let mut others = interpretation.slots.of(EntityKind::Organisation);
    if is_origin(interpretation, mention) {
        return false;
    }
    beside_before(interpretation, mention, slot)
        || (beside(interpretation, mention, slot)
            && !others.any(|it| {
                it.range.start > mention.range.end && beside_before(interpretation, it, slot)
            }))
}

/// Whether a word of the slot stands directly before a mention, or behind it in a language that puts it there. Without
/// spaces between words it stands behind; with spaces only if nothing of the same kind follows it ("who did Alpha hire").
pub(super) fn beside(
    interpretation: &Interpretation,
    mention: &Mention,
    slot: VocabularySlot,
) -> bool {
    let gap = |from: usize, until: usize| is_gap(&interpretation.text, from, until);
    let leads_on = |at: usize| {
        interpretation
            .slots
            .of(mention.kind)
            .any(|other| gap(at, other.range.start))
    };
    interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == slot)
        .any(|it| {
            gap(it.range.end, mention.range.start)
                || (gap(mention.range.end, it.range.start) && !leads_on(it.range.end))
        })
}

pub(super) fn beside_before(
    interpretation: &Interpretation,
    mention: &Mention,
    slot: VocabularySlot,
) -> bool {
    interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == slot)
        .any(|it| {
            let (from, until) = (it.range.end, mention.range.start);
            let between = interpretation.text.get(from..until).map(str::trim);
            // "To the federation": nothing but an article may stand between.
            let article = between.is_some_and(|word| {
                let mut names = interpretation.slots.mentions.iter();
                let named = names.any(|it| from <= it.range.start && it.range.end <= until);
                word.is_ascii() && word.len() <= ARTICLE && !word.contains(' ') && !named
            });
            is_gap(&interpretation.text, from, until) || article
        })
}

/// An article is no longer, in bytes.
const ARTICLE: usize = 3;

/// Whether nothing but space lies between two places of a text.
fn is_gap(text: &str, from: usize, until: usize) -> bool {
    text.get(from..until)
        .is_some_and(|between| between.trim().is_empty())
}
