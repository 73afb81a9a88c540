//! A date that was told and is held against another one, or asked for more closely: "but I read 2024 somewhere", "wasn't it
//! the 12th?", "so the 11th in Japan?", "morning or evening?"

use jiff::civil::Date;

use super::leaning::Leaning;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::bot::filters::days::day_beside;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Form, Grain, Interval, TimeMention};

/// A doubt has no more words of its own.
const DOUBTING: usize = 7;
/// "Morning or evening?" has no more words of its own.
const CLOSER: usize = 6;
/// No month has more days.
const DAYS: i32 = 31;

/// Whether the question holds another date against the one of the person spoken of, or asks for the hour of it.
pub(super) fn doubts(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    told_a_date(knowledge, memory).is_some()
        && names_no_record(leaning)
        && (closer(leaning) || contrary(leaning))
}

/// Takes the date as a claim on the person spoken of. Returns whether the question is one.
pub(super) fn doubt(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !doubts(knowledge, leaning, memory) {
        return false;
    }
    let Some(person) = told_a_date(knowledge, memory) else {
        return false;
    };
    let today = query.today;
    let mut times = std::mem::take(&mut query.filters.times);
    for time in times.iter_mut().filter(|it| it.form == Form::DayOfMonth) {
        let said = time.interval.from.map(|it| i32::from(it.day()));
        let beside = said.and_then(|it| day_beside(knowledge, person, it));
        if let Some(day) = beside {
            *time = TimeMention::within(time.range.clone(), only(day), Grain::Day);
        }
    }
    // A month without a year is one of the year in which they left.
    let year = day_beside(knowledge, person, 1).map(Date::year);
    for time in times.iter_mut().filter(|it| it.form == Form::Partial) {
        let there = |day: Option<Date>| day?.with().year(year?).build().ok();
        let moved = Interval {
            from: there(time.interval.from),
            until: there(time.interval.until),
        };
        if moved.from.is_some() && moved.until.is_some() {
            time.interval = moved;
        }
    }
    if let ([place], true) = (query.filters.ordinals.as_slice(), times.is_empty())
        && let Some(day) = day_beside(knowledge, person, *place)
    {
        times.push(TimeMention::within(0..0, only(day), Grain::Day));
    }
    // "The 9th or the 10th?" is settled by the day as it is told.
    let closer = closer(leaning) || times.len() > 1 || offers(leaning);
    *query = Query {
        people: vec![person.clone()],
        polar: !closer,
        ..Query::new(
            if closer {
                Resolver::When
            } else {
                Resolver::Verify
            },
            memory.query.organisation.clone(),
            today,
        )
    };
    if !closer {
        query.filters.times = times;
        // "And Beta?" goes on from what was asked before the doubt.
        query.last = Some(Box::new(memory.query.clone()));
    }
    true
}

/// Whether it is asked who gives a date: "who says 2024?"
pub(super) fn asks_who(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let says = filters::says(slots);
    let dated = slots.times.iter().any(|it| it.form != Form::Now);
    let who = leaning.aspect() == Some(Aspect::Who);
    told_a_date(knowledge, memory).is_some()
        && (says && dated && who)
        && names_no_record(leaning)
        && leaning.words <= DOUBTING
}

/// "Who says 2024?" asks for the sources of that version. Returns whether it is asked.
pub(super) fn attributed(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let person = told_a_date(knowledge, memory).filter(|_| asks_who(knowledge, leaning, memory));
    let Some(person) = person else {
        return false;
    };
    let mut times = std::mem::take(&mut query.filters.times);
    // A month without a year is one of the year in which they left.
    if let Some(day) = day_beside(knowledge, person, 1) {
        super::period::nearest_to(day, &mut times);
    }
    *query = Query {
        people: vec![person.clone()],
        filters: Filters {
            times,
            ..Filters::default()
        },
        ..memory.asking(Resolver::Sources, query.today)
    };
    true
}

