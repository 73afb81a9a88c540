//! A role that a question claims of whoever was spoken of: "gone for good, or as an adviser?" asks how they left, where
//! the records of their departure name that role.

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::person::Person;

/// Reads a role that the departure of the one person named or spoken of names as a question on that departure.
pub(super) fn role_of_a_departure(asked: Asked<'_>, query: &mut Query) {
    let subjects = asked.memory.map(|it| it.subjects.as_slice());
    let spoken_of = match (query.people.as_slice(), subjects) {
        ([one], _) | ([], Some([one])) => one.clone(),
        _ => return,
    };
    let slots = &asked.interpretation.slots;
    let still = query.stays || cue(slots, "persists") || cue(slots, "staying");
    let asks = match query.resolver {
        Resolver::Verify | Resolver::VerifyRemains | Resolver::VerifyMember => true,
        Resolver::Manner | Resolver::Remaining | Resolver::Profile => {
            query.people.is_empty() || still
        }
        _ => false,
    };
    let free = query.filters.groups.is_empty()
        && query.filters.ordinals.is_empty()
        && query.others.iter().all(|it| *it == query.organisation)
        && !query.all;
    let person = asked.knowledge.people.get(&spoken_of);
    let named = person.is_some_and(|it| names_role(it, &query.filters.roles));
    if !(asks && free && named) {
        return;
    }
    query.people = vec![spoken_of];
    query.filters.roles.clear();
    query.others.clear();
    query.resolver = Resolver::Manner;
    // "Is he still an adviser?" asks what became of it since.
    if still {
        query.resolver = Resolver::Destination;
        query.focus.onwards = true;
        query.stays = false;
        query.filters.times.clear();
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
