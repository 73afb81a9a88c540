//! Looking for temporal expressions: what starts at a place, and what counts as a date there.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{self, Fields};
use super::pattern::{Element, space_at};
use super::words::{is_border, literal_at, script_space};
use super::{Form, Grain, Interval, Meaning, Relation, TemporalGrammar, TimeMention};

/// A match before its fields are resolved.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    relation: Option<Relation>,
    readings: Vec<Fields>,
    /// The other end of a range.
    end: Option<Fields>,
}

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
                    relation: relation.or(suffix),
                    readings,
                    end: None,
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
        self.ranges
            .iter()
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
        Some(Found {
            range: at..end,
            relation: None,
            readings: vec![first],
            end: Some(last),
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
    fn connector(&self, text: &str, end: usize) -> Option<usize> {
        let from = skip_space(text, end);
        let hit = text.get(from..).and_then(|rest| self.connectors.at(rest))?;
        Some(skip_space(text, from + hit.length))
    }

    /// Behind a filler, if there is one at `at`.
    fn skip_filler(&self, text: &str, at: usize) -> usize {
        text.get(at..)
            .and_then(|rest| self.fillers.at(rest))
            .map_or(at, |filler| skip_space(text, at + filler.length))
    }

    fn connected(&self, text: &str, left: &Found, right: &Found) -> bool {
        skip_space(text, left.range.end) == right.range.start
            || self.connector(text, left.range.end).is_some_and(|from| {
                from == right.range.start || self.skip_filler(text, from) == right.range.start
            })
            || text
                .get(left.range.end..right.range.start)
                .is_some_and(|between| {
                    between
                        .chars()
                        .all(|character| matches!(character, ' ' | ',' | '/' | '-'))
                })
    }

    /// "march and april 2026", "the 10th or 11th of february": a date takes what it lacks from the one joined to it.
    /// Two months with nothing but a dash between them are the ends of a range.
    pub(super) fn share(&self, text: &str, found: &mut Vec<Found>) {
        for index in (1..found.len()).rev() {
            if let Some(range) = found
                .get(index - 1)
                .zip(found.get(index))
                .and_then(|(left, right)| dashed(text, left, right))
            {
                found.splice(index - 1..=index, [range]);
                continue;
            }
            let (before, after) = found.split_at_mut(index);
            let (Some(left), Some(right)) = (before.last_mut(), after.first()) else {
                continue;
            };
            if left.end.is_none()
                && self.connected(text, left, right)
                && let Some(fields) = right.readings.first()
            {
                left.readings
                    .iter_mut()
                    .for_each(|reading| reading.inherit(fields));
            }
        }
    }

    /// Whether an expression counts as a date here, or is an ordinary word or a rank ("may", "the 10th founder").
    pub(super) fn stands(&self, text: &str, found: &[Found], index: usize) -> bool {
        let Some((this, fields)) = found
            .get(index)
            .and_then(|this| Some((this, this.readings.first()?)))
        else {
            return false;
        };
        let joined = |certain: &dyn Fn(&Fields) -> bool| {
            let left = index
                .checked_sub(1)
                .and_then(|left| found.get(left))
                .filter(|left| self.connected(text, left, this));
            let right = found
                .get(index + 1)
                .filter(|right| self.connected(text, this, right));
            [left, right]
                .into_iter()
                .flatten()
                .any(|other| other.readings.first().is_some_and(certain))
        };
        let ends = text
            .get(this.range.end..)
            .is_none_or(|rest| rest.trim().is_empty());
        if fields.ambiguous && fields.misspelt {
            return fields.year.is_some();
        }
        if fields.is_day_alone() && self.is_rank(text, found, index) {
            return false;
        }
        if fields.is_day_alone() {
            return this.relation.is_some() || ends || joined(&|other| other.day.is_some());
        }
        if fields.ambiguous && fields.is_name_alone() {
            // "And march?" says nothing else.
            let alone = ends && text.split(' ').count() <= 3;
            return alone
                || this.relation.is_some()
                || joined(&|other| {
                    other.month.is_some() && !(other.ambiguous && other.is_name_alone())
                });
        }
        if fields.ambiguous
            && fields.year.is_none()
            && fields.month.is_some()
            && fields.meaning == Meaning::Date
        {
            return this.relation.is_some() || ends || !counts(text, this);
        }
        true
    }

    /// Whether a bare day is a place in an order: "the 4th or the 5th to leave".
    fn is_rank(&self, text: &str, found: &[Found], index: usize) -> bool {
        let Some(this) = found.get(index) else {
            return false;
        };
        let behind = text
            .get(skip_space(text, this.range.end)..)
            .unwrap_or_default();
        if self.ranks.at(behind).is_some() {
            return true;
        }
        found.get(index + 1).is_some_and(|next| {
            next.readings.first().is_some_and(Fields::is_day_alone)
                && self.connected(text, this, next)
                && self.is_rank(text, found, index + 1)
        })
    }
}

/// "june-september 2025": the normaliser leaves no dash between words.
fn dashed(text: &str, left: &Found, right: &Found) -> Option<Found> {
    let (first, last) = (*left.readings.first()?, *right.readings.first()?);
    let blank = text
        .get(left.range.end..right.range.start)
        .is_some_and(|between| between.trim().is_empty());
    let open = left.end.is_none() && right.end.is_none() && right.relation.is_none();
    let month = |fields: &Fields| fields.month.is_some() && fields.day.is_none();
    let plain = first.is_name_alone() && !first.misspelt && !last.misspelt;
    (blank && open && plain && month(&first) && month(&last) && first.month != last.month).then(
        || {
            let mut first = first;
            first.inherit(&last);
            Found {
                range: left.range.start..right.range.end,
                relation: left.relation,
                readings: vec![first],
                end: Some(last),
            }
        },
    )
}

impl Found {
    pub(super) fn resolve(&self, today: Date) -> Option<TimeMention> {
        let mut readings = self
            .readings
            .iter()
            .filter_map(|fields| fields.resolve(today));
        let mut first = readings.next()?;
        let alternatives = readings
            .map(|reading| reading.interval)
            .filter(|interval| *interval != first.interval)
            .collect();
        if let Some(end) = &self.end {
            let mut last = end.resolve(today)?;
            if last.interval.until < first.interval.from {
                let named = self.readings.first()?;
                if !named.lacks_year() {
                    // "From december 2025 to february": the last end took over the year of the first, and lies in the next.
                    let next = named.year.filter(|year| end.year == Some(*year))?;
                    last = Fields {
                        year: next.checked_add(1),
                        ..*end
                    }
                    .resolve(today)
                    .filter(|last| first.interval.until <= last.interval.from)?;
                    last.interval.from = first.interval.from;
                    return Some(self.mention(
                        last.interval,
                        Grain::Range,
                        first.form,
                        alternatives,
                    ));
                }
                // "from november to february": the first end lies earlier in the last one's year, or in the year before.
                let open = named;
                let year = last.interval.from?.year();
                let in_year = |year: i16| {
                    Fields {
                        year: Some(year),
                        ..*open
                    }
                    .resolve(today)
                    .filter(|first| first.interval.from <= last.interval.until)
                };
                first = in_year(year).or_else(|| in_year(year.checked_sub(1)?))?;
            }
            last.interval.from = first.interval.from;
            first = calendar::Resolved {
                interval: last.interval,
                grain: Grain::Range,
                form: first.form,
            };
        }
        Some(self.mention(first.interval, first.grain, first.form, alternatives))
    }

    fn mention(
        &self,
        interval: Interval,
        grain: Grain,
        form: Form,
        alternatives: Vec<Interval>,
    ) -> TimeMention {
        let relation = match self.relation.unwrap_or(Relation::In) {
            Relation::In if form == Form::Now => Relation::AsOf,
            relation => relation,
        };
        TimeMention {
            range: self.range.clone(),
            relation,
            interval,
            alternatives,
            grain,
            form,
        }
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

fn skip_space(text: &str, at: usize) -> usize {
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

/// "may 5 people leave": a bare number at the end of the expression may count what follows.
fn counts(text: &str, found: &Found) -> bool {
    let said = text.get(found.range.clone()).unwrap_or_default();
    let last = said.rsplit(' ').next().unwrap_or_default();
    last.bytes().all(|byte| byte.is_ascii_digit())
}
