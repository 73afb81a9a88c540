//! "That month", "the same year": the stretch of time around what the conversation spoke of.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, overlap};
use crate::nlu::temporal::{Form, Grain, Interval, Relation, TimeMention};

/// The stretch of time that a pronoun like "that month" names, and how many of them later it means: "the year before".
pub(super) fn stretch(pronoun: &str) -> Option<(Grain, i8)> {
    let (name, shift) = match pronoun.split_once('-') {
        Some((name, side)) => {
            let (side, count) = side.split_once('-').unwrap_or((side, "1"));
            let count: i8 = count.parse().ok()?;
            match side {
                "before" => (name, -count),
                "after" => (name, count),
                _ => return None,
            }
        }
        None => (pronoun, 0),
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
    // "How many were left then?"
    let of_state = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let filled = &interpretation.slots.filled;
    let mut ends = filled
        .iter()
        .filter(|it| it.range.start > 0 && it.range.end == interpretation.text.len());
    // "Who is the only one left then?" is asked of the present.
    let present = crate::bot::filters::cue(&interpretation.slots, "present");
    let then = of_state
        && !present
        && ends.any(|it| it.slot == VocabularySlot::Cue && it.value == "onwards");
    if query.filters.times.is_empty() && (then || pronouns().any(|it| it == "moment")) {
        let since = since_then(interpretation);
        let spoken = memory
            .query
            .filters
            .times
            .iter()
            .filter_map(|it| it.bounds().until);
        let of_several = || last_of_several(knowledge, memory);
        let one = || moment_spoken_of(knowledge, memory);
        let bound = || bound_of_the_list(knowledge, memory);
        let last = spoken.max().or_else(bound).or_else(of_several).or_else(one);
        query
            .filters
            .times
            .extend(last.map(|day| beside(day, since)));
        return;
    }
    if let Some((range, place)) =
        week_of_month(interpretation).filter(|_| query.filters.times.is_empty())
    {
        let day = day_spoken_of(knowledge, memory, 0);
        let interval = day.and_then(|day| numbered_week(day, place));
        query
            .filters
            .times
            .extend(interval.map(|interval| TimeMention::within(range, interval, Grain::Week)));
        return;
    }
    // "That summer" is the one of the year that was spoken of.
    let that = |time: &TimeMention| {
        let mut filled = interpretation.slots.filled.iter();
        filled.any(|it| {
            it.slot == VocabularySlot::Pronoun
                && it.value == "thing"
                && (it.range.end + 1 == time.range.start || it.range.start == time.range.start)
        })
    };
    if query
        .filters
        .times
        .iter()
        .any(|it| it.form == Form::Partial && !it.related && that(it))
        && let Some(day) = day_spoken_of(knowledge, memory, 0)
    {
        nearest_to(day, &mut query.filters.times);
        return;
    }
    let found = interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun)
        .find_map(|it| Some((it.range.clone(), stretch(&it.value)?)));
    let Some((range, (grain, shift))) = found else {
        return;
    };
    // "The month before" is not the one before today where a time was spoken of.
    query.filters.times.retain(|time| {
        let within = time.range.start >= range.start && time.range.end <= range.end;
        time.form != Form::Relative || !within
    });
    if !query.filters.times.is_empty() {
        return;
    }
    // "And a month later?" of who remained on a day is asked of one day as well.
    if let Some(day) = day_remained(memory).filter(|_| shift != 0) {
        let moved = shifted(day, grain, shift);
        query.filters.times.extend(moved.map(|day| {
            let only = Interval {
                from: Some(day),
                until: Some(day),
            };
            TimeMention::within(range, only, Grain::Day)
        }));
        return;
    }
    let Some(day) = day_spoken_of(knowledge, memory, shift) else {
        return;
    };
    let whole = days_spoken_of(knowledge, memory).filter(|_| grain == Grain::Week && shift == 0);
    let Some(interval) = whole.or_else(|| around(day, grain, shift)) else {
        return;
    };
    query
        .filters
        .times
        .push(TimeMention::within(range, interval, grain));
}

/// The days on which the one person spoken of may have left, where they are more than a week: "that week" is within them.
fn days_spoken_of(knowledge: &Knowledge, memory: &Memory) -> Option<Interval> {
    if memory.query.resolver.is_about_many() {
        return None;
    }
    let person = knowledge.people.get(memory.subjects.first()?)?;
    let (from, until) = knowledge.exits_of(person).last()?.departure.span()?;
    let long = from.checked_add(1.weeks()).is_ok_and(|it| it < until);
    long.then_some(Interval {
        from: Some(from),
        until: Some(until),
    })
}

