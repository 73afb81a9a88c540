//! Whether a follow-up doubts the last answer, or asks where it comes from.

use super::leaning::Leaning;
use super::{ELLIPSIS, names_nobody};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::claim::Aspect;

/// Whether a question that names nothing doubts the last answer, or asks where it comes from: "sources?", "is that
/// confirmed?", "who said that?" A doubt about when somebody left is a claim of its own.
pub(super) fn asks_for_proof(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let own = !query.claimed.deeds.is_empty()
        || !query.filters.numbers.is_empty()
        || !query.filters.times.is_empty()
        || !query.filters.manners.is_empty()
        || !query.filters.reasons.is_empty()
        || !query.filters.ordinals.is_empty()
        || leaning.has("person")
        || leaning.has("organisation");
    // "How far are your sources to be trusted?" is asked of all of them.
    if leaning.cue("own-sources") && !leaning.has("thing") {
        return false;
    }
    match query.resolver {
        // "Which sources say that?" is said of no deed of anybody's.
        Resolver::Sources | Resolver::Reliability => {
            !query.claimed.acts() || (leaning.words <= ELLIPSIS && !leaning.has("person"))
        }
        Resolver::Verify => {
            !own && !matches!(memory.query.resolver, Resolver::When | Resolver::Manner)
        }
        Resolver::WhoSaid | Resolver::VerifySaid if leaning.aspect() == Some(Aspect::Who) => {
            (leaning.has("thing") || leaning.words <= ELLIPSIS) && memory.query.topics.is_empty()
        }
        // "Do others confirm it?"
        Resolver::Disputes => leaning.has("others") && leaning.has("thing"),
        Resolver::WhoSaid => {
            (leaning.has("thing") || leaning.words <= ELLIPSIS) && memory.query.topics.is_empty()
        }
        _ => false,
    }
}

/// "I read it was 2024", "was that before the deal?" of a date that was told is a claim on it. Returns whether it is one.
pub(super) fn claimed_of_a_date(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let claims = query.resolver.is_about_many()
        || matches!(
            query.resolver,
            Resolver::Verify | Resolver::VerifyRemains | Resolver::Compare
        );
    // "Another site says May 2025."
    let other = matches!(
        query.resolver,
        Resolver::Sources | Resolver::Reliability | Resolver::WhoSaid | Resolver::VerifySaid
    ) && !query.filters.times.is_empty();
    let last = memory.query.resolver;
    let told = memory.subjects.len() == 1
        && (last.is_about_a_departure()
            || matches!(
                last,
                Resolver::Verify | Resolver::VerifyRemains | Resolver::Profile
            ));
    let claimed = (claims && leaning.has("thing")) || other;
    if !(claimed && told && query.people.is_empty()) {
        return false;
    }
    let event = query.filters.events().next().cloned();
    if let Some(event) = event.filter(|_| query.filters.groups.is_empty()) {
        query.resolver = Resolver::Compare;
        query.topics = vec![event];
        query.filters.anchors.clear();
    } else if names_nobody(query) && !query.filters.times.is_empty() {
        query.resolver = Resolver::Verify;
        query.stays = false;
        query.negated = false;
        if other {
            query.claimed.deeds.clear();
        }
    } else {
        return false;
    }
    query.people.clone_from(&memory.subjects);
    true
}
