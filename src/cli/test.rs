//! `exitnote test`: question files against the bot: what each reply must be, say and not say.
//!
//! A file has an object a line: a question with what is expected of its reply, or a conversation of such `turns`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Day, Exit, Global, complain, say};
use crate::bot::{Bot, Memory, Question};
use crate::disk;
use crate::render::Reply;

/// The options of `test`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files of questions, an object a line: `question` or `turns`, and what is expected: `outcome`, `intent`, `decline`,
    /// `slots`, `must`, `must_not`; `now` is the day of the question
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to print the failures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    day: Day,
}

/// Forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each failure and a sum
    Text,
    /// One object
    Json,
    /// `JUnit` XML, for code hosts
    Junit,
}

/// Questions of which each remembers those before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Conversation {
    #[serde(default)]
    id: String,
    /// For whoever reads the file: the bot finds the language by itself.
    #[serde(rename = "lang")]
    _lang: Option<String>,
    now: Option<String>,
    turns: Vec<Turn>,
}

/// A question and what is expected of the reply to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    #[serde(default)]
    id: String,
    /// For whoever reads the file: the bot finds the language by itself.
    #[serde(rename = "lang")]
    _lang: Option<String>,
    question: String,
    /// The day on which it is asked.
    now: Option<String>,
    /// One of these; any if there is none.
    #[serde(default)]
    outcome: Vec<String>,
    /// One of these intents.
    #[serde(default)]
    intent: Vec<String>,
    /// One of these reasons, if the question is declined.
    #[serde(default)]
    decline: Vec<String>,
    /// Slots with all of their values.
    #[serde(default)]
    slots: BTreeMap<String, Vec<String>>,
    /// Texts that the reply contains, whatever their case; `|` parts alternatives.
    #[serde(default)]
    must: Vec<String>,
    /// Texts that it does not contain.
    #[serde(default)]
    must_not: Vec<String>,
}

impl Conversation {
    /// A line of a file; a question by itself is a conversation of one.
    fn parse(line: &str) -> anyhow::Result<Self> {
        let value: serde_json::Value = serde_json::from_str(line)?;
        if value.get("turns").is_some() {
            return Ok(serde_json::from_value(value)?);
        }
        let turn: Turn = serde_json::from_value(value)?;
        Ok(Self {
            id: turn.id.clone(),
            _lang: None,
            now: turn.now.clone(),
            turns: vec![turn],
        })
    }
}

/// A question that was asked, and what is wrong with the reply.
#[derive(Debug, Serialize)]
struct Case {
    file: String,
    id: String,
    question: String,
    faults: Vec<String>,
    reply: String,
}

/// Asks every question; found is a reply that is not as expected.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let bot = match global.bot() {
        Ok(bot) => bot,
        Err(exit) => return exit,
    };
    let mut cases = Vec::new();
    for path in &arguments.files {
        if let Err(error) = ask(&bot, path, arguments.day.today(), &mut cases) {
            complain(&error);
            return Exit::Unreadable;
        }
    }
    say(&match arguments.format {
        Format::Text => text(&cases),
        Format::Json => json(&cases),
        Format::Junit => junit(&cases),
    });
    if cases.iter().all(|case| case.faults.is_empty()) {
        Exit::Done
    } else {
        Exit::Found
    }
}

/// Asks the questions of a file, those of a conversation one after the other.
fn ask(bot: &Bot, path: &Path, today: Date, cases: &mut Vec<Case>) -> anyhow::Result<()> {
    let file = path.display().to_string();
    for (index, written) in disk::read_text(path)?.lines().enumerate() {
        if written.trim().is_empty() {
            continue;
        }
        let number = index + 1;
        let place = || format!("{file}, line {number}");
        let conversation = Conversation::parse(written).with_context(place)?;
        let id = match conversation.id.as_str() {
            "" => number.to_string(),
            id => id.to_owned(),
        };
        let day = |now: Option<&String>| match now {
            Some(now) => now.parse().with_context(place),
            None => Ok(today),
        };
        let several = conversation.turns.len() > 1;
        let mut memory: Option<Memory> = None;
        for (index, turn) in conversation.turns.into_iter().enumerate() {
            let question = Question {
                memory: memory.as_ref(),
                ..Question::new(
                    &turn.question,
                    day(turn.now.as_ref().or(conversation.now.as_ref()))?,
                )
            };
            let (reply, next) = bot.reply(&question);
            cases.push(Case {
                file: file.clone(),
                id: if several {
                    format!("{id}.{}", index + 1)
                } else {
                    id.clone()
                },
                faults: faults(&turn, &reply),
                question: turn.question,
                reply: reply.text(),
            });
            memory = next;
        }
    }
    Ok(())
}

