//! What a user's client does before an act becomes an interaction: it offers only what is allowed here, and checks values.

use serde_json::{Value, json};

use super::{Shown, Unmet};
use crate::playground::interaction::{Act, kind};
use crate::playground::json::{has, is_true, list, number, set, text, units};
use crate::playground::message::Post;
use crate::playground::model::{Id, World};

/// Starts a slash command.
pub(in crate::playground) fn run(
    world: &mut World,
    user: Id,
    channel: Id,
    command: &str,
    given: &[(&str, &str)],
) -> Result<Id, Unmet> {
    let (full, path) = find(world, user, channel, command)?;
    let mut resolved = json!({});
    let options = nest(&full, &path, &mut |owner| {
        fill(world, owner, given, None, &mut resolved)
    })?;
    let mut data = data_of(&full, &options);
    if resolved.as_object().is_some_and(|map| !map.is_empty()) {
        set(&mut data, "resolved", resolved);
    }
    let name = text(&full, "/name").to_owned();
    Ok(world.begin(Act {
        kind: kind::COMMAND,
        user,
        channel,
        name,
        data,
        message: None,
    }))
}

/// Starts an autocomplete of the option `focused.0`, in which `focused.1` was typed, with other options filled already.
pub(in crate::playground) fn complete(
    world: &mut World,
    user: Id,
    channel: Id,
    command: &str,
    given: &[(&str, &str)],
    focused: (&str, &str),
) -> Result<Id, Unmet> {
    let (full, path) = find(world, user, channel, command)?;
    let options = nest(&full, &path, &mut |owner| {
        fill(world, owner, given, Some(focused), &mut json!({}))
    })?;
    let data = data_of(&full, &options);
    let name = text(&full, "/name").to_owned();
    Ok(world.begin(Act {
        kind: kind::AUTOCOMPLETE,
        user,
        channel,
        name,
        data,
        message: None,
    }))
}

fn data_of(command: &Value, options: &[Value]) -> Value {
    let kind = number(command, "/type").unwrap_or(1);
    json!({"id": text(command, "/id"), "name": text(command, "/name"), "type": kind, "options": options})
}

/// The command of that name and the subcommands that follow it.
fn find(
    world: &World,
    user: Id,
    channel: Id,
    command: &str,
) -> Result<(Value, Vec<String>), Unmet> {
    let mut words = command.split_whitespace();
    let name = words.next().unwrap_or("");
    let found = world.offered(user, channel, name, 1);
    let found = found
        .ok_or_else(|| Unmet::new(format!("no command /{name} is offered to this user here")))?;
    Ok((found, words.map(str::to_owned).collect()))
}

/// The options of a command wrapped in its subcommands.
fn nest(
    owner: &Value,
    path: &[String],
    fill: &mut dyn FnMut(&Value) -> Result<Vec<Value>, Unmet>,
) -> Result<Vec<Value>, Unmet> {
    let Some((name, rest)) = path.split_first() else {
        let has_sub = list(owner, "/options")
            .iter()
            .any(|option| number(option, "/type").is_some_and(|kind| kind < 3));
        return if has_sub {
            Err(Unmet::new("a subcommand is needed"))
        } else {
            fill(owner)
        };
    };
    let sub = list(owner, "/options").iter().find(|option| {
        text(option, "/name") == name && number(option, "/type").is_some_and(|kind| kind <= 2)
    });
    let sub = sub.ok_or_else(|| Unmet::new(format!("no subcommand {name}")))?;
    let inner = nest(sub, rest, fill)?;
    Ok(vec![
        json!({"name": name, "type": number(sub, "/type"), "options": inner}),
    ])
}

/// The values of a command's options, checked as a client checks them.
fn fill(
    world: &World,
    owner: &Value,
    given: &[(&str, &str)],
    focused: Option<(&str, &str)>,
    resolved: &mut Value,
) -> Result<Vec<Value>, Unmet> {
    let mut values = Vec::new();
    let options = list(owner, "/options");
    let known = |name: &str| options.iter().any(|option| text(option, "/name") == name);
    if let Some((name, _)) = given.iter().chain(&focused).find(|(name, _)| !known(name)) {
        return Err(Unmet::new(format!("no option {name}")));
    }
    for option in options {
        let name = text(option, "/name");
        let kind = number(option, "/type").unwrap_or(3);
        if let Some((_, typed)) = focused.filter(|(focused, _)| *focused == name) {
            if !is_true(option, "/autocomplete") {
                return Err(Unmet::new(format!("option {name} has no autocomplete")));
            }
            values.push(json!({"name": name, "type": kind, "value": typed, "focused": true}));
            continue;
        }
        let value = given
            .iter()
            .find(|(given, _)| *given == name)
            .map(|(_, value)| *value);
        let Some(value) = value else {
            if is_true(option, "/required") && focused.is_none() {
                return Err(Unmet::new(format!("option {name} is required")));
            }
            continue;
        };
        values.push(
            json!({"name": name, "type": kind, "value": valued(world, option, value, resolved)?}),
        );
    }
    Ok(values)
}

