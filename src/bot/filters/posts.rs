//! Questions for whoever held a post before or after somebody.

use super::{asks, cue, polar};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// "Who had the job before?" names nobody: it is asked of the one who was spoken of.
pub(in crate::bot) fn of_the_one_spoken_of(memory: Option<&Memory>, query: &mut Query) {
    let nobody = query.people.is_empty() && query.filters.roles.is_empty();
    if let (Resolver::Predecessor, true, Some(memory)) = (query.resolver, nobody, memory)
        && memory.subjects.len() == 1
    {
        query.people.clone_from(&memory.subjects);
        query.organisation.clone_from(&memory.query.organisation);
    }
}

/// "Who was CFO before her?": a role, and somebody who is named to say before whom.
pub(in crate::bot) fn predecessors(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let slots = &interpretation.slots;
    let relates = |wanted: Relation| {
        slots.anchors.iter().any(|(relation, index)| {
            let person = slots.mentions.get(*index);
            *relation == wanted && person.is_some_and(|it| it.kind == EntityKind::Person)
        })
    };
    let held = matches!(
        query.resolver,
        Resolver::Profile
            | Resolver::Background
            | Resolver::Lead
            | Resolver::Members
            | Resolver::Successor
            | Resolver::WhoLeft
            | Resolver::Order
            | Resolver::Contribution
            | Resolver::When
            | Resolver::Search
    );
    let before = slots
        .relations
        .iter()
        .any(|it| it.relation == Relation::Before);
    let asks_who = asks(slots, Aspect::Who);
    let held = held || (query.resolver == Resolver::VerifyMember && asks_who);
    // "Who had that job after her?"
    let post =
        cue(slots, "post") && (before || relates(Relation::After)) && !query.resolver.is_spoken();
    if !held && !post {
        return;
    }
    let pronouns = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "person");
    let mut subjects = slots
        .of(EntityKind::Person)
        .map(|it| it.range.end)
        .chain(pronouns.map(|it| it.range.end));
    // "Was she replaced?" asks for whoever came after.
    let passive = |it: &Filled| polar(interpretation) && it.range.end == interpretation.text.len();
    let takes_over = subjects.any(|end| {
        slots.filled.iter().any(|it| {
            let replaces = it.slot == VocabularySlot::Cue && it.value == "replaces";
            replaces && it.range.start == end + 1 && !passive(it)
        })
    });
    let said = cue(slots, "predecessor") || takes_over || post;
    if query.filters.roles.is_empty() && !said {
        return;
    }
    // Who stayed bounds no list, and may have taken over all the same.
    let anchored = slots.anchors.iter().find_map(|(_, index)| {
        let mention = slots.mentions.get(*index)?;
        let person = mention.kind == EntityKind::Person;
        let id = mention.candidates.first().filter(|_| person)?.id.as_str();
        knowledge.people.get(id).map(|it| it.id.clone())
    });
    // "Who was CFO before her?" is no order of leaving.
    let ordered = query.resolver == Resolver::Order && !query.filters.ordinals.is_empty();
    let leaving = query.resolver == Resolver::WhoLeft || ordered;
    let later = relates(Relation::After) && !cue(slots, "predecessor") && !takes_over;
    if (relates(Relation::Before) || said) && !leaving && !later {
        query.resolver = Resolver::Predecessor;
    } else if relates(Relation::After) && !leaving {
        query.resolver = Resolver::Successor;
    } else {
        return;
    }
    query
        .people
        .extend(anchored.filter(|it| !query.people.contains(it)));
    query.filters.anchors.clear();
}
