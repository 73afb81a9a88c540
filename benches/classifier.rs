//! How long it takes to train the classifier and to ask it, as the table grows, against what one
//! would write by hand: every example scored by a subsequence matcher, or by shared words.
//!
//! `cargo bench --bench classifier`

#![expect(clippy::indexing_slicing, reason = "the draws are below the lengths")]

use std::sync::Arc;

use divan::{Bencher, black_box};
use exitnote::nlu::classifier::{Classifier, Example};
use exitnote::nlu::spelling::WordList;
use exitnote::nlu::utterance::Utterance;
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Intents of the generated tables: ours has some 60, the public sets up to 150.
const INTENTS: [u32; 3] = [15, 60, 150];
/// Examples of each intent.
const EXAMPLES: u32 = 60;
const QUESTION: &str = "so when exactly did Tony finally quit the company?";

fn main() {
    divan::main();
}

/// Utterances made of an intent's own words and of words that all intents share.
fn table(intents: u32) -> Vec<Example> {
    const SHARED: [&str; 12] = [
        "when", "did", "the", "company", "who", "quit", "leave", "please", "tell", "me", "about",
        "how",
    ];
    let mut random = 7_u32;
    let mut draw = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) % below
    };
    let mut examples = Vec::new();
    for intent in 0..intents {
        for _ in 0..EXAMPLES {
            let tokens = (0..4 + draw(8)).map(|_| {
                if draw(3) == 0 {
                    format!(
                        "{}{}",
                        ["task", "plan", "note", "item"][draw(4) as usize],
                        intent
                    )
                } else {
                    SHARED[draw(12) as usize].to_owned()
                }
            });
            examples.push(Example {
                intent,
                group: examples.len() as u64,
                text: tokens.collect::<Vec<_>>().join(" "),
            });
        }
    }
    examples
}

fn trained(intents: u32) -> Classifier {
    Classifier::train(
        &table(intents),
        intents as usize,
        &[],
        Arc::new(WordList::default()),
        1,
    )
}

#[divan::bench(args = INTENTS, sample_count = 10, sample_size = 1)]
fn train(bencher: Bencher<'_, '_>, intents: u32) {
    let examples = table(intents);
    bencher.bench_local(|| {
        Classifier::train(
            &examples,
            intents as usize,
            &[],
            Arc::new(WordList::default()),
            1,
        )
    });
}

#[divan::bench(args = INTENTS)]
fn ask(bencher: Bencher<'_, '_>, intents: u32) {
    let classifier = trained(intents);
    bencher.bench_local(|| {
        let utterance = Utterance::parse(black_box(QUESTION));
        classifier.classify(&utterance.words().collect::<Vec<_>>())
    });
}

#[divan::bench]
fn normalise() -> Utterance {
    Utterance::parse(black_box(QUESTION))
}

/// What a user would write by hand with a fuzzy finder.
#[divan::bench(args = INTENTS)]
fn by_hand_subsequence(bencher: Bencher<'_, '_>, intents: u32) {
    let utterances: Vec<String> = table(intents).into_iter().map(|e| e.text).collect();
    let matcher = SkimMatcherV2::default();
    bencher.bench_local(|| {
        utterances
            .iter()
            .filter_map(|utterance| matcher.fuzzy_match(utterance, black_box(QUESTION)))
            .max()
    });
}

/// What a user would write by hand with an edit distance: sorted words, nearest example.
#[divan::bench(args = INTENTS)]
fn by_hand_sorted_words(bencher: Bencher<'_, '_>, intents: u32) {
    let sorted = |text: &str| {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    };
    let utterances: Vec<String> = table(intents).iter().map(|e| sorted(&e.text)).collect();
    bencher.bench_local(|| {
        let question = sorted(Utterance::parse(black_box(QUESTION)).text());
        utterances
            .iter()
            .map(|utterance| rapidfuzz::fuzz::ratio(question.chars(), utterance.chars()))
            .max_by(f64::total_cmp)
    });
}
