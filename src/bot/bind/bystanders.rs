//! Those whom a question on leaving names and who did not leave: whoever sent others away, who was in no such group, who is
//! asked about beside the departures of others.

use std::ops::Range;

use super::Asked;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue, says};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Slots;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// "Why did Alpha resign from the founding team?": the group is said of Alpha, and whether it holds is told with the answer.
pub(super) fn left_a_group(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let ([_], false) = (query.people.as_slice(), query.filters.groups.is_empty()) else {
        return;
    };
    let mut named = slots.of(EntityKind::Person);
    let (Some(person), None) = (named.next(), named.next()) else {
        return;
    };
    if !query.resolver.is_about_a_departure() || says(slots) {
        return;
    }
    let leaves = |it: &&Filled| {
        let leaving = it.slot == VocabularySlot::Cue && it.value == "leaving";
        let resigns = it.slot == VocabularySlot::Manner && it.value != MannerKind::Removed.name();
        leaving || resigns
    };
    let own = |group: &Range<usize>| {
        let mut leaving = slots.filled.iter().filter(leaves);
        leaving.any(|it| person.range.end <= it.range.start && it.range.end <= group.start)
    };
    let object = |group: &Range<usize>| {
        let behind = text.get(group.end..).unwrap_or_default();
        let removed = query.filters.manners.contains(&MannerKind::Removed);
        let left = asked.interpretation.particles.marks_an_object(behind);
        left && person.range.end <= group.start && !removed
    };
    let mut groups = groups_said(slots);
    if groups.any(|it| own(it) || object(it)) {
        query.claimed.presumed = std::mem::take(&mut query.filters.groups);
    }
}

/// Where a question names groups, by a word for them or by a name of their own.
fn groups_said(slots: &Slots) -> impl Iterator<Item = &Range<usize>> {
    let filled = slots.filled.iter();
    let said = filled.filter(|it| it.slot == VocabularySlot::Group);
    let said = said.map(|it| &it.range);
    said.chain(slots.of(EntityKind::Group).map(|it| &it.range))
}

/// Between a name and the group that it is said to be of stands no more, in bytes (" was a ").
const IS_A: usize = 7;

/// "Alpha is a founder too and left already, right?" of an Alpha who never left and was none is about that, and not about the
/// founders who left.
pub(super) fn of_no_such_group(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let mut named = slots.of(EntityKind::Person);
    let (Some(person), None) = (named.next(), named.next()) else {
        return;
    };
    let Some(id) = person.candidates.first().and_then(|it| {
        let known = asked.knowledge.people.get_key_value(it.id.as_str());
        known.map(|(id, _)| id)
    }) else {
        return;
    };
    let mut groups = groups_said(slots);
    let is_a = groups.any(|it| {
        let gap = it.start.checked_sub(person.range.end);
        gap.is_some_and(|it| it <= IS_A)
    });
    let none = query.filters.groups.is_empty();
    let outside = !asked.knowledge.has_left(id)
        && !asked
            .knowledge
            .is_member(id, &query.organisation, &query.filters.groups);
    let claimed = query.resolver == Resolver::Verify;
    if !none && is_a && outside && claimed && query.filters.numbers.is_empty() {
        query.people = vec![id.clone()];
        query.resolver = Resolver::VerifyMember;
        query.polar = true;
    }
}

/// "Did Beta fire the founders?" of a Beta that no founder is recorded to have left, named before the word for removing, is
/// about those of the organisation that the records are of.
pub(super) fn removed_by_an_organisation(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let own = &asked.knowledge.organisation;
    let removes = query.filters.manners.contains(&MannerKind::Removed);
    if !removes || query.organisation == *own || query.filters.groups.is_empty() {
        return;
    }
    let removed = slots
        .filled
        .iter()
        .find(|it| it.slot == VocabularySlot::Manner);
    let mut places = slots.of(EntityKind::Organisation);
    let before = places.all(|it| removed.is_some_and(|word| it.range.end <= word.range.start));
    let meant = |exit: &Exit<'_>| {
        let mut groups = exit.membership.groups.iter();
        groups.any(|it| query.filters.groups.contains(it))
    };
    let some = asked
        .knowledge
        .exits_from(&query.organisation)
        .any(|it| meant(&it));
    if before && !some {
        query.organisation = own.clone();
        query.organisation_named = false;
        query.others.clear();
        query.resolver = Resolver::Manner;
        query.all = true;
    }
}

