//! How a question leans on the conversation: its pronouns, its relation words, how little it says of its own.

use std::ops::Range;

use super::period::stretch;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::OrganisationId;
use crate::nlu::gazetteer::{Candidate, EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, overlap};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Relation, RelationMention};

/// A question with few words of its own leans on the one before it.
const ELLIPTICAL: usize = 3;
/// A question that only relates to the last answer has no more words of its own than this.
pub(super) const RELATING: usize = 3;
/// A question that ends in a relation word has no more words than this.
const ENDING: usize = 5;

/// The vocabulary's value for a team that was spoken of.
pub(super) const UNIT: &str = "unit";

/// How a question refers to the conversation.
pub(super) struct Leaning<'a> {
    pub(super) interpretation: &'a Interpretation,
    /// The words that are not slots; without spaces between words, four characters stand for one.
    pub(super) words: usize,
    /// The organisation that the dataset is about.
    home: &'a OrganisationId,
}

impl<'a> Leaning<'a> {
    pub(super) fn of(interpretation: &'a Interpretation, home: &'a OrganisationId) -> Self {
        let words = if interpretation.text.is_ascii() {
            let own = |token: &&String| !token.starts_with('{');
            interpretation.tokens.iter().filter(own).count()
        } else {
            interpretation.text.chars().count() / 4
        };
        Self {
            interpretation,
            words,
            home,
        }
    }

    pub(super) fn has(&self, pronoun: &str) -> bool {
        let filled = &self.interpretation.slots.filled;
        filled
            .iter()
            .any(|it| it.slot == VocabularySlot::Pronoun && it.value == pronoun)
    }

    /// Whether a turn of phrase stands in the question.
    pub(super) fn cue(&self, cue: &str) -> bool {
        self.interpretation
            .slots
            .values(VocabularySlot::Cue)
            .any(|it| it == cue)
    }

    /// Whether the question speaks of leaving, or of having left.
    pub(super) fn leaves(&self) -> bool {
        self.cue("leaving") || self.cue("gone")
    }

    /// The one thing that the question asks for, if its words that ask ask for one.
    pub(super) fn aspect(&self) -> Option<Aspect> {
        let mut asked = self
            .interpretation
            .slots
            .values(VocabularySlot::Aspect)
            .filter_map(|value| Aspect::ALL.into_iter().find(|it| it.name() == value));
        let first = asked.next()?;
        asked.all(|other| other == first).then_some(first)
    }

    /// Whether the question asks who, of everybody, says or does what it goes on to ask ("who has said where they went?"):
    /// its word for people stands for the answer, and not for those who were spoken of.
    pub(super) fn is_open(&self) -> bool {
        let filled = &self.interpretation.slots.filled;
        let aspects = || filled.iter().filter(|it| it.slot == VocabularySlot::Aspect);
        let who = aspects().find(|it| it.value == Aspect::Who.name());
        let Some(who) = who.filter(|_| !self.partitive()) else {
            return false;
        };
        let asks = |it: &Filled| {
            let clause = [Aspect::Where, Aspect::Why, Aspect::When].map(Aspect::name);
            it.range.start > who.range.end && clause.contains(&it.value.as_str())
        };
        let clause = aspects().find(|it| asks(it));
        clause.is_some_and(|clause| {
            filled.iter().any(|it| {
                let they = it.slot == VocabularySlot::Pronoun && it.value == "people";
                they && it.range.start > clause.range.start
            })
        })
    }

    /// Whether a word for a part stands before a pronoun: "of them", "among those".
    pub(super) fn partitive(&self) -> bool {
        let filled = &self.interpretation.slots.filled;
        let whole = |part: &Filled| {
            filled.iter().any(|it| {
                it.slot == VocabularySlot::Pronoun
                    && matches!(it.value.as_str(), "people" | "thing" | "ones")
                    && (it.range.start == part.range.end + 1 || it.range.end == part.range.start)
            })
        };
        self.has("ones")
            || filled
                .iter()
                .any(|it| it.slot == VocabularySlot::Cue && it.value == "part" && whole(it))
    }

    /// Whether a word for others stands behind the word for one person and beside what is asked of them: "has he any other
    /// job?"
    pub(super) fn is_of_one(&self, query: &Query) -> bool {
        let asked = matches!(
            query.resolver,
            Resolver::Destination | Resolver::Contribution | Resolver::Background | Resolver::Lead
        );
        let pronouns = || {
            let filled = self.interpretation.slots.filled.iter();
            filled.filter(|it| it.slot == VocabularySlot::Pronoun)
        };
        let one = pronouns().find(|it| it.value == "person");
        let behind = one.is_some_and(|one| {
            let ends = self.interpretation.text.len();
            pronouns().any(|it| {
                it.value == "others" && it.range.start > one.range.end && it.range.end < ends
            })
        });
        asked && behind
    }

    /// Whether the question names nothing and no time.
    pub(super) fn is_free(&self) -> bool {
        let slots = &self.interpretation.slots;
        slots.mentions.is_empty() && slots.times.is_empty()
    }

