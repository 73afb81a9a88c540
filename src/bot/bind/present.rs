//! Whether somebody was there, or had gone, when somebody else left: "was Alpha still there when Beta left?"

use std::ops::Range;

use super::Asked;
use super::moments::{day_of, time_word};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{cue, tells_leaving};
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, overlap};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// Cues that somebody had gone by the time of another clause.
const GONE: [&str; 4] = ["by-then", "before-that", "state-then", "gone"];
/// Cues that somebody was there at the time of another clause.
const THERE: [&str; 2] = ["staying", "persists"];

/// A clause that names the time by a departure: who left, and the bytes of the clause.
struct Clause<'a> {
    mention: &'a Mention,
    range: Range<usize>,
}

/// "Was Alpha still there when Beta left?" asks which of the two left first, "was Alpha already gone when Beta left?" the
/// reverse. Of several, or of one who has not left, it asks who was there on the day of that departure.
pub(super) fn when_another_left(asked: Asked<'_>, query: &mut Query) {
    let asks = matches!(
        query.resolver,
        Resolver::VerifyRemains | Resolver::Verify | Resolver::When | Resolver::Compare
    );
    let claims = matches!(query.resolver, Resolver::VerifyRemains | Resolver::Verify);
    let free = query.filters.times.is_empty() && query.topics.is_empty();
    let several = query.people.len() > 1 && !query.filters.alternatives;
    if !(asks && free && several && (claims || query.polar)) {
        return;
    }
    let Some(clause) = clause_of(asked.interpretation) else {
        return;
    };
    let other = query.people.iter().find(|id| {
        let mut candidates = clause.mention.candidates.iter();
        candidates.any(|it| it.id == id.as_str())
    });
    let Some((other, there)) = other
        .cloned()
        .zip(stays(asked.interpretation, &clause, query))
    else {
        return;
    };
    if !asked.knowledge.has_left(&other) {
        return;
    }
    compare_or_place(asked.knowledge, query, &other, there);
}

/// "Was Alpha at Beta?" of one who has left asks whether they ever belonged there, which "still" would not.
pub(super) fn once_there(asked: Asked<'_>, query: &mut Query) {
    let (slots, text) = (&asked.interpretation.slots, &asked.interpretation.text);
    let still = query.stays || cue(slots, "persists") || slots.has(VocabularySlot::Presence);
    let mut filled = slots.filled.iter();
    let past = filled.any(|it| {
        let edge = it.range.start == 0 || it.range.end == text.len();
        it.slot == VocabularySlot::Cue && it.value == "bygone" && edge
    });
    let filters = &query.filters;
    let free = filters.times.is_empty() && filters.anchors.is_empty() && filters.roles.is_empty();
    let plain = free && query.topics.is_empty() && query.others.is_empty() && !query.negated;
    if let ([person], Resolver::VerifyRemains) = (query.people.as_slice(), query.resolver)
        && query.organisation_named
        && plain
        && past
        && !still
        && asked.knowledge.has_left(person)
    {
        query.resolver = Resolver::VerifyMember;
    }
}

/// Puts one person beside the departure of the other; several, or one who has not left, on its day.
fn compare_or_place(knowledge: &Knowledge, query: &mut Query, other: &PersonId, there: bool) {
    let one: Vec<PersonId> = query
        .people
        .iter()
        .filter(|it| *it != other)
        .cloned()
        .collect();
    match one.as_slice() {
        [person] if knowledge.has_left(person) => {
            query.people = vec![person.clone(), other.clone()];
            query.resolver = Resolver::Compare;
            query.claimed.before = Some(!there);
        }
        _ if there => {
            let Some(day) = day_of(knowledge, other) else {
                return;
            };
            query.people = one;
            query.filters.times = vec![day];
            query.resolver = Resolver::VerifyRemains;
        }
        _ => {}
    }
}

/// The clause that names the time of a question by somebody's departure.
fn clause_of(interpretation: &Interpretation) -> Option<Clause<'_>> {
    let slots = &interpretation.slots;
    let leaves = |mention: &Mention| {
        let words = slots.filled.iter().filter(|it| tells_leaving(it));
        let words = words.map(|it| &it.range);
        let related = slots.relations.iter().map(|it| &it.range);
        let behind = words
            .chain(related)
            .filter(|it| it.start >= mention.range.end);
        behind.min_by_key(|it| it.start).map(|it| it.end)
    };
    let asked_for = slots
        .of(EntityKind::Person)
        .find_map(|mention| Some((mention, time_word(slots, mention)?.range.start)));
    let anchored = slots.anchors.iter().find_map(|(relation, index)| {
        let mention = slots.mentions.get(*index)?;
        let beside = matches!(
            relation,
            Relation::AsOf | Relation::After | Relation::Since | Relation::Until
        );
        (beside && mention.kind == EntityKind::Person).then_some((mention, mention.range.start))
    });
    let (mention, start) = asked_for.or(anchored)?;
    let range = start..leaves(mention)?;
    Some(Clause { mention, range })
}

/// Whether the rest of the question says that somebody was there; no, if it says that they had gone.
fn stays(interpretation: &Interpretation, clause: &Clause<'_>, query: &Query) -> Option<bool> {
    let beside: Vec<&Filled> = interpretation
        .slots
        .filled
        .iter()
        .filter(|it| !overlap(&it.range, &clause.range))
        .collect();
    let says = |cues: &[&str]| {
        beside
            .iter()
            .any(|it| it.slot == VocabularySlot::Cue && cues.contains(&it.value.as_str()))
    };
    if says(&GONE) {
        return Some(false);
    }
    let there = |it: &&Filled| {
        let here = it.slot == VocabularySlot::Pronoun && it.value == "organisation";
        here || it.slot == VocabularySlot::Presence
    };
    let stays = query.organisation_named || says(&THERE) || beside.iter().any(there);
    stays.then_some(true)
}
