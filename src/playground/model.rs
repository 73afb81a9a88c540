//! The state of the loopback Discord: who and what exists, and how each thing looks as Discord's JSON. No input, no output.

mod objects;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::broadcast;

use super::faults::Faults;
use super::gateway::Sessions;
use super::interaction::Interaction;
use super::message::Post;
use super::rest::{Capture, Violation};

/// A Discord id ("snowflake"): milliseconds since 2015 in the upper 42 bits.
pub type Id = u64;

/// The id of the bot's user and of its application; fixed, so that logs of two runs can be compared.
pub const BOT_ID: Id = 1_300_000_000_000_000_001;

/// Bits of Discord's permission sets, as far as the loopback acts on them.
pub mod permission {
    /// All permissions at once.
    pub const ADMINISTRATOR: u64 = 1 << 3;
    /// The permission that commands for admins ask for.
    pub const MANAGE_GUILD: u64 = 1 << 5;
    /// To see a channel at all.
    pub const VIEW_CHANNEL: u64 = 1 << 10;
    /// To write in a channel.
    pub const SEND_MESSAGES: u64 = 1 << 11;
    /// To delete what others wrote.
    pub const MANAGE_MESSAGES: u64 = 1 << 13;
    /// To show embeds; without it they are dropped silently.
    pub const EMBED_LINKS: u64 = 1 << 14;
    /// To attach files.
    pub const ATTACH_FILES: u64 = 1 << 15;
    /// To read old messages, and so to reply to one.
    pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    /// To write in threads.
    pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
    /// To let user-installed apps answer in public.
    pub const USE_EXTERNAL_APPS: u64 = 1 << 50;
    /// What an ordinary member and the bot may do.
    pub const ORDINARY: u64 = 1 << 6
        | VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | 1 << 18
        | 1 << 31
        | SEND_MESSAGES_IN_THREADS
        | USE_EXTERNAL_APPS;
}

/// A user, human or not.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub id: Id,
    pub name: String,
    pub locale: String,
    pub bot: bool,
    /// Whether this user installed the app for themselves.
    pub installed: bool,
}

/// A server.
#[derive(Clone, Debug)]
pub(super) struct Guild {
    pub id: Id,
    pub name: String,
    pub owner: Id,
    pub locale: String,
    pub roles: Vec<Role>,
    /// Permission bits and roles of each member.
    pub members: BTreeMap<Id, (u64, Vec<Id>)>,
}

/// A role of a server.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub id: Id,
    pub name: String,
    pub permissions: u64,
    /// The bot whose managed role this is.
    pub bot: Option<Id>,
}

/// A channel, thread, direct message or group.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub id: Id,
    pub guild: Option<Id>,
    /// Discord's channel type: 0 text, 1 DM, 3 group DM, 11 thread, 15 forum.
    pub kind: u8,
    pub name: String,
    pub parent: Option<Id>,
    pub recipients: Vec<Id>,
    /// Permissions that the bot lacks here.
    pub denied: u64,
}

/// A file that was uploaded.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// Something for the page: what changed, and who may see it (`None`: everyone in the channel).
#[derive(Clone, Debug)]
pub(super) struct PageEvent {
    pub visible_to: Option<Id>,
    pub body: Value,
}

/// Everything there is.
pub(super) struct World {
    pub token: String,
    /// Address without a slash at the end: `127.0.0.1:1234`.
    pub address: String,
    pub people: BTreeMap<Id, Person>,
    pub guilds: BTreeMap<Id, Guild>,
    pub places: BTreeMap<Id, Place>,
    pub posts: BTreeMap<Id, Post>,
    pub interactions: BTreeMap<Id, Interaction>,
    /// Registered commands; the key is the guild, `None` for global ones.
    pub commands: BTreeMap<Option<Id>, Vec<Value>>,
    pub files: BTreeMap<Id, Stored>,
    pub captures: Vec<Capture>,
    pub violations: Vec<Violation>,
    pub faults: Faults,
    pub sessions: Sessions,
    /// Channels with a typing indicator, in the order of the calls.
    pub typing: Vec<Id>,
    pub nonces: BTreeMap<(Id, String), Id>,
    pub page: broadcast::Sender<PageEvent>,
    pub skew: Duration,
    last_id: Id,
}

impl World {
    /// A world with the bot and nobody else.
    pub(super) fn new(name: String, token: String, address: String, sessions: Sessions) -> Self {
        let bot = Person {
            id: BOT_ID,
            name,
            locale: "en-US".into(),
            bot: true,
            installed: false,
        };
        Self {
            token,
            address,
            people: BTreeMap::from([(BOT_ID, bot)]),
            guilds: BTreeMap::new(),
            places: BTreeMap::new(),
            posts: BTreeMap::new(),
            interactions: BTreeMap::new(),
            commands: BTreeMap::new(),
            files: BTreeMap::new(),
            captures: Vec::new(),
            violations: Vec::new(),
            faults: Faults::default(),
            sessions,
            typing: Vec::new(),
            nonces: BTreeMap::new(),
            page: broadcast::channel(1024).0,
            skew: Duration::ZERO,
            last_id: BOT_ID,
        }
    }

