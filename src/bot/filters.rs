//! Binding of what filters a question: what bounds it, whom it takes for what, and which look-up its filters ask for.

pub(super) mod days;
pub(super) mod meant;
pub(super) mod posts;

use crate::answer::query::{Anchor, Lacking, Query, SAID};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots, overlap};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// The look-up that a question means by what bounds it: one with both an "after" and a "before", or with "the same week
/// as" one person, asks for those in between, or in that week, even if it is worded like a comparison.
pub(super) fn resolver(resolver: Resolver, slots: &Slots) -> Resolver {
    let has = |wanted: &[Relation]| {
        slots
            .anchors
            .iter()
            .any(|(relation, _)| wanted.contains(relation))
    };
    let bounded =
        has(&[Relation::Before, Relation::Until]) && has(&[Relation::After, Relation::Since]);
    let together = has(&[Relation::SameDay, Relation::SameWeek, Relation::SameMonth])
        && slots.of(EntityKind::Person).count() <= 1;
    let in_one_period = has(&[Relation::SameWeek, Relation::SameMonth]);
    // "Founders out before the merger" compares nobody.
    let beside_event = !slots.anchors.is_empty() && slots.of(EntityKind::Person).next().is_none();
    let long = cue(slots, "how-long");
    // "Who quit before Alpha did?" compares nobody with anybody.
    let beside_person = slots.anchors.len() == 1 && slots.of(EntityKind::Person).count() == 1;
    let beside_one = beside_person && asks(slots, Aspect::Who);
    match resolver {
        // "How many left between Alpha and Beta?" counts people and no days.
        Resolver::Compare | Resolver::Interval
            if counts(slots) && !slots.enclosed.is_empty() && !long =>
        {
            Resolver::Count
        }
        // "Did anyone leave between Alpha and Beta?" asks for no length of time.
        Resolver::Compare | Resolver::Interval
            if !slots.enclosed.is_empty()
                && slots.of(EntityKind::Person).count() <= 2
                && begins_with(slots, "has-done")
                && cue(slots, "leaving")
                && !long =>
        {
            Resolver::WhoLeft
        }
        Resolver::Compare | Resolver::Interval if beside_event && !long => Resolver::WhoLeft,
        Resolver::Compare if beside_one && !cue(slots, "next") => Resolver::WhoLeft,
        // "Alpha left after Beta and before Gamma" claims it of Alpha.
        Resolver::Compare | Resolver::Order | Resolver::Interval
            if (bounded || in_one_period || !slots.enclosed.is_empty())
                && is_of_one_between(slots) =>
        {
            Resolver::Verify
        }
        // "Wasn't Alpha gone before Beta?" asks for nobody's place in an order.
        Resolver::Order
            if slots.anchors.len() == 1
                && is_of_one_between(slots)
                && !slots.has(VocabularySlot::Ordinal)
                && !cue(slots, "next") =>
        {
            Resolver::Verify
        }
        Resolver::Compare | Resolver::Order if bounded || together => Resolver::WhoLeft,
        // "How many left earlier than he did?" compares nobody.
        Resolver::Compare if beside_person && counts(slots) => Resolver::Count,
        Resolver::When if together => Resolver::WhoLeft,
        // "How many after the deal?" counts no part of the deal.
        Resolver::Topic(Aspect::HowMany) if beside_event => Resolver::Count,
        Resolver::Topic(Aspect::What) if beside_event && counts(slots) => Resolver::Count,
        resolver => resolver,
    }
}

/// Whether a question that is bounded by people or events names one person beside them, and asks neither who nor how many.
fn is_of_one_between(slots: &Slots) -> bool {
    let people = slots.of(EntityKind::Person).count();
    let anchored = slots.anchors.iter().map(|(_, index)| *index);
    let enclosed = slots
        .enclosed
        .iter()
        .flat_map(|(one, other)| [*one, *other]);
    let mut bounds: Vec<usize> = anchored.chain(enclosed).collect();
    bounds.sort_unstable();
    bounds.dedup();
    bounds.retain(|index| {
        let mention = slots.mentions.get(*index);
        mention.is_some_and(|it| it.kind == EntityKind::Person)
    });
    people == bounds.len() + 1
        && !slots.has(VocabularySlot::Aspect)
        && !slots.has(VocabularySlot::Except)
        && !cue(slots, "how-long")
}

/// Whether a relation to somebody or something bounds what a look-up answers. What held at the moment of a departure is
/// asked of those who remained or had left; why somebody left at that moment is asked about them.
pub(super) fn bounds(resolver: Resolver, relation: Relation) -> bool {
    let counted = matches!(
        resolver,
        Resolver::WhoLeft
            | Resolver::Remaining
            | Resolver::Count
            | Resolver::CountRemaining
            | Resolver::Members
    );
    // "A reason given by Alpha" is no day.
    let given =
        relation == Relation::Until && matches!(resolver, Resolver::Why | Resolver::Destination);
    resolver.takes_anchors() && !given && (relation != Relation::AsOf || counted)
}

/// Whether a word tells that somebody leaves, or in which manner.
pub(super) fn tells_leaving(it: &Filled) -> bool {
    let gone = matches!(it.value.as_str(), "leaving" | "gone" | "by-then");
    (it.slot == VocabularySlot::Cue && gone) || it.slot == VocabularySlot::Manner
}

/// Whether a claim is bounded by something that nothing in the data accounts for: "did he leave after the interview?"
pub(super) fn bounded_by_nothing_known(interpretation: &Interpretation, query: &Query) -> bool {
    let slots = &interpretation.slots;
    let parts = |relation: Relation| matches!(relation, Relation::Before | Relation::After);
    let timed =
        |range: &std::ops::Range<usize>| slots.times.iter().any(|it| overlap(&it.range, range));
    query.resolver == Resolver::Verify
        && slots.anchors.is_empty()
        && slots.enclosed.is_empty()
        && slots.of(EntityKind::Event).next().is_none()
        && slots.of(EntityKind::Topic).next().is_none()
        && slots
            .relations
            .iter()
            .any(|it| parts(it.relation) && !timed(&it.range))
}

