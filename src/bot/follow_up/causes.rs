//! Turns that ask for another reason than the last question did: "and burnout?", "what about family reasons?"

use super::leaning::Leaning;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::bind::is_reason_alone;
use crate::bot::memory::Memory;

/// Such a question has no more words of its own.
const WORDS: usize = 4;

/// Whether a question names another reason, and nothing else, after one that was narrowed by a reason.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    narrowed(memory).is_some()
        && leaning.words <= WORDS
        && is_reason_alone(leaning.interpretation)
        && !leaning.has("person")
}

/// The last question that was narrowed by a reason and asked about nobody in particular.
fn narrowed(memory: &Memory) -> Option<&Query> {
    let list = memory.list.as_ref().map(|it| &it.query);
    let general = |query: &&Query| !query.filters.reasons.is_empty() && query.people.is_empty();
    std::iter::once(&memory.query).chain(list).find(general)
}

/// "Who else complained about the hours?" asks for others who left for that reason. Returns whether it is asked.
pub(super) fn shared(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let spoken = matches!(query.resolver, Resolver::WhoSaid | Resolver::Statement);
    let others = leaning.has("others") && !memory.subjects.is_empty();
    if !(spoken && others && query.people.is_empty() && !query.filters.reasons.is_empty()) {
        return false;
    }
    *query = Query {
        filters: Filters {
            reasons: std::mem::take(&mut query.filters.reasons),
            except_people: memory.subjects.clone(),
            ..Filters::default()
        },
        ..memory.asking(Resolver::WhoLeft, query.today)
    };
    true
}

/// The question before it, with the reason that this one names. Returns whether it is asked.
pub(super) fn another(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if query.filters.reasons.is_empty() || !asks(leaning, memory) {
        return false;
    }
    let Some(last) = narrowed(memory) else {
        return false;
    };
    let reasons = std::mem::take(&mut query.filters.reasons);
    *query = Query {
        today: query.today,
        polar: false,
        resolver: match last.resolver {
            Resolver::Why | Resolver::Verify => Resolver::Why,
            other => other,
        },
        filters: Filters {
            reasons,
            except_people: Vec::new(),
            ..last.filters.clone()
        },
        ..last.clone()
    };
    true
}
