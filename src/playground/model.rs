//! The state of the loopback Discord: who and what exists, and how each thing looks as Discord's JSON. No input, no output.

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
        let found = self
            .places
            .values()
            .find(|place| place.kind == 1 && place.recipients == [user, BOT_ID]);
        found
            .map(|place| place.id)
            .unwrap_or_else(|| self.open(None, 1, "", None, &[user, BOT_ID]))
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
    pub(super) fn tell_page(&self, visible_to: Option<Id>, kind: &str, data: Value) {
        // Nobody may be listening; that is not a failure.
        let _unheard = self.page.send(PageEvent {
            visible_to,
            body: json!({"t": kind, "d": data}),
        });
    }

    /// A user object.
    pub(super) fn user_json(&self, id: Id) -> Value {
        let Some(person) = self.people.get(&id) else {
            return Value::Null;
        };
        json!({
            "id": id.to_string(), "username": person.name, "discriminator": "0", "global_name": person.name,
            "avatar": null, "bot": person.bot, "public_flags": 0, "flags": 0, "banner": null,
            "accent_color": null, "avatar_decoration_data": null, "collectibles": null,
            "primary_guild": null, "clan": null,
        })
    }

    /// A member object, with `user` and `permissions` where asked for.
    pub(super) fn member_json(&self, guild: Id, user: Id, with_user: bool, channel: Option<Id>) -> Value {
        let Some((_, roles)) = self
            .guilds
            .get(&guild)
            .and_then(|guild| guild.members.get(&user))
        else {
            return Value::Null;
        };
        let mut member = json!({
            "nick": null, "avatar": null, "banner": null, "joined_at": "2026-01-01T00:00:00.000000+00:00",
            "roles": roles.iter().map(Id::to_string).collect::<Vec<_>>(), "premium_since": null,
            "deaf": false, "mute": false, "flags": 0, "pending": false, "communication_disabled_until": null,
            "unusual_dm_activity_until": null,
        });
        if with_user {
            super::json::set(&mut member, "user", self.user_json(user));
        }
        if let Some(channel) = channel {
            let bits = self.permissions_of(user, channel).to_string();
            super::json::set(&mut member, "permissions", bits);
        }
        member
    }

    /// A channel object; threads carry their metadata, private channels their recipients.
    pub(super) fn channel_json(&self, id: Id) -> Value {
        let Some(place) = self.places.get(&id) else {
            return Value::Null;
        };
        let last = self
            .posts
            .iter()
            .rev()
            .find(|(_, post)| post.channel == id)
            .map(|(id, _)| id.to_string());
        let mut channel = json!({
            "id": id.to_string(), "type": place.kind, "last_message_id": last, "flags": 0,
        });
        let Some(guild) = place.guild else {
            let others = place.recipients.iter().filter(|id| **id != BOT_ID);
            let people: Vec<Value> = others.map(|id| self.user_json(*id)).collect();
            super::json::set(&mut channel, "recipients", people);
            return channel;
        };
        let overwrites = if place.denied == 0 {
            json!([])
        } else {
            let bits = place.denied.to_string();
            json!([{"id": BOT_ID.to_string(), "type": 1, "allow": "0", "deny": bits}])
        };
        for (key, value) in [
            ("guild_id", json!(guild.to_string())),
            ("name", json!(place.name)),
            ("parent_id", json!(place.parent.map(|id| id.to_string()))),
            ("position", json!(0)),
            ("topic", Value::Null),
            ("nsfw", json!(false)),
            ("rate_limit_per_user", json!(0)),
            ("permission_overwrites", overwrites),
        ] {
            super::json::set(&mut channel, key, value);
        }
        if place.kind == 11 {
            super::json::set(&mut channel, "owner_id", BOT_ID.to_string());
            super::json::set(&mut channel, "message_count", 0);
            super::json::set(&mut channel, "member_count", 1);
            let metadata = json!({
                "archived": false, "auto_archive_duration": 1440, "locked": false,
                "archive_timestamp": "2026-01-01T00:00:00+00:00", "create_timestamp": "2026-01-01T00:00:00+00:00",
            });
            super::json::set(&mut channel, "thread_metadata", metadata);
        }
        channel
    }

    /// A role object.
    pub(super) fn role_json(&self, role: &Role) -> Value {
        let mut value = json!({
            "id": role.id.to_string(), "name": role.name, "permissions": role.permissions.to_string(),
            "color": 0, "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
            "hoist": false, "icon": null, "unicode_emoji": null, "managed": role.bot.is_some(),
            "mentionable": false, "position": u8::from(role.bot.is_some()), "flags": 0,
        });
        if let Some(bot) = role.bot {
            super::json::set(&mut value, "tags", json!({"bot_id": bot.to_string()}));
        }
        value
    }

    /// A guild object as `GUILD_CREATE` carries it.
    pub(super) fn guild_json(&self, id: Id) -> Value {
        let Some(guild) = self.guilds.get(&id) else {
            return Value::Null;
        };
        let inside = |thread: bool| -> Vec<Value> {
            let places = self.places.values();
            places
                .filter(|place| place.guild == Some(id) && (place.kind == 11) == thread)
                .map(|place| self.channel_json(place.id))
                .collect()
        };
        let members: Vec<Value> = guild
            .members
            .keys()
            .map(|user| self.member_json(id, *user, true, None))
            .collect();
        let roles: Vec<Value> = guild
            .roles
            .iter()
            .map(|role| self.role_json(role))
            .collect();
        let mut whole = json!({
            "joined_at": "2026-01-01T00:00:00.000000+00:00", "large": false, "unavailable": false,
            "member_count": members.len(), "voice_states": [], "members": members,
            "channels": inside(false), "threads": inside(true), "presences": [], "stage_instances": [],
            "guild_scheduled_events": [], "soundboard_sounds": [], "region": "loopback",
        });
        let settings = json!({
            "id": id.to_string(), "name": guild.name, "icon": null, "icon_hash": null, "splash": null,
            "discovery_splash": null, "owner_id": guild.owner.to_string(), "afk_channel_id": null,
            "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "roles": roles, "emojis": [], "stickers": [], "features": [],
            "mfa_level": 0, "application_id": null, "system_channel_id": null, "system_channel_flags": 0,
            "rules_channel_id": null, "max_presences": null, "max_members": 250_000, "vanity_url_code": null,
            "description": null, "banner": null, "premium_tier": 0, "premium_subscription_count": 0,
            "preferred_locale": guild.locale, "public_updates_channel_id": null, "nsfw_level": 0,
            "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null, "incidents_data": null,
        });
        for (key, value) in settings.as_object().into_iter().flatten() {
            super::json::set(&mut whole, key, value.clone());
        }
        whole
    }

    /// The bot's application object.
    pub(super) fn application_json(&self) -> Value {
        let owner = self
            .people
            .values()
            .find(|person| person.name == "owner")
            .map(|person| person.id);
        json!({
            "id": BOT_ID.to_string(), "name": self.name_of(BOT_ID), "icon": null, "description": "", "summary": "",
            "type": null, "flags": 0, "bot_public": true, "bot_require_code_grant": false,
            "verify_key": "0".repeat(64), "team": null, "owner": owner.map(|id| self.user_json(id)),
            "bot": self.user_json(BOT_ID), "approximate_guild_count": self.guilds.len(),
            "approximate_user_install_count": 0, "redirect_uris": [], "interactions_endpoint_url": null,
            "role_connections_verification_url": null, "hook": true, "storefront_available": false,
            "is_monetized": false, "is_verified": false, "rpc_origins": [],
            "integration_types_config": {"0": {}, "1": {}},
        })
    }
}
