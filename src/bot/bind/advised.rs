//! A role that a question claims of whoever was spoken of: "gone for good, or as an adviser?" asks how they left, where
//! the records of their departure name that role.

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::person::Person;

/// Reads a role that the departure of the one person spoken of names as a question on that departure.
pub(super) fn role_of_a_departure(asked: Asked<'_>, query: &mut Query) {
    let Some([spoken_of]) = asked.memory.map(|it| it.subjects.as_slice()) else {
        return;
    };
    let asks = matches!(
        query.resolver,
        Resolver::Manner
            | Resolver::Remaining
            | Resolver::Verify
            | Resolver::VerifyRemains
            | Resolver::VerifyMember
            | Resolver::Profile
    );
    let free = query.people.is_empty()
        && query.groups.is_empty()
        && query.ordinals.is_empty()
        && query.others.is_empty()
        && !query.all;
    let person = asked.knowledge.people.get(spoken_of);
    let named = person.is_some_and(|it| names_role(it, &query.roles));
    if asks && free && named {
        query.people = vec![spoken_of.clone()];
        query.roles.clear();
        query.resolver = Resolver::Manner;
    }
}

/// Whether the manner of one of somebody's departures is told in words of one of these roles.
fn names_role(person: &Person, roles: &[String]) -> bool {
    let departures = person
        .memberships
        .iter()
        .filter_map(|it| it.departure.as_ref());
    let told = departures
        .flat_map(|it| &it.manner)
        .filter_map(|it| it.value.text.as_ref());
    told.into_iter().any(|text| text.has_one_of(roles))
}
