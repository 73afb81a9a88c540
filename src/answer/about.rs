//! Where answers come from, what can be asked, and what is declined.

use super::lookup::FEW;
use super::phrase::Phrase;
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Kind, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Citation, Citations, Claim};
use crate::knowledge::person::Person;
use crate::knowledge::source::{Source, SourceClass};

/// Questions about the bot, its sources, and those that it declines.
pub(super) fn about(scope: Scope<'_>, resolver: Resolver) -> Answer {
    match resolver {
        Resolver::Sources => sources(scope),
        Resolver::Reliability => reliability(scope),
        Resolver::Disputes => disputes(scope),
        Resolver::Freshness => Answer::remark(
            Phrase::new("freshness")
                .with("day", scope.knowledge.as_of)
                .with("sources", scope.knowledge.sources.len())
                .with("departures", scope.knowledge.exits().count()),
        ),
        Resolver::Privacy => Answer::remark(Phrase::new("privacy")),
        Resolver::About => Answer::remark(
            Phrase::new("about-bot")
                .with("dataset", &scope.knowledge.name)
                .with("sources", scope.knowledge.sources.len()),
        ),
        Resolver::Greeting => Answer::remark(Phrase::new("greeting")).suggesting(examples(scope)),
        Resolver::Thanks => Answer::remark(Phrase::new("thanks")),
        Resolver::Private => declined(scope, "decline-private"),
        Resolver::Prediction => declined(scope, "decline-prediction"),
        Resolver::Opinion => declined(scope, "decline-opinion"),
        Resolver::OutOfScope => out_of_scope(scope),
        _ => Answer::remark(Phrase::new("help").with("dataset", &scope.knowledge.name))
            .suggesting(examples(scope)),
    }
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
    let last = scope
        .knowledge
        .exits()
        .filter(|exit| exit.date().is_some())
        .last();
    if let Some(exit) = last {
        examples.push(Phrase::new("ask-when").with("person", &exit.person.id));
    }
    examples.push(Phrase::new("ask-why-general").with("organisation", organisation));
    examples.push(Phrase::new("ask-timeline").with("organisation", organisation));
    examples
}

/// The question needs a person and names none.
pub(super) fn which_person(scope: Scope<'_>) -> Answer {
    let latest: Vec<Exit<'_>> = scope.exits(&scope.groups(true));
    let suggestions = latest
        .iter()
        .rev()
        .take(3)
        .map(|exit| Phrase::new("ask-when").with("person", &exit.person.id))
        .collect();
    Answer {
        outcome: super::statement::Outcome::Declined,
        ..Answer::ambiguous(Phrase::new("which-person"), suggestions)
    }
}

/// The question needs a topic and names none.
pub(super) fn which_topic(scope: Scope<'_>) -> Answer {
    Answer::declined(DeclineReason::TooVague, Phrase::new("which-topic"))
        .suggesting(examples(scope))
}

fn cite(source: &Source) -> Option<Citations> {
    Citations::new([Citation {
        source: source.id.clone(),
        locator: None,
    }])
}

/// Where answers come from: for a person, the sources of the departure; else the dataset's, by class.
fn sources(scope: Scope<'_>) -> Answer {
    if let Some(person) = scope.people().next() {
        return sources_on(scope, person);
    }
    if let Some(last) = &scope.query.last {
        return sources_of(scope, last);
    }
    let mut statements = Vec::new();
    for class in SourceClass::ALL {
        let mine: Vec<&Source> = scope
            .knowledge
            .sources
            .values()
            .filter(|source| source.class == class)
            .collect();
        let Some(first) = mine.first() else { continue };
        let phrase = Phrase::new("sources-of-class")
            .with("class", class.name())
            .with("count", mine.len())
            .with("example", &first.id);
        statements.extend(scope.derived(phrase, cite(first)));
    }
    Answer::of(statements).remarking(
        Phrase::new("sources-heading")
            .with("count", scope.knowledge.sources.len())
            .with("day", scope.knowledge.as_of),
    )
}

/// The sources of the last answer.
fn sources_of(scope: Scope<'_>, last: &super::query::Query) -> Answer {
    let answer = super::answer(scope.knowledge, last);
    let lists: Vec<&Citations> = answer.statements.iter().map(|it| &it.citations).collect();
    let Some(all) = Citations::union(lists) else {
        return sources(Scope {
            query: &super::query::Query {
                last: None,
                ..scope.query.clone()
            },
            ..scope
        });
    };
    let records: Vec<&Source> = all
        .iter()
        .filter_map(|citation| scope.knowledge.sources.get(&citation.source))
        .collect();
    let remark = Phrase::new("sources-of-last").with("count", records.len());
    described(scope, records).remarking(remark)
}

