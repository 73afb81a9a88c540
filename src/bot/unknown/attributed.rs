//! What a question says of those whom it asks for, in a text without spaces between words, where it stands before the word
//! for them: "the founder who beat Alpha" of whom nothing is recorded is no founder in general.

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::Bot;
use crate::bot::filters::asks;
use crate::knowledge::claim::Aspect;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::phrases::{Filled, is_unspaced};

/// Fewer characters may be an ending or a particle.
const SHORTEST: usize = 3;
/// The bytes of one character of such a script.
const ONE_CHARACTER: usize = 3;

impl Bot {
    /// The words that stand directly before the word for those who are asked for, where neither a slot nor any example
    /// of the table accounts for them.
    pub(in crate::bot) fn unknown_attribute(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        query: &Query,
    ) -> Option<String> {
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let lists = query.resolver.is_about_many()
            || matches!(
                query.resolver,
                Resolver::Members | Resolver::Timeline | Resolver::Profile
            );
        if text.is_ascii() || !lists || !asks(slots, Aspect::Who) {
            return None;
        }
        let people = |it: &&Filled| match it.slot {
            VocabularySlot::Group => true,
            VocabularySlot::Cue => it.value == "whoever",
            _ => false,
        };
        // Endings and particles say nothing of anybody.
        let telling = |it: &&Filled| {
            let small = matches!(
                it.slot,
                VocabularySlot::Continuation | VocabularySlot::Polar
            );
            !small && it.range.len() > ONE_CHARACTER
        };
        let words = slots.filled.iter().filter(telling).map(|it| &it.range);
        let named = || slots.mentions.iter().map(|it| &it.range);
        let times = slots.times.iter().map(|it| &it.range);
        let accounted: Vec<_> = words.chain(named()).chain(times).collect();
        let taken = |at: usize| accounted.iter().any(|range| range.contains(&at));
        slots.filled.iter().filter(people).find_map(|it| {
            let before = text.get(..it.range.start)?;
            let own = before
                .char_indices()
                .rev()
                .take_while(|(at, c)| is_unspaced(*c) && !taken(*at));
            let start = own.last()?.0;
            let said = before.get(start..)?;
            let long = said.chars().count() >= SHORTEST;
            // "Beat Alpha" is said with the name that it goes on from.
            let whole = named().find(|it| it.end == start || it.end + 1 == start);
            let from = whole.map_or(start, |it| it.start);
            let unknown = long && !language.is_in_table(said);
            unknown.then(|| before.get(from..).unwrap_or(said).to_owned())
        })
    }
}
