//! What whoever asks knows already, put before the question: "I know that she left, but why?"

use super::Parts;
use crate::answer::resolver::Resolver;
use crate::bot::bind::{Bound, bind};
use crate::bot::filters::{asks, cue, says};
use crate::bot::{ANY_DAY, Binding, Bot};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::phrases::Filled;

/// What only asks for an exact day has no more words.
const ELABORATION: usize = 6;

/// Whether a question has nothing but a question word for the time and what points at something told: "when was that?"
fn only_points(question: &Interpretation) -> bool {
    let slots = &question.slots;
    let points = slots
        .values(VocabularySlot::Pronoun)
        .all(|it| it == "thing");
    let leans = |it: &Filled| {
        matches!(
            it.slot,
            VocabularySlot::Aspect | VocabularySlot::Pronoun | VocabularySlot::Continuation
        )
    };
    let pointing = slots.has(VocabularySlot::Pronoun) && points && asks(slots, Aspect::When);
    pointing
        && slots.mentions.is_empty()
        && question.tokens.len() <= ELABORATION
        && (question.text.is_ascii() || question.is_covered(|at| slots.fills(at, leans)))
}

impl Bot {
    /// The question behind the last comma, where what stands before it is about one person and ends in words that take
    /// it for known.
    pub(super) fn prefaced(&self, language: &Language, raw: &str) -> Option<Parts> {
        let (at, comma) = raw
            .char_indices()
            .rev()
            .find(|(_, it)| matches!(it, ',' | '、' | '，'))?;
        let known = raw.get(..at)?;
        let asked = raw.get(at + comma.len_utf8()..)?.trim();
        let read = self.model.interpret(language, known, ANY_DAY);
        let ends = read.slots.filled.iter().any(|it| {
            it.slot == VocabularySlot::Cue
                && it.value == "preface"
                && it.range.end == read.text.len()
        });
        let question = self.model.interpret(language, asked, ANY_DAY);
        let asks = question.slots.has(VocabularySlot::Aspect) || cue(&question.slots, "how-long");
        let names = !question.slots.mentions.is_empty()
            || [
                VocabularySlot::Group,
                VocabularySlot::Role,
                VocabularySlot::All,
            ]
            .into_iter()
            .any(|slot| question.slots.has(slot));
        let about_one = self.people_spoken_of(language, &read).len() == 1;
        // "She said that it was over, when was that?" asks of the words.
        if ends && about_one && says(&read.slots) && only_points(&question) {
            return Some(Parts {
                aside: None,
                asked: vec![format!("{known} {asked}")],
                whole: None,
            });
        }
        // "Some founder left, no? Who was it?" is told with whether there is one.
        let who = question
            .slots
            .values(VocabularySlot::Aspect)
            .all(|it| it == Aspect::Who.name());
        let somebody = read.slots.of(EntityKind::Person).next().is_none()
            && [
                VocabularySlot::Group,
                VocabularySlot::Reason,
                VocabularySlot::Manner,
            ]
            .into_iter()
            .any(|slot| read.slots.has(slot));
        let bare = who && !names && question.tokens.len() <= 1 && question.slots.times.is_empty();
        if ends && asks && bare && somebody && !cue(&question.slots, "leaving") {
            return Some(Parts {
                aside: None,
                asked: vec![known.to_owned()],
                whole: None,
            });
        }
        (ends && asks && !names && about_one).then(|| Parts {
            aside: Some(known.to_owned()),
            asked: vec![asked.to_owned()],
            whole: None,
        })
    }

    /// The parts of a message, those that only ask the one before for its exact day put to that: "When did she leave? The
    /// exact date, please."
    pub(super) fn elaborated(&self, language: &Language, parts: Vec<String>) -> Vec<String> {
        let mut whole: Vec<String> = Vec::new();
        for part in parts {
            let read = self.model.interpret(language, &part, ANY_DAY);
            let slight = read.slots.mentions.is_empty() && read.tokens.len() <= ELABORATION;
            match whole.last_mut() {
                Some(before)
                    if slight
                        && (cue(&read.slots, "exact-day")
                            || self.names_words(language, before, &read)) =>
                {
                    before.push(' ');
                    before.push_str(&part);
                }
                _ => whole.push(part),
            }
        }
        whole
    }

    /// Whether a part says nothing but which words are meant, and the one behind it asks for them as they stand: "the proud
    /// parent bit? What was the exact quote?"
    fn names_words(&self, language: &Language, before: &str, behind: &Interpretation) -> bool {
        let read = self.model.interpret(language, before, ANY_DAY);
        let asks = read.slots.has(VocabularySlot::Aspect)
            || read.slots.has(VocabularySlot::Polar)
            || cue(&read.slots, "asks-what");
        let names = !read.slots.mentions.is_empty() || !read.slots.times.is_empty();
        cue(&behind.slots, "exact-words") && !asks && !names && read.tokens.len() <= ELABORATION
    }

    /// The people whom a clause is about: those whom it names, or who held the post that it names.
    pub(in crate::bot) fn people_spoken_of(
        &self,
        language: &Language,
        read: &Interpretation,
    ) -> Vec<PersonId> {
        if read.slots.of(EntityKind::Person).count() > 1 {
            return Vec::new();
        }
        let named = self.people_in(language, &read.text);
        if !named.is_empty() || !read.slots.has(VocabularySlot::Role) {
            return named;
        }
        let binding = Binding {
            resolver: Resolver::When,
        };
        match bind(&self.knowledge, &binding, read, None, ANY_DAY) {
            Bound::Query(query) if query.people.len() == 1 => query.people,
            _ => Vec::new(),
        }
    }
}
