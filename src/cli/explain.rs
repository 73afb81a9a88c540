//! `exitnote explain`: why a question gets the answer it gets, for those who curate the intent table.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value, json};

use super::ask::Format;
use super::{Day, Exit, Global, say};
use crate::bot::{Bot, Question};
use crate::nlu::classifier::Explanation;
use crate::nlu::model::{Interpretation, Language};
use crate::render::Reply;

/// The options of `explain`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The question
    question: String,
    /// How to print the explanation
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    day: Day,
}

/// One question of a message with all that decided its answer.
struct Part<'a> {
    text: String,
    reply: Reply,
    /// Nothing if no language of the bot's is the question's.
    reading: Option<Reading<'a>>,
}

/// How the matcher read a question.
struct Reading<'a> {
    interpretation: Interpretation,
    explanation: Explanation,
    nearest: Option<&'a str>,
    /// The look-up of the best intent.
    resolver: Option<&'static str>,
}

/// Explains.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let bot = match global.bot() {
        Ok(bot) => bot,
        Err(exit) => return exit,
    };
    let today = arguments.day.today();
    let whole = Question::new(&arguments.question, today);
    let parts: Vec<Part<'_>> = bot
        .parts_of(&whole)
        .into_iter()
        .map(|text| {
            let question = Question::new(&text, today);
            let (reply, _) = bot.reply(&question);
            let reading = bot
                .interpret(&question)
                .map(|(language, interpretation)| read(&bot, language, interpretation));
            Part {
                text,
                reply,
                reading,
            }
        })
        .collect();
    match arguments.format {
        Format::Text => {
            let texts: Vec<String> = parts.iter().map(text).collect();
            say(&texts.join("\n"));
        }
        Format::Json => {
            let objects: Vec<Value> = parts.iter().map(object).collect();
            let object = json!({"question": arguments.question, "parts": objects});
            say(&format!("{object:#}\n"));
        }
    }
    Exit::Done
}

fn read<'a>(bot: &Bot, language: &'a Language, interpretation: Interpretation) -> Reading<'a> {
    let explanation = bot.model.explain(language, &interpretation);
    let best = interpretation.candidates.first();
    Reading {
        nearest: language.nearest_example(&interpretation.ranking),
        resolver: best
            .and_then(|it| bot.resolver(&it.intent))
            .map(crate::answer::resolver::Resolver::name),
        interpretation,
        explanation,
    }
}

/// How the confidence stands to the thresholds, in words.
fn verdict(interpretation: &Interpretation) -> &'static str {
    let confidence = interpretation.ranking.confidence;
    if confidence < interpretation.threshold {
        "below the threshold: not taken, unless the question is a name alone or leans on one before"
    } else if confidence < interpretation.ambiguity_threshold {
        "taken, though the second is close"
    } else {
        "taken"
    }
}

fn object(part: &Part<'_>) -> Value {
    let reading = part.reading.as_ref().map(|reading| {
        let interpretation = &reading.interpretation;
        let ranking = &interpretation.ranking;
        let evidence = ranking.evidence;
        json!({
            "language": interpretation.language,
            "normalised": interpretation.text,
            "tokens": interpretation.tokens,
            "truncated": interpretation.truncated,
            "corrected": ranking.corrected,
            "intents": interpretation.candidates.iter()
                .map(|it| json!({"intent": it.intent, "score": it.score})).collect::<Vec<_>>(),
            "nearest_example": reading.nearest,
            "words": reading.explanation.contributions.iter()
                .map(|(word, weight)| json!({"word": word, "weight": weight})).collect::<Vec<_>>(),
            "evidence": {"top": evidence.top, "margin": evidence.margin, "cosine": evidence.cosine,
                "known_share": evidence.known_share},
            "confidence": ranking.confidence,
            "threshold": interpretation.threshold,
            "ambiguity_threshold": interpretation.ambiguity_threshold,
            "resolver": reading.resolver,
        })
    });
    let reply = super::json::ReplyObject::from(&part.reply);
    json!({"text": part.text, "reading": reading, "reply": reply})
}

/// How wide the names of lines are.
const NAMES: usize = 14;

fn text(part: &Part<'_>) -> String {
    let mut out = String::new();
    row(&mut out, "question", &part.text);
    match &part.reading {
        Some(reading) => reading_as_text(&mut out, reading),
        None => row(&mut out, "language", "none that the bot speaks"),
    }
    let reply = &part.reply;
    for (slot, values) in &reply.slots {
        row(&mut out, "slot", &format!("{slot} = {}", values.join(", ")));
    }
    let outcome = match reply.decline {
        Some(reason) => format!("{} ({})", reply.outcome.name(), reason.name()),
        None => reply.outcome.name().to_owned(),
    };
    row(&mut out, "outcome", &outcome);
    row(&mut out, "understood as", &reply.understood_as);
    for statement in &reply.statements {
        let citations: Vec<String> = statement
            .citations
            .iter()
            .map(|n| format!("[{n}]"))
            .collect();
        let kind = statement.kind.name();
        let line = format!("{kind}: {} {}", statement.text, citations.concat());
        row(&mut out, "statement", &line);
    }
    for cited in &reply.citations {
        let line = format!("[{}] {} ({})", cited.n, cited.source, cited.class.name());
        row(&mut out, "source", &line);
    }
    row(
        &mut out,
        "as of",
        &format!("{} · {}", reply.as_of, reply.revision),
    );
    out
}

fn reading_as_text(out: &mut String, reading: &Reading<'_>) {
    let interpretation = &reading.interpretation;
    let ranking = &interpretation.ranking;
    row(out, "language", &interpretation.language);
    row(out, "normalised", &interpretation.text);
    if interpretation.truncated {
        row(out, "", "(the end of the text was left out)");
    }
    row(out, "tokens", &interpretation.tokens.join(" · "));
    for (wrong, right) in &ranking.corrected {
        row(out, "read as", &format!("{wrong} → {right}"));
    }
    for (rank, candidate) in interpretation.candidates.iter().enumerate() {
        let name = if rank == 0 { "intents" } else { "" };
        row(
            out,
            name,
            &format!("{:>7.3}  {}", candidate.score, candidate.intent),
        );
    }
    row(out, "nearest", reading.nearest.unwrap_or("–"));
    let mut words = reading.explanation.contributions.iter();
    if let Some((word, weight)) = words.next() {
        row(out, "words", &format!("{weight:>+7.3}  {word}"));
    }
    for (word, weight) in words {
        row(out, "", &format!("{weight:>+7.3}  {word}"));
    }
    let evidence = ranking.evidence;
    row(
        out,
        "evidence",
        &format!(
            "score {:.3} · margin {:.3} · cosine {:.3} · known words {:.0} %",
            evidence.top,
            evidence.margin,
            evidence.cosine,
            evidence.known_share * 100.0
        ),
    );
    row(
        out,
        "confidence",
        &format!(
            "{:.3} (threshold {:.3}, ambiguity threshold {:.3}): {}",
            ranking.confidence,
            interpretation.threshold,
            interpretation.ambiguity_threshold,
            verdict(interpretation)
        ),
    );
    row(out, "resolver", reading.resolver.unwrap_or("–"));
}

fn row(out: &mut String, name: &str, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{name:<NAMES$}{text}");
}
