//! Spans of time between dates that are not fully known: the fewest and the most days or months, never more precise than
//! the dates.

use jiff::civil::Date;

use super::phrase::Phrase;
use crate::knowledge::date::{Form, PartialDate, days_between};

/// From so many days on a span is given in months.
const IN_MONTHS: i32 = 60;
/// From so many days on a span between two exact days is given in months.
const LONG: i32 = 730;
/// Up to so many days the time since a day is given in days.
const A_SEASON: i32 = 92;
/// So many days are half a month.
const HALF_A_MONTH: i64 = 15;
/// The months of a year.
const A_YEAR: i64 = 12;

/// The time between two dates, of which the first is the earlier one.
pub(super) fn between(earlier: &PartialDate, later: &PartialDate) -> Phrase {
    let least = days_between(earlier.latest(), later.earliest()).max(0);
    let most = days_between(earlier.earliest(), later.latest()).max(least);
    if least == most {
        return if most >= LONG {
            months(
                earlier.earliest(),
                later.latest(),
                earlier.earliest(),
                later.latest(),
            )
        } else {
            Phrase::new("gap-days").with("days", i64::from(most))
        };
    }
    if most > IN_MONTHS {
        return months(
            earlier.latest(),
            later.earliest(),
            earlier.earliest(),
            later.latest(),
        );
    }
    if least == 0 {
        return Phrase::new("gap-days-most").with("days", i64::from(most));
    }
    Phrase::new("gap-days-range")
        .with("least", i64::from(least))
        .with("most", i64::from(most))
}

/// About how long the time between two dates is: in months where it is more than a season.
pub(super) fn roughly(earlier: &PartialDate, later: &PartialDate) -> Phrase {
    let (from, until) = (earlier.earliest(), later.latest());
    let exact = from == earlier.latest() && until == later.earliest();
    if exact && days_between(from, until) > A_SEASON {
        return in_years(Phrase::new("gap-months"), nearest_months(from, until));
    }
    between(earlier, later)
}

/// How long a stay was, in months; a beginning that is only known as "by …" gives a lower bound alone.
pub(super) fn stay(from: &PartialDate, until: &PartialDate) -> Phrase {
    if is_open(from) {
        let least = whole_months(from.latest(), until.earliest());
        return in_years(Phrase::new("gap-at-least"), least);
    }
    months(
        from.latest(),
        until.earliest(),
        from.earliest(),
        until.latest(),
    )
}

/// Whether a date has no lower bound.
pub(super) fn is_open(date: &PartialDate) -> bool {
    matches!(date.form, Form::By(_))
}

/// The fewest months, from two days, to the most, from two others.
fn months(least_from: Date, least_until: Date, most_from: Date, most_until: Date) -> Phrase {
    let least = whole_months(least_from, least_until);
    let most = nearest_months(most_from, most_until).max(least);
    if most == least {
        return in_years(Phrase::new("gap-months"), least);
    }
    if most - least <= 1
        && days_between(least_from, least_until) == days_between(most_from, most_until)
    {
        return in_years(Phrase::new("gap-months"), least);
    }
    Phrase::new("gap-months-range")
        .with("least", least)
        .with("most", most)
        .with("least-years", least / A_YEAR)
        .with("least-rest", least % A_YEAR)
        .with("most-years", most / A_YEAR)
        .with("most-rest", most % A_YEAR)
}

/// The months of a phrase, and the same as years and months, for a language that says it so.
fn in_years(phrase: Phrase, months: i64) -> Phrase {
    phrase
        .with("months", months)
        .with("years", months / A_YEAR)
        .with("rest", months % A_YEAR)
}

/// Whole months between two days; 0 if the second is earlier.
fn whole_months(from: Date, until: Date) -> i64 {
    parts(from, until).0.max(0)
}

/// Months between two days, one of which half or more has passed counted: six months and twelve days are not seven.
fn nearest_months(from: Date, until: Date) -> i64 {
    let (months, days) = parts(from, until);
    (months + i64::from(days >= HALF_A_MONTH)).max(0)
}

/// Months and the days beyond them between two days.
fn parts(from: Date, until: Date) -> (i64, i64) {
    from.until((jiff::Unit::Month, until))
        .map_or((0, 0), |span| {
            (i64::from(span.get_months()), i64::from(span.get_days()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::phrase::Value;

    #[track_caller]
    fn check(phrase: &Phrase, id: &str, values: &[i64]) {
        assert_eq!(phrase.id, id);
        let numbers: Vec<i64> = phrase
            .values
            .iter()
            .map(|(_, value)| match value {
                Value::Number(number) => *number,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(numbers, values);
    }

    #[test]
    fn the_most_is_given_to_the_nearest_month() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        check(
            &stay(&date("2025-04"), &date("2025-07")),
            "gap-months-range",
            &[2, 4, 0, 2, 0, 4],
        );
        check(
            &stay(&date("by 2023-07-12"), &date("2026-02-10")),
            "gap-at-least",
            &[30, 2, 6],
        );
        check(
            &between(&date("2026-03-09"), &date("2026-03-12")),
            "gap-days",
            &[3],
        );
        check(
            &between(&date("week of 2026-03-09"), &date("2026-03-12")),
            "gap-days-most",
            &[3],
        );
        check(
            &between(&date("2024-04"), &date("2025-08-13")),
            "gap-months-range",
            &[15, 16, 1, 3, 1, 4],
        );
    }
}
