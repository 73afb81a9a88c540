//! Events as answers: what happened in a period, and what somebody said or did in public.

use super::lookup::FEW;
use super::notes::note;
use super::query::{Filters, Query};
use super::scope::Scope;
use super::search::Record;
use super::statement::Statement;
use super::topic::{inside, state};
use crate::knowledge::claim::{Aspect, Claim, Rank, TopicStatement};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::{SourceId, TopicId};
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::knowledge::topic::{Topic, TopicKind};
use crate::nlu::temporal::{Grain, Interval, TimeMention};

/// What happened to the organisation in the period that the question names: events in order, the first claim of each.
pub(super) fn in_window(scope: Scope<'_>) -> Vec<Statement> {
    at_most(scope, FEW)
}

/// The two or three events of the period of which most sources tell.
pub(super) fn in_short(scope: Scope<'_>) -> Vec<Statement> {
    at_most(scope, FEW / 2)
}

/// So many events of the period at most, those of which most sources tell.
fn at_most(scope: Scope<'_>, most: usize) -> Vec<Statement> {
    let windows = scope.windows();
    if windows.is_empty() {
        return Vec::new();
    }
    let mut events: Vec<(&Topic, &PartialDate)> = scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.organisations.contains(&scope.query.organisation))
        .filter_map(|topic| Some((topic, topic.date()?)))
        .filter(|(_, date)| date.earliest() <= scope.day && inside(&windows, date))
        .collect();
    events.sort_by_key(|(_, date)| date.sort_key());
    let mut told: Vec<(&Topic, &PartialDate, &Claim<TopicStatement>)> = Vec::new();
    for (topic, date) in events {
        // What it is says more than a preferred detail.
        let standing = scope.standing(&topic.statements);
        let what = |claim: &&Claim<TopicStatement>| claim.value.aspect == Aspect::What;
        let first = standing.iter().copied().find(what);
        let Some(claim) = first.or(standing.first().copied()) else {
            continue;
        };
        // What the same sources tell of the same day is told once.
        let same = |it: &(&Topic, &PartialDate, &Claim<TopicStatement>)| {
            it.1 == date && share_sources(it.2, claim) && begin_alike(it.2, claim)
        };
        if !told.iter().any(same) {
            told.push((topic, date, claim));
        }
    }
    // Of more than an answer holds those of which most sources tell, in their order.
    let mut many: Vec<usize> = told
        .iter()
        .map(|it| it.2.citations.iter().count())
        .collect();
    many.sort_unstable();
    let least = many.iter().rev().nth(most - 1).copied().unwrap_or(0);
    told.retain(|it| it.2.citations.iter().count() >= least);
    told.into_iter()
        .filter_map(|(topic, _, claim)| state(scope, topic, claim))
        .take(most)
        .collect()
}

/// Whether the texts of two claims begin with the same words.
fn begin_alike(one: &Claim<TopicStatement>, other: &Claim<TopicStatement>) -> bool {
    let head = |claim: &Claim<TopicStatement>| {
        let text = claim.value.text.as_ref()?.versions().next()?;
        Some(text.chars().take(HEAD).collect::<String>())
    };
    head(one).is_some_and(|it| head(other) == Some(it))
}

/// So many characters in common begin two texts that tell the same.
const HEAD: usize = 24;

/// Whether two claims rest on two sources or more that are the same.
fn share_sources(one: &Claim<TopicStatement>, other: &Claim<TopicStatement>) -> bool {
    let cited = |source: &SourceId| other.citations.iter().any(|it| it.source == *source);
    one.citations.iter().filter(|it| cited(&it.source)).count() > 1
}

