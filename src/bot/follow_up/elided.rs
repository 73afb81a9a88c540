//! Questions that leave out what the last one said: "which founders did?" after who went somewhere.

use super::leaning::Leaning;
use super::words::repeat;
use crate::answer::query::{Lacking, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// Whether a turn leaves out all that it asks but for the verb at its end: beside that it only has words that lean on what
/// was said, and these.
fn leaves_out(leaning: &Leaning<'_>, also: impl Fn(&Filled) -> bool) -> bool {
    let read = leaning.interpretation;
    let slots = &read.slots;
    let leans = |it: &Filled| match it.slot {
        VocabularySlot::Aspect
        | VocabularySlot::Pronoun
        | VocabularySlot::Polar
        | VocabularySlot::Continuation
        | VocabularySlot::Joint => true,
        VocabularySlot::Cue if matches!(it.value.as_str(), "asks-what" | "part") => true,
        _ => also(it),
    };
    let verb = slots.filled.iter().any(|it| {
        let last = it.range.start > 0 && it.range.end == read.text.len();
        it.slot == VocabularySlot::Polar && it.value == "start" && last
    });
    verb && leaning.is_free() && read.is_covered(|at| slots.fills(at, leans))
}

/// Whether a word is this cue.
fn is_cue(word: &Filled, value: &str) -> bool {
    word.slot == VocabularySlot::Cue && word.value == value
}

/// Whether a turn asks of whom the last question holds, and ends in a verb that stands for all that it said.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let whom = slots.has(VocabularySlot::Group) || leaning.partitive();
    let also = |it: &Filled| it.slot == VocabularySlot::Group || is_cue(it, "pair");
    whom && leaves_out(leaning, also) && said(memory).is_some()
}

/// Whether it is asked who did what those of the last answer did not: "and which did?"
pub(super) fn asks_who_did(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    !memory.query.filters.lacking.is_empty() && leaves_out(leaning, |it| is_cue(it, "narrows"))
}

/// What is known of the others: "and which did?" after who gave no reason. Returns whether it is asked.
pub(super) fn who_did(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !asks_who_did(leaning, memory) {
        return false;
    }
    repeat(memory, query);
    let lacking = std::mem::take(&mut query.filters.lacking);
    query.resolver = match lacking.first() {
        Some(Lacking::Reason) => Resolver::Why,
        Some(Lacking::Destination) => Resolver::Destination,
        _ => Resolver::Statement,
    };
    query.focus.asks_reason = query.resolver == Resolver::Why;
    true
}

/// The last question, if it holds of some and not of others.
fn said(memory: &Memory) -> Option<&Query> {
    let last = &memory.query;
    let of_many = last.resolver.is_about_many()
        || matches!(
            last.resolver,
            Resolver::Why | Resolver::Statement | Resolver::Background
        );
    let moved = !last.others.is_empty() && last.resolver == Resolver::Verify;
    (of_many || moved).then_some(last)
}

/// The last question of the group that a turn names. Returns whether that is asked.
pub(super) fn take(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !asks(leaning, memory) {
        return false;
    }
    let groups = std::mem::take(&mut query.filters.groups);
    repeat(memory, query);
    if !groups.is_empty() {
        query.filters.groups = groups;
    }
    query.people.clear();
    query.focus.counts = false;
    query.focus.figure_only = false;
    query.polar = false;
    query.resolver = match query.resolver {
        _ if !query.others.is_empty() && query.resolver != Resolver::Background => {
            Resolver::WhoWentTo
        }
        Resolver::Count => Resolver::WhoLeft,
        other => other,
    };
    true
}
