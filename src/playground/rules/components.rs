//! The rules for components: buttons (line 20), menus (21), Components V2 (41) and modals (19).

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Findings, join};
use crate::playground::json::{has, list, number, text};

/// The kinds of components, by Discord's numbers.
mod kind {
    pub(super) const ROW: u64 = 1;
    pub(super) const BUTTON: u64 = 2;
    pub(super) const STRING_SELECT: u64 = 3;
    pub(super) const TEXT_INPUT: u64 = 4;
    pub(super) const LABEL: u64 = 18;
}

/// The components of a message body.
pub(in crate::playground) fn check(findings: &mut Findings, body: &Value, v2: bool) {
    let top = list(body, "/components");
    let mut seen = Seen::default();
    for (index, component) in top.iter().enumerate() {
        let path = format!("components.{index}");
        let found = number(component, "/type").unwrap_or(0);
        if !v2 && found != kind::ROW {
            findings.refuse(
                41,
                &path,
                "UNION_TYPE_CHOICES",
                "Value of field \"type\" must be one of (1,).",
            );
        }
        if matches!(found, kind::TEXT_INPUT | kind::LABEL) || (v2 && matches!(found, 2..=8 | 11)) {
            findings.refuse(
                41,
                &path,
                "UNION_TYPE_CHOICES",
                format!("a component of type {found} cannot stand here"),
            );
        }
        walk(findings, &path, component, &mut seen);
    }
    if v2 {
        findings.count(41, "components", seen.count, 40);
        if seen.text > 4000 {
            findings.refuse(
                41,
                "components",
                "BASE_TYPE_MAX_LENGTH",
                "Text displays have more than 4000 characters.",
            );
        }
    } else {
        findings.count(20, "components", top.len(), 5);
    }
}

/// What was met on the way through a tree of components.
#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
    count: usize,
    text: usize,
}

