//! Questions on those of an event whom no record names: who they were, who was in charge of them.

use super::leaning::{Leaning, UNIT};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::TopicId;
use crate::nlu::locale::VocabularySlot;

/// Such a question has no more words of its own.
const ASKING: usize = 7;

/// The event in which many left that the conversation spoke of, if it told of nobody by name.
fn spoken_of<'a>(knowledge: &Knowledge, memory: &'a Memory) -> Option<&'a TopicId> {
    let [topic] = memory.query.topics.as_slice() else {
        return None;
    };
    let event = knowledge.topics.get(topic)?;
    let told = matches!(memory.query.resolver, Resolver::Topic(_) | Resolver::Lead);
    (told && event.departures.is_some() && event.people.is_empty()).then_some(topic)
}

/// Whether the question points at them.
pub(super) fn asks(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let free = leaning.is_free() && leaning.words <= ASKING;
    let them =
        leaning.has("people") || leaning.has(UNIT) || (leaning.has("thing") && grouped(leaning));
    free && them && spoken_of(knowledge, memory).is_some()
}

/// Whether the question names a group or a post.
fn grouped(leaning: &Leaning<'_>) -> bool {
    let slots = &leaning.interpretation.slots;
    slots.has(VocabularySlot::Group) || slots.has(VocabularySlot::Role)
}

/// "Were those engineers?", "what was their job?", "who was in charge of them?" Returns whether it is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !asks(knowledge, leaning, memory) {
        return false;
    }
    let Some(topic) = spoken_of(knowledge, memory) else {
        return false;
    };
    let led = query.resolver == Resolver::Lead;
    let described = matches!(
        query.resolver,
        Resolver::Contribution | Resolver::Profile | Resolver::Members | Resolver::Background
    );
    let resolver = if led {
        Resolver::Lead
    } else if described || (grouped(leaning) && leaning.aspect().is_none()) {
        Resolver::Topic(Aspect::Who)
    } else {
        return false;
    };
    *query = Query {
        topics: vec![topic.clone()],
        ..memory.asking(resolver, query.today)
    };
    true
}
