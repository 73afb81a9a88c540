//! One of a set by place: "the second one", "the last two of them", "and the fourth?".

use super::is_fragment;
use super::leaning::Leaning;
use crate::answer;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::{List, Memory};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::temporal::Form;

/// "Anyone of the last four" has no more words of its own.
const PARTITIVE: usize = 3;

/// Those of a list who stand at the places that a question names: the second, the last two.
pub(super) fn at(people: &[PersonId], ordinals: &[i32], numbers: &[i64]) -> Vec<PersonId> {
    if let ([end @ (1 | -1)], [number]) = (ordinals, numbers)
        && let Ok(count) = usize::try_from(*number)
        && count > 1
    {
        let skipped = if *end == 1 {
            0
        } else {
            people.len().saturating_sub(count)
        };
        return people.iter().skip(skipped).take(count).cloned().collect();
    }
    let count = i32::try_from(people.len()).unwrap_or(i32::MAX);
    ordinals
        .iter()
        .map(|place| if *place < 0 { count + place } else { place - 1 })
        .filter_map(|index| people.get(usize::try_from(index).ok()?))
        .cloned()
        .collect()
}

/// The set that a place is one of: a list that is no list of departures under filters, which has an order of its own; else
/// the two who were spoken of last.
fn set(memory: &Memory) -> Option<Vec<PersonId>> {
    match &memory.list {
        Some(list) => {
            let ordered = list.query.resolver.is_filtered() && !is_narrowed(&list.query);
            let own = !ordered && list.people.len() > 1;
            own.then(|| list.people.clone())
        }
        None if memory.query.people.len() > 1 && memory.subjects == memory.query.people => {
            Some(memory.query.people.clone())
        }
        None if !memory.query.filters.ordinals.is_empty() => None,
        None if memory.recent.len() == 2 && memory.choices.is_empty() => {
            Some(memory.recent.iter().rev().cloned().collect())
        }
        None => None,
    }
}

/// Whether a list holds only some of those who left, so that its places are not those in the order of leaving.
fn is_narrowed(query: &Query) -> bool {
    query.filters.venture
        || !query.filters.reasons.is_empty()
        || !query.filters.lacking.is_empty()
        || !query.filters.manners.is_empty()
        || !query.filters.among.is_empty()
        || !query.filters.formerly.is_empty()
        || !query.filters.teams.is_empty()
}

/// "Tell me more about the last one" behind a list that is in the order of leaving. Returns whether it is asked.
pub(super) fn described(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let ordered = last.resolver == Resolver::Timeline || !last.resolver.is_filtered();
    let free = query.people.is_empty()
        && query.filters.times.is_empty()
        && query.filters.groups.is_empty();
    let one = query.filters.ordinals.len() == 1 && query.filters.numbers.is_empty();
    if !(leaning.cue("described") && ordered && free && one && memory.listed.len() > 1) {
        return false;
    }
    let found = at(&memory.listed, &query.filters.ordinals, &[]);
    if found.is_empty() {
        return false;
    }
    *query = Query {
        people: found,
        ..memory.asking(Resolver::Profile, query.today)
    };
    true
}

