//! Channels and the messages in them.

use serde_json::{Value, json};

use super::{Answer, Capture, Refusal};
use crate::playground::gateway::intent;
use crate::playground::json::{has, is_true, number, text};
use crate::playground::message::{Draft, EPHEMERAL};
use crate::playground::model::{BOT_ID, Id, World, permission};
use crate::playground::rules::{self, Occasion};

/// Everything under `/channels/{id}`.
pub(in crate::playground) fn serve(
    world: &mut World,
    capture: &Capture,
    channel: Id,
    rest: &[&str],
) -> Answer {
    if !world.places.contains_key(&channel) {
        return Err(Refusal::unknown("Channel", 10003));
    }
    if !world.bot_is_in(channel) {
        return Err(Refusal::new(403, 50001, "Missing Access"));
    }
    let id = |text: &str| text.parse::<Id>().unwrap_or(0);
    match (capture.method.as_str(), rest) {
        ("GET", []) => Ok((200, world.channel_json(channel))),
        ("POST", ["typing"]) => {
            world.typing.push(channel);
            world.tell_page(
                None,
                "TYPING_START",
                &json!({"channel_id": channel.to_string()}),
            );
            Ok((204, Value::Null))
        }
        ("GET", ["messages"]) => Ok((200, history(world, capture, channel))),
        ("POST", ["messages"]) => create(world, capture, channel),
        ("POST", ["messages", message, "threads"]) => {
            thread(world, capture, channel, Some(id(message)))
        }
        ("POST", ["threads"]) => thread(world, capture, channel, None),
        (method, ["messages", message]) => {
            let message = id(message);
            let there = world
                .posts
                .get(&message)
                .filter(|post| post.channel == channel && !post.deleted && post.only_for.is_none());
            let Some(post) = there else {
                return Err(Refusal::unknown("Message", 10008));
            };
            let own = post.author == BOT_ID;
            match method {
                "GET" => Ok((200, as_allowed(world, &post.json))),
                "PATCH" if !own => Err(Refusal::new(
                    403,
                    50005,
                    "Cannot edit a message authored by another user",
                )),
                "PATCH" => edit(world, capture, message),
                "DELETE"
                    if !own
                        && world.bot_permissions(channel) & permission::MANAGE_MESSAGES == 0 =>
                {
                    Err(Refusal::new(403, 50013, "Missing Permissions"))
                }
                "DELETE" => {
                    world.erase(message);
                    Ok((204, Value::Null))
                }
                _ => Err(Refusal::new(405, 0, "405: Method Not Allowed")),
            }
        }
        ("PUT" | "DELETE", ["messages", message, "reactions", ..]) => {
            let known = world
                .posts
                .get(&id(message))
                .is_some_and(|post| !post.deleted);
            if known {
                Ok((204, Value::Null))
            } else {
                Err(Refusal::unknown("Message", 10008))
            }
        }
        _ => Err(Refusal::new(404, 0, "404: Not Found")),
    }
}

/// A message as the bot may read it over REST, where the message-content intent counts as well.
fn as_allowed(world: &World, message: &Value) -> Value {
    if world.sessions.allowed_privileged & intent::MESSAGE_CONTENT != 0 {
        return message.clone();
    }
    world.as_seen_without_content(message)
}

fn history(world: &World, capture: &Capture, channel: Id) -> Value {
    let bound = |key: &str| {
        capture
            .query
            .get(key)
            .and_then(|value| value.parse::<u64>().ok())
    };
    let (before, after) = (
        bound("before").unwrap_or(u64::MAX),
        bound("after").unwrap_or(0),
    );
    let limit = bound("limit").unwrap_or(50).clamp(1, 100);
    let posts = world.posts.iter().rev().filter(|(id, post)| {
        post.channel == channel
            && !post.deleted
            && post.only_for.is_none()
            && **id < before
            && **id > after
    });
    let limit = usize::try_from(limit).unwrap_or(100);
    posts
        .take(limit)
        .map(|(_, post)| as_allowed(world, &post.json))
        .collect()
}

