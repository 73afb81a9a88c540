//! In which months or years most people left.

use std::collections::BTreeMap;

use super::filter;
use super::list::{beyond_the_data, nobody, people};
use super::lookup::MANY;
use super::moment::dated;
use super::phrase::{Phrase, Value};
use super::scope::{Scope, citations};
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::date::PartialDate;

/// The month, or the year if the question asks for one, with the most departures, and the next ones; for months also the
/// count of each year. A departure counts in a month or a year
/// only if its date lies wholly in it.
pub(super) fn months(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    let groups = scope.groups(false);
    let exits = scope.select(&groups).certain;
    let by_month = counted(&exits, |exit| {
        let (first, last) = exit.departure.span()?;
        (first.first_of_month() == last.first_of_month())
            .then(|| format!("{:04}-{:02}", first.year(), first.month()))
    });
    let by_year = counted(&exits, |exit| {
        let (first, last) = exit.departure.span()?;
        (first.year() == last.year()).then(|| format!("{:04}", first.year()))
    });
    let (ranked, unit) = if scope.query.focus.yearly {
        (&by_year, "year")
    } else {
        (&by_month, "month")
    };
    let most = ranked.iter().map(|(_, exits)| people_of(exits)).max();
    let Some(most) = most else {
        return nobody(scope, &groups);
    };
    let top = ranked.iter().filter(|(_, exits)| people_of(exits) == most);
    let mut statements: Vec<Statement> = top
        .filter_map(|(period, exits)| {
            let phrase = filter::named(Phrase::new("busiest-month"), scope, &groups)
                .with("unit", unit)
                .with("period", period)
                .with("count", most)
                .with(
                    "people",
                    Value::List(exits.iter().take(MANY).map(dated).collect()),
                )
                .with("more", exits.len().saturating_sub(MANY));
            scope.derived(phrase, citations(exits.iter().take(MANY)))
        })
        .collect();
    let yearly = (!scope.query.focus.yearly).then(|| ("years-counted", by_year.clone()));
    let next = ("months-next", next(ranked, most));
    for (id, counts) in [next].into_iter().chain(yearly) {
        let items: Vec<Value> = counts
            .iter()
            .map(|(when, exits)| {
                Value::from(
                    Phrase::new("period-count")
                        .with("date", when)
                        .with("count", people_of(exits)),
                )
            })
            .collect();
        if !items.is_empty() {
            statements.extend(scope.derived(
                Phrase::new(id).with("periods", Value::List(items)),
                citations(counts.iter().filter_map(|(_, exits)| exits.first())),
            ));
        }
    }
    let undated = exits.len() - ranked.iter().map(|(_, exits)| exits.len()).sum::<usize>();
    if undated > 0 {
        statements.extend(
            scope.derived(
                Phrase::new("months-undated")
                    .with("unit", unit)
                    .with("count", undated),
                citations(exits.iter().filter(|exit| {
                    let mut counted = ranked.iter().flat_map(|(_, exits)| exits);
                    !counted.any(|it| it.person.id == exit.person.id)
                })),
            ),
        );
    }
    Answer::of(statements)
}

/// Departures by a period that holds their whole date, in the order of the periods.
fn counted<'a>(
    exits: &[Exit<'a>],
    period: impl Fn(&Exit<'a>) -> Option<String>,
) -> Vec<(PartialDate, Vec<Exit<'a>>)> {
    let mut counts: BTreeMap<String, Vec<Exit<'a>>> = BTreeMap::new();
    for exit in exits {
        if let Some(period) = period(exit) {
            counts.entry(period).or_default().push(*exit);
        }
    }
    counts
        .into_iter()
        .filter_map(|(period, exits)| Some((period.parse().ok()?, exits)))
        .collect()
}

fn people_of(exits: &[Exit<'_>]) -> usize {
    people(exits).len()
}

/// The three months behind the first, most departures first, with those that tie with the third; where those are too many,
/// none of them.
fn next<'a>(
    counts: &[(PartialDate, Vec<Exit<'a>>)],
    most: usize,
) -> Vec<(PartialDate, Vec<Exit<'a>>)> {
    let mut rest: Vec<_> = counts
        .iter()
        .filter(|(_, exits)| people_of(exits) < most)
        .cloned()
        .collect();
    rest.sort_by_key(|(_, exits)| std::cmp::Reverse(people_of(exits)));
    let third = rest.get(2).map_or(0, |(_, exits)| people_of(exits));
    rest.retain(|(_, exits)| people_of(exits) >= third);
    if rest.len() > MANY {
        rest.retain(|(_, exits)| people_of(exits) > third);
    }
    rest
}
