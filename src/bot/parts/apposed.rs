//! A claim with another one put in between: "Alpha, who invented Gamma, left for Beta". Each is put to the test.

use crate::bot::{ANY_DAY, Bot};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Language;

impl Bot {
    /// The two claims of such a text, the main one first; nothing if it is none. A post or group that is put in between is
    /// judged with the rest of the claim.
    pub(super) fn apposed(&self, language: &Language, text: &str) -> Option<Vec<String>> {
        let mut clauses = text.splitn(3, ',');
        let (name, aside, main) = (clauses.next()?, clauses.next()?, clauses.next()?);
        let subject = self.model.interpret(language, name, ANY_DAY);
        let [mention] = subject.slots.mentions.as_slice() else {
            return None;
        };
        let alone = mention.kind == EntityKind::Person && mention.range.len() == subject.text.len();
        let told = self.model.interpret(language, aside, ANY_DAY);
        let slots = &told.slots;
        let relative = slots.filled.iter().find(|it| {
            let who = it.slot == VocabularySlot::Aspect && it.value == "who";
            who && it.range.start == 0
        })?;
        let posted = slots.has(VocabularySlot::Group) || slots.has(VocabularySlot::Role);
        let rest = self.model.interpret(language, main, ANY_DAY);
        let asks = rest.slots.has(VocabularySlot::Aspect) || text.contains('?');
        let ask = told.particles.tested.first()?;
        let deed = told.text.get(relative.range.end..)?.trim();
        let whole = alone && !posted && !asks && !deed.is_empty() && !main.trim().is_empty();
        let name = name.trim();
        whole.then(|| {
            vec![
                format!("{ask} {name} {}", main.trim()),
                format!("{ask} {name} {deed}"),
            ]
        })
    }
}
