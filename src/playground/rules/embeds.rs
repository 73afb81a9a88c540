//! The limits of embeds: line 38.

use serde_json::Value;

use super::{Findings, join};
use crate::playground::json::{has, list, text, units};
use crate::playground::message::Upload;

const LINE: u16 = 38;

/// All embeds of a body.
pub(in crate::playground) fn check(
    findings: &mut Findings,
    body: &Value,
    files: &[Upload],
    before: Option<&Value>,
) {
    let embeds = list(body, "/embeds");
    findings.count(LINE, "embeds", embeds.len(), 10);
    let mut total = 0;
    for (index, embed) in embeds.iter().enumerate() {
        let path = format!("embeds.{index}");
        total += one(findings, &path, embed);
        for part in ["image", "thumbnail"] {
            let url = text(embed, &format!("/{part}/url"));
            if url.is_empty() {
                continue;
            }
            let place = format!("{path}.{part}.url");
            match url.strip_prefix("attachment://") {
                Some(name) => {
                    let old = before.is_some_and(|old| {
                        list(old, "/attachments")
                            .iter()
                            .any(|attachment| text(attachment, "/filename") == name)
                    });
                    if !old && !files.iter().any(|file| file.filename == name) {
                        findings.note(LINE, &place, format!("no attachment is called {name}"));
                    }
                }
                None => web(findings, &place, url),
            }
        }
        for key in ["/url", "/author/url"] {
            let url = text(embed, key);
            if !url.is_empty() {
                web(findings, &join(&path, key.trim_start_matches('/')), url);
            }
        }
    }
    if total > 6000 {
        let text = format!("Embed size exceeds maximum size of 6000 ({total} in all embeds)");
        findings.refuse(LINE, "embeds", "MAX_EMBED_SIZE_EXCEEDED", text);
    }
    let mut urls: Vec<&str> = embeds
        .iter()
        .map(|embed| text(embed, "/url"))
        .filter(|url| !url.is_empty())
        .collect();
    let all = urls.len();
    urls.sort_unstable();
    urls.dedup();
    if urls.len() < all {
        findings.note(LINE, "embeds", "embeds with the same url are merged");
    }
}

/// An address that a client can open.
fn web(findings: &mut Findings, path: &str, url: &str) {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        let text =
            format!("Scheme \"{url}\" is not supported. Scheme must be one of ('http', 'https').");
        findings.refuse(LINE, path, "URL_TYPE_INVALID_SCHEME", text);
    }
    findings_length(findings, path, url);
}

fn findings_length(findings: &mut Findings, path: &str, url: &str) {
    if units(url) > 2048 {
        findings.refuse(
            LINE,
            path,
            "BASE_TYPE_MAX_LENGTH",
            "Must be 2048 or fewer in length.",
        );
    }
}

/// One embed; returns the characters that count towards the sum.
fn one(findings: &mut Findings, path: &str, embed: &Value) -> usize {
    const KEYS: &[&str] = &[
        "title",
        "type",
        "description",
        "url",
        "timestamp",
        "color",
        "footer",
        "image",
        "thumbnail",
        "video",
        "provider",
        "author",
        "fields",
    ];
    findings.known(path, embed, KEYS);
    findings.length(LINE, path, embed, "title", (0, 256));
    findings.length(LINE, path, embed, "description", (0, 4096));
    let mut sum = units(text(embed, "/title")) + units(text(embed, "/description"));
    for (part, key, max) in [("footer", "text", 2048), ("author", "name", 256)] {
        if has(embed, &format!("/{part}")) {
            let inner = embed.get(part).unwrap_or(&Value::Null);
            findings.length(LINE, &join(path, part), inner, key, (1, max));
            sum += units(text(inner, &format!("/{key}")));
        }
    }
    let fields = list(embed, "/fields");
    findings.count(LINE, &join(path, "fields"), fields.len(), 25);
    for (index, field) in fields.iter().enumerate() {
        let path = format!("{path}.fields.{index}");
        findings.known(&path, field, &["name", "value", "inline"]);
        findings.length(LINE, &path, field, "name", (1, 256));
        findings.length(LINE, &path, field, "value", (1, 1024));
        sum += units(text(field, "/name")) + units(text(field, "/value"));
    }
    let visible = [
        "title",
        "description",
        "footer",
        "image",
        "thumbnail",
        "author",
    ]
    .iter()
    .any(|key| has(embed, &format!("/{key}")));
    if !visible && fields.is_empty() {
        findings.refuse(LINE, path, "BASE_TYPE_REQUIRED", "This field is required");
    }
    sum
}
