//! What a fragment names ("and Alpha?", "in March?", "to Beta?") in the place of what the last question named.

use super::kept;
use crate::answer::query::{Anchor, Filters, Lacking, Query};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::temporal::Form;

/// "What about Alpha?" after who gave no reason asks for theirs.
fn of_what_is_lacking(query: &Query, continued: &mut Query) {
    let [lacking] = continued.filters.lacking.as_slice() else {
        return;
    };
    if query.people.len() == 1 && continued.resolver.is_filtered() && continued.people.is_empty() {
        continued.resolver = match lacking {
            Lacking::Reason => Resolver::Why,
            Lacking::Statement => Resolver::Statement,
            Lacking::Destination => Resolver::Destination,
        };
        continued.filters = Filters::default();
    }
}

/// Puts what a fragment names into the place of what the last question named.
pub(super) fn put(knowledge: &Knowledge, query: &mut Query, continued: &mut Query) {
    if super::correcting::bound_anew(knowledge, query, continued) {
        return;
    }
    of_what_is_lacking(query, continued);
    put_people(knowledge, query, continued);
    // "Now without the founders" is no time.
    let turns = !query.filters.except_groups.is_empty() && continued.resolver.is_about_many();
    if turns {
        query.filters.times.retain(|it| it.form != Form::Now);
    }
    if !query.filters.times.is_empty() {
        // A list of one period says nothing of another.
        continued.filters.among.clear();
        continued.filters.times = std::mem::take(&mut query.filters.times);
        // Words of another time are other words.
        continued.focus.of_words = None;
        if !kept::closes(
            knowledge,
            &continued.filters.times,
            &continued.filters.anchors,
        ) {
            continued.filters.anchors.clear();
        }
    }
    if !query.filters.anchors.is_empty() {
        // What bounds the question is not what it is about.
        let bounds = |id: &TopicId| {
            let mut anchors = query.filters.anchors.iter();
            anchors.any(|(_, it)| matches!(it, Anchor::Topic(topic) if topic == id))
        };
        query.topics.retain(|id| !bounds(id));
        continued.topics.clear();
        // A list between other bounds is another list.
        continued.filters.among.clear();
        continued.filters.anchors = std::mem::take(&mut query.filters.anchors);
        continued.filters.times.clear();
        continued.people.clear();
        continued.resolver = query.resolver;
        // Whose post it was is whom the question is about.
        if matches!(
            continued.resolver,
            Resolver::Predecessor | Resolver::Successor
        ) {
            let holders = std::mem::take(&mut continued.filters.anchors).into_iter();
            continued
                .people
                .extend(holders.filter_map(|(_, it)| match it {
                    Anchor::Person(id) => Some(id),
                    Anchor::Topic(_) => None,
                }));
        }
    }
    if asked_as_member(query, continued) {
        return;
    }
    put_groups(knowledge, query, continued);
    if !query.filters.except_groups.is_empty() || !query.filters.except_people.is_empty() {
        // Who is not of a group takes the place of those who are.
        let out = std::mem::take(&mut query.filters.except_groups);
        continued.filters.groups.retain(|it| !out.contains(it));
        continued.filters.except_groups = out;
        continued.filters.except_people = std::mem::take(&mut query.filters.except_people);
    }
    if !query.filters.roles.is_empty() {
        continued.filters.roles = std::mem::take(&mut query.filters.roles);
        continued.people.clear();
    }
    if !query.topics.is_empty() {
        continued.topics = std::mem::take(&mut query.topics);
        continued.people.clear();
        if !matches!(continued.resolver, Resolver::Topic(_) | Resolver::Lead) {
            continued.resolver = Resolver::Topic(Aspect::What);
        }
    }
    if !query.filters.ordinals.is_empty() {
        // "And the last?" behind "and the next?" is the last of all.
        if std::mem::take(&mut continued.focus.adjacent) {
            continued.filters.anchors.clear();
        }
        continued.filters.ordinals = std::mem::take(&mut query.filters.ordinals);
        continued.resolver = Resolver::Order;
        continued.people.clear();
    }
    // "So not Alpha?" after who somebody is doubts that they belonged there.
    if query.organisation_named && query.negated && continued.resolver == Resolver::Profile {
        continued.resolver = Resolver::VerifyMember;
        continued.polar = true;
        continued.negated = true;
    }
    if query.organisation_named {
        // "No, the one of Alpha" is another who held the post.
        if !continued.filters.roles.is_empty() && continued.organisation != query.organisation {
            continued.people.clear();
        }
        continued.organisation = query.organisation.clone();
        continued.organisation_named = true;
    }
    put_places(query, continued);
}

