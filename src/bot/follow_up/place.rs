//! Places and amounts that a follow-up takes from what was asked before: "who else went there?", "by how much?".

use super::leaning::Leaning;
use super::{ELLIPSIS, names_nobody, together};
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, FactKind, Rank};
use crate::knowledge::id::OrganisationId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::Relation;

/// Short questions that take their sense from what was asked before: "by how much?" after a comparison, "is he still
/// there?" after a destination.
pub(super) fn amounts_and_places(
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
    // "By how long?"
    let length = query.resolver == Resolver::Tenure
        && !leaning.has("person")
        && !leaning.has("people")
        && leaning.words <= ELLIPSIS;
    if (amount || length || query.resolver == Resolver::Interval)
        && names_nobody(query)
        && matches!(last.resolver, Resolver::Compare | Resolver::Interval)
    {
        query.resolver = Resolver::Interval;
        query.people.clone_from(&last.people);
        query.topics.clone_from(&last.topics);
    }
    let there = leaning.has("organisation");
    // "Did she go to Alpha? When?" asks for the day of that move.
    let moved = !last.others.is_empty()
        && matches!(
            last.resolver,
            Resolver::Verify | Resolver::Destination | Resolver::WhoWentTo
        );
    let dated = || {
        let people = memory.subjects.iter();
        people
            .filter_map(|id| knowledge.people.get(id))
            .flat_map(|person| knowledge.exits_of(person))
            .flat_map(|exit| &exit.departure.destination)
            .filter(|claim| claim.rank != Rank::Refuted)
            .filter(|claim| {
                let to = claim.value.organisation.as_ref();
                to.is_some_and(|to| last.others.contains(to))
            })
            .filter_map(|claim| claim.value.text.as_ref())
            .any(|text| text.versions().any(|it| it.contains(char::is_numeric)))
    };
    if moved
        && dated()
        && query.resolver == Resolver::When
        && names_nobody(query)
        && leaning.words < ELLIPSIS
    {
        query.resolver = Resolver::Destination;
        query.others.clone_from(&last.others);
        query.people.clone_from(&memory.subjects);
        return;
    }
    // "Who went with him?" asks for those who went where he did.
    let with_him = leaning.has("person")
        && query.resolver == Resolver::WhoWentTo
        && query.others.is_empty()
        && memory.subjects.len() == 1;
    if with_him {
        query
            .filters
            .except_people
            .extend(memory.subjects.iter().cloned());
    }
    // "What was he doing there?" asks for the work that the conversation is about, unless it spoke of another place.
    let elsewhere = last.resolver == Resolver::Destination || !last.others.is_empty();
    let home = there && !elsewhere && query.others.is_empty();
    if home && query.resolver == Resolver::Destination && leaning.aspect() != Some(Aspect::Where) {
        query.resolver = Resolver::Contribution;
        return;
    }
    // "Who is left there?" is asked of the organisation that the conversation spoke of.
    if there && !elsewhere && !query.organisation_named && query.people.is_empty() {
        query.organisation.clone_from(&last.organisation);
    }
    // "Who joined it?", "who from home went there?" after a question on an organisation.
    let joins = (leaning.has("thing") || there)
        && query.resolver == Resolver::WhoWentTo
        && leaning.interpretation.slots.has(VocabularySlot::Towards)
        && query.others.iter().all(|id| *id == query.organisation)
        && !last.others.is_empty();
    if joins {
        query.others.clone_from(&last.others);
        return;
    }
    if !(with_him || (there && elsewhere)) {
        return;
    }
    match query.resolver {
        Resolver::VerifyRemains if last.resolver == Resolver::Destination || with_him => {
            query.resolver = Resolver::Destination;
        }
        Resolver::WhoWentTo | Resolver::WhoLeft | Resolver::Count | Resolver::Verify
            if query.others.is_empty() && query.people.is_empty() =>
        {
            query.resolver = Resolver::WhoWentTo;
            query.others = place_spoken_of(knowledge, memory, with_him)
                .into_iter()
                .collect();
        }
        _ => {}
    }
}

/// The organisation that "there" means: one that the last question named beside the one whose departures it asked about,
/// else where the person spoken of went.
fn place_spoken_of(
    knowledge: &Knowledge,
    memory: &Memory,
    of_a_person: bool,
) -> Option<OrganisationId> {
    let mut named = memory.query.others.iter();
    named
        .find(|id| !of_a_person && **id != memory.query.organisation)
        .cloned()
        .or_else(|| destination_of(knowledge, memory))
}

/// Where the person spoken of went, if the records name a place.
fn destination_of(knowledge: &Knowledge, memory: &Memory) -> Option<OrganisationId> {
    memory
        .subjects
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .filter_map(|person| knowledge.exits_of(person).last())
        .flat_map(|exit| &exit.departure.destination)
        .filter(|claim| claim.rank != Rank::Refuted)
        .find_map(|claim| claim.value.organisation.clone())
}

/// "Who else went there?", "did anybody go with her?" after where somebody went. Returns whether the records name a
/// place.
pub(super) fn went_to(knowledge: &Knowledge, memory: &Memory, query: &mut Query) -> bool {
    let Some(place) = destination_of(knowledge, memory) else {
        return false;
    };
    query.resolver = Resolver::WhoWentTo;
    query.people.clear();
    query.others = vec![place];
    query.filters.except_people.clone_from(&memory.subjects);
    true
}

/// Whether it is asked who else went to the place of the one person who was spoken of, in words for the same place.
pub(super) fn asks_who_else(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let others = leaning.has("others") || leaning.cue("whoever");
    let alone = together::several(memory).len() < 2;
    let asked = others || alone || leaning.aspect() == Some(Aspect::Who);
    let free = leaning.is_free() && !leaning.has("people");
    leaning.cue("same-place") && asked && free && knowledge.has_left(one)
}

/// "Did anybody else go to the same company?" Returns whether it is asked. Where the records name no place, that is said.
pub(super) fn who_else(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !asks_who_else(knowledge, leaning, memory) {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::Destination, query.today);
    went_to(knowledge, memory, query);
    true
}

/// "Did anybody go with her?" Returns whether the records name a place. Whoever went there at another time did not go
/// along.
pub(super) fn went_along(knowledge: &Knowledge, memory: &Memory, query: &mut Query) -> bool {
    if !went_to(knowledge, memory, query) {
        return false;
    }
    let along = memory.subjects.iter().cloned();
    let anchors = along.map(|id| (Relation::SameMonth, Anchor::Person(id)));
    query.filters.anchors = anchors.collect();
    query.filters.company = true;
    true
}

/// "Who else came from there?" after where somebody came from. Returns whether the records name a place.
pub(super) fn came_from(knowledge: &Knowledge, memory: &Memory, query: &mut Query) -> bool {
    let place = memory
        .subjects
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .flat_map(|person| &person.facts)
        .filter(|claim| claim.rank != Rank::Refuted && claim.value.kind == FactKind::Background)
        .find_map(|claim| claim.value.organisations.first());
    let Some(place) = place else {
        return false;
    };
    query.resolver = Resolver::Background;
    query.people.clear();
    query.others = vec![place.clone()];
    query.filters.except_people.clone_from(&memory.subjects);
    true
}
