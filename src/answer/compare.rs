//! Departures beside each other and beside events; undecidable is said.

use super::destinations::destinations_of;
use super::lookup::no_departure;
use super::moment::{dated, moment, shown};
use super::phrase::{Phrase, Value};
use super::scope::{Scope, citations, order_as_stated};
use super::span::between;
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Note, When, Zone};
use crate::knowledge::date::{Form, PartialDate, Sequence};
use crate::knowledge::person::best;

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
        } else if let Some(statement) = exits
            .first()
            .and_then(|exit| beside_events(scope, exit).into_iter().next())
        {
            Answer::of(vec![statement])
        } else {
            spread(scope, super::order::order(scope))
        };
    };
    // What is said of the order of two does not tell whether their days, which may be one, are.
    let by_date = first
        .date()
        .zip(second.date())
        .map(|(one, other)| one.sequence(other));
    if scope.query.focus.same_day && by_date == Some(Sequence::Undecidable) {
        let dates = [first, second].into_iter().flat_map(|exit| {
            let told = super::dates::dates(scope, exit);
            told.into_iter().take(2)
        });
        let answer = Answer::of(dates.collect());
        return answer.remarking(Phrase::new("verdict").with("verdict", "inexact"));
    }
    let mut statements: Vec<Statement> = comparison(scope, first, second).into_iter().collect();
    if scope.query.focus.contrast {
        // What is said of the time between the two may be more exact than their days.
        let noted = noted_between(scope, first, second);
        if !noted.is_empty() {
            statements = noted;
        }
        for exit in [first, second] {
            statements.extend(circumstances(scope, exit));
        }
    }
    let answer = Answer::of(statements);
    if !scope.query.focus.same_day {
        return match (scope.query.claimed.before, first.sequence(second)) {
            (Some(before), order @ (Sequence::Before | Sequence::After)) => {
                let so = before == (order == Sequence::Before);
                let verdict = if so { "supported" } else { "contradicted" };
                answer.remarking(Phrase::new("verdict").with("verdict", verdict))
            }
            _ => answer,
        };
    }
    let elsewhere = same_day_elsewhere(scope, first, second);
    let verdict = match first.sequence(second) {
        Sequence::Same => "supported",
        Sequence::Undecidable => "inexact",
        Sequence::Before | Sequence::After if elsewhere.is_some() => "by-zone",
        Sequence::Before | Sequence::After => "contradicted",
    };
    let mut answer = answer.remarking(Phrase::new("verdict").with("verdict", verdict));
    if verdict == "by-zone" {
        answer.statements.splice(0..0, elsewhere);
    }
    answer
}

/// That two departures fell on one day in some time zone.
fn same_day_elsewhere(scope: Scope<'_>, first: &Exit<'_>, second: &Exit<'_>) -> Option<Statement> {
    let (one, other) = (first.when()?, second.when()?);
    let zones = [one, other]
        .into_iter()
        .flat_map(|claim| claim.value.elsewhere.iter().map(|(_, zone)| *zone));
    // What no zone moves to another day has its own date in all of them.
    let date_in = |claim: &'_ Claim<When>, zone: Zone| {
        let mut moved = claim.value.elsewhere.iter();
        let moved = moved.find(|(_, it)| *it == zone).map(|(date, _)| date);
        moved.unwrap_or(&claim.value.date).clone()
    };
    let (zone, date) = zones
        .map(|zone| (zone, date_in(one, zone)))
        .find(|(zone, date)| matches!(date.form, Form::Day(_)) && *date == date_in(other, *zone))?;
    let phrase = Phrase::new("same-day-elsewhere")
        .with("zone", Value::Zone(zone))
        .with("date", &date);
    scope.derived(phrase, citations([first, second]))
}

/// The order in which all left, with a verdict where the question has them leave on one day.
fn spread(scope: Scope<'_>, answer: Answer) -> Answer {
    let exits = scope.select(&scope.groups(false)).certain;
    let earliest = exits.first().and_then(|exit| exit.date());
    let latest = exits.last().and_then(|exit| exit.date());
    let apart = earliest
        .zip(latest)
        .is_some_and(|(first, last)| first.latest() < last.earliest());
    if scope.query.focus.same_day && scope.query.all && apart {
        return answer.remarking(Phrase::new("verdict").with("verdict", "contradicted"));
    }
    answer
}

/// Why somebody left, in which manner and where to, the best of each.
fn circumstances(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let query = super::query::Query {
        people: vec![exit.person.id.clone()],
        ..scope.query.clone()
    };
    let why = super::reasons::why(scope.asking(&query));
    why.statements
        .into_iter()
        .take(1)
        .chain(super::profile::facts(scope, exit.person, 1))
        .chain(destinations_of(scope, exit).into_iter().take(1))
        .collect()
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
    let last = scope.query.stays || scope.query.filters.ordinals.contains(&-1);
    // What a source says of the time between the two may be more exact than their days, which would contradict it.
    let noted = noted_between(scope, earlier, later);
    let phrase = Phrase::new(id)
        .with("asked", if last { "last" } else { "first" })
        .with("noted", if noted.is_empty() { "no" } else { "yes" })
        .with("first", dated(earlier))
        .with("second", dated(later));
    let phrase = with_gap(phrase, earlier, later);
    scope.derived(phrase, citations([earlier, later]))
}

