//! From the fields that a template filled to days of the calendar, seen from `today`.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::vocabulary::Meaning;
use super::{Form, Grain, Interval, Part, Unit};

/// What a template's slots said; a field that the text lacks is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) meaning: Meaning,
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) quarter: Option<i8>,
    pub(super) half: Option<i8>,
    /// First and last month of a season.
    pub(super) season: Option<(i8, i8)>,
    pub(super) part: Option<Part>,
    /// Monday is 1.
    pub(super) weekday: Option<i8>,
    pub(super) unit: Option<Unit>,
    pub(super) count: Option<i32>,
    /// Units from the current one for fixed expressions, years from this one for dates.
    pub(super) offset: Option<i32>,
    pub(super) now: bool,
    /// The name is an ordinary word too.
    pub(super) ambiguous: bool,
    /// The name was found with a wrong letter.
    pub(super) misspelt: bool,
}

/// What fields resolve to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) interval: Interval,
    pub(super) grain: Grain,
    pub(super) form: Form,
}

impl Fields {
    /// True if a year, or anything that fixes one, is missing although the date needs it.
    pub(super) fn lacks_year(&self) -> bool {
        self.year.is_none()
            && self.offset.is_none()
            && self.meaning == Meaning::Date
            && self.unit.is_none()
            && (self.month.is_some()
                || self.day.is_some()
                || self.quarter.is_some()
                || self.half.is_some()
                || self.season.is_some())
    }

    /// True for a bare day of the month.
    pub(super) fn is_day_alone(&self) -> bool {
        self.day.is_some() && self.month.is_none() && self.meaning == Meaning::Date
    }

    /// True for a month, weekday or season name without a number beside it.
    pub(super) fn is_name_alone(&self) -> bool {
        self.meaning == Meaning::Date
            && self.year.is_none()
            && self.offset.is_none()
            && self.day.is_none()
            && self.part.is_none()
            && (self.month.is_some() || self.weekday.is_some() || self.season.is_some())
    }

    /// Takes the month and year that this lacks from its neighbour.
    pub(super) fn inherit(&mut self, other: &Self) {
        if self.is_day_alone() && self.year.is_none() {
            self.month = other.month;
        }
        if self.lacks_year() {
            self.year = other.year;
        }
    }

    /// The days meant, or `None` if there are none (31 February).
    pub(super) fn resolve(&self, today: Date) -> Option<Resolved> {
        let whole = match self.meaning {
            Meaning::Date => self.date(today),
            Meaning::This => self.shifted(today, self.offset.unwrap_or(0)),
            Meaning::Previous => self.shifted(today, -1),
            Meaning::Next => self.shifted(today, 1),
            Meaning::Ago => self.shifted(today, self.count.unwrap_or(1).checked_neg()?),
            Meaning::Rolling => self.rolling(today),
            Meaning::ToDate => self.shifted(today, 0).map(|whole| Resolved {
                interval: Interval {
                    from: whole.interval.from,
                    until: Some(today),
                },
                grain: Grain::Range,
                form: Form::Relative,
            }),
            Meaning::WeekOf => self.date(today).and_then(|day| {
                Some(Resolved {
                    interval: week(day.interval.from?)?,
                    grain: Grain::Week,
                    form: day.form,
                })
            }),
        }?;
        match self.part {
            Some(part) => Some(Resolved {
                interval: cut(whole.interval, part)?,
                grain: Grain::Range,
                form: whole.form,
            }),
            None => Some(whole),
        }
    }

