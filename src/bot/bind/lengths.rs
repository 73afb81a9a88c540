//! How long somebody is said to have stayed, and which of a claim's words its dates belong to.

use super::Asked;
use crate::answer::query::{Query, Stretch};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, overlap};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// Between a word for leaving and its date stands no more than an organisation and a preposition.
const BETWEEN: usize = 3;
/// The units of a length: the vocabulary's value, and the days of one.
pub(super) const UNITS: [(&str, i32); 4] = [
    ("length-days", 1),
    ("length-weeks", 7),
    ("length-months", 30),
    ("length-years", 365),
];

/// "Who has been there longest of the founders that left?" ranks stays, whatever else it is like.
pub(super) fn ranked(asked: Asked<'_>, query: &mut Query) {
    let filters = &query.filters;
    let free = query.people.is_empty()
        && query.others.is_empty()
        && filters.times.is_empty()
        && filters.anchors.is_empty()
        && filters.ordinals.is_empty();
    let longest = query.resolver == Resolver::WhoLeft && query.focus.stretch.is_some();
    // "Rank the founders by how long they stayed."
    let slots = &asked.interpretation.slots;
    let by_length = query.resolver == Resolver::Tenure
        && cue(slots, "ranks")
        && cue(slots, "how-long")
        && asked.memory.is_none();
    if (longest || by_length) && free {
        query.resolver = Resolver::Stays;
    }
}

/// "How long did she last?" has no place in an order.
pub(super) fn lasted(asked: Asked<'_>, query: &mut Query) {
    let read = asked.interpretation;
    let slots = &read.slots;
    // The verb stands at the end or directly behind whose stay it is, which "the last one" does not.
    let behind_somebody = |start: usize| {
        let somebody = |it: &&Filled| it.slot == VocabularySlot::Pronoun && it.value == "person";
        let pronouns = slots.filled.iter().filter(somebody).map(|it| it.range.end);
        let named = slots.of(EntityKind::Person).map(|it| it.range.end);
        named.chain(pronouns).any(|end| end + 1 == start)
    };
    let verb = slots.filled.iter().any(|it| {
        let last = it.slot == VocabularySlot::Ordinal && it.value == LAST;
        last && (it.range.end == read.text.len() || behind_somebody(it.range.start))
    });
    let long = cue(&read.slots, "how-long") && query.resolver == Resolver::Tenure;
    if long && verb {
        query.filters.ordinals.clear();
    }
}

/// The vocabulary's value for the last place.
const LAST: &str = "-1";

/// "How long had he been sick?" of somebody is told with the reason for which they left.
pub(super) fn of_a_reason(asked: Asked<'_>, query: &mut Query) {
    let one = query.people.len() == 1 || asked.memory.is_some();
    // "How many hours did he work?" asks for a number.
    let counts = asks(&asked.interpretation.slots, Aspect::HowMany);
    let bare = query.others.is_empty() && query.topics.is_empty() && !query.of_leaving && !counts;
    if query.resolver == Resolver::Tenure && one && bare && !query.filters.reasons.is_empty() {
        query.resolver = Resolver::Why;
        query.filters.reasons.clear();
    }
}

/// "She went to Beta after three months": a number before a unit of time is how long she is said to have stayed.
pub(super) fn of_a_stay(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    // "Did she join Beta after a year?" claims both.
    let both = query.resolver == Resolver::Tenure
        && query.polar
        && (!query.others.is_empty() || !query.filters.numbers.is_empty());
    // "She quit after three months" asks nothing.
    let open = asked.interpretation.slots.has(VocabularySlot::Aspect)
        || cue(&asked.interpretation.slots, "how-long");
    let told = matches!(query.resolver, Resolver::Interval | Resolver::Tenure)
        && query.of_leaving
        && !open
        && !query.filters.numbers.is_empty();
    let claims = query.resolver == Resolver::Verify || both || told;
    let free = query.filters.anchors.is_empty()
        && query.topics.is_empty()
        && !query.focus.since_leaving
        && asked.memory.is_none();
    if !claims || !free || !asked.knowledge.has_left(person) {
        return;
    }
    let Some((count, lasted)) = length_named(asked.interpretation) else {
        return;
    };
    query.claimed.lasted = Some(lasted);
    query.filters.numbers.retain(|it| *it != i64::from(count));
    query.resolver = Resolver::Verify;
    query.polar = true;
}

