//! Findings: what is wrong with a file, where, where else, and what to type instead.

mod code;
mod render;

pub use code::{Code, Severity};
pub use render::{json, report, sarif, short};

use crate::source_file::{SourceFile, Span};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule was broken.
    pub code: Code,
    /// What is wrong, naming the value; lower case, no full stop.
    pub message: String,
    /// The place to mend.
    pub primary: Label,
    /// The other places, if two disagree.
    pub secondary: Vec<Label>,
    /// What to type.
    pub help: Option<String>,
}

/// A place in a file with a few words on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file's path, as [`SourceFile::path`] has it.
    pub path: String,
    /// Where in the file; nothing if the whole file is meant, or is missing.
    pub span: Option<Span>,
    /// What is there; may be empty.
    pub text: String,
}

impl Label {
    /// A stretch of a file.
    pub fn new(file: &SourceFile, span: Span, text: impl Into<String>) -> Self {
        Self {
            path: file.path.clone(),
            span: Some(span),
            text: text.into(),
        }
    }

    /// A file as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            span: None,
            text: String::new(),
        }
    }
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, message: impl Into<String>, primary: Label) -> Self {
        Self {
            code,
            message: message.into(),
            primary,
            secondary: Vec::new(),
            help: None,
        }
    }

    /// The same finding with another place.
    #[must_use]
    pub fn and(mut self, label: Label) -> Self {
        self.secondary.push(label);
        self
    }

    /// The same finding with what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The name among the known ones that the wrong one was probably meant to be.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    use rapidfuzz::distance::osa::normalized_similarity;
    let lower = wrong.to_lowercase();
    known
        .into_iter()
        .filter(|name| *name != wrong)
        .map(|name| {
            let score = normalized_similarity(lower.chars(), name.to_lowercase().chars());
            (name, score)
        })
        .filter(|(_, score)| *score >= 0.6)
        // The first of equals, so that the suggestion does not depend on more than the order of files.
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["herald-2024-05-15", "gazette-2023", "retrieved"];
        assert_eq!(
            did_you_mean("herald-2024-05-14", known),
            Some("herald-2024-05-15")
        );
        assert_eq!(did_you_mean("retreived", known), Some("retrieved"));
        assert_eq!(did_you_mean("banana", known), None);
    }
}
