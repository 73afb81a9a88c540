//! Where somebody came from, and who came from an organisation.

use super::filter::{kind_of, named};
use super::lookup::{FEW, MANY, each};
use super::phrase::{Phrase, Value};
use super::profile::{about_each, fact, of_kinds};
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::FactKind;
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::{OrganisationId, TopicId};
use crate::knowledge::person::{Person, RoleGroup};

/// Where somebody came from; without a person, who came from an organisation.
pub(super) fn background(scope: Scope<'_>) -> Answer {
    if !scope.query.people.is_empty() {
        let origins = [
            FactKind::Background,
            FactKind::Education,
            FactKind::Internship,
        ];
        let told = match scope
            .query
            .filters
            .formerly
            .first()
            .or(scope.query.others.first())
        {
            Some(employer) => from_there(scope, employer, &origins),
            None => about_each(scope, &origins),
        };
        if scope.query.claimed.origin && told.remark.is_none() {
            return told.remarking(Phrase::new("verdict").with("verdict", "supported"));
        }
        return if scope.query.focus.renown {
            with_works(scope, told)
        } else {
            told
        };
    }
    match scope
        .query
        .filters
        .formerly
        .first()
        .or(scope.query.others.first())
    {
        Some(employer) => came_from(scope, employer),
        None => super::about::which_person(scope),
    }
}

/// The stays of somebody at other organisations of the dataset that ended before a later one began: what they were there
/// and when they left. Of one organisation if it is named and they were there, else of all.
pub(super) fn came_over(
    scope: Scope<'_>,
    person: &Person,
    employer: Option<&OrganisationId>,
) -> Vec<Statement> {
    let over = |exit: &Exit<'_>| {
        let left = exit.date().map(PartialDate::earliest);
        person.memberships.iter().any(|later| {
            let begun = later.from.as_ref().map(PartialDate::latest);
            later.organisation != exit.membership.organisation
                && later.begun_by(scope.day)
                && left.zip(begun).is_some_and(|(left, begun)| left <= begun)
        })
    };
    let exits = scope.knowledge.exits_of(person);
    let mut before: Vec<Exit<'_>> = exits
        .filter(|exit| scope.happened(exit) && over(exit))
        .collect();
    let there = |exit: &Exit<'_>| Some(&exit.membership.organisation) == employer;
    // Nobody came to an organisation from itself.
    let here = |exit: &Exit<'_>| {
        scope.query.organisation_named && exit.membership.organisation == scope.query.organisation
    };
    before.retain(|exit| there(exit) || !here(exit));
    if before.iter().any(there) {
        before.retain(there);
    }
    let told = before.iter().flat_map(|exit| {
        let role = super::profile::role(scope, person, exit.membership);
        let date = super::dates::dates(scope, exit).into_iter().take(1);
        role.into_iter().chain(date.map(super::profile::plainly))
    });
    told.collect()
}

/// With what somebody did and made that is not work for the organisation meant: behind their time at an employer who is
/// named, before where they came from if none is.
fn with_works(scope: Scope<'_>, mut told: Answer) -> Answer {
    let organisation = &scope.query.organisation;
    let here = |id: &TopicId| {
        let topic = scope.knowledge.topics.get(id);
        topic.is_some_and(|it| it.organisations.contains(organisation))
    };
    let works: Vec<Statement> = scope
        .people()
        .flat_map(|person| {
            let claims = scope.standing(&person.facts).into_iter();
            claims
                .filter(|it| it.value.kind == FactKind::Contribution)
                .filter(|it| !it.value.topics.is_empty() && !it.value.topics.iter().any(here))
                .map(move |claim| fact(scope, person, claim))
        })
        .collect();
    if works.is_empty() {
        return told;
    }
    let named = !scope.query.others.is_empty() || !scope.query.filters.formerly.is_empty();
    let at = if named { told.statements.len() } else { 0 };
    told.statements.splice(at..at, works);
    Answer::of(super::found::distinct(scope, told.statements, FEW))
}