/// What somebody said or did in public that events record: events of which the person is the only one, in the period
/// that the question names, those that hold words of the question before the others, the newest first.
pub(super) fn statements_about(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let windows = scope.windows();
    let place = |topic: &Topic| {
        scope
            .query
            .found
            .iter()
            .position(|hit| {
                !hit.refuted && matches!(&hit.record, Record::Topic(id, _) if *id == topic.id)
            })
            .unwrap_or(usize::MAX)
    };
    let mut events: Vec<(&Topic, &Claim<TopicStatement>, &PartialDate)> = scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.kind == TopicKind::Event)
        .filter(|topic| topic.people == [person.id.clone()])
        .filter_map(|topic| {
            let date = topic.date()?;
            let claim = topic.statements.iter().find(|claim| {
                claim.value.aspect == Aspect::What
                    && claim.rank != Rank::Refuted
                    && claim.known_on(scope.day)
                    && is_subject(person, claim)
            })?;
            Some((topic, claim, date))
        })
        .filter(|(_, _, date)| date.earliest() <= scope.day && inside(&windows, date))
        .collect();
    // What was said after something begins with what was said first.
    if windows.iter().any(|it| it.from.is_some()) {
        events.sort_by_key(|(_, _, date)| date.sort_key());
    } else {
        events.sort_by_key(|(topic, _, date)| (place(topic), std::cmp::Reverse(date.sort_key())));
    }
    events
        .into_iter()
        .filter_map(|(topic, claim, _)| state(scope, topic, claim))
        .collect()
}

