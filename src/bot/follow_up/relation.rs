//! Questions that relate to what was spoken of: "and before him?", "who left after that?", "and then?".

use super::leaning::{Leaning, RELATING};
use super::{is_fragment, only_continues};
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::Relation;

/// "and before him?", "who left after that?", "and then?": the relation to what the last answer was about.
pub(super) fn relate(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !leaning.interpretation.slots.mentions.is_empty() || !query.anchors.is_empty() {
        return false;
    }
    let last = &memory.query;
    let ordered = last.resolver == Resolver::Order || !last.anchors.is_empty();
    let going_on = goes_on(memory, leaning.interpretation);
    let (relation, pronoun) = match leaning.relation() {
        Some(found) => found,
        None if going_on => (Relation::After, None),
        None => return false,
    };
    let asks_many = query.resolver.is_about_many() || query.resolver == Resolver::Order;
    // "Where did he go after that?" asks where, whatever it relates to.
    let sure = leaning.interpretation.ranking.confidence >= leaning.interpretation.threshold;
    if pronoun.is_none() && sure && !going_on && query.resolver.is_about_somebody() {
        return false;
    }
    // "what did he do before that?" is about him.
    if pronoun.is_some() && !asks_many && leaning.words > RELATING {
        return false;
    }
    let person = |id: &PersonId| (relation, Anchor::Person(id.clone()));
    let event = || {
        last.topics
            .iter()
            .find(|id| {
                knowledge
                    .topics
                    .get(*id)
                    .is_some_and(|topic| !topic.dates.is_empty())
            })
            .map(|id| (relation, Anchor::Topic(id.clone())))
    };
    let again = || match last.anchors.as_slice() {
        [(_, anchor)] => Some((relation, anchor.clone())),
        _ => None,
    };
    let anchors: Vec<(Relation, Anchor)> = match pronoun {
        Some("person" | "people") => memory.meant().iter().map(person).collect(),
        // "and then?" goes on from whom the answer named; the other way round it starts from where it started.
        _ if last.resolver == Resolver::Order
            && !memory.subjects.is_empty()
            && last.anchors.iter().all(|(it, _)| *it == relation) =>
        {
            memory.subjects.iter().take(1).map(person).collect()
        }
        _ => again()
            .or_else(event)
            .or_else(|| memory.subjects.first().map(person))
            .into_iter()
            .collect(),
    };
    let Some((_, first)) = anchors.first() else {
        return false;
    };
    // Without words of its own the question is the last one, under the new relation.
    let mut next = if ordered && !(asks_many && pronoun.is_some()) {
        last.clone()
    } else {
        let mut next = query.clone();
        if !next.resolver.takes_anchors() || !asks_many || pronoun.is_none() {
            next.resolver = match first {
                Anchor::Person(_) => Resolver::Order,
                Anchor::Topic(_) => Resolver::WhoLeft,
            };
        }
        if next.groups.is_empty() && last.resolver.is_about_many() {
            next.groups.clone_from(&last.groups);
        }
        next.organisation.clone_from(&last.organisation);
        next
    };
    next.today = query.today;
    next.people.clear();
    next.topics.clear();
    next.ordinals.clear();
    next.anchors = anchors;
    *query = next;
    true
}

/// Whether "and then?" goes on from the last answer: it names nothing, and the last question was one of order.
pub(in crate::bot) fn goes_on(memory: &Memory, interpretation: &Interpretation) -> bool {
    let ordered = memory.query.resolver == Resolver::Order || !memory.query.anchors.is_empty();
    let continuing = interpretation
        .slots
        .values(VocabularySlot::Continuation)
        .any(|it| it == "continuation");
    ordered && continuing && !is_fragment(interpretation) && only_continues(interpretation)
}
