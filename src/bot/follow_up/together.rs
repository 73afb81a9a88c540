//! What is asked of several who were spoken of as a whole: whether they agreed on it, whether they went to one place, whether
//! they left on one day.

use super::FEW;
use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;

/// Such a question has no more words of its own.
const ASKING: usize = 7;

/// "Did he and Beta go to the same place?" has no more words of its own.
const BESIDE: usize = 9;

/// Whether it is asked if those spoken of agreed on leaving.
pub(super) fn concerted(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let free = leaning.is_free() && leaning.words <= ASKING;
    let asks = leaning.has("people") || leaning.has("thing") || leaning.words <= 3;
    let left =
        !memory.subjects.is_empty() && memory.subjects.iter().all(|id| knowledge.has_left(id));
    leaning.cue("concerted") && free && asks && left
}

/// "Did they plan it together?": a claim on all who were spoken of. Returns whether it is asked.
pub(super) fn agreed(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !concerted(knowledge, leaning, memory) {
        return false;
    }
    *query = Query {
        people: memory.subjects.clone(),
        polar: true,
        unrecorded: true,
        ..memory.asking(Resolver::Verify, query.today)
    };
    true
}

/// Those who are asked about as several: the ones of the last answer, else the last two who were spoken of.
pub(super) fn several(memory: &Memory) -> Vec<PersonId> {
    [
        &memory.subjects,
        &memory.company,
        &memory.listed,
        &memory.recent,
    ]
    .into_iter()
    .find(|it| (2..=FEW).contains(&it.len()))
    .cloned()
    .unwrap_or_default()
}

/// Whether it is asked if those spoken of went to one place.
pub(super) fn one_place(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    // "Did he and Beta go to the same place?"
    let mentions = &leaning.interpretation.slots.mentions;
    let beside = matches!(mentions.as_slice(), [one] if one.kind == EntityKind::Person);
    let he = leaning.has("person") && memory.subjects.len() == 1;
    if beside && he && leaning.cue("same-place") && leaning.words <= BESIDE {
        return true;
    }
    let free = leaning.is_free() && leaning.words <= ASKING;
    let several = several(memory).len() > 1;
    let they = leaning.has("people") || leaning.words <= 3;
    leaning.cue("same-place") && they && free && several
}

/// "Did they go to the same company?": where each of them went. Returns whether it is asked.
pub(super) fn to_one_place(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !one_place(leaning, memory) {
        return false;
    }
    let people = if query.people.is_empty() {
        several(memory)
    } else {
        let named = std::mem::take(&mut query.people);
        memory.subjects.iter().cloned().chain(named).collect()
    };
    *query = Query {
        people,
        ..memory.asking(Resolver::Destination, query.today)
    };
    true
}

/// Whether it is asked if the two spoken of left on one day: "on the same day?" Who else did is asked of others.
pub(super) fn one_day(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let others = leaning.cue("anyone") || leaning.cue("there-are") || leaning.has("others");
    let told = memory.query.resolver.is_about_a_departure()
        || memory.query.resolver.is_about_many()
        || matches!(memory.query.resolver, Resolver::Order | Resolver::Compare);
    let two = several(memory);
    leaning.cue("same-day")
        && leaning.is_free()
        && leaning.words <= ASKING
        && leaning.aspect().is_none()
        && !others
        && told
        && two.len() == 2
        && two.iter().all(|id| knowledge.has_left(id))
}

/// "Both on the same day?": the two side by side. Returns whether it is asked.
pub(super) fn on_one_day(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !one_day(knowledge, leaning, memory) {
        return false;
    }
    let mut asked = memory.asking(Resolver::Compare, query.today);
    asked.people = several(memory);
    asked.polar = true;
    asked.focus.same_day = true;
    *query = asked;
    true
}
