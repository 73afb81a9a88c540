//! Who stands beside somebody or something in the order of departures: the next one after Alpha, the last before the deal.

use super::place;
use crate::answer::filter;
use crate::answer::list::nobody;
use crate::answer::moment::{dated_by, moment_of};
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::{Anchor, Filters};
use crate::answer::scope::{Scope, citations};
use crate::answer::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::person::RoleGroup;
use crate::nlu::temporal::Relation;

/// Who left next after, or last before, a person or an event.
pub(super) fn beside_somebody(scope: Scope<'_>) -> Option<Answer> {
    let (relation, anchor) = match scope.query.filters.anchors.first() {
        Some((relation, anchor)) => (*relation, anchor.clone()),
        None => (
            Relation::After,
            Anchor::Person(scope.query.people.first()?.clone()),
        ),
    };
    let before = matches!(relation, Relation::Before | Relation::Until);
    let groups = scope.groups(true);
    if let Anchor::Person(id) = &anchor
        && let Some(person) = scope.knowledge.people.get(id)
        && scope.exit_of(person).is_none()
    {
        return Some(beside_who_stays(scope, person, &groups, before));
    }
    let under = |filters: Filters| crate::answer::query::Query {
        filters,
        ..scope.query.clone()
    };
    let asked = under(Filters {
        anchors: vec![(
            if before {
                Relation::Before
            } else {
                Relation::After
            },
            anchor.clone(),
        )],
        ..scope.query.filters.clone()
    });
    // That nobody left after somebody is only said if it holds at any time.
    let anytime = under(Filters {
        times: Vec::new(),
        ..asked.filters.clone()
    });
    let beside = |groups: &[RoleGroup]| {
        [&asked, &anytime].into_iter().find_map(|query| {
            let selection = scope.asking(query).select(groups);
            let certain = end(&selection.certain, before).map(|exit| (exit, true));
            certain.or_else(|| end(&selection.possible, before).map(|exit| (exit, false)))
        })
    };
    let everybody = scope.groups(false);
    // Where no group is asked about, one of the organisation's one group is followed by another of it, and anybody else by
    // anybody.
    let narrow = groups != everybody && is_of(scope, &anchor, &groups);
    let of_group = beside(&groups)
        .filter(|_| narrow)
        .map(|it| (groups.as_slice(), it));
    // After an event whoever left next is meant, and of the group beside it.
    let of_all = || Some((everybody.as_slice(), beside(&everybody)?));
    let found = match anchor {
        Anchor::Person(_) => of_group.or_else(of_all),
        Anchor::Topic(_) => of_all().or(of_group),
    };
    let Some((of, (exit, certain))) = found else {
        let known = scope.exits(&everybody);
        let phrase = Phrase::new("nobody-beside")
            .with("relation", if before { "before" } else { "after" })
            .with("anchor", anchor_value(&anchor))
            .with("organisation", &scope.query.organisation)
            .with("kind", filter::kind_of(&everybody));
        let edge = if before { known.first() } else { known.last() };
        return Some(match scope.derived(phrase, citations(edge)) {
            Some(nobody_beside) => Answer::of(vec![nobody_beside]),
            None => nobody(scope, &everybody),
        });
    };
    let mut told = next_to(scope, (before, &anchor), of, &exit, certain);
    if let Some((group, (other, certain))) = of_group
        && other.person.id != exit.person.id
    {
        told.extend(next_to(scope, (before, &anchor), group, &other, certain));
    }
    Some(Answer::of(told))
}

/// Whether what others left beside is an event, or somebody of these groups.
fn is_of(scope: Scope<'_>, anchor: &Anchor, groups: &[RoleGroup]) -> bool {
    match anchor {
        Anchor::Person(id) => scope
            .knowledge
            .people
            .get(id)
            .and_then(|it| scope.membership_of(it))
            .is_some_and(|stay| groups.iter().any(|it| stay.groups.contains(it))),
        Anchor::Topic(_) => true,
    }
}

/// That somebody was the next of a group to leave after what a question names, or the last before it; and that this is not
/// certain, if it is not.
fn next_to(
    scope: Scope<'_>,
    (before, anchor): (bool, &Anchor),
    groups: &[RoleGroup],
    exit: &Exit<'_>,
    certain: bool,
) -> Vec<Statement> {
    let phrase = filter::named(Phrase::new("beside"), scope, groups)
        .with("relation", if before { "before" } else { "after" })
        .with("anchor", anchor_value(anchor))
        .with("person", &exit.person.id);
    let phrase = match moment_of(exit) {
        Some(moment) => phrase.with("dated", dated_by(exit)).with("moment", moment),
        None => phrase.with("dated", "no"),
    };
    let mut cited = vec![*exit];
    if let Anchor::Person(id) = anchor
        && let Some(other) = scope
            .knowledge
            .people
            .get(id)
            .and_then(|it| scope.exit_of(it))
    {
        cited.push(other);
    }
    let mut statements: Vec<Statement> = scope
        .derived(phrase, citations(&cited))
        .into_iter()
        .collect();
    if !certain {
        let people = Value::List(vec![anchor_value(anchor)]);
        statements.extend(scope.derived(
            Phrase::new("place-unsure").with("people", people),
            citations(&cited),
        ));
    }
    statements
}

/// Nobody left next to somebody who never did: that is said, and before them whoever was the last to go.
fn beside_who_stays(
    scope: Scope<'_>,
    person: &crate::knowledge::person::Person,
    groups: &[RoleGroup],
    before: bool,
) -> Answer {
    let refusal = crate::answer::lookup::no_departure(scope, person);
    let last = if before {
        place(scope, &scope.exits(groups), -1)
    } else {
        Vec::new()
    };
    if last.is_empty() {
        return refusal;
    }
    Answer {
        remark: refusal.remark,
        ..Answer::of(last)
    }
}

/// The last or the first of departures in order.
fn end<'a>(exits: &[Exit<'a>], last: bool) -> Option<Exit<'a>> {
    if last {
        exits.last().copied()
    } else {
        exits.first().copied()
    }
}

fn anchor_value(anchor: &Anchor) -> Value {
    match anchor {
        Anchor::Person(id) => Value::Person(id.clone()),
        Anchor::Topic(id) => Value::Topic(id.clone()),
    }
}
