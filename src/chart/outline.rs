//! What the picture shows, before anything is drawn.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Labels, Options};
use crate::knowledge::date::{Containment, Form, PartialDate, days_between};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Membership, Person, RoleGroup, best};
use crate::knowledge::topic::{Topic, TopicKind};
use crate::knowledge::{Exit, Knowledge};

/// More rows would make a picture that no phone shows; the earliest give way.
const MOST_ROWS: usize = 40;
/// More events would hide the rows.
const MOST_EVENTS: usize = 6;
/// An event as wide as this part of the axis has no place to be marked at.
const WIDEST_EVENT: i32 = 8;

/// People in order, the number that remains, and events, between two days.
pub struct Outline<'a> {
    /// The first day.
    pub from: Date,
    /// The last day, after the first.
    pub until: Date,
    /// Who left, in the order in which they did; those without a date last.
    pub rows: Vec<Row<'a>>,
    /// How many people left earlier and found no room.
    pub omitted: usize,
    /// The founders who remain, where founders are drawn: nobody becomes a founder later, so only they have a number
    /// that falls and never rises.
    pub remaining: Option<Remaining>,
    /// Up to six events, in order.
    pub events: Vec<Event<'a>>,
}

/// One person with the dates of their departures.
pub struct Row<'a> {
    /// Who left.
    pub person: &'a Person,
    /// Since when they belonged there, if a source says.
    pub since: Option<Date>,
    /// When they left: usually one date, none if no source tells.
    pub dates: Vec<&'a PartialDate>,
}

/// How a group shrank.
pub struct Remaining {
    /// How many it had on the first day drawn.
    pub members: usize,
    /// One entry for each departure of the group within the days drawn.
    pub exits: Vec<Step>,
}

/// A departure as the line of those who remain sees it.
pub struct Step {
    /// The first possible day.
    pub earliest: Date,
    /// The day at which the line falls.
    pub likely: Date,
    /// The last possible day.
    pub latest: Date,
}

/// Something that happened.
pub struct Event<'a> {
    /// Its record.
    pub topic: &'a Topic,
    /// When it happened.
    pub date: &'a PartialDate,
}

impl Row<'_> {
    /// The dates in words.
    pub fn when(&self, labels: &Labels<'_>) -> String {
        if self.dates.is_empty() {
            return labels.undated.to_owned();
        }
        let dates: Vec<_> = self.dates.iter().map(|date| (labels.date)(date)).collect();
        dates.join(", ")
    }
}

impl Remaining {
    /// How many remained on the last day drawn, as far as the line knows.
    pub fn at_end(&self) -> usize {
        self.members.saturating_sub(self.exits.len())
    }
}

/// The day at which something imprecise is drawn where one day is needed.
pub(super) fn likely(date: &PartialDate) -> Date {
    date.sort_key().0
}

impl<'a> Outline<'a> {
    /// What there is to draw for these options.
    pub fn new(knowledge: &'a Knowledge, options: &Options<'_>) -> Self {
        let groups = groups(knowledge, options);
        let exits: Vec<_> = knowledge
            .exits_from(options.organisation)
            .filter(|exit| exit.membership.groups.iter().any(|it| groups.contains(it)))
            .filter(|exit| is_drawn(exit, options))
            .collect();
        let (from, until) = days(&exits, options);
        let (rows, omitted) = rows(exits);
        Self {
            from,
            until,
            rows,
            omitted,
            remaining: groups
                .contains(&RoleGroup::Founder)
                .then(|| remaining(knowledge, options, from, until)),
            events: events(knowledge, options, from, until),
        }
    }
}

fn groups(knowledge: &Knowledge, options: &Options<'_>) -> Vec<RoleGroup> {
    if !options.groups.is_empty() {
        return options.groups.to_vec();
    }
    let named = knowledge
        .organisations
        .get(options.organisation)
        .and_then(|it| it.groups.first());
    named.map_or_else(|| RoleGroup::ALL.to_vec(), |group| vec![group.role])
}

/// Whether a departure was known by the as-of day and may lie within the days asked for.
fn is_drawn(exit: &Exit<'_>, options: &Options<'_>) -> bool {
    let Some(claim) = exit.when() else {
        return options.from.is_none() && options.until.is_none();
    };
    let until = options
        .until
        .map_or(options.as_of, |it| it.min(options.as_of));
    claim.known_on(options.as_of)
        && claim.value.date.within(options.from, Some(until)) != Containment::Outside
}

