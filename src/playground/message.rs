//! Messages: how they are made, edited and removed, whom they would ping, and what of them the bot gets to see.

mod pings;
mod shape;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::gateway::intent;
use super::json::{has, list, number, set, text};
use super::model::{BOT_ID, Id, Stored, World, permission};

pub use pings::Pings;
pub(super) use shape::option as command_option;

use pings::{mentionable_text, pings};

/// Message flag: links do not unfold into cards.
pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
/// Message flag: only one user sees it.
pub const EPHEMERAL: u64 = 1 << 6;
/// Message flag: "… is thinking".
pub const LOADING: u64 = 1 << 7;
/// Message flag: made of components only.
pub const COMPONENTS_V2: u64 = 1 << 15;

/// A file as it came with a request.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The number in `files[n]`.
    pub index: u64,
    /// The file's name.
    pub filename: String,
    /// Its media type, or `application/octet-stream`.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A message with what the loopback must know of it beside its JSON.
#[derive(Clone, Debug)]
pub(super) struct Post {
    /// Discord's message object, with `guild_id`, without `member`.
    pub json: Value,
    pub author: Id,
    pub channel: Id,
    pub only_for: Option<Id>,
    pub pings: Pings,
    /// Whether a verb has read it.
    pub read: bool,
    pub deleted: bool,
    /// How often it was changed; filling a deferred answer counts.
    pub edits: u32,
    pub interaction: Option<Id>,
}

impl Post {
    /// Whether it still says only "… is thinking".
    pub(super) fn is_loading(&self) -> bool {
        number(&self.json, "/flags").unwrap_or(0) & LOADING != 0
    }
}

/// A message about to be made.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub channel: Id,
    pub author: Id,
    pub kind: u8,
    pub body: &'a Value,
    pub files: &'a [Upload],
    pub flags: u64,
    pub only_for: Option<Id>,
    pub interaction: Option<Id>,
    pub reply_to: Option<Id>,
}

impl World {
    /// Makes a message, shows it to everyone concerned, and returns its id.
    pub(super) fn post(&mut self, draft: &Draft<'_>) -> Id {
        let id = self.fresh_id();
        let guild = self
            .places
            .get(&draft.channel)
            .and_then(|place| place.guild);
        let referenced = draft
            .reply_to
            .and_then(|id| self.posts.get(&id))
            .filter(|post| !post.deleted);
        let replied = referenced
            .map(|post| post.author)
            .filter(|author| *author != draft.author);
        let everything = mentionable_text(draft.body);
        let pings = pings(
            draft.body,
            &everything,
            draft.interaction.is_some(),
            replied,
        );
        let reply = draft.reply_to.map(|to| {
            let mut reference = json!({
                "type": 0, "message_id": to.to_string(), "channel_id": draft.channel.to_string(),
            });
            if let Some(guild) = guild {
                set(&mut reference, "guild_id", guild.to_string());
            }
            reference
        });
        let referenced = referenced.map(|post| post.json.clone());
        let mut message = json!({
            "id": id.to_string(), "channel_id": draft.channel.to_string(), "type": draft.kind,
            "author": self.user_json(draft.author), "content": text(draft.body, "/content"),
            "timestamp": self.now().to_string(), "edited_timestamp": null, "tts": false, "pinned": false,
            "mention_everyone": pings.everyone, "flags": draft.flags,
            "mention_roles": pings.roles.iter().map(Id::to_string).collect::<Vec<_>>(),
            "mentions": [], "attachments": [], "embeds": [], "components": [],
        });
        let mentioned: BTreeSet<Id> = pings
            .users
            .iter()
            .copied()
            .chain(pings.replied_user)
            .collect();
        let mentions: Vec<Value> = mentioned
            .iter()
            .filter(|id| self.people.contains_key(id))
            .map(|id| self.user_json(*id))
            .collect();
        set(&mut message, "mentions", mentions);
        if let Some(guild) = guild {
            set(&mut message, "guild_id", guild.to_string());
        }
        if let Some(reply) = reply {
            set(&mut message, "message_reference", reply);
            set(
                &mut message,
                "referenced_message",
                referenced.unwrap_or(Value::Null),
            );
        }
        if has(draft.body, "/nonce") {
            set(&mut message, "nonce", draft.body.get("nonce").cloned());
        }
        if draft.author == BOT_ID {
            set(&mut message, "application_id", BOT_ID.to_string());
        }
        if let Some(interaction) = draft.interaction {
            self.sign(&mut message, interaction, id);
        }
        self.fill(&mut message, draft.channel, draft.body, draft.files);
        let post = Post {
            json: message,
            author: draft.author,
            channel: draft.channel,
            only_for: draft.only_for,
            pings,
            read: false,
            deleted: false,
            edits: 0,
            interaction: draft.interaction,
        };
        self.posts.insert(id, post);
        self.show(id, "MESSAGE_CREATE");
        id
    }

