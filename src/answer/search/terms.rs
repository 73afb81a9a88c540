//! What of a text is searched for: its words without their endings, its numbers, what it denies, its words in a row.

use std::collections::BTreeSet;

use crate::answer::phrase::{Phrase, Value};
use crate::knowledge::Knowledge;
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::{Phrases, is_unspaced};
use crate::nlu::utterance::Utterance;

/// A text without what stands in quotation marks, if anything does.
pub fn unquoted(text: &str) -> Option<String> {
    let inside = quoted(text)?;
    let (head, tail) = text.split_once(inside)?;
    Some(format!("{head} {tail}"))
}

/// The words that a phrase says of its own in the dataset's first language: of its texts, quotations and names.
pub(in crate::answer) fn words_of(knowledge: &Knowledge, phrase: &Phrase) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (_, value) in &phrase.values {
        match value {
            Value::Text(text) => words.extend(text.versions().next().into_iter().flat_map(terms)),
            Value::Verbatim(text) => words.extend(terms(text)),
            Value::Phrase(inner) => words.extend(words_of(knowledge, inner)),
            Value::Person(id) => {
                let name = knowledge.people.get(id).map(|it| &it.name);
                words.extend(versions(name).next().into_iter().flat_map(terms));
            }
            Value::Organisation(id) => {
                let name = knowledge.organisations.get(id).map(|it| &it.name);
                words.extend(versions(name).next().into_iter().flat_map(terms));
            }
            _ => {}
        }
    }
    words
}

/// The words of a person's name in the dataset's first language but the given name.
pub(in crate::answer) fn name_of(person: &Person) -> Vec<String> {
    let words = person.name.versions().next().map(terms).unwrap_or_default();
    let given = usize::from(words.len() > 1);
    words.into_iter().skip(given).collect()
}

pub(super) fn versions(text: Option<&Text>) -> impl Iterator<Item = &str> {
    text.into_iter().flat_map(Text::versions)
}

/// The words of a text, with their endings taken off; of text without spaces, its pairs of characters.
pub(super) fn terms(text: &str) -> Vec<String> {
    let utterance = Utterance::parse(text);
    let raw = utterance.words().flat_map(raw_terms);
    raw.map(|(_, word)| word.to_owned()).collect()
}

/// The words within a normalised word as they stand, each with the one that it is searched by.
pub(super) fn raw_terms(word: &str) -> Vec<(&str, &str)> {
    let mut terms = Vec::new();
    for part in by_script(word) {
        if part.chars().any(is_unspaced) {
            let borders = || part.char_indices().map(|(at, _)| at).chain([part.len()]);
            let pairs = borders().zip(borders().skip(2));
            terms.extend(pairs.filter_map(|(start, end)| part.get(start..end).map(|it| (it, it))));
        } else if part.chars().nth(1).is_some() {
            let part = part.trim_start_matches(['$', '€', '£', '#']);
            terms.push((part, stem(part)));
        }
    }
    terms
}

/// What a text has that is searched for, read once.
pub(super) struct Reading {
    utterance: Utterance,
    /// The numbers that it names, in digits.
    pub(super) figures: BTreeSet<String>,
    /// What it denies, and how far it generalises. A denial at its very beginning asks for the positive: "didn't they
    /// leave?"
    pub(super) polarity: BTreeSet<String>,
}

impl Reading {
    /// Reads a text with the vocabularies of all languages.
    pub(super) fn new(phrases: &[Phrases], text: &str) -> Self {
        let utterance = Utterance::parse(text);
        let (mut figures, mut polarity) = (BTreeSet::new(), BTreeSet::new());
        for filled in phrases.iter().flat_map(|it| it.find(utterance.text())) {
            let value = || filled.value.clone();
            match filled.slot {
                VocabularySlot::Number if filled.value != "1" => drop(figures.insert(value())),
                VocabularySlot::Negation if filled.range.start > 0 => {
                    polarity.insert("not".to_owned());
                }
                VocabularySlot::All | VocabularySlot::Share => drop(polarity.insert(value())),
                VocabularySlot::Cue if filled.value == "nearly" => drop(polarity.insert(value())),
                _ => {}
            }
        }
        Self {
            utterance,
            figures,
            polarity,
        }
    }

    /// Its words as they stand, each with the one that it is searched by.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.utterance.words().flat_map(raw_terms)
    }

    /// Every three words in a row.
    pub(super) fn runs(&self) -> Vec<String> {
        let words: Vec<&str> = self.utterance.words().collect();
        words.windows(3).map(|three| three.join(" ")).collect()
    }
}

/// A word parted where text without spaces meets other text.
fn by_script(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, character) in word.char_indices() {
        let unspaced = is_unspaced(character);
        if last.is_some_and(|it| it != unspaced) {
            parts.extend(word.get(start..at));
            start = at;
        }
        last = Some(unspaced);
    }
    parts.extend(word.get(start..));
    parts
}

/// A word without the commonest endings, so that "ventures" finds "venture" and "moved" finds "move".
pub(in crate::answer) fn stem(word: &str) -> &str {
    let cut = |ending: &str| {
        word.strip_suffix(ending)
            .filter(|rest| rest.chars().count() >= 3)
    };
    ["ing", "ed", "es", "s", "e"]
        .into_iter()
        .find_map(cut)
        .unwrap_or(word)
}

/// What stands in quotation marks, if it is more than a word.
pub(super) fn quoted(text: &str) -> Option<&str> {
    const MARKS: [(char, char); 6] = [
        ('"', '"'),
        ('“', '”'),
        ('「', '」'),
        ('『', '』'),
        ('«', '»'),
        ('‘', '’'),
    ];
    MARKS.into_iter().find_map(|(open, close)| {
        let (_, behind) = text.split_once(open)?;
        let (inside, _) = behind.split_once(close)?;
        (terms(inside).len() >= 2).then_some(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_endings_and_unspaced_text_is_read_in_pairs() {
        assert_eq!(terms("Moved mountains"), ["mov", "mountain"]);
        assert_eq!(terms("AIで山"), ["ai", "で山"]);
        assert_eq!(
            quoted("who said \"move mountains\"?"),
            Some("move mountains")
        );
        assert_eq!(quoted("who said 5\" and 6\""), None);
    }
}
