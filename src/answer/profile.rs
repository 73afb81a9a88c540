//! Who somebody is, and what they built.

use super::dates::{dates, wording};
use super::lookup::{FEW, each};
use super::moment::{on_moment, shown};
use super::phrase::{Phrase, Value};
use super::query::Query;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Kind, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Fact, FactKind, MannerKind, When};
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::nlu::temporal::Form;

/// Who somebody is: role, the best facts, the departure.
pub(super) fn profile(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    // Who holds a post is asked for the post, and not for a life.
    let several = scope.query.people.len() > 1;
    let post = (scope.query.focus.present || several) && !scope.query.filters.roles.is_empty();
    let mut times = scope.query.filters.times.iter();
    let now = scope.query.focus.present || times.any(|it| it.form == Form::Now);
    if now && post && several {
        let holding = holders_now(scope);
        if (1..scope.query.people.len()).contains(&holding.len()) {
            let query = Query {
                people: holding,
                ..scope.query.clone()
            };
            return profile(scope.asking(&query));
        }
    }
    let answer = each(scope, |scope, person| {
        let mut statements = roles(scope, person);
        if post {
            let held = of_kinds(scope, person, &[FactKind::Role, FactKind::Lead]);
            statements.extend(held.into_iter().take(2));
        } else {
            statements.extend(facts(scope, person, 5));
        }
        let mut statements = super::found::distinct(scope, statements, FEW);
        let life = if post {
            Vec::new()
        } else {
            comings(scope, person)
        };
        if !life.is_empty() {
            statements.extend(life);
        } else if let Some(exit) = scope.exit_of(person) {
            match either_day(scope, &exit) {
                Some(either) => statements.push(either),
                None => statements.extend(left(scope, &exit)),
            }
            statements.extend(super::dates::halfway(scope, &exit));
            // Whoever came back is not gone.
            let again = scope.returned(&exit);
            statements.extend(again.and_then(|it| super::dates::back(scope, &exit, it)));
        }
        if statements.is_empty() {
            let nothing = if scope.day < scope.knowledge.as_of {
                Phrase::new("topic-not-yet").with("day", scope.day)
            } else {
                Phrase::new("nothing-known").with("person", &person.id)
            };
            return Err(Answer::declined(DeclineReason::NotStated, nothing));
        }
        Ok(statements)
    });
    if scope.query.focus.present && post && nobody_holds(scope) {
        let nobody = Phrase::new("nobody-holds")
            .with("organisation", &scope.query.organisation)
            .with("day", scope.day);
        return answer.remarking(nobody);
    }
    answer
}

/// The departures and returns of somebody who left more than once or came back, in order, the latest few of them; nothing
/// of anybody else.
fn comings(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let mut exits: Vec<Exit<'_>> = if scope.query.organisation_named {
        scope.exits_here(person).collect()
    } else {
        let all = scope.knowledge.exits_of(person);
        all.filter(|exit| scope.happened(exit)).collect()
    };
    if exits.len() < 2 {
        return Vec::new();
    }
    exits.sort_by_key(|exit| std::cmp::Reverse(exit.date().map(PartialDate::sort_key)));
    let told = exits.iter().take(EXITS).rev().flat_map(|exit| {
        let again = scope.rejoined(exit).next();
        let back = again.and_then(|it| super::dates::back(scope, exit, it));
        left(scope, exit).into_iter().chain(back)
    });
    told.collect()
}

/// So many departures of one person stand in a profile at most.
const EXITS: usize = 3;

/// The date of a departure: where two versions stand side by side, the first alone would be taken for settled.
fn left(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let mut versions = dates(scope, exit).into_iter();
    let mut told: Vec<Statement> = versions.next().map(plainly).into_iter().collect();
    let rival = |it: &Statement| it.kind == Kind::Disputed && it.phrase.id == "attributed";
    let open = told.last().is_some_and(|it| it.phrase.id == "attributed");
    told.extend(versions.next().filter(|it| open && rival(it)).map(plainly));
    told
}

/// Both days of a departure, where lists show two of them.
fn either_day(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    let (field, claim) = exit.departure.when()?;
    let date = shown(exit).filter(|it| *it != claim.value.date)?;
    let either = When {
        date,
        time: None,
        zone: None,
        elsewhere: Vec::new(),
        ..claim.value.clone()
    };
    let cited = exit.departure.dates(field).iter();
    let cited = cited.filter(|it| it.rank == claim.rank);
    let phrase = Phrase::new(wording(field))
        .with("person", &exit.person.id)
        .with("organisation", &exit.membership.organisation)
        .with("manner", MannerKind::Unclear.name())
        .with("moment", on_moment(&either));
    let told = scope.derived(phrase, cited.map(|it| it.citations.clone()))?;
    Some(Statement {
        kind: Kind::Stated,
        ..told
    })
}

