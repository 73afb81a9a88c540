//! Turns of phrase that ask for something else than the question as a whole is most like: how long after an event, a last
//! day, who of those that left, who took a team over.

use super::Asked;
use super::ranks::ranked;
use crate::answer;
use crate::answer::query::{Anchor, Query, Stretch};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::bot::follow_up::is_fragment;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots, overlap};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Grain, Relation};

/// What the words of a question say before the conversation completes it: teams that narrow it, which end of a ranking,
/// whether only those who left are meant.
pub(super) fn narrowed(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    query.filters.departed = cue(slots, "departed");
    query.focus.same_day = cue(slots, "same-day");
    query.focus.stretch = match (cue(slots, "longest"), cue(slots, "shortest")) {
        (true, false) => Some(Stretch::Longest),
        (false, true) => Some(Stretch::Shortest),
        _ => None,
    };
    super::teams::teams(knowledge, interpretation, query);
}

/// "Is Alpha the CEO?" is a claim on what somebody is, and "is he CEO?" is no private matter.
pub(super) fn claims_of_a_post(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    if query.filters.roles.is_empty() {
        return;
    }
    let slots = &interpretation.slots;
    let named = slots.of(EntityKind::Person).count() == 1 && query.people.len() == 1;
    // "Is he the CFO?" says it of the one who was spoken of.
    let one = named || (asked.somebody && query.people.is_empty());
    let claimed = query.resolver == Resolver::Verify && query.polar && one;
    let posted = query.resolver == Resolver::Private && query.polar;
    // "Alpha is the head of Beta" says nothing but that.
    let filters = &query.filters;
    let plain = !query.of_leaving
        && query.others.is_empty()
        && query.claimed.deeds.is_empty()
        && query.topics.is_empty()
        && filters.manners.is_empty()
        && filters.reasons.is_empty()
        && filters.anchors.is_empty()
        && filters.numbers.is_empty()
        && filters.times.iter().all(|it| it.form == Form::Now);
    if posted || (claimed && (plain || is_fragment(interpretation))) {
        query.resolver = Resolver::VerifyMember;
    }
}

/// "Compare the reasons of Alpha and Beta."
fn reasons_compared(query: &mut Query) {
    let reasons = query.focus.asks_reason || query.claimed.causal;
    if query.resolver != Resolver::Compare || !reasons || query.people.len() < 2 || query.polar {
        return;
    }
    query.resolver = Resolver::Why;
    // "Given by Alpha" bounds nothing.
    for (_, anchor) in std::mem::take(&mut query.filters.anchors) {
        if let Anchor::Person(person) = anchor {
            query.people.insert(0, person);
        }
    }
}

