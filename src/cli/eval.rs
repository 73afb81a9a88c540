//! `exitnote eval`: the matcher alone, measured on any intent table with labelled questions.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use super::{Exit, Global, complain, say};
use crate::disk;
use crate::nlu::classifier::{Classifier, Example};
use crate::nlu::spelling::WordList;
use crate::nlu::utterance::Utterance;

/// How many confusions are listed.
const CONFUSIONS: usize = 20;

/// The options of `eval`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The intent table: TOML with `[[intent]]`, each with `id` and `examples`; `[unrelated]` may have `examples`, too
    #[arg(long, value_name = "FILE")]
    intents: PathBuf,
    /// The questions: a JSON object a line, with `text` and `intent`, which is null for a question out of scope
    #[arg(long, value_name = "FILE")]
    questions: PathBuf,
    /// How to print the figures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Train on this many threads; the figures but for the times do not depend on it
    #[arg(long, value_name = "N", default_value_t = 1)]
    threads: usize,
}

/// Forms of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Text,
    /// A JSON object
    Json,
}

/// Trains on the table, asks the questions and prints the figures.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let words = match global.files() {
        Ok(files) => {
            let lists = files
                .iter()
                .filter(|file| file.path.ends_with("/words.txt"));
            Arc::new(WordList::parse_all(lists.map(|file| file.text.as_str())))
        }
        Err(exit) => return exit,
    };
    let texts = disk::read_text(&arguments.intents)
        .and_then(|intents| Ok((intents, disk::read_text(&arguments.questions)?)));
    let (intents, questions) = match texts {
        Ok(texts) => texts,
        Err(error) => {
            complain(&error);
            return Exit::Unreadable;
        }
    };
    let parsed = parse_table(&intents)
        .with_context(|| arguments.intents.display().to_string())
        .and_then(|table| {
            let questions = parse_questions(&questions)
                .with_context(|| arguments.questions.display().to_string())?;
            Ok((table, questions))
        });
    let (table, questions) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            complain(&error);
            return Exit::Broken;
        }
    };
    let figures = evaluate(&table, &questions, words, arguments.threads.max(1));
    say(&match arguments.format {
        Format::Text => figures.table(),
        Format::Json => figures.json(),
    });
    Exit::Done
}

fn parse_table(text: &str) -> anyhow::Result<IntentTable> {
    toml::from_str(text).context("not an intent table")
}

fn parse_questions(text: &str) -> anyhow::Result<Vec<Question>> {
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line): (u32, _)| {
            serde_json::from_str(line).with_context(|| format!("line {number} is not a question"))
        })
        .collect()
}

/// An intent table as far as `eval` needs it.
#[derive(Debug, Deserialize)]
struct IntentTable {
    /// The intents, in any order.
    #[serde(default)]
    intent: Vec<Intent>,
    /// Utterances that belong to none of them.
    #[serde(default)]
    unrelated: Unrelated,
}

/// One intent of the table.
#[derive(Debug, Deserialize)]
struct Intent {
    /// Its id; the words of it count as one more example.
    id: String,
    /// Example utterances.
    examples: Vec<String>,
}

/// Utterances that belong to no intent.
#[derive(Debug, Default, Deserialize)]
struct Unrelated {
    /// Example utterances.
    #[serde(default)]
    examples: Vec<String>,
}

/// A labelled question.
#[derive(Debug, Deserialize)]
struct Question {
    /// What was asked.
    text: String,
    /// The id of the right intent; `None` if the question is out of scope.
    intent: Option<String>,
}

/// The figures; shares are 0 to 1, an abstention counts as an error in `in_scope_accuracy`.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Figures {
    /// How many questions were asked.
    questions: usize,
    /// In-scope questions whose best intent is right, confidence aside.
    in_scope_accuracy_no_abstain: f64,
    /// In-scope questions answered, and rightly.
    in_scope_accuracy: f64,
    /// Out-of-scope questions declined; 1 if there are none.
    oos_recall: f64,
    /// Declined questions that are out of scope; 1 if none was declined.
    oos_precision: f64,
    /// All questions treated rightly, with out-of-scope as one more class.
    total_accuracy: f64,
    /// Milliseconds to train, with normalising the examples and the self-test.
    train_ms: f64,
    /// Microseconds of the median question, normalisation included, on one thread.
    query_p50_us: f64,
    /// Microseconds of the 99th percentile.
    query_p99_us: f64,
    /// Threads used for training.
    threads: usize,
    /// Right intent, answered intent and how often, the most frequent first.
    confusions: Vec<(String, String, usize)>,
}

/// Trains on `table` and asks every question.
fn evaluate(
    table: &IntentTable,
    questions: &[Question],
    words: Arc<WordList>,
    threads: usize,
) -> Figures {
    let start = Instant::now();
    let examples = examples_of(table);
    let unrelated: Vec<String> = table
        .unrelated
        .examples
        .iter()
        .map(|e| normalised(e))
        .collect();
    let classifier = Classifier::train(&examples, table.intent.len(), &unrelated, words, threads);
    let train_ms = start.elapsed().as_secs_f64() * 1e3;

    let mut micros = Vec::with_capacity(questions.len());
    let mut counts = Counts::default();
    for question in questions {
        let start = Instant::now();
        let utterance = Utterance::parse(&question.text);
        let tokens: Vec<&str> = utterance.words().collect();
        let ranking = classifier.classify(&tokens);
        micros.push(start.elapsed().as_secs_f64() * 1e6);
        let best = ranking
            .ranked
            .first()
            .and_then(|&(intent, _)| table.intent.get(intent as usize))
            .map_or("", |intent| &intent.id);
        let answered = ranking.confidence >= classifier.threshold();
        counts.add(question.intent.as_deref(), best, answered);
    }
    micros.sort_by(f64::total_cmp);
    counts.figures(train_ms, &micros, threads)
}

