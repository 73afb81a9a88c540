//! The conversations of `tests/conversations`, word for word: `>` begins a question, what follows is what the bot says.
//!
//! A curator edits these files. `…` stands for any lines, as in the README. After a change of data or wording,
//! `EXITNOTE_ACCEPT=1 cargo test --test it golden` writes the new answers, and the difference is read before it is kept.

#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the files that it is about, and the variable that lets it write them"
)]

use std::fmt::Write as _;
use std::path::Path;

use exitnote::bot::{Memory, Question};
use exitnote::disk;
use exitnote::render::{Outcome, Reply};
use jiff::civil::Date;

use crate::readme::transcript::holds;
use crate::support::SHIPPED;

/// A conversation: what stands above its first question, and its questions with their answers.
struct Transcript {
    head: String,
    day: Date,
    turns: Vec<(String, String)>,
}

impl Transcript {
    fn parse(text: &str) -> Self {
        let mut parts = text.split("\n> ");
        let head = parts.next().unwrap_or_default().trim_end().to_owned();
        let day = head.lines().find_map(|line| line.strip_prefix("day: "));
        let day = day.expect("a line such as `day: 2026-07-01` above the first question");
        let turns = parts.map(|turn| {
            let (question, answer) = turn.split_once('\n').unwrap_or((turn, ""));
            (question.trim().to_owned(), answer.trim().to_owned())
        });
        Self {
            day: day.parse().expect("a day such as 2026-07-01"),
            turns: turns.collect(),
            head,
        }
    }

    /// The same conversation as the bot holds it. An answer that still holds stays as it was written.
    fn replayed(&self) -> String {
        let mut text = format!("{}\n", self.head);
        let mut memory: Option<Memory> = None;
        for (question, expected) in &self.turns {
            let asked = Question {
                memory: memory.as_ref(),
                ..Question::new(question, self.day)
            };
            let (reply, next) = SHIPPED.reply(&asked);
            memory = next;
            let said = said(&reply);
            let answer = if holds(expected, &said) {
                expected
            } else {
                &said
            };
            let _infallible = write!(text, "\n> {question}\n{answer}\n");
        }
        text
    }
}

/// What the bot says, without the marks of citations; first how it comes out, unless the question is simply answered.
fn said(reply: &Reply) -> String {
    let mut lines = Vec::new();
    if reply.outcome != Outcome::Answered {
        lines.push(format!("({})", reply.outcome.name()));
    }
    lines.extend(reply.remark.clone());
    lines.extend(reply.statements.iter().map(|it| it.text.clone()));
    lines.join("\n")
}

#[test]
fn conversations_are_as_they_were_accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conversations");
    let accept = std::env::var("EXITNOTE_ACCEPT").is_ok_and(|it| it == "1");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    names.sort();
    assert!(names.len() > 5, "{names:?}");
    let mut differ = Vec::new();
    for path in names {
        let written = disk::read_text(&path).unwrap();
        let transcript = Transcript::parse(&written);
        assert!(transcript.turns.len() > 2, "{}", path.display());
        let held = transcript.replayed();
        if held == written {
            continue;
        }
        if accept {
            std::fs::write(&path, &held).unwrap();
        } else {
            differ.push(format!("{}, now:\n{held}", path.display()));
        }
    }
    assert!(
        differ.is_empty(),
        "to accept these, run EXITNOTE_ACCEPT=1 cargo test --test it golden\n\n{}",
        differ.join("\n")
    );
}