/// What is recorded of each person's time at an organisation; of whom nothing is, where they came from instead.
fn from_there(scope: Scope<'_>, employer: &OrganisationId, origins: &[FactKind]) -> Answer {
    each(scope, |scope, person| {
        let there: Vec<Statement> = scope
            .standing(&person.facts)
            .into_iter()
            .filter(|claim| claim.value.kind.is_origin())
            .filter(|claim| claim.value.organisations.contains(employer))
            .map(|claim| fact(scope, person, claim))
            .collect();
        if !there.is_empty() {
            return Ok(there);
        }
        let mut elsewhere = came_over(scope, person, Some(employer));
        if elsewhere.is_empty() {
            elsewhere = of_kinds(scope, person, origins);
        }
        if elsewhere.is_empty() {
            let phrase = Phrase::new("facts-not-stated").with("person", &person.id);
            return Err(Answer::declined(DeclineReason::NotStated, phrase));
        }
        Ok(elsewhere)
    })
}

/// Who came from an organisation.
pub(super) fn came_from(scope: Scope<'_>, employer: &OrganisationId) -> Answer {
    let groups = scope.groups(false);
    let admitted = || {
        scope.knowledge.people.values().filter(|person| {
            let meant = !scope.query.filters.departed || scope.exits_here(person).next().is_some();
            meant
                && person
                    .memberships
                    .iter()
                    .any(|membership| scope.admits(&groups, &person.id, membership))
        })
    };
    // "From Alpha or Beta": those that nobody is said to go to.
    let query = scope.query;
    let beside = query.others.iter().filter(|it| {
        query.filters.alternatives
            && **it != query.organisation
            && !query.filters.towards.contains(it)
    });
    let others = query.filters.formerly.iter().chain(beside);
    let others = others.filter(|it| *it != employer);
    // What goes by the employer's name with another one behind it is a part of it.
    let parts = parts_of(scope, employer);
    let parts = parts.filter(|_| !query.focus.counts);
    let employers: Vec<&OrganisationId> = std::iter::once(employer)
        .chain(others)
        .chain(parts)
        .collect();
    let mut from_there: Vec<(&Person, FactKind, Statement)> = admitted()
        .filter_map(|person| {
            let (kind, told) = from_one_of(scope, person, &employers)?;
            Some((person, kind, told))
        })
        .collect();
    // Who worked there comes before who only studied or was an intern there.
    from_there.sort_by_key(|(_, kind, _)| *kind);
    let number = counted(scope, &groups, &employers, &from_there);
    let mut statements: Vec<Statement> = from_there.into_iter().map(|(_, _, told)| told).collect();
    // Who did what the question says there comes before who was there otherwise.
    let did: Vec<Statement> = admitted()
        .flat_map(|person| {
            scope
                .standing(&person.facts)
                .into_iter()
                .filter(|claim| claim.value.organisations.contains(employer))
                .filter(|claim| super::verify::done(scope, &claim.value.text))
                .map(|claim| fact(scope, person, claim))
                .collect::<Vec<_>>()
        })
        .collect();
    statements.retain(|it| !did.contains(it));
    statements.splice(0..0, did);
    // A departure from there, with a destination here, says the same.
    if statements.is_empty() {
        let named = scope.query.others.iter().find(|it| *it != employer);
        let target = named.unwrap_or(&scope.query.organisation);
        statements = super::arrivals::movers(scope, employer, target);
    }
    // Where nobody else is recorded, those who are spoken of already are all.
    if statements.is_empty() && !query.filters.except_people.is_empty() {
        let mut whole = query.clone();
        whole.filters.except_people.clear();
        return came_from(scope.asking(&whole), employer);
    }
    if statements.is_empty() {
        let told = super::organisations::about_organisation(scope, employer, 0);
        if !told.is_empty() {
            return Answer::of(told);
        }
        return Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("nobody-came-from")
                .with("organisation", &scope.query.organisation)
                .with("employer", employer)
                .with("kind", kind_of(&groups)),
        );
    }
    Answer::of(number.into_iter().chain(statements).take(MANY).collect())
}