fn sources_on(scope: Scope<'_>, person: &Person) -> Answer {
    let lists: Vec<&Citations> = match scope.exit_of(person) {
        Some(exit) => {
            let departure = exit.departure;
            let dates = [
                &departure.effective,
                &departure.announced,
                &departure.reported,
            ];
            dates
                .into_iter()
                .flat_map(|claims| scope.standing(claims))
                .map(|claim| &claim.citations)
                .chain(
                    scope
                        .standing(&departure.statement)
                        .into_iter()
                        .map(|it| &it.citations),
                )
                .chain(
                    scope
                        .standing(&departure.reason)
                        .into_iter()
                        .map(|it| &it.citations),
                )
                .collect()
        }
        None => person
            .facts
            .iter()
            .map(|claim| &claim.citations)
            .chain(person.memberships.iter().map(|it| &it.citations))
            .collect(),
    };
    let Some(all) = Citations::union(lists) else {
        return Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("nothing-known").with("person", &person.id),
        );
    };
    let records: Vec<&Source> = all
        .iter()
        .filter_map(|citation| scope.knowledge.sources.get(&citation.source))
        .collect();
    let remark = Phrase::new("sources-on")
        .with("person", &person.id)
        .with("count", records.len());
    described(scope, records).remarking(remark)
}

/// Sources with their classes and faults, the strongest first.
fn described(scope: Scope<'_>, mut records: Vec<&Source>) -> Answer {
    records.sort_by_key(|source| source.class);
    let statements = records
        .into_iter()
        .take(FEW + 2)
        .filter_map(|source| describe(scope, source))
        .collect();
    Answer::of(statements)
}

/// One source: its class and what is wrong with it.
fn describe(scope: Scope<'_>, source: &Source) -> Option<Statement> {
    let phrase = Phrase::new("source-described")
        .with("source", &source.id)
        .with("class", source.class.name());
    let phrase = match source.caveats.first() {
        Some(caveat) => phrase.with("caveated", "yes").with("caveat", caveat),
        None => phrase.with("caveated", "no"),
    };
    let phrase = match &source.published {
        Some(date) => phrase.with("dated", "yes").with("date", date),
        None => phrase.with("dated", "no"),
    };
    scope.derived(phrase, cite(source))
}

/// How far sources are trusted: their classes, and those with the gravest caveats.
fn reliability(scope: Scope<'_>) -> Answer {
    if let Some(person) = scope.people().next() {
        return sources_on(scope, person);
    }
    if let Some(last) = &scope.query.last {
        return sources_of(scope, last);
    }
    let worst = scope
        .knowledge
        .sources
        .values()
        .filter(|source| !source.caveats.is_empty() && source.class >= SourceClass::Blog)
        .take(3)
        .filter_map(|source| describe(scope, source))
        .collect();
    Answer::of(worst).remarking(Phrase::new("reliability"))
}

/// On what sources disagree: for a person, every field; else whose dates are open.
fn disputes(scope: Scope<'_>) -> Answer {
    let people: Vec<&Person> = scope.people().collect();
    if let Some(person) = people.first() {
        let Some(exit) = scope.exit_of(person) else {
            return super::lookup::no_departure(scope, person);
        };
        let mut statements: Vec<Statement> = super::lookup::dates(scope, &exit)
            .into_iter()
            .filter(|statement| statement.kind == Kind::Disputed)
            .collect();
        statements.extend(refuted(scope, &exit));
        if statements.is_empty() {
            return Answer::of(super::lookup::dates(scope, &exit))
                .remarking(Phrase::new("no-dispute").with("person", &person.id));
        }
        statements.truncate(FEW);
        return Answer::of(statements);
    }
    // Without a name of an organisation in the question, all are meant; those of its main group come first.
    let mut exits = scope.exits(&scope.groups(true));
    if !scope.query.organisation_named {
        let everywhere = scope.knowledge.exits().filter(|exit| scope.happened(exit));
        exits.extend(everywhere);
    }
    let mut seen = std::collections::BTreeSet::new();
    exits.retain(|exit| seen.insert((&exit.person.id, &exit.membership.organisation)));
    let statements: Vec<Statement> = exits
        .iter()
        .flat_map(|exit| {
            super::lookup::dates(scope, exit)
                .into_iter()
                .filter(|statement| statement.kind == Kind::Disputed)
                .take(2)
        })
        .take(FEW + 2)
        .collect();
    if statements.is_empty() {
        return Answer::remark(Phrase::new("no-disputes"));
    }
    Answer::of(statements)
}

/// The refuted notes on a departure, with the reasons.
fn refuted(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let is_refuted = |claim: &&Claim<crate::knowledge::claim::Note>| {
        claim.rank == crate::knowledge::claim::Rank::Refuted
    };
    exit.departure
        .note
        .iter()
        .filter(is_refuted)
        .flat_map(|claim| super::lookup::note(scope, exit, claim))
        .collect()
}
