//! How loading and answering grow with the dataset: the shipped one, ten and a hundred times as many people, and 10,000
//! people with 100,000 claims; beside them, in the same run, what one would write by hand.
//!
//! `cargo bench --bench scale` prints a table; divan, which the other benchmark uses, shows no 99th percentile.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a table of figures on the terminal"
)]

mod synthetic;

use std::hint::black_box;
use std::time::{Duration, Instant};

use exitnote::bot::{Bot, Question};
use exitnote::nlu::utterance::Utterance;
use exitnote::source_file::SourceFile;
use exitnote::{disk, load};
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 21);
/// How often each question is asked.
const ROUNDS: usize = 40;
/// What is asked; `@` stands for a name of the dataset.
const QUESTIONS: [&str; 12] = [
    "when did @ leave?",
    "why did @ quit",
    "so where is @ working now, does anyone know?",
    "who left in February 2025",
    "how many founders have left?",
    "who was the first to leave",
    "did @ resign before 2024?",
    "is it true that @ was fired",
    "what did @ say about it",
    "list everyone who left since 2024",
    "what's the weather like",
    "how do you bake bread",
];

fn main() {
    let shipped = disk::Folders::default()
        .read()
        .expect("the shipped files can be read");
    println!(
        "{:<28}{:>10}{:>10}{:>10}{:>10}{:>12}",
        "dataset", "load ms", "p50 us", "p99 us", "max us", "questions/s"
    );
    let names: Vec<String> = Vec::new();
    measure("shipped", &shipped, &names);
    let config = || shipped.iter().filter(|it| it.path.starts_with("config/"));
    for (title, people) in [
        ("10 times: 420 people", 420),
        ("100 times: 4,200 people", 4_200),
        ("10,000 people", 10_000),
    ] {
        let mut files = synthetic::files(people);
        files.extend(config().cloned());
        let names: Vec<String> = (0..people)
            .step_by(people / 7)
            .map(|it| synthetic::name(it).0)
            .collect();
        let claims = people * synthetic::CLAIMS_EACH;
        measure(&format!("{title}, {claims} claims"), &files, &names);
    }
    by_hand(&shipped);
}

/// Loads the files, asks every question, and prints a row.
fn measure(title: &str, files: &[SourceFile], names: &[String]) {
    let loads = (0..3).map(|_| {
        let start = Instant::now();
        let bot = bot(files);
        (start.elapsed(), bot)
    });
    let (fastest, bot) = loads.min_by_key(|it| it.0).expect("three were made");
    let people: Vec<String> = bot
        .knowledge
        .people
        .values()
        .step_by((bot.knowledge.people.len() / 7).max(1))
        .map(|it| it.name.get("en").to_owned())
        .collect();
    let names = if names.is_empty() { &people } else { names };
    let questions: Vec<String> = QUESTIONS
        .iter()
        .flat_map(|it| names.iter().take(4).map(|name| it.replace('@', name)))
        .collect();
    let mut times = Vec::new();
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for text in &questions {
            let start = Instant::now();
            black_box(bot.reply(&Question::new(black_box(text), TODAY)));
            times.push(start.elapsed());
        }
    }
    let all = start.elapsed();
    times.sort();
    let micros = |part: usize| {
        let at = (times.len() * part / 1_000).min(times.len() - 1);
        times.get(at).map_or(0.0, Duration::as_secs_f64) * 1e6
    };
    println!(
        "{title:<28}{:>10.0}{:>10.1}{:>10.1}{:>10.1}{:>12.0}",
        fastest.as_secs_f64() * 1e3,
        micros(500),
        micros(990),
        micros(1_000),
        times.len() as f64 / all.as_secs_f64()
    );
}

fn bot(files: &[SourceFile]) -> Bot {
    let loaded = load::load(files, Date::MAX);
    for error in loaded.errors().iter().take(3) {
        println!("{error:?}");
    }
    loaded
        .into_bot(load::revision(files), 2)
        .expect("the files have no error")
}

/// What a user would write by hand, over all examples of the English table: the best of a subsequence scorer, and the
/// nearest by the ratio of shared words. rapidfuzz for Rust has no `token_set_ratio`, so the ratio is taken of what
/// that is made of: the words that both have, and either's own words behind them, each sorted.
fn by_hand(files: &[SourceFile]) {
    let loaded = load::load(files, Date::MAX);
    let examples: Vec<String> = loaded
        .locales
        .iter()
        .filter(|it| it.source.tag == "en")
        .flat_map(|it| &it.source.intents)
        .flat_map(|it| &it.examples)
        .map(|it| it.text.clone())
        .collect();
    let bot = bot(files);
    let question = "so when exactly did Tony finally quit the company?";
    let ours = median(|| {
        black_box(bot.interpret(&Question::new(black_box(question), TODAY)));
    });
    let matcher = SkimMatcherV2::default();
    let subsequence = median(|| {
        let best = examples
            .iter()
            .filter_map(|it| matcher.fuzzy_match(it, black_box(question)))
            .max();
        black_box(best);
    });
    let sets: Vec<Vec<String>> = examples.iter().map(|it| sorted_words(it)).collect();
    let token_set = median(|| {
        let asked = sorted_words(black_box(question));
        let best = sets
            .iter()
            .map(|it| token_set_ratio(&asked, it))
            .max_by(f64::total_cmp);
        black_box(best);
    });
    println!("\nunderstanding one question, {} examples", examples.len());
    for (what, time) in [
        ("exitnote, with slots", ours),
        ("SkimMatcherV2 over all", subsequence),
        ("token set over all", token_set),
    ] {
        println!(
            "{what:<28}{:>10.1} us{:>10.1} times ours",
            time.as_secs_f64() * 1e6,
            time.as_secs_f64() / ours.as_secs_f64()
        );
    }
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..31)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn sorted_words(text: &str) -> Vec<String> {
    let utterance = Utterance::parse(text);
    let mut words: Vec<String> = utterance.words().map(str::to_owned).collect();
    words.sort();
    words.dedup();
    words
}

fn token_set_ratio(left: &[String], right: &[String]) -> f64 {
    let shared: Vec<&str> = left
        .iter()
        .filter(|it| right.contains(it))
        .map(String::as_str)
        .collect();
    let with_own = |words: &[String]| {
        let own = words.iter().filter(|it| !shared.contains(&it.as_str()));
        let all: Vec<&str> = shared
            .iter()
            .copied()
            .chain(own.map(String::as_str))
            .collect();
        all.join(" ")
    };
    let (shared_text, left, right) = (shared.join(" "), with_own(left), with_own(right));
    [
        (&shared_text, &left),
        (&shared_text, &right),
        (&left, &right),
    ]
    .into_iter()
    .map(|(a, b)| rapidfuzz::fuzz::ratio(a.chars(), b.chars()))
    .fold(0.0, f64::max)
}
