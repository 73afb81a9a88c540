//! "That month", "the same year": the stretch of time around what the conversation spoke of.

use jiff::civil::Date;

use crate::answer::query::Query;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Form, Grain, Interval, Relation, TimeMention};

/// The stretch of time that a pronoun like "that month" names, and how many of them later it means: "the year before".
pub(super) fn stretch(pronoun: &str) -> Option<(Grain, i8)> {
    let (name, shift) = match pronoun.split_once('-') {
        Some((name, "before")) => (name, -1),
        Some((name, "after")) => (name, 1),
        _ => (pronoun, 0),
    };
    let grain = match name {
        "day" => Some(Grain::Day),
        "week" => Some(Grain::Week),
        "month" => Some(Grain::Month),
        "year" => Some(Grain::Year),
        _ => None,
    };
    Some((grain?, shift))
}

/// "that month", "the same year": the one around the date that the last answer was about.
pub(super) fn fill(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    memory: &Memory,
    query: &mut Query,
) {
    let pronouns = || interpretation.slots.values(VocabularySlot::Pronoun);
    if query.times.is_empty() && pronouns().any(|it| it == "moment") {
        query.times = memory.query.times.iter().map(by_then).collect();
        return;
    }
    let found = interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun)
        .find_map(|it| Some((it.range.clone(), stretch(&it.value)?)));
    let (Some((range, (grain, shift))), true) = (found, query.times.is_empty()) else {
        return;
    };
    let Some(day) = day_spoken_of(knowledge, memory) else {
        return;
    };
    let Some(interval) = around(day, grain, shift) else {
        return;
    };
    query.times.push(TimeMention {
        range,
        relation: Relation::In,
        interval,
        alternatives: Vec::new(),
        grain,
        form: Form::Calendar,
    });
}

/// "By then", "at that time": up to the end of the time that the last question named.
fn by_then(time: &TimeMention) -> TimeMention {
    TimeMention {
        relation: Relation::AsOf,
        interval: Interval {
            from: None,
            until: time.bounds().until,
        },
        ..time.clone()
    }
}

/// The day that the last answer was about: of its departure, its event, or its period.
fn day_spoken_of(knowledge: &Knowledge, memory: &Memory) -> Option<Date> {
    let departure = memory.subjects.first().and_then(|id| {
        let person = knowledge.people.get(id)?;
        let exit = knowledge.exits_of(person).last()?;
        Some(exit.date()?.earliest())
    });
    let event = || {
        let topic = knowledge.topics.get(memory.query.topics.first()?)?;
        Some(topic.date()?.earliest())
    };
    let named = || memory.query.times.first()?.bounds().from;
    departure.or_else(event).or_else(named)
}

/// The day, week, month or year around a day, or as many of them later.
fn around(day: Date, grain: Grain, shift: i8) -> Option<Interval> {
    use jiff::ToSpan;
    let by = match grain {
        Grain::Day => shift.days(),
        Grain::Week => shift.weeks(),
        Grain::Month => shift.months(),
        _ => shift.years(),
    };
    let day = day.checked_add(by).ok()?;
    let (from, until) = match grain {
        Grain::Day => (day, day),
        Grain::Week => {
            let since = i64::from(day.weekday().to_monday_zero_offset());
            let monday = day.checked_sub(since.days()).ok()?;
            (monday, monday.checked_add(6.days()).ok()?)
        }
        Grain::Month => (day.first_of_month(), day.last_of_month()),
        _ => (day.first_of_year(), day.last_of_year()),
    };
    Some(Interval {
        from: Some(from),
        until: Some(until),
    })
}
