//! Who remains on a day, and who belongs to a group.

mod others;

use super::list::{beyond_the_data, nobody};
use super::lookup::MANY;
use super::phrase::{Phrase, Value};
use super::query::{Anchor, Filters, Query};
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::date::{Containment, Sequence};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::nlu::temporal::{Form, Relation};
use others::others_without_departure;

/// People with the membership that is meant.
type Members<'a> = Vec<(&'a Person, &'a Membership)>;

/// Everybody who belongs or belonged, and whether they are still there on the day.
fn standing<'a>(scope: Scope<'a>, groups: &[RoleGroup]) -> (Members<'a>, Members<'a>) {
    let mut certain: Members<'_> = Vec::new();
    let mut possible: Members<'_> = Vec::new();
    let beside = beside_departures(scope);
    for (person, membership) in scope.knowledge.members(&scope.query.organisation, None) {
        let meant = scope.came_from_all(person) && scope.worked_on_all(person);
        if !meant || !scope.admits(groups, &person.id, membership) {
            continue;
        }
        let told = match lasts(scope, beside.as_ref(), person, membership) {
            Containment::Inside => &mut certain,
            Containment::Perhaps => &mut possible,
            Containment::Outside => continue,
        };
        // Whoever holds two posts at once is there once, in the later one.
        match told.iter_mut().find(|(it, _)| it.id == person.id) {
            Some((_, post)) => *post = membership,
            None => told.push((person, membership)),
        }
    }
    (certain, possible)
}

