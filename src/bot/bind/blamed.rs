//! Somebody who never left, named as the cause of departures: "did they leave because of Alpha?"

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

/// Between somebody and a word that names them as a cause stands no more than a word.
const BETWEEN: usize = 1;

/// Whom a question names as a cause: somebody who never left, directly behind a word for a cause ("because of Alpha"), or
/// directly before one ("Alpha the reason").
pub(in crate::bot) fn blamed(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
) -> Option<PersonId> {
    let slots = &interpretation.slots;
    let filled = |slot: VocabularySlot| slots.filled.iter().filter(move |it| it.slot == slot);
    let near = |from: usize, until: usize| {
        let gap = interpretation.text.get(from..until);
        gap.is_some_and(|it| it.split_whitespace().count() <= BETWEEN)
    };
    // "The quarrel with Alpha's advisers" is an event of its own that is named as the cause.
    let through = |from: usize, until: usize| {
        let mut mentions = slots.mentions.iter();
        mentions.any(|it| {
            let topical = matches!(it.kind, EntityKind::Topic | EntityKind::Event);
            topical && it.range.start < until && from < it.range.end
        })
    };
    let blames = |mention: &Mention| {
        filled(VocabularySlot::Cause).any(|cause| {
            // "Why Alpha …" asks for a reason and gives none.
            let mut aspects = filled(VocabularySlot::Aspect);
            let asks = aspects.any(|it| it.range == cause.range);
            (!asks
                && cause.range.end <= mention.range.start
                && near(cause.range.end, mention.range.start))
                || (mention.range.end <= cause.range.start
                    && near(mention.range.end, cause.range.start)
                    && !through(mention.range.end, cause.range.end))
        })
    };
    slots
        .of(EntityKind::Person)
        .filter(|it| blames(it))
        .filter_map(|it| knowledge.people.get(it.candidates.first()?.id.as_str()))
        .map(|it| it.id.clone())
        .find(|id| !knowledge.has_left(id))
}

/// The kind of reason of a quarrel.
const DISPUTE: &str = "dispute";

/// Whom a question for the reason of one who left guesses a quarrel with: "why did Alpha go, did he fall out with the chief?"
fn quarrelled_with(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &Query,
) -> Option<PersonId> {
    let slots = &interpretation.slots;
    let quarrel = cue(slots, "grievance")
        || query
            .filters
            .reasons
            .iter()
            .any(|it| it.as_str() == DISPUTE);
    let why = query.resolver == Resolver::Why && query.focus.asks_reason && quarrel;
    let people: Vec<&PersonId> = slots
        .of(EntityKind::Person)
        .filter_map(|it| knowledge.people.get(it.candidates.first()?.id.as_str()))
        .map(|it| &it.id)
        .collect();
    match people.as_slice() {
        [one, other] if why && knowledge.has_left(one) && !knowledge.has_left(other) => {
            Some((*other).clone())
        }
        _ => None,
    }
}

/// Asks why those left whom the question or the conversation speaks of, and whether somebody is named in that.
pub(super) fn by_somebody(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    memory: Option<&Memory>,
    query: &mut Query,
) {
    let asks = query.polar
        || query.resolver.is_about_many()
        || matches!(
            query.resolver,
            Resolver::Why | Resolver::Verify | Resolver::Manner
        );
    let speaks = !query.claimed.deeds.is_empty()
        || matches!(
            query.resolver,
            Resolver::Statement | Resolver::Response | Resolver::WhoSaid | Resolver::VerifySaid
        );
    let quarrelled = || quarrelled_with(knowledge, interpretation, query);
    let by = blamed(knowledge, interpretation).or_else(quarrelled);
    let Some(by) = by.filter(|_| asks && !speaks) else {
        return;
    };
    query.people.retain(|id| knowledge.has_left(id));
    if let Some(memory) =
        memory.filter(|_| query.people.is_empty() && query.filters.groups.is_empty())
    {
        let left = |id: &&PersonId| knowledge.has_left(id);
        query.people = memory.subjects.iter().filter(left).cloned().collect();
        if query.people.is_empty() && memory.query.resolver == Resolver::Why {
            query
                .filters
                .groups
                .clone_from(&memory.query.filters.groups);
            query.filters.among.clone_from(&memory.query.filters.among);
        }
    }
    query.topics.clear();
    query.filters.reasons.clear();
    query.filters.manners.clear();
    query.filters.except_people.clear();
    query.resolver = Resolver::Why;
    query.claimed.blamed = Some(by);
}
