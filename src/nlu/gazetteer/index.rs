//! The distinct words of all names, found exactly, by sound, or within one or two edits.
//!
//! Near words come from a delete neighbourhood, as in Garbe's `SymSpell`: two words within two edits become equal when at most two letters are left out
//! of each. The time of a look-up depends on the length of the word and not on the number of names.

use rapidfuzz::distance::osa;

use super::sound;
use crate::nlu::hashed::HashedMap;

/// Longer words have too many remainders to index; they are found exactly or by sound.
const LONGEST: usize = 20;
/// Words further apart than so many edits are not taken for the same, even if they sound alike.
const FURTHEST: usize = 3;

/// Where a word stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// Index of the name.
    pub(super) name: u32,
    /// Position among the name's words, or `None` for the whole name written as one word.
    pub(super) position: Option<u8>,
}

/// A word of one or more names.
#[derive(Clone, Debug)]
pub(super) struct NameWord {
    pub(super) text: Box<str>,
    pub(super) letters: usize,
    pub(super) uses: Vec<Use>,
    sound: Sound,
}

/// How a word sounds, as far as that can be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sound {
    key: Option<Box<str>>,
    skeleton: Option<Box<str>>,
}

impl Sound {
    fn of(word: &str) -> Self {
        let Some(key) = sound::key(word) else {
            return Self::default();
        };
        Self {
            skeleton: sound::skeleton(word, &key).map(String::into_boxed_str),
            key: Some(key.into_boxed_str()),
        }
    }

    fn hashes(&self) -> impl Iterator<Item = u32> {
        let key = self.key.as_deref().map(|key| hash(key.chars()));
        let skeleton = self
            .skeleton
            .as_deref()
            .map(|skeleton| hash(std::iter::once('#').chain(skeleton.chars())));
        key.into_iter().chain(skeleton)
    }
}

/// A word near to a word of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) word: u32,
    /// Edits, or fewer if the two sound alike.
    pub(super) distance: u8,
    /// The two sound alike.
    pub(super) alike: bool,
}

/// All words of all names.
#[derive(Clone, Debug, Default)]
pub(super) struct WordIndex {
    words: Vec<NameWord>,
    exact: HashedMap<Box<str>, u32>,
    /// Hash of a remainder and its word, sorted.
    remainders: Vec<(u32, u32)>,
    /// Hash of a sound key or a skeleton and its word, sorted.
    sounds: Vec<(u32, u32)>,
}

/// How many edits a word of a name may be away: none for the shortest, two for the longest.
pub(super) fn bound(letters: usize) -> u8 {
    match letters {
        0..=2 => 0,
        3..=6 => 1,
        _ => 2,
    }
}

impl WordIndex {
    /// Adds a use of a word; [`WordIndex::finish`] makes it findable.
    pub(super) fn add(&mut self, text: &str, used: Use) -> u32 {
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let word = *self.exact.entry(text.into()).or_insert(next);
        if word == next {
            self.words.push(NameWord {
                text: text.into(),
                letters: text.chars().count(),
                uses: Vec::new(),
                sound: Sound::of(text),
            });
        }
        if let Some(entry) = self.words.get_mut(word as usize) {
            entry.uses.push(used);
        }
        word
    }

    /// Builds the look-up tables.
    pub(super) fn finish(&mut self) {
        let mut buffer = Vec::new();
        for (word, number) in self.words.iter().zip(0_u32..) {
            let letters: Vec<char> = word.text.chars().collect();
            if letters.len() <= LONGEST {
                buffer.clear();
                remainders(&letters, bound(letters.len()), &mut buffer);
                self.remainders
                    .extend(buffer.iter().map(|remainder| (*remainder, number)));
            }
            self.sounds
                .extend(word.sound.hashes().map(|hash| (hash, number)));
        }
        self.remainders.sort_unstable();
        self.remainders.dedup();
        self.remainders.shrink_to_fit();
        self.sounds.sort_unstable();
    }

    /// A word by its number.
    pub(super) fn word(&self, word: u32) -> Option<&NameWord> {
        self.words.get(word as usize)
    }

    /// The word that is written exactly so.
    pub(super) fn exact(&self, text: &str) -> Option<u32> {
        self.exact.get(text).copied()
    }

    /// The words within their bound of `text`, and those that sound like it, in order of their numbers.
    pub(super) fn near(&self, text: &str) -> Vec<Hit> {
        let letters: Vec<char> = text.chars().collect();
        let mut numbers = Vec::new();
        if (2..=LONGEST + 2).contains(&letters.len()) {
            let mut buffer = Vec::new();
            remainders(
                &letters,
                if letters.len() >= 5 { 2 } else { 1 },
                &mut buffer,
            );
            for remainder in buffer {
                numbers.extend(matching(&self.remainders, remainder));
            }
        }
        let sound = Sound::of(text);
        for hash in sound.hashes() {
            numbers.extend(matching(&self.sounds, hash));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
            .into_iter()
            .filter_map(|word| self.compare(&letters, &sound, word))
            .collect()
    }

    /// How near a word of the text is to a word of a name, if it is near enough.
    fn compare(&self, letters: &[char], sound: &Sound, word: u32) -> Option<Hit> {
        let entry = self.word(word)?;
        if letters.len().abs_diff(entry.letters) > FURTHEST {
            return None;
        }
        let edits = osa::distance(entry.text.chars(), letters.iter().copied());
        let alike = sound.key.is_some() && sound.key == entry.sound.key;
        let distance = match u8::try_from(edits).ok()? {
            0 => 0,
            _ if alike && edits <= FURTHEST => 1,
            edits if edits <= bound(entry.letters) => edits,
            _ if edits <= FURTHEST
                && sound.skeleton.is_some()
                && sound.skeleton == entry.sound.skeleton =>
            {
                2
            }
            _ => return None,
        };
        Some(Hit {
            word,
            distance,
            alike: alike || distance == 0,
        })
    }
}

fn matching(table: &[(u32, u32)], hash: u32) -> impl Iterator<Item = u32> + '_ {
    let from = table.partition_point(|(other, _)| *other < hash);
    table
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(move |(other, _)| *other == hash)
        .map(|(_, word)| *word)
}

/// The hashes of a word with up to `depth` (at most two) letters left out.
fn remainders(letters: &[char], depth: u8, out: &mut Vec<u32>) {
    let without = |first: usize, second: usize| {
        hash(
            letters
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != first && *at != second)
                .map(|(_, letter)| *letter),
        )
    };
    out.push(without(usize::MAX, usize::MAX));
    if depth == 0 {
        return;
    }
    for first in 0..letters.len() {
        out.push(without(first, usize::MAX));
        if depth > 1 {
            out.extend((first + 1..letters.len()).map(|second| without(first, second)));
        }
    }
    out.sort_unstable();
    out.dedup();
}

/// FNV-1a over characters; a collision costs one comparison and is never a match by itself.
fn hash(characters: impl Iterator<Item = char>) -> u32 {
    characters.fold(0x811c_9dc5, |hash, character| {
        (hash ^ u32::from(character)).wrapping_mul(0x0100_0193)
    })
}
