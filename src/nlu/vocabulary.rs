//! What the intent table is written with: its features and words, and how telling each is.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "features and words are numbered densely here, and are fewer than 2^24"
)]

use super::features::{Block, KeyTable, Occurrence, hash_word};

/// Features and words of a table with their inverse document frequencies.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    features: KeyTable,
    /// By feature: its weight and its block.
    weights: Vec<(f32, Block)>,
    words: KeyTable,
    word_weights: Vec<f32>,
    unknown_word_weight: f32,
}

/// How long the block of characters is against the block of words.
const CHARACTERS: f32 = 1.4;

/// A sparse vector: feature and value, by feature.
pub(super) type Vector = Vec<(u32, f32)>;

/// Counts documents while a table is read.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) keys: KeyTable,
    /// By key: in how many examples it occurs, and in which last.
    pub(super) found: Vec<(u32, u32, Block)>,
    pub(super) words: KeyTable,
    pub(super) words_found: Vec<u32>,
    pub(super) documents: u32,
}

impl Counts {
    /// Adds an example, and its features (sorted, repeated as often as they occur) to `features`.
    pub(super) fn add(&mut self, occurrences: &[Occurrence], features: &mut Vec<u32>) {
        let document = self.documents;
        self.documents += 1;
        let before = features.len();
        features.extend(occurrences.iter().map(|occurrence| {
            let feature = self.keys.intern(occurrence.key);
            if feature as usize == self.found.len() {
                self.found.push((0, u32::MAX, occurrence.block));
            }
            let (count, last, _) = &mut self.found[feature as usize];
            if *last != document {
                *last = document;
                *count += 1;
            }
            feature
        }));
        features[before..].sort_unstable();
    }

    /// Adds an example's different words; returns their numbers, sorted.
    pub(super) fn add_words<'a>(&mut self, words: impl Iterator<Item = &'a str>) -> Vec<u32> {
        let mut numbers: Vec<u32> = words
            .map(|word| self.words.intern(hash_word(word)))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.words_found.resize(self.words.len(), 0);
        for &number in &numbers {
            self.words_found[number as usize] += 1;
        }
        numbers
    }

    /// Keeps what occurs in `least` examples, pairs in `least_pairs`, and gives the new number of each old feature
    /// (`u32::MAX` if it was dropped).
    pub(super) fn finish(self, least: u32, least_pairs: u32) -> (Vocabulary, Vec<u32>) {
        let weight = |found: u32| ((1.0 + self.documents as f32) / (1.0 + found as f32)).ln() + 1.0;
        let mut weights = Vec::new();
        let numbers: Vec<u32> = self
            .found
            .iter()
            .map(|&(found, _, block)| {
                let least = if block == Block::Pairs {
                    least_pairs
                } else {
                    least
                };
                if found < least {
                    return u32::MAX;
                }
                let weight = weight(found);
                // Among words the common ones carry the question's shape, so they are damped less.
                let weight = match block {
                    Block::Words | Block::Pairs => weight.sqrt(),
                    Block::Characters => weight.powf(0.8),
                };
                weights.push((weight, block));
                weights.len() as u32 - 1
            })
            .collect();
        let vocabulary = Vocabulary {
            features: self.keys.renumbered(&numbers),
            weights,
            word_weights: self
                .words_found
                .iter()
                .map(|&found| weight(found))
                .collect(),
            words: self.words,
            unknown_word_weight: weight(0),
        };
        (vocabulary, numbers)
    }
}

impl Vocabulary {
    /// How many features there are.
    pub(super) fn features(&self) -> usize {
        self.weights.len()
    }

    /// How many words there are.
    pub(super) fn words(&self) -> usize {
        self.word_weights.len()
    }

    /// The feature with this key.
    pub(super) fn feature(&self, key: u64) -> Option<u32> {
        self.features.get(key)
    }

    /// How telling a word is, if the table has it.
    pub(super) fn word_weight(&self, word: &str) -> Option<f32> {
        let number = self.words.get(hash_word(word))?;
        self.weight_of_word(number)
    }

    /// How telling the word with this number is.
    pub(super) fn weight_of_word(&self, number: u32) -> Option<f32> {
        self.word_weights.get(number as usize).copied()
    }

    /// How telling a word is that the table does not have.
    pub(super) fn unknown_word_weight(&self) -> f32 {
        self.unknown_word_weight
    }

    /// The vector of an utterance.
    pub(super) fn vector(&self, occurrences: &[Occurrence]) -> Vector {
        let mut features: Vec<u32> = occurrences
            .iter()
            .filter_map(|occurrence| self.features.get(occurrence.key))
            .collect();
        features.sort_unstable();
        self.weigh(&features)
    }

    /// The vector of sorted features, each as often as it occurs: sublinear term frequency times
    /// inverse document frequency, each block of unit length.
    pub(super) fn weigh(&self, features: &[u32]) -> Vector {
        let mut vector: Vector = Vec::with_capacity(features.len());
        for run in features.chunk_by(|a, b| a == b) {
            let feature = run[0];
            let (weight, _) = self.weights[feature as usize];
            let frequency = if run.len() == 1 {
                1.0
            } else {
                1.0 + (run.len() as f32).ln()
            };
            vector.push((feature, frequency * weight));
        }
        self.normalise(&mut vector);
        vector
    }

    /// Scales each block to its length: 1 for words, [`CHARACTERS`] for characters.
    pub(super) fn normalise(&self, vector: &mut Vector) {
        let mut squares = [0.0_f32; 3];
        for &(feature, value) in vector.iter() {
            squares[self.weights[feature as usize].1 as usize] += value * value;
        }
        let scale = |sum: f32, length: f32| if sum > 0.0 { length / sum.sqrt() } else { 0.0 };
        let [words, pairs, characters] = squares;
        let words = scale(words + pairs, 1.0);
        let scales = [words, words, scale(characters, CHARACTERS)];
        for (feature, value) in vector {
            *value *= scales[self.weights[*feature as usize].1 as usize];
        }
    }
}