/// "What did the second one write?", "the last two of them, why?" of a set that was told of. Returns whether the question
/// is about such a one.
pub(super) fn picked(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let timed = query.filters.times.iter().any(|it| it.form != Form::Now);
    if query.filters.ordinals.is_empty() || timed || query.organisation_named {
        return false;
    }
    let named = leaning.interpretation.slots.of(EntityKind::Person).count();
    if named > 0 || !query.filters.groups.is_empty() || !query.filters.roles.is_empty() {
        return false;
    }
    let resolver = match query.resolver {
        Resolver::Order | Resolver::WhoLeft => match leaning.aspect() {
            Some(Aspect::Why) => Resolver::Why,
            Some(Aspect::Where) => Resolver::Destination,
            _ => return false,
        },
        it @ (Resolver::Why
        | Resolver::Destination
        | Resolver::Statement
        | Resolver::Response
        | Resolver::Manner
        | Resolver::Successor
        | Resolver::Tenure
        | Resolver::Profile
        | Resolver::Contribution
        | Resolver::Background) => it,
        _ => return false,
    };
    // "What did the first one say?" names nobody who answers.
    let resolver = match resolver {
        Resolver::Response if query.claimed.says() && !leaning.cue("reacts") => Resolver::Statement,
        other => other,
    };
    let mut places = query.filters.ordinals.clone();
    // The "last words" of the third one are no place.
    if resolver == Resolver::Statement && places.len() > 1 {
        places.retain(|it| *it > 0);
    }
    let found = match set(memory) {
        Some(people) => at(&people, &places, &query.filters.numbers),
        None if memory.query.filters.ordinals.is_empty() => return false,
        // Places in the order of leaving were asked for one after the other: the next one is a place in it, too.
        None => {
            let mut placed = memory.again(query.today);
            placed.filters.ordinals = places;
            placed.filters.numbers.clone_from(&query.filters.numbers);
            answer::at_places(knowledge, &placed)
        }
    };
    if found.is_empty() {
        return false;
    }
    query.resolver = resolver;
    query.people = found;
    query.filters.ordinals.clear();
    query.filters.numbers.clear();
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// Whom a fragment picks by place ("and the first?") after a question about somebody: the same question of them. Nobody,
/// if the question before it was not of that kind.
pub(super) fn picked_again(knowledge: &Knowledge, memory: &Memory, query: &Query) -> Vec<PersonId> {
    let asked = matches!(
        memory.query.resolver,
        Resolver::Why
            | Resolver::Destination
            | Resolver::Statement
            | Resolver::Response
            | Resolver::Successor
            | Resolver::Tenure
            | Resolver::Contribution
            | Resolver::Background
            | Resolver::Lead
    );
    let free = query.filters.groups.is_empty()
        && query.filters.times.is_empty()
        && query.people.is_empty();
    if !asked || !free || query.filters.ordinals.is_empty() {
        return Vec::new();
    }
    let few = query.filters.ordinals.iter().all(|it| matches!(it, 1 | 2))
        && query.filters.numbers.is_empty();
    let listed = memory.list.as_ref().is_some_and(|it| it.people.len() > 1);
    match set(memory) {
        Some(people) if few || listed => {
            at(&people, &query.filters.ordinals, &query.filters.numbers)
        }
        _ => {
            let mut placed = Query {
                organisation: memory.query.organisation.clone(),
                ..query.clone()
            };
            // "And the last one?" after one of a list that a question bounded is the last of that list.
            let of_it = |list: &&List| {
                let bounded = list.query.resolver.is_filtered();
                bounded && memory.subjects.iter().all(|id| list.people.contains(id))
            };
            if let Some(list) = memory.list.as_deref().filter(of_it) {
                placed.filters.among.clone_from(&list.people);
            }
            answer::at_places(knowledge, &placed)
        }
    }
}

/// "Anyone of the last four?", "the fourth?" after a question about somebody. Returns whether it is that question again.
pub(super) fn placed_again(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let short = leaning.words <= 1 || (leaning.cue("part") && leaning.words <= PARTITIVE);
    let asks = query.resolver == Resolver::Order && leaning.aspect().is_none();
    // "The last two of them" are named before they are asked about.
    let named = leaning.has("people");
    if !(short && asks) || named || leaning.cue("gone") || query.organisation_named {
        return false;
    }
    let people = picked_again(knowledge, memory, query);
    if people.is_empty() {
        return false;
    }
    *query = Query {
        people,
        today: query.today,
        filters: Filters {
            ordinals: Vec::new(),
            among: Vec::new(),
            ..memory.query.filters.clone()
        },
        ..memory.query.clone()
    };
    true
}

/// "No, the other one, the CFO": whoever of the list in view holds that role; the question about somebody that was asked
/// last is asked of them. Returns whether that is few of the list.
pub(super) fn one_of_the_list(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let Some(list) = &memory.list else {
        return false;
    };
    let of_one = memory.subjects.len() == 1 && !memory.query.resolver.is_about_many();
    let picks = leaning.has("others") || is_fragment(leaning.interpretation);
    let named = leaning.interpretation.slots.of(EntityKind::Person).next();
    if query.filters.roles.is_empty() || named.is_some() || !of_one || !picks {
        return false;
    }
    let holds = |id: &&PersonId| {
        knowledge.people.get(*id).is_some_and(|person| {
            person
                .memberships
                .iter()
                .any(|it| it.holds(&query.filters.roles))
        })
    };
    let held: Vec<PersonId> = list.people.iter().filter(holds).cloned().collect();
    if held.is_empty() || held.len() == list.people.len() {
        return false;
    }
    let resolver = match memory.query.resolver {
        it if it.is_about_somebody() => it,
        _ => Resolver::When,
    };
    let mut next = memory.asking(resolver, query.today);
    next.people = held;
    *query = next;
    true
}
