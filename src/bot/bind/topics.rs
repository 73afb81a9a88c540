//! Which events and topics a question is about, and what it asks of them.

use jiff::civil::Date;

use super::Asked;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::bot::follow_up::is_fragment;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::Containment;
use crate::knowledge::id::{OrganisationId, TopicId};
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, TOPIC};
use crate::nlu::temporal::{Form, Relation};

/// "Between the merger and the deal": two events with dates are the ends of a period.
pub(super) fn between_events(knowledge: &Knowledge, query: &mut Query) {
    if query.resolver.takes_anchors()
        && query.filters.anchors.is_empty()
        && let [first, second] = query.topics.as_slice()
    {
        let events = [first, second].iter().all(|id| {
            knowledge
                .topics
                .get(*id)
                .is_some_and(|it| !it.dates.is_empty())
        });
        if events
            && matches!(
                query.resolver,
                Resolver::WhoLeft | Resolver::Count | Resolver::Timeline
            )
        {
            query.filters.anchors = vec![
                (Relation::After, Anchor::Topic(first.clone())),
                (Relation::Before, Anchor::Topic(second.clone())),
            ];
        }
    }
}

/// "Was Alpha founded in 2020?" is a claim on an event that it does not name: the one whose own questions are most like it.
pub(super) fn event_claimed(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let claimed = query.resolver == Resolver::Verify
        && query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.topics.is_empty()
        && !query.claimed.deeds.is_empty()
        && !query.filters.times.is_empty();
    if !claimed {
        return;
    }
    let event = like_own(knowledge, interpretation).find(|(_, topic)| {
        !topic.dates.is_empty() && topic.organisations.contains(&query.organisation)
    });
    let event = event.map(|(id, _)| id.clone());
    query.topics.extend(founding(knowledge, query).or(event));
}

/// The founding of the organisation that a question names, if it speaks of founding, or asks when the organisation itself
/// was announced.
pub(super) fn founding(knowledge: &Knowledge, query: &Query) -> Option<TopicId> {
    let announced = query.filters.announced
        && query.resolver == Resolver::Topic(Aspect::When)
        && query.people.is_empty()
        && query.others.is_empty()
        && !query.of_leaving;
    let founded = query.claimed.founds() || announced;
    let named = founded && query.organisation_named;
    let organisation = knowledge.organisations.get(&query.organisation);
    organisation.filter(|_| named)?.founding.clone()
}

pub(super) fn topics(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    today: Date,
) -> Vec<TopicId> {
    let named = interpretation
        .slots
        .mentions
        .iter()
        .filter(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event))
        .filter_map(|it| it.candidates.first())
        .map(|it| TopicId::new(&it.id));
    // A question that names a topic is about that, whatever other one's own questions it is like.
    let names = named.clone().next().is_some();
    let asked = interpretation
        .candidates
        .first()
        .and_then(|it| it.intent.strip_prefix(TOPIC))
        .filter(|_| !is_fragment(interpretation) && !names)
        .and_then(|id| knowledge.topics.get_key_value(id))
        .and_then(|topic| known_on(knowledge, topic, today))
        .cloned();
    let mut topics: Vec<TopicId> = named.chain(asked).collect();
    let mut seen = std::collections::BTreeSet::new();
    topics.retain(|topic| seen.insert(topic.clone()));
    topics
}

/// The particles between a topic and what asks for it (「というのは」) are no longer, in bytes.
const PARTICLES: usize = 15;

/// Whether a question ends by asking what the topic is that stands directly before: "the loop that Alpha spoke of, what is it?"
/// in a language that puts it so.
pub(in crate::bot) fn defines(interpretation: &Interpretation) -> bool {
    let (text, slots) = (&interpretation.text, &interpretation.slots);
    let mut topics = slots
        .mentions
        .iter()
        .filter(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event));
    topics.any(|topic| {
        slots.filled.iter().any(|it| {
            let defined = it.slot == VocabularySlot::Cue && it.value == "defined";
            let between = text.get(topic.range.end..it.range.start);
            let adjoins = between.is_some_and(|it| it.trim().len() <= PARTICLES);
            defined && adjoins && it.range.end == text.len()
        })
    })
}