    fn date(&self, today: Date) -> Option<Resolved> {
        let form = if self.offset.is_some() {
            Form::Relative
        } else if self.year.is_some() {
            Form::Calendar
        } else {
            Form::Partial
        };
        let resolved = |interval, grain| {
            Some(Resolved {
                interval,
                grain,
                form,
            })
        };
        if let (Some(day), Some(month)) = (self.day, self.month) {
            let date = self.latest(today, |year| Date::new(year, month, day).ok())?;
            return resolved(days(date, date), Grain::Day);
        }
        if let Some(day) = self.day {
            let date = day_of_month(day, today)?;
            return Some(Resolved {
                interval: days(date, date),
                grain: Grain::Day,
                form: Form::DayOfMonth,
            });
        }
        if let Some(month) = self.month {
            let from = self.latest(today, |year| Date::new(year, month, 1).ok())?;
            return resolved(days(from, from.last_of_month()), Grain::Month);
        }
        let months = self
            .quarter
            .map(|quarter| (quarter * 3 - 2, quarter * 3))
            .or_else(|| self.half.map(|half| (half * 6 - 5, half * 6)))
            .or(self.season);
        if let Some((first, last)) = months {
            let from = self.latest(today, |year| Date::new(year, first, 1).ok())?;
            let last_year = if last < first {
                from.year().checked_add(1)?
            } else {
                from.year()
            };
            let until = Date::new(last_year, last, 1).ok()?.last_of_month();
            return resolved(
                days(from, until),
                if self.quarter.is_some() {
                    Grain::Quarter
                } else {
                    Grain::Range
                },
            );
        }
        if let Some(year) = self.year {
            return resolved(
                days(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
                Grain::Year,
            );
        }
        let back = (today.weekday().to_monday_one_offset() - self.weekday?).rem_euclid(7);
        let date = today.checked_sub(i32::from(back).days()).ok()?;
        Some(Resolved {
            interval: days(date, date),
            grain: Grain::Day,
            form: Form::DayOfWeek,
        })
    }

    /// The date in the year that was said, else the most recent one that is not after `today`.
    fn latest(&self, today: Date, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let relative = self
            .offset
            .and_then(|offset| today.year().checked_add(i16::try_from(offset).ok()?));
        match self.year.or(relative) {
            Some(year) => in_year(year),
            // Eight years back reach over a 29 February on either side of a century.
            None => {
                (0..=8).find_map(|back| in_year(today.year() - back).filter(|date| *date <= today))
            }
        }
    }

    /// The unit or named period `offset` steps from the current one.
    fn shifted(&self, today: Date, offset: i32) -> Option<Resolved> {
        let form = if self.now { Form::Now } else { Form::Relative };
        let (interval, grain) = if let Some(unit) = self.unit {
            unit_around(today, unit, offset)?
        } else if self.month.is_some()
            || self.season.is_some()
            || self.quarter.is_some()
            || self.half.is_some()
        {
            return self.named(today, offset);
        } else {
            let monday = week(today)?.from?;
            let mut date = monday
                .checked_add((i32::from(self.weekday?) - 1).days())
                .ok()?;
            if offset < 0 && date >= today {
                date = date.checked_sub(7.days()).ok()?;
            } else if offset > 0 && date <= today {
                date = date.checked_add(7.days()).ok()?;
            }
            (days(date, date), Grain::Day)
        };
        Some(Resolved {
            interval,
            grain,
            form,
        })
    }

    /// "this march", "last summer", "next quarter two": the named period of this year, or the nearest wholly before or after today.
    fn named(&self, today: Date, offset: i32) -> Option<Resolved> {
        let in_year = |year| {
            Self {
                meaning: Meaning::Date,
                year: Some(year),
                offset: None,
                part: None,
                ..*self
            }
            .date(today)
        };
        let mut found = None;
        for step in -2..=2_i16 {
            let Some(period) = in_year(today.year().checked_add(step)?) else {
                continue;
            };
            let (from, until) = (period.interval.from?, period.interval.until?);
            match offset {
                0 if step == 0 => found = Some(period),
                ..0 if until < today => found = Some(period),
                1.. if from > today && found.is_none() => found = Some(period),
                _ => {}
            }
        }
        found.map(|period| Resolved {
            form: Form::Relative,
            ..period
        })
    }

    fn rolling(&self, today: Date) -> Option<Resolved> {
        let count = self.count.unwrap_or(1);
        let span = match self.unit? {
            Unit::Day => count.days(),
            Unit::Week => count.weeks(),
            Unit::Month => count.months(),
            Unit::Quarter => count.checked_mul(3)?.months(),
            Unit::Year => count.years(),
        };
        let from = today.checked_sub(span).ok()?;
        Some(Resolved {
            interval: days(from, today),
            grain: Grain::Range,
            form: Form::Relative,
        })
    }
}

/// An interval with both ends.
pub(super) fn days(from: Date, until: Date) -> Interval {
    Interval {
        from: Some(from),
        until: Some(until),
    }
}

/// Monday to Sunday around a day.
pub(super) fn week(day: Date) -> Option<Interval> {
    let back = day.weekday().since(Weekday::Monday);
    let monday = day.checked_sub(i32::from(back).days()).ok()?;
    Some(days(monday, monday.checked_add(6.days()).ok()?))
}

fn unit_around(today: Date, unit: Unit, offset: i32) -> Option<(Interval, Grain)> {
    Some(match unit {
        Unit::Day => {
            let day = today.checked_add(offset.days()).ok()?;
            (days(day, day), Grain::Day)
        }
        Unit::Week => (week(today.checked_add(offset.weeks()).ok()?)?, Grain::Week),
        Unit::Month => {
            let first = today.first_of_month().checked_add(offset.months()).ok()?;
            (days(first, first.last_of_month()), Grain::Month)
        }
        Unit::Quarter => {
            let month = (today.month() - 1) / 3 * 3 + 1;
            let first = Date::new(today.year(), month, 1)
                .ok()?
                .checked_add(offset.checked_mul(3)?.months())
                .ok()?;
            (
                days(first, first.checked_add(2.months()).ok()?.last_of_month()),
                Grain::Quarter,
            )
        }
        Unit::Year => {
            let first = today.first_of_year().checked_add(offset.years()).ok()?;
            (days(first, first.last_of_year()), Grain::Year)
        }
    })
}

/// The most recent day of this number, in this month or an earlier one.
fn day_of_month(day: i8, today: Date) -> Option<Date> {
    (0..12).find_map(|back: i32| {
        let month = today.first_of_month().checked_sub(back.months()).ok()?;
        Date::new(month.year(), month.month(), day)
            .ok()
            .filter(|date| *date <= today)
    })
}

/// A part of an interval: thirds for early, middle and late; for start and end a month of a long period or a week of a short one.
fn cut(whole: Interval, part: Part) -> Option<Interval> {
    let (from, until) = (whole.from?, whole.until?);
    let length = from.until(until).ok()?.get_days() + 1;
    // Thirds of a month fall on the 10th and the 20th, as people and calendars have it.
    let third = if (28..=31).contains(&length) {
        10
    } else {
        length / 3
    };
    let edge = if length > 60 { 30 } else { 7.min(length) };
    let after = |days: i32| from.checked_add(days.days()).ok();
    let before = |days: i32| until.checked_sub(days.days()).ok();
    Some(match part {
        Part::Early => days(from, after((third - 1).max(0))?),
        Part::Middle => days(
            after(third)?.min(until),
            after((2 * third - 1).max(0))?.min(until),
        ),
        Part::Late => days(after(2 * third)?.min(until), until),
        Part::Start => days(from, after(edge - 1)?),
        Part::End => days(before(edge - 1)?, until),
    })
}
