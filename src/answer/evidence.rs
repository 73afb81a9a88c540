//! How far what an answer states is settled: at first hand, by newsrooms, by others alone, or not at all.

use super::query::Query;
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Answer, Outcome, Statement};
use crate::answer::phrase::Phrase;
use crate::knowledge::source::SourceClass;

/// So many statements are told again at most.
const TOLD: usize = 4;

/// What the last question was answered with, and how far that is settled.
pub(super) fn state(scope: Scope<'_>, last: &Query) -> Answer {
    let mut answer = super::answer(scope.knowledge, last);
    if answer.outcome == Outcome::Declined {
        return answer;
    }
    let spoken = last.resolver.is_spoken();
    let unspoken = |it: &Statement| it.phrase.id == "no-reason";
    let state = if spoken {
        "said"
    } else if answer.outcome == Outcome::Disputed {
        "open"
    } else if answer.statements.iter().any(unspoken) {
        "reported"
    } else {
        answer
            .statements
            .first()
            .map_or("weak", |first| standing(scope, first))
    };
    answer.statements.truncate(TOLD);
    // Whether it is confirmed by the person is settled by what they said, or by their silence.
    let own = (!spoken && state != "first-hand").then(|| own_words(scope, last));
    answer.statements.splice(0..0, own.flatten());
    answer.remarking(Phrase::new("evidence").with("state", state))
}

/// What the one person whose departure was told said of it themselves, or that no such words were found.
fn own_words(scope: Scope<'_>, last: &Query) -> Option<Statement> {
    let placed = last.people.is_empty() && last.resolver == Resolver::Order;
    let people = if placed {
        super::at_places(scope.knowledge, last)
    } else {
        last.people.clone()
    };
    let [person] = people.as_slice() else {
        return None;
    };
    let person = scope.knowledge.people.get(person)?;
    let exit = scope.exit_of(person)?;
    let words = scope.standing(&exit.departure.statement);
    let first = words.into_iter().next()?;
    let phrase = super::speech::quoted(person, first);
    Some(match first.value.text {
        Some(_) => scope.told(first, phrase),
        None => Statement::stated(first, phrase),
    })
}

/// The best kind of source that a statement rests on.
fn standing(scope: Scope<'_>, statement: &Statement) -> &'static str {
    let sources = &scope.knowledge.sources;
    let classes: Vec<SourceClass> = statement
        .citations
        .iter()
        .filter_map(|it| sources.get(&it.source))
        .map(|it| it.class)
        .collect();
    let reported = [SourceClass::MajorOutlet, SourceClass::SyndicatedCopy];
    if classes.contains(&SourceClass::PrimaryStatement) {
        "first-hand"
    } else if classes.iter().any(|it| reported.contains(it)) {
        "newsrooms"
    } else {
        "weak"
    }
}
