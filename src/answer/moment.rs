//! Dates of departures as phrases: with the zone where it changes the day, and both days where versions lie a day apart.

use super::phrase::{Phrase, Value};
use super::scope::Scope;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, MannerKind, When, Zone};
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
    let none = person.clone().with("zone", "none");
    let Some((field, claim)) = exit.departure.when() else {
        return Value::from(none.with("dated", "no"));
    };
    let date = shown(exit).unwrap_or_else(|| claim.value.date.clone());
    let dated = match field {
        DateField::Effective => "yes",
        DateField::Announced => "announced",
        DateField::Reported => "reported",
    };
    // The zone, where it changes the day that is shown.
    let shifts = date == claim.value.date
        && claim
            .value
            .elsewhere
            .iter()
            .any(|(other, _)| *other != date);
    let zoned = match claim.value.zone.filter(|_| shifts) {
        Some(zone) => person.with("zone", zone),
        None => none,
    };
    Value::from(zoned.with("date", date).with("dated", dated))
}

/// The same with the date of the announcement, where the question asks for announcements.
pub(super) fn dated_as_asked(scope: Scope<'_>, exit: &Exit<'_>) -> Value {
    let announced = scope
        .best(&exit.departure.announced)
        .filter(|_| scope.query.announced);
    match announced {
        Some(claim) => Value::from(
            Phrase::new("person-dated")
                .with("person", &exit.person.id)
                .with("leave", "no")
                .with("zone", "none")
                .with("date", &claim.value.date)
                .with("dated", "announced"),
        ),
        None => dated(exit),
    }
}
