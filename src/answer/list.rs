//! Lists of people who left, with what the records leave open; nobody, and days beyond the data.

use std::collections::BTreeSet;

use super::filter::{self, is_filtered};
use super::lookup::{FEW, MANY};
use super::moment::{dated, dated_as_asked, is_leave, moment};
use super::phrase::{Phrase, Value};
use super::query::{Filters, Lacking};
use super::scope::{Scope, Selection, citations, is_short};
use super::statement::{Answer, DeclineReason, Statement};
use super::waves;
use super::window::period;
use crate::knowledge::Exit;
use crate::knowledge::claim::MannerKind;
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::person::{Membership, RoleGroup};
use crate::nlu::temporal::Interval;

/// Who left.
pub(super) fn who_left(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    let groups = scope.groups(false);
    let selection = scope.select(&groups);
    if selection.certain.is_empty() && selection.possible.is_empty() {
        return nobody(scope, &groups);
    }
    let mut statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    statements.extend(by_group(scope, &groups, &selection.certain));
    if scope.query.filters.venture {
        let own = selection.certain.iter();
        statements.extend(own.flat_map(|exit| super::destinations::ventures(scope, exit)));
    }
    // Who is listed by a reason is told with it, as long as they are few.
    if !scope.query.filters.reasons.is_empty() && selection.certain.len() <= FEW {
        let listed = selection.certain.iter();
        statements.extend(listed.flat_map(|exit| super::reasons::of_the_kind(scope, exit)));
    }
    if scope.query.filters.lacking.contains(&Lacking::Reason) {
        statements.extend(super::reasons::named_by_others(scope, &selection.certain));
    }
    for team in &scope.query.filters.teams {
        statements.extend(work(scope, &selection.certain, team));
    }
    statements.extend(returned(scope, &selection));
    statements.extend(perhaps(scope, &selection));
    if scope.query.filters.venture {
        let doubtful = selection.possible.iter();
        let doubtful = doubtful.filter(|exit| !super::destinations::founded(scope, exit));
        statements.extend(doubtful.flat_map(|exit| super::destinations::ventures(scope, exit)));
    }
    statements.extend(by_other_calendars(scope, &groups));
    statements.extend(waves::reported(scope, &groups));
    Answer::of(statements)
}

/// What each of those who left is recorded to have done on something.
fn work<'a>(
    scope: Scope<'a>,
    exits: &[Exit<'a>],
    team: &crate::knowledge::id::TopicId,
) -> Vec<Statement> {
    let told = exits.iter().filter_map(|exit| {
        let claim = scope.work_on(exit.person, team).next()?;
        Some(super::profile::fact(scope, exit.person, claim))
    });
    told.take(FEW).collect()
}

