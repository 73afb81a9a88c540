//! Dates that are never finer than their source: a year, a month, a day, "late March", "one of two days".

mod parse;

use jiff::ToSpan as _;
use jiff::civil::Date;

pub use parse::DateError;

/// A date with the precision of its source.
///
/// Every form stands for the closed interval of days in which the date may lie; comparisons that the interval cannot
/// decide say so instead of guessing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// What is known, as the source puts it.
    pub form: Form,
    earliest: Date,
    latest: Date,
}

/// The shapes in which sources state a date. Years run from 1 to 9999, months from 1 to 12.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `2025-08-13`
    Day(Date),
    /// `2024-04`
    Month(i16, i8),
    /// `2024`
    Year(i16),
    /// `late 2026-03`
    PartOfMonth(Part, i16, i8),
    /// `mid 2024`
    PartOfYear(Part, i16),
    /// `summer 2025`, of the northern hemisphere
    Season(Season, i16),
    /// `week of 2026-03-09`
    Week(Date),
    /// `2026-02-26 or 2026-02-27`
    Either(Date, Date),
    /// `2026-02 to 2026-05`
    Between(Box<PartialDate>, Box<PartialDate>),
    /// `by 2025-07-09`
    By(Box<PartialDate>),
    /// `about 2026-01`
    About(Box<PartialDate>),
}

/// A third of a month or of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Days 1 to 10, or January to April.
    Early,
    /// Days 11 to 20, or May to August.
    Mid,
    /// Days 21 to the end, or September to December.
    Late,
}

/// A season, meteorological, of the northern hemisphere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; the year is that of the December.
    Winter,
}

/// How two partial dates stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    /// The first lies wholly before the second.
    Before,
    /// Both are the same day.
    Same,
    /// The first lies wholly after the second.
    After,
    /// The intervals overlap, so the order is not known.
    Undecidable,
}

/// How a partial date stands to a closed interval of days, best first: of several, one that must hold is the least, and
/// all that must hold are the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Containment {
    /// Every possible day lies inside.
    Inside,
    /// Some do and some do not.
    Perhaps,
    /// No possible day lies inside.
    Outside,
}

impl PartialDate {
    /// A date known to the day.
    pub fn day(date: Date) -> Self {
        Self {
            form: Form::Day(date),
            earliest: date,
            latest: date,
        }
    }

    /// The first day that is possible.
    pub fn earliest(&self) -> Date {
        self.earliest
    }

    /// The last day that is possible.
    pub fn latest(&self) -> Date {
        self.latest
    }

    /// The one day, if the source knows it.
    pub fn exact(&self) -> Option<Date> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// The number of days from the first to the last possible one, at least 1.
    pub fn width_in_days(&self) -> i32 {
        days_between(self.earliest, self.latest) + 1
    }

    /// A key for sorting: the middle of what is possible, the last day for `by …`.
    pub fn sort_key(&self) -> (Date, Date) {
        if matches!(self.form, Form::By(_)) {
            return (self.latest, self.latest);
        }
        let half = days_between(self.earliest, self.latest) / 2;
        let middle = self
            .earliest
            .checked_add(half.days())
            .unwrap_or(self.earliest);
        (middle, self.latest)
    }

    /// Whether this date lies before or after the other, if that can be known.
    pub fn sequence(&self, other: &Self) -> Sequence {
        if self.latest < other.earliest {
            Sequence::Before
        } else if other.latest < self.earliest {
            Sequence::After
        } else if self.exact().is_some() && self.exact() == other.exact() {
            Sequence::Same
        } else {
            Sequence::Undecidable
        }
    }

    /// Whether this date lies in the closed interval; `None` leaves an end open.
    pub fn within(&self, from: Option<Date>, until: Option<Date>) -> Containment {
        let from = from.unwrap_or(Date::MIN);
        let until = until.unwrap_or(Date::MAX);
        if from <= self.earliest && self.latest <= until {
            Containment::Inside
        } else if self.latest < from || until < self.earliest {
            Containment::Outside
        } else {
            Containment::Perhaps
        }
    }

