//! What a turn asks of an event or of the organisation, while people were spoken of: "when was that deal?" after who left
//! because of it, "who's in charge of it?" after what is going on there.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::PartialDate;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::TOPIC;
use crate::nlu::temporal::{Interval, Relation, TimeMention};

/// Such a turn has no more words of its own.
const ASKING: usize = 9;

/// Asks what the turn asks of an event, or of the organisation. Returns whether it asks that.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    of_the_bound(leaning, memory, query)
        || of_the_named(leaning, query)
        || amount_beside(knowledge, leaning, memory, query)
        || happened_after(knowledge, leaning, memory, query)
        || of_its_people(leaning, memory, query)
        || of_the_organisation(knowledge, leaning, memory, query)
}

/// "When was that deal?" after whom the deal bounds: the event, and not who left.
fn of_the_bound(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let mut events = memory.query.filters.events();
    let Some(event) = events.next().filter(|_| events.next().is_none()) else {
        return false;
    };
    let aspect = match (query.resolver, leaning.aspect()) {
        (Resolver::When | Resolver::Topic(_), Some(Aspect::When)) => Aspect::When,
        (Resolver::Topic(_), Some(Aspect::HowMuch)) => Aspect::HowMuch,
        _ => return false,
    };
    let people = leaning.has("person") || leaning.has("people");
    let asked = names_the_thing(leaning, aspect) && !people && !leaning.leaves();
    let free = names_nobody(query) && leaning.is_free();
    // "How much did Alpha pay for it?" names who paid.
    let paid = aspect == Aspect::HowMuch && query.people.is_empty() && !names_an_event(leaning);
    if !(asked && (free || paid) && leaning.words <= ASKING) {
        return false;
    }
    *query = memory.asking_of(event, aspect, query.today);
    true
}

/// Whether a turn names an event or a topic itself.
fn names_an_event(leaning: &Leaning<'_>) -> bool {
    let mut named = leaning.interpretation.slots.mentions.iter();
    named.any(|it| matches!(it.kind, EntityKind::Event | EntityKind::Topic))
}

/// Whether a pronoun of a turn stands for a thing: one with its noun where "that" alone may be a departure.
fn names_the_thing(leaning: &Leaning<'_>, aspect: Aspect) -> bool {
    let read = leaning.interpretation;
    let things = read
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "thing");
    let mut said = things.filter_map(|it| read.text.get(it.range.clone()));
    said.any(|it| aspect == Aspect::HowMuch || it.contains(' '))
}

/// "How much was Alpha worth before?" after an event, of a topic that the question does not name: the amounts of that side of
/// the event. Returns whether it is asked.
fn amount_beside(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let priced = query.resolver == Resolver::Topic(Aspect::HowMuch) && query.organisation_named;
    let free = query.filters.times.is_empty() && query.people.is_empty();
    let Some((relation @ (Relation::Before | Relation::After), _)) = leaning.relation() else {
        return false;
    };
    let event = memory.event.as_ref();
    let date = event
        .and_then(|it| knowledge.topics.get(it))
        .and_then(|it| it.date());
    let Some(date) = date.filter(|_| priced && free && !names_an_event(leaning)) else {
        return false;
    };
    let mut likely = topics_like(leaning).filter_map(|id| knowledge.topics.get(id));
    let Some(topic) = likely.find(|it| it.tells(Aspect::HowMuch)) else {
        return false;
    };
    query.topics = vec![topic.id.clone()];
    query.filters.times = vec![TimeMention::beside(relation, days_of(date))];
    true
}

/// "Did they get bought by Alpha?" names an event, which is no manner in which somebody left.
fn of_the_named(leaning: &Leaning<'_>, query: &mut Query) -> bool {
    let slots = &leaning.interpretation.slots;
    let event = slots.of(EntityKind::Event).next().is_some();
    let nobody = slots.of(EntityKind::Person).next().is_none();
    let manner = slots.has(VocabularySlot::Manner) || leaning.leaves();
    let other = matches!(query.resolver, Resolver::Manner | Resolver::Lead);
    let asked = other && query.polar && leaning.has("people");
    if asked && event && nobody && !manner && !query.topics.is_empty() {
        query.resolver = Resolver::Topic(Aspect::What);
        query.people.clear();
        return true;
    }
    false
}

/// "What happened at Alpha after that?" of an event that was told of: what went on there from its day on. Returns whether it
/// is asked.
fn happened_after(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let after = matches!(
        leaning.relation(),
        Some((Relation::After | Relation::Since, Some("thing")))
    );
    let told = matches!(last.resolver, Resolver::Topic(_) | Resolver::Lead);
    let mut topics = last.topics.iter().filter_map(|id| knowledge.topics.get(id));
    let date = topics.find_map(|it| it.date()).filter(|_| told && after);
    let free = query.people.is_empty() && query.topics.is_empty() && query.filters.times.is_empty();
    let happens = query.resolver == Resolver::Overview || leaning.cue("story");
    let Some(date) = date.filter(|_| free && happens) else {
        return false;
    };
    *query = memory.asking(Resolver::Overview, query.today);
    query.filters.times = vec![TimeMention::beside(Relation::After, days_of(date))];
    true
}

/// "When was it?" after what became of several who had a part in an event: one thing is meant, and not each departure.
/// Returns whether it is asked.
fn of_its_people(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(event) = memory.event.as_ref() else {
        return false;
    };
    let last = &memory.query;
    let several = last.resolver == Resolver::VerifyRemains && last.people.len() > 1;
    let dated =
        query.resolver == Resolver::When && matches!(leaning.aspect(), None | Some(Aspect::When));
    let it = leaning.has("thing") && !leaning.has("people") && !leaning.leaves();
    let free = names_nobody(query) && leaning.is_free() && leaning.words <= ASKING;
    if !(several && dated && it && free) {
        return false;
    }
    *query = memory.asking_of(event, Aspect::When, query.today);
    true
}

/// The days on which an event may have been.
fn days_of(date: &PartialDate) -> Interval {
    Interval {
        from: Some(date.earliest()),
        until: Some(date.latest()),
    }
}

/// The topics whose own questions are like a turn, the likeliest first.
fn topics_like<'a>(leaning: &Leaning<'a>) -> impl Iterator<Item = &'a str> {
    let candidates = leaning.interpretation.candidates.iter();
    candidates.filter_map(|it| it.intent.strip_prefix(TOPIC))
}

/// "Who's in charge of it?" after what is going on at the organisation, or who is left there, asks for its head.
fn of_the_organisation(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let whole = matches!(
        last.resolver,
        Resolver::Overview | Resolver::Remaining | Resolver::CountRemaining
    );
    let asked = query.resolver == Resolver::Lead;
    let it = leaning.has("thing") || leaning.has("organisation");
    if !(whole && asked && it && names_nobody(query) && leaning.is_free()) {
        return false;
    }
    let likely = topics_like(leaning)
        .next()
        .and_then(|id| knowledge.topics.get_key_value(id))
        .filter(|(_, topic)| topic.organisations.contains(&last.organisation));
    let Some((id, _)) = likely else {
        return false;
    };
    *query = Query {
        topics: vec![id.clone()],
        ..memory.asking(Resolver::Lead, query.today)
    };
    true
}
