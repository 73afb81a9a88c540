//! A topic that a question does not name and that its words are only a little like, beside somebody whom it names and whom
//! the topic has nothing to do with, or a greeting in which somebody's leaving is spoken of: what else the question is like
//! is meant.

use super::Bot;
use crate::answer::resolver::Resolver;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Candidate, Interpretation, TOPIC};

/// Of no more confidence than this a topic's own questions are only a little like a question that names somebody else.
const SLIGHT: f32 = 0.5;
/// What is this much less like the question is not meant either.
const NEAR: f32 = 0.8;

impl Bot {
    /// The question with the look-ups that it is like before such a topic, and without such a greeting.
    pub(super) fn past_strange_topics(&self, mut read: Interpretation) -> Interpretation {
        let slots = &read.slots;
        let topical = slots
            .mentions
            .iter()
            .any(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event));
        let confidence = read.ranking.confidence;
        let Some(best) = read.candidates.first().filter(|_| !topical) else {
            return read;
        };
        let score = best.score;
        // "Well then, all of them fired?" greets nobody.
        let of_leaving = [
            VocabularySlot::Manner,
            VocabularySlot::All,
            VocabularySlot::Group,
        ];
        let tells = of_leaving.into_iter().any(|slot| slots.has(slot));
        if tells && confidence < read.ambiguity_threshold && self.is_small_talk(&read) {
            let near = |it: &&Candidate| it.score > score - NEAR;
            let claim = read.candidates.iter().filter(near).position(|it| {
                let resolver = self.resolver(&it.intent);
                slots.has(VocabularySlot::Manner) && resolver == Some(Resolver::Verify)
            });
            let second = read.candidates.get(1).filter(near).map(|_| 1);
            if let Some(meant) = claim.or(second) {
                let meant = read.candidates.remove(meant);
                read.candidates.insert(0, meant);
            }
            return read;
        }
        let topic = best.intent.strip_prefix(TOPIC);
        let Some(topic) = topic.and_then(|id| self.knowledge.topics.get(id)) else {
            return read;
        };
        let left = |id: &str| {
            self.knowledge
                .people
                .get(id)
                .filter(|it| self.knowledge.has_left(&it.id))
        };
        let people: Vec<_> = slots
            .of(EntityKind::Person)
            .filter_map(|it| left(it.candidates.first()?.id.as_str()))
            .collect();
        let concerned = people.iter().any(|it| topic.people.contains(&it.id));
        let strange = if people.is_empty() {
            confidence < read.ambiguity_threshold && slots.has(VocabularySlot::Group)
        } else {
            confidence < SLIGHT && !concerned
        };
        let meant = read
            .candidates
            .iter()
            .position(|it| !it.intent.starts_with(TOPIC) && it.score > score - NEAR);
        if let (true, Some(meant)) = (strange, meant) {
            let meant = read.candidates.remove(meant);
            read.candidates.insert(0, meant);
        }
        read
    }
}
