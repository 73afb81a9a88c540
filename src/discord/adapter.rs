//! What the handlers of messages, interactions and reloads share: the bot, the store, the sender, and how a question is
//! answered.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use serenity::all::{Guild, GuildChannel, Role};
use sha2::{Digest as _, Sha256};
use tokio::sync::{Semaphore, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::custom_id::{Recall, State};
use super::inbound::Identity;
use super::outbound::{self, View};
use super::recent::Recent;
use super::rest::Rest;
use super::texts::{Phrase, Voice, fallback, spoken};
use super::{Clock, Settings};
use crate::bot::{Bot, Memory, Question};
use crate::knowledge::id::OrganisationId;
use crate::render::{DeclineReason, Reply};
use crate::store::{GuildSettings, NewUnanswered, ReplyLength, Store, VoteCounts};

/// Questions answered at once; more wait, and are dropped when they have waited too long.
const AT_ONCE: usize = 64;
/// All statements: pages are made here, by lengths with links.
const EVERYTHING: usize = 1_000_000;

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
    /// The channel that a thread belongs to, and the preferred language of a guild.
    pub(super) parents: Mutex<BTreeMap<u64, u64>>,
    pub(super) locales: Mutex<BTreeMap<u64, String>>,
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

/// A question answered.
#[derive(Debug)]
pub(super) struct Replied {
    /// The whole reply.
    pub(super) reply: Reply,
    /// What a follow-up may lean on.
    pub(super) memory: Option<Memory>,
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
            parents: Mutex::default(),
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

    /// Learns of a guild: the bot's own role there, its language, its threads.
    pub(super) fn met(&self, guild: &Guild) {
        for role in guild.roles.values() {
            self.met_role(role);
        }
        self.locales
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(guild.id.get(), guild.preferred_locale.clone());
        guild
            .threads
            .iter()
            .for_each(|thread| self.met_thread(thread));
    }

    /// Learns of a role, and keeps it if it is the bot's own.
    pub(super) fn met_role(&self, role: &Role) {
        let mut me = self.me.write().unwrap_or_else(PoisonError::into_inner);
        // Guilds may be told of before the bot knows its own id; whose role it is, is then compared later.
        if let Some(bot) = role.tags.bot_id {
            if me.user == 0 || bot.get() == me.user {
                me.roles.insert(role.guild_id.get(), role.id.get());
            }
        }
    }

    /// Learns which channel a thread belongs to.
    pub(super) fn met_thread(&self, thread: &GuildChannel) {
        if let Some(parent) = thread.parent_id {
            let mut parents = self.parents.lock().unwrap_or_else(PoisonError::into_inner);
            if parents.len() >= 10_000 {
                parents.pop_first();
            }
            parents.insert(thread.id.get(), parent.get());
        }
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
                self.store_failed("settings", &error);
                GuildSettings::default()
            }
        }
    }

    pub(super) fn store_failed(&self, what: &'static str, error: &dyn std::fmt::Display) {
        metrics::counter!("exitnote_store_failures_total", "what" => what).increment(1);
        tracing::error!(what, %error, "the store failed");
    }

    /// The language to speak: what the guild's admins set, else the person's, else the guild's.
    pub(super) fn language(
        &self,
        bot: &Bot,
        settings: &GuildSettings,
        locales: [Option<&str>; 2],
    ) -> String {
        let wanted = std::iter::once(settings.language.as_deref()).chain(locales);
        wanted
            .filter_map(|locale| spoken(bot, locale))
            .next()
            .unwrap_or_else(|| fallback(bot))
            .to_owned()
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
    pub(super) fn reply(&self, bot: &Bot, asked: &Asked, memory: Option<&Memory>) -> Replied {
        let question = |memory| Question {
            text: &asked.text,
            today: asked.day,
            language: Some(&asked.language),
            memory,
            budget: EVERYTHING,
        };
        let (reply, next) = bot.reply(&question(memory));
        metrics::counter!("exitnote_questions_total", "outcome" => reply.outcome.name())
            .increment(1);
        // A follow-up that means the same without what came before can be asked again by itself.
        let leant = memory.is_some() && bot.reply(&question(None)).0 != reply;
        let question = if leant {
            let key = recent_key(&reply);
            self.recent.keep_reply(&key, &reply);
            Recall::Recent(key)
        } else {
            Recall::Question(asked.text.clone())
        };
        let state = State {
            day: asked.day,
            language: asked.language.clone(),
            short: asked.short,
            question,
        };
        Replied {
            reply,
            memory: next,
            state,
        }
    }

    /// A reply found again by what its buttons carry.
    pub(super) fn again(&self, bot: &Bot, state: &State) -> Option<Arc<Reply>> {
        match &state.question {
            Recall::Recent(key) => self.recent.reply(key),
            Recall::Question(text) => {
                let question = Question {
                    text,
                    today: state.day,
                    language: Some(&state.language),
                    memory: None,
                    budget: EVERYTHING,
                };
                Some(Arc::new(bot.reply(&question).0))
            }
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
                self.store_failed("votes", &error);
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
            self.store_failed("unanswered", &error);
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

    /// An organisation's name for people.
    pub(super) fn organisation_name(&self, voice: Voice<'_>, id: &str) -> String {
        voice
            .bot
            .knowledge
            .organisations
            .get(id)
            .map_or(id, |it| it.name.get(voice.language))
            .to_owned()
    }

    /// The question for the timeline of an organisation.
    pub(super) fn timeline_question(&self, voice: Voice<'_>, organisation: &str) -> String {
        voice.say(
            &Phrase::new("ask-timeline").with("organisation", OrganisationId::new(organisation)),
        )
    }
}

/// The organisation whose timeline is worth offering under an answer: the one asked about. None under a timeline.
fn organisation_of(bot: &Bot, reply: &Reply) -> Option<String> {
    if reply.intent.as_deref() == Some("departure.timeline") {
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
                .is_some_and(|it| bot.knowledge.members(&it.id, None).next().is_some())
        })
        .cloned();
    reply
        .intent
        .is_some()
        .then(|| named.unwrap_or_else(|| bot.knowledge.organisation.to_string()))
}

/// A key that only this reply has.
fn recent_key(reply: &Reply) -> String {
    let text = format!(
        "{}\n{}\n{}",
        outbound::key(reply),
        reply.understood_as,
        reply.text()
    );
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
