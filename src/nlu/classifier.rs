//! Finds the intent of an utterance: which question of the intent table was meant.
//!
//! The words become a sparse vector ([`super::features`]). Two linear models read it, a support
//! vector machine ([`super::svm`]), which learns what tells intents apart, and complement naive
//! Bayes (Rennie et al. 2003), which learns what each intent is made of and is the better of the
//! two where examples are few; both are linear, so their weights are added and only one matrix is
//! kept. A logistic of four numbers turns the result into a confidence ([`super::confidence`]).
//!
//! Training puts examples and intents into an order of its own first, so the order in which a
//! file lists them never changes an answer, and neither does the number of threads.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::confidence::{Calibration, Evidence};
use super::features::{Occurrence, extract, is_slot};
use super::nearest::ClassIndex;
use super::spelling::{Spelling, WordList};
use super::svm::Weights;
use super::training::{Trained, train};
use super::vocabulary::Vocabulary;

/// The number of an intent, as the caller counts them from 0.
pub type IntentIndex = u32;

/// As how frequent a word of the vocabulary counts among the words that a misspelt one may have meant.
const SLOT_WORD: u32 = 10;
/// How many intents a [`Ranking`] lists.
const RANKED: usize = 5;

/// An example utterance of an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The intent that it is an example of.
    pub intent: IntentIndex,
    /// Examples with the same group (the template that they were made from) are near-duplicates
    /// and are kept together when the classifier tests itself.
    pub group: u64,
    /// Normalised words, parted by spaces; a slot token such as `{person}` counts as one word without letters.
    pub text: String,
}

/// What the classifier makes of an utterance.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The best intents with their scores, best first, at most five.
    pub ranked: Vec<(IntentIndex, f32)>,
    /// How likely the best intent is the right one, 0 to 1.
    pub confidence: f32,
    /// The four numbers that the confidence was made from.
    pub evidence: Evidence,
    /// The example of the best intent that is nearest, as an index into the training examples.
    pub nearest_example: usize,
    /// The words that were taken for misspelt, with what they were read as.
    pub corrected: Vec<(String, String)>,
}

/// Why the best intent won, in terms of the utterance's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The result that is explained.
    pub ranking: Ranking,
    /// For each word as it was read, how much it spoke for the best intent against the second.
    pub contributions: Vec<(String, f32)>,
}

/// A trained model of an intent table.
#[derive(Debug, Clone)]
pub struct Classifier {
    vocabulary: Vocabulary,
    weights: Weights,
    /// One for each intent.
    nearest: Vec<ClassIndex>,
    spelling: Spelling,
    words: Arc<WordList>,
    calibration: Calibration,
    /// The caller's number of each intent, by the number that training gave it.
    intents: Vec<IntentIndex>,
}

/// The words of an utterance as they are read, with what was found out on the way.
struct Reading<'a> {
    words: Vec<&'a str>,
    corrected: Vec<(String, String)>,
    known_share: f32,
}

impl Classifier {
    /// Learns the `examples` of intents numbered from 0 below `intents`.
    ///
    /// `unrelated` are utterances that belong to no intent; there may be none. The same examples
    /// give the same classifier, bit for bit, in any order and on any number of `threads`.
    #[must_use]
    pub fn train(
        examples: &[Example],
        intents: usize,
        unrelated: &[String],
        words: Arc<WordList>,
        threads: usize,
    ) -> Self {
        let Trained {
            vocabulary,
            weights,
            nearest,
            spelling,
            calibration,
            intents,
        } = train(examples, intents, unrelated, threads);
        Self {
            vocabulary,
            weights,
            nearest,
            spelling,
            words,
            calibration,
            intents,
        }
    }

