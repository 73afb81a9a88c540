//! Counts: how many left, in each period of the question; how many remain.

use super::filter;
use super::list::{beyond_the_data, by_other_calendars, headline, nobody};
use super::lookup::MANY;
use super::moment::dated;
use super::phrase::{Phrase, Value};
use super::query::{Filters, Query};
use super::remaining::remaining;
use super::scope::{Scope, Selection, citations};
use super::statement::{Answer, Statement};
use super::window::period;
use crate::knowledge::Exit;
use crate::knowledge::person::RoleGroup;
use crate::nlu::temporal::{Form, Relation, TimeMention};

/// How many left before a day or an event, and how many after.
fn either_side(scope: Scope<'_>) -> Answer {
    let of = |side: Relation| {
        let mut query = scope.query.clone();
        query.focus.either_side = false;
        for (relation, _) in &mut query.filters.anchors {
            *relation = side;
        }
        for time in &mut query.filters.times {
            time.relation = side;
        }
        let side = Scope::new(scope.knowledge, &query);
        headline(
            side,
            &query.filters.groups,
            &side.select(&query.filters.groups),
        )
    };
    let sides = [Relation::Before, Relation::After];
    Answer::of(sides.into_iter().filter_map(of).collect())
}

/// Whether something narrows the question: then it is asked of anybody, not of the organisation's first group.
fn is_narrowed(query: &Query) -> bool {
    !query.filters.reasons.is_empty()
        || !query.filters.formerly.is_empty()
        || !query.filters.teams.is_empty()
        || !query.filters.except_groups.is_empty()
        || filter::manners(query).next().is_some()
}

/// How many left.
pub(super) fn count(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    let query = scope.query;
    let told = super::waves::of_whom(scope);
    if !told.is_empty() {
        return Answer::of(told);
    }
    if query.focus.either_side {
        return either_side(scope);
    }
    let narrowed = is_narrowed(query);
    let groups = scope.groups(!narrowed && query.others.is_empty() && !query.everyone);
    if !scope.query.others.is_empty() {
        return super::arrivals::who_went_to(scope);
    }
    let times: Vec<_> = scope
        .query
        .filters
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .cloned()
        .collect();
    if times.len() > 1 {
        return of_each_period(scope, &groups, times);
    }
    let mut statements = Vec::new();
    let mut groups = groups;
    let mut selection = scope.select(&groups);
    let anybody = scope.groups(false).is_empty() && !groups.is_empty();
    if selection.certain.is_empty() && anybody {
        groups = Vec::new();
        selection = scope.select(&groups);
    }
    if selection.certain.is_empty() && selection.possible.is_empty() {
        let mut answer = nobody(scope, &groups);
        if !answer.statements.is_empty() {
            answer.statements.extend(so_far(scope, &groups));
        }
        return answer;
    }
    // "How many people" are more than those of the first group.
    let mut wider = None;
    if anybody && !groups.is_empty() {
        let everybody = scope.select(&[]);
        if everybody.certain.len() > selection.certain.len() {
            statements.extend(headline(scope, &[], &everybody));
            wider = Some(everybody);
        }
    }
    // Of everybody the numbers that sources give hold more than the records by name.
    let told = if query.everyone {
        super::waves::reported(scope, &[])
    } else if groups == [RoleGroup::Staff] && scope.named_group(&groups).is_some() {
        super::waves::reported(scope, &groups)
    } else {
        Vec::new()
    };
    if !told.is_empty() {
        statements.extend(told);
        statements.extend(headline(scope, &groups, &selection));
        return Answer::of(statements);
    }
    statements.extend(headline(scope, &groups, &selection));
    if query.focus.percentage {
        statements.extend(percentage(scope, &groups, &selection));
    }
    if query.focus.figure_only {
        return Answer::of(statements);
    }
    if wider.is_none() {
        statements.extend(names(scope, &selection));
    }
    let counted = wider.as_ref().unwrap_or(&selection);
    statements.extend(super::list::perhaps(scope, counted));
    statements.extend(super::list::returned(scope, counted));
    statements.extend(by_other_calendars(scope, &groups));
    let mut times = query.filters.times.iter();
    let windowed = times.any(|time| time.bounds().from.is_some());
    // What is asked of everybody is told of the first group with it, and no more of that.
    if windowed && wider.is_none() {
        statements.extend(so_far(scope, &groups));
    }
    // Where nobody is named, what sources count without names answers first.
    let mut reported = super::waves::reported(scope, &scope.query.filters.groups);
    if anybody {
        reported.extend(super::waves::of_all_time(scope));
    }
    let staff = scope.query.filters.groups == [RoleGroup::Staff];
    let place = if selection.certain.is_empty() || staff {
        0
    } else {
        statements.len()
    };
    statements.splice(place..place, reported);
    Answer::of(statements)
}