/// What a question asks at its end of a topic that stands before it is what that is, whoever spoke of it.
pub(super) fn defined(asked: Asked<'_>, query: &mut Query) {
    let said = matches!(
        query.resolver,
        Resolver::Statement | Resolver::WhoSaid | Resolver::VerifySaid | Resolver::Verify
    );
    if said && !query.topics.is_empty() && defines(asked.interpretation) {
        query.resolver = Resolver::Topic(Aspect::What);
    }
}

/// The topics whose own questions a question is most like, the likeliest first.
fn like_own<'a>(
    knowledge: &'a Knowledge,
    interpretation: &Interpretation,
) -> impl Iterator<Item = (&'a TopicId, &'a Topic)> {
    interpretation
        .candidates
        .iter()
        .filter_map(|it| it.intent.strip_prefix(TOPIC))
        .filter_map(|id| knowledge.topics.get_key_value(id))
}

/// The topic as it can be guessed on a day. The name of an event that lies ahead would tell what was not known then: the
/// last event before it of the same organisations stands in its place.
fn known_on<'a>(
    knowledge: &'a Knowledge,
    (id, topic): (&'a TopicId, &'a Topic),
    today: Date,
) -> Option<&'a TopicId> {
    let begun = |topic: &Topic| {
        let date = topic.date();
        date.map(|it| it.sort_key())
            .filter(|_| date.is_some_and(|it| it.earliest() <= today))
    };
    if topic.date().is_none() || begun(topic).is_some() {
        return Some(id);
    }
    let same = |other: &&Topic| {
        let mut organisations = topic.organisations.iter();
        organisations.all(|it| other.organisations.contains(it))
    };
    let earlier = knowledge.topics.values().filter(same);
    let last = earlier.filter_map(|it| Some((begun(it)?, &it.id)));
    last.max_by_key(|(begun, _)| *begun).map(|(_, id)| id)
}

/// "Is Alpha still around?" has an organisation as its subject and asks what became of that, not who remains: told by the
/// topic of it whose own questions are most like it.
pub(super) fn of_organisation_itself(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let free = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.topics.is_empty();
    if query.resolver != Resolver::VerifyRemains || !free {
        return;
    }
    // Nothing but the verb stands before the name.
    let mut named = interpretation.slots.of(EntityKind::Organisation);
    let subject = named.next().is_some_and(|it| {
        let before = interpretation.text.get(..it.range.start);
        before.is_some_and(|it| it.is_ascii() && it.split_whitespace().count() == 1)
    });
    let own = like_own(knowledge, interpretation)
        .find(|(_, topic)| topic.organisations.contains(&query.organisation));
    if let Some((id, _)) = own.filter(|_| subject) {
        query.topics = vec![id.clone()];
        query.resolver = Resolver::Topic(Aspect::What);
    }
}

/// For a topic's own questions: what is asked of it.
pub(super) fn aspect(interpretation: &Interpretation, query: &mut Query) {
    let asks_topic = interpretation
        .candidates
        .first()
        .is_some_and(|it| it.intent.starts_with(TOPIC));
    if !asks_topic {
        // What is asked for by its price is asked for that, whatever else the words are like.
        let priced = matches!(query.resolver, Resolver::Topic(it) if it != Aspect::HowMany)
            && asks(&interpretation.slots, Aspect::HowMuch);
        if priced {
            query.resolver = Resolver::Topic(Aspect::HowMuch);
        }
        return;
    }
    let aspect = interpretation
        .slots
        .values(VocabularySlot::Aspect)
        .find_map(|value| Aspect::ALL.into_iter().find(|it| it.name() == value))
        .unwrap_or(Aspect::What);
    query.resolver = Resolver::Topic(aspect);
}

/// "How long did it take to build it?" of something of which it is told how it came about.
pub(super) fn built_in(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let named = match (query.topics.as_slice(), query.filters.anchors.as_slice()) {
        ([topic], []) | ([], [(_, Anchor::Topic(topic))]) => topic.clone(),
        ([topic], [(_, Anchor::Topic(anchor))]) if topic == anchor => topic.clone(),
        _ => return,
    };
    let asked = matches!(
        query.resolver,
        Resolver::Topic(_) | Resolver::Interval | Resolver::Tenure
    );
    let free = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.ordinals.is_empty();
    let told = knowledge.topics.get(&named);
    let told = told.is_some_and(|it| it.dates.is_empty() && it.tells(Aspect::How));
    if asked && free && told && cue(&interpretation.slots, "how-long") {
        query.topics = vec![named];
        query.filters.anchors.clear();
        query.resolver = Resolver::Topic(Aspect::How);
    }
}

