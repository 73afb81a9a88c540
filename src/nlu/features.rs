//! Turns the words of an utterance into the sparse vector that the classifier sees.
//!
//! Two blocks, each of unit length: words (one, two, the beginnings of two in any order, first,
//! last) and characters (two to four in a row within a word, its borders included, and the end of
//! a word with the beginning of the next). A run of Japanese, Chinese or Thai has no spaces to
//! split at, so runs of one to three of its characters stand in for words. Features are known by a
//! 64-bit hash of themselves: among the fewer than a million of any table a collision is a
//! one-in-ten-million event, and it would cost one weight.
//!
//! What is listed here was chosen by cross-validation within the training questions of BANKING77
//! and CLINC150, whole and with ten examples an intent.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a slot number is masked to the table, which has fewer than 2^32 slots"
)]

/// The two halves of a vector, each normalised for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Block {
    Words,
    /// Pairs of words in any order, which belong to the half of the words.
    Pairs,
    Characters,
}

/// One occurrence of a feature in an utterance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) key: u64,
    pub(super) block: Block,
    /// The word (by position) that the feature begins at, for explanations.
    pub(super) word: u8,
}

/// A map from 64-bit hashes to small numbers: open addressing over keys that are mixed already.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyTable {
    slots: Vec<(u64, u32)>,
    len: usize,
}

const EMPTY: u32 = u32::MAX;

impl KeyTable {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].1 != EMPTY && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    pub(super) fn get(&self, key: u64) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let value = self.slots[self.slot(key)].1;
        (value != EMPTY).then_some(value)
    }

    /// The number of `key`, which is the count of keys before it if it is new.
    pub(super) fn intern(&mut self, key: u64) -> u32 {
        // At most two thirds are full.
        if 2 * self.slots.len() < 3 * (self.len + 1) {
            let bigger = vec![(0, EMPTY); (2 * self.slots.len()).max(64)];
            let old = std::mem::replace(&mut self.slots, bigger);
            for (key, value) in old {
                if value != EMPTY {
                    let at = self.slot(key);
                    self.slots[at] = (key, value);
                }
            }
        }
        let at = self.slot(key);
        if self.slots[at].1 == EMPTY {
            self.slots[at] = (key, self.len as u32);
            self.len += 1;
        }
        self.slots[at].1
    }

    /// The same keys with the numbers that `numbers` gives; `u32::MAX` drops a key.
    pub(super) fn renumbered(&self, numbers: &[u32]) -> Self {
        let kept = numbers.iter().filter(|&&number| number != EMPTY).count();
        let mut table = Self::with_capacity(kept);
        for &(key, old) in &self.slots {
            let number = numbers.get(old as usize).copied().unwrap_or(EMPTY);
            if number != EMPTY {
                let at = table.slot(key);
                table.slots[at] = (key, number);
                table.len += 1;
            }
        }
        table
    }

    pub(super) fn with_capacity(keys: usize) -> Self {
        Self {
            slots: vec![(0, EMPTY); (keys + keys / 2 + 1).next_power_of_two().max(64)],
            len: 0,
        }
    }
}

fn step(state: u64, value: u64) -> u64 {
    (state ^ value)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(29)
}

/// The finaliser of splitmix64: every bit of the input reaches every bit of the output.
fn finish(state: u64) -> u64 {
    let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

pub(super) fn hash_word(word: &str) -> u64 {
    let mut state = word.len() as u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        for (to, from) in bytes.iter_mut().zip(chunk) {
            *to = *from;
        }
        state = step(state, u64::from_le_bytes(bytes));
    }
    finish(state)
}

/// What kind of feature a key is, so that a word and a pair never share one.
#[derive(Clone, Copy)]
enum Tag {
    Word = 1,
    Neighbours,
    Pair,
    First,
    Last,
    Characters,
    Joint,
}

fn tagged(tag: Tag, a: u64, b: u64) -> u64 {
    finish(step(step(tag as u64, a), b))
}

/// Whether a word is a slot such as `{person}`, which has no letters of its own.
pub(super) fn is_slot(word: &str) -> bool {
    word.starts_with('{')
}

