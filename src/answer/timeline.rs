//! All departures in order, and the state of things.

use super::dates::dates;
use super::filter;
use super::list::{beyond_the_data, by_group, headline, nobody, perhaps};
use super::lookup::MANY;
use super::moment::{dated, dated_by, is_leave, moment_of, shown_by};
use super::phrase::{Phrase, Value};
use super::remaining::remaining;
use super::scope::{Scope, citations};
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::nlu::temporal::Form;

/// So many lines stand in a timeline at most.
const MOST: usize = MANY * 3;

/// All departures in order, a line for each.
pub(super) fn timeline(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    // People named are what the question is about, whatever group they belong to.
    let named = &scope.query.people;
    // A period asks for everybody, and for what else happened in it.
    let period = named.is_empty()
        && scope.query.filters.anchors.is_empty()
        && scope
            .query
            .filters
            .times
            .iter()
            .any(|time| time.form != Form::Now);
    let mut groups = scope.groups(false);
    let mut selection = scope.select(&groups);
    // A long list is one of the organisation's first group, if the question names none.
    let default = scope.groups(named.is_empty() && !period && !scope.query.everyone);
    if selection.certain.len() > MANY && default != groups {
        selection = scope.select(&default);
        groups.clone_from(&default);
    }
    let returned = if named.is_empty() {
        super::list::returned(scope, &selection)
    } else {
        Vec::new()
    };
    let mut exits = selection.certain.clone();
    // Who only may have left in the period has no place in its order.
    let bounded = period || (named.is_empty() && !scope.query.filters.anchors.is_empty());
    // "When did the chief quit?" of a post that one person left is no timeline.
    if let ([exit], true) = (exits.as_slice(), !scope.query.filters.roles.is_empty())
        && named.is_empty()
        && selection.possible.is_empty()
    {
        return Answer::of(dates(scope, exit));
    }
    let perhaps = perhaps(scope, &selection).filter(|_| bounded && !exits.is_empty());
    if perhaps.is_none() {
        exits.extend(selection.possible);
    }
    if exits.iter().any(|exit| named.contains(&exit.person.id)) {
        exits.retain(|exit| named.contains(&exit.person.id));
    }
    if exits.is_empty() {
        return nobody(scope, &groups);
    }
    // "The exits of 2026 in order" asks for nothing else that happened then.
    let events = if period && scope.query.filters.groups.is_empty() && !scope.query.of_leaving {
        super::events::in_window(scope)
    } else {
        Vec::new()
    };
    let hidden = exits.len().saturating_sub(MOST);
    // A shorter list holds everybody, where the whole of it would be of the first group alone: that is said.
    let mixed = groups != default && {
        let first = scope.select(&default);
        let is_first = |exit: &&Exit<'_>| {
            let mut of_group = first.certain.iter().chain(&first.possible);
            of_group.any(|it| it.person.id == exit.person.id)
        };
        exits.iter().any(|it| is_first(&it)) && !exits.iter().all(|it| is_first(&it))
    };
    let statements: Vec<Statement> = exits
        .iter()
        .take(MOST)
        .enumerate()
        .filter_map(|(index, exit)| {
            let phrase = Phrase::new("timeline-entry")
                .with("place", index + 1)
                .with("person", &exit.person.id)
                .with("leave", if is_leave(exit) { "yes" } else { "no" });
            match exit.when() {
                Some(claim) => {
                    let phrase = phrase
                        .with("dated", dated_by(exit))
                        .with("moment", moment_of(exit)?);
                    let mut cited = shown_by(exit).into_iter();
                    let first = cited.next()?;
                    Some(Statement {
                        citations: cited.fold(first, |all, it| all.and(&it)),
                        ..Statement::stated(claim, phrase)
                    })
                }
                None => scope.derived(phrase.with("dated", "no"), citations([exit])),
            }
        })
        .collect();
    let remark = filter::named(Phrase::new("timeline-heading"), scope, &groups)
        .with("organisation", &scope.query.organisation)
        .with("count", exits.len())
        .with("mixed", if mixed { "yes" } else { "no" })
        .with("more", hidden)
        .with("day", scope.day);
    let statements = statements
        .into_iter()
        .chain(perhaps)
        .chain(returned)
        .collect();
    Answer::of(statements).and(events).remarking(remark)
}

/// How things stand: how many left, the latest departures, who remains.
pub(super) fn overview(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    // Somebody named beside the organisation is what the question is about.
    if let Some(person) = scope.people().next()
        && let Some(exit) = scope.exit_of(person)
    {
        let groups = scope.groups(true);
        let selection = scope.select(&groups);
        let mut statements = dates(scope, &exit);
        statements.extend(headline(scope, &groups, &selection));
        return Answer::of(statements);
    }
    // What happened in a period is told of everybody.
    let bounded = !scope.windows().is_empty();
    let groups = scope.groups(!bounded);
    let selection = scope.select(&groups);
    let events = super::events::in_window(scope);
    if selection.certain.is_empty() && events.is_empty() {
        return nobody(scope, &groups);
    }
    let mut statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    if bounded || !events.is_empty() {
        if selection.certain.is_empty() {
            statements.clear();
        }
        statements.extend(by_group(scope, &groups, &selection.certain));
        // A summary has the running total and what most sources tell of.
        if scope.query.focus.summary {
            let first = scope.groups(true);
            statements.extend(super::count::so_far(scope, &first));
            statements.extend(super::events::in_short(scope));
            return Answer::of(statements);
        }
        statements.extend(perhaps(scope, &selection));
        statements.extend(events);
        return Answer::of(statements);
    }
    let latest: Vec<&Exit<'_>> = selection.certain.iter().rev().take(3).collect();
    statements.extend(scope.derived(
        Phrase::new("latest").with(
            "people",
            Value::List(latest.iter().map(|exit| dated(exit)).collect()),
        ),
        citations(latest.iter().copied()),
    ));
    statements.extend(remaining(scope).statements.into_iter().take(1));
    Answer::of(statements)
}
