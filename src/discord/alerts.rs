//! The messages that subscribed channels get when a reload adds or changes a departure.
//!
//! What was last known of every departure is kept in the store, by facts and not by wording, so that a restart does not
//! lose a change and an update of the program announces none. Each message is claimed before it is sent.

mod known;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::adapter::{Adapter, language, store_failed};
use super::messages::{nonce, not_sent};
use super::outbound::set;
use super::text_limits::cut;
use super::texts::{Phrase, Voice, Word, hex};
use crate::bot::Bot;
use crate::knowledge::Exit;
use crate::knowledge::id::PersonId;
use crate::render::markdown::escape;
use crate::store::{META_ANNOUNCED_REVISION, StoreError, Subscription};
use known::{Facts, Known, name};

/// Where what was last known is kept.
const META_KNOWN: &str = "announced-departures";
/// Stands among the changes for a departure that was not known at all.
const NEW: &str = "new";

/// A departure that is new or has changed.
struct News<'a> {
    exit: Exit<'a>,
    name: String,
    changes: Vec<&'static str>,
    facts: Facts,
}

/// Announces what is new since the last time, in every channel that watches.
pub(super) async fn announce(adapter: &Adapter) {
    let bot = adapter.bot();
    match news(adapter, &bot).await {
        Ok(()) => {}
        Err(error) => store_failed("announcements", &error),
    }
}

async fn news(adapter: &Adapter, bot: &Bot) -> Result<(), StoreError> {
    let now = Known::of(bot);
    let before = adapter
        .store
        .meta(META_KNOWN)
        .await?
        .and_then(|text| serde_json::from_str::<Known>(&text).ok());
    // The first start has nothing to compare with, and an older copy of the data nothing to tell.
    let Some(before) = before else {
        return remember(adapter, bot, &now).await;
    };
    if now == before || now.as_of < before.as_of {
        return Ok(());
    }
    let mut all_sent = true;
    for exit in bot.knowledge.exits() {
        let name = name(&exit);
        let Some(facts) = now.departures.get(&name) else {
            continue;
        };
        let changes = match before.departures.get(&name) {
            Some(before) => facts.changes(before),
            None => vec![NEW],
        };
        if changes.is_empty() {
            continue;
        }
        let news = News {
            exit,
            name,
            changes,
            facts: facts.clone(),
        };
        let organisation = news.exit.membership.organisation.as_str();
        for subscription in adapter.store.subscribers(organisation).await? {
            all_sent &= tell(adapter, bot, &news, &subscription).await?;
        }
    }
    // What could not be sent for a passing reason is tried again after the next reload or start.
    if all_sent {
        remember(adapter, bot, &now).await?;
    }
    Ok(())
}

async fn remember(adapter: &Adapter, bot: &Bot, known: &Known) -> Result<(), StoreError> {
    let text = json!(known).to_string();
    adapter.store.set_meta(META_KNOWN, &text).await?;
    adapter
        .store
        .set_meta(META_ANNOUNCED_REVISION, bot.revision())
        .await
}

/// Tells one channel of one departure; false if that has to be tried again.
async fn tell(
    adapter: &Adapter,
    bot: &Bot,
    news: &News<'_>,
    subscription: &Subscription,
) -> Result<bool, StoreError> {
    let facts = json!(news.facts).to_string();
    let version = hex(facts.as_bytes(), 6);
    let key = format!("{}:{}:{version}", subscription.channel, news.name);
    // Where the bot may not write it cannot tell; once it may, the next change is told.
    if adapter.is_mute(subscription.channel) {
        return Ok(true);
    }
    if !adapter
        .store
        .claim_announcement(&key, adapter.clock())
        .await?
    {
        return Ok(true);
    }
    let settings = adapter.guild_settings(Some(subscription.guild)).await;
    let locale = adapter.guild_locale(Some(subscription.guild));
    let language = language(bot, &settings, [locale.as_deref(), None]);
    let voice = Voice::new(bot, &language);
    let mut message =
        announcement(adapter, voice, news, adapter.is_plain(subscription.channel)).await;
    let digest = Sha256::digest(key.as_bytes());
    let id = digest
        .iter()
        .take(8)
        .fold(0_u64, |id, byte| id << 8 | u64::from(*byte));
    nonce(&mut message, id);
    match adapter
        .rest
        .post(subscription.channel, &message, None)
        .await
    {
        Ok(_) => Ok(true),
        Err(error) => {
            not_sent(&error, subscription.channel);
            // A channel that is gone hears no more; one that is closed to the bot may be opened again.
            if error.code() == Some(10_003) {
                adapter
                    .store
                    .unsubscribe_channel(subscription.channel)
                    .await?;
                return Ok(true);
            }
            let refused = matches!(error, super::rest::RestError::Refused { .. });
            if refused {
                adapter.store.release_announcement(&key).await?;
            }
            Ok(error.is_forbidden())
        }
    }
}

/// What is new, in words, then what the record says, with its sources.
async fn announcement(
    adapter: &Adapter,
    voice: Voice<'_>,
    news: &News<'_>,
    plain: bool,
) -> serde_json::Value {
    let person = &news.exit.person.id;
    let question = voice.say(&Phrase::new("ask-when").with("person", person));
    let asked = super::adapter::Asked {
        text: question,
        day: adapter.today(),
        language: voice.language.to_owned(),
        short: false,
        asker: 0,
    };
    let replied = adapter.reply(voice.bot, &asked, None);
    let mut message = adapter
        .shown(voice.bot, &replied.reply, replied.state, 0, 0, plain)
        .await;
    let heading = heading(voice, news, person);
    let (place, most) = if plain {
        ("/content", 2_000)
    } else {
        ("/embeds/0/description", 4_000)
    };
    if let Some(said) = message.pointer_mut(place) {
        let text = said.as_str().unwrap_or_default();
        let text = format!("**{}**\n{text}", escape(&heading));
        *said = json!(cut(&text, most));
    }
    // Nobody asked, so nobody can have it removed.
    let rows = message
        .get("components")
        .and_then(serde_json::Value::as_array)
        .cloned();
    let rows: Vec<serde_json::Value> = rows
        .into_iter()
        .flatten()
        .filter_map(|mut row| {
            let buttons = row.get_mut("components")?.as_array_mut()?;
            buttons.retain(|button| {
                let id = button.get("custom_id").and_then(serde_json::Value::as_str);
                !id.is_some_and(|id| id.starts_with("v1:delete:"))
            });
            (!buttons.is_empty()).then_some(row)
        })
        .collect();
    set(&mut message, "components", json!(rows));
    message
}

fn heading(voice: Voice<'_>, news: &News<'_>, person: &PersonId) -> String {
    if news.changes.contains(&NEW) {
        return voice.with("discord-new", "person", person);
    }
    let changes = news
        .changes
        .iter()
        .map(|id| Word::from(Phrase::new(id)))
        .collect::<Vec<_>>();
    voice.say(
        &Phrase::new("discord-changed")
            .with("person", person)
            .with("changes", Word::List(changes)),
    )
}