    /// The loopback's time: the machine's, moved on by what the test asked for.
    pub(super) fn now(&self) -> Timestamp {
        #[expect(
            clippy::disallowed_methods,
            reason = "Discord has a clock of its own, and this is Discord"
        )]
        let now = Timestamp::now();
        now.checked_add(self.skew).unwrap_or(now)
    }

    /// A fresh id, larger than every one before.
    pub(super) fn fresh_id(&mut self) -> Id {
        let since_2015 = self
            .now()
            .as_millisecond()
            .saturating_sub(1_420_070_400_000);
        let by_time = u64::try_from(since_2015).unwrap_or(0) << 22;
        self.last_id = by_time.max(self.last_id.saturating_add(1));
        self.last_id
    }

    /// The user of that name, made on first use and a member of every server.
    pub(super) fn person(&mut self, name: &str) -> Id {
        if let Some(found) = self.people.values().find(|person| person.name == name) {
            return found.id;
        }
        let id = self.fresh_id();
        let person = Person {
            id,
            name: name.to_owned(),
            locale: "en-US".into(),
            bot: false,
            installed: false,
        };
        self.people.insert(id, person);
        for guild in self.guilds.values_mut() {
            guild.members.insert(id, (permission::ORDINARY, Vec::new()));
        }
        id
    }

    /// The name of a user, or `""`.
    pub(super) fn name_of(&self, id: Id) -> String {
        self.people
            .get(&id)
            .map(|person| person.name.clone())
            .unwrap_or_default()
    }

    /// Makes a server that all present users are in, with or without the bot. Sends no event.
    pub(super) fn found(&mut self, name: &str, with_bot: bool) -> Id {
        let id = self.fresh_id();
        let managed = self.fresh_id();
        let owner = self.person("owner");
        let mut members: BTreeMap<Id, (u64, Vec<Id>)> = self
            .people
            .keys()
            .filter(|id| **id != BOT_ID)
            .map(|id| (*id, (permission::ORDINARY, Vec::new())))
            .collect();
        members.insert(
            owner,
            (permission::ORDINARY | permission::ADMINISTRATOR, Vec::new()),
        );
        let mut roles = vec![Role {
            id,
            name: "@everyone".into(),
            permissions: permission::ORDINARY,
            bot: None,
        }];
        if with_bot {
            members.insert(BOT_ID, (permission::ORDINARY, vec![managed]));
            let bot = Some(BOT_ID);
            let name = self.name_of(BOT_ID);
            roles.push(Role {
                id: managed,
                name,
                permissions: permission::ORDINARY,
                bot,
            });
        }
        let locale = "en-US".to_owned();
        self.guilds.insert(
            id,
            Guild {
                id,
                name: name.to_owned(),
                owner,
                locale,
                roles,
                members,
            },
        );
        id
    }

    /// Makes a channel. Sends no event.
    pub(super) fn open(
        &mut self,
        guild: Option<Id>,
        kind: u8,
        name: &str,
        parent: Option<Id>,
        who: &[Id],
    ) -> Id {
        let id = self.fresh_id();
        let recipients = who.to_vec();
        self.places.insert(
            id,
            Place {
                id,
                guild,
                kind,
                name: name.to_owned(),
                parent,
                recipients,
                denied: 0,
            },
        );
        id
    }

    /// The direct-message channel of a user with the bot, made on first use.
    pub(super) fn dm_with(&mut self, user: Id) -> Id {
        let mut places = self.places.values();
        let found = places.find(|place| place.kind == 1 && place.recipients == [user, BOT_ID]);
        if let Some(place) = found {
            return place.id;
        }
        self.open(None, 1, "", None, &[user, BOT_ID])
    }

    /// What the bot may do in a channel: the `app_permissions` of an interaction.
    pub(super) fn bot_permissions(&self, channel: Id) -> u64 {
        let Some(place) = self.places.get(&channel) else {
            return 0;
        };
        let in_guild = place.guild.and_then(|id| self.guilds.get(&id));
        let granted = match in_guild {
            Some(guild) => guild
                .members
                .get(&BOT_ID)
                .map_or(permission::ORDINARY, |member| member.0),
            None => permission::ORDINARY,
        };
        granted & !place.denied
    }

    /// Whether the bot is where that channel is, and so sees it at all.
    pub(super) fn bot_is_in(&self, channel: Id) -> bool {
        let Some(place) = self.places.get(&channel) else {
            return false;
        };
        match place.guild {
            Some(guild) => {
                self.guilds
                    .get(&guild)
                    .is_some_and(|guild| guild.members.contains_key(&BOT_ID))
                    && place.denied & permission::VIEW_CHANNEL == 0
            }
            None => place.recipients.contains(&BOT_ID),
        }
    }

    /// What a user may do in a channel.
    pub(super) fn permissions_of(&self, user: Id, channel: Id) -> u64 {
        let guild = self.places.get(&channel).and_then(|place| place.guild);
        let member = guild
            .and_then(|id| self.guilds.get(&id))
            .and_then(|guild| guild.members.get(&user));
        match member {
            Some((bits, _)) if bits & permission::ADMINISTRATOR != 0 => u64::MAX >> 11,
            Some((bits, _)) => *bits,
            None => permission::ORDINARY,
        }
    }

    /// Tells the page that something changed.
    pub(super) fn tell_page(&self, visible_to: Option<Id>, kind: &str, data: &Value) {
        // Nobody may be listening; that is not a failure.
        let _unheard = self.page.send(PageEvent {
            visible_to,
            body: json!({"t": kind, "d": data}),
        });
    }
}
