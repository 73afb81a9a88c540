//! Places in the order of departures: first, last, third, right after somebody.

mod beside;

use super::filter;
use super::list::{beyond_the_data, nobody};
use super::lookup::MANY;
use super::moment::{dated, dated_by, is_either_day, moment_of, shown_by};
use super::phrase::{Phrase, Value};
use super::scope::{Scope, citations, place_among};
use super::statement::{Answer, Kind, Statement};
use super::window::period;
use crate::knowledge::Exit;
use crate::knowledge::date::Sequence;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::RoleGroup;
use crate::nlu::temporal::{Form, Relation};
use beside::beside_somebody;

/// Who left first, last, third, or right before or after somebody.
pub(super) fn order(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    // "Was she the fourth or the fifth to go?"
    let query = scope.query;
    if !query.people.is_empty()
        && !query.filters.ordinals.is_empty()
        && query.filters.anchors.is_empty()
    {
        return place_of(scope);
    }
    if !at_the_far_end(scope)
        && let Some(answer) = beside_somebody(scope)
    {
        return answer;
    }
    // "The last two to leave" may be the name of an event.
    if scope.query.filters.ordinals.is_empty() && !scope.query.topics.is_empty() {
        return super::topic::topic(scope, crate::knowledge::claim::Aspect::Who);
    }
    if scope.query.filters.ordinals.is_empty() {
        return super::timeline::timeline(scope);
    }
    let groups = scope.groups(true);
    let exits = scope.select(&groups).certain;
    if exits.is_empty() {
        return nobody(scope, &groups);
    }
    // Of people from several organisations not all are in the list of one.
    let bounded = !scope.query.filters.anchors.is_empty() || !scope.query.filters.times.is_empty();
    if scope.query.filters.among.len() > exits.len() && !bounded {
        let query = super::query::Query {
            people: scope.query.filters.among.clone(),
            ..scope.query.clone()
        };
        return super::compare::compare(scope.asking(&query));
    }
    let ordinal = scope.query.filters.ordinals.first().copied();
    let counted = counted_once(&exits, ordinal.unwrap_or(1));
    if let Some(answer) = several(scope, &counted, &groups) {
        return answer;
    }
    let ordinals = scope.query.filters.ordinals.iter();
    let mut statements: Vec<Statement> = of_everybody(scope, &exits);
    statements.extend(ordinals.flat_map(|ordinal| place(scope, &exits, *ordinal)));
    if statements.is_empty() {
        return Answer::of(
            scope
                .derived(
                    Phrase::new("fewer-than-that")
                        .with("count", super::list::people(&exits).len())
                        .with("kind", filter::kind_of(&groups))
                        .with("organisation", &scope.query.organisation)
                        .with("period", period(scope)),
                    citations(&exits),
                )
                .into_iter()
                .collect(),
        );
    }
    Answer::of(statements)
}

/// Where a question that names no group was asked of the organisation's one group: who of everybody recorded has the place
/// in the order, if it is somebody else.
fn of_everybody(scope: Scope<'_>, exits: &[Exit<'_>]) -> Vec<Statement> {
    let groups = scope.groups(false);
    if groups == scope.groups(true) {
        return Vec::new();
    }
    let all = scope.select(&groups).certain;
    let told = scope.query.filters.ordinals.iter().filter_map(|ordinal| {
        let ranked = counted_once(&all, *ordinal);
        let at = place_among(*ordinal, ranked.len())?;
        let other = ranked.get(at)?;
        // A place that some day leaves open is nobody's.
        let mut others = ranked.iter().filter(|it| it.person.id != other.person.id);
        if others.any(|it| it.sequence(other) == Sequence::Undecidable) {
            return None;
        }
        let mine = counted_once(exits, *ordinal);
        let mine = place_among(*ordinal, mine.len()).and_then(|it| mine.get(it));
        if mine.is_some_and(|it| it.person.id == other.person.id) {
            return None;
        }
        let phrase = Phrase::new("place-of-everybody")
            .with("ordinal", i64::from(*ordinal))
            .with("place", at + 1)
            .with("person", dated(other));
        scope.derived(phrase, citations([other]))
    });
    told.collect()
}

