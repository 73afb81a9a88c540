//! Sentences one after the other that rest on the same page: the second one need not name it again.

use super::wording::Wording;
use crate::answer::phrase::{Phrase, Value};

/// What is told according to a source.
const ATTRIBUTED: &str = "attributed";
/// The same where the sentence before it named the source; missing in a language that names it every time.
const AGAIN: &str = "attributed-again";

/// What is told according to the same sources as the phrase before, in the wording that does not name them again.
pub(super) fn attributed(wording: &Wording, before: &Phrase, phrase: &Phrase) -> Option<Phrase> {
    let value = |it: &Phrase, wanted: &str| {
        let mut values = it.values.iter();
        let found = values.find(|(name, _)| *name == wanted);
        found.map(|(_, value)| value.clone())
    };
    let same = |name: &str| value(before, name) == value(phrase, name);
    let both = before.id == ATTRIBUTED && phrase.id == ATTRIBUTED;
    if !(both && wording.has(AGAIN) && same("source") && same("others")) {
        return None;
    }
    let text: Value = value(phrase, "text")?;
    Some(Phrase::new(AGAIN).with("text", text))
}
