//! Turns that put one thing into the place of another in the last question, which keeps its kind: "and for Beta?", "what was
//! Gamma's?", "the ones who didn't?"

use super::leaning::Leaning;
use super::words::repeat;
use crate::answer::query::{Filters, Lacking, Query};
use crate::answer::resolver::Resolver;
use crate::bot::bind::moments::when_left;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::TopicId;
use crate::knowledge::topic::TopicKind;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;

/// Such a question has no more words of its own.
const ASKING: usize = 9;
/// "And what was Gamma's?" has no more words of its own.
const WHOSE: usize = 5;

/// Puts what a turn names into the last question. Returns whether it only does that.
pub(super) fn exchange(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    the_rest(knowledge, leaning, memory, query)
        || the_others(leaning, memory, query)
        || of_another_event(knowledge, leaning, memory, query)
        || of_another(knowledge, leaning, memory, query)
        || of_a_month(memory, query, leaning)
        || of_another_day(knowledge, leaning, memory, query)
}

/// What is not known of those whom the last question left out.
fn lacking(memory: &Memory) -> Option<Lacking> {
    let last = &memory.query;
    match last.resolver {
        Resolver::Statement if last.people.len() > 1 => Some(Lacking::Statement),
        _ if !last.people.is_empty() => None,
        Resolver::Why => Some(Lacking::Reason),
        Resolver::Statement => Some(Lacking::Statement),
        Resolver::Destination => Some(Lacking::Destination),
        _ => None,
    }
}

/// Whether a turn asks for those of whom the last question did not hold: it ends in a negation without a verb.
pub(super) fn who_did_not(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let slots = &read.slots;
    let free = leaning.is_free() && leaning.words <= ASKING;
    let behind = |until: usize| {
        let mut rest = read.text.char_indices().filter(|(at, _)| *at >= until);
        rest.all(|(at, character)| {
            let mut filled = slots.filled.iter();
            character == ' '
                || filled.any(|it| {
                    let trails = matches!(
                        it.slot,
                        VocabularySlot::Continuation | VocabularySlot::Polar | VocabularySlot::Cue
                    );
                    trails && it.range.start >= until && it.range.contains(&at)
                })
        })
    };
    let ends = slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Negation && it.range.start > 0 && behind(it.range.end)
    });
    let whom =
        leaning.has("ones") || leaning.has("people") || leaning.aspect() == Some(Aspect::Who);
    lacking(memory).is_some() && free && ends && (whom || leaning.has("others"))
}

/// "Just the ones who didn't." Returns whether it is asked.
fn the_others(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(lacking) = lacking(memory).filter(|_| who_did_not(leaning, memory)) else {
        return false;
    };
    repeat(memory, query);
    query.resolver = Resolver::WhoLeft;
    query.filters.among.append(&mut query.people);
    query.filters.lacking = vec![lacking];
    query.focus.asks_reason = false;
    query.found.clear();
    true
}

/// Whether it is wondered at that nothing is known of the others: "nobody knows where the rest went?"
pub(super) fn wonders_at_the_rest(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let moved = memory.query.resolver == Resolver::Destination;
    moved
        && leaning.has("others")
        && leaning.cue("settled")
        && leaning.is_free()
        && leaning.words <= ASKING
}

/// Those of whom no source says where they went. Returns whether they are asked for.
fn the_rest(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !wonders_at_the_rest(leaning, memory) {
        return false;
    }
    let last = &memory.query;
    let groups = if last.filters.groups.is_empty() && !memory.company.is_empty() {
        super::continuing::shared_groups(knowledge, &memory.company)
    } else {
        last.filters.groups.clone()
    };
    *query = Query {
        filters: Filters {
            groups,
            lacking: vec![Lacking::Destination],
            ..Filters::default()
        },
        ..memory.asking(Resolver::WhoLeft, query.today)
    };
    true
}

