//! Two departures beside each other, and how long somebody stayed; undecidable is said.

use jiff::civil::Date;

use super::lookup::{each, no_departure, not_stated};
use super::phrase::{Phrase, Value};
use super::scope::{Scope, citations, dated, moment};
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::date::{PartialDate, Sequence, days_between};
use crate::knowledge::person::Person;

/// The departures of the people named; for one of them without, the refusal.
fn exits(scope: Scope<'_>) -> Result<Vec<Exit<'_>>, Answer> {
    scope
        .people()
        .map(|person| {
            scope
                .exit_of(person)
                .ok_or_else(|| no_departure(scope, person))
        })
        .collect()
}

/// Which of two or more left first.
pub(super) fn compare(scope: Scope<'_>) -> Answer {
    let exits = match exits(scope) {
        Ok(exits) => exits,
        Err(answer) => return answer,
    };
    let [first, second] = exits.as_slice() else {
        return if exits.len() > 2 {
            in_order(scope, exits)
        } else {
            super::order::order(scope)
        };
    };
    Answer::of(comparison(scope, first, second).into_iter().collect())
}

/// The statement on who of two left first.
pub(super) fn comparison(
    scope: Scope<'_>,
    first: &Exit<'_>,
    second: &Exit<'_>,
) -> Option<Statement> {
    let (id, earlier, later) = match first.sequence(second) {
        Sequence::Before => ("left-first", first, second),
        Sequence::After => ("left-first", second, first),
        Sequence::Same => ("left-same-day", first, second),
        Sequence::Undecidable => ("order-unknown", first, second),
    };
    let phrase = Phrase::new(id)
        .with("first", dated(earlier))
        .with("second", dated(later));
    let phrase = with_gap(phrase, earlier, later);
    scope.derived(phrase, citations([earlier, later]))
}

fn in_order(scope: Scope<'_>, mut exits: Vec<Exit<'_>>) -> Answer {
    exits.sort_by_key(|exit| exit.date().map(PartialDate::sort_key));
    let phrase = Phrase::new("in-order").with(
        "people",
        Value::List(exits.iter().map(|exit| dated(exit)).collect()),
    );
    Answer::of(
        scope
            .derived(phrase, citations(&exits))
            .into_iter()
            .collect(),
    )
}

/// The fewest and the most days that may lie between two dates.
fn gap(earlier: &PartialDate, later: &PartialDate) -> (i32, i32) {
    (
        days_between(earlier.latest(), later.earliest()).max(0),
        days_between(earlier.earliest(), later.latest()),
    )
}

fn with_gap(phrase: Phrase, earlier: &Exit<'_>, later: &Exit<'_>) -> Phrase {
    match (earlier.date(), later.date()) {
        (Some(from), Some(until)) => {
            let (least, most) = gap(from, until);
            phrase.with("gap", span(least, most))
        }
        _ => phrase.with("gap", Phrase::new("gap-unknown")),
    }
}

/// A span of days as a phrase: exact, or from … to …; months where days would feign precision.
fn span(least: i32, most: i32) -> Phrase {
    let (least, most) = (i64::from(least), i64::from(most));
    if least == most {
        let months = most / 30;
        return if months >= 24 {
            Phrase::new("gap-months").with("months", most * 12 / 365)
        } else {
            Phrase::new("gap-days").with("days", most)
        };
    }
    if most > 60 {
        let (low, high) = (least * 12 / 365, (most * 12 + 364) / 365);
        if low == high {
            Phrase::new("gap-months").with("months", low)
        } else {
            Phrase::new("gap-months-range")
                .with("least", low)
                .with("most", high)
        }
    } else {
        Phrase::new("gap-days-range")
            .with("least", least)
            .with("most", most)
    }
}

/// How long lay between two departures.
pub(super) fn interval(scope: Scope<'_>) -> Answer {
    let mut found = match exits(scope) {
        Ok(exits) => exits,
        Err(answer) => return answer,
    };
    if found.len() < 2 {
        let all = scope.select(&scope.groups(true)).certain;
        let places = scope.query.ordinals.iter().filter_map(|ordinal| {
            let distance = usize::try_from(ordinal.unsigned_abs()).ok()?;
            let index = if *ordinal > 0 {
                distance.checked_sub(1)?
            } else {
                all.len().checked_sub(distance)?
            };
            all.get(index).copied()
        });
        found.extend(places);
    }
    let [first, second, ..] = found.as_slice() else {
        return super::about::which_person(scope);
    };
    let (earlier, later) = match first.sequence(second) {
        Sequence::After => (second, first),
        _ => (first, second),
    };
    let phrase = with_gap(
        Phrase::new("interval")
            .with("first", dated(earlier))
            .with("second", dated(later)),
        earlier,
        later,
    );
    Answer::of(
        scope
            .derived(phrase, citations([earlier, later]))
            .into_iter()
            .collect(),
    )
}

/// When somebody joined and how long they stayed.
pub(super) fn tenure(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    each(scope, |scope, person| {
        let statements = tenures(scope, person);
        if !statements.is_empty() {
            return Ok(statements);
        }
        match scope.exit_of(person) {
            Some(exit) => Err(not_stated(scope, "joining", &exit)),
            None => Err(no_departure(scope, person)),
        }
    })
}

fn tenures(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let mut statements = Vec::new();
    let asked = scope.membership_of(person).map(|it| &it.organisation);
    for membership in &person.memberships {
        let Some(from) = &membership.from else {
            continue;
        };
        if Some(&membership.organisation) != asked {
            continue;
        }
        let phrase = Phrase::new("joined")
            .with("person", &person.id)
            .with("organisation", &membership.organisation)
            .with("date", from);
        let mut cited = vec![membership.citations.clone()];
        let until = membership
            .departure
            .as_ref()
            .and_then(|departure| departure.when())
            .filter(|(_, claim)| claim.value.date.earliest() <= scope.day);
        let phrase = match until {
            Some((_, claim)) => {
                cited.push(claim.citations.clone().at_most(2));
                phrase
                    .with("ended", "yes")
                    .with("moment", moment(&claim.value))
                    .with("gap", stay(from, &claim.value.date))
            }
            None => phrase.with("ended", "no"),
        };
        statements.extend(scope.derived(phrase, cited));
    }
    if let Some(exit) = scope.exit_of(person) {
        statements.extend(super::lookup::notes_about(scope, &exit, "tenure"));
        statements.truncate(3);
    }
    statements
}

/// How long a stay was, in months; "by" gives only a lower bound.
fn stay(from: &PartialDate, until: &PartialDate) -> Phrase {
    let months =
        |first: Date, second: Date| i64::from(days_between(first, second).max(0)) * 12 / 365;
    let least = months(from.latest(), until.earliest());
    if matches!(from.form, crate::knowledge::date::Form::By(_)) {
        return Phrase::new("gap-at-least").with("months", least);
    }
    let most = months(from.earliest(), until.latest());
    if least == most {
        Phrase::new("gap-months").with("months", most)
    } else {
        Phrase::new("gap-months-range")
            .with("least", least)
            .with("most", most)
    }
}
