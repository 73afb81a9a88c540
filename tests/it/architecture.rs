//! Who may know whom, what may touch the outside, and that every file says what it is for.

#![expect(
    clippy::disallowed_methods,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that reads the sources, and fails where they cannot be read"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms of `src/`, in reading order, and the rooms that each may use. This table is the architecture.
const ARROWS: &[(&str, &[&str])] = &[
    ("knowledge", &[]),
    ("nlu", &[]),
    ("answer", &["knowledge", "nlu"]),
    ("render", &["knowledge", "answer"]),
    ("chart", &["knowledge"]),
    ("picture", &["chart"]),
    ("bot", &["knowledge", "nlu", "answer", "render"]),
    ("source_file", &[]),
    ("diagnostic", &["source_file"]),
    (
        "load",
        &[
            "knowledge",
            "nlu",
            "answer",
            "render",
            "bot",
            "source_file",
            "diagnostic",
        ],
    ),
    ("disk", &["source_file"]),
    ("settings", &["source_file", "diagnostic", "load", "disk"]),
    ("store", &[]),
    ("telemetry", &[]),
    ("playground", &[]),
    (
        "discord",
        &[
            "knowledge",
            "bot",
            "render",
            "chart",
            "picture",
            "store",
            "telemetry",
        ],
    ),
];

/// Only these may touch what is outside of the program; the rest is text to text.
const EDGES: &[&str] = &[
    "disk",
    "settings",
    "store",
    "telemetry",
    "playground",
    "discord",
    "cli",
];

/// What only some rooms may name, and which.
const OWNED: &[(&str, &[&str])] = &[
    ("std::fs", &["disk", "store"]),
    ("std::env", &["settings"]),
    ("serenity::", &["discord", "cli"]),
    ("sqlx::", &["store"]),
    ("fuzzy_matcher", &["nlu"]),
    ("rustc_hash", &["nlu"]),
    ("axum::", &["telemetry", "playground", "discord"]),
    ("resvg::", &["picture"]),
    ("Zoned::now", &["cli", "discord", "telemetry"]),
    (
        "SystemTime::now",
        &["cli", "discord", "telemetry", "playground", "store"],
    ),
];

pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// The first folder or file below `src/`.
    pub(crate) room: String,
    pub(crate) text: String,
}

pub(crate) fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 20, "the sources were not found");
    paths
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix(&root).unwrap().to_path_buf();
            let room = below.iter().next().unwrap().to_str().unwrap();
            Source {
                room: room.trim_end_matches(".rs").to_owned(),
                text: std::fs::read_to_string(&path).unwrap(),
                path: below,
            }
        })
        .collect()
}

/// The lines of production code, numbered from 1: no comments, and nothing from the tests at the end of the file on.
pub(crate) fn production(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

/// The rooms that a file names by `crate::room` or in the list of a `use crate::{…}`, with lines.
fn named(text: &str) -> Vec<(usize, String)> {
    let word = |text: &str| -> String {
        let letters = text.trim_start().chars();
        letters
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect()
    };
    let mut rooms = Vec::new();
    let mut depth = 0_usize;
    for (number, line) in production(text) {
        let mut rest = line;
        if depth == 0 {
            while let Some((_, after)) = rest.split_once("crate::") {
                rest = after;
                if let Some(list) = rest.strip_prefix('{') {
                    depth = 1;
                    rest = list;
                    break;
                }
                rooms.push((number, word(rest)));
            }
        }
        if depth > 0 {
            // In a list, the names at its first level are rooms.
            let mut expects = depth == 1;
            for (at, c) in rest.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' => {
                        depth -= 1;
                        if depth == 0 {
                            break;
                        }
                    }
                    ',' if depth == 1 => expects = true,
                    c if expects && !c.is_whitespace() => {
                        rooms.push((number, word(&rest[at..])));
                        expects = false;
                    }
                    _ => {}
                }
            }
        }
    }
    rooms.retain(|(_, room)| !room.is_empty());
    rooms
}

pub(crate) fn is_test(source: &Source) -> bool {
    source
        .path
        .file_stem()
        .is_some_and(|it| it == "tests" || it == "measurements")
}

#[test]
fn rooms_use_only_the_rooms_that_they_may() {
    let arrows: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    let mut violations = Vec::new();
    for source in sources().iter().filter(|it| !is_test(it)) {
        if ["main", "lib", "cli"].contains(&source.room.as_str()) {
            continue;
        }
        let shown = source.path.display();
        let Some(allowed) = arrows.get(source.room.as_str()) else {
            violations.push(format!(
                "{shown}: the room `{}` is not in ARROWS",
                source.room
            ));
            continue;
        };
        for (line, room) in named(&source.text) {
            // A macro of the crate's own is in no room.
            if room != source.room && !allowed.contains(&room.as_str()) {
                violations.push(format!(
                    "src/{shown}:{line}: `{}` may not use `{room}`",
                    source.room
                ));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn arrows_point_downwards() {
    let order: Vec<_> = ARROWS.iter().map(|(room, _)| *room).collect();
    for (index, (room, used)) in ARROWS.iter().enumerate() {
        for used in *used {
            let place = order.iter().position(|it| it == used);
            assert!(
                place.is_some_and(|it| it < index),
                "`{room}` uses `{used}`, which must come before it"
            );
        }
    }
}

#[test]
fn the_outside_is_touched_only_at_the_edges() {
    let mut violations = Vec::new();
    for source in sources().iter().filter(|it| !is_test(it)) {
        for (line, code) in production(&source.text) {
            let here = format!("src/{}:{line}", source.path.display());
            for (name, owners) in OWNED {
                if code.contains(name) && !owners.contains(&source.room.as_str()) {
                    violations.push(format!("{here}: only {owners:?} may name `{name}`"));
                }
            }
            let reaches_out = [
                "tokio::",
                "std::net::Tcp",
                "std::process::Command",
                "std::thread::sleep",
            ];
            if !EDGES.contains(&source.room.as_str())
                && let Some(name) = reaches_out.iter().find(|it| code.contains(**it))
            {
                violations.push(format!("{here}: `{name}` outside of the edges"));
            }
            if code.contains("println!") && source.room != "cli" {
                violations.push(format!("{here}: only the command line prints"));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    assert!(silent.is_empty(), "no `//!` line at the head of {silent:?}");
}

#[test]
fn production_code_is_the_same_under_test() {
    let mut violations = Vec::new();
    for source in sources() {
        for (index, line) in source.text.lines().enumerate() {
            let next = source.text.lines().nth(index + 1).unwrap_or_default();
            let module = next.starts_with("mod ") || next.starts_with("#[path");
            let switches = line.contains("cfg(test)") || line.contains("cfg(not(test))");
            if switches && !(line == "#[cfg(test)]" && module) {
                violations.push(format!("src/{}:{}", source.path.display(), index + 1));
            }
        }
    }
    assert!(
        violations.is_empty(),
        "cfg(test) outside of a test module: {violations:?}"
    );
}

#[test]
fn the_reader_of_uses_sees_them_all() {
    let text = "use crate::a::B;\nuse crate::{\n    b::{C, D},\n    c,\n};\nfn f() { crate::d::e() }\n// crate::x\n#[cfg(test)]\nmod tests { use crate::y; }\n";
    let rooms: Vec<_> = named(text)
        .into_iter()
        .map(|(line, room)| format!("{line}{room}"))
        .collect();
    assert_eq!(rooms, ["1a", "3b", "4c", "6d"]);
}
