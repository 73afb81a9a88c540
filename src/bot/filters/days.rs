//! Dates that say something else than a period: when an event was, the end of a period, a day without a month.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::follow_up::{numbered_week, week_of_month};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::{Containment, Form as DateForm, days_between};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Departure, Person};
use crate::knowledge::topic::Topic;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Form, Grain, Interval, Relation, TimeMention};

/// Before the end of a period is before its last day is over, not before its last week.
pub(in crate::bot) fn ends_of_periods(query: &mut Query) {
    for time in &mut query.filters.times {
        let (Some(from), Some(until)) = (time.interval.from, time.interval.until) else {
            continue;
        };
        let last_week = until.checked_sub(6.days()).is_ok_and(|day| day == from);
        let days = days_between(from, until);
        let last_month = (27..=31).contains(&days) && until.month() % 3 == 0;
        if time.relation == Relation::Before
            && time.grain == Grain::Range
            && until == until.last_of_month()
            && (last_week || last_month)
        {
            time.relation = Relation::Until;
        }
    }
}

/// "The 11th founder" and "who was 10th?" are places in an order, and no days of a month.
pub(in crate::bot) fn places_not_days(interpretation: &Interpretation, query: &mut Query) {
    let (text, slots) = (&interpretation.text, &interpretation.slots);
    let of_a_group = |time: &TimeMention| {
        let mut filled = slots.filled.iter();
        filled.any(|it| it.slot == VocabularySlot::Group && it.range.start == time.range.end + 1)
    };
    // Without a preposition or an article, behind "who was".
    let who_was = |time: &TimeMention| {
        let bare = text
            .get(time.range.clone())
            .is_some_and(|it| it.starts_with(|first: char| first.is_ascii_digit()));
        let begins = |at: usize| {
            slots.fills(at, |it| {
                matches!(
                    it.slot,
                    VocabularySlot::Aspect | VocabularySlot::Polar | VocabularySlot::Continuation
                )
            })
        };
        let before = text.get(..time.range.start).unwrap_or_default();
        let mut head = before.char_indices();
        bare && time.range.end == text.len()
            && super::asks(slots, Aspect::Who)
            && head.all(|(at, it)| it == ' ' || begins(at))
    };
    let place =
        |time: &TimeMention| time.form == Form::DayOfMonth && (of_a_group(time) || who_was(time));
    let places: Vec<i32> = query
        .filters
        .times
        .iter()
        .filter(|it| place(it))
        .filter_map(|it| it.interval.from)
        .map(|it| i32::from(it.day()))
        .collect();
    if places.is_empty() {
        return;
    }
    query.filters.times.retain(|it| !place(it));
    query.filters.ordinals.extend(places);
    let of_many = query.resolver.is_about_many()
        || matches!(query.resolver, Resolver::Profile | Resolver::Members);
    if of_many && query.people.is_empty() {
        query.resolver = Resolver::Order;
    }
}

/// "The second week of March" is that part of the month.
pub(in crate::bot) fn weeks_of_months(interpretation: &Interpretation, query: &mut Query) {
    let Some((range, place)) = week_of_month(interpretation) else {
        return;
    };
    for time in &mut query.filters.times {
        let between = interpretation.text.get(range.end..time.range.start);
        let beside = between.is_some_and(|it| it.split_whitespace().count() <= 1);
        let month = time.grain == Grain::Month && time.relation == Relation::In;
        let Some(day) = time.interval.from.filter(|_| month && beside) else {
            continue;
        };
        if let Some(week) = numbered_week(day, place) {
            time.interval = week;
            time.grain = Grain::Week;
        }
    }
}

/// "How many had left at the end of 2025" is a running total, and no count of the last weeks of that year.
pub(in crate::bot) fn totals_at_ends(interpretation: &Interpretation, query: &mut Query) {
    let counts = matches!(query.resolver, Resolver::Count | Resolver::CountRemaining);
    if !counts || !super::cue(&interpretation.slots, "at-end") {
        return;
    }
    for time in &mut query.filters.times {
        let (Some(from), Some(until)) = (time.interval.from, time.interval.until) else {
            continue;
        };
        // The end of a year or of a quarter is its last month, that of a month its last week.
        let ends = until == until.last_of_month() && days_between(from, until) <= LAST_MONTH;
        if time.relation == Relation::In && ends && time.grain == Grain::Range {
            time.relation = Relation::Until;
        }
    }
}

