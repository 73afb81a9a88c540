//! What a record that a search found says, and whose words it renders.

use super::events::begins_with;
use super::notes::note;
use super::phrase::Phrase;
use super::profile::{fact, role};
use super::scope::Scope;
use super::search::Record;
use super::speech::{quoted, response_to};
use super::statement::Statement;
use super::topic::state;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Voice};
use crate::knowledge::id::PersonId;

/// What a record says, in the words that every other answer has for it; nothing if it is refuted or not yet known.
pub(super) fn tell(scope: Scope<'_>, record: &Record) -> Vec<Statement> {
    told(scope, record).unwrap_or_default()
}

fn told(scope: Scope<'_>, record: &Record) -> Option<Vec<Statement>> {
    Some(match record {
        Record::Statement(person, at, index) => {
            let exit = exit(scope, person, *at)?;
            let claim = standing(scope, &exit.departure.statement, *index)?;
            claim.value.text.as_ref()?;
            vec![scope.told(claim, quoted(exit.person, claim))]
        }
        Record::Response(person, at, index) => {
            let exit = exit(scope, person, *at)?;
            let claim = standing(scope, &exit.departure.response, *index)?;
            response_to(scope, &exit, claim).into_iter().collect()
        }
        Record::Reason(person, at, index) => {
            let exit = exit(scope, person, *at)?;
            let claim = standing(scope, &exit.departure.reason, *index)?;
            let text = claim.value.text.as_ref()?;
            match claim.value.voice {
                Voice::Own => vec![scope.told(claim, Phrase::predicate(person, text))],
                Voice::Report => {
                    vec![scope.reported(claim, Phrase::sentence(text))]
                }
            }
        }
        Record::Destination(person, at, index) => {
            let exit = exit(scope, person, *at)?;
            let claim = standing(scope, &exit.departure.destination, *index)?;
            vec![scope.told(claim, Phrase::predicate(person, claim.value.text.as_ref()?))]
        }
        Record::Note(person, at, index) => {
            let exit = exit(scope, person, *at)?;
            let claim = standing(scope, &exit.departure.note, *index)?;
            note(scope, &exit, claim)
        }
        Record::Fact(person, index) => {
            let person = scope.knowledge.people.get(person)?;
            let claim = standing(scope, &person.facts, *index)?;
            vec![fact(scope, person, claim)]
        }
        Record::Role(person, at) => {
            let person = scope.knowledge.people.get(person)?;
            let membership = person.memberships.get(*at)?;
            role(scope, person, membership).into_iter().collect()
        }
        Record::Topic(topic, index) => {
            let topic = scope.knowledge.topics.get(topic)?;
            let claim = standing(scope, &topic.statements, *index)?;
            state(scope, topic, claim).into_iter().collect()
        }
    })
}

/// Whose words a record renders.
pub(super) fn speaker(scope: Scope<'_>, record: &Record) -> Option<PersonId> {
    match record {
        Record::Statement(person, ..) | Record::Reason(person, ..) | Record::Note(person, ..) => {
            Some(person.clone())
        }
        Record::Response(person, at, index) => exit(scope, person, *at)?
            .departure
            .response
            .get(*index)?
            .value
            .by
            .clone(),
        Record::Topic(topic, index) => {
            let topic = scope.knowledge.topics.get(topic)?;
            match topic.people.as_slice() {
                [one] => Some(one.clone()),
                people => {
                    let text = topic.statements.get(*index)?.value.text.as_ref()?;
                    let subject = |id: &&PersonId| {
                        scope
                            .knowledge
                            .people
                            .get(*id)
                            .is_some_and(|it| begins_with(it, text))
                    };
                    people.iter().find(subject).cloned()
                }
            }
        }
        Record::Fact(..) | Record::Role(..) | Record::Destination(..) => None,
    }
}

/// The exit that a record belongs to, if it has happened on the day.
fn exit<'a>(scope: Scope<'a>, person: &PersonId, at: usize) -> Option<Exit<'a>> {
    let person = scope.knowledge.people.get(person)?;
    let membership = person.memberships.get(at)?;
    let exit = Exit {
        person,
        membership,
        departure: membership.departure.as_ref()?,
    };
    (!person.stayed_on(membership) && scope.happened(&exit)).then_some(exit)
}

fn standing<'a, T>(scope: Scope<'_>, claims: &'a [Claim<T>], at: usize) -> Option<&'a Claim<T>> {
    claims.get(at).filter(|claim| claim.stands_on(scope.day))
}