fn create(world: &mut World, capture: &Capture, channel: Id) -> Answer {
    let body = &capture.body;
    let occasion = Occasion {
        answers_interaction: false,
        sends: true,
    };
    let findings = rules::message(body, &capture.files, occasion, None);
    rules::settle(world, &findings)?;
    rules::command_mentions(world, body);
    let thread = world
        .places
        .get(&channel)
        .is_some_and(|place| place.kind == 11);
    let needed = if thread {
        permission::SEND_MESSAGES_IN_THREADS
    } else {
        permission::SEND_MESSAGES
    };
    let granted = world.bot_permissions(channel);
    let files_denied = !capture.files.is_empty() && granted & permission::ATTACH_FILES == 0;
    if granted & needed == 0 || files_denied {
        return Err(Refusal::new(403, 50013, "Missing Permissions"));
    }
    let nonce = body
        .get("nonce")
        .filter(|nonce| !nonce.is_null())
        .map(|nonce| (channel, nonce.to_string()));
    if let Some(known) = nonce.as_ref().filter(|_| is_true(body, "/enforce_nonce"))
        && let Some(post) = world.nonces.get(known).and_then(|id| world.posts.get(id))
    {
        return Ok((200, post.json.clone()));
    }
    let reply_to = reference(world, body, channel)?;
    let flags = number(body, "/flags").unwrap_or(0) & !EPHEMERAL;
    let kind = if reply_to.is_some() { 19 } else { 0 };
    let draft = Draft {
        channel,
        author: BOT_ID,
        kind,
        body,
        files: &capture.files,
        flags,
        only_for: None,
        interaction: None,
        reply_to,
    };
    let id = world.post(&draft);
    if let Some(nonce) = nonce {
        world.nonces.insert(nonce, id);
    }
    Ok((
        200,
        world
            .posts
            .get(&id)
            .map_or(Value::Null, |post| post.json.clone()),
    ))
}

/// The message that a body replies to, if it exists and may be replied to.
fn reference(world: &World, body: &Value, channel: Id) -> Result<Option<Id>, Refusal> {
    if !has(body, "/message_reference") {
        return Ok(None);
    }
    if world.bot_permissions(channel) & permission::READ_MESSAGE_HISTORY == 0 {
        return Err(Refusal::new(
            403,
            160_002,
            "Cannot reply without permission to read message history",
        ));
    }
    let wanted = number(body, "/message_reference/message_id");
    let known = wanted.filter(|id| {
        world
            .posts
            .get(id)
            .is_some_and(|post| !post.deleted && post.channel == channel)
    });
    let must_exist = body
        .pointer("/message_reference/fail_if_not_exists")
        .and_then(Value::as_bool)
        .unwrap_or(true);
    if known.is_none() && must_exist {
        let errors = json!({"message_reference": {"_errors": [
            {"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}]}});
        let body = json!({"code": 50035, "message": "Invalid Form Body", "errors": errors});
        return Err(Refusal { status: 400, body });
    }
    Ok(known)
}

fn edit(world: &mut World, capture: &Capture, message: Id) -> Answer {
    let before = world.posts.get(&message).map(|post| post.json.clone());
    let occasion = Occasion {
        answers_interaction: false,
        sends: false,
    };
    let findings = rules::message(&capture.body, &capture.files, occasion, before.as_ref());
    rules::settle(world, &findings)?;
    world.edit(message, &capture.body, &capture.files);
    Ok((
        200,
        world
            .posts
            .get(&message)
            .map_or(Value::Null, |post| post.json.clone()),
    ))
}

fn thread(world: &mut World, capture: &Capture, parent: Id, _from: Option<Id>) -> Answer {
    let name = text(&capture.body, "/name").to_owned();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Refusal::new(400, 50035, "Invalid Form Body"));
    }
    let guild = world.places.get(&parent).and_then(|place| place.guild);
    let id = world.open(guild, 11, &name, Some(parent), &[]);
    let channel = world.channel_json(id);
    world.emit("THREAD_CREATE", guild, intent::GUILDS, |_| channel.clone());
    Ok((201, channel))
}

/// Opens, or finds, the direct-message channel with a user.
pub(in crate::playground) fn open_dm(world: &mut World, body: &Value) -> Answer {
    let user = number(body, "/recipient_id").unwrap_or(0);
    if !world.people.contains_key(&user) {
        return Err(Refusal::unknown("User", 10013));
    }
    let id = world.dm_with(user);
    Ok((200, world.channel_json(id)))
}
