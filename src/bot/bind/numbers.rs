//! Questions that compare numbers, and those on who left in an event that is itself a wave of departures.

use super::{Asked, implied};
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::PartialDate;
use crate::knowledge::text::Text;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::model::Slots;
use crate::nlu::temporal::Relation;

/// "Did more people leave in 2011 or 2012?", "which of the two lost more people?" asks how many left in each.
pub(super) fn more_of_two(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    // "Did more people leave Alpha or Beta?" names no place to go to.
    if let ([other], true) = (query.others.as_slice(), leaves_more(slots))
        && query.organisation_named
        && asked.knowledge.is_left(other)
    {
        query.further = vec![other.clone()];
        query.others.clear();
        query.filters.towards.clear();
    }
    // Beside the one of two that is named, what is offered can only be the other one.
    let left = asked.knowledge.organisations.keys();
    let mut left = left.filter(|id| asked.knowledge.is_left(id));
    if let (Some(one), Some(other), None) = (left.next(), left.next(), left.next())
        && leaves_more(slots)
        && query.organisation_named
        && query.others.is_empty()
        && query.further.is_empty()
        && query.filters.times.is_empty()
        && asked
            .interpretation
            .slots
            .of(EntityKind::Organisation)
            .count()
            == 1
        && (query.filters.alternatives || cue(slots, "outnumbers"))
    {
        let further = if *one == query.organisation {
            other
        } else {
            one
        };
        query.further = vec![further.clone()];
    }
    most_of_all(asked, query);
    let two = query.filters.times.len() == 2 || query.further.len() == 1;
    let read = query.resolver.is_about_many()
        || matches!(
            query.resolver,
            Resolver::Verify
                | Resolver::WhoWentTo
                | Resolver::Members
                | Resolver::Compare
                | Resolver::OutOfScope
                | Resolver::Opinion
                | Resolver::Background
        );
    if leaves_more(slots) && two && read && query.people.is_empty() {
        query.resolver = Resolver::Count;
        query.everyone = query.filters.groups.is_empty();
        query.focus.contrast |= !query.further.is_empty();
        query.filters.jointly = false;
        query.polar = false;
    }
}

/// "Which organisation lost the most people?", "which has lost more?" asks how many left each of those that are recorded.
fn most_of_all(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ranks = cue(slots, "most-leaving") || leaves_more(slots);
    let unnamed = slots.mentions.is_empty() && slots.times.is_empty();
    let left = asked.knowledge.organisations.keys();
    let several = left.filter(|id| asked.knowledge.is_left(id)).count() > 1;
    let open = matches!(
        query.resolver,
        Resolver::Opinion | Resolver::OutOfScope | Resolver::Compare
    );
    let organisation = cue(slots, "which-organisation") || (open && cue(slots, "most-leaving"));
    if !(ranks && unnamed && several && organisation) {
        return;
    }
    implied::of_all(asked.knowledge, query);
    query.resolver = Resolver::Count;
    query.everyone = true;
    query.focus.contrast = true;
    query.claimed.share = None;
    query.filters.ordinals.clear();
    query.filters.numbers.clear();
}

/// "When is Alpha 5 out?" where no record speaks of a fifth: nothing that is told of Alpha answers it.
pub(super) fn unknown_version(asked: Asked<'_>, query: &mut Query) {
    let topical = matches!(query.resolver, Resolver::Topic(_) | Resolver::Verify);
    if !topical || !query.people.is_empty() {
        return;
    }
    let text = asked.interpretation.text.as_str();
    let topics = asked.interpretation.slots.of(EntityKind::Topic);
    let versions = topics.filter_map(|it| {
        let behind = text.get(it.range.end..)?.strip_prefix(' ')?;
        let word = behind.split(' ').next()?;
        let number = word.len() <= VERSION && word.chars().all(|c| c.is_ascii_digit());
        let name = text.get(it.range.clone()).filter(|_| number)?;
        Some(format!("{name} {word}"))
    });
    let said = |text: &Text, version: &str| {
        let mut texts = text.versions().map(str::to_lowercase);
        texts.any(|it| it.contains(version))
    };
    let known = |version: &String| {
        let mut topics = asked.knowledge.topics.values();
        let of_topics = topics.any(|topic| {
            let mut texts = topic
                .statements
                .iter()
                .filter_map(|it| it.value.text.as_ref());
            said(&topic.name, version) || texts.any(|it| said(it, version))
        });
        let mut people = asked.knowledge.people.values();
        // What somebody did for it dates nothing.
        let dated = query.resolver == Resolver::Topic(Aspect::When);
        of_topics
            || !dated && people.any(|it| it.facts.iter().any(|it| said(&it.value.text, version)))
    };
    if versions.into_iter().any(|version| !known(&version)) {
        query.resolver = Resolver::Verify;
        query.unrecorded = true;
    }
}

/// A version has no more digits.
const VERSION: usize = 2;

/// Whether the question speaks of more who left.
pub(in crate::bot) fn leaves_more(slots: &Slots) -> bool {
    let leaving = cue(slots, "leaving") || cue(slots, "gone");
    cue(slots, "more-leaving") || (cue(slots, "more") && leaving)
}

/// "Who was let go in the spring cuts?" asks for those who left on the days of that event.
pub(super) fn in_a_wave(asked: Asked<'_>, query: &mut Query) {
    let free = query.filters.times.is_empty()
        && query.filters.anchors.is_empty()
        && query.people.is_empty();
    let lists = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::Manner | Resolver::Successor
    );
    // "Where did the people of the walkout go?"
    let went = matches!(query.resolver, Resolver::Destination | Resolver::WhoWentTo)
        && query.others.is_empty()
        && !query.filters.returns;
    // Where nobody is named who left in it, the numbers of the event are what is known.
    let names_any = |date: &PartialDate| {
        let mut exits = asked.knowledge.exits();
        exits.any(|exit| exit.date().is_some_and(|it| it.overlaps(date)))
    };
    let wave = query.topics.iter().find(|id| {
        let topic = asked.knowledge.topics.get(id.as_str());
        let wave = topic.filter(|it| it.departures.is_some());
        wave.and_then(|it| it.date()).is_some_and(names_any)
    });
    let Some(wave) = wave.cloned().filter(|_| free && (lists || went)) else {
        return;
    };
    query.resolver = if went {
        Resolver::Destination
    } else {
        Resolver::WhoLeft
    };
    // The event tells which organisation is meant.
    let places = asked
        .knowledge
        .topics
        .get(&wave)
        .map(|it| &it.organisations);
    if let Some(places) = places.filter(|it| went && !it.contains(&query.organisation)) {
        query.organisation = places.first().unwrap_or(&query.organisation).clone();
    }
    query.topics.retain(|id| *id != wave);
    query
        .filters
        .anchors
        .push((Relation::SameDay, Anchor::Topic(wave)));
}
