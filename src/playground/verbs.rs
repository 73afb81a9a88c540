//! Verbs in a user's words: say, reply, run a command, press a button; read what a channel shows. Whatever waits for the
//! bot waits at most for the deadline that the loopback was started with.

mod act;
mod channel;
mod invoke;
mod operate;
mod shown;

use std::fmt;
use std::sync::Arc;

use serde_json::json;

pub use invoke::{Invocation, Modal};
pub use shown::Shown;

/// The verbs that the page's API shares with tests.
pub(super) mod page_verbs {
    pub(in crate::playground) use super::act::{complete, press, run, submit, use_on};
}

use super::message::Draft;
use super::model::{BOT_ID, Id, permission};
use super::{Loopback, Shared};

/// Something that a verb waited for, or took for granted, was not so. Its text says what and shows the last requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet(String);

impl Unmet {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unmet {}

/// A user, who acts.
#[derive(Clone)]
pub struct User {
    pub(super) shared: Arc<Shared>,
    pub(super) id: Id,
}

/// A channel, thread or direct-message channel, which shows messages.
#[derive(Clone)]
pub struct Channel {
    shared: Arc<Shared>,
    id: Id,
}

/// A server.
#[derive(Clone)]
pub struct Guild {
    shared: Arc<Shared>,
    id: Id,
}

impl Loopback {
    /// The user of that name: an ordinary member of every server, made on first use.
    #[must_use]
    pub fn user(&self, name: &str) -> User {
        let id = self.shared.change(|world| world.person(name));
        User {
            shared: Arc::clone(&self.shared),
            id,
        }
    }

    /// A user with all permissions in every server.
    #[must_use]
    pub fn admin(&self, name: &str) -> User {
        self.user(name)
            .with_permissions(permission::ORDINARY | permission::ADMINISTRATOR)
    }

    /// Another bot's user.
    #[must_use]
    pub fn other_bot(&self, name: &str) -> User {
        let user = self.user(name);
        self.shared.change(|world| {
            world
                .people
                .entry(user.id)
                .and_modify(|person| person.bot = true);
        });
        user
    }

    /// The server that is there from the start.
    #[must_use]
    pub fn guild(&self) -> Guild {
        Guild {
            shared: Arc::clone(&self.shared),
            id: self.guild,
        }
    }

    /// Founds another server with everyone in it, with or without the bot. The bot hears of it if it joins.
    #[must_use]
    pub fn found_guild(&self, name: &str, with_bot: bool) -> Guild {
        let id = self.shared.change(|world| {
            let id = world.found(name, with_bot);
            if with_bot {
                let guild = world.guild_json(id);
                world.emit("GUILD_CREATE", Some(id), super::intent::GUILDS, |_| {
                    guild.clone()
                });
            }
            id
        });
        Guild {
            shared: Arc::clone(&self.shared),
            id,
        }
    }

    /// The channel `general` of the first server.
    #[must_use]
    pub fn general(&self) -> Channel {
        Channel {
            shared: Arc::clone(&self.shared),
            id: self.general,
        }
    }

    /// A group of users without the bot: commands work here only for those who installed the app.
    #[must_use]
    pub fn group_dm(&self, members: &[&User]) -> Channel {
        let ids: Vec<Id> = members.iter().map(|user| user.id).collect();
        let id = self
            .shared
            .change(|world| world.open(None, 3, "group", None, &ids));
        Channel {
            shared: Arc::clone(&self.shared),
            id,
        }
    }
}

impl Guild {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// The id of the bot's managed role, if the bot is here.
    #[must_use]
    pub fn bot_role(&self) -> Option<Id> {
        self.shared.read(|world| {
            let guild = world.guilds.get(&self.id)?;
            guild
                .roles
                .iter()
                .find(|role| role.bot == Some(BOT_ID))
                .map(|role| role.id)
        })
    }

    /// Sets the server's preferred language, as `ja` or `en-US`.
    pub fn speaks(&self, locale: &str) {
        self.shared.change(|world| {
            world
                .guilds
                .entry(self.id)
                .and_modify(|guild| locale.clone_into(&mut guild.locale));
            let guild = world.guild_json(self.id);
            world.emit("GUILD_UPDATE", Some(self.id), super::intent::GUILDS, |_| {
                guild.clone()
            });
        });
    }

    /// Opens a text channel.
    #[must_use]
    pub fn channel(&self, name: &str) -> Channel {
        self.open(0, name, None)
    }

    /// Opens a thread in a channel.
    #[must_use]
    pub fn thread(&self, parent: &Channel, name: &str) -> Channel {
        self.open(11, name, Some(parent.id))
    }

