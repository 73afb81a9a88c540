//! A follow-up whose words alone are not understood: read once more with the name of the one person whom the conversation
//! spoke of, as whoever asks could have written it ("fired or quit?" – "fired or quit, Alpha?").

use jiff::civil::Date;

use super::follow_up::LEANING;
use super::memory::Memory;
use super::{Bot, parts};
use crate::answer;
use crate::answer::resolver::Resolver;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

/// More people than this are not named in the place of a pronoun.
const NAMED: usize = 3;

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

    /// The text with names in the place of the pronouns that stand for the one or the few whom the conversation spoke of
    /// ("did either of them post anything"); nothing if it names somebody itself or has no such pronoun.
    pub(super) fn by_name(
        &self,
        language: &Language,
        read: &Interpretation,
        memory: &Memory,
    ) -> Option<String> {
        if read.slots.of(EntityKind::Person).next().is_some() {
            return None;
        }
        let of_one = |it: &str| it == "person";
        let of_few = |it: &str| it == "people";
        let few = (2..=NAMED).contains(&memory.listed.len());
        let meant = |pronoun: &str| match memory.meant() {
            [one] if of_one(pronoun) || of_few(pronoun) => Some(std::slice::from_ref(one)),
            [] if of_few(pronoun) && few => Some(memory.listed.as_slice()),
            several if of_few(pronoun) && (2..=NAMED).contains(&several.len()) => Some(several),
            _ => None,
        };
        let filled = read.slots.filled.iter();
        let mut places: Vec<_> = filled
            .filter(|it| it.slot == VocabularySlot::Pronoun)
            .filter_map(|it| Some((it.range.clone(), meant(&it.value)?)))
            .collect();
        // "The last one to go" is whoever that was.
        let ordinals = || {
            let filled = read.slots.filled.iter();
            filled.filter(|it| it.slot == VocabularySlot::Ordinal)
        };
        let placed = ordinals().next().map_or_else(Vec::new, |it| {
            let mut query = memory.asking(Resolver::Order, memory.query.today);
            query.filters.ordinals = it.value.parse().into_iter().collect();
            answer::at_places(&self.knowledge, &query)
        });
        if let (Some(it), None, [_]) = (ordinals().next(), ordinals().nth(1), placed.as_slice())
            && places.is_empty()
        {
            places.push((it.range.clone(), placed.as_slice()));
        }
        places.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut text = read.text.clone();
        for (range, people) in &places {
            let people = people.iter().filter_map(|id| self.knowledge.people.get(id));
            let names: Vec<&str> = people.map(|it| it.name.get(&language.tag)).collect();
            text.replace_range(range.clone(), &names.join(" "));
        }
        (!places.is_empty()).then_some(text)
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