/// Whether a stay had not ended at the moment meant: beside departures by what is known of the order, which says more than
/// days that are not known well (`beside`, as [`beside_departures`] has it). After several it is the moment after all of
/// them, before several that before all.
fn lasts(
    scope: Scope<'_>,
    beside: Option<&(bool, Vec<Exit<'_>>)>,
    person: &Person,
    membership: &Membership,
) -> Containment {
    let own = || {
        let mut exits = scope.knowledge.exits_of(person);
        exits.find(|it| std::ptr::eq(it.membership, membership))
    };
    let outlasted = || own().is_some_and(|exit| scope.is_outlasted(&exit, scope.day));
    let by_day = match membership.lasts_on(scope.day) {
        Containment::Perhaps if outlasted() => Containment::Outside,
        by_day => by_day,
    };
    let Some((before, others)) = beside else {
        return by_day;
    };
    let Some(exit) = own() else {
        return by_day;
    };
    let beside = others.iter().map(|other| {
        let there = if *before {
            Containment::Inside
        } else {
            Containment::Outside
        };
        if exit.person.id == other.person.id {
            return there;
        }
        match exit.sequence(other) {
            Sequence::Before => Containment::Outside,
            // Whoever is not there by the day and leaves later had not come yet.
            Sequence::After if by_day == Containment::Outside => {
                match exit.departure.by(scope.day) {
                    Containment::Outside => by_day,
                    _ => Containment::Inside,
                }
            }
            Sequence::After => Containment::Inside,
            Sequence::Same => there,
            Sequence::Undecidable => Containment::Perhaps,
        }
    });
    let beside = if *before { beside.min() } else { beside.max() };
    beside.unwrap_or(by_day)
}

/// The departures that a question about who remains stands beside, and whether it means the time before them; nothing where
/// it names a day, or limits of several kinds.
fn beside_departures(scope: Scope<'_>) -> Option<(bool, Vec<Exit<'_>>)> {
    let filters = &scope.query.filters;
    if filters.times.iter().any(|time| time.form != Form::Now) {
        return None;
    }
    // The day meant may lie before those departures.
    let whole = Scope::new(scope.knowledge, scope.query);
    let mut sides = Vec::new();
    let mut exits = Vec::new();
    for (relation, anchor) in &filters.anchors {
        let Anchor::Person(id) = anchor else {
            return None;
        };
        sides.push(match relation {
            Relation::Before | Relation::Until => true,
            Relation::After | Relation::Since => false,
            _ => return None,
        });
        let exit = whole.exit_of(scope.knowledge.people.get(id)?)?;
        exit.date()?;
        exits.push(exit);
    }
    let before = *sides.first()?;
    let one_side = sides.iter().all(|it| *it == before);
    one_side.then_some((before, exits))
}

/// When people remain, as wordings have it: beside the departures that the question names, else on the day.
fn moment(scope: Scope<'_>) -> Phrase {
    match beside_departures(scope) {
        Some((before, exits)) => {
            let people = exits.iter().map(super::moment::dated).collect();
            Phrase::new("remain-beside")
                .with("before", if before { "yes" } else { "no" })
                .with("person", Value::List(people))
        }
        None => Phrase::new("remain-on").with("day", scope.day),
    }
}

/// The day that a question about who remains means: the end of the past window that it names, else the day asked.
pub(super) fn on_the_day(scope: Scope<'_>) -> Scope<'_> {
    let days = |wanted: bool| {
        let anchors = scope.query.filters.anchors.iter();
        anchors.filter_map(move |(relation, anchor)| {
            let date = match anchor {
                Anchor::Person(id) => {
                    let person = scope.knowledge.people.get(id)?;
                    scope.exit_of(person)?.date()?.clone()
                }
                Anchor::Topic(id) => scope.knowledge.topics.get(id)?.date()?.clone(),
            };
            let before = matches!(relation, Relation::Before | Relation::Until);
            if before != wanted {
                None
            } else if before {
                date.earliest().yesterday().ok()
            } else {
                Some(date.latest())
            }
        })
    };
    let event = scope
        .event_for_a_day()
        .filter(|_| scope.query.filters.anchors.is_empty())
        .map(|(_, date)| date.latest());
    // After several it is the day after the last of them.
    let anchored = days(true).min().into_iter().chain(days(false).max());
    let scope = anchored
        .chain(event)
        .min()
        .map_or(scope, |day| scope.as_of(day));
    scope
        .query
        .filters
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .filter_map(|time| match time.relation {
            Relation::Before => time.interval.from.and_then(|day| day.yesterday().ok()),
            _ => time.interval.until,
        })
        .min()
        .map_or(scope, |day| scope.as_of(day))
}

/// Who remains.
pub(super) fn remaining(scope: Scope<'_>) -> Answer {
    let present = scope.asks_of_the_present() && scope.asks_beyond_the_data();
    if scope.asks_beyond_the_data() && !present {
        return beyond_the_data(scope);
    }
    let scope = on_the_day(scope);
    let groups = scope.groups(true);
    let (certain, possible) = standing(scope, &groups);
    let group = scope.named_group(&groups).filter(|_| {
        scope.query.filters.formerly.is_empty() && scope.query.filters.teams.is_empty()
    });
    let names = |people: &[(&Person, &Membership)]| {
        Value::List(
            people
                .iter()
                .take(MANY)
                .map(|(person, _)| Value::Person(person.id.clone()))
                .collect(),
        )
    };
    let phrase = super::filter::named(Phrase::new("remain"), scope, &groups)
        .with("organisation", &scope.query.organisation)
        .with("count", certain.len())
        .with("people", names(&certain))
        .with("more", certain.len().saturating_sub(MANY))
        // Of a group that no source counts the data hold those who were in the news, and not all of it.
        .with(
            "complete",
            if scope.named_group(&groups).is_some() {
                "yes"
            } else {
                "no"
            },
        )
        .with("past", past(scope))
        .with("when", moment(scope));
    let phrase = match group {
        Some(group) => {
            let size = super::list::size_of(scope, group.role);
            phrase
                .with("sized", "yes")
                .with("size", size)
                .with("group", &group.name)
        }
        None => phrase.with("sized", "no"),
    };
    let gone = scope.exits(&groups);
    let mut cited: Vec<_> = certain
        .iter()
        .take(MANY)
        .map(|(_, membership)| membership.citations.clone().at_most(1))
        .collect();
    cited.extend(
        gone.last()
            .map(|exit| exit.departure.citations())
            .into_iter()
            .flatten(),
    );
    let mut statements: Vec<Statement> = scope.derived(phrase, cited).into_iter().collect();
    if !possible.is_empty() {
        statements.extend(
            scope.derived(
                Phrase::new("remain-perhaps").with("people", names(&possible)),
                possible
                    .iter()
                    .map(|(_, membership)| membership.citations.clone().at_most(1)),
            ),
        );
    }
    statements.extend(others_without_departure(scope, &groups));
    statements.extend(on_leave(scope, &groups));
    if statements.is_empty() {
        return nobody(scope, &groups);
    }
    let answer = Answer::of(statements);
    if let Some(verdict) = only_those(scope, &groups, &certain) {
        return answer.remarking(Phrase::new("verdict").with("verdict", verdict));
    }
    if present {
        return answer.remarking(Phrase::new("as-the-data-end").with("day", scope.knowledge.as_of));
    }
    answer
}

/// Whether the day meant lies before the one asked and before the end of the data, as wordings have it: `yes` or `no`.
fn past(scope: Scope<'_>) -> &'static str {
    if scope.day < scope.query.today.min(scope.knowledge.as_of) {
        "yes"
    } else {
        "no"
    }
}

/// Who of those meant is on leave on the day: they do not count among those who remain, and they are not gone.
fn on_leave(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<Statement> {
    let members = scope.knowledge.members(&scope.query.organisation, None);
    let away: Vec<Exit<'_>> = members
        .filter(|(person, it)| scope.admits(groups, &person.id, it))
        .filter(|(person, _)| scope.came_from_all(person) && scope.worked_on_all(person))
        .flat_map(|(person, it)| {
            let exits = scope.knowledge.exits_of(person);
            exits.filter(|exit| std::ptr::eq(exit.membership, it))
        })
        .filter(|exit| exit.departure.by(scope.day) == Containment::Inside)
        .filter(|exit| super::list::on_leave(scope, exit))
        .collect();
    let names = away.iter().take(MANY).map(|it| Value::from(&it.person.id));
    let phrase = Phrase::new("remain-on-leave")
        .with("past", past(scope))
        .with("people", Value::List(names.collect()));
    let cited = super::scope::citations(&away).take(MANY);
    scope.derived(phrase, cited)
}

/// Whether those who remain are those whom the question names, or as many as it says: "is he the only one left?" Nothing if it asks no such thing.
fn only_those(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    certain: &Members<'_>,
) -> Option<&'static str> {
    let named = &scope.query.people;
    if named.is_empty() {
        return as_many(scope, groups, certain.len());
    }
    if !scope.query.polar {
        return None;
    }
    let among = |id: &PersonId| certain.iter().any(|(person, _)| person.id == *id);
    if !named.iter().all(among) {
        return Some("contradicted");
    }
    let whole = certain.len() == named.len();
    Some(if whole { "supported" } else { "contradicted" })
}

/// Whether as many remain as the question says: "1 of 12 is left?", "are there two left?" Nothing if it says no number, or
/// only that of the whole group without claiming that all of it remain.
fn as_many(scope: Scope<'_>, groups: &[RoleGroup], remaining: usize) -> Option<&'static str> {
    let query = scope.query;
    let said = *query.filters.numbers.iter().min()?;
    let role = scope.named_group(groups)?.role;
    let size = super::list::size_of(scope, role);
    let claimed =
        query.polar && query.resolver == Resolver::Verify && query.filters.numbers.len() == 1;
    let everybody = size_of_all(scope, role);
    let is_said = |size: usize| i64::try_from(size).is_ok_and(|size| size == said);
    // "Is anyone from the 12 left besides Alpha?"
    if query.polar && !claimed && remaining == 0 && is_said(everybody) {
        return Some("contradicted");
    }
    // "And who's the one that stayed?", "who are the six that stayed?" claim no number.
    if !query.polar && query.filters.numbers.len() == 1 && is_said(remaining) {
        return None;
    }
    let whole = is_said(size) || is_said(everybody);
    let remaining = i64::try_from(remaining).ok()?;
    (claimed || !whole).then_some(match said.cmp(&remaining) {
        std::cmp::Ordering::Equal => "supported",
        std::cmp::Ordering::Less => "more",
        std::cmp::Ordering::Greater => "fewer",
    })
}

/// How many belong to a group of which every member is named, whomever the question takes out.
fn size_of_all(scope: Scope<'_>, role: RoleGroup) -> usize {
    let query = Query {
        filters: Filters {
            except_people: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    super::list::size_of(scope.asking(&query), role)
}
