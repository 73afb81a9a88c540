//! Whether somebody is where they are said to have gone.

use super::super::destinations::destinations_of;
use super::super::scope::Scope;
use super::{Judgement, Verdict, absence, biography, circumstances};
use crate::knowledge::claim::{Claim, Destination};
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::Person;
use crate::nlu::temporal::Interval;

/// Whether somebody is where they are said to have gone. Where a later move is recorded, the records do not say where
/// they are now.
pub(super) fn whereabouts(scope: Scope<'_>, person: &Person, windows: &[Interval]) -> Judgement {
    let Some(exit) = scope.exit_of(person) else {
        let absent = absence(scope, person);
        return Judgement {
            verdict: Verdict::Unknown,
            statements: absent.statements,
        };
    };
    let standing: Vec<_> = scope
        .standing(&exit.departure.destination)
        .into_iter()
        .filter(|claim| claim.value.text.is_some())
        .collect();
    let named = |claim: &&&Claim<Destination>| {
        claim
            .value
            .organisation
            .as_ref()
            .is_some_and(|it| scope.query.others.contains(it))
    };
    // Somebody who was taken on from there by another is no longer there.
    let moved_on = windows.is_empty()
        && standing.iter().any(|claim| {
            let from = |id: &OrganisationId| {
                let there = scope.knowledge.organisations.get(id);
                there.is_some_and(|it| {
                    claim
                        .value
                        .text
                        .as_ref()
                        .is_some_and(|text| text.says(&it.name))
                })
            };
            let other = claim.value.organisation.is_some() && !named(&claim);
            other && scope.query.others.iter().any(from)
        });
    // Where somebody went last is where they are, as far as the records go.
    let mut order = exit.departure.destination.iter();
    let last = order
        .rfind(|claim| standing.iter().any(|it| std::ptr::eq(*it, *claim)))
        .filter(|claim| windows.is_empty() && named(&claim));
    let verdict = match standing.iter().filter(named).count() {
        0 => Verdict::Unknown,
        _ if moved_on => Verdict::Contradicted,
        _ if last.is_some() && standing.len() > 1 => Verdict::Supported,
        count if count == standing.len() && windows.is_empty() => Verdict::Supported,
        _ => Verdict::Partly,
    };
    // Where somebody came from is known apart from where they went.
    if verdict == Verdict::Unknown
        && let Some(life) = biography::judge(scope, person)
    {
        return Judgement {
            verdict: Verdict::Partly,
            ..life.judgement
        };
    }
    let mut statements = destinations_of(scope, &exit);
    if last.is_some() && !moved_on {
        statements.reverse();
    }
    // Where somebody is no more is answered by where they went on to.
    if moved_on && !statements.is_empty() {
        statements.rotate_left(1);
    }
    if statements.is_empty() {
        statements.extend(circumstances::nowhere(scope, &exit));
    }
    Judgement {
        verdict,
        statements,
    }
}
