//! Where answers come from, what can be asked, and what is declined.

use super::lookup::FEW;
use super::phrase::Phrase;
use super::resolver::Resolver;
use super::scope::Scope;
use super::sourced::describe;
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
        Resolver::Private => private(scope),
        Resolver::Prediction => declined(scope, "decline-prediction"),
        Resolver::Opinion => declined(scope, "decline-opinion"),
        Resolver::OutOfScope => out_of_scope(scope),
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
                claim.value.voice == crate::knowledge::claim::Voice::Own
                    && claim
                        .value
                        .categories
                        .iter()
                        .any(|it| scope.query.reasons.contains(it))
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
    let members = scope
        .knowledge
        .exits()
        .filter(|exit| exit.membership.organisation == *organisation)
        .filter(|exit| exit.membership.groups.iter().any(|it| groups.contains(it)));
    let last = members.last().or_else(|| scope.knowledge.exits().last());
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
        outcome: super::statement::Outcome::Declined,
        ..Answer::ambiguous(Phrase::new("which-person"), suggestions)
    }
}

/// The question needs a topic and names none: an organisation that it names, what the records tell its words of, else a
/// question back.
pub(super) fn which_topic(scope: Scope<'_>) -> Answer {
    let organisations = super::topic::organisations(scope);
    if !organisations.is_empty() {
        return Answer::of(organisations);
    }
    if let Some(answer) = super::found::records(scope) {
        return answer;
    }
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
    if !scope.query.sources.is_empty() {
        return super::sourced::reliability(scope);
    }
    if let Some(answer) = sources_of_claim(scope) {
        return answer;
    }
    if scope.people().next().is_some() {
        return sources_on_all(scope);
    }
    if let Some(answer) = sources_on_topics(scope) {
        return answer;
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
    let (total, statements) = described(scope, &all);
    let remark = Phrase::new("sources-of-last").with("count", total);
    Answer::of(statements).remarking(remark)
}

/// The sources of the very claim that the question speaks of: a date of somebody's departure, or what a record holds of
/// the question's words on all the people named.
fn sources_of_claim(scope: Scope<'_>) -> Option<Answer> {
    let first = scope.people().next()?;
    let told = match scope.exit_of(first) {
        Some(exit) if !scope.query.times.is_empty() && scope.query.people.len() == 1 => {
            super::dates::dates(scope, &exit)
        }
        _ => {
            let names = |statement: &Statement| {
                let words = super::search::words_of(scope.knowledge, &statement.phrase);
                scope.people().all(|person| {
                    super::search::name_of(person)
                        .iter()
                        .any(|it| words.contains(it))
                })
            };
            scope
                .query
                .found
                .iter()
                .filter(|hit| !hit.refuted && hit.words >= 1 && hit.wording >= 0.4)
                .map(|hit| super::found::tell(scope, &hit.record))
                .find(|told| told.first().is_some_and(names))?
        }
    };
    let first = told.first()?;
    let (total, described) = described(scope, &first.citations);
    let remark = Phrase::new("sources-of-last").with("count", total);
    Some(Answer::of(told).and(described).remarking(remark))
}

/// The sources on each person named.
fn sources_on_all(scope: Scope<'_>) -> Answer {
    let mut people = scope.people();
    let Some(first) = people.next() else {
        return which_person(scope);
    };
    people.fold(sources_on(scope, first), |answer, person| {
        answer.and(sources_on(scope, person).statements)
    })
}

/// The sources on the topics named; nothing if the question names none.
fn sources_on_topics(scope: Scope<'_>) -> Option<Answer> {
    let topics: Vec<_> = scope
        .query
        .topics
        .iter()
        .filter_map(|id| scope.knowledge.topics.get(id))
        .collect();
    let first = topics.first()?;
    let lists = topics.iter().flat_map(|topic| {
        let dates = topic.dates.iter().map(|claim| &claim.citations);
        let statements = topic.statements.iter().map(|claim| &claim.citations);
        dates.chain(statements)
    });
    let all = Citations::union(lists)?;
    let (total, statements) = described(scope, &all);
    let remark = Phrase::new("sources-on-topic")
        .with("topic", &first.id)
        .with("count", total);
    Some(Answer::of(statements).remarking(remark))
}

/// How many sources these citations name, and each of them described, best first.
fn described(scope: Scope<'_>, all: &Citations) -> (usize, Vec<Statement>) {
    let mut records: Vec<&Source> = all
        .iter()
        .filter_map(|citation| scope.knowledge.sources.get(&citation.source))
        .collect();
    records.sort_by_key(|source| source.class);
    let statements = records
        .iter()
        .take(LISTED)
        .filter_map(|source| describe(scope, source))
        .collect();
    (records.len(), statements)
}

/// So many sources are listed at most; a reply's budget may hold fewer, and says how many it leaves out.
const LISTED: usize = 24;

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
    let (total, statements) = described(scope, &all);
    Answer::of(statements).remarking(
        Phrase::new("sources-on")
            .with("person", &person.id)
            .with("count", total),
    )
}

/// How far sources are trusted: their classes, and those with the gravest caveats.
fn reliability(scope: Scope<'_>) -> Answer {
    if !scope.query.sources.is_empty() {
        return super::sourced::reliability(scope);
    }
    if scope.people().next().is_some() {
        return sources_on_all(scope);
    }
    if let Some(answer) = sources_on_topics(scope) {
        return answer;
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
        // With the versions goes why one of them is the better.
        let mut statements: Vec<Statement> = super::dates::dates(scope, &exit);
        if statements.iter().all(|it| it.kind != Kind::Disputed) {
            statements.clear();
        }
        if scope.query.times.is_empty() || statements.is_empty() {
            statements.extend(refuted(scope, &exit));
        }
        if statements.is_empty() {
            return Answer::of(super::dates::dates(scope, &exit))
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
            super::dates::dates(scope, exit)
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
        .flat_map(|claim| super::notes::note(scope, exit, claim))
        .collect()
}
