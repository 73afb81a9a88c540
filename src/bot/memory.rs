//! What a follow-up may take from the question before it: slots, no text.

use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::statement::{Answer, DeclineReason, Outcome};
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;

/// The slots of an answered question.
#[derive(Debug, Clone)]
pub struct Memory {
    /// The question, bound to records.
    pub(super) query: Query,
    /// The people whom the answer was about, if they were few.
    pub(super) subjects: Vec<PersonId>,
    /// Whom the topic asked about is about, for a pronoun.
    pub(super) speakers: Vec<PersonId>,
    /// The people whom the answer listed, in its order.
    pub(super) listed: Vec<PersonId>,
    /// The people among whom the bot asked to choose, in the order of its question.
    pub(super) choices: Vec<PersonId>,
    /// The last two people who were spoken of, the latest first.
    pub(super) recent: Vec<PersonId>,
    /// The language of the conversation.
    pub(super) language: String,
}

impl Memory {
    /// What is worth remembering of a question and its answer.
    pub(super) fn of(
        knowledge: &Knowledge,
        query: Query,
        answer: &Answer,
        before: Option<&Self>,
        language: String,
    ) -> Self {
        let mut named = Vec::new();
        for statement in &answer.statements {
            subjects_of(&statement.phrase, &mut named);
        }
        let subjects = match named.as_slice() {
            [one] => vec![one.clone()],
            // An answer about many is about nobody in particular; then those of the question are meant.
            _ => query.people.clone(),
        };
        let speakers = people_of_topic(knowledge, &query);
        // "between them" means the last two who were spoken of.
        let mut recent = subjects.clone();
        for person in before.map(|it| it.recent.as_slice()).unwrap_or_default() {
            if recent.len() < 2 && !recent.contains(person) {
                recent.push(person.clone());
            }
        }
        Self {
            query,
            subjects,
            speakers,
            listed: named,
            choices: Vec::new(),
            recent,
            language,
        }
    }

    /// The memory after asking back which of several people is meant: the question waits for one of them.
    pub(super) fn choosing(query: Query, choices: Vec<PersonId>, language: String) -> Self {
        Self {
            query,
            subjects: Vec::new(),
            speakers: Vec::new(),
            listed: Vec::new(),
            choices,
            recent: Vec::new(),
            language,
        }
    }

    /// What a story before a question leaves: whom it named last.
    pub(super) fn aside(query: Query, people: Vec<PersonId>, language: String) -> Self {
        Self {
            recent: people.clone(),
            subjects: people,
            ..Self::choosing(query, Vec::new(), language)
        }
    }

    /// The people whom a pronoun means.
    pub(super) fn meant(&self) -> &[PersonId] {
        if self.subjects.is_empty() {
            &self.speakers
        } else {
            &self.subjects
        }
    }

    /// Whether nothing can lean on it: the question was small talk, or declined and named nobody.
    pub(super) fn is_empty(&self, answer: &Answer) -> bool {
        if self.query.resolver.is_about_the_bot() || self.query.last.is_some() {
            return true;
        }
        self.subjects.is_empty()
            && self.query.topics.is_empty()
            && answer.outcome == Outcome::Declined
            && answer.decline != Some(DeclineReason::UnknownSubject)
    }
}

/// The person of the topic asked about, if it is one: "what else did he say?" after what somebody predicted.
fn people_of_topic(knowledge: &Knowledge, query: &Query) -> Vec<PersonId> {
    match query.topics.as_slice() {
        [topic] => match knowledge.topics.get(topic).map(|it| it.people.as_slice()) {
            Some([person]) => vec![person.clone()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn subjects_of(phrase: &Phrase, found: &mut Vec<PersonId>) {
    for (name, value) in &phrase.values {
        let subject = matches!(*name, "person" | "people" | "text");
        if subject {
            subjects_in(value, found);
        }
    }
}

fn subjects_in(value: &Value, found: &mut Vec<PersonId>) {
    match value {
        Value::Person(id) if !found.contains(id) => found.push(id.clone()),
        Value::Phrase(phrase) => subjects_of(phrase, found),
        Value::List(items) => items.iter().for_each(|item| subjects_in(item, found)),
        _ => {}
    }
}
