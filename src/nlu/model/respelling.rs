//! How people write as they speak, in a script without spaces: runs of a text read as the written language has them
//! ("残っとるん" as "残っているの"), where that is better understood.

use std::collections::BTreeMap;

use crate::nlu::hashed::HashedMap;

/// The spoken forms of one language, and what they are read as.
#[derive(Debug, Clone, Default)]
pub(super) struct Respelling {
    runs: HashedMap<String, String>,
    longest: usize,
}

impl Respelling {
    /// `runs` stand for themselves wherever they occur in a text; the longest one at a place counts, so that one that is
    /// read as itself keeps a shorter one from being found in it.
    pub(super) fn new(runs: BTreeMap<String, String>) -> Self {
        let longest = runs.keys().map(|it| it.chars().count()).max().unwrap_or(0);
        Self {
            runs: runs.into_iter().collect(),
            longest,
        }
    }

    /// The text with its spoken forms written out; nothing if it has none.
    pub(super) fn respelt(&self, text: &str) -> Option<String> {
        if self.longest == 0 {
            return None;
        }
        let mut written = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (run, read) = self.at_start(rest).unwrap_or_else(|| {
                let letter = rest.get(..first.len_utf8()).unwrap_or(rest);
                (letter, letter)
            });
            written.push_str(read);
            rest = rest.strip_prefix(run).unwrap_or_default();
        }
        (written != text).then_some(written)
    }

    /// The longest run that a text begins with, and what it is read as.
    fn at_start<'a>(&'a self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let ends = text.char_indices().map(|(at, it)| at + it.len_utf8());
        let mut found = None;
        for end in ends.take(self.longest) {
            let run = text.get(..end)?;
            if let Some(read) = self.runs.get(run) {
                found = Some((run, read.as_str()));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_at_a_place_is_read() {
        let runs = [("ほんま", "本当"), ("たん", "たの"), ("たんだ", "たんだ")];
        let owned = runs.map(|(spoken, read)| (spoken.to_owned(), read.to_owned()));
        let respelling = Respelling::new(owned.into());
        let check = |text: &str| respelling.respelt(text);
        assert_eq!(check("ほんまに辞めたん"), Some("本当に辞めたの".to_owned()));
        assert_eq!(check("辞めたんだ"), None);
        assert_eq!(check("why?"), None);
    }
}
