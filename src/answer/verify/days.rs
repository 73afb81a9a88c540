//! On which days somebody has to be there for a claim to hold: the dates and events of a question as stretches of days.

use jiff::civil::Date;

use super::super::query::Anchor;
use super::super::scope::Scope;
use crate::knowledge::date::PartialDate;
use crate::knowledge::topic::Topic;
use crate::nlu::temporal::{Form, Interval, Relation};

/// The event to which the question relates, or that it names in the place of a day.
pub(super) fn event(scope: Scope<'_>) -> Option<(&Topic, &PartialDate)> {
    let anchored = scope
        .query
        .filters
        .anchors
        .iter()
        .find_map(|(_, anchor)| match anchor {
            Anchor::Topic(id) => {
                let topic = scope.knowledge.topics.get(id)?;
                Some((topic, topic.date()?))
            }
            Anchor::Person(_) => None,
        });
    anchored.or_else(|| scope.event_for_a_day())
}

/// The stretches of days asked about; none for today.
pub(super) fn windows(scope: Scope<'_>, event: Option<&PartialDate>) -> Vec<Interval> {
    let mut windows: Vec<Interval> = scope
        .query
        .filters
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .map(|time| placed(time.relation, time.interval))
        .collect();
    if windows.is_empty()
        && let Some(date) = event
    {
        let relation = scope
            .query
            .filters
            .anchors
            .first()
            .map_or(Relation::In, |(relation, _)| *relation);
        let interval = Interval {
            from: Some(date.earliest()),
            until: Some(date.latest()),
        };
        windows.push(placed(relation, interval));
    }
    windows
}

/// The days at which somebody has to be there: before a date the day before it, after it the day behind it.
fn placed(relation: Relation, interval: Interval) -> Interval {
    let Interval { from, until } = interval;
    let one = |day: Option<Date>| Interval {
        from: day,
        until: day,
    };
    match relation {
        Relation::In
        | Relation::Since
        | Relation::SameDay
        | Relation::SameWeek
        | Relation::SameMonth => interval,
        Relation::Until | Relation::AsOf => one(until),
        Relation::Before => one(from.and_then(|day| day.yesterday().ok())),
        Relation::After => one(until.and_then(|day| day.tomorrow().ok())),
    }
}
