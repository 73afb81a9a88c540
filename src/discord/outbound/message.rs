//! Discord's message as JSON: its parts, its flags, and that it pings nobody.

use serde_json::{Value, json};

use crate::discord::text_limits::cut;

/// Only the person who asked sees the message.
pub(in crate::discord) const EPHEMERAL: u64 = 1 << 6;

/// Links in the content do not unfold into cards.
const SUPPRESS_EMBEDS: u64 = 1 << 2;

/// A message with these parts that pings nobody.
pub(in crate::discord) fn message(
    content: &str,
    embeds: Vec<Value>,
    components: Vec<Value>,
) -> Value {
    let mut message = json!({
        "content": content,
        "allowed_mentions": {"parse": [], "replied_user": false},
    });
    if embeds.is_empty() {
        set(&mut message, "flags", json!(SUPPRESS_EMBEDS));
    }
    set(&mut message, "embeds", Value::Array(embeds));
    set(&mut message, "components", Value::Array(components));
    message
}

/// A short line to the person alone, as an interaction's answer needs it.
pub(in crate::discord) fn line(text: &str) -> Value {
    hidden(message(&cut(text, 2_000), Vec::new(), Vec::new()))
}

/// The same message, visible to the person alone.
pub(in crate::discord) fn hidden(mut message: Value) -> Value {
    let flags = message.get("flags").and_then(Value::as_u64).unwrap_or(0);
    set(&mut message, "flags", json!(flags | EPHEMERAL));
    message
}

/// Sets a key of an object.
pub(in crate::discord) fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(map) = object.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
}
