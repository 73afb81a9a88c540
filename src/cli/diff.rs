//! `exitnote diff`: which answers change between two versions of the data.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::ask::Format;
use super::{Day, Exit, Global, complain, say, sound_bot};
use crate::bot::{Bot, Question};
use crate::disk::{self, Folders};

/// The options of `diff`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder with the data as they were
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The folder with the data as they are to be
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Ask the questions of these files, one a line [default: what autocomplete offers, in every language]
    #[arg(long, value_name = "FILE")]
    questions: Vec<PathBuf>,
    /// How to print the changes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    day: Day,
}

/// A question whose answer changes, and what it was and is, statement by statement.
#[derive(Debug, Serialize)]
struct Change {
    question: String,
    before: Side,
    after: Side,
}

/// An answer of one version.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Side {
    outcome: &'static str,
    text: String,
    /// The sources that the answer cites, by id.
    sources: Vec<String>,
}

/// Asks both versions everything; found are answers that change.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let bots = (
        bot(global, &arguments.old),
        bot(global, &arguments.new),
        questions(&arguments.questions),
    );
    let (old, new, asked) = match bots {
        (Ok(old), Ok(new), Ok(asked)) => (old, new, asked),
        (Err(exit), _, _) | (_, Err(exit), _) | (_, _, Err(exit)) => return exit,
    };
    let asked = if arguments.questions.is_empty() {
        offered(&old, &new)
    } else {
        asked
    };
    let today = arguments.day.today();
    let side = |bot: &Bot, question: &str| {
        let (reply, _) = bot.reply(&Question::new(question, today));
        Side {
            outcome: reply.outcome.name(),
            text: reply.text(),
            sources: reply
                .citations
                .iter()
                .map(|it| it.source.to_string())
                .collect(),
        }
    };
    let changes: Vec<Change> = asked
        .iter()
        .map(|question| Change {
            before: side(&old, question),
            after: side(&new, question),
            question: question.clone(),
        })
        .filter(|it| it.before != it.after)
        .collect();
    say(&match arguments.format {
        Format::Text => text(&changes, asked.len()),
        Format::Json => json(&changes, asked.len()),
    });
    if changes.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    }
}

/// The bot of a folder of data, under the configuration of the command line.
fn bot(global: &Global, data: &Path) -> Result<Bot, Exit> {
    let folders = Folders {
        data: Some(data.to_owned()),
        ..global.folders()
    };
    let files = folders.read().map_err(|error| {
        complain(&error);
        Exit::Unreadable
    })?;
    sound_bot(&files)
}

/// The questions of files, one a line, without blank lines.
fn questions(files: &[PathBuf]) -> Result<Vec<String>, Exit> {
    let mut asked = Vec::new();
    for path in files {
        let text = disk::read_text(path).map_err(|error| {
            complain(&error);
            Exit::Unreadable
        })?;
        let lines = text.lines().map(str::trim);
        asked.extend(lines.filter(|it| !it.is_empty()).map(str::to_owned));
    }
    Ok(asked)
}

/// What the autocomplete of either version offers, in every language, each question once.
fn offered(old: &Bot, new: &Bot) -> Vec<String> {
    let mut asked = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for bot in [new, old] {
        let of_all = bot.languages().flat_map(|language| bot.questions(language));
        asked.extend(of_all.filter(|it| seen.insert(it.clone())));
    }
    asked
}

fn text(changes: &[Change], asked: usize) -> String {
    let mut out = String::new();
    for Change {
        question,
        before,
        after,
    } in changes
    {
        let _ = writeln!(out, "{question}");
        if before.outcome != after.outcome {
            let _ = writeln!(out, "  outcome: {} -> {}", before.outcome, after.outcome);
        }
        let (old, new): (Vec<_>, Vec<_>) =
            (before.text.lines().collect(), after.text.lines().collect());
        let lines = TextDiff::from_slices(&old, &new);
        for change in lines.iter_all_changes() {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => continue,
            };
            let _ = writeln!(out, "  {sign} {}", change.value());
        }
        for (sign, these, others) in [('-', before, after), ('+', after, before)] {
            for source in these
                .sources
                .iter()
                .filter(|it| !others.sources.contains(it))
            {
                let _ = writeln!(out, "  {sign} source {source}");
            }
        }
    }
    let _ = writeln!(out, "{} of {asked} answers change", changes.len());
    out
}

fn json(changes: &[Change], asked: usize) -> String {
    let object = serde_json::json!({ "questions": asked, "changes": changes });
    format!("{object:#}\n")
}