    /// Marks a message as an interaction's.
    fn sign(&self, message: &mut Value, interaction: Id, own: Id) {
        set(message, "webhook_id", BOT_ID.to_string());
        let Some(origin) = self.interactions.get(&interaction) else {
            return;
        };
        let mut metadata = json!({
            "id": interaction.to_string(), "type": origin.kind, "user": self.user_json(origin.user),
            "authorizing_integration_owners": origin.owners,
        });
        if let Some(original) = origin.original.filter(|original| *original != own) {
            set(
                &mut metadata,
                "original_response_message_id",
                original.to_string(),
            );
        }
        if let Some(message) = origin.message {
            set(&mut metadata, "interacted_message_id", message.to_string());
        }
        if origin.kind == 5 {
            let trigger = json!({
                "id": interaction.to_string(), "type": 2, "user": self.user_json(origin.user),
                "authorizing_integration_owners": origin.owners,
            });
            set(&mut metadata, "triggering_interaction_metadata", trigger);
        }
        set(message, "interaction_metadata", metadata);
        if origin.kind == 2 {
            let old = json!({
                "id": interaction.to_string(), "type": 2, "name": origin.name, "user": self.user_json(origin.user),
            });
            set(message, "interaction", old);
        }
    }

    /// Takes over embeds, components and attachments from a body that creates or edits a message.
    fn fill(&mut self, message: &mut Value, channel: Id, body: &Value, files: &[Upload]) {
        if let Some(content) = body.get("content") {
            set(message, "content", content.as_str().unwrap_or(""));
        }
        if has(body, "/attachments") || !files.is_empty() {
            let attachments = self.attachments(message, channel, body, files);
            set(message, "attachments", attachments);
        }
        let attachments = list(message, "/attachments").to_vec();
        if let Some(components) = body.get("components") {
            set(
                message,
                "components",
                shape::components(components, &attachments),
            );
        }
        let may_embed = self.bot_permissions(channel) & permission::EMBED_LINKS != 0;
        if let Some(embeds) = body.get("embeds") {
            let shown = if may_embed {
                shape::embeds(embeds, &attachments)
            } else {
                json!([])
            };
            set(message, "embeds", shown);
        }
    }

    /// The attachments a message has after a body with `attachments` and files was applied.
    fn attachments(
        &mut self,
        message: &Value,
        channel: Id,
        body: &Value,
        files: &[Upload],
    ) -> Vec<Value> {
        let described = list(body, "/attachments");
        let kept = list(message, "/attachments").iter().filter(|old| {
            let id = number(old, "/id");
            !has(body, "/attachments") || described.iter().any(|new| number(new, "/id") == id)
        });
        let mut all: Vec<Value> = kept.cloned().collect();
        for file in files {
            let about = described
                .iter()
                .find(|about| number(about, "/id") == Some(file.index));
            let id = self.fresh_id();
            let url = format!(
                "http://{}/attachments/{channel}/{id}/{}",
                self.address, file.filename
            );
            let description = about.and_then(|about| about.get("description")).cloned();
            all.push(json!({
                "id": id.to_string(), "filename": file.filename, "size": file.bytes.len(), "url": url,
                "proxy_url": url, "content_type": file.content_type, "description": description,
            }));
            let stored = Stored {
                content_type: file.content_type.clone(),
                bytes: file.bytes.clone(),
            };
            self.files.insert(id, stored);
        }
        all
    }