/// "7 of 12 co-founders left Alpha in 2025."
pub(super) fn headline(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    selection: &Selection<'_>,
) -> Option<Statement> {
    let records = selection.certain.iter().chain(&selection.possible);
    let count = people(&selection.certain).len();
    let phrase = filter::named(Phrase::new("count-left"), scope, groups)
        .with("organisation", &scope.query.organisation)
        .with("count", count)
        .with("period", period(scope));
    // Who is taken out is in neither number.
    let unfiltered = super::query::Query {
        filters: Filters {
            except_people: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    // Of a staff that sources count to more than the records by name, the recorded ones are no whole.
    let whole =
        |role: RoleGroup| role != RoleGroup::Staff || waves::reported(scope, groups).is_empty();
    let group = scope
        .named_group(groups)
        .filter(|group| !is_filtered(&unfiltered) && whole(group.role));
    let (phrase, whole) = match group {
        Some(group) => {
            let size = size_of(scope, group.role);
            let counting: Vec<Value> = group
                .apart
                .iter()
                .filter(|id| !scope.query.filters.except_people.contains(id))
                .map(|id| Value::Person(id.clone()))
                .collect();
            let phrase = phrase
                .with("sized", "yes")
                .with("size", size)
                .with("group", &group.name)
                .with("counted", if counting.is_empty() { "no" } else { "yes" })
                .with("counting", Value::List(counting));
            (phrase, Some(group.citations.clone().at_most(1)))
        }
        // "0 departures are recorded" is no way to say that none is.
        None if count == 0 => {
            let known = scope.exits(groups);
            return none(scope, groups, &mut records.chain(&known));
        }
        // Whoever left twice has two departures.
        None => {
            let departures = phrase
                .with("sized", "no")
                .with("departures", selection.certain.len())
                .with(
                    "repeated",
                    if selection.certain.len() > count {
                        "yes"
                    } else {
                        "no"
                    },
                );
            (departures, None)
        }
    };
    scope.derived(phrase, citations(records).chain(whole).take(MANY))
}

/// How many belong to a group of which every member is named, without those whom the question takes out.
pub(super) fn size_of(scope: Scope<'_>, role: RoleGroup) -> usize {
    scope
        .knowledge
        .members(&scope.query.organisation, Some(role))
        .map(|(person, _)| &person.id)
        .filter(|id| !scope.query.filters.except_people.contains(id))
        .collect::<BTreeSet<_>>()
        .len()
}

/// That no departure passes the filters: a derived count of nothing, which rests on the records outside.
pub(super) fn none<'a>(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    records: &mut dyn Iterator<Item = &'a Exit<'a>>,
) -> Option<Statement> {
    let beyond = if waves::reported(scope, groups).is_empty() {
        "no"
    } else {
        "yes"
    };
    let phrase = filter::named(Phrase::new("count-none"), scope, groups)
        .with("organisation", &scope.query.organisation)
        .with("beyond", beyond)
        .with("period", period(scope));
    scope.derived(phrase, citations(records).take(FEW))
}

/// Who of those who left came back, and who only took a leave. Whoever left again after coming back is told of as gone.
pub(super) fn returned(scope: Scope<'_>, selection: &Selection<'_>) -> Vec<Statement> {
    let listed = &selection.certain;
    let returns = listed
        .iter()
        .filter_map(|exit| Some((exit, scope.rejoined(exit).next()?)));
    let (gone, back): (Vec<_>, Vec<_>) =
        returns.partition(|(exit, again)| scope.end_of(exit.person, again).is_some());
    let of_these = |wording: &'static str, returns: Vec<(&Exit<'_>, &Membership)>| {
        let shown = || returns.iter().take(MANY);
        let names = shown().map(|(exit, _)| Value::from(&exit.person.id));
        let phrase = Phrase::new(wording)
            .with("organisation", &scope.query.organisation)
            .with("people", Value::List(names.collect()));
        let cited = shown().flat_map(|(exit, again)| {
            let ended = scope.end_of(exit.person, again);
            let left = ended.into_iter().filter_map(|it| it.departure.citations());
            std::iter::once(again.citations.clone().at_most(1)).chain(left)
        });
        scope.derived(phrase, cited)
    };
    let told = [
        of_these("returned-of-these", back),
        of_these("returned-and-left", gone),
        leaves_apart(scope, &selection.leaves),
    ];
    told.into_iter().flatten().collect()
}

/// Who took a leave, which no list of departures counts.
fn leaves_apart(scope: Scope<'_>, leaves: &[Exit<'_>]) -> Option<Statement> {
    let shown: Vec<&Exit<'_>> = leaves.iter().take(MANY).collect();
    let names = shown.iter().map(|exit| dated(exit)).collect();
    let phrase = Phrase::new("leaves-apart").with("people", Value::List(names));
    scope.derived(phrase, citations(shown))
}

/// Whether somebody took a leave and is not back.
pub(super) fn on_leave(scope: Scope<'_>, exit: &Exit<'_>) -> bool {
    let manner = scope.best(&exit.departure.manner);
    manner.is_some_and(|it| it.value.kind == MannerKind::OnLeave)
        && scope.rejoined(exit).next().is_none()
}

/// The people of whom these are the departures, each once.
pub(super) fn people<'a, 'b>(exits: impl IntoIterator<Item = &'b Exit<'a>>) -> BTreeSet<&'a str>
where
    'a: 'b,
{
    let ids = exits.into_iter().map(|exit| exit.person.id.as_str());
    ids.collect()
}

