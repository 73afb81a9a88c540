//! Temporal expressions: days, months, quarters, years, ranges and relative words in a question, as intervals of days.
//!
//! Written here because the published crates do not fit: `interim`, `chrono-english`, `two_timer` and `date_time_parser` know English only and parse a
//! string that is a date instead of finding dates in a question, and `duckling`, which finds them in many languages, keeps those in compiled code, reads
//! "in march" as the next March and knows neither partial dates nor misspelt months.
//!
//! A language is a [`TemporalVocabulary`], plain data. The text is normalised beforehand: lower case, no accents, one space between words,
//! punctuation only between digits.

mod calendar;
mod pattern;
mod search;
mod tree;
mod vocabulary;
mod words;

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;

use calendar::Fields;
use pattern::{Element, Pattern, Tables};
use tree::PatternTree;
use words::{WordTable, is_border};

pub use vocabulary::{
    DayNames, FixedWords, Meaning, PartWords, PatternTemplates, RelationWords, SeasonWords,
    TemporalVocabulary, TemporalVocabularyError, UnitWords,
};

/// How a question relates something to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Within the date ("in 2025"), also when nothing is said.
    In,
    /// From its first day on.
    Since,
    /// Before its first day.
    Before,
    /// After its last day.
    After,
    /// Up to and including its last day ("until", "by").
    Until,
    /// As things stood at its end ("as of").
    AsOf,
    /// On its days.
    SameDay,
    /// In the weeks of its days, Monday to Sunday.
    SameWeek,
    /// In the calendar months of its days.
    SameMonth,
}

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Anything else: a part of a period, a season, two ends.
    Range,
}

/// How a date was worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With its year.
    Calendar,
    /// Without its year, read as the most recent one.
    Partial,
    /// A day of the month alone ("the 10th"), read as the most recent one.
    DayOfMonth,
    /// Relative to today ("last week").
    Relative,
    /// "now", "currently".
    Now,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first third.
    Early,
    /// The second third.
    Middle,
    /// The last third.
    Late,
    /// The first month of a long period, the first week of a short one.
    Start,
    /// The last month of a long period, the last week of a short one.
    End,
}

/// Days from one to another, both included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// A temporal expression in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Its bytes, with the relation word.
    pub range: Range<usize>,
    /// How the question relates to it.
    pub relation: Relation,
    /// The date as named, without its relation: both ends are set. [`TimeMention::bounds`] applies the relation.
    pub interval: Interval,
    /// Other readings of an ambiguous date ("10/02/2026"), in the language's order of preference.
    pub alternatives: Vec<Interval>,
    /// How precise it is.
    pub grain: Grain,
    /// How it was worded.
    pub form: Form,
}

impl TimeMention {
    /// The days that the mention lets through: the interval with its relation applied.
    pub fn bounds(&self) -> Interval {
        self.relation.bounds(self.interval)
    }
}

impl Relation {
    /// Applies the relation to an interval: "after" a week starts the day after its last.
    pub fn bounds(self, interval: Interval) -> Interval {
        let Interval { from, until } = interval;
        match self {
            Self::In | Self::SameDay => interval,
            Self::SameWeek => Interval {
                from: from.and_then(|day| calendar::week(day)?.from),
                until: until.and_then(|day| calendar::week(day)?.until),
            },
            Self::SameMonth => Interval {
                from: from.map(Date::first_of_month),
                until: until.map(Date::last_of_month),
            },
            Self::Since => Interval { from, until: None },
            Self::Before => Interval {
                from: None,
                until: from.and_then(|day| day.checked_sub(1.day()).ok()),
            },
            Self::After => Interval {
                from: until.and_then(|day| day.checked_add(1.day()).ok()),
                until: None,
            },
            Self::Until | Self::AsOf => Interval { from: None, until },
        }
    }
}

/// A relation word in a text, for combining with an entity beside it ("before the merger").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationMention {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it says.
    pub relation: Relation,
    /// True if it stands before what it relates to, as in English; false if behind, as in Japanese.
    pub precedes: bool,
}

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
}

