//! Corrections: "not Alpha, Beta", "no, not him, Gamma", "I meant Alpha and Beta": the question stays, the people change;
//! "wasn't that Alpha?" of a place in an order.

use super::interim::departed;
use super::leaning::Leaning;
use crate::answer::query::{Anchor, Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::Relation;

/// Whether the question takes somebody back and names somebody else: a negation directly before a name or a pronoun.
pub(super) fn corrects(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let named = slots.of(EntityKind::Person).count();
    let pronoun = slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Pronoun
            && matches!(it.value.as_str(), "person" | "people")
            && is_taken_back(interpretation, it.range.start)
    });
    let other = taken_back(interpretation).next().is_some();
    (named > 0 && pronoun) || (named > 1 && other)
}

/// The mentions of people that a negation takes back.
fn taken_back(interpretation: &Interpretation) -> impl Iterator<Item = &Mention> {
    let people = interpretation.slots.of(EntityKind::Person);
    people.filter(|it| is_taken_back(interpretation, it.range.start))
}

/// Whether a negation stands directly before a place.
fn is_taken_back(interpretation: &Interpretation, at: usize) -> bool {
    interpretation.slots.filled.iter().any(|it| {
        let between = interpretation.text.get(it.range.end..at);
        it.slot == VocabularySlot::Negation && between.is_some_and(|it| it.trim().is_empty())
    })
}

/// "Not Alpha, Gamma" after a comparison of Alpha and Beta: Gamma stands in Alpha's place.
pub(super) fn put_in_place(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    last: &Query,
    query: &mut Query,
) {
    let [new] = query.people.as_slice() else {
        return;
    };
    let known = |mention: &Mention| -> Option<PersonId> {
        let id = mention.candidates.first()?.id.as_str();
        Some(knowledge.people.get(id)?.id.clone())
    };
    let old: Vec<PersonId> = taken_back(interpretation).filter_map(known).collect();
    if last.people.len() < 2 || !last.people.iter().any(|it| old.contains(it)) {
        return;
    }
    let mut people: Vec<PersonId> = last.people.clone();
    for person in people.iter_mut().filter(|it| old.contains(it)) {
        person.clone_from(new);
    }
    people.dedup();
    query.people = people;
}

/// "I meant Alpha and Beta" after who left between two others: the two bound the question anew. Returns whether they do.
pub(super) fn bound_anew(knowledge: &Knowledge, query: &mut Query, continued: &mut Query) -> bool {
    let people = |(_, anchor): &(Relation, Anchor)| matches!(anchor, Anchor::Person(_));
    let between =
        continued.filters.anchors.len() == 2 && continued.filters.anchors.iter().all(people);
    if !between || query.people.len() != 2 {
        return false;
    }
    let mut ends = std::mem::take(&mut query.people);
    ends.sort_by_key(|id| departed(knowledge, id));
    let relations = [Relation::After, Relation::Before];
    let anchors = relations
        .into_iter()
        .zip(ends.into_iter().map(Anchor::Person));
    continued.filters.anchors = anchors.collect();
    true
}

/// "Hm, I thought that was Alpha" has no more words of its own.
const DOUBTING: usize = 6;

/// Whether somebody else is put forward for the place in an order that was told: "wait, wasn't that Alpha?"
pub(super) fn is_misplaced(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let told = matches!(last.resolver, Resolver::Order | Resolver::Place)
        && last.filters.ordinals.len() == 1
        && last.filters.anchors.is_empty();
    let slots = &leaning.interpretation.slots;
    let one = slots.of(EntityKind::Person).count() == 1 && slots.mentions.len() == 1;
    let doubts = slots.has(VocabularySlot::Negation) || leaning.cue("doubt") || leaning.cue("told");
    let held = filters::polar(leaning.interpretation) && leaning.has("thing");
    let other = slots.filled.iter().any(|it| match it.slot {
        VocabularySlot::Manner
        | VocabularySlot::Reason
        | VocabularySlot::Role
        | VocabularySlot::Aspect
        | VocabularySlot::Deed => true,
        VocabularySlot::Cue => matches!(it.value.as_str(), "leaving" | "gone" | "staying"),
        _ => false,
    });
    told && one && (doubts || held) && !other && slots.times.is_empty() && leaning.words <= DOUBTING
}

/// Asks whether whoever is put forward has that place. Returns whether somebody is.
pub(super) fn placed_instead(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = query.people.len() == 1 && is_misplaced(leaning, memory);
    if asked {
        let last = &memory.query;
        *query = Query {
            people: std::mem::take(&mut query.people),
            of_leaving: true,
            polar: true,
            filters: Filters {
                ordinals: last.filters.ordinals.clone(),
                groups: last.filters.groups.clone(),
                ..Filters::default()
            },
            ..memory.asking(Resolver::Verify, query.today)
        };
    }
    asked
}
