//! A choice that is offered in two sentences: "for her family? Or did they fall out?"

use super::super::{ANY_DAY, Bot};
use crate::bot::filters::begins_with;
use crate::nlu::model::Language;

impl Bot {
    /// The parts of a message, each that begins with a word for "or" joined to the one before it: neither of the two asks
    /// anything without the other.
    pub(super) fn offered(&self, language: &Language, parts: Vec<String>) -> Vec<String> {
        let mut joined: Vec<String> = Vec::new();
        for part in parts {
            let offers = |part: &str| {
                let read = self.model.interpret(language, part, ANY_DAY);
                begins_with(&read.slots, "or")
            };
            match joined.last_mut() {
                Some(before) if offers(&part) => {
                    before.push(' ');
                    before.push_str(&part);
                }
                _ => joined.push(part),
            }
        }
        joined
    }
}
