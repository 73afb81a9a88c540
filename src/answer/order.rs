//! Places in the order of departures: first, last, third, right after somebody.

use super::list::{beyond_the_data, kind_of, nobody, period};
use super::phrase::{Phrase, Value};
use super::query::Anchor;
use super::scope::{Scope, citations, moment};
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::date::Sequence;
use crate::knowledge::id::PersonId;
use crate::nlu::temporal::Relation;

/// Who left first, last, third, or right before or after somebody.
pub(super) fn order(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    if let Some(answer) = beside_somebody(scope) {
        return answer;
    }
    if scope.query.ordinals.is_empty() {
        return super::list::timeline(scope);
    }
    let groups = scope.groups(true);
    let exits = scope.select(&groups).certain;
    if exits.is_empty() {
        return nobody(scope, &groups);
    }
    let statements: Vec<Statement> = scope
        .query
        .ordinals
        .iter()
        .flat_map(|ordinal| place(scope, &exits, *ordinal))
        .collect();
    if statements.is_empty() {
        return Answer::of(
            scope
                .derived(
                    Phrase::new("fewer-than-that")
                        .with("count", exits.len())
                        .with("kind", kind_of(&groups))
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

/// The people at the places that the question names.
pub(super) fn at_places(scope: Scope<'_>) -> Vec<PersonId> {
    if scope.query.ordinals.is_empty() {
        return Vec::new();
    }
    let exits = scope.select(&scope.groups(true)).certain;
    scope
        .query
        .ordinals
        .iter()
        .filter_map(|ordinal| exits.get(index_of(*ordinal, exits.len())?))
        .map(|exit| exit.person.id.clone())
        .collect()
}

/// The index of a place in a list of so many, counted from the front (1) or the back (-1).
fn index_of(ordinal: i32, count: usize) -> Option<usize> {
    let distance = usize::try_from(ordinal.unsigned_abs()).unwrap_or(usize::MAX);
    if ordinal > 0 {
        distance.checked_sub(1)
    } else {
        count.checked_sub(distance)
    }
}

/// The departure at one place, counted from the front (1) or the back (-1).
fn place(scope: Scope<'_>, exits: &[Exit<'_>], ordinal: i32) -> Vec<Statement> {
    let Some((index, exit)) =
        index_of(ordinal, exits.len()).and_then(|index| Some((index, exits.get(index)?)))
    else {
        return Vec::new();
    };
    let phrase = Phrase::new("place")
        .with("ordinal", i64::from(ordinal))
        .with("person", &exit.person.id)
        .with("organisation", &scope.query.organisation)
        .with("kind", kind_of(&scope.groups(true)))
        .with("place", index + 1)
        .with("total", exits.len());
    let phrase = match exit.when() {
        Some(claim) => phrase
            .with("dated", "yes")
            .with("moment", moment(&claim.value)),
        None => phrase.with("dated", "no"),
    };
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
    let mut statements: Vec<Statement> = scope
        .derived(phrase, citations(std::iter::once(exit)))
        .into_iter()
        .collect();
    let versions = super::lookup::dates(scope, exit);
    statements.extend(
        versions
            .into_iter()
            .skip(1)
            .filter(|it| it.kind == super::statement::Kind::Disputed),
    );
    if !unsure.is_empty() {
        statements.extend(scope.derived(
            Phrase::new("place-unsure").with("people", Value::List(unsure)),
            citations(neighbours),
        ));
    }
    statements
}

/// Who left next after, or last before, a person or an event.
fn beside_somebody(scope: Scope<'_>) -> Option<Answer> {
    let (relation, anchor) = match scope.query.anchors.first() {
        Some((relation, anchor)) => (*relation, anchor.clone()),
        None => (
            Relation::After,
            Anchor::Person(scope.query.people.first()?.clone()),
        ),
    };
    let before = matches!(relation, Relation::Before | Relation::Until);
    let groups = scope.groups(true);
    let query = super::query::Query {
        anchors: vec![(
            if before {
                Relation::Before
            } else {
                Relation::After
            },
            anchor.clone(),
        )],
        ..scope.query.clone()
    };
    let near = Scope {
        query: &query,
        ..scope
    };
    let exits = near.select(&groups).certain;
    let exit = if before { exits.last() } else { exits.first() };
    let Some(exit) = exit else {
        let known = scope.exits(&groups);
        let phrase = Phrase::new("nobody-beside")
            .with("relation", if before { "before" } else { "after" })
            .with("anchor", anchor_value(&anchor))
            .with("organisation", &scope.query.organisation)
            .with("kind", kind_of(&groups));
        let edge = if before { known.first() } else { known.last() };
        return Some(match scope.derived(phrase, citations(edge)) {
            Some(nobody_beside) => Answer::of(vec![nobody_beside]),
            None => nobody(scope, &groups),
        });
    };
    let phrase = Phrase::new("beside")
        .with("relation", if before { "before" } else { "after" })
        .with("anchor", anchor_value(&anchor))
        .with("person", &exit.person.id)
        .with("kind", kind_of(&groups));
    let phrase = match exit.when() {
        Some(claim) => phrase
            .with("dated", "yes")
            .with("moment", moment(&claim.value)),
        None => phrase.with("dated", "no"),
    };
    let mut cited = vec![*exit];
    if let Anchor::Person(id) = &anchor
        && let Some(other) = scope
            .knowledge
            .people
            .get(id)
            .and_then(|it| scope.exit_of(it))
    {
        cited.push(other);
    }
    Some(Answer::of(
        scope
            .derived(phrase, citations(&cited))
            .into_iter()
            .collect(),
    ))
}

fn anchor_value(anchor: &Anchor) -> Value {
    match anchor {
        Anchor::Person(id) => Value::Person(id.clone()),
        Anchor::Topic(id) => Value::Topic(id.clone()),
    }
}
