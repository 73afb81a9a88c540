//! Buttons, the menu of suggestions, and the form for corrections.

use serde_json::{Value, json};

use super::{View, key};
use crate::discord::custom_id::{Action, alone, write};
use crate::discord::text_limits::{cut, units};
use crate::discord::texts::Voice;

/// Discord's types of components.
const ROW: u8 = 1;
const BUTTON: u8 = 2;
const MENU: u8 = 3;
const INPUT: u8 = 4;
/// Discord's styles: grey and red buttons, inputs of one line and of several.
const GREY: u8 = 2;
const RED: u8 = 4;
const LINE: u8 = 1;
const PARAGRAPH: u8 = 2;

/// The rows under an answer, and whether paging is among them. An answer whose question does not fit into the buttons
/// has only those that need none.
pub(super) fn rows(
    voice: Voice<'_>,
    view: &View<'_>,
    page: usize,
    pages: usize,
) -> (Vec<Value>, bool) {
    let reply = view.reply;
    let answer = key(reply);
    let timeline = view.organisation.clone().map(Action::Timeline);
    let mut first = Vec::new();
    if !reply.citations.is_empty() {
        first.push(Action::Sources);
    }
    first.extend(timeline);
    first.extend([
        Action::Vote {
            helpful: true,
            answer: answer.clone(),
        },
        Action::Vote {
            helpful: false,
            answer: answer.clone(),
        },
        Action::Wrong(answer),
    ]);
    let mut second = Vec::new();
    if page > 0 {
        second.push(Action::Page {
            page: page - 1,
            back: true,
        });
    }
    if page + 1 < pages {
        second.push(Action::Page {
            page: page + 1,
            back: false,
        });
    }
    second.push(Action::Delete(view.asker));
    let suggestions = choices(&reply.suggestions);
    let menu: Vec<Action> = if suggestions.is_empty() {
        Vec::new()
    } else {
        vec![Action::Choose]
    };
    let all: Vec<Action> = first.iter().chain(&second).chain(&menu).cloned().collect();
    let ids = write(&all, &view.state);
    let fits = ids.is_some();
    let ids = ids.unwrap_or_else(|| all.iter().map(alone).collect());
    let mut buttons = Vec::new();
    let mut more = Vec::new();
    let mut menus = Vec::new();
    for (index, (action, id)) in all.iter().zip(ids).enumerate() {
        let needs_state = matches!(action, Action::Sources | Action::Page { .. });
        if needs_state && !fits {
            continue;
        }
        if *action == Action::Choose {
            menus.push(json!({
                "type": MENU, "custom_id": id, "placeholder": cut(&voice.label("discord-choose"), 150),
                "options": suggestions,
            }));
        } else if index < first.len() {
            buttons.push(button(voice, view, action, &id));
        } else {
            more.push(button(voice, view, action, &id));
        }
    }
    let rows = [menus, buttons, more]
        .into_iter()
        .filter(|row| !row.is_empty())
        .map(|row| json!({"type": ROW, "components": row}))
        .collect();
    (rows, fits)
}

fn button(voice: Voice<'_>, view: &View<'_>, action: &Action, id: &str) -> Value {
    let counted =
        |id, count: u64| voice.with(id, "count", i64::try_from(count).unwrap_or(i64::MAX));
    let (label, emoji) = match action {
        Action::Sources => (voice.label("discord-sources"), Some("📚")),
        Action::Timeline(_) => (voice.label("discord-timeline"), Some("📅")),
        Action::Vote { helpful: true, .. } => {
            (counted("discord-helpful", view.votes.helpful), Some("👍"))
        }
        Action::Vote { helpful: false, .. } => (
            counted("discord-unhelpful", view.votes.unhelpful),
            Some("👎"),
        ),
        Action::Wrong(_) => (voice.label("discord-wrong"), None),
        Action::Page { back: true, .. } => (voice.label("discord-previous"), Some("◀️")),
        Action::Page { .. } => (voice.label("discord-next"), Some("▶️")),
        Action::Delete(_) => (voice.label("discord-delete"), None),
        Action::Forget | Action::Choose | Action::Correction(_) => {
            (voice.label("discord-forget"), None)
        }
    };
    let style = if matches!(action, Action::Forget) {
        RED
    } else {
        GREY
    };
    let mut button =
        json!({"type": BUTTON, "style": style, "label": cut(&label, 80), "custom_id": id});
    if let Some(emoji) = emoji {
        super::set(&mut button, "emoji", json!({"id": null, "name": emoji}));
    }
    button
}

/// A row with the one button by which a person has all deleted that is stored of them.
pub(super) fn forget_row(voice: Voice<'_>) -> Value {
    let button = json!({
        "type": BUTTON, "style": RED, "label": cut(&voice.label("discord-forget"), 80),
        "custom_id": alone(&Action::Forget),
    });
    json!({"type": ROW, "components": [button]})
}

/// Questions as options of a menu: no two alike, none cut, because a cut one would ask something else.
fn choices(questions: &[String]) -> Vec<Value> {
    let mut options: Vec<&String> = Vec::new();
    for question in questions {
        if !question.is_empty() && units(question) <= 100 && !options.contains(&question) {
            options.push(question);
        }
    }
    options
        .into_iter()
        .take(25)
        .map(|question| json!({"label": question, "value": question}))
        .collect()
}

/// The form by which somebody proposes a correction of the answer of that key.
pub(in crate::discord) fn correction_modal(voice: Voice<'_>, answer: &str) -> Value {
    let input = |id: &str, style: u8, most: usize, label: &str, hint: &str| {
        json!({"type": ROW, "components": [{
            "type": INPUT, "custom_id": id, "style": style, "required": true, "min_length": 1, "max_length": most,
            "label": cut(&voice.label(label), 45), "placeholder": cut(&voice.label(hint), 100),
        }]})
    };
    json!({
        "custom_id": alone(&Action::Correction(answer.to_owned())),
        "title": cut(&voice.label("discord-correction-title"), 45),
        "components": [
            input("field", LINE, 100, "discord-correction-field", "discord-correction-field-hint"),
            input("value", PARAGRAPH, 1_000, "discord-correction-value", "discord-correction-value-hint"),
            input("source", LINE, 500, "discord-correction-source", "discord-correction-source-hint"),
        ],
    })
}
