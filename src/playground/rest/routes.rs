//! Which request goes where, and who may send it.

use serde_json::{Value, json};

use super::{Answer, Capture, Refusal, answers, commands, messages};
use crate::playground::model::{Id, World};

/// Carries out one request.
pub(in crate::playground) fn serve(
    world: &mut World,
    capture: &Capture,
    authorization: &str,
) -> Answer {
    let segments: Vec<&str> = capture
        .path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let by_token = matches!(
        segments.as_slice(),
        ["interactions", ..] | ["webhooks", _, _, ..]
    );
    if !by_token && authorization.strip_prefix("Bot ") != Some(world.token.as_str()) {
        return Err(Refusal::new(401, 0, "401: Unauthorized"));
    }
    let id = |text: &&str| text.parse::<Id>().unwrap_or(0);
    match (capture.method.as_str(), segments.as_slice()) {
        ("GET", ["gateway"]) => Ok((200, json!({"url": format!("ws://{}/", world.address)}))),
        ("GET", ["gateway", "bot"]) => Ok((200, gateway(world))),
        ("GET", ["users", "@me"]) => Ok((200, world.own_user_json())),
        ("GET", ["users", user]) => found(world.user_json(id(user)), "User", 10013),
        ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => {
            Ok((200, world.application_json()))
        }
        ("POST", ["users", "@me", "channels"]) => messages::open_dm(world, &capture.body),
        ("GET", ["users", "@me", "guilds"]) => {
            let all = world
                .guilds
                .keys()
                .map(|id| world.guild_json(*id))
                .collect();
            Ok((200, all))
        }
        ("GET", ["guilds", guild]) => found(world.guild_json(id(guild)), "Guild", 10004),
        ("GET", ["guilds", guild, part]) => guild_part(world, id(guild), part),
        ("GET", ["guilds", guild, "members", user]) => member(world, id(guild), id(user)),
        (_, ["channels", channel, rest @ ..]) => messages::serve(world, capture, id(channel), rest),
        (_, ["applications", app, "commands", rest @ ..]) => {
            commands::serve(world, capture, id(app), None, rest)
        }
        (_, ["applications", app, "guilds", guild, "commands", rest @ ..]) => {
            commands::serve(world, capture, id(app), Some(id(guild)), rest)
        }
        ("POST", ["interactions", interaction, token, "callback"]) => {
            answers::callback(world, capture, id(interaction), token)
        }
        (_, ["webhooks", app, token, rest @ ..]) => {
            answers::webhook(world, capture, id(app), token, rest)
        }
        _ => Err(Refusal::new(404, 0, "404: Not Found")),
    }
}

/// The value, or that it is unknown.
fn found(value: Value, what: &str, code: u32) -> Answer {
    if value.is_null() {
        Err(Refusal::unknown(what, code))
    } else {
        Ok((200, value))
    }
}

fn gateway(world: &World) -> Value {
    let remaining = 1000_u32.saturating_sub(world.sessions.identifies);
    json!({
        "url": format!("ws://{}/", world.address), "shards": 1,
        "session_start_limit": {"total": 1000, "remaining": remaining, "reset_after": 86_400_000, "max_concurrency": 1},
    })
}

fn guild_part(world: &World, guild: Id, part: &str) -> Answer {
    let whole = world.guild_json(guild);
    match part {
        "channels" | "roles" | "members" => found(
            whole.get(part).cloned().unwrap_or(Value::Null),
            "Guild",
            10004,
        ),
        _ => Err(Refusal::new(404, 0, "404: Not Found")),
    }
}

fn member(world: &World, guild: Id, user: Id) -> Answer {
    found(world.member_json(guild, user, true, None), "Member", 10007)
}
