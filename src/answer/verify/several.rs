//! Who of several people is still there: the ones who are, and all others in one sentence.

use super::super::manners::manners_of;
use super::super::moment::dated;
use super::super::phrase::{Phrase, Value};
use super::super::scope::{Scope, citations};
use super::{Verdict, conclude};
use crate::answer::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::MannerKind;

/// From so many people on they are told together.
const SEVERAL: usize = 3;

/// Who of several is still there today; nothing if too few are asked about, or somebody never belonged there.
pub(super) fn still_there(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let plain =
        query.others.is_empty() && query.filters.roles.is_empty() && query.topics.is_empty();
    if query.people.len() < SEVERAL || !plain {
        return None;
    }
    let mut statements: Vec<Statement> = Vec::new();
    let mut gone: Vec<Exit<'_>> = Vec::new();
    for person in scope.people() {
        match scope.exit_of(person) {
            Some(exit) if scope.returned(&exit).is_some() => return None,
            Some(exit) => gone.push(exit),
            None => {
                let membership = scope.membership_of(person)?;
                let phrase = Phrase::new("still-there")
                    .with("person", &person.id)
                    .with("organisation", &membership.organisation)
                    .with("day", scope.day);
                statements.extend(scope.derived(phrase, [membership.citations.clone()]));
            }
        }
    }
    let nobody = statements.is_empty();
    let left = Phrase::new("left-each")
        .with("organisation", &query.organisation)
        .with("people", Value::List(gone.iter().map(dated).collect()));
    statements.extend(
        scope
            .derived(left, citations(gone.iter()))
            .filter(|_| !gone.is_empty()),
    );
    // Who only stepped back may still work for it.
    let stepped_back = |exit: &&Exit<'_>| {
        let best = scope.best(&exit.departure.manner);
        best.is_some_and(|it| it.value.kind == MannerKind::SteppedBack)
    };
    for exit in gone.iter().filter(stepped_back) {
        statements.extend(manners_of(scope, exit).into_iter().take(1));
    }
    Some(if nobody {
        conclude(scope, Verdict::Contradicted, statements)
    } else {
        Answer::of(statements)
    })
}
