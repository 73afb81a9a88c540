//! The period of a question in words: years, months, days, ranges, and what people and events bound.

use super::phrase::{Phrase, Value};
use super::query::Anchor;
use super::scope::{Scope, is_during};
use crate::knowledge::topic::Topic;
use crate::nlu::temporal::{Form, Interval, Relation};

/// The period of the question, as a phrase; `period-all` if it names none.
pub(super) fn period(scope: Scope<'_>) -> Value {
    let mut parts: Vec<Value> = scope
        .query
        .filters
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .map(|time| window(scope, time.bounds()))
        .collect();
    for (relation, anchor) in &scope.query.filters.anchors {
        let word = match relation {
            Relation::Before => "before",
            Relation::Until => "by",
            Relation::AsOf => "as-of",
            relation if is_during(*relation) && in_wave(scope, anchor) => "in-wave",
            Relation::SameDay => "same-day",
            Relation::SameWeek => "same-week",
            Relation::SameMonth => "same-month",
            _ => "after",
        };
        let phrase = Phrase::new("period-anchor").with("relation", word);
        parts.push(Value::from(match anchor {
            Anchor::Person(id) => phrase.with("what", "person").with("anchor", id),
            Anchor::Topic(id) => phrase.with("what", "topic").with("anchor", id),
        }));
    }
    match parts.len() {
        0 => Value::from(Phrase::new("period-all").with("day", scope.day)),
        _ => Value::List(parts),
    }
}

/// Whether an anchor is a wave of departures that names those who left in it.
fn in_wave(scope: Scope<'_>, anchor: &Anchor) -> bool {
    let Anchor::Topic(id) = anchor else {
        return false;
    };
    let wave = scope.knowledge.topics.get(id);
    wave.is_some_and(Topic::is_wave_of_named)
}

/// A window of days as a phrase: a year, a month, a day, a range.
fn window(scope: Scope<'_>, interval: Interval) -> Value {
    let text = match (interval.from, interval.until) {
        (Some(from), Some(until)) => {
            let year = from.month() == 1
                && from.day() == 1
                && until.month() == 12
                && until.day() == 31
                && from.year() == until.year();
            let month = from.first_of_month() == from
                && from.last_of_month() == until
                && from.year() == until.year();
            if from == until {
                Phrase::new("period-day").with("date", from)
            } else if year {
                partial(&format!("{:04}", from.year()))
            } else if month {
                partial(&format!("{:04}-{:02}", from.year(), from.month()))
            } else {
                // What has no record yet is no part of what was counted.
                let read = scope.knowledge.as_of;
                let until = if from < read { until.min(read) } else { until };
                Phrase::new("period-range")
                    .with("from", from)
                    .with("until", until)
            }
        }
        (Some(from), None) => Phrase::new("period-since").with("from", from),
        (None, Some(until)) => Phrase::new("period-until").with("until", until),
        (None, None) => Phrase::new("period-all").with("day", scope.day),
    };
    Value::from(text)
}

fn partial(date: &str) -> Phrase {
    match date.parse::<crate::knowledge::date::PartialDate>() {
        Ok(date) => Phrase::new("period-in").with("date", &date),
        Err(_) => Phrase::new("period-in"),
    }
}
