//! Corrections that put something else into the place of what was told, and keep the question: "no, before that", "no, the
//! other one", "and before him?" of the one who bounds a list.

use super::leaning::Leaning;
use crate::answer::query::{Anchor, Filters, Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::Relation;

/// Such a turn has no more words of its own.
const WORDS: usize = 7;

/// Whether a turn is one of these corrections.
pub(super) fn corrects(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    at_first(knowledge, leaning, memory)
        || other_of_a_pair(leaning, memory).is_some()
        || bounded_anew(leaning, memory).is_some()
}

/// Puts the other thing into the last question. Returns whether the turn is one of these corrections.
pub(super) fn correct(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if at_first(knowledge, leaning, memory) {
        *query = Query {
            people: memory.subjects.clone(),
            focus: Focus {
                earlier: true,
                ..Focus::default()
            },
            ..memory.asking(Resolver::Destination, query.today)
        };
        return true;
    }
    let next = other_of_a_pair(leaning, memory).or_else(|| bounded_anew(leaning, memory));
    let Some(next) = next else {
        return false;
    };
    *query = Query {
        today: query.today,
        ..next
    };
    true
}

/// "No, before that, right after Alpha", of several places to which somebody went one after the other: those before the
/// last one are meant.
fn at_first(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let slots = &read.slots;
    let of_home = slots.mentions.iter().all(|it| leaning.is_home(it));
    let side = |wanted: Relation| slots.relations.iter().any(|it| it.relation == wanted);
    let place = slots.mentions.len() == 1 || leaning.cue("leaving");
    let taken_back = slots.filled.iter().any(|it| {
        it.range.start == 0
            && match it.slot {
                VocabularySlot::Negation => true,
                VocabularySlot::Continuation => it.value == "courtesy",
                _ => false,
            }
    });
    let before = side(Relation::Before) && taken_back && slots.mentions.is_empty();
    let after = side(Relation::After) && place;
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    memory.query.resolver == Resolver::Destination
        && !memory.query.focus.earlier
        && of_home
        && (before || after)
        && slots.times.is_empty()
        && leaning.aspect().is_none()
        && leaning.words <= WORDS
        && went_on(knowledge, person)
}

/// Whether somebody went to one place after the other.
fn went_on(knowledge: &Knowledge, person: &PersonId) -> bool {
    let person = knowledge.people.get(person);
    let mut places: Vec<&OrganisationId> = person
        .into_iter()
        .flat_map(|it| knowledge.exits_of(it))
        .flat_map(|exit| &exit.departure.destination)
        .filter_map(|claim| claim.value.organisation.as_ref())
        .collect();
    places.dedup();
    places.len() > 1
}

/// "No, the other one": the last question of the other of two people; where the last answer told of both alike, who each
/// of them is.
fn other_of_a_pair(leaning: &Leaning<'_>, memory: &Memory) -> Option<Query> {
    let free = leaning.is_free() && leaning.aspect().is_none();
    if !(leaning.cue("other-one") && free && leaning.words <= WORDS) {
        return None;
    }
    let last = &memory.query;
    if let [one] = memory.subjects.as_slice() {
        let listed = memory.list.as_ref().map(|it| it.people.as_slice());
        let sets = [
            last.filters.among.as_slice(),
            listed.unwrap_or_default(),
            memory.company.as_slice(),
            memory.recent.as_slice(),
        ];
        let pair = sets
            .into_iter()
            .find(|it| it.len() == 2 && it.contains(one))?;
        let other = pair.iter().find(|it| *it != one)?.clone();
        let resolver = if last.resolver.is_about_somebody() {
            last.resolver
        } else {
            Resolver::When
        };
        return Some(Query {
            people: vec![other],
            resolver,
            filters: Filters {
                among: Vec::new(),
                ordinals: Vec::new(),
                ..last.filters.clone()
            },
            ..last.clone()
        });
    }
    let pair = [&memory.subjects, &memory.listed]
        .into_iter()
        .find(|it| it.len() == 2)?;
    Some(Query {
        people: pair.clone(),
        ..memory.asking(Resolver::Profile, last.today)
    })
}

/// "And before him?" after who left after somebody: of the one who bounds the list, and of nobody on it.
fn bounded_anew(leaning: &Leaning<'_>, memory: &Memory) -> Option<Query> {
    let slots = &leaning.interpretation.slots;
    let named = slots.of(EntityKind::Person).next().is_some() || !slots.times.is_empty();
    let (relation, pronoun) = leaning.relation()?;
    let turned = matches!(relation, Relation::Before | Relation::After);
    if named || !turned || pronoun != Some("person") || !leaning.says_nothing(true) {
        return None;
    }
    let base = memory.bounded.as_deref()?;
    let anchor = base.filters.anchors.first().map(|(_, it)| it.clone())?;
    // Whoever was spoken of alone since then is meant before the one who bounds the list.
    let bounds = |id: &PersonId| matches!(&anchor, Anchor::Person(it) if it == id);
    if !memory.meant().iter().all(bounds) {
        return None;
    }
    Some(Query {
        resolver: Resolver::WhoLeft,
        filters: Filters {
            anchors: vec![(relation, anchor)],
            ordinals: Vec::new(),
            among: Vec::new(),
            ..base.filters.clone()
        },
        focus: Focus {
            adjacent: false,
            ..base.focus
        },
        ..base.clone()
    })
}
