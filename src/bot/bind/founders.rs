//! Who founded an organisation: its founders, or what is told of its founding.

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::Aspect;
use crate::knowledge::person::RoleGroup;
use crate::nlu::locale::VocabularySlot;

/// "Who founded Alpha?" asks for its founders; where no such group is recorded, for what is told of its founding.
pub(super) fn who_founded(asked: Asked<'_>, query: &mut Query) {
    let founded = query.claimed.founds() || cue(&asked.interpretation.slots, "sets-up");
    let filters = &query.filters;
    let free = filters.groups.is_empty() && filters.roles.is_empty() && !filters.jointly;
    if query.resolver != Resolver::Members || !founded || !free || query.everyone {
        return;
    }
    let founder = Some(RoleGroup::Founder);
    let mut founders = asked.knowledge.members(&query.organisation, founder);
    let organisation = asked.knowledge.organisations.get(&query.organisation);
    let told = organisation.and_then(|it| it.founding.clone());
    match told.filter(|_| founders.next().is_none()) {
        Some(founding) => {
            query.resolver = Resolver::Topic(Aspect::Who);
            query.topics = vec![founding];
            query.guessed = false;
        }
        None => query.filters.groups = vec![RoleGroup::Founder],
    }
}

/// "It was Alpha who made Beta?" of another organisation is a claim on Alpha, and no question about an event that its words
/// are like; who made Beta is told of those who went there.
pub(super) fn founded_elsewhere(asked: Asked<'_>, query: &mut Query) {
    // The founders of another organisation are no group of this one.
    let about = matches!(
        query.resolver,
        Resolver::Topic(_) | Resolver::Members | Resolver::WhoWentTo
    );
    let slots = &asked.interpretation.slots;
    let founds = query.claimed.founds() || cue(slots, "sets-up");
    if !about || asked.on_topic || !founds || query.others.is_empty() {
        return;
    }
    let open = slots.has(VocabularySlot::Aspect);
    match query.people.as_slice() {
        [_] if !open => {
            query.resolver = Resolver::Verify;
            // What stands before the name is theirs here.
            query.claimed.deeds = slots
                .values(VocabularySlot::Deed)
                .map(str::to_owned)
                .collect();
            query.polar = true;
        }
        [] if asks(slots, Aspect::Who) => {
            query.resolver = Resolver::WhoWentTo;
        }
        _ => return,
    }
    query.topics.clear();
}
