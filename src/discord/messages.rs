//! Messages: a mention, a reply, a direct message is answered once, as a reply.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{GuildId, Message};

use super::adapter::{Adapter, language, store_failed};
use super::inbound::{Heard, heard};
use super::outbound::{self, set};
use super::picture::{self, Span};
use super::recall::context_of;
use super::recent::Pace;
use super::rest::File;
use super::texts::Voice;
use crate::bot::Bot;
use crate::store::GuildSettings;

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
        guild: message.guild_id.map(GuildId::get),
        person: message.author.id.get(),
    };
    // Where it may not write, the bot does not try: refused requests count against its address.
    if !adapter.recent.first_time(place.message) || adapter.is_mute(place.channel) {
        return;
    }
    let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, adapter.room.acquire()).await else {
        metrics::counter!("exitnote_discord_shed_total").increment(1);
        return;
    };
    let settings = adapter.guild_settings(place.guild).await;
    if !answers_here(adapter, &settings, place) {
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
        Err(error) => store_failed("claim", &error),
    }
    let bot = adapter.bot();
    let locale = adapter.guild_locale(place.guild);
    let language = language(&bot, &settings, [locale.as_deref(), None]);
    let voice = Voice::new(&bot, &language);
    match adapter
        .recent
        .pace(place.person, place.channel, adapter.clock())
    {
        Pace::Fine => {}
        Pace::TooFast => {
            let line = outbound::message(&voice.label("discord-slow-down"), Vec::new(), Vec::new());
            send(adapter, place, line, None).await;
            return;
        }
        Pace::StillTooFast => return,
    }
    if heard.text.is_empty() {
        let hint = heard.by_role.then_some("discord-role-hint");
        send(adapter, place, adapter.help(voice, hint), None).await;
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
    // The message replied to says itself what it was about, if it was forgotten here, as after a restart.
    let replied_to = heard.reply_to.as_ref().and_then(|answer| {
        let remembered = adapter.recent.of_answer(answer.message);
        remembered.or_else(|| context_of(bot, answer.components.iter().map(String::as_str)))
    });
    let before = replied_to.or_else(|| adapter.recent.of_person(place.channel, place.person, now));
    let asked = adapter.asked(&heard.text, language, settings, place.person);
    let replied = adapter.reply(bot, &asked, before.as_ref());
    adapter
        .note_unanswered(place.guild, &heard.text, &replied.reply)
        .await;
    let plain = place.guild.is_some() && adapter.is_plain(place.channel);
    let mut message = adapter
        .shown(bot, &replied.reply, replied.state, place.person, 0, plain)
        .await;
    let span = Span::of(bot, &replied.reply).filter(|_| adapter.may_attach(place.channel));
    let picture = match span {
        Some(span) => picture::drawn(adapter.bot(), language, span).await,
        None => None,
    };
    let file = picture.map(|(file, alt)| {
        picture::described(&mut message, &file, &alt);
        file
    });
    let sent = send(adapter, place, message, file.as_ref()).await;
    if let Some(context) = replied.context {
        if let Some(sent) = sent {
            adapter.recent.remember_answer(sent, context.clone());
        }
        adapter
            .recent
            .remember(place.channel, place.person, context, now);
    }
}

/// Whether the guild's admins let the bot answer in this channel, or in the channel that this thread belongs to.
fn answers_here(adapter: &Adapter, settings: &GuildSettings, place: Place) -> bool {
    if settings.answer_in.allow(place.channel) {
        return true;
    }
    adapter
        .places()
        .parent(place.channel)
        .is_some_and(|parent| settings.answer_in.allow(parent))
}

/// Sends a message as a reply, or plainly where the bot may not read what it replies to; returns its id.
async fn send(
    adapter: &Adapter,
    place: Place,
    mut message: Value,
    file: Option<&File>,
) -> Option<u64> {
    if adapter.may_read_history(place.channel) {
        let reference =
            json!({"message_id": place.message.to_string(), "fail_if_not_exists": false});
        set(&mut message, "message_reference", reference);
    }
    nonce(&mut message, place.message);
    match adapter.rest.post(place.channel, &message, file).await {
        Ok(sent) => sent.get("id").and_then(Value::as_str)?.parse().ok(),
        Err(error) => {
            not_sent(&error, place.channel);
            None
        }
    }
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