/// Whether the word is a run of a script without spaces.
fn is_unspaced(word: &str) -> bool {
    word.chars().next().is_some_and(|c| {
        matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}

/// Writes every feature that occurs in `words`.
pub(super) fn extract(words: &[&str], out: &mut Vec<Occurrence>) {
    extract_words(words, out);
    let mut chars = Vec::with_capacity(32);
    for (i, word) in words.iter().enumerate() {
        if !is_slot(word) {
            extract_characters(word, i, &mut chars, out);
        }
    }
    for (i, pair) in words.windows(2).enumerate() {
        if let [left, right] = pair
            && !is_slot(left)
            && !is_slot(right)
        {
            out.push(Occurrence {
                key: tagged(
                    Tag::Joint,
                    hash_word(ending(left)),
                    hash_word(beginning(right, JOINT)),
                ),
                block: Block::Characters,
                word: u8::try_from(i).unwrap_or(u8::MAX),
            });
        }
    }
}

/// How far apart two words may be and still count as a pair.
const PAIR_DISTANCE: usize = 14;
/// A pair is made of so many first letters of each word: "transferring … fees" is like "transfer … fee".
const STEM: usize = 4;
/// So many letters on both sides of the space between two words are one more run of characters.
const JOINT: usize = 3;

/// The first `letters` letters of a word.
fn beginning(word: &str, letters: usize) -> &str {
    let end = word
        .char_indices()
        .nth(letters)
        .map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

/// The last [`JOINT`] letters of a word.
fn ending(word: &str) -> &str {
    let start = word
        .char_indices()
        .rev()
        .nth(JOINT - 1)
        .map_or(0, |(at, _)| at);
    word.get(start..).unwrap_or(word)
}

/// What a word brings to a pair: its first letters; a slot, or a run without spaces, whole.
fn stem(word: &str) -> &str {
    if is_slot(word) || is_unspaced(word) {
        word
    } else {
        beginning(word, STEM)
    }
}

/// Words, neighbours in order, pairs of stems in any order, the first and the last.
fn extract_words(words: &[&str], out: &mut Vec<Occurrence>) {
    let hashes: Vec<u64> = words.iter().map(|word| hash_word(word)).collect();
    let stems: Vec<u64> = words.iter().map(|word| hash_word(stem(word))).collect();
    let mut push = |word: usize, block, key| {
        out.push(Occurrence {
            key,
            block,
            word: u8::try_from(word).unwrap_or(u8::MAX),
        });
    };
    for (i, (&hash, &stem)) in hashes.iter().zip(&stems).enumerate() {
        push(i, Block::Words, tagged(Tag::Word, hash, 0));
        if let Some(&next) = hashes.get(i + 1) {
            push(i, Block::Words, tagged(Tag::Neighbours, hash, next));
        }
        for &other in stems.iter().skip(i + 1).take(PAIR_DISTANCE) {
            push(
                i,
                Block::Pairs,
                tagged(Tag::Pair, stem.min(other), stem.max(other)),
            );
        }
    }
    if let (Some(&first), Some(&last)) = (hashes.first(), hashes.last()) {
        push(0, Block::Words, tagged(Tag::First, first, 0));
        push(hashes.len() - 1, Block::Words, tagged(Tag::Last, last, 0));
    }
}

/// Two to four characters in a row, borders included; one to three of a run without spaces.
fn extract_characters(
    word: &str,
    position: usize,
    chars: &mut Vec<u64>,
    out: &mut Vec<Occurrence>,
) {
    const BORDER: u64 = 1;
    let unspaced = is_unspaced(word);
    let (shortest, longest) = if unspaced { (1, 3) } else { (2, 4) };
    chars.clear();
    if !unspaced {
        chars.push(BORDER);
    }
    chars.extend(word.chars().map(u64::from));
    if !unspaced {
        chars.push(BORDER);
    }
    for start in 0..chars.len() {
        let mut state = Tag::Characters as u64;
        for (n, &c) in chars.iter().skip(start).take(longest).enumerate() {
            state = step(state, c);
            if n + 1 >= shortest {
                out.push(Occurrence {
                    key: finish(state),
                    block: Block::Characters,
                    word: u8::try_from(position).unwrap_or(u8::MAX),
                });
            }
        }
    }
}
