//! What is noted on departures, by the key that says what a note is about.

use super::phrase::Phrase;
use super::scope::Scope;
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Note, Rank};

/// What is noted on the departures of those whom a question is about, where its words name what the notes are about.
pub(super) fn noted(scope: Scope<'_>) -> Option<Answer> {
    let mut statements = Vec::new();
    for exit in scope.people().filter_map(|person| scope.exit_of(person)) {
        let mut about: Vec<&str> = exit
            .departure
            .note
            .iter()
            .filter_map(|claim| claim.value.about.as_deref())
            .filter(|about| scope.query.words.iter().any(|word| word == about))
            .collect();
        about.dedup();
        for about in about {
            statements.extend(notes_about(scope, &exit, about));
        }
    }
    (!statements.is_empty()).then(|| Answer::of(statements))
}

/// The notes of a departure with this key, refuted ones with the reason.
pub(super) fn notes_about(scope: Scope<'_>, exit: &Exit<'_>, about: &str) -> Vec<Statement> {
    exit.departure
        .note
        .iter()
        .filter(|claim| claim.value.about.as_deref() == Some(about) && claim.known_on(scope.day))
        .flat_map(|claim| note(scope, exit, claim))
        .collect()
}

/// What one note says.
pub(super) fn note(scope: Scope<'_>, exit: &Exit<'_>, claim: &Claim<Note>) -> Vec<Statement> {
    let phrase = Phrase::voiced(claim.value.voice, &exit.person.id, &claim.value.text);
    if claim.rank == Rank::Refuted {
        return Statement::refuted(claim, phrase).into_iter().collect();
    }
    std::iter::once(scope.told(claim, phrase))
        .chain(scope.because(claim, "remark-on-report"))
        .collect()
}
