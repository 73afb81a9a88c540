//! The stretch of time around what is named beside it: "the week she left", "the month the deal was announced".

use jiff::civil::Date;

use super::implied::of_event;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::bot::follow_up::around;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Grain, Interval, TimeMention};

/// An article between the word for the stretch and what it is the stretch of is no longer, in bytes.
const ARTICLE: usize = 5;

/// Reads "the week she left" as a period, where a question asks for many or for what happened. Somebody named to say
/// which week is meant is not asked about.
pub(super) fn around_named(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    memory: Option<&Memory>,
    query: &mut Query,
) {
    let lists = query.resolver.is_about_many()
        || matches!(query.resolver, Resolver::Overview | Resolver::Topic(_));
    let slots = &interpretation.slots;
    let found = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Cue)
        .find_map(|it| Some((it.range.clone(), grain_of(&it.value)?)));
    let Some((range, grain)) = found.filter(|_| lists && query.filters.times.is_empty()) else {
        return;
    };
    let behind = |start: usize| {
        let gap = interpretation.text.get(range.end..start);
        gap.is_some_and(|it| it.trim().len() <= ARTICLE)
    };
    let mut named = slots.mentions.iter().filter(|it| {
        matches!(
            it.kind,
            EntityKind::Person | EntityKind::Event | EntityKind::Topic
        ) && it.range.start >= range.end
    });
    let first = named.next().filter(|it| behind(it.range.start));
    let of_person = |it: &Mention| {
        let id = &it.candidates.first()?.id;
        knowledge.people.get(id.as_str()).map(|it| it.id.clone())
    };
    let people: Vec<PersonId> = match first {
        Some(first) if first.kind == EntityKind::Person => {
            let rest = named.filter(|it| it.kind == EntityKind::Person);
            std::iter::once(first)
                .chain(rest)
                .filter_map(of_person)
                .collect()
        }
        Some(_) => Vec::new(),
        None => {
            let stands = slots.filled.iter().any(|it| {
                let somebody = matches!(it.value.as_str(), "person" | "people");
                it.slot == VocabularySlot::Pronoun && somebody && behind(it.range.start)
            });
            memory
                .filter(|_| stands)
                .map_or_else(Vec::new, |it| it.meant().to_vec())
        }
    };
    let topic = first
        .filter(|it| it.kind != EntityKind::Person)
        .and_then(|it| knowledge.topics.get(it.candidates.first()?.id.as_str()));
    let mut spans: Vec<(Date, Date)> = people
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .filter_map(|person| knowledge.exits_of(person).last()?.departure.span())
        .collect();
    let event = topic.and_then(|it| it.date());
    spans.extend(event.map(|it| (it.earliest(), it.latest())));
    let from = spans.iter().map(|it| it.0).min();
    let until = spans.iter().map(|it| it.1).max();
    let bounds = from.zip(until).and_then(|(from, until)| {
        Some(Interval {
            from: around(from, grain, 0)?.from,
            until: around(until, grain, 0)?.until,
        })
    });
    // What lasted bounds by its own days, and not by whole months around them.
    let lasted = cue(slots, WHILE) && event.is_some_and(|it| it.earliest() < it.latest());
    let bounds = if lasted {
        event.map(|it| Interval {
            from: Some(it.earliest()),
            until: Some(it.latest()),
        })
    } else {
        bounds
    };
    let Some(interval) = bounds else {
        return;
    };
    query
        .filters
        .times
        .push(TimeMention::within(range, interval, grain));
    query.people.retain(|id| !people.contains(id));
    query.filters.manners.clear();
    if let Some(topic) = topic {
        query.topics.retain(|id| *id != topic.id);
        of_event(knowledge, topic, query);
    }
    query.resolver = match query.resolver {
        Resolver::Topic(Aspect::Who) => Resolver::WhoLeft,
        Resolver::Topic(Aspect::HowMany) => Resolver::Count,
        Resolver::Topic(_) if query.topics.is_empty() => Resolver::Overview,
        other => other,
    };
}

/// The cue for words that say that something happened while an event lasted.
const WHILE: &str = "while";

/// The stretch that a turn of phrase names.
fn grain_of(cue: &str) -> Option<Grain> {
    match cue {
        "day-of" => Some(Grain::Day),
        "week-of" => Some(Grain::Week),
        "month-of" | WHILE => Some(Grain::Month),
        "year-of" => Some(Grain::Year),
        _ => None,
    }
}
