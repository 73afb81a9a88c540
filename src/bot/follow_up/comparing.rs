//! Questions that put whom the conversation spoke of beside somebody or something: "him or Beta?", "which of the two?"

use super::leaning::Leaning;
use super::period::{around, stretch};
use super::{LEANING, names_nobody};
use crate::answer::query::{Anchor, Filters, Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Relation, TimeMention};

/// Takes from the memory whom the question compares. Returns whether it compares.
pub(super) fn compare(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    compared(leaning, memory, query);
    // "Longer than Beta?" after how long Alpha stayed.
    let stayed = memory.query.resolver == Resolver::Tenure && memory.subjects.len() == 1;
    if stayed && query.resolver == Resolver::Stays && query.people.len() == 1 {
        query.people.splice(0..0, memory.subjects.iter().cloned());
        return true;
    }
    of_the_two(leaning, memory, query) || between_them(leaning, memory, query)
}

/// "Same day as Beta?" after when Alpha left puts the two side by side. Returns whether it is asked.
pub(super) fn at_one_time(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let ([one], [(relation, Anchor::Person(other))]) =
        (memory.subjects.as_slice(), query.filters.anchors.as_slice())
    else {
        return false;
    };
    let together = matches!(
        relation,
        Relation::SameDay | Relation::SameWeek | Relation::SameMonth
    );
    let told = memory.query.resolver.is_about_a_departure();
    if !(together && told && one != other && super::is_fragment(leaning.interpretation)) {
        return false;
    }
    *query = Query {
        people: vec![one.clone(), other.clone()],
        polar: true,
        focus: Focus {
            same_day: *relation == Relation::SameDay,
            ..Focus::default()
        },
        ..memory.asking(Resolver::Compare, query.today)
    };
    true
}

/// "Gamma too?" after who left on the day of Alpha puts the two side by side. Returns whether it is asked.
pub(super) fn at_that_time_too(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let ([one], [(relation, Anchor::Person(other))]) =
        (query.people.as_slice(), last.filters.anchors.as_slice())
    else {
        return false;
    };
    let together = matches!(
        relation,
        Relation::SameDay | Relation::SameWeek | Relation::SameMonth
    );
    let free = query.filters.anchors.is_empty() && query.filters.times.is_empty();
    let listed = last.resolver.is_filtered() && one != other;
    if !(together && free && listed && super::is_fragment(leaning.interpretation)) {
        return false;
    }
    *query = Query {
        people: vec![other.clone(), one.clone()],
        polar: true,
        focus: Focus {
            same_day: *relation == Relation::SameDay,
            ..Focus::default()
        },
        ..memory.asking(Resolver::Compare, query.today)
    };
    true
}

/// How far apart the two are who were compared, and on which side of an event somebody left. Returns whether that is asked.
pub(super) fn apart(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    // "By how long?" after who of two was first.
    let apart = memory.query.resolver == Resolver::Compare && memory.query.people.len() == 2;
    if apart && query.resolver == Resolver::Tenure && leaning.short() && names_nobody(query) {
        query.resolver = Resolver::Interval;
        query.people.clone_from(&memory.query.people);
        return true;
    }
    // "Before or after Alpha left?" after an event puts the two side by side.
    let event = match (memory.query.resolver, memory.query.topics.as_slice()) {
        (Resolver::Topic(_), [topic]) if memory.event.as_ref() == Some(topic) => Some(topic),
        _ => None,
    };
    let anchored = query.filters.neighbours();
    let named: Vec<PersonId> = anchored.chain(&query.people).cloned().collect();
    if let (Some(event), true) = (event, leaning.cue("either-side") && !named.is_empty()) {
        let mut people = named;
        people.dedup();
        *query = Query {
            people,
            topics: vec![event.clone()],
            ..memory.asking(Resolver::Compare, query.today)
        };
        return true;
    }
    // "Was that before or after the deal?" of one who was spoken of.
    let refers = leaning.has("thing") || leaning.has("person");
    if leaning.cue("either-side") && refers && query.people.is_empty() && memory.subjects.len() == 1
    {
        query.resolver = Resolver::Compare;
        query.people.clone_from(&memory.subjects);
        return true;
    }
    // "By how much?" after who of two stayed longer.
    let stays = memory.query.resolver == Resolver::Stays && memory.query.people.len() > 1;
    let far = matches!(query.resolver, Resolver::Tenure | Resolver::Interval);
    if stays && far && leaning.short() && names_nobody(query) {
        *query = memory.again(query.today);
        return true;
    }
    false
}

