//! How far what an answer states is settled: at first hand, by newsrooms, by others alone, or not at all.

use super::query::Query;
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Answer, Outcome, Statement};
use crate::answer::phrase::Phrase;
use crate::knowledge::source::SourceClass;

/// So many statements are told again at most.
const TOLD: usize = 4;

/// The wording that says that no words of a person's own were found.
const SILENT: &str = "said-nothing";

/// What the last question was answered with, and how far that is settled.
pub(super) fn state(scope: Scope<'_>, last: &Query) -> Answer {
    let mut answer = super::answer(scope.knowledge, last);
    if answer.outcome == Outcome::Declined {
        return answer;
    }
    let spoken = last.resolver.is_spoken();
    let unspoken = |it: &Statement| it.phrase.id == "no-reason";
    let first = answer.statements.first().map(|it| standing(scope, it));
    // Whether it is confirmed by the person that they left is settled by what they said, or by their silence.
    let of_leaving = matches!(
        last.resolver,
        Resolver::When | Resolver::Order | Resolver::VerifyRemains
    );
    // So is whether it is confirmed that somebody announced what they do since.
    let announced = answer
        .statements
        .iter()
        .any(|it| it.phrase.id == "announced-on");
    let of_leaving = of_leaving || announced;
    let own = (of_leaving && first != Some("first-hand")).then(|| own_words(scope, last));
    let own = own.flatten();
    let confirmed = own
        .as_ref()
        .is_some_and(|it| standing(scope, it) == "first-hand" && it.phrase.id != SILENT);
    let relayed = own.as_ref().is_some_and(|it| it.phrase.id != SILENT);
    let state = if spoken {
        "said"
    } else if answer.outcome == Outcome::Disputed {
        "open"
    } else if answer.statements.iter().any(unspoken) {
        "reported"
    } else if confirmed {
        "first-hand"
    } else if relayed {
        "relayed"
    } else {
        first.unwrap_or("weak")
    };
    answer.statements.truncate(TOLD);
    answer.statements.splice(0..0, own);
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
