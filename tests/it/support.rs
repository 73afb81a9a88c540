//! Worlds for tests: a few small files, and whatever a test changes in them, written as one string.

use std::path::Path;
use std::sync::LazyLock;

use exitnote::bot::Bot;
use exitnote::load::{Loaded, load, revision};
use exitnote::source_file::SourceFile;
use exitnote::{diagnostic, disk};
use jiff::civil::{Date, date};

/// The day on which the small world is read.
pub(crate) const TODAY: Date = date(2024, 7, 1);

/// A world without a finding: one person who left one organisation, one source, one language.
const BASE: &str = r#"
//- data/dataset.toml
name = { en = "Departures from Acme" }
as-of = 2024-06-30
organisation = "acme"
//- data/sources/herald.toml
[[source]]
id = "herald-2024-05-15"
title = "Zoë Müller steps down"
publisher = "The Herald"
url = "https://example.org/zoe"
published = "2024-05-15"
retrieved = 2024-06-01
language = "en"
class = "major-outlet"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme" }
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]

[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]

[[membership.departure.announced]]
date = "2024-05-14"
cite = ["herald-2024-05-15"]
//- config/locales/en/intents.toml
[[intent]]
id = "departure.when"
resolver = "when"
needs = ["person"]
examples = ["(when|what day) did {person} (leave|quit|resign) [{org}]"]
//- config/locales/en/vocabulary.toml
name = "English"
scripts = ["latin"]
//- config/locales/en/replies.ftl
left = { $person } left.
"#;

/// The files of a world: `//- path` begins one, and `//- -path` takes one of the small world away.
pub(crate) fn world(changes: &str) -> Vec<SourceFile> {
    let mut files = split(BASE);
    for file in split(changes) {
        if let Some(gone) = file.path.strip_prefix('-') {
            files.retain(|it| it.path != gone);
            continue;
        }
        match files.iter_mut().find(|it| it.path == file.path) {
            Some(old) => *old = file,
            None => files.push(file),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn split(text: &str) -> Vec<SourceFile> {
    let mut parts = text.split("//- ");
    let before = parts.next().unwrap_or_default();
    assert!(
        before.trim().is_empty(),
        "a world begins with `//- path`: {before}"
    );
    parts
        .map(|part| {
            let (path, text) = part.split_once('\n').unwrap_or((part, ""));
            SourceFile::new(path, text)
        })
        .collect()
}

/// The bot of the shipped data and configuration, loaded once: training takes seconds without optimisation.
pub(crate) static SHIPPED: LazyLock<Bot> = LazyLock::new(|| bot(&shipped("data")));

/// The shipped configuration with a dataset of the tests.
pub(crate) fn with_dataset(name: &str) -> Bot {
    bot(&shipped(&format!("tests/datasets/{name}")))
}

/// The files of a dataset and of the shipped configuration; the path is relative to the checkout.
pub(crate) fn shipped(data: &str) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = disk::read(&root.join(data), "data").expect("the dataset can be read");
    files.extend(disk::read(&root.join("config"), "config").expect("the shipped files are there"));
    files
}

/// The bot of these files, which have no error.
pub(crate) fn bot(files: &[SourceFile]) -> Bot {
    let loaded = load(files, Date::MAX);
    assert!(loaded.is_usable(), "{:?}", loaded.errors());
    loaded
        .into_bot(revision(files), 2)
        .expect("files without an error make a bot")
}

/// What loading makes of a world.
pub(crate) fn loaded(changes: &str) -> Loaded {
    load(&world(changes), TODAY)
}

/// What a curator reads about a world.
pub(crate) fn report(changes: &str) -> String {
    let files = world(changes);
    let findings = load(&files, TODAY).findings;
    diagnostic::report(&findings, &files, false)
}
