//! How users, members, channels, roles, servers and the application look as Discord's JSON.

use serde_json::{Value, json};

use super::{BOT_ID, Id, Role, World};
use crate::playground::json::set;

impl World {
    /// A user object.
    pub(in crate::playground) fn user_json(&self, id: Id) -> Value {
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

    /// The bot's own user object, which tells it more than others see.
    pub(in crate::playground) fn own_user_json(&self) -> Value {
        let mut own = self.user_json(BOT_ID);
        for (key, value) in [
            ("mfa_enabled", json!(true)),
            ("locale", json!("en-US")),
            ("verified", json!(true)),
            ("email", Value::Null),
            ("premium_type", json!(0)),
        ] {
            set(&mut own, key, value);
        }
        own
    }

    /// A member object, with `user` and `permissions` where asked for.
    pub(in crate::playground) fn member_json(
        &self,
        guild: Id,
        user: Id,
        with_user: bool,
        channel: Option<Id>,
    ) -> Value {
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
            set(&mut member, "user", self.user_json(user));
        }
        if let Some(channel) = channel {
            let bits = self.permissions_of(user, channel).to_string();
            set(&mut member, "permissions", bits);
        }
        member
    }

    /// A channel object; threads carry their metadata, private channels their recipients.
    pub(in crate::playground) fn channel_json(&self, id: Id) -> Value {
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
            set(&mut channel, "recipients", people);
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
            set(&mut channel, key, value);
        }
        if place.kind == 11 {
            set(&mut channel, "owner_id", BOT_ID.to_string());
            set(&mut channel, "message_count", 0);
            set(&mut channel, "member_count", 1);
            let metadata = json!({
                "archived": false, "auto_archive_duration": 1440, "locked": false,
                "archive_timestamp": "2026-01-01T00:00:00+00:00", "create_timestamp": "2026-01-01T00:00:00+00:00",
            });
            set(&mut channel, "thread_metadata", metadata);
        }
        channel
    }

    /// A role object.
    pub(in crate::playground) fn role_json(role: &Role) -> Value {
        let mut value = json!({
            "id": role.id.to_string(), "name": role.name, "permissions": role.permissions.to_string(),
            "color": 0, "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
            "hoist": false, "icon": null, "unicode_emoji": null, "managed": role.bot.is_some(),
            "mentionable": false, "position": u8::from(role.bot.is_some()), "flags": 0,
        });
        if let Some(bot) = role.bot {
            set(&mut value, "tags", json!({"bot_id": bot.to_string()}));
        }
        value
    }

    /// A guild object as `GUILD_CREATE` carries it.
    pub(in crate::playground) fn guild_json(&self, id: Id) -> Value {
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
        let roles: Vec<Value> = guild.roles.iter().map(Self::role_json).collect();
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
            "widget_enabled": false, "widget_channel_id": null, "nsfw": false, "home_header": null,
            "max_video_channel_users": 25, "max_stage_video_channel_users": 50,
        });
        for (key, value) in settings.as_object().into_iter().flatten() {
            set(&mut whole, key, value.clone());
        }
        whole
    }

    /// The bot's application object.
    pub(in crate::playground) fn application_json(&self) -> Value {
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
            "is_monetized": false, "flags_new": "0", "explicit_content_filter": 0,
            "eligible_oauth2_scopes": [], "approximate_user_authorization_count": 0, "is_verified": false, "rpc_origins": [],
            "integration_types_config": {"0": {}, "1": {}},
        })
    }
}
