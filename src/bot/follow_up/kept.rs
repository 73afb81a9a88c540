//! What a turn keeps of a set that was told, and where it goes beyond the set.

use super::interim::departed;
use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Form, Relation, TimeMention};

/// "Who were the six?" and "how many gone now?" have no more words of their own.
const SHORT: usize = 6;

/// Asks of the period of the last question, or of all, what is asked of a group that the set holds nobody of: that none
/// of them is among the founders who were named says nothing of the engineers.
pub(super) fn beyond_the_set(knowledge: &Knowledge, memory: &Memory, query: &mut Query) {
    if query.filters.among.is_empty()
        || query.filters.groups.is_empty()
        || !query.resolver.is_filtered()
    {
        return;
    }
    let belongs =
        |id: &PersonId| knowledge.is_member(id, &query.organisation, &query.filters.groups);
    if query.filters.among.iter().any(belongs) {
        return;
    }
    query.filters.among.clear();
    if query.filters.times.is_empty() && query.filters.anchors.is_empty() {
        let last = &memory.query;
        query.filters.times.clone_from(&last.filters.times);
        query.filters.anchors.clone_from(&last.filters.anchors);
    }
}

/// "So all are gone?" is asked of all as it stands now, also after who had left before somebody: everybody who left later
/// would be missing.
pub(super) fn all_gone(leaning: &Leaning<'_>, query: &mut Query) {
    let slots = &leaning.interpretation.slots;
    let bounded = !slots.relations.is_empty() || !slots.times.is_empty();
    let of_them = leaning.has("people") || leaning.partitive();
    if query.resolver == Resolver::Verify && query.all && !bounded && !of_them {
        let before = |relation: Relation| relation == Relation::Before;
        query.filters.anchors.retain(|(it, _)| !before(*it));
    }
}

/// Whether a turn asks by their number who those are that were counted: "who were the six?"
pub(super) fn names_counted(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let counted = slots
        .values(VocabularySlot::Number)
        .any(|it| it.parse() == Ok(memory.listed.len()));
    let plain = leaning.is_free()
        && slots.relations.is_empty()
        && !slots.has(VocabularySlot::Group)
        && !slots.has(VocabularySlot::Ordinal);
    counted && plain && memory.listed.len() > 1 && leaning.words <= SHORT
}

/// "How many gone now?" of a group whose departures were counted counts the group.
pub(super) fn same_group(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    let now = query.filters.times.iter().all(|it| it.form == Form::Now);
    let counts = matches!(query.resolver, Resolver::Count | Resolver::CountRemaining);
    let counted = last.resolver.is_about_many()
        || matches!(last.resolver, Resolver::Verify | Resolver::Members);
    let free = names_nobody(query) && query.filters.among.is_empty() && !query.everyone;
    if counts && counted && now && free && last.people.is_empty() && leaning.words <= SHORT {
        query.filters.groups.clone_from(&last.filters.groups);
    }
}

/// "How many got cut?" after in which manner people left in some time is asked of that time; and so is "who went first?"
/// after what went on in it.
pub(super) fn same_period(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    let of_many =
        matches!(last.resolver, Resolver::Manner | Resolver::Why) && last.people.is_empty();
    let removed = !query.filters.manners.is_empty() && query.resolver == Resolver::Count;
    let free = names_nobody(query) && query.filters.times.is_empty() && !query.everyone;
    let placed = last.resolver == Resolver::Overview
        && query.resolver == Resolver::Order
        && !query.filters.ordinals.is_empty();
    if ((of_many && removed) || placed) && free && leaning.is_free() && leaning.words <= SHORT {
        query.filters.times.clone_from(&last.filters.times);
    }
}

/// Whether a period and a bound close a stretch from both sides: "before March" of those who left after Alpha, who left in
/// February.
pub(super) fn closes(
    knowledge: &Knowledge,
    times: &[TimeMention],
    anchors: &[(Relation, Anchor)],
) -> bool {
    let ([time], [(relation, anchor)]) = (times, anchors) else {
        return false;
    };
    let date = match anchor {
        Anchor::Person(id) => departed(knowledge, id),
        Anchor::Topic(id) => {
            let topic = knowledge.topics.get(id);
            topic.and_then(|it| it.date()).map(|it| it.earliest())
        }
    };
    let bounds = time.bounds();
    let after = matches!(relation, Relation::After | Relation::Since);
    let before = matches!(relation, Relation::Before | Relation::Until);
    match (date, bounds.from, bounds.until) {
        (Some(date), None, Some(until)) => after && date < until,
        (Some(date), Some(from), None) => before && from < date,
        _ => false,
    }
}

/// Those of whom a turn asks "which of them …": whom the last answer listed, else the list in view.
pub(super) fn in_view(memory: &Memory) -> &[PersonId] {
    match &memory.list {
        Some(list) if memory.listed.len() < 2 => &list.people,
        _ => &memory.listed,
    }
}

/// "Did the other lawyer go too?" is not asked of the one who was spoken of.
pub(super) fn but_the_other(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let [spoken_of] = memory.subjects.as_slice() else {
        return;
    };
    let posted = !query.filters.roles.is_empty() && query.people.len() > 1;
    if posted && leaning.has("others") {
        query.people.retain(|id| id != spoken_of);
    }
}

/// "Which of them led that?" is asked of those of the list.
pub(super) fn leaders_among(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let asked = query.resolver == Resolver::Lead && query.people.is_empty();
    if asked && leaning.partitive() && query.filters.among.is_empty() {
        query.filters.among = in_view(memory).to_vec();
    }
}
