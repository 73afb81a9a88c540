//! What is made of the last number: it is said again ("so just 1 of 12?"), asked whether it counts somebody, or widened to
//! everybody ("including staff?").

use super::leaning::Leaning;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// A number that is said again has no more words beside it.
const AGAIN: usize = 3;

/// Whether a question does nothing but say a number again after a count: "so just 1 of 12?", "all 11?"
pub(super) fn is_number_again(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let last = &memory.query;
    let counted = matches!(
        last.resolver,
        Resolver::Count
            | Resolver::CountRemaining
            | Resolver::Remaining
            | Resolver::WhoLeft
            | Resolver::Members
    );
    let free = leaning.is_free() && slots.relations.is_empty();
    let plain = !slots.has(VocabularySlot::Group)
        && !slots.has(VocabularySlot::Ordinal)
        && !slots.has(VocabularySlot::Aspect)
        && !slots.has(VocabularySlot::Deed);
    counted && slots.has(VocabularySlot::Number) && free && plain && leaning.words <= AGAIN
}

/// Holds the number against the last count. Returns whether that is asked.
pub(super) fn number_again(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(number) = query.filters.numbers.first().copied() else {
        return false;
    };
    if !is_number_again(leaning, memory) {
        return false;
    }
    // "Who's number 4?" is asked for a place.
    let list = memory.query.resolver != Resolver::Members;
    let place = !leaning.cue("narrows");
    if list && place && matches!(query.resolver, Resolver::Order | Resolver::Place) {
        query.filters.ordinals = query
            .filters
            .numbers
            .drain(..)
            .filter_map(|it| i32::try_from(it).ok())
            .collect();
        return false;
    }
    let last = &memory.query;
    let remained = matches!(
        last.resolver,
        Resolver::CountRemaining | Resolver::Remaining
    );
    let total = leaning.cue("total");
    *query = Query {
        today: query.today,
        resolver: if list {
            Resolver::Verify
        } else {
            Resolver::Members
        },
        stays: remained,
        polar: true,
        // "And in May?" goes on from the count.
        last: Some(Box::new(last.clone())),
        filters: Filters {
            numbers: vec![number],
            ..last.filters.clone()
        },
        ..last.clone()
    };
    // "So eleven in total?" after one period is about all of them.
    if total && !remained {
        query.filters.times.clear();
        query.filters.anchors.clear();
    }
    true
}

/// A question whether a number counts somebody has no more words of its own.
const COUNTING: usize = 4;

/// Whether it is asked if a number counts somebody who is named: "is that counting Alpha?"
pub(super) fn is_counted(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let last = &memory.query;
    let counted = last.resolver.is_about_many() || last.resolver == Resolver::Members;
    let claimed = last.resolver == Resolver::Verify && last.people.is_empty();
    (leaning.cue("counting") || leaning.cue("inclusive"))
        && slots.of(EntityKind::Person).count() == 1
        && slots.mentions.len() == 1
        && leaning.words <= COUNTING
        && (counted || claimed)
}

/// Asks whether the last number counts somebody: whether they left, or, of somebody who never did, for the number again,
/// which says of whom it is. Returns whether that is asked.
pub(super) fn counted(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !is_counted(leaning, memory) {
        return false;
    }
    let last = &memory.query;
    let mut next = memory.again(query.today);
    // Of how many belong to a group it is told with the number whom it counts.
    let of_leavers = last.resolver != Resolver::Members;
    if of_leavers && query.people.iter().any(|id| knowledge.has_left(id)) {
        next = memory.asking(Resolver::Verify, query.today);
        next.people = std::mem::take(&mut query.people);
        next.filters.times.clone_from(&last.filters.times);
        next.polar = true;
    }
    *query = next;
    true
}

/// Whether it is asked how many they are in all, after several periods were asked about one after the other: "so how many
/// altogether?"
pub(super) fn is_total(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let last = &memory.query;
    let asks = |it: &Filled| match it.slot {
        VocabularySlot::Aspect | VocabularySlot::Continuation | VocabularySlot::Polar => true,
        VocabularySlot::Cue => it.value == "total" || it.value == "combined",
        _ => false,
    };
    let covered = read.is_covered(|at| read.slots.fills(at, asks));
    let periods = memory.times.len() > 1 && !last.filters.times.is_empty();
    last.resolver.is_filtered()
        && (leaning.cue("total") && leaning.aspect() == Some(Aspect::HowMany))
        && (covered && periods)
        && !super::interim::sums(leaning, memory)
}

/// Counts over all periods. Returns whether that is asked.
pub(super) fn total(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = is_total(leaning, memory);
    if asked {
        *query = Query {
            today: query.today,
            resolver: Resolver::Count,
            filters: Filters {
                times: Vec::new(),
                anchors: Vec::new(),
                ..memory.query.filters.clone()
            },
            ..memory.query.clone()
        };
    }
    asked
}

/// Whether it is asked of how many the last number is a part: "out of how many?"
pub(super) fn is_of_how_many(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let last = memory.query.resolver;
    let counted = last.is_filtered()
        || matches!(
            last,
            Resolver::Remaining | Resolver::CountRemaining | Resolver::Members
        );
    let asks = |it: &Filled| match it.slot {
        VocabularySlot::Aspect | VocabularySlot::Continuation => true,
        VocabularySlot::Cue => it.value == "part",
        _ => false,
    };
    let covered = read.is_covered(|at| read.slots.fills(at, asks));
    let how_many = leaning.aspect() == Some(Aspect::HowMany);
    counted && how_many && leaning.cue("part") && covered
}

/// Tells the last number again, which says of how many it is. Returns whether that is asked.
pub(super) fn of_how_many(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = is_of_how_many(leaning, memory);
    if asked {
        super::words::repeat(memory, query);
        query.polar = false;
        query.focus.figure_only = true;
        query.resolver = match query.resolver {
            Resolver::Remaining => Resolver::CountRemaining,
            Resolver::WhoLeft => Resolver::Count,
            other => other,
        };
    }
    asked
}

/// Whether it is asked if a number or a list is of everybody: "including staff?"
pub(super) fn is_of_everybody(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let of_departures = last.resolver.is_filtered() && last.people.is_empty();
    of_departures
        && (leaning.cue("everybody") || leaning.cue("inclusive") || leaning.cue("others-too"))
        && leaning.is_free()
        && leaning.words <= AGAIN
}

/// Asks for all who left, of whatever group. Returns whether that is asked.
pub(super) fn of_everybody(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = is_of_everybody(leaning, memory);
    if asked {
        *query = Query {
            today: query.today,
            everyone: true,
            filters: Filters {
                groups: Vec::new(),
                except_groups: Vec::new(),
                ..memory.query.filters.clone()
            },
            ..memory.query.clone()
        };
    }
    asked
}
