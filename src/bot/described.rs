//! Somebody who is not named but described: "the guy who made …" is whoever the records say made it.

use std::ops::Range;

use super::{Bot, Memory};
use crate::knowledge::claim::FactKind;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::phrases::Filled;

/// " from " is no longer, in bytes.
const FROM: usize = 6;
/// An article or particle is no longer, in bytes.
const ARTICLE: usize = 5;

/// What texts say of somebody who made something begins so.
const MADE: &str = "invented|";

/// Of more people than these nobody is meant by their work.
const SEVERAL: usize = 3;

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
        if let Some(named) = self.guy_of(language, interpretation) {
            return Some(named);
        }
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
                // "Invented" may stand between the work and "the one who".
                let between = slots.filled.iter().filter(|it| {
                    let deed = it.slot == VocabularySlot::Deed && it.value.starts_with(MADE);
                    deed && work.range.end <= it.range.start && it.range.end <= maker.range.start
                });
                let deed = between.map(|it| it.range.len()).max().unwrap_or(0);
                if gap > ARTICLE + deed {
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

    /// "And the research guy?" is the one of the list that was given whose recorded work holds the word; where none was
    /// given, the one who is recorded to have led that. Who led it comes before who did something for it.
    pub(super) fn described_of_a_list(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        memory: &Memory,
    ) -> Option<String> {
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let listed = memory.list.as_ref().map(|it| it.people.as_slice());
        let mut cues = slots.filled.iter();
        let guy = cues.find(|it| it.slot == VocabularySlot::Cue && it.value == "somebody")?;
        let mut before = text.get(..guy.range.start)?.split_whitespace();
        let word = before.next_back().filter(|it| it.len() >= WORK)?;
        let free = slots.mentions.is_empty() && !slots.has(VocabularySlot::Role);
        let all = || {
            let people = self.knowledge.people.values();
            let among = |id: &PersonId| listed.is_none_or(|it| it.contains(id));
            people.filter(move |it| among(&it.id))
        };
        let does = |person: &Person, kinds: fn(FactKind) -> bool| {
            let mut work = person.facts.iter().filter(|it| kinds(it.value.kind));
            work.any(|it| {
                let text = it.value.text.get(&language.tag).to_lowercase();
                text.split(|c: char| !c.is_alphanumeric())
                    .any(|it| it == word)
            })
        };
        let one_of = |kinds: fn(FactKind) -> bool| {
            let mut found = all().filter(|it| does(it, kinds));
            found.next().filter(|_| found.next().is_none())
        };
        let led = one_of(|it| it == FactKind::Lead);
        let worked = || listed.and_then(|_| one_of(FactKind::is_work));
        let one = led.or_else(worked).filter(|_| free)?;
        let name = one.name.get(&language.tag);
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

    /// "The macrohard guy" is the one who is recorded to have led that, else to have worked on it, else the one whom the
    /// topic names.
    fn guy_of(&self, language: &Language, interpretation: &Interpretation) -> Option<String> {
        let slots = &interpretation.slots;
        let cues = slots.filled.iter();
        let mut guys = cues.filter(|it| it.slot == VocabularySlot::Cue && it.value == "somebody");
        guys.find_map(|guy| {
            let work = slots.mentions.iter().find(|it| {
                let topical = matches!(it.kind, EntityKind::Topic | EntityKind::Event);
                topical && it.range.end + 1 == guy.range.start
            })?;
            let topic = work.candidates.first()?;
            let topic = self.knowledge.topics.get(topic.id.as_str())?;
            let with = |kind: FactKind| -> Vec<&Person> {
                let on_it = |person: &&Person| {
                    let mut facts = person.facts.iter();
                    facts.any(|it| it.value.kind == kind && it.value.topics.contains(&topic.id))
                };
                self.knowledge.people.values().filter(on_it).collect()
            };
            let named = || {
                topic
                    .people
                    .iter()
                    .filter_map(|id| self.knowledge.people.get(id))
            };
            let found = [
                with(FactKind::Lead),
                with(FactKind::Contribution),
                named().collect(),
            ];
            // Where several did the same, the question is asked of each.
            let people = found
                .into_iter()
                .find(|it| (1..=SEVERAL).contains(&it.len()))?;
            in_place_of(
                language,
                interpretation,
                work.range.start..guy.range.end,
                &people,
            )
        })
    }

    /// "The podcast guy" is the one person of whose departure a note is kept under that word, else the one whose records
    /// hold it.
    pub(super) fn described_by_a_word(
        &self,
        language: &Language,
        interpretation: &Interpretation,
    ) -> Option<String> {
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let mut cues = slots.filled.iter();
        let guy = cues.find(|it| it.slot == VocabularySlot::Cue && it.value == "somebody")?;
        let head = text.get(..guy.range.start)?.trim_end();
        let word = head.split_whitespace().next_back()?;
        let start = head.len() - word.len();
        let meant = |at: usize| slots.fills(at, points_to_somebody);
        if word.len() < WORK || !slots.mentions.is_empty() || meant(start) {
            return None;
        }
        let has = |it: &Text| {
            let lower = it.get(&language.tag).to_lowercase();
            lower
                .split(|c: char| !c.is_alphanumeric())
                .any(|it| it == word)
        };
        let keyed = |person: &&Person| {
            let exits = self.knowledge.exits_of(person);
            let mut notes = exits.flat_map(|it| &it.departure.note);
            notes.any(|it| it.value.about.as_deref() == Some(word))
        };
        let recorded = |person: &&Person| {
            let mut exits = self.knowledge.exits_of(person);
            let mut facts = person.facts.iter();
            facts.any(|it| has(&it.value.text))
                || exits.any(|exit| {
                    let notes = exit.departure.note.iter().map(|it| &it.value.text);
                    let reasons = exit.departure.reason.iter();
                    let texts = notes.chain(reasons.filter_map(|it| it.value.text.as_ref()));
                    let went = exit.departure.destination.iter();
                    let mut texts = texts.chain(went.filter_map(|it| it.value.text.as_ref()));
                    texts.any(has)
                })
        };
        let one_of = |which: &dyn Fn(&&Person) -> bool| {
            let mut found = self.knowledge.people.values().filter(|it| which(it));
            found.next().filter(|_| found.next().is_none())
        };
        let one = one_of(&keyed).or_else(|| one_of(&recorded))?;
        in_place_of(language, interpretation, start..guy.range.end, &[one])
    }

    /// "The first one, what is his company called?" of a list that was given: the question with the name of whoever stands
    /// at that place of it.
    pub(super) fn placed_of_a_list(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        memory: &Memory,
    ) -> Option<String> {
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let people = &memory.list.as_ref()?.people;
        let place = slots
            .filled
            .iter()
            .find(|it| it.slot == VocabularySlot::Ordinal)?;
        let one = slots
            .filled
            .iter()
            .find(|it| it.slot == VocabularySlot::Number && it.range.start == place.range.end + 1);
        let ends = one.map_or(place.range.end, |it| it.range.end);
        let leads = |at: usize| slots.fills(at, |it| it.slot == VocabularySlot::Continuation);
        let head = text.get(..place.range.start)?;
        let first = head.char_indices().all(|(at, it)| it == ' ' || leads(at));
        let pronoun = slots.filled.iter().find(|it| {
            it.slot == VocabularySlot::Pronoun && it.value == "person" && it.range.start > ends
        })?;
        let free = slots.mentions.is_empty() && slots.times.is_empty() && text.is_ascii();
        let index: i32 = place.value.parse().ok()?;
        let count = i32::try_from(people.len()).ok()?;
        let index = if index < 0 { count + index } else { index - 1 };
        let person = people.get(usize::try_from(index).ok()?)?;
        let name = self.knowledge.people.get(person)?.name.get(&language.tag);
        let before = text.get(ends..pronoun.range.start)?.trim();
        let behind = text.get(pronoun.range.end..)?.trim();
        // Whether the pronoun says whose something is shows in which text is the surer question.
        let texts = [
            format!("{before} {name} {behind}"),
            format!("{before} {name} s {behind}"),
        ];
        let sure = |text: &String| {
            let read = self.model.interpret(language, text.trim(), super::ANY_DAY);
            read.ranking.confidence
        };
        let best = texts
            .into_iter()
            .max_by(|a, b| sure(a).total_cmp(&sure(b)))?;
        (first && free && count > 1).then(|| best.trim().to_owned())
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

/// Whether a word before "guy" says by itself which one is meant: "the other guy", "the first guy".
fn points_to_somebody(word: &Filled) -> bool {
    match word.slot {
        VocabularySlot::Cue => {
            ["qualifies", "other-one", "next", "older", "lately"].contains(&word.value.as_str())
        }
        VocabularySlot::Ordinal
        | VocabularySlot::Number
        | VocabularySlot::Group
        | VocabularySlot::Role
        | VocabularySlot::Pronoun
        | VocabularySlot::Except
        | VocabularySlot::Negation
        | VocabularySlot::All
        | VocabularySlot::Presence
        | VocabularySlot::Manner => true,
        _ => false,
    }
}

/// The text of a question with somebody's name in place of a description and the article before it.
fn in_place_of(
    language: &Language,
    interpretation: &Interpretation,
    words: Range<usize>,
    people: &[&Person],
) -> Option<String> {
    let text = &interpretation.text;
    let mut head: Vec<&str> = text.get(..words.start)?.split_whitespace().collect();
    if head.last().is_some_and(|it| it.len() < ARTICLE) {
        head.pop();
    }
    let names: Vec<&str> = people.iter().map(|it| it.name.get(&language.tag)).collect();
    let tail = text.get(words.end..)?;
    let read = format!("{} {}{tail}", head.join(" "), names.join(" and "));
    Some(read.trim().to_owned())
}
