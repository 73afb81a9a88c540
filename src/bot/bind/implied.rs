//! Organisations that a question implies without naming them: by a group, an event, or whoever it names.

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::{Membership, RoleGroup};
use crate::knowledge::topic::Topic;
use crate::knowledge::{Exit, Knowledge, person};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::model::Interpretation;

/// "Which curators left?" where one organisation alone calls a group of its people so is asked of that organisation.
pub(super) fn of_a_named_group(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let free = query.people.is_empty() && query.others.is_empty() && !query.organisation_named;
    let mut groups = interpretation.slots.of(EntityKind::Group);
    let (Some(group), None, true) = (groups.next(), groups.next(), free) else {
        return;
    };
    let bears = |id: &OrganisationId, named: &str| {
        RoleGroup::ALL
            .iter()
            .any(|role| named == format!("{id}-{}", role.name()))
    };
    let mut bearers = knowledge.organisations.keys().filter(|id| {
        let mut candidates = group.candidates.iter();
        candidates.any(|it| bears(id, &it.id))
    });
    if let (Some(own), None) = (bearers.next(), bearers.next()) {
        query.organisation = own.clone();
        query.organisation_named = true;
    }
}

/// "Of either company" is asked of every organisation from which somebody is recorded to have left.
pub(super) fn of_all(knowledge: &Knowledge, query: &mut Query) {
    let organisations = knowledge.organisations.keys();
    let others = organisations.filter(|id| knowledge.is_left(id));
    query.further = others
        .filter(|id| **id != query.organisation)
        .cloned()
        .collect();
    query.organisation_named = true;
}

/// What happens beside an event is asked of the organisation that the event was in, where no other is named.
pub(super) fn of_event(knowledge: &Knowledge, event: &Topic, query: &mut Query) {
    let organisations = event.organisations.iter();
    let mut own = organisations.filter(|id| knowledge.is_left(id));
    let free = !query.organisation_named && query.people.is_empty();
    if free
        && query.resolver.is_of_an_organisation()
        && !event.organisations.contains(&query.organisation)
        && let (Some(organisation), None) = (own.next(), own.next())
    {
        query.organisation = organisation.clone();
        query.organisation_named = true;
    }
}

/// What is asked of before or after an event, of those who left because of it: as [`of_event`].
pub(super) fn of_named_events(knowledge: &Knowledge, query: &mut Query) {
    let anchored = query.filters.events();
    let events: Vec<&Topic> = anchored
        .chain(&query.topics)
        .filter_map(|id| knowledge.topics.get(id))
        .collect();
    for event in events {
        of_event(knowledge, event, query);
    }
}

/// People who never belonged to the organisation that a question is taken to mean are asked about with their own one.
pub(super) fn of_their_own(knowledge: &Knowledge, query: &mut Query) {
    let of_many = query.resolver.is_of_an_organisation()
        && !matches!(query.resolver, Resolver::Why | Resolver::Manner);
    let named = query.organisation_named || query.others.contains(&query.organisation);
    if of_many || named {
        return;
    }
    let mut memberships = query
        .people
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .flat_map(|person| {
            // What is asked of a departure is asked of a place that somebody left.
            let ended = |it: &&Membership| it.departure.is_some() && !person.stayed_on(it);
            let leaves = query.resolver.is_about_a_departure()
                && person.memberships.iter().any(|it| ended(&it));
            let memberships = person.memberships.iter().rev();
            memberships.filter(move |it| !leaves || ended(it))
        })
        .map(|membership| &membership.organisation);
    let first = memberships.clone().next();
    if let Some(own) = first
        && memberships.all(|it| *it != query.organisation)
    {
        query.organisation = own.clone();
        return;
    }
    // "When was he removed?" of one who was removed from one place and left another is about the first.
    let [person] = query.people.as_slice() else {
        return;
    };
    let so = |exit: &Exit<'_>| {
        let best = person::best(&exit.departure.manner);
        best.is_some_and(|it| query.filters.manners.contains(&it.value.kind))
    };
    let exits = knowledge
        .people
        .get(person)
        .map(|it| knowledge.exits_of(it));
    let mut fitting = exits.into_iter().flatten().filter(so);
    if let (Some(exit), None) = (fitting.next(), fitting.next()) {
        query.organisation = exit.membership.organisation.clone();
    }
}

/// "Who left after her?", "who came next?" beside somebody who never left the organisation that a question is taken to mean,
/// and left another, is asked of the latter.
pub(super) fn of_their_anchors(knowledge: &Knowledge, query: &mut Query) {
    let beside = query.filters.neighbours();
    let ordered = query
        .people
        .iter()
        .filter(|_| query.resolver == Resolver::Order);
    let people: Vec<&PersonId> = beside.chain(ordered).collect();
    // Between two bounds one of them says little of where those asked about left.
    let bounds = query.filters.anchors.len() + query.filters.times.len();
    if query.organisation_named
        || people.is_empty()
        || bounds > 1
        || !query.resolver.is_of_an_organisation()
    {
        return;
    }
    let left = |id: &PersonId| {
        let person = knowledge.people.get(id);
        let exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
        exits
            .map(|it| &it.membership.organisation)
            .collect::<Vec<_>>()
    };
    let belongs = |id: &&PersonId| {
        let person = knowledge.people.get(*id);
        person.is_some_and(|it| {
            let mut stays = it.memberships.iter();
            stays.any(|stay| stay.organisation == query.organisation)
        })
    };
    if people.iter().any(belongs) {
        return;
    }
    let own = people.first().and_then(|id| left(id).last().copied());
    let own = own.filter(|own| people.iter().all(|id| left(id).contains(own)));
    if let Some(own) = own {
        query.organisation = own.clone();
        query.organisation_named = true;
    }
}
