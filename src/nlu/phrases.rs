//! Words that fill a slot: groups, ordinals, numbers, manners, reasons. The longest phrase wins.

use std::ops::Range;

use super::hashed::HashedMap;
use super::locale::{VocabularyEntry, VocabularySlot};
use super::utterance::Utterance;

/// A phrase of the vocabulary in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its bytes.
    pub range: Range<usize>,
    /// The slot that it fills.
    pub slot: VocabularySlot,
    /// With which value.
    pub value: String,
}

/// The vocabulary of one language, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// By what they begin with, as [`beginning`] reads it; the longest first.
    by_beginning: HashedMap<String, Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Normalised.
    phrase: String,
    slot: VocabularySlot,
    value: String,
}

impl Phrases {
    /// The table of these entries; words are normalised here.
    pub fn new(entries: &[VocabularyEntry]) -> Self {
        let mut by_beginning: HashedMap<String, Vec<Entry>> = HashedMap::default();
        for entry in entries {
            for word in &entry.words {
                let phrase = Utterance::parse(word).text().to_owned();
                let known = by_beginning.entry(beginning(&phrase).to_owned());
                known.or_default().push(Entry {
                    phrase,
                    slot: entry.slot,
                    value: entry.value.clone(),
                });
            }
        }
        for phrases in by_beginning.values_mut() {
            phrases.sort_by_key(|it| std::cmp::Reverse(it.phrase.len()));
        }
        Self { by_beginning }
    }

    /// The phrases of a normalised text, left to right, the longest at each place; a phrase may fill several slots.
    /// Digits fill [`VocabularySlot::Number`].
    pub fn find(&self, text: &str) -> Vec<Filled> {
        let mut found: Vec<Filled> = Vec::new();
        let mut next = 0;
        let mut before = None;
        for (at, first) in text.char_indices() {
            let last = before.replace(first);
            if at < next || (is_letter(last) && is_letter(Some(first))) {
                continue;
            }
            let Some(rest) = text.get(at..) else { continue };
            let mut longest = 0;
            for entry in self.by_beginning.get(beginning(rest)).into_iter().flatten() {
                let length = entry.phrase.len();
                if length < longest {
                    break;
                }
                if rest.starts_with(entry.phrase.as_str())
                    && !runs_on(&entry.phrase, rest.get(length..).unwrap_or_default())
                {
                    longest = length;
                    found.push(Filled {
                        range: at..at + length,
                        slot: entry.slot,
                        value: entry.value.clone(),
                    });
                }
            }
            if longest == 0
                && let Some(length) = digits(rest, last)
            {
                longest = length;
                found.push(Filled {
                    range: at..at + length,
                    slot: VocabularySlot::Number,
                    value: rest.get(..length).unwrap_or_default().to_owned(),
                });
            }
            next = at + longest;
        }
        found
    }
}

/// The word that a text begins with, in a script with spaces; its first character in others.
fn beginning(text: &str) -> &str {
    let mut ends = text
        .char_indices()
        .skip_while(|(_, it)| is_letter(Some(*it)));
    let end = match ends.next() {
        Some((0, first)) => first.len_utf8(),
        Some((end, _)) => end,
        None => text.len(),
    };
    text.get(..end).unwrap_or(text)
}

/// Whether a character belongs to a word of a script with spaces.
fn is_letter(character: Option<char>) -> bool {
    character.is_some_and(|it| !is_unspaced(it) && it.is_alphanumeric())
}

/// Whether a character belongs to a script without spaces: kana and Chinese characters.
pub fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Whether the word goes on behind a phrase, so that the phrase is only its beginning.
fn runs_on(phrase: &str, rest: &str) -> bool {
    is_letter(phrase.chars().next_back()) && is_letter(rest.chars().next())
}

/// The length of a whole number at the start of the text that stands by itself; at most six digits.
fn digits(rest: &str, before: Option<char>) -> Option<usize> {
    if before
        .is_some_and(|it| it.is_ascii_digit() || matches!(it, '.' | ',' | ':' | '-' | '/' | '$'))
    {
        return None;
    }
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > 6 {
        return None;
    }
    let after = rest.get(length..)?.chars().next();
    let ends = match after {
        None => true,
        Some(it) => !is_letter(Some(it)) && !matches!(it, '.' | ':' | '-' | '/' | '%'),
    };
    ends.then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases {
        let entry = |slot, value: &str, words: &[&str]| VocabularyEntry {
            slot,
            value: value.to_owned(),
            words: words.iter().map(|it| (*it).to_owned()).collect(),
        };
        Phrases::new(&[
            entry(
                VocabularySlot::Group,
                "founder",
                &["co-founders", "共同創業者"],
            ),
            entry(VocabularySlot::Ordinal, "2", &["second"]),
            entry(VocabularySlot::Ordinal, "-2", &["second last"]),
            entry(VocabularySlot::Number, "6", &["six"]),
        ])
    }

    #[track_caller]
    fn check(raw: &str, expected: &[&str]) {
        let utterance = Utterance::parse(raw);
        let found: Vec<String> = phrases()
            .find(utterance.text())
            .into_iter()
            .map(|it| it.value)
            .collect();
        assert_eq!(found, expected, "{raw}");
    }

    #[test]
    fn the_longest_phrase_wins_and_words_are_whole() {
        check("the second-last of six cofounders", &["-2", "6"]);
        check("Co-Founders: 6 of 12", &["founder", "6", "12"]);
        check("sixty seconds", &[]);
        check("共同創業者は12人", &["founder", "12"]);
        check("version 1.25 or 2b", &[]);
    }
}
