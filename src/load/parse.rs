//! One TOML file into its shape: every mistake is reported, and what is not mistaken is kept.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use super::{advice, schema};
use crate::diagnostic::{Code, Diagnostic, Label, did_you_mean};
use crate::source_file::{SourceFile, Span};

/// A file has been mangled if it has more mistakes than this; the rest is noise.
const MOST_MISTAKES: usize = 50;

/// What could be read of a file, and whether that is all of it.
pub(super) struct Parsed<T> {
    pub(super) value: Option<T>,
    pub(super) whole: bool,
}

/// Parses a file; findings go to `findings`.
///
/// serde stops at the first mistake, so the mistaken entry is taken out and the rest is tried again.
pub(super) fn parse<T: DeserializeOwned>(
    file: &SourceFile,
    findings: &mut Vec<Diagnostic>,
) -> Parsed<T> {
    let (mut table, errors) = DeTable::parse_recoverable(&file.text);
    if !errors.is_empty() {
        // What the parser makes of the rest is a guess; a finding on a guess would only follow from these.
        findings.extend(errors.iter().map(|error| finding(file, error)));
        return Parsed {
            value: T::deserialize(Deserializer::from(table)).ok(),
            whole: false,
        };
    }
    let mut whole = true;
    let mut removed: Vec<(Range<usize>, String)> = Vec::new();
    for _ in 0..MOST_MISTAKES {
        let error = match T::deserialize(Deserializer::from(table.clone())) {
            Ok(value) => {
                return Parsed {
                    value: Some(value),
                    whole,
                };
            }
            Err(error) => error,
        };
        whole = false;
        let span = error.span().unwrap_or_default();
        let follows = removed.iter().any(|(container, key)| {
            *container == span && error.message().contains(&format!("missing field `{key}`"))
        });
        if !follows {
            findings.push(finding(file, &error));
        }
        let mut cut = Cut {
            target: span,
            removed: &mut removed,
        };
        let root = table.span();
        if !cut.table(table.get_mut(), &root) {
            break;
        }
    }
    Parsed { value: None, whole }
}

/// Takes the entry with the target's place out of a document.
struct Cut<'a> {
    target: Range<usize>,
    removed: &'a mut Vec<(Range<usize>, String)>,
}

impl Cut<'_> {
    fn table(&mut self, table: &mut DeTable<'_>, place: &Range<usize>) -> bool {
        // The innermost first: a list of tables stands where its first table stands.
        if table.iter_mut().any(|(_, value)| self.value(value)) {
            return true;
        }
        let hit = table
            .iter()
            .find(|(key, value)| key.span() == self.target || value.span() == self.target)
            .map(|(key, _)| key.clone());
        if let Some(key) = hit {
            self.removed
                .push((place.clone(), key.get_ref().to_string()));
            return table.remove(&key).is_some();
        }
        false
    }

    fn value(&mut self, value: &mut Spanned<DeValue<'_>>) -> bool {
        let place = value.span();
        match value.get_mut() {
            DeValue::Table(table) => self.table(table, &place),
            DeValue::Array(array) => {
                if array.iter_mut().any(|item| self.value(item)) {
                    return true;
                }
                let mut kept = DeArray::new();
                for item in array.iter().filter(|item| item.span() != self.target) {
                    kept.push(item.clone());
                }
                let hit = kept.len() < array.len();
                *array = kept;
                hit
            }
            _ => false,
        }
    }
}

fn finding(file: &SourceFile, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().replace('\n', ", ");
    let code = if message.starts_with("unknown field") {
        Code::UnknownKey
    } else if message.starts_with("missing field") {
        Code::MissingKey
    } else if message.starts_with(schema::UNKNOWN_VALUE) || message.starts_with("unknown variant") {
        Code::UnknownValue
    } else {
        Code::Syntax
    };
    let place = match error.span() {
        Some(span) if code != Code::MissingKey || span.end - span.start < file.text.len() => {
            Label::new(file, narrowed(file, span.into(), code, &message), "")
        }
        _ => Label::file(&file.path),
    };
    let shown = message
        .replace("field `", "key `")
        .replace("unknown variant", schema::UNKNOWN_VALUE);
    let by = code == Code::MissingKey && message.contains("`by`");
    let finding = Diagnostic::new(code, shown, place);
    let finding = if by {
        finding.help("write who says it: `by = \"self\"` or `by = \"report\"`, of a response the id of the person; `none = true` needs it as well")
    } else {
        finding
    };
    if message.ends_with("expected a TOML datetime") {
        return finding.help("write the day without quotation marks, such as 2026-06-28");
    }
    if message == "invalid type: map, expected a string" {
        return finding.help("write a day in quotation marks, such as \"2026-06-28\"");
    }
    if code == Code::MissingKey && message.contains("`organisation`") {
        return finding.help(
            "write the id of the organisation that this stay was at: `organisation = \"…\"`",
        );
    }
    let mut names = message.split('`').skip(1).step_by(2);
    let Some(wrong) = names.next() else {
        return finding;
    };
    let known: Vec<&str> = names.collect();
    let advice = match code {
        Code::UnknownKey => advice::on_key(wrong, &known),
        Code::UnknownValue => advice::on_value(wrong, &known),
        _ => return finding,
    };
    // A word for a removal is near to none of the closed list, whatever letters they share.
    let named = did_you_mean(wrong, known.iter().copied());
    let near = advice.is_none() || named.is_some_and(|it| advice::is_slip(wrong, it));
    match (named.filter(|_| near), advice) {
        (Some(name), _) => finding.help(format!("did you mean `{name}`?")),
        (None, Some(advice)) => finding.help(advice),
        (None, None) => finding,
    }
}

/// serde blames a whole list for one of its values; this is the value.
fn narrowed(file: &SourceFile, span: Span, code: Code, message: &str) -> Span {
    let wrong = message.split('`').nth(1).unwrap_or_default();
    let quoted = format!("\"{wrong}\"");
    match file.slice(span).find(&quoted) {
        Some(offset) if code == Code::UnknownValue => {
            let start = span.start + offset;
            let end = start + quoted.len();
            Span { start, end }
        }
        _ => span,
    }
}
