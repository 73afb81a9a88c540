//! Registration of application commands, global and per server.

use serde_json::{Value, json};

use super::{Answer, Capture, Refusal};
use crate::playground::json::{number, set, text};
use crate::playground::message::command_option;
use crate::playground::model::{BOT_ID, Id, World};
use crate::playground::rules;

/// Everything under `/applications/{app}/commands` and `/applications/{app}/guilds/{guild}/commands`.
pub(in crate::playground) fn serve(
    world: &mut World,
    capture: &Capture,
    app: Id,
    guild: Option<Id>,
    rest: &[&str],
) -> Answer {
    if app != BOT_ID {
        return Err(Refusal::unknown("Application", 10002));
    }
    if guild.is_some_and(|guild| !world.guilds.contains_key(&guild)) {
        return Err(Refusal::new(403, 50001, "Missing Access"));
    }
    let present = world.commands.get(&guild).cloned().unwrap_or_default();
    match (capture.method.as_str(), rest) {
        ("GET", []) => Ok((200, Value::Array(present))),
        ("PUT", []) => {
            let wanted = capture.body.as_array().cloned().unwrap_or_default();
            rules::settle(world, &rules::commands(&wanted))?;
            let all: Vec<Value> = wanted
                .iter()
                .map(|one| completed(world, one, &present, guild))
                .collect();
            world.commands.insert(guild, all.clone());
            world.tell_page(None, "COMMANDS", &json!({}));
            Ok((200, Value::Array(all)))
        }
        ("POST", []) => {
            let key = |one: &Value| {
                (
                    text(one, "/name").to_owned(),
                    number(one, "/type").unwrap_or(1),
                )
            };
            let mut all = present.clone();
            let replaced = all.iter().position(|old| key(old) == key(&capture.body));
            all.retain(|old| key(old) != key(&capture.body));
            let mut checked = all.clone();
            checked.push(capture.body.clone());
            rules::settle(world, &rules::commands(&checked))?;
            let new = completed(world, &capture.body, &present, guild);
            all.push(new.clone());
            world.commands.insert(guild, all);
            world.tell_page(None, "COMMANDS", &json!({}));
            Ok((if replaced.is_some() { 200 } else { 201 }, new))
        }
        (method, [id]) => {
            let wanted = id.parse::<Id>().ok();
            let Some(old) = present
                .iter()
                .find(|one| number(one, "/id") == wanted)
                .cloned()
            else {
                return Err(Refusal::unknown("application command", 10063));
            };
            one(world, capture, method, old, guild)
        }
        _ => Err(Refusal::new(404, 0, "404: Not Found")),
    }
}

/// One registered command: read, changed or removed.
fn one(
    world: &mut World,
    capture: &Capture,
    method: &str,
    old: Value,
    guild: Option<Id>,
) -> Answer {
    let id = number(&old, "/id");
    match method {
        "GET" => Ok((200, old)),
        "PATCH" => {
            let mut new = old;
            for (key, value) in capture.body.as_object().into_iter().flatten() {
                set(&mut new, key, value.clone());
            }
            rules::settle(world, &rules::commands(std::slice::from_ref(&new)))?;
            for slot in world.commands.get_mut(&guild).into_iter().flatten() {
                if number(slot, "/id") == id {
                    slot.clone_from(&new);
                }
            }
            Ok((200, new))
        }
        "DELETE" => {
            if let Some(all) = world.commands.get_mut(&guild) {
                all.retain(|one| number(one, "/id") != id);
            }
            Ok((204, Value::Null))
        }
        _ => Err(Refusal::new(405, 0, "405: Method Not Allowed")),
    }
}

/// A command with the fields that Discord adds; it keeps the id of its former version.
fn completed(world: &mut World, command: &Value, before: &[Value], guild: Option<Id>) -> Value {
    let kind = number(command, "/type").unwrap_or(1);
    let name = text(command, "/name");
    let former = before
        .iter()
        .find(|old| text(old, "/name") == name && number(old, "/type") == Some(kind));
    let id = former
        .and_then(|old| number(old, "/id"))
        .unwrap_or_else(|| world.fresh_id());
    let version = world.fresh_id();
    let mut full = json!({
        "id": id.to_string(), "application_id": BOT_ID.to_string(), "version": version.to_string(), "type": kind,
        "description": "", "options": [], "default_member_permissions": null, "nsfw": false,
        "name_localizations": null, "description_localizations": null, "contexts": null,
        "integration_types": [0], "dm_permission": true,
    });
    if let Some(guild) = guild {
        set(&mut full, "guild_id", guild.to_string());
    }
    for (key, value) in command.as_object().into_iter().flatten() {
        if key != "id" {
            set(&mut full, key, value.clone());
        }
    }
    let options = full.get_mut("options").and_then(Value::as_array_mut);
    options.into_iter().flatten().for_each(command_option);
    full
}
