//! Follow-ups: what a question that leans on the one before it takes from the memory of the conversation.

use jiff::civil::Date;

use super::bind::takes_anchors;
use super::memory::Memory;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Grain, Interval, Relation, RelationMention, TimeMention};

/// A question with few words of its own leans on the one before it.
const ELLIPTICAL: usize = 3;
/// A question that only relates to the last answer has no more words of its own than this.
const RELATING: usize = 3;
/// A question after somebody in particular leans on them up to this length, if it names nobody and no group.
const LEANING: usize = 7;

/// Whether the question says nothing of its own but names or dates, and words that continue.
pub(super) fn is_fragment(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let names = !slots.mentions.is_empty()
        || !slots.times.is_empty()
        || slots.filled.iter().any(|it| match it.slot {
            VocabularySlot::Group | VocabularySlot::Role | VocabularySlot::Ordinal => true,
            VocabularySlot::Pronoun => refers(it),
            _ => false,
        });
    names && only_continues(interpretation)
}

/// Whether "and then?" goes on from the last answer: it names nothing, and the last question was one of order.
pub(super) fn goes_on(memory: &Memory, interpretation: &Interpretation) -> bool {
    let ordered = memory.query.resolver == Resolver::Order || !memory.query.anchors.is_empty();
    let continuing = interpretation
        .slots
        .values(VocabularySlot::Continuation)
        .any(|it| it == "continuation");
    ordered && continuing && !is_fragment(interpretation) && only_continues(interpretation)
}

/// Whether a pronoun says by itself what is asked about: "the others", "that month".
fn refers(pronoun: &Filled) -> bool {
    pronoun.value == "others" || stretch(&pronoun.value).is_some()
}

/// Whether every word is a name, a date, or a word that continues.
fn only_continues(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let continues = |filled: &Filled| match filled.slot {
        VocabularySlot::Continuation
        | VocabularySlot::Group
        | VocabularySlot::Role
        | VocabularySlot::Ordinal
        | VocabularySlot::Formerly
        | VocabularySlot::Towards => true,
        VocabularySlot::Pronoun => refers(filled),
        _ => false,
    };
    let covered = |at: usize| {
        slots.mentions.iter().any(|it| it.range.contains(&at))
            || slots.times.iter().any(|it| it.range.contains(&at))
            || slots
                .filled
                .iter()
                .any(|it| it.range.contains(&at) && continues(it))
    };
    !interpretation.text.is_empty()
        && interpretation
            .text
            .char_indices()
            .all(|(at, character)| character == ' ' || covered(at))
}

/// The pronouns of a question that stand for what the conversation spoke of, with the slots in whose place they stand.
pub(super) fn referents(
    memory: &Memory,
    interpretation: &Interpretation,
) -> Vec<(&'static str, &'static str)> {
    let slots = &interpretation.slots;
    let named = |kinds: &[EntityKind]| slots.mentions.iter().any(|it| kinds.contains(&it.kind));
    let mut read = Vec::new();
    if !memory.subjects.is_empty() || !memory.speakers.is_empty() {
        read.push(("person", "{person}"));
    }
    if !memory.subjects.is_empty() && !named(&[EntityKind::Person]) {
        read.push(("people", "{person}"));
    }
    let topical = matches!(memory.query.resolver, Resolver::Topic(_) | Resolver::Lead);
    if topical && !memory.query.topics.is_empty() && !named(&[EntityKind::Topic, EntityKind::Event])
    {
        read.push(("thing", "{topic}"));
        if memory.subjects.is_empty() {
            read.push(("people", "{topic}"));
        }
    }
    read.retain(|(value, _)| slots.values(VocabularySlot::Pronoun).any(|it| it == *value));
    read
}

/// Takes organisations that a fragment names ("and Meta?") as what the last question asked of organisations: where people
/// went or came from. Returns whether it did.
pub(super) fn continue_with(
    memory: &Memory,
    organisations: Vec<OrganisationId>,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    if organisations.is_empty() {
        false
    } else if !last.formerly.is_empty() || last.resolver == Resolver::Background {
        query.formerly = organisations;
        true
    } else if !last.others.is_empty() || last.resolver == Resolver::WhoWentTo {
        query.others = organisations;
        true
    } else {
        false
    }
}

