//! What a question takes for granted and no record may bear out: that somebody who stayed left with the others, came back,
//! died, was sent away by somebody who left as well, or belonged to an organisation.

use std::ops::Range;

use super::{Asked, organisations};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// Between a name and the word for a removal stands no more than a word.
const BETWEEN: usize = 1;

/// "Why did all the founders quit, including the chief?" of a chief who never left is about the founders, and says so.
pub(super) fn left_with_the_others(asked: Asked<'_>, query: &mut Query) {
    query.claimed.go_along.clear();
    let slots = &asked.interpretation.slots;
    let together = query.all || cue(slots, "everybody") || !query.filters.groups.is_empty();
    let among = cue(slots, "among-them") || cue(slots, "along-with");
    let open = matches!(
        query.resolver,
        Resolver::Why | Resolver::When | Resolver::Destination | Resolver::Manner
    );
    let stayed = query.people.iter().all(|it| !asked.knowledge.has_left(it));
    // "How come all of them quit?" may be most like a question for the members of a group.
    let quit = query.resolver == Resolver::Members && query.focus.asks_reason;
    if together && among && (open || quit) && stayed && !query.people.is_empty() {
        if quit {
            query.resolver = Resolver::Why;
        }
        query.claimed.go_along = std::mem::take(&mut query.people);
    }
}

/// "When did Alpha come back?" of an Alpha who is not recorded as having come back is a claim that does not hold.
pub(super) fn come_back(asked: Asked<'_>, query: &mut Query) {
    query.claimed.unreturned = false;
    let [person] = query.people.as_slice() else {
        return;
    };
    let Some(person) = asked.knowledge.people.get(person) else {
        return;
    };
    let taken_for_granted = matches!(
        query.resolver,
        Resolver::When | Resolver::Tenure | Resolver::Interval | Resolver::Why | Resolver::Manner
    );
    let other = query.of_leaving
        || !query.filters.manners.is_empty()
        || !query.others.is_empty()
        || !query.claimed.deeds.is_empty()
        || !query.filters.anchors.is_empty();
    let mut exits = asked.knowledge.exits_of(person).peekable();
    let gone = exits.peek().is_some();
    let back = exits.any(|exit| exit.rejoined().next().is_some());
    if query.filters.returns && taken_for_granted && gone && !back && !other {
        query.claimed.unreturned = true;
        query.resolver = Resolver::Verify;
        query.filters.times.clear();
        query.topics.clear();
    }
}

/// "Did Alpha die?", "Alpha is dead" of one of whom no record says so: what is recorded last is told, and nothing else that
/// the question names is.
pub(super) fn dead(asked: Asked<'_>, query: &mut Query) {
    query.claimed.dead = false;
    if !query.filters.manners.contains(&MannerKind::Died) {
        return;
    }
    let [person] = query.people.as_slice() else {
        return;
    };
    let Some(person) = asked.knowledge.people.get(person) else {
        return;
    };
    let died = asked.knowledge.exits_of(person).any(|exit| {
        let mut manners = exit.departure.manner.iter();
        manners.any(|it| it.value.kind == MannerKind::Died)
    });
    if !died {
        query.claimed.dead = true;
        query.resolver = Resolver::Verify;
        query.polar = true;
        query.topics.clear();
        query.filters.reasons.clear();
        query.filters.groups.clear();
        query.filters.roles.clear();
        query.claimed.deeds.clear();
    }
}

/// "Why did Alpha fire Beta?", "Beta was fired by Alpha", of two who both left: who is said to have sent whom away.
pub(super) fn sent_away_by(asked: Asked<'_>, query: &mut Query) {
    query.claimed.sent_away_by = None;
    let removed = query.filters.manners == [MannerKind::Removed];
    let (true, [_, _]) = (removed, query.people.as_slice()) else {
        return;
    };
    if !query.people.iter().all(|id| asked.knowledge.has_left(id)) {
        return;
    }
    let Some((by, whom)) = parts(asked, &query.people) else {
        return;
    };
    query.people = vec![whom];
    query.claimed.sent_away_by = Some(by);
    query.resolver = Resolver::Verify;
}