/// A week that is named by its place in a month, "the second week": its bytes and its place.
pub(in crate::bot) fn week_of_month(
    interpretation: &Interpretation,
) -> Option<(Range<usize>, i64)> {
    let mut pronouns = interpretation.slots.filled.iter();
    pronouns.find_map(|it| {
        let pronoun = it.slot == VocabularySlot::Pronoun;
        let place = it.value.strip_prefix(NUMBERED_WEEK).filter(|_| pronoun)?;
        Some((it.range.clone(), place.parse().ok()?))
    })
}

/// How a pronoun for a week by its place in a month begins.
pub(super) const NUMBERED_WEEK: &str = "week-number-";

/// The days of the week at a place in the month of a day; the first begins with the month.
pub(in crate::bot) fn numbered_week(day: Date, place: i64) -> Option<Interval> {
    let first = day.first_of_month();
    let from = first.checked_add((7 * (place - 1)).days()).ok()?;
    let until = from.checked_add(6.days()).ok()?;
    Some(Interval {
        from: Some(from),
        until: Some(until),
    })
}

/// Whether "then" stands behind a word for what follows: "since then".
fn since_then(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let pronouns = || {
        let filled = slots.filled.iter();
        filled.filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "moment")
    };
    slots.relations.iter().any(|word| {
        word.relation == Relation::Since && pronouns().any(|it| overlap(&word.range, &it.range))
    })
}

/// "By then", "at that time": up to a day; or from it on.
fn beside(day: Date, since: bool) -> TimeMention {
    if since {
        let from = Interval {
            from: Some(day),
            until: None,
        };
        TimeMention::beside(Relation::Since, from)
    } else {
        TimeMention::as_of(day)
    }
}

/// The day of the departure that alone bounds the last list: "then" is when they left after whom others were asked for.
fn bound_of_the_list(knowledge: &Knowledge, memory: &Memory) -> Option<Date> {
    let mut neighbours = memory.query.filters.neighbours();
    let one = neighbours.next().filter(|_| neighbours.next().is_none())?;
    super::interim::departed(knowledge, one)
}

/// The day of an event or a departure that was dated.
fn moment_spoken_of(knowledge: &Knowledge, memory: &Memory) -> Option<Date> {
    event_spoken_of(knowledge, memory)
        .filter(|_| !memory.query.topics.is_empty() || !memory.query.filters.anchors.is_empty())
        .or_else(|| departure_spoken_of(knowledge, memory))
        .or_else(|| event_spoken_of(knowledge, memory))
}

/// The day by which all had left whom an answer about two or three told of: "then" is after the last of them.
fn last_of_several(knowledge: &Knowledge, memory: &Memory) -> Option<Date> {
    let told = memory.query.resolver;
    let beside = matches!(
        told,
        Resolver::Compare | Resolver::Interval | Resolver::When
    );
    let several = (2..=SEVERAL).contains(&memory.subjects.len());
    let people = memory.subjects.iter().filter(|_| beside && several);
    let exits = people.filter_map(|id| knowledge.exits_of(knowledge.people.get(id)?).last());
    exits.filter_map(|it| Some(it.date()?.latest())).max()
}

/// So many people at most stand side by side in an answer about each of them.
const SEVERAL: usize = 3;

fn departure_spoken_of(knowledge: &Knowledge, memory: &Memory) -> Option<Date> {
    let person = knowledge.people.get(memory.subjects.first()?)?;
    let exit = knowledge.exits_of(person).last()?;
    Some(exit.date()?.earliest())
}

fn event_spoken_of(knowledge: &Knowledge, memory: &Memory) -> Option<Date> {
    let topic = knowledge.topics.get(memory.event.as_ref()?)?;
    Some(topic.date()?.earliest())
}

/// The day that the last answer was about: of the period of a list, of its departure, its event, or its period. Of a
/// period the end that is nearer to what the question asks for.
fn day_spoken_of(knowledge: &Knowledge, memory: &Memory, shift: i8) -> Option<Date> {
    let named = || {
        let bounds = memory.query.filters.times.first()?.bounds();
        if shift > 0 {
            bounds.until.or(bounds.from)
        } else {
            bounds.from.or(bounds.until)
        }
    };
    let of_list = memory.query.resolver.is_about_many().then(named).flatten();
    let bound = || {
        let many = memory.query.resolver.is_about_many();
        many.then(|| bound_of_the_list(knowledge, memory)).flatten()
    };
    of_list
        .or_else(|| departure_spoken_of(knowledge, memory))
        .or_else(bound)
        .or_else(|| event_spoken_of(knowledge, memory))
        .or_else(named)
}

