//! Follow-ups: what a question that leans on the one before it takes from the memory of the conversation.

mod continuing;
mod leaning;
mod period;
mod relation;

use super::memory::Memory;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use continuing::{continue_last, inherit_filters, others};
use leaning::Leaning;
pub(super) use relation::goes_on;
use relation::relate;

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

/// Whether a pronoun says by itself what is asked about: "the others", "that month".
fn refers(pronoun: &Filled) -> bool {
    pronoun.value == "others" || period::stretch(&pronoun.value).is_some()
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
    period::fill(knowledge, interpretation, memory, query);
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
    if person && memory.subjects.is_empty() && !query.resolver.is_about_many() {
        query.people.clone_from(&memory.speakers);
    }
    if !memory.subjects.is_empty() {
        let leans = nobody && query.times.is_empty() && leaning.words <= LEANING;
        let meant = if query.resolver.is_about_many() {
            person
        } else {
            person || people || (leans && query.resolver.is_about_somebody())
        };
        let placed = matches!(query.resolver, Resolver::Order | Resolver::Compare) && nobody;
        if placed || (meant && !query.resolver.is_about_the_bot()) {
            query.people.clone_from(&memory.subjects);
            // Somebody in particular is asked about: a list of many is a misreading.
            if query.resolver.is_about_many() {
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
    let many = query.resolver.is_about_many()
        || matches!(query.resolver, Resolver::Order | Resolver::Members)
        || query.resolver.is_about_somebody();
    if many && listed && ((of_them && memory.subjects.is_empty()) || (nobody && leaning.short())) {
        inherit_filters(memory, query, of_them);
    }
}

/// A reaction without the departure that it was a reaction to: that of the last answer.
fn response(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let left = |id: &PersonId| knowledge.has_left(id);
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
