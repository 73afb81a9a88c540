//! Numbers and parts of a group that a claim puts to the test, and whom it names beside them: those whose leaving it counts
//! up to, those who are said to stay, those who are said to be among the ones gone.

use super::{Asked, people};
use crate::answer::query::{Anchor, Bound, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue, tells_leaving};
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::RoleGroup;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::overlap;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// A number of a group stands no more words before the word for the group.
const OF_GROUP: usize = 4;

/// "More than half of the founders are gone, is that accurate?" and "did more than 80 people leave?" claim a part or a number,
/// and ask for none.
pub(super) fn share_claimed(asked: Asked<'_>, query: &mut Query) {
    let claimed = query.claimed.share.is_some() || !query.filters.numbers.is_empty();
    if query.resolver == Resolver::Count
        && claimed
        && query.polar
        && !asks(&asked.interpretation.slots, Aspect::HowMany)
    {
        query.resolver = Resolver::Verify;
    }
}

/// "More than five of the twelve left": the number only bounds what is claimed. The word for it stands beside the number, at
/// most a counter between them.
pub(super) fn bounded_number(asked: Asked<'_>, query: &mut Query) {
    if !(1..=2).contains(&query.filters.numbers.len()) || query.filters.alternatives {
        return;
    }
    let text = &asked.interpretation.text;
    let filled = &asked.interpretation.slots.filled;
    let beside = |one: &Filled, other: &Filled| {
        let between = text.get(one.range.end..other.range.start);
        between.is_some_and(|it| it.trim().chars().count() <= COUNTER)
    };
    let mut numbers = filled.iter().filter(|it| it.slot == VocabularySlot::Number);
    query.claimed.bound = numbers.find_map(|number| {
        let near = |it: &&Filled| {
            it.slot == VocabularySlot::Cue && (beside(it, number) || beside(number, it))
        };
        let mut cues = filled.iter().filter(near);
        cues.find_map(|cue| Bound::ALL.into_iter().find(|it| it.name() == cue.value))
    });
}

/// A counter between a number and the word for its bound has no more letters (`人`).
const COUNTER: usize = 1;

/// "With Alpha's exit half of the founders have left" counts all who had left by then.
pub(super) fn up_to_a_departure(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let counted = !query.filters.numbers.is_empty() || query.claimed.share.is_some();
    let of_two = query.filters.numbers.len() == 2;
    let whole = query.claimed.share.is_some() || !query.filters.groups.is_empty() || of_two;
    let ([person], true) = (query.people.as_slice(), counted && whole) else {
        return;
    };
    let claims = matches!(query.resolver, Resolver::Verify | Resolver::VerifyMember);
    // "Co-founders" is the group that is counted, and nothing that somebody did.
    let of_group = |it: &Filled| {
        let mut groups = slots.filled.iter();
        groups.any(|group| group.slot == VocabularySlot::Group && overlap(&group.range, &it.range))
    };
    let mut deeds = slots.filled.iter();
    let did = deeds.any(|it| it.slot == VocabularySlot::Deed && !of_group(it));
    if !claims || did || !query.others.is_empty() || !asked.knowledge.has_left(person) {
        return;
    }
    // "Seven of twelve have left, Alpha the latest" counts up to the one who is said to be the last of them.
    let latest = query.filters.ordinals == [-1]
        && query.filters.numbers.len() == 2
        && query.filters.times.is_empty();
    if latest && query.of_leaving {
        query.filters.ordinals.clear();
        up_to(person.clone(), query);
        return;
    }
    if !query.filters.ordinals.is_empty() {
        return;
    }
    let of_theirs = slots.of(EntityKind::Person).find_map(|mention| {
        let mut filled = slots.filled.iter().filter(|it| tells_leaving(it));
        filled
            .find(|it| people::belongs(asked.interpretation, mention, it.range.start))
            .map(|it| it.range.end)
    });
    // Beside their own leaving the claim speaks of that of those who are counted.
    let others = |end: usize| {
        let mut filled = slots.filled.iter().filter(|it| tells_leaving(it));
        filled.any(|it| it.range.start >= end)
    };
    let first = |end: usize| {
        let own = slots.of(EntityKind::Person).map(|it| it.range.start).min();
        let mut filled = slots.filled.iter().filter(|it| tells_leaving(it));
        filled.any(|it| own.is_some_and(|own| it.range.end <= own) && it.range.end <= end)
    };
    // Nobody is half gone: a share beside the leaving of one is one of those who had gone by then.
    let share = query.claimed.share.is_some();
    if of_theirs.is_some_and(|end| share || others(end) || first(end)) {
        up_to(person.clone(), query);
    }
}

/// "Nine of the twelve were gone after Alpha left", "is it 9 of 11 or 10 of 12 after Alpha?": a number of a whole that stands
/// beside one departure compares it with no other.
pub(super) fn after_a_departure(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([person], Resolver::Compare | Resolver::Order) = (query.people.as_slice(), query.resolver)
    else {
        return;
    };
    let after = slots
        .relations
        .iter()
        .any(|it| matches!(it.relation, Relation::After | Relation::Since));
    let numbers = &query.filters.numbers;
    let of_whole = numbers.len() > 1 || (numbers.len() == 1 && !query.filters.groups.is_empty());
    if !(after && of_whole && asked.knowledge.has_left(person)) {
        return;
    }
    up_to(person.clone(), query);
    // Which of several numbers is right is told by the right one.
    if query.filters.alternatives && query.filters.numbers.len() > 1 {
        query.resolver = Resolver::Count;
        query.filters.numbers.clear();
        if query.filters.groups.is_empty() {
            query.filters.groups = vec![RoleGroup::Founder];
        }
    }
}