/// The end of a period is not longer than so many days.
const LAST_MONTH: i32 = 31;

/// A date directly behind an event that bounds the question ("before the merger in March 2025") only says when the event
/// was, and filters nothing.
pub(in crate::bot) fn drop_dates_of_events(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    if query.filters.anchors.is_empty() {
        return;
    }
    let slots = &interpretation.slots;
    let dates_event = |time: &TimeMention| {
        slots.anchors.iter().any(|(_, index)| {
            let Some(mention) = slots.mentions.get(*index) else {
                return false;
            };
            let behind = interpretation
                .text
                .get(mention.range.end..time.range.start)
                .is_some_and(|between| between.trim().is_empty())
                || interpretation
                    .text
                    .get(time.range.end..mention.range.start)
                    .is_some_and(|between| between.trim().chars().count() <= 1);
            let date = mention
                .candidates
                .first()
                .and_then(|it| knowledge.topics.get(it.id.as_str()))
                .and_then(Topic::date);
            behind
                && time.relation == Relation::In
                && date.is_some_and(|date| {
                    date.within(time.interval.from, time.interval.until) != Containment::Outside
                })
        })
    };
    query.filters.times.retain(|time| !dates_event(time));
}

/// Days without a month: beside people, the day of that number in a month of their own dates; else the last one within
/// the data on which somebody left, since nobody asks after the future.
pub(in crate::bot) fn place_bare_days(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let people: Vec<&Person> = query
        .people
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .collect();
    let own: Vec<Day> = people.iter().flat_map(|person| days_of(person)).collect();
    // "Was she the 4th or the 5th?", with no word that relates them to a date, and none of them a day of hers: ranks.
    let bare = |time: &TimeMention| {
        let said = interpretation.text.get(time.range.clone());
        time.form == Form::DayOfMonth
            && said.is_some_and(|it| {
                it.is_ascii() && it.starts_with(|first: char| first.is_ascii_digit())
            })
    };
    let ranks: Vec<i32> = query
        .filters
        .times
        .iter()
        .filter(|time| bare(time))
        .filter_map(|time| Some(i32::from(time.interval.from?.day())))
        .collect();
    let known = |rank: &i32| {
        own.iter()
            .any(|day| day.stated && i32::from(day.date.day()) == *rank)
    };
    // "Who left 1st?" asks for a place, as no word that relates it to a date stands before it.
    let alone = |time: &TimeMention| {
        let before = interpretation.text.get(..time.range.start);
        bare(time) && before.is_some_and(|it| !it.ends_with("the ") && !it.ends_with("on "))
    };
    let who = query.resolver == Resolver::WhoLeft && people.is_empty();
    if who && query.filters.times.len() == 1 && query.filters.times.iter().all(alone) {
        query.filters.times.clear();
        query.filters.ordinals.extend(&ranks);
        query.resolver = Resolver::Order;
    }
    if !own.is_empty() && !ranks.is_empty() && !ranks.iter().any(known) {
        query.filters.times.retain(|time| !bare(time));
        query.filters.ordinals.extend(ranks);
        if matches!(
            query.resolver,
            Resolver::Manner | Resolver::When | Resolver::Profile | Resolver::VerifyMember
        ) && query.filters.manners.is_empty()
        {
            query.resolver = Resolver::Place;
        }
    }
    let end = query.today.min(knowledge.as_of);
    for time in &mut query.filters.times {
        if time.form == Form::DayOfWeek
            && let Some(day) = day_of_week(&own, time.interval.from)
        {
            time.interval = Interval {
                from: Some(day),
                until: Some(day),
            };
            time.form = Form::Partial;
            continue;
        }
        let (Form::DayOfMonth, Some(said)) = (time.form, time.interval.from) else {
            continue;
        };
        let number = said.day();
        let exact = own
            .iter()
            .find(|day| day.stated && day.date.day() == number)
            .map(|day| day.date);
        let beside = || {
            let mut months = own.iter().map(|day| day.date);
            months.find_map(|day| Date::new(day.year(), day.month(), number).ok())
        };
        let anybody = || {
            knowledge
                .exits_from(&query.organisation)
                .flat_map(|exit| dates_of(exit.departure))
                .filter(|day| day.stated && day.date.day() == number && day.date <= end)
                .map(|day| day.date)
                .max()
        };
        let day = if own.is_empty() {
            anybody().or_else(|| {
                let month = end.first_of_month();
                let this = Date::new(month.year(), month.month(), number).ok();
                let last = month.yesterday().ok()?;
                this.filter(|day| *day <= end)
                    .or_else(|| Date::new(last.year(), last.month(), number).ok())
            })
        } else {
            exact.or_else(beside)
        };
        if let Some(day) = day {
            time.interval = Interval {
                from: Some(day),
                until: Some(day),
            };
            time.form = Form::Partial;
        }
    }
}

