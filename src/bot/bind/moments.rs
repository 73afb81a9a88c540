//! The day of somebody's departure as the time of a question: "how many remained when Alpha left?"

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Asked;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Grain, Interval, Relation, TimeMention};

/// The day on which somebody left, if a clause of the question means it: its subject stands directly behind the word for
/// the time, as that of no question does.
pub(in crate::bot) fn when_left(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    person: &PersonId,
) -> Option<TimeMention> {
    let slots = &interpretation.slots;
    let mut named = slots.of(EntityKind::Person);
    let (Some(mention), None) = (named.next(), named.next()) else {
        return None;
    };
    time_word(slots, mention).and_then(|_| day_of(knowledge, person))
}

/// The word for the time directly before somebody, who is the subject of its clause.
pub(super) fn time_word<'a>(slots: &'a Slots, mention: &Mention) -> Option<&'a Filled> {
    slots.filled.iter().find(|it| {
        let when = it.slot == VocabularySlot::Aspect && it.value == Aspect::When.name();
        when && it.range.end + 1 == mention.range.start
    })
}

/// The day on which somebody left as the time of a question; the last possible one.
pub(super) fn day_of(knowledge: &Knowledge, person: &PersonId) -> Option<TimeMention> {
    let person = knowledge.people.get(person)?;
    let exit = knowledge.exits_of(person).last()?;
    Some(TimeMention::as_of(exit.date()?.latest()))
}

/// "How many remained when Alpha left?" is asked of that day.
pub(super) fn remained_then(asked: Asked<'_>, query: &mut Query) {
    let remained = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    // "Who was left after Alpha and Beta?"
    if let ([(relation, Anchor::Person(_))], [_], false) = (
        query.filters.anchors.as_slice(),
        query.people.as_slice(),
        query.polar,
    ) && remained
    {
        let relation = *relation;
        let others = std::mem::take(&mut query.people).into_iter();
        let others = others.map(|it| (relation, Anchor::Person(it)));
        query.filters.anchors.extend(others);
        return;
    }
    let free = query.filters.times.is_empty() && query.filters.anchors.is_empty() && !query.polar;
    if let ([person], true) = (query.people.as_slice(), remained && free)
        && let Some(time) = when_left(asked.knowledge, asked.interpretation, person)
    {
        query.filters.times = vec![time];
        query.people.clear();
    }
}

/// "How many of the twelve were left once Alpha had gone?" counts those who remained: of leaving only the clause behind
/// speaks.
pub(super) fn were_left(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let Some(person) = slots.of(EntityKind::Person).next() else {
        return;
    };
    let before = |value: &str| {
        let mut cues = slots.filled.iter();
        cues.any(|it| {
            let cued = it.slot == VocabularySlot::Cue && it.value == value;
            cued && it.range.end < person.range.start
        })
    };
    let remained = before("staying") && !before("leaving") && !before("gone");
    if query.resolver == Resolver::Count && remained && !query.filters.anchors.is_empty() {
        query.resolver = Resolver::CountRemaining;
    }
}

/// "How many were gone when Alpha left?" counts those who had left by then, Alpha among them; "who had already left when Alpha
/// did?" asks only for those who had gone before.
pub(super) fn gone_when_left(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let before = cue(slots, "before-that");
    let gone = cue(slots, "by-then") || cue(slots, "gone");
    // Of whom the clause is the time, that one's own day is not asked for.
    let grouped = |it: &Filled| it.slot == VocabularySlot::Group;
    let sought = asks(slots, Aspect::Who) || slots.filled.iter().any(grouped);
    let meant = match query.resolver {
        Resolver::Count => gone || before,
        Resolver::When | Resolver::Timeline => (gone || before) && sought,
        Resolver::Remaining | Resolver::WhoLeft | Resolver::CountRemaining => before,
        _ => false,
    };
    let free = query.filters.times.is_empty() && query.filters.anchors.is_empty() && !query.polar;
    let ([person], true) = (query.people.as_slice(), meant && free) else {
        return;
    };
    if when_left(asked.knowledge, asked.interpretation, person).is_none() {
        return;
    }
    let listed = matches!(query.resolver, Resolver::When | Resolver::Timeline);
    let relation = if before || listed {
        Relation::Before
    } else {
        Relation::Until
    };
    query.filters.anchors = vec![(relation, Anchor::Person(person.clone()))];
    query.people.clear();
    query.filters.manners.clear();
    query.resolver = match query.resolver {
        Resolver::Remaining | Resolver::When | Resolver::Timeline => Resolver::WhoLeft,
        Resolver::CountRemaining => Resolver::Count,
        counts_or_lists => counts_or_lists,
    };
}