    /// Whether every word only leans on the conversation: it continues, refers back, relates to it, or `asks`.
    pub(super) fn says_nothing(&self, asks: bool) -> bool {
        let slots = &self.interpretation.slots;
        let leans = |slot: VocabularySlot| {
            matches!(
                slot,
                VocabularySlot::Continuation | VocabularySlot::Pronoun | VocabularySlot::Joint
            ) || (asks && slot == VocabularySlot::Aspect)
        };
        let turns = |filled: &Filled| {
            filled.slot == VocabularySlot::Cue
                && matches!(
                    filled.value.as_str(),
                    "names" | "by-name" | "part" | "narrows" | "onwards" | "total"
                )
        };
        let covered = |at: usize| {
            slots.fills(at, |it| leans(it.slot) || turns(it))
                || slots.relations.iter().any(|it| it.range.contains(&at))
        };
        let text = &self.interpretation.text;
        !text.is_empty() && self.interpretation.is_covered(covered)
    }

    /// Whether the question begins with a word that narrows a list ("only", "without"), but for words that continue.
    pub(super) fn starts_narrowing(&self) -> bool {
        let text = &self.interpretation.text;
        let filled = &self.interpretation.slots.filled;
        let continues = |at: usize| {
            filled
                .iter()
                .any(|it| it.slot == VocabularySlot::Continuation && it.range.contains(&at))
        };
        let before = |until: usize| {
            text.char_indices()
                .take_while(|(at, _)| *at < until)
                .all(|(at, character)| character == ' ' || continues(at))
        };
        filled.iter().any(|it| {
            let narrows = it.slot == VocabularySlot::Cue && it.value == "narrows";
            narrows && (before(it.range.start) || self.is_unspaced())
        })
    }

    fn is_unspaced(&self) -> bool {
        !self.interpretation.text.is_ascii()
    }

    /// Whether a mention is of the organisation that the dataset is about, which narrows nothing.
    pub(super) fn is_home(&self, mention: &Mention) -> bool {
        let home = |it: &Candidate| it.id == self.home.as_str();
        mention.kind == EntityKind::Organisation && mention.candidates.first().is_some_and(home)
    }

    /// Whether a word that takes out stands before a mention, with no more than an article between, or directly behind it
    /// in a language that puts it there.
    pub(super) fn is_excepted(&self, mention: &Mention) -> bool {
        let text = &self.interpretation.text;
        let words = |from: usize, until: usize| {
            text.get(from..until)
                .map_or(usize::MAX, |between| between.split_whitespace().count())
        };
        let filled = &self.interpretation.slots.filled;
        filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Except)
            .any(|it| {
                if it.range.end <= mention.range.start {
                    words(it.range.end, mention.range.start) <= 1
                } else {
                    self.is_unspaced() && words(mention.range.end, it.range.start) <= 1
                }
            })
    }

    pub(super) fn short(&self) -> bool {
        self.words <= ELLIPTICAL
    }

    /// A relation word with the pronoun beside it ("before him"), or alone in a question of few words ("and before?").
    pub(super) fn relation(&self) -> Option<(Relation, Option<&'a str>)> {
        let slots = &self.interpretation.slots;
        // "The day after that" and "from that team" relate to nothing.
        let pronouns = slots
            .filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Pronoun);
        let within: Vec<&Filled> = pronouns
            .filter(|it| it.value == UNIT || stretch(&it.value).is_some())
            .collect();
        // "His job before" holds the word for it.
        let past = |range: &Range<usize>| {
            slots.filled.iter().any(|it| {
                let cue = it.slot == VocabularySlot::Cue && it.value == "past";
                cue && overlap(&it.range, range)
            })
        };
        let relations: Vec<&RelationMention> = slots
            .relations
            .iter()
            .filter(|relation| !past(&relation.range))
            .filter(|relation| {
                !within.iter().any(|it| {
                    let behind = relation.precedes && it.range.start == relation.range.end + 1;
                    overlap(&relation.range, &it.range) || behind
                })
            })
            .collect();
        let beside = |relation: &RelationMention| {
            slots
                .filled
                .iter()
                .filter(|it| it.slot == VocabularySlot::Pronoun)
                .find(|pronoun| {
                    let (from, until) = if relation.precedes {
                        (relation.range.end, pronoun.range.start)
                    } else {
                        (pronoun.range.end, relation.range.start)
                    };
                    from <= until
                        && self
                            .interpretation
                            .text
                            .get(from..until)
                            .is_some_and(|between| between.trim().chars().count() <= 1)
                })
        };
        let related = relations
            .iter()
            .find_map(|it| Some((it.relation, Some(beside(it)?.value.as_str()))));
        let alone = || {
            let unbound = slots.times.is_empty() && !slots.has(VocabularySlot::Ordinal);
            let bare = unbound && self.words <= RELATING;
            relations
                .iter()
                .find(|it| {
                    // "Who left right after?" ends where it relates to the last answer.
                    let ends = it.precedes
                        && it.range.end == self.interpretation.text.len()
                        && self.words <= ENDING
                        && !self.has("person");
                    (bare || (unbound && ends))
                        && matches!(it.relation, Relation::Before | Relation::After)
                })
                .map(|it| (it.relation, None))
        };
        related.or_else(alone)
    }
}

/// Whether a word for a person stands directly before a role: "her CFO".
pub(in crate::bot) fn owns_a_post(interpretation: &Interpretation) -> bool {
    let filled = &interpretation.slots.filled;
    let owners = filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "person");
    // "Is he CEO?" asks what he is.
    let asked = |owner: &Filled| {
        filled
            .iter()
            .any(|it| it.slot == VocabularySlot::Polar && it.range.end + 1 == owner.range.start)
    };
    owners.into_iter().any(|owner| {
        filled.iter().any(|it| {
            let behind = it.slot == VocabularySlot::Role && it.range.start == owner.range.end + 1;
            behind && !(asked(owner) && it.range.end == interpretation.text.len())
        })
    })
}
