//! People who belong to several organisations of the dataset, or twice to one: which of their stays and departures a
//! question means.

use super::{Asked, organisations};
use super::{beside, implied};
use crate::answer::query::{Anchor, Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{self, cue};
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::best;
use crate::knowledge::{Exit, Knowledge};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Form, Relation};

/// "When did she join Beta?" is asked of her stay there.
pub(super) fn joined_there(asked: Asked<'_>, query: &mut Query) {
    let ([person], [place]) = (query.people.as_slice(), query.others.as_slice()) else {
        return;
    };
    let Some(person) = asked.knowledge.people.get(person) else {
        return;
    };
    let belongs = person
        .memberships
        .iter()
        .any(|it| it.organisation == *place);
    if query.resolver == Resolver::Tenure && belongs && !query.organisation_named {
        query.organisation = place.clone();
        query.organisation_named = true;
        query.of_leaving = false;
        query.others.clear();
        query.filters.towards.clear();
    }
}

/// "Who went there with Alpha?" is asked of where Alpha went.
pub(super) fn went_with(asked: Asked<'_>, query: &mut Query) {
    let ([person], slots) = (query.people.as_slice(), &asked.interpretation.slots) else {
        return;
    };
    let mut named = slots.of(EntityKind::Person);
    let (Some(named), None) = (named.next(), named.next()) else {
        return;
    };
    let beside = slots.filled.iter().any(|it| {
        let with = it.slot == VocabularySlot::Cue && it.value == "together";
        with && it.range.end + 1 == named.range.start
    });
    let place = slots.has(VocabularySlot::Towards)
        || (slots.values(VocabularySlot::Pronoun)).any(|it| it == "organisation");
    if !(beside && place && filters::asks(slots, Aspect::Who)) {
        return;
    }
    let exits = asked.knowledge.people.get(person).into_iter();
    let exits = exits.flat_map(|it| asked.knowledge.exits_of(it));
    let places = exits.flat_map(|it| &it.departure.destination);
    let mut places = places.filter_map(|it| it.value.organisation.as_ref());
    let went = match query.others.first() {
        None => places.next().cloned(),
        Some(named) => places.any(|it| it == named).then(|| named.clone()),
    };
    let Some(place) = went else {
        return;
    };
    query.resolver = Resolver::WhoWentTo;
    query.filters.anchors = vec![(Relation::SameMonth, Anchor::Person(person.clone()))];
    query.filters.company = true;
    query.filters.except_people = std::mem::take(&mut query.people);
    query.others = vec![place];
    query.polar = false;
}

/// "Who left before Alpha retired?": the manner behind somebody beside whose departure the question asks is the manner of
/// theirs.
pub(super) fn manner_of_an_anchor(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let left_so = |id: &PersonId, kind: MannerKind| {
        let person = asked.knowledge.people.get(id);
        let mut exits = person
            .into_iter()
            .flat_map(|it| asked.knowledge.exits_of(it));
        exits.any(|exit| best(&exit.departure.manner).is_some_and(|it| it.value.kind == kind))
    };
    let theirs = |kind: MannerKind| {
        let behind = slots.of(EntityKind::Person).any(|person| {
            slots.filled.iter().any(|it| {
                let manner = it.slot == VocabularySlot::Manner && it.value == kind.name();
                manner && it.range.start >= person.range.end
            })
        });
        behind
            && query
                .filters
                .anchors
                .iter()
                .any(|(_, anchor)| match anchor {
                    Anchor::Person(id) => left_so(id, kind),
                    Anchor::Topic(_) => false,
                })
    };
    if query.people.is_empty() && query.resolver.is_about_many() {
        query.filters.manners.retain(|it| !theirs(*it));
    }
}

/// "Did anyone go from Alpha to the shop?" names where people went from; where to, nothing in it says that is known. That
/// is answered with where they went.
pub(super) fn from_there(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let mut named = slots.of(EntityKind::Organisation);
    let (Some(place), None) = (named.next(), named.next()) else {
        return;
    };
    let from = beside::beside_before(asked.interpretation, place, VocabularySlot::Formerly);
    let left = organisations::organisation_of(asked.knowledge, place)
        .is_some_and(|id| asked.knowledge.is_left(id) && *id == query.organisation);
    let goes = query.resolver == Resolver::WhoWentTo && query.people.is_empty();
    let nowhere = query.others.is_empty() && query.filters.towards.is_empty();
    if left && from && goes && nowhere && slots.has(VocabularySlot::Towards) {
        query.filters.formerly.clear();
        query.resolver = Resolver::Destination;
        query.polar = false;
    }
}

