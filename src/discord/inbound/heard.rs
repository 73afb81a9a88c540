//! From a message in a channel to what is said to the bot: whether it is meant, and the words without the mentions.

use std::collections::BTreeMap;

use serenity::all::{Message, MessageType};

use super::custom_ids;

/// Who the bot is.
#[derive(Debug, Clone, Default)]
pub(in crate::discord) struct Identity {
    /// The bot's user id.
    pub(in crate::discord) user: u64,
    /// Its application's id.
    pub(in crate::discord) application: u64,
    /// The role that Discord made for it, by guild.
    pub(in crate::discord) roles: BTreeMap<u64, u64>,
}

/// Something said to the bot in a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::discord) struct Heard {
    /// What was said, without mentions of the bot; empty if nothing but a mention.
    pub(in crate::discord) text: String,
    /// Whether the bot was meant by its role, in which case Discord may have kept the text back.
    pub(in crate::discord) by_role: bool,
    /// The bot's message that this replies to.
    pub(in crate::discord) reply_to: Option<Answered>,
}

/// A message of the bot's that somebody replies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::discord) struct Answered {
    /// Its id.
    pub(in crate::discord) message: u64,
    /// The ids of its components.
    pub(in crate::discord) components: Vec<String>,
}

/// What a message says to the bot, or `None` if the bot is not meant or must not answer.
pub(in crate::discord) fn heard(message: &Message, me: &Identity) -> Option<Heard> {
    if message.author.bot || message.webhook_id.is_some() || message.author.id.get() == me.user {
        return None;
    }
    if !matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    ) {
        return None;
    }
    let role = message
        .guild_id
        .and_then(|guild| me.roles.get(&guild.get()))
        .copied();
    let written = message.content.contains(&format!("<@{}>", me.user))
        || message.content.contains(&format!("<@!{}>", me.user));
    // Servers that are not Discord's own may leave the list of mentions empty.
    let by_user = written || message.mentions.iter().any(|user| user.id.get() == me.user);
    let by_role = role.is_some_and(|role| message.mention_roles.iter().any(|it| it.get() == role));
    let direct = message.guild_id.is_none();
    if !(by_user || by_role || direct) {
        return None;
    }
    let own_message = message
        .referenced_message
        .as_ref()
        .filter(|target| target.author.id.get() == me.user);
    let text = spoken(message, me.user, role);
    // A reply pings whom it replies to: by itself, without words and without a written mention, it asks nothing.
    if text.is_empty() && !by_role && !written && message.referenced_message.is_some() {
        return None;
    }
    Some(Heard {
        text,
        by_role: by_role && !by_user && !direct,
        reply_to: own_message.map(|target| Answered {
            message: target.id.get(),
            components: custom_ids(&target.components),
        }),
    })
}

/// The words of a message: the bot's mentions dropped, other people's replaced by their names, emoji of servers dropped.
pub(super) fn spoken(message: &Message, me: u64, role: Option<u64>) -> String {
    let mut words = String::with_capacity(message.content.len());
    let mut rest = message.content.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let Some((inside, behind)) = after.split_once('>') else {
            words.push('<');
            rest = after;
            continue;
        };
        if let Some(replacement) = mention(message, inside, me, role) {
            words.push_str(&replacement);
            rest = behind;
        } else {
            words.push('<');
            rest = after;
        }
    }
    words.push_str(rest);
    let lines: Vec<String> = words
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// What stands for the inside of `<…>`; nothing if it is no mention.
fn mention(message: &Message, inside: &str, me: u64, role: Option<u64>) -> Option<String> {
    if let Some(id) = inside.strip_prefix("@&") {
        let id: u64 = id.parse().ok()?;
        return Some(if Some(id) == role {
            " ".to_owned()
        } else {
            String::new()
        });
    }
    if let Some(id) = inside.strip_prefix('@') {
        let id: u64 = id.strip_prefix('!').unwrap_or(id).parse().ok()?;
        if id == me {
            return Some(" ".to_owned());
        }
        let user = message.mentions.iter().find(|user| user.id.get() == id);
        return Some(user.map_or_else(String::new, |user| user.name.clone()));
    }
    if let Some(id) = inside.strip_prefix('#') {
        let _channel: u64 = id.parse().ok()?;
        return Some(String::new());
    }
    let emoji = inside
        .strip_prefix("a:")
        .or_else(|| inside.strip_prefix(':'))?;
    let (_, id) = emoji.split_once(':')?;
    let _emoji: u64 = id.parse().ok()?;
    Some(String::new())
}