/// The length that a question names outside its dates: the number of it, and the fewest and the most days that go by the
/// word for it.
fn length_named(interpretation: &Interpretation) -> Option<(i32, (i32, i32))> {
    let slots = &interpretation.slots;
    let timed = |it: &Filled| {
        slots
            .times
            .iter()
            .any(|time| overlap(&time.range, &it.range))
    };
    let (count, days) = slots.filled.iter().find_map(|it| {
        let named = it.slot == VocabularySlot::Cue && !timed(it);
        let (_, days) = UNITS.iter().find(|(unit, _)| named && it.value == *unit)?;
        let count = count_before(interpretation, it)?;
        (1..=MOST).contains(&count).then_some((count, *days))
    })?;
    let limits = |wanted: &str| {
        let mut filled = slots.filled.iter();
        filled.any(|it| {
            it.slot == VocabularySlot::Cue && it.value == wanted && near(interpretation, it)
        })
    };
    let lasted = if limits("at-most") || limits("fewer-than") {
        (0, count * days)
    } else if limits("at-least") || limits("more-than") {
        (count * days, i32::MAX)
    } else {
        // "Three months" may be half a month less, or more.
        (count * days - days / 2, count * days + days / 2)
    };
    Some((count, lasted))
}

/// How many of a unit stand before it: "three months", "a year".
pub(super) fn count_before(interpretation: &Interpretation, unit: &Filled) -> Option<i32> {
    let before = interpretation.text.get(..unit.range.start)?.trim_end();
    let mut filled = interpretation.slots.filled.iter();
    let number =
        filled.find(|it| it.slot == VocabularySlot::Number && it.range.end == before.len());
    match number {
        Some(number) => number.value.parse::<i32>().ok(),
        None => {
            let last = before.split_whitespace().next_back()?;
            let one = &interpretation.particles.one;
            one.iter().any(|it| it == last).then_some(1)
        }
    }
}

/// "Alpha and Beta left within a day of each other": how long lay between them is held against it.
pub(super) fn between_two(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let claims = query.resolver == Resolver::Verify && query.people.len() == 2 && query.of_leaving;
    let long = length_named(asked.interpretation).is_some() || cue(slots, "hour");
    let short = cue(slots, "at-most") || cue(slots, "fewer-than");
    if claims && long && short && asked.memory.is_none() {
        query.resolver = Resolver::Interval;
        query.filters.numbers.clear();
        query.topics.clear();
    }
}

