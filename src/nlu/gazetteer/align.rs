//! Aligning the words of a text with the words of names.

use std::ops::Range;

use super::index::{Hit, Use};
use super::tokens::Token;
use super::unspaced::is_katakana;
use super::{Commonness, EntityKind, Gazetteer, kana};

/// A name word of fewer letters is found with a wrong letter only beside another word of its name.
const ALONE: usize = 4;
/// A given name of fewer letters is found with a wrong letter only beside another word of its name.
const GIVEN_ALONE: usize = 5;

/// A name that a token may be a word of.
#[derive(Clone, Copy, Debug)]
struct Near {
    name: u32,
    position: Option<u8>,
    hit: Hit,
    /// Letters of the name's word.
    letters: usize,
    /// Only beside another word of the name.
    beside: bool,
}

/// A stretch of text that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) range: Range<usize>,
    pub(super) name: u32,
    /// Letters of the name that the text has.
    pub(super) letters: usize,
    pub(super) distance: u8,
    pub(super) alike: bool,
    /// The words stand in the order of the name.
    pub(super) ordered: bool,
}

impl Span {
    /// More is better: long names over short ones, near ones over far ones, and the usual order over the other.
    pub(super) fn weight(&self) -> usize {
        (self.letters * 4 + usize::from(self.ordered))
            .saturating_sub(usize::from(self.distance) * 6)
    }
}

