//! What the words of a question say beside names: groups, numbers, manners, reasons, deeds, and what bounds it.

use super::beside::beside_before;
use super::people::belongs;
use crate::answer::query::Anchor;
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::MannerKind;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::RoleGroup;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, overlap};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// Kinds of reasons, without what belongs to somebody: "a person's startup" is no reason.
pub(super) fn reasons(interpretation: &Interpretation) -> Vec<String> {
    let slots = &interpretation.slots;
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Reason)
        // In Japanese the same particle stands in "for reasons of somebody's health".
        .filter(|it| {
            !interpretation.text.is_ascii()
                || !slots
                    .of(EntityKind::Person)
                    .any(|mention| belongs(interpretation, mention, it.range.start))
        })
        // "Raised money for a fund" is a deed.
        .filter(|it| {
            !slots.filled.iter().any(|raised| {
                let raises = raised.slot == VocabularySlot::Cue && raised.value == "raises";
                raises
                    && (overlap(&raised.range, &it.range) || raised.range.end + 1 == it.range.start)
            })
        })
        // "Within 48 hours" is a time.
        .filter(|it| {
            !slots.filled.iter().any(|number| {
                number.slot == VocabularySlot::Number && number.range.end + 1 == it.range.start
            })
        })
        .map(|it| it.value.clone())
        .collect()
}

/// Whether a question names kinds of reasons, and neither somebody nor something nor a day.
pub(in crate::bot) fn is_reason_alone(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let other = slots.filled.iter().any(|it| {
        matches!(
            it.slot,
            VocabularySlot::Manner
                | VocabularySlot::Group
                | VocabularySlot::Role
                | VocabularySlot::Deed
                | VocabularySlot::Ordinal
        )
    });
    slots.has(VocabularySlot::Reason)
        && slots.mentions.is_empty()
        && slots.times.is_empty()
        && !other
}

/// Whether the question says the opposite of something. A negated auxiliary before the subject, or at the end, asks for
/// the positive: "hasn't he left?", "he left, didn't he?".
pub(super) fn negated(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let subject = slots
        .mentions
        .iter()
        .map(|it| it.range.start)
        .chain(
            slots
                .filled
                .iter()
                .filter(|it| it.slot == VocabularySlot::Group)
                .map(|it| it.range.start),
        )
        .min();
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Negation)
        // "…, no?" and "… or not" only ask for an answer.
        .filter(|it| {
            !slots.filled.iter().any(|tag| {
                tag.slot == VocabularySlot::Polar
                    && tag.value == "end"
                    && tag.range.end == interpretation.text.len()
                    && overlap(&tag.range, &it.range)
            })
        })
        // What is denied behind "said that" is part of what was said.
        .filter(|it| {
            let said = |deed: &Filled| {
                deed.slot == VocabularySlot::Deed && deed.range.end <= it.range.start
            };
            !interpretation.text.is_ascii() || !slots.filled.iter().any(said)
        })
        .any(|it| {
            let before = it.range.start == 0 || subject.is_some_and(|at| it.range.end <= at);
            let behind = interpretation
                .text
                .get(it.range.end..)
                .is_some_and(|rest| rest.trim().chars().count() <= TAG);
            it.value != "asking" || !(before || behind)
        })
}

/// What somebody is said to have done. What stands before the subject is not theirs: "people say that he left".
pub(super) fn deeds(interpretation: &Interpretation) -> Vec<String> {
    let slots = &interpretation.slots;
    let named = slots.of(EntityKind::Person).map(|it| it.range.end);
    let pronouns = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "person");
    let subject = named.chain(pronouns.map(|it| it.range.end)).min();
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Deed)
        .filter(|it| subject.is_none_or(|at| at <= it.range.start))
        .map(|it| it.value.clone())
        .collect()
}

/// A tag at the end of a sentence is no longer than a pronoun.
const TAG: usize = 4;

