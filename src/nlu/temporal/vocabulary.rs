//! What a language's `temporal.toml` says, as plain data: the words and the templates that [`TemporalGrammar`](super::TemporalGrammar) is built from.
//!
//! Every word is written the way the utterance parser leaves it: lower case, no accents, apostrophes replaced by a space.

use super::{Part, Relation, Unit};

/// The temporal words and templates of one language.
///
/// Lists that a language does not need stay empty, except `months`, which holds twelve.
#[derive(Clone, Debug, Default)]
pub struct TemporalVocabulary {
    /// Twelve lists, January first: full names, abbreviations and accepted misspellings.
    pub months: Vec<Vec<String>>,
    /// Seven lists, Monday first.
    pub weekdays: Vec<Vec<String>>,
    /// Four lists, first quarter first.
    pub quarters: Vec<Vec<String>>,
    /// Two lists, first half first.
    pub halves: Vec<Vec<String>>,
    /// Seasons, in any order.
    pub seasons: Vec<SeasonWords>,
    /// "early", "mid", "late" and their like.
    pub parts: Vec<PartWords>,
    /// "day", "week", "month", ...
    pub units: Vec<UnitWords>,
    /// Number words, one list for each number from one upwards.
    pub numbers: Vec<Vec<String>>,
    /// Ordinal words for days of a month, one list for each day from the first upwards.
    pub ordinals: Vec<Vec<String>>,
    /// What may follow the digits of a day: "st", "nd", "rd", "th".
    pub day_suffixes: Vec<String>,
    /// Names of months, weekdays and seasons that are also ordinary words ("may", "march"): alone they count only after a relation word.
    pub ambiguous: Vec<String>,
    /// Words that may stand between a relation word and its date ("the").
    pub fillers: Vec<String>,
    /// Words that join alternatives ("or", "and"), over which a missing month or year is shared.
    pub connectors: Vec<String>,
    /// Words behind an ordinal that make it a rank and no day of a month ("to leave").
    pub ranks: Vec<String>,
    /// Words behind a bare day of the month that say that it is one ("なの", "じゃない").
    pub copulas: Vec<String>,
    /// Days of the year with names of their own ("christmas").
    pub days: Vec<DayNames>,
    /// Fixed expressions ("today", "去年").
    pub fixed: Vec<FixedWords>,
    /// Templates of dates, in order of preference: the first reading of an ambiguous date is the first template's.
    pub patterns: Vec<PatternTemplates>,
    /// Relation words ("since", "以降").
    pub relations: Vec<RelationWords>,
    /// Templates of ranges over `{a}` and `{b}` ("from {a} to {b}").
    pub ranges: Vec<String>,
}

/// A season and the months that it covers.
#[derive(Clone, Debug)]
pub struct SeasonWords {
    /// Its names.
    pub words: Vec<String>,
    /// First month, 1 to 12.
    pub from: i8,
    /// Last month, 1 to 12; smaller than `from` when the season ends in the next year.
    pub until: i8,
}

/// A day of the year with a name of its own.
#[derive(Clone, Debug)]
pub struct DayNames {
    /// Templates of its names, as for other dates.
    pub templates: Vec<String>,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month, 1 to 31.
    pub day: i8,
}

/// Words for a part of a period.
#[derive(Clone, Debug)]
pub struct PartWords {
    /// Which part.
    pub part: Part,
    /// Its words.
    pub words: Vec<String>,
}

/// Words for a unit of time.
#[derive(Clone, Debug)]
pub struct UnitWords {
    /// Which unit.
    pub unit: Unit,
    /// Its words, singular and plural.
    pub words: Vec<String>,
}

/// An expression without a slot.
#[derive(Clone, Debug)]
pub struct FixedWords {
    /// The expression, in all its forms.
    pub words: Vec<String>,
    /// The calendar unit it names.
    pub unit: Unit,
    /// How many units from the current one, negative for the past.
    pub offset: i32,
    /// The part of that unit that is meant, if not the whole.
    pub part: Option<Part>,
    /// True for "now" and its like, which say "as things stand" and not "on this day".
    pub now: bool,
}

/// What the slots of a template mean together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// A date of the calendar, as precise as its slots.
    #[default]
    Date,
    /// The unit, month, weekday or season that today is in, or that this year or week has.
    This,
    /// The one before ("last week", "last march").
    Previous,
    /// The one after.
    Next,
    /// `{count}` units, or one, that end today ("past 3 months").
    Rolling,
    /// The unit `{count}` units before today's ("3 weeks ago").
    Ago,
    /// From the start of the current unit until today ("so far this year").
    ToDate,
    /// The week of the date in the slots.
    WeekOf,
}

/// Templates that share a meaning.
#[derive(Clone, Debug)]
pub struct PatternTemplates {
    /// What they mean.
    pub meaning: Meaning,
    /// Templates: slots in braces, optional stretches in square brackets, all else literally.
    pub templates: Vec<String>,
}

/// Words that relate something to a date, a person or an event.
#[derive(Clone, Debug)]
pub struct RelationWords {
    /// The relation.
    pub relation: Relation,
    /// Words that stand before what they relate to ("since").
    pub before: Vec<String>,
    /// Words that stand after it ("以降").
    pub after: Vec<String>,
}

/// Why a [`TemporalVocabulary`] cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemporalVocabularyError {
    /// A list has the wrong number of entries: its name, how many it has, how many it must have.
    Length(&'static str, usize, usize),
    /// A template has a slot that does not exist: the template, the slot.
    UnknownSlot(String, String),
    /// A template has a brace or a square bracket without its partner, or no slot or word at all.
    Malformed(String),
    /// A range template does not have `{a}` followed by `{b}`.
    Range(String),
}

impl std::fmt::Display for TemporalVocabularyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Length(list, has, must) => {
                write!(f, "`{list}` has {has} entries and must have {must}")
            }
            Self::UnknownSlot(template, slot) => {
                write!(f, "template `{template}` has an unknown slot `{{{slot}}}`")
            }
            Self::Malformed(template) => write!(
                f,
                "template `{template}` is empty or has an unmatched bracket"
            ),
            Self::Range(template) => write!(
                f,
                "range template `{template}` must have `{{a}}` and then `{{b}}`"
            ),
        }
    }
}

impl std::error::Error for TemporalVocabularyError {}
