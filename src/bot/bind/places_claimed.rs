//! Places in an order that a question claims for somebody or asks the day of: "Alpha was the last?", "when was nobody left?"

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;

/// Behind the place that is claimed stands no more than a verb, in characters.
const VERB: usize = 4;

/// "Alpha was the last founder?", "Alpha the last?" of somebody who left claims a place, and asks neither for the day nor
/// whether they belonged to the group.
pub(super) fn place_of_one(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let ([person], [_]) = (query.people.as_slice(), query.filters.ordinals.as_slice()) else {
        return;
    };
    let place = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Ordinal)
        .map(|it| it.range.end)
        .max();
    let behind = place.and_then(|end| text.get(end..)).unwrap_or_default();
    let ends = !text.is_ascii() && behind.trim().chars().count() <= VERB;
    let claimed = match query.resolver {
        Resolver::VerifyMember => !query.filters.groups.is_empty(),
        Resolver::When => ends,
        _ => false,
    };
    let free = !slots.has(VocabularySlot::Aspect)
        && !cue(slots, "day")
        && query.filters.times.is_empty()
        && query.filters.roles.is_empty()
        && query.others.is_empty();
    if claimed && free && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Verify;
        query.polar = true;
    }
}

/// "Did the last one to go say anything?" asks for the words of whoever stands at the place.
pub(super) fn words_of_a_place(asked: Asked<'_>, query: &mut Query) {
    let other = matches!(
        query.resolver,
        Resolver::Order
            | Resolver::Place
            | Resolver::OutOfScope
            | Resolver::Verify
            | Resolver::VerifySaid
            | Resolver::WhoSaid
            | Resolver::WhoLeft
            | Resolver::Statement
    );
    let one = query.filters.ordinals.len() == 1 && query.people.is_empty();
    let free = query.topics.is_empty() && query.filters.times.is_empty();
    let said = query.polar
        && query.claimed.says()
        && !asked.interpretation.slots.has(VocabularySlot::Aspect);
    if other && one && free && said {
        query.resolver = Resolver::Statement;
        query.polar = false;
        query.claimed.deeds.clear();
        // After a list the last one is the last of it.
        let list = asked.memory.and_then(|it| it.list.as_ref());
        if let Some(list) = list.filter(|_| query.filters.among.is_empty()) {
            query.filters.among.clone_from(&list.people);
        }
    }
}

/// "When was there nobody left besides the chief?" asks for the last departure.
pub(super) fn day_of_nobody(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let remain = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let stays = |id: &PersonId| !asked.knowledge.has_left(id);
    let free = query.people.is_empty()
        && query.filters.times.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.except_people.iter().all(stays);
    if remain && free && query.filters.numbers == [0] && asks(slots, Aspect::When) {
        query.resolver = Resolver::Order;
        query.filters.ordinals = vec![-1];
        query.filters.numbers.clear();
        query.filters.except_people.clear();
        query.stays = false;
        query.polar = false;
    }
}

/// "Their destinations, each" asks where they went, and for no order in time.
pub(super) fn places_of_each(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let where_to = asks(slots, Aspect::Where) && !asks(slots, Aspect::When);
    if query.resolver == Resolver::Timeline && where_to && asked.memory.is_some() {
        query.resolver = Resolver::Destination;
    }
}

/// "At which company was she the chief?" of somebody who held the post that is named asks for that, and not where they went.
pub(super) fn place_of_a_post(asked: Asked<'_>, query: &mut Query) {
    let ([person], Resolver::Destination) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let roles = &query.filters.roles;
    let person = asked.knowledge.people.get(person);
    let held = person.is_some_and(|it| it.memberships.iter().any(|stay| stay.holds(roles)));
    let slots = &asked.interpretation.slots;
    let past = cue(slots, "bygone") && !query.of_leaving && query.filters.times.is_empty();
    if held && past && !roles.is_empty() && asks(slots, Aspect::Where) {
        query.resolver = Resolver::Profile;
    }
}

/// "What does the chief think?" of a chief who never left is told by what they said.
pub(super) fn thoughts_of_one_who_stays(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let reacts = cue(&asked.interpretation.slots, "reacts");
    let opinion = query.resolver == Resolver::Opinion && query.topics.is_empty();
    if opinion && reacts && !asked.knowledge.has_left(person) && asked.memory.is_some() {
        query.resolver = Resolver::Statement;
        query.of_leaving = true;
    }
}

/// "Didn't the chief say sorry for something?" of a chief who never left, with no word of leaving, is asked of the words.
pub(super) fn words_of_one_who_stays(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let mistaken = matches!(query.resolver, Resolver::Why | Resolver::Manner);
    let free = query.topics.is_empty() && query.claimed.blamed.is_none() && !query.of_leaving;
    let open = !asks(&asked.interpretation.slots, Aspect::Why) && query.filters.manners.is_empty();
    let says = query.claimed.says() && !asked.knowledge.has_left(person);
    if mistaken && free && open && says {
        query.resolver = Resolver::Statement;
        query.polar = false;
    }
}
