//! Chat's short forms and other spellings, written out before anything is looked for in a text.

use std::collections::BTreeMap;

use crate::nlu::gazetteer::is_katakana;
use crate::nlu::hashed::HashedMap;
use crate::nlu::phrases::is_unspaced;
use crate::nlu::utterance::Utterance;

/// The short forms of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct ShortForms {
    words: HashedMap<String, String>,
    /// Words that are only together short for something, by the first: the others, and what they stand for.
    runs: HashedMap<String, Vec<(Vec<String>, String)>>,
    endings: BTreeMap<String, String>,
}

impl ShortForms {
    /// `words` stand for a whole word, or for a whole run of katakana where words are not parted; `endings` stand at the
    /// end of a text. All are normalised.
    pub(super) fn new(words: BTreeMap<String, String>, endings: BTreeMap<String, String>) -> Self {
        let mut runs: HashedMap<String, Vec<(Vec<String>, String)>> = HashedMap::default();
        for (short, long) in &words {
            if let Some((first, others)) = short.split_once(' ') {
                let others = others.split(' ').map(str::to_owned).collect();
                let known = runs.entry(first.to_owned()).or_default();
                known.push((others, long.clone()));
            }
        }
        for known in runs.values_mut() {
            known.sort_by_key(|(others, _)| std::cmp::Reverse(others.len()));
        }
        Self {
            words: words.into_iter().collect(),
            runs,
            endings,
        }
    }

    /// The utterance with its short forms written out.
    pub(super) fn written_out(&self, utterance: &Utterance) -> String {
        let mut text = String::with_capacity(utterance.text().len() + 16);
        let words: Vec<&str> = utterance.words().collect();
        let mut rest = words.as_slice();
        while let Some((&word, behind)) = rest.split_first() {
            rest = behind;
            // A word that stands for nothing is a sound before what is said.
            let silent = self.words.get(word).is_some_and(String::is_empty);
            if silent && !behind.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            if let Some((others, written)) = self.run(word, behind) {
                text.push_str(written);
                rest = behind.get(others..).unwrap_or_default();
                continue;
            }
            match self.words.get(word) {
                Some(long) if !long.is_empty() => text.push_str(long),
                _ => self.push_respelt(word, &mut text),
            }
        }
        self.end(&mut text);
        text
    }

    /// The longest run of words from here on that are only together short for something ("gone 2", "were did"): how many
    /// stand behind the first, and what they stand for.
    fn run(&self, word: &str, behind: &[&str]) -> Option<(usize, &str)> {
        let mut runs = self.runs.get(word)?.iter();
        let (others, written) = runs.find(|(others, _)| {
            let start = behind.iter().take(others.len());
            others.len() <= behind.len() && start.eq(others.iter())
        })?;
        Some((others.len(), written))
    }

    /// Whether a text is nothing but what stands behind a question without asking anything.
    pub(super) fn is_ending(&self, text: &str) -> bool {
        self.endings.get(text).is_some_and(String::is_empty)
    }

    /// A word with those runs of katakana replaced that are a short form or another spelling (ワケ for わけ).
    fn push_respelt(&self, word: &str, text: &mut String) {
        if !word.chars().any(is_katakana) {
            text.push_str(word);
            return;
        }
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let katakana = is_katakana(first);
            let end = rest
                .char_indices()
                .find(|(_, it)| is_katakana(*it) != katakana)
                .map_or(rest.len(), |(at, _)| at);
            let (run, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let long = self.words.get(run).filter(|_| katakana);
            text.push_str(long.map_or(run, String::as_str));
            rest = behind;
        }
    }

    /// Takes away what stands behind a question without asking anything, the longest first, as long as something is left.
    fn end(&self, text: &mut String) {
        while let Some((kept, long)) = self.ending(text) {
            text.truncate(kept);
            text.push_str(long);
            if !long.is_empty() {
                return;
            }
        }
    }

    /// Where a text is cut for its ending, and what is put there.
    fn ending(&self, text: &str) -> Option<(usize, &str)> {
        let spaced =
            |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() && !is_unspaced(it));
        self.endings
            .iter()
            .filter_map(|(short, long)| {
                let before = text.strip_suffix(short.as_str())?;
                // "w" ends no word in Latin letters.
                let inside = spaced(before.chars().next_back()) && spaced(short.chars().next());
                let kept = before.trim_end().len();
                (!inside && kept > 0).then_some((kept, long.as_str()))
            })
            .min_by_key(|(kept, _)| *kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
        let owned = |(short, long): &(&str, &str)| ((*short).to_owned(), (*long).to_owned());
        entries.iter().map(owned).collect()
    }

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        let forms = ShortForms::new(
            table(&[("ワケ", "わけ"), ("pls", "お願い")]),
            table(&[("w", ""), ("草", ""), ("お k", "合ってる")]),
        );
        assert_eq!(forms.written_out(&Utterance::parse(raw)), expected);
    }

    #[test]
    fn laughter_and_other_spellings_are_read_away() {
        check("なんで辞めたのw", "なんで辞めたの");
        check("なんで辞めたの草w", "なんで辞めたの");
        check("辞めたワケpls", "辞めたわけ お願い");
        check("ワケット", "ワケット");
        check("最初でおk？", "最初で合ってる");
        check("草", "草");
        check("mw", "mw");
    }
}
