//! How curators write dates: `2025-08-13`, `late 2026-03`, `week of 2026-03-09`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Form, Part, PartialDate, Season};

/// Why a text is no partial date; the message says what would be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError(String);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let form = match words.as_slice() {
            [date] => return plain(date),
            ["week", "of", monday] => {
                let monday = day(monday)?;
                if monday.weekday() != jiff::civil::Weekday::Monday {
                    return Err(DateError(format!("{monday} is not a Monday")));
                }
                Form::Week(monday)
            }
            ["by", date] => Form::By(Box::new(plain(date)?)),
            ["about", date] => Form::About(Box::new(plain(date)?)),
            [first, "or", second] => Form::Either(day(first)?, day(second)?),
            [first, "to", second] => {
                Form::Between(Box::new(plain(first)?), Box::new(plain(second)?))
            }
            [part, date] => part_of(part, &plain(date)?)?,
            _ => return Err(unreadable(text)),
        };
        Self::of(form).ok_or_else(|| DateError(format!("`{text}` ends before it begins")))
    }
}

fn part_of(word: &str, date: &PartialDate) -> Result<Form, DateError> {
    let part = match word {
        "early" => Some(Part::Early),
        "mid" => Some(Part::Mid),
        "late" => Some(Part::Late),
        _ => None,
    };
    let season = match word {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        _ => None,
    };
    match (part, season, &date.form) {
        (Some(part), _, Form::Month(year, month)) => Ok(Form::PartOfMonth(part, *year, *month)),
        (Some(part), _, Form::Year(year)) => Ok(Form::PartOfYear(part, *year)),
        (_, Some(season), Form::Year(year)) => Ok(Form::Season(season, *year)),
        _ => Err(unreadable(word)),
    }
}

fn unreadable(text: &str) -> DateError {
    DateError(format!(
        "`{text}` is not a date; write `2025-08-13`, `2024-04`, `2024`, `late 2026-03`, `summer 2025`, `week of 2026-03-09`, \
         `2026-02-26 or 2026-02-27`, `2026-02 to 2026-05`, `by 2025-07-09` or `about 2026-01`"
    ))
}

fn day(text: &str) -> Result<Date, DateError> {
    match plain(text)?.form {
        Form::Day(date) => Ok(date),
        _ => Err(DateError(format!(
            "`{text}` is not a day; write it as `2025-08-13`"
        ))),
    }
}

fn plain(text: &str) -> Result<PartialDate, DateError> {
    let mut parts = text.split('-');
    let number = |part: Option<&str>, width: usize| match part {
        Some(digits) if digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits
                .parse::<i16>()
                .map(Some)
                .map_err(|_| unreadable(text))
        }
        Some(_) => Err(unreadable(text)),
        None => Ok(None),
    };
    let year = number(parts.next(), 4)?.ok_or_else(|| unreadable(text))?;
    let month = number(parts.next(), 2)?;
    let day = number(parts.next(), 2)?;
    if parts.next().is_some() {
        return Err(unreadable(text));
    }
    let nowhere = |what: &str| {
        let mend = "write one that is, or less of the date, such as `2024-02` or `2024`";
        DateError(format!(
            "there is no {what}`{text}` in the calendar; {mend}"
        ))
    };
    let small = |number: i16| i8::try_from(number).unwrap_or_default();
    let form = match (month, day) {
        (None, _) => Form::Year(year),
        (Some(month), None) => Form::Month(year, small(month)),
        (Some(month), Some(day)) => {
            Form::Day(Date::new(year, small(month), small(day)).map_err(|_| nowhere("day "))?)
        }
    };
    PartialDate::of(form).ok_or_else(|| nowhere(""))
}