/// The one day of which the last question asked who remained.
fn day_remained(memory: &Memory) -> Option<Date> {
    let last = &memory.query;
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    ) || (last.resolver == Resolver::Verify && last.stays);
    let [time] = last.filters.times.as_slice() else {
        return None;
    };
    let bounds = time.bounds();
    let day = bounds.until.filter(|_| remained)?;
    bounds.from.is_none_or(|from| from == day).then_some(day)
}

/// The day so many days, weeks, months or years later.
fn shifted(day: Date, grain: Grain, shift: i8) -> Option<Date> {
    let by = match grain {
        Grain::Day => shift.days(),
        Grain::Week => shift.weeks(),
        Grain::Month => shift.months(),
        _ => shift.years(),
    };
    day.checked_add(by).ok()
}

/// "And in August?" means that of the year that the last question named, or the one next to it if that is much nearer
/// ("in December 2025 … and in January?").
pub(super) fn of_the_same_year(knowledge: &Knowledge, memory: &Memory, query: &mut Query) {
    let named = |time: &&TimeMention| matches!(time.form, Form::Calendar | Form::Partial);
    let spoken = memory.query.filters.times.iter().find(named);
    // Of a period that runs into another year its end is nearer to what comes next.
    let spoken = spoken.and_then(|it| match (it.bounds().from, it.bounds().until) {
        (Some(from), Some(until)) if from.year() < until.year() => Some(until),
        (from, until) => from.or(until),
    });
    // "Who else left that July?" is asked of the July in which the one spoken of left.
    let left = || {
        let month = query.filters.times.first()?.interval.from?.month();
        departure_spoken_of(knowledge, memory).filter(|it| it.month() == month)
    };
    let Some(of) = spoken.or_else(left) else {
        return;
    };
    nearest_to(of, &mut query.filters.times);
}

/// "And after that until April?" begins where the last period ended.
pub(super) fn from_there_on(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let ([last], [time]) = (
        memory.query.filters.times.as_slice(),
        query.filters.times.as_mut_slice(),
    ) else {
        return;
    };
    let onwards = leaning.relation() == Some((Relation::After, Some("thing")));
    let until = matches!(time.relation, Relation::Until | Relation::Before);
    let ended = last.bounds().until.and_then(|it| it.tomorrow().ok());
    let (Some(from), Some(end)) = (ended, time.bounds().until) else {
        return;
    };
    if onwards && until && from <= end {
        let stretch = Interval {
            from: Some(from),
            until: Some(end),
        };
        *time = TimeMention::within(time.range.clone(), stretch, Grain::Range);
    }
}

/// Months without a year are those nearest to the period of another question.
pub(super) fn in_the_year_of(other: &Query, query: &mut Query) {
    let day = |it: &TimeMention| it.interval.from.or(it.interval.until);
    if let Some(of) = other.filters.times.iter().find_map(day) {
        nearest_to(of, &mut query.filters.times);
    }
}

/// Months without a year are those nearest to a day.
pub(super) fn nearest_to(of: Date, times: &mut [TimeMention]) {
    for time in times {
        let Interval {
            from: Some(from),
            until: Some(until),
        } = time.interval
        else {
            continue;
        };
        if time.form != Form::Partial {
            continue;
        }
        let months = i32::from(from.month()) - i32::from(of.month());
        // Since a month that was over then is since the next one.
        let since = time.relation == Relation::Since;
        let next = match months {
            NEXT_YEAR.. => -1,
            _ if months <= -NEXT_YEAR || (since && months < -HALF_A_YEAR) => 1,
            _ => 0,
        };
        let Some(shift) = of.year().checked_add(next).map(|year| year - from.year()) else {
            continue;
        };
        let moved = |day: Date| day.checked_add(shift.years()).ok();
        if let (Some(from), Some(until)) = (moved(from), moved(until)) {
            time.interval = Interval {
                from: Some(from),
                until: Some(until),
            };
            time.form = Form::Calendar;
        }
    }
}

/// From so many months on, the month of another year is nearer.
const NEXT_YEAR: i32 = 10;
/// In months.
const HALF_A_YEAR: i32 = 6;

/// The day, week, month or year around a day, or as many of them later.
pub(in crate::bot) fn around(day: Date, grain: Grain, shift: i8) -> Option<Interval> {
    let day = shifted(day, grain, shift)?;
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
