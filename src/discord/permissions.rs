//! What the bot may do in a channel, as guilds, channels and roles tell; so that nothing is sent only to be refused.

use std::collections::BTreeMap;

use serenity::all::{
    ChannelId, Guild, GuildChannel, PermissionOverwrite, PermissionOverwriteType, Permissions, Role,
};

/// What is known of guilds and channels.
#[derive(Debug, Default)]
pub(super) struct Known {
    guilds: BTreeMap<u64, OfGuild>,
    channels: BTreeMap<u64, OfChannel>,
}

#[derive(Debug, Default)]
struct OfGuild {
    /// Permissions by role; the one with the guild's id is everyone's.
    roles: BTreeMap<u64, Permissions>,
    /// The bot's roles.
    own: Vec<u64>,
}

#[derive(Debug)]
struct OfChannel {
    guild: u64,
    parent: Option<u64>,
    is_thread: bool,
    overwrites: Vec<PermissionOverwrite>,
}

impl Known {
    /// Learns of a guild with its channels and threads.
    pub(super) fn met(&mut self, guild: &Guild, me: u64) {
        let own = guild
            .members
            .values()
            .find(|member| member.user.id.get() == me)
            .map(|member| member.roles.iter().map(|role| role.get()).collect());
        let roles = guild.roles.values();
        let known = OfGuild {
            roles: roles
                .map(|role| (role.id.get(), role.permissions))
                .collect(),
            own: own.unwrap_or_default(),
        };
        self.guilds.insert(guild.id.get(), known);
        for channel in guild.channels.values().chain(&guild.threads) {
            self.met_channel(channel);
        }
    }

    /// Learns of a channel or thread, or of its change.
    pub(super) fn met_channel(&mut self, channel: &GuildChannel) {
        let known = OfChannel {
            guild: channel.guild_id.get(),
            parent: channel.parent_id.map(ChannelId::get),
            is_thread: channel.thread_metadata.is_some(),
            overwrites: channel.permission_overwrites.clone(),
        };
        self.channels.insert(channel.id.get(), known);
    }

    /// Learns of a role, or of its change.
    pub(super) fn met_role(&mut self, role: &Role) {
        if let Some(guild) = self.guilds.get_mut(&role.guild_id.get()) {
            guild.roles.insert(role.id.get(), role.permissions);
        }
    }

    /// Learns which roles the bot has now.
    pub(super) fn has_roles(&mut self, guild: u64, roles: Vec<u64>) {
        if let Some(guild) = self.guilds.get_mut(&guild) {
            guild.own = roles;
        }
    }

    /// Drops a guild that the bot has left.
    pub(super) fn left(&mut self, guild: u64) {
        self.guilds.remove(&guild);
        self.channels.retain(|_, channel| channel.guild != guild);
    }

    /// The channel that a thread belongs to.
    pub(super) fn parent(&self, channel: u64) -> Option<u64> {
        let known = self.channels.get(&channel)?;
        known.parent.filter(|_| known.is_thread)
    }

    /// What the bot of that user id may do in a channel; `None` if too little is known to tell.
    pub(super) fn here(&self, channel: u64, me: u64) -> Option<Permissions> {
        let known = self.channels.get(&channel)?;
        let guild = self.guilds.get(&known.guild)?;
        let base = guild
            .own
            .iter()
            .chain([&known.guild])
            .filter_map(|role| guild.roles.get(role))
            .fold(Permissions::empty(), |all, some| all | *some);
        if base.contains(Permissions::ADMINISTRATOR) {
            return Some(Permissions::all());
        }
        // A thread has the permissions of its channel.
        let overwrites = match known.parent.filter(|_| known.is_thread) {
            Some(parent) => &self.channels.get(&parent)?.overwrites,
            None => &known.overwrites,
        };
        Some(overwritten(base, overwrites, known.guild, &guild.own, me))
    }
}

/// Discord's order: everyone's overwrite, then those of all roles together, then the member's own.
fn overwritten(
    base: Permissions,
    overwrites: &[PermissionOverwrite],
    everyone: u64,
    roles: &[u64],
    me: u64,
) -> Permissions {
    let layer = |applies: &dyn Fn(&PermissionOverwriteType) -> bool| {
        overwrites
            .iter()
            .filter(|overwrite| applies(&overwrite.kind))
            .fold(
                (Permissions::empty(), Permissions::empty()),
                |(allow, deny), it| (allow | it.allow, deny | it.deny),
            )
    };
    let layers = [
        layer(
            &|kind| matches!(kind, PermissionOverwriteType::Role(role) if role.get() == everyone),
        ),
        layer(
            &|kind| matches!(kind, PermissionOverwriteType::Role(role) if roles.contains(&role.get())),
        ),
        layer(&|kind| matches!(kind, PermissionOverwriteType::Member(user) if user.get() == me)),
    ];
    layers
        .into_iter()
        .fold(base, |all, (allow, deny)| (all - deny) | allow)
}

/// Whether the bot may answer with these permissions, in a thread or not.
pub(super) fn may_write(here: Permissions, in_thread: bool) -> bool {
    let write = if in_thread {
        Permissions::SEND_MESSAGES_IN_THREADS
    } else {
        Permissions::SEND_MESSAGES
    };
    here.contains(Permissions::VIEW_CHANNEL | write)
}

#[cfg(test)]
mod tests {
    use serenity::all::{RoleId, UserId};

    use super::*;

    fn rule(
        kind: PermissionOverwriteType,
        allow: Permissions,
        deny: Permissions,
    ) -> PermissionOverwrite {
        PermissionOverwrite { allow, deny, kind }
    }

    #[test]
    fn overwrites_apply_in_order() {
        let send = Permissions::SEND_MESSAGES;
        let none = Permissions::empty();
        let everyone = rule(PermissionOverwriteType::Role(RoleId::new(1)), none, send);
        let role = rule(PermissionOverwriteType::Role(RoleId::new(2)), send, none);
        let other = rule(PermissionOverwriteType::Role(RoleId::new(3)), none, send);
        let own = rule(PermissionOverwriteType::Member(UserId::new(9)), none, send);
        let after =
            |rules: &[PermissionOverwrite]| overwritten(send, rules, 1, &[2], 9).contains(send);
        assert!(after(&[]));
        assert!(!after(std::slice::from_ref(&everyone)));
        assert!(after(&[role.clone(), everyone.clone()]));
        assert!(after(&[other, role.clone(), everyone.clone()]));
        assert!(!after(&[own, role, everyone]));
    }
}
