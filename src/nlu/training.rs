//! Trains a classifier: vocabulary, weights, index, spelling, and the confidence by testing itself.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "rows, features, words and classes are numbered densely here"
)]

use std::collections::BTreeMap;

use super::both::both;
use super::classifier::Example;
use super::confidence::{Calibration, Evidence, Observation, Outcome};
use super::features::{extract, hash_word, is_slot};
use super::hashed::HashedMap;
use super::nearest::ClassIndex;
use super::spelling::Spelling;
use super::svm::{self, Problem, Recipe, Rows, Weights};
use super::vocabulary::{Counts, Vocabulary};

/// The cost of an error and the share of naive Bayes, chosen by cross-validation on CLINC150 and
/// BANKING77, whole and with ten examples an intent; costs of 1 to 4 hardly differ.
const COST: f32 = 2.0;
const BAYES: f32 = 8.0;
/// Below this many examples a feature that occurs once is kept.
const SMALL_TABLE: usize = 1_000;
/// From this many on a pair of words is dropped that occurs less than four times: most of the
/// features would be such pairs, and none is missed.
const LARGE_TABLE: usize = 5_000;
/// From these many on passes are rationed, and rows that teach nothing any more are left out of them.
const MIDDLE_TABLE: usize = 3_000;
const HUGE_TABLE: usize = 10_000;
/// What a dual may still change by in a row that is left out.
const SETTLED: f32 = 0.005;
/// Parts of the self-test; every second intent is hidden in each.
const FOLDS: usize = 3;
/// The class of an utterance that belongs to no intent.
const NO_CLASS: u32 = u32::MAX;

/// Everything that training finds.
pub(super) struct Trained {
    pub(super) vocabulary: Vocabulary,
    pub(super) weights: Weights,
    pub(super) nearest: Vec<ClassIndex>,
    pub(super) spelling: Spelling,
    pub(super) calibration: Calibration,
    pub(super) intents: Vec<u32>,
}

/// One utterance of the table.
struct Document<'a> {
    text: &'a str,
    class: u32,
    fold: usize,
    example: u32,
}

/// The table as numbers.
struct Table<'a> {
    documents: Vec<Document<'a>>,
    rows: Rows,
    words: Vec<Vec<u32>>,
    vocabulary: Vocabulary,
    classes: usize,
}

pub(super) fn train(
    examples: &[Example],
    intents: usize,
    unrelated: &[String],
    threads: usize,
) -> Trained {
    let intents = canonical_intents(examples, intents);
    let documents = canonical_documents(examples, &intents, unrelated);
    let (table, spelling) = Table::new(documents, intents.len());
    let labels: Vec<(u32, u32)> = (0..).zip(table.documents.iter().map(|d| d.class)).collect();
    let each = threads.div_ceil(2);
    let (calibration, weights) = both(
        threads,
        || table.calibrate(each),
        || table.fit(&labels, table.classes, each),
    );
    let mut members: Vec<Vec<(u32, u32)>> = vec![Vec::new(); table.classes];
    for (row, document) in (0..).zip(&table.documents) {
        if let Some(members) = members.get_mut(document.class as usize) {
            members.push((row, document.example));
        }
    }
    let nearest = ClassIndex::of_classes(&table.rows, table.vocabulary.features(), members);
    Trained {
        vocabulary: table.vocabulary,
        weights,
        nearest,
        spelling,
        calibration,
        intents,
    }
}

/// The intents in an order that depends on nothing but their examples.
fn canonical_intents(examples: &[Example], intents: usize) -> Vec<u32> {
    let mut utterances: Vec<Vec<&str>> = vec![Vec::new(); intents];
    for example in examples {
        if let Some(utterances) = utterances.get_mut(example.intent as usize) {
            utterances.push(&example.text);
        }
    }
    let mut numbered: Vec<(Vec<&str>, u32)> = utterances.into_iter().zip(0..).collect();
    for (utterances, _) in &mut numbered {
        utterances.sort_unstable();
    }
    numbered.sort();
    numbered.into_iter().map(|(_, intent)| intent).collect()
}

