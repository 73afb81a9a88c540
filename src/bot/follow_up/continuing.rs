//! Questions that are the last one again: with another name or date in it, or about the others.

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;

/// Takes the filters of the last question that this one does not set; of all who were listed if `all`.
pub(super) fn inherit_filters(memory: &Memory, query: &mut Query, all: bool) {
    let last = &memory.query;
    if query.times.is_empty() && query.anchors.is_empty() {
        query.times.clone_from(&last.times);
        query.anchors.clone_from(&last.anchors);
    }
    if query.groups.is_empty() {
        query.groups.clone_from(&last.groups);
    }
    if query.roles.is_empty() {
        query.roles.clone_from(&last.roles);
    }
    if query.reasons.is_empty() {
        query.reasons.clone_from(&last.reasons);
    }
    if query.formerly.is_empty() {
        query.formerly.clone_from(&last.formerly);
    }
    if !all {
        return;
    }
    query
        .except_groups
        .extend(last.except_groups.iter().copied());
    query
        .except_people
        .extend(last.except_people.iter().cloned());
    if query.others.is_empty() {
        query.others.clone_from(&last.others);
    }
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining | Resolver::Members
    );
    query.resolver = match query.resolver {
        Resolver::Members | Resolver::WhoLeft if !query.others.is_empty() => Resolver::WhoWentTo,
        Resolver::CountRemaining if !remained => Resolver::Count,
        Resolver::Members if !remained => Resolver::WhoLeft,
        other => other,
    };
}

/// "and the others?", "who else left that month?": the last question about everybody whom it was not about.
pub(super) fn others(knowledge: &Knowledge, memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    let own = query.resolver;
    let groups = std::mem::take(&mut query.groups);
    let except_groups = std::mem::take(&mut query.except_groups);
    inherit_filters(memory, query, true);
    query.resolver = match own {
        _ if !query.others.is_empty() && (own.is_about_many() || own == Resolver::Verify) => {
            Resolver::WhoWentTo
        }
        Resolver::Members | Resolver::Remaining if last.resolver != Resolver::Remaining => {
            Resolver::WhoLeft
        }
        Resolver::Verify => Resolver::WhoLeft,
        other => other,
    };
    query.except_people.extend(memory.subjects.iter().cloned());
    if !groups.is_empty() {
        query.groups = groups;
    } else if memory.subjects.is_empty() {
        // A group was picked out of a list; the others are the rest of the list.
        query.except_groups = std::mem::take(&mut query.groups);
    } else if query.resolver.is_about_somebody() {
        query.groups = shared_groups(knowledge, &memory.subjects);
    }
    query.except_groups.extend(except_groups);
}

/// The group that people have in common: who is spoken of as "the others" belongs to it, too.
fn shared_groups(
    knowledge: &Knowledge,
    people: &[PersonId],
) -> Vec<crate::knowledge::person::RoleGroup> {
    crate::knowledge::person::RoleGroup::ALL
        .into_iter()
        .find(|role| {
            people.iter().all(|id| {
                knowledge.people.get(id).is_some_and(|person| {
                    person
                        .memberships
                        .iter()
                        .any(|membership| membership.groups.contains(role))
                })
            })
        })
        .into_iter()
        .collect()
}

/// "and Ba?": the last question again, with what was named now in the place of what was named then.
pub(super) fn continue_last(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let mut continued = memory.query.clone();
    continued.today = query.today;
    if leaning.has("others") {
        query.resolver = continued.resolver;
        if continued.resolver.is_about_somebody() || continued.resolver.is_about_many() {
            others(knowledge, memory, query);
        }
        return;
    }
    if !query.people.is_empty() {
        continued.people = std::mem::take(&mut query.people);
        continued.topics.clear();
        if !continued.resolver.is_about_somebody()
            && !matches!(
                continued.resolver,
                Resolver::Compare | Resolver::Interval | Resolver::Order
            )
        {
            continued.resolver = Resolver::Profile;
        }
    }
    if !query.times.is_empty() {
        continued.times = std::mem::take(&mut query.times);
        continued.anchors.clear();
    }
    if !query.anchors.is_empty() {
        continued.anchors = std::mem::take(&mut query.anchors);
        continued.times.clear();
    }
    if !query.groups.is_empty() {
        continued.groups = std::mem::take(&mut query.groups);
        continued.except_groups.clear();
        continued.people.clear();
    }
    if !query.except_groups.is_empty() || !query.except_people.is_empty() {
        continued.except_groups = std::mem::take(&mut query.except_groups);
        continued.except_people = std::mem::take(&mut query.except_people);
    }
    if !query.roles.is_empty() {
        continued.roles = std::mem::take(&mut query.roles);
        continued.people.clear();
    }
    if !query.topics.is_empty() {
        continued.topics = std::mem::take(&mut query.topics);
        continued.people.clear();
        if !matches!(continued.resolver, Resolver::Topic(_) | Resolver::Lead) {
            continued.resolver = Resolver::Topic(Aspect::What);
        }
    }
    if !query.ordinals.is_empty() {
        continued.ordinals = std::mem::take(&mut query.ordinals);
        continued.resolver = Resolver::Order;
        continued.people.clear();
    }
    if query.organisation_named {
        continued.organisation = query.organisation.clone();
        continued.organisation_named = true;
    }
    if !query.formerly.is_empty() {
        continued.formerly = std::mem::take(&mut query.formerly);
        continued.others.clear();
    }
    if !query.others.is_empty() {
        continued.others = std::mem::take(&mut query.others);
    }
    *query = continued;
}