/// How a question refers to the conversation.
struct Leaning<'a> {
    interpretation: &'a Interpretation,
    /// The words that are not slots; without spaces between words, four characters stand for one.
    words: usize,
}

impl<'a> Leaning<'a> {
    fn of(interpretation: &'a Interpretation) -> Self {
        let words = if interpretation.text.is_ascii() {
            let own = |token: &&String| !token.starts_with('{');
            interpretation.tokens.iter().filter(own).count()
        } else {
            interpretation.text.chars().count() / 4
        };
        Self {
            interpretation,
            words,
        }
    }

    fn has(&self, pronoun: &str) -> bool {
        self.interpretation
            .slots
            .values(VocabularySlot::Pronoun)
            .any(|it| it == pronoun)
    }

    fn short(&self) -> bool {
        self.words <= ELLIPTICAL
    }

    /// A relation word with the pronoun beside it ("before him"), or alone in a question of few words ("and before?").
    fn relation(&self) -> Option<(Relation, Option<&'a str>)> {
        let slots = &self.interpretation.slots;
        let beside = |relation: &RelationMention| {
            slots
                .filled
                .iter()
                .filter(|it| it.slot == VocabularySlot::Pronoun)
                .find(|pronoun| {
                    let (from, until) = if relation.precedes {
                        (relation.range.end, pronoun.range.start)
                    } else {
                        (pronoun.range.end, relation.range.start)
                    };
                    from <= until
                        && self
                            .interpretation
                            .text
                            .get(from..until)
                            .is_some_and(|between| between.trim().chars().count() <= 1)
                })
        };
        let related = slots
            .relations
            .iter()
            .find_map(|it| Some((it.relation, Some(beside(it)?.value.as_str()))));
        let alone = || {
            let bare = slots.times.is_empty()
                && !slots.has(VocabularySlot::Ordinal)
                && self.words <= RELATING;
            slots
                .relations
                .iter()
                .find(|it| bare && matches!(it.relation, Relation::Before | Relation::After))
                .map(|it| (it.relation, None))
        };
        related.or_else(alone)
    }
}

/// Takes from the memory what the question lacks.
pub(super) fn complete(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    memory: &Memory,
    query: &mut Query,
) {
    let leaning = Leaning::of(interpretation);
    if relate(knowledge, &leaning, memory, query) {
        return;
    }
    period(knowledge, interpretation, memory, query);
    if is_fragment(interpretation) {
        continue_last(knowledge, &leaning, memory, query);
        return;
    }
    if leaning.has("others") && query.people.is_empty() {
        others(knowledge, memory, query);
        return;
    }
    amounts_and_places(knowledge, &leaning, memory, query);
    if matches!(query.resolver, Resolver::Interval | Resolver::Compare) && query.people.len() < 2 {
        for person in &memory.recent {
            if query.people.len() < 2 && !query.people.contains(person) {
                query.people.push(person.clone());
            }
        }
        return;
    }
    let of_sources = matches!(query.resolver, Resolver::Sources | Resolver::Reliability);
    let one = memory.subjects.len() == 1;
    if of_sources && names_nobody(query) && leaning.words <= LEANING && one {
        query.people.clone_from(&memory.subjects);
        return;
    }
    if of_sources && names_nobody(query) && leaning.words <= LEANING {
        query.last = Some(Box::new(memory.query.clone()));
        return;
    }
    if query.people.is_empty() {
        subjects(&leaning, memory, query);
    }
    response(knowledge, &leaning, memory, query);
    topics(&leaning, memory, query);
    if !query.organisation_named && (!query.people.is_empty() || leaning.short()) {
        query.organisation = memory.query.organisation.clone();
    }
}

