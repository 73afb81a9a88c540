//! Looking for temporal expressions: what starts at a place, and what counts as a date there.

use super::calendar::Fields;
use super::found::Found;
use super::pattern::{Element, space_at};
use super::words::{is_border, literal_at, script_space};
use super::{Relation, TemporalGrammar};

impl TemporalGrammar {
    /// The longest expression that starts at `at`, with its relation.
    pub(super) fn longest(&self, text: &str, at: usize) -> Option<Found> {
        let here = self.patterns.matches(text.get(at..)?, &self.tables);
        let mut best = self.range(text, at, &here);
        for (relation, from) in self.starts(text, at) {
            let date = if from == at {
                longest_of(text, at, &here)
            } else {
                self.date(text, from)
            };
            let Some((end, readings)) = date else {
                continue;
            };
            let (suffix, end) = self.suffix(text, end);
            if best.as_ref().is_none_or(|best| end > best.range.end) {
                best = Some(Found {
                    range: at..end,
                    relation: joined(relation, suffix),
                    readings,
                    end: None,
                    short: false,
                });
            }
        }
        best
    }

    /// Where the date itself may start: here, or behind a relation word, or behind that and a filler.
    fn starts(&self, text: &str, at: usize) -> Vec<(Option<Relation>, usize)> {
        let mut starts = vec![(None, at)];
        if let Some(hit) = text.get(at..).and_then(|rest| self.prefixes.at(rest)) {
            let from = skip_space(text, at + hit.length);
            starts.push((Some(hit.value), from));
            starts.push((Some(hit.value), self.skip_filler(text, from)));
        }
        starts
    }

    /// A relation word directly behind a date.
    fn suffix(&self, text: &str, end: usize) -> (Option<Relation>, usize) {
        let from = skip_space(text, end);
        match text.get(from..).and_then(|rest| self.suffixes.at(rest)) {
            Some(hit) => (Some(hit.value), from + hit.length),
            None => (None, end),
        }
    }

    /// The longest date at `at`, in all readings of that length.
    fn date(&self, text: &str, at: usize) -> Option<(usize, Vec<Fields>)> {
        longest_of(
            text,
            at,
            &self.patterns.matches(text.get(at..)?, &self.tables),
        )
    }

    /// A range that starts at `at`.
    ///
    /// `here` are the dates at `at`.
    fn range(&self, text: &str, at: usize, here: &[(usize, Fields)]) -> Option<Found> {
        // A hyphen between digits is a range's own, so the border is looked at only where the range ends.
        let first = self.end_of_range(text, at, false, here);
        let next = text.as_bytes().get(at);
        self.ranges
            .iter()
            .filter(|elements| match elements.first() {
                Some(Element::Text(literal)) => literal.as_bytes().first() == next,
                Some(Element::Date) => first.is_some(),
                _ => true,
            })
            .filter_map(|elements| self.range_of(elements, text, at, first))
            .max_by_key(|found| found.range.end)
    }

