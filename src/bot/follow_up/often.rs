//! How often the one left of whom the conversation spoke.

use super::leaning::Leaning;
use crate::answer::query::{Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;

/// "How many times did he leave?"
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let leaves = leaning.leaves();
    leaning.cue("how-often") && leaves && leaning.is_free() && memory.subjects.len() == 1
}

/// Takes the one from the conversation. Returns whether it is asked.
pub(super) fn take(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !asks(leaning, memory) {
        return false;
    }
    *query = Query {
        people: memory.subjects.clone(),
        focus: Focus {
            how_often: true,
            ..Focus::default()
        },
        ..memory.asking(Resolver::When, query.today)
    };
    true
}