impl Gazetteer {
    /// All stretches of a text that align with a name.
    pub(super) fn spans(&self, text: &str, tokens: &[Token<'_>]) -> Vec<Span> {
        let mut spans = Vec::new();
        let near: Vec<Vec<Near>> = tokens.iter().map(|token| self.names_near(token)).collect();
        for (index, token) in tokens.iter().enumerate() {
            let Some(names) = near.get(index) else {
                continue;
            };
            self.alone(token, names, &mut spans);
            if names.is_empty() {
                self.heard_as(token, &mut spans);
            }
            let none = Vec::new();
            let left = index
                .checked_sub(1)
                .and_then(|left| near.get(left))
                .unwrap_or(&none);
            let right = near.get(index + 1).unwrap_or(&none);
            for one in names
                .iter()
                .filter(|one| has(left, one.name) || has(right, one.name))
            {
                spans.extend(self.together(tokens, index, one));
            }
            spans.extend(
                tokens
                    .get(index + 1)
                    .into_iter()
                    .flat_map(|next| self.joined(token, next)),
            );
        }
        for (range, names) in self.unspaced.find(text) {
            let letters = text
                .get(range.clone())
                .map_or(0, |said| said.chars().count());
            spans.extend(names.iter().map(|name| Span {
                range: range.clone(),
                name: *name,
                letters,
                distance: 0,
                alike: true,
                ordered: true,
            }));
        }
        spans
    }

    /// The names that a token may be a word of, sorted by name.
    fn names_near(&self, token: &Token<'_>) -> Vec<Near> {
        let mut near: Vec<Near> = token
            .hits
            .iter()
            .map(|hit| (hit, false))
            .chain(token.beside.iter().map(|hit| (hit, true)))
            .filter_map(|(hit, beside)| Some((hit, beside, self.index.word(hit.word)?)))
            .flat_map(|(hit, beside, word)| {
                word.uses.iter().map(move |used| Near {
                    name: used.name,
                    position: used.position,
                    hit: *hit,
                    letters: word.letters,
                    beside,
                })
            })
            .collect();
        near.sort_unstable_by_key(|near| (near.name, near.position));
        near
    }

    /// The names that a token stands for by itself, the nearest only.
    fn alone(&self, token: &Token<'_>, names: &[Near], spans: &mut Vec<Span>) {
        let best = names
            .iter()
            .filter(|one| self.stands_alone(token, one))
            .map(|one| (one.hit.distance, !one.hit.alike))
            .min();
        spans.extend(
            names
                .iter()
                .filter(|one| {
                    Some((one.hit.distance, !one.hit.alike)) == best
                        && self.stands_alone(token, one)
                })
                .map(|one| Span {
                    range: token.range.clone(),
                    name: one.name,
                    letters: one.letters,
                    distance: one.hit.distance,
                    alike: one.hit.alike,
                    ordered: true,
                }),
        );
    }

    /// The names that a katakana word which is near to none sounds like.
    fn heard_as(&self, token: &Token<'_>, spans: &mut Vec<Span>) {
        if !token.text.chars().all(is_katakana) {
            return;
        }
        let heard = kana::heard(token.text).and_then(|it| self.heard.get(&it));
        spans.extend(heard.into_iter().flatten().map(|name| Span {
            range: token.range.clone(),
            name: *name,
            letters: token.text.chars().count(),
            distance: 1,
            alike: true,
            ordered: true,
        }));
    }

    /// Whether a token says a name without another word of it.
    fn stands_alone(&self, token: &Token<'_>, one: &Near) -> bool {
        let (Some(name), Some(word)) = (
            self.names.get(one.name as usize),
            self.index.word(one.hit.word),
        ) else {
            return false;
        };
        let person = self.kind(one.name) == Some(EntityKind::Person);
        let surname = one
            .position
            .is_some_and(|position| usize::from(position) + 1 == name.words.len());
        let single = one.position.is_none() && name.words.len() <= 1;
        let fits = match one.position {
            None => single || token.common != Commonness::Frequent && word.letters > ALONE,
            Some(position) => {
                person
                    && !name.whole
                    && (position == 0 || surname)
                    && token.common != Commonness::Frequent
                    && word.letters > 1
            }
        };
        if !fits || one.beside || one.hit.distance == 0 {
            return fits && !one.beside;
        }
        let given = one.position == Some(0) && !surname;
        let least = if given { GIVEN_ALONE } else { ALONE };
        let same_start = token.text.chars().next() == word.text.chars().next();
        let long = word.letters > least || word.letters == least && (same_start || one.hit.alike);
        token.common == Commonness::Unknown
            && long
            && token.text.chars().count() >= ALONE
            && !(given && one.hit.distance > 1)
    }

    /// A name of which this token and a neighbour are words.
    fn together(&self, tokens: &[Token<'_>], index: usize, one: &Near) -> Option<Span> {
        let name = self.names.get(one.name as usize)?;
        let position = one.position?;
        if one.beside {
            return None;
        }
        if self.kind(one.name)? == EntityKind::Person && !name.whole {
            return self.grow(tokens, index, one.hit, one.name, position);
        }
        if position != 0 {
            return None;
        }
        let (mut letters, mut distance, mut alike) = (0, 0, true);
        for (offset, word) in name.words.iter().enumerate() {
            let hit = find(&tokens.get(index + offset)?.hits, *word)?;
            letters += self.index.word(*word)?.letters;
            distance += hit.distance;
            alike &= hit.alike;
        }
        let range =
            tokens.get(index)?.range.start..tokens.get(index + name.words.len() - 1)?.range.end;
        (distance == 0 || letters > 6).then_some(Span {
            range,
            name: one.name,
            letters,
            distance,
            alike,
            ordered: true,
        })
    }

    /// Grows a person's name from one word over its neighbours, whichever way round they stand.
    fn grow(
        &self,
        tokens: &[Token<'_>],
        index: usize,
        hit: Hit,
        number: u32,
        position: u8,
    ) -> Option<Span> {
        let name = self.names.get(number as usize)?;
        let mut free: Vec<(usize, u32)> = name
            .words
            .iter()
            .copied()
            .enumerate()
            .filter(|(at, _)| *at != usize::from(position))
            .collect();
        let (mut first_at, mut last_at, mut ordered) =
            (usize::from(position), usize::from(position), true);
        let (mut first, mut last) = (index, index);
        let mut letters = self.index.word(hit.word)?.letters;
        let (mut distance, mut alike) = (hit.distance, hit.alike);
        loop {
            let right = tokens
                .get(last + 1)
                .and_then(|token| take(token, &mut free));
            let left = || first.checked_sub(1).and_then(|before| tokens.get(before));
            let hit = if let Some((at, hit)) = right {
                ordered &= at > last_at;
                last_at = at;
                last += 1;
                hit
            } else if let Some((at, hit)) = left().and_then(|token| take(token, &mut free)) {
                ordered &= at < first_at;
                first_at = at;
                first -= 1;
                hit
            } else {
                break;
            };
            letters += self.index.word(hit.word)?.letters;
            distance += hit.distance;
            alike &= hit.alike;
        }
        // An exact but frequent word ("chance") says a name only if all is exact, or if what stands beside it is no word of the language.
        let sure = |token: &Token<'_>| {
            token.common == Commonness::Unknown
                || token.common == Commonness::Known && !token.hits.is_empty()
        };
        let stands = first < last && (distance == 0 || tokens.get(first..=last)?.iter().any(sure));
        let range = tokens.get(first)?.range.start..tokens.get(last)?.range.end;
        stands.then_some(Span {
            range,
            name: number,
            letters,
            distance,
            alike,
            ordered,
        })
    }

    /// Two words of the text that make one of a name when written together ("space x", "babus chkin").
    fn joined(&self, left: &Token<'_>, right: &Token<'_>) -> Vec<Span> {
        if left.range.end + 1 != right.range.start {
            return Vec::new();
        }
        let joined = format!("{}{}", left.text, right.text);
        let Some(word) = self
            .index
            .exact(&joined)
            .and_then(|word| self.index.word(word))
        else {
            return Vec::new();
        };
        let plain = left.common == Commonness::Frequent && right.common == Commonness::Frequent;
        let fits = |used: &&Use| {
            let person = self.kind(used.name) == Some(EntityKind::Person);
            match (person, used.position) {
                (true, _) => {
                    !plain
                        && word.letters > 5
                        && (left.common == Commonness::Unknown
                            || right.common == Commonness::Unknown)
                }
                (false, None) => !plain || word.letters >= 6,
                (false, Some(_)) => false,
            }
        };
        let range = left.range.start..right.range.end;
        word.uses
            .iter()
            .filter(fits)
            .map(|used| Span {
                range: range.clone(),
                name: used.name,
                letters: word.letters,
                distance: 0,
                alike: true,
                ordered: true,
            })
            .collect()
    }
}

fn has(names: &[Near], name: u32) -> bool {
    names.binary_search_by_key(&name, |near| near.name).is_ok()
}

fn find(hits: &[Hit], word: u32) -> Option<Hit> {
    hits.binary_search_by_key(&word, |hit| hit.word)
        .ok()
        .and_then(|at| hits.get(at))
        .copied()
}

/// The nearest of the free words that a token can be, which is then no longer free: its position in the name.
fn take(token: &Token<'_>, free: &mut Vec<(usize, u32)>) -> Option<(usize, Hit)> {
    let (index, hit) = free
        .iter()
        .enumerate()
        .filter_map(|(index, (_, word))| {
            let hit = find(&token.hits, *word)
                .or_else(|| find(&token.beside, *word).filter(|hit| hit.distance <= 1))?;
            Some((index, hit))
        })
        .min_by_key(|(index, hit)| (hit.distance, *index))?;
    let (position, _) = free.remove(index);
    Some((position, hit))
}
