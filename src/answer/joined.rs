//! Since when people belonged to an organisation: one stay, and everybody whose stay began in a time.

use super::arrivals::people_in;
use super::moment::{moment, moment_of};
use super::phrase::{Phrase, Value};
use super::query::Query;
use super::scope::Scope;
use super::span::stay;
use super::statement::Statement;
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::{Membership, Person};

/// Since when somebody belonged to an organisation, until when, and how long, of one stay. A stay that goes on in another
/// post is told with that one.
pub(super) fn belonged(
    scope: Scope<'_>,
    person: &Person,
    membership: &Membership,
) -> Option<Statement> {
    if person.stayed_on(membership) {
        return None;
    }
    let from = person.begun_as(membership).from.as_ref()?;
    let phrase = Phrase::new("joined")
        .with("person", &person.id)
        .with("organisation", &membership.organisation)
        .with("date", from);
    let mut cited = vec![membership.citations.clone()];
    let until = membership
        .departure
        .as_ref()
        .and_then(|departure| departure.when())
        .filter(|(_, claim)| claim.value.date.earliest() <= scope.day);
    let phrase = match until {
        Some((_, claim)) => {
            cited.push(claim.citations.clone().at_most(2));
            // Both days, where lists show two of them.
            let mut exits = scope.knowledge.exits_of(person);
            let exit = exits.find(|it| std::ptr::eq(it.membership, membership));
            let shown = exit.and_then(|it| moment_of(&it));
            phrase
                .with("ended", "yes")
                .with("moment", shown.unwrap_or_else(|| moment(&claim.value)))
                .with("gap", stay(from, &claim.value.date))
        }
        None => phrase.with("ended", "no"),
    };
    scope.derived(phrase, cited)
}

/// Those whose stay at an organisation is recorded to have begun in the time that the question names, before the moves
/// there of other people. Without such a time, or where nothing is recorded, the moves alone.
pub(super) fn with_arrivals<'a>(
    scope: Scope<'a>,
    target: &OrganisationId,
    moves: Vec<Statement>,
) -> Vec<Statement> {
    let windows = scope.windows();
    if windows.is_empty() || scope.query.filters.company {
        return moves;
    }
    let groups = scope.groups(false);
    let query = Query {
        organisation: target.clone(),
        ..scope.query.clone()
    };
    let there = scope.asking(&query);
    // "From Alpha to Beta" means nobody who came from elsewhere.
    let from_anywhere = !scope.query.organisation_named || scope.query.organisation == *target;
    let begun = |person: &'a Person, stay: &Membership| {
        let from = person.begun_as(stay).from.as_ref();
        let inside = |from: &PartialDate| {
            let mut windows = windows.iter();
            windows.any(|it| from.within(it.from, it.until) == Containment::Inside)
        };
        // A stay that goes on in another post is told with that one.
        !person.stayed_on(stay)
            && from.is_some_and(inside)
            && stay.begun_by(scope.day)
            && there.admits(&groups, &person.id, stay)
            && (from_anywhere || scope.exits_here(person).next().is_some())
    };
    let members = scope.knowledge.members(target, None);
    let arrived: Vec<(&Person, &Membership)> =
        members.filter(|(person, it)| begun(person, it)).collect();
    let told = arrived.iter();
    let mut told: Vec<Statement> = told
        .filter_map(|(person, stay)| came(scope, person, stay))
        .collect();
    let known = |it: &Statement| {
        let named = people_in(&it.phrase);
        let mut arrived = arrived.iter();
        arrived.any(|(person, _)| named.contains(&&Value::from(&person.id)))
    };
    told.extend(moves.into_iter().filter(|it| !known(it)));
    told
}

/// That somebody came to an organisation, or came back to it.
fn came(scope: Scope<'_>, person: &Person, stay: &Membership) -> Option<Statement> {
    let first = person.begun_as(stay);
    let mut exits = scope.knowledge.exits_of(person);
    let before = exits.find(|exit| {
        let mut again = exit.rejoined();
        again.any(|it| std::ptr::eq(it, first))
    });
    match before {
        Some(exit) => super::dates::back(scope, &exit, first),
        None => belonged(scope, person, stay),
    }
}
