//! "Did any of them deny it?" after how people left: that no denial is recorded, and how each of them says that they left.

use super::leaning::Leaning;
use super::{FEW, LEANING};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;

/// Whether it is asked if those who were spoken of let it stand.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let spoken_of = !memory.meant().is_empty() || memory.list.is_some();
    leaning.cue("denies") && leaning.is_free() && leaning.words <= LEANING && spoken_of
}

/// Asks for it. Returns whether it is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !asks(leaning, memory) {
        return false;
    }
    let left = |people: &[PersonId]| -> Vec<PersonId> {
        let left = people.iter().filter(|id| knowledge.has_left(id));
        left.cloned().collect()
    };
    let mut people = left(memory.meant());
    // Whom somebody's words name is not asked about.
    let list = memory.list.as_deref();
    let list = list.filter(|it| !it.query.resolver.is_spoken());
    if let Some(list) = list.filter(|_| people.is_empty()) {
        people = left(&list.people);
    }
    let resolver = if (1..=FEW).contains(&people.len()) {
        Resolver::Manner
    } else {
        people.clear();
        Resolver::Verify
    };
    *query = Query {
        people,
        unrecorded: true,
        ..memory.asking(resolver, query.today)
    };
    true
}
