//! The words of a text, and the words of names that each is near to.

use std::ops::Range;

use super::index::Hit;
use super::unspaced::{is_hangul, is_katakana, is_unspaced};
use super::{Commonness, Gazetteer};

/// A word of the text and the words of names near it.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) range: Range<usize>,
    pub(super) text: &'a str,
    pub(super) common: Commonness,
    /// Sorted by word.
    pub(super) hits: Vec<Hit>,
    /// Hits that count only beside another word of the same name: `text` is an ordinary word.
    pub(super) beside: Vec<Hit>,
}

/// A single letter with an "s" behind it is nobody's.
const OWNER: usize = 2;

impl Gazetteer {
    /// The words of a text with what they are near to.
    pub(super) fn tokens<'a>(
        &self,
        text: &'a str,
        common: &dyn Fn(&str) -> Commonness,
    ) -> Vec<Token<'a>> {
        let mut tokens: Vec<Token<'a>> = words(text)
            .into_iter()
            .filter_map(|range| {
                let word = text.get(range.clone())?;
                let common = common(word);
                // "Alphas" is Alpha's, where it is no word of the language.
                let owner = word
                    .strip_suffix('s')
                    .filter(|it| common == Commonness::Unknown && it.len() >= OWNER);
                let exact = self.index.exact(word);
                let hits = match exact.or_else(|| self.index.exact(owner?)) {
                    Some(word) => vec![Hit {
                        word,
                        distance: 0,
                        alike: true,
                    }],
                    None if common == Commonness::Unknown
                        && word.chars().any(char::is_alphabetic) =>
                    {
                        self.index.near(word)
                    }
                    None => Vec::new(),
                };
                Some(Token {
                    range,
                    text: word,
                    common,
                    hits,
                    beside: Vec::new(),
                })
            })
            .collect();
        let named: Vec<bool> = tokens.iter().map(|token| !token.hits.is_empty()).collect();
        for (index, token) in tokens.iter_mut().enumerate() {
            let neighbour = |other: Option<usize>| {
                other
                    .and_then(|other| named.get(other))
                    .copied()
                    .unwrap_or(false)
            };
            if token.hits.is_empty()
                && token.common == Commonness::Known
                && (neighbour(index.checked_sub(1)) || neighbour(index.checked_add(1)))
            {
                token.beside = self.index.near(token.text);
            }
        }
        tokens
    }
}

/// A particle has no more characters.
const PARTICLE: usize = 1;

/// The words of a text: runs of letters and digits of one kind of script.
fn words(text: &str) -> Vec<Range<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Gap,
        Spaced,
        Katakana,
        Other,
    }
    let kind = |character: char| {
        if is_katakana(character) {
            Kind::Katakana
        } else if is_hangul(character) {
            Kind::Spaced
        } else if is_unspaced(character) {
            Kind::Other
        } else if character.is_alphanumeric() {
            Kind::Spaced
        } else {
            Kind::Gap
        }
    };
    let mut words = Vec::new();
    let (mut start, mut last) = (0, Kind::Gap);
    for (at, now) in text
        .char_indices()
        .map(|(at, character)| (at, kind(character)))
        .chain([(text.len(), Kind::Gap)])
    {
        if now != last {
            let length = text.get(start..at).map_or(0, |it| it.chars().count());
            // A particle between two names parts them: "AlphaかBeta" is no "Alpha Beta".
            let parts = matches!(last, Kind::Other) && length <= PARTICLE && !words.is_empty();
            if parts || matches!(last, Kind::Spaced | Kind::Katakana) {
                words.push(start..at);
            }
            (start, last) = (at, now);
        }
    }
    words
}
