//! Templates such as `{day} [of] {month} {year}`: how they are written, and how one matches at a place in the text.

use super::calendar::Fields;
use super::vocabulary::TemporalVocabularyError;
use super::words::{WordTable, is_spaced_letter, script_space};
use super::{Part, TemporalVocabulary, Unit};

/// Years that count as one without anything beside them.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// What a slot accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// 1 to 31 with or without a suffix, or an ordinal word.
    Day,
    /// A day in digits that must have its suffix: "first" alone is a rank and no day.
    OrdinalDay,
    /// The name of a month.
    Month,
    /// 1 to 12 in digits.
    MonthNumber,
    /// Four digits.
    Year,
    /// Two digits, this century.
    ShortYear,
    /// Two digits of a year that no one takes for a day behind "in": the twenties of this century.
    RecentYear,
    Quarter,
    Half,
    Season,
    Part,
    Weekday,
    Unit,
    /// A fixed expression for a year: "last year".
    RelativeYear,
    /// A unit longer than a day: "last day" is not yesterday.
    Period,
    /// A number from 1 to 999, or its word.
    Count,
}

/// One step of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Text(String),
    Space,
    Slot(Slot),
    /// `{a}` or `{b}` of a range.
    Date,
}

/// A template ready to match, with what it says beyond its slots.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) elements: Vec<Element>,
    pub(super) base: Fields,
}

/// The words behind the slots.
#[derive(Clone, Debug)]
pub(super) struct Tables {
    pub(super) months: WordTable<i8>,
    pub(super) weekdays: WordTable<i8>,
    quarters: WordTable<i8>,
    halves: WordTable<i8>,
    pub(super) seasons: WordTable<(i8, i8)>,
    parts: WordTable<Part>,
    units: WordTable<Unit>,
    numbers: WordTable<i32>,
    ordinals: WordTable<i8>,
    suffixes: WordTable<()>,
    years: WordTable<i32>,
}

impl Tables {
    pub(super) fn new(vocabulary: &TemporalVocabulary) -> Self {
        let plain = &[][..];
        Self {
            months: WordTable::new(numbered(&vocabulary.months), &vocabulary.ambiguous, true),
            weekdays: WordTable::new(numbered(&vocabulary.weekdays), &vocabulary.ambiguous, false),
            quarters: WordTable::new(numbered(&vocabulary.quarters), plain, false),
            halves: WordTable::new(numbered(&vocabulary.halves), plain, false),
            seasons: WordTable::new(
                vocabulary.seasons.iter().map(|season| {
                    (
                        season.words.as_slice(),
                        (season.from.clamp(1, 12), season.until.clamp(1, 12)),
                    )
                }),
                &vocabulary.ambiguous,
                false,
            ),
            parts: WordTable::new(
                vocabulary
                    .parts
                    .iter()
                    .map(|part| (part.words.as_slice(), part.part)),
                plain,
                false,
            ),
            units: WordTable::new(
                vocabulary
                    .units
                    .iter()
                    .map(|unit| (unit.words.as_slice(), unit.unit)),
                plain,
                false,
            ),
            numbers: WordTable::new(
                numbered(&vocabulary.numbers).map(|(words, number)| (words, i32::from(number))),
                plain,
                false,
            ),
            ordinals: WordTable::new(numbered(&vocabulary.ordinals), plain, false),
            years: WordTable::new(
                vocabulary
                    .fixed
                    .iter()
                    .filter(|fixed| fixed.unit == Unit::Year && fixed.part.is_none())
                    .map(|fixed| (fixed.words.as_slice(), fixed.offset.clamp(-999, 999))),
                plain,
                false,
            ),
            suffixes: WordTable::new([(vocabulary.day_suffixes.as_slice(), ())], plain, false),
        }
    }

