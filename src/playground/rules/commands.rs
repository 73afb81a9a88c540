//! The rules for commands (lines 28, 29, 32, 33) and for autocomplete's choices (17).

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Findings, join};
use crate::playground::json::{has, is_true, list, number, text, units};

/// All commands of one scope, as they would stand after the request.
pub(in crate::playground) fn commands(all: &[Value]) -> Findings {
    let mut findings = Findings::default();
    for (kind, max) in [(1, 100), (2, 15), (3, 15)] {
        let count = all
            .iter()
            .filter(|command| number(command, "/type").unwrap_or(1) == kind)
            .count();
        if count > max {
            let text =
                format!("Maximum number of application commands of type {kind} reached ({max}).");
            findings.refuse(29, "commands", "APPLICATION_COMMAND_TOO_MANY", text);
        }
    }
    let mut names = BTreeSet::new();
    for (index, command) in all.iter().enumerate() {
        let path = index.to_string();
        let kind = number(command, "/type").unwrap_or(1);
        one(&mut findings, &path, command, kind);
        if !names.insert((kind, text(command, "/name"))) {
            let text = "Application command names must be unique";
            findings.refuse(
                28,
                &join(&path, "name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                text,
            );
        }
    }
    findings
}

const COMMAND_KEYS: &[&str] = &[
    "id",
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "dm_permission",
    "default_permission",
    "integration_types",
    "contexts",
    "nsfw",
    "handler",
    "application_id",
    "version",
    "guild_id",
    "name_localized",
    "description_localized",
];

fn one(findings: &mut Findings, path: &str, command: &Value, kind: u64) {
    findings.known(path, command, COMMAND_KEYS);
    if kind == 1 {
        named(findings, path, command);
        options(findings, path, command);
    } else {
        findings.length(28, path, command, "name", (1, 32));
        if !text(command, "/description").is_empty() {
            let text = "Context menu commands cannot have description";
            findings.refuse(
                28,
                &join(path, "description"),
                "APPLICATION_COMMAND_INVALID_DESCRIPTION",
                text,
            );
        }
        if !list(command, "/options").is_empty() {
            findings.refuse(
                28,
                &join(path, "options"),
                "APPLICATION_COMMAND_INVALID_OPTIONS",
                "Context menu commands have no options",
            );
        }
    }
    let size = size(command);
    if size > 8000 {
        findings.refuse(
            28,
            path,
            "APPLICATION_COMMAND_TOO_LARGE",
            format!("Command exceeds maximum size (8000): {size}"),
        );
    }
    for key in ["integration_types", "contexts"] {
        if !command.get(key).is_some_and(Value::is_array) {
            findings.note(32, &join(path, key), "not set explicitly");
        }
    }
    let holds = |key: &str, wanted: u64| {
        list(command, key)
            .iter()
            .any(|value| number(value, "") == Some(wanted))
    };
    if holds("/contexts", 2) && !holds("/integration_types", 1) {
        findings.refuse(
            32,
            &join(path, "contexts"),
            "APPLICATION_COMMAND_CONTEXTS_INVALID",
            "PRIVATE_CHANNEL needs USER_INSTALL",
        );
    }
    if number(command, "/default_member_permissions") == Some(0) {
        findings.note(
            33,
            &join(path, "default_member_permissions"),
            "\"0\" alone hides the command from those it is for",
        );
    }
}

/// Name and description with their localisations.
fn named(findings: &mut Findings, path: &str, value: &Value) {
    let names = value
        .pointer("/name_localizations")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let all = [("name".to_owned(), text(value, "/name"))];
    let localised = names.map(|(locale, name)| {
        (
            format!("name_localizations.{locale}"),
            name.as_str().unwrap_or(""),
        )
    });
    for (key, name) in all.into_iter().chain(localised) {
        if !is_name(name) {
            let text = format!("Command name is invalid: {name:?}");
            findings.refuse(
                28,
                &join(path, &key),
                "APPLICATION_COMMAND_INVALID_NAME",
                text,
            );
        }
    }
    findings.length(28, path, value, "description", (1, 100));
    let texts = value
        .get("description_localizations")
        .unwrap_or(&Value::Null);
    for locale in texts
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::keys)
    {
        findings.length(
            28,
            &join(path, "description_localizations"),
            texts,
            locale,
            (1, 100),
        );
    }
}

