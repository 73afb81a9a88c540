//! What a claim takes for granted and no record bears out: that somebody died, or was sent away by another who left.

use super::super::dates::dates;
use super::super::lookup;
use super::super::manners::manners_of;
use super::super::phrase::Phrase;
use super::super::reasons::given_by;
use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::{Verdict, conclude};
use crate::knowledge::Exit;

/// What is recorded of somebody who is said to be dead, or to have been sent away by another, where no record says so.
pub(super) fn unborne(scope: Scope<'_>) -> Option<Answer> {
    if scope.query.claimed.dead {
        let person = scope.people().next()?;
        let statements = scope.exit_of(person).map_or_else(
            || lookup::no_departure(scope, person).statements,
            |exit| last_known(scope, &exit),
        );
        return Some(conclude(scope, Verdict::Alive, statements));
    }
    let by = scope.query.claimed.sent_away_by.as_ref()?;
    let by = scope.knowledge.people.get(by)?;
    let exit = scope.exit_of(scope.people().next()?)?;
    let told = scope.standing(&exit.departure.manner).iter().any(|claim| {
        let text = claim.value.text.as_ref();
        text.is_some_and(|it| it.says(&by.name))
    });
    let mut statements = last_known(scope, &exit);
    // When whoever is said to have acted was gone is to the point.
    let gone = scope.exit_of(by);
    statements.extend(gone.and_then(|it| dates(scope, &it).into_iter().next()));
    (!told).then(|| conclude(scope, Verdict::Unrecorded, statements))
}

/// When and in which manner somebody left, and the reasons that they gave.
fn last_known(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let mut statements: Vec<Statement> = dates(scope, exit).into_iter().take(1).collect();
    statements.extend(manners_of(scope, exit).into_iter().take(2));
    statements.extend(given_by(scope, exit));
    statements
}

/// That no departure is recorded of those whom a question wrongly takes to have gone along with the others.
pub(in crate::answer) fn gone_along(scope: Scope<'_>, mut answer: Answer) -> Answer {
    let stayed = scope.query.claimed.go_along.first();
    if let (Some(person), None) = (stayed, &answer.remark) {
        answer.remark = Some(
            Phrase::new("no-departure")
                .with("person", person)
                .with("organisation", &scope.query.organisation)
                .with("day", scope.day),
        );
    }
    answer
}
