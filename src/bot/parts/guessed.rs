//! A claim beside a question of its own: on another place ("what does she do at Alpha, is she still at Beta?"), or a cause that
//! is guessed before the question for it ("was it burnout? why did she go?").

use crate::bot::filters::{asks, cue, polar};
use crate::bot::{ANY_DAY, Bot};
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

/// A guess has no more words.
const GUESS: usize = 5;
/// Nor has one that is only named, and not asked.
const BARE: usize = 3;

impl Bot {
    /// Whether a clause asks whether something is so of another organisation than the question before it names.
    pub(super) fn claims_elsewhere(&self, language: &Language, first: &str, clause: &str) -> bool {
        let before = self.model.interpret(language, first, ANY_DAY);
        let read = self.model.interpret(language, clause, ANY_DAY);
        let open = before.slots.has(VocabularySlot::Aspect) || cue(&before.slots, "asks-what");
        let begins = read.slots.filled.iter().any(|it| {
            it.slot == VocabularySlot::Polar && it.value == "start" && it.range.start == 0
        });
        let place = |read: &Interpretation| {
            let mut named = read.slots.of(EntityKind::Organisation);
            let first = named.next()?.candidates.first()?;
            named.next().is_none().then(|| first.id.clone())
        };
        let (one, other) = (place(&before), place(&read));
        open && begins && one.is_some() && other.is_some() && one != other
    }

    /// The parts of a message, a guess at the cause of somebody's leaving behind the question that names them.
    pub(super) fn guess_behind(&self, language: &Language, mut parts: Vec<String>) -> Vec<String> {
        if let [guess, question] = parts.as_slice() {
            let read = self.model.interpret(language, guess, ANY_DAY);
            let guesses = read.slots.has(VocabularySlot::Reason)
                && read.slots.mentions.is_empty()
                && (polar(&read) || read.tokens.len() <= BARE)
                && read.tokens.len() <= GUESS
                && !read.slots.has(VocabularySlot::Aspect);
            let asked = self.model.interpret(language, question, ANY_DAY);
            let why =
                asks(&asked.slots, Aspect::Why) && asked.slots.of(EntityKind::Person).count() == 1;
            if guesses && why {
                parts.swap(0, 1);
            }
        }
        parts
    }
}