/// "Founder?" after who somebody is asks whether they were one. Returns whether that is asked.
fn asked_as_member(query: &mut Query, continued: &mut Query) -> bool {
    let of_one = continued.resolver == Resolver::Profile && continued.people.len() == 1;
    if query.filters.groups.is_empty() || !of_one || !query.filters.except_groups.is_empty() {
        return false;
    }
    *continued = Query {
        people: std::mem::take(&mut continued.people),
        polar: true,
        filters: Filters {
            groups: std::mem::take(&mut query.filters.groups),
            ..Default::default()
        },
        ..Query::new(
            Resolver::VerifyMember,
            continued.organisation.clone(),
            continued.today,
        )
    };
    true
}

/// Puts the groups that a fragment names into the place of those of the last question.
fn put_groups(knowledge: &Knowledge, query: &mut Query, continued: &mut Query) {
    if query.filters.groups.is_empty() {
        return;
    }
    continued.filters.groups = std::mem::take(&mut query.filters.groups);
    continued.filters.except_groups.clear();
    continued.filters.roles.clear();
    continued.people.clear();
    continued.everyone = false;
    // Of a list the members of the group are meant.
    let belongs = |id: &&PersonId| {
        knowledge.is_member(id, &continued.organisation, &continued.filters.groups)
    };
    let among: Vec<PersonId> = continued
        .filters
        .among
        .iter()
        .filter(belongs)
        .cloned()
        .collect();
    if !among.is_empty() {
        continued.filters.among = among;
    }
}

/// Puts the people whom a fragment names into the place of those whom the last question named, or beside them.
fn put_people(knowledge: &Knowledge, query: &mut Query, continued: &mut Query) {
    if query.people.is_empty() {
        return;
    }
    // Whoever spoke of one who left speaks of the next.
    let left = |id: &PersonId| knowledge.has_left(id);
    let speaks = continued.people.iter().any(left) && query.people.iter().all(left);
    let of_nobody = continued.people.is_empty();
    let mut compared = continued.people.clone();
    let speakers: Vec<PersonId> = continued
        .people
        .drain(..)
        .filter(|id| speaks && !left(id))
        .collect();
    let compares = matches!(continued.resolver, Resolver::Compare | Resolver::Interval);
    // Of those who were compared none is taken out by one more, unless it was beside an event.
    if compares && continued.topics.is_empty() && query.people.len() == 1 {
        // The next stretch of time begins where the last one ended.
        if continued.resolver == Resolver::Interval {
            let skipped = compared.len().saturating_sub(1);
            compared.drain(..skipped);
        }
        compared.append(&mut query.people);
        compared.dedup();
        continued.people = compared;
    } else if continued.resolver == Resolver::Stays && compared.len() > 1 && query.people.len() == 1
    {
        // "What about Gamma?" after who of two stayed longer.
        compared.append(&mut query.people);
        compared.dedup();
        continued.people = compared;
        return;
    } else {
        continued.people = std::mem::take(&mut query.people);
        // What somebody said of one departure is asked of the next.
        continued.people.splice(0..0, speakers);
    }
    if !compares {
        continued.topics.clear();
    }
    // What was refused of nobody in particular is not asked of whoever is only named.
    if continued.resolver == Resolver::Private && of_nobody {
        continued.resolver = Resolver::Profile;
        continued.filters.reasons.clear();
    }
    // "And Alpha?" after who remains.
    if matches!(
        continued.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    ) {
        continued.resolver = Resolver::VerifyRemains;
        continued.stays = true;
        continued.polar = true;
    }
    if !continued.resolver.is_about_somebody()
        && !matches!(
            continued.resolver,
            Resolver::Compare | Resolver::Interval | Resolver::Order
        )
    {
        continued.resolver = Resolver::Profile;
    }
}

/// Puts the places that a fragment names into the place of those of the last question: where people came from, or went.
fn put_places(query: &mut Query, continued: &mut Query) {
    if !query.filters.formerly.is_empty() {
        continued.filters.formerly = std::mem::take(&mut query.filters.formerly);
        continued.others.clear();
    }
    if !query.others.is_empty() {
        continued.others = std::mem::take(&mut query.others);
        // "And to Alpha?" after where everybody went asks who went there.
        if continued.resolver == Resolver::Destination && continued.people.is_empty() {
            continued.resolver = Resolver::WhoWentTo;
        }
        if continued.resolver == Resolver::Background {
            continued.filters.formerly.clear();
        }
        // "Both to Alpha?" after how long they stayed asks whether they went there.
        let apart = matches!(
            continued.resolver,
            Resolver::When
                | Resolver::Why
                | Resolver::Manner
                | Resolver::Tenure
                | Resolver::Stays
                | Resolver::Compare
                | Resolver::Interval
                | Resolver::Statement
                | Resolver::Profile
                | Resolver::VerifyRemains
        );
        if apart && !continued.people.is_empty() {
            *continued = Query {
                people: std::mem::take(&mut continued.people),
                others: std::mem::take(&mut continued.others),
                polar: true,
                ..Query::new(
                    Resolver::Verify,
                    continued.organisation.clone(),
                    continued.today,
                )
            };
        }
    }
}
