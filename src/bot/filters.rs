//! Binding of what filters a question: what bounds it, what a date beside an event dates, and days without a month.

use jiff::civil::Date;

use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::date::{Containment, Form as DateForm};
use crate::knowledge::person::{Departure, Person};
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots};
use crate::nlu::temporal::{Form, Interval, Relation, TimeMention};

/// The look-up that a question means by what bounds it: one with both an "after" and a "before", or with "the same week
/// as" one person, asks for those in between, or in that week, even if it is worded like a comparison.
pub(super) fn resolver(resolver: Resolver, slots: &Slots) -> Resolver {
    let has = |wanted: &[Relation]| {
        slots
            .anchors
            .iter()
            .any(|(relation, _)| wanted.contains(relation))
    };
    let bounded =
        has(&[Relation::Before, Relation::Until]) && has(&[Relation::After, Relation::Since]);
    let together = has(&[Relation::SameDay, Relation::SameWeek, Relation::SameMonth])
        && slots.of(EntityKind::Person).count() <= 1;
    match resolver {
        Resolver::Compare | Resolver::Order if bounded || together => Resolver::WhoLeft,
        Resolver::When if together => Resolver::WhoLeft,
        resolver => resolver,
    }
}

/// Whether a question asks whether something is so, by the words at its beginning or its end. What asks for something
/// else at the end ("when did they leave") is none.
pub(super) fn polar(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let length = interpretation.text.len();
    let open = slots.has(VocabularySlot::Aspect);
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Polar)
        .any(|it| match it.value.as_str() {
            "start" => it.range.start == 0,
            "end" => it.range.end == length && !open,
            _ => true,
        })
}

/// What bounds a question by standing between the words of a range: "between Alpha and Beta", the earlier one first.
pub(super) fn enclosed(
    knowledge: &Knowledge,
    slots: &Slots,
    anchor: impl Fn(usize) -> Option<Anchor>,
) -> Vec<(Relation, Anchor)> {
    let Some((first, second)) = slots
        .enclosed
        .first()
        .and_then(|(first, second)| Some((anchor(*first)?, anchor(*second)?)))
    else {
        return Vec::new();
    };
    let day = |anchor: &Anchor| match anchor {
        Anchor::Person(id) => {
            let exit = knowledge.exits_of(knowledge.people.get(id)?).last()?;
            Some(exit.date()?.sort_key())
        }
        Anchor::Topic(id) => {
            let topic = knowledge.topics.get(id)?;
            Some(topic.date()?.sort_key())
        }
    };
    let (first, second) = match (day(&first), day(&second)) {
        (Some(one), Some(other)) if other < one => (second, first),
        _ => (first, second),
    };
    vec![(Relation::After, first), (Relation::Before, second)]
}

/// A date directly behind an event that bounds the question ("before the merger in March 2025") only says when the event
/// was, and filters nothing.
pub(super) fn drop_dates_of_events(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    if query.anchors.is_empty() {
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
                .is_some_and(|between| between.trim().is_empty());
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
    query.times.retain(|time| !dates_event(time));
}

/// Days without a month: beside people, the day of that number in a month of their own dates; else the last one within
/// the data on which somebody left, since nobody asks after the future.
pub(super) fn place_bare_days(
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
        .times
        .iter()
        .filter(|time| bare(time))
        .filter_map(|time| Some(i32::from(time.interval.from?.day())))
        .collect();
    let known = |rank: &i32| {
        own.iter()
            .any(|day| day.stated && i32::from(day.date.day()) == *rank)
    };
    if !own.is_empty() && !ranks.is_empty() && !ranks.iter().any(known) {
        query.times.retain(|time| !bare(time));
        query.ordinals.extend(ranks);
    }
    let end = query.today.min(knowledge.as_of);
    for time in &mut query.times {
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
                .exits()
                .filter(|exit| exit.membership.organisation == query.organisation)
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
