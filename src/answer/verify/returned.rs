//! Whether somebody who left has come back.

use super::presence::stepped_back;
use super::{Verdict, absence, conclude};
use crate::answer::dates::{back, dates};
use crate::answer::manners::manners_of;
use crate::answer::phrase::Phrase;
use crate::answer::resolver::Resolver;
use crate::answer::returns::why_back;
use crate::answer::scope::Scope;
use crate::answer::statement::{Answer, Statement};
use crate::knowledge::person::Person;

/// Whether somebody who left has come back: another membership of the organisation since.
pub(super) fn returned(scope: Scope<'_>) -> Answer {
    let mut verdict = Verdict::Supported;
    let mut statements = Vec::new();
    for person in scope.people() {
        let Some(exit) = scope.exit_of(person) else {
            verdict = Verdict::Unrecorded;
            statements.extend(absence(scope, person).statements);
            continue;
        };
        match again(scope, person) {
            returns if !returns.is_empty() => {
                statements.extend(returns);
                // "Is she back?" of one who has left again since.
                if scope.rejoined(&exit).next().is_none() {
                    if scope.query.focus.present || scope.query.stays {
                        verdict = Verdict::Contradicted;
                    }
                    statements.extend(dates(scope, &exit).into_iter().take(1));
                }
            }
            _ => {
                verdict = Verdict::Unrecorded;
                let none = Phrase::new("no-return")
                    .with("person", &person.id)
                    .with("organisation", &exit.membership.organisation)
                    .with("day", scope.day);
                statements.extend(scope.derived(none, super::super::scope::citations([&exit])));
                if stepped_back(scope, &exit) {
                    statements.extend(manners_of(scope, &exit).into_iter().take(1));
                }
                statements.extend(dates(scope, &exit).into_iter().take(1));
            }
        }
    }
    conclude(scope, verdict, statements)
}

/// The returns of somebody after the departures meant.
fn again(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let returns = scope.returns_of(person);
    returns
        .iter()
        .filter_map(|(exit, again)| back(scope, exit, again))
        .collect()
}

/// "Was she reinstated?", "when did he come back?" asked of one who belongs to the organisation again, or did.
pub(in crate::answer) fn of_return(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let [person] = scope.people().collect::<Vec<_>>()[..] else {
        return None;
    };
    let again = again(scope, person);
    if again.is_empty() {
        return None;
    }
    let asked = query.filters.returns && query.others.is_empty() && query.topics.is_empty();
    let why = query.resolver == Resolver::Why
        || (query.resolver == Resolver::Verify && query.focus.asks_reason);
    if why && asked && query.filters.reasons.is_empty() {
        return why_back(scope);
    }
    match query.resolver {
        Resolver::Manner | Resolver::WhoLeft | Resolver::Verify | Resolver::VerifyRemains
            if asked && query.filters.times.is_empty() =>
        {
            Some(returned(scope))
        }
        Resolver::When if asked => Some(Answer::of(again)),
        _ => None,
    }
}