/// A question about a topic that names none means the topic whose own questions it is most like; of those that concern
/// an organisation that it names, if it names one.
pub(super) fn likely_topic(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let named: Vec<&OrganisationId> = query
        .others
        .iter()
        .chain(query.organisation_named.then_some(&query.organisation))
        .collect();
    let aspect = match query.resolver {
        Resolver::Topic(aspect) => aspect,
        _ => Aspect::What,
    };
    // A period asks for what happened in it.
    let windows: Vec<_> = query
        .filters
        .times
        .iter()
        .filter(|it| it.form != Form::Now)
        .map(|it| it.bounds())
        .collect();
    if !windows.is_empty() {
        let inside = knowledge.topics.iter().find(|(_, topic)| {
            let in_time = topic.date().is_some_and(|date| {
                windows
                    .iter()
                    .any(|window| date.within(window.from, window.until) == Containment::Inside)
            });
            in_time
                && topic
                    .statements
                    .iter()
                    .any(|claim| claim.value.aspect == aspect)
                && topic.organisations.contains(&query.organisation)
        });
        query.topics.extend(inside.map(|(id, _)| id.clone()));
        return;
    }
    let found = like_own(knowledge, interpretation).find(|(_, topic)| {
        let asked = aspect == Aspect::What
            || (aspect == Aspect::When && !topic.dates.is_empty())
            || topic
                .statements
                .iter()
                .any(|claim| claim.value.aspect == aspect);
        asked && named.iter().all(|it| topic.organisations.contains(it))
    });
    let known = found.and_then(|it| known_on(knowledge, it, query.today));
    query.topics.extend(known.cloned());
    // "What did Alpha pay for Beta?": the first event of both that knows an amount.
    if query.topics.is_empty() && aspect == Aspect::HowMuch && !named.is_empty() {
        let paid = knowledge.topics.iter().find(|(_, topic)| {
            !topic.dates.is_empty()
                && named.iter().all(|it| topic.organisations.contains(it))
                && topic
                    .statements
                    .iter()
                    .any(|claim| claim.value.aspect == aspect)
        });
        query.topics.extend(paid.map(|(id, _)| id.clone()));
    }
    // An organisation that is a topic itself ("what is …?") has the same name.
    if query.topics.is_empty() {
        let same = named.iter().find_map(|id| {
            knowledge
                .topics
                .get_key_value(id.as_str())
                .map(|(id, _)| id.clone())
        });
        query.topics.extend(same);
    }
}

/// A topic beside an organisation that it does not concern is the one of that organisation whose name holds the topic's:
/// "does Beta use the cluster?" is about the lease of the cluster to Beta.
pub(super) fn of_organisation(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let ([topic], [other]) = (query.topics.as_slice(), query.others.as_slice()) else {
        return;
    };
    let concerns = |id: &TopicId| {
        let topic = knowledge.topics.get(id);
        topic.is_some_and(|it| it.organisations.contains(other))
    };
    let asked = matches!(
        query.resolver,
        Resolver::Topic(_) | Resolver::Verify | Resolver::Search | Resolver::Overview
    );
    if !asked || !query.people.is_empty() || concerns(topic) {
        return;
    }
    let said: Vec<String> = interpretation
        .slots
        .mentions
        .iter()
        .filter(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event))
        .filter_map(|it| interpretation.text.get(it.range.clone()))
        .map(str::to_lowercase)
        .collect();
    let found = knowledge.topics.values().find(|it| {
        let names = it.name.versions().map(str::to_lowercase);
        let holds = |name: String| said.iter().any(|word| name.contains(word.as_str()));
        it.organisations.contains(other) && names.into_iter().any(holds)
    });
    if let Some(found) = found {
        query.topics = vec![found.id.clone()];
        query.resolver = Resolver::Topic(Aspect::What);
    }
}
