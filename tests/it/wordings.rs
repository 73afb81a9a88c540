//! Every wording that the program asks for is there in every language. The ids are read from the sources, so that none can
//! be forgotten: what looks like an id is one, or stands in a short list of what looks like one.

#![expect(
    clippy::string_slice,
    reason = "a test that cuts the sources at quotation marks, which are one byte"
)]

use std::collections::{BTreeMap, BTreeSet};

use exitnote::knowledge::source::SourceClass;
use exitnote::nlu::locale::CUES;

use super::architecture::{is_test, production, sources};
use super::discord::rig::shipped;

/// The rooms that say something.
const SPEAKING: [&str; 4] = ["answer", "bot", "render", "discord"];

/// What is written like a wording's id, with dashes, and is none.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "words that a wording chooses by",
        &[
            "by-zone",
            "own-account",
            "exactly-half",
            "when-back",
            "why-back",
            "members-jointly",
            "least-rest",
            "least-years",
            "most-rest",
            "most-years",
            "first-hand",
            "in-part",
            "in-wave",
            "not-yet",
            "other-post",
            "same-day",
            "same-month",
            "same-week",
        ],
    ),
    (
        "values of words in a vocabulary",
        &[
            "day-after",
            "half-or-more",
            "how-much",
            "month-after",
            "week-after",
            "tenths-1",
            "tenths-1-or-more",
            "tenths-2",
            "tenths-2-or-more",
            "tenths-3",
            "tenths-3-or-more",
            "tenths-4",
            "tenths-4-or-more",
            "tenths-5",
            "tenths-5-or-more",
            "tenths-6",
            "tenths-6-or-more",
            "tenths-7",
            "tenths-7-or-more",
            "tenths-8",
            "tenths-8-or-more",
            "tenths-9",
            "tenths-9-or-more",
            "stepped-back",
            "three-quarters",
            "two-thirds",
        ],
    ),
    ("slots", &["other-organisation"]),
    (
        "look-ups",
        &[
            "count-remaining",
            "verify-member",
            "verify-post",
            "verify-remains",
            "verify-said",
            "who-left",
            "who-said",
            "who-went-to",
        ],
    ),
    (
        "options of commands and their values",
        &["also-here", "as-of", "es-419", "not-here"],
    ),
    (
        "headers of HTTP and keys of the store",
        &[
            "announced-departures",
            "retry-after",
            "x-ratelimit-global",
            "x-ratelimit-remaining",
            "x-ratelimit-reset-after",
            "x-ratelimit-scope",
        ],
    ),
];

/// The string literals of a piece of code, each with what stands before it.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code[at..].find('"') {
        let open = at + next;
        // `'"'` is a character, and opens nothing.
        if code[..open].ends_with('\'') && code[open + 1..].starts_with('\'') {
            at = open + 2;
            continue;
        }
        let mut escaped = false;
        let close = code[open + 1..].find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(close) = close else { break };
        let close = open + 1 + close;
        found.push((&code[..open], &code[open + 1..close]));
        at = close + 1;
    }
    found
}

/// Whether a text is written like the id of a wording.
fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('-').all(|part| {
            let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            !part.is_empty() && part.chars().all(letters)
        })
}

/// What the code asks for or may ask for: whatever is written like an id with a dash in it, and what a phrase is made of.
fn asked(code: &str) -> impl Iterator<Item = &str> {
    let is_asked = |(before, text): &(&str, &str)| {
        is_id(text) && (text.contains('-') || before.trim_end().ends_with("Phrase::new("))
    };
    literals(code)
        .into_iter()
        .filter(is_asked)
        .map(|(_, text)| text)
}

#[test]
fn whatever_is_asked_for_is_there_in_every_language() {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for source in sources().iter().filter(|it| !is_test(it)) {
        if SPEAKING.contains(&source.room.as_str()) {
            let lines: Vec<&str> = production(&source.text).map(|(_, line)| line).collect();
            for id in asked(&lines.join("\n")) {
                ids.insert(id.to_owned(), format!("src/{}", source.path.display()));
            }
        }
    }
    assert!(ids.len() > 200, "only {} ids were found", ids.len());
    let listed: BTreeSet<&str> = OTHERS.iter().flat_map(|(_, ids)| *ids).copied().collect();
    let cues = CUES.iter().copied().filter(|it| it.contains('-'));
    let others: BTreeSet<&str> = listed.iter().copied().chain(cues).collect();
    let bot = shipped();
    let mut missing = Vec::new();
    for language in bot.languages() {
        let wording = bot.wording(language).unwrap();
        let unsaid = ids
            .iter()
            .filter(|(id, _)| !wording.has(id) && !others.contains(id.as_str()));
        missing.extend(unsaid.map(|(id, path)| format!("{language}: `{id}`, in {path}")));
        for class in SourceClass::ALL {
            let id = format!("class-{}", class.name());
            assert!(wording.has(&id), "{language}: `{id}`");
        }
        let both: Vec<_> = listed.iter().filter(|id| wording.has(id)).collect();
        assert!(both.is_empty(), "{language} has wordings for {both:?}");
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
    let gone: Vec<_> = listed.iter().filter(|id| !ids.contains_key(**id)).collect();
    assert!(gone.is_empty(), "nothing in the sources is {gone:?} now");
}

#[test]
fn ids_are_told_from_other_text() {
    let code = r#"say(Phrase::new("manner").with("kind", "a b"), '"', "it-is", "\"no-id\"", Phrase::new(
        "two-lines"), "plain", "-x", "a--b", "Upper-case")"#;
    assert_eq!(
        asked(code).collect::<Vec<_>>(),
        ["manner", "it-is", "two-lines"]
    );
}