/// The departures that make an order of people: whoever left more than once has the place of the first departure where
/// places are counted from the front (1), and of the last one where they are counted from the back (-1).
fn counted_once<'a>(exits: &[Exit<'a>], ordinal: i32) -> Vec<Exit<'a>> {
    let counts = |index: usize, exit: &Exit<'_>| {
        let (before, behind) = exits.split_at(index);
        let others = if ordinal > 0 {
            before
        } else {
            behind.get(1..).unwrap_or_default()
        };
        !others.iter().any(|it| it.person.id == exit.person.id)
    };
    let numbered = exits.iter().enumerate();
    let counted = numbered.filter(|(index, exit)| counts(*index, exit));
    counted.map(|(_, exit)| *exit).collect()
}

/// "The first three", "the last two": so many from one end, in order.
fn several(scope: Scope<'_>, exits: &[Exit<'_>], groups: &[RoleGroup]) -> Option<Answer> {
    let ordinal = scope.query.filters.ordinals.first()?;
    let end = ends(scope, exits)?;
    let skipped = if *ordinal == 1 {
        0
    } else {
        exits.len().saturating_sub(end.len())
    };
    let phrase = filter::named(Phrase::new("places"), scope, groups)
        .with("end", if *ordinal == 1 { "first" } else { "last" })
        .with("count", end.len())
        .with("organisation", &scope.query.organisation)
        .with(
            "people",
            Value::List(end.iter().map(|exit| dated(exit)).collect()),
        );
    let mut statements: Vec<Statement> = scope
        .derived(phrase, citations(end.iter().copied()))
        .into_iter()
        .collect();
    let edge = if *ordinal == 1 {
        (skipped + end.len()).checked_sub(1)
    } else {
        Some(skipped)
    };
    statements.extend(edge.and_then(|index| unsure(scope, exits, index)));
    Some(Answer::of(statements))
}

/// Those whom a question means by so many from one end, in order; nobody if it does not ask so.
fn ends<'a, 'b>(scope: Scope<'_>, exits: &'b [Exit<'a>]) -> Option<Vec<&'b Exit<'a>>> {
    let ([ordinal @ (1 | -1)], [number]) = (
        scope.query.filters.ordinals.as_slice(),
        scope.query.filters.numbers.as_slice(),
    ) else {
        return None;
    };
    let count = usize::try_from(*number).ok().filter(|it| *it > 1)?;
    let count = count.min(MANY).min(exits.len());
    let skipped = if *ordinal == 1 {
        0
    } else {
        exits.len() - count
    };
    Some(exits.iter().skip(skipped).take(count).collect())
}

/// Which place people named have in the order of departures; whether it is the one that the question names.
pub(super) fn place_of(scope: Scope<'_>) -> Answer {
    let answer = places_of(scope);
    let asked = scope.query.polar && scope.query.resolver == super::resolver::Resolver::Place;
    let ([claimed], [_], true) = (
        scope.query.filters.ordinals.as_slice(),
        scope.query.people.as_slice(),
        asked,
    ) else {
        return answer;
    };
    let number = |name: &str| {
        let phrase = &answer.statements.first()?.phrase;
        phrase.values.iter().find_map(|(known, value)| match value {
            Value::Number(number) if *known == name && phrase.id == "place-of" => Some(*number),
            _ => None,
        })
    };
    let (Some(place), Some(total)) = (number("place"), number("total")) else {
        return answer;
    };
    let claimed = i64::from(*claimed);
    let right = claimed == place || (claimed < 0 && total + claimed + 1 == place);
    let verdict = if right { "supported" } else { "contradicted" };
    answer.remarking(Phrase::new("verdict").with("verdict", verdict))
}

fn places_of(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::timeline::timeline(scope);
    }
    super::lookup::each(scope, |scope, person| {
        let Some(exit) = scope.exit_of(person) else {
            return Err(super::lookup::no_departure(scope, person));
        };
        // Among those of the person's own kind, where the organisation is recorded for the sake of one.
        let asked = scope.groups(true);
        let groups = if scope.query.filters.groups.is_empty() && !asked.is_empty() {
            exit.membership.groups.iter().take(1).copied().collect()
        } else {
            asked
        };
        let exits = counted_once(&scope.exits(&groups), 1);
        let index = exits
            .iter()
            .position(|other| other.person.id == exit.person.id);
        let Some(index) = index else {
            return Ok(super::dates::dates(scope, &exit));
        };
        let phrase = filter::named(Phrase::new("place-of"), scope, &groups)
            .with("person", &exit.person.id)
            .with("place", index + 1)
            .with("total", exits.len());
        let mut statements: Vec<Statement> = scope
            .derived(phrase, citations([&exit]))
            .into_iter()
            .collect();
        statements.extend(unsure(scope, &exits, index));
        statements.extend(super::dates::dates(scope, &exit).into_iter().take(1));
        Ok(statements)
    })
}

