//! Somebody who is not named but described: "the guy who made …" is whoever the records say made it.

use super::{Bot, Memory};
use crate::knowledge::claim::FactKind;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::Person;
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

/// " from " is no longer, in bytes.
const FROM: usize = 6;
/// An article or particle is no longer, in bytes.
const ARTICLE: usize = 5;

/// The word for a work is no shorter, in bytes.
const WORK: usize = 4;

impl Bot {
    /// The question with the name of whoever it describes by a work, if it describes one person so.
    pub(super) fn described(
        &self,
        language: &Language,
        interpretation: &Interpretation,
    ) -> Option<String> {
        let slots = &interpretation.slots;
        if let Some(named) = self.comer_from(language, interpretation) {
            return Some(named);
        }
        let makers = slots
            .filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Cue && it.value == "maker");
        let works = || {
            slots
                .mentions
                .iter()
                .filter(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event))
        };
        for maker in makers {
            for work in works() {
                let (start, end, gap) = if maker.range.end <= work.range.start {
                    let gap = work.range.start - maker.range.end;
                    (maker.range.start, work.range.end, gap)
                } else if work.range.end <= maker.range.start {
                    let gap = maker.range.start - work.range.end;
                    (work.range.start, maker.range.end, gap)
                } else {
                    continue;
                };
                if gap > ARTICLE {
                    continue;
                }
                let topic = work
                    .candidates
                    .first()
                    .and_then(|it| self.knowledge.topics.get(it.id.as_str()))?;
                let person = self.maker_of(topic)?;
                let text = &interpretation.text;
                let name = person.name.get(&language.tag);
                let (head, tail) = (text.get(..start)?, text.get(end..)?);
                return Some(format!("{head}{name}{tail}"));
            }
        }
        None
    }

    /// "And the research guy?" of a list that was given is the one of it whose recorded work holds the word.
    pub(super) fn described_of_a_list(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        memory: &Memory,
    ) -> Option<String> {
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let people = &memory.list.as_ref()?.people;
        let mut cues = slots.filled.iter();
        let guy = cues.find(|it| it.slot == VocabularySlot::Cue && it.value == "somebody")?;
        let mut before = text.get(..guy.range.start)?.split_whitespace();
        let word = before.next_back().filter(|it| it.len() >= WORK)?;
        let free = slots.mentions.is_empty() && !slots.has(VocabularySlot::Role);
        let does = |id: &&PersonId| {
            let facts = self.knowledge.people.get(*id).into_iter();
            let mut work = facts
                .flat_map(|it| &it.facts)
                .filter(|it| it.value.kind.is_work());
            work.any(|it| {
                let text = it.value.text.get(&language.tag).to_lowercase();
                text.split(|c: char| !c.is_alphanumeric())
                    .any(|it| it == word)
            })
        };
        let mut found = people.iter().filter(does);
        let (Some(one), None) = (found.next().filter(|_| free), found.next()) else {
            return None;
        };
        let name = self.knowledge.people.get(one)?.name.get(&language.tag);
        // An article before the word goes with it.
        let mut head: Vec<&str> = before.collect();
        if head
            .last()
            .is_some_and(|it| it.len() < WORK && head.len() > 1)
        {
            head.pop();
        }
        let tail = text.get(guy.range.end..)?;
        Some(format!("{} {name}{tail}", head.join(" ")))
    }

    /// "The guy from Alpha" is the one person who is recorded to have come from there.
    fn comer_from(&self, language: &Language, interpretation: &Interpretation) -> Option<String> {
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let mut described = slots.filled.iter().filter(|it| {
            let said = text.get(it.range.clone());
            it.slot == VocabularySlot::Pronoun
                && it.value == "person"
                && said.is_some_and(|it| it.contains(' '))
        });
        let guy = described.next()?;
        let place = slots.of(EntityKind::Organisation).find(|it| {
            let between = it.range.start.checked_sub(guy.range.end);
            between.is_some_and(|it| it <= FROM) && it.range.end == text.len()
        })?;
        let from = slots.filled.iter().any(|it| {
            it.slot == VocabularySlot::Formerly
                && it.range.start >= guy.range.end
                && it.range.end <= place.range.start
        });
        let organisation = &place.candidates.first().filter(|_| from)?.id;
        let came = |person: &&Person| {
            person.facts.iter().any(|claim| {
                let places = &claim.value.organisations;
                claim.value.kind == FactKind::Background
                    && places.iter().any(|it| it.as_str() == organisation)
            })
        };
        let mut people = self.knowledge.people.values().filter(came);
        let (Some(one), None) = (people.next(), people.next()) else {
            return None;
        };
        let name = one.name.get(&language.tag);
        let (head, tail) = (text.get(..guy.range.start)?, text.get(place.range.end..)?);
        Some(format!("{head}{name}{tail}"))
    }

    /// The one person of whom a work is recorded as theirs.
    fn maker_of(&self, topic: &Topic) -> Option<&Person> {
        let made = |person: &&Person| {
            person.facts.iter().any(|claim| {
                matches!(claim.value.kind, FactKind::Contribution | FactKind::Lead)
                    && claim.value.topics.contains(&topic.id)
            })
        };
        let mut makers = self.knowledge.people.values().filter(made);
        match (makers.next(), makers.next()) {
            (Some(one), None) => Some(one),
            (Some(_), Some(_)) => None,
            (None, _) => match topic.people.as_slice() {
                [one] => self.knowledge.people.get(one),
                _ => None,
            },
        }
    }
}
