//! Whom a turn points at without a name, where the bot asked which of several is meant: "the lawyer", "the one who went to
//! Alpha", "the safety one" is whoever of them the records say that of.

use super::{Bot, Memory};
use crate::knowledge::claim::{Aspect, Rank};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

/// Such a turn has no more words.
const WORDS: usize = 9;
/// A shorter word says nothing of anybody, in bytes.
const TELLING: usize = 4;
/// So many first characters tell two forms of a word as one.
const STEM: usize = 5;

impl Bot {
    /// The name of the one among whom the bot asked to choose whom the turn describes; nothing if it describes none of
    /// them, or several.
    pub(super) fn pointed(
        &self,
        language: &Language,
        read: &Interpretation,
        memory: &Memory,
    ) -> Option<String> {
        match self.pointed_at(read, memory).as_slice() {
            [one] => Some(one.name.get(&language.tag).to_owned()),
            _ => None,
        }
    }

    /// Those of several among whom the bot asked to choose whom the turn describes, where it describes more than one and
    /// not all of them.
    pub(super) fn still_several(&self, read: &Interpretation, memory: &Memory) -> Vec<PersonId> {
        let people = self.pointed_at(read, memory);
        if people.len() < 2 {
            return Vec::new();
        }
        people.into_iter().map(|it| it.id.clone()).collect()
    }

    /// Those of the ones among whom the bot asked to choose whom the turn describes; nobody if it says nothing of them.
    fn pointed_at(&self, read: &Interpretation, memory: &Memory) -> Vec<&Person> {
        let slots = &read.slots;
        let asks = asks(read);
        let named = slots.of(EntityKind::Person).count() > 0;
        let long = read.text.split_whitespace().count() > WORDS;
        if memory.choices.len() < 2 || named || long || asks {
            return Vec::new();
        }
        let all: Vec<&Person> = memory
            .choices
            .iter()
            .filter_map(|id| self.knowledge.people.get(id))
            .collect();
        let mut left = all.clone();
        for sign in signs(read) {
            let fits: Vec<&Person> = left
                .iter()
                .copied()
                .filter(|it| self.fits(it, &sign))
                .collect();
            if !fits.is_empty() {
                left = fits;
            }
        }
        if left.len() < all.len() {
            left
        } else {
            Vec::new()
        }
    }

    /// Whether the records say a thing of somebody.
    fn fits(&self, person: &Person, sign: &Sign) -> bool {
        match sign {
            Sign::Role(role) => {
                let roles = [role.clone()];
                person.memberships.iter().any(|it| it.holds(&roles))
            }
            Sign::Group(group) => person
                .memberships
                .iter()
                .any(|it| it.groups.iter().any(|it| it.name() == group)),
            Sign::Word(word) => self.is_told(&person.id, word),
        }
    }

    /// Whether a word stands in a text on somebody, in whatever form.
    fn is_told(&self, id: &PersonId, word: &str) -> bool {
        let Some(person) = self.knowledge.people.get(id) else {
            return false;
        };
        let facts = person
            .facts
            .iter()
            .filter(|it| it.rank != Rank::Refuted)
            .map(|it| &it.value.text);
        let roles = person.memberships.iter().filter_map(|it| it.role.as_ref());
        let exits: Vec<_> = self.knowledge.exits_of(person).collect();
        let told = exits.iter().flat_map(|exit| {
            let departure = exit.departure;
            let reasons = departure.reason.iter();
            let reasons = reasons.filter_map(|it| it.value.text.as_ref());
            let places = departure.destination.iter();
            reasons.chain(places.filter_map(|it| it.value.text.as_ref()))
        });
        let mut texts = facts.chain(roles).chain(told);
        texts.any(|text| says(text, word))
    }
}

/// Whether a turn asks something, and does not only say who is meant: "the one who …".
fn asks(read: &Interpretation) -> bool {
    let filled = &read.slots.filled;
    let meant = |at: usize| {
        filled.iter().any(|it| {
            let one = it.slot == VocabularySlot::Number
                || (it.slot == VocabularySlot::Cue && it.value == "somebody");
            one && it.range.end + 1 == at
        })
    };
    filled.iter().any(|it| match it.slot {
        VocabularySlot::Aspect => it.value != Aspect::Who.name() || !meant(it.range.start),
        VocabularySlot::Polar => it.range.start == 0,
        _ => false,
    })
}

/// Something that a turn says of whom it means.
enum Sign {
    /// What the role says, parted by `|`.
    Role(String),
    /// The name of a group.
    Group(String),
    /// A word of its own.
    Word(String),
}

/// What a turn says of whom it means.
fn signs(read: &Interpretation) -> Vec<Sign> {
    let slots = &read.slots;
    let mut signs = Vec::new();
    let filled = |slot: VocabularySlot| slots.values(slot).map(str::to_owned);
    signs.extend(filled(VocabularySlot::Role).map(Sign::Role));
    signs.extend(filled(VocabularySlot::Group).map(Sign::Group));
    let mut at = 0;
    for word in read.text.split(' ') {
        let leans = slots.filled.iter().any(|it| {
            it.range.contains(&at)
                && matches!(
                    it.slot,
                    VocabularySlot::Continuation
                        | VocabularySlot::Pronoun
                        | VocabularySlot::Role
                        | VocabularySlot::Group
                        | VocabularySlot::Ordinal
                )
        });
        if !leans && word.len() >= TELLING {
            signs.push(Sign::Word(word.to_owned()));
        }
        at += word.len() + 1;
    }
    signs
}

/// Whether a text has a word, in whatever form.
fn says(text: &Text, word: &str) -> bool {
    let stem: String = word.chars().take(STEM).collect();
    text.versions().any(|it| {
        let lower = it.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        words.any(|it| it.starts_with(&stem) && it.chars().count() + 3 >= word.chars().count())
    })
}