/// The examples in an order that depends on nothing but themselves, each with its fold.
fn canonical_documents<'a>(
    examples: &'a [Example],
    intents: &[u32],
    unrelated: &'a [String],
) -> Vec<Document<'a>> {
    let mut classes = vec![NO_CLASS; intents.len()];
    for (class, &intent) in (0..).zip(intents) {
        classes[intent as usize] = class;
    }
    let mut documents: Vec<Document<'_>> = (0..)
        .zip(examples)
        .filter_map(|(number, example)| {
            Some(Document {
                text: &example.text,
                class: *classes.get(example.intent as usize)?,
                fold: 0,
                example: number,
            })
        })
        .chain(unrelated.iter().map(|text| Document {
            text,
            class: NO_CLASS,
            fold: 0,
            example: u32::MAX,
        }))
        .collect();
    // By a hash, so that intents are mixed, which learning one example after another needs.
    documents.sort_by_cached_key(|document| {
        (
            hash_word(document.text),
            document.class,
            document.text,
            document.example,
        )
    });
    // A group stays together; within an intent the groups take turns, in the order of the hash of
    // their first example, which is as good as chance and does not depend on how groups are named.
    let mut groups: BTreeMap<(u32, u64), u64> = BTreeMap::new();
    for document in &documents {
        let group = examples
            .get(document.example as usize)
            .map_or_else(|| hash_word(document.text), |example| example.group);
        groups
            .entry((document.class, group))
            .or_insert_with(|| hash_word(document.text));
    }
    let mut turns: Vec<(u32, u64, u64)> = groups
        .into_iter()
        .map(|((class, group), hash)| (class, hash, group))
        .collect();
    turns.sort_unstable();
    let mut folds: BTreeMap<(u32, u64), usize> = BTreeMap::new();
    for of_class in turns.chunk_by(|a, b| a.0 == b.0) {
        for (turn, &(class, hash, group)) in of_class.iter().enumerate() {
            folds.insert((class, group), (turn + hash as usize % FOLDS) % FOLDS);
        }
    }
    for document in &mut documents {
        let group = examples
            .get(document.example as usize)
            .map_or_else(|| hash_word(document.text), |example| example.group);
        document.fold = folds.get(&(document.class, group)).copied().unwrap_or(0);
    }
    documents
}

impl<'a> Table<'a> {
    /// Counts features and words and turns every utterance into a vector.
    fn new(documents: Vec<Document<'a>>, classes: usize) -> (Self, Spelling) {
        let mut counts = Counts::default();
        let mut spellings: HashedMap<&str, u32> = HashedMap::default();
        let mut occurrences = Vec::new();
        // All utterances' features one behind the other, and how many each has: memory in one piece is given back.
        let mut features: Vec<u32> = Vec::new();
        let mut lengths = Vec::with_capacity(documents.len());
        let mut words = Vec::with_capacity(documents.len());
        for document in &documents {
            let tokens: Vec<&str> = document.text.split_whitespace().collect();
            occurrences.clear();
            extract(&tokens, &mut occurrences);
            let before = features.len();
            counts.add(&occurrences, &mut features);
            lengths.push(features.len() - before);
            words.push(counts.add_words(tokens.iter().copied().filter(|word| !is_slot(word))));
            // A word of unrelated examples is no word that a typing error should lead to.
            if document.class != NO_CLASS {
                for word in tokens {
                    *spellings.entry(word).or_default() += 1;
                }
            }
        }
        let (least, least_pairs) = match documents.len() {
            ..SMALL_TABLE => (1, 1),
            SMALL_TABLE..LARGE_TABLE => (2, 2),
            LARGE_TABLE.. => (2, 4),
        };
        let (vocabulary, numbers) = counts.finish(least, least_pairs);
        let (mut read, mut kept) = (0, 0);
        for length in &mut lengths {
            let (from, until) = (kept, read + *length);
            while read < until {
                let feature = numbers[features[read] as usize];
                read += 1;
                if feature != u32::MAX {
                    features[kept] = feature;
                    kept += 1;
                }
            }
            *length = kept - from;
        }
        features.truncate(kept);
        // Growing by doubling would need three times the memory for a moment.
        let different = |own: &[u32]| own.chunk_by(|a, b| a == b).count();
        let entries = parted(&features, &lengths).map(different).sum();
        let mut rows = Rows::with_capacity(documents.len(), entries);
        for own in parted(&features, &lengths) {
            rows.push(&vocabulary.weigh(own));
        }
        let table = Self {
            documents,
            rows,
            words,
            vocabulary,
            classes,
        };
        // In an order of their own, so that equally good corrections do not depend on chance.
        let spellings: BTreeMap<&str, u32> = spellings.into_iter().collect();
        (table, Spelling::new(spellings))
    }

