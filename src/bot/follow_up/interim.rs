//! The time between two moments that the conversation spoke of, and the two put side by side: "who left in between?",
//! "compare the two".

use jiff::Span;

use super::leaning::Leaning;
use crate::answer::query::{Anchor, Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::temporal::{Grain, Interval, Relation, TimeMention};

/// "Compare the last two" has no more words of its own.
const COMPARING: usize = 5;

/// Whether the question compares the two periods that were asked about.
pub(super) fn compares(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let counted = matches!(memory.query.resolver, Resolver::Count | Resolver::WhoLeft);
    // "More or fewer than this year?" names the second one itself.
    let periods = match slots.times.as_slice() {
        [] => memory.times.len() > 1,
        [_] => !memory.times.is_empty(),
        _ => false,
    };
    leaning.cue("contrast")
        && slots.mentions.is_empty()
        && leaning.words <= COMPARING
        && periods
        && counted
}

/// Whether the question adds up the two periods that were asked about: "how many across both months?"
pub(super) fn sums(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let counted = matches!(memory.query.resolver, Resolver::Count | Resolver::WhoLeft);
    let both = leaning.cue("pair")
        || leaning.cue("together")
        || (leaning.cue("total") && leaning.has("thing"));
    leaning.aspect() == Some(Aspect::HowMany)
        && both
        && counted
        && slots.mentions.is_empty()
        && slots.times.is_empty()
        && memory.times.len() > 1
}

/// Several periods as one, if each begins where another ends.
fn joined(times: &[TimeMention]) -> Option<TimeMention> {
    let mut bounds: Vec<Interval> = times.iter().map(TimeMention::bounds).collect();
    bounds.sort_by_key(|it| it.from);
    let follows = |pair: &[Interval]| match pair {
        [one, other] => one.until.and_then(|it| it.tomorrow().ok()) == other.from,
        _ => false,
    };
    let (first, last) = (bounds.first()?, bounds.last()?);
    let whole = Interval {
        from: first.from,
        until: last.until,
    };
    let adjoining = bounds.len() > 1 && last.from.is_some() && bounds.windows(2).all(follows);
    adjoining.then(|| TimeMention::within(0..0, whole, Grain::Range))
}

/// Takes the two moments from the conversation. Returns whether the question is about them.
pub(super) fn between(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if compares(leaning, memory) {
        let mut times = memory.last_periods().to_vec();
        if let [named] = query.filters.times.as_slice() {
            times.drain(..times.len().saturating_sub(1));
            times.push(named.clone());
        }
        *query = Query {
            resolver: Resolver::Count,
            today: query.today,
            filters: Filters {
                times,
                ..memory.query.filters.clone()
            },
            ..memory.query.clone()
        };
        return true;
    }
    if sums(leaning, memory) {
        // "In total?" after three years in a row is about all of them; else about the last two.
        let periods = memory.last_periods();
        let row = leaning.cue("total").then(|| joined(&memory.times));
        let whole = row.flatten().or_else(|| joined(periods));
        *query = Query {
            resolver: Resolver::Count,
            today: query.today,
            filters: Filters {
                times: whole.map_or_else(|| periods.to_vec(), |it| vec![it]),
                ..memory.query.filters.clone()
            },
            ..memory.query.clone()
        };
        return true;
    }
    // "Who was between them?" asks for no stretch of time.
    let who = leaning.aspect() == Some(Aspect::Who);
    let lists = query.resolver.is_about_many() || query.resolver == Resolver::Overview || who;
    if !(leaning.has("interim") && lists && query.filters.times.is_empty()) {
        return false;
    }
    let last = &memory.query;
    let left = |id: &&PersonId| knowledge.has_left(id);
    let mut people: Vec<PersonId> = last.people.iter().filter(left).cloned().collect();
    let mut compared = matches!(last.resolver, Resolver::Compare | Resolver::Interval);
    // "Who left in between?" after when the one and when the other left.
    let ordered = last.resolver.is_about_a_departure() || last.resolver == Resolver::Order;
    if ordered && memory.times.len() < 2 {
        people = memory.recent.iter().filter(left).cloned().collect();
        compared = true;
    }
    if compared && people.len() == 2 {
        people.sort_by_key(|id| departed(knowledge, id));
        let relations = [Relation::After, Relation::Before];
        let ends = relations
            .into_iter()
            .zip(people.into_iter().map(Anchor::Person));
        query.filters.anchors = ends.collect();
    } else if let [one, other] = memory.last_periods() {
        // Of two months that follow each other nothing lies in between but themselves.
        let between = gap(one, other).map(|it| TimeMention::within(0..0, it, Grain::Range));
        let Some(time) = between.or_else(|| joined(memory.last_periods())) else {
            return false;
        };
        query.filters.times = vec![time];
    } else {
        return false;
    }
    if query.filters.groups.is_empty() {
        query.filters.groups.clone_from(&last.filters.groups);
    }
    query.resolver = match query.resolver {
        Resolver::CountRemaining => Resolver::Count,
        Resolver::Remaining | Resolver::Overview => Resolver::WhoLeft,
        other if who && !other.is_about_many() => Resolver::WhoLeft,
        other => other,
    };
    query.organisation.clone_from(&last.organisation);
    true
}

/// The first day of somebody's departure, for an order.
pub(super) fn departed(knowledge: &Knowledge, id: &PersonId) -> Option<jiff::civil::Date> {
    let person = knowledge.people.get(id)?;
    let exit = knowledge.exits_of(person).last()?;
    Some(exit.date()?.earliest())
}

/// After so many days nothing is said about a departure alone any more.
const ECHO: i64 = 7;

/// The time in which the people spoken of left, with the days after it.
pub(super) fn departures(knowledge: &Knowledge, memory: &Memory) -> Option<TimeMention> {
    let people = memory.subjects.iter();
    let dates: Vec<_> = people
        .filter_map(|id| knowledge.people.get(id))
        .filter_map(|person| knowledge.exits_of(person).last()?.date().cloned())
        .collect();
    let from = dates.iter().map(|it| it.earliest()).min()?;
    let last = dates.iter().map(|it| it.latest()).max()?;
    let until = last.checked_add(Span::new().days(ECHO)).ok()?;
    let whole = Interval {
        from: Some(from),
        until: Some(until),
    };
    Some(TimeMention::within(0..0, whole, Grain::Range))
}

/// What lies between two periods: of moments, from the one to the other.
fn gap(one: &TimeMention, other: &TimeMention) -> Option<Interval> {
    let key = |time: &TimeMention| {
        let bounds = time.bounds();
        bounds.until.or(bounds.from)
    };
    let (first, second) = if key(one) <= key(other) {
        (one.bounds(), other.bounds())
    } else {
        (other.bounds(), one.bounds())
    };
    let long = |it: Interval| it.from.is_some() && it.until.is_some() && it.from != it.until;
    let from = first.until.or(first.from)?;
    let until = second.from.or(second.until)?;
    // Two years have the years between them in between.
    let (from, until) = if long(first) && long(second) {
        (from.tomorrow().ok()?, until.yesterday().ok()?)
    } else {
        (from, until)
    };
    (from <= until).then_some(Interval {
        from: Some(from),
        until: Some(until),
    })
}
