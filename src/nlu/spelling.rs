//! Corrects a mistyped word to a word of the intent table.
//!
//! A word is a candidate if both can be made equal by leaving out letters (the delete
//! neighbourhood of Garbe's `SymSpell`); candidates are then measured by optimal string alignment.
//! Ordinary words of the language are never touched: a word that the table does not know is what
//! tells that a question is about something else.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "positions come from the index itself, which has fewer than 2^32 words"
)]

use rapidfuzz::distance::osa;

use super::features::{hash_word, is_slot};
use super::phrases::is_unspaced;

/// The ordinary words of a language.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    /// Hashes, sorted.
    words: Vec<u64>,
}

impl WordList {
    /// Reads a list: one word a line; empty lines and lines that begin with `#` are skipped.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::parse_all([text])
    }

    /// Reads the lists of several languages into one.
    #[must_use]
    pub fn parse_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<u64> = texts
            .into_iter()
            .flat_map(str::lines)
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(hash_word)
            .collect();
        words.sort_unstable();
        words.dedup();
        words.shrink_to_fit();
        Self { words }
    }

    /// Whether `word`, in lower case, is an ordinary word.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.words.binary_search(&hash_word(word)).is_ok()
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Words of the intent table by what is left of them when letters are left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    words: Vec<Box<str>>,
    counts: Vec<u32>,
    /// Hash of the remains of a word and the word's number, sorted.
    remains: Vec<(u64, u32)>,
}

/// Shorter words have too many neighbours to be corrected.
const SHORTEST: usize = 3;
/// From this length on two wrong letters are corrected.
const LONG: usize = 8;

/// Whether words of this character's script are spelt with letters that a finger may miss. In a script without spaces
/// one character is a word ("before", "after"), and a run of them is no word at all.
fn is_spelt(letter: char) -> bool {
    letter.is_alphabetic() && !is_unspaced(letter)
}

fn allowed(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..LONG => 1,
        _ => 2,
    }
}

impl Spelling {
    /// Indexes the words of the table with how often each occurs.
    pub(super) fn new<'a>(vocabulary: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut spelling = Self::default();
        spelling.add(vocabulary);
        spelling
    }

    /// Indexes further words, each with how often it counts as occurring.
    #[expect(
        clippy::stable_sort_primitive,
        reason = "the stable sort merges runs that are in order, the other does not"
    )]
    pub(super) fn add<'a>(&mut self, vocabulary: impl IntoIterator<Item = (&'a str, u32)>) {
        let known = self.remains.len();
        for (word, count) in vocabulary {
            let letters: Vec<char> = word.chars().collect();
            if letters.len() < SHORTEST || is_slot(word) || !letters.iter().all(|c| is_spelt(*c)) {
                continue;
            }
            let number = self.words.len() as u32;
            self.words.push(word.into());
            self.counts.push(count);
            // A word of seven letters may be a word of eight with one letter lost.
            for_each_remains(
                &letters,
                allowed(letters.len() + 1).max(allowed(letters.len())),
                &mut |hash| {
                    self.remains.push((hash, number));
                },
            );
        }
        // Two runs that are each in order are merged and not sorted over again.
        if let Some(new) = self.remains.get_mut(known..) {
            new.sort_unstable();
        }
        self.remains.sort();
        self.remains.dedup();
        self.remains.shrink_to_fit();
    }

    /// The word of the table that `word` most likely was meant to be.
    pub(super) fn correct(&self, word: &str) -> Option<&str> {
        let letters: Vec<char> = word.chars().collect();
        let allowed = allowed(letters.len());
        if allowed == 0 || letters.len() > 24 || !letters.iter().all(|c| is_spelt(*c)) {
            return None;
        }
        let mut seen: Vec<u32> = Vec::new();
        for_each_remains(&letters, allowed, &mut |hash| {
            let from = self.remains.partition_point(|&(other, _)| other < hash);
            for &(_, number) in self.remains[from..]
                .iter()
                .take_while(|&&(other, _)| other == hash)
            {
                seen.push(number);
            }
        });
        seen.sort_unstable();
        seen.dedup();
        seen.iter()
            .filter_map(|&number| {
                let candidate = &self.words[number as usize];
                let distance = osa::distance(letters.iter().copied(), candidate.chars());
                let other_start = candidate.chars().next() != letters.first().copied();
                (distance <= allowed).then(|| {
                    let rarity = u32::MAX - self.counts[number as usize];
                    ((distance, other_start, rarity, number), candidate)
                })
            })
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, candidate)| &**candidate)
    }
}

/// Calls `found` with the hash of `letters` and of all that is left when one or two are left out.
fn for_each_remains(letters: &[char], edits: usize, found: &mut impl FnMut(u64)) {
    let hash = |skip_a: usize, skip_b: usize| {
        let kept: String = letters
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != skip_a && *i != skip_b)
            .map(|(_, c)| *c)
            .collect();
        hash_word(&kept)
    };
    let none = usize::MAX;
    found(hash(none, none));
    if edits >= 1 {
        for a in 0..letters.len() {
            found(hash(a, none));
            if edits >= 2 {
                for b in a + 1..letters.len() {
                    found(hash(a, b));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling() -> Spelling {
        Spelling::new([
            ("leave", 3),
            ("founders", 2),
            ("quit", 9),
            ("quite", 1),
            ("{person}", 5),
        ])
    }

    #[test]
    fn one_edit_in_short_words_and_two_in_long_ones() {
        for (typed, meant) in [
            ("laeve", Some("leave")),
            ("leav", Some("leave")),
            ("leeave", Some("leave")),
            ("leafy", None),
            ("fuonderz", Some("founders")),
            ("fonder", None),
            ("fonders", Some("founders")),
            ("quitt", Some("quit")),
            ("qu", None),
            ("2o26", None),
            ("person", None),
        ] {
            assert_eq!(spelling().correct(typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_word_list_skips_notes() {
        let words = WordList::parse("# note\n\nstone\nbread\n");
        assert_eq!(words.len(), 2);
        assert!(words.contains("bread") && !words.contains("# note") && !words.is_empty());
    }
}
