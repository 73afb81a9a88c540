//! The rules for a message body: lines 16, 37, 38, 41, 42, 44 and 48.

use serde_json::{Value, json};

use super::{Findings, Occasion, components, embeds};
use crate::playground::interaction::ATTACHMENT_LIMIT;
use crate::playground::json::{has, list, number, text};
use crate::playground::message::{COMPONENTS_V2, EPHEMERAL, SUPPRESS_EMBEDS, Upload};

const MESSAGE_KEYS: &[&str] = &[
    "content",
    "nonce",
    "tts",
    "embeds",
    "allowed_mentions",
    "message_reference",
    "components",
    "sticker_ids",
    "attachments",
    "flags",
    "enforce_nonce",
    "poll",
    "payload_json",
    "username",
    "avatar_url",
    "thread_name",
    "applied_tags",
];

/// The rules for a message body. `before` is the message that an edit changes.
pub(in crate::playground) fn message(
    body: &Value,
    files: &[Upload],
    occasion: Occasion,
    before: Option<&Value>,
) -> Findings {
    let mut findings = Findings::default();
    findings.known("", body, MESSAGE_KEYS);
    findings.length(38, "", body, "content", (0, 2000));
    let flags = number(body, "/flags").unwrap_or(0);
    let was_v2 = before.and_then(|old| number(old, "/flags")).unwrap_or(0) & COMPONENTS_V2 != 0;
    let v2 = flags & COMPONENTS_V2 != 0 || was_v2;
    if was_v2 && has(body, "/flags") && flags & COMPONENTS_V2 == 0 {
        findings.refuse(
            41,
            "flags",
            "COMPONENTS_V2_FLAG",
            "The IS_COMPONENTS_V2 flag cannot be removed.",
        );
    }
    if !occasion.answers_interaction && flags & EPHEMERAL != 0 {
        findings.note(16, "flags", "only answers to interactions can be ephemeral");
    }
    if v2 {
        for key in ["content", "embeds", "poll", "sticker_ids"] {
            let used = body.get(key).is_some_and(|value| {
                !matches!(value, Value::Null) && *value != json!("") && *value != json!([])
            });
            if used {
                let text = format!(
                    "The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                );
                findings.refuse(
                    41,
                    key,
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    text,
                );
            }
        }
    }
    embeds::check(&mut findings, body, files, before);
    components::check(&mut findings, body, v2);
    attachments(&mut findings, body, files, v2);
    mentions(&mut findings, body, occasion);
    wording(&mut findings, body, flags);
    let full = |key: &str| match body.get(key) {
        Some(value) => {
            value.as_str().is_some_and(|text| !text.trim().is_empty())
                || value.as_array().is_some_and(|list| !list.is_empty())
        }
        None => before.is_some_and(|old| {
            !text(old, &format!("/{key}")).is_empty() || !list(old, &format!("/{key}")).is_empty()
        }),
    };
    let something = [
        "content",
        "embeds",
        "components",
        "attachments",
        "sticker_ids",
    ]
    .into_iter()
    .any(full);
    if !something && files.is_empty() && !has(body, "/poll") {
        findings.refuse(38, "content", "EMPTY", "Cannot send an empty message");
    }
    findings
}

/// The list of attachments against the files that came.
fn attachments(findings: &mut Findings, body: &Value, files: &[Upload], v2: bool) {
    for (index, about) in list(body, "/attachments").iter().enumerate() {
        let path = format!("attachments.{index}");
        findings.length(48, &path, about, "description", (0, 1024));
    }
    for file in files {
        let path = format!("attachments.{}", file.index);
        if file.bytes.len() > ATTACHMENT_LIMIT {
            findings.refuse(
                48,
                &path,
                "FILE_TOO_LARGE",
                format!("{} bytes", file.bytes.len()),
            );
        }
        let about = list(body, "/attachments")
            .iter()
            .find(|about| number(about, "/id") == Some(file.index));
        if file.content_type.starts_with("image/")
            && about.is_none_or(|about| text(about, "/description").is_empty())
        {
            findings.note(48, &path, "an image without alt text");
        }
        let reference = format!("attachment://{}", file.filename);
        if v2 && !body.to_string().contains(&reference) {
            findings.note(
                41,
                &path,
                "an attachment that no component refers to is not shown",
            );
        }
    }
}

/// The list of allowed mentions.
fn mentions(findings: &mut Findings, body: &Value, occasion: Occasion) {
    let Some(allowed) = body
        .get("allowed_mentions")
        .filter(|allowed| !allowed.is_null())
    else {
        if occasion.sends {
            findings.note(
                37,
                "allowed_mentions",
                "missing on a message that is sent: the default pings people",
            );
        }
        return;
    };
    findings.known(
        "allowed_mentions",
        allowed,
        &["parse", "users", "roles", "replied_user"],
    );
    for kind in list(allowed, "/parse") {
        let kind = kind.as_str().unwrap_or("");
        if !["users", "roles", "everyone"].contains(&kind) {
            findings.refuse(
                37,
                "allowed_mentions.parse",
                "BASE_TYPE_CHOICES",
                format!("no such kind: {kind}"),
            );
        }
        if !list(allowed, &format!("/{kind}")).is_empty() {
            let text = format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            findings.refuse(
                37,
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                text,
            );
        }
        findings.note(
            37,
            "allowed_mentions.parse",
            format!("lets {kind} be pinged"),
        );
    }
    for key in ["users", "roles"] {
        findings.count(
            37,
            &format!("allowed_mentions.{key}"),
            list(allowed, &format!("/{key}")).len(),
            100,
        );
    }
    if !allowed.get("parse").is_some_and(Value::is_array) {
        findings.note(37, "allowed_mentions.parse", "missing");
    }
}

/// Good conduct in the text itself: links that unfold, dates that move with the reader's time zone.
fn wording(findings: &mut Findings, body: &Value, flags: u64) {
    let content = text(body, "/content");
    let bare = content.matches("http").count() - content.matches("<http").count();
    if bare > 1 && flags & SUPPRESS_EMBEDS == 0 {
        findings.note(
            42,
            "content",
            format!("{bare} links that unfold into cards"),
        );
    }
    let whole = body.to_string();
    for stamp in whole.split("<t:").skip(1) {
        let relative = stamp
            .split('>')
            .next()
            .is_some_and(|inner| inner.ends_with(":R"));
        if !relative {
            findings.note(
                44,
                "",
                "a timestamp that is shown in the reader's time zone",
            );
        }
    }
}
