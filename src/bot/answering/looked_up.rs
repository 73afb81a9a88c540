//! Which look-up a part of a message asks for: that of its intent where the classifier is sure enough, else what it says in
//! so many words.

use super::Read;
use crate::answer::resolver::Resolver;
use crate::bot::heard::Heard;
use crate::bot::memory::Memory;
use crate::bot::{Binding, Bot, filters, follow_up};
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, TOPIC};
use crate::nlu::phrases::Filled;

impl Bot {
    /// The look-up of a part that is sure enough, or that names one thing alone or a reason that is recorded.
    pub(super) fn bindable(
        &self,
        language: &Language,
        read: &Read,
        heard: &Heard,
        memory: Option<&Memory>,
    ) -> Option<Binding> {
        if claims_membership(&read.interpretation) {
            return Some(Binding {
                resolver: Resolver::VerifyMember,
            });
        }
        if self.asks_a_trade(language, &read.interpretation) {
            return Some(Binding {
                resolver: Resolver::Verify,
            });
        }
        if asks_which_is_older(&read.interpretation) {
            return Some(Binding {
                resolver: Resolver::Topic(Aspect::When),
            });
        }
        let best = read.interpretation.candidates.first();
        best.and_then(|it| self.binding(&it.intent))
            .map(|it| taking_note(it, &read.interpretation, memory))
            .map(|it| match it.resolver {
                // "When did Alpha actually leave the project?" claims nothing, and asks nothing of the project.
                Resolver::Verify | Resolver::Topic(_) | Resolver::Manner => self
                    .asked_of_leaving(&read.interpretation)
                    .filter(|_| memory.is_none())
                    .unwrap_or(it),
                _ => it,
            })
            .filter(|_| read.sure || read.fragment)
            .or_else(|| self.asked_of_leaving(&read.interpretation))
            .or_else(|| self.read_as_origin(language, &read.interpretation))
            .or_else(|| self.read_as_amount(&read.interpretation))
            .or_else(|| self.read_alone(&read.interpretation))
            .or_else(|| self.read_as_reason(&read.interpretation, heard))
    }

    /// The look-up of an intent; an intent of a topic asks what is known of it.
    pub(in crate::bot) fn binding(&self, intent: &str) -> Option<Binding> {
        if intent.starts_with(TOPIC) {
            return Some(Binding {
                resolver: Resolver::Topic(Aspect::What),
            });
        }
        self.bindings.get(intent).cloned()
    }

    /// A name alone asks who or what it is, however unsure the classifier is of so little text.
    fn read_alone(&self, interpretation: &Interpretation) -> Option<Binding> {
        let topics: Vec<_> = interpretation
            .slots
            .mentions
            .iter()
            .filter(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event))
            .collect();
        let people = interpretation.slots.of(EntityKind::Person).count();
        // Whatever is asked of an event or a topic, what is known of it is to the point.
        if topics.len() == 1 && people == 0 {
            let aspect = interpretation
                .slots
                .values(VocabularySlot::Aspect)
                .find_map(|value| Aspect::ALL.into_iter().find(|it| it.name() == value))
                .unwrap_or(Aspect::What);
            return Some(Binding {
                resolver: Resolver::Topic(aspect),
            });
        }
        if !follow_up::is_fragment(interpretation) {
            return None;
        }
        let resolver = match interpretation.slots.mentions.as_slice() {
            [mention] => match mention.kind {
                EntityKind::Person => Resolver::Profile,
                EntityKind::Topic | EntityKind::Event => Resolver::Topic(Aspect::What),
                EntityKind::Organisation => Resolver::Overview,
                EntityKind::Group => Resolver::Members,
            },
            _ => return None,
        };
        Some(Binding { resolver })
    }
}

/// Whether a question asks which of two organisations is older.
fn asks_which_is_older(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    filters::cue(slots, "older") && slots.of(EntityKind::Organisation).count() > 1
}

/// Whether a text says nothing but a name and a group or a post, and asks whether that is so: "Alpha, founder yes or no?"
fn claims_membership(read: &Interpretation) -> bool {
    let slots = &read.slots;
    let one = slots.mentions.len() == 1 && slots.of(EntityKind::Person).count() == 1;
    let posted = slots.has(VocabularySlot::Group) || slots.has(VocabularySlot::Role);
    let leans = |it: &Filled| {
        matches!(
            it.slot,
            VocabularySlot::Group
                | VocabularySlot::Role
                | VocabularySlot::Polar
                | VocabularySlot::Continuation
        )
    };
    let named = |at: usize| slots.mentions.iter().any(|it| it.range.contains(&at));
    let asks = slots.values(VocabularySlot::Polar).any(|it| it == "any");
    one && posted && asks && read.is_covered(|at| named(at) || slots.fills(at, leans))
}

/// "Lol ok", "haha nice" behind an answer only takes note of it: a word or two of chat with one that continues.
fn taking_note(binding: Binding, read: &Interpretation, memory: Option<&Memory>) -> Binding {
    let slots = &read.slots;
    let mut continues = slots.values(VocabularySlot::Continuation);
    let slight = read.tokens.len() <= 2 && slots.mentions.is_empty();
    let chat = binding.resolver == Resolver::OutOfScope && memory.is_some();
    if chat && slight && continues.any(|it| it == "courtesy") {
        return Binding {
            resolver: Resolver::Thanks,
        };
    }
    binding
}