    /// Opens a post in a forum, which is a thread in a channel of type 15.
    #[must_use]
    pub fn forum_post(&self, name: &str) -> Channel {
        let forum = self.open(15, "forum", None);
        self.open(11, name, Some(forum.id))
    }

    fn open(&self, kind: u8, name: &str, parent: Option<Id>) -> Channel {
        let id = self.shared.change(|world| {
            let id = world.open(Some(self.id), kind, name, parent, &[]);
            let channel = world.channel_json(id);
            let event = if kind == 11 {
                "THREAD_CREATE"
            } else {
                "CHANNEL_CREATE"
            };
            world.emit(event, Some(self.id), super::intent::GUILDS, |_| {
                channel.clone()
            });
            id
        });
        Channel {
            shared: Arc::clone(&self.shared),
            id,
        }
    }
}

impl User {
    /// The user's id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// The same user with these permission bits in every server.
    #[must_use]
    pub fn with_permissions(self, bits: u64) -> Self {
        self.shared.change(|world| {
            for guild in world.guilds.values_mut() {
                guild
                    .members
                    .entry(self.id)
                    .and_modify(|member| member.0 = bits);
            }
        });
        self
    }

    /// The same user with that language set in their client.
    #[must_use]
    pub fn with_locale(self, locale: &str) -> Self {
        self.shared.change(|world| {
            world
                .people
                .entry(self.id)
                .and_modify(|person| locale.clone_into(&mut person.locale));
        });
        self
    }

    /// Installs the app for this user, so that its commands follow them everywhere.
    pub fn installs_app(&self) {
        self.shared.change(|world| {
            world
                .people
                .entry(self.id)
                .and_modify(|person| person.installed = true);
        });
    }

    /// Writes a message, exactly as given.
    #[must_use]
    pub fn says(&self, channel: &Channel, text: &str) -> Shown {
        self.write(channel.id, text, None, false)
    }

    /// Writes a message that begins with a mention of the bot.
    #[must_use]
    pub fn mentions_bot(&self, channel: &Channel, text: &str) -> Shown {
        self.says(channel, &format!("<@{BOT_ID}> {text}"))
    }

    /// Writes a message that begins with a mention of the bot's managed role.
    #[must_use]
    pub fn mentions_role(&self, channel: &Channel, text: &str) -> Shown {
        let guild = self
            .shared
            .read(|world| world.places.get(&channel.id).and_then(|place| place.guild));
        let guild = Guild {
            shared: Arc::clone(&self.shared),
            id: guild.unwrap_or(0),
        };
        self.says(
            channel,
            &format!("<@&{}> {text}", guild.bot_role().unwrap_or(0)),
        )
    }

    /// Replies to a message with the notification on, as Discord's client does by default.
    #[must_use]
    pub fn replies_to(&self, message: &Shown, text: &str) -> Shown {
        self.write(message.channel, text, Some(message.id), true)
    }

    /// Replies to a message with the notification switched off.
    #[must_use]
    pub fn replies_silently_to(&self, message: &Shown, text: &str) -> Shown {
        self.write(message.channel, text, Some(message.id), false)
    }

    /// The direct-message channel with the bot.
    #[must_use]
    pub fn dm_channel(&self) -> Channel {
        let id = self.shared.change(|world| world.dm_with(self.id));
        Channel {
            shared: Arc::clone(&self.shared),
            id,
        }
    }

    /// Writes to the bot directly.
    #[must_use]
    pub fn dm(&self, text: &str) -> Shown {
        let channel = self.dm_channel();
        self.says(&channel, text)
    }

    /// Changes one's own message.
    pub fn edits(&self, message: &Shown, text: &str) {
        self.shared
            .change(|world| world.edit(message.id, &json!({"content": text}), &[]));
    }

    /// Removes one's own message.
    pub fn deletes(&self, message: &Shown) {
        self.shared.change(|world| world.erase(message.id));
    }

    fn write(&self, channel: Id, text: &str, reply_to: Option<Id>, ping: bool) -> Shown {
        let allowed = json!({"parse": ["users", "roles", "everyone"], "replied_user": ping});
        let body = json!({"content": text, "allowed_mentions": allowed});
        self.shared.change(|world| {
            let kind = if reply_to.is_some() { 19 } else { 0 };
            let id = world.post(&Draft {
                channel,
                author: self.id,
                kind,
                body: &body,
                files: &[],
                flags: 0,
                only_for: None,
                interaction: None,
                reply_to,
            });
            Shown::of(world, id)
        })
    }
}