    /// The same, which takes a misspelt word for one of these as well where the table does not have them: words that are
    /// replaced by slots stand in no example.
    #[must_use]
    pub fn spelling<'a>(mut self, words: impl IntoIterator<Item = &'a str>) -> Self {
        let new: BTreeSet<&str> = words
            .into_iter()
            .filter(|it| self.vocabulary.word_weight(it).is_none())
            .collect();
        self.spelling.add(new.into_iter().map(|it| (it, SLOT_WORD)));
        self
    }

    /// Ranks the intents for an utterance's words.
    #[must_use]
    pub fn classify(&self, tokens: &[&str]) -> Ranking {
        let reading = self.read(tokens);
        let mut occurrences = Vec::with_capacity(256);
        extract(&reading.words, &mut occurrences);
        let vector = self.vocabulary.vector(&occurrences);
        self.rank(&vector, reading.corrected, reading.known_share)
    }

    /// Ranks as [`Self::classify`] does and says which words decided.
    #[must_use]
    pub fn explain(&self, tokens: &[&str]) -> Explanation {
        let reading = self.read(tokens);
        let mut occurrences: Vec<Occurrence> = Vec::with_capacity(256);
        extract(&reading.words, &mut occurrences);
        let vector = self.vocabulary.vector(&occurrences);
        let ranking = self.rank(&vector, reading.corrected, reading.known_share);
        let mut contributions: Vec<(String, f32)> = reading
            .words
            .iter()
            .map(|word| ((*word).to_owned(), 0.0))
            .collect();
        let class_of = |at: usize| {
            let (intent, _) = ranking.ranked.get(at)?;
            self.intents.iter().position(|other| other == intent)
        };
        if let (Some(winner), Some(second)) = (class_of(0), class_of(1)) {
            for &(feature, value) in &vector {
                let weight = |class: usize| self.weights.weight(feature, class);
                let speaks = value * (weight(winner) - weight(second));
                // A feature that occurs several times is shared by the words it occurs in.
                let at: Vec<u8> = occurrences
                    .iter()
                    .filter(|o| self.vocabulary.feature(o.key) == Some(feature))
                    .map(|o| o.word)
                    .collect();
                let share = speaks / f32::from(u16::try_from(at.len()).unwrap_or(u16::MAX));
                for &word in &at {
                    if let Some((_, total)) = contributions.get_mut(usize::from(word)) {
                        *total += share;
                    }
                }
            }
        }
        Explanation {
            ranking,
            contributions,
        }
    }

    /// The confidence from which on an utterance is answered.
    #[must_use]
    pub fn threshold(&self) -> f32 {
        self.calibration.threshold
    }

    /// The confidence below which the two best intents should be offered instead of one answered;
    /// at least [`Self::threshold`].
    #[must_use]
    pub fn ambiguity_threshold(&self) -> f32 {
        self.calibration.ambiguity_threshold
    }

    /// Puts other thresholds, 0 to 1, in the place of the fitted ones; `None` leaves what is there. The threshold of
    /// ambiguity is never below the other.
    pub fn set_thresholds(&mut self, threshold: Option<f32>, ambiguity_threshold: Option<f32>) {
        let calibration = &mut self.calibration;
        calibration.threshold = threshold.unwrap_or(calibration.threshold);
        calibration.ambiguity_threshold = ambiguity_threshold
            .unwrap_or(calibration.ambiguity_threshold)
            .max(calibration.threshold);
    }

    /// Corrects spelling and measures how much of the utterance the table knows.
    fn read<'a>(&'a self, tokens: &[&'a str]) -> Reading<'a> {
        let mut reading = Reading {
            words: Vec::with_capacity(tokens.len()),
            corrected: Vec::new(),
            known_share: 1.0,
        };
        let (mut known, mut all) = (0.0, 0.0);
        for &token in tokens {
            let mut word = token;
            if !is_slot(token) {
                let mut weight = self.vocabulary.word_weight(token);
                if weight.is_none()
                    && !self.words.contains(token)
                    && let Some(meant) = self.spelling.correct(token)
                    && meant != token
                {
                    reading.corrected.push((token.to_owned(), meant.to_owned()));
                    weight = self.vocabulary.word_weight(meant);
                    word = meant;
                }
                known += weight.unwrap_or(0.0);
                all += weight.unwrap_or(self.vocabulary.unknown_word_weight());
            }
            reading.words.push(word);
        }
        if all > 0.0 {
            reading.known_share = known / all;
        }
        reading
    }

    fn rank(
        &self,
        vector: &[(u32, f32)],
        corrected: Vec<(String, String)>,
        known_share: f32,
    ) -> Ranking {
        let mut scores = Vec::with_capacity(self.intents.len());
        self.weights.scores(vector, &mut scores);
        let best = best_of(&scores);
        let (top, second) = (
            best.first().map_or(f32::MIN, |b| b.1),
            best.get(1).map_or(0.0, |b| b.1),
        );
        let (nearest_example, cosine) = best
            .first()
            .and_then(|&(class, _)| self.nearest.get(class))
            .map_or((0, 0.0), |index| index.nearest(vector));
        let evidence = Evidence {
            top,
            margin: top - second,
            cosine,
            known_share,
        };
        Ranking {
            ranked: best
                .iter()
                .filter_map(|&(class, score)| Some((*self.intents.get(class)?, score)))
                .collect(),
            confidence: self.calibration.confidence(evidence),
            evidence,
            nearest_example: nearest_example as usize,
            corrected,
        }
    }
}

/// The best classes with their scores, best first; of equal ones the lower number first.
fn best_of(scores: &[f32]) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(RANKED + 1);
    for (class, &score) in scores.iter().enumerate() {
        let full = best.len() == RANKED;
        if full && best.last().is_some_and(|&(_, worst)| score <= worst) {
            continue;
        }
        let at = best.partition_point(|&(_, other)| other >= score);
        best.insert(at, (class, score));
        best.truncate(RANKED);
    }
    best
}

#[cfg(test)]
mod tests;
