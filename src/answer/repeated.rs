//! What an answer would say twice: a text whose words have nearly all been told before it, on the word of the same source.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::phrase::{Phrase, Value};
use super::search::{name_of, words_of};
use super::statement::{Kind, Statement};
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::phrases::is_unspaced;

/// Phrases that tell a text of the dataset.
const TELLING: [&str; 4] = ["sentence", "predicate", "said", "responded"];
/// Phrases that weigh the statement before them.
const WEIGHING: [&str; 3] = ["remark-on-report", "because-better", "because-other"];
/// How many of the words that have so many characters may be new in a text that says nothing new: one of so many. Short
/// words are joints of a sentence, and dilute what is new.
const MEASURES: [(usize, usize); 2] = [(4, 4), (3, 5)];
/// A text of fewer words is not judged.
const LEAST: usize = 3;

/// A statement that is told, and its words once they are needed.
struct Told {
    statement: Statement,
    words: OnceCell<BTreeSet<String>>,
}

/// Takes out what says again what was told before, with the remarks that weigh it. The first statement stays, and so does
/// every version where sources disagree.
pub(super) fn drop_repeated(knowledge: &Knowledge, statements: &mut Vec<Statement>) {
    let mut told: Vec<Told> = Vec::new();
    let mut dropped = false;
    for statement in std::mem::take(statements) {
        let weighs = WEIGHING.contains(&statement.phrase.id);
        dropped = if weighs {
            dropped
        } else {
            told.iter().all(|it| it.statement.kind != Kind::Disputed)
                && says_nothing_new(knowledge, &told, &statement)
        };
        if !dropped {
            let words = OnceCell::new();
            told.push(Told { statement, words });
        }
    }
    statements.extend(told.into_iter().map(|it| it.statement));
}

/// Whether the words of a text stand in what was told before on the word of one of its sources; every number does.
fn says_nothing_new(knowledge: &Knowledge, told: &[Told], statement: &Statement) -> bool {
    let Some(text) = text_of(&statement.phrase).filter(|_| statement.kind == Kind::Stated) else {
        return false;
    };
    let shares = |before: &Statement| {
        let mut sources = before.citations.iter();
        sources.any(|one| statement.citations.iter().any(|it| it.source == one.source))
    };
    let before: Vec<&BTreeSet<String>> = told
        .iter()
        .filter(|it| shares(&it.statement))
        .map(|it| {
            let words = || words_of(knowledge, &it.statement.phrase);
            it.words.get_or_init(words)
        })
        .collect();
    if before.is_empty() {
        return false;
    }
    let own = words_of(knowledge, &text);
    let is_new = |word: &String| !before.iter().any(|it| it.contains(word));
    let numbered = own
        .iter()
        .filter(|it| is_new(it))
        .any(|it| it.contains(|c: char| c.is_ascii_digit()));
    let alike = MEASURES.iter().any(|(length, share)| {
        let words = own.iter().filter(|it| is_as_long(it, *length));
        let (all, new) = (words.clone().count(), words.filter(|it| is_new(it)).count());
        all >= LEAST && new * share <= all
    });
    // The same of somebody else is new.
    let mut people = Vec::new();
    people_of(&statement.phrase, &mut people);
    let people = people.into_iter().filter_map(|id| knowledge.people.get(id));
    let renamed = || people.flat_map(name_of).any(|it| is_new(&it));
    alike && !numbered && !renamed()
}

/// The people that a phrase names beside its texts.
fn people_of<'a>(phrase: &'a Phrase, people: &mut Vec<&'a PersonId>) {
    for (_, value) in &phrase.values {
        match value {
            Value::Person(id) => people.push(id),
            Value::Phrase(inner) => people_of(inner, people),
            _ => {}
        }
    }
}

/// What a phrase tells in the dataset's words, without its subject and whose account it is.
fn text_of(phrase: &Phrase) -> Option<Phrase> {
    if TELLING.contains(&phrase.id) {
        let own = |(_, value): &&(&'static str, Value)| {
            matches!(value, Value::Text(_) | Value::Verbatim(_))
        };
        let values = phrase.values.iter().filter(own).cloned().collect();
        return Some(Phrase {
            id: phrase.id,
            values,
        });
    }
    let mut inner = phrase.values.iter().filter_map(|(_, value)| match value {
        Value::Phrase(inner) if phrase.id == "attributed" => text_of(inner),
        _ => None,
    });
    inner.next()
}

/// Whether a word has so many characters, or is a number or one of a script whose words are short.
fn is_as_long(word: &str, length: usize) -> bool {
    word.chars().count() >= length
        || word
            .chars()
            .any(|it| is_unspaced(it) || it.is_ascii_digit())
}
