//! Questions about the list that the last answer gave: one place in it, those of it to whom something applies.

use super::continuing::inherit_filters;
use super::leaning::Leaning;
use super::names_nobody;
use crate::answer;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::{Memory, subjects_of};
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::RoleGroup;
use crate::nlu::temporal::Form;

/// "The first one, why did he leave?", "which of them left last?", "who of those came from Alpha?" Returns whether the
/// question is about that list.
pub(super) fn of_the_list(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let of_them = leaning.has("people") || leaning.has("ones");
    let with_role = of_them && !query.filters.roles.is_empty();
    // "Who of them came from Alpha?" after whether somebody was one of them.
    if let Some(list) = &memory.list
        && memory.listed.len() < 2
        && leaning.partitive()
        && query.resolver == Resolver::Background
        && query.people.is_empty()
    {
        query.filters.among.clone_from(&list.people);
        query.organisation.clone_from(&last.organisation);
        return true;
    }
    if memory.listed.len() < 2 || query.organisation_named {
        return false;
    }
    // "In what order?" of those at several places.
    let placed_before = last.resolver == Resolver::Order && query.resolver == Resolver::Timeline;
    if placed_before && names_nobody(query) && query.filters.times.is_empty() && leaning.short() {
        query.filters.among.clone_from(&memory.listed);
        query.filters.groups.clone_from(&last.filters.groups);
        query.organisation.clone_from(&last.organisation);
        return true;
    }
    // "Which one of the four was last?" says how many they are.
    if leaning.partitive() || leaning.cue("part") {
        let count = i64::try_from(memory.listed.len()).unwrap_or_default();
        if !query.filters.ordinals.is_empty() {
            query.filters.numbers.retain(|it| *it != count);
        }
    }
    // "Name them" after how many they are.
    if of_them
        && last.resolver == Resolver::Members
        && leaning.words <= 2
        && query.filters.ordinals.is_empty()
        && !query.of_leaving
        && !query.stays
    {
        query.resolver = Resolver::Members;
        query.filters.groups.clone_from(&last.filters.groups);
        query.organisation.clone_from(&last.organisation);
        return true;
    }
    if of_them && query.focus.asks_reason && names_nobody(query) {
        gave_a_reason(memory, query);
        return true;
    }
    if with_role {
        query.people.clear();
        query.resolver = Resolver::WhoLeft;
    }
    if !query.people.is_empty() {
        return false;
    }
    let placed = !query.filters.ordinals.is_empty()
        && names_nobody(query)
        && query.filters.times.is_empty()
        && (of_them || leaning.short() || (leaning.has("person") && memory.subjects.is_empty()));
    let picked = of_them && query.resolver.is_about_many() && !query.all;
    if !(placed || picked) {
        return false;
    }
    if last.resolver.is_filtered() && last.filters.anchors.is_empty() {
        let own = query.resolver;
        inherit_filters(memory, query, true);
        if picked && own == Resolver::WhoWentTo {
            query.resolver = own;
        }
        // A place is asked for among all who were told, and not among the group that is meant where none is named.
        if placed && query.filters.groups.is_empty() && !of_one_kind(knowledge, memory) {
            query.filters.groups = RoleGroup::ALL.to_vec();
        }
    } else {
        query.filters.among = certain(knowledge, memory);
        query.organisation.clone_from(&last.organisation);
        if query.filters.times.is_empty() && last.resolver == Resolver::Destination {
            let of_departures = last.filters.times.iter().filter(|it| it.form != Form::Now);
            query.filters.times = of_departures.cloned().collect();
        }
        if query.filters.groups.is_empty() {
            query.filters.groups.clone_from(&last.filters.groups);
        }
    }
    // Whoever never left has no place among those who did.
    if placed {
        query.filters.among.retain(|id| knowledge.has_left(id));
    }
    let named = query.resolver == Resolver::Members;
    if placed && (named || query.resolver.is_about_many()) {
        query.resolver = Resolver::Order;
    }
    true
}

/// "Which of them said why?" names nobody's words. Returns whether it is asked of those who were listed.
pub(super) fn said_why(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let of_them = leaning.has("people") || leaning.has("ones");
    let asked = query.resolver == Resolver::WhoSaid && leaning.cue("gives-reason");
    let of_several = memory.listed.len() > 1 && !query.organisation_named;
    if !(asked && of_them && of_several && names_nobody(query)) {
        return false;
    }
    gave_a_reason(memory, query);
    true
}

/// Asks for the reasons that those gave who were listed.
fn gave_a_reason(memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    query.resolver = Resolver::Why;
    if last.resolver.is_filtered() {
        inherit_filters(memory, query, true);
    } else {
        query.filters.among.clone_from(&memory.listed);
    }
    query.organisation.clone_from(&last.organisation);
}

/// Those whom the last answer listed without a doubt whether they belong on the list; all of them if there is no other.
fn certain(knowledge: &Knowledge, memory: &Memory) -> Vec<PersonId> {
    let listed = memory.listed.clone();
    if !memory.query.resolver.is_filtered() {
        return listed;
    }
    let told = answer::answer(knowledge, &memory.query).statements;
    let mut doubtful = Vec::new();
    let perhaps = told.iter().filter(|it| it.phrase.id == "list-perhaps");
    perhaps.for_each(|it| subjects_of(&it.phrase, &mut doubtful));
    let sure: Vec<PersonId> = listed
        .iter()
        .filter(|id| !doubtful.contains(id))
        .cloned()
        .collect();
    if sure.is_empty() { listed } else { sure }
}

/// Whether all whom the last answer listed belong to the group that the organisation names first.
fn of_one_kind(knowledge: &Knowledge, memory: &Memory) -> bool {
    let organisation = &memory.query.organisation;
    let organisations = &knowledge.organisations;
    let first = organisations
        .get(organisation)
        .and_then(|it| it.groups.first())
        .map(|it| it.role);
    let belongs = |id: &PersonId| {
        let mut members = knowledge.members(organisation, first);
        members.any(|(person, _)| person.id == *id)
    };
    memory.listed.iter().all(belongs)
}
