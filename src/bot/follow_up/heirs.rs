//! Whoever held a post before or after somebody, once they were asked for: "how long did that one last?", "when was that?",
//! "who runs it now?"

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::{Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, FactKind};
use crate::knowledge::id::{PersonId, TopicId};
use crate::knowledge::person::Person;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::temporal::{Form, Relation};

/// Takes from the conversation whose post is meant. Returns whether the question is about such a one.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if of_another_post(knowledge, leaning, memory, query) {
        return true;
    }
    names_nobody(query)
        && (beside_others(memory, query)
            || that_one(leaning, memory, query)
            || in_the_chair(leaning, memory, query)
            || appointed(leaning, memory, query)
            || in_charge_now(knowledge, leaning, memory, query))
}

/// "Beta, the heir?" after one who left, of somebody who never did: who took over from the one spoken of. Returns whether it
/// is asked.
pub(super) fn heir_named(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let ([one], [named]) = (memory.subjects.as_slice(), query.people.as_slice()) else {
        return false;
    };
    let left = knowledge.has_left(one) && !knowledge.has_left(named) && one != named;
    let asked = query.resolver == Resolver::Successor && leaning.aspect().is_none();
    if !(left && asked && memory.query.resolver.is_about_somebody()) {
        return false;
    }
    *query = memory.asking_whom(vec![one.clone()], Resolver::Successor, query.today);
    true
}

/// "Why did the one before leave?" after who holds a post and who held it: asked of the one who left it. Returns whether it
/// is asked.
pub(super) fn former_holder(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let before = leaning.cue("former-holder");
    let posted = !last.filters.roles.is_empty() && last.people.len() > 1;
    let resolver = match leaning.aspect() {
        Some(Aspect::Why) => Resolver::Why,
        Some(Aspect::When) => Resolver::When,
        Some(Aspect::Where) => Resolver::Destination,
        _ => return false,
    };
    let left: Vec<&PersonId> = last
        .people
        .iter()
        .filter(|id| knowledge.has_left(id))
        .collect();
    let ([former], true) = (left.as_slice(), before && posted && leaning.is_free()) else {
        return false;
    };
    *query = memory.asking_whom(vec![(*former).clone()], resolver, query.today);
    true
}

/// "Who took over?" after who else did as somebody: from the one beside whom the others were listed.
fn beside_others(memory: &Memory, query: &mut Query) -> bool {
    let [one] = memory.query.filters.except_people.as_slice() else {
        return false;
    };
    let asked = query.resolver == Resolver::Successor && memory.subjects.len() != 1;
    if asked {
        query.people = vec![one.clone()];
        query.organisation.clone_from(&memory.query.organisation);
    }
    asked
}

/// The other who held the post that the last question asked about.
fn other_holder(memory: &Memory) -> Option<&PersonId> {
    let last = &memory.query;
    let posted = matches!(last.resolver, Resolver::Predecessor | Resolver::Successor);
    let mut listed = memory.listed.iter().filter(|_| posted);
    listed.find(|id| !last.people.contains(id))
}