/// One component and those in it.
fn walk(findings: &mut Findings, path: &str, component: &Value, seen: &mut Seen) {
    seen.count += 1;
    let found = number(component, "/type").unwrap_or(0);
    let children = list(component, "/components");
    match found {
        kind::ROW => row(findings, path, children),
        kind::BUTTON => button(findings, path, component),
        kind::STRING_SELECT => select(findings, path, component),
        5..=8 => custom_id(findings, 21, path, component),
        9 => {
            findings.count(41, &join(path, "components"), children.len(), 3);
            if children.is_empty() || !has(component, "/accessory") {
                findings.refuse(
                    41,
                    path,
                    "BASE_TYPE_REQUIRED",
                    "A section needs one to three texts and an accessory.",
                );
            }
        }
        10 => {
            findings.length(41, path, component, "content", (1, 4000));
            seen.text += crate::playground::json::units(text(component, "/content"));
        }
        12 => {
            let items = list(component, "/items");
            findings.count(41, &join(path, "items"), items.len(), 10);
            for (index, item) in items.iter().enumerate() {
                findings.length(
                    41,
                    &format!("{path}.items.{index}"),
                    item,
                    "description",
                    (0, 1024),
                );
            }
        }
        11 | 13 | 14 | 17 => {}
        kind::TEXT_INPUT => text_input(findings, path, component),
        kind::LABEL => label(findings, path, component),
        _ => findings.refuse(
            41,
            path,
            "UNION_TYPE_CHOICES",
            format!("no component has the type {found}"),
        ),
    }
    let id = text(component, "/custom_id");
    if !id.is_empty() && !seen.ids.insert(id.to_owned()) {
        let text = "Component custom id cannot be duplicated";
        findings.refuse(
            20,
            &join(path, "custom_id"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            text,
        );
    }
    for (index, child) in children.iter().enumerate() {
        walk(findings, &format!("{path}.components.{index}"), child, seen);
    }
    for key in ["accessory", "component"] {
        if let Some(child) = component.get(key) {
            walk(findings, &join(path, key), child, seen);
        }
    }
}

fn row(findings: &mut Findings, path: &str, children: &[Value]) {
    let place = join(path, "components");
    if children.is_empty() {
        findings.refuse(
            20,
            &place,
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        );
    }
    findings.count(20, &place, children.len(), 5);
    let buttons = children
        .iter()
        .filter(|child| number(child, "/type") == Some(kind::BUTTON))
        .count();
    if buttons < children.len() && children.len() > 1 {
        findings.refuse(
            21,
            &place,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "A menu stands alone in its row.",
        );
    }
}

fn custom_id(findings: &mut Findings, line: u16, path: &str, component: &Value) {
    findings.length(line, path, component, "custom_id", (1, 100));
}

fn button(findings: &mut Findings, path: &str, button: &Value) {
    findings.known(
        path,
        button,
        &[
            "type",
            "id",
            "style",
            "label",
            "emoji",
            "custom_id",
            "sku_id",
            "url",
            "disabled",
        ],
    );
    findings.length(20, path, button, "label", (0, 80));
    match number(button, "/style") {
        Some(5) => {
            findings.length(20, path, button, "url", (1, 512));
            if has(button, "/custom_id") {
                let text = "A custom id and url cannot both be specified";
                findings.refuse(
                    20,
                    path,
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    text,
                );
            }
        }
        Some(1..=4) => {
            custom_id(findings, 20, path, button);
            if has(button, "/url") {
                findings.refuse(
                    20,
                    path,
                    "BUTTON_COMPONENT_INVALID_URL",
                    "Only a link button has a url",
                );
            }
        }
        Some(6) => {}
        _ => findings.refuse(
            20,
            &join(path, "style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of (1, 2, 3, 4, 5, 6).",
        ),
    }
    if text(button, "/label").is_empty()
        && !has(button, "/emoji")
        && number(button, "/style") != Some(6)
    {
        findings.refuse(
            20,
            path,
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
            "A button needs a label or an emoji",
        );
    }
}

fn select(findings: &mut Findings, path: &str, menu: &Value) {
    const KEYS: &[&str] = &[
        "type",
        "id",
        "custom_id",
        "options",
        "placeholder",
        "min_values",
        "max_values",
        "disabled",
        "required",
    ];
    findings.known(path, menu, KEYS);
    custom_id(findings, 21, path, menu);
    findings.length(21, path, menu, "placeholder", (0, 150));
    let options = list(menu, "/options");
    let place = join(path, "options");
    if options.is_empty() {
        findings.refuse(
            21,
            &place,
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 25 in length.",
        );
    }
    findings.count(21, &place, options.len(), 25);
    let mut values = BTreeSet::new();
    for (index, option) in options.iter().enumerate() {
        let path = format!("{place}.{index}");
        findings.known(
            &path,
            option,
            &["label", "value", "description", "emoji", "default"],
        );
        findings.length(21, &path, option, "label", (1, 100));
        findings.length(21, &path, option, "value", (1, 100));
        findings.length(21, &path, option, "description", (0, 100));
        if !values.insert(text(option, "/value")) {
            let text = "The specified option value is already used";
            findings.refuse(21, &path, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", text);
        }
    }
    let (min, max) = (
        number(menu, "/min_values").unwrap_or(1),
        number(menu, "/max_values").unwrap_or(1),
    );
    let available = u64::try_from(options.len()).unwrap_or(25);
    if min > max || max > available.max(1) {
        findings.refuse(
            21,
            path,
            "BASE_TYPE_RANGE",
            "min_values and max_values do not fit the options",
        );
    }
}

fn text_input(findings: &mut Findings, path: &str, input: &Value) {
    const KEYS: &[&str] = &[
        "type",
        "id",
        "custom_id",
        "style",
        "label",
        "min_length",
        "max_length",
        "required",
        "value",
        "placeholder",
    ];
    findings.known(path, input, KEYS);
    custom_id(findings, 19, path, input);
    findings.length(19, path, input, "label", (0, 45));
    findings.length(19, path, input, "value", (0, 4000));
    findings.length(19, path, input, "placeholder", (0, 100));
    if !matches!(number(input, "/style"), Some(1 | 2)) {
        findings.refuse(
            19,
            &join(path, "style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of (1, 2).",
        );
    }
    let (min, max) = (
        number(input, "/min_length").unwrap_or(0),
        number(input, "/max_length").unwrap_or(4000),
    );
    if min > max || !(1..=4000).contains(&max) {
        findings.refuse(
            19,
            path,
            "BASE_TYPE_RANGE",
            "lengths are 0 to 4000, the least not above the most",
        );
    }
}

fn label(findings: &mut Findings, path: &str, label: &Value) {
    findings.length(19, path, label, "label", (1, 45));
    findings.length(19, path, label, "description", (0, 100));
    let inner = label.get("component");
    if inner.is_none() {
        findings.refuse(
            19,
            &join(path, "component"),
            "BASE_TYPE_REQUIRED",
            "This field is required",
        );
    }
    if inner.is_some_and(|inner| has(inner, "/label")) {
        findings.refuse(
            19,
            &join(path, "component.label"),
            "BASE_TYPE_INVALID",
            "an input in a label has no label of its own",
        );
    }
}

/// The data of a callback that opens a modal.
pub(in crate::playground) fn modal(data: &Value) -> Findings {
    let mut findings = Findings::default();
    findings.known("data", data, &["custom_id", "title", "components"]);
    findings.length(19, "data", data, "custom_id", (1, 100));
    findings.length(19, "data", data, "title", (1, 45));
    let rows = list(data, "/components");
    if rows.is_empty() {
        findings.refuse(
            19,
            "data.components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        );
    }
    findings.count(19, "data.components", rows.len(), 5);
    let mut seen = Seen::default();
    for (index, row) in rows.iter().enumerate() {
        let path = format!("data.components.{index}");
        let inside = list(row, "/components");
        match number(row, "/type") {
            Some(kind::ROW) => {
                let fits =
                    matches!(inside, [one] if number(one, "/type") == Some(kind::TEXT_INPUT));
                if !fits {
                    findings.refuse(
                        19,
                        &path,
                        "UNION_TYPE_CHOICES",
                        "a row of a modal holds one text input",
                    );
                }
                if inside.iter().any(|input| text(input, "/label").is_empty()) {
                    findings.refuse(
                        19,
                        &path,
                        "BASE_TYPE_REQUIRED",
                        "a text input in a row needs a label",
                    );
                }
            }
            Some(kind::LABEL | 10) => {}
            found => {
                let text = format!(
                    "a component of type {} cannot stand in a modal",
                    found.unwrap_or(0)
                );
                findings.refuse(19, &path, "UNION_TYPE_CHOICES", text);
            }
        }
        walk(&mut findings, &path, row, &mut seen);
    }
    findings
}