/// Those who are recorded as holding the post that the question names on the day.
fn holders_now(scope: Scope<'_>) -> Vec<PersonId> {
    let holds = |person: &&Person| {
        person.memberships.iter().any(|it| {
            it.organisation == scope.query.organisation
                && it.holds(&scope.query.filters.roles)
                && it.lasts_on(scope.day) != Containment::Outside
        })
    };
    scope
        .people()
        .filter(holds)
        .map(|it| it.id.clone())
        .collect()
}

/// Whether all who are named as having held a post are recorded as having left it by the day.
fn nobody_holds(scope: Scope<'_>) -> bool {
    scope.people().all(|person| {
        let mut posts = person
            .memberships
            .iter()
            .filter(|it| it.organisation == scope.query.organisation)
            .filter(|it| it.holds(&scope.query.filters.roles))
            .peekable();
        posts.peek().is_some() && posts.all(|it| it.lasts_on(scope.day) == Containment::Outside)
    })
}

/// A dispute on a detail does not make a profile disputed.
pub(super) fn plainly(mut statement: Statement) -> Statement {
    if statement.kind == Kind::Disputed {
        statement.kind = Kind::Stated;
    }
    statement
}

/// What the person was or is at each organisation.
pub(super) fn roles(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let mut stays: Vec<&Membership> = person.memberships.iter().collect();
    // The present stays come first, behind them the latest ones.
    stays.sort_by_key(|it| {
        let lasts = it.lasts_on(scope.day) == Containment::Inside;
        let begun = it.from.as_ref().map(PartialDate::sort_key);
        (!lasts, std::cmp::Reverse(begun))
    });
    let mut told: Vec<Statement> = Vec::new();
    for stay in stays {
        let again = |it: &Statement| {
            let same = |name: &str, value: Value| {
                let mut values = it.phrase.values.iter();
                values.any(|(key, known)| *key == name && *known == value)
            };
            let post = stay
                .role
                .as_ref()
                .is_some_and(|role| same("role", Value::from(role)));
            post && same("organisation", Value::from(&stay.organisation))
        };
        // The same post twice is told by the later stay.
        if !told.iter().any(again) {
            told.extend(role(scope, person, stay));
        }
    }
    let at = told.len().min(1);
    told.splice(at..at, co_founder(scope, person));
    told
}

/// That somebody belongs to the founders of an organisation where every post of theirs is told by another name.
fn co_founder(scope: Scope<'_>, person: &Person) -> Option<Statement> {
    let founded = person.memberships.iter().find(|stay| {
        let there = person.memberships.iter();
        let mut there = there.filter(|it| it.organisation == stay.organisation);
        stay.groups.contains(&RoleGroup::Founder)
            && stay.role.is_some()
            && stay.begun_by(scope.day)
            && there.all(|it| founder(it) == "no")
    })?;
    let group = scope
        .knowledge
        .group(&founded.organisation, RoleGroup::Founder)?;
    let phrase = Phrase::new("among-founders")
        .with("person", &person.id)
        .with("organisation", &founded.organisation)
        .with("group", &group.name);
    let mut told = scope.derived(phrase, [group.citations.clone().at_most(1)])?;
    told.kind = Kind::Stated;
    Some(told)
}

/// What the person was or is at one organisation.
pub(super) fn role(
    scope: Scope<'_>,
    person: &Person,
    membership: &Membership,
) -> Option<Statement> {
    let role = membership.role.as_ref()?;
    if !membership.begun_by(scope.day) {
        return None;
    }
    let over = membership
        .departure
        .as_ref()
        .is_some_and(|departure| departure.by(scope.day) == Containment::Inside);
    let phrase = Phrase::new("role-at")
        .with("person", &person.id)
        .with("organisation", &membership.organisation)
        .with("role", role)
        .with("over", if over { "yes" } else { "no" })
        .with("founder", founder(membership));
    let mut statement = scope.derived(phrase, [membership.citations.clone().at_most(3)])?;
    statement.kind = Kind::Stated;
    Some(statement)
}

/// Whether a membership is told by its role of a founder, as a word to choose a wording by.
pub(super) fn founder(membership: &Membership) -> &'static str {
    // A founder who is named by another post is told by that.
    let named = membership.role.as_ref().is_none_or(|role| {
        let original = role.versions().next().map(str::to_lowercase);
        original.is_some_and(|it| it.contains("found"))
    });
    if membership.groups.contains(&RoleGroup::Founder) && named {
        "yes"
    } else {
        "no"
    }
}