/// Whether a text is a lower-case name of 1 to 32 letters, digits, `-`, `_` or `'`. Marks of the Devanagari and Thai
/// scripts count as letters, as in Discord's pattern.
fn is_name(name: &str) -> bool {
    let letter = |c: char| {
        matches!(c, '-' | '_' | '\'' | '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}')
            || c.is_alphanumeric()
    };
    (1..=32).contains(&name.chars().count())
        && name.chars().all(letter)
        && name.to_lowercase() == name
}

fn options(findings: &mut Findings, path: &str, owner: &Value) {
    const KEYS: &[&str] = &[
        "type",
        "name",
        "name_localizations",
        "description",
        "description_localizations",
        "required",
        "choices",
        "options",
        "channel_types",
        "min_value",
        "max_value",
        "min_length",
        "max_length",
        "autocomplete",
    ];
    let all = list(owner, "/options");
    findings.count(28, &join(path, "options"), all.len(), 25);
    let mut names = BTreeSet::new();
    let mut optional = false;
    for (index, option) in all.iter().enumerate() {
        let path = format!("{path}.options.{index}");
        findings.known(&path, option, KEYS);
        named(findings, &path, option);
        if !names.insert(text(option, "/name")) {
            findings.refuse(
                28,
                &path,
                "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME",
                "Option names must be unique",
            );
        }
        let required = is_true(option, "/required");
        if required && optional {
            let text = "Required options must be placed before non-required options";
            findings.refuse(
                28,
                &path,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                text,
            );
        }
        let kind = number(option, "/type").unwrap_or(0);
        optional |= !required && kind > 2;
        if !(1..=11).contains(&kind) {
            findings.refuse(
                28,
                &join(&path, "type"),
                "BASE_TYPE_CHOICES",
                "no such type of option",
            );
        }
        let choices = list(option, "/choices");
        findings.count(28, &join(&path, "choices"), choices.len(), 25);
        for (index, choice) in choices.iter().enumerate() {
            choice_lengths(findings, 28, &format!("{path}.choices.{index}"), choice);
        }
        if is_true(option, "/autocomplete") && (!choices.is_empty() || !matches!(kind, 3 | 4 | 10))
        {
            let text = "autocomplete is for text and numbers without fixed choices";
            findings.refuse(
                28,
                &path,
                "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID",
                text,
            );
        }
        if kind <= 2 {
            options(findings, &path, option);
        }
    }
}

/// Names, descriptions and values of a command together, each by its longest localisation.
fn size(value: &Value) -> usize {
    let longest = |key: &str| {
        let local = value
            .get(format!("{key}_localizations"))
            .and_then(Value::as_object);
        let local = local
            .into_iter()
            .flatten()
            .filter_map(|(_, text)| text.as_str())
            .map(units)
            .max();
        units(text(value, &format!("/{key}"))).max(local.unwrap_or(0))
    };
    let inner = list(value, "/options")
        .iter()
        .chain(list(value, "/choices"))
        .map(size);
    longest("name") + longest("description") + units(text(value, "/value")) + inner.sum::<usize>()
}

fn choice_lengths(findings: &mut Findings, line: u16, path: &str, choice: &Value) {
    findings.known(path, choice, &["name", "name_localizations", "value"]);
    findings.length(line, path, choice, "name", (1, 100));
    if !has(choice, "/value") {
        findings.refuse(
            line,
            &join(path, "value"),
            "BASE_TYPE_REQUIRED",
            "This field is required",
        );
    }
    if choice.get("value").is_some_and(Value::is_string) {
        findings.length(line, path, choice, "value", (1, 100));
    }
}

/// The data of an answer to autocomplete.
pub(in crate::playground) fn choices(data: &Value) -> Findings {
    let mut findings = Findings::default();
    findings.known("data", data, &["choices"]);
    let choices = list(data, "/choices");
    findings.count(17, "data.choices", choices.len(), 25);
    let mut names = BTreeSet::new();
    for (index, choice) in choices.iter().enumerate() {
        let path = format!("data.choices.{index}");
        choice_lengths(&mut findings, 17, &path, choice);
        if !names.insert(text(choice, "/name")) {
            findings.note(
                17,
                &join(&path, "name"),
                "a second choice of that name can never be chosen",
            );
        }
    }
    if !data.get("choices").is_some_and(Value::is_array) {
        findings.refuse(
            17,
            "data.choices",
            "BASE_TYPE_REQUIRED",
            "This field is required",
        );
    }
    findings
}
