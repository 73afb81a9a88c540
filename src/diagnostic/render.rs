//! Findings as people, editors and CI read them.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Code, Diagnostic, Label, Severity};
use crate::source_file::{SourceFile, Span};

fn file<'a>(files: &'a [SourceFile], path: &str) -> Option<&'a SourceFile> {
    files.iter().find(|file| file.path == path)
}

fn place<'a>(files: &'a [SourceFile], label: &'a Label) -> &'a str {
    file(files, &label.path).map_or(label.path.as_str(), |file| &file.place)
}

/// Every finding as a compiler would show it, and at the end how many there were.
pub fn report(findings: &[Diagnostic], files: &[SourceFile], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for finding in findings {
        out.push_str(&one(finding, files, &renderer));
        out.push_str("\n\n");
    }
    out.push_str(&count(findings));
    out.push('\n');
    out
}

fn one(finding: &Diagnostic, files: &[SourceFile], renderer: &Renderer) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level
            .primary_title(finding.message.as_str())
            .id(finding.code.name()),
    );
    // One snippet a file, the primary one first, so that two places in one file share an excerpt.
    let mut paths = vec![finding.primary.path.as_str()];
    for label in &finding.secondary {
        if !paths.contains(&label.path.as_str()) {
            paths.push(&label.path);
        }
    }
    for path in paths {
        let labels = std::iter::once((AnnotationKind::Primary, &finding.primary))
            .chain(
                finding
                    .secondary
                    .iter()
                    .map(|it| (AnnotationKind::Context, it)),
            )
            .filter(|(_, label)| label.path == path);
        let spans: Vec<_> = labels
            .filter_map(|(kind, label)| Some((kind, label.span?, label.text.as_str())))
            .collect();
        match file(files, path) {
            Some(source) if !spans.is_empty() => {
                let snippet = Snippet::source(source.text.as_str())
                    .path(source.place.as_str())
                    .annotations(spans.into_iter().map(|(kind, span, text)| {
                        let annotation = kind.span(fitting(source, span));
                        if text.is_empty() {
                            annotation
                        } else {
                            annotation.label(text)
                        }
                    }));
                group = group.element(snippet);
            }
            found => {
                let shown = found.map_or(path, |source| source.place.as_str());
                group = group.element(Origin::path(shown));
            }
        }
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The span, cut to one line and to the file: a finding on a whole table points at its first line.
fn fitting(file: &SourceFile, span: Span) -> std::ops::Range<usize> {
    // Places from other parsers may lie inside of a character, where the renderer would panic.
    let start = file.text.floor_char_boundary(span.start);
    let end = file.text.ceil_char_boundary(span.end).max(start);
    let line = file
        .text
        .get(start..end)
        .and_then(|text| text.find('\n'))
        .unwrap_or(end - start);
    start..start + line
}

/// How many findings there are (`2 errors, 1 warning`).
fn count(findings: &[Diagnostic]) -> String {
    let number = |severity| {
        findings
            .iter()
            .filter(|it| it.severity() == severity)
            .count()
    };
    let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
    let counted = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    };
    match (errors, warnings) {
        (0, 0) => "no findings".to_owned(),
        (_, 0) => counted(errors, "error"),
        (0, _) => counted(warnings, "warning"),
        _ => format!(
            "{}, {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    }
}

/// One line a finding: `path:line:column: severity[code]: message`.
pub fn short(findings: &[Diagnostic], files: &[SourceFile]) -> String {
    let mut out = String::new();
    for finding in findings {
        let label = &finding.primary;
        let shown = place(files, label);
        let _ = match region(files, label) {
            Some((start, _)) => write!(out, "{shown}:{}:{}: ", start.line, start.column),
            None => write!(out, "{shown}: "),
        };
        let _ = writeln!(
            out,
            "{}[{}]: {}",
            finding.severity().name(),
            finding.code,
            finding.message
        );
    }
    out
}

fn region(
    files: &[SourceFile],
    label: &Label,
) -> Option<(crate::source_file::Position, crate::source_file::Position)> {
    let source = file(files, &label.path)?;
    let span = label.span?;
    Some((source.position(span.start), source.position(span.end)))
}

/// An array with one object a finding: code, severity, message, path, line, column, help, other places.
pub fn json(findings: &[Diagnostic], files: &[SourceFile]) -> Value {
    let at = |label: &Label| {
        let region = region(files, label);
        json!({
            "path": place(files, label),
            "line": region.map(|(start, _)| start.line),
            "column": region.map(|(start, _)| start.column),
            "end_line": region.map(|(_, end)| end.line),
            "end_column": region.map(|(_, end)| end.column),
            "label": label.text,
        })
    };
    findings
        .iter()
        .map(|finding| {
            let mut object = at(&finding.primary);
            if let Some(fields) = object.as_object_mut() {
                fields.insert("code".into(), finding.code.name().into());
                fields.insert("severity".into(), finding.severity().name().into());
                fields.insert("message".into(), finding.message.as_str().into());
                fields.insert("help".into(), json!(finding.help));
                let others = finding.secondary.iter().map(at).collect();
                fields.insert("related".into(), Value::Array(others));
            }
            object
        })
        .collect()
}

/// A SARIF 2.1.0 log, which code hosts show beside the lines.
pub fn sarif(findings: &[Diagnostic], files: &[SourceFile]) -> Value {
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "id": code.name(),
                "shortDescription": { "text": code.description() },
                "defaultConfiguration": { "level": code.severity().name() },
            })
        })
        .collect();
    let location = |label: &Label| {
        let mut physical = json!({ "artifactLocation": { "uri": place(files, label) } });
        if let (Some((start, end)), Some(fields)) = (region(files, label), physical.as_object_mut())
        {
            fields.insert(
                "region".into(),
                json!({
                    "startLine": start.line, "startColumn": start.column,
                    "endLine": end.line, "endColumn": end.column,
                }),
            );
        }
        json!({ "physicalLocation": physical, "message": { "text": label.text } })
    };
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let text = match &finding.help {
                Some(help) => format!("{}. {help}", finding.message),
                None => finding.message.clone(),
            };
            json!({
                "ruleId": finding.code.name(),
                "level": finding.severity().name(),
                "message": { "text": text },
                "locations": [location(&finding.primary)],
                "relatedLocations": finding.secondary.iter().map(location).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}
