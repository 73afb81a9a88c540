//! Statements as they stand in a message, and how many of them stand on one page.

use std::ops::Range;

use crate::discord::text_limits::{cut, units};
use crate::render::markdown::{escape, link};
use crate::render::{Reply, Said};

/// Units of a description that statements with their links may take on one page.
pub(super) const DESCRIPTION: usize = 3_300;

/// Units of plain text that statements may take on one page.
const PLAIN: usize = 1_000;

/// Units of statements without links, in a full and in a short reply.
const FULL: usize = crate::bot::FULL;
const SHORT: usize = crate::bot::SHORT;

/// Which statements stand on which page: as many as fit, at least one, none is cut in two.
pub(in crate::discord) fn pages(reply: &Reply, short: bool, plain: bool) -> Vec<Range<usize>> {
    let (most, most_words) = match (plain, short) {
        (true, _) => (PLAIN, PLAIN),
        (false, true) => (DESCRIPTION, SHORT),
        (false, false) => (DESCRIPTION, FULL),
    };
    let mut pages = Vec::new();
    let mut start = 0;
    let remark = reply.remark.as_ref().map_or(0, |it| units(&escape(it)) + 1);
    let (mut used, mut words) = (remark, remark);
    for (index, said) in reply.statements.iter().enumerate() {
        let length = if plain {
            units(&said.marked()) + 1
        } else {
            units(&statement(reply, said, most)) + 1
        };
        let plain_length = units(&said.text) + 1;
        let full = used + length > most || words + plain_length > most_words;
        if full && index > start {
            pages.push(start..index);
            start = index;
            (used, words) = (0, 0);
        }
        used += length;
        words += plain_length;
    }
    pages.push(start..reply.statements.len());
    pages
}

/// A statement with its marks as links to the sources. If that is longer than `most`, the marks lose their links, which
/// stand in the list of sources too; if it is still too long, the sentence is cut, never the marks.
pub(super) fn statement(reply: &Reply, said: &Said, most: usize) -> String {
    let text = escape(&said.text);
    let marks = |linked: bool| -> String {
        let marks: Vec<String> = said
            .citations
            .iter()
            .map(|n| {
                let url = reply
                    .citations
                    .iter()
                    .find(|cited| cited.n == *n)
                    .and_then(|cited| cited.url.as_deref());
                match url {
                    Some(url) if linked => link(&n.to_string(), url),
                    _ => format!("\\[{n}\\]"),
                }
            })
            .collect();
        marks.join(" ")
    };
    let joined = format!("{text} {}", marks(true));
    if units(&joined) <= most {
        return joined;
    }
    let marks = marks(false);
    format!(
        "{} {marks}",
        cut(&text, most.saturating_sub(units(&marks) + 1))
    )
}