/// "Who left after only three months?", "who lasted less than a year?" asks for stays of that length.
pub(super) fn stays_of_a_length(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let filters = &query.filters;
    let free = query.people.is_empty()
        && query.others.is_empty()
        && query.topics.is_empty()
        && filters.times.is_empty()
        && filters.anchors.is_empty()
        && filters.ordinals.is_empty()
        && filters.reasons.is_empty()
        && asked.memory.is_none();
    let seeks = matches!(
        query.resolver,
        Resolver::WhoLeft
            | Resolver::Count
            | Resolver::Tenure
            | Resolver::Stays
            | Resolver::Order
            | Resolver::Interval
            | Resolver::Why
            | Resolver::Remaining
    );
    let Some((count, lasted)) = length_named(asked.interpretation).filter(|_| free && seeks) else {
        return;
    };
    let whoever = asks(slots, Aspect::Who)
        || asks(slots, Aspect::HowMany)
        || cue(slots, "anyone")
        || !filters.groups.is_empty()
        || !filters.roles.is_empty();
    let unit = |it: &Filled| UNITS.iter().any(|(unit, _)| it.value == *unit);
    // "After only three months": a word or two may stand before the number.
    let after = slots.relations.iter().any(|relation| {
        relation.relation == Relation::After
            && slots.filled.iter().filter(|it| unit(it)).any(|it| {
                let between = text.get(relation.range.end..it.range.start);
                between.is_some_and(|it| (1..=BETWEEN).contains(&it.split_whitespace().count()))
            })
    });
    let stays = cue(slots, "lasts") || cue(slots, "joins");
    if !(whoever && (after || stays)) || query.focus.since_leaving {
        return;
    }
    query.filters.numbers.retain(|it| *it != i64::from(count));
    // Those who stayed about as long are asked for.
    let (least, most) = lasted;
    let room = (most - least) / 2;
    query.claimed.lasted = Some(if least > 0 && most < i32::MAX {
        (least - room, most + room)
    } else {
        lasted
    });
    query.focus.stretch = Some(if lasted.1 == i32::MAX {
        Stretch::Longest
    } else {
        Stretch::Shortest
    });
    query.resolver = Resolver::Stays;
}

/// Whether directly behind a word stands a number, or the word for one.
fn near(interpretation: &Interpretation, word: &Filled) -> bool {
    let text = &interpretation.text;
    let mut filled = interpretation.slots.filled.iter();
    filled.any(|it| {
        let unit = UNITS.iter().any(|(unit, _)| it.value == *unit);
        let between = text.get(word.range.end..it.range.start);
        unit && between.is_some_and(|it| it.split_whitespace().count() == 1)
    })
}

/// No stay is longer, in any unit.
const MOST: i32 = 1_000;

/// "She left Alpha in 2024 to found Beta": the date is that of her leaving.
pub(super) fn dates_of_leaving(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let [time] = slots.times.as_slice() else {
        return;
    };
    if query.resolver != Resolver::Verify || query.people.len() != 1 {
        return;
    }
    let at = |slot: VocabularySlot| slots.filled.iter().filter(move |it| it.slot == slot);
    let deed_before = at(VocabularySlot::Deed).any(|it| it.range.start < time.range.start);
    let leaves = |it: &&Filled| {
        let cued =
            it.slot == VocabularySlot::Cue && matches!(it.value.as_str(), "leaving" | "gone");
        let goes = at(VocabularySlot::Towards).any(|other| overlap(&other.range, &it.range));
        (cued || it.slot == VocabularySlot::Manner) && !goes
    };
    let mut leaving = slots.filled.iter().filter(leaves);
    query.claimed.dates_leaving = !deed_before
        && cue(slots, "leaving")
        && leaving.any(|it| {
            let between = text.get(it.range.end..time.range.start);
            between.is_some_and(|it| it.split_whitespace().count() <= BETWEEN)
        });
}

/// "How long did she run Beta before she left?" asks how long she had the charge, where a note on her leaving tells it.
pub(super) fn of_a_charge(asked: Asked<'_>, query: &mut Query) {
    let asks = matches!(query.resolver, Resolver::Interval | Resolver::Topic(_));
    if !(asks && asked.on_topic && cue(&asked.interpretation.slots, "how-long")) {
        return;
    }
    let ([id], [topic]) = (query.people.as_slice(), query.topics.as_slice()) else {
        return;
    };
    let person = asked.knowledge.people.get(id);
    let charge = asked.knowledge.topics.get(topic).is_some_and(|topic| {
        let mut exits = person
            .into_iter()
            .flat_map(|it| asked.knowledge.exits_of(it));
        exits.any(|exit| {
            let mut notes = exit.departure.note.iter();
            notes.any(|it| {
                it.value.about.as_deref() == Some("tenure") && it.value.text.says(&topic.name)
            })
        })
    });
    if charge {
        query.resolver = Resolver::Tenure;
    }
}