fn in_order(scope: Scope<'_>, mut exits: Vec<Exit<'_>>) -> Answer {
    exits.sort_by_key(|exit| exit.date().map(PartialDate::sort_key));
    order_as_stated(&mut exits);
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

/// How a departure stands to the events named in the question that have a date and had happened by the day.
fn beside_events(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let Some(mine) = shown(exit) else {
        return Vec::new();
    };
    let topics = scope.query.topics.iter();
    topics
        .filter_map(|id| scope.knowledge.topics.get(id))
        .filter_map(|topic| {
            let theirs = best(&topic.dates)?;
            if theirs.value.date.earliest() > scope.day {
                return None;
            }
            let (word, gap) = match mine.sequence(&theirs.value.date) {
                Sequence::Before => ("before", between(&mine, &theirs.value.date)),
                Sequence::After => ("after", between(&theirs.value.date, &mine)),
                Sequence::Same => ("same-day", between(&mine, &theirs.value.date)),
                Sequence::Undecidable => ("unknown", Phrase::new("gap-unknown")),
            };
            let phrase = Phrase::new("left-beside-event")
                .with("person", dated(exit))
                .with("relation", word)
                .with("topic", &topic.id)
                .with("moment", moment(&theirs.value))
                .with("gap", gap);
            let cited = citations([exit]).chain([theirs.citations.clone().at_most(1)]);
            scope.derived(phrase, cited)
        })
        .collect()
}

/// How long lay between the first two events that the question names.
fn between_events(scope: Scope<'_>) -> Option<Statement> {
    let mut dated = scope
        .query
        .topics
        .iter()
        .filter_map(|id| scope.knowledge.topics.get(id))
        .filter_map(|topic| Some((topic, best(&topic.dates)?)))
        .filter(|(_, claim)| claim.value.date.earliest() <= scope.day);
    let (first, second) = (dated.next()?, dated.next()?);
    let (earlier, later) = if second.1.value.date.sort_key() < first.1.value.date.sort_key() {
        (second, first)
    } else {
        (first, second)
    };
    let phrase = Phrase::new("interval-events")
        .with("first", &earlier.0.id)
        .with("since", moment(&earlier.1.value))
        .with("second", &later.0.id)
        .with("until", moment(&later.1.value))
        .with("gap", between(&earlier.1.value.date, &later.1.value.date));
    let cited = [earlier.1, later.1].map(|claim| claim.citations.clone().at_most(1));
    scope.derived(phrase, cited)
}

fn with_gap(phrase: Phrase, earlier: &Exit<'_>, later: &Exit<'_>) -> Phrase {
    match (shown(earlier), shown(later)) {
        (Some(from), Some(until)) => phrase.with("gap", between(&from, &until)),
        _ => phrase.with("gap", Phrase::new("gap-unknown")),
    }
}

/// How long lay between two departures.
pub(super) fn interval(scope: Scope<'_>) -> Answer {
    let mut found = match exits(scope) {
        Ok(exits) => exits,
        Err(answer) => return answer,
    };
    // "How long between her two exits?"
    if let ([_], [person]) = (found.as_slice(), scope.query.people.as_slice())
        && scope.query.filters.ordinals.is_empty()
        && !scope.query.focus.adjacent
    {
        let person = scope.knowledge.people.get(person);
        let exits = person.map_or_else(Vec::new, |it| scope.exits_of(it));
        if exits.len() > 1 {
            found = exits;
        }
    }
    if found.len() < 2 {
        let all = scope.select(&scope.groups(true)).certain;
        let places = scope.query.filters.ordinals.iter().filter_map(|ordinal| {
            let distance = usize::try_from(ordinal.unsigned_abs()).ok()?;
            let index = if *ordinal > 0 {
                distance.checked_sub(1)?
            } else {
                all.len().checked_sub(distance)?
            };
            all.get(index).copied()
        });
        found.extend(places);
        // "How long until the next one left?"
        if let ([exit], true) = (found.as_slice(), scope.query.focus.adjacent) {
            let place = all.iter().position(|it| it.person.id == exit.person.id);
            let next = place.and_then(|place| all.get(place + 1)).copied();
            found.extend(next);
        }
    }
    let [first, second, ..] = found.as_slice() else {
        let beside = found
            .first()
            .map_or_else(Vec::new, |exit| beside_events(scope, exit));
        return if beside.is_empty() {
            let events: Vec<Statement> = between_events(scope).into_iter().collect();
            if events.is_empty() {
                return super::about::which_person(scope);
            }
            Answer::of(events)
        } else {
            Answer::of(beside)
        };
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
    // What is said of the time between the two may be more exact than their days.
    let noted = noted_between(scope, earlier, later);
    // Their days alone would contradict "less than a day".
    let days = noted
        .is_empty()
        .then(|| scope.derived(phrase, citations([earlier, later])))
        .flatten();
    Answer::of(noted.into_iter().chain(days).collect())
}

/// What the notes of either departure say of the time between the two.
fn noted_between(scope: Scope<'_>, first: &Exit<'_>, second: &Exit<'_>) -> Vec<Statement> {
    [(first, second), (second, first)]
        .into_iter()
        .flat_map(|(exit, other)| between_them(scope, exit, other))
        .collect()
}

/// What a departure's notes say of the time between it and another one.
fn between_them(scope: Scope<'_>, exit: &Exit<'_>, other: &Exit<'_>) -> Vec<Statement> {
    let about = |claim: &&Claim<Note>| {
        let named = claim.value.text.says(&other.person.name);
        claim.value.about.as_deref() == Some("interval") && named
    };
    scope
        .standing(&exit.departure.note)
        .into_iter()
        .filter(about)
        .flat_map(|claim| super::notes::note(scope, exit, claim))
        // What weighs the wording of sources says again how long it was; it is told where a length is claimed.
        .filter(|it| it.phrase.id != "remark-on-report" || claims_a_length(scope))
        .collect()
}

/// Whether the question names a number or asks whether something is so.
fn claims_a_length(scope: Scope<'_>) -> bool {
    let query = scope.query;
    query.polar || !query.filters.numbers.is_empty() || !query.claimed.amounts.is_empty()
}