impl TemporalGrammar {
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
        let patterns = compile(vocabulary, &mut errors);
        let ranges = compile_ranges(&vocabulary.ranges, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        let tables = Tables::new(vocabulary);
        let relations = || vocabulary.relations.iter();
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
            patterns: PatternTree::new(patterns, &tables),
            tables,
            ranges,
        })
    }

    /// The temporal expressions of a normalised text, left to right, the longest at each place, seen from `today`.
    pub fn find(&self, text: &str, today: Date) -> Vec<TimeMention> {
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
        (0..found.len())
            .filter(|index| self.stands(text, &found, *index))
            .filter_map(|index| found.get(index)?.resolve(today))
            .collect()
    }

    /// Pairs of neighbours among `things` (bytes of the text, left to right) that a range's words enclose: "between the
    /// one and the other", as their indices. Words that only stand between the two ("the one to the other") enclose nothing.
    pub fn enclosed(&self, text: &str, things: &[Range<usize>]) -> Vec<(usize, usize)> {
        let encloses = |elements: &[Element], first: &Range<usize>, second: &Range<usize>| {
            let mut words = [String::new(), String::new(), String::new()];
            let mut part = 0;
            for element in elements {
                match element {
                    Element::Date => part += 1,
                    Element::Text(literal) => {
                        if let Some(words) = words.get_mut(part) {
                            words.push_str(literal);
                        }
                    }
                    Element::Space => {
                        if let Some(words) = words.get_mut(part) {
                            words.push(' ');
                        }
                    }
                    Element::Slot(_) => return false,
                }
            }
            let [before, between, behind] = &words;
            let [before, between, behind] = [before.trim(), between.trim(), behind.trim()];
            let gap = text.get(first.end..second.start).unwrap_or_default().trim();
            let gap = gap
                .rsplit_once(' ')
                .filter(|(_, filler)| self.fillers.at(filler).is_some())
                .map_or(gap, |(gap, _)| gap);
            let left = text.get(..first.start).unwrap_or_default().trim_end();
            let left = left
                .rsplit_once(' ')
                .filter(|(_, filler)| self.fillers.at(filler).is_some())
                .map_or(left, |(left, _)| left);
            let right = text.get(second.end..).unwrap_or_default().trim_start();
            let starts = left
                .strip_suffix(before)
                .is_some_and(|rest| is_border(rest, before) || before.is_empty());
            !(before.is_empty() && behind.is_empty())
                && gap == between
                && starts
                && right.starts_with(behind)
        };
        things
            .windows(2)
            .enumerate()
            .filter_map(|(index, pair)| {
                let [first, second] = pair else { return None };
                self.ranges
                    .iter()
                    .any(|elements| encloses(elements, first, second))
                    .then_some((index, index + 1))
            })
            .collect()
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

fn compile(
    vocabulary: &TemporalVocabulary,
    errors: &mut Vec<TemporalVocabularyError>,
) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for group in &vocabulary.patterns {
        for template in &group.templates {
            match pattern::parse(template) {
                Ok(all) => patterns.extend(all.into_iter().map(|elements| Pattern {
                    elements,
                    base: Fields {
                        meaning: group.meaning,
                        ..Fields::default()
                    },
                })),
                Err(error) => errors.push(error),
            }
        }
    }
    for day in &vocabulary.days {
        for template in &day.templates {
            let base = Fields {
                month: Some(day.month.clamp(1, 12)),
                day: Some(day.day.clamp(1, 31)),
                ..Fields::default()
            };
            match pattern::parse(template) {
                Ok(all) => {
                    patterns.extend(all.into_iter().map(|elements| Pattern { elements, base }));
                }
                Err(error) => errors.push(error),
            }
        }
    }
    for fixed in &vocabulary.fixed {
        for words in &fixed.words {
            let base = Fields {
                meaning: Meaning::This,
                unit: Some(fixed.unit),
                offset: Some(fixed.offset.clamp(-999, 999)),
                part: fixed.part,
                now: fixed.now,
                ..Fields::default()
            };
            match pattern::parse(words) {
                Ok(all) => {
                    patterns.extend(all.into_iter().map(|elements| Pattern { elements, base }));
                }
                Err(error) => errors.push(error),
            }
        }
    }
    patterns
}

fn compile_ranges(
    templates: &[String],
    errors: &mut Vec<TemporalVocabularyError>,
) -> Vec<Vec<Element>> {
    let mut ranges = Vec::new();
    for template in templates {
        let ordered =
            matches!((template.find("{a}"), template.find("{b}")), (Some(a), Some(b)) if a < b);
        match pattern::parse(template) {
            Ok(all) if ordered => ranges.extend(all),
            Ok(_) => errors.push(TemporalVocabularyError::Range(template.clone())),
            Err(error) => errors.push(error),
        }
    }
    ranges
}

#[cfg(test)]
mod tests;
