//! On which side of a day or of a departure something lies: "before or after the 12th?", "ten of twelve were gone after Alpha".

use super::Asked;
use super::plain_claims::is_told;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Grain, Relation};

/// "Did Alpha leave before or after the 12th?" asks for the day that Alpha left on, held against the 12th.
pub(super) fn of_a_day(asked: Asked<'_>, query: &mut Query) {
    let sides = matches!(
        query.resolver,
        Resolver::Compare
            | Resolver::Interval
            | Resolver::Verify
            | Resolver::When
            | Resolver::WhoSaid
    );
    let ([person], [time]) = (query.people.as_slice(), query.filters.times.as_mut_slice()) else {
        return;
    };
    let asks = cue(&asked.interpretation.slots, "either-side") && query.filters.anchors.is_empty();
    if asks && sides && asked.knowledge.has_left(person) {
        time.relation = Relation::In;
        query.resolver = Resolver::When;
        query.focus.either_side = true;
    }
}

/// "Did Alpha leave before Beta?" claims an order of the two, which is so or not.
pub(super) fn order_claimed(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let named: Vec<_> = slots.of(EntityKind::Person).collect();
    let ([first, second], [relation]) = (named.as_slice(), slots.relations.as_slice()) else {
        return;
    };
    let before = match relation.relation {
        Relation::Before => true,
        Relation::After => false,
        _ => return,
    };
    let between =
        first.range.end <= relation.range.start && relation.range.end <= second.range.start;
    let behind = second.range.end <= relation.range.start;
    // Where the word stands behind what it belongs to, the other one is the subject.
    let before = match (text.is_ascii(), between, behind) {
        (true, true, _) | (false, _, true) => before,
        (false, true, _) => !before,
        _ => return,
    };
    let plain = !cue(slots, "or") && !query.filters.alternatives;
    let claims = match query.resolver {
        Resolver::Compare => query.polar || (!text.is_ascii() && is_told(asked.interpretation)),
        Resolver::Interval => !text.is_ascii() && is_told(asked.interpretation),
        _ => false,
    };
    if claims && query.people.len() == 2 && plain {
        query.resolver = Resolver::Compare;
        query.claimed.before = Some(before);
    }
}

/// "Ten of twelve were gone after Alpha left" counts all who had gone by then, Alpha among them, and not those who came
/// after.
pub(super) fn gone_by_a_departure(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let counts = match query.resolver {
        Resolver::Count => true,
        Resolver::Verify => !query.filters.numbers.is_empty() || query.claimed.share.is_some(),
        _ => false,
    };
    let whole =
        !query.filters.groups.is_empty() || query.claimed.share.is_some() || cue(slots, "part");
    if !(counts && whole && cue(slots, "by-then") && query.people.is_empty()) {
        return;
    }
    for (relation, anchor) in &mut query.filters.anchors {
        let behind = matches!(relation, Relation::After | Relation::Since);
        if behind && matches!(anchor, Anchor::Person(_)) {
            *relation = Relation::Until;
            // The day beside it is that of the count.
            for time in &mut query.filters.times {
                let on_a_day = time.relation == Relation::In && time.grain == Grain::Day;
                if on_a_day {
                    time.relation = Relation::Until;
                }
            }
        }
    }
}

/// "Will she start a company?" asks for what is to come, whatever a claim of the past would be worded like.
pub(super) fn to_come(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let mut filled = slots.filled.iter();
    let ahead = filled
        .any(|it| it.slot == VocabularySlot::Cue && it.value == "to-come" && it.range.start == 0);
    let claims = matches!(query.resolver, Resolver::Verify | Resolver::VerifyMember);
    // "How much will it be worth by Christmas?"
    let priced = query.resolver == Resolver::Topic(Aspect::HowMuch) && cue(slots, "to-come");
    let claimed = ahead && claims && !query.people.is_empty();
    if (claimed || priced) && asked.memory.is_none() {
        query.resolver = Resolver::Prediction;
        query.filters.times.clear();
    }
}

/// "All of the founders are gone, including the chief" claims that the whole group has left, and asks nobody's names.
pub(super) fn whole_group_gone(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let claims =
        query.resolver == Resolver::Members && query.all && !query.filters.groups.is_empty();
    let gone = cue(slots, "gone") || cue(slots, "leaving");
    if claims && gone && !slots.has(VocabularySlot::Aspect) {
        query.resolver = Resolver::Verify;
        query.polar = true;
        query.people.clear();
    }
}
