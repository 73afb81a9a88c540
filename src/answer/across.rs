//! One question about several organisations: an answer for each, one behind the other.

use super::answer;
use super::dates::dates;
use super::lookup::MANY;
use super::phrase::{Phrase, Value};
use super::profile::roles;
use super::query::{Anchor, Query};
use super::resolver::Resolver;
use super::scope::{Scope, citations};
use super::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::date::Containment;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::Person;
use crate::knowledge::{Exit, Knowledge};

/// The answers for each organisation that the question means, without those of which nothing is recorded where something
/// is of another.
pub(super) fn across(knowledge: &Knowledge, query: &Query) -> Answer {
    match query.resolver {
        Resolver::WhoLeft if query.filters.jointly => return jointly(knowledge, query),
        Resolver::Members if query.filters.jointly => return members_of_all(knowledge, query),
        _ => {}
    }
    let queries = each(query);
    let mut answers: Vec<Answer> = queries.iter().map(|it| answer(knowledge, it)).collect();
    if answers.iter().any(|it| it.outcome != Outcome::Declined) {
        answers.retain(|it| it.outcome != Outcome::Declined);
    }
    let total = (query.resolver == Resolver::Count && answers.len() > 1)
        .then(|| {
            let contrasted = query.focus.contrast && query.filters.times.is_empty();
            let most = contrasted.then(|| most_left(knowledge, query)).flatten();
            most.or_else(|| together(knowledge, query))
        })
        .flatten();
    let scope = Scope::new(knowledge, query);
    let joined = answers.into_iter().reduce(|mut first, next| {
        // What heads the next answer stands above what it heads, unless it says the same as above the first.
        let heading = next.remark.filter(|it| first.remark.as_ref() != Some(it));
        let headed = next.statements.first().map(|it| it.citations.clone());
        first.outcome = first.outcome.max(next.outcome);
        first
            .statements
            .extend(heading.and_then(|it| scope.derived(it, headed)));
        first.statements.extend(next.statements);
        first
    });
    let mut whole = joined.unwrap_or_else(|| answer(knowledge, &of(query, &query.organisation)));
    whole.statements.splice(0..0, total);
    whole
}

/// The organisations that the question means.
fn organisations(query: &Query) -> impl Iterator<Item = &OrganisationId> {
    std::iter::once(&query.organisation).chain(&query.further)
}

/// The question of each organisation.
fn each(query: &Query) -> Vec<Query> {
    organisations(query).map(|it| of(query, it)).collect()
}

/// The departures that pass the filters of each question.
fn departures<'a>(knowledge: &'a Knowledge, queries: &'a [Query]) -> Vec<Vec<Exit<'a>>> {
    let scopes = queries.iter().map(|query| Scope::new(knowledge, query));
    scopes
        .map(|scope| scope.select(&scope.groups(false)).certain)
        .collect()
}

/// The organisations as a list for a wording.
fn named(query: &Query) -> Value {
    Value::List(organisations(query).map(Value::from).collect())
}

/// Who left every one of the organisations, and when.
fn jointly(knowledge: &Knowledge, query: &Query) -> Answer {
    let scope = Scope::new(knowledge, query);
    let queries = each(query);
    let departures = departures(knowledge, &queries);
    let left_all = |id: &PersonId| {
        let mut each = departures.iter();
        each.all(|exits| exits.iter().any(|it| it.person.id == *id))
    };
    let mut people: Vec<&PersonId> = departures
        .iter()
        .flatten()
        .map(|exit| &exit.person.id)
        .filter(|id| left_all(id))
        .collect();
    people.sort();
    people.dedup();
    if people.is_empty() {
        let none = Phrase::new("nobody-left-each")
            .with("organisations", named(query))
            .with("period", super::window::period(scope));
        // Who left each of them at another time is told of.
        let timeless = super::query::Filters {
            times: Vec::new(),
            ..query.filters.clone()
        };
        let anytime = Query {
            filters: timeless,
            ..query.clone()
        };
        let told = (!query.filters.times.is_empty()).then(|| jointly(knowledge, &anytime));
        return match told.filter(|it| it.outcome != Outcome::Declined) {
            Some(told) => told.remarking(none),
            None => Answer::declined(DeclineReason::NotStated, none),
        };
    }
    let theirs: Vec<&Exit<'_>> = departures
        .iter()
        .flatten()
        .filter(|exit| people.contains(&&exit.person.id))
        .collect();
    let names = people.iter().map(|id| Value::from(*id)).collect();
    let headline = Phrase::new("left-all-of")
        .with("people", Value::List(names))
        .with("organisations", named(query));
    let mut statements: Vec<Statement> = scope
        .derived(headline, citations(theirs.iter().copied()))
        .into_iter()
        .collect();
    for id in people {
        let own = theirs.iter().filter(|exit| exit.person.id == *id);
        statements.extend(own.flat_map(|exit| dates(scope, exit).into_iter().take(1)));
    }
    Answer::of(statements)
}