/// The look-up that a turn of phrase asks for.
pub(super) fn turned(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    // "How long did it take, first to last?"
    if query.resolver == Resolver::Interval && cue(slots, "in-order") && query.people.is_empty() {
        query.filters.ordinals = vec![1, -1];
    }
    between_places(knowledge, query);
    of_departures(knowledge, interpretation, query);
    around_events(knowledge, interpretation, query);
    ranked(interpretation, query);
    if cue(slots, "how-long") {
        since_event(knowledge, query);
    }
    // "Did more people leave before or after the deal?"
    let bounded = query.filters.anchors.len() == 1 || query.filters.times.len() == 1;
    let many = query.resolver.is_about_many()
        || matches!(
            query.resolver,
            Resolver::Compare | Resolver::Interval | Resolver::Verify | Resolver::WhoSaid
        );
    if cue(slots, "either-side") && bounded && many && query.people.is_empty() {
        query.resolver = Resolver::Count;
        query.focus.either_side = true;
    }
    if cue(slots, "takes-over") {
        taken_over(knowledge, query);
    }
    // "Who runs her team now?" of somebody who left asks who took over.
    let now = query.focus.present || query.filters.times.iter().any(|it| it.form == Form::Now);
    if let ([person], Resolver::Lead) = (query.people.as_slice(), query.resolver)
        && now
        && (cue(slots, "team") || cue(slots, "unit"))
        && knowledge.has_left(person)
    {
        query.resolver = Resolver::Successor;
        query.filters.times.clear();
    }
    // "Former Alpha people among the founders" are asked for by where they came from, and so are "how many came from
    // Alpha".
    let counted = query.resolver == Resolver::Topic(Aspect::HowMany)
        && query.topics.is_empty()
        && !query.others.is_empty()
        && slots.has(VocabularySlot::Formerly);
    if counted || (query.resolver == Resolver::Members && !query.filters.formerly.is_empty()) {
        query.resolver = Resolver::Background;
    }
    // "Who was at Beta?" of another organisation asks where people came from.
    let still = cue(slots, "staying") || slots.has(VocabularySlot::Presence);
    if query.resolver == Resolver::Remaining
        && !query.filters.formerly.is_empty()
        && query.filters.times.is_empty()
        && query.filters.anchors.is_empty()
        && !still
    {
        query.resolver = Resolver::Background;
    }
    // "Was it right that three of them were left?" counts those who stayed.
    let stayed = cue(slots, "staying") && !cue(slots, "gone") && query.people.is_empty();
    if query.resolver == Resolver::Verify && stayed && !query.filters.numbers.is_empty() {
        query.stays = true;
    }
    // "Did anyone leave because of the deal?" asks for reasons.
    let cause =
        query.claimed.causal && !query.topics.is_empty() && query.filters.anchors.is_empty();
    if query.resolver == Resolver::WhoLeft && cause && query.people.is_empty() {
        query.resolver = Resolver::Why;
    }
    reasons_compared(query);
    // "When did the chief fire her?" asks about her.
    let removed = query.filters.manners == [MannerKind::Removed] && query.people.len() > 1;
    let left = |id: &PersonId| knowledge.has_left(id);
    if removed && query.resolver.is_about_a_departure() && query.people.iter().any(left) {
        query.people.retain(left);
    }
    // "How long did it take to build it?"
    if query.resolver == Resolver::Topic(Aspect::When) && cue(slots, "how-long") {
        query.resolver = Resolver::Topic(Aspect::How);
    }
    // "What reasons have the founders stated?"
    let nobody = query.people.is_empty() && query.topics.is_empty();
    if query.resolver == Resolver::Statement
        && query.claimed.causal
        && nobody
        && !query.filters.groups.is_empty()
    {
        query.resolver = Resolver::Why;
    }
    // "Is it true they were all fired?"
    let whole = query.all || !query.filters.groups.is_empty();
    if query.resolver == Resolver::Manner && query.polar && whole && query.people.is_empty() {
        query.resolver = Resolver::Verify;
    }
    let dated = asks(slots, Aspect::When);
    if query.resolver == Resolver::Successor
        && dated
        && !query.focus.since_when
        && !query.people.is_empty()
    {
        query.resolver = Resolver::When;
    }
    // "Thirteen people founded it" is a claim.
    let claims = !query.claimed.deeds.is_empty()
        && !slots.has(VocabularySlot::Aspect)
        && !cue(slots, "names");
    if query.resolver == Resolver::Members && claims && query.filters.numbers.len() == 1 {
        query.polar = true;
    }
}

/// "How long between the first two?" is told of those at these places.
fn between_places(knowledge: &Knowledge, query: &mut Query) {
    let free = query.people.is_empty() && query.topics.is_empty();
    let places = query.filters.ordinals.len() == 1 && query.filters.numbers == [2];
    if query.resolver == Resolver::Interval && free && places {
        query.people = answer::at_places(knowledge, query);
        query.filters.ordinals.clear();
        query.filters.numbers.clear();
    }
}