    /// Whether some day is possible for both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.within(Some(other.earliest), Some(other.latest)) != Containment::Outside
    }

    fn of(form: Form) -> Option<Self> {
        let (earliest, latest) = match &form {
            Form::Day(day) => (*day, *day),
            Form::Month(year, month) => {
                let first = Date::new(*year, *month, 1).ok()?;
                (first, first.last_of_month())
            }
            Form::Year(year) => (Date::new(*year, 1, 1).ok()?, Date::new(*year, 12, 31).ok()?),
            Form::PartOfMonth(part, year, month) => {
                let first = Date::new(*year, *month, 1).ok()?;
                let (from, until) = match part {
                    Part::Early => (1, 10),
                    Part::Mid => (11, 20),
                    Part::Late => (21, first.days_in_month()),
                };
                (
                    Date::new(*year, *month, from).ok()?,
                    Date::new(*year, *month, until).ok()?,
                )
            }
            Form::PartOfYear(part, year) => {
                let (from, until) = match part {
                    Part::Early => (1, 4),
                    Part::Mid => (5, 8),
                    Part::Late => (9, 12),
                };
                (
                    Date::new(*year, from, 1).ok()?,
                    Date::new(*year, until, 1).ok()?.last_of_month(),
                )
            }
            Form::Season(season, year) => {
                let month = match season {
                    Season::Spring => 3,
                    Season::Summer => 6,
                    Season::Autumn => 9,
                    Season::Winter => 12,
                };
                let first = Date::new(*year, month, 1).ok()?;
                let last = first.checked_add(2.months()).ok()?.last_of_month();
                (first, last)
            }
            Form::Week(monday) => (*monday, monday.checked_add(6.days()).ok()?),
            Form::Either(first, second) => (*first.min(second), *first.max(second)),
            Form::Between(first, last) => (first.earliest, last.latest),
            // A source that says "by" has usually noticed within months; a year back is the outermost bound.
            Form::By(date) => (date.latest.checked_sub(1.year()).ok()?, date.latest),
            Form::About(date) => {
                let margin = (date.width_in_days() / 2).max(3);
                (
                    date.earliest.checked_sub(margin.days()).ok()?,
                    date.latest.checked_add(margin.days()).ok()?,
                )
            }
        };
        (earliest <= latest).then_some(Self {
            form,
            earliest,
            latest,
        })
    }
}

/// Whole days from the first date to the second; negative if the second is earlier.
pub fn days_between(first: Date, second: Date) -> i32 {
    second.since(first).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn date(text: &str) -> PartialDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[track_caller]
    fn check(text: &str, earliest: &str, latest: &str) {
        let parsed = date(text);
        assert_eq!(parsed.earliest().to_string(), earliest, "{text}");
        assert_eq!(parsed.latest().to_string(), latest, "{text}");
    }

    #[test]
    fn every_form_is_an_interval() {
        check("2024", "2024-01-01", "2024-12-31");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("2025-08-13", "2025-08-13", "2025-08-13");
        check("late 2026-03", "2026-03-21", "2026-03-31");
        check("mid 2024", "2024-05-01", "2024-08-31");
        check("summer 2025", "2025-06-01", "2025-08-31");
        check("winter 2025", "2025-12-01", "2026-02-28");
        check("week of 2026-03-09", "2026-03-09", "2026-03-15");
        check("2026-02-26 or 2026-02-27", "2026-02-26", "2026-02-27");
        check("2026-02 to 2026-05", "2026-02-01", "2026-05-31");
        check("by 2025-07-09", "2024-07-09", "2025-07-09");
    }

    #[test]
    fn what_is_no_date_is_refused_with_a_reason() {
        for (text, reason) in [
            ("2025-02-30", "there is no day"),
            ("2025-13", "there is no `2025-13`"),
            ("week of 2026-03-10", "is not a Monday"),
            ("2026-05 to 2026-02", "ends before it begins"),
            ("soon", "is not a date"),
            ("late 2026-03-09", "is not a date"),
            ("2026-2-9", "is not a date"),
            ("", "is not a date"),
        ] {
            let error = text.parse::<PartialDate>().unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn overlapping_dates_have_no_order() {
        assert_eq!(
            date("2026-03-12").sequence(&date("mid 2026-03")),
            Sequence::Undecidable
        );
        assert_eq!(date("2024-04").sequence(&date("2025")), Sequence::Before);
        assert_eq!(
            date("2026-03-12").sequence(&date("2026-03-12")),
            Sequence::Same
        );
        assert_eq!(
            date("2024").within(date("2024-03").earliest().into(), None),
            Containment::Perhaps
        );
    }
}
