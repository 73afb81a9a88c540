//! From a reply to Discord's message: an embed with statements, numbered sources and buttons, or the same as plain text.
//! Pure: what is shown depends on the arguments alone.

mod components;
mod help;
mod message;
mod pages;
mod sources;

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::custom_id::State;
use super::text_limits::{cut, units};
use super::texts::{Phrase, Voice, Word, hex};
use crate::bot::Bot;
use crate::render::markdown::escape;
use crate::render::{Cited, Outcome, Reply, Said};
use crate::store::VoteCounts;
pub(super) use components::correction_modal;
pub(super) use help::{Facts, help, privacy};
pub(super) use message::{EPHEMERAL, hidden, line, message, set};
pub(super) use pages::pages;
use pages::{DESCRIPTION, statement};
pub(super) use sources::all_sources;

/// Units of all source lines of one embed, so that the whole stays under 6,000.
const SOURCES: usize = 2_000;
/// The most units of an embed's author and footer.
const NAME: usize = 256;
const FOOTER: usize = 1_024;

/// An answer to show, with what its buttons need.
#[derive(Debug, Clone)]
pub(super) struct View<'a> {
    /// The whole reply, of which one page is shown.
    pub(super) reply: &'a Reply,
    /// The page, counted from 0; the last one if there are not so many.
    pub(super) page: usize,
    /// How the answer is found again.
    pub(super) state: State,
    /// Who may delete it.
    pub(super) asker: u64,
    /// How it was voted on.
    pub(super) votes: VoteCounts,
    /// The organisation whose timeline is offered.
    pub(super) organisation: Option<String>,
    /// Whether embeds are not allowed here.
    pub(super) plain: bool,
}

/// An answer as a message.
pub(super) fn answer(bot: &Bot, view: &View<'_>) -> Value {
    let reply = view.reply;
    let voice = Voice::new(bot, &reply.language);
    let pages = pages(reply, view.state.short, view.plain);
    let last = pages.len().saturating_sub(1);
    let page = view.page.min(last);
    let shown = pages.get(page).cloned().unwrap_or(0..0);
    let statements = reply.statements.get(shown.clone()).unwrap_or_default();
    let remark = reply.remark.as_deref().filter(|_| page == 0);
    let cited = cited_by(reply, statements);
    let (components, offered) = components::rows(voice, view, page, pages.len());
    let rest = reply.statements.len().saturating_sub(shown.end);
    let left_out = (rest > 0 && !offered).then(|| voice.with("discord-left-out", "count", rest));
    if view.plain {
        let content = plain(
            voice,
            reply,
            remark,
            statements,
            &cited,
            left_out.as_deref(),
        );
        return message(&content, Vec::new(), components);
    }
    let mut lines: Vec<String> = remark.map(escape).into_iter().collect();
    lines.extend(
        statements
            .iter()
            .map(|said| statement(reply, said, DESCRIPTION)),
    );
    lines.extend(left_out);
    let mut embed = json!({
        "description": lines.join("\n"),
        "color": colour(reply.outcome),
        "footer": {"text": cut(&footer(voice, reply, page, pages.len()), FOOTER)},
    });
    if !reply.understood_as.is_empty() {
        let understood = understood(voice, reply);
        set(
            &mut embed,
            "author",
            json!({"name": cut(&understood, NAME)}),
        );
    }
    let fields = sources::fields(voice, &cited, SOURCES);
    if !fields.is_empty() {
        set(&mut embed, "fields", Value::Array(fields));
    }
    message("", vec![embed], components)
}

/// "Understood as: …", or that nothing was.
fn understood(voice: Voice<'_>, reply: &Reply) -> String {
    if reply.understood_as == voice.label("understood-nothing") {
        return reply.understood_as.clone();
    }
    voice.with(
        "discord-understood",
        "question",
        reply.understood_as.clone(),
    )
}

