//! What the handlers of messages, interactions and reloads share: the bot, the store, the sender, and how a question is
//! answered.

mod guilds;

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use tokio::sync::{Semaphore, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::custom_id::{BETWEEN, Recall, State};
use super::inbound::Identity;
use super::outbound::{self, View};
use super::permissions::Known;
use super::recall::{Context, recall};
use super::recent::Recent;
use super::rest::Rest;
use super::texts::{Voice, fallback, hex, spoken};
use super::{Clock, Settings};
use crate::bot::{Bot, Question};
use crate::render::{DeclineReason, Reply};
use crate::store::{GuildSettings, NewUnanswered, ReplyLength, Store, VoteCounts};

/// Questions answered at once; more wait, and are dropped when they have waited too long.
const AT_ONCE: usize = 64;
/// All statements: pages are made here, by lengths with links.
pub(super) const EVERYTHING: usize = 1_000_000;

/// What the handlers share.
pub(super) struct Adapter {
    pub(super) bots: watch::Receiver<Arc<Bot>>,
    pub(super) store: Store,
    pub(super) rest: Rest,
    pub(super) settings: Settings,
    pub(super) now: Clock,
    pub(super) me: RwLock<Identity>,
    pub(super) recent: Recent,
    /// The registered commands' ids by name.
    pub(super) command_ids: RwLock<BTreeMap<String, u64>>,
    /// What the bot may do where.
    pub(super) places: Mutex<Known>,
    /// The preferred language of each guild.
    locales: Mutex<BTreeMap<u64, String>>,
    /// Handlers in flight.
    pub(super) tracker: TaskTracker,
    /// No new work is taken on.
    pub(super) closing: CancellationToken,
    pub(super) room: Semaphore,
    /// Whether the gateway connection stands.
    pub(super) connected: AtomicBool,
    /// Whether the bot knows who it is, which the first event tells.
    pub(super) known: watch::Sender<bool>,
}

/// A question as it reached the bot.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// The words.
    pub(super) text: String,
    /// The day on which it is asked, or as of which.
    pub(super) day: Date,
    /// The language preferred, one of the bot's.
    pub(super) language: String,
    /// Whether a short reply is wanted.
    pub(super) short: bool,
    /// Who asks.
    pub(super) asker: u64,
}

impl Asked {
    /// What the answer's buttons carry, but for the question.
    pub(super) fn state(&self) -> State {
        State {
            day: self.day,
            language: self.language.clone(),
            short: self.short,
            question: Recall::Asked(Vec::new()),
        }
    }
}

/// A question answered.
#[derive(Debug)]
pub(super) struct Replied {
    /// The whole reply.
    pub(super) reply: Reply,
    /// What a follow-up may lean on.
    pub(super) context: Option<Context>,
    /// How the reply is found again.
    pub(super) state: State,
}

impl Adapter {
    pub(super) fn new(
        bots: watch::Receiver<Arc<Bot>>,
        store: Store,
        rest: Rest,
        settings: Settings,
        now: Clock,
        closing: CancellationToken,
    ) -> Self {
        Self {
            bots,
            store,
            rest,
            settings,
            now,
            me: RwLock::default(),
            recent: Recent::default(),
            command_ids: RwLock::default(),
            places: Mutex::default(),
            locales: Mutex::default(),
            tracker: TaskTracker::new(),
            closing,
            room: Semaphore::new(AT_ONCE),
            connected: AtomicBool::new(false),
            known: watch::Sender::new(false),
        }
    }

    /// Waits until the bot knows who it is: events are handled side by side, and the first may be overtaken.
    pub(super) async fn acquainted(&self) {
        let mut known = self.known.subscribe();
        let _stopping =
            tokio::time::timeout(Duration::from_secs(2), known.wait_for(|known| *known)).await;
    }

    /// The bot as it is now.
    pub(super) fn bot(&self) -> Arc<Bot> {
        Arc::clone(&self.bots.borrow())
    }

    pub(super) fn clock(&self) -> Timestamp {
        (self.now)()
    }

    /// Today, in UTC.
    pub(super) fn today(&self) -> Date {
        self.clock().to_zoned(TimeZone::UTC).date()
    }

