//! Where those are whom the conversation spoke of: "is he still there?", "did he found it?", "did he start it himself?"

use super::leaning::Leaning;
use super::names_nobody;
use super::places::at;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, Rank};
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::Form;

/// "Still there?" has no more words.
const SHORT: usize = 2;

/// "Are they all going to Alpha?" of those who left is no question for what is to come. Returns whether it is asked.
pub(super) fn going_there(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = memory.query.resolver;
    let departures = last.is_filtered() || last.is_about_somebody();
    let towards = leaning.interpretation.slots.has(VocabularySlot::Towards);
    let free = query.people.is_empty() && query.filters.times.is_empty();
    let they = leaning.has("people") && memory.meant().is_empty();
    let asked = query.resolver == Resolver::Prediction && query.others.len() == 1;
    if !(departures && towards && free && they && asked) {
        return false;
    }
    query.resolver = Resolver::WhoWentTo;
    true
}

/// "Did he start it himself?" after where somebody went. Returns whether it is asked of them.
pub(super) fn own_venture(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let moved = memory.tells_a_move();
    let asks = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::WhoWentTo | Resolver::Verify
    );
    let asked = query.filters.venture && asks && leaning.short();
    if !(moved && asked && names_nobody(query) && memory.subjects.len() == 1) {
        return false;
    }
    query.resolver = Resolver::Verify;
    query.people.clone_from(&memory.subjects);
    true
}

/// "Did he found it?" after where somebody went: a claim on those places. Returns whether it is asked.
pub(super) fn founded_there(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let moved = memory.tells_a_move();
    let asked = query.resolver == Resolver::Verify
        && !query.claimed.deeds.is_empty()
        && query.others.is_empty()
        && leaning.has("thing")
        && leaning.short();
    let places = places_of(knowledge, memory);
    if !(moved && asked) || memory.subjects.len() != 1 || places.is_empty() {
        return false;
    }
    query.people.clone_from(&memory.subjects);
    query.others = places;
    true
}

/// Whether the last answer told where one person went, or whether they are still there.
fn is_of_a_place(memory: &Memory) -> bool {
    let last = &memory.query;
    let there = last.resolver == Resolver::VerifyRemains && !last.others.is_empty();
    (memory.tells_a_move() || there) && memory.subjects.len() == 1
}

/// "Not at Alpha any more?" after where somebody went: whether they are still in that place. Returns whether it is asked.
pub(super) fn no_longer_at(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let slots = &leaning.interpretation.slots;
    let [mention] = slots.mentions.as_slice() else {
        return false;
    };
    let now = query.resolver == Resolver::VerifyRemains && !slots.times.is_empty();
    let lasts = slots.has(VocabularySlot::Negation)
        || slots.has(VocabularySlot::Presence)
        || leaning.cue("persists")
        || now;
    let free = slots.times.iter().all(|it| it.form == Form::Now)
        && leaning.aspect().is_none()
        && !leaning.has("others")
        && leaning.words <= ASKING;
    let place = mention.candidates.first().map(|it| it.id.as_str());
    let places = places_of(knowledge, memory);
    let there = places.into_iter().find(|it| Some(it.as_str()) == place);
    let told = is_of_a_place(memory)
        || (memory.query.resolver.is_about_a_departure() && memory.subjects.len() == 1);
    let Some(there) = there.filter(|_| told && lasts && free) else {
        return false;
    };
    *query = Query {
        people: memory.subjects.clone(),
        others: vec![there],
        stays: true,
        polar: true,
        ..memory.asking(Resolver::VerifyRemains, query.today)
    };
    true
}

/// "There now?" of the one person spoken of, whatever was told of them last: whether they still are where they went. Returns
/// whether it is asked.
pub(super) fn there_now(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let slots = &leaning.interpretation.slots;
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    let now = slots.times.iter().any(|it| it.form == Form::Now);
    let lasts = now || slots.has(VocabularySlot::Presence) || leaning.cue("persists");
    let free = slots.mentions.is_empty()
        && slots.times.iter().all(|it| it.form == Form::Now)
        && !slots.has(VocabularySlot::Ordinal)
        && leaning.aspect().is_none()
        && leaning.words <= SHORT;
    let there = leaning.has("organisation") && !leaning.has("people") && !leaning.has("others");
    let told = memory.query.resolver.is_about_a_departure() || is_of_a_place(memory);
    let places = places_of(knowledge, memory);
    let Some(first) = places.first().filter(|_| there && lasts && free && told) else {
        return false;
    };
    let asking = if places.len() > 1 {
        Resolver::VerifyRemains
    } else {
        Resolver::Destination
    };
    *query = Query {
        people: vec![person.clone()],
        others: places.get(1).map(|_| first.clone()).into_iter().collect(),
        stays: places.len() > 1,
        polar: true,
        ..memory.asking(asking, query.today)
    };
    true
}

/// "Who founded that?" after where somebody went is told with it. Returns whether it is asked.
pub(super) fn founder_of_it(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let founded = query.claimed.founds();
    let refers = leaning.has("thing") || leaning.has("organisation");
    let asked = leaning.aspect() == Some(Aspect::Who) && founded && refers;
    let free = leaning.is_free() && leaning.words <= ASKING;
    if !(is_of_a_place(memory) && asked && free) || places_of(knowledge, memory).is_empty() {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::Destination, query.today);
    true
}

