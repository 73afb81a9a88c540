//! The time axis: where a day lies, and which days get a tick.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::knowledge::date::days_between;

/// Maps days to horizontal places.
pub(super) struct Axis {
    from: Date,
    until: Date,
    /// The place of the first day.
    pub(super) left: i64,
    /// The place of the last day.
    pub(super) right: i64,
}

/// A mark on the axis with what stands under it.
pub(super) struct Tick {
    /// Its day.
    pub(super) day: Date,
    /// What stands next to it.
    pub(super) upper: Caption,
    /// What stands below that, where it differs from the tick before.
    pub(super) lower: Option<Caption>,
}

/// What a tick names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caption {
    /// A day of the month.
    Day(i8),
    /// A month, from 1 to 12.
    Month(i8),
    /// A month of a year.
    YearMonth(i16, i8),
    /// A year.
    Year(i16),
}

impl Axis {
    /// The axis for these days between these places.
    pub(super) fn new(from: Date, until: Date, left: i64, right: i64) -> Self {
        Self {
            from,
            until,
            left,
            right,
        }
    }

    /// Where the day lies; days outside lie at the edge.
    pub(super) fn place(&self, day: Date) -> i64 {
        let days = i64::from(days_between(self.from, self.until)).max(1);
        let passed = i64::from(days_between(self.from, day)).clamp(0, days);
        self.left + passed * (self.right - self.left) / days
    }

    /// Whether the day lies before the first or after the last one drawn.
    pub(super) fn is_outside(&self, day: Date) -> bool {
        day < self.from || self.until < day
    }

    /// Ticks at round days, months or years, far enough apart for their captions.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        const LEAST_GAP: i64 = 84;
        let room = ((self.right - self.left) / LEAST_GAP).max(1);
        let days = i64::from(days_between(self.from, self.until)).max(1);
        if days < 75 {
            let step = [1, 7]
                .into_iter()
                .find(|step| days / i64::from(*step) < room);
            return self.daily(step.unwrap_or(14));
        }
        let months = (days / 28).max(1);
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200]
            .into_iter()
            .find(|step| months / step < room)
            .unwrap_or(1200);
        self.monthly(step)
    }

    fn daily(&self, step: i32) -> Vec<Tick> {
        let days = std::iter::successors(Some(self.from), |day| day.checked_add(step.days()).ok());
        let mut month = None;
        days.take_while(|day| *day <= self.until)
            .map(|day| {
                let this = (day.year(), day.month());
                let lower = (month.replace(this) != Some(this)).then_some(this);
                Tick {
                    day,
                    upper: Caption::Day(day.day()),
                    lower: lower.map(|(year, month)| Caption::YearMonth(year, month)),
                }
            })
            .collect()
    }

    fn monthly(&self, step: i64) -> Vec<Tick> {
        let months = std::iter::successors(Some(self.from.first_of_month()), |day| {
            day.checked_add(1.month()).ok()
        });
        let mut year = None;
        months
            .take_while(|day| *day <= self.until)
            .filter(|day| *day >= self.from)
            .filter(|day| (i64::from(day.year()) * 12 + i64::from(day.month()) - 1) % step == 0)
            .map(|day| {
                let differs = year.replace(day.year()) != Some(day.year());
                let whole_years = step >= 12;
                Tick {
                    day,
                    upper: if whole_years {
                        Caption::Year(day.year())
                    } else {
                        Caption::Month(day.month())
                    },
                    lower: (differs && !whole_years).then_some(Caption::Year(day.year())),
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ticks_are_round_and_apart_for_every_length() {
        for (until, least) in [
            (date(2024, 1, 15), 2),
            (date(2024, 2, 20), 2),
            (date(2024, 6, 30), 3),
            (date(2026, 6, 30), 4),
            (date(2041, 1, 1), 4),
            (date(2900, 1, 1), 2),
        ] {
            let axis = Axis::new(date(2024, 1, 1), until, 380, 1150);
            let ticks = axis.ticks();
            assert!(ticks.len() >= least, "{until}: {}", ticks.len());
            for pair in ticks.windows(2) {
                let gap = axis.place(pair[1].day) - axis.place(pair[0].day);
                assert!(gap >= 60, "{until}: {gap}");
            }
        }
    }

    #[test]
    fn a_year_is_named_once() {
        let axis = Axis::new(date(2024, 4, 1), date(2026, 6, 28), 380, 1150);
        let years: Vec<_> = axis.ticks().iter().filter_map(|tick| tick.lower).collect();
        assert_eq!(
            years,
            [
                Caption::Year(2024),
                Caption::Year(2025),
                Caption::Year(2026)
            ]
        );
    }
}
