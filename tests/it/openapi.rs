//! Every captured request against Discord's own `OpenAPI` description, where that is at hand: at the path in
//! `DISCORD_OPENAPI`, or in `../shared/discord/openapi.json` beside the checkout. It is not part of this repository.

#![expect(
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "absent keys of a `Value` read as null; a test may read a file"
)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use exitnote::playground::Capture;

/// The description, if it is there.
fn description() -> Option<&'static Value> {
    static DESCRIPTION: OnceLock<Option<Value>> = OnceLock::new();
    DESCRIPTION
        .get_or_init(|| {
            let beside =
                PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/discord/openapi.json");
            let path = std::env::var_os("DISCORD_OPENAPI").map_or(beside, PathBuf::from);
            let Ok(text) = std::fs::read_to_string(&path) else {
                // Written past the test harness, which keeps the output of tests that pass to itself.
                let _unheard = writeln!(
                    std::io::stderr(),
                    "SKIPPED: no OpenAPI description at {}; set DISCORD_OPENAPI",
                    path.display()
                );
                return None;
            };
            Some(serde_json::from_str(&text).expect("the OpenAPI description is JSON"))
        })
        .as_ref()
}

/// The path template that a request fits, the one with the fewest placeholders first: `/users/@me` before `/users/{id}`.
fn template<'a>(paths: &'a serde_json::Map<String, Value>, path: &str) -> Option<&'a str> {
    let given: Vec<&str> = path.split('/').collect();
    let fits = |template: &str| {
        let wanted: Vec<&str> = template.split('/').collect();
        wanted.len() == given.len()
            && wanted
                .iter()
                .zip(&given)
                .all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
    };
    paths
        .keys()
        .map(String::as_str)
        .filter(|template| fits(template))
        .min_by_key(|template| template.matches('{').count())
}

/// The validator for the JSON body of a method of a path template.
fn validator(root: &Value, template: &str, method: &str) -> Option<Validator> {
    let content = &root["paths"][template][method.to_lowercase()]["requestBody"]["content"];
    let schema = content
        .get("application/json")
        .or_else(|| content.get("multipart/form-data"))?;
    Some(compiled(root, &schema["schema"]))
}

/// A validator for a schema that may refer to the description's components.
fn compiled(root: &Value, schema: &Value) -> Validator {
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": root["components"], "allOf": [schema],
    });
    jsonschema::validator_for(&whole).expect("the description's schemas compile")
}

/// Checks each request: its path must be described, and its body fit the endpoint's schema.
pub(crate) fn findings(captures: &[Capture]) -> Vec<String> {
    let Some(root) = description() else {
        return Vec::new();
    };
    let paths = root["paths"].as_object().expect("paths are an object");
    let mut validators: BTreeMap<(String, String), Option<Validator>> = BTreeMap::new();
    let mut found = Vec::new();
    for capture in captures {
        let place = format!("{} {}", capture.method, capture.path);
        let Some(template) = template(paths, &capture.path) else {
            found.push(format!("{place}: no such path"));
            continue;
        };
        if root["paths"][template]
            .get(capture.method.to_lowercase())
            .is_none()
        {
            found.push(format!("{place}: no such method"));
            continue;
        }
        if capture.body.is_null() {
            continue;
        }
        let key = (template.to_owned(), capture.method.clone());
        let validator = validators
            .entry(key)
            .or_insert_with(|| validator(root, template, &capture.method));
        let body = adapted(capture);
        for error in validator
            .iter()
            .flat_map(|validator| validator.iter_errors(&body))
        {
            found.push(format!(
                "{place}: {} at {}: {body}",
                error,
                error.instance_path()
            ));
        }
    }
    found
}

/// Checks each answer that the loopback gave against the endpoint's description, where it describes one for that status.
fn answer_findings(captures: &[Capture]) -> Vec<String> {
    let Some(root) = description() else {
        return Vec::new();
    };
    let paths = root["paths"].as_object().expect("paths are an object");
    let mut found = Vec::new();
    for capture in captures
        .iter()
        .filter(|capture| capture.status < 400 && !capture.answer.is_null())
    {
        let Some(template) = template(paths, &capture.path) else {
            continue;
        };
        let responses = &root["paths"][template][capture.method.to_lowercase()]["responses"];
        let schema =
            &responses[capture.status.to_string()]["content"]["application/json"]["schema"];
        if schema.is_null() {
            found.push(format!(
                "{} {}: no answer {} is described",
                capture.method, capture.path, capture.status
            ));
            continue;
        }
        let validator = compiled(root, schema);
        for error in validator.iter_errors(&capture.answer) {
            let place = format!("{} {}", capture.method, capture.path);
            found.push(format!(
                "{place}: {error} at {}: {}",
                error.instance_path(),
                capture.answer
            ));
        }
    }
    found
}

/// Panics if the loopback gave an answer that Discord would not give.
#[track_caller]
pub(crate) fn assert_answers_valid(captures: &[Capture]) {
    let found = answer_findings(captures);
    assert!(
        found.is_empty(),
        "answers against Discord's OpenAPI description:\n{}",
        found.join("\n")
    );
}

/// The body with the known disagreements between the description and Discord itself smoothed. In multipart bodies serenity
/// numbers attachments with integers; and permission sets are strings, as Discord's documentation of commands says,
/// where the description wants an integer.
fn adapted(capture: &Capture) -> Value {
    let mut body = capture.body.clone();
    for list in ["/attachments", "/data/attachments"] {
        for attachment in body
            .pointer_mut(list)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(id) = attachment
                .get("id")
                .and_then(Value::as_u64)
                .filter(|_| !capture.files.is_empty())
            {
                attachment["id"] = json!(id.to_string());
            }
        }
    }
    let commands = if body.is_array() {
        body.as_array_mut().map_or(&mut [][..], |all| all)
    } else {
        std::slice::from_mut(&mut body)
    };
    for command in commands {
        let bits = command
            .get("default_member_permissions")
            .and_then(Value::as_str);
        if let Some(bits) = bits.and_then(|bits| bits.parse::<u64>().ok()) {
            command["default_member_permissions"] = json!(bits);
        }
    }
    body
}

/// Panics with all findings, if there are any.
#[track_caller]
pub(crate) fn assert_valid(captures: &[Capture]) {
    let found = findings(captures);
    assert!(
        found.is_empty(),
        "against Discord's OpenAPI description:\n{}",
        found.join("\n")
    );
}

#[test]
fn the_description_refuses_what_it_should() {
    if description().is_none() {
        return;
    }
    let capture = |path: &str, body: Value| Capture {
        method: "POST".into(),
        path: path.into(),
        query: BTreeMap::new(),
        body,
        files: Vec::new(),
        status: 200,
        answer: Value::Null,
    };
    assert_eq!(
        findings(&[capture("/channels/1/messages", json!({"content": "x"}))]),
        Vec::<String>::new()
    );
    assert_eq!(
        findings(&[capture("/channels/1/messages", json!({"content": 7}))]).len(),
        1
    );
    assert_eq!(
        findings(&[capture("/channels/1/massages", json!({"content": "x"}))]).len(),
        1
    );
    let modal = json!({"type": 9, "data": {"custom_id": "x", "title": "y", "components": 3}});
    assert!(!findings(&[capture("/interactions/1/t/callback", modal)]).is_empty());
}