/// One value in its option's type.
fn valued(
    world: &World,
    option: &Value,
    value: &str,
    resolved: &mut Value,
) -> Result<Value, Unmet> {
    let name = text(option, "/name");
    let wrong = |why: &str| Unmet::new(format!("option {name}: {value:?} {why}"));
    let choices = list(option, "/choices");
    if !choices.is_empty() {
        let chosen = choices.iter().find(|choice| {
            text(choice, "/name") == value
                || choice.get("value").is_some_and(|own| {
                    own == value
                        || own.as_i64().map(|own| own.to_string()).as_deref() == Some(value)
                })
        });
        let chosen = chosen.and_then(|choice| choice.get("value")).cloned();
        return chosen.ok_or_else(|| wrong("is no choice"));
    }
    match number(option, "/type") {
        Some(4) => value
            .parse::<i64>()
            .map(Value::from)
            .map_err(|_| wrong("is no whole number")),
        Some(10) => value
            .parse::<f64>()
            .map(Value::from)
            .map_err(|_| wrong("is no number")),
        Some(5) => value
            .parse::<bool>()
            .map(Value::from)
            .map_err(|_| wrong("is neither true nor false")),
        Some(6) => {
            let user = world
                .people
                .values()
                .find(|person| person.name == value || person.id.to_string() == value);
            let id = user
                .map(|person| person.id)
                .ok_or_else(|| wrong("is no user"))?;
            set(
                resolved,
                "users",
                json!({id.to_string(): world.user_json(id)}),
            );
            Ok(Value::from(id.to_string()))
        }
        Some(7) => {
            let place = world
                .places
                .values()
                .find(|place| place.name == value || place.id.to_string() == value);
            let id = place
                .map(|place| place.id)
                .ok_or_else(|| wrong("is no channel"))?;
            let mut channel = world.channel_json(id);
            set(&mut channel, "permissions", u64::MAX.to_string());
            set(resolved, "channels", json!({id.to_string(): channel}));
            Ok(Value::from(id.to_string()))
        }
        _ => {
            let most = number(option, "/max_length")
                .and_then(|most| usize::try_from(most).ok())
                .unwrap_or(6000);
            let least = number(option, "/min_length")
                .and_then(|least| usize::try_from(least).ok())
                .unwrap_or(0);
            let length = units(value);
            if length > most || length < least {
                Err(wrong("has not the right length"))
            } else {
                Ok(Value::from(value))
            }
        }
    }
}

/// Uses a context-menu command on a message.
pub(in crate::playground) fn use_on(
    world: &mut World,
    user: Id,
    message: Id,
    command: &str,
) -> Result<Id, Unmet> {
    let post = visible(world, user, message)?;
    let channel = post.channel;
    let found = world.offered(user, channel, command, 3);
    let found = found
        .ok_or_else(|| Unmet::new(format!("no context-menu entry {command:?} is offered here")))?;
    let json = world.posts.get(&message).map(|post| post.json.clone());
    let data = json!({
        "id": text(&found, "/id"), "name": command, "type": 3, "target_id": message.to_string(),
        "resolved": {"messages": {message.to_string(): json}},
    });
    Ok(world.begin(Act {
        kind: kind::COMMAND,
        user,
        channel,
        name: command.to_owned(),
        data,
        message: None,
    }))
}

fn visible(world: &World, user: Id, message: Id) -> Result<&Post, Unmet> {
    let post = world
        .posts
        .get(&message)
        .filter(|post| !post.deleted && post.only_for.is_none_or(|only| only == user));
    post.ok_or_else(|| Unmet::new("this user does not see that message"))
}