/// A day as a period.
fn only(day: Date) -> Interval {
    Interval {
        from: Some(day),
        until: Some(day),
    }
}

/// The one person of whose departure the conversation spoke, if its date may be doubted.
fn told_a_date<'a>(knowledge: &Knowledge, memory: &'a Memory) -> Option<&'a PersonId> {
    let last = &memory.query;
    let told = last.resolver.is_about_a_departure()
        || matches!(
            last.resolver,
            Resolver::Verify
                | Resolver::VerifyRemains
                | Resolver::Profile
                | Resolver::Disputes
                | Resolver::Sources
                | Resolver::Reliability
        );
    let here = last.others.is_empty() && last.topics.is_empty() && last.filters.manners.is_empty();
    match memory.subjects.as_slice() {
        [one] if told && here && knowledge.has_left(one) => Some(one),
        _ => None,
    }
}

/// Whether the question names nothing of the dataset but a date.
fn names_no_record(leaning: &Leaning<'_>) -> bool {
    let slots = &leaning.interpretation.slots;
    let named = slots
        .mentions
        .iter()
        .any(|it| it.kind != EntityKind::Organisation || !leaning.is_home(it));
    let other = slots.filled.iter().any(|it| {
        matches!(
            it.slot,
            VocabularySlot::Group
                | VocabularySlot::Role
                | VocabularySlot::Manner
                | VocabularySlot::Reason
        )
    });
    !named && !other && slots.anchors.is_empty()
}

/// Whether the hour of the date is asked for, or how it stands elsewhere.
fn closer(leaning: &Leaning<'_>) -> bool {
    let slots = &leaning.interpretation.slots;
    leaning.words <= CLOSER
        && slots.times.is_empty()
        && (leaning.cue("hour") || (leaning.cue("zone") && day_of_month(leaning).is_none()))
}

/// "Mid or late March?" offers two times.
fn offers(leaning: &Leaning<'_>) -> bool {
    let asks = leaning.aspect().is_some() || leaning.leaves() || leaning.has("others");
    leaning.cue("or") && !asks && leaning.words <= OFFERING
}

/// "Mid or late March?" has no more words of its own.
const OFFERING: usize = 3;

/// Whether a date is held against the one that was told.
fn contrary(leaning: &Leaning<'_>) -> bool {
    let slots = &leaning.interpretation.slots;
    let dated = slots.times.iter().any(|it| it.form != Form::Now);
    let says = filters::says(slots);
    let denied = slots.has(VocabularySlot::Negation);
    let heard =
        denied || leaning.cue("doubt") || leaning.cue("told") || leaning.cue("hearsay") || says;
    let of_it = leaning.cue("doubt") || leaning.cue("zone");
    // "Is that false?" asks for a verdict on the date and not on the departure.
    let judges = leaning.cue("wrong");
    let ranked = day_of_month(leaning).is_some() && (of_it || leaning.has("thing"));
    // "9th or 10th?" offers two days.
    let days = |it: &TimeMention| it.form == Form::DayOfMonth;
    let ranked = ranked || (slots.times.len() > 1 && slots.times.iter().all(days));
    let offered = dated && offers(leaning);
    leaning.words <= DOUBTING
        && !judges
        && !leaning.has("people")
        && ((dated && heard) || ranked || offered)
}

/// The number of a day that is written as a place ("the 12th").
fn day_of_month(leaning: &Leaning<'_>) -> Option<i32> {
    let slots = &leaning.interpretation.slots;
    let text = &leaning.interpretation.text;
    let mut places = slots.filled.iter().filter(|it| {
        let said = text.get(it.range.clone()).unwrap_or_default();
        it.slot == VocabularySlot::Ordinal && said.starts_with(|first: char| first.is_ascii_digit())
    });
    let place = places.next()?.value.parse().ok()?;
    (slots.times.is_empty() && (1..=DAYS).contains(&place) && places.next().is_none())
        .then_some(place)
}
