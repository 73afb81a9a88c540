//! `exitnote ask`: answers one question, or a question a line, and exits.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Day, Exit, Global, json, plain, say};
use crate::bot::Question;

/// Answer a question on the terminal.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The question
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    question: Option<String>,
    /// Read a question a line from this file (`-` for standard input) and print an object a line, in order
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    day: Day,
}

/// Forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// One object
    Json,
}

/// Answers.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let bot = match global.bot() {
        Ok(bot) => bot,
        Err(exit) => return exit,
    };
    let today = arguments.day.today();
    if let Some(question) = &arguments.question {
        let (reply, _) = bot.reply(&Question::new(question, today));
        match arguments.format {
            Format::Text => say(&plain::text(&bot, &reply)),
            Format::Json => say(&format!("{}\n", json::pretty(&reply))),
        }
        return Exit::Done;
    }
    let Some(path) = &arguments.batch else {
        return Exit::Done;
    };
    let input: Box<dyn std::io::Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        match crate::disk::open(path) {
            Ok(file) => Box::new(file),
            Err(error) => {
                super::complain(&error);
                return Exit::Unreadable;
            }
        }
    };
    let mut lines = BufReader::new(input);
    let mut line = Vec::new();
    loop {
        line.clear();
        match lines.read_until(b'\n', &mut line) {
            Ok(0) => return Exit::Done,
            Ok(_) => {}
            Err(error) => {
                let error =
                    anyhow::Error::from(error).context(format!("reading {}", path.display()));
                super::complain(&error);
                return Exit::Unreadable;
            }
        }
        // Bytes that are no text become replacement characters: one bad line must not lose the others.
        let text = String::from_utf8_lossy(&line);
        let question = text.trim_end_matches(['\n', '\r']);
        let (reply, _) = bot.reply(&Question::new(question, today));
        say(&format!("{}\n", json::line(&reply)));
    }
}
