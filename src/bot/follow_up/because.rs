//! "Who left because of it?" after an event: those who left, and whether they named it as the cause.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::{Claimed, Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::TopicId;
use crate::nlu::locale::VocabularySlot;

/// "Did the deal cause it?" has no more words of its own.
const CAUSES: usize = 6;
/// Such a question has no more words of its own.
const WORDS: usize = 8;

/// The event that was spoken of, if it is asked who left because of it.
fn caused<'a>(leaning: &Leaning<'_>, memory: &'a Memory) -> Option<&'a TopicId> {
    let slots = &leaning.interpretation.slots;
    let free = leaning.is_free();
    let of_it = leaning.has("thing") && !leaning.has("person") && !leaning.has("people");
    // "Did that cause it?" after departures and an event asks the same.
    let causes = crate::bot::filters::polar(leaning.interpretation)
        && memory.query.resolver.is_filtered()
        && leaning.words <= CAUSES;
    let leaves = leaning.leaves() || slots.has(VocabularySlot::Manner) || causes;
    let asked = free && of_it && leaves && slots.has(VocabularySlot::Cause);
    let spoken_of = || memory.query.topics.first().or(memory.event.as_ref());
    (asked && leaning.words <= WORDS).then(spoken_of).flatten()
}

/// Whether it is asked who left because of what was spoken of.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    caused(leaning, memory).is_some()
}

/// "Was it because of the deal?" after the departure of one person is a claim on theirs. Returns whether it is asked.
pub(super) fn of_the_one(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let last = memory.query.resolver;
    let departure = last.is_about_a_departure() || last == Resolver::Verify;
    let claims = query.resolver == Resolver::Verify && query.polar && query.claimed.causal;
    let free = query.people.is_empty() && query.others.is_empty() && query.filters.times.is_empty();
    let it = leaning.has("thing") && leaning.words <= WORDS;
    if !(departure && claims && free && it && knowledge.has_left(one)) {
        return false;
    }
    query.people = vec![one.clone()];
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// Asks who left because of the event that was spoken of. Returns whether it is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let Some(event) = caused(leaning, memory).filter(|_| names_nobody(query)) else {
        return false;
    };
    // Of departures that are an event of their own it is told how many there were.
    let topic = knowledge.topics.get(event);
    if topic.is_some_and(|it| it.departures.is_some()) {
        *query = memory.asking_of(event, Aspect::HowMany, query.today);
        return true;
    }
    *query = Query {
        topics: vec![event.clone()],
        polar: query.polar,
        filters: Filters {
            groups: std::mem::take(&mut query.filters.groups),
            ..Filters::default()
        },
        claimed: Claimed {
            causal: true,
            ..memory.asking(Resolver::Why, query.today).claimed.clone()
        },
        ..memory.asking(Resolver::Why, query.today)
    };
    true
}