/// Who belongs or belonged to every one of the organisations, and as what.
fn members_of_all(knowledge: &Knowledge, query: &Query) -> Answer {
    let scope = Scope::new(knowledge, query);
    let belongs = |person: &&Person| {
        organisations(query).all(|id| {
            let mut memberships = person.memberships.iter();
            memberships.any(|it| {
                let now = !query.focus.present || it.lasts_on(scope.day) == Containment::Inside;
                it.organisation == *id && it.begun_by(scope.day) && now
            })
        })
    };
    let people = knowledge.people.values().filter(belongs);
    let told = people.flat_map(|person| roles(scope, person));
    let statements: Vec<Statement> = told.take(MANY).collect();
    if statements.is_empty() {
        let none = Phrase::new("nobody-at-each").with("organisations", named(query));
        return Answer::declined(DeclineReason::NotStated, none);
    }
    Answer::of(statements)
}

/// How many left the organisations altogether: people, each once, and departures.
fn together(knowledge: &Knowledge, query: &Query) -> Option<Statement> {
    let queries = each(query);
    let departures = departures(knowledge, &queries);
    let exits: Vec<Exit<'_>> = departures.into_iter().flatten().collect();
    let count = super::list::people(&exits).len();
    let phrase = Phrase::new("count-together")
        .with("count", count)
        .with("departures", exits.len())
        .with("organisations", named(query));
    Scope::new(knowledge, query).derived(phrase, citations(&exits).take(MANY))
}

/// Which of the organisations has the most departures; nothing if several have as many.
fn most_left(knowledge: &Knowledge, query: &Query) -> Option<Statement> {
    let queries = each(query);
    let departures = departures(knowledge, &queries);
    let most = departures.iter().map(Vec::len).max()?;
    let mut ahead = queries.iter().zip(&departures);
    let mut ahead = ahead.by_ref().filter(|(_, exits)| exits.len() == most);
    let (Some((of, exits)), None) = (ahead.next(), ahead.next()) else {
        return None;
    };
    let phrase = Phrase::new("most-left")
        .with("organisation", &of.organisation)
        .with("organisations", named(query))
        .with("departures", most);
    Scope::new(knowledge, query).derived(phrase, citations(exits).take(MANY))
}

/// The same question about one organisation.
fn of(query: &Query, organisation: &OrganisationId) -> Query {
    let mut one = Query {
        organisation: organisation.clone(),
        further: Vec::new(),
        ..query.clone()
    };
    // Who moved between them went from each to another one.
    if query.resolver == Resolver::WhoWentTo && query.others.is_empty() {
        let others = organisations(query).filter(|it| *it != organisation);
        one.others = others.cloned().collect();
        one.filters.towards.clone_from(&one.others);
    }
    one
}

/// Where a question names no organisation and nothing that passes its filters is recorded of the one it is taken to
/// mean: the others of which something is. What hardly ever happens is asked of all of them.
pub fn elsewhere(knowledge: &Knowledge, query: &Query) -> Vec<OrganisationId> {
    let departs = |query: &Query| {
        let scope = Scope::new(knowledge, query);
        scope.selects(&scope.groups(false))
    };
    // "After Alpha left" is about those beside whom Alpha was.
    let home = query
        .filters
        .anchors
        .iter()
        .any(|(_, anchor)| match anchor {
            Anchor::Person(id) => knowledge.people.get(id).is_some_and(|person| {
                let mut memberships = person.memberships.iter();
                memberships.any(|it| it.organisation == query.organisation)
            }),
            Anchor::Topic(id) => knowledge
                .topics
                .get(id)
                .is_some_and(|it| it.organisations.contains(&query.organisation)),
        });
    if query.organisation_named || home || !query.people.is_empty() {
        return Vec::new();
    }
    let rare = query.filters.comings.is_some()
        || (!query.filters.manners.is_empty()
            && query.filters.manners.iter().all(|it| it.is_rare()));
    let here = departs(query);
    if here && !rare {
        return Vec::new();
    }
    // Of a time in which nobody left it, that is said first.
    let timed = !query.filters.times.is_empty() && query.filters.roles.is_empty();
    let own = (here || (timed && !rare)).then(|| query.organisation.clone());
    let others = knowledge.organisations.keys();
    let others = others.filter(|id| **id != query.organisation && departs(&of(query, id)));
    own.into_iter().chain(others.cloned()).collect()
}
