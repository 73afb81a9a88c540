//! What says of somebody who never left that they are there: a post that they took up a few days ago.

use super::super::phrase::Phrase;
use super::super::scope::Scope;
use super::super::statement::Statement;
use crate::knowledge::claim::{Claim, Fact, FactKind};
use crate::knowledge::date::days_between;
use crate::knowledge::person::{Membership, Person};

/// A post is news for so many days.
const NEWS: i32 = 31;

/// What somebody is recorded to have taken on in the last days, at an organisation that is the only one they belong to.
pub(super) fn taken_up(
    scope: Scope<'_>,
    person: &Person,
    membership: &Membership,
) -> Vec<Statement> {
    let here = |claim: &&Claim<Fact>| {
        let places = &claim.value.organisations;
        places.is_empty() || places.contains(&membership.organisation)
    };
    let fresh = |claim: &&Claim<Fact>| {
        claim.since.as_ref().is_some_and(|since| {
            since.latest() <= scope.day && days_between(since.earliest(), scope.day) <= NEWS
        })
    };
    let alone = person.memberships.len() == 1;
    let standing = scope.standing(&person.facts).into_iter();
    standing
        .filter(|claim| alone && claim.value.kind == FactKind::Lead)
        .filter(|claim| here(claim) && fresh(claim))
        .map(|claim| scope.told(claim, Phrase::predicate(&person.id, &claim.value.text)))
        .collect()
}