/// "How many executives have gone", with a group taken out by a negation, is not about who remains; and those of whom
/// somebody asks that they left are not asked about as remaining.
fn of_departures(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    // "Is there anyone left besides the chief?" takes out somebody who is still there.
    let open = query.resolver == Resolver::Remaining && query.polar && !asks(slots, Aspect::Who);
    let beside = open && !query.filters.except_people.is_empty();
    if beside
        && query
            .filters
            .except_people
            .iter()
            .all(|id| !knowledge.has_left(id))
    {
        return;
    }
    let gone = cue(slots, "gone") && !cue(slots, "staying") && !query.stays;
    let bounded = !query.filters.except_groups.is_empty()
        || !query.filters.except_people.is_empty()
        || !query.filters.anchors.is_empty();
    if !gone || !bounded || has_free_negation(interpretation) {
        return;
    }
    match query.resolver {
        Resolver::CountRemaining => query.resolver = Resolver::Count,
        Resolver::Remaining | Resolver::Members => query.resolver = Resolver::WhoLeft,
        _ => return,
    }
    query.negated = false;
}

/// "How many founders left between the merger and the deal" counts people and no days; "how many were out when it was
/// announced" is about those who had left by then, and not about the event.
fn around_events(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    let counted = if asks(slots, Aspect::HowMany) {
        Resolver::Count
    } else {
        Resolver::WhoLeft
    };
    let left = cue(slots, "gone");
    if !query.people.is_empty()
        || (query.filters.groups.is_empty() && !left)
        || cue(slots, "how-long")
    {
        return;
    }
    let dated = query.topics.iter().filter(|id| knowledge.is_dated(id));
    let events: Vec<TopicId> = dated.cloned().collect();
    let named = |id: &TopicId| {
        let mut mentions = slots.mentions.iter();
        mentions.any(|it| it.candidates.iter().any(|it| it.id == id.as_str()))
    };
    let meanwhile = cue(slots, "meanwhile") && query.filters.anchors.is_empty();
    match (query.resolver, events.as_slice()) {
        (Resolver::Interval, [_, _]) => query.resolver = counted,
        (
            Resolver::Count
            | Resolver::WhoLeft
            | Resolver::Topic(Aspect::HowMany | Aspect::Who | Aspect::When),
            [event],
        ) if meanwhile && cue(slots, "gone") && named(event) => {
            query.resolver = counted;
            query.filters.anchors = vec![(Relation::Until, Anchor::Topic(event.clone()))];
        }
        _ => {}
    }
}

/// Whether a negation stands in the question that takes no group out of it.
fn has_free_negation(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let groups = || {
        slots
            .filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Group)
    };
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Negation)
        // "Not counting" takes somebody out.
        .filter(|it| {
            let mut filled = slots.filled.iter();
            !filled.any(|other| {
                other.slot == VocabularySlot::Except && overlap(&other.range, &it.range)
            })
        })
        .any(|it| {
            !groups().any(|group| {
                let between = interpretation.text.get(it.range.end..group.range.start);
                between.is_some_and(|it| it.split_whitespace().count() <= 1)
            })
        })
}

/// "How long after the deal did the last one go?": the time between an event and somebody's departure.
fn since_event(knowledge: &Knowledge, query: &mut Query) {
    let asked = matches!(
        query.resolver,
        Resolver::WhoLeft
            | Resolver::Order
            | Resolver::Interval
            | Resolver::Tenure
            | Resolver::Timeline
            | Resolver::When
            | Resolver::Count
            | Resolver::Compare
            | Resolver::Stays
            | Resolver::Destination
            | Resolver::Verify
    );
    // "Until all the founders were gone" is until the last of them.
    let gone = !query.filters.groups.is_empty() || query.of_leaving;
    let all = query.all && query.filters.ordinals.is_empty() && gone;
    let of_all = all && query.people.is_empty() && query.filters.numbers.is_empty();
    let asked = asked || (of_all && matches!(query.resolver, Resolver::Topic(_)));
    let dated = || query.topics.iter().filter(|id| knowledge.is_dated(id));
    let event = query.filters.events().next().or_else(|| dated().next());
    let event = event.cloned();
    let Some(event) = event.filter(|_| asked) else {
        return;
    };
    if of_all {
        query.filters.ordinals.push(-1);
    }
    let placed = query.people.is_empty();
    if placed {
        query.people = answer::at_places(knowledge, query);
    }
    let events = dated().count();
    if query.people.is_empty() && events < 2 {
        return;
    }
    query.resolver = Resolver::Interval;
    query.filters.anchors.clear();
    query.filters.ordinals.clear();
    if placed {
        query.filters.times.clear();
    }
    if !query.topics.contains(&event) {
        query.topics.insert(0, event);
    }
}