/// "Who left either of them?" where nobody was spoken of, and only two organisations can be meant.
pub(super) fn either_of_them(asked: Asked<'_>, query: &mut Query) {
    let free = query.people.is_empty() && query.others.is_empty() && query.further.is_empty();
    let left = asked.knowledge.organisations.keys();
    let two = left.filter(|id| asked.knowledge.is_left(id)).count() == 2;
    if asked.memory.is_none()
        && free
        && two
        && !query.organisation_named
        && query.resolver.is_of_an_organisation()
        && cue(&asked.interpretation.slots, "either-of-them")
    {
        implied::of_all(asked.knowledge, query);
        query.of_leaving = true;
    }
}

/// "Who moved between the two companies?" is asked of the moves from each to the other.
pub(super) fn between_them(_: Asked<'_>, query: &mut Query) {
    let free = query.people.is_empty() && query.others.is_empty() && !query.further.is_empty();
    let lists = matches!(query.resolver, Resolver::WhoLeft | Resolver::WhoWentTo);
    let anybody =
        query.filters.groups.is_empty() && query.filters.roles.is_empty() && !query.filters.jointly;
    if free
        && lists
        && anybody
        && query.filters.manners == [MannerKind::Moved]
        && !query.filters.returns
    {
        query.resolver = Resolver::WhoWentTo;
        query.filters.manners.clear();
        query.further.truncate(1);
    }
}

/// "Who is standing in for Alpha?" asks who took over, whatever else its words are like.
pub(super) fn stands_in(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let leads_to = |at: usize| {
        let mut people = slots.of(EntityKind::Person);
        people.any(|it| it.range.start == at + 1)
    };
    let replaces = slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Cue && it.value == "replaces" && leads_to(it.range.end)
    });
    let lists = query.resolver.is_about_many() || query.resolver == Resolver::Lead;
    if replaces && lists && !query.polar && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Successor;
    }
}

/// "Who runs Alpha now that Beta is gone?" asks who took over.
pub(super) fn runs_it_since(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let now = query.focus.present || query.filters.times.iter().any(|it| it.form == Form::Now);
    let leads = query.resolver == Resolver::Lead && query.filters.roles.is_empty();
    let who = filters::asks(&asked.interpretation.slots, Aspect::Who);
    if leads && who && now && query.of_leaving && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Successor;
        query.filters.times.clear();
        query.topics.clear();
    }
}

/// "Which one is older, Alpha or Beta?" is told by when they were founded.
pub(super) fn older(asked: Asked<'_>, query: &mut Query) {
    if !cue(&asked.interpretation.slots, "older") || !query.people.is_empty() {
        return;
    }
    let named = organisations::organisations_of(asked.knowledge, asked.interpretation);
    let founded = named.iter().filter_map(|id| {
        let organisation = asked.knowledge.organisations.get(id)?;
        organisation.founding.clone()
    });
    let mut founded: Vec<_> = founded.collect();
    founded.dedup();
    if founded.len() > 1 {
        query.topics = founded;
        query.resolver = Resolver::Topic(Aspect::When);
        query.guessed = false;
        query.further.clear();
    }
}

/// The conversation goes on in the organisation that it spoke of, where the turn names none: "which of them went to
/// Alpha?", "who was the first of them?"
pub(super) fn spoken_of_there(asked: Asked<'_>, query: &mut Query) {
    let Some(memory) = asked.memory else { return };
    let mut pronouns = asked.interpretation.slots.values(VocabularySlot::Pronoun);
    let them = pronouns.any(|it| it == "people");
    let own = &memory.query.organisation;
    if them && !query.organisation_named && query.people.is_empty() && !query.others.contains(own) {
        query.organisation.clone_from(own);
    }
}

