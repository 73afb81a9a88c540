//! The stretch of time behind what is named, or on either side of it: "in the week after Alpha left", "within a month of the
//! deal".

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Asked;
use super::lengths::{UNITS, count_before};
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::asks;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Grain, Interval, Relation, RelationMention, TimeMention};

/// " of the " is no longer, in bytes.
const OF: usize = 8;

/// Reads such a stretch as a period, where a question asks for many. Whoever is named to say which one is meant is not asked
/// about.
pub(super) fn beside_named(asked: Asked<'_>, query: &mut Query) {
    // "Who left three days after Alpha?" may be most like a question for an order or a span.
    let ranks = matches!(
        query.resolver,
        Resolver::When | Resolver::Order | Resolver::Compare | Resolver::Interval
    );
    let turned = ranks && asks_who(asked);
    let lists = query.resolver.is_about_many() || turned;
    if !lists || !query.filters.times.is_empty() {
        return;
    }
    let Some(Stretch {
        range: stretch,
        days,
        pointed,
    }) = stretch(asked.interpretation)
    else {
        return;
    };
    let mut mentions = asked.interpretation.slots.mentions.iter();
    let Some(mention) = mentions.find(|it| it.range.start > stretch.end && is_dated(it)) else {
        return;
    };
    let Some((first, last)) = span(asked.knowledge, mention) else {
        return;
    };
    let near = |end: usize| {
        let gap = mention.range.start.checked_sub(end);
        gap.is_some_and(|it| it <= OF)
    };
    // "The same week as Alpha" is no stretch behind.
    let same = |it: &RelationMention| {
        matches!(
            it.relation,
            Relation::SameWeek | Relation::SameMonth | Relation::SameDay
        )
    };
    if asked.interpretation.slots.relations.iter().any(same) {
        return;
    }
    let mut relations = asked.interpretation.slots.relations.iter();
    let after = relations.any(|it| {
        let behind = it.relation == Relation::After && it.range.end > stretch.end;
        behind && near(it.range.end)
    });
    let after = after || pointed && near(stretch.end);
    let within = asked.interpretation.slots.filled.iter().any(|it| {
        let limits = it.slot == VocabularySlot::Cue
            && matches!(it.value.as_str(), "at-most" | "fewer-than" | "one-week")
            && it.range.start <= stretch.start;
        limits && near(stretch.end)
    });
    let from = match (after, within) {
        (true, _) => last.checked_add(1.day()),
        (false, true) => first.checked_sub(days.days()),
        (false, false) => return,
    };
    let until = last.checked_add((days + leeway(asked.interpretation, &stretch)).days());
    let interval = Interval {
        from: from.ok(),
        until: until.ok(),
    };
    let meant = |id: &str| mention.candidates.iter().any(|it| it.id == id);
    query.filters.anchors.retain(|(_, anchor)| match anchor {
        Anchor::Person(id) => !meant(id.as_str()),
        Anchor::Topic(id) => !meant(id.as_str()),
    });
    let (asked_besides, others) = std::mem::take(&mut query.people)
        .into_iter()
        .partition(|id| meant(id.as_str()));
    query.people = others;
    query.filters.except_people.extend::<Vec<_>>(asked_besides);
    query.topics.retain(|id| !meant(id.as_str()));
    query.filters.numbers.clear();
    query
        .filters
        .times
        .push(TimeMention::within(stretch, interval, Grain::Day));
    if turned {
        query.resolver = Resolver::WhoLeft;
    }
}

fn asks_who(asked: Asked<'_>) -> bool {
    asks(&asked.interpretation.slots, Aspect::Who)
}

/// By how many days a length of time may be exceeded: "left two weeks after her" names no bound, where the length stands
/// directly behind the word for leaving, as that of "in the two weeks after her" does not.
fn leeway(interpretation: &Interpretation, unit: &Range<usize>) -> i32 {
    let filled = &interpretation.slots.filled;
    let number = filled
        .iter()
        .find(|it| it.slot == VocabularySlot::Number && it.range.end + 1 == unit.start);
    let named = filled.iter().filter(|it| it.range == *unit);
    let days = named.filter_map(|it| UNITS.iter().find(|(name, _)| it.value == *name));
    let leaves = |it: &Filled| it.slot == VocabularySlot::Cue && it.value == "leaving";
    let directly = number.is_some_and(|number| {
        let mut before = filled.iter();
        before.any(|it| leaves(it) && it.range.end + 1 == number.range.start)
    });
    let length = days.map(|(_, days)| *days).next().unwrap_or(0);
    if directly { length / 2 } else { 0 }
}

/// Whether a mention may have a day: of leaving, or of its own.
fn is_dated(mention: &Mention) -> bool {
    matches!(
        mention.kind,
        EntityKind::Person | EntityKind::Event | EntityKind::Topic
    )
}

/// A stretch of time as a question names it.
struct Stretch {
    range: Range<usize>,
    days: i32,
    /// Whether its words say that it lies behind what stands next to them: "the week after".
    pointed: bool,
}

/// The words for the stretch, and how many days it has. "How many weeks after …" asks for the number.
fn stretch(interpretation: &Interpretation) -> Option<Stretch> {
    let filled = &interpretation.slots.filled;
    let counted = |unit: &Filled| {
        filled.iter().any(|it| {
            let asks = it.slot == VocabularySlot::Aspect && it.value == Aspect::HowMany.name();
            asks && it.range.end + 1 == unit.range.start
        })
    };
    filled.iter().find_map(|it| {
        let named = |names: &[(&str, i32)]| {
            let found = names.iter().find(|(name, _)| it.value == *name);
            found.map(|(_, days)| *days)
        };
        let (days, pointed) = match it.slot {
            VocabularySlot::Cue if it.value == "one-week" => (7, false),
            VocabularySlot::Cue if !counted(it) => {
                let count = count_before(interpretation, it).unwrap_or(1);
                (named(&UNITS)? * count, false)
            }
            VocabularySlot::Pronoun => (named(&BEHIND)?, true),
            _ => return None,
        };
        let range = it.range.clone();
        Some(Stretch {
            range,
            days,
            pointed,
        })
    })
}

/// The vocabulary's values for stretches behind something, and the days of each.
const BEHIND: [(&str, i32); 3] = [("day-after", 1), ("week-after", 7), ("month-after", 30)];

/// The days between which somebody left or something happened.
fn span(knowledge: &Knowledge, mention: &Mention) -> Option<(Date, Date)> {
    let id = mention.candidates.first()?.id.as_str();
    if mention.kind == EntityKind::Person {
        let person = knowledge.people.get(id)?;
        return knowledge.exits_of(person).last()?.departure.span();
    }
    let date = knowledge.topics.get(id)?.date()?;
    Some((date.earliest(), date.latest()))
}
