//! What is asked of words that were told: as they stand ("the exact quote?"), when a report of them came out, whether what
//! they foretold has come about.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::polar;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// Such a question has no more words of its own.
const ASKING: usize = 6;

/// Whether a turn names nothing of its own.
fn free(leaning: &Leaning<'_>) -> bool {
    leaning.is_free() && leaning.words <= ASKING
}

/// Whether words that were told are asked for as they stand.
pub(super) fn verbatim(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let spoken = matches!(
        memory.query.resolver,
        Resolver::Statement
            | Resolver::Response
            | Resolver::WhoSaid
            | Resolver::VerifySaid
            | Resolver::Topic(_)
    );
    spoken && free(leaning) && leaning.cue("exact-words")
}

/// "Exact words?" asks the last question again. Returns whether it is asked.
pub(super) fn again(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = verbatim(leaning, memory);
    if asked {
        repeat(memory, query);
    }
    asked
}

/// Whether it is asked when the report of the last answer came out.
pub(super) fn published(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let dated = leaning.aspect() == Some(Aspect::When);
    let of_it = leaning.has("thing") && !leaning.has("person") && !leaning.has("people");
    let last = memory.to_prove().resolver;
    // The day of an event or of words is told with them.
    let told = matches!(
        last,
        Resolver::Statement | Resolver::Response | Resolver::Topic(_) | Resolver::Search
    );
    dated && of_it && free(leaning) && leaning.cue("came-out") && !told
}

/// "When did that come out?" asks for the sources, which have their days. Returns whether it is asked.
pub(super) fn report(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = published(leaning, memory) && memory.proven.is_some();
    if asked {
        let last = memory.to_prove();
        *query = Query {
            last: Some(Box::new(last.clone())),
            ..Query::new(Resolver::Sources, last.organisation.clone(), query.today)
        };
    }
    asked
}

/// Whether it is asked if what was foretold has come about.
pub(super) fn came_true(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let told = matches!(
        memory.query.resolver,
        Resolver::Statement | Resolver::Topic(_) | Resolver::Prediction
    );
    let read = leaning.interpretation;
    let asks = polar(read) && leaning.aspect().is_none();
    // "Did it?" has nothing but the words that ask.
    let asking = |it: &Filled| {
        matches!(
            it.slot,
            VocabularySlot::Polar | VocabularySlot::Pronoun | VocabularySlot::Continuation
        )
    };
    let bare = read.is_covered(|at| read.slots.fills(at, asking));
    told && asks && free(leaning) && leaning.has("thing") && (bare || leaning.cue("came-true"))
}

/// "Did it happen?" of what somebody foretold: that no source tells. Returns whether it is asked.
pub(super) fn borne_out(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let dated = last.topics.iter().any(|id| {
        let topic = knowledge.topics.get(id);
        topic.is_some_and(|it| it.date().is_some())
    });
    if dated || !came_true(leaning, memory) || !names_nobody(query) {
        return false;
    }
    *query = Query {
        people: memory.meant().to_vec(),
        polar: true,
        unrecorded: true,
        ..Query::new(Resolver::Verify, last.organisation.clone(), query.today)
    };
    true
}

/// Asks the last question once more.
pub(super) fn repeat(memory: &Memory, query: &mut Query) {
    *query = Query {
        today: query.today,
        ..memory.query.clone()
    };
}
