//! A file as text, and places in it: what a finding points at.

use std::ops::Range;

/// One file of `data/` or `config/`, read but not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it belongs: the path below the two folders' parent, with slashes (`data/people/jane-doe.toml`).
    pub path: String,
    /// Where it was read: the path as the reader would type it, for messages.
    pub place: String,
    /// What it says.
    pub text: String,
}

impl SourceFile {
    /// A file that was read where it belongs.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let path = path.into();
        Self {
            place: path.clone(),
            path,
            text: text.into(),
        }
    }

    /// The same file, read at another place.
    #[must_use]
    pub fn read_at(self, place: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            ..self
        }
    }

    /// The name without folders and without the ending: what an id must equal.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut position = Position { line: 1, column: 1 };
        for (at, character) in self.text.char_indices() {
            if at >= offset {
                break;
            }
            if character == '\n' {
                position.line += 1;
                position.column = 1;
            } else {
                position.column += 1;
            }
        }
        position
    }

    /// The text that a span covers; empty if the span does not fit the file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

/// A stretch of a file, in bytes; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The part of a quoted TOML string that covers these bytes of its value: the opening quote is skipped.
    ///
    /// Exact for strings without escapes, which is what curators write; with escapes it points a little too early.
    #[must_use]
    pub fn inside(self, part: &Range<usize>) -> Self {
        let limit = |offset: usize| (self.start + 1 + offset).min(self.end);
        Self {
            start: limit(part.start),
            end: limit(part.end),
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// A place as people and editors count it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, needle: &str, line: usize, column: usize) {
        let file = SourceFile::new("data/x.toml", text);
        let offset = text.find(needle).unwrap();
        assert_eq!(file.position(offset), Position { line, column });
    }

    #[test]
    fn columns_count_characters_and_not_bytes() {
        check("name = \"Zoë 山田\" # x\n", "x", 1, 19);
        check("é\nü = 1\n", "1", 2, 5);
        check("a", "a", 1, 1);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let file = SourceFile::new("data/x.toml", "ab\n");
        assert_eq!(file.position(99), Position { line: 2, column: 1 });
    }

    #[test]
    fn the_stem_has_neither_folder_nor_ending() {
        assert_eq!(SourceFile::new("data/people/jane.toml", "").stem(), "jane");
        assert_eq!(SourceFile::new("words", "").stem(), "words");
    }
}