/// Who is said to have acted in a removal, and who was sent away: by what stands between or behind the two names.
fn parts(asked: Asked<'_>, people: &[PersonId]) -> Option<(PersonId, PersonId)> {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let id = |mention: &Mention| {
        let meant = mention.candidates.first()?;
        people.iter().find(|it| it.as_str() == meant.id).cloned()
    };
    let mut named = slots.of(EntityKind::Person);
    let (first, second, None) = (named.next()?, named.next()?, named.next()) else {
        return None;
    };
    let particles = &asked.interpretation.particles;
    let is_object = |mention: &Mention| {
        let behind = text.get(mention.range.end..).unwrap_or_default();
        particles.marks_an_object(behind)
    };
    if is_object(first) {
        return Some((id(second)?, id(first)?));
    }
    if is_object(second) {
        return Some((id(first)?, id(second)?));
    }
    let removes = |it: &&Filled| {
        it.slot == VocabularySlot::Manner
            && first.range.end <= it.range.start
            && it.range.end <= second.range.start
    };
    let removal = slots.filled.iter().find(removes)?;
    let words = |range: Range<usize>| text.get(range).unwrap_or_default().split_whitespace();
    let mut after = words(removal.range.end..second.range.start);
    let by = |word: &str| particles.marks_an_agent(word);
    let passive = after.any(by) || words(removal.range.clone()).next_back().is_some_and(by);
    let near = words(removal.range.end..second.range.start).count() <= BETWEEN
        && words(first.range.end..removal.range.start).count() <= BETWEEN;
    match (passive, near) {
        (true, _) => Some((id(second)?, id(first)?)),
        (false, true) => Some((id(first)?, id(second)?)),
        _ => None,
    }
}

/// "How many days did the CFO last?" asks how long whoever held the post stayed.
pub(super) fn stay_of_a_holder(asked: Asked<'_>, query: &mut Query) {
    let free = query.people.is_empty()
        && query.topics.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.times.is_empty()
        && (query.filters.ordinals.is_empty() || query.filters.ordinals == [-1]);
    if query.resolver == Resolver::Interval
        && free
        && !query.filters.roles.is_empty()
        && !asked.on_topic
    {
        query.resolver = Resolver::Tenure;
        // "To last" names no place in an order.
        query.filters.ordinals.clear();
    }
}

/// "Was she even part of Alpha?" of one who only ever belonged to another organisation is a claim on belonging to Alpha.
pub(super) fn belonged(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let claims = matches!(
        query.resolver,
        Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::VerifyRemains
            | Resolver::Profile
            | Resolver::Background
            | Resolver::Members
    );
    let plain = query.filters.manners.is_empty()
        && query.filters.reasons.is_empty()
        && query.filters.times.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty();
    if !(claims && plain && cue(slots, "belongs")) || asks(slots, Aspect::When) {
        return;
    }
    let named = slots.of(EntityKind::Organisation);
    let mut places = named.filter_map(|it| organisations::organisation_of(asked.knowledge, it));
    let (Some(place), None) = (places.next(), places.next()) else {
        return;
    };
    let never = asked.knowledge.people.get(person).is_some_and(|it| {
        !it.memberships.is_empty() && it.memberships.iter().all(|it| it.organisation != *place)
    });
    if never && asked.knowledge.has_members(place) {
        query.resolver = Resolver::VerifyMember;
        query.organisation.clone_from(place);
        query.organisation_named = true;
        query.others.clear();
        query.filters.towards.clear();
        query.topics.clear();
        query.claimed.deeds.clear();
    }
}

/// "The full list of departures in order" holds people of every kind.
pub(super) fn everybody_in_order(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let whole = query.all || cue(slots, "everybody") || cue(slots, "whole-list");
    let free = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty();
    if query.resolver == Resolver::Timeline && whole && free && asked.memory.is_none() {
        query.everyone = true;
    }
}

/// "Dates?" behind several who were named, "what jobs did they have?" behind two who were spoken of, are asked of them.
pub(super) fn of_those_named(asked: Asked<'_>, query: &mut Query) {
    let Some(memory) = asked.memory else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let few = |people: &&[PersonId]| (2..=FEW).contains(&people.len());
    let spoken_of = [
        memory.meant(),
        &memory.query.people,
        &memory.query.filters.among,
    ];
    let Some(meant) = spoken_of.into_iter().find(few) else {
        return;
    };
    let free = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.among.is_empty()
        && query.filters.times.is_empty()
        && query.filters.roles.is_empty()
        && slots.mentions.is_empty();
    if !free || query.all {
        return;
    }
    let named = meant.iter().all(|it| memory.query.people.contains(it));
    let dated = query.resolver == Resolver::Timeline && named;
    if dated {
        query.resolver = Resolver::When;
        query.people = meant.to_vec();
        return;
    }
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    let worked = matches!(query.resolver, Resolver::Contribution | Resolver::Profile);
    if worked && pronouns.any(|it| it == "people") {
        query.people = meant.to_vec();
    }
}

/// So many people are still meant one by one.
const FEW: usize = 5;
