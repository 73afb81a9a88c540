//! Who of those spoken of was there first: told by when each is known to have been there.

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::id::PersonId;

/// Such a question has no more words of its own.
const ASKING: usize = 6;
/// Of more people than this it is asked as of many.
const FEW: usize = 4;

/// Those who were put side by side, or spoken of one after the other.
fn few(memory: &Memory) -> Option<&[PersonId]> {
    let sets = [&memory.query.people, &memory.subjects, &memory.company];
    let few = sets.into_iter().find(|it| (2..=FEW).contains(&it.len()));
    few.map(Vec::as_slice)
}

/// Whether it is asked who of them was there first.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let free = leaning.is_free();
    leaning.cue("joined-first") && free && leaning.words <= ASKING && few(memory).is_some()
}

/// "Who joined first?": since when each of them was there. Returns whether it is asked.
pub(super) fn compare(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(people) = few(memory).filter(|_| asks(leaning, memory)) else {
        return false;
    };
    *query = Query {
        people: people.to_vec(),
        ..memory.asking(Resolver::Tenure, query.today)
    };
    true
}
