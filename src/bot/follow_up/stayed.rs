//! Who stayed when those left whom the conversation spoke of: "who was left after that?", "how many stayed after her?"

use super::interim::departed;
use super::leaning::Leaning;
use super::relation::bounds;
use crate::answer::query::{Anchor, Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Form, Interval, Relation, TimeMention};

/// Such a question has no more words of its own.
const ASKING: usize = 7;

/// On which side of what was spoken of it is asked who stayed.
fn side<'a>(leaning: &Leaning<'a>) -> Option<(Relation, Option<&'a str>)> {
    let slots = &leaning.interpretation.slots;
    let of_home = slots.mentions.iter().all(|it| leaning.is_home(it));
    let asked = matches!(leaning.aspect(), Some(Aspect::Who | Aspect::HowMany));
    let free = of_home && slots.times.is_empty() && !slots.has(VocabularySlot::Ordinal);
    if !(asked && free && leaning.cue("staying") && leaning.words <= ASKING) {
        return None;
    }
    let side = leaning.relation()?;
    matches!(side.0, Relation::Before | Relation::After).then_some(side)
}

/// The end of the period that the last question asked about, as the day on which it is asked who stayed.
fn day(memory: &Memory) -> Option<TimeMention> {
    let until = memory
        .query
        .filters
        .times
        .iter()
        .filter_map(|it| it.bounds().until);
    until.max().map(TimeMention::as_of)
}

/// "Who was still there?" after how many had left by a day, or in a time: at its end; and "who was left then?" after two or
/// three who left: when the last of them did. Returns whether it is asked.
pub(super) fn after_them(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let remained = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let last = &memory.query;
    let set_beside = matches!(last.resolver, Resolver::Compare | Resolver::Interval);
    let free = leaning.is_free() && query.filters.anchors.is_empty() && query.people.is_empty();
    let present = leaning.interpretation.slots.has(VocabularySlot::Presence);
    let past = leaning.cue("bygone") && (leaning.cue("staying") || present);
    let left = |id: &&PersonId| {
        let exits = knowledge.people.get(*id).map(|it| knowledge.exits_of(it));
        let last = exits.into_iter().flatten().last();
        last.and_then(|it| it.date().map(PartialDate::sort_key))
    };
    if !(remained && free && past) {
        return false;
    }
    let counted = last.resolver.is_about_many() && last.people.is_empty();
    if let Some(day) = day(memory).filter(|_| counted && !leaning.has("people")) {
        query.filters.times = vec![day];
        query.filters.groups.clone_from(&last.filters.groups);
        query.organisation.clone_from(&last.organisation);
        return true;
    }
    // "And how many were still there?" of the day on which the one spoken of left.
    let one = memory
        .leaver(knowledge)
        .filter(|_| last.resolver == Resolver::When);
    if let Some(day) = one.and_then(|it| departed(knowledge, it)) {
        query.filters.times = vec![TimeMention::as_of(day)];
        query.organisation.clone_from(&last.organisation);
        return true;
    }
    if !set_beside {
        return false;
    }
    let Some(last) = memory.query.people.iter().max_by_key(left) else {
        return false;
    };
    query.filters.anchors = vec![(Relation::AsOf, Anchor::Person(last.clone()))];
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// "So who was next?" after who remained when somebody had left, whom that question or the one before it named: whoever
/// left after them. Returns whether it is asked.
pub(super) fn next_to_go(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let who = leaning.aspect() == Some(Aspect::Who) && leaning.cue("next");
    let bounding = match memory.bounded.as_deref() {
        Some(bounded) if last.filters.anchors.is_empty() => bounded,
        _ => last,
    };
    let [(Relation::After | Relation::AsOf, Anchor::Person(person))] =
        bounding.filters.anchors.as_slice()
    else {
        return false;
    };
    if !(remained && who && leaning.is_free() && leaning.words <= ASKING) {
        return false;
    }
    let mut next = memory.asking(Resolver::Order, query.today);
    next.filters.anchors = vec![(Relation::After, Anchor::Person(person.clone()))];
    next.filters.groups.clone_from(&last.filters.groups);
    next.focus.adjacent = true;
    *query = next;
    true
}

/// "Who was next?" after how many had left by a day, or who remained on it: the first to leave after that day. Returns
/// whether it is asked.
pub(super) fn next_after_a_day(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let [time] = last.filters.times.as_slice() else {
        return false;
    };
    let who = leaning.aspect() == Some(Aspect::Who) && leaning.cue("next");
    let of_many = last.resolver.is_about_many() && last.filters.anchors.is_empty();
    let free = leaning.is_free() && leaning.words <= ASKING && leaning.relation().is_none();
    let past = time.form != Form::Now && !leaning.partitive();
    let Some(day) = time
        .bounds()
        .until
        .filter(|_| who && of_many && free && past)
    else {
        return false;
    };
    let mut next = memory.asking(Resolver::Order, query.today);
    let day = Interval {
        from: Some(day),
        until: Some(day),
    };
    next.filters.times = vec![TimeMention::beside(Relation::After, day)];
    next.filters.ordinals = vec![1];
    next.filters.groups.clone_from(&last.filters.groups);
    *query = next;
    true
}

/// Whether it is asked who stayed.
pub(super) fn asks(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    side(leaning)
        .is_some_and(|(relation, pronoun)| !bounds(knowledge, memory, relation, pronoun).is_empty())
}

/// Asks who stayed. Returns whether that is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let Some((relation, pronoun)) = side(leaning) else {
        return false;
    };
    let anchors = bounds(knowledge, memory, relation, pronoun);
    let day = day(memory).filter(|_| anchors.is_empty());
    if (anchors.is_empty() && day.is_none()) || !query.people.is_empty() {
        return false;
    }
    let counts = leaning.aspect() == Some(Aspect::HowMany);
    *query = Query {
        filters: Filters {
            anchors,
            times: day.into_iter().collect(),
            groups: std::mem::take(&mut query.filters.groups),
            ..Filters::default()
        },
        ..memory.asking(
            if counts {
                Resolver::CountRemaining
            } else {
                Resolver::Remaining
            },
            query.today,
        )
    };
    true
}