/// Short questions that take their sense from what was asked before: "by how much?" after a comparison, "is he still
/// there?" after a destination.
fn amounts_and_places(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let last = &memory.query;
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
    );
    if amount
        && names_nobody(query)
        && matches!(last.resolver, Resolver::Compare | Resolver::Interval)
    {
        query.resolver = Resolver::Interval;
        query.people.clone_from(&last.people);
    }
    if !(leaning.has("organisation") && last.resolver == Resolver::Destination) {
        return;
    }
    match query.resolver {
        Resolver::VerifyRemains => query.resolver = Resolver::Destination,
        Resolver::WhoWentTo | Resolver::WhoLeft | Resolver::Count if query.others.is_empty() => {
            query.resolver = Resolver::WhoWentTo;
            query.others = memory
                .subjects
                .iter()
                .filter_map(|id| knowledge.people.get(id))
                .filter_map(|person| knowledge.exits_of(person).last())
                .flat_map(|exit| &exit.departure.destination)
                .filter_map(|claim| claim.value.organisation.clone())
                .take(1)
                .collect();
        }
        _ => {}
    }
}

/// Whether the question names nobody and nothing that it could be about instead.
fn names_nobody(query: &Query) -> bool {
    query.people.is_empty()
        && query.anchors.is_empty()
        && query.groups.is_empty()
        && query.roles.is_empty()
        && query.topics.is_empty()
        && query.others.is_empty()
        && !query.organisation_named
        && !query.all
}

/// Who is meant by "he", or by nobody at all: the people of the last answer, or its filters if it was about many.
fn subjects(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let person = leaning.has("person");
    let people = leaning.has("people");
    let nobody = names_nobody(query) && query.ordinals.is_empty();
    if person && memory.subjects.is_empty() && !about_many(query.resolver) {
        query.people.clone_from(&memory.speakers);
    }
    if !memory.subjects.is_empty() {
        let leans = nobody && query.times.is_empty() && leaning.words <= LEANING;
        let meant = if about_many(query.resolver) {
            person
        } else {
            person || people || (leans && about_somebody(query.resolver))
        };
        let placed = matches!(query.resolver, Resolver::Order | Resolver::Compare) && nobody;
        if placed || (meant && !about_the_bot(query.resolver)) {
            query.people.clone_from(&memory.subjects);
            // Somebody in particular is asked about: a list of many is a misreading.
            if about_many(query.resolver) {
                query.resolver = Resolver::When;
            }
            return;
        }
    }
    let remained = matches!(
        memory.query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    if remained
        && nobody
        && (leaning.words <= 1 || people)
        && matches!(query.resolver, Resolver::WhoLeft | Resolver::Members)
    {
        query.resolver = Resolver::Remaining;
    }
    let listed = !matches!(memory.query.resolver, Resolver::Topic(_) | Resolver::Lead);
    let of_them = people || leaning.has("thing");
    let many = about_many(query.resolver)
        || matches!(query.resolver, Resolver::Order | Resolver::Members)
        || about_somebody(query.resolver);
    if many && listed && ((of_them && memory.subjects.is_empty()) || (nobody && leaning.short())) {
        inherit_filters(memory, query, of_them);
    }
}

/// A reaction without the departure that it was a reaction to: that of the last answer.
fn response(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let left = |id: &PersonId| {
        knowledge
            .people
            .get(id)
            .is_some_and(|person| knowledge.exits_of(person).next().is_some())
    };
    if query.people.is_empty() || query.people.iter().any(left) || query.people == memory.subjects {
        return;
    }
    let responded = || {
        memory
            .subjects
            .iter()
            .filter_map(|id| knowledge.people.get(id))
            .flat_map(|person| knowledge.exits_of(person))
            .flat_map(|exit| &exit.departure.response)
            .any(|claim| {
                claim
                    .value
                    .by
                    .as_ref()
                    .is_some_and(|by| query.people.contains(by))
            })
    };
    let about_them = query.resolver == Resolver::Statement
        && (leaning.has("person") || (leaning.short() && responded()));
    if !(query.resolver == Resolver::Response || about_them) {
        return;
    }
    let leavers: Vec<PersonId> = memory
        .subjects
        .iter()
        .filter(|id| left(id))
        .cloned()
        .collect();
    if !leavers.is_empty() {
        query.resolver = Resolver::Response;
        query.people.splice(0..0, leavers);
    }
}

/// After a topic, what is asked without naming anything is asked of it.
fn topics(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    if last.topics.is_empty() || !query.topics.is_empty() {
        return;
    }
    let pronoun = leaning.has("thing");
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.people.is_empty()
        && (pronoun || leaning.has("person") || leaning.short())
    {
        query.topics.clone_from(&last.topics);
        return;
    }
    let about_it = matches!(last.resolver, Resolver::Topic(_) | Resolver::Lead)
        && names_nobody(query)
        && query.times.is_empty()
        && (pronoun || leaning.short());
    let aspect = match query.resolver {
        Resolver::When => Aspect::When,
        Resolver::Why => Aspect::Why,
        Resolver::Destination => Aspect::Where,
        Resolver::Members | Resolver::WhoLeft | Resolver::Profile => Aspect::Who,
        Resolver::Count => Aspect::HowMany,
        _ => return,
    };
    if about_it {
        query.topics.clone_from(&last.topics);
        query.resolver = Resolver::Topic(aspect);
    }
}

/// Whether a look-up is about one person before it is about anything else.
pub(super) fn about_somebody(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::When
            | Resolver::Why
            | Resolver::Destination
            | Resolver::Statement
            | Resolver::Response
            | Resolver::Manner
            | Resolver::Successor
            | Resolver::Tenure
            | Resolver::Profile
            | Resolver::Contribution
            | Resolver::Background
            | Resolver::Lead
            | Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::VerifyRemains
            | Resolver::Sources
            | Resolver::Disputes
            | Resolver::Private
    )
}