/// "As of 28 June 2026 · revision 3f9c2a71", and the page if there are several.
fn footer(voice: Voice<'_>, reply: &Reply, page: usize, pages: usize) -> String {
    let as_of = voice.say(
        &Phrase::new("discord-as-of")
            .with("date", reply.as_of)
            .with("revision", reply.revision.clone()),
    );
    if pages < 2 {
        return as_of;
    }
    let page = voice.say(
        &Phrase::new("discord-page")
            .with("page", page + 1)
            .with("pages", pages),
    );
    format!("{as_of} · {page}")
}

/// The accent colour by outcome. It says nothing that the words do not say.
fn colour(outcome: Outcome) -> u32 {
    match outcome {
        Outcome::Answered => 0x003b_a55d,
        Outcome::Disputed => 0x00f0_b132,
        Outcome::Ambiguous => 0x0058_65f2,
        Outcome::Declined => 0x0080_848e,
    }
}

/// The sources that these statements cite, in the order of their numbers.
fn cited_by<'a>(reply: &'a Reply, statements: &[Said]) -> Vec<&'a Cited> {
    reply
        .citations
        .iter()
        .filter(|cited| {
            statements
                .iter()
                .any(|said| said.citations.contains(&cited.n))
        })
        .collect()
}

/// The answer as text within 2,000 units: for places where the bot may not post embeds.
fn plain(
    voice: Voice<'_>,
    reply: &Reply,
    remark: Option<&str>,
    statements: &[Said],
    cited: &[&Cited],
    left_out: Option<&str>,
) -> String {
    let mut lines = Vec::new();
    if !reply.understood_as.is_empty() {
        lines.push(format!(
            "*{}*",
            escape(&cut(&understood(voice, reply), 200))
        ));
    }
    lines.extend(remark.map(|remark| escape(&cut(remark, 700))));
    lines.extend(statements.iter().map(|said| {
        let marks = said.citations.iter().map(|n| format!("\\[{n}\\]"));
        let marks = marks.collect::<Vec<_>>().join(" ");
        format!("{} {marks}", escape(&cut(&said.text, 800)))
    }));
    lines.extend(left_out.map(escape));
    let end = escape(&footer(voice, reply, 0, 1));
    let mut text = lines.join("\n");
    for cited in cited {
        let address = cited
            .url
            .as_ref()
            .map(|url| format!(" <{url}>"))
            .unwrap_or_default();
        let line = format!("\n{}. {}{address}", cited.n, escape(&cited.publisher));
        if units(&text) + units(&line) + units(&end) + 2 > 2_000 {
            break;
        }
        text.push_str(&line);
    }
    text.push('\n');
    text.push_str(&end);
    cut(&text, 2_000)
}

/// Names an answer by what it says rather than by how it was asked for: intent, slots, revision. Votes are counted and
/// corrections filed under it. At most 80 characters of ASCII, and no words of the asker's.
pub(super) fn key(reply: &Reply) -> String {
    let mut key = reply.intent.clone().unwrap_or_else(|| match reply.decline {
        Some(reason) => format!("declined.{}", reason.name()),
        None => "none".to_owned(),
    });
    for (slot, values) in &reply.slots {
        let _infallible = write!(key, " {slot}={}", values.join(","));
    }
    let _infallible = write!(key, " #{}", reply.revision);
    let clean: String = key
        .chars()
        .map(|it| match it {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '.' | '-' | '=' | ',' | '#' | '/' => it,
            _ => '_',
        })
        .collect();
    if clean.len() <= 80 && clean == key {
        return clean;
    }
    let tail = hex(key.as_bytes(), 4);
    let head: String = clean.chars().take(70).collect();
    format!("{head}~{tail}")
}

/// A message of one embed with a text.
pub(super) fn card(text: &str) -> Value {
    let embed = json!({"description": cut(text, 4_000), "color": colour(Outcome::Ambiguous)});
    message("", vec![embed], Vec::new())
}

