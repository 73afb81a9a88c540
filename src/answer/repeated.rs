//! What an answer would say twice: a text whose words have nearly all been told before it, on the word of the same source.

use std::collections::BTreeSet;

use super::phrase::{Phrase, Value};
use super::search::{name_of, words_of};
use super::statement::{Kind, Statement};
use crate::knowledge::Knowledge;
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

/// Takes out what says again what was told before, with the remarks that weigh it. The first statement stays, and so does
/// every version where sources disagree.
pub(super) fn drop_repeated(knowledge: &Knowledge, statements: &mut Vec<Statement>) {
    let mut told: Vec<(Statement, BTreeSet<String>)> = Vec::new();
    let mut dropped = false;
    for statement in std::mem::take(statements) {
        let weighs = WEIGHING.contains(&statement.phrase.id);
        dropped = if weighs {
            dropped
        } else {
            told.iter().all(|(it, _)| it.kind != Kind::Disputed)
                && says_nothing_new(knowledge, &told, &statement)
        };
        if !dropped {
            let words = words_of(knowledge, &statement.phrase);
            told.push((statement, words));
        }
    }
    statements.extend(told.into_iter().map(|(it, _)| it));
}

/// Whether the words of a text stand in what was told before on the word of one of its sources; every number does.
fn says_nothing_new(
    knowledge: &Knowledge,
    told: &[(Statement, BTreeSet<String>)],
    statement: &Statement,
) -> bool {
    let Some(text) = text_of(&statement.phrase).filter(|_| statement.kind == Kind::Stated) else {
        return false;
    };
    let shares = |before: &Statement| {
        let mut sources = before.citations.iter();
        sources.any(|one| statement.citations.iter().any(|it| it.source == one.source))
    };
    let before: Vec<&BTreeSet<String>> = told
        .iter()
        .filter(|(it, _)| shares(it))
        .map(|(_, words)| words)
        .collect();
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
    let whole = words_of(knowledge, &statement.phrase);
    let renamed = whole.iter().any(|it| is_new(it) && is_name(knowledge, it));
    alike && !numbered && !renamed
}

/// Whether a word is one of somebody's name.
fn is_name(knowledge: &Knowledge, word: &String) -> bool {
    let mut people = knowledge.people.values();
    people.any(|it| name_of(it).contains(word))
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
