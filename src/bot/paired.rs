//! "The former" and "the latter" of two who were put side by side: read as the question with the name in their place.

use super::{Bot, Memory};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

impl Bot {
    /// The text of a question with the names of those whom it points at as the one or the other of two; nothing if it
    /// points at none of them.
    pub(super) fn of_the_pair(
        &self,
        language: &Language,
        read: &Interpretation,
        memory: &Memory,
    ) -> Option<String> {
        let [first, second] = memory.pair.as_slice() else {
            return None;
        };
        let filled = &read.slots.filled;
        let pointed = filled.iter().rev().filter_map(|it| {
            let one = match it.value.as_str() {
                FORMER => first,
                LATTER => second,
                _ => return None,
            };
            (it.slot == VocabularySlot::Cue).then_some((it.range.clone(), one))
        });
        let mut text = read.text.clone();
        let mut places: Vec<_> = pointed.collect();
        places.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, id) in &places {
            let name = self.knowledge.people.get(*id)?.name.get(&language.tag);
            text.replace_range(range.clone(), name);
        }
        (!places.is_empty()).then_some(text)
    }
}

/// The vocabulary's values for the first and for the second of two.
const FORMER: &str = "former-one";
const LATTER: &str = "latter-one";
