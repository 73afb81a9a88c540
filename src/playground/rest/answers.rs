//! Answers to interactions: the callback, and the webhook for the original answer and follow-ups.

use serde_json::{Value, json};

use super::{Answer, Capture, Refusal, Violation};
use crate::playground::interaction::{FIRST_ANSWER, Interaction, TOKEN_LIFE, kind};
use crate::playground::json::{list, number, set};
use crate::playground::message::{COMPONENTS_V2, Draft, EPHEMERAL, LOADING, SUPPRESS_EMBEDS};
use crate::playground::model::{BOT_ID, Id, World, permission};
use crate::playground::rules::{self, Occasion};

/// The types of callbacks, by Discord's numbers.
mod callback_type {
    pub(super) const MESSAGE: u8 = 4;
    pub(super) const DEFERRED_MESSAGE: u8 = 5;
    pub(super) const DEFERRED_UPDATE: u8 = 6;
    pub(super) const UPDATE: u8 = 7;
    pub(super) const AUTOCOMPLETE: u8 = 8;
    pub(super) const MODAL: u8 = 9;
}

/// `POST /interactions/{id}/{token}/callback`.
pub(in crate::playground) fn callback(
    world: &mut World,
    capture: &Capture,
    id: Id,
    token: &str,
) -> Answer {
    let known = world
        .interactions
        .get(&id)
        .filter(|interaction| interaction.token == token)
        .cloned();
    let Some(interaction) = known else {
        return Err(Refusal::unknown("interaction", 10062));
    };
    let age = world.age(&interaction);
    if interaction.answered.is_some() {
        world.violations.push(Violation::refused(
            14,
            "interaction was answered already".into(),
        ));
        return Err(Refusal::new(
            400,
            40060,
            "Interaction has already been acknowledged.",
        ));
    }
    if age > FIRST_ANSWER {
        return Err(Refusal::unknown("interaction", 10062));
    }
    if age > 2.0 {
        world.violations.push(Violation::noted(
            12,
            format!("first answer came after {age:.1} s"),
        ));
    }
    let body = &capture.body;
    let Some(answer) = number(body, "/type").and_then(|kind| u8::try_from(kind).ok()) else {
        return Err(Refusal::new(400, 50035, "Invalid Form Body"));
    };
    let component_only = matches!(
        answer,
        callback_type::DEFERRED_UPDATE | callback_type::UPDATE
    );
    let fits = match interaction.kind {
        kind::AUTOCOMPLETE => answer == callback_type::AUTOCOMPLETE,
        _ if answer == callback_type::AUTOCOMPLETE => false,
        _ if component_only => interaction.message.is_some(),
        kind::MODAL => answer != callback_type::MODAL,
        _ => true,
    };
    if !fits || !(4..=9).contains(&answer) {
        let text = format!(
            "callback type {answer} does not answer an interaction of type {}",
            interaction.kind
        );
        world.violations.push(Violation::refused(14, text));
        return Err(Refusal::new(400, 50035, "Invalid Form Body"));
    }
    check(world, capture, answer, &interaction)?;
    let data = body.get("data").cloned().unwrap_or(json!({}));
    let shown = act(world, capture, id, &interaction, answer, &data);
    if let Some(kept) = world.interactions.get_mut(&id) {
        kept.answered = Some(answer);
        kept.original = shown;
        match answer {
            callback_type::AUTOCOMPLETE => kept.choices = Some(list(&data, "/choices").to_vec()),
            callback_type::MODAL => kept.modal = Some(data.clone()),
            _ => {}
        }
    }
    if answer == callback_type::MODAL {
        let mut modal = data;
        set(&mut modal, "id", id.to_string());
        world.tell_page(Some(interaction.user), "MODAL_OPEN", &modal);
    }
    world.tell_page(
        Some(interaction.user),
        "INTERACTION_ANSWERED",
        &json!({"id": id.to_string(), "type": answer}),
    );
    if capture.query.get("with_response").map(String::as_str) != Some("true") {
        return Ok((204, Value::Null));
    }
    let post = shown.and_then(|id| world.posts.get(&id));
    let mut about = json!({"id": id.to_string(), "type": interaction.kind});
    let mut answer_body = json!({"interaction": about});
    if let Some(post) = post {
        set(
            &mut about,
            "response_message_id",
            post.json.get("id").cloned(),
        );
        set(&mut about, "response_message_loading", post.is_loading());
        set(
            &mut about,
            "response_message_ephemeral",
            post.only_for.is_some(),
        );
        let resource = json!({"type": answer, "message": post.json});
        answer_body = json!({"interaction": about, "resource": resource});
    }
    Ok((200, answer_body))
}

