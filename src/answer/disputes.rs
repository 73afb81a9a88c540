//! On what sources disagree.

use std::collections::BTreeSet;

use super::dates::dates;
use super::lookup::{FEW, no_departure};
use super::notes::note;
use super::phrase::Phrase;
use super::scope::Scope;
use super::statement::{Answer, Kind, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::Rank;
use crate::knowledge::person::Person;

/// On what sources disagree: for a person, every field; else whose dates are open.
pub(super) fn disputes(scope: Scope<'_>) -> Answer {
    if let Some(person) = scope.people().next() {
        return disputes_on(scope, person);
    }
    // Without a name of an organisation in the question, all are meant; those of its main group come first.
    let mut exits = scope.exits(&scope.groups(true));
    if !scope.query.organisation_named {
        let everywhere = scope.knowledge.exits().filter(|exit| scope.happened(exit));
        exits.extend(everywhere);
    }
    let mut seen = BTreeSet::new();
    exits.retain(|exit| seen.insert((&exit.person.id, &exit.membership.organisation)));
    let statements: Vec<Statement> = exits
        .iter()
        .flat_map(|exit| {
            dates(scope, exit)
                .into_iter()
                .filter(|statement| statement.kind == Kind::Disputed)
                .take(2)
        })
        .take(FEW + 2)
        .collect();
    if statements.is_empty() {
        return Answer::remark(Phrase::new("no-disputes"));
    }
    Answer::of(statements)
}

/// The versions of the date of somebody's departure, and what is refuted of it.
fn disputes_on(scope: Scope<'_>, person: &Person) -> Answer {
    let Some(exit) = scope.exit_of(person) else {
        return no_departure(scope, person);
    };
    // With the versions goes why one of them is the better.
    let mut statements = dates(scope, &exit);
    if statements.iter().all(|it| it.kind != Kind::Disputed) {
        // A day that two calendars name differently is the answer to why sources do.
        if scope.query.filters.times.len() > 1 {
            return Answer::of(statements);
        }
        statements.clear();
    }
    if scope.query.filters.times.is_empty() || statements.is_empty() {
        statements.extend(refuted(scope, &exit));
    }
    if statements.is_empty() {
        return Answer::of(dates(scope, &exit))
            .remarking(Phrase::new("no-dispute").with("person", &person.id));
    }
    statements.truncate(FEW);
    Answer::of(statements)
}

/// The refuted notes on a departure, with the reasons.
fn refuted(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    exit.departure
        .note
        .iter()
        .filter(|claim| claim.rank == Rank::Refuted)
        .flat_map(|claim| note(scope, exit, claim))
        .collect()
}