/// Which part of a group of known size left, in a hundred.
fn percentage(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    selection: &Selection<'_>,
) -> Option<Statement> {
    let group = scope.named_group(groups)?;
    let size = super::list::size_of(scope, group.role);
    let count = super::list::people(&selection.certain).len();
    let percent = (count * 100 + size / 2).checked_div(size)?;
    let phrase = Phrase::new("share-in-percent")
        .with("percent", percent)
        .with("group", &group.name)
        .with("organisation", &scope.query.organisation);
    scope.derived(phrase, [group.citations.clone().at_most(1)])
}

/// One count for each period: the same question with one time.
fn of_each_period(scope: Scope<'_>, groups: &[RoleGroup], periods: Vec<TimeMention>) -> Answer {
    let anybody = scope.groups(false).is_empty() && !groups.is_empty();
    let of_one = |time| {
        let query = Query {
            filters: Filters {
                times: vec![time],
                ..scope.query.filters.clone()
            },
            ..scope.query.clone()
        };
        let one = Scope::new(scope.knowledge, &query);
        let group = one.select(groups);
        // "How many people" are more than those of the first group.
        let everybody = one.select(&[]);
        if anybody && everybody.certain.len() > group.certain.len() {
            let of_group = headline(one, groups, &group);
            let told = headline_with_names(one, &[], &everybody).into_iter();
            return told.chain(of_group).collect();
        }
        headline_with_names(one, groups, &group)
            .into_iter()
            .collect::<Vec<_>>()
    };
    Answer::of(periods.into_iter().flat_map(of_one).collect())
}

/// The count over all time, up to the day.
pub(super) fn so_far(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<Statement> {
    let last = scope
        .query
        .filters
        .times
        .iter()
        .filter_map(|time| time.bounds().until)
        .max()?;
    let query = Query {
        filters: Filters {
            times: Vec::new(),
            anchors: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let all = scope.asking(&query).as_of(last);
    let selection = all.select(groups);
    headline(all, groups, &selection)
}

fn names(scope: Scope<'_>, selection: &Selection<'_>) -> Option<Statement> {
    let exits: Vec<&Exit<'_>> = selection.certain.iter().collect();
    if exits.is_empty() {
        return None;
    }
    let phrase = Phrase::new("list-dated")
        .with("kind", "anyone")
        .with("named", "no")
        .with("headed", "no")
        .with("count", exits.len())
        .with(
            "people",
            Value::List(exits.iter().take(MANY).map(|exit| dated(exit)).collect()),
        )
        .with("more", exits.len().saturating_sub(MANY));
    scope.derived(phrase, citations(exits.iter().copied().take(MANY)))
}

/// One period's count with its names.
fn headline_with_names(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    selection: &Selection<'_>,
) -> Option<Statement> {
    let records: Vec<&Exit<'_>> = selection.certain.iter().collect();
    if records.is_empty() {
        let known = scope.exits(groups);
        return super::list::none(scope, groups, &mut known.iter().take(1));
    }
    let phrase = filter::named(Phrase::new("count-period"), scope, groups)
        .with("period", period(scope))
        .with("count", super::list::people(&selection.certain).len())
        .with(
            "people",
            Value::List(records.iter().take(MANY).map(|exit| dated(exit)).collect()),
        )
        .with("more", records.len().saturating_sub(MANY));
    scope.derived(phrase, citations(records.iter().copied().take(MANY)))
}

/// How many remain: the list says how many as well.
pub(super) fn count_remaining(scope: Scope<'_>) -> Answer {
    remaining(scope)
}