/// Checks a callback's data by the rules for its type.
fn check(
    world: &mut World,
    capture: &Capture,
    answer: u8,
    interaction: &Interaction,
) -> Result<(), Refusal> {
    let data = capture.body.get("data").cloned().unwrap_or(json!({}));
    let findings = match answer {
        callback_type::MESSAGE | callback_type::UPDATE => {
            let edit = answer == callback_type::UPDATE;
            let before = interaction
                .message
                .filter(|_| edit)
                .and_then(|id| world.posts.get(&id));
            let before = before.map(|post| post.json.clone());
            let occasion = Occasion {
                answers_interaction: true,
                sends: !edit,
            };
            rules::command_mentions(world, &data);
            rules::message(&data, &capture.files, occasion, before.as_ref())
        }
        callback_type::DEFERRED_MESSAGE => rules::deferral(&data),
        callback_type::AUTOCOMPLETE => rules::choices(&data),
        callback_type::MODAL => rules::modal(&data),
        _ => return Ok(()),
    };
    rules::settle(world, &findings)
}

/// Does what a callback says; returns the message that `@original` is from now on.
fn act(
    world: &mut World,
    capture: &Capture,
    id: Id,
    interaction: &Interaction,
    answer: u8,
    data: &Value,
) -> Option<Id> {
    let asked = number(data, "/flags").unwrap_or(0);
    match answer {
        callback_type::MESSAGE => Some(show(world, capture, id, data, asked & !LOADING)),
        callback_type::DEFERRED_MESSAGE => Some(show(
            world,
            capture,
            id,
            &json!({}),
            (asked & EPHEMERAL) | LOADING,
        )),
        callback_type::UPDATE => {
            if let Some(message) = interaction.message {
                world.edit(message, data, &capture.files);
            }
            interaction.message
        }
        callback_type::DEFERRED_UPDATE => interaction.message,
        _ => None,
    }
}

/// Posts a message of an interaction's.
fn show(world: &mut World, capture: &Capture, id: Id, body: &Value, flags: u64) -> Id {
    let Some(interaction) = world.interactions.get(&id).cloned() else {
        return 0;
    };
    let granted = world.permissions_of(interaction.user, interaction.channel);
    let forced = interaction.user_install_only && granted & permission::USE_EXTERNAL_APPS == 0;
    let flags = if forced { flags | EPHEMERAL } else { flags };
    let only_for = (flags & EPHEMERAL != 0).then_some(interaction.user);
    let context_menu = interaction.kind == kind::COMMAND && interaction.message.is_some();
    let message_kind = match interaction.kind {
        kind::COMMAND if context_menu => 23,
        kind::COMMAND => 20,
        _ if interaction.message.is_some() => 19,
        _ => 0,
    };
    let draft = Draft {
        channel: interaction.channel,
        author: BOT_ID,
        kind: message_kind,
        body,
        files: &capture.files,
        flags: flags & (SUPPRESS_EMBEDS | EPHEMERAL | LOADING | COMPONENTS_V2),
        only_for,
        interaction: Some(id),
        reply_to: interaction.message.filter(|_| message_kind == 19),
    };
    world.post(&draft)
}

