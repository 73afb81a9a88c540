//! One question about several organisations: an answer for each, one behind the other.

use super::answer;
use super::query::Query;
use super::scope::Scope;
use super::statement::{Answer, Outcome};
use crate::knowledge::Knowledge;
use crate::knowledge::id::OrganisationId;

/// The answers for each organisation that the question means, without those of which nothing is recorded where something
/// is of another.
pub(super) fn across(knowledge: &Knowledge, query: &Query) -> Answer {
    let organisations = std::iter::once(&query.organisation).chain(&query.further);
    let mut answers: Vec<Answer> = organisations
        .map(|organisation| answer(knowledge, &of(query, organisation)))
        .collect();
    if answers.iter().any(|it| it.outcome != Outcome::Declined) {
        answers.retain(|it| it.outcome != Outcome::Declined);
    }
    let joined = answers.into_iter().reduce(|first, next| Answer {
        remark: first.remark,
        decline: first.decline,
        outcome: first.outcome.max(next.outcome),
        suggestions: first.suggestions,
        statements: [first.statements, next.statements].concat(),
    });
    joined.unwrap_or_else(|| answer(knowledge, &of(query, &query.organisation)))
}

/// The same question about one organisation.
fn of(query: &Query, organisation: &OrganisationId) -> Query {
    Query {
        organisation: organisation.clone(),
        further: Vec::new(),
        ..query.clone()
    }
}

/// Where a question names no organisation and nothing that passes its filters is recorded of the one it is taken to
/// mean: the others of which something is.
pub fn elsewhere(knowledge: &Knowledge, query: &Query) -> Vec<OrganisationId> {
    let departs = |query: &Query| {
        let scope = Scope::new(knowledge, query);
        scope.selects(&scope.groups(false))
    };
    if query.organisation_named || !query.people.is_empty() || departs(query) {
        return Vec::new();
    }
    let others = knowledge.organisations.keys();
    others
        .filter(|id| **id != query.organisation && departs(&of(query, id)))
        .cloned()
        .collect()
}
