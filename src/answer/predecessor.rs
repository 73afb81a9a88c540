//! Who held a post before somebody.

use super::found::distinct;
use super::lookup::{dates, each, no_departure, notes_about};
use super::phrase::Phrase;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::FactKind;
use crate::knowledge::date::PartialDate;
use crate::knowledge::person::{Membership, Person};

/// So many statements answer for one person.
const MOST: usize = 5;

/// Who held somebody's post before, as far as it is recorded: what is said of taking over, and who left the same role in
/// the same place before.
pub(super) fn predecessor(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    each(scope, |scope, person| {
        let mut statements = holders(scope, person);
        statements.extend(told(scope, person));
        let statements = distinct(scope, statements, MOST);
        if !statements.is_empty() {
            return Ok(statements);
        }
        if person.memberships.is_empty() {
            return Err(no_departure(scope, person));
        }
        Err(Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("predecessor-not-stated")
                .with("person", &person.id)
                .with("day", scope.day),
        )
        .suggesting(vec![Phrase::new("ask-who-is").with("person", &person.id)]))
    })
}

/// Those who left the same role before the person took it up, the latest of each organisation.
fn holders(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let named = scope.query.organisation_named;
    let mut statements = Vec::new();
    for membership in &person.memberships {
        if named && membership.organisation != scope.query.organisation {
            continue;
        }
        let roles = roles(scope, membership);
        let before = |exit: &Exit<'_>| {
            let starts = membership.from.as_ref().map(PartialDate::earliest);
            let left = exit.date().map(PartialDate::earliest);
            match (left, starts) {
                (Some(left), Some(starts)) => left <= starts,
                _ => false,
            }
        };
        let last = scope
            .knowledge
            .exits()
            .filter(|exit| scope.happened(exit))
            .filter(|exit| {
                exit.person.id != person.id
                    && exit.membership.organisation == membership.organisation
                    && !roles.is_empty()
                    && exit.membership.holds(&roles)
            })
            .filter(before)
            .last();
        let Some(exit) = last else { continue };
        let role = exit.membership.role.as_ref().and_then(|role| {
            let phrase = Phrase::new("role-at")
                .with("person", &exit.person.id)
                .with("organisation", &exit.membership.organisation)
                .with("role", role)
                .with("over", "yes")
                .with("founder", super::profile::founder(exit.membership));
            scope.derived(phrase, [exit.membership.citations.clone().at_most(3)])
        });
        statements.extend(role);
        statements.extend(dates(scope, &exit).into_iter().take(1));
    }
    statements
}

/// The role that is asked about: the one that the question names, else the person's own where it is not everybody's.
fn roles(scope: Scope<'_>, membership: &Membership) -> Vec<String> {
    if !scope.query.roles.is_empty() {
        return scope.query.roles.clone();
    }
    let general = membership.groups == [crate::knowledge::person::RoleGroup::Staff];
    let role = membership.role.as_ref().filter(|_| !general);
    role.into_iter()
        .flat_map(|role| role.versions().take(1))
        .map(str::to_lowercase)
        .collect()
}

/// What is recorded of the person's taking over from somebody: facts that name another, and notes on whose successor the
/// person was.
fn told(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let others = || {
        let people = scope.knowledge.people.values();
        people.filter(|other| other.id != person.id)
    };
    let mut statements: Vec<Statement> = scope
        .standing(&person.facts)
        .into_iter()
        .filter(|claim| matches!(claim.value.kind, FactKind::Role | FactKind::Lead))
        .filter(|claim| {
            others().any(|other| {
                claim.value.text.says(&other.name) && scope.knowledge.has_left(&other.id)
            })
        })
        .map(|claim| super::profile::fact(scope, person, claim))
        .collect();
    for other in others() {
        let Some(exit) = scope.knowledge.exits_of(other).last() else {
            continue;
        };
        let names = exit.departure.note.iter().any(|claim| {
            claim.value.about.as_deref() == Some("successor") && claim.value.text.says(&person.name)
        });
        if names {
            statements.extend(notes_about(scope, &exit, "successor"));
        }
    }
    statements
}
