//! Who and which periods were spoken of one after the other.

use super::{CHOICES, Memory};
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::temporal::{Form, Relation, TimeMention};

/// Whoever was spoken of, with those who are told to have gone along.
pub(super) fn accompanied(
    query: &Query,
    named: &[PersonId],
    before: Option<&Memory>,
) -> Option<Vec<PersonId>> {
    let [(Relation::SameMonth, Anchor::Person(person))] = query.filters.anchors.as_slice() else {
        return None;
    };
    let spoken_of = before?.subjects.as_slice() == [person.clone()];
    let few = !named.is_empty() && named.len() < CHOICES && !named.contains(person);
    let told = matches!(query.resolver, Resolver::WhoWentTo | Resolver::WhoLeft);
    (spoken_of && few && told).then(|| {
        let mut people = vec![person.clone()];
        people.extend(named.iter().cloned());
        people
    })
}

/// Those of whom the same was asked one after the other ("when did Alpha leave?", "and Beta?"); else whom the answer is
/// about.
pub(super) fn company(
    query: &Query,
    subjects: &[PersonId],
    before: Option<&Memory>,
) -> Vec<PersonId> {
    // "And Gamma?" after who of Alpha and Beta was first joins the two.
    let beside = |it: &Query| matches!(it.resolver, Resolver::Compare | Resolver::Interval);
    if let Some(before) = before.filter(|it| beside(&it.query) && beside(query)) {
        let known = |id: &&PersonId| before.company.contains(id);
        let fresh: Vec<PersonId> = subjects.iter().filter(|id| !known(id)).cloned().collect();
        if fresh.len() < subjects.len() && before.company.len() + fresh.len() <= CHOICES {
            return [before.company.clone(), fresh].concat();
        }
    }
    let again = |before: &&Memory| {
        query.resolver.is_about_somebody()
            && before.query.resolver == query.resolver
            && before.company.len() < CHOICES
    };
    match (before.filter(again), subjects) {
        (Some(before), [one]) if !before.company.contains(one) => {
            let mut company = before.company.clone();
            company.push(one.clone());
            company
        }
        _ => subjects.to_vec(),
    }
}

/// So many periods are kept, to be added up.
const PERIODS: usize = 6;

/// The last periods that were asked about.
pub(super) fn periods(query: &Query, before: Option<&Memory>) -> Vec<TimeMention> {
    let earlier = before.map(|it| it.times.clone()).unwrap_or_default();
    let asked = query.filters.times.iter().filter(|it| it.form != Form::Now);
    let mut times = earlier;
    for time in asked {
        if times.last().map(TimeMention::bounds) != Some(time.bounds()) {
            times.push(time.clone());
        }
    }
    let skipped = times.len().saturating_sub(PERIODS);
    times.drain(..skipped);
    times
}

/// The question for many that somebody bounds: this one, or the one before it while nobody else is spoken of alone.
pub(super) fn bounded(
    query: &Query,
    subjects: &[PersonId],
    before: Option<&Memory>,
) -> Option<Box<Query>> {
    let of_one = matches!(query.filters.anchors.as_slice(), [(_, Anchor::Person(_))]);
    if of_one && query.resolver.is_about_many() {
        return Some(Box::new(query.clone()));
    }
    let kept = before?.bounded.as_ref()?;
    (subjects.is_empty() && query.people.is_empty()).then(|| kept.clone())
}

/// The last two people who were named side by side, both of whom left: those of this question, else of one before it.
pub(super) fn pair(knowledge: &Knowledge, query: &Query, before: Option<&Memory>) -> Vec<PersonId> {
    let left = |id: &PersonId| knowledge.has_left(id);
    match query.people.as_slice() {
        [one, other] if left(one) && left(other) => query.people.clone(),
        _ => before.map(|it| it.pair.clone()).unwrap_or_default(),
    }
}
