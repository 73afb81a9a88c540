//! What a follow-up asks of the topic that was spoken of.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::asks;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::TopicId;
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::TOPIC;

/// The pronouns that lean on a topic that was spoken of.
const REFERRING: [&str; 3] = ["person", "people", "organisation"];

/// The event whose own questions are most like this one.
fn event_like(knowledge: &Knowledge, leaning: &Leaning<'_>) -> Option<TopicId> {
    let candidates = leaning.interpretation.candidates.iter();
    let mut topics = candidates
        .filter_map(|it| it.intent.strip_prefix(TOPIC))
        .filter_map(|id| knowledge.topics.get_key_value(id));
    let event = topics.find(|(_, topic)| topic.date().is_some());
    event.map(|(id, _)| id.clone())
}

/// "Was Alpha in charge of them?" after a topic: whether they led that. Returns whether it is asked.
pub(super) fn in_charge_of_it(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let named = leaning.interpretation.slots.mentions.len() == 1 && query.people.len() == 1;
    let of_it = leaning.has("people") || leaning.has("thing") || leaning.has("unit");
    let topical = matches!(last.resolver, Resolver::Topic(_) | Resolver::Lead);
    let asked = query.resolver == Resolver::Lead && named && of_it && query.polar;
    if !(asked && topical) || last.topics.is_empty() {
        return false;
    }
    *query = Query {
        people: std::mem::take(&mut query.people),
        topics: last.topics.clone(),
        polar: true,
        ..memory.asking(Resolver::Lead, query.today)
    };
    true
}

/// "Did anybody else lead it before?" of what somebody led asks who was in charge before. Returns whether it is asked.
pub(super) fn led_by_others(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let slots = &leaning.interpretation.slots;
    let led = query.claimed.deeds.iter().any(|it| it.starts_with(LED)) || leaning.cue("heads");
    let before = leaning.cue("predecessor") || !slots.relations.is_empty();
    let of_it = leaning.has("thing") && leaning.has("others") && leaning.is_free();
    let told = memory.subjects.len() == 1 && !memory.query.resolver.is_about_many();
    let asked = led && before && of_it && told;
    if asked {
        *query = memory.asking_whom(memory.subjects.clone(), Resolver::Predecessor, query.today);
    }
    asked
}

/// How the vocabulary's value for leading something begins.
const LED: &str = "led|";

/// Whether it is asked who got or runs what of that which a topic tells of: "who got which team?", "who has what?"
fn shared_out(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let slots = &leaning.interpretation.slots;
    let told = matches!(memory.query.resolver, Resolver::Topic(_));
    let who = asks(slots, Aspect::Who);
    let what = asks(slots, Aspect::What) || leaning.cue("asks-what");
    let free = leaning.is_free() && names_nobody(query) && !leaning.leaves();
    told && who && what && free && leaning.words <= SHARING
}

/// "Who got which of the teams?" has no more words of its own.
const SHARING: usize = 6;

/// After a topic, what is asked without naming anything is asked of it.
pub(super) fn topics(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    if shared_out(leaning, memory, query) {
        query.topics.clone_from(&memory.query.topics);
        query.resolver = Resolver::Topic(Aspect::Who);
    } else {
        of_what_was_told(knowledge, leaning, memory, query);
    }
}

