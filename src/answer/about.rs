//! Where answers come from, what can be asked, and what is declined.

use super::phrase::Phrase;
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::Voice;

/// Questions about the bot, its sources, and those that it declines.
pub(super) fn about(scope: Scope<'_>, resolver: Resolver) -> Answer {
    match resolver {
        Resolver::Sources => super::sources::sources(scope),
        Resolver::Reliability => {
            super::verify::discredited(scope).unwrap_or_else(|| super::sources::reliability(scope))
        }
        Resolver::Disputes => super::disputes::disputes(scope),
        Resolver::Freshness => Answer::remark(
            Phrase::new("freshness")
                .with("day", scope.knowledge.as_of)
                .with("sources", scope.knowledge.sources.len())
                .with("departures", scope.knowledge.exits().count()),
        ),
        Resolver::Privacy => Answer::remark(Phrase::new("privacy")),
        Resolver::Corrections => Answer::remark(Phrase::new("corrections")),
        Resolver::About => Answer::remark(
            Phrase::new("about-bot")
                .with("dataset", &scope.knowledge.name)
                .with("sources", scope.knowledge.sources.len()),
        ),
        Resolver::Greeting => Answer::remark(Phrase::new("greeting")).suggesting(examples(scope)),
        Resolver::Thanks => Answer::remark(Phrase::new("thanks")),
        Resolver::Private => private(scope),
        Resolver::Prediction => declined(scope, "decline-prediction"),
        Resolver::Opinion => declined(scope, "decline-opinion"),
        Resolver::OutOfScope => out_of_scope(scope),
        Resolver::Help if scope.query.negated => Answer::remark(
            Phrase::new("limits")
                .with("dataset", &scope.knowledge.name)
                .with("day", scope.knowledge.as_of),
        )
        .suggesting(examples(scope)),
        _ => Answer::remark(Phrase::new("help").with("dataset", &scope.knowledge.name))
            .suggesting(examples(scope)),
    }
}

/// Private matters are declined, but for what somebody said of themselves in public on leaving.
fn private(scope: Scope<'_>) -> Answer {
    let said: Vec<Statement> = scope
        .people()
        .filter_map(|person| scope.exit_of(person))
        .flat_map(|exit| {
            let claims = scope.standing(&exit.departure.reason).into_iter();
            let fitting = claims.filter(|claim| {
                claim.value.voice == Voice::Own
                    && claim
                        .value
                        .categories
                        .iter()
                        .any(|it| scope.query.filters.reasons.contains(it))
            });
            fitting
                .filter_map(|claim| {
                    let phrase = Phrase::predicate(&exit.person.id, claim.value.text.as_ref()?);
                    Some(scope.told(claim, phrase))
                })
                .collect::<Vec<_>>()
        })
        .collect();
    if said.is_empty() {
        return declined(scope, "decline-private");
    }
    Answer::of(said).remarking(Phrase::new("said-in-public"))
}

fn declined(scope: Scope<'_>, wording: &'static str) -> Answer {
    Answer::declined(DeclineReason::OutOfScope, Phrase::new(wording)).suggesting(examples(scope))
}

/// Outside what the dataset is about.
pub(super) fn out_of_scope(scope: Scope<'_>) -> Answer {
    Answer::declined(
        DeclineReason::OutOfScope,
        Phrase::new("out-of-scope").with("dataset", &scope.knowledge.name),
    )
    .suggesting(examples(scope))
}

/// Questions that the dataset answers.
pub(super) fn examples(scope: Scope<'_>) -> Vec<Phrase> {
    let organisation = &scope.knowledge.organisation;
    let mut examples = vec![Phrase::new("ask-who-left").with("organisation", organisation)];
    // Whoever left last of the organisation's own group is the one that people have heard of.
    let groups = scope.groups(true);
    // Sought from the last one on: going through all of thousands takes longer than the rest of an answer.
    let mut own = scope.knowledge.exits_from(organisation).rev();
    let own = own.find(|exit| {
        let mut theirs = exit.membership.groups.iter();
        theirs.any(|it| groups.contains(it)) && scope.happened(exit)
    });
    let anybody = || {
        let mut all = scope.knowledge.exits().rev();
        all.find(|exit| scope.happened(exit))
    };
    let last = own.or_else(anybody);
    if let Some(exit) = last.filter(|exit| exit.date().is_some()) {
        examples.push(Phrase::new("ask-when").with("person", &exit.person.id));
    }
    examples.push(Phrase::new("ask-why-general").with("organisation", organisation));
    examples.push(Phrase::new("ask-timeline").with("organisation", organisation));
    examples
}

/// The question needs a person and names none: whoever the records tell its words of, else a question back.
pub(super) fn which_person(scope: Scope<'_>) -> Answer {
    if let Some(answer) = super::found::records(scope) {
        return answer;
    }
    let latest: Vec<Exit<'_>> = scope.exits(&scope.groups(true));
    let suggestions = latest
        .iter()
        .rev()
        .take(3)
        .map(|exit| Phrase::new("ask-when").with("person", &exit.person.id))
        .collect();
    Answer {
        outcome: Outcome::Declined,
        ..Answer::ambiguous(Phrase::new("which-person"), suggestions)
    }
}

/// The question needs a topic and names none: an organisation that it names, what the records tell its words of, else a
/// question back.
pub(super) fn which_topic(scope: Scope<'_>) -> Answer {
    let organisations = super::organisations::organisations(scope);
    if !organisations.is_empty() {
        return Answer::of(organisations);
    }
    if let Some(answer) = super::found::records(scope) {
        return answer;
    }
    Answer::declined(DeclineReason::TooVague, Phrase::new("which-topic"))
        .suggesting(examples(scope))
}