    /// Changes a message by a body of the bot's or a user's, and shows the change.
    pub(super) fn edit(&mut self, id: Id, body: &Value, files: &[Upload]) {
        let Some(mut post) = self.posts.remove(&id) else {
            return;
        };
        let was_loading = post.is_loading();
        let old_flags = number(&post.json, "/flags").unwrap_or(0);
        let settable = SUPPRESS_EMBEDS | COMPONENTS_V2;
        let wanted = number(body, "/flags").map_or(old_flags & settable, |flags| flags & settable);
        let flags = (old_flags & !settable & !LOADING) | wanted | (old_flags & COMPONENTS_V2);
        set(&mut post.json, "flags", flags);
        if !was_loading {
            set(&mut post.json, "edited_timestamp", self.now().to_string());
        }
        self.fill(&mut post.json, post.channel, body, files);
        if was_loading {
            post.pings = pings(body, &mentionable_text(body), true, None);
        }
        post.edits += 1;
        self.posts.insert(id, post);
        self.show(id, "MESSAGE_UPDATE");
    }

    /// Removes a message and says so.
    pub(super) fn erase(&mut self, id: Id) {
        let Some(post) = self.posts.get_mut(&id) else {
            return;
        };
        post.deleted = true;
        post.read = true;
        let (channel, only_for) = (post.channel, post.only_for);
        let guild = self.places.get(&channel).and_then(|place| place.guild);
        let mut gone = json!({"id": id.to_string(), "channel_id": channel.to_string()});
        if let Some(guild) = guild {
            set(&mut gone, "guild_id", guild.to_string());
        }
        self.tell_page(only_for, "MESSAGE_DELETE", &gone);
        if only_for.is_none() && self.bot_is_in(channel) {
            self.emit("MESSAGE_DELETE", guild, message_intent(guild), |_| {
                gone.clone()
            });
        }
    }

    /// Sends a message's current state to the page and, unless it is ephemeral, to the bot.
    fn show(&mut self, id: Id, event: &'static str) {
        let Some(post) = self.posts.get(&id) else {
            return;
        };
        self.tell_page(post.only_for, event, &post.json);
        if post.only_for.is_some() || !self.bot_is_in(post.channel) {
            return;
        }
        let guild = self.places.get(&post.channel).and_then(|place| place.guild);
        let (author, own) = (post.author, post.json.clone());
        let mut full = own;
        if let Some(guild) = guild {
            set(
                &mut full,
                "member",
                self.member_json(guild, author, false, None),
            );
        }
        let bare = self.as_seen_without_content(&full);
        self.emit(event, guild, message_intent(guild), |intents| {
            if intents & intent::MESSAGE_CONTENT == 0 {
                bare.clone()
            } else {
                full.clone()
            }
        });
    }

    /// A message object as an app without the privileged intent sees it: emptied, unless the app is mentioned by
    /// name, wrote it, or it stands in a private channel. A mention of the app's role reveals nothing.
    pub(super) fn as_seen_without_content(&self, message: &Value) -> Value {
        let mut seen = message.clone();
        if has(&seen, "/referenced_message") {
            let inner = self
                .as_seen_without_content(message.get("referenced_message").unwrap_or(&Value::Null));
            set(&mut seen, "referenced_message", inner);
        }
        let mentioned = list(message, "/mentions")
            .iter()
            .any(|user| number(user, "/id") == Some(BOT_ID));
        let own = number(message, "/author/id") == Some(BOT_ID);
        let channel = number(message, "/channel_id").and_then(|id| self.places.get(&id));
        let private = channel.is_none_or(|place| place.guild.is_none());
        if mentioned || own || private {
            return seen;
        }
        set(&mut seen, "content", "");
        for part in ["embeds", "attachments", "components"] {
            set(&mut seen, part, json!([]));
        }
        seen
    }
}

/// The intent that a message event needs.
fn message_intent(guild: Option<Id>) -> u64 {
    if guild.is_some() {
        intent::GUILD_MESSAGES
    } else {
        intent::DIRECT_MESSAGES
    }
}