/// Whether the question asks how many of a group.
fn counts(slots: &Slots) -> bool {
    asks(slots, Aspect::HowMany)
        && (slots.has(VocabularySlot::Group) || slots.of(EntityKind::Group).next().is_some())
}

/// Whether a pronoun for one person stands before the one person who is named: "did he mean Alpha?"
pub(super) fn of_another(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let mut named = slots.of(EntityKind::Person);
    let (Some(person), None) = (named.next(), named.next()) else {
        return false;
    };
    slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Pronoun
            && it.value == "person"
            && it.range.end < person.range.start
    })
}

/// Whether the question asks for an aspect: when, why, how many.
pub(super) fn asks(slots: &Slots, wanted: Aspect) -> bool {
    slots
        .values(VocabularySlot::Aspect)
        .any(|it| it == wanted.name())
}

/// Whether a turn of phrase stands in the question.
pub(super) fn cue(slots: &Slots, value: &str) -> bool {
    slots.values(VocabularySlot::Cue).any(|it| it == value)
}

/// Whether a question begins with a turn of phrase.
pub(super) fn begins_with(slots: &Slots, value: &str) -> bool {
    let mut filled = slots.filled.iter();
    filled.any(|it| it.slot == VocabularySlot::Cue && it.value == value && it.range.start == 0)
}

/// Whether a word speaks of saying something.
pub(super) fn is_saying(word: &Filled) -> bool {
    word.slot == VocabularySlot::Deed && word.value.starts_with(SAID)
}

/// Whether a question speaks of saying something.
pub(super) fn says(slots: &Slots) -> bool {
    slots.filled.iter().any(is_saying)
}

/// Whether a question asks whether something is wrong: "is that fake?". "Real or fake?" asks for either.
pub(super) fn disbelieves(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let cues = |value: &'static str| {
        let filled = slots.filled.iter();
        filled.filter(move |it| it.slot == VocabularySlot::Cue && it.value == value)
    };
    let offered = |range: &std::ops::Range<usize>| {
        cues("or").any(|it| it.range.end + 1 == range.start || it.range.start == range.end + 1)
    };
    let asked = slots.has(VocabularySlot::Polar) || cue(slots, "hearsay");
    asked && cues("wrong").any(|it| !offered(&it.range))
}

/// Whether the question begins with what the bot is to make of its instructions; of somebody who is named before that, it
/// may be told that they did so.
pub(super) fn is_instructed(slots: &Slots) -> bool {
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Cue && it.value == "instructions")
        .any(|cue| {
            slots
                .of(EntityKind::Person)
                .all(|it| cue.range.start < it.range.start)
        })
}

/// What is not known of those asked about: "without giving a reason".
pub(super) fn lacking(slots: &Slots) -> Vec<Lacking> {
    Lacking::ALL
        .into_iter()
        .filter(|it| {
            slots
                .values(VocabularySlot::Cue)
                .filter_map(|value| value.strip_prefix("lacks-"))
                .any(|value| value == it.name())
        })
        .collect()
}

/// Whether the question speaks of the time since somebody left: "since" directly before a person.
pub(super) fn since_leaving(slots: &Slots) -> bool {
    slots.anchors.iter().any(|(relation, index)| {
        let person = slots.mentions.get(*index);
        *relation == Relation::Since && person.is_some_and(|it| it.kind == EntityKind::Person)
    })
}

/// The kind of reason that a venture of one's own is.
pub(super) const VENTURE: &str = "venture";

/// Whether a question asks whether something is so, by the words at its beginning or its end. What asks for something
/// else at the end ("when did they leave") is none.
pub(super) fn polar(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let length = interpretation.text.len();
    // "Valued at a million, right?" asks for no amount.
    let told = cue(slots, "scale");
    let open = slots
        .values(VocabularySlot::Aspect)
        .any(|it| !(told && it == Aspect::HowMuch.name()));
    slots.filled.iter().any(|it| {
        let first = it.range.start == 0;
        match (it.slot, it.value.as_str()) {
            // "Wasn't she the last?"
            (VocabularySlot::Polar, "start") | (VocabularySlot::Negation, "asking") => first,
            (VocabularySlot::Polar, "end") => it.range.end == length && !open,
            (VocabularySlot::Polar, _) => true,
            _ => false,
        }
    })
}

/// What bounds a question by standing between the words of a range: "between Alpha and Beta", the earlier one first.
pub(super) fn enclosed(
    knowledge: &Knowledge,
    slots: &Slots,
    anchor: impl Fn(usize) -> Option<Anchor>,
) -> Vec<(Relation, Anchor)> {
    let Some((first, second)) = slots
        .enclosed
        .first()
        .and_then(|(first, second)| Some((anchor(*first)?, anchor(*second)?)))
    else {
        return Vec::new();
    };
    let day = |anchor: &Anchor| match anchor {
        Anchor::Person(id) => {
            let exit = knowledge.exits_of(knowledge.people.get(id)?).last()?;
            Some(exit.date()?.sort_key())
        }
        Anchor::Topic(id) => {
            let topic = knowledge.topics.get(id)?;
            Some(topic.date()?.sort_key())
        }
    };
    let (first, second) = match (day(&first), day(&second)) {
        (Some(one), Some(other)) if other < one => (second, first),
        _ => (first, second),
    };
    vec![(Relation::After, first), (Relation::Before, second)]
}