pub(super) fn anchors(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    resolver: Resolver,
) -> Vec<(Relation, Anchor)> {
    if !resolver.takes_anchors() {
        return Vec::new();
    }
    let slots = &interpretation.slots;
    let anchor = |index: usize| {
        let mention = slots.mentions.get(index)?;
        let id = mention.candidates.first()?.id.as_str();
        Some(match mention.kind {
            // Who never left, or what has no date, bounds nothing: "fired by Alpha". What they said or did may.
            EntityKind::Person => {
                let person = knowledge.people.get(id)?;
                if knowledge.exits_of(person).next().is_none() {
                    let behind = slots.mentions.get(index + 1..)?;
                    return event_of(knowledge, &person.id, behind);
                }
                Anchor::Person(person.id.clone())
            }
            EntityKind::Topic | EntityKind::Event => {
                let topic = knowledge.topics.get(id)?;
                topic.date()?;
                Anchor::Topic(topic.id.clone())
            }
            EntityKind::Organisation | EntityKind::Group => return None,
        })
    };
    let named = slots.anchors.iter();
    let mut anchors: Vec<(Relation, Anchor)> = named
        .filter(|(relation, _)| filters::bounds(resolver, *relation))
        .filter_map(|(relation, index)| Some((*relation, anchor(*index)?)))
        .collect();
    anchors.extend(filters::enclosed(knowledge, slots, anchor));
    anchors
}

/// "Ex-Alpha engineers" were engineers there: the word says nothing of what they were here.
fn of_former_employer(interpretation: &Interpretation, group: &Filled) -> bool {
    let employer = |mention: &&Mention| {
        let between = interpretation
            .text
            .get(mention.range.end..group.range.start);
        between.is_some_and(|it| it.trim().is_empty())
            && beside_before(interpretation, mention, VocabularySlot::Formerly)
    };
    group.value == RoleGroup::Staff.name()
        && interpretation
            .slots
            .of(EntityKind::Organisation)
            .any(|it| employer(&it))
}

pub(super) fn groups(interpretation: &Interpretation, excluded: bool) -> Vec<RoleGroup> {
    let slots = &interpretation.slots;
    // In "non-founder staff" it is the nearer group that is taken out.
    let named = |from: usize, until: usize| {
        slots.filled.iter().any(|it| {
            it.slot == VocabularySlot::Group && from <= it.range.start && it.range.end <= until
        })
    };
    let mut groups: Vec<RoleGroup> = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Group)
        .filter(|group| !of_former_employer(interpretation, group))
        .filter(|group| {
            let out = slots
                .filled
                .iter()
                .filter(|it| matches!(it.slot, VocabularySlot::Except | VocabularySlot::Negation))
                .any(|it| {
                    // Japanese puts the word that excludes behind what it excludes.
                    let behind = it.range.start == group.range.end
                        && interpretation
                            .text
                            .get(it.range.clone())
                            .is_some_and(|word| !word.is_ascii());
                    let spaced = interpretation
                        .text
                        .get(it.range.clone())
                        .is_some_and(str::is_ascii);
                    behind
                        || spaced
                            && it.range.end <= group.range.start
                            && interpretation
                                .text
                                .get(it.range.end..group.range.start)
                                .is_some_and(|between| between.split_whitespace().count() <= 1)
                            && !named(it.range.end, group.range.start)
                });
            out == excluded
        })
        .filter_map(|it| {
            RoleGroup::ALL
                .into_iter()
                .find(|role| role.name() == it.value)
        })
        .collect();
    groups.extend(
        slots
            .of(EntityKind::Group)
            .filter(|_| !excluded)
            .filter_map(|mention| mention.candidates.first())
            .filter_map(|it| {
                RoleGroup::ALL
                    .into_iter()
                    .find(|role| it.id.ends_with(role.name()))
            }),
    );
    if !excluded && filters::cue(slots, "seniors") {
        groups.extend([RoleGroup::Founder, RoleGroup::Executive]);
    }
    if !excluded && names_first_team(interpretation) {
        groups.push(RoleGroup::Founder);
    }
    groups.sort();
    groups.dedup();
    groups
}

/// Whether an organisation stands inside the words for its founders: "the original Alpha team".
fn names_first_team(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let cued = |value: &'static str| {
        let filled = slots.filled.iter();
        filled.filter(move |it| it.slot == VocabularySlot::Cue && it.value == value)
    };
    slots.of(EntityKind::Organisation).any(|it| {
        let first = cued("first-of").any(|word| word.range.end + 1 == it.range.start);
        first && cued("crew").any(|word| it.range.end + 1 == word.range.start)
    })
}

