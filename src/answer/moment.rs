//! Dates of departures as phrases: with the zone where it changes the day, and both days where versions lie a day apart.

use super::phrase::{Phrase, Value};
use super::scope::Scope;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Citations, Claim, MannerKind, When, Zone};
use crate::knowledge::date::{Form, PartialDate, days_between};
use crate::knowledge::person::{DateField, best};

/// Dates of a claim, with the zone where it changes the day.
pub(super) fn moment(when: &When) -> Phrase {
    let mut other: Vec<(&PartialDate, Vec<Value>)> = Vec::new();
    for (date, zone) in &when.elsewhere {
        if *date == when.date {
            continue;
        }
        match other.iter_mut().find(|(known, _)| *known == date) {
            Some((_, zones)) => zones.push(Value::Zone(*zone)),
            None => other.push((date, vec![Value::Zone(*zone)])),
        }
    }
    let plain = Phrase::new("moment")
        .with("date", &when.date)
        .with("grain", grain(&when.date));
    let Some((date, zones)) = other.into_iter().next() else {
        return plain.with("shift", "no");
    };
    // A language spoken there puts the day of its own zone first.
    let asian = when.zone.is_some() && zones.contains(&Value::Zone(Zone::Asia));
    let plain = plain
        .with("shift", "yes")
        .with("elsewhere", date)
        .with("asia", if asian { "yes" } else { "no" })
        .with("zones", Value::List(zones));
    let plain = match when.zone {
        Some(zone) => plain.with("zone", zone),
        None => plain.with("zone", "none"),
    };
    plain.with_known("timed", "time", when.time)
}

/// Dates of a claim with the preposition that they take, with the zone where it changes the day.
pub(super) fn on_moment(when: &When) -> Phrase {
    Phrase {
        id: "on-moment",
        ..moment(when)
    }
}

/// Which preposition a date takes.
fn grain(date: &PartialDate) -> &'static str {
    match date.form {
        Form::Day(_) | Form::Either(..) => "day",
        Form::Month(..)
        | Form::Year(_)
        | Form::PartOfMonth(..)
        | Form::PartOfYear(..)
        | Form::Season(..)
        | Form::Week(_) => "period",
        Form::Between(..) | Form::By(_) | Form::About(_) => "none",
    }
}

/// The moment of a departure as lists show it: both days, where two versions of equal rank lie a day apart.
pub(super) fn moment_of(exit: &Exit<'_>) -> Option<Phrase> {
    let claim = exit.when()?;
    match shown(exit).filter(|date| *date != claim.value.date) {
        Some(date) => Some(moment(&When {
            date,
            time: None,
            zone: None,
            elsewhere: Vec::new(),
            ..claim.value.clone()
        })),
        None => Some(moment(&claim.value)),
    }
}

/// The date of a departure as lists show it.
pub(super) fn shown(exit: &Exit<'_>) -> Option<PartialDate> {
    let (field, claim) = exit.departure.when()?;
    Some(rival(exit, field, claim).unwrap_or_else(|| claim.value.date.clone()))
}

/// What the date of a departure is of, as a word to choose a wording by.
pub(super) fn dated_by(exit: &Exit<'_>) -> &'static str {
    match exit.departure.when() {
        Some((DateField::Effective, _)) => "yes",
        Some((DateField::Announced, _)) => "announced",
        Some((DateField::Reported, _)) => "reported",
        None => "no",
    }
}

/// What the date of a departure rests on as lists show it: each of two versions, where both days are shown.
pub(super) fn shown_by(exit: &Exit<'_>) -> Vec<Citations> {
    let Some((field, main)) = exit.departure.when() else {
        return Vec::new();
    };
    let both = rival(exit, field, main).is_some();
    let claims = exit.departure.dates(field).iter();
    claims
        .filter(|it| std::ptr::eq(*it, main) || (both && it.rank == main.rank))
        .map(|it| it.citations.clone().at_most(2))
        .collect()
}

/// Whether lists show two days of a departure.
pub(in crate::answer) fn is_either_day(exit: &Exit<'_>) -> bool {
    let when = exit.departure.when();
    when.is_some_and(|(field, main)| rival(exit, field, main).is_some())
}

/// Both days, where two versions of equal rank lie a day apart.
fn rival(exit: &Exit<'_>, field: DateField, main: &Claim<When>) -> Option<PartialDate> {
    if field == DateField::Reported {
        return None;
    }
    let day = main.value.date.exact()?;
    let other = exit
        .departure
        .dates(field)
        .iter()
        .filter(|claim| claim.rank == main.rank)
        .filter_map(|claim| claim.value.date.exact())
        .find(|other| days_between(day, *other).abs() == 1)?;
    format!("{} or {}", day.min(other), day.max(other))
        .parse()
        .ok()
}

/// Whether a departure is a leave, ended or not.
pub(super) fn is_leave(exit: &Exit<'_>) -> bool {
    let manner = best(&exit.departure.manner).map(|it| it.value.kind);
    manner == Some(MannerKind::OnLeave)
}

/// A person and the date of the departure, for lists: with a rival day beside it, and what the date is of if not of the
/// last day.
pub(super) fn dated(exit: &Exit<'_>) -> Value {
    let person = Phrase::new("person-dated")
        .with("person", &exit.person.id)
        .with("leave", if is_leave(exit) { "yes" } else { "no" });
    let none = person.clone().with("zone", "none").with("eastern", "no");
    let Some((_, claim)) = exit.departure.when() else {
        return Value::from(none.with("dated", "no"));
    };
    let date = shown(exit).unwrap_or_else(|| claim.value.date.clone());
    // The zone, where it changes the day that is shown.
    let shifts = date == claim.value.date
        && claim
            .value
            .elsewhere
            .iter()
            .any(|(other, _)| *other != date);
    let zoned = match claim.value.zone.filter(|_| shifts) {
        Some(zone) => eastern(person.with("zone", zone), &claim.value),
        None => none,
    };
    Value::from(zoned.with("date", date).with("dated", dated_by(exit)))
}

/// The day of a language that is spoken in the east of Asia, where it is another one and is known.
fn eastern(person: Phrase, when: &When) -> Phrase {
    let mut elsewhere = when.elsewhere.iter();
    match elsewhere.find(|(_, zone)| *zone == Zone::Asia) {
        Some((day, _)) => person.with("eastern", "yes").with("asia", day),
        None => person.with("eastern", "no"),
    }
}

/// The same with the date of the announcement, where the question asks for announcements.
pub(super) fn dated_as_asked(scope: Scope<'_>, exit: &Exit<'_>) -> Value {
    let announced = scope
        .best(&exit.departure.announced)
        .filter(|_| scope.query.filters.announced);
    match announced {
        Some(claim) => Value::from(
            Phrase::new("person-dated")
                .with("person", &exit.person.id)
                .with("leave", "no")
                .with("zone", "none")
                .with("eastern", "no")
                .with("date", &claim.value.date)
                .with("dated", "announced"),
        ),
        None => dated(exit),
    }
}
