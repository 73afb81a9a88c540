//! The occasion of words that were told: "did he say it at the all-hands?", "was that on a podcast?" The words are told
//! again, with the place where they were said, as no verdict on the occasion is one on the words.

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;

/// A question for the occasion has no more words of its own.
const ASKING: usize = 7;

/// Whether the question is on which occasion the words of the last answer were said.
pub(super) fn asks(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let stays = |id: &PersonId| !knowledge.has_left(id);
    let spoken = match last.resolver {
        Resolver::Statement | Resolver::WhoSaid | Resolver::VerifySaid => {
            !memory.subjects.is_empty() && memory.subjects.iter().all(stays)
        }
        Resolver::Topic(_) => memory.speakers.len() == 1,
        _ => false,
    };
    let slots = &leaning.interpretation.slots;
    let somebody = slots.of(EntityKind::Person).next().is_some();
    let placed = leaning.cue("occasion") || slots.has(VocabularySlot::Medium);
    let refers = leaning.has("thing") || leaning.words <= 2;
    let others = leaning.aspect().is_some() || slots.has(VocabularySlot::Group);
    spoken && placed && refers && !somebody && !others && leaning.words <= ASKING
}

/// Takes the question as the last one again. Returns whether it is one on the occasion.
pub(super) fn again(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !asks(knowledge, leaning, memory) {
        return false;
    }
    *query = memory.again(query.today);
    true
}
