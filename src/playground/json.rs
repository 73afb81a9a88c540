//! Short ways to read and write JSON values whose shape was not checked yet; every look-up of something absent has a harmless default.

use serde_json::Value;

/// The text at a JSON pointer, or `""`.
pub(super) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}

/// The list at a JSON pointer, or an empty one.
pub(super) fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value
        .pointer(pointer)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The number at a JSON pointer; ids and permission sets come as decimal strings and are read too.
pub(super) fn number(value: &Value, pointer: &str) -> Option<u64> {
    let found = value.pointer(pointer)?;
    found
        .as_u64()
        .or_else(|| found.as_str().and_then(|text| text.parse().ok()))
}

/// Whether the value at a JSON pointer is `true`.
pub(super) fn is_true(value: &Value, pointer: &str) -> bool {
    value
        .pointer(pointer)
        .and_then(Value::as_bool)
        .unwrap_or(false)
}

/// Whether something other than `null` stands at a JSON pointer.
pub(super) fn has(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).is_some_and(|found| !found.is_null())
}

/// Sets a key of an object; anything but an object is left alone.
pub(super) fn set(value: &mut Value, key: &str, new: impl Into<Value>) {
    if let Some(map) = value.as_object_mut() {
        map.insert(key.to_owned(), new.into());
    }
}

/// Every text between `open` and `close` that is made of decimal digits only: the ids in `<@1>`, `<@&2>`.
pub(super) fn ids_between(text: &str, open: &str, close: char) -> Vec<u64> {
    text.split(open)
        .skip(1)
        .filter_map(|rest| rest.split(close).next()?.parse().ok())
        .collect()
}

/// The length of a text as Discord is assumed to count it at worst: in UTF-16 code units.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
