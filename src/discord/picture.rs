//! The picture that goes with a timeline, with its description for those who do not see it.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::outbound::set;
use super::rest::File;
use super::text_limits::cut;
use super::texts::{Phrase, Voice};
use crate::bot::Bot;
use crate::chart::theme::Theme;
use crate::chart::{self, Labels, Options};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::OrganisationId;
use crate::render::Reply;

/// The most units of a description of an attachment.
const ALT: usize = 1_024;

/// What a timeline spans.
#[derive(Debug, Clone)]
pub(super) struct Span {
    /// Whose departures.
    pub(super) organisation: OrganisationId,
    /// The first day, if one was given.
    pub(super) from: Option<Date>,
    /// The last day, if one was given.
    pub(super) until: Option<Date>,
    /// Nothing later is known.
    pub(super) as_of: Date,
}

impl Span {
    /// What the picture spans that goes with a reply to a question for a timeline; nothing for other questions.
    pub(super) fn of(bot: &Bot, reply: &Reply) -> Option<Self> {
        let resolver = reply.intent.as_deref().and_then(|it| bot.resolver(it));
        if resolver?.name() != "timeline" || reply.statements.is_empty() {
            return None;
        }
        let slot = |name: &str| reply.slots.get(name)?.first();
        let ends = slot("time").map_or(("", ""), |time| {
            time.split_once('/')
                .unwrap_or((time.as_str(), time.as_str()))
        });
        Some(Self {
            organisation: slot("organisation").map_or_else(
                || bot.knowledge.organisation.clone(),
                |id| OrganisationId::new(id),
            ),
            // An open end is written as two dots, which are no date.
            from: ends.0.parse().ok(),
            until: ends.1.parse().ok(),
            as_of: reply.as_of,
        })
    }
}

/// The same on a thread of its own: it takes long enough to hold others up.
pub(super) async fn drawn(bot: Arc<Bot>, language: &str, span: Span) -> Option<(File, String)> {
    let language = language.to_owned();
    let drawing = tokio::task::spawn_blocking(move || timeline(Voice::new(&bot, &language), &span));
    drawing.await.ok().flatten()
}

/// Adds the picture's description to the message that it goes with.
pub(super) fn described(message: &mut Value, file: &File, alt: &str) {
    let attachment = json!({"id": 0, "filename": file.name, "description": alt});
    set(message, "attachments", json!([attachment]));
}

/// The picture as a file, and its description. Takes some tens of milliseconds; nothing if it cannot be drawn.
pub(super) fn timeline(voice: Voice<'_>, span: &Span) -> Option<(File, String)> {
    let wording = voice.bot.wording(voice.language)?;
    let knowledge = &voice.bot.knowledge;
    let title = voice.with("picture-title", "organisation", &span.organisation);
    let months = voice.label("picture-months");
    let mut names = months.split_whitespace();
    let months: [&str; 12] = std::array::from_fn(|_| names.next().unwrap_or_default());
    let footer = voice.say(
        &Phrase::new("discord-as-of")
            .with("date", span.as_of)
            .with("revision", voice.bot.revision().to_owned()),
    );
    let [exact, between, undated, remaining] = [
        "picture-exact",
        "picture-span",
        "picture-undated",
        "picture-remaining",
    ]
    .map(|id| voice.label(id));
    let date = |date: &PartialDate| wording.date(date);
    let labels = Labels {
        title: &title,
        exact: &exact,
        span: &between,
        undated: &undated,
        remaining: &remaining,
        footer: &footer,
        months,
        date: &date,
    };
    let options = Options {
        organisation: &span.organisation,
        groups: &[],
        from: span.from,
        until: span.until,
        as_of: span.as_of,
        language: voice.language,
        theme: Theme::Dark,
    };
    let svg = chart::timeline(knowledge, &options, &labels);
    match crate::picture::png(&svg) {
        Ok(bytes) => {
            let file = File {
                name: "timeline.png".to_owned(),
                bytes,
            };
            Some((
                file,
                cut(&chart::alt_text(knowledge, &options, &labels), ALT),
            ))
        }
        Err(error) => {
            tracing::error!(%error, "a timeline could not be drawn");
            None
        }
    }
}