/// Whether a look-up is about several people, under filters.
fn about_many(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::WhoLeft
            | Resolver::Count
            | Resolver::Timeline
            | Resolver::Remaining
            | Resolver::CountRemaining
            | Resolver::WhoWentTo
    )
}

/// Whether a question is about the bot or small talk, which changes no subject.
pub(super) fn about_the_bot(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::Greeting
            | Resolver::Thanks
            | Resolver::About
            | Resolver::Help
            | Resolver::Privacy
            | Resolver::Freshness
            | Resolver::Reliability
    )
}

/// "and before him?", "who left after that?", "and then?": the relation to what the last answer was about.
fn relate(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !leaning.interpretation.slots.mentions.is_empty() || !query.anchors.is_empty() {
        return false;
    }
    let last = &memory.query;
    let ordered = last.resolver == Resolver::Order || !last.anchors.is_empty();
    let (relation, pronoun) = match leaning.relation() {
        Some(found) => found,
        None if goes_on(memory, leaning.interpretation) => (Relation::After, None),
        None => return false,
    };
    let asks_many = about_many(query.resolver) || query.resolver == Resolver::Order;
    // "Where did he go after that?" asks where, whatever it relates to.
    let sure = leaning.interpretation.ranking.confidence >= leaning.interpretation.threshold;
    if pronoun.is_none() && sure && about_somebody(query.resolver) {
        return false;
    }
    // "what did he do before that?" is about him.
    if pronoun.is_some() && !asks_many && leaning.words > RELATING {
        return false;
    }
    let person = |id: &PersonId| (relation, Anchor::Person(id.clone()));
    let event = || {
        last.topics
            .iter()
            .find(|id| {
                knowledge
                    .topics
                    .get(*id)
                    .is_some_and(|topic| !topic.dates.is_empty())
            })
            .map(|id| (relation, Anchor::Topic(id.clone())))
    };
    let again = || match last.anchors.as_slice() {
        [(_, anchor)] => Some((relation, anchor.clone())),
        _ => None,
    };
    let anchors: Vec<(Relation, Anchor)> = match pronoun {
        Some("person" | "people") => memory.meant().iter().map(person).collect(),
        // "and then?" goes on from whom the answer named; the other way round it starts from where it started.
        _ if last.resolver == Resolver::Order
            && !memory.subjects.is_empty()
            && last.anchors.iter().all(|(it, _)| *it == relation) =>
        {
            memory.subjects.iter().take(1).map(person).collect()
        }
        _ => again()
            .or_else(event)
            .or_else(|| memory.subjects.first().map(person))
            .into_iter()
            .collect(),
    };
    let Some((_, first)) = anchors.first() else {
        return false;
    };
    // Without words of its own the question is the last one, under the new relation.
    let mut next = if ordered && !(asks_many && pronoun.is_some()) {
        last.clone()
    } else {
        let mut next = query.clone();
        if !takes_anchors(next.resolver) || !asks_many || pronoun.is_none() {
            next.resolver = match first {
                Anchor::Person(_) => Resolver::Order,
                Anchor::Topic(_) => Resolver::WhoLeft,
            };
        }
        if next.groups.is_empty() && about_many(last.resolver) {
            next.groups.clone_from(&last.groups);
        }
        next.organisation.clone_from(&last.organisation);
        next
    };
    next.today = query.today;
    next.people.clear();
    next.topics.clear();
    next.ordinals.clear();
    next.anchors = anchors;
    *query = next;
    true
}

