//! What somebody worked on before they came, what they did at a former employer, and whose new job is known.

use super::Asked;
use super::holders::went_to;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::OrganisationId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;

/// "How many went to Alpha?" asks who went there, and of no event.
pub(super) fn went_in_number(asked: Asked<'_>, query: &mut Query) {
    let counts = matches!(query.resolver, Resolver::Topic(Aspect::HowMany));
    let towards = asked.interpretation.slots.has(VocabularySlot::Towards);
    let there = !query.others.is_empty() && query.people.is_empty();
    if counts && query.guessed && towards && there {
        query.resolver = Resolver::WhoWentTo;
        query.topics.clear();
    }
}

/// "Who came from Alpha?" is no question for what is to come, in a language that names the place before the word for
/// "from".
pub(super) fn came_from_there(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let text = &interpretation.text;
    let ahead = matches!(query.resolver, Resolver::Prediction | Resolver::Opinion);
    let mut named = interpretation.slots.of(EntityKind::Organisation);
    let from = named.any(|it| {
        let behind = text.get(it.range.end..).unwrap_or_default().trim_start();
        let mut words = interpretation.particles.from.iter();
        !text.is_ascii() && words.any(|word| behind.starts_with(word.as_str()))
    });
    let slots = &interpretation.slots;
    let who = asks(slots, Aspect::Who) && !cue(slots, "to-come");
    if ahead && from && who && query.people.is_empty() && !query.others.is_empty() {
        query.resolver = Resolver::Background;
    }
}

/// "What did Alpha do at Beta?" of a former employer asks for that time, and "what did she work on before?" also for what
/// she made then.
pub(super) fn elsewhere(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [id] = query.people.as_slice() else {
        return;
    };
    let Some(person) = asked.knowledge.people.get(id) else {
        return;
    };
    let came_from = |employer: &OrganisationId| {
        let mut facts = person.facts.iter();
        facts.any(|it| it.value.kind.is_origin() && it.value.organisations.contains(employer))
    };
    let member_of = |id: &OrganisationId| {
        let mut memberships = person.memberships.iter();
        memberships.any(|it| it.organisation == *id)
    };
    let works = query.resolver == Resolver::Contribution;
    let plain = !query.polar && query.topics.is_empty() && query.filters.times.is_empty();
    let there = query.others.len() == 1
        && query
            .others
            .iter()
            .all(|it| came_from(it) && !member_of(it));
    if works && plain && there {
        query.resolver = Resolver::Background;
        query.focus.renown = true;
    }
    let before = query.resolver == Resolver::Background && query.others.is_empty();
    if before && plain && cue(slots, "works") {
        query.focus.renown = true;
    }
}

/// "Who did Alpha leave for?" asks where they went, and puts nobody beside another.
pub(super) fn left_for(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let other = matches!(
        query.resolver,
        Resolver::Compare
            | Resolver::WhoLeft
            | Resolver::Order
            | Resolver::Why
            | Resolver::When
            | Resolver::Verify
    );
    let open = slots.has(VocabularySlot::Aspect) && !query.focus.asks_reason;
    let free = query.others.is_empty() && query.topics.is_empty();
    let text = &asked.interpretation.text;
    let ends = slots.filled.iter().any(|it| {
        let left = it.slot == VocabularySlot::Cue && it.value == "left-for";
        left && it.range.end == text.len()
    });
    if other && open && free && ends {
        query.resolver = Resolver::Destination;
        query.filters.anchors.clear();
        query.filters.manners.clear();
        query.polar = false;
    }
}

/// "Which founders do we know the new job of?" asks where they went, and not who they are.
pub(super) fn new_jobs(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let members = query.resolver == Resolver::Members;
    let free = query.people.is_empty() && query.topics.is_empty() && query.others.is_empty();
    let asks = cue(slots, "new-job") && !slots.has(VocabularySlot::Role);
    if members && free && asks && !query.focus.counts {
        query.resolver = Resolver::Destination;
        query.filters.departed = true;
    }
}

/// "When did Alpha join Beta?" of a place where Alpha went after leaving, or was before, asks for no day of leaving and for
/// no day of coming here.
pub(super) fn joined_elsewhere(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [id] = query.people.as_slice() else {
        return;
    };
    // "Since when is she at Beta?" takes Beta for where she belongs.
    let home = &asked.knowledge.organisation;
    let named = query.organisation_named && query.organisation != *home;
    let place = match query.others.as_slice() {
        [] if named => query.organisation.clone(),
        [place] => place.clone(),
        _ => return,
    };
    let place = &place;
    let belongs = asked.knowledge.people.get(id).is_some_and(|person| {
        let mut memberships = person.memberships.iter();
        memberships.any(|it| it.organisation == *place)
    });
    if belongs {
        return;
    }
    let dated = matches!(query.resolver, Resolver::When | Resolver::Tenure);
    let asks = asks(slots, Aspect::When) || cue(slots, "since-when");
    let there = named || slots.has(VocabularySlot::Towards) || cue(slots, "persists");
    if !(dated && asks && there && query.filters.anchors.is_empty()) {
        return;
    }
    let person = asked.knowledge.people.get(id);
    let mut facts = person.into_iter().flat_map(|it| &it.facts);
    if went_to(asked.knowledge, id, place) {
        query.resolver = Resolver::Destination;
    } else if facts.any(|it| it.value.organisations.contains(place)) {
        query.resolver = Resolver::Background;
    } else {
        return;
    }
    query.others = vec![place.clone()];
    if query.organisation == *place {
        query.organisation = home.clone();
        query.organisation_named = false;
    }
    query.focus.since_when = true;
    query.of_leaving = false;
    query.filters.towards.clear();
}

/// "Is she back at Beta?" of a former employer claims where she went, and asks for no stay there.
pub(super) fn back_there(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [id] = query.people.as_slice() else {
        return;
    };
    let home = &asked.knowledge.organisation;
    let place = match query.others.as_slice() {
        [] if query.organisation != *home => query.organisation.clone(),
        [place] => place.clone(),
        _ => return,
    };
    let Some(person) = asked.knowledge.people.get(id) else {
        return;
    };
    let belongs = person.memberships.iter().any(|it| it.organisation == place);
    let was_there = person
        .facts
        .iter()
        .any(|it| it.value.organisations.contains(&place));
    let asks = matches!(
        query.resolver,
        Resolver::Tenure | Resolver::VerifyRemains | Resolver::When
    );
    let went = went_to(asked.knowledge, id, &place);
    let left = asked.knowledge.has_left(id) && !belongs && !went && was_there;
    let open = slots.has(VocabularySlot::Aspect);
    if asks && left && !open && cue(slots, "back-at") {
        query.resolver = Resolver::Verify;
        query.polar = true;
        query.others = vec![place.clone()];
        query.filters.towards = vec![place];
        query.filters.times.clear();
        query.organisation = home.clone();
        query.organisation_named = false;
        query.stays = false;
    }
}
