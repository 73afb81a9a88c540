//! What a question asks beside what its words are most like: whether a cause that it guesses is right ("what made her go, was
//! it the scandals?"), what somebody did afterwards, how much was raised, what another organisation is worth.

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::Relation;

/// "Why did she go, was it the scandals?" puts a cause to the test, where a question word for the cause stands first and the
/// name of whoever left before the guess.
pub(super) fn cause_behind(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([person], Resolver::Why) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let mut named = slots.of(EntityKind::Person);
    let Some(name) = named.next() else { return };
    let guess = slots.filled.iter().find(|it| {
        let polar = it.slot == VocabularySlot::Polar && it.value == "start";
        polar && it.range.start > name.range.end
    });
    let Some(guess) = guess else { return };
    let behind = |start: usize| start >= guess.range.end;
    let mut mentions = slots.mentions.iter();
    let on_topic = mentions.any(|it| {
        matches!(it.kind, EntityKind::Topic | EntityKind::Event) && behind(it.range.start)
    });
    let mut reasons = slots.filled.iter();
    let reason = reasons.any(|it| it.slot == VocabularySlot::Reason && behind(it.range.start));
    if (on_topic || reason) && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Verify;
        query.polar = true;
        query.of_leaving = true;
        query.claimed.causal = true;
        query.focus.asks_reason = false;
        query.filters.manners.clear();
    }
}

/// "What happened to her after Alpha?" asks where she went, and not why.
pub(super) fn happened_afterwards(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([person], Resolver::Why) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let Some(name) = slots.of(EntityKind::Person).next() else {
        return;
    };
    let mut relations = slots.relations.iter();
    let after = relations
        .any(|it| it.relation == Relation::After && it.precedes && it.range.start > name.range.end);
    let free = query.topics.is_empty() && query.others.is_empty() && !query.focus.asks_reason;
    if query.focus.story && after && free && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Destination;
        query.filters.anchors.clear();
    }
}

/// "How much did Alpha make from the deal?" asks for what a person gained, of which no amount of the deal tells.
pub(super) fn money_made(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany | Aspect::What)
    );
    let somebody = !query.people.is_empty() || asked.somebody || !query.filters.groups.is_empty();
    if amount && somebody && cue(slots, "gains") {
        query.resolver = Resolver::Private;
    }
}

/// "Who owns the most shares?" and "what stake does the chief have?" are in no record, and no questions for an opinion or on
/// the private life of somebody who left.
pub(super) fn shareholding(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let whose = asks(slots, Aspect::Who) || query.resolver == Resolver::Opinion;
    let left = |id: &PersonId| asked.knowledge.has_left(id);
    let stakes = query.resolver == Resolver::Private && !query.people.iter().any(left);
    let whose = (whose && query.people.is_empty()) || stakes;
    if cue(slots, "shareholding") && whose && !query.of_leaving {
        *query = Query {
            polar: true,
            unrecorded: true,
            ..Query::new(Resolver::Verify, query.organisation.clone(), query.today)
        };
    }
}

/// "How many did Alpha raise?" asks for money, and counts nobody.
pub(super) fn money_raised(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let free = query.people.is_empty() && query.filters.groups.is_empty();
    let counted = query.resolver == Resolver::Count && free && !query.of_leaving;
    if counted && cue(slots, "raises") {
        query.resolver = Resolver::Topic(Aspect::HowMuch);
        query.topics.clear();
        super::topics::likely_topic(asked.knowledge, asked.interpretation, query);
    }
}

/// "What did Alpha pay for Beta?" of an event of which an amount is told asks for that, and for nobody in charge.
pub(super) fn price_paid(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let told = |id: &TopicId| {
        let topic = asked.knowledge.topics.get(id);
        topic.is_some_and(|it| it.tells(Aspect::HowMuch))
    };
    let what = asks(slots, Aspect::What) && !asks(slots, Aspect::Who);
    let priced = query.claimed.paid && asked.on_topic && query.topics.iter().any(told);
    if query.resolver == Resolver::Lead && what && priced && query.people.is_empty() {
        query.resolver = Resolver::Topic(Aspect::HowMuch);
    }
}

/// "How much was she paid?" asks for somebody's own money, and not for what an organisation cost.
pub(super) fn money_of_somebody(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    // "Alpha's salary at her new firm" is no cause of leaving.
    let of_one = query.people.len() == 1 && !query.polar && !query.of_leaving;
    let reads = matches!(
        query.resolver,
        Resolver::Verify | Resolver::Destination | Resolver::Profile | Resolver::Why
    );
    let paid = slots.values(VocabularySlot::Reason).any(|it| it == MONEY);
    if of_one && reads && paid && !query.focus.asks_reason {
        query.resolver = Resolver::Private;
        query.filters.reasons.clear();
        return;
    }
    let priced = query.resolver == Resolver::Topic(Aspect::HowMuch);
    let mut mentions = slots.mentions.iter();
    let alone = !slots.mentions.is_empty() && mentions.all(|it| it.kind == EntityKind::Person);
    let bounds = !slots.anchors.is_empty() || cue(slots, "leaving") || cue(slots, "gone");
    if priced && alone && !bounds && !slots.has(VocabularySlot::Pronoun) {
        query.resolver = Resolver::Private;
        query.topics.clear();
    }
}

/// "What is Beta worth?", like a question for the worth of the organisation meant, is told by the event of both that knows
/// an amount.
pub(super) fn worth_of_another(asked: Asked<'_>, query: &mut Query) {
    let ([topic], [place]) = (query.topics.as_slice(), query.others.as_slice()) else {
        return;
    };
    let topics = &asked.knowledge.topics;
    let concerns = topics
        .get(topic)
        .is_some_and(|it| it.organisations.contains(place));
    let priced = topics
        .get(topic)
        .is_some_and(|it| it.tells(Aspect::HowMuch));
    let asks_worth = priced && !query.organisation_named;
    let about = matches!(query.resolver, Resolver::Topic(_)) && query.guessed;
    if !about || concerns || !asks_worth || !query.people.is_empty() {
        return;
    }
    let mut events = topics.values().filter(|it| {
        let both = [place, &query.organisation];
        !it.dates.is_empty()
            && both.iter().all(|id| it.organisations.contains(id))
            && it.tells(Aspect::HowMuch)
    });
    match events.next() {
        Some(event) => {
            query.topics = vec![event.id.clone()];
            query.resolver = Resolver::Topic(Aspect::HowMuch);
        }
        // The worth of one organisation is no answer to that of another.
        None if asks(&asked.interpretation.slots, Aspect::HowMuch) => {
            query.resolver = Resolver::OutOfScope;
        }
        None => {}
    }
}

/// The kind of reason that is pay.
const MONEY: &str = "money";
