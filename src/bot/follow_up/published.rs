//! A publisher as the subject of a follow-up: "what does the Herald say?", "and the Times?", "I meant the Post".

use std::ops::Range;

use jiff::civil::Date;

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::SourceId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, overlap};

/// A question for what a source says has no more words of its own.
const SAYING: usize = 8;

/// The question for what the named sources say of what the conversation spoke of, if it is one.
pub(in crate::bot) fn published(
    knowledge: &Knowledge,
    memory: &Memory,
    interpretation: &Interpretation,
    sources: &[(Range<usize>, Vec<SourceId>)],
    today: Date,
) -> Option<Query> {
    let slots = &interpretation.slots;
    // "The CFO" is no paper for them.
    let ordinary = |range: &Range<usize>| {
        slots.filled.iter().any(|it| {
            matches!(it.slot, VocabularySlot::Role | VocabularySlot::Group)
                && overlap(&it.range, range)
        })
    };
    let within = |range: &Range<usize>| sources.iter().any(|(it, _)| overlap(it, range));
    let leaning = Leaning::of(interpretation, &knowledge.organisation);
    let spoken_of = !memory.query.resolver.is_about_the_bot() && memory.query.last.is_none();
    let named = slots
        .mentions
        .iter()
        .any(|it| it.kind != EntityKind::Organisation || within(&it.range) || !leaning.is_home(it));
    if sources.iter().any(|(range, _)| ordinary(range)) {
        return None;
    }
    if sources.is_empty() || !spoken_of || named || !slots.times.is_empty() {
        return None;
    }
    let says = filters::says(slots) || filters::cue(slots, "reports");
    let reports = says && !leaning.has("person") && !leaning.has("people");
    // Beside the name of the source nothing else is asked for.
    let covered = |at: usize| {
        sources.iter().any(|(it, _)| it.contains(&at))
            || slots.fills(at, |it| {
                matches!(
                    it.slot,
                    VocabularySlot::Continuation | VocabularySlot::Joint
                )
            })
    };
    let bare = interpretation.is_covered(covered);
    if !(bare || (reports && leaning.words <= SAYING)) {
        return None;
    }
    Some(Query {
        sources: sources.iter().flat_map(|(_, ids)| ids.clone()).collect(),
        people: memory.subjects.clone(),
        topics: memory.query.topics.clone(),
        last: Some(Box::new(memory.query.clone())),
        ..memory.asking(Resolver::Statement, today)
    })
}