/// Takes the filters of the last question that this one does not set; of all who were listed if `all`.
fn inherit_filters(memory: &Memory, query: &mut Query, all: bool) {
    let last = &memory.query;
    if query.times.is_empty() && query.anchors.is_empty() {
        query.times.clone_from(&last.times);
        query.anchors.clone_from(&last.anchors);
    }
    if query.groups.is_empty() {
        query.groups.clone_from(&last.groups);
    }
    if query.roles.is_empty() {
        query.roles.clone_from(&last.roles);
    }
    if query.reasons.is_empty() {
        query.reasons.clone_from(&last.reasons);
    }
    if query.formerly.is_empty() {
        query.formerly.clone_from(&last.formerly);
    }
    if !all {
        return;
    }
    query
        .except_groups
        .extend(last.except_groups.iter().copied());
    query
        .except_people
        .extend(last.except_people.iter().cloned());
    if query.others.is_empty() {
        query.others.clone_from(&last.others);
    }
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining | Resolver::Members
    );
    query.resolver = match query.resolver {
        Resolver::Members | Resolver::WhoLeft if !query.others.is_empty() => Resolver::WhoWentTo,
        Resolver::CountRemaining if !remained => Resolver::Count,
        Resolver::Members if !remained => Resolver::WhoLeft,
        other => other,
    };
}

/// "and the others?", "who else left that month?": the last question about everybody whom it was not about.
fn others(knowledge: &Knowledge, memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    let own = query.resolver;
    let groups = std::mem::take(&mut query.groups);
    let except_groups = std::mem::take(&mut query.except_groups);
    inherit_filters(memory, query, true);
    query.resolver = match own {
        _ if !query.others.is_empty() && (about_many(own) || own == Resolver::Verify) => {
            Resolver::WhoWentTo
        }
        Resolver::Members | Resolver::Remaining if last.resolver != Resolver::Remaining => {
            Resolver::WhoLeft
        }
        Resolver::Verify => Resolver::WhoLeft,
        other => other,
    };
    query.except_people.extend(memory.subjects.iter().cloned());
    if !groups.is_empty() {
        query.groups = groups;
    } else if memory.subjects.is_empty() {
        // A group was picked out of a list; the others are the rest of the list.
        query.except_groups = std::mem::take(&mut query.groups);
    } else if about_somebody(query.resolver) {
        query.groups = shared_groups(knowledge, &memory.subjects);
    }
    query.except_groups.extend(except_groups);
}

/// The group that people have in common: who is spoken of as "the others" belongs to it, too.
fn shared_groups(
    knowledge: &Knowledge,
    people: &[PersonId],
) -> Vec<crate::knowledge::person::RoleGroup> {
    crate::knowledge::person::RoleGroup::ALL
        .into_iter()
        .find(|role| {
            people.iter().all(|id| {
                knowledge.people.get(id).is_some_and(|person| {
                    person
                        .memberships
                        .iter()
                        .any(|membership| membership.groups.contains(role))
                })
            })
        })
        .into_iter()
        .collect()
}

