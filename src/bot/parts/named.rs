//! The organisation that a later question of a message means by "it": "when was Alpha founded and who bought it?"

use crate::bot::{ANY_DAY, Bot};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

impl Bot {
    /// The later question with the one organisation that the question before it names in place of its one pronoun for a
    /// thing; nothing if an event or a topic, or somebody, is named there, for which the pronoun may stand as well.
    pub(in crate::bot) fn naming(
        &self,
        language: &Language,
        before: &Interpretation,
        part: &str,
    ) -> Option<String> {
        let [named] = before.slots.mentions.as_slice() else {
            return None;
        };
        if named.kind != EntityKind::Organisation || !before.text.is_ascii() {
            return None;
        }
        let name = before.text.get(named.range.clone())?;
        let read = self.model.interpret(language, part, ANY_DAY);
        let pronouns = read.slots.filled.iter();
        let mut things = pronouns.filter(|it| {
            let said = read.text.get(it.range.clone());
            let word = said.is_some_and(|it| !it.contains(' '));
            it.slot == VocabularySlot::Pronoun && it.value == "thing" && word
        });
        let (Some(thing), None) = (things.next(), things.next()) else {
            return None;
        };
        let (head, tail) = (
            read.text.get(..thing.range.start)?,
            read.text.get(thing.range.end..)?,
        );
        Some(format!("{head}{name}{tail}"))
    }
}