/// "Who founded that?" has no more words of its own.
const ASKING: usize = 4;

/// "Is he still there?" after where somebody went: what is recorded of that place and after.
pub(super) fn still_there(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let moved = memory.tells_a_move();
    // "Still there?" of the one who was told of.
    let short = query.resolver == Resolver::Remaining && leaning.words <= SHORT;
    let one = short && memory.subjects.len() == 1 && !leaning.has("people");
    let asks = (query.resolver == Resolver::VerifyRemains || one)
        && !query.organisation_named
        && query.others.is_empty()
        && query.topics.is_empty()
        && query.filters.times.iter().all(|it| it.form == Form::Now);
    let named = leaning.interpretation.slots.of(EntityKind::Person).count();
    if !(moved && asks && named == 0) {
        return false;
    }
    // Whoever went on from there is there no more, and of a place that is recorded itself their stay tells.
    let places = places_of(knowledge, memory);
    if let ([person], [first, rest @ ..]) = (memory.subjects.as_slice(), places.as_slice())
        && (!rest.is_empty() || stays_at(knowledge, person, first))
    {
        query.resolver = Resolver::VerifyRemains;
        query.stays = true;
        query.people = vec![person.clone()];
        query.others = vec![first.clone()];
        at_their_stay(knowledge, query);
        return true;
    }
    query.resolver = Resolver::Destination;
    query.stays = false;
    let placed = at(
        &memory.listed,
        &query.filters.ordinals,
        &query.filters.numbers,
    );
    query.filters.ordinals.clear();
    if !placed.is_empty() {
        query.people = placed;
    } else if memory.subjects.is_empty() && memory.listed.is_empty() {
        // Nobody was told of by name.
        query.resolver = Resolver::Profile;
    } else if memory.subjects.is_empty() {
        query.filters.among.clone_from(&memory.listed);
    } else {
        query.people.clone_from(&memory.subjects);
    }
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// Whether a stay of somebody at an organisation is recorded.
fn stays_at(knowledge: &Knowledge, person: &PersonId, organisation: &OrganisationId) -> bool {
    let person = knowledge.people.get(person);
    let mut memberships = person.into_iter().flat_map(|it| &it.memberships);
    memberships.any(|it| it.organisation == *organisation)
}

/// A place to which somebody went and where a stay of theirs is recorded is the organisation that the question is about.
fn at_their_stay(knowledge: &Knowledge, query: &mut Query) {
    let ([person], [place]) = (query.people.as_slice(), query.others.as_slice()) else {
        return;
    };
    if stays_at(knowledge, person, place) {
        query.organisation = place.clone();
        query.organisation_named = true;
        query.others.clear();
    }
}

/// Where the one person spoken of went, in the order of the records.
pub(super) fn places_of(knowledge: &Knowledge, memory: &Memory) -> Vec<OrganisationId> {
    let people = memory.subjects.iter();
    let claims = people
        .filter_map(|id| knowledge.people.get(id))
        .flat_map(|person| knowledge.exits_of(person))
        .flat_map(|exit| &exit.departure.destination)
        .filter(|claim| claim.rank != Rank::Refuted);
    let mut places: Vec<OrganisationId> = Vec::new();
    for place in claims.filter_map(|claim| claim.value.organisation.clone()) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// "Wait, is he still there?" has no more words of its own.
const STILL: usize = 6;

/// "Is he still there?" after whether somebody went somewhere: whether they are still in that place.
pub(super) fn still_at(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let moved = matches!(
        last.resolver,
        Resolver::Verify | Resolver::VerifyRemains | Resolver::When | Resolver::Why
    ) && !last.others.is_empty();
    let asks = query.resolver == Resolver::VerifyRemains
        || (query.resolver == Resolver::Remaining && !leaning.has("people"));
    let free = names_nobody(query) && leaning.words <= STILL;
    let now = query.filters.times.iter().all(|it| it.form == Form::Now);
    if !(moved && asks && free && now && memory.subjects.len() == 1) {
        return false;
    }
    query.resolver = Resolver::VerifyRemains;
    query.stays = true;
    query.people.clone_from(&memory.subjects);
    query.others.clone_from(&last.others);
    query.organisation.clone_from(&last.organisation);
    at_their_stay(knowledge, query);
    true
}

/// "Alpha, was it?" after when somebody left, or why: whether they went there. Returns whether it is asked.
pub(super) fn guessed_there(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let slots = &leaning.interpretation.slots;
    let ([one], [place]) = (memory.subjects.as_slice(), query.others.as_slice()) else {
        return false;
    };
    let told = matches!(
        memory.query.resolver,
        Resolver::When | Resolver::Why | Resolver::Manner
    );
    let only = slots.mentions.len() == 1 && *place != memory.query.organisation;
    let guesses = crate::bot::filters::polar(leaning.interpretation)
        && leaning.aspect().is_none()
        && slots.times.is_empty();
    let of_them = !leaning.has("others") && !leaning.has("people") && query.people.is_empty();
    let asked = told && only && guesses && of_them && leaning.short();
    if !asked || !knowledge.has_left(one) {
        return false;
    }
    *query = Query {
        people: vec![one.clone()],
        others: std::mem::take(&mut query.others),
        polar: true,
        ..memory.asking(Resolver::Verify, query.today)
    };
    true
}
