//! How long that was which was spoken of last: the stays of a ranking, the time that somebody was in charge.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::{Claimed, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::nlu::locale::VocabularySlot;

/// Such a question has no more words of its own.
const ASKING: usize = 5;

/// Whether the question is how long something was that it only points at.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let free = leaning.is_free() && leaning.words <= ASKING;
    let told = of_a_ranking(memory) || of_a_post(memory);
    let long = leaning.cue("how-long") || leaning.cue("lasting");
    free && told && long && (leaning.has("thing") || leaning.cue("lasting"))
}

/// Whether the last answer ranked stays.
fn of_a_ranking(memory: &Memory) -> bool {
    memory.query.resolver == Resolver::Stays && memory.query.people.is_empty()
}

/// Whether the last answer told who was in charge.
fn of_a_post(memory: &Memory) -> bool {
    memory.query.resolver == Resolver::Lead
        && !(memory.listed.is_empty() && memory.subjects.is_empty())
}

/// "How long was that?" Returns whether it is asked.
pub(super) fn last(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = matches!(
        query.resolver,
        Resolver::Tenure | Resolver::Interval | Resolver::Stays | Resolver::Count
    );
    let placed = query.filters.ordinals.is_empty() && names_nobody(query);
    // "Isn't that short?" of a stay has no other answer than its length.
    let judged = memory.query.resolver == Resolver::Tenure && query.resolver == Resolver::Stays;
    let slots = &leaning.interpretation.slots;
    let polar = query.polar || slots.has(VocabularySlot::Negation);
    let judged = judged && polar;
    if judged && placed && leaning.is_free() && leaning.words <= ASKING {
        super::words::repeat(memory, query);
        return true;
    }
    if !(asked && placed && asks(leaning, memory)) {
        return false;
    }
    if of_a_ranking(memory) {
        super::words::repeat(memory, query);
        return true;
    }
    let first = memory.subjects.first().or_else(|| memory.listed.first());
    *query = Query {
        people: first.cloned().into_iter().collect(),
        topics: memory.query.topics.clone(),
        claimed: Claimed {
            deeds: query.claimed.deeds.clone(),
            ..memory.asking(Resolver::Tenure, query.today).claimed.clone()
        },
        ..memory.asking(Resolver::Tenure, query.today)
    };
    true
}
