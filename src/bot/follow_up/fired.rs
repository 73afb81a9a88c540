//! Whether somebody made those leave of whom the conversation spoke as many.

use super::FEW;
use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;

/// "Did Alpha fire them?" after a question on many: asked of those whom the answer listed, else of all whom it was about.
/// Returns whether it is asked.
pub(super) fn fired_many(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let left = |id: &PersonId| knowledge.has_left(id);
    let acts = !query.people.is_empty() && !query.people.iter().any(left);
    let last = &memory.query;
    let of_many = last.resolver.is_about_many()
        || (last.people.is_empty()
            && matches!(
                last.resolver,
                Resolver::Why | Resolver::Order | Resolver::Manner | Resolver::Verify
            ));
    let asked = matches!(query.resolver, Resolver::Manner | Resolver::Verify)
        && !query.filters.manners.is_empty()
        && query.filters.times.is_empty();
    if !(acts && of_many && asked && memory.subjects.is_empty() && leaning.has("people")) {
        return false;
    }
    if (2..=FEW).contains(&memory.listed.len()) && memory.listed.iter().all(left) {
        query.people.clone_from(&memory.listed);
        query.resolver = Resolver::Manner;
        return true;
    }
    query.resolver = Resolver::Verify;
    query.polar = true;
    query.filters.groups.clone_from(&last.filters.groups);
    query.filters.times.clone_from(&last.filters.times);
    query.all |= query.filters.groups.is_empty();
    true
}