/// That the order of one departure beside its neighbours is not certain, if it is not.
fn unsure(scope: Scope<'_>, exits: &[Exit<'_>], index: usize) -> Option<Statement> {
    let exit = exits.get(index)?;
    let neighbours: Vec<&Exit<'_>> = [index.checked_sub(1), index.checked_add(1)]
        .into_iter()
        .flatten()
        .filter_map(|neighbour| exits.get(neighbour))
        .collect();
    let unsure: Vec<Value> = neighbours
        .iter()
        .filter(|other| exit.sequence(other) == Sequence::Undecidable)
        .map(|other| Value::Person(other.person.id.clone()))
        .collect();
    if unsure.is_empty() {
        return None;
    }
    scope.derived(
        Phrase::new("place-unsure").with("people", Value::List(unsure)),
        citations(neighbours),
    )
}

/// The people at the places that the question names.
pub(super) fn at_places(scope: Scope<'_>) -> Vec<PersonId> {
    if scope.query.filters.ordinals.is_empty() {
        return Vec::new();
    }
    let exits = scope.select(&scope.groups(true)).certain;
    // "The last two."
    let first = scope.query.filters.ordinals.first().copied();
    if let Some(end) = ends(scope, &counted_once(&exits, first.unwrap_or(1))) {
        return end.iter().map(|exit| exit.person.id.clone()).collect();
    }
    let at = |ordinal: &i32| {
        let ranked = counted_once(&exits, *ordinal);
        let exit = ranked.get(place_among(*ordinal, ranked.len())?)?;
        Some(exit.person.id.clone())
    };
    let ordinals = scope.query.filters.ordinals.iter();
    ordinals.filter_map(at).collect()
}

/// The departure at one place, counted from the front (1) or the back (-1).
pub(super) fn place(scope: Scope<'_>, exits: &[Exit<'_>], ordinal: i32) -> Vec<Statement> {
    let exits = counted_once(exits, ordinal);
    let Some((index, exit)) =
        place_among(ordinal, exits.len()).and_then(|index| Some((index, exits.get(index)?)))
    else {
        return Vec::new();
    };
    let bounded = scope
        .query
        .filters
        .times
        .iter()
        .any(|it| it.form != Form::Now);
    let phrase = filter::named(Phrase::new("place"), scope, &scope.groups(true))
        .with("ordinal", i64::from(ordinal))
        .with("person", &exit.person.id)
        .with("organisation", &scope.query.organisation)
        .with("place", index + 1)
        .with("total", exits.len())
        .with("timed", if bounded { "yes" } else { "no" })
        .with("period", period(scope))
        .with(
            "among",
            if scope.query.filters.among.is_empty() {
                "no"
            } else {
                "yes"
            },
        );
    let phrase = match moment_of(exit) {
        Some(moment) => phrase.with("dated", dated_by(exit)).with("moment", moment),
        None => phrase.with("dated", "no"),
    };
    let mut statements: Vec<Statement> = scope
        .derived(
            phrase,
            if is_either_day(exit) {
                shown_by(exit)
            } else {
                citations(std::iter::once(exit)).collect()
            },
        )
        .into_iter()
        .collect();
    let versions = super::dates::dates(scope, exit);
    // Where both days are shown, no version is left to be told.
    let versions = versions.into_iter().filter(|_| !is_either_day(exit));
    statements.extend(
        versions
            .skip(1)
            // What is false of the date, in the time that the question names, is beside the point of who was first.
            .filter(|it| it.kind == Kind::Disputed && it.phrase.id != "version-refuted")
            // Versions of a date that leave the order as it is do not put it in dispute.
            .map(|it| Statement {
                kind: Kind::Stated,
                ..it
            }),
    );
    statements.extend(unsure(scope, &exits, index));
    statements
}

/// Whether the question asks for the last of those who left after somebody or something, or for the first of those before.
fn at_the_far_end(scope: Scope<'_>) -> bool {
    let filters = &scope.query.filters;
    let Some((relation, _)) = filters.anchors.first() else {
        return false;
    };
    match filters.ordinals.as_slice() {
        [-1] => matches!(relation, Relation::After | Relation::Since),
        [1] => matches!(relation, Relation::Before | Relation::Until),
        _ => false,
    }
}
