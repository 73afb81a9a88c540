//! The people of an event in which several left and of which the conversation spoke: who they were, where they went, and
//! whether any of them came back.

use super::Asked;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::asks;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::topic::Topic;
use crate::nlu::temporal::Relation;

/// The event that the last turn was about, if people are recorded by name who left in it.
fn spoken_of<'a>(knowledge: &'a Knowledge, memory: &Memory) -> Option<&'a Topic> {
    let told = matches!(memory.query.resolver, Resolver::Topic(_));
    let [topic] = memory.query.topics.as_slice() else {
        return None;
    };
    let event = knowledge.topics.get(topic).filter(|_| told)?;
    (event.departures.is_some() && !event.people.is_empty()).then_some(event)
}

/// "Who left?", "who was affected?", "where did they go?", "did any of them come back?" behind an event.
pub(super) fn of_the_event(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let free = slots.mentions.is_empty() && slots.times.is_empty();
    let anybody = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.among.is_empty();
    let event = asked.memory.and_then(|it| spoken_of(asked.knowledge, it));
    let Some(event) = event.filter(|_| free && anybody && query.others.is_empty()) else {
        return;
    };
    let returns = query.filters.returns && query.resolver == Resolver::WhoWentTo;
    let who = asks(slots, Aspect::Who) && !event.tells(Aspect::Who);
    match query.resolver {
        Resolver::WhoWentTo if returns => query.filters.among.clone_from(&event.people),
        Resolver::WhoLeft => {}
        Resolver::Destination | Resolver::WhoWentTo => query.resolver = Resolver::Destination,
        Resolver::Topic(_) if who && query.topics == [event.id.clone()] => {
            query.resolver = Resolver::WhoLeft;
            query.guessed = false;
        }
        _ => return,
    }
    if !returns {
        query.filters.anchors = vec![(Relation::SameDay, Anchor::Topic(event.id.clone()))];
    }
    query.topics.clear();
    let own = event.organisations.first();
    if let Some(own) = own.filter(|_| !event.organisations.contains(&query.organisation)) {
        query.organisation.clone_from(own);
    }
}
