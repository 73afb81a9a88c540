//! Messages: a mention, a reply, a direct message is answered once, as a reply.

use std::sync::PoisonError;
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::Message;

use super::adapter::Adapter;
use super::inbound::{Heard, heard};
use super::outbound::{self, set};
use super::picture::{self, Span};
use super::recent::Pace;
use super::rest::File;
use super::texts::Voice;
use crate::bot::Bot;
use crate::store::{AnswerChannels, GuildSettings};

/// How long a question waits for its turn when many come at once.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where a message stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    message: u64,
    channel: u64,
    guild: Option<u64>,
    person: u64,
}

/// Answers a message if it is meant for the bot.
pub(super) async fn handle(adapter: &Adapter, message: Message) {
    let Some(heard) = heard(&message, &adapter.identity()) else {
        return;
    };
    let place = Place {
        message: message.id.get(),
        channel: message.channel_id.get(),
        guild: message.guild_id.map(|id| id.get()),
        person: message.author.id.get(),
    };
    if !adapter.recent.first_time(place.message) {
        return;
    }
    let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, adapter.room.acquire()).await else {
        metrics::counter!("exitnote_discord_shed_total").increment(1);
        return;
    };
    let settings = adapter.guild_settings(place.guild).await;
    if !answers_here(adapter, &settings, place).await {
        return;
    }
    // Among processes too, one answers. If the store cannot say, rather a second answer than none.
    match adapter
        .store
        .claim_message(place.message, adapter.clock())
        .await
    {
        Ok(true) => {}
        Ok(false) => return,
        Err(error) => adapter.store_failed("claim", &error),
    }
    let bot = adapter.bot();
    let locale = place.guild.and_then(|guild| {
        let locales = adapter
            .locales
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        locales.get(&guild).cloned()
    });
    let language = adapter.language(&bot, &settings, [locale.as_deref(), None]);
    let voice = Voice::new(&bot, &language);
    match adapter
        .recent
        .pace(place.person, place.channel, adapter.clock())
    {
        Pace::Fine => {}
        Pace::TooFast => {
            let line = outbound::message(&voice.label("discord-slow-down"), Vec::new(), Vec::new());
            send(adapter, place, vec![(line, None)]).await;
            return;
        }
        Pace::StillTooFast => return,
    }
    if heard.text.is_empty() {
        let hint = heard.by_role.then_some("discord-role-hint");
        send(adapter, place, vec![(adapter.help(voice, hint), None)]).await;
        return;
    }
    answer(adapter, &bot, place, &heard, &language, &settings).await;
}

async fn answer(
    adapter: &Adapter,
    bot: &Bot,
    place: Place,
    heard: &Heard,
    language: &str,
    settings: &GuildSettings,
) {
    let now = adapter.clock();
    let memory = adapter
        .recent
        .memory(heard.reply_to, place.channel, place.person, now);
    let asked = adapter.asked(&heard.text, language, settings, place.person);
    let replied = adapter.reply(bot, &asked, memory.as_ref());
    adapter
        .note_unanswered(place.guild, &heard.text, &replied.reply)
        .await;
    let message = adapter
        .shown(
            bot,
            &replied.reply,
            replied.state.clone(),
            place.person,
            0,
            false,
        )
        .await;
    // Where embeds are forbidden Discord refuses the message; the same words as plain text may still be let through.
    let plain = adapter
        .shown(bot, &replied.reply, replied.state, place.person, 0, true)
        .await;
    let span = Span::of(bot, &replied.reply);
    let picture = match span {
        Some(span) => picture::drawn(adapter.bot(), language, span).await,
        None => None,
    };
    let mut attempts = vec![(message.clone(), None), (plain, None)];
    if let Some((file, alt)) = picture {
        let mut message = message;
        picture::described(&mut message, &file, &alt);
        attempts.insert(0, (message, Some(file)));
    }
    let sent = send(adapter, place, attempts).await;
    if let Some(memory) = replied.memory {
        if let Some(sent) = sent {
            adapter.recent.remember_answer(sent, memory.clone());
        }
        adapter
            .recent
            .remember(place.channel, place.person, memory, now);
    }
}

/// Whether the guild's admins let the bot answer in this channel, or in the channel that this thread belongs to.
async fn answers_here(adapter: &Adapter, settings: &GuildSettings, place: Place) -> bool {
    if settings.answer_in.allow(place.channel) {
        return true;
    }
    if matches!(&settings.answer_in, AnswerChannels::Only(channels) if channels.is_empty()) {
        return false;
    }
    parent(adapter, place.channel)
        .await
        .is_some_and(|parent| settings.answer_in.allow(parent))
}

/// The channel that a thread belongs to.
async fn parent(adapter: &Adapter, channel: u64) -> Option<u64> {
    let known = {
        let parents = adapter
            .parents
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        parents.get(&channel).copied()
    };
    if known.is_some() {
        return known;
    }
    let found = adapter.rest.channel(channel).await.ok()?;
    let parent = found
        .get("parent_id")
        .and_then(Value::as_str)
        .and_then(|id| id.parse().ok())?;
    let mut parents = adapter
        .parents
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if parents.len() < 10_000 {
        parents.insert(channel, parent);
    }
    Some(parent)
}

/// Sends a message as a reply; returns its id. The attempts that follow the first are for where Discord forbids what it holds:
/// pictures, embeds.
async fn send(
    adapter: &Adapter,
    place: Place,
    attempts: Vec<(Value, Option<File>)>,
) -> Option<u64> {
    let mut left = attempts.len();
    for (mut message, file) in attempts {
        left -= 1;
        set(
            &mut message,
            "message_reference",
            json!({"message_id": place.message.to_string(), "fail_if_not_exists": false}),
        );
        nonce(&mut message, place.message);
        let sent = adapter.rest.post(place.channel, &message, file.as_ref());
        match sent.await {
            Ok(sent) => {
                return sent
                    .get("id")
                    .and_then(Value::as_str)
                    .and_then(|id| id.parse().ok());
            }
            Err(error) if error.code() == Some(50_013) && left > 0 => {}
            Err(error) => {
                not_sent(&error, place.channel);
                return None;
            }
        }
    }
    None
}

/// Marks a message so that Discord posts it once, however often it is sent.
pub(super) fn nonce(message: &mut Value, id: u64) {
    set(message, "nonce", json!(id.to_string()));
    set(message, "enforce_nonce", json!(true));
}

/// Counts a message that could not be sent.
pub(super) fn not_sent(error: &super::rest::RestError, channel: u64) {
    metrics::counter!("exitnote_discord_unsent_total").increment(1);
    if error.is_forbidden() {
        tracing::warn!(channel, %error, "the bot may not write here");
    } else {
        tracing::error!(channel, %error, "a message could not be sent");
    }
}
