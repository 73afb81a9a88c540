//! Who heads an organisation or a department of one.

use super::Asked;
use super::holders::holders;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::nlu::gazetteer::EntityKind;

/// The vocabulary's value for whoever heads an organisation.
pub(in crate::bot) const HEAD: &str = "chief executive";

/// "Who runs Beta now?" of another organisation than the dataset's own asks who holds its first post, unless a topic of
/// that organisation is named.
pub(super) fn head_elsewhere(asked: Asked<'_>, query: &mut Query) {
    let elsewhere = query.organisation_named && query.organisation != asked.knowledge.organisation;
    let led = match query.resolver {
        Resolver::Lead => query.people.is_empty(),
        Resolver::Topic(_) => query.topics.iter().any(|id| {
            let topic = asked.knowledge.topics.get(id);
            topic.is_some_and(|it| !it.organisations.contains(&query.organisation))
        }),
        _ => false,
    };
    let slots = &asked.interpretation.slots;
    let who = asks(slots, Aspect::Who) && query.people.is_empty();
    // "Who is running Alpha now?" of a topic is no question on what it is.
    if who && asked.on_topic && cue(slots, "heads") && query.filters.roles.is_empty() {
        if matches!(query.resolver, Resolver::Topic(Aspect::What | Aspect::Who)) {
            query.resolver = Resolver::Lead;
        }
        return;
    }
    // Of an organisation that only stands beside the dataset's own nobody is recorded as heading it.
    let headed = cue(slots, "heads") || !query.filters.roles.is_empty();
    let topical = |other: &OrganisationId| {
        let topics = query.topics.iter();
        let mut topics = topics.filter_map(|id| asked.knowledge.topics.get(id));
        topics.any(|it| it.organisations.contains(other))
    };
    let beside = matches!(query.others.as_slice(), [other] if !topical(other));
    let about = matches!(query.resolver, Resolver::Lead | Resolver::Topic(_));
    if who && headed && beside && about && !query.organisation_named && !asked.on_topic {
        query.resolver = Resolver::OutOfScope;
        query.topics.clear();
        return;
    }
    if !elsewhere || asked.on_topic || !led || !asks(slots, Aspect::Who) {
        return;
    }
    query.resolver = Resolver::Profile;
    query.topics.clear();
    query.people.clear();
    query.filters.roles = vec![HEAD.to_owned()];
    query.focus.present = true;
    holders(asked.knowledge, query);
    if query.people.is_empty() {
        executives(asked.knowledge, query);
    }
}

/// Where nobody is recorded in the first post by its usual name, the executives that an organisation has run it, else the
/// last that it had.
fn executives(knowledge: &Knowledge, query: &mut Query) {
    let today = query.today.min(knowledge.as_of);
    let recorded = knowledge.members(&query.organisation, Some(RoleGroup::Executive));
    let recorded: Vec<(&Person, &Membership)> = recorded
        .filter(|(_, stay)| stay.role.is_some() && stay.begun_by(today))
        .collect();
    let now = recorded
        .iter()
        .filter(|(_, stay)| stay.lasts_on(today) == Containment::Inside);
    let mut heads: Vec<(&Person, &Membership)> = now.copied().collect();
    if heads.is_empty() {
        let ended = |(_, stay): &(&Person, &Membership)| {
            let departure = stay.departure.as_ref();
            departure
                .and_then(|it| it.date())
                .map(PartialDate::sort_key)
        };
        heads.extend(recorded.iter().copied().max_by_key(ended));
    }
    query.people = heads.iter().map(|(person, _)| person.id.clone()).collect();
    let posts = heads.iter().filter_map(|(_, stay)| stay.role.as_ref());
    let posts = posts.flat_map(|role| role.versions().map(str::to_lowercase));
    query.filters.roles = posts.collect();
}

/// "Who runs the legal department?": of a post that several may hold, whoever heads it goes by the names before the last.
pub(super) fn head_of_department(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [role] = query.filters.roles.as_slice() else {
        return;
    };
    let about = matches!(
        query.resolver,
        Resolver::Profile | Resolver::Lead | Resolver::Topic(_)
    );
    let by_name = slots.of(EntityKind::Person).next().is_some();
    let heads = asks(slots, Aspect::Who) && cue(slots, "heads");
    let Some((first, _)) = role.rsplit_once('|') else {
        return;
    };
    if !heads || by_name || asked.on_topic || !about {
        return;
    }
    query.filters.roles = vec![first.to_owned()];
    query.resolver = Resolver::Profile;
    query.topics.clear();
    query.people.clear();
    query.focus.present = true;
    holders(asked.knowledge, query);
}