    /// The characters that something filling `slot` can start with, digits aside; the second says whether digits can.
    pub(super) fn starts_of(&self, slot: Slot) -> (Vec<char>, bool) {
        match slot {
            Slot::Day => (self.ordinals.first_characters().collect(), true),
            Slot::Month => (self.months.first_characters().collect(), false),
            Slot::OrdinalDay
            | Slot::MonthNumber
            | Slot::Year
            | Slot::ShortYear
            | Slot::RecentYear => (Vec::new(), true),
            Slot::Quarter => (self.quarters.first_characters().collect(), false),
            Slot::Half => (self.halves.first_characters().collect(), false),
            Slot::Season => (self.seasons.first_characters().collect(), false),
            Slot::Part => (self.parts.first_characters().collect(), false),
            Slot::Weekday => (self.weekdays.first_characters().collect(), false),
            Slot::Unit | Slot::Period => (self.units.first_characters().collect(), false),
            Slot::RelativeYear => (self.years.first_characters().collect(), false),
            Slot::Count => (self.numbers.first_characters().collect(), true),
        }
    }

    /// Fills `slot` from the start of `text`: the bytes taken.
    pub(super) fn fill(&self, slot: Slot, text: &str, fields: &mut Fields) -> Option<usize> {
        match slot {
            Slot::Day | Slot::OrdinalDay => {
                let (length, day) = self.day(text, slot == Slot::OrdinalDay)?;
                fields.day = Some(day);
                Some(length)
            }
            Slot::Month => {
                let hit = self.months.at(text)?;
                fields.month = Some(hit.value);
                fields.ambiguous |= hit.ambiguous;
                fields.misspelt |= hit.misspelt;
                Some(hit.length)
            }
            Slot::MonthNumber => number(text, 2, 1, 12).map(|(length, month)| {
                fields.month = i8::try_from(month).ok();
                length
            }),
            Slot::Year => {
                let (length, year) =
                    number(text, 4, (*YEARS.start()).into(), (*YEARS.end()).into())?;
                fields.year = i16::try_from(year).ok();
                Some(length)
            }
            Slot::ShortYear => {
                let (length, year) = number(text, 2, 0, 99)?;
                fields.year = i16::try_from(2000 + year).ok();
                (length == 2).then_some(length)
            }
            Slot::RecentYear => {
                let (length, year) = number(text, 2, 20, 29)?;
                // "In 24 hours" counts.
                let rest = text.get(length..)?;
                let behind = rest.trim_start();
                if self.units.at(behind).is_some() || self.months.at(behind).is_some() {
                    return None;
                }
                fields.year = i16::try_from(2000 + year).ok();
                Some(length)
            }
            Slot::Quarter => self.quarters.at(text).map(|hit| {
                fields.quarter = Some(hit.value);
                hit.length
            }),
            Slot::Half => self.halves.at(text).map(|hit| {
                fields.half = Some(hit.value);
                hit.length
            }),
            Slot::Season => self.seasons.at(text).map(|hit| {
                fields.season = Some(hit.value);
                fields.ambiguous |= hit.ambiguous;
                hit.length
            }),
            Slot::Part => self.parts.at(text).map(|hit| {
                fields.part = Some(hit.value);
                hit.length
            }),
            Slot::Weekday => self.weekdays.at(text).map(|hit| {
                fields.weekday = Some(hit.value);
                fields.ambiguous |= hit.ambiguous;
                hit.length
            }),
            Slot::Unit => self.units.at(text).map(|hit| {
                fields.unit = Some(hit.value);
                hit.length
            }),
            Slot::Period => self
                .units
                .at(text)
                .filter(|hit| hit.value != Unit::Day)
                .map(|hit| {
                    fields.unit = Some(hit.value);
                    hit.length
                }),
            Slot::RelativeYear => self.years.at(text).map(|hit| {
                fields.offset = Some(hit.value);
                hit.length
            }),
            Slot::Count => {
                let (length, count) = number(text, 3, 1, 999)
                    .or_else(|| self.numbers.at(text).map(|hit| (hit.length, hit.value)))?;
                fields.count = Some(count);
                Some(length)
            }
        }
    }

    /// A day of the month at the start of `text`.
    pub(super) fn day(&self, text: &str, ordinal: bool) -> Option<(usize, i8)> {
        let Some((length, day)) = number(text, 2, 1, 31) else {
            return if ordinal {
                None
            } else {
                self.ordinals.at(text).map(|hit| (hit.length, hit.value))
            };
        };
        let day = i8::try_from(day).ok()?;
        let from = length + script_space(text.get(..length)?, text.get(length..)?);
        match text.get(from..).and_then(|rest| self.suffixes.at(rest)) {
            Some(suffix) => Some((from + suffix.length, day)),
            None => (!ordinal).then_some((length, day)),
        }
    }
}