    /// `first` is the date at `at`, looked up once for all templates.
    fn range_of(
        &self,
        elements: &[Element],
        text: &str,
        at: usize,
        first: Option<(usize, Fields)>,
    ) -> Option<Found> {
        let mut end = at;
        let mut dates: Vec<Fields> = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            if *element != Element::Space {
                end += script_space(text.get(..end)?, text.get(end..)?);
            }
            let rest = text.get(end..)?;
            end = match element {
                Element::Text(literal) => end + literal_at(literal, rest)?,
                Element::Space => end + space_at(text.get(..end)?, rest)?,
                Element::Slot(_) => return None,
                Element::Date => {
                    let last = index + 1 == elements.len();
                    let (date_end, fields) = if index == 0 {
                        first?
                    } else {
                        let start = self.skip_filler(text, end);
                        let found = self.patterns.matches(text.get(start..)?, &self.tables);
                        self.end_of_range(text, start, last, &found)?
                    };
                    dates.push(fields);
                    date_end
                }
            };
        }
        let (mut first, mut last) = (*dates.first()?, *dates.get(1)?);
        first.inherit(&last);
        last.inherit(&first);
        let usable = |fields: &Fields| !fields.misspelt || fields.year.is_some();
        if first.is_day_alone() || last.is_day_alone() || !usable(&first) || !usable(&last) {
            return None;
        }
        let said = text.get(at..end).unwrap_or_default();
        let figures = said.bytes().rev().take_while(u8::is_ascii_digit).count();
        let month = |fields: &Fields| fields.month.is_some() && fields.year.is_none();
        let whole = first.day.is_none() && last.day.is_some();
        Some(Found {
            range: at..end,
            relation: None,
            readings: vec![first],
            end: Some(last),
            short: figures == 2 && whole && month(&first) && month(&last),
        })
    }

    /// One end of a range: a date, or the bare number of a day that takes its month from the other end.
    fn end_of_range(
        &self,
        text: &str,
        at: usize,
        last: bool,
        dates: &[(usize, Fields)],
    ) -> Option<(usize, Fields)> {
        let rest = text.get(at..)?;
        let mut best: Option<(usize, Fields)> = None;
        for (length, fields) in dates {
            let end = at + length;
            let closed = !last || is_border(text.get(..end)?, text.get(end..)?);
            if closed && best.is_none_or(|(longest, _)| end > longest) {
                best = Some((end, *fields));
            }
        }
        best.or_else(|| {
            let (length, day) = self.tables.day(rest, false)?;
            let closed = !last || self.ends_here(text, at + length);
            closed.then_some((
                at + length,
                Fields {
                    day: Some(day),
                    ..Fields::default()
                },
            ))
        })
    }

    /// "feb 10 or 11": a day that takes its month from the date before it, where nothing else is counted by the number.
    pub(super) fn following_day(&self, text: &str, last: &Found) -> Option<Found> {
        let fields = last
            .readings
            .first()
            .filter(|fields| fields.day.is_some() && fields.month.is_some())?;
        let from = self.skip_filler(text, self.connector(text, last.range.end)?);
        let (length, day) = self.tables.day(text.get(from..)?, false)?;
        let end = from + length;
        if !self.ends_here(text, end)
            || self
                .date(text, from)
                .is_some_and(|(longer, _)| longer > end)
        {
            return None;
        }
        Some(Found {
            range: from..end,
            relation: last.relation,
            readings: vec![Fields {
                day: Some(day),
                ..*fields
            }],
            end: None,
            short: false,
        })
    }

    /// True if nothing follows that a bare number could count.
    fn ends_here(&self, text: &str, end: usize) -> bool {
        let rest = text.get(skip_space(text, end)..).unwrap_or_default();
        rest.is_empty()
            || self
                .tables
                .day(
                    text.get(..end)
                        .and_then(|before| before.rsplit(' ').next())
                        .unwrap_or_default(),
                    true,
                )
                .is_some()
    }

    /// Where the text goes on behind a connector that follows `end`.
    pub(super) fn connector(&self, text: &str, end: usize) -> Option<usize> {
        let from = skip_space(text, end);
        let hit = text.get(from..).and_then(|rest| self.connectors.at(rest))?;
        Some(skip_space(text, from + hit.length))
    }

    /// Behind a filler, if there is one at `at`.
    pub(super) fn skip_filler(&self, text: &str, at: usize) -> usize {
        text.get(at..)
            .and_then(|rest| self.fillers.at(rest))
            .map_or(at, |filler| skip_space(text, at + filler.length))
    }
}

/// What the words on both sides of a date say together: before a year was over is still within it.
fn joined(before: Option<Relation>, behind: Option<Relation>) -> Option<Relation> {
    match (before, behind) {
        (Some(Relation::Before), Some(Relation::Until)) => behind,
        _ => before.or(behind),
    }
}

/// The longest of the matches at `at` that end where a word does, in all readings of that length.
fn longest_of(text: &str, at: usize, matches: &[(usize, Fields)]) -> Option<(usize, Vec<Fields>)> {
    let mut best: Option<(usize, Vec<Fields>)> = None;
    for (length, fields) in matches {
        let end = at + length;
        if !is_border(text.get(..end)?, text.get(end..)?) {
            continue;
        }
        match &mut best {
            Some((longest, _)) if *longest > end => {}
            Some((longest, readings)) if *longest == end => {
                if !readings.contains(fields) {
                    readings.push(*fields);
                }
            }
            _ => best = Some((end, vec![*fields])),
        }
    }
    best
}

pub(super) fn skip_space(text: &str, at: usize) -> usize {
    at + text
        .get(at..)
        .map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len())
}

/// True if an expression may start at `at`.
pub(super) fn may_start(text: &str, at: usize) -> bool {
    match (text.get(..at), text.get(at..)) {
        (Some(before), Some(rest)) => !rest.starts_with(' ') && is_border(before, rest),
        _ => false,
    }
}
