//! What a question names to narrow a list by and nothing in the data accounts for: said, instead of a list without it.

use std::ops::Range;

use super::unknown::as_written;
use super::{Bot, filters};
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::{Answer, DeclineReason};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, overlap};
use crate::nlu::temporal::Relation;

impl Bot {
    /// What a question names to narrow a list by ("after the offsite", "from the robotics team") that is nothing in the
    /// data, or has no date there: a list without that limit would be the answer to another question.
    pub(super) fn unknown_bound(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
        query: &Query,
    ) -> Option<String> {
        let manner = query.resolver == Resolver::Manner && query.people.is_empty();
        let lists = query.resolver.is_about_many() || query.resolver == Resolver::Months || manner;
        let near = filters::cue(&interpretation.slots, "near") && query.filters.times.is_empty();
        if !lists || (!near && !query.people.is_empty()) || !query.filters.anchors.is_empty() {
            return None;
        }
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let words: Vec<Range<usize>> = words_of(text);
        let taken = |range: &Range<usize>| slots.ranges().any(|it| overlap(it, range));
        let corrected = &interpretation.ranking.corrected;
        let unknown = |range: &&Range<usize>| {
            let word = text.get((*range).clone()).unwrap_or_default();
            let slip = corrected.iter().any(|(it, _)| it == word);
            language.is_unaccounted(word) && !slip && !taken(range)
        };
        // Behind what parts a list in two, with an article between.
        let relations = slots
            .relations
            .iter()
            .filter(|it| it.precedes && matches!(it.relation, Relation::Before | Relation::After));
        let origins = slots
            .filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Formerly);
        let ends = relations
            .map(|it| it.range.end)
            .chain(origins.map(|it| it.range.end));
        // An event or topic that has no date bounds nothing either.
        let undated = slots.anchors.iter().find_map(|(relation, index)| {
            let bounds = matches!(relation, Relation::Before | Relation::After);
            let mention = slots.mentions.get(*index).filter(|_| bounds)?;
            let topic = matches!(mention.kind, EntityKind::Topic | EntityKind::Event);
            text.get(mention.range.clone()).filter(|_| topic)
        });
        // Nor does an event bound a list by lying somewhere near.
        let around = slots
            .mentions
            .iter()
            .filter(|it| near && matches!(it.kind, EntityKind::Event | EntityKind::Person))
            .find_map(|it| text.get(it.range.clone()));
        if let Some(name) = undated.or(around) {
            return Some(as_written(part, name));
        }
        for end in ends {
            let behind: Vec<&Range<usize>> =
                words.iter().filter(|it| it.start >= end).take(2).collect();
            let skipped = behind
                .first()
                .is_some_and(|it| it.len() <= ARTICLE && !taken(it));
            if let Some(range) = behind.get(usize::from(skipped)).filter(|it| unknown(it)) {
                return text.get((*range).clone()).map(|it| as_written(part, it));
            }
        }
        // Before a word for a team.
        let teams = slots
            .filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Cue && it.value == UNIT);
        teams.into_iter().find_map(|team| {
            let before = words.iter().rfind(|it| it.end <= team.range.start)?;
            // "The voice team" is a team even if its name is an ordinary word; "the team" is none in particular.
            let ordinary = before.len() > ARTICLE && !taken(before);
            let beside = team.range.start == before.end + 1 && (unknown(&before) || ordinary);
            let named = text.get(before.start..team.range.end)?;
            beside.then(|| as_written(part, named))
        })
    }

    /// That a list cannot be narrowed by what the question names.
    pub(super) fn not_narrowed(&self, name: &str, today: jiff::civil::Date) -> Answer {
        let remark = Phrase::new("unknown-bound").with("name", Value::Verbatim(name.to_owned()));
        let help = self.about(Resolver::OutOfScope, today);
        Answer::declined(DeclineReason::UnknownSubject, remark).suggesting(help.suggestions)
    }
}

/// The vocabulary's value for words for a team.
const UNIT: &str = "unit";
/// An article or possessive is no longer, in bytes.
const ARTICLE: usize = 3;

/// Where the words of a text stand.
pub(super) fn words_of(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split(' ')
        .map(|word| {
            let range = at..at + word.len();
            at = range.end + 1;
            range
        })
        .filter(|it| !it.is_empty())
        .collect()
}