fn normalised(text: &str) -> String {
    Utterance::parse(text).text().to_owned()
}

/// The examples of every intent and, as one more, the words of its id.
fn examples_of(table: &IntentTable) -> Vec<Example> {
    let mut examples = Vec::new();
    for (number, intent) in (0..).zip(&table.intent) {
        let id = intent.id.replace(['_', '.', '-'], " ");
        for text in intent.examples.iter().chain(std::iter::once(&id)) {
            examples.push(Example {
                intent: number,
                group: examples.len() as u64,
                text: normalised(text),
            });
        }
    }
    examples
}

#[derive(Default)]
struct Counts {
    in_scope: usize,
    right: usize,
    answered_right: usize,
    out_of_scope: usize,
    declined: usize,
    rightly_declined: usize,
    confusions: BTreeMap<(String, String), usize>,
}

impl Counts {
    fn add(&mut self, right: Option<&str>, best: &str, answered: bool) {
        self.declined += usize::from(!answered);
        let Some(right) = right else {
            self.out_of_scope += 1;
            self.rightly_declined += usize::from(!answered);
            return;
        };
        self.in_scope += 1;
        if right == best {
            self.right += 1;
            self.answered_right += usize::from(answered);
        } else {
            *self
                .confusions
                .entry((right.to_owned(), best.to_owned()))
                .or_default() += 1;
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "there are fewer questions than 2^52"
    )]
    fn figures(self, train_ms: f64, micros: &[f64], threads: usize) -> Figures {
        let share = |part: usize, of: usize| {
            if of == 0 {
                1.0
            } else {
                part as f64 / of as f64
            }
        };
        let at = |part: usize| {
            micros
                .get(micros.len() * part / 100)
                .copied()
                .unwrap_or(0.0)
        };
        let mut confusions: Vec<(String, String, usize)> = self
            .confusions
            .into_iter()
            .map(|((right, best), n)| (right, best, n))
            .collect();
        confusions.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.cmp(b)));
        confusions.truncate(CONFUSIONS);
        Figures {
            questions: self.in_scope + self.out_of_scope,
            in_scope_accuracy_no_abstain: share(self.right, self.in_scope),
            in_scope_accuracy: share(self.answered_right, self.in_scope),
            oos_recall: share(self.rightly_declined, self.out_of_scope),
            oos_precision: share(self.rightly_declined, self.declined),
            total_accuracy: share(
                self.answered_right + self.rightly_declined,
                self.in_scope + self.out_of_scope,
            ),
            train_ms,
            query_p50_us: at(50),
            query_p99_us: at(99),
            threads,
            confusions,
        }
    }
}

impl Figures {
    /// The figures as one line of JSON.
    fn json(&self) -> String {
        let mut json = serde_json::to_string(self).expect("plain numbers and strings");
        json.push('\n');
        json
    }

    /// The figures as a table for people.
    fn table(&self) -> String {
        let mut out = String::new();
        let mut line = |name: &str, value: String| {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{name:<34}{value:>10}");
        };
        let percent = |share: f64| format!("{:.1} %", share * 100.0);
        line("questions", self.questions.to_string());
        line(
            "in scope, without abstaining",
            percent(self.in_scope_accuracy_no_abstain),
        );
        line("in scope", percent(self.in_scope_accuracy));
        line("out of scope, recall", percent(self.oos_recall));
        line("out of scope, precision", percent(self.oos_precision));
        line(
            "all, out of scope as one class",
            percent(self.total_accuracy),
        );
        line("training", format!("{:.0} ms", self.train_ms));
        line("a question, median", format!("{:.1} us", self.query_p50_us));
        line(
            "a question, 99th percentile",
            format!("{:.1} us", self.query_p99_us),
        );
        line("threads", self.threads.to_string());
        if !self.confusions.is_empty() {
            out.push_str("\n  times  right intent -> best intent\n");
            for (right, best, times) in &self.confusions {
                let _ = writeln!(out, "  {times:>5}  {right} -> {best}");
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
        [[intent]]
        id = "when_left"
        examples = ["when did he leave", "what day did she leave", "which date did he quit", "when was her last day"]
        [[intent]]
        id = "why_left"
        examples = ["why did he leave", "what was her reason", "how come she quit", "reason for leaving"]
    "#;

    #[test]
    fn figures_count_what_was_asked() {
        let table = parse_table(TABLE).unwrap();
        let questions = parse_questions(
            "{\"text\": \"When did she leave?\", \"intent\": \"when_left\"}\n\n{\"text\": \"bake a cake\", \"intent\": null}\n{\"text\": \"why did he leave\", \"intent\": \"when_left\"}\n",
        )
        .unwrap();
        let figures = evaluate(&table, &questions, Arc::default(), 1);
        assert_eq!(figures.questions, 3);
        assert!((figures.in_scope_accuracy_no_abstain - 0.5).abs() < 1e-9);
        assert_eq!(
            figures.confusions,
            [("when_left".to_owned(), "why_left".to_owned(), 1)]
        );
        assert!(figures.table().contains("when_left -> why_left"));
        let json: serde_json::Value = serde_json::from_str(&figures.json()).unwrap();
        assert_eq!(json["confusions"][0][2], 1);
    }

    #[test]
    fn a_line_that_is_no_question_is_named() {
        let error = parse_questions("{\"text\": \"a\", \"intent\": null}\nnonsense").unwrap_err();
        assert!(format!("{error:#}").contains("line 2"));
    }
}
