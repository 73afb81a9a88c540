//! Whether somebody is or was there of whom no departure is recorded.

use super::began;
use crate::answer::phrase::Phrase;
use crate::answer::scope::Scope;
use crate::answer::statement::Statement;
use crate::answer::verify::lately::taken_up;
use crate::answer::verify::{Judgement, Verdict, absence};
use crate::knowledge::claim::FactKind;
use crate::knowledge::date::{Containment, PartialDate, days_between};
use crate::knowledge::person::Person;
use crate::nlu::temporal::Interval;

/// What was recorded so many days ago still says how things stand.
const HALF_A_YEAR: i32 = 183;
const FEW_ROLES: usize = 2;

pub(super) fn without_exit(scope: Scope<'_>, person: &Person, windows: &[Interval]) -> Judgement {
    let here = person
        .memberships
        .iter()
        .rfind(|membership| membership.organisation == scope.query.organisation);
    let Some(membership) = here else {
        let absent = absence(scope, person);
        let post = last_post(scope, person);
        if windows.is_empty() && !post.is_empty() {
            return Judgement {
                verdict: Verdict::Lately,
                statements: post,
            };
        }
        return Judgement {
            verdict: if absent.verdict == Verdict::Contradicted {
                Verdict::Contradicted
            } else {
                Verdict::Unknown
            },
            statements: absent.statements,
        };
    };
    let started = |window: &Interval| {
        membership
            .from
            .as_ref()
            .map_or(Containment::Inside, |from| from.within(None, window.until))
    };
    if windows.iter().any(|it| started(it) == Containment::Outside) {
        return Judgement {
            verdict: Verdict::Contradicted,
            statements: began(scope, person, membership).into_iter().collect(),
        };
    }
    // A post that somebody took up a few days ago says that they are there.
    let lately: Vec<Statement> = if windows.is_empty() {
        taken_up(scope, person, membership)
    } else {
        Vec::new()
    };
    if !lately.is_empty() && scope.query.filters.roles.is_empty() {
        return Judgement {
            verdict: Verdict::Supported,
            statements: lately,
        };
    }
    let mut statements = Vec::new();
    let phrase = Phrase::new("still-there")
        .with("person", &person.id)
        .with("organisation", &membership.organisation)
        .with("day", scope.day);
    statements.extend(scope.derived(phrase, [membership.citations.clone()]));
    if let Some(role) = &membership.role {
        let phrase = Phrase::new("role-at")
            .with("person", &person.id)
            .with("organisation", &membership.organisation)
            .with("role", role)
            .with("over", "no");
        statements.extend(scope.derived(phrase, [membership.citations.clone()]));
    }
    let holds =
        scope.query.filters.roles.is_empty() || membership.holds(&scope.query.filters.roles);
    // What was last recorded of the post says more than that nothing else is.
    let recent: Vec<Statement> = scope
        .standing(&person.facts)
        .into_iter()
        .filter(|claim| claim.value.kind == FactKind::Role)
        .map(|claim| crate::answer::profile::fact(scope, person, claim))
        .take(FEW_ROLES)
        .collect();
    let mut dated = scope.standing(&person.facts).into_iter();
    let dated = dated.any(|claim| {
        let since = claim.since.as_ref().map(PartialDate::latest);
        claim.value.kind == FactKind::Role
            && since.is_some_and(|it| days_between(it, scope.day) <= HALF_A_YEAR)
    });
    let lately = holds && windows.is_empty() && dated;
    // A place that nobody here knows may be what is asked about.
    let elsewhere = scope.query.leftover && !scope.query.organisation_named;
    if lately {
        statements.splice(1..1, recent);
    }
    Judgement {
        verdict: match (holds && !elsewhere, lately && !elsewhere) {
            (_, true) => Verdict::Lately,
            (true, false) => Verdict::Silent,
            (false, false) => Verdict::Partly,
        },
        statements,
    }
}

/// The post that the question names, of one of whom it was told of late that they took it up.
fn last_post(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let roles = &scope.query.filters.roles;
    let standing = scope.standing(&person.facts).into_iter();
    standing
        .filter(|claim| {
            let since = claim.since.as_ref().map(PartialDate::latest);
            claim.value.kind == FactKind::Role
                && !roles.is_empty()
                && claim.value.text.has_one_of(roles)
                && since.is_some_and(|it| days_between(it, scope.day) <= HALF_A_YEAR)
        })
        .map(|claim| crate::answer::profile::fact(scope, person, claim))
        .take(FEW_ROLES)
        .collect()
}
