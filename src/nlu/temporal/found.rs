//! A temporal expression before and after its fields are resolved.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{Fields, Resolved};
use super::{Form, Grain, Interval, Relation, TimeMention};

/// A match before its fields are resolved.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) relation: Option<Relation>,
    /// What it may mean, in the language's order of preference.
    pub(super) readings: Vec<Fields>,
    /// The other end of a range.
    pub(super) end: Option<Fields>,
    /// The last end has a bare number of two digits behind its month, and the first one no day: "jan to march 26".
    pub(super) short: bool,
}

impl Found {
    /// The mention, seen from `today`; nothing if the calendar has no such date or the range ends before it begins.
    pub(super) fn resolve(&self, today: Date) -> Option<TimeMention> {
        let mut readings = self
            .readings
            .iter()
            .filter_map(|fields| fields.resolve(today));
        let first = readings.next()?;
        let alternatives = readings
            .map(|reading| reading.interval)
            .filter(|interval| *interval != first.interval)
            .collect();
        let Some(end) = &self.end else {
            return Some(self.mention(first.interval, first.grain, first.form, alternatives));
        };
        if let Some(whole) = self.with_short_year(end, today) {
            return whole.resolve(today);
        }
        let (first, last) = self.ends(first, end, today)?;
        let interval = Interval {
            from: first.interval.from,
            until: last.interval.until,
        };
        Some(self.mention(interval, Grain::Range, first.form, alternatives))
    }

    /// A range whose bare number is the short form of this year or the last one rather than a day.
    fn with_short_year(&self, end: &Fields, today: Date) -> Option<Self> {
        let day = i16::from(end.day.filter(|_| self.short)?);
        let year = [today.year(), today.year() - 1]
            .into_iter()
            .find(|year| year % 100 == day)?;
        let dated = |fields: &Fields| Fields {
            year: Some(year),
            day: None,
            ..*fields
        };
        Some(Self {
            readings: self.readings.iter().map(dated).collect(),
            end: Some(dated(end)),
            short: false,
            ..self.clone()
        })
    }

    /// Both ends of a range in the right order: where the last one lies before the first, one of them lies in another year.
    fn ends(&self, first: Resolved, end: &Fields, today: Date) -> Option<(Resolved, Resolved)> {
        let last = end.resolve(today)?;
        if last.interval.until >= first.interval.from {
            return Some((first, last));
        }
        let named = self.readings.first()?;
        let in_year = |fields: &Fields, year: i16| {
            let fields = Fields {
                year: Some(year),
                ..*fields
            };
            fields.resolve(today)
        };
        if !named.lacks_year() {
            // "From december 2025 to february": the last end took over the year of the first, and lies in the next.
            let year = named.year.filter(|year| end.year == Some(*year))?;
            let last = in_year(end, year.checked_add(1)?)
                .filter(|last| first.interval.until <= last.interval.from)?;
            return Some((first, last));
        }
        // "from november to february": the first end lies earlier in the last one's year, or in the year before.
        let year = last.interval.from?.year();
        let before = |year: i16| {
            in_year(named, year).filter(|first| first.interval.from <= last.interval.until)
        };
        let first = before(year).or_else(|| before(year.checked_sub(1)?))?;
        Some((first, last))
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
            related: self.relation.is_some(),
        }
    }
}
