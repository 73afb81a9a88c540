//! Turns of a word or two that stay with what was told: "a founder?", "who now?" of one person, "the latest?" of a topic.

use super::leaning::Leaning;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Form, TimeMention};

/// Such a turn has no more words of its own.
const TERSE: usize = 2;

/// Whether a turn asks who it is now, and nothing else. A word for now may hold the one for who.
fn asks_who_now(leaning: &Leaning<'_>, query: &Query) -> bool {
    let slots = &leaning.interpretation.slots;
    let now = |it: &TimeMention| it.form == Form::Now;
    let present = slots.times.iter().all(now) && !slots.times.is_empty();
    let pronoun = slots.has(VocabularySlot::Pronoun) || slots.has(VocabularySlot::Presence);
    let bare = slots.mentions.is_empty() && !pronoun && !leaning.leaves();
    let who = match leaning.aspect() {
        None => slots.filled.is_empty() && query.resolver.is_about_many(),
        asked => asked == Some(Aspect::Who),
    };
    present && bare && who
}

/// Takes what was told of from the conversation. Returns whether a turn is one of these.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    if leaning.words > TERSE {
        return false;
    }
    let slots = &leaning.interpretation.slots;
    let one = memory.leaver(knowledge);
    // Whoever is asked for behind a list is another one of it.
    let told = last.people.len() == 1 && last.resolver.is_about_somebody();
    let led = matches!(last.resolver, Resolver::Lead | Resolver::When);
    if let Some(one) = one.filter(|_| led && asks_who_now(leaning, query)) {
        *query = memory.asking_whom(vec![one.clone()], Resolver::Successor, query.today);
        return true;
    }
    let grouped = leaning.is_free()
        && slots.filled.len() <= TERSE
        && slots
            .filled
            .iter()
            .all(|it| matches!(it.slot, VocabularySlot::Group | VocabularySlot::Deed));
    if let Some(one) = one.filter(|_| told && grouped && !query.filters.groups.is_empty()) {
        *query = Query {
            people: vec![one.clone()],
            polar: true,
            filters: Filters {
                groups: query.filters.groups.clone(),
                ..Filters::default()
            },
            ..memory.asking(Resolver::VerifyMember, query.today)
        };
        return true;
    }
    let latest = query.filters.ordinals == [-1] && leaning.is_free() && query.people.is_empty();
    let Resolver::Topic(aspect) = last.resolver else {
        return false;
    };
    match last.topics.as_slice() {
        [topic] if latest && !slots.has(VocabularySlot::Group) && !leaning.leaves() => {
            *query = memory.asking_of(topic, aspect, query.today);
            true
        }
        _ => false,
    }
}
