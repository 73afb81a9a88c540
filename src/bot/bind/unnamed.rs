//! Numbers of people who lost their posts at once, whom no record names: what is told of the event that counts them.

use jiff::civil::Date;

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::date::Containment;
use crate::knowledge::topic::Topic;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Form, TimeMention};

/// "Were 500 people sacked?" is asked of the event whose number it is.
pub(super) fn sacked_in_number(asked: Asked<'_>, query: &mut Query) {
    let [number] = query.filters.numbers.as_slice() else {
        return;
    };
    let guessed = query.topics.is_empty() || !asked.on_topic;
    let free = query.people.is_empty() && guessed;
    let lists = matches!(
        query.resolver,
        Resolver::Manner
            | Resolver::Verify
            | Resolver::Overview
            | Resolver::Members
            | Resolver::Topic(_)
    ) || query.resolver.is_about_many();
    if !(free && lists && query.filters.manners.contains(&MannerKind::Removed)) {
        return;
    }
    let counts = |topic: &&Topic| {
        topic.departures == Some(MannerKind::Removed)
            && topic.organisations.contains(&query.organisation)
            && topic.counts(*number).next().is_some()
            && (!query.polar || query.filters.times.iter().all(|it| took_place(topic, it)))
    };
    if let Some(topic) = asked.knowledge.topics.values().find(counts) {
        query.topics = vec![topic.id.clone()];
        query.filters.manners.clear();
        query.filters.groups.clear();
        query.filters.times.clear();
        query.others.retain(|it| *it != query.organisation);
        query.resolver = Resolver::Topic(Aspect::What);
    }
}

/// Whether an event took place in a period; a month without a year is that of any.
fn took_place(topic: &Topic, time: &TimeMention) -> bool {
    let Some(date) = topic.date() else {
        return false;
    };
    let bounds = time.bounds();
    let month = bounds.from.or(bounds.until).map(Date::month);
    let of_any_year = time.form == Form::Partial && Some(date.earliest().month()) == month;
    of_any_year || date.within(bounds.from, bounds.until) == Containment::Inside
}

/// "Did anyone from legal leave?" names whom it asks for by their post, and no place where they came from.
pub(super) fn left_a_post(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let leaves = cue(slots, "leaving") || cue(slots, "gone");
    let nowhere =
        query.others.is_empty() && query.filters.formerly.is_empty() && query.people.is_empty();
    let from = query.resolver == Resolver::Background && slots.has(VocabularySlot::Formerly);
    if from && leaves && nowhere && !query.filters.roles.is_empty() {
        query.resolver = Resolver::WhoLeft;
    }
}
