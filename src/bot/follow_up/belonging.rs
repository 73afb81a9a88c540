//! "Was Alpha one of those?": whether somebody belongs on the list in view, by what made it.

use super::leaning::Leaning;
use crate::answer::query::{Filters, Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;

/// "Was Alpha one of those?" has no more words of its own.
const BELONGING: usize = 5;

/// Asks of the one who is named what made the list: whether they left under its filters, went there, came from there,
/// remain, or belong to its group. Returns whether that is asked.
pub(super) fn one_of_them(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let slots = &leaning.interpretation.slots;
    let alone = slots.mentions.len() == 1
        && slots.times.is_empty()
        && !slots.has(VocabularySlot::Aspect)
        && !slots.has(VocabularySlot::Group);
    let claims = matches!(
        query.resolver,
        Resolver::Verify | Resolver::VerifyMember | Resolver::VerifyRemains | Resolver::Profile
    );
    let ([person], Some(list)) = (query.people.as_slice(), &memory.list) else {
        return false;
    };
    let asked = claims && leaning.partitive() && leaning.words <= BELONGING;
    let next = (alone && asked).then(|| on_the_list(knowledge, &list.query, person));
    let Some(next) = next.flatten() else {
        return false;
    };
    *query = Query {
        today: query.today,
        ..next
    };
    true
}

/// The question whether somebody belongs on the list that answers another question; none if that is no list of people by
/// what they did.
pub(super) fn on_the_list(knowledge: &Knowledge, list: &Query, person: &PersonId) -> Option<Query> {
    let asking = |resolver| Query {
        people: vec![person.clone()],
        polar: true,
        ..Query::new(resolver, list.organisation.clone(), list.today)
    };
    match list.resolver {
        Resolver::Remaining | Resolver::CountRemaining => Some(Query {
            stays: true,
            filters: Filters {
                times: list.filters.times.clone(),
                anchors: list.filters.anchors.clone(),
                ..Filters::default()
            },
            ..asking(Resolver::VerifyRemains)
        }),
        Resolver::Background => Some(Query {
            others: list.others.clone(),
            filters: Filters {
                formerly: list.filters.formerly.clone(),
                ..Filters::default()
            },
            ..asking(Resolver::Background)
        }),
        it if it == Resolver::WhoWentTo || (it.is_filtered() && !list.others.is_empty()) => {
            let elsewhere = !list.others.is_empty();
            elsewhere.then(|| Query {
                others: list.others.clone(),
                filters: Filters {
                    towards: list.others.clone(),
                    ..Filters::default()
                },
                ..asking(Resolver::Verify)
            })
        }
        it if it.is_filtered() => Some(among_the_departures(knowledge, list, person, asking)),
        _ => None,
    }
}

/// Whether somebody left under the filters of a list of departures, or belongs to the group that it is of.
fn among_the_departures(
    knowledge: &Knowledge,
    list: &Query,
    person: &PersonId,
    asking: impl Fn(Resolver) -> Query,
) -> Query {
    let belongs = knowledge.is_member(person, &list.organisation, &list.filters.groups);
    if !list.filters.groups.is_empty() && !belongs {
        return Query {
            filters: Filters {
                groups: list.filters.groups.clone(),
                ..Filters::default()
            },
            ..asking(Resolver::VerifyMember)
        };
    }
    // What no claim on one person is judged by is looked up among the departures of that person.
    let narrowed = list.filters.venture
        || !list.filters.lacking.is_empty()
        || !list.filters.formerly.is_empty()
        || !list.filters.teams.is_empty()
        || !list.filters.roles.is_empty();
    if narrowed {
        return Query {
            resolver: Resolver::WhoLeft,
            people: Vec::new(),
            filters: Filters {
                among: vec![person.clone()],
                ..list.filters.clone()
            },
            ..list.clone()
        };
    }
    Query {
        of_leaving: true,
        filters: Filters {
            times: list.filters.times.clone(),
            anchors: list.filters.anchors.clone(),
            manners: list.filters.manners.clone(),
            reasons: list.filters.reasons.clone(),
            ..Filters::default()
        },
        focus: Focus {
            asks_reason: !list.filters.reasons.is_empty(),
            ..Focus::default()
        },
        ..asking(Resolver::Verify)
    }
}
