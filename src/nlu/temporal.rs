//! Temporal expressions: days, months, quarters, years, ranges and relative words in a question, as intervals of days.
//!
//! Written here because the published crates do not fit: `interim`, `chrono-english`, `two_timer` and `date_time_parser` know English only and parse a
//! string that is a date instead of finding dates in a question, and `duckling`, which finds them in many languages, keeps those in compiled code, reads
//! "in march" as the next March and knows neither partial dates nor misspelt months.
//!
//! A language is a [`TemporalVocabulary`], plain data. The text is normalised beforehand: lower case, no accents, one space between words,
//! punctuation only between digits.

mod calendar;
mod compile;
mod found;
mod mention;
mod pattern;
mod search;
mod standing;
mod tree;
mod vocabulary;
mod words;

use std::ops::Range;

use jiff::civil::Date;

use found::Found;
use pattern::{Element, Tables};
use tree::PatternTree;
use words::{WordTable, is_border};

pub use mention::{Form, Grain, Interval, Part, Relation, RelationMention, TimeMention, Unit};
pub use vocabulary::{
    DayNames, FixedWords, Meaning, PartWords, PatternTemplates, RelationWords, SeasonWords,
    TemporalVocabulary, TemporalVocabularyError, UnitWords,
};

/// Finds temporal expressions of one language.
#[derive(Clone, Debug)]
pub struct TemporalGrammar {
    tables: Tables,
    patterns: PatternTree,
    ranges: Vec<Vec<Element>>,
    prefixes: WordTable<Relation>,
    suffixes: WordTable<Relation>,
    fillers: WordTable<()>,
    connectors: WordTable<()>,
    ranks: WordTable<()>,
    copulas: WordTable<()>,
}

