//! A follow-up whose words alone are not understood: read once more with the name of the one person whom the conversation
//! spoke of, as whoever asks could have written it ("fired or quit?" – "fired or quit, Alpha?").

use jiff::civil::Date;

use super::follow_up::LEANING;
use super::memory::Memory;
use super::{Bot, parts};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

impl Bot {
    /// A question behind words that only take note of the last answer ("oh ok, what was she then?"), where the whole would
    /// be taken for small talk: its text and what it is understood to be.
    pub(super) fn past_courtesies(
        &self,
        language: &Language,
        read: &Interpretation,
        memory: Option<&Memory>,
        today: Date,
    ) -> Option<(String, Interpretation)> {
        memory?;
        let filled = &read.slots.filled;
        let courtesy = |at: usize| {
            filled.iter().find(|it| {
                let courteous = it.slot == VocabularySlot::Continuation && it.value == "courtesy";
                courteous && it.range.start == at
            })
        };
        let mut start = 0;
        while let Some(word) = courtesy(start) {
            start = word.range.end + 1;
        }
        let rest = read.text.get(start..).filter(|_| start > 0)?;
        let words = rest.split_whitespace().count();
        let again = self.model.interpret(language, rest, today);
        let asks =
            again.slots.has(VocabularySlot::Aspect) || again.slots.has(VocabularySlot::Polar);
        (words > 1 && asks && !self.is_small_talk(&again)).then(|| (rest.to_owned(), again))
    }

    /// The text with that name, and what it is then understood to be; nothing if that is no question about somebody, or
    /// if the text names somebody or something itself.
    pub(super) fn rewritten(
        &self,
        language: &Language,
        part: &str,
        read: &Interpretation,
        memory: Option<&Memory>,
        today: Date,
    ) -> Option<(String, Interpretation)> {
        let [person] = memory?.subjects.as_slice() else {
            return None;
        };
        let slots = &read.slots;
        let of_many = [
            VocabularySlot::Group,
            VocabularySlot::Role,
            VocabularySlot::All,
            VocabularySlot::Ordinal,
        ];
        let others = |it: &str| matches!(it, "people" | "others" | "ones");
        let names = !slots.mentions.is_empty()
            || of_many.into_iter().any(|slot| slots.has(slot))
            || slots.values(VocabularySlot::Pronoun).any(others);
        let words = read.tokens.iter().filter(|it| !it.starts_with('{')).count();
        if names || words > LEANING || parts::has_leftover(language, read) {
            return None;
        }
        let name = self.knowledge.people.get(person)?.name.get(&language.tag);
        let text = format!("{name} {part}");
        let again = self.model.interpret(language, &text, today);
        let binding = self.binding(&again.candidates.first()?.intent)?;
        let sure = again.ranking.confidence >= again.threshold;
        (sure && binding.resolver.is_about_somebody()).then_some((text, again))
    }
}
