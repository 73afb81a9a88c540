//! Who belongs to a group, and how many they are.

use super::lookup::MANY;
use super::phrase::{Phrase, Value};
use super::scope::Scope;
use super::statement::{Answer, DeclineReason};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Membership, Person};

/// Who belongs to a group and how many they are.
pub(super) fn members(scope: Scope<'_>) -> Answer {
    let groups = scope.groups(true);
    let mut people: Vec<(&Person, &Membership)> = scope
        .knowledge
        .members(&scope.query.organisation, None)
        .filter(|(person, membership)| scope.admits(&groups, &person.id, membership))
        .filter(|(_, membership)| {
            membership
                .from
                .as_ref()
                .is_none_or(|from| from.earliest() <= scope.day)
        })
        .collect();
    people.dedup_by_key(|(person, _)| &person.id);
    if people.is_empty() {
        let none = super::filter::named(Phrase::new("no-members"), scope, &groups);
        let none = none.with("organisation", &scope.query.organisation);
        return Answer::declined(DeclineReason::NotStated, none);
    }
    let names: Vec<Value> = people
        .iter()
        .take(MANY)
        .map(|(person, _)| Value::Person(person.id.clone()))
        .collect();
    let among = |id: &&PersonId| people.iter().any(|(person, _)| person.id == **id);
    let phrase = super::filter::named(Phrase::new("members"), scope, &groups)
        .with("organisation", &scope.query.organisation)
        .with("count", people.len())
        .with("more", people.len() - names.len())
        .with("people", Value::List(names));
    let phrase = match scope.named_group(&groups) {
        Some(group) => {
            let apart = group.apart.iter().filter(among);
            let apart: Vec<Value> = apart.map(|id| Value::Person(id.clone())).collect();
            phrase
                .with("sized", "yes")
                .with("group", &group.name)
                .with("counted", if apart.is_empty() { "no" } else { "yes" })
                .with("rest", people.len().saturating_sub(apart.len()))
                .with("counting", Value::List(apart))
        }
        None => phrase.with("sized", "no"),
    };
    let cited = match scope.named_group(&groups) {
        Some(group) => vec![group.citations.clone()],
        None => people
            .iter()
            .take(MANY)
            .map(|(_, membership)| membership.citations.clone().at_most(1))
            .collect(),
    };
    let answer = Answer::of(scope.derived(phrase, cited).into_iter().collect());
    // "Were there thirteen?": a number that is claimed of the whole.
    let claimed = match scope.query.filters.numbers.as_slice() {
        [number] if scope.query.polar => usize::try_from(*number).ok(),
        _ => None,
    };
    let Some(claimed) = claimed else {
        return answer;
    };
    let apart = scope
        .named_group(&groups)
        .map_or(0, |group| group.apart.iter().filter(among).count());
    let right = claimed == people.len() || claimed == people.len() - apart;
    let verdict = if right { "supported" } else { "contradicted" };
    answer.remarking(Phrase::new("verdict").with("verdict", verdict))
}