/// "Did Alpha fire them, or did they quit?" of an Alpha who never left is about those who did.
pub(super) fn sent_others_away(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let judges = matches!(query.resolver, Resolver::Manner | Resolver::Verify);
    let removes =
        query.filters.manners.contains(&MannerKind::Removed) && !asked.knowledge.has_left(person);
    let of_people = slots
        .values(VocabularySlot::Pronoun)
        .any(|it| it == "people");
    // "Whom did the chief say he had sent away?"
    let whom = asks(slots, Aspect::Who) && cue(slots, "removes");
    let others = of_people || query.all || query.filters.alternatives || whom;
    let plain = (query.claimed.deeds.is_empty() || (whom && query.claimed.says()))
        && query.others.is_empty()
        && query.filters.reasons.is_empty();
    // Who "they" are in a conversation is completed from it.
    let alone = asked.memory.is_none() && query.topics.is_empty();
    if !(judges && removes && others && plain && alone) {
        return;
    }
    query.people.clear();
    query.resolver = Resolver::Manner;
    query.claimed.deeds.clear();
    query.polar = false;
}

/// "Is Alpha part of this exodus?" asks whether Alpha left.
pub(super) fn among_the_departures(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([_], true) = (query.people.as_slice(), query.polar) else {
        return;
    };
    // "Is Alpha one of the ones who left?"
    let one_of_them = slots.values(VocabularySlot::Pronoun).any(|it| it == "ones")
        && matches!(
            query.resolver,
            Resolver::Remaining | Resolver::CountRemaining | Resolver::Members | Resolver::WhoLeft
        );
    let told = one_of_them
        || matches!(
            query.resolver,
            Resolver::Timeline | Resolver::Overview | Resolver::Months | Resolver::VerifyMember
        );
    let plain = query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.claimed.posts.is_empty()
        && query.filters.ordinals.is_empty()
        && query.claimed.deeds.is_empty()
        && query.others.is_empty()
        && query.topics.is_empty();
    let leaves = query.of_leaving && cue(slots, "leaving");
    let asks = slots.has(VocabularySlot::Aspect) && !one_of_them;
    if told && plain && leaves && !asks {
        query.resolver = Resolver::Verify;
        query.filters.numbers.clear();
        // Whoever left another organisation is none of those who left this one.
        query.organisation_named = true;
    }
}

/// "Did the chief fire people in the reorganisation?", "who was let go in it?": of an event that is named, the wave of removals
/// of the same day tells it, whoever sent those people away.
pub(super) fn removed_at_an_event(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let stay = query.people.iter().all(|it| !asked.knowledge.has_left(it));
    let removes = query.filters.manners.contains(&MannerKind::Removed) && !query.either;
    let plain = query.others.is_empty()
        && query.filters.reasons.is_empty()
        && query.claimed.deeds.is_empty();
    let asks_of_it = matches!(
        query.resolver,
        Resolver::Verify | Resolver::Manner | Resolver::Topic(_) | Resolver::Overview
    ) || query.resolver.is_about_many();
    if !(asked.on_topic && stay && removes && plain && asks_of_it) {
        return;
    }
    let anchored = query
        .filters
        .anchors
        .iter()
        .filter_map(|(relation, anchor)| match anchor {
            Anchor::Topic(id) if *relation != Relation::Before => Some(id),
            _ => None,
        });
    let mut named = query.topics.iter().chain(anchored);
    let wave = named.find_map(|id| {
        let topic = asked.knowledge.topics.get(id)?;
        let day = topic.date().filter(|_| topic.departures.is_none())?;
        let same = |it: &&Topic| {
            let organisation = it.organisations.contains(&query.organisation);
            let removed = it.departures == Some(MannerKind::Removed);
            organisation && removed && it.date() == Some(day)
        };
        asked.knowledge.topics.values().find(same)
    });
    let Some(wave) = wave else {
        return;
    };
    query.topics = vec![wave.id.clone()];
    query.resolver = Resolver::Topic(if asks(slots, Aspect::HowMany) {
        Aspect::HowMany
    } else {
        Aspect::What
    });
    query.people.clear();
    query.filters.groups.clear();
    query.filters.manners.clear();
    query.filters.anchors.clear();
}