/// "How many left since May?" counts who left: who remains is asked of a day.
pub(super) fn left_since(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let since = query
        .filters
        .times
        .iter()
        .any(|it| it.relation == Relation::Since);
    let stays = query.stays || cue(slots, "staying") || cue(slots, "persists");
    let leaves =
        cue(slots, "leaving") && query.people.is_empty() && query.filters.anchors.is_empty();
    if !since || stays || !leaves {
        return;
    }
    query.resolver = match query.resolver {
        Resolver::CountRemaining => Resolver::Count,
        Resolver::Remaining => Resolver::WhoLeft,
        _ => return,
    };
    query.filters.except_groups.clear();
}

/// "Who's left Alpha this year?" asks who has left, as nobody is left of an organisation that stands directly behind the
/// word but at it, and who remains is asked of a day.
pub(super) fn left_in_a_period(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let slots = &interpretation.slots;
    let past = |it: &TimeMention| {
        let period = it.grain > Grain::Day && it.relation == Relation::In;
        period && it.form != Form::Now && it.bounds().from.is_some()
    };
    let period = query.filters.times.iter().any(past);
    let has_left = slots.filled.iter().any(|it| {
        let left = it.slot == VocabularySlot::Cue && it.value == "has-left";
        let behind = interpretation.text.get(it.range.end..).unwrap_or_default();
        let gap = behind.len() - behind.trim_start().len();
        let next = it.range.end + gap;
        let stands = |it: &Filled| it.slot == VocabularySlot::Pronoun && it.value == "organisation";
        let named = slots.of(EntityKind::Organisation);
        let organisation = named.map(|it| &it.range).any(|it| it.start == next)
            || slots
                .filled
                .iter()
                .any(|it| stands(it) && it.range.start == next);
        left && (organisation || slots.times.iter().any(|time| time.range.start == next))
    });
    let stays = query.stays || cue(slots, "persists");
    let free = query.people.is_empty() && query.filters.anchors.is_empty();
    if query.resolver == Resolver::Remaining && period && has_left && free && !stays {
        query.resolver = Resolver::WhoLeft;
    }
}

/// The times of a question, each once: "this year (2026)" names one, and so does "last summer (2025)".
pub(super) fn distinct(times: &[TimeMention]) -> Vec<TimeMention> {
    let mut distinct: Vec<TimeMention> = Vec::new();
    for time in times {
        if let Some(said_before) = distinct.last_mut()
            && let Some(meant) = explained(said_before, time)
        {
            *said_before = meant;
            continue;
        }
        let same = |it: &TimeMention| {
            it.relation == time.relation && it.interval == time.interval && it.grain == time.grain
        };
        if !distinct.iter().any(same) {
            distinct.push(time.clone());
        }
    }
    distinct
}

/// What a time that is seen from the day of the question means beside a date directly behind it, which says which one it
/// is: the same days of the year that is named, else the date.
fn explained(time: &TimeMention, date: &TimeMention) -> Option<TimeMention> {
    let directly = date.range.start.checked_sub(time.range.end)? <= 1;
    let explains = date.form == Form::Calendar && date.relation == Relation::In && !date.related;
    if time.form != Form::Relative || !directly || !explains {
        return None;
    }
    let range = time.range.start..date.range.end;
    let (from, until) = (time.interval.from?, time.interval.until?);
    let years = i32::from(date.interval.from?.year()) - i32::from(from.year());
    let of_the_year = date.grain == Grain::Year && from.year() == until.year();
    let whole = time.grain == Grain::Year;
    let (interval, grain) = if of_the_year && !whole {
        let moved = |day: Date| day.checked_add(years.years()).ok();
        let interval = Interval {
            from: moved(from),
            until: moved(until),
        };
        (interval, time.grain)
    } else {
        (date.interval, date.grain)
    };
    Some(TimeMention {
        range,
        interval,
        grain,
        form: Form::Calendar,
        ..time.clone()
    })
}
