//! Places in an order as the words of a question name them: "number three to leave", "from first to last", "his last day".

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;

/// "Number three to leave" is a place in the order, and "from first to last" is all of it.
pub(super) fn ranked(interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    // "Number eight on the list is who" counts nobody.
    let counted = matches!(query.resolver, Resolver::Count | Resolver::Overview);
    let order = matches!(
        query.resolver,
        Resolver::Order
            | Resolver::Place
            | Resolver::WhoLeft
            | Resolver::Timeline
            | Resolver::When
            | Resolver::Compare
            | Resolver::Count
            | Resolver::Overview
    );
    if !order {
        return;
    }
    let whole = (cue(slots, "in-order") || spans(interpretation)) && query.people.is_empty();
    if whole && matches!(query.resolver, Resolver::Order | Resolver::WhoLeft) {
        query.filters.ordinals.retain(|it| !matches!(it, 1 | -1));
        query.resolver = Resolver::Timeline;
        return;
    }
    let ([number], []) = (
        query.filters.numbers.as_slice(),
        query.filters.ordinals.as_slice(),
    ) else {
        return;
    };
    let behind = |it: &Filled, number: &Filled| {
        let gap = interpretation.text.get(it.range.end..number.range.start);
        gap.is_some_and(|it| it.trim().is_empty())
    };
    let rank = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Number)
        .any(|number| {
            slots.filled.iter().any(|it| {
                let ranks = it.slot == VocabularySlot::Cue && it.value == "rank";
                (ranks || (it.slot == VocabularySlot::Group && !counted)) && behind(it, number)
            })
        });
    let place = i32::try_from(*number).ok().filter(|it| rank && *it > 0);
    if let Some(place) = place.filter(|_| query.people.is_empty()) {
        query.filters.numbers.clear();
        query.filters.ordinals = vec![place];
        query.resolver = Resolver::Order;
    }
}

/// Whether a question names an order from one end to the other: "from first to last".
fn spans(interpretation: &Interpretation) -> bool {
    let filled = &interpretation.slots.filled;
    let ends = |value: &'static str| {
        let ordinals = filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Ordinal);
        ordinals.filter(move |it| it.value == value)
    };
    let leads = |from: usize, until: usize| {
        let between = interpretation.text.get(from..until);
        let to = filled.iter().any(|it| {
            it.slot == VocabularySlot::Towards && from <= it.range.start && it.range.end <= until
        });
        to && between.is_some_and(|it| it.split_whitespace().count() <= 2)
    };
    ends("1").any(|first| ends("-1").any(|last| leads(first.range.end, last.range.start)))
}

/// Whether a place from the end stands before a word for a day: "his last day".
pub(super) fn names_last_day(interpretation: &Interpretation) -> bool {
    let filled = &interpretation.slots.filled;
    let days = || {
        filled
            .iter()
            .filter(|it| it.value == "day" && it.slot == VocabularySlot::Cue)
    };
    filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Ordinal && it.value == "-1")
        .any(|it| {
            days().any(|day| day.range.start <= it.range.end + 1 && day.range.start >= it.range.end)
        })
}
