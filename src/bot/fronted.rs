//! Somebody who is named before the question about them ("what about Alpha, has he left?"): read as the question with the
//! name in the place of the pronoun.

use super::Bot;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

/// The question behind the name has at least so many words.
const ASKING: usize = 3;

impl Bot {
    /// The text of such a question with the name where it belongs; nothing if the text is no such question.
    pub(super) fn fronted(read: &Interpretation) -> Option<String> {
        let (text, slots) = (&read.text, &read.slots);
        let mut named = slots.of(EntityKind::Person);
        let (Some(person), None) = (named.next(), named.next()) else {
            return None;
        };
        // Nothing but words that go on, or that turn to somebody, stands before the name.
        let continues = |at: usize| {
            slots.fills(at, |it| {
                let turns = it.slot == VocabularySlot::Cue
                    && matches!(it.value.as_str(), "turns-to" | "gossip" | "story");
                it.slot == VocabularySlot::Continuation || turns
            })
        };
        let head = text.get(..person.range.start)?;
        // "Does Alpha have his own firm?" is a question from its first word on.
        let verb = slots
            .filled
            .iter()
            .any(|it| it.slot == VocabularySlot::Polar && it.range.start < person.range.start);
        let leads = !verb
            && !head.trim().is_empty()
            && head
                .char_indices()
                .all(|(at, character)| character == ' ' || continues(at));
        let tail = text.get(person.range.end..)?.trim();
        let pronoun = slots.filled.iter().find(|it| {
            it.slot == VocabularySlot::Pronoun
                && it.value == "person"
                && it.range.start > person.range.end
        })?;
        let asks = tail.split_whitespace().count() >= ASKING
            && (slots.has(VocabularySlot::Polar) || slots.has(VocabularySlot::Aspect));
        // "What about Alpha's brother, is he …" is asked of somebody else.
        let said = text.get(pronoun.range.clone())?;
        let alone = !said.contains(' ');
        if !(leads && asks && alone && text.is_ascii()) {
            return None;
        }
        let name = text.get(person.range.clone())?;
        let before = text.get(person.range.end..pronoun.range.start)?.trim();
        let behind = text.get(pronoun.range.end..)?.trim();
        Some(format!("{before} {name} {behind}").trim().to_owned())
    }
}