/// Presses a button, or with `values` chooses in a menu.
pub(in crate::playground) fn press(
    world: &mut World,
    user: Id,
    message: Id,
    which: &str,
    values: Option<&[String]>,
) -> Result<Id, Unmet> {
    let channel = visible(world, user, message)?.channel;
    let shown = Shown::of(world, message);
    let component = shown.component(which).ok_or_else(|| {
        Unmet::new(format!(
            "no component {which:?}; there are {:?}",
            shown.buttons()
        ))
    })?;
    if is_true(component, "/disabled") {
        return Err(Unmet::new(format!("the component {which:?} is disabled")));
    }
    if !has(component, "/custom_id") {
        return Err(Unmet::new(format!("the component {which:?} is a link")));
    }
    let component_kind = number(component, "/type").unwrap_or(2);
    let mut data = json!({
        "component_type": component_kind, "custom_id": text(component, "/custom_id"), "id": 1,
    });
    if let Some(values) = values {
        let options = list(component, "/options");
        let unknown = values.iter().find(|value| {
            !options
                .iter()
                .any(|option| text(option, "/value") == **value)
        });
        if let Some(unknown) = unknown.filter(|_| component_kind == 3) {
            return Err(Unmet::new(format!("the menu has no option {unknown:?}")));
        }
        set(&mut data, "values", json!(values));
    } else if component_kind != 2 {
        return Err(Unmet::new(format!("the component {which:?} is no button")));
    }
    let message = Some(message);
    Ok(world.begin(Act {
        kind: kind::COMPONENT,
        user,
        channel,
        name: String::new(),
        data,
        message,
    }))
}

/// Sends a modal with its inputs filled.
pub(in crate::playground) fn submit(
    world: &mut World,
    user: Id,
    opener: Id,
    fields: &[(&str, &str)],
) -> Result<Id, Unmet> {
    let origin = world
        .interactions
        .get(&opener)
        .filter(|origin| origin.user == user);
    let origin = origin.ok_or_else(|| Unmet::new("no modal is open for this user"))?;
    let modal = origin
        .modal
        .clone()
        .ok_or_else(|| Unmet::new("no modal was opened"))?;
    let (channel, message) = (origin.channel, origin.message);
    let mut filled_in = Vec::new();
    let mut rows = Vec::new();
    for row in list(&modal, "/components") {
        let in_label = row.get("component");
        let Some(input) = in_label.or_else(|| list(row, "/components").first()) else {
            continue;
        };
        let label = text(input, "/label");
        let label = if label.is_empty() {
            text(row, "/label")
        } else {
            label
        };
        let id = text(input, "/custom_id");
        let given = fields
            .iter()
            .find(|(name, _)| *name == id || *name == label);
        filled_in.extend(given.map(|(name, _)| *name));
        let value = given.map_or(text(input, "/value"), |(_, value)| *value);
        check_input(input, label, value)?;
        let mut filled = json!({"type": number(input, "/type"), "custom_id": id, "id": 2});
        if number(input, "/type") == Some(4) {
            set(&mut filled, "value", value);
        } else {
            set(&mut filled, "values", json!([value]));
        }
        rows.push(if in_label.is_some() {
            json!({"type": 18, "id": 1, "component": filled})
        } else {
            json!({"type": 1, "id": 1, "components": [filled]})
        });
    }
    if let Some((unknown, _)) = fields.iter().find(|(name, _)| !filled_in.contains(name)) {
        return Err(Unmet::new(format!("the modal has no input {unknown:?}")));
    }
    let data = json!({"custom_id": text(&modal, "/custom_id"), "components": rows});
    Ok(world.begin(Act {
        kind: kind::MODAL,
        user,
        channel,
        name: String::new(),
        data,
        message,
    }))
}

/// What a client checks before it sends an input.
fn check_input(input: &Value, label: &str, value: &str) -> Result<(), Unmet> {
    let required = input
        .get("required")
        .and_then(Value::as_bool)
        .unwrap_or(true);
    if required && value.is_empty() {
        return Err(Unmet::new(format!("the input {label:?} is required")));
    }
    let bound = |key: &str| number(input, key).and_then(|bound| usize::try_from(bound).ok());
    let length = units(value);
    let too_short = bound("/min_length").is_some_and(|least| length < least && !value.is_empty());
    if too_short || length > bound("/max_length").unwrap_or(4000) {
        return Err(Unmet::new(format!(
            "the input {label:?} has not the right length"
        )));
    }
    Ok(())
}