    pub(super) fn identity(&self) -> Identity {
        self.me
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn application(&self) -> u64 {
        self.me
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .application
    }

    /// A guild's settings; the default in direct messages and when the store fails, which must not silence the bot.
    pub(super) async fn guild_settings(&self, guild: Option<u64>) -> GuildSettings {
        let Some(guild) = guild else {
            return GuildSettings::default();
        };
        match self.store.settings(guild).await {
            Ok(settings) => settings,
            Err(error) => {
                store_failed("settings", &error);
                GuildSettings::default()
            }
        }
    }

    /// A question as it is asked now.
    pub(super) fn asked(
        &self,
        text: &str,
        language: &str,
        settings: &GuildSettings,
        asker: u64,
    ) -> Asked {
        Asked {
            text: text.to_owned(),
            day: self.today(),
            language: language.to_owned(),
            short: settings.reply_length == ReplyLength::Short,
            asker,
        }
    }

    /// Asks the bot.
    pub(super) fn reply(&self, bot: &Bot, asked: &Asked, before: Option<&Context>) -> Replied {
        let question = |memory| Question {
            text: &asked.text,
            today: asked.day,
            language: Some(&asked.language),
            memory,
            budget: EVERYTHING,
        };
        let (mut reply, next) = bot.reply(&question(before.map(|it| &it.memory)));
        metrics::counter!("exitnote_questions_total", "outcome" => reply.outcome.name())
            .increment(1);
        let question = match recall(bot, asked, before, &reply) {
            Some((recall, again)) => {
                reply = again;
                recall
            }
            None if before.is_none() && !asked.text.contains(BETWEEN) => {
                Recall::Asked(vec![asked.text.clone()])
            }
            None => {
                let key = recent_key(&reply);
                self.recent.keep_reply(&key, &reply);
                Recall::Recent(key)
            }
        };
        Replied {
            context: next.map(|memory| Context::after(before, memory, &reply)),
            reply,
            state: State {
                question,
                ..asked.state()
            },
        }
    }

    /// A page of a reply as a message.
    pub(super) async fn shown(
        &self,
        bot: &Bot,
        reply: &Reply,
        state: State,
        asker: u64,
        page: usize,
        plain: bool,
    ) -> Value {
        let votes = match self.store.votes(&outbound::key(reply)).await {
            Ok(votes) => votes,
            Err(error) => {
                store_failed("votes", &error);
                VoteCounts::default()
            }
        };
        let view = View {
            reply,
            page,
            state,
            asker,
            votes,
            organisation: organisation_of(bot, reply),
            plain,
        };
        outbound::answer(bot, &view)
    }

    /// Keeps a question that was declined, where the guild's admins have switched that on.
    pub(super) async fn note_unanswered(&self, guild: Option<u64>, text: &str, reply: &Reply) {
        let (Some(guild), Some(reason)) = (guild, reply.decline) else {
            return;
        };
        let misunderstood = matches!(
            reason,
            DeclineReason::OutOfScope | DeclineReason::TooVague | DeclineReason::UnknownSubject
        );
        if !misunderstood {
            return;
        }
        let nearest: Vec<&str> = reply.intent.as_deref().into_iter().collect();
        let asked = NewUnanswered {
            guild,
            question: text,
            reason: reason.name(),
            nearest: &nearest,
        };
        if let Err(error) = self.store.record_unanswered(asked, self.today()).await {
            store_failed("unanswered", &error);
        }
    }

    /// Help, or privacy's neighbour: what the bot says of itself.
    pub(super) fn help(&self, voice: Voice<'_>, hint: Option<&str>) -> Value {
        let questions = voice.bot.questions(voice.language);
        let ids = self
            .command_ids
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mention = |name: &str| match ids.get(name) {
            Some(id) => format!("</{name}:{id}>"),
            None => format!("`/{name}`"),
        };
        outbound::help(
            voice,
            hint,
            &outbound::Facts {
                mention: &mention,
                support: self.settings.support_url.as_deref(),
                questions: &questions,
            },
        )
    }
}

/// Counts and logs a failure of the store.
pub(super) fn store_failed(what: &'static str, error: &dyn std::fmt::Display) {
    metrics::counter!("exitnote_store_failures_total", "what" => what).increment(1);
    tracing::error!(what, %error, "the store failed");
}

/// The language to speak: what the guild's admins set, else the first of the locales that the bot speaks.
pub(super) fn language(bot: &Bot, settings: &GuildSettings, locales: [Option<&str>; 2]) -> String {
    std::iter::once(settings.language.as_deref())
        .chain(locales)
        .find_map(|locale| spoken(bot, locale))
        .unwrap_or_else(|| fallback(bot))
        .to_owned()
}

/// The organisation whose timeline is worth offering under an answer: the one asked about. None under a timeline.
fn organisation_of(bot: &Bot, reply: &Reply) -> Option<String> {
    let resolver = bot.resolver(reply.intent.as_deref()?)?;
    if resolver.name() == "timeline" {
        return None;
    }
    let named = reply
        .slots
        .values()
        .flatten()
        .find(|value| {
            bot.knowledge
                .organisations
                .get(value.as_str())
                .is_some_and(|it| bot.knowledge.has_members(&it.id))
        })
        .cloned();
    Some(named.unwrap_or_else(|| bot.knowledge.organisation.to_string()))
}

/// A key that only this reply has.
fn recent_key(reply: &Reply) -> String {
    let text = format!(
        "{}\n{}\n{}",
        outbound::key(reply),
        reply.understood_as,
        reply.text()
    );
    hex(text.as_bytes(), 8)
}
