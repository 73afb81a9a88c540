//! Who gave something its name, and why: "who came up with that name?" where no record of it speaks of its name.

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::id::TopicId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;

/// A shorter word says nothing of a name, in bytes.
const WORD: usize = 4;

/// Reads a question on the name of what is named, or was spoken of, as one that no record answers, unless one of them says
/// a word of it.
pub(super) fn origin_of_a_name(asked: Asked<'_>, query: &mut Query) {
    let read = asked.interpretation;
    let mut filled = read.slots.filled.iter();
    let cue = filled.find(|it| it.slot == VocabularySlot::Cue && it.value == "naming");
    let Some(said) = cue.and_then(|it| read.text.get(it.range.clone())) else {
        return;
    };
    let topics: Vec<TopicId> = if asked.on_topic {
        query.topics.clone()
    } else {
        let last = asked.memory.map(|it| it.query.topics.clone());
        last.unwrap_or_default()
    };
    if topics.is_empty() || read.slots.of(EntityKind::Person).next().is_some() {
        return;
    }
    let words: Vec<&str> = said.split(' ').filter(|it| it.len() >= WORD).collect();
    let mut texts = topics
        .iter()
        .filter_map(|id| asked.knowledge.topics.get(id))
        .flat_map(|topic| &topic.statements)
        .filter_map(|it| it.value.text.as_ref())
        .flat_map(|text| text.versions());
    if !texts.any(|text| words.iter().any(|word| text.contains(word))) {
        query.topics = topics;
        query.people.clear();
        query.resolver = Resolver::Verify;
        query.unrecorded = true;
    }
}
