//! Who held a post before somebody, and who took it over.

mod handover;

use super::dates::dates;
use super::found::distinct;
use super::lookup::{each, no_departure, not_stated};
use super::notes::notes_about;
use super::phrase::{Phrase, Value};
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::FactKind;
use crate::knowledge::date::{Containment, PartialDate, Sequence};
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::nlu::temporal::Form;

/// So many statements answer for one person.
const MOST: usize = 5;

/// Who held somebody's post before, as far as it is recorded: what is said of taking over, and who left the same role in
/// the same place before.
pub(super) fn predecessor(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    each(scope, |scope, person| {
        let mut statements = holders(scope, person);
        statements.extend(told(scope, person));
        statements.extend(handover::told_of_heir(scope, person));
        let statements = distinct(scope, statements, MOST);
        if !statements.is_empty() {
            return Ok(statements);
        }
        if person.memberships.is_empty() {
            return Err(no_departure(scope, person));
        }
        Err(Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("predecessor-not-stated")
                .with("person", &person.id)
                .with("day", scope.day),
        )
        .suggesting(vec![Phrase::new("ask-who-is").with("person", &person.id)]))
    })
}

/// Who took over what the question names from somebody, where what is told of that names them.
fn of_topics(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let topics = scope.query.topics.iter();
    topics
        .filter_map(|id| scope.knowledge.topics.get(id))
        .flat_map(|topic| {
            let claims = scope.standing(&topic.statements).into_iter();
            let about = |about: &Option<String>| about.as_deref() == Some("successor");
            let told = claims
                .filter(|claim| about(&claim.value.about))
                .filter(|claim| {
                    let text = claim.value.text.as_ref();
                    text.is_some_and(|text| text.says(&person.name))
                });
            told.filter_map(|claim| super::topic::state(scope, topic, claim))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Those who left the same role before the person took it up, the latest of each organisation.
fn holders(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let named = scope.query.organisation_named;
    let mut statements = Vec::new();
    for membership in &person.memberships {
        let elsewhere = named && membership.organisation != scope.query.organisation;
        if elsewhere || !membership.begun_by(scope.day) {
            continue;
        }
        let roles = roles(scope, membership);
        let before = |exit: &Exit<'_>| {
            let starts = membership.from.as_ref().map(PartialDate::earliest);
            let left = exit.date().map(PartialDate::earliest);
            match (left, starts) {
                (Some(left), Some(starts)) => left <= starts,
                _ => false,
            }
        };
        let last = scope
            .knowledge
            .exits_from(&membership.organisation)
            .filter(|exit| scope.happened(exit))
            .filter(|exit| {
                let named = !roles.is_empty() && exit.membership.holds(&roles);
                let same = scope.query.filters.roles.is_empty()
                    && handover::is_same_post(exit.membership, membership)
                    && handover::is_single(scope, membership);
                exit.person.id != person.id && (named || same)
            })
            .filter(before)
            .last();
        let Some(exit) = last else { continue };
        let role = exit.membership.role.as_ref().and_then(|role| {
            let phrase = Phrase::new("role-at")
                .with("person", &exit.person.id)
                .with("organisation", &exit.membership.organisation)
                .with("role", role)
                .with("over", "yes")
                .with("founder", super::profile::founder(exit.membership));
            scope.derived(phrase, [exit.membership.citations.clone().at_most(3)])
        });
        statements.extend(role);
        statements.extend(dates(scope, &exit).into_iter().take(1));
    }
    statements
}

/// The role that is asked about: the one that the question names, else the person's own where it is not everybody's.
fn roles(scope: Scope<'_>, membership: &Membership) -> Vec<String> {
    if !scope.query.filters.roles.is_empty() {
        return scope.query.filters.roles.clone();
    }
    let general = membership.groups == [RoleGroup::Staff];
    let role = membership.role.as_ref().filter(|_| !general);
    role.into_iter()
        .flat_map(|role| role.versions().take(1))
        .map(str::to_lowercase)
        .collect()
}

/// What is recorded of the person's taking over from somebody: facts that name another, and notes on whose successor the
/// person was.
fn told(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let others = || {
        let people = scope.knowledge.people.values();
        people.filter(|other| other.id != person.id)
    };
    let mut statements: Vec<Statement> = scope
        .standing(&person.facts)
        .into_iter()
        .filter(|claim| matches!(claim.value.kind, FactKind::Role | FactKind::Lead))
        .filter(|claim| {
            others().any(|other| {
                claim.value.text.says(&other.name) && scope.knowledge.has_left(&other.id)
            })
        })
        .map(|claim| super::profile::fact(scope, person, claim))
        .collect();
    for other in others() {
        let Some(exit) = scope.knowledge.exits_of(other).last() else {
            continue;
        };
        let names = exit.departure.note.iter().any(|claim| {
            claim.value.about.as_deref() == Some("successor") && claim.value.text.says(&person.name)
        });
        if names {
            statements.extend(notes_about(scope, &exit, "successor"));
        }
    }
    statements
}

/// What tells that one took over from the other: facts of the heir that name the one before, and notes on that one's
/// departure that name the heir.
pub(super) fn between(scope: Scope<'_>, heir: &Person, before: &Person) -> Vec<Statement> {
    let mut statements: Vec<Statement> = scope
        .standing(&heir.facts)
        .into_iter()
        .filter(|claim| matches!(claim.value.kind, FactKind::Role | FactKind::Lead))
        .filter(|claim| claim.value.text.says(&before.name) && heir.id != before.id)
        .filter(|_| scope.knowledge.has_left(&before.id) && !scope.knowledge.has_left(&heir.id))
        .map(|claim| super::profile::fact(scope, heir, claim))
        .collect();
    for exit in scope.knowledge.exits_of(before) {
        let named = |text: &crate::knowledge::text::Text| text.says(&heir.name);
        let noted = exit.departure.note.iter().any(|claim| {
            claim.value.about.as_deref() == Some("successor") && named(&claim.value.text)
        });
        if noted {
            statements.extend(notes_about(scope, &exit, "successor"));
        }
    }
    distinct(scope, statements, MOST)
}

/// What is told of those who ran something, with their departures where it is asked who runs it now and all of them have
/// left.
pub(super) fn gone_since(scope: Scope<'_>, mut answer: Answer) -> Answer {
    let query = scope.query;
    let now = query.focus.present || query.filters.times.iter().any(|it| it.form == Form::Now);
    let mut people: Vec<&Person> = Vec::new();
    for statement in &answer.statements {
        for (name, value) in &statement.phrase.values {
            if let ("person", Value::Person(id)) = (*name, value) {
                people.extend(scope.knowledge.people.get(id));
            }
        }
    }
    people.dedup_by_key(|it| it.id.clone());
    let exits: Vec<Exit<'_>> = people.iter().filter_map(|it| scope.exit_of(it)).collect();
    let by_now = |exit: &Exit<'_>| exit.departure.by(scope.day) == Containment::Inside;
    let all = !people.is_empty() && exits.len() == people.len() && exits.iter().all(by_now);
    if !(now && all && query.topics.len() == 1) {
        return answer;
    }
    let left: Vec<_> = exits
        .iter()
        .flat_map(|exit| dates(scope, exit).into_iter().take(1))
        .collect();
    // That they have left is told once.
    answer.statements.retain(|it| !left.contains(it));
    let left = left.into_iter().map(super::profile::plainly);
    answer.statements.extend(left);
    let remark = Phrase::new("nobody-runs").with("day", scope.day);
    answer.remarking(remark)
}

/// Who took over from somebody.
pub(super) fn successor(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    each(scope, |scope, person| {
        // Of several posts the last one is meant.
        let Some(exit) = scope.exit_of(person) else {
            return Err(no_departure(scope, person));
        };
        // "Who replaced her as chief?" of one who never was.
        let roles = &scope.query.filters.roles;
        let held = person.memberships.iter().any(|it| it.holds(roles));
        if !roles.is_empty() && !held {
            let role = super::profile::role(scope, person, exit.membership);
            let remark = Phrase::new("other-post-held").with("person", &person.id);
            let left = dates(scope, &exit).into_iter().take(1);
            return Err(Answer::of(role.into_iter().chain(left).collect()).remarking(remark));
        }
        let held = |it: &Exit<'_>| roles.is_empty() || it.membership.holds(roles);
        let mut told = notes_about(scope, &exit, "successor");
        // A stay that ended before may be the one of which it is known, and the one in which the post was held.
        if told.is_empty() || !held(&exit) {
            let others = scope.exits_of(person).into_iter().rev().filter(held);
            let mut noted = others.map(|it| notes_about(scope, &it, "successor"));
            told = noted.find(|it| !it.is_empty()).unwrap_or(told);
        }
        if told.is_empty() {
            told = of_topics(scope, person);
        }
        if told.is_empty() {
            told = distinct(scope, handover::told(scope, &exit), 4);
        }
        if told.is_empty() {
            told = distinct(scope, heirs(scope, &exit), 4);
        }
        if told.is_empty() {
            return Err(not_stated(scope, "successor", &exit));
        }
        Ok(told)
    })
}

/// What is recorded of those who came after somebody: what was said of the duties and of a colleague who stayed on, else
/// who held the same role later.
fn heirs(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    // Who had gone before takes over nothing: "a wider role after they had left" is no handing over to them.
    let stayed_on = |other: &Person| {
        scope
            .exit_of(other)
            .is_some_and(|later| later.sequence(exit) != Sequence::Before)
    };
    let duties = |kind: FactKind| matches!(kind, FactKind::Role | FactKind::Lead);
    for claim in scope.standing(&exit.person.facts) {
        let colleague = scope.knowledge.people.values().any(|other| {
            scope.membership_of(other).is_some_and(|it| {
                it.organisation == exit.membership.organisation && !it.groups.is_empty()
            }) && other.id != exit.person.id
                && stayed_on(other)
                && claim.value.text.says(&other.name)
        });
        if duties(claim.value.kind) && colleague {
            statements.push(super::profile::fact(scope, exit.person, claim));
        }
    }
    if !statements.is_empty() {
        return statements;
    }
    if !handover::is_single(scope, exit.membership) {
        return statements;
    }
    let others = scope.knowledge.people.values();
    for person in others.filter(|it| it.id != exit.person.id) {
        let next = person
            .memberships
            .iter()
            .find(|it| handover::is_same_post(it, exit.membership) && handover::follows(it, exit));
        if let Some(next) = next {
            let taken = scope.standing(&person.facts).into_iter().filter(|claim| {
                duties(claim.value.kind) && claim.value.text.says(&exit.person.name)
            });
            statements.extend(taken.map(|claim| super::profile::fact(scope, person, claim)));
            statements.extend(later_holder(scope, exit, person, next));
        }
    }
    statements
}

/// That somebody held the post after somebody else had left it, and since when.
fn later_holder(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    person: &Person,
    next: &Membership,
) -> Option<Statement> {
    let (role, from) = (next.role.as_ref()?, next.from.as_ref()?);
    let phrase = Phrase::new("held-later")
        .with("person", &person.id)
        .with("organisation", &next.organisation)
        .with("role", role)
        .with("date", from)
        .with("before", &exit.person.id);
    let left = exit.departure.citations().map(|it| it.at_most(1));
    scope.derived(phrase, [next.citations.clone()].into_iter().chain(left))
}
