//! What the bot says of itself: help and privacy.

use serde_json::{Value, json};

use super::{Outcome, colour, components, cut, message, typed};
use crate::discord::texts::{Phrase, Voice};

/// What help tells besides its fixed words.
#[derive(Clone, Copy)]
pub(in crate::discord) struct Facts<'a> {
    /// How commands are mentioned: `</ask:123>`, or `/ask` while the id is not known.
    pub(in crate::discord) mention: &'a dyn Fn(&str) -> String,
    /// Where to get help, as an address.
    pub(in crate::discord) support: Option<&'a str>,
    /// Questions to try.
    pub(in crate::discord) questions: &'a [String],
}

/// What can be asked and how, how old the data is, and where to complain.
pub(in crate::discord) fn help(voice: Voice<'_>, hint: Option<&str>, facts: &Facts<'_>) -> Value {
    let knowledge = &voice.bot.knowledge;
    let commands = ["ask", "person", "timeline", "check", "sources", "privacy"]
        .into_iter()
        .fold(Phrase::new("discord-help-commands"), |phrase, name| {
            phrase.with(name, typed(&(facts.mention)(name)))
        });
    let data = Phrase::new("discord-help-data")
        .with("dataset", &knowledge.name)
        .with("date", knowledge.as_of)
        .with("revision", voice.bot.revision().to_owned())
        .with("sources", knowledge.sources.len())
        .with("version", typed(env!("CARGO_PKG_VERSION")));
    let mut parts: Vec<String> = hint.map(|id| voice.label(id)).into_iter().collect();
    parts.push(voice.with("discord-help", "dataset", &knowledge.name));
    let questions: Vec<String> = facts
        .questions
        .iter()
        .take(5)
        .map(|question| format!("• {}", crate::render::markdown::escape(question)))
        .collect();
    if !questions.is_empty() {
        parts.push(questions.join("\n"));
    }
    parts.push(voice.say(&commands));
    parts.push(voice.say(&data));
    if let Some(support) = facts.support {
        parts.push(voice.with("discord-help-support", "address", typed(support)));
    }
    let embed = json!({
        "description": cut(&parts.join("\n\n"), 4_000),
        "color": colour(Outcome::Ambiguous),
    });
    message("", vec![embed], Vec::new())
}

/// What is stored, and the button to have it deleted.
pub(in crate::discord) fn privacy(voice: Voice<'_>) -> Value {
    let embed = json!({
        "description": cut(&voice.label("discord-privacy"), 4_000),
        "color": colour(Outcome::Ambiguous),
    });
    message("", vec![embed], vec![components::forget_row(voice)])
}
