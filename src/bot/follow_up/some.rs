//! Some of those who were told of: "including Alpha?", "which of the three …?", "when did the first one leave?".

use super::leaning::Leaning;
use super::{LEANING, belonging};
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::{List, Memory};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::RoleGroup;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// "And that includes Alpha too?" has no more words of its own.
const INCLUDING: usize = 3;

/// "Including Alpha?" after whether all of a group left, or after a list: whether it is so of the one who is named.
/// Returns whether it is asked.
pub(super) fn included(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let slots = &leaning.interpretation.slots;
    let one = slots.mentions.len() == 1 && slots.of(EntityKind::Person).count() == 1;
    let free = one && slots.times.is_empty() && leaning.words <= INCLUDING;
    let ([person], true) = (
        query.people.as_slice(),
        free && leaning.cue("among-them") && leaning.aspect().is_none(),
    ) else {
        return false;
    };
    let last = &memory.query;
    let claimed = last.resolver == Resolver::Verify && last.people.is_empty();
    let of_all = claimed && (last.all || last.claimed.share.is_some() || !last.stays);
    let next = if of_all {
        Some(Query {
            people: vec![person.clone()],
            of_leaving: true,
            polar: true,
            ..memory.asking(Resolver::Verify, query.today)
        })
    } else {
        let list = memory.list.as_ref();
        list.and_then(|list| belonging::on_the_list(knowledge, &list.query, person))
    };
    let Some(next) = next else {
        return false;
    };
    *query = Query {
        today: query.today,
        ..next
    };
    true
}

/// "When did the first one leave?" of a list that is not all who left: the first of those. Returns whether it is asked.
pub(super) fn placed_among_them(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(list) = memory.list.as_deref().filter(|it| is_bounded(it)) else {
        return false;
    };
    // "When did the first of them move?" is like no topic.
    let guessed = matches!(query.resolver, Resolver::Topic(Aspect::When)) && query.guessed;
    let asked = (query.resolver == Resolver::Order || guessed) && query.filters.ordinals.len() == 1;
    let slots = &leaning.interpretation.slots;
    let free = leaning.is_free()
        && !slots.has(VocabularySlot::Group)
        && !slots.has(VocabularySlot::Role)
        && slots.relations.is_empty();
    let points = leaning.cue("one-of-them") || leaning.partitive();
    if !(asked && free && points && leaning.words <= LEANING) || query.organisation_named {
        return false;
    }
    *query = Query {
        filters: Filters {
            ordinals: query.filters.ordinals.clone(),
            among: list.people.clone(),
            ..Filters::default()
        },
        ..memory.asking(Resolver::Order, query.today)
    };
    true
}

/// Whether a list holds several people who went to some place or came from one.
fn is_bounded(list: &List) -> bool {
    let moved = list.query.resolver == Resolver::WhoWentTo || !list.query.others.is_empty();
    list.people.len() > 1 && moved
}

/// Asks "which of the three …?" of the three of whom the conversation spoke.
pub(super) fn of_their_number(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let asked = matches!(
        query.resolver,
        Resolver::WhoWentTo
            | Resolver::WhoLeft
            | Resolver::Background
            | Resolver::Why
            | Resolver::Stays
            | Resolver::Order
    );
    let free = query.people.is_empty() && query.filters.among.is_empty();
    let read = leaning.interpretation;
    let number = read
        .slots
        .filled
        .iter()
        .find(|it| it.slot == VocabularySlot::Number && stands_behind_a_part(leaning, it));
    let number: Option<usize> = number.and_then(|it| it.value.parse().ok());
    let (Some(number), true) = (number.filter(|it| *it > 1), asked && free) else {
        return;
    };
    let listed = memory.list.as_ref().map(|it| it.people.as_slice());
    let sets: [&[PersonId]; 5] = [
        &memory.listed,
        &memory.query.people,
        &memory.company,
        listed.unwrap_or_default(),
        &memory.query.filters.among,
    ];
    let set = sets.into_iter().find(|it| it.len() == number);
    let set = set.map(<[PersonId]>::to_vec).or_else(|| {
        let list = memory.list.as_deref()?;
        group_of(knowledge, list, number).or_else(|| Some(list.people.clone()))
    });
    let Some(set) = set.filter(|it| it.len() > 1) else {
        return;
    };
    query.filters.among = set;
    query.filters.numbers.clear();
}

/// The one group on a list of departures that has so many members there.
fn group_of(knowledge: &Knowledge, list: &List, number: usize) -> Option<Vec<PersonId>> {
    let mut groups = RoleGroup::ALL.into_iter().filter_map(|role| {
        let belongs = |id: &&PersonId| knowledge.is_member(id, &list.query.organisation, &[role]);
        let members: Vec<PersonId> = list.sure().iter().filter(belongs).cloned().collect();
        (list.query.resolver.is_filtered() && members.len() == number).then_some(members)
    });
    groups.next().filter(|_| groups.next().is_none())
}

/// Whether a word for a part stands before a number, with no more than an article between.
fn stands_behind_a_part(leaning: &Leaning<'_>, number: &Filled) -> bool {
    let read = leaning.interpretation;
    let mut filled = read.slots.filled.iter();
    filled.any(|it| {
        let part = it.slot == VocabularySlot::Cue && it.value == "part";
        let between = read.text.get(it.range.end..number.range.start);
        part && between.is_some_and(|it| it.split_whitespace().count() <= 1)
    })
}
