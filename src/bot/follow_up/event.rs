//! What a turn asks of an event or of the organisation, while people were spoken of: "when was that deal?" after who left
//! because of it, "who's in charge of it?" after what is going on there.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::TOPIC;

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
    let candidates = leaning.interpretation.candidates.iter();
    let mut topics = candidates.filter_map(|it| it.intent.strip_prefix(TOPIC));
    let likely = topics
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