/// The days to draw: those asked for, else from the month of the first departure to the as-of day.
fn days(exits: &[Exit<'_>], options: &Options<'_>) -> (Date, Date) {
    const LEAST: i32 = 14;
    let until = options
        .until
        .map_or(options.as_of, |it| it.min(options.as_of));
    let first = exits
        .iter()
        .filter_map(Exit::date)
        .map(|date| {
            if matches!(date.form, Form::By(_)) {
                date.latest()
            } else {
                date.earliest()
            }
        })
        .min();
    // A little earlier, so that the first one does not stand on the edge.
    let early = |first: Date| {
        let margin = days_between(first, until).max(0) / 24;
        first
            .checked_sub(margin.days())
            .map_or(first, Date::first_of_month)
    };
    let from = options.from.or(first.map(early));
    let least = until.checked_sub(LEAST.days()).unwrap_or(Date::MIN);
    let from = from.map_or_else(
        || until.checked_sub(1.year()).unwrap_or(Date::MIN),
        |from| from.min(least),
    );
    (from, until.max(from))
}

fn rows(exits: Vec<Exit<'_>>) -> (Vec<Row<'_>>, usize) {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for exit in exits {
        let since = exit.membership.from.as_ref().map(likely);
        match rows.iter_mut().find(|row| row.person.id == exit.person.id) {
            Some(row) => row.dates.extend(exit.date()),
            None => rows.push(Row {
                person: exit.person,
                since,
                dates: exit.date().into_iter().collect(),
            }),
        }
    }
    let omitted = rows.len().saturating_sub(MOST_ROWS);
    (rows.split_off(omitted), omitted)
}

fn remaining(knowledge: &Knowledge, options: &Options<'_>, from: Date, until: Date) -> Remaining {
    let founders: BTreeMap<&PersonId, &Membership> = knowledge
        .members(options.organisation, Some(RoleGroup::Founder))
        .map(|(person, membership)| (&person.id, membership))
        .collect();
    let mut members = founders.len();
    let mut exits = Vec::new();
    for membership in founders.values() {
        let Some(departure) = &membership.departure else {
            continue;
        };
        let Some((_, claim)) = departure.when() else {
            // Gone, on any of these days.
            exits.push(Step {
                earliest: from,
                likely: until,
                latest: until,
            });
            continue;
        };
        if !claim.known_on(options.as_of) {
            continue;
        }
        let date = &claim.value.date;
        let likely = likely(date);
        if likely < from {
            members -= 1;
        } else if likely <= until {
            exits.push(Step {
                earliest: date.earliest(),
                likely,
                latest: date.latest(),
            });
        }
    }
    exits.sort_by_key(|step| step.likely);
    Remaining { members, exits }
}

/// The events that the most sources speak of, as far as they can be told apart on the axis.
fn events<'a>(
    knowledge: &'a Knowledge,
    options: &Options<'_>,
    from: Date,
    until: Date,
) -> Vec<Event<'a>> {
    let widest = (days_between(from, until) / WIDEST_EVENT).max(1);
    let mut candidates: Vec<_> = knowledge
        .topics
        .values()
        .filter(|topic| topic.kind == TopicKind::Event)
        .filter(|topic| topic.organisations.contains(options.organisation))
        .filter_map(|topic| {
            let claim = best(&topic.dates)?;
            let date = &claim.value.date;
            let fits = claim.known_on(options.as_of)
                && date.width_in_days() <= widest
                && date.within(Some(from), Some(until)) == Containment::Inside;
            fits.then_some(Event { topic, date })
        })
        .collect();
    candidates.sort_by_key(|event| (Reverse(sources(event.topic)), event.topic.id.clone()));
    // A marker is as wide as a seventeenth of the axis.
    let gap = days_between(from, until) / 17;
    let mut chosen: Vec<Event<'a>> = Vec::new();
    for event in candidates {
        let stands_apart = chosen
            .iter()
            .all(|it| days_between(likely(it.date), likely(event.date)).abs() > gap);
        if stands_apart && chosen.len() < MOST_EVENTS {
            chosen.push(event);
        }
    }
    chosen.sort_by_key(|event| (likely(event.date), event.topic.id.clone()));
    chosen
}

/// How many sources speak of the topic.
fn sources(topic: &Topic) -> usize {
    let dates = topic.dates.iter().map(|claim| &claim.citations);
    let statements = topic.statements.iter().map(|claim| &claim.citations);
    dates
        .chain(statements)
        .flat_map(|citations| citations.iter().map(|citation| &citation.source))
        .collect::<BTreeSet<_>>()
        .len()
}