/// What is wrong with a reply; nothing if it is as expected.
fn faults(turn: &Turn, reply: &Reply) -> Vec<String> {
    let mut faults = Vec::new();
    let mut one_of = |what: &str, is: &str, expected: &[String]| {
        if !expected.is_empty() && !expected.iter().any(|it| it == is) {
            faults.push(format!("{what} is {is} and not {}", expected.join(" or ")));
        }
    };
    one_of("the outcome", reply.outcome.name(), &turn.outcome);
    one_of(
        "the intent",
        reply.intent.as_deref().unwrap_or("none"),
        &turn.intent,
    );
    if let Some(reason) = reply.decline {
        one_of("the reason", reason.name(), &turn.decline);
    }
    for (slot, expected) in &turn.slots {
        let filled = reply.slots.get(slot).map_or(&[][..], Vec::as_slice);
        if filled != expected.as_slice() {
            faults.push(format!(
                "the slot {slot} is [{}] and not [{}]",
                filled.join(", "),
                expected.join(", ")
            ));
        }
    }
    let text = reply.text().to_lowercase();
    let says = |wanted: &str| text.contains(&wanted.to_lowercase());
    for wanted in turn.must.iter().filter(|it| !it.split('|').any(says)) {
        faults.push(format!("lacks {wanted}"));
    }
    for wrong in turn.must_not.iter().filter(|it| says(it)) {
        faults.push(format!("says {wrong}"));
    }
    faults
}

fn failed(cases: &[Case]) -> impl Iterator<Item = &Case> {
    cases.iter().filter(|case| !case.faults.is_empty())
}

fn text(cases: &[Case]) -> String {
    let mut out = String::new();
    for case in failed(cases) {
        let _ = writeln!(
            out,
            "{}: {}: {}\n  {}\n  > {}",
            case.file,
            case.id,
            case.question,
            case.faults.join("; "),
            case.reply.replace('\n', "\n  > ")
        );
    }
    let right = cases.len() - failed(cases).count();
    let _ = writeln!(out, "{right} of {} as expected", cases.len());
    out
}

fn json(cases: &[Case]) -> String {
    let failures: Vec<&Case> = failed(cases).collect();
    let object = serde_json::json!({
        "questions": cases.len(),
        "as_expected": cases.len() - failures.len(),
        "failures": failures,
    });
    format!("{object:#}\n")
}

fn junit(cases: &[Case]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"exitnote\" tests=\"{}\" failures=\"{}\">\n",
        cases.len(),
        failed(cases).count()
    );
    for case in cases {
        let name = escaped(&format!("{} {}", case.id, case.question));
        let file = escaped(&case.file);
        let _ = write!(out, "  <testcase classname=\"{file}\" name=\"{name}\"");
        if case.faults.is_empty() {
            out.push_str("/>\n");
            continue;
        }
        let _ = writeln!(
            out,
            ">\n    <failure message=\"{}\">{}</failure>\n  </testcase>",
            escaped(&case.faults.join("; ")),
            escaped(&case.reply)
        );
    }
    out.push_str("</testsuite>\n");
    out
}

/// A text as XML has it in attributes and between tags; what XML cannot hold becomes a replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(character),
            it if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            it => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(id: &str, faults: &[&str]) -> Case {
        Case {
            file: "a.jsonl".to_owned(),
            id: id.to_owned(),
            question: "who <left>?".to_owned(),
            faults: faults.iter().map(|it| (*it).to_owned()).collect(),
            reply: "Ada \u{1}& Ben".to_owned(),
        }
    }

    #[test]
    fn a_line_is_a_question_or_a_conversation() {
        let one = Conversation::parse(r#"{"id": "1", "question": "who left?", "lang": "en"}"#);
        assert_eq!(one.unwrap().turns.len(), 1);
        let two = r#"{"turns": [{"question": "who left?"}, {"question": "why?"}]}"#;
        assert_eq!(Conversation::parse(two).unwrap().turns.len(), 2);
        assert!(Conversation::parse(r#"{"id": "1"}"#).is_err());
        let slip = r#"{"question": "who left?", "mustnot": ["x"]}"#;
        assert!(Conversation::parse(slip).is_err());
    }

    #[test]
    fn failures_are_told_in_every_format() {
        let cases = [case("1", &[]), case("2", &["lacks 2024", "says \"x\""])];
        assert_eq!(
            text(&cases),
            "a.jsonl: 2: who <left>?\n  lacks 2024; says \"x\"\n  > Ada \u{1}& Ben\n1 of 2 as expected\n"
        );
        assert!(junit(&cases).contains(
            "name=\"2 who &lt;left&gt;?\">\n    <failure message=\"lacks 2024; says &quot;x&quot;\">Ada \u{fffd}&amp; Ben</failure>"
        ));
        let object: serde_json::Value = serde_json::from_str(&json(&cases)).unwrap();
        assert_eq!(object["as_expected"], 1);
        assert_eq!(object["failures"][0]["id"], "2");
    }
}
