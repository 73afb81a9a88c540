//! A reply as a JSON object: the stable contract of `ask`, `chat` and `--batch`.

use serde::Serialize;
use std::collections::BTreeMap;

use crate::render::Reply;

/// The object; fields in the order of the contract.
#[derive(Debug, Serialize)]
pub(super) struct ReplyObject<'a> {
    question: &'a str,
    outcome: &'static str,
    intent: Option<&'a str>,
    confidence: f32,
    slots: &'a BTreeMap<String, Vec<String>>,
    understood_as: &'a str,
    text: String,
    statements: Vec<StatementObject<'a>>,
    citations: Vec<CitationObject<'a>>,
    as_of: String,
    revision: &'a str,
    decline: Option<DeclineObject<'a>>,
}

#[derive(Debug, Serialize)]
struct StatementObject<'a> {
    text: &'a str,
    kind: &'static str,
    citations: &'a [usize],
}

#[derive(Debug, Serialize)]
struct CitationObject<'a> {
    n: usize,
    source: &'a str,
    publisher: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    published: Option<&'a str>,
    class: &'static str,
}

#[derive(Debug, Serialize)]
struct DeclineObject<'a> {
    reason: &'static str,
    suggestions: &'a [String],
}

impl<'a> From<&'a Reply> for ReplyObject<'a> {
    fn from(reply: &'a Reply) -> Self {
        Self {
            question: &reply.question,
            outcome: reply.outcome.name(),
            intent: reply.intent.as_deref(),
            confidence: (reply.confidence * 1_000.0).round() / 1_000.0,
            slots: &reply.slots,
            understood_as: &reply.understood_as,
            text: reply.text(),
            statements: reply
                .statements
                .iter()
                .map(|said| StatementObject {
                    text: &said.text,
                    kind: said.kind.name(),
                    citations: &said.citations,
                })
                .collect(),
            citations: reply
                .citations
                .iter()
                .map(|cited| CitationObject {
                    n: cited.n,
                    source: cited.source.as_str(),
                    publisher: &cited.publisher,
                    title: &cited.title,
                    url: cited.url.as_deref(),
                    published: cited.published.as_deref(),
                    class: cited.class.name(),
                })
                .collect(),
            as_of: reply.as_of.to_string(),
            revision: &reply.revision,
            decline: reply.decline.map(|reason| DeclineObject {
                reason: reason.name(),
                suggestions: &reply.suggestions,
            }),
        }
    }
}

/// The object on one line.
pub(super) fn line(reply: &Reply) -> String {
    // Serialising plain strings and numbers cannot fail.
    serde_json::to_string(&ReplyObject::from(reply)).unwrap_or_default()
}

/// The object over several lines.
pub(super) fn pretty(reply: &Reply) -> String {
    serde_json::to_string_pretty(&ReplyObject::from(reply)).unwrap_or_default()
}