/// The same of the time since somebody first left: what was said before that was not said of departures.
pub(super) fn since_the_first_departure(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let exits = scope.knowledge.exits();
    let first = exits.filter_map(|it| Some(it.date()?.earliest())).min();
    let since = Interval {
        from: first,
        until: None,
    };
    let query = Query {
        filters: Filters {
            times: vec![TimeMention::within(0..0, since, Grain::Range)],
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    statements_about(scope.asking(&query), person)
}

/// What is known beside the words of somebody who never left: their days, or of whom they were; of the events in which
/// nobody else spoke, those that hold words of the question before the others, the newest first.
pub(super) fn of_their_words(scope: Scope<'_>, person: &Person, aspect: Aspect) -> Vec<Statement> {
    let told = scope
        .query
        .found
        .iter()
        .filter_map(|hit| match &hit.record {
            Record::Topic(id, _) if !hit.refuted => Some(id),
            _ => None,
        });
    let told: Vec<&TopicId> = told.collect();
    let speaks = |topic: &&Topic| {
        let what = |claim: &Claim<TopicStatement>| {
            claim.value.aspect == Aspect::What && is_subject(person, claim)
        };
        topic.kind == TopicKind::Event
            && topic.people == [person.id.clone()]
            && topic
                .statements
                .iter()
                .find(|it| it.value.aspect == Aspect::What)
                .is_some_and(what)
    };
    let mut events: Vec<(&Topic, &PartialDate)> = scope
        .knowledge
        .topics
        .values()
        .filter(speaks)
        .filter_map(|topic| Some((topic, topic.date()?)))
        .filter(|(_, date)| date.earliest() <= scope.day)
        .collect();
    events.sort_by_key(|(topic, date)| {
        let place = told.iter().position(|id| **id == topic.id);
        (
            place.unwrap_or(usize::MAX),
            std::cmp::Reverse(date.sort_key()),
        )
    });
    if aspect == Aspect::When {
        return days_of_words(scope, &events);
    }
    let asked = events.iter().flat_map(|(topic, _)| {
        let standing = scope.standing(&topic.statements).into_iter();
        let asked = standing.filter(|claim| claim.value.aspect == aspect);
        asked
            .filter_map(|claim| state(scope, topic, claim))
            .collect::<Vec<_>>()
    });
    asked.take(FEW / 2).collect()
}

/// The days of events, those that a question describes first; of one that it describes better than all others that day
/// alone, with what was said.
fn days_of_words(scope: Scope<'_>, events: &[(&Topic, &PartialDate)]) -> Vec<Statement> {
    let described = scope.query.focus.describes_words;
    let mut found = scope.query.found.iter().filter(|_| described);
    let best = found.find_map(|hit| match &hit.record {
        Record::Topic(id, _) if !hit.refuted && hit.words >= 1 && hit.wording >= DESCRIBED => {
            events.iter().find(|(topic, _)| topic.id == *id)
        }
        _ => None,
    });
    if let Some((topic, _)) = best {
        let what = scope
            .standing(&topic.statements)
            .into_iter()
            .find(|it| it.value.aspect == Aspect::What);
        let mut told: Vec<Statement> = super::topic::dates(scope, topic);
        told.truncate(1);
        told.extend(what.and_then(|claim| state(scope, topic, claim)));
        return told;
    }
    let dates = events.iter().take(FEW / 2);
    dates
        .flat_map(|(topic, _)| super::topic::dates(scope, topic).into_iter().take(1))
        .collect()
}

/// The part of a question's words that the record of an event holds where it is the one described.
const DESCRIBED: f32 = 0.3;

/// What topics record somebody to have said of a year that the question names.
pub(super) fn of_a_year(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let times = scope.query.filters.times.iter();
    let years: Vec<String> = times
        .filter(|time| time.grain == Grain::Year)
        .filter_map(|time| Some(time.interval.from?.year().to_string()))
        .collect();
    let speaks = |topic: &&Topic| topic.people == [person.id.clone()];
    let mut said = Vec::new();
    for topic in scope.knowledge.topics.values().filter(speaks) {
        for claim in scope.standing(&topic.statements) {
            let of_year = claim.value.text.as_ref().is_some_and(|text| {
                let told = text.versions().next().unwrap_or_default();
                begins_with(person, text) && years.iter().any(|it| expects(told, it))
            });
            if of_year {
                said.extend(state(scope, topic, claim));
            }
        }
    }
    said
}

/// Whether a text speaks of a year, and not only of a day or a month in it.
fn expects(text: &str, year: &str) -> bool {
    text.match_indices(year).any(|(at, _)| {
        let before = text
            .get(..at)
            .and_then(|it| it.split_whitespace().next_back());
        let month = before.is_some_and(|it| it.starts_with(char::is_uppercase));
        !month || at == 0
    })
}

/// Whether the sentence begins with the person's name, who then is the one that spoke or acted.
fn is_subject(person: &Person, claim: &Claim<TopicStatement>) -> bool {
    let text = claim.value.text.as_ref();
    text.is_some_and(|text| begins_with(person, text))
}

/// What is reported of two people together: notes and reasons of the second one's departure and statements on topics that
/// name both.
pub(super) fn of_both(scope: Scope<'_>, speaker: &Person, leaver: &Person) -> Vec<Statement> {
    let names = |person: &Person, text: &Text| text.says(&person.name);
    // Only where the speaker is who the sentence is about: a list of names says nothing of what one said of another.
    let begins = |text: &Text| begins_with(speaker, text);
    let few = |text: &Text| {
        let people = scope.knowledge.people.values();
        people.filter(|it| names(it, text)).count() <= 3
    };
    let mut statements = Vec::new();
    if let Some(exit) = scope.exit_of(leaver) {
        let notes = scope.standing(&exit.departure.note).into_iter();
        for claim in notes.filter(|claim| begins(&claim.value.text)) {
            statements.extend(note(scope, &exit, claim));
        }
    }
    for topic in scope.knowledge.topics.values() {
        for claim in scope.standing(&topic.statements) {
            let both = |text: &Text| begins(text) && names(leaver, text) && few(text);
            if claim.value.text.as_ref().is_some_and(both) {
                statements.extend(state(scope, topic, claim));
            }
        }
    }
    statements
}

/// Whether a text begins with the person's name in the dataset's own language.
pub(super) fn begins_with(person: &Person, text: &Text) -> bool {
    let (name, text) = (person.name.versions().next(), text.versions().next());
    name.zip(text)
        .is_some_and(|(name, text)| text.starts_with(name))
}
