//! What the adapter learns of guilds as events tell it: their language, the bot's role in them, what it may do where.

use std::sync::{MutexGuard, PoisonError};

use serenity::all::{Guild, Permissions, Role};

use super::Adapter;
use crate::discord::permissions::{Known, may_write};

impl Adapter {
    /// Learns of a guild: roles, language, channels and threads.
    pub(in crate::discord) fn met(&self, guild: &Guild) {
        for role in guild.roles.values() {
            self.met_role(role);
        }
        self.met_locale(guild.id.get(), &guild.preferred_locale);
        let me = self.identity().user;
        self.places().met(guild, me);
    }

    /// Learns of the preferred language of a guild.
    pub(in crate::discord) fn met_locale(&self, guild: u64, locale: &str) {
        let mut locales = self.locales.lock().unwrap_or_else(PoisonError::into_inner);
        locales.insert(guild, locale.to_owned());
    }

    /// Learns of a role, and keeps it if it is the bot's own.
    pub(in crate::discord) fn met_role(&self, role: &Role) {
        self.places().met_role(role);
        let mut me = self.me.write().unwrap_or_else(PoisonError::into_inner);
        if role.tags.bot_id.is_some_and(|bot| bot.get() == me.user) {
            me.roles.insert(role.guild_id.get(), role.id.get());
        }
    }

    /// What is known of the bot's permissions.
    pub(in crate::discord) fn places(&self) -> MutexGuard<'_, Known> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The preferred language of a guild.
    pub(in crate::discord) fn guild_locale(&self, guild: Option<u64>) -> Option<String> {
        let locales = self.locales.lock().unwrap_or_else(PoisonError::into_inner);
        locales.get(&guild?).cloned()
    }

    /// What the bot may do in a channel of a guild; `None` if too little is known to tell.
    pub(in crate::discord) fn may(&self, channel: u64) -> Option<Permissions> {
        let me = self.identity().user;
        self.places().here(channel, me)
    }

    /// Whether the bot is known not to be allowed to write there.
    pub(in crate::discord) fn is_mute(&self, channel: u64) -> bool {
        let in_thread = self.places().parent(channel).is_some();
        self.may(channel)
            .is_some_and(|here| !may_write(here, in_thread))
    }

    /// Whether the bot is known not to be allowed to post embeds there.
    pub(in crate::discord) fn is_plain(&self, channel: u64) -> bool {
        self.may(channel)
            .is_some_and(|here| !here.contains(Permissions::EMBED_LINKS))
    }

    /// Whether the bot may attach files there; where too little is known to tell, and in direct messages, it may.
    pub(in crate::discord) fn may_attach(&self, channel: u64) -> bool {
        self.may(channel)
            .is_none_or(|here| here.contains(Permissions::ATTACH_FILES))
    }

    /// Whether the bot may reply to messages there; where too little is known to tell, and in direct messages, it may.
    pub(in crate::discord) fn may_read_history(&self, channel: u64) -> bool {
        self.may(channel)
            .is_none_or(|here| here.contains(Permissions::READ_MESSAGE_HISTORY))
    }
}
