//! Discord's rules for what a bot sends. Each finding names the rule's line in the project's list of Discord rules; those
//! that Discord enforces refuse the request, the others are only noted.

mod commands;
mod components;
mod embeds;

use serde_json::{Value, json};

use super::json::{has, list, number, text, units};
use super::message::{COMPONENTS_V2, SUPPRESS_EMBEDS, Upload};
use super::model::World;
use super::rest::{Refusal, Violation};

pub(super) use commands::{choices, commands};
pub(super) use components::modal;

/// One rule broken at one place of a body.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    line: u16,
    /// Keys and indices joined by dots: `embeds.0.title`.
    path: String,
    /// Discord's own code for the mistake; `None` if Discord would let it pass.
    code: Option<&'static str>,
    text: String,
}

/// The findings on one body.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    fn refuse(&mut self, line: u16, path: &str, code: &'static str, text: impl Into<String>) {
        self.0.push(Finding {
            line,
            path: path.to_owned(),
            code: Some(code),
            text: text.into(),
        });
    }

    fn note(&mut self, line: u16, path: &str, text: impl Into<String>) {
        self.0.push(Finding {
            line,
            path: path.to_owned(),
            code: None,
            text: text.into(),
        });
    }

    /// A text of `min..=max` UTF-16 units; absent is fine unless `min` is above zero.
    fn length(
        &mut self,
        line: u16,
        path: &str,
        value: &Value,
        key: &str,
        (min, max): (usize, usize),
    ) {
        let place = join(path, key);
        let length = units(text(value, &format!("/{key}")));
        if length < min {
            self.refuse(
                line,
                &place,
                "BASE_TYPE_BAD_LENGTH",
                format!("Must be between {min} and {max} in length."),
            );
        }
        if length > max {
            self.refuse(
                line,
                &place,
                "BASE_TYPE_MAX_LENGTH",
                format!("Must be {max} or fewer in length."),
            );
        }
    }

    /// A list of at most so many members.
    fn count(&mut self, line: u16, path: &str, found: usize, max: usize) {
        if found > max {
            self.refuse(
                line,
                path,
                "BASE_TYPE_MAX_LENGTH",
                format!("Must be {max} or fewer in length."),
            );
        }
    }

    /// No property but the known ones. Discord ignores them, which hides mistakes.
    fn known(&mut self, path: &str, value: &Value, known: &[&str]) {
        for key in value
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::keys)
        {
            if !known.contains(&key.as_str()) {
                self.note(0, &join(path, key), "no such property");
            }
        }
    }
}

/// A path one step longer.
fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// How a message body is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occasion {
    /// It answers an interaction, rather than standing on its own.
    pub answers_interaction: bool,
    /// It may notify people: a new message, or the first text in a deferred one.
    pub sends: bool,
}

/// Records findings; refuses if one of them is Discord's own.
pub(super) fn settle(world: &mut World, findings: Findings) -> Result<(), Refusal> {
    let mut errors = json!({});
    let mut empty = false;
    for finding in &findings.0 {
        let text = format!("{}: {}", finding.path, finding.text);
        let Some(code) = finding.code else {
            world.violations.push(Violation::noted(finding.line, text));
            continue;
        };
        world
            .violations
            .push(Violation::refused(finding.line, text));
        empty |= code == "EMPTY";
        let leaf = json!([{"code": code, "message": finding.text}]);
        place(&mut errors, &finding.path, leaf);
    }
    if empty {
        return Err(Refusal::new(400, 50006, "Cannot send an empty message"));
    }
    if errors.as_object().is_none_or(serde_json::Map::is_empty) {
        return Ok(());
    }
    let body = json!({"code": 50035, "message": "Invalid Form Body", "errors": errors});
    Err(Refusal { status: 400, body })
}

/// Puts a mistake where Discord puts it: one object a step of the path, `_errors` in the last.
fn place(errors: &mut Value, path: &str, leaf: Value) {
    let Some((key, rest)) = path
        .split_once('.')
        .or((!path.is_empty()).then_some((path, "")))
    else {
        super::json::set(errors, "_errors", leaf);
        return;
    };
    if !errors.get(key).is_some_and(Value::is_object) {
        super::json::set(errors, key, json!({}));
    }
    if let Some(inner) = errors.get_mut(key) {
        place(inner, rest, leaf);
    }
}

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
pub(super) fn message(
    body: &Value,
    files: &[Upload],
    occasion: &Occasion,
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
    if !occasion.answers_interaction && flags & super::message::EPHEMERAL != 0 {
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
        if file.bytes.len() > super::interaction::ATTACHMENT_LIMIT {
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
fn mentions(findings: &mut Findings, body: &Value, occasion: &Occasion) {
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

/// A deferral may say that the answer will be ephemeral, and nothing else.
pub(super) fn deferral(data: &Value) -> Findings {
    let mut findings = Findings::default();
    if number(data, "/flags").unwrap_or(0) & !super::message::EPHEMERAL != 0 {
        findings.note(15, "data.flags", "only EPHEMERAL may be set when deferring");
    }
    findings.known(
        "data",
        data,
        &[
            "flags",
            "allowed_mentions",
            "tts",
            "content",
            "embeds",
            "components",
            "attachments",
        ],
    );
    findings
}

/// Mentions of commands must carry the id under which the command is registered.
pub(super) fn command_mentions(world: &mut World, body: &Value) {
    let whole = body.to_string();
    for mention in whole.split("</").skip(1) {
        let Some((name, rest)) = mention.split_once(':') else {
            continue;
        };
        let Some(id) = rest.split('>').next().and_then(|id| id.parse::<u64>().ok()) else {
            continue;
        };
        let base = name.split(' ').next().unwrap_or("");
        let registered =
            world.commands.values().flatten().any(|command| {
                number(command, "/id") == Some(id) && text(command, "/name") == base
            });
        if !registered {
            world.violations.push(Violation::noted(
                35,
                format!("</{name}:{id}> is no registered command"),
            ));
        }
    }
}
