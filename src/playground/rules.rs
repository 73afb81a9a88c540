//! Discord's rules for what a bot sends. Each finding names the rule's line in the project's list of Discord rules; those
//! that Discord enforces refuse the request, the others are only noted.

mod commands;
mod components;
mod embeds;
mod message;

use serde_json::{Value, json};

use super::json::{number, text, units};
use super::model::World;
use super::rest::{Refusal, Violation};

pub(super) use commands::{choices, commands};
pub(super) use components::modal;
pub(super) use message::message;

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
pub(super) fn settle(world: &mut World, findings: &Findings) -> Result<(), Refusal> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines found, each once, with whether Discord would refuse.
    fn lines(findings: &Findings) -> Vec<(u16, bool)> {
        let mut lines: Vec<_> = findings
            .0
            .iter()
            .map(|one| (one.line, one.code.is_some()))
            .collect();
        lines.dedup();
        lines
    }

    fn choice(name: &str) -> Value {
        json!({"name": name, "value": "x"})
    }

    #[test]
    fn autocomplete_s_choices_are_few_short_and_told_apart() {
        let all: Vec<Value> = (0..25).map(|n| choice(&n.to_string())).collect();
        assert_eq!(lines(&choices(&json!({"choices": all}))), []);
        let too_many: Vec<Value> = (0..26).map(|n| choice(&n.to_string())).collect();
        assert_eq!(lines(&choices(&json!({"choices": too_many}))), [(17, true)]);
        let too_long = [choice(&"x".repeat(101))];
        assert_eq!(lines(&choices(&json!({"choices": too_long}))), [(17, true)]);
        let twice = [choice("a"), choice("a")];
        assert_eq!(lines(&choices(&json!({"choices": twice}))), [(17, false)]);
        assert_eq!(lines(&choices(&json!({}))), [(17, true)]);
    }

    #[test]
    fn a_modal_has_a_title_and_one_input_a_row() {
        let input = json!({"type": 4, "custom_id": "a", "style": 1, "label": "A"});
        let row = json!({"type": 1, "components": [input]});
        let with = |key: &str, value: Value| {
            let mut modal = json!({"custom_id": "m", "title": "T", "components": [row]});
            super::super::json::set(&mut modal, key, value);
            lines(&super::modal(&modal))
        };
        let bare = json!({"type": 4, "custom_id": "b", "style": 1});
        let label = json!({"type": 18, "label": "B", "component": bare});
        assert_eq!(with("title", json!("T")), []);
        assert_eq!(with("components", json!([label])), []);
        assert_eq!(with("title", json!("x".repeat(46))), [(19, true)]);
        assert_eq!(with("custom_id", json!("")), [(19, true)]);
        assert_eq!(with("components", json!([])), [(19, true)]);
        assert_eq!(
            with("components", json!([{"type": 1, "components": [bare]}])),
            [(19, true)]
        );
        assert_eq!(
            with(
                "components",
                json!([{"type": 1, "components": [input, input]}])
            ),
            [(19, true), (21, true), (20, true)]
        );
    }

    #[test]
    fn a_menu_has_up_to_25_different_options() {
        let menu = |count: usize| {
            let options: Vec<Value> = (0..count)
                .map(|n| json!({"label": "x", "value": n.to_string()}))
                .collect();
            let menu = json!({"type": 3, "custom_id": "m", "options": options});
            let body = json!({"components": [{"type": 1, "components": [menu]}], "allowed_mentions": {"parse": []}});
            let occasion = Occasion {
                answers_interaction: false,
                sends: true,
            };
            lines(&message(&body, &[], occasion, None))
        };
        assert_eq!(menu(25), []);
        assert_eq!(menu(26), [(21, true)]);
        assert_eq!(menu(0), [(21, true)]);
    }

    #[test]
    fn a_deferral_says_nothing_but_that_it_is_ephemeral() {
        assert_eq!(lines(&deferral(&json!({"flags": 64}))), []);
        assert_eq!(lines(&deferral(&json!({"flags": 1 << 15}))), [(15, false)]);
    }
}