/// "Was there a dispute between the chief and Alpha?" lies between no departures: it is claimed of the one who left.
pub(super) fn between_people(knowledge: &Knowledge, query: &mut Query) {
    let left = |id: &PersonId| knowledge.has_left(id);
    let one = query.people.len() == 2 && query.people.iter().filter(|it| left(it)).count() == 1;
    if query.resolver == Resolver::Interval && one && !query.filters.reasons.is_empty() {
        query.people.retain(left);
        query.resolver = Resolver::Verify;
    }
}

/// "What did Alpha say after Beta and Gamma left?" compares nobody: it asks what Alpha, who never left, answered. "After
/// the February exits" is from those on.
pub(super) fn words_after(knowledge: &Knowledge, query: &mut Query) {
    let stays = |id: &PersonId| !knowledge.has_left(id);
    if query.people.iter().filter(|it| stays(it)).count() != 1 {
        return;
    }
    let says = query.claimed.says() && !query.polar;
    if query.resolver == Resolver::Compare && query.people.len() > 1 && says {
        query.resolver = Resolver::Response;
        query.filters.anchors.clear();
    }
    let speaks = matches!(query.resolver, Resolver::Statement | Resolver::Response);
    if speaks && query.people.len() == 1 {
        for time in &mut query.filters.times {
            if time.relation == Relation::After && time.grain > Grain::Day {
                time.relation = Relation::Since;
            }
        }
    }
}

/// How the vocabulary's value for working somewhere begins.
pub(super) const WORKED: &str = "worked|";

/// Who took over what is named: what is told of it, whoever had it before.
fn taken_over(knowledge: &Knowledge, query: &mut Query) {
    let other = matches!(
        query.resolver,
        Resolver::Interval
            | Resolver::Lead
            | Resolver::When
            | Resolver::WhoLeft
            | Resolver::Order
            | Resolver::Profile
            | Resolver::Compare
            | Resolver::Contribution
            | Resolver::Overview
            | Resolver::Tenure
            | Resolver::Successor
            | Resolver::Topic(_)
    );
    let named = || {
        query
            .people
            .iter()
            .filter_map(|id| knowledge.people.get(id))
    };
    let told = query.topics.iter().any(|id| {
        knowledge.topics.get(id).is_some_and(|topic| {
            let mut statements = topic.statements.iter();
            let names = |text: &crate::knowledge::text::Text| {
                let people = topic
                    .people
                    .iter()
                    .filter_map(|id| knowledge.people.get(id));
                let heirs = people.filter(|person| text.says(&person.name)).count() > 1;
                heirs && named().all(|person| text.says(&person.name))
            };
            statements.any(|claim| {
                claim.value.aspect == Aspect::Who && claim.value.text.as_ref().is_some_and(names)
            })
        })
    });
    if other && told {
        query.resolver = Resolver::Topic(Aspect::Who);
    }
}

/// What stands before a claim that somebody tells, or before a question that is put politely, the last one first.
pub(in crate::bot) fn told(slots: &Slots) -> impl Iterator<Item = &Filled> {
    let filled = slots.filled.iter().rev();
    filled.filter(|it| it.slot == VocabularySlot::Cue && it.value == "told")
}
