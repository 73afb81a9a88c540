//! What a follow-up may take from the question before it: slots, no text.

use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::statement::Answer;
use crate::knowledge::id::PersonId;

/// The slots of an answered question.
#[derive(Debug, Clone)]
pub struct Memory {
    /// The question, bound to records.
    pub(super) query: Query,
    /// The intent that was understood.
    pub(super) intent: String,
    /// The people whom the answer was about, if they were few.
    pub(super) subjects: Vec<PersonId>,
}

impl Memory {
    /// What is worth remembering of a question and its answer.
    pub(super) fn of(query: Query, intent: String, answer: &Answer) -> Self {
        let mut subjects = query.people.clone();
        if subjects.is_empty() {
            for statement in &answer.statements {
                subjects_of(&statement.phrase, &mut subjects);
            }
            // An answer about many is about nobody in particular.
            if subjects.len() > 1 {
                subjects.clear();
            }
        }
        Self {
            query,
            intent,
            subjects,
        }
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