/// Takes the topic that was told of for what is asked without naming anything.
fn of_what_was_told(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let last = &memory.query;
    let topical = matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead);
    if topical && is_priced_elsewhere(knowledge, leaning, memory, query) {
        return;
    }
    let mut named = leaning.interpretation.slots.mentions.iter();
    let guessed = topical
        && !query.topics.is_empty()
        && !named.any(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event));
    // "What does he say about safety?" is asked of him, and of no topic that its words are like.
    let says = !query.claimed.deeds.is_empty() && leaning.has("person");
    if guessed && says && query.people.len() < 2 && !memory.meant().is_empty() {
        // That she founded a place is a claim, and no question for her words.
        let elsewhere = query.claimed.founds() && !query.others.is_empty();
        query.topics.clear();
        query.resolver = if elsewhere {
            Resolver::Verify
        } else {
            Resolver::Statement
        };
        query.polar |= elsewhere;
        query.people = memory.meant().to_vec();
        return;
    }
    // "How much did he raise for it?" is asked of the topic that was told of.
    let bare = || {
        let text = &leaning.interpretation.text;
        let filled = &leaning.interpretation.slots.filled;
        filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "thing")
            .filter_map(|it| text.get(it.range.clone()))
            .any(|it| !it.contains(' '))
    };
    // How long somebody was in charge of it is told of it as well.
    let told_of = matches!(
        last.resolver,
        Resolver::Topic(_) | Resolver::Lead | Resolver::Tenure
    );
    // Where a language leaves the pronoun out, a short question with a question word is asked of it all the same.
    let elided = || !leaning.interpretation.text.is_ascii() && leaning.short();
    let aspect = leaning.aspect();
    if guessed && told_of && !last.topics.is_empty() && (bare() || (elided() && aspect.is_some())) {
        query.topics.clone_from(&last.topics);
        if let (false, Some(aspect)) = (bare(), aspect) {
            query.resolver = Resolver::Topic(aspect);
        }
        return;
    }
    // "The deal" is the event that the conversation told of, else the one whose own questions are most like this one.
    if topical
        && last.topics.is_empty()
        && query.topics.is_empty()
        && query.people.is_empty()
        && leaning.has("thing")
        && !bare()
    {
        let told = memory.event.clone();
        query
            .topics
            .extend(told.or_else(|| event_like(knowledge, leaning)));
        return;
    }
    // "What does it do?" of where somebody went is told with it.
    let moved = memory.tells_a_move();
    let asks_of_it = matches!(
        query.resolver,
        Resolver::Topic(Aspect::What | Aspect::Status | Aspect::How)
    );
    let one = memory.subjects.len() == 1 && names_nobody(query) && query.filters.times.is_empty();
    if moved && asks_of_it && one && (leaning.has("thing") || leaning.has("organisation")) {
        query.resolver = Resolver::Destination;
        query.people.clone_from(&memory.subjects);
        return;
    }
    if names_its_place(leaning, topical) || last.topics.is_empty() || !query.topics.is_empty() {
        return;
    }
    let pronoun = leaning.has("thing");
    if topical
        && (query.people.is_empty() || (pronoun && bare() && query.people == memory.meant()))
        && (pronoun || leaning.short() || REFERRING.iter().any(|it| leaning.has(it)))
    {
        query.topics.clone_from(&last.topics);
        query.people.clear();
        query.filters.reasons.clear();
        return;
    }
    let about_it = matches!(last.resolver, Resolver::Topic(_) | Resolver::Lead)
        && names_nobody(query)
        && query.filters.times.is_empty()
        && (pronoun || leaning.partitive() || leaning.short());
    let aspect = match query.resolver {
        Resolver::When => Aspect::When,
        Resolver::Why => Aspect::Why,
        Resolver::Destination => Aspect::Where,
        Resolver::Members | Resolver::WhoLeft | Resolver::Profile | Resolver::WhoSaid => {
            Aspect::Who
        }
        Resolver::Count => Aspect::HowMany,
        _ => return,
    };
    if about_it {
        query.topics.clone_from(&last.topics);
        query.resolver = Resolver::Topic(aspect);
    }
}

/// Whether a question names an organisation and refers to nothing: "when was Alpha founded?" is asked of that, whatever was
/// told before it.
fn names_its_place(leaning: &Leaning<'_>, topical: bool) -> bool {
    let slots = &leaning.interpretation.slots;
    let refers = leaning.has("thing") || leaning.has("organisation");
    topical && !refers && slots.of(EntityKind::Organisation).next().is_some()
}

/// "How much did Alpha pay?" is asked of no topic of which no amount is told.
fn is_priced_elsewhere(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &Query,
) -> bool {
    let priced = query.resolver == Resolver::Topic(Aspect::HowMuch)
        || leaning.aspect() == Some(Aspect::HowMuch);
    let told = |id: &TopicId| {
        let topic = knowledge.topics.get(id);
        topic.is_some_and(|it| it.tells(Aspect::HowMuch))
    };
    let mut organisations = leaning.interpretation.slots.of(EntityKind::Organisation);
    priced && organisations.next().is_some() && !memory.query.topics.iter().any(told)
}

/// "Where did they go?" after a number of people whom no record names: what is told of the event that counts them.
/// Returns whether it is asked.
pub(super) fn of_the_unnamed(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let aspect = match query.resolver {
        Resolver::Destination => Aspect::Where,
        Resolver::When => Aspect::When,
        _ => return false,
    };
    let counted = matches!(last.resolver, Resolver::Verify | Resolver::Count);
    let free = leaning.is_free() && query.filters.groups.is_empty();
    let them = leaning.has("people") && free && memory.subjects.is_empty();
    let [number] = last.filters.numbers.as_slice() else {
        return false;
    };
    if !(counted && them) {
        return false;
    }
    let number = number.to_string();
    let counts = |topic: &&Topic| {
        let mut claims = topic.statements.iter();
        topic.departures.is_some()
            && claims.any(|claim| {
                let text = claim.value.text.as_ref();
                claim.value.aspect == Aspect::HowMany
                    && text.is_some_and(|text| {
                        let versions = text.versions();
                        let mut said = versions.flat_map(|it| it.split(|c: char| !c.is_numeric()));
                        said.any(|it| it == number)
                    })
            })
    };
    let Some(topic) = knowledge.topics.values().find(counts) else {
        return false;
    };
    *query = memory.asking_of(&topic.id, aspect, query.today);
    true
}

/// "When did he start it?" after what somebody's venture is. Returns whether it is asked.
pub(super) fn begun(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let told = matches!(last.resolver, Resolver::Topic(_)) && !last.topics.is_empty();
    let founds = query.claimed.founds();
    let dated = matches!(query.resolver, Resolver::When | Resolver::Tenure)
        && leaning.aspect() == Some(Aspect::When);
    let free = leaning.interpretation.slots.mentions.is_empty() && query.filters.times.is_empty();
    let somebody = leaning.has("person") || leaning.has("people");
    if !(told && founds && dated && free && somebody) {
        return false;
    }
    *query = Query {
        topics: last.topics.clone(),
        people: memory.meant().to_vec(),
        ..memory.asking(Resolver::Topic(Aspect::When), query.today)
    };
    true
}
