//! The shape in which Discord gives back what it was sent: without nulls, with ids and defaults filled in, and with the
//! addresses of attachments in place of `attachment://`.

use serde_json::{Value, json};

use crate::playground::json::{has, number, set, text};

/// Removes members that are null, in all depths.
pub(in crate::playground) fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, member| !member.is_null());
            map.values_mut().for_each(without_nulls);
        }
        Value::Array(members) => members.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

/// The components of a message, numbered from 1 in reading order.
pub(super) fn components(sent: &Value, attachments: &[Value]) -> Value {
    let mut all = sent.as_array().cloned().unwrap_or_default();
    let mut next = 1;
    for one in &mut all {
        component(one, &mut next, attachments);
    }
    Value::Array(all)
}

fn component(one: &mut Value, next: &mut u64, attachments: &[Value]) {
    without_nulls(one);
    let mut default = |key: &str, value: Value| {
        if !has(one, &format!("/{key}")) {
            set(one, key, value);
        }
    };
    default("id", json!(*next));
    *next += 1;
    match number(one, "/type") {
        Some(3 | 5..=8) => {
            for key in ["min_values", "max_values"] {
                if !has(one, &format!("/{key}")) {
                    set(one, key, 1);
                }
            }
        }
        Some(11) => media(one, "media", attachments),
        Some(13) => {
            media(one, "file", attachments);
            set(one, "name", "");
            set(one, "size", 0);
        }
        Some(12) => {
            let items = one.get_mut("items").and_then(Value::as_array_mut);
            items
                .into_iter()
                .flatten()
                .for_each(|item| media(item, "media", attachments));
        }
        Some(14) => {
            for (key, value) in [("divider", json!(true)), ("spacing", json!(1))] {
                if !has(one, &format!("/{key}")) {
                    set(one, key, value);
                }
            }
        }
        Some(17) => {
            if !has(one, "/accent_color") {
                set(one, "accent_color", Value::Null);
            }
            if !has(one, "/spoiler") {
                set(one, "spoiler", false);
            }
        }
        _ => {}
    }
    for key in ["components", "accessory"] {
        match one.get_mut(key) {
            Some(Value::Array(inner)) => inner
                .iter_mut()
                .for_each(|one| component(one, next, attachments)),
            Some(inner) => component(inner, next, attachments),
            None => {}
        }
    }
}

/// A picture or file in a component.
fn media(owner: &mut Value, key: &str, attachments: &[Value]) {
    let url = text(owner, &format!("/{key}/url")).to_owned();
    let attachment = found(&url, attachments);
    let id = attachment.map_or("1", |attachment| text(attachment, "/id"));
    let address = attachment.map_or(url.as_str(), |attachment| text(attachment, "/url"));
    let shown = json!({"id": id, "url": address, "proxy_url": address, "width": 0, "height": 0});
    set(owner, key, shown);
    if !has(owner, "/description") {
        set(owner, "description", Value::Null);
    }
    if !has(owner, "/spoiler") {
        set(owner, "spoiler", false);
    }
}

/// The attachment that an address of the form `attachment://name` stands for.
fn found<'a>(url: &str, attachments: &'a [Value]) -> Option<&'a Value> {
    let name = url.strip_prefix("attachment://")?;
    attachments
        .iter()
        .find(|attachment| text(attachment, "/filename") == name)
}

/// The embeds of a message.
pub(super) fn embeds(sent: &Value, attachments: &[Value]) -> Value {
    let mut all = sent.as_array().cloned().unwrap_or_default();
    for embed in &mut all {
        without_nulls(embed);
        set(embed, "type", "rich");
        for part in ["image", "thumbnail"] {
            let Some(attachment) = found(text(embed, &format!("/{part}/url")), attachments) else {
                continue;
            };
            let mut shown = json!({
                "url": text(attachment, "/url"), "proxy_url": text(attachment, "/proxy_url"), "width": 0, "height": 0,
            });
            if has(attachment, "/description") {
                set(&mut shown, "description", text(attachment, "/description"));
            }
            set(embed, part, shown);
        }
    }
    Value::Array(all)
}

/// An option of a command: no nulls, and no lists that are empty.
pub(in crate::playground) fn option(one: &mut Value) {
    without_nulls(one);
    if let Some(map) = one.as_object_mut() {
        map.retain(|_, value| !value.as_array().is_some_and(Vec::is_empty));
    }
    let inner = one.get_mut("options").and_then(Value::as_array_mut);
    inner.into_iter().flatten().for_each(option);
}
