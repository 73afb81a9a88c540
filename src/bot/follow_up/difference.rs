//! Those who make the difference of two totals: "so who were the three?" after how many had left by one day and by another.

use super::leaning::Leaning;
use crate::answer;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::{Memory, subjects_of};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Grain, Interval, TimeMention};

/// Such a question has no more words of its own.
const WORDS: usize = 6;

/// Whether it is asked who so many are, after two totals.
fn asks_who(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let total = matches!(
        last.resolver,
        Resolver::Count | Resolver::WhoLeft | Resolver::Verify
    ) && last.people.is_empty()
        && !last.stays;
    let slots = &leaning.interpretation.slots;
    let who = leaning.aspect() == Some(Aspect::Who) || leaning.cue("names");
    let others = leaning.has("others") || leaning.cue("staying");
    total
        && who
        && !others
        && leaning.is_free()
        && slots.values(VocabularySlot::Number).count() == 1
        && !slots.has(VocabularySlot::Ordinal)
        && leaning.words <= WORDS
}

/// The days from one total to the other.
fn between(memory: &Memory) -> Option<Interval> {
    let [one, other] = memory.last_periods() else {
        return None;
    };
    let (one, other) = (one.bounds(), other.bounds());
    let totals = one.from.is_none() && other.from.is_none();
    let (first, last) = (
        one.until.min(other.until)?.tomorrow().ok()?,
        one.until.max(other.until)?,
    );
    (totals && first <= last).then_some(Interval {
        from: Some(first),
        until: Some(last),
    })
}

/// The question for those who left between the two totals, if they are as many as the turn says.
fn asked(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> Option<Query> {
    if !asks_who(leaning, memory) {
        return None;
    }
    let last = &memory.query;
    let groups = if last.filters.groups.is_empty() && last.resolver == Resolver::Verify {
        super::continuing::shared_groups(knowledge, &memory.listed)
    } else {
        last.filters.groups.clone()
    };
    let query = Query {
        filters: Filters {
            groups,
            times: vec![TimeMention::within(0..0, between(memory)?, Grain::Range)],
            ..Filters::default()
        },
        ..memory.asking(Resolver::WhoLeft, last.today)
    };
    let mut people = Vec::new();
    for statement in answer::answer(knowledge, &query).statements {
        // Whom the dates do not settle is not counted.
        if statement.phrase.id != "list-perhaps" {
            subjects_of(&statement.phrase, &mut people);
        }
    }
    let mut numbers = leaning.interpretation.slots.values(VocabularySlot::Number);
    let said: usize = numbers.next()?.parse().ok()?;
    (people.len() == said).then_some(query)
}

/// Whether it is asked who makes the difference of two totals.
pub(super) fn asks(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    asked(knowledge, leaning, memory).is_some()
}

/// Asks for them. Returns whether it is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let Some(next) = asked(knowledge, leaning, memory) else {
        return false;
    };
    *query = Query {
        today: query.today,
        ..next
    };
    true
}