fn numbered(lists: &[Vec<String>]) -> impl Iterator<Item = (&[String], i8)> {
    lists
        .iter()
        .zip(1_i8..)
        .map(|(words, number)| (words.as_slice(), number))
}

/// A whole number of at most `digits` digits within bounds, and its length in bytes.
fn number(text: &str, digits: usize, least: i32, most: i32) -> Option<(usize, i32)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > digits {
        return None;
    }
    let value = text.get(..length)?.parse().ok()?;
    (least..=most).contains(&value).then_some((length, value))
}

/// A template's space: spaces or a comma, or nothing where a digit meets a letter.
pub(super) fn space_at(before: &str, text: &str) -> Option<usize> {
    let length = text
        .bytes()
        .take_while(|byte| matches!(byte, b' ' | b','))
        .count();
    if length > 0 {
        return (length <= 3).then_some(length);
    }
    let (left, right) = (before.chars().next_back()?, text.chars().next()?);
    let meets = left.is_ascii_digit() != right.is_ascii_digit()
        && (is_spaced_letter(left) || is_spaced_letter(right));
    // A range's ends may also touch directly in scripts without spaces.
    (meets || left == ' ' || super::words::is_unspaced(left)).then_some(0)
}

/// Reads a template, with every way to take or leave its `[optional]` stretches and every choice of its `(one|other)` stretches.
pub(super) fn parse(template: &str) -> Result<Vec<Vec<Element>>, TemporalVocabularyError> {
    let malformed = || TemporalVocabularyError::Malformed(template.to_owned());
    if let Some((before, rest)) = template.split_once('[') {
        let (option, after) = rest.split_once(']').ok_or_else(malformed)?;
        let mut all = parse(&format!("{before}{option}{after}"))?;
        let without = format!("{before}{after}").replace("  ", " ");
        all.extend(parse(without.trim())?);
        return Ok(all);
    }
    if let Some((before, rest)) = template.split_once('(') {
        let (choices, after) = rest.split_once(')').ok_or_else(malformed)?;
        let mut all = Vec::new();
        for choice in choices.split('|') {
            all.extend(parse(&format!("{before}{choice}{after}"))?);
        }
        return Ok(all);
    }
    let mut elements = Vec::new();
    let mut rest = template.trim();
    while let Some(first) = rest.chars().next() {
        if let Some(inner) = rest.strip_prefix('{') {
            let (name, after) = inner.split_once('}').ok_or_else(malformed)?;
            elements.push(slot(name).ok_or_else(|| {
                TemporalVocabularyError::UnknownSlot(template.to_owned(), name.to_owned())
            })?);
            rest = after;
        } else if first == ' ' {
            elements.push(Element::Space);
            rest = rest.trim_start();
        } else {
            let end = rest.find([' ', '{']).unwrap_or(rest.len());
            let literal = rest.get(..end).unwrap_or_default();
            if literal.contains([']', '}', ')']) {
                return Err(malformed());
            }
            elements.push(Element::Text(literal.to_owned()));
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    if elements.is_empty() {
        Err(malformed())
    } else {
        Ok(vec![elements])
    }
}

fn slot(name: &str) -> Option<Element> {
    Some(Element::Slot(match name {
        "day" => Slot::Day,
        "ordinal-day" => Slot::OrdinalDay,
        "month" => Slot::Month,
        "month-number" => Slot::MonthNumber,
        "year" => Slot::Year,
        "short-year" => Slot::ShortYear,
        "recent-year" => Slot::RecentYear,
        "quarter" => Slot::Quarter,
        "half" => Slot::Half,
        "season" => Slot::Season,
        "part" => Slot::Part,
        "weekday" => Slot::Weekday,
        "unit" => Slot::Unit,
        "period" => Slot::Period,
        "count" => Slot::Count,
        "relative-year" => Slot::RelativeYear,
        "a" | "b" => return Some(Element::Date),
        _ => return None,
    }))
}
