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
            .map_or((0, 0.0), |index| index.nearest(vector, |_| true));
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
mod tests {
    use super::*;

    const TABLE: [(&str, [&str; 6]); 4] = [
        (
            "when",
            [
                "when did {person} leave",
                "what day did {person} quit",
                "{person} last day",
                "when was the exit of {person}",
                "on which date did {person} resign",
                "since when is {person} gone",
            ],
        ),
        (
            "why",
            [
                "why did {person} leave",
                "what was the reason for the exit of {person}",
                "how come {person} quit",
                "reason {person} resigned",
                "what made {person} go",
                "is there a reason why {person} left",
            ],
        ),
        (
            "where",
            [
                "where did {person} go",
                "which company did {person} join next",
                "new job of {person}",
                "where is {person} working now",
                "what does {person} do now",
                "{person} next employer",
            ],
        ),
        (
            "count",
            [
                "how many founders left",
                "number of founders who quit",
                "how many people resigned",
                "count of those who left",
                "how many are gone",
                "how many founders remain",
            ],
        ),
    ];

    fn examples(table: &[(&str, [&str; 6])]) -> Vec<Example> {
        let mut examples = Vec::new();
        for (intent, (_, utterances)) in (0..).zip(table) {
            for utterance in utterances {
                examples.push(Example {
                    intent,
                    group: examples.len() as u64,
                    text: (*utterance).to_owned(),
                });
            }
        }
        examples
    }

    fn words() -> Arc<WordList> {
        Arc::new(WordList::parse("# ordinary\nwhale\nweather\n"))
    }

    fn trained(examples: &[Example], threads: usize) -> Classifier {
        Classifier::train(examples, TABLE.len(), &[], words(), threads)
    }

    fn classify(classifier: &Classifier, text: &str) -> Ranking {
        classifier.classify(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn unseen_wordings_find_their_intent() {
        let classifier = trained(&examples(&TABLE), 1);
        for (text, intent) in [
            ("what date did {person} leave", 0),
            ("reason for leaving of {person}", 1),
            ("where does {person} work now", 2),
            ("how many have left", 3),
        ] {
            assert_eq!(classify(&classifier, text).ranked[0].0, intent, "{text}");
        }
    }

    #[test]
    fn neither_order_nor_threads_change_the_model() {
        let examples = examples(&TABLE);
        let one = trained(&examples, 1);
        // The intents backwards: intent 0 is called 3.
        let mut backwards: Vec<Example> = examples.clone();
        for example in &mut backwards {
            example.intent = 3 - example.intent;
        }
        backwards.reverse();
        let other = trained(&backwards, 3);
        assert_eq!(one.threshold().to_bits(), other.threshold().to_bits());
        for text in [
            "when did {person} quit",
            "nothing of the kind",
            "",
            "{person}",
            "whn did",
        ] {
            let (a, b) = (classify(&one, text), classify(&other, text));
            assert_eq!(a.confidence.to_bits(), b.confidence.to_bits(), "{text}");
            let renamed: Vec<(u32, u32)> = b
                .ranked
                .iter()
                .map(|&(i, s)| (3 - i, s.to_bits()))
                .collect();
            let ranked: Vec<(u32, u32)> = a.ranked.iter().map(|&(i, s)| (i, s.to_bits())).collect();
            assert_eq!(ranked, renamed, "{text}");
            assert_eq!(
                examples[a.nearest_example].text,
                backwards[b.nearest_example].text
            );
        }
    }

    #[test]
    fn misspelt_words_are_read_as_words_of_the_table_and_ordinary_words_are_not() {
        let classifier = trained(&examples(&TABLE), 1);
        let ranking = classify(&classifier, "wehre did {person} go");
        assert_eq!(
            ranking.corrected,
            [("wehre".to_owned(), "where".to_owned())]
        );
        assert_eq!(ranking.ranked[0].0, 2);
        assert_eq!(classify(&classifier, "whale did {person} go").corrected, []);
    }

    #[test]
    fn what_shares_nothing_with_the_table_is_less_sure() {
        let classifier = trained(&examples(&TABLE), 1);
        let near = classify(&classifier, "when did {person} leave");
        let far = classify(&classifier, "bake pumpkin bread tomorrow");
        assert!(near.confidence > far.confidence);
        assert!(near.evidence.cosine > 0.99);
        assert!(far.evidence.known_share < 0.01);
        assert!(classifier.ambiguity_threshold() >= classifier.threshold());
    }

    #[test]
    fn thresholds_can_be_set_and_keep_their_order() {
        let mut classifier = trained(&examples(&TABLE), 1);
        let fitted = classifier.ambiguity_threshold();
        classifier.set_thresholds(None, None);
        assert!((classifier.ambiguity_threshold() - fitted).abs() < f32::EPSILON);
        classifier.set_thresholds(Some(0.5), Some(0.25));
        assert!((classifier.threshold() - 0.5).abs() < f32::EPSILON);
        assert!((classifier.ambiguity_threshold() - 0.5).abs() < f32::EPSILON);
    }

    #[test]
    fn an_explanation_adds_up_to_the_margin_but_for_the_bias() {
        let classifier = trained(&examples(&TABLE), 1);
        let explanation = classifier.explain(&["why", "did", "{person}", "leave"]);
        assert_eq!(explanation.ranking.ranked[0].0, 1);
        let best = explanation
            .contributions
            .iter()
            .max_by(|a, b| a.1.total_cmp(&b.1));
        assert_eq!(best.map(|(word, _)| word.as_str()), Some("why"));
        let sum: f32 = explanation.contributions.iter().map(|(_, c)| c).sum();
        assert!((sum - explanation.ranking.evidence.margin).abs() < 0.5);
    }

    #[test]
    fn an_empty_table_and_an_empty_question_are_no_error() {
        let empty = Classifier::train(&[], 0, &[], words(), 2);
        let ranking = empty.classify(&["who", "left"]);
        assert!(ranking.ranked.is_empty());
        assert!(ranking.confidence < 0.01);
        let classifier = trained(&examples(&TABLE), 1);
        assert!(classifier.classify(&[]).confidence < classifier.ambiguity_threshold());
    }
}