/// A value of words as it was typed.
pub(super) fn typed(text: &str) -> Word {
    Word::Verbatim(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::custom_id::Recall;
    use super::*;
    use crate::bot::Question;
    use crate::disk::Folders;
    use crate::load::{load, revision};
    use jiff::civil::{Date, date};

    /// The shipped data and configuration.
    fn bot() -> Bot {
        let files = Folders::default().read().unwrap();
        let loaded = load(&files, Date::MAX);
        loaded.into_bot(revision(&files), 2).unwrap()
    }

    /// Lengths that Discord refuses more of, in UTF-16 units, counting every text of every embed together.
    fn assert_fits(message: &Value, question: &str) {
        let text = |value: &Value| units(value.as_str().unwrap_or_default());
        assert!(text(&message["content"]) <= 2_000, "{question}: {message}");
        let mut total = 0;
        for embed in message["embeds"].as_array().unwrap() {
            let (description, author) =
                (text(&embed["description"]), text(&embed["author"]["name"]));
            let footer = text(&embed["footer"]["text"]);
            assert!(
                description <= 4_096 && author <= 256 && footer <= 2_048,
                "{question}: {embed}"
            );
            let none = Vec::new();
            let fields = embed["fields"].as_array().unwrap_or(&none);
            assert!(fields.len() <= 25, "{question}: {embed}");
            for field in fields {
                let (name, value) = (text(&field["name"]), text(&field["value"]));
                assert!((1..=256).contains(&name), "{question}: {field}");
                assert!((1..=1_024).contains(&value), "{question}: {field}");
                total += name + value;
            }
            total += description + author + footer;
        }
        assert!(total <= 6_000, "{question}: {total} units: {message}");
        assert!(
            message["components"].as_array().unwrap().len() <= 5,
            "{question}: {message}"
        );
    }

    /// Every question that the bot suggests, of each person and topic, in each language; each page of its answer.
    #[test]
    fn every_page_of_every_answer_fits() {
        let bot = bot();
        let today = date(2026, 11, 21);
        let people = bot.knowledge.people.keys().flat_map(|id| {
            [
                "ask-when",
                "ask-why",
                "ask-where",
                "ask-who-is",
                "ask-really-left",
            ]
            .map(|ask| Phrase::new(ask).with("person", id))
        });
        let topics = bot
            .knowledge
            .topics
            .keys()
            .map(|id| Phrase::new("ask-topic").with("topic", id));
        let organisation = &bot.knowledge.organisation;
        let whole = [
            "ask-who-left",
            "ask-timeline",
            "ask-destinations",
            "ask-why-general",
        ]
        .map(|ask| Phrase::new(ask).with("organisation", organisation));
        let asked: Vec<Phrase> = people.chain(topics).chain(whole).collect();
        let mut pages_seen = 0;
        for language in bot.languages() {
            for phrase in &asked {
                let question = bot.say(language, phrase);
                let (reply, _) = bot.reply(&Question {
                    language: Some(language),
                    ..Question::new(&question, today)
                });
                for (short, plain) in [(false, false), (true, false), (false, true)] {
                    for page in 0..pages(&reply, short, plain).len() {
                        let state = State {
                            day: today,
                            language: language.to_owned(),
                            short,
                            question: Recall::Asked(vec![question.clone()]),
                        };
                        let view = View {
                            reply: &reply,
                            page,
                            state,
                            asker: u64::MAX,
                            votes: VoteCounts {
                                helpful: 12,
                                unhelpful: 3,
                            },
                            organisation: Some(organisation.to_string()),
                            plain,
                        };
                        assert_fits(&answer(&bot, &view), &question);
                        pages_seen += 1;
                    }
                }
                assert_fits(&all_sources(&bot, &reply), &question);
            }
        }
        assert!(pages_seen > 1_000, "only {pages_seen} pages");
    }
}
