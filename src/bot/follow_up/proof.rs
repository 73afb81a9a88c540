//! Whether a follow-up doubts the last answer, or asks where it comes from.

use super::ELLIPSIS;
use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;

/// Whether a question that names nothing doubts the last answer, or asks where it comes from: "sources?", "is that
/// confirmed?", "who said that?" A doubt about when somebody left is a claim of its own.
pub(super) fn asks_for_proof(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let own = !query.deeds.is_empty()
        || !query.numbers.is_empty()
        || !query.times.is_empty()
        || !query.manners.is_empty()
        || !query.reasons.is_empty()
        || !query.ordinals.is_empty()
        || leaning.has("person")
        || leaning.has("organisation");
    match query.resolver {
        Resolver::Sources | Resolver::Reliability => query.deeds.is_empty(),
        Resolver::Verify => {
            !own && !matches!(memory.query.resolver, Resolver::When | Resolver::Manner)
        }
        Resolver::WhoSaid => {
            (leaning.has("thing") || leaning.words < ELLIPSIS) && memory.query.topics.is_empty()
        }
        _ => false,
    }
}