/// The words of the question that name people of a role group.
pub(super) fn occupations(interpretation: &Interpretation) -> Vec<String> {
    let groups = interpretation.slots.filled.iter();
    groups
        .filter(|it| it.slot == VocabularySlot::Group)
        .filter_map(|it| interpretation.text.get(it.range.clone()))
        .map(str::to_owned)
        .collect()
}

pub(super) fn numbers<T: std::str::FromStr>(
    interpretation: &Interpretation,
    slot: VocabularySlot,
) -> Vec<T> {
    interpretation
        .slots
        .values(slot)
        .filter_map(|value| value.parse().ok())
        .collect()
}

pub(super) fn texts(interpretation: &Interpretation, slot: VocabularySlot) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for value in interpretation.slots.values(slot) {
        if !texts.iter().any(|it| it == value) {
            texts.push(value.to_owned());
        }
    }
    texts
}

/// Whether a word for a manner is taken out of those asked for: "not counting people on leave", "except the ones who were
/// fired".
fn is_taken_out(interpretation: &Interpretation, manner: &Filled) -> bool {
    let word = |range: &std::ops::Range<usize>| interpretation.text.get(range.clone());
    let few = |from: usize, until: usize| {
        let between = interpretation.text.get(from..until);
        between.is_some_and(|it| it.is_ascii() && it.split_whitespace().count() <= TAKEN_OUT)
    };
    let mut filled = interpretation.slots.filled.iter();
    filled.any(|it| {
        let before = word(&it.range).is_some_and(str::is_ascii)
            && it.range.end <= manner.range.start
            && few(it.range.end, manner.range.start);
        // Japanese puts the word that takes out behind what it takes out.
        let behind = word(&it.range).is_some_and(|it| !it.is_ascii())
            && manner.range.end <= it.range.start
            && interpretation
                .text
                .get(manner.range.end..it.range.start)
                .is_some_and(|it| it.chars().count() <= BEHIND);
        it.slot == VocabularySlot::Except && (before || behind)
    })
}

/// No more words stand between "not counting" and a manner: "the people who were".
const TAKEN_OUT: usize = 4;
/// No more characters stand between a manner and a Japanese word that takes it out.
const BEHIND: usize = 5;

/// The manners of leaving that a question names: those that it asks for, or with `excluded` those that it takes out. Nobody
/// on leave is counted as having left, so a leave need not be taken out.
pub(super) fn manners(interpretation: &Interpretation, excluded: bool) -> Vec<MannerKind> {
    let slots = &interpretation.slots;
    // "After the layoffs" names an event, and no manner in which anybody asked about left.
    let of_event = |it: &&Filled| {
        let mut mentions = slots.mentions.iter();
        mentions.any(|mention| overlap(&mention.range, &it.range))
    };
    // "When he stepped back" bounds the question by his leaving, and filters nobody by the manner.
    let bounds = |it: &&Filled| {
        let mut anchored = slots.relations.iter().filter(|_| !slots.anchors.is_empty());
        anchored.any(|relation| overlap(&relation.range, &it.range))
    };
    let said = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Manner && !of_event(it) && !bounds(it))
        .filter(|it| is_taken_out(interpretation, it) == excluded);
    let mut kinds: Vec<MannerKind> = said
        .filter_map(|it| {
            MannerKind::ALL
                .into_iter()
                .find(|kind| kind.name() == it.value)
        })
        .filter(|kind| !excluded || *kind != MannerKind::OnLeave)
        .collect();
    kinds.dedup();
    kinds
}

/// What somebody said or did, of an event that is named behind them: "after the chief said that …", "after the chief's post
/// on …".
fn event_of(knowledge: &Knowledge, person: &PersonId, behind: &[Mention]) -> Option<Anchor> {
    behind.iter().find_map(|mention| {
        let id = mention.candidates.first()?.id.as_str();
        let event = matches!(mention.kind, EntityKind::Topic | EntityKind::Event);
        let topic = knowledge.topics.get(id).filter(|_| event)?;
        let theirs = topic.people.contains(person) && topic.date().is_some();
        theirs.then(|| Anchor::Topic(topic.id.clone()))
    })
}
