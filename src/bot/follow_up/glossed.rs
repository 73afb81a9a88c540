//! "What's that?" after an answer whose words name a topic: what that is.

use super::leaning::Leaning;
use super::told::only;
use crate::answer;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::TopicId;
use crate::knowledge::topic::{Topic, TopicKind};

/// A shorter name may stand in a text by accident, in bytes.
const NAME: usize = 7;

/// Whether it is asked what something is that the last answer named.
pub(super) fn asks(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    asked(knowledge, leaning, memory).is_some()
}

/// The topic that the last answer named, if it is asked what that is.
fn asked(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> Option<TopicId> {
    let of_that = leaning.has("thing") && !leaning.has("person") && !leaning.has("people");
    let topical = matches!(memory.query.resolver, Resolver::Topic(_));
    let asks = of_that && !topical && only(leaning, "asks-what");
    asks.then(|| named(knowledge, memory)).flatten()
}

/// Asks what that is. Returns whether it is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let Some(topic) = asked(knowledge, leaning, memory) else {
        return false;
    };
    *query = memory.asking_of(&topic, Aspect::What, query.today);
    true
}

/// The one topic that the last answer names: in its first sentence, else in all of it.
fn named(knowledge: &Knowledge, memory: &Memory) -> Option<TopicId> {
    let last = &memory.query;
    if !last.resolver.is_about_somebody() && last.resolver != Resolver::Search {
        return None;
    }
    let told = answer::answer(knowledge, last).statements;
    let of = |phrases: &[&Phrase]| -> Vec<TopicId> {
        let mut text = String::new();
        for phrase in phrases {
            words(phrase, &mut text);
        }
        let text = text.to_lowercase().replace('-', " ");
        let glossed = |it: &&Topic| it.kind != TopicKind::Event && stands_in(it, &text);
        let topics = knowledge.topics.values().filter(glossed);
        topics.map(|it| it.id.clone()).collect()
    };
    let phrases: Vec<&Phrase> = told.iter().map(|it| &it.phrase).collect();
    let first = of(phrases.get(..1)?);
    let found = if first.is_empty() {
        of(&phrases)
    } else {
        first
    };
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Whether a text names a topic.
fn stands_in(topic: &Topic, text: &str) -> bool {
    let names = topic.name.versions().map(str::to_owned);
    let mut names = names.chain(topic.aliases.iter().cloned());
    names.any(|name| {
        let name = name.to_lowercase().replace('-', " ");
        name.len() >= NAME && text.contains(&name)
    })
}

/// The words of a phrase that come from the dataset.
fn words(phrase: &Phrase, text: &mut String) {
    for (_, value) in &phrase.values {
        said(value, text);
    }
}

fn said(value: &Value, text: &mut String) {
    match value {
        Value::Text(it) => {
            for version in it.versions() {
                text.push_str(version);
                text.push('\n');
            }
        }
        Value::Verbatim(it) => {
            text.push_str(it);
            text.push('\n');
        }
        Value::Phrase(it) => words(it, text),
        Value::List(items) => {
            for item in items {
                said(item, text);
            }
        }
        _ => {}
    }
}
