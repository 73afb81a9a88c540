//! Teams, projects and works by whose people a list is narrowed.

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::TopicId;
use crate::knowledge::topic::TopicKind;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;

/// An article or particle between two words is no longer, in bytes.
const ARTICLE: usize = 5;

/// People of a team, or who worked on something that is named as where they come from, are asked for by that.
pub(super) fn teams(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let many = matches!(
        query.resolver,
        Resolver::WhoLeft
            | Resolver::Count
            | Resolver::Timeline
            | Resolver::Remaining
            | Resolver::CountRemaining
            | Resolver::Order
    );
    let slots = &interpretation.slots;
    // "Who on the Alpha project has departed?" asks who left, of those who are told of.
    let leaving = query.filters.departed || cue(slots, "gone");
    let told = matches!(
        query.resolver,
        Resolver::Topic(Aspect::Who | Aspect::HowMany | Aspect::What) | Resolver::Lead
    ) && leaving;
    // "Quit" says no more than "left" of those who were in a team.
    let manner = query
        .filters
        .manners
        .iter()
        .any(|it| *it != MannerKind::Resigned);
    if (!many && !told) || !query.people.is_empty() || manner || query.claimed.causal {
        return;
    }
    let anchored = |index: usize| {
        let relates = slots.anchors.iter().any(|(_, at)| *at == index);
        let encloses = slots.enclosed.iter();
        relates
            || encloses
                .into_iter()
                .any(|(one, other)| *one == index || *other == index)
    };
    let named: Vec<TopicId> = slots
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, it)| it.kind == EntityKind::Topic)
        // "From" may be the beginning of a period, and is not before a team.
        .filter(|(index, it)| {
            let team = cue(slots, "team") && !anchored(*index);
            team || is_origin(interpretation, it) || is_left(interpretation, it)
        })
        .filter_map(|(_, it)| knowledge.topics.get(it.candidates.first()?.id.as_str()))
        .filter(|topic| topic.kind == TopicKind::Topic && has_people(knowledge, &topic.id))
        .map(|topic| topic.id.clone())
        .collect();
    if named.is_empty() {
        return;
    }
    query.topics.retain(|id| !named.contains(id));
    query.filters.teams = named;
    query.filters.manners.clear();
    if told {
        let counts = query.resolver == Resolver::Topic(Aspect::HowMany);
        query.resolver = if counts {
            Resolver::Count
        } else {
            Resolver::WhoLeft
        };
    }
}

/// "Was she a founding member of the Alpha team?" of one who is recorded to have worked in it asks what she did there, and
/// not whether she founded the organisation.
pub(super) fn member_of_a_team(knowledge: &Knowledge, on_topic: bool, query: &mut Query) {
    let ([person], [topic]) = (query.people.as_slice(), query.topics.as_slice()) else {
        return;
    };
    let worked = knowledge.people.get(person).is_some_and(|it| {
        let mut facts = it.facts.iter();
        facts.any(|claim| claim.value.kind.is_work() && claim.value.topics.contains(topic))
    });
    let manner = query.resolver == Resolver::Manner && query.filters.manners.is_empty();
    let claims = query.resolver == Resolver::VerifyMember || manner;
    if claims && on_topic && worked && !query.filters.groups.is_empty() {
        query.resolver = Resolver::Contribution;
        query.filters.groups.clear();
    }
}

/// "How many are left in the Alpha team?" of a team that is named asks how that stands, where its own records tell it.
pub(super) fn remaining_in_a_team(knowledge: &Knowledge, on_topic: bool, query: &mut Query) {
    let remain = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let free = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.times.is_empty()
        && query.filters.anchors.is_empty();
    let [id] = query.topics.as_slice() else {
        return;
    };
    let told = knowledge.topics.get(id).is_some_and(|it| {
        let team = it.kind == TopicKind::Topic && it.tells(Aspect::Status);
        team && has_people(knowledge, id)
    });
    if remain && free && on_topic && told {
        query.resolver = Resolver::Topic(Aspect::Status);
        query.stays = false;
    }
}

/// Whether somebody is recorded as having worked on a topic.
pub(in crate::bot) fn has_people(knowledge: &Knowledge, topic: &TopicId) -> bool {
    let mut people = knowledge.people.values();
    people.any(|person| {
        person
            .facts
            .iter()
            .any(|claim| claim.value.kind.is_work() && claim.value.topics.contains(topic))
    })
}

/// Whether a topic is named as where people come from ("from the Alpha team"), or as a team by a word of its name.
fn is_origin(interpretation: &Interpretation, mention: &Mention) -> bool {
    let text = &interpretation.text;
    let from = |it: &Filled| {
        let gap = text.get(it.range.end..mention.range.start);
        it.slot == VocabularySlot::Formerly && gap.is_some_and(|it| it.len() <= ARTICLE)
    };
    let behind = |it: &Filled| {
        let gap = text.get(mention.range.end..it.range.start);
        it.slot == VocabularySlot::Formerly
            && gap.is_some_and(|it| it.is_empty() && !text.is_ascii())
    };
    let filled = &interpretation.slots.filled;
    filled.iter().any(|it| from(it) || behind(it))
}

/// Whether a topic is what somebody left: "who quit the Alpha team?", "the Alpha leavers".
fn is_left(interpretation: &Interpretation, mention: &Mention) -> bool {
    let text = &interpretation.text;
    let cues = |value: &'static str| {
        let filled = interpretation.slots.filled.iter();
        filled.filter(move |it| it.slot == VocabularySlot::Cue && it.value == value)
    };
    let behind_verb = cues("gone").any(|it| {
        let gap = text.get(it.range.end..mention.range.start);
        gap.is_some_and(|it| it.len() <= ARTICLE)
    });
    let before_noun = cues("departed").any(|it| {
        let gap = text.get(mention.range.end..it.range.start);
        gap.is_some_and(|it| it.trim().is_empty())
    });
    behind_verb || before_noun
}
