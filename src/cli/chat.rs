//! `exitnote chat`: question after question, each with what was said before in mind.

use std::io::{BufRead as _, IsTerminal as _};

use clap::Args;

use super::ask::Format;
use super::{Day, Exit, Global, json, plain, say};
use crate::bot::{Bot, Memory, Question};

/// The options of `chat`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How to print answers; an object is printed on one line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    day: Day,
}

/// What is printed before a person types.
const PROMPT: &str = "> ";

/// Reads a question a line until the input ends. An empty line starts a new conversation.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let bot = match global.bot() {
        Ok(bot) => bot,
        Err(exit) => return exit,
    };
    let mut lines = std::io::stdin().lock();
    let is_typed = arguments.format == Format::Text
        && std::io::stdin().is_terminal()
        && std::io::stdout().is_terminal();
    let prompt = || {
        if is_typed {
            say(PROMPT);
        }
    };
    if is_typed {
        say("Ask a question. An empty line starts a new conversation, Ctrl-D ends.\n");
    }
    prompt();
    let mut memory = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        match lines.read_until(b'\n', &mut line) {
            Ok(0) => {
                if is_typed {
                    say("\n");
                }
                return Exit::Done;
            }
            Ok(_) => {}
            Err(error) => {
                super::complain(&anyhow::Error::from(error).context("reading standard input"));
                return Exit::Unreadable;
            }
        }
        // Bytes that are no text become replacement characters: they must not end the conversation.
        let text = String::from_utf8_lossy(&line);
        let question = text.trim_end_matches(['\n', '\r']);
        if question.trim().is_empty() {
            memory = None;
        } else {
            // A day that ends while somebody chats is a new day for the next question.
            answer(&bot, arguments, question, &mut memory);
        }
        prompt();
    }
}

fn answer(bot: &Bot, arguments: &Arguments, text: &str, memory: &mut Option<Memory>) {
    let mut question = Question::new(text, arguments.day.today());
    question.memory = memory.as_ref();
    let (reply, remembered) = bot.reply(&question);
    match arguments.format {
        Format::Text => say(&format!("{}\n", plain::text(bot, &reply))),
        Format::Json => say(&format!("{}\n", json::line(&reply))),
    }
    // What was not understood at all does not make one forget what was.
    if remembered.is_some() {
        *memory = remembered;
    }
}