/// `/webhooks/{application}/{token}` and its messages.
pub(in crate::playground) fn webhook(
    world: &mut World,
    capture: &Capture,
    app: Id,
    token: &str,
    rest: &[&str],
) -> Answer {
    let known = world
        .interactions
        .iter()
        .find(|(_, interaction)| interaction.token == token);
    let Some((id, interaction)) = known.map(|(id, interaction)| (*id, interaction.clone())) else {
        return Err(Refusal::unknown("Webhook", 10015));
    };
    if app != BOT_ID || interaction.answered.is_none() {
        return Err(Refusal::unknown("Webhook", 10015));
    }
    if world.age(&interaction) > TOKEN_LIFE {
        return Err(Refusal::new(401, 50027, "Invalid Webhook Token"));
    }
    let method = capture.method.as_str();
    let message = match rest {
        [] if method == "POST" => return follow_up(world, capture, id, &interaction),
        ["messages", "@original"] => interaction.original,
        ["messages", message] => message.parse().ok(),
        _ => return Err(Refusal::new(404, 0, "404: Not Found")),
    };
    let mine = |id: &Id| {
        world.posts.get(id).is_some_and(|post| {
            !post.deleted
                && post.author == BOT_ID
                && (Some(*id) == interaction.original || post.interaction.is_some())
        })
    };
    let Some(message) = message.filter(mine) else {
        return Err(Refusal::unknown("Message", 10008));
    };
    match method {
        "GET" => Ok((200, json_of(world, message))),
        "PATCH" => fill(world, capture, message),
        "DELETE" => {
            world.erase(message);
            Ok((204, Value::Null))
        }
        _ => Err(Refusal::new(405, 0, "405: Method Not Allowed")),
    }
}

fn json_of(world: &World, message: Id) -> Value {
    world
        .posts
        .get(&message)
        .map_or(Value::Null, |post| post.json.clone())
}

/// Edits an answer; the first edit of a deferred one counts as sending.
fn fill(world: &mut World, capture: &Capture, message: Id) -> Answer {
    let loading = world
        .posts
        .get(&message)
        .is_some_and(super::super::message::Post::is_loading);
    let before = world.posts.get(&message).map(|post| post.json.clone());
    let occasion = Occasion {
        answers_interaction: true,
        sends: loading,
    };
    let before = before.filter(|_| !loading);
    rules::settle(
        world,
        &rules::message(&capture.body, &capture.files, occasion, before.as_ref()),
    )?;
    rules::command_mentions(world, &capture.body);
    world.edit(message, &capture.body, &capture.files);
    Ok((200, json_of(world, message)))
}

/// A follow-up; the first one after a deferral fills the deferred answer instead.
fn follow_up(world: &mut World, capture: &Capture, id: Id, interaction: &Interaction) -> Answer {
    let original = interaction.original.and_then(|id| world.posts.get(&id));
    if let Some((original, post)) = interaction.original.zip(original)
        && post.is_loading()
        && !post.deleted
    {
        return fill(world, capture, original);
    }
    if interaction.user_install_only && interaction.follow_ups >= 5 {
        let text = "more than 5 follow-ups where only the user installed the app".to_owned();
        world.violations.push(Violation::refused(24, text));
        let text = "This interaction has reached the maximum number of follow up messages";
        return Err(Refusal::new(400, 40094, text));
    }
    let occasion = Occasion {
        answers_interaction: true,
        sends: true,
    };
    rules::settle(
        world,
        &rules::message(&capture.body, &capture.files, occasion, None),
    )?;
    rules::command_mentions(world, &capture.body);
    if let Some(kept) = world.interactions.get_mut(&id) {
        kept.follow_ups += 1;
    }
    let flags = number(&capture.body, "/flags").unwrap_or(0) & !LOADING;
    let message = show(world, capture, id, &capture.body, flags);
    Ok((200, json_of(world, message)))
}