/// The day of that number in a month of somebody's own dates: one that a source states, if there is one.
pub(in crate::bot) fn day_beside(
    knowledge: &Knowledge,
    person: &PersonId,
    number: i32,
) -> Option<Date> {
    let number = i8::try_from(number).ok()?;
    let own = days_of(knowledge.people.get(person)?);
    let exact = own
        .iter()
        .find(|day| day.stated && day.date.day() == number);
    exact.map(|day| day.date).or_else(|| {
        let mut months = own.iter().map(|day| day.date);
        months.find_map(|day| Date::new(day.year(), day.month(), number).ok())
    })
}

/// "And on the 15th?" after what was asked of a day or a month is a day of that month.
pub(in crate::bot) fn in_the_month_spoken_of(spoken_of: &[TimeMention], query: &mut Query) {
    let month = spoken_of.iter().rev().find_map(|time| {
        let (from, until) = (time.interval.from?, time.interval.until?);
        (from.first_of_month() == until.first_of_month()).then_some(from)
    });
    let Some(month) = month.filter(|_| query.people.is_empty()) else {
        return;
    };
    for time in query
        .filters
        .times
        .iter_mut()
        .filter(|it| it.form == Form::DayOfMonth)
    {
        let day = time.interval.from.map(|it| it.day());
        let day = day.and_then(|day| Date::new(month.year(), month.month(), day).ok());
        if let Some(day) = day {
            time.interval = Interval {
                from: Some(day),
                until: Some(day),
            };
            time.form = Form::Partial;
        }
    }
}

/// The day that a day of the week means beside a person: the one of their days that it is, else the one of that name in
/// the week of the first of them.
fn day_of_week(own: &[Day], said: Option<Date>) -> Option<Date> {
    let weekday = said?.weekday();
    let mut stated = own.iter().filter(|day| day.stated).map(|day| day.date);
    let first = stated.next()?;
    let hit = std::iter::once(first)
        .chain(stated)
        .find(|day| day.weekday() == weekday);
    hit.or_else(|| {
        let offset = weekday.to_monday_zero_offset() - first.weekday().to_monday_zero_offset();
        first.checked_add(i64::from(offset).days()).ok()
    })
}

/// The first or last day of a date that a source gives.
struct Day {
    date: Date,
    /// Whether a source states the day itself, rather than a month or another stretch around it.
    stated: bool,
}

/// The days that sources give for a person's departures, best first, in every zone.
fn days_of(person: &Person) -> Vec<Day> {
    let departures = person.memberships.iter().rev();
    departures
        .filter_map(|membership| membership.departure.as_ref())
        .flat_map(dates_of)
        .collect()
}

/// The days around a person's departures that sources give, the last departure first.
pub(in crate::bot) fn of_departures(person: &Person) -> Vec<Date> {
    days_of(person).into_iter().map(|it| it.date).collect()
}

fn dates_of(departure: &Departure) -> Vec<Day> {
    let claims = [
        &departure.effective,
        &departure.announced,
        &departure.reported,
    ];
    departure
        .date()
        .into_iter()
        .chain(
            claims
                .into_iter()
                .flatten()
                .flat_map(|claim| claim.value.everywhere().map(|(date, _)| date)),
        )
        .flat_map(|date| {
            let stated = matches!(date.form, DateForm::Day(_) | DateForm::Either(..));
            [date.earliest(), date.latest()].map(|date| Day { date, stated })
        })
        .collect()
}

/// "Which day is that in Japan?" asks for the date again, of which the zones are told.
pub(in crate::bot) fn seen_from(interpretation: &Interpretation, query: &mut Query) {
    let asked = matches!(query.resolver, Resolver::Tenure | Resolver::Interval);
    if asked && super::cue(&interpretation.slots, "zone") {
        query.resolver = Resolver::When;
    }
}
