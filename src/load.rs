//! From the texts of files to a dataset and languages, with every finding; pure.
//!
//! Three steps, one file each: [`parse`] reads a file into the shape of [`schema`], [`check`] holds the rules, [`build`]
//! turns what has been checked into the types that answers are made from. Loading never stops at the first finding, and a
//! file that could not be read whole silences the rules whose findings would only follow from that.

mod advice;
mod assemble;
mod build;
mod check;
mod language;
mod locale;
mod parse;
pub mod schema;
pub mod settings;
mod world;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::answer::resolver::Resolver;
use crate::bot::Bot;
use crate::diagnostic::{Diagnostic, Severity};
use crate::knowledge::Knowledge;
use crate::nlu::locale::LocaleSource;
use crate::nlu::temporal::TemporalGrammar;
use crate::source_file::SourceFile;
use world::World;

/// What files say, and what is wrong with them.
#[derive(Debug)]
pub struct Loaded {
    /// The dataset; there if and only if no file of `data/` has an error.
    pub knowledge: Option<Knowledge>,
    /// The languages, by tag; empty if a file of `config/` has an error.
    pub locales: Vec<Locale>,
    /// Every finding, in the order of files and places.
    pub findings: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether the files can be used: none of them has an error.
    pub fn is_usable(&self) -> bool {
        self.errors().is_empty()
    }

    /// The findings that keep the files from being used.
    pub fn errors(&self) -> Vec<Diagnostic> {
        let errors = self.findings.iter();
        errors
            .filter(|finding| finding.severity() == Severity::Error)
            .cloned()
            .collect()
    }
}

impl Loaded {
    /// The bot of these files, trained on `threads` threads; none if there is an error or no language.
    pub fn into_bot(self, revision: String, threads: usize) -> Option<Bot> {
        if !self.is_usable() || self.locales.is_empty() {
            return None;
        }
        Some(assemble::bot(
            self.knowledge?,
            self.locales,
            revision,
            threads,
        ))
    }
}

/// One language's folder.
#[derive(Debug, Clone)]
pub struct Locale {
    /// What the language brings for understanding.
    pub source: LocaleSource,
    /// What each intent asks, by its id.
    pub bindings: BTreeMap<String, Binding>,
    /// How the language writes dates, if the folder says so.
    pub temporal: Option<TemporalGrammar>,
    /// Ordinary words, which are never taken for a misspelt word of the intent table.
    pub words: Vec<String>,
    /// Frequent words, which alone are never taken for a name.
    pub frequent_words: Vec<String>,
    /// The text of `replies.ftl` and of every other `.ftl` file of the folder.
    pub replies: String,
}

/// What an intent asks of the dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The look-up.
    pub resolver: Resolver,
    /// Slots without which it cannot be answered.
    pub needs: Vec<Need>,
    /// What the look-up should be about, for those that take a subject.
    pub about: Option<String>,
}

/// A slot that an intent may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// One person or more.
    Person,
    /// Two people or more.
    People,
    /// An organisation.
    Organisation,
    /// An event or a topic.
    Topic,
    /// A date or a range.
    Time,
    /// A number.
    Number,
}

impl Need {
    /// Every need with its name in files.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("person", Self::Person),
        ("people", Self::People),
        ("organisation", Self::Organisation),
        ("topic", Self::Topic),
        ("time", Self::Time),
        ("number", Self::Number),
    ];
}

/// Reads the files of `data/` and `config/`, in any order; `today` is the last day that their dates may have.
pub fn load(files: &[SourceFile], today: Date) -> Loaded {
    let mut findings = Vec::new();
    let world = World::new(files, today, &mut findings);
    for rule in check::CHECKS {
        rule(&world, &mut findings);
    }
    findings.sort_by(|a, b| {
        let path = a.primary.path.cmp(&b.primary.path);
        path.then_with(|| (a.primary.span, a.code).cmp(&(b.primary.span, b.code)))
    });
    let sound = |folder: &str| {
        !findings.iter().any(|finding| {
            finding.severity() == Severity::Error && finding.primary.path.starts_with(folder)
        })
    };
    let knowledge = sound("data/").then(|| build::knowledge(&world)).flatten();
    let locales = if sound("config/") {
        let languages = world.languages.iter();
        languages.filter_map(locale::build).collect()
    } else {
        Vec::new()
    };
    Loaded {
        knowledge,
        locales,
        findings,
    }
}

/// The first eight hexadecimal digits of a hash of the files' paths and contents, whatever their order.
pub fn revision(files: &[SourceFile]) -> String {
    let mut sorted: Vec<_> = files.iter().map(|file| (&file.path, &file.text)).collect();
    sorted.sort();
    let mut hash = Sha256::new();
    for (path, text) in sorted {
        // Lengths keep a path from running into a text: two sets of files never hash the same bytes.
        for part in [path, text] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    let mut digits = String::new();
    for byte in hash.finalize().iter().take(4) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_revision_depends_on_paths_and_contents_and_not_on_order() {
        let a = SourceFile::new("data/a.toml", "x");
        let b = SourceFile::new("data/b.toml", "y");
        let both = revision(&[a.clone(), b.clone()]);
        assert_eq!(both.len(), 8);
        assert_eq!(revision(&[b.clone(), a.clone()]), both);
        assert_ne!(revision(std::slice::from_ref(&a)), both);
        let changed = SourceFile::new("data/b.toml", "z");
        assert_ne!(revision(&[a, changed]), both);
    }
}