/// "And for Beta?" after what was asked of an event in which Alpha took part: the same of the event of Alpha and Beta.
/// Returns whether it is asked.
fn of_another_event(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let (Resolver::Topic(aspect), [topic]) = (last.resolver, last.topics.as_slice()) else {
        return false;
    };
    let slots = &leaning.interpretation.slots;
    let [mention] = slots.mentions.as_slice() else {
        return false;
    };
    let continues = super::reaction::goes_on_from(leaning.interpretation);
    let alone = mention.kind == EntityKind::Organisation && slots.times.is_empty();
    if !(alone && continues && leaning.words <= 3 && leaning.aspect().is_none()) {
        return false;
    }
    let (Some(place), Some(event)) = (mention.candidates.first(), knowledge.topics.get(topic))
    else {
        return false;
    };
    let takes_part = |it: &crate::knowledge::topic::Topic| {
        let mut there = it.organisations.iter();
        there.any(|id| id.as_str() == place.id)
    };
    if event.kind != TopicKind::Event || takes_part(event) {
        return false;
    }
    let alike = |it: &&crate::knowledge::topic::Topic| {
        it.kind == TopicKind::Event
            && takes_part(it)
            && it
                .organisations
                .iter()
                .any(|id| event.organisations.contains(id))
            && it.tells(Aspect::HowMuch)
    };
    let other: Option<TopicId> = knowledge
        .topics
        .values()
        .find(alike)
        .map(|it| it.id.clone());
    let Some(other) = other else {
        return false;
    };
    *query = memory.asking_of(&other, aspect, query.today);
    true
}

/// "What was Gamma's?" after why people left: why Gamma did. Returns whether it is asked.
fn of_another(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let kept = matches!(
        last.resolver,
        Resolver::Why | Resolver::Statement | Resolver::Tenure
    ) || (last.resolver == Resolver::WhoLeft
        && last.filters.lacking == [Lacking::Reason]);
    // "And Beta's post?" after what Alpha wrote.
    let posted = last.resolver == Resolver::Statement
        && matches!(
            query.resolver,
            Resolver::VerifySaid | Resolver::WhoSaid | Resolver::Sources | Resolver::Statement
        );
    let ([person], true) = (
        query.people.as_slice(),
        posted
            || matches!(
                query.resolver,
                Resolver::Profile | Resolver::Contribution | Resolver::Background
            ),
    ) else {
        return false;
    };
    let read = leaning.interpretation;
    let mut named = read.slots.of(EntityKind::Person);
    let said = named.next().and_then(|it| read.text.get(it.range.clone()));
    // The sign of possession stands apart from the name, or is part of how it is written.
    let theirs = said.is_some_and(|it| it.ends_with('s'))
        || read.text.ends_with(" s")
        || (posted && read.text.contains(" s "));
    let asked = matches!(leaning.aspect(), None | Some(Aspect::What)) && leaning.words <= WHOSE;
    if !(kept && asked && theirs && knowledge.has_left(person)) {
        return false;
    }
    *query = Query {
        people: vec![person.clone()],
        ..memory.asking(
            if last.resolver == Resolver::WhoLeft {
                Resolver::Why
            } else {
                last.resolver
            },
            query.today,
        )
    };
    true
}

/// "Any founders in there?" after what happened in a month: who of them left in it. Returns whether it is asked.
fn of_a_month(memory: &Memory, query: &mut Query, leaning: &Leaning<'_>) -> bool {
    let last = &memory.query;
    let month = matches!(last.resolver, Resolver::Overview) && !last.filters.times.is_empty();
    let grouped = !query.filters.groups.is_empty() && leaning.is_free();
    let does =
        leaning.cue("staying") || !query.filters.manners.is_empty() || !query.others.is_empty();
    let asked = (leaning.partitive() && leaning.words <= ASKING) || leaning.words <= 2;
    if !(month && grouped && asked) || does || leaning.aspect() == Some(Aspect::HowMany) {
        return false;
    }
    *query = Query {
        filters: Filters {
            groups: std::mem::take(&mut query.filters.groups),
            except_groups: std::mem::take(&mut query.filters.except_groups),
            times: last.filters.times.clone(),
            ..Filters::default()
        },
        ..memory.asking(Resolver::WhoLeft, query.today)
    };
    true
}

/// "And when Beta left?" after how many remained or what something was worth: the same on that day. Returns whether it is
/// asked.
fn of_another_day(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let held = matches!(
        last.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
            | Resolver::Remaining
            | Resolver::CountRemaining
    );
    let read = leaning.interpretation;
    let continues = super::reaction::goes_on_from(read) && leaning.words <= ASKING;
    let [person] = query.people.as_slice() else {
        return false;
    };
    let Some(time) = when_left(knowledge, read, person).filter(|_| held && continues) else {
        return false;
    };
    repeat(memory, query);
    query.people.clear();
    query.filters.anchors.clear();
    query.filters.times = vec![time];
    true
}