/// One statement for each role group, so that a long list stays legible.
pub(super) fn by_group(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    exits: &[Exit<'_>],
) -> Vec<Statement> {
    let order: Vec<RoleGroup> = if groups.is_empty() {
        RoleGroup::ALL.to_vec()
    } else {
        groups.to_vec()
    };
    let mut listed: Vec<&Membership> = Vec::new();
    let mut statements = Vec::new();
    for role in order {
        let mine: Vec<&Exit<'_>> = exits
            .iter()
            .filter(|exit| exit.membership.groups.contains(&role))
            .filter(|exit| {
                let mut before = listed.iter();
                !before.any(|it| std::ptr::eq(*it, exit.membership))
            })
            .collect();
        if mine.is_empty() {
            continue;
        }
        listed.extend(mine.iter().map(|exit| exit.membership));
        let shown: Vec<&Exit<'_>> = mine.iter().copied().take(MANY).collect();
        let group = scope.knowledge.group(&scope.query.organisation, role);
        let phrase = Phrase::new("list-dated")
            .with("kind", role.name())
            .with_known("named", "group", group.map(|it| &it.name))
            .with("headed", if groups.len() == 1 { "no" } else { "yes" })
            .with("count", people(mine.iter().copied()).len())
            .with(
                "people",
                Value::List(
                    shown
                        .iter()
                        .map(|exit| dated_as_asked(scope, exit))
                        .collect(),
                ),
            )
            .with("more", mine.len() - shown.len());
        statements.extend(scope.derived(phrase, citations(shown.iter().copied())));
    }
    statements
}

/// The days of a month.
const MONTH: i32 = 31;

/// Those whose date is not known well enough to say.
pub(super) fn perhaps(scope: Scope<'_>, selection: &Selection<'_>) -> Option<Statement> {
    // Of a single day it is no news that somebody left at some time around it.
    let windows = scope.query.filters.times.iter().map(|time| time.bounds());
    let single = windows.clone().count() > 0
        && windows
            .into_iter()
            .all(|window| window.from.is_some() && window.from == window.until);
    let narrow = |exit: &&Exit<'_>| {
        !single
            || exit
                .date()
                .is_some_and(|date| date.width_in_days() <= MONTH)
    };
    let possible: Vec<&Exit<'_>> = selection.possible.iter().filter(narrow).collect();
    if possible.is_empty() {
        return None;
    }
    let shown: Vec<&Exit<'_>> = possible.iter().take(FEW).copied().collect();
    let phrase = Phrase::new("list-perhaps")
        .with(
            "people",
            Value::List(shown.iter().map(|exit| dated(exit)).collect()),
        )
        .with("open", open_of(scope, &possible))
        .with("more", possible.len() - shown.len());
    scope.derived(phrase, citations(shown.iter().copied()))
}

/// What leaves open whether these departures are meant: `venture` where only some sources say that they founded something,
/// else `date`.
fn open_of(scope: Scope<'_>, possible: &[&Exit<'_>]) -> &'static str {
    let dated = possible
        .iter()
        .all(|exit| scope.certainty_in_time(exit) == Containment::Inside);
    if dated { "venture" } else { "date" }
}

/// For questions about single days: departures that another time zone puts on that day.
pub(super) fn by_other_calendars(scope: Scope<'_>, groups: &[RoleGroup]) -> Vec<Statement> {
    let windows: Vec<Interval> = scope
        .query
        .filters
        .times
        .iter()
        .map(|time| time.bounds())
        .filter(|window| is_short(*window))
        .collect();
    if windows.is_empty() {
        return Vec::new();
    }
    scope
        .exits(groups)
        .into_iter()
        .filter_map(|exit| {
            let claim = exit.when()?;
            let dates: Vec<_> = claim.value.everywhere().map(|(date, _)| date).collect();
            let inside = |date: &&&PartialDate| {
                windows
                    .iter()
                    .any(|it| date.within(it.from, it.until) == Containment::Inside)
            };
            let hit = |wanted: bool| dates.iter().any(|date| inside(&date) == wanted);
            if !(hit(true) && hit(false)) {
                return None;
            }
            // A departure that only another zone puts on the day is told as one.
            let elsewhere = windows
                .iter()
                .all(|window| scope.within(&exit, *window) != Containment::Inside);
            let told = elsewhere.then(|| super::dates::dates(scope, &exit).into_iter().next());
            told.flatten().or_else(|| {
                let phrase = Phrase::new("calendar-differs")
                    .with("person", &exit.person.id)
                    .with("moment", moment(&claim.value));
                Some(scope.told(claim, phrase))
            })
        })
        .collect()
}

