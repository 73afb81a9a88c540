//! Interactions: what a user's command, click or submitted form looks like on the gateway, and what is remembered of it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::json::{list, number, set, text};
use super::model::{BOT_ID, Id, World};

/// How long the first answer may take, in seconds.
pub(super) const FIRST_ANSWER: f64 = 3.0;
/// How long a token may be used, in seconds.
pub(super) const TOKEN_LIFE: f64 = 15.0 * 60.0;
/// The attachment limit given to apps, in bytes.
pub(super) const ATTACHMENT_LIMIT: usize = 10 * 1024 * 1024;

/// The kinds of interactions, by Discord's numbers.
pub(super) mod kind {
    pub(in crate::playground) const COMMAND: u8 = 2;
    pub(in crate::playground) const COMPONENT: u8 = 3;
    pub(in crate::playground) const AUTOCOMPLETE: u8 = 4;
    pub(in crate::playground) const MODAL: u8 = 5;
}

/// One interaction and how far its answer has come.
#[derive(Clone, Debug)]
pub(super) struct Interaction {
    pub kind: u8,
    pub token: String,
    pub user: Id,
    pub channel: Id,
    /// The command's name; empty for components and modals.
    pub name: String,
    pub owners: Value,
    pub created: Timestamp,
    /// The type of the callback that answered it.
    pub answered: Option<u8>,
    /// The message that `@original` stands for.
    pub original: Option<Id>,
    /// The message whose component was used, also for a modal opened from one.
    pub message: Option<Id>,
    pub modal: Option<Value>,
    pub choices: Option<Vec<Value>>,
    /// How many follow-ups were sent.
    pub follow_ups: u32,
    /// Whether only the user installed the app, not the server.
    pub user_install_only: bool,
}

/// A user's act that becomes an interaction.
#[derive(Debug)]
pub(super) struct Act {
    pub kind: u8,
    pub user: Id,
    pub channel: Id,
    pub name: String,
    pub data: Value,
    pub message: Option<Id>,
}

impl World {
    /// Age of an interaction in seconds of the loopback's time.
    pub(super) fn age(&self, interaction: &Interaction) -> f64 {
        self.now().duration_since(interaction.created).as_secs_f64()
    }

    /// Where an act happens: 0 server, 1 the bot's DM, 2 another private channel.
    pub(super) fn context_of(&self, channel: Id) -> u8 {
        let Some(place) = self.places.get(&channel) else {
            return 0;
        };
        match place.guild {
            Some(_) => 0,
            None if place.kind == 1 && place.recipients.contains(&BOT_ID) => 1,
            None => 2,
        }
    }

    /// The installations that allow an app to act: `{"0": guild}` and/or `{"1": user}`.
    pub(super) fn owners(&self, user: Id, channel: Id) -> Value {
        let mut owners = json!({});
        let guild = self.places.get(&channel).and_then(|place| place.guild);
        let guild = guild.and_then(|id| self.guilds.get(&id));
        if guild.is_some_and(|guild| guild.members.contains_key(&BOT_ID)) {
            set(&mut owners, "0", guild.map(|guild| guild.id.to_string()));
        }
        if self.context_of(channel) == 1 {
            set(&mut owners, "0", "0");
        }
        if self
            .people
            .get(&user)
            .is_some_and(|person| person.installed)
        {
            set(&mut owners, "1", user.to_string());
        }
        owners
    }

    /// Turns an act into an interaction and sends it to the bot.
    pub(super) fn begin(&mut self, act: Act) -> Id {
        let id = self.fresh_id();
        let token = format!("aW50ZXJhY3Rpb246{id}x{:x}", self.fresh_id());
        let owners = self.owners(act.user, act.channel);
        let payload = self.payload(id, &token, &act, &owners);
        let interaction = Interaction {
            kind: act.kind,
            token,
            user: act.user,
            channel: act.channel,
            name: act.name,
            created: self.now(),
            answered: None,
            original: None,
            message: act.message,
            modal: None,
            choices: None,
            follow_ups: 0,
            user_install_only: owners.get("0").is_none(),
            owners,
        };
        self.interactions.insert(id, interaction);
        let guild = self.places.get(&act.channel).and_then(|place| place.guild);
        self.emit("INTERACTION_CREATE", guild, 0, |_| payload.clone());
        id
    }

    fn payload(&self, id: Id, token: &str, act: &Act, owners: &Value) -> Value {
        let person = self.people.get(&act.user);
        let mut payload = json!({
            "id": id.to_string(), "application_id": BOT_ID.to_string(), "type": act.kind, "token": token,
            "version": 1, "channel_id": act.channel.to_string(), "data": act.data,
            "channel": self.channel_json(act.channel), "locale": person.map(|person| person.locale.clone()),
            "app_permissions": self.bot_permissions(act.channel).to_string(), "entitlements": [],
            "authorizing_integration_owners": owners, "context": self.context_of(act.channel),
            "attachment_size_limit": ATTACHMENT_LIMIT, "entitlement_sku_ids": [],
        });
        if let Some(channel) = payload.get_mut("channel") {
            set(
                channel,
                "permissions",
                self.permissions_of(act.user, act.channel).to_string(),
            );
        }
        let guild = self.places.get(&act.channel).and_then(|place| place.guild);
        if let Some(guild) = guild.and_then(|id| self.guilds.get(&id)) {
            set(&mut payload, "guild_id", guild.id.to_string());
            set(&mut payload, "guild_locale", guild.locale.clone());
            let partial =
                json!({"id": guild.id.to_string(), "locale": guild.locale, "features": []});
            set(&mut payload, "guild", partial);
            set(
                &mut payload,
                "member",
                self.member_json(guild.id, act.user, true, Some(act.channel)),
            );
        } else {
            set(&mut payload, "user", self.user_json(act.user));
        }
        if let Some(post) = act.message.and_then(|id| self.posts.get(&id)) {
            set(&mut payload, "message", post.json.clone());
        }
        payload
    }

    /// The commands that a user finds in a channel: by installation, context and permission, those of the server first.
    pub(super) fn commands_for(&self, user: Id, channel: Id) -> Vec<Value> {
        let guild = self.places.get(&channel).and_then(|place| place.guild);
        let context = u64::from(self.context_of(channel));
        let owners = self.owners(user, channel);
        let permissions = self.permissions_of(user, channel);
        let local = self.commands.get(&guild).filter(|_| guild.is_some());
        let all = local
            .into_iter()
            .flatten()
            .chain(self.commands.get(&None).into_iter().flatten());
        let offered = all.filter(|command| {
            let contexts = list(command, "/contexts");
            let fits_context =
                contexts.is_empty() || contexts.iter().any(|c| number(c, "") == Some(context));
            let types = list(command, "/integration_types");
            let installed = types
                .iter()
                .any(|kind| owners.get(kind.to_string()).is_some())
                || (types.is_empty() && owners.get("0").is_some());
            let needs = number(command, "/default_member_permissions");
            let dm = guild.is_none();
            let allowed = dm
                || needs.is_none_or(|needs| {
                    (needs != 0 || permissions & 8 != 0) && permissions & needs == needs
                });
            fits_context && installed && allowed
        });
        offered.cloned().collect()
    }

    /// Finds a command by name and type among those offered to a user.
    pub(super) fn offered(&self, user: Id, channel: Id, name: &str, kind: u64) -> Option<Value> {
        let offered = self.commands_for(user, channel);
        offered
            .into_iter()
            .find(|c| text(c, "/name") == name && number(c, "/type") == Some(kind))
    }
}
