//! Leaves and returns of one person: why they came back, and how long a leave is that has not ended.

use super::dates::{back, dates};
use super::list::on_leave;
use super::manners::manners_of;
use super::notes::note;
use super::phrase::Phrase;
use super::scope::Scope;
use super::statement::{Answer, Statement};
use super::topic::state;
use crate::knowledge::Exit;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::PartialDate;
use crate::knowledge::person::{Membership, Person};

/// "Why did she come back?": that she did, and what notes and events tell of why. Nothing of one who has not come back.
pub(super) fn why_back(scope: Scope<'_>) -> Option<Answer> {
    let [person] = scope.people().collect::<Vec<_>>()[..] else {
        return None;
    };
    let returns = scope.returns_of(person);
    let (exit, again) = returns.last()?;
    let mut reasons = noted(scope, exit);
    // Whoever came from another organisation gave their reasons on leaving that.
    if let Some(other) = left_for(scope, person, again) {
        reasons.extend(super::reasons::reasons(scope, &other));
        reasons.extend(noted(scope, &other));
    }
    reasons.extend(told(scope, person, again));
    let silent = reasons.is_empty();
    let statements: Vec<Statement> = back(scope, exit, again)
        .into_iter()
        .chain(reasons)
        .collect();
    let answer = Answer::of(statements);
    if silent {
        return Some(
            answer.remarking(Phrase::new("return-unexplained").with("person", &person.id)),
        );
    }
    Some(answer)
}

/// The departure from another organisation with which somebody went to a stay.
fn left_for<'a>(scope: Scope<'a>, person: &'a Person, again: &Membership) -> Option<Exit<'a>> {
    let begun = again.from.as_ref()?.latest();
    let exits = scope.knowledge.exits_of(person).filter(|exit| {
        let mut towards = scope.standing(&exit.departure.destination).into_iter();
        exit.membership.organisation != again.organisation
            && exit.date().is_some_and(|it| it.earliest() <= begun)
            && towards.any(|it| it.value.organisation.as_ref() == Some(&again.organisation))
    });
    exits.max_by_key(|exit| exit.date().map(PartialDate::sort_key))
}

/// What is noted on the departure before a return, under no key of its own.
fn noted(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let notes = exit.departure.note.iter();
    notes
        .filter(|claim| matches!(claim.value.about.as_deref(), None | Some("return")))
        .filter(|claim| claim.stands_on(scope.day))
        .flat_map(|claim| note(scope, exit, claim))
        .collect()
}

/// What an event of the time of a return that is about the person says of why.
fn told(scope: Scope<'_>, person: &Person, again: &Membership) -> Vec<Statement> {
    let Some(from) = &again.from else {
        return Vec::new();
    };
    let topics = scope.knowledge.topics.values();
    let events = topics.filter(|it| {
        it.people.contains(&person.id) && it.date().is_some_and(|date| date.overlaps(from))
    });
    let claims = events.flat_map(|topic| {
        let standing = scope.standing(&topic.statements).into_iter();
        standing.map(move |claim| (topic, claim))
    });
    claims
        .filter(|(_, claim)| claim.value.aspect == Aspect::Why)
        .filter_map(|(topic, claim)| state(scope, topic, claim))
        .collect()
}

/// How long a leave is that somebody is still on: what is said of it, and since when. Nothing of anybody else.
pub(super) fn leave(scope: Scope<'_>, person: &Person) -> Option<Vec<Statement>> {
    let exit = scope.exit_of(person).filter(|it| on_leave(scope, it))?;
    let since = dates(scope, &exit).into_iter().take(1);
    Some(manners_of(scope, &exit).into_iter().chain(since).collect())
}