/// "and Ba?": the last question again, with what was named now in the place of what was named then.
fn continue_last(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let mut continued = memory.query.clone();
    continued.today = query.today;
    if leaning.has("others") {
        query.resolver = continued.resolver;
        if about_somebody(continued.resolver) || about_many(continued.resolver) {
            others(knowledge, memory, query);
        }
        return;
    }
    if !query.people.is_empty() {
        continued.people = std::mem::take(&mut query.people);
        continued.topics.clear();
        if !about_somebody(continued.resolver)
            && !matches!(
                continued.resolver,
                Resolver::Compare | Resolver::Interval | Resolver::Order
            )
        {
            continued.resolver = Resolver::Profile;
        }
    }
    if !query.times.is_empty() {
        continued.times = std::mem::take(&mut query.times);
        continued.anchors.clear();
    }
    if !query.anchors.is_empty() {
        continued.anchors = std::mem::take(&mut query.anchors);
        continued.times.clear();
    }
    if !query.groups.is_empty() {
        continued.groups = std::mem::take(&mut query.groups);
        continued.except_groups.clear();
        continued.people.clear();
    }
    if !query.except_groups.is_empty() || !query.except_people.is_empty() {
        continued.except_groups = std::mem::take(&mut query.except_groups);
        continued.except_people = std::mem::take(&mut query.except_people);
    }
    if !query.roles.is_empty() {
        continued.roles = std::mem::take(&mut query.roles);
        continued.people.clear();
    }
    if !query.topics.is_empty() {
        continued.topics = std::mem::take(&mut query.topics);
        continued.people.clear();
        if !matches!(continued.resolver, Resolver::Topic(_) | Resolver::Lead) {
            continued.resolver = Resolver::Topic(Aspect::What);
        }
    }
    if !query.ordinals.is_empty() {
        continued.ordinals = std::mem::take(&mut query.ordinals);
        continued.resolver = Resolver::Order;
        continued.people.clear();
    }
    if query.organisation_named {
        continued.organisation = query.organisation.clone();
        continued.organisation_named = true;
    }
    if !query.formerly.is_empty() {
        continued.formerly = std::mem::take(&mut query.formerly);
        continued.others.clear();
    }
    if !query.others.is_empty() {
        continued.others = std::mem::take(&mut query.others);
    }
    *query = continued;
}

/// The stretch of time that a pronoun like "that month" names.
fn stretch(pronoun: &str) -> Option<Grain> {
    match pronoun {
        "day" => Some(Grain::Day),
        "week" => Some(Grain::Week),
        "month" => Some(Grain::Month),
        "year" => Some(Grain::Year),
        _ => None,
    }
}

/// "that month", "the same year": the one around the date that the last answer was about.
fn period(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    memory: &Memory,
    query: &mut Query,
) {
    let found = interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun)
        .find_map(|it| Some((it.range.clone(), stretch(&it.value)?)));
    let (Some((range, grain)), true) = (found, query.times.is_empty()) else {
        return;
    };
    let Some(day) = day_spoken_of(knowledge, memory) else {
        return;
    };
    let Some(interval) = around(day, grain) else {
        return;
    };
    query.times.push(TimeMention {
        range,
        relation: Relation::In,
        interval,
        alternatives: Vec::new(),
        grain,
        form: Form::Calendar,
    });
}

/// The day that the last answer was about: of its departure, its event, or its period.
fn day_spoken_of(knowledge: &Knowledge, memory: &Memory) -> Option<Date> {
    let departure = memory.subjects.first().and_then(|id| {
        let person = knowledge.people.get(id)?;
        let exit = knowledge.exits_of(person).last()?;
        Some(exit.date()?.earliest())
    });
    let event = || {
        let topic = knowledge.topics.get(memory.query.topics.first()?)?;
        Some(
            crate::knowledge::person::best(&topic.dates)?
                .value
                .date
                .earliest(),
        )
    };
    let named = || memory.query.times.first()?.bounds().from;
    departure.or_else(event).or_else(named)
}

/// The day, week, month or year around a day.
fn around(day: Date, grain: Grain) -> Option<Interval> {
    use jiff::ToSpan;
    let (from, until) = match grain {
        Grain::Day => (day, day),
        Grain::Week => {
            let since = i64::from(day.weekday().to_monday_zero_offset());
            let monday = day.checked_sub(since.days()).ok()?;
            (monday, monday.checked_add(6.days()).ok()?)
        }
        Grain::Month => (day.first_of_month(), day.last_of_month()),
        _ => (day.first_of_year(), day.last_of_year()),
    };
    Some(Interval {
        from: Some(from),
        until: Some(until),
    })
}
