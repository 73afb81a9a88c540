//! How a question leans on the conversation: its pronouns, its relation words, how little it says of its own.

use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Relation, RelationMention};

/// A question with few words of its own leans on the one before it.
const ELLIPTICAL: usize = 3;
/// A question that only relates to the last answer has no more words of its own than this.
pub(super) const RELATING: usize = 3;
/// How a question refers to the conversation.
pub(super) struct Leaning<'a> {
    pub(super) interpretation: &'a Interpretation,
    /// The words that are not slots; without spaces between words, four characters stand for one.
    pub(super) words: usize,
}

impl<'a> Leaning<'a> {
    pub(super) fn of(interpretation: &'a Interpretation) -> Self {
        let words = if interpretation.text.is_ascii() {
            let own = |token: &&String| !token.starts_with('{');
            interpretation.tokens.iter().filter(own).count()
        } else {
            interpretation.text.chars().count() / 4
        };
        Self {
            interpretation,
            words,
        }
    }

    pub(super) fn has(&self, pronoun: &str) -> bool {
        self.interpretation
            .slots
            .values(VocabularySlot::Pronoun)
            .any(|it| it == pronoun)
    }

    pub(super) fn short(&self) -> bool {
        self.words <= ELLIPTICAL
    }

    /// A relation word with the pronoun beside it ("before him"), or alone in a question of few words ("and before?").
    pub(super) fn relation(&self) -> Option<(Relation, Option<&'a str>)> {
        let slots = &self.interpretation.slots;
        let beside = |relation: &RelationMention| {
            slots
                .filled
                .iter()
                .filter(|it| it.slot == VocabularySlot::Pronoun)
                .find(|pronoun| {
                    let (from, until) = if relation.precedes {
                        (relation.range.end, pronoun.range.start)
                    } else {
                        (pronoun.range.end, relation.range.start)
                    };
                    from <= until
                        && self
                            .interpretation
                            .text
                            .get(from..until)
                            .is_some_and(|between| between.trim().chars().count() <= 1)
                })
        };
        let related = slots
            .relations
            .iter()
            .find_map(|it| Some((it.relation, Some(beside(it)?.value.as_str()))));
        let alone = || {
            let bare = slots.times.is_empty()
                && !slots.has(VocabularySlot::Ordinal)
                && self.words <= RELATING;
            slots
                .relations
                .iter()
                .find(|it| bare && matches!(it.relation, Relation::Before | Relation::After))
                .map(|it| (it.relation, None))
        };
        related.or_else(alone)
    }
}