/// The organisations without records of their own of which a name is an employer's with more behind it ("Alpha Beta" of
/// Alpha).
fn parts_of<'a>(
    scope: Scope<'a>,
    employer: &'a OrganisationId,
) -> impl Iterator<Item = &'a OrganisationId> {
    let whole = scope.knowledge.organisations.get(employer);
    let names: Vec<String> = whole
        .into_iter()
        .flat_map(|it| it.name.versions().map(str::to_lowercase))
        .collect();
    let organisations = scope.knowledge.organisations.values();
    organisations
        .filter(move |part| {
            let begins = |alias: &String| {
                let alias = alias.to_lowercase();
                let mut names = names.iter();
                names.any(|it| {
                    alias
                        .strip_prefix(it.as_str())
                        .is_some_and(|rest| rest.starts_with(' '))
                })
            };
            part.id != *employer
                && !scope.knowledge.has_members(&part.id)
                && part.aliases.iter().any(begins)
        })
        .map(|part| &part.id)
}

/// How many are recorded as having worked at one of the organisations, if the question asks for a number; who only studied
/// or was an intern there stands apart.
fn counted(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    employers: &[&OrganisationId],
    people: &[(&Person, FactKind, Statement)],
) -> Option<Statement> {
    if !scope.query.focus.counts || people.is_empty() {
        return None;
    }
    let (worked, apart): (Vec<_>, Vec<_>) = people
        .iter()
        .partition(|(_, kind, _)| *kind == FactKind::Background);
    // Who is only said by weak sources to have worked there is told apart, beside others of whom it is certain.
    let (mut worked, mut weak): (Vec<_>, Vec<_>) = worked
        .into_iter()
        .partition(|(_, _, told)| told.phrase.id != "attributed");
    if worked.is_empty() {
        worked.append(&mut weak);
    }
    let names = |people: &[&(&Person, FactKind, Statement)]| {
        let people = people.iter().take(MANY);
        Value::List(
            people
                .map(|(person, _, _)| Value::Person(person.id.clone()))
                .collect(),
        )
    };
    let employers = employers.iter().map(|it| Value::from(*it)).collect();
    let phrase = named(Phrase::new("count-came-from"), scope, groups)
        .with("count", worked.len())
        .with("employers", Value::List(employers))
        .with("people", names(&worked))
        .with("weak", weak.len())
        .with("doubtful", names(&weak))
        .with("apart", apart.len())
        .with("learners", names(&apart));
    let cited = people
        .iter()
        .map(|(_, _, told)| told.citations.clone().at_most(1));
    scope.derived(phrase, cited)
}

/// The best record of somebody's past at one of the organisations, and its kind.
fn from_one_of(
    scope: Scope<'_>,
    person: &Person,
    employers: &[&OrganisationId],
) -> Option<(FactKind, Statement)> {
    let found = employers
        .iter()
        .filter_map(|it| from_employer(scope, person, it));
    found.min_by_key(|(kind, _)| *kind)
}

fn from_employer(
    scope: Scope<'_>,
    person: &Person,
    employer: &OrganisationId,
) -> Option<(FactKind, Statement)> {
    let claims = scope.standing(&person.facts).into_iter();
    let claim = claims
        .filter(|claim| claim.value.kind.is_origin())
        .filter(|claim| claim.value.organisations.contains(employer))
        // What the question says that they did there comes first: "who studied there?"
        .min_by_key(|claim| {
            let done = super::verify::done(scope, &claim.value.text);
            (!done, claim.value.kind)
        })?;
    Some((claim.value.kind, fact(scope, person, claim)))
}