/// "Did any of them come back?" is asked of those who were listed, and "did anybody come back?" of the place spoken of.
pub(super) fn back_of_them(asked: Asked<'_>, query: &mut Query) {
    let Some(memory) = asked.memory else { return };
    let slots = &asked.interpretation.slots;
    let comes_back = query.filters.returns
        && matches!(
            query.resolver,
            Resolver::WhoWentTo | Resolver::WhoLeft | Resolver::Count
        );
    let free = query.people.is_empty() && query.others.is_empty() && !query.organisation_named;
    if !comes_back || !free || slots.of(EntityKind::Organisation).next().is_some() {
        return;
    }
    query.organisation.clone_from(&memory.query.organisation);
    query.organisation_named = true;
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    if pronouns.any(|it| it == "people") && query.filters.among.is_empty() {
        query.filters.among.clone_from(&memory.listed);
    }
}

/// What is asked of a departure in the end is asked of the organisation that somebody left.
pub(super) fn of_the_place_left(asked: Asked<'_>, query: &mut Query) {
    if query.resolver.is_about_a_departure() {
        implied::of_their_own(asked.knowledge, query);
    }
}

/// Which of several departures of one person a turn of the conversation means: "and the second time?", "when did she
/// finally go?", "what did she do in between?"
pub(super) fn one_of_several(asked: Asked<'_>, query: &mut Query) {
    let Some(memory) = asked.memory else {
        if query.people.len() == 1 && is_for_good(asked, query) {
            query.filters.ordinals = vec![-1];
        }
        return;
    };
    let subjects = if query.people.is_empty() {
        &memory.subjects
    } else {
        &query.people
    };
    let [person] = subjects.as_slice() else {
        return;
    };
    let exits = departures(asked.knowledge, person);
    let interpretation = asked.interpretation;
    let slots = &interpretation.slots;
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    if pronouns.any(|it| it == "interim")
        && !query.resolver.is_about_many()
        && let Some(place) = exits.iter().rposition(|it| it.rejoined().next().is_some())
    {
        query.people = vec![person.clone()];
        query.filters.ordinals = i32::try_from(place + 1).into_iter().collect();
        query.filters.numbers.clear();
        query.filters.times.clear();
        query.filters.anchors.clear();
        query.focus.present = false;
        query.resolver = Resolver::Destination;
        return;
    }
    if exits.len() < 2 {
        return;
    }
    if is_for_good(asked, query) {
        query.filters.ordinals = vec![-1];
        return;
    }
    // "And the second time?" names nothing but the place.
    let free = slots.mentions.is_empty() && slots.times.is_empty();
    let leans = |it: &crate::nlu::phrases::Filled| {
        matches!(
            it.slot,
            VocabularySlot::Ordinal
                | VocabularySlot::Continuation
                | VocabularySlot::Joint
                | VocabularySlot::Number
                | VocabularySlot::Pronoun
        ) || (it.slot == VocabularySlot::Cue && it.value == "occasion")
    };
    let words = interpretation
        .tokens
        .iter()
        .filter(|it| !it.starts_with('{'));
    let covered = interpretation.is_covered(|at| slots.fills(at, leans));
    let placed = !query.filters.ordinals.is_empty() && free;
    if placed
        && (covered || words.count() <= OCCASION || cue(slots, "corrects"))
        && memory.query.resolver.is_about_a_departure()
    {
        *query = Query {
            people: vec![person.clone()],
            filters: Filters {
                ordinals: query.filters.ordinals.clone(),
                ..Filters::default()
            },
            ..memory.asking(memory.query.resolver, query.today)
        };
    }
}

/// "When did she leave for good?" means the last departure.
fn is_for_good(asked: Asked<'_>, query: &Query) -> bool {
    query.resolver.is_about_a_departure()
        && cue(&asked.interpretation.slots, "at-last")
        && query.filters.ordinals.is_empty()
}

/// "And the second time" has no more words beside the place.
const OCCASION: usize = 3;

/// Somebody's departures, in order.
fn departures<'a>(knowledge: &'a Knowledge, person: &PersonId) -> Vec<Exit<'a>> {
    let person = knowledge.people.get(person);
    let mut exits: Vec<Exit<'a>> = person
        .into_iter()
        .flat_map(|it| knowledge.exits_of(it))
        .collect();
    exits.sort_by_key(|exit| exit.date().map(|it| it.sort_key()));
    exits
}