    fn fit(&self, labels: &[(u32, u32)], classes: usize, threads: usize) -> Weights {
        let problem = Problem {
            rows: &self.rows,
            labels,
            features: self.vocabulary.features(),
            classes,
        };
        // Up to ten passes still gain a little; where a pass takes long, the self-test makes do
        // with fewer than the model.
        let epochs = match (self.documents.len(), labels.len() == self.documents.len()) {
            (..MIDDLE_TABLE, _) => 8,
            (MIDDLE_TABLE..HUGE_TABLE, true) => 6,
            (HUGE_TABLE.., true) => 5,
            (_, false) => 3,
        };
        let recipe = Recipe {
            cost: COST,
            epochs,
            settled: if self.documents.len() < MIDDLE_TABLE {
                0.0
            } else {
                SETTLED
            },
            bayes: BAYES,
        };
        svm::train(&problem, recipe, threads)
    }

    /// Tests the table against itself: each fold is classified by a model of the other folds that
    /// also lacks half of the intents, whose utterances stand in for questions out of scope.
    fn calibrate(&self, threads: usize) -> Calibration {
        let mut observations = Vec::new();
        for fold in 0..FOLDS {
            self.observe(fold, threads, &mut observations);
        }
        let members = self
            .documents
            .iter()
            .filter(|d| d.class != NO_CLASS)
            .count();
        Calibration::fit(&observations, members / self.classes.max(1))
    }

    fn observe(&self, fold: usize, threads: usize, observations: &mut Vec<Observation>) {
        let hidden = |class: u32| class != NO_CLASS && (class as usize + fold).is_multiple_of(2);
        let shown: Vec<u32> = (0..self.classes as u32)
            .filter(|&class| !hidden(class))
            .collect();
        let renumbered = |class: u32| shown.binary_search(&class).map_or(NO_CLASS, |at| at as u32);
        let labels: Vec<(u32, u32)> = (0..)
            .zip(&self.documents)
            .filter(|(_, document)| document.fold != fold && !hidden(document.class))
            .map(|(row, document)| (row, renumbered(document.class)))
            .collect();
        if shown.is_empty() || labels.is_empty() {
            return;
        }
        let weights = self.fit(&labels, shown.len(), threads);
        let mut members: Vec<Vec<(u32, u32)>> = vec![Vec::new(); shown.len()];
        let mut known_features = vec![false; self.vocabulary.features()];
        let mut known_words = vec![false; self.vocabulary.words()];
        for &(row, class) in &labels {
            if let Some(members) = members.get_mut(class as usize) {
                members.push((row, row));
            }
            for &(feature, _) in self.rows.row(row) {
                known_features[feature as usize] = true;
            }
            for &word in &self.words[row as usize] {
                known_words[word as usize] = true;
            }
        }
        let nearest = ClassIndex::of_classes(&self.rows, self.vocabulary.features(), members);
        let mut scores = Vec::new();
        for (row, document) in (0..).zip(&self.documents) {
            if document.fold != fold {
                continue;
            }
            let mut vector = self.rows.row(row).to_vec();
            vector.retain(|&(feature, _)| known_features[feature as usize]);
            self.vocabulary.normalise(&mut vector);
            weights.scores(&vector, &mut scores);
            let (best, top, second) = two_best(&scores);
            let (_, cosine) = nearest[best].nearest(&vector);
            let (mut known, mut all) = (0.0, 0.0);
            for &word in &self.words[row as usize] {
                if known_words[word as usize] {
                    let weight = self.vocabulary.weight_of_word(word).unwrap_or(0.0);
                    known += weight;
                    all += weight;
                } else {
                    all += self.vocabulary.unknown_word_weight();
                }
            }
            observations.push(Observation {
                evidence: Evidence {
                    top,
                    margin: top - second,
                    cosine,
                    known_share: if all > 0.0 { known / all } else { 1.0 },
                },
                outcome: if document.class == NO_CLASS || hidden(document.class) {
                    Outcome::OutOfScope
                } else if shown.get(best) == Some(&document.class) {
                    Outcome::Right
                } else {
                    Outcome::Wrong
                },
            });
        }
    }
}

/// What stands one behind the other in parts of these lengths.
fn parted<'a>(all: &'a [u32], lengths: &'a [usize]) -> impl Iterator<Item = &'a [u32]> {
    lengths.iter().scan(all, |rest, &length| {
        let (own, behind) = rest.split_at_checked(length)?;
        *rest = behind;
        Some(own)
    })
}

/// The best class, its score and the second's score.
fn two_best(scores: &[f32]) -> (usize, f32, f32) {
    let (mut best, mut top, mut second) = (0, f32::MIN, None);
    for (class, &score) in scores.iter().enumerate() {
        if score > top {
            second = (class > 0).then_some(top);
            (best, top) = (class, score);
        } else if second.is_none_or(|second| score > second) {
            second = Some(score);
        }
    }
    (best, top, second.unwrap_or(0.0))
}