/// The first so many facts, what the person did and built before where they came from.
pub(super) fn facts(scope: Scope<'_>, person: &Person, count: usize) -> Vec<Statement> {
    let mut standing = scope.standing(&person.facts);
    standing.sort_by_key(|claim| claim.value.kind);
    standing.truncate(count);
    // A career begins with where somebody came from; what has no day stands before what has one.
    if scope.query.focus.career {
        standing.sort_by_key(|claim| {
            let since = claim.since.as_ref().map(PartialDate::earliest);
            (!claim.value.kind.is_origin(), since)
        });
    }
    standing
        .into_iter()
        .map(|claim| fact(scope, person, claim))
        .collect()
}

/// What one record says of somebody.
pub(super) fn fact(scope: Scope<'_>, person: &Person, claim: &Claim<Fact>) -> Statement {
    scope.told(claim, Phrase::predicate(&person.id, &claim.value.text))
}

/// What is recorded of somebody in these kinds; what is about a work that the question names comes first.
pub(super) fn of_kinds(scope: Scope<'_>, person: &Person, kinds: &[FactKind]) -> Vec<Statement> {
    let mut standing = scope.standing(&person.facts);
    standing.retain(|claim| kinds.contains(&claim.value.kind));
    standing.sort_by_key(|claim| !is_about_named(scope, &claim.value));
    standing
        .into_iter()
        .map(|claim| fact(scope, person, claim))
        .collect()
}

/// Whether a fact is about a team, project or work that the question names.
fn is_about_named(scope: Scope<'_>, fact: &Fact) -> bool {
    fact.topics.iter().any(|it| scope.query.topics.contains(it))
}

/// What somebody built, ran or is known for.
pub(super) fn contribution(scope: Scope<'_>) -> Answer {
    let query = scope.query;
    if query.focus.scholarly {
        let kinds = [
            FactKind::Contribution,
            FactKind::Education,
            FactKind::Background,
        ];
        return about_each(scope, &kinds);
    }
    let answer = about_each(
        scope,
        &[FactKind::Contribution, FactKind::Lead, FactKind::Role],
    );
    let asked = if query.focus.post {
        scope.people().flat_map(|it| roles(scope, it)).collect()
    } else {
        founded(scope)
    };
    if !asked.is_empty() {
        let told = answer
            .statements
            .into_iter()
            .filter(|it| it.kind != Kind::Derived);
        let statements = asked.into_iter().chain(told).collect();
        return Answer::of(super::found::distinct(scope, statements, FEW));
    }
    match claimed_work(scope) {
        Some(verdict) if answer.outcome == Outcome::Answered => {
            answer.remarking(Phrase::new("verdict").with("verdict", verdict))
        }
        _ => answer,
    }
}

/// What somebody is told to have founded after leaving, where the question asks for that in its words.
fn founded(scope: Scope<'_>) -> Vec<Statement> {
    if scope.query.claimed.deeds.is_empty() {
        return Vec::new();
    }
    let exits = scope.people().flat_map(|it| scope.exits_of(it));
    let claims = exits.flat_map(|exit| {
        let standing = scope.standing(&exit.departure.destination).into_iter();
        standing.map(move |claim| (exit, claim))
    });
    claims
        .filter_map(|(exit, claim)| {
            let text = claim.value.text.as_ref()?;
            let done = super::verify::done(scope, text);
            let phrase = Phrase::predicate(&exit.person.id, text);
            done.then(|| scope.told(claim, phrase))
        })
        .collect()
}

/// What becomes of the claim that somebody made a work, where it stands beside the question for what they did.
fn claimed_work(scope: Scope<'_>) -> Option<&'static str> {
    let ([_], true) = (scope.query.people.as_slice(), scope.query.polar) else {
        return None;
    };
    let person = scope.people().next()?;
    let standing = scope.standing(&person.facts).into_iter();
    let told = standing
        .filter(|claim| claim.value.kind == FactKind::Contribution)
        .find(|claim| is_about_named(scope, &claim.value))
        .map(|claim| fact(scope, person, claim))?;
    Some(if told.phrase.id == "attributed" {
        "attributed"
    } else {
        "supported"
    })
}

/// What is recorded of each person in these kinds, or that nothing is.
pub(super) fn about_each(scope: Scope<'_>, kinds: &[FactKind]) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    each(scope, |scope, person| {
        let ranked = scope.query.focus.scholarly || scope.query.focus.renown;
        let mut found = if ranked {
            let each = kinds.iter();
            each.flat_map(|kind| of_kinds(scope, person, &[*kind]))
                .collect()
        } else {
            of_kinds(scope, person, kinds)
        };
        if kinds.contains(&FactKind::Background) {
            found.splice(0..0, super::background::came_over(scope, person, None));
        }
        if found.is_empty() {
            return Err(Answer::declined(
                DeclineReason::NotStated,
                Phrase::new("facts-not-stated").with("person", &person.id),
            )
            .suggesting(vec![Phrase::new("ask-who-is").with("person", &person.id)]));
        }
        found.truncate(FEW);
        Ok(found)
    })
}
