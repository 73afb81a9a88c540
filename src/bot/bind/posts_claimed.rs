//! Posts and trades that a question speaks of beside somebody or something: who runs what an event changed, who is said to be
//! of a trade, who was sent away from a post, and whether somebody who is named left for good.

use super::Asked;
use super::holders::holders;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::TopicId;
use crate::nlu::locale::VocabularySlot;

/// "Who runs coding after the reorganisation?" asks who leads what is named, and not who left after the event.
pub(super) fn runs_after_an_event(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let anchored: Vec<&TopicId> = query.filters.events().collect();
    let of_leaders = |id: &&TopicId| {
        let people = asked.knowledge.people.values();
        let mut facts = people.flat_map(|it| &it.facts);
        !anchored.contains(id) && facts.any(|it| it.value.topics.contains(*id))
    };
    let mut named: Vec<TopicId> = query.topics.iter().filter(of_leaders).cloned().collect();
    let lists = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::Order | Resolver::Successor | Resolver::Lead
    );
    let free = query.people.is_empty() && !query.of_leaving && !anchored.is_empty();
    if lists && free && !named.is_empty() && asks(slots, Aspect::Who) {
        query.resolver = Resolver::Lead;
        // Whoever came to it at the event is told first.
        named.extend(anchored.into_iter().cloned());
        query.topics = named;
        query.filters.anchors.clear();
        query.guessed = false;
    }
}

/// "Did the chief fire the CFO after 102 days?" of a chief who never left is a claim on how whoever held the post left.
pub(super) fn sent_away_from_a_post(asked: Asked<'_>, query: &mut Query) {
    let [by] = query.people.as_slice() else {
        return;
    };
    let removed = query.filters.manners == [MannerKind::Removed];
    let stays = !asked.knowledge.has_left(by);
    let claims = matches!(
        query.resolver,
        Resolver::Interval | Resolver::Tenure | Resolver::Verify | Resolver::Manner
    );
    let free = query.filters.anchors.is_empty() && query.others.is_empty();
    if !(removed && stays && claims && free && asked.memory.is_none())
        || query.filters.roles.is_empty()
    {
        return;
    }
    let mut of_the_post = Query {
        people: Vec::new(),
        resolver: Resolver::When,
        ..query.clone()
    };
    holders(asked.knowledge, &mut of_the_post);
    let [held] = of_the_post.people.as_slice() else {
        return;
    };
    if asked.knowledge.has_left(held) {
        query.people = vec![held.clone()];
        query.filters.roles.clear();
        query.resolver = Resolver::Verify;
    }
}

/// "She went to Beta, is she gone for good?" asks how she left here, whatever was told of her before.
pub(super) fn gone_for_good(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let advising = !query.filters.roles.is_empty();
    let asks_so = matches!(
        query.resolver,
        Resolver::VerifyRemains
            | Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::Manner
            | Resolver::Opinion
    );
    let offers = cue(slots, "or") && cue(slots, "gone-for-good");
    if !(asks_so && offers && advising && asked.knowledge.has_left(person)) {
        return;
    }
    // Whether they are gone is asked as well: the verdict comes before the day.
    query.resolver = Resolver::Verify;
    query.filters.manners.clear();
    query.filters.alternatives = false;
    query.claimed.gone_or_near = true;
    query.of_leaving = true;
    query.stays = false;
    query.leftover = false;
    query.words.clear();
    query.filters.roles.clear();
    query.filters.reasons.clear();
    query.negated = false;
    query.polar = false;
    if query.others.iter().any(|it| *it != query.organisation) {
        query.others.clear();
        query.filters.towards.clear();
    }
}

/// "Was it 26 or 27?" with nothing spoken of asks for a day of nobody in particular.
pub(super) fn bare_numbers(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let bare = slots.mentions.is_empty()
        && slots.times.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.claimed.amounts.is_empty()
        && !query.of_leaving
        && !query.all
        && !slots.has(VocabularySlot::Aspect)
        && !cue(slots, "staying");
    let two = query.filters.numbers.len() == 2 && cue(slots, "or");
    if bare && two && asked.memory.is_none() && query.people.is_empty() {
        query.resolver = Resolver::When;
        query.filters.numbers.clear();
    }
}

/// "Who hired the people of Beta?", where nobody is recorded as gone to Beta, asks for the one event in which some came from
/// there.
pub(super) fn hired_from(asked: Asked<'_>, query: &mut Query) {
    let ([place], Resolver::WhoWentTo) = (query.others.as_slice(), query.resolver) else {
        return;
    };
    let people = asked.knowledge.people.keys();
    let gone = people
        .into_iter()
        .any(|id| super::holders::went_to(asked.knowledge, id, place));
    let mut events = asked.knowledge.topics.values().filter(|topic| {
        let there = topic.organisations.contains(place);
        let here = topic.organisations.contains(&query.organisation);
        there && here && !topic.dates.is_empty() && topic.departures.is_none()
    });
    let (Some(event), None) = (events.next(), events.next()) else {
        return;
    };
    if !gone && cue(&asked.interpretation.slots, "hires") && query.people.is_empty() {
        query.topics = vec![event.id.clone()];
        query.resolver = Resolver::Topic(Aspect::What);
        query.guessed = false;
        query.others.clear();
    }
}