/// "How long did that one last?" after who held a post before somebody.
fn that_one(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let points = leaning.has("thing") && query.filters.numbers == [1];
    let Some(other) = other_holder(memory).filter(|_| points) else {
        return false;
    };
    if !query.resolver.is_about_somebody() {
        return false;
    }
    query.people = vec![other.clone()];
    query.filters.numbers.clear();
    // To last is no place in an order.
    query.filters.ordinals.clear();
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// "No, I meant after the CFO" after who took over: from whoever held that post and left. Returns whether it is asked.
fn of_another_post(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = memory.query.resolver;
    let posted = matches!(last, Resolver::Successor | Resolver::Predecessor);
    let slots = &leaning.interpretation.slots;
    let free = leaning.is_free() && !query.filters.roles.is_empty() && leaning.words <= ASKING;
    let asks = leaning.aspect().is_none_or(|it| it == Aspect::Who) && !slots.relations.is_empty();
    if !(posted && free && asks) {
        return false;
    }
    let before = slots
        .relations
        .iter()
        .any(|it| it.relation == Relation::Before);
    let held = |it: &Person| {
        let mut memberships = it.memberships.iter();
        let here = &memory.query.organisation;
        memberships.any(|it| it.organisation == *here && it.holds(&query.filters.roles))
    };
    let gone = knowledge
        .people
        .values()
        .filter(|it| knowledge.has_left(&it.id));
    let holders: Vec<PersonId> = gone.filter(|it| held(it)).map(|it| it.id.clone()).collect();
    let [holder] = holders.as_slice() else {
        return false;
    };
    let resolver = if before {
        Resolver::Predecessor
    } else {
        Resolver::Successor
    };
    *query = memory.asking_whom(vec![holder.clone()], resolver, query.today);
    true
}

/// "No, I meant after the CFO" has no more words of its own.
const ASKING: usize = 6;

/// Whether it is asked who has the chair of somebody spoken of: "and who has his chair now?"
pub(super) fn asks_for_the_chair(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let asked = leaning.aspect().is_none_or(|it| it == Aspect::Who) && leaning.has("person");
    let free = leaning.interpretation.slots.mentions.is_empty() && leaning.words <= ASKING;
    leaning.cue("chair") && asked && free && memory.subjects.len() == 1
}

/// Who has it. Returns whether it is asked.
fn in_the_chair(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !asks_for_the_chair(leaning, memory) {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::Successor, query.today);
    true
}

/// "When was that?" after who took over: since when they hold the post, and not when the other left.
fn appointed(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let dated = query.resolver == Resolver::When && leaning.aspect() == Some(Aspect::When);
    let of_that = leaning.says_nothing(true) && !leaning.has("person") && !leaning.cue("leaving");
    if !(last.resolver == Resolver::Successor && dated && of_that) {
        return false;
    }
    *query = Query {
        today: query.today,
        focus: Focus {
            since_when: true,
            ..last.focus
        },
        ..last.clone()
    };
    true
}

/// "Who runs it now?" after what somebody who left was in charge of.
fn in_charge_now(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    let told = matches!(
        memory.query.resolver,
        Resolver::Lead | Resolver::Contribution | Resolver::Successor
    );
    let now = query.focus.present || query.filters.times.iter().any(|it| it.form == Form::Now);
    let asked = query.resolver == Resolver::Lead
        && leaning.aspect() == Some(Aspect::Who)
        && leaning.has("thing");
    if !(told && now && asked && knowledge.has_left(person)) {
        return false;
    }
    match in_charge_of(knowledge, person).as_slice() {
        [one] => {
            *query = Query {
                topics: vec![one.clone()],
                focus: Focus {
                    present: true,
                    ..Focus::default()
                },
                ..memory.asking(Resolver::Lead, query.today)
            };
        }
        _ => {
            *query = memory.asking_whom(vec![person.clone()], Resolver::Successor, query.today);
        }
    }
    true
}

/// What somebody is recorded to have been in charge of.
fn in_charge_of(knowledge: &Knowledge, person: &PersonId) -> Vec<TopicId> {
    let facts = knowledge
        .people
        .get(person)
        .into_iter()
        .flat_map(|it| &it.facts);
    let mut topics: Vec<TopicId> = facts
        .filter(|it| it.value.kind == FactKind::Lead)
        .flat_map(|it| it.value.topics.iter().cloned())
        .collect();
    topics.dedup();
    topics
}

/// "Who took that over?" of what somebody is told to have run. Returns whether it is asked.
pub(super) fn taken_over(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let told = matches!(last.resolver, Resolver::Lead | Resolver::Topic(_));
    let taken = leaning.cue("takes-over");
    let refers = leaning.has("thing") || (taken && leaning.aspect() == Some(Aspect::Who));
    let asked =
        refers && (query.resolver == Resolver::Successor || taken) && !leaning.has("person");
    if !(told && asked && names_nobody(query)) {
        return false;
    }
    // Of a team that was only described, who took it over is told of the one who is known to have it.
    if last.topics.is_empty() && last.resolver == Resolver::Lead && memory.subjects.len() == 1 {
        query.people.clone_from(&memory.subjects);
        query.resolver = Resolver::Lead;
        return true;
    }
    if last.topics.is_empty() {
        return false;
    }
    query.topics.clone_from(&last.topics);
    query.resolver = Resolver::Topic(Aspect::Who);
    true
}

/// "Who took the tutors over from him?" is told of what is named, whoever had it. Returns whether it is asked.
pub(super) fn named_taken_over(leaning: &Leaning<'_>, query: &mut Query) -> bool {
    let named = leaning.interpretation.slots.mentions.as_slice();
    let topic = matches!(named, [one] if matches!(one.kind, EntityKind::Topic | EntityKind::Event));
    let asked = leaning.has("person")
        && leaning.aspect() == Some(Aspect::Who)
        && (query.resolver == Resolver::Successor || leaning.cue("takes-over"));
    if !(topic && asked && query.people.is_empty() && !query.topics.is_empty()) {
        return false;
    }
    query.resolver = Resolver::Topic(Aspect::Who);
    query.filters.anchors.clear();
    true
}
