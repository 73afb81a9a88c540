//! Until when the one person spoken of was there, and when they left, asked in words that are like a question about the
//! organisation or about everybody: "and until when was that, at Alpha?"

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::claim::Aspect;
use crate::nlu::locale::VocabularySlot;

/// Such a question has no more words of its own.
const ASKING: usize = 6;

/// Whether a turn may be about the one person spoken of: it names nobody, no group, nothing but the organisation.
fn of_one(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let others = [
        VocabularySlot::All,
        VocabularySlot::Group,
        VocabularySlot::Role,
        VocabularySlot::Ordinal,
    ];
    memory.subjects.len() == 1
        && slots.mentions.iter().all(|it| leaning.is_home(it))
        && slots.times.is_empty()
        && !others.into_iter().any(|slot| slots.has(slot))
        && !leaning.has("people")
        && !leaning.has("others")
        && leaning.words <= ASKING
}

/// Whether it is asked until when somebody stayed.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    leaning.cue("until-when") && of_one(leaning, memory)
}

/// Asks when the one spoken of left. Returns whether that is asked.
pub(super) fn take(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let of_leaving = leaning.leaves();
    let left = query.resolver == Resolver::Timeline
        && of_leaving
        && leaning.aspect() == Some(Aspect::When)
        && of_one(leaning, memory);
    let asked = left || asks(leaning, memory);
    if asked {
        *query = memory.asking_whom(memory.subjects.clone(), Resolver::When, query.today);
    }
    asked
}
