//! Days of the month, one or several, behind the answer to when somebody left: "27 or 28?"

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// A month has no more days.
const MOST: i64 = 31;

/// Whether a turn says nothing but days, after it was told when somebody left.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let interpretation = leaning.interpretation;
    let slots = &interpretation.slots;
    let days = |it: &Filled| {
        let number = it.slot == VocabularySlot::Number;
        number
            && it
                .value
                .parse()
                .is_ok_and(|day: i64| (1..=MOST).contains(&day))
    };
    let said = |it: &Filled| days(it) || (it.slot == VocabularySlot::Cue && it.value == "or");
    let when = matches!(memory.query.resolver, Resolver::When | Resolver::Verify);
    when && memory.subjects.len() == 1
        && slots.filled.iter().any(days)
        && slots.mentions.is_empty()
        && slots.times.is_empty()
        && interpretation.is_covered(|at| slots.fills(at, said))
}

/// Asks again when the one left. Returns whether that is asked.
pub(super) fn take(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !asks(leaning, memory) {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::When, query.today);
    true
}
