//! How far the last answer is settled: "is that confirmed?", "was he right?", "really? nothing?"

use super::leaning::Leaning;
use crate::answer;
use crate::answer::query::{Focus, Query};
use crate::answer::resolver::Resolver;
use crate::answer::statement::Outcome;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;

/// Such a question has no more words of its own.
const JUDGING: usize = 9;

/// Whether the question asks how far the last answer is settled.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = memory.to_prove();
    let free = leaning.is_free();
    let asked = leaning.cue("settled") || (leaning.cue("judged") && last.resolver.is_spoken());
    let named = !last.people.is_empty() || memory.subjects.len() == 1;
    let of_somebody = named && !last.resolver.is_about_many();
    // "Nobody knows where the rest went?" is asked of others.
    let others = leaning.has("others");
    asked && free && !others && leaning.words <= JUDGING && of_somebody
}

/// Takes the last answer as what is to be weighed; what no source answers is asked again. Returns whether the question
/// asks for it.
pub(super) fn weigh(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let asked = asks(leaning, memory);
    if asked && is_silent(knowledge, memory) {
        repeat(memory, query);
    } else if asked {
        let last = memory.to_prove();
        *query = Query {
            last: Some(Box::new(last.clone())),
            focus: Focus {
                evidence: true,
                ..Default::default()
            },
            ..Query::new(Resolver::Sources, last.organisation.clone(), query.today)
        };
    }
    asked
}

/// Asks for the sources of the last answer, or how far they are to be trusted; "really? nothing?" after a question that no
/// source answers asks that again.
pub(super) fn prove(knowledge: &Knowledge, memory: &Memory, query: &mut Query) {
    let doubts = matches!(query.resolver, Resolver::Verify | Resolver::Reliability);
    if doubts && is_silent(knowledge, memory) {
        repeat(memory, query);
        return;
    }
    // "Really?" after what was told of somebody puts that to the test.
    let told = memory.query.resolver.is_about_somebody() && memory.subjects.len() == 1;
    if query.resolver == Resolver::Verify && told && memory.query.resolver != Resolver::Sources {
        repeat(memory, query);
        query.tested = true;
        return;
    }
    if query.resolver != Resolver::Reliability {
        query.resolver = Resolver::Sources;
    }
    query.last = Some(Box::new(memory.to_prove().clone()));
}

/// Whether no source answers the last question, and it was about somebody.
fn is_silent(knowledge: &Knowledge, memory: &Memory) -> bool {
    let last = &memory.query;
    last.resolver.is_about_somebody()
        && answer::answer(knowledge, last).outcome == Outcome::Declined
}

/// Asks the last question once more.
fn repeat(memory: &Memory, query: &mut Query) {
    *query = memory.again(query.today);
}
