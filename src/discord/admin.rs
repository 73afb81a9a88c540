//! What admins of a server see and set: `/settings` and `/unanswered`.

use std::collections::BTreeSet;

use super::inbound::{Given, Options};
use super::interactions::{Outcome, Scene};
use super::outbound::{self, card, hidden};
use super::text_limits::units;
use super::texts::{Phrase, spoken};
use crate::render::markdown::escape;
use crate::store::{AnswerChannels, GuildSettings, ReplyLength, Subscribers};

/// So many unanswered questions are listed.
const LISTED: u32 = 15;

/// Carries out an admin's command; `None` if it is none.
pub(super) async fn command(scene: &Scene<'_>, name: &str, options: &Options) -> Option<Outcome> {
    if !name.starts_with("settings") && name != "unanswered" {
        return None;
    }
    let Some(guild) = scene.act.guild else {
        return Some(scene.says("discord-only-servers"));
    };
    // Admins of a server can open a command to others; what it does is still decided here.
    if !scene.act.is_admin() {
        return Some(scene.says("discord-only-admins"));
    }
    Some(match name {
        "unanswered" => unanswered(scene, guild).await,
        "settings change" => {
            let (options, voice) = (options.clone(), scene.voice);
            let language = match options.get("language") {
                Some(Given::Text(tag)) if tag == "any" => Preference::Any,
                Some(Given::Text(tag)) => match spoken(voice.bot, Some(tag)) {
                    Some(tag) => Preference::One(tag.to_owned()),
                    None => Preference::AsItIs,
                },
                _ => Preference::AsItIs,
            };
            change(scene, guild, move |settings| {
                apply(settings, &options, language);
            })
            .await
        }
        "settings channels" => {
            let channel = match options.get("channel") {
                Some(Given::Channel(channel)) => *channel,
                _ => scene.act.parent.unwrap_or(scene.act.channel),
            };
            let place = options.get("where").cloned();
            change(scene, guild, move |settings| {
                place_in(settings, place.as_ref(), channel);
            })
            .await
        }
        _ => shown(scene, scene.settings, None),
    })
}

/// What becomes of the language.
enum Preference {
    AsItIs,
    Any,
    One(String),
}

fn apply(settings: &mut GuildSettings, options: &Options, language: Preference) {
    match language {
        Preference::AsItIs => {}
        Preference::Any => settings.language = None,
        Preference::One(tag) => settings.language = Some(tag),
    }
    match options.get("length") {
        Some(Given::Text(it)) if it == "short" => settings.reply_length = ReplyLength::Short,
        Some(Given::Text(it)) if it == "full" => settings.reply_length = ReplyLength::Full,
        _ => {}
    }
    if let Some(Given::Flag(on)) = options.get("unanswered") {
        settings.log_unanswered = *on;
    }
    match options.get("subscribers") {
        Some(Given::Text(it)) if it == "admins" => settings.subscribers = Subscribers::Admins,
        Some(Given::Text(it)) if it == "everyone" => settings.subscribers = Subscribers::Everyone,
        _ => {}
    }
}

fn place_in(settings: &mut GuildSettings, place: Option<&Given>, channel: u64) {
    let Some(Given::Text(place)) = place else {
        return;
    };
    let mut channels = match &settings.answer_in {
        AnswerChannels::All => BTreeSet::new(),
        AnswerChannels::Only(channels) => channels.clone(),
    };
    match place.as_str() {
        "everywhere" => settings.answer_in = AnswerChannels::All,
        "also-here" => {
            channels.insert(channel);
            settings.answer_in = AnswerChannels::Only(channels);
        }
        // Out of "everywhere" one channel cannot be taken; admins do that with the channel's permissions.
        "not-here" if settings.answer_in != AnswerChannels::All => {
            channels.remove(&channel);
            settings.answer_in = AnswerChannels::Only(channels);
        }
        _ => {}
    }
}

async fn change(
    scene: &Scene<'_>,
    guild: u64,
    change: impl FnOnce(&mut GuildSettings) + Send,
) -> Outcome {
    match scene.adapter.store.change_settings(guild, change).await {
        Ok(settings) => shown(scene, &settings, Some("discord-settings-saved")),
        Err(error) => scene.failed("settings", &error),
    }
}

/// The settings as they are.
fn shown(scene: &Scene<'_>, settings: &GuildSettings, first: Option<&str>) -> Outcome {
    let voice = scene.voice;
    let channels = match &settings.answer_in {
        AnswerChannels::All => voice.label("discord-settings-channels-all"),
        AnswerChannels::Only(channels) if channels.is_empty() => {
            voice.label("discord-settings-channels-none")
        }
        AnswerChannels::Only(channels) => {
            let names: Vec<String> = channels
                .iter()
                .take(40)
                .map(|id| format!("<#{id}>"))
                .collect();
            names.join(" ")
        }
    };
    let language = settings
        .language
        .clone()
        .unwrap_or_else(|| voice.label("discord-settings-language-any"));
    let choice = |first: bool, yes: &str, no: &str| voice.label(if first { yes } else { no });
    let rows = [
        ("discord-settings-channels", channels),
        ("discord-settings-language", language),
        (
            "discord-settings-length",
            choice(
                settings.reply_length == ReplyLength::Full,
                "discord-settings-full",
                "discord-settings-short",
            ),
        ),
        (
            "discord-settings-unanswered",
            choice(
                settings.log_unanswered,
                "discord-settings-on",
                "discord-settings-off",
            ),
        ),
        (
            "discord-settings-subscribers",
            choice(
                settings.subscribers == Subscribers::Everyone,
                "discord-settings-everyone",
                "discord-settings-admins",
            ),
        ),
    ];
    let mut lines = vec![format!(
        "**{}**",
        escape(&voice.label(first.unwrap_or("discord-settings")))
    )];
    lines.extend(
        rows.iter()
            .map(|(id, value)| format!("{}: {value}", escape(&voice.label(id)))),
    );
    Outcome::Message(hidden(card(&lines.join("\n"))))
}

/// The review queue of this server.
async fn unanswered(scene: &Scene<'_>, guild: u64) -> Outcome {
    let voice = scene.voice;
    if !scene.settings.log_unanswered {
        return scene.says("discord-unanswered-off");
    }
    let questions = match scene.adapter.store.unanswered(Some(guild), LISTED).await {
        Ok(questions) => questions,
        Err(error) => return scene.failed("unanswered", &error),
    };
    if questions.is_empty() {
        return scene.says("discord-unanswered-empty");
    }
    let mut text = format!("**{}**", escape(&voice.label("discord-unanswered")));
    for question in questions {
        let line = voice.say(
            &Phrase::new("discord-unanswered-line")
                .with("question", outbound::typed(&escape(&question.question)))
                .with("count", i64::try_from(question.count).unwrap_or(i64::MAX))
                .with("last", question.last_seen)
                .with("reason", outbound::typed(&question.reason)),
        );
        if units(&text) + units(&line) > 3_900 {
            break;
        }
        text.push('\n');
        text.push_str(&line);
    }
    Outcome::Message(hidden(card(&text)))
}
