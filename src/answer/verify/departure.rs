//! A departure against a claim: its day, its place in the order, what lies before and after it, who it was that left.

use super::super::dates::dates;
use super::super::filter;
use super::super::phrase::Phrase;
use super::super::query::{Anchor, Query};
use super::super::scope::{Scope, citations};
use super::super::statement::{Kind, Statement};
use super::{Judgement, Verdict};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Rank, When};
use crate::knowledge::date::Containment;
use crate::nlu::temporal::{Form, Interval};

/// Whether the departure lies where the question puts it.
pub(super) fn date(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let windows: Vec<Interval> = scope
        .query
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .flat_map(|time| {
            std::iter::once(time.bounds()).chain(
                time.alternatives
                    .iter()
                    .map(|interval| time.relation.bounds(*interval)),
            )
        })
        .collect();
    if windows.is_empty() {
        return None;
    }
    let verdict = windows
        .iter()
        .map(|window| judge_window(scope, exit, *window))
        .min()
        .unwrap_or(Verdict::Unknown);
    let statements = dates(scope, exit);
    let verdict = if windows.len() > 1 && statements.iter().any(|it| it.kind == Kind::Disputed) {
        Verdict::Disputed
    } else {
        verdict
    };
    Some(Judgement {
        verdict,
        statements,
    })
}

fn judge_window(scope: Scope<'_>, exit: &Exit<'_>, window: Interval) -> Verdict {
    let inside = |claim: &Claim<When>| {
        let mut best = Containment::Outside;
        for (date, _) in claim.value.everywhere() {
            match date.within(window.from, window.until) {
                Containment::Inside => return Containment::Inside,
                Containment::Perhaps => best = Containment::Perhaps,
                Containment::Outside => {}
            }
        }
        best
    };
    let fields = [
        &exit.departure.effective,
        &exit.departure.announced,
        &exit.departure.reported,
    ];
    let main = exit.when().map(inside);
    if main == Some(Containment::Inside) {
        return Verdict::Supported;
    }
    let others = || {
        fields
            .iter()
            .flat_map(|claims| claims.iter())
            .filter(|claim| claim.known_on(scope.day))
    };
    if others().any(|claim| claim.rank != Rank::Refuted && inside(claim) == Containment::Inside) {
        return Verdict::Disputed;
    }
    if main == Some(Containment::Perhaps) {
        return Verdict::Inexact;
    }
    if others().any(|claim| inside(claim) == Containment::Inside) {
        return Verdict::Refuted;
    }
    Verdict::Contradicted
}

/// Whether the departure has the place in the order that the question names.
pub(super) fn place(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let ordinals = &scope.query.ordinals;
    if ordinals.is_empty() {
        return None;
    }
    let query = Query {
        times: Vec::new(),
        ..scope.query.clone()
    };
    let untimed = scope.asking(&query);
    let exits = untimed.exits(&untimed.groups(true));
    let index = exits
        .iter()
        .position(|other| other.person.id == exit.person.id)?;
    let place = i32::try_from(index + 1).ok()?;
    let from_behind = i32::try_from(exits.len() - index).ok()?;
    let verdict = if ordinals.contains(&place) || ordinals.contains(&-from_behind) {
        Verdict::Supported
    } else {
        Verdict::Contradicted
    };
    let phrase = Phrase::new("place-of")
        .with("person", &exit.person.id)
        .with("place", index + 1)
        .with("total", exits.len())
        .with("kind", filter::kind_of(&untimed.groups(true)));
    let mut statements: Vec<Statement> = scope
        .derived(phrase, citations([exit]))
        .into_iter()
        .collect();
    if let (Verdict::Contradicted, [asked]) = (verdict, ordinals.as_slice()) {
        let holder = super::super::order::place(untimed, &exits, *asked);
        statements.extend(holder.into_iter().take(1));
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// Whether the departure lies before or after the person or event that the question names.
pub(super) fn sequence(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let (_, anchor) = scope.query.anchors.first()?;
    let query = Query {
        times: Vec::new(),
        ..scope.query.clone()
    };
    let untimed = scope.asking(&query);
    let verdict = match untimed.in_time(exit) {
        Containment::Inside => Verdict::Supported,
        Containment::Perhaps => Verdict::Inexact,
        Containment::Outside => Verdict::Contradicted,
    };
    let mut statements: Vec<Statement> = dates(scope, exit).into_iter().take(1).collect();
    match anchor {
        Anchor::Person(id) => {
            let other = scope.knowledge.people.get(id)?;
            let other = scope.exit_of(other)?;
            statements = super::super::compare::comparison(scope, exit, &other)
                .into_iter()
                .collect();
        }
        Anchor::Topic(id) => {
            let topic = scope.knowledge.topics.get(id)?;
            statements.extend(super::super::topic::dates(scope, topic).into_iter().take(1));
        }
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// Whether the person who left belonged to the group, or had the role, that the question names.
pub(super) fn belonging(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let (groups, roles) = (&scope.query.groups, &scope.query.roles);
    if groups.is_empty() && roles.is_empty() {
        return None;
    }
    let membership = exit.membership;
    let within = groups.iter().all(|it| membership.groups.contains(it));
    let holds = roles.is_empty() || membership.holds(roles);
    // "Joined Beta as a scientist" says what somebody became there.
    let listed = groups.iter().any(|it| {
        let group = scope.knowledge.group(&membership.organisation, *it);
        group.is_some()
    });
    let elsewhere = !scope.query.others.is_empty() && !listed && roles.is_empty();
    if (within && holds) || elsewhere {
        return None;
    }
    let phrase = membership.role.as_ref().map(|role| {
        Phrase::new("role-at")
            .with("person", &exit.person.id)
            .with("organisation", &membership.organisation)
            .with("role", role)
            .with("over", "yes")
    });
    let role =
        phrase.and_then(|phrase| scope.derived(phrase, [membership.citations.clone().at_most(3)]));
    // Which words for people a role earns is a matter of speech; only a named group has a list.
    Some(Judgement {
        verdict: if !within && listed {
            Verdict::Contradicted
        } else {
            Verdict::Partly
        },
        statements: dates(scope, exit).into_iter().take(1).chain(role).collect(),
    })
}