/// Bounds a count by a departure, which is counted in.
fn up_to(person: PersonId, query: &mut Query) {
    query.filters.anchors = vec![(Relation::Until, Anchor::Person(person))];
    query.people.clear();
    query.claimed.deeds.clear();
    query
        .filters
        .manners
        .retain(|it| *it != MannerKind::Resigned);
    query.resolver = Resolver::Verify;
}

/// "Only two of the twelve, Alpha and Beta, remain", "all but two, Alpha and Beta, have left": whether those who are named
/// are the ones who stay.
pub(super) fn only_those(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let claims = matches!(query.resolver, Resolver::Verify | Resolver::VerifyMember);
    // "Alpha and Beta are the only ones left", and not those "who left".
    let cued = |value: &'static str| {
        let filled = slots.filled.iter();
        filled.filter(move |it| it.slot == VocabularySlot::Cue && it.value == value)
    };
    let left = |sole: &Filled| cued("gone").any(|it| sole.range.end + 1 == it.range.start);
    let alone = query.people.len() > 1 && cued("sole").any(left);
    let counted = !query.filters.numbers.is_empty() && !query.filters.groups.is_empty();
    if !claims
        || !(counted || alone)
        || query.people.is_empty()
        || !query.filters.ordinals.is_empty()
    {
        return;
    }
    let leaves = query.of_leaving || cue(slots, "by-then");
    let remain = (query.stays || cue(slots, "staying")) && !leaves;
    let excepts = |it: &Filled| {
        let but = it.slot == VocabularySlot::Continuation && query.all;
        but || it.slot == VocabularySlot::Except
    };
    let spared = slots.filled.iter().any(|it| {
        excepts(it)
            && slots.filled.iter().any(|number| {
                number.slot == VocabularySlot::Number && number.range.start == it.range.end + 1
            })
    });
    if remain || alone || (spared && leaves) {
        query.resolver = Resolver::Remaining;
        query.filters.numbers.clear();
        query.filters.except_people.clear();
        query.filters.except_groups.clear();
        query.polar = true;
        query.all = false;
        query.stays = false;
        query.filters.manners.clear();
    }
}

/// "Nine of twelve have left, leaving only Alpha and Beta" claims of those two that they stay, and "…, Gamma among them" of
/// one that they left: the number is what is put to the test, and they with it.
pub(super) fn beside_a_number(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    if query.filters.numbers.is_empty() && query.claimed.share.is_none() {
        return;
    }
    let mut filled = slots.filled.iter();
    let only = filled.find(|it| it.slot == VocabularySlot::Cue && it.value == "leaves-only");
    if let Some(only) = only {
        let named = slots.of(EntityKind::Person);
        let staying = named.filter(|it| it.range.start >= only.range.end);
        let staying: Vec<&str> = staying
            .flat_map(|it| &it.candidates)
            .map(|it| it.id.as_str())
            .collect();
        let stays = |id: &PersonId| staying.contains(&id.as_str());
        query.claimed.stay = query
            .people
            .iter()
            .filter(|it| stays(it))
            .cloned()
            .collect();
        query.people.retain(|id| !stays(id));
        return;
    }
    among_the_gone(asked, query);
}

/// "Eight of the founders are out, Alpha among them", "three founders, Alpha, Beta and Gamma, left".
fn among_the_gone(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let claims = matches!(query.resolver, Resolver::Verify | Resolver::VerifyMember);
    let plain = query.filters.ordinals.is_empty()
        && query.others.is_empty()
        && query.claimed.deeds.is_empty();
    let leaves = query.of_leaving || cue(slots, "by-then");
    if !claims || !plain || !leaves || query.people.is_empty() {
        return;
    }
    let words = |from: usize, until: usize| {
        let between = text.get(from..until);
        between.map_or(usize::MAX, |it| it.split_whitespace().count())
    };
    let of_group = slots.filled.iter().find(|number| {
        number.slot == VocabularySlot::Number
            && number.value != "1"
            && slots.filled.iter().any(|group| {
                group.slot == VocabularySlot::Group
                    && words(number.range.end, group.range.start) <= OF_GROUP
            })
    });
    let Some(number) = of_group else {
        return;
    };
    let mut named = slots.of(EntityKind::Person);
    let behind = named.all(|it| it.range.start >= number.range.end);
    let left = query.people.iter().all(|it| asked.knowledge.has_left(it));
    let all = i64::try_from(query.people.len()).is_ok_and(|it| query.filters.numbers == [it]);
    if behind && left && (cue(slots, "among-them") || cue(slots, "part") || all) {
        query.claimed.gone = std::mem::take(&mut query.people);
        query.resolver = Resolver::Verify;
    }
}