/// Whether it is asked which of two left without a word, a reason or a place to go to.
pub(super) fn is_silent_one(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let lacks = ["lacks-statement", "lacks-reason", "lacks-destination"];
    let silent = lacks.into_iter().any(|it| leaning.cue(it));
    silent && leaning.cue("pair") && leaning.is_free() && memory.recent.len() == 2
}

/// Whether a number is put beside that of another period: "is that more than the year before?"
pub(super) fn more_or_less(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let counted = matches!(last.resolver, Resolver::Count | Resolver::WhoLeft);
    let slots = &leaning.interpretation.slots;
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    let period = !slots.times.is_empty() || pronouns.any(|it| stretch(it).is_some());
    let alone = slots.mentions.is_empty() && (1..=2).contains(&last.filters.times.len());
    counted && alone && period && leaning.cue("outnumbers") && leaning.words <= LEANING
}

/// "Is that more than the year before?" after how many left: how many did in each of the two. Returns whether it is asked.
pub(super) fn counts(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !more_or_less(leaning, memory) {
        return false;
    }
    let last = &memory.query;
    let mut pronouns = leaning.interpretation.slots.values(VocabularySlot::Pronoun);
    let named = std::mem::take(&mut query.filters.times).into_iter().next();
    let other = match (pronouns.find_map(stretch), last.filters.times.as_slice()) {
        (Some((grain, shift)), [time, ..]) => {
            let day = time.bounds().from.or(time.bounds().until);
            let moved = day.and_then(|it| around(it, grain, shift));
            moved.map(|it| TimeMention::within(0..0, it, grain))
        }
        _ => named,
    };
    let Some(other) = other else {
        return false;
    };
    *query = Query {
        resolver: Resolver::Count,
        today: query.today,
        filters: Filters {
            times: last
                .filters
                .times
                .iter()
                .take(1)
                .cloned()
                .chain([other])
                .collect(),
            ..last.filters.clone()
        },
        ..last.clone()
    };
    true
}

/// "Which of the two was first?", "both to Alpha?" Returns whether that is asked.
fn of_the_two(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let of_two = leaning.cue("pair")
        || (leaning.partitive() && memory.list.is_none() && !query.filters.ordinals.is_empty());
    let free = query.people.is_empty() && query.filters.groups.is_empty();
    let two = two_in_view(memory);
    if !(of_two && free) || two.len() != 2 {
        return false;
    }
    // "Which of the two left without a word?"
    if !query.filters.lacking.is_empty() {
        query.resolver = Resolver::WhoLeft;
        query.filters.among = two;
        query.filters.numbers.clear();
        query.all = false;
        return true;
    }
    if matches!(query.resolver, Resolver::Order | Resolver::Place) {
        query.resolver = Resolver::Compare;
    }
    // "Both in the same week?"
    let mut pronouns = leaning.interpretation.slots.values(VocabularySlot::Pronoun);
    if pronouns.any(|it| stretch(it).is_some()) {
        query.resolver = Resolver::Compare;
        query.filters.times.clear();
    }
    query.filters.ordinals.clear();
    query.filters.numbers.clear();
    query.all = false;
    query.people = two;
    true
}

/// Of whom "the two" is said: those whom the last answer listed, if it listed two and was about neither alone; else the last
/// two who were spoken of, in that order.
fn two_in_view(memory: &Memory) -> Vec<PersonId> {
    if memory.subjects.is_empty() && memory.listed.len() == 2 {
        return memory.listed.clone();
    }
    memory.recent.iter().rev().cloned().collect()
}

/// How long lay between them, or who of them was first. Returns whether that is asked.
fn between_them(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !matches!(query.resolver, Resolver::Interval | Resolver::Compare) || query.people.len() > 1 {
        return false;
    }
    // "How long between the first two?" names them by their places.
    if query.resolver == Resolver::Interval && !query.filters.ordinals.is_empty() {
        return false;
    }
    // "How long before the deal?" puts one person beside an event.
    let beside_event = !query.topics.is_empty() && memory.subjects.len() == 1;
    if beside_event && query.people.is_empty() {
        query.people.clone_from(&memory.subjects);
        return true;
    }
    // "Before or after new year?" is told by the day.
    if query.resolver == Resolver::Compare
        && !query.filters.times.is_empty()
        && memory.subjects.len() == 1
    {
        query.resolver = Resolver::When;
        query.people.clone_from(&memory.subjects);
        query.filters.times.clear();
        return true;
    }
    // Who was spoken of first is the first of the two; of one who is named beside them the last one is the other.
    let unnamed = query.people.is_empty();
    let mut two = two_in_view(memory);
    if !unnamed {
        two.reverse();
    }
    for person in two {
        if query.people.len() < 2 && !query.people.contains(&person) {
            query.people.push(person);
        }
    }
    // "How many days after?" of one person is told from the event, "after how long?" by the stay.
    if query.resolver == Resolver::Interval && query.people.len() == 1 && query.topics.is_empty() {
        let after = !leaning.interpretation.slots.relations.is_empty();
        match memory.event.clone().filter(|_| after) {
            Some(event) => query.topics = vec![event],
            None => query.resolver = Resolver::Tenure,
        }
    }
    true
}