impl TemporalGrammar {
    /// The names of months, days of the week and seasons, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let tables = &self.tables;
        tables
            .months
            .words()
            .chain(tables.weekdays.words())
            .chain(tables.seasons.words())
    }

    /// Compiles a vocabulary.
    ///
    /// # Errors
    /// All faults of the vocabulary: lists of a wrong length, templates that cannot be read.
    pub fn new(vocabulary: &TemporalVocabulary) -> Result<Self, Vec<TemporalVocabularyError>> {
        let mut errors = Vec::new();
        for (name, list, most, empty) in [
            ("months", &vocabulary.months, 12, false),
            ("weekdays", &vocabulary.weekdays, 7, true),
            ("quarters", &vocabulary.quarters, 4, true),
            ("halves", &vocabulary.halves, 2, true),
        ] {
            if list.len() != most && !(empty && list.is_empty()) {
                errors.push(TemporalVocabularyError::Length(name, list.len(), most));
            }
        }
        let patterns = compile::patterns(vocabulary, &mut errors);
        let ranges = compile::ranges(&vocabulary.ranges, &mut errors);
        let written_out = compile::relations(&vocabulary.relations, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        let tables = Tables::new(vocabulary);
        let relations = || written_out.iter();
        Ok(Self {
            prefixes: WordTable::new(
                relations().map(|words| (words.before.as_slice(), words.relation)),
                &[],
                false,
            ),
            suffixes: WordTable::new(
                relations().map(|words| (words.after.as_slice(), words.relation)),
                &[],
                false,
            ),
            fillers: WordTable::new([(vocabulary.fillers.as_slice(), ())], &[], false),
            connectors: WordTable::new([(vocabulary.connectors.as_slice(), ())], &[], false),
            ranks: WordTable::new([(vocabulary.ranks.as_slice(), ())], &[], false),
            copulas: WordTable::new([(vocabulary.copulas.as_slice(), ())], &[], false),
            patterns: PatternTree::new(patterns, &tables),
            tables,
            ranges,
        })
    }

    /// The temporal expressions of a normalised text, left to right, the longest at each place, seen from `today`.
    pub fn find(&self, text: &str, today: Date) -> Vec<TimeMention> {
        self.expressions(text).seen_from(today)
    }

    /// The temporal expressions of a normalised text, left to right, the longest at each place.
    pub fn expressions(&self, text: &str) -> Expressions {
        let mut found = Vec::new();
        let mut next = 0;
        for (at, _) in text.char_indices() {
            if at < next || !search::may_start(text, at) {
                continue;
            }
            if let Some(expression) = self.longest(text, at) {
                next = expression.range.end;
                found.push(expression);
                while let Some(day) = found.last().and_then(|last| self.following_day(text, last)) {
                    next = day.range.end;
                    found.push(day);
                }
            }
        }
        self.share(text, &mut found);
        let standing = (0..found.len()).filter(|index| self.stands(text, &found, *index));
        Expressions(
            standing
                .filter_map(|index| found.get(index).cloned())
                .collect(),
        )
    }

    /// Pairs of neighbours among `things` (bytes of the text, left to right) that a range's words enclose: "between the
    /// one and the other", as their indices. Words that only stand between the two ("the one to the other") enclose nothing.
    pub fn enclosed(&self, text: &str, things: &[Range<usize>]) -> Vec<(usize, usize)> {
        things
            .windows(2)
            .enumerate()
            .filter_map(|(index, pair)| {
                let [first, second] = pair else { return None };
                let around = Around::of(text, first, second);
                self.ranges
                    .iter()
                    .filter_map(|elements| words_of(elements))
                    .any(|words| self.encloses(&words, &around))
                    .then_some((index, index + 1))
            })
            .collect()
    }

    /// Whether the words of a range stand before, between and behind two things.
    fn encloses(&self, words: &[String; 3], around: &Around<'_>) -> bool {
        let [before, between, behind] = words.each_ref().map(|words| words.trim());
        let left = self.without_filler(around.left);
        let starts = left
            .strip_suffix(before)
            .is_some_and(|rest| is_border(rest, before) || before.is_empty());
        !(before.is_empty() && behind.is_empty())
            && self.without_filler(around.gap) == between
            && starts
            && around.right.starts_with(behind)
    }

    /// A text without the filler at its end.
    fn without_filler<'a>(&self, text: &'a str) -> &'a str {
        text.rsplit_once(' ')
            .filter(|(_, filler)| self.fillers.at(filler).is_some())
            .map_or(text, |(rest, _)| rest)
    }

    /// All relation words of a text but those for [`Relation::In`], whether or not a date stands beside them, left to right, the longest at each place.
    pub fn relation_words(&self, text: &str) -> Vec<RelationMention> {
        let mut found = Vec::new();
        let mut next = 0;
        for (at, _) in text.char_indices() {
            let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else {
                continue;
            };
            if at < next || !is_border(before, rest) {
                continue;
            }
            let before = self.prefixes.at(rest).map(|hit| (hit, true));
            let after = self.suffixes.at(rest).map(|hit| (hit, false));
            let longest = [before, after]
                .into_iter()
                .flatten()
                .max_by_key(|(hit, _)| hit.length);
            if let Some((hit, precedes)) = longest {
                next = at + hit.length;
                if hit.value == Relation::In {
                    continue;
                }
                found.push(RelationMention {
                    range: at..next,
                    relation: hit.value,
                    precedes,
                });
            }
        }
        found
    }
}

/// Temporal expressions of a text, before a day says which dates they are.
#[derive(Clone, Debug)]
pub struct Expressions(Vec<Found>);

impl Expressions {
    /// The dates and ranges that they are on a day; those that the calendar does not have are left out.
    pub fn seen_from(&self, today: Date) -> Vec<TimeMention> {
        self.0.iter().filter_map(|it| it.resolve(today)).collect()
    }
}

/// What stands around two things in a text.
struct Around<'a> {
    left: &'a str,
    gap: &'a str,
    right: &'a str,
}

impl<'a> Around<'a> {
    fn of(text: &'a str, first: &Range<usize>, second: &Range<usize>) -> Self {
        let part = |range| text.get(range).unwrap_or_default();
        Self {
            left: part(0..first.start).trim_end(),
            gap: part(first.end..second.start).trim(),
            right: part(second.end..text.len()).trim_start(),
        }
    }
}

/// The words of a range before, between and behind its dates; nothing if it has other slots.
fn words_of(elements: &[Element]) -> Option<[String; 3]> {
    let mut words = [String::new(), String::new(), String::new()];
    let mut part = 0;
    for element in elements {
        let said = match element {
            Element::Date => {
                part += 1;
                continue;
            }
            Element::Text(literal) => literal.as_str(),
            Element::Space => " ",
            Element::Slot(_) => return None,
        };
        if let Some(words) = words.get_mut(part) {
            words.push_str(said);
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests;