/// How many the day has by one of its calendars.
fn by_zone(scope: Scope<'_>, groups: &[RoleGroup], shifted: &[Statement]) -> Option<Statement> {
    let phrase = filter::named(Phrase::new("count-by-zone"), scope, groups)
        .with("organisation", &scope.query.organisation)
        .with("period", period(scope))
        .with("count", shifted.len());
    scope.derived(phrase, shifted.iter().map(|it| it.citations.clone()))
}

/// Nobody passes the filters; says so, and what is nearest.
pub(super) fn nobody(scope: Scope<'_>, groups: &[RoleGroup]) -> Answer {
    let shifted = by_other_calendars(scope, groups);
    let remark = filter::named(Phrase::new("nobody"), scope, groups)
        .with("organisation", &scope.query.organisation)
        .with("period", period(scope))
        .with("day", scope.day);
    // By one of its calendars the day has a departure: "nobody" would be false by it.
    if !shifted.is_empty() {
        let counted = scope
            .query
            .focus
            .counts
            .then(|| by_zone(scope, groups, &shifted));
        return Answer::of(counted.flatten().into_iter().chain(shifted).collect());
    }
    let query = super::query::Query {
        filters: Filters {
            manners: Vec::new(),
            reasons: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let wider = scope.asking(&query);
    let known = scope.exits(groups);
    let around = if known.is_empty() {
        wider.exits(groups)
    } else {
        known
    };
    let Some(last) = around.last() else {
        return Answer::declined(DeclineReason::NotStated, remark);
    };
    let leaves = leaves_apart(scope, &scope.select(groups).leaves);
    // What sources count without names answers before that nobody is named.
    let mut statements = waves::reported(scope, groups);
    statements.extend(none(scope, groups, &mut [*last].iter()));
    statements.extend(leaves);
    let instead = super::manners::instead(scope, groups);
    // Beside a filter on anything but time the most recent departure is beside the point.
    let timed = !query.filters.times.is_empty() || !query.filters.anchors.is_empty();
    let near = timed || !is_filtered(scope.query);
    if near && instead.is_empty() && query.filters.manners == scope.query.filters.manners {
        statements.extend(nearest(scope, &around));
    }
    statements.extend(instead);
    Answer::of(statements)
}

/// The departure nearest to a window without one, among those whose day is known: the first one where the window lies
/// before all of them, else the most recent.
fn nearest(scope: Scope<'_>, known: &[Exit<'_>]) -> Option<Statement> {
    const A_WEEK: i32 = 7;
    let times = scope.query.filters.times.iter();
    let end = times.filter_map(|time| time.bounds().until).max();
    let gone = || known.iter().filter(|it| !is_leave(it));
    let first = gone().find(|exit| exit.date().is_some())?;
    let before_all = end.is_some_and(|end| first.date().is_some_and(|date| date.earliest() > end));
    let last = gone().rev().find(|exit| {
        exit.date()
            .is_some_and(|date| date.width_in_days() <= A_WEEK)
    });
    let (id, exit) = if before_all {
        ("first-recorded", first)
    } else {
        ("most-recent", last?)
    };
    scope.derived(
        Phrase::new(id).with("person", dated(exit)),
        citations([exit]),
    )
}

/// The question is about days that the data do not reach.
pub(super) fn beyond_the_data(scope: Scope<'_>) -> Answer {
    Answer::declined(
        DeclineReason::NotStated,
        Phrase::new("beyond-the-data").with("day", scope.knowledge.as_of),
    )
    .suggesting(vec![
        Phrase::new("ask-who-left").with("organisation", &scope.query.organisation),
        Phrase::new("ask-last").with("organisation", &scope.query.organisation),
    ])
}