/// "Were both at Alpha?", "both are founders, aren't they?" of two whom the conversation spoke of is asked of each. Returns
/// whether it is asked.
pub(super) fn of_both(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let both = leaning
        .interpretation
        .slots
        .values(VocabularySlot::All)
        .any(|it| it == "both");
    if !both || !query.people.is_empty() {
        return false;
    }
    let listed = memory.list.as_ref().filter(|it| it.certain == 2);
    let listed = listed.filter(|_| memory.query.resolver.is_about_many());
    let pair: Vec<PersonId> = match (memory.subjects.as_slice(), memory.recent.as_slice()) {
        _ if listed.is_some() => listed
            .into_iter()
            .flat_map(|it| it.people.iter().take(2))
            .cloned()
            .collect(),
        ([one, other], _) | (_, [other, one]) => vec![one.clone(), other.clone()],
        _ => return false,
    };
    let elsewhere = !query.filters.formerly.is_empty() || !query.others.is_empty();
    let slots = &leaning.interpretation.slots;
    let went = slots.has(VocabularySlot::Towards) && query.filters.formerly.is_empty();
    query.resolver = match query.resolver {
        _ if !query.filters.towards.is_empty() || (went && !query.others.is_empty()) => {
            Resolver::Verify
        }
        _ if elsewhere => Resolver::Background,
        _ if !query.filters.groups.is_empty() && query.filters.times.is_empty() => {
            Resolver::VerifyMember
        }
        resolver if resolver.is_about_somebody() => resolver,
        // "Both at the same time?" of the two of a list puts them side by side.
        Resolver::Compare | Resolver::Order if listed.is_some() => Resolver::Compare,
        _ => return false,
    };
    query.people = pair;
    query.polar |= query.resolver == Resolver::Verify;
    query.all = false;
    query.filters.numbers.clear();
    true
}

/// Of more people than this nobody is put beside somebody.
const FEW: usize = 4;

/// Whether somebody is named who is related in time to those whom the conversation spoke of: "was Gamma before them?"
pub(super) fn is_beside_them(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let related = matches!(
        leaning.relation(),
        Some((Relation::Before | Relation::After, Some("people")))
    );
    related
        && slots.mentions.len() == 1
        && slots.of(EntityKind::Person).count() == 1
        && slots.times.is_empty()
        && them(memory).is_some()
        && leaning.words <= LEANING
}

/// The few whom "them" means: those who were spoken of last, else those of the list in view.
fn them(memory: &Memory) -> Option<&[PersonId]> {
    let few = |people: &&[PersonId]| (2..=FEW).contains(&people.len());
    let listed = || memory.list.as_ref().map(|it| it.people.as_slice());
    Some(memory.subjects.as_slice())
        .filter(few)
        .or_else(|| listed().filter(few))
}

/// Puts whoever is named beside those whom the conversation spoke of. Returns whether that is asked.
pub(super) fn beside_them(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(them) = them(memory).filter(|_| is_beside_them(leaning, memory)) else {
        return false;
    };
    let mut people = std::mem::take(&mut query.people);
    if people.is_empty() {
        people.extend(query.filters.neighbours().cloned());
    }
    people.retain(|it| !them.contains(it));
    people.extend(them.iter().cloned());
    let mut next = memory.asking(Resolver::Compare, query.today);
    next.people = people;
    *query = next;
    true
}

/// "Him or Beta, who was last?": the person spoken of beside the one named.
fn compared(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let beside = leaning.has("person") || leaning.has("people");
    if !(beside && query.people.len() == 1 && memory.subjects.len() == 1) {
        return;
    }
    let ranked = query.filters.ordinals.iter().any(|place| place.abs() == 1);
    if ranked || matches!(query.resolver, Resolver::Compare | Resolver::Interval) {
        if ranked {
            query.resolver = Resolver::Compare;
            query.filters.ordinals.clear();
        }
        query.people.splice(0..0, memory.subjects.iter().cloned());
        query.people.dedup();
    }
}
