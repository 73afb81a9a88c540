//! Who somebody is, what they built, where they came from, what they ran.

use super::dates::{dates, wording};
use super::filter::kind_of;
use super::lookup::{FEW, MANY, each};
use super::moment::{on_moment, shown};
use super::phrase::{Phrase, Value};
use super::query::Query;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Kind, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Fact, FactKind, MannerKind, When};
use crate::knowledge::date::Containment;
use crate::knowledge::id::{OrganisationId, TopicId};
use crate::knowledge::person::{Person, RoleGroup};

/// Who somebody is: role, the best facts, the departure.
pub(super) fn profile(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    // Who holds a post is asked for the post, and not for a life.
    let several = scope.query.people.len() > 1;
    let post = (scope.query.present || several) && !scope.query.roles.is_empty();
    let answer = each(scope, |scope, person| {
        let mut statements = roles(scope, person);
        if post {
            let held = of_kinds(scope, person, &[FactKind::Role, FactKind::Lead]);
            statements.extend(held.into_iter().take(2));
        } else {
            statements.extend(facts(scope, person, 5));
        }
        let mut statements = super::found::distinct(scope, statements, FEW);
        if let Some(exit) = scope.exit_of(person) {
            match either_day(scope, &exit) {
                Some(either) => statements.push(either),
                None => statements.extend(left(scope, &exit)),
            }
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
    if scope.query.present && post && nobody_holds(scope) {
        let nobody = Phrase::new("nobody-holds")
            .with("organisation", &scope.query.organisation)
            .with("day", scope.day);
        return answer.remarking(nobody);
    }
    answer
}

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

/// Whether all who are named as having held a post are recorded as having left it by the day.
fn nobody_holds(scope: Scope<'_>) -> bool {
    scope.people().all(|person| {
        let mut posts = person
            .memberships
            .iter()
            .filter(|it| it.organisation == scope.query.organisation)
            .filter(|it| it.holds(&scope.query.roles))
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
    person
        .memberships
        .iter()
        .filter_map(|membership| role(scope, person, membership))
        .collect()
}

/// What the person was or is at one organisation.
pub(super) fn role(
    scope: Scope<'_>,
    person: &Person,
    membership: &crate::knowledge::person::Membership,
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
pub(super) fn founder(membership: &crate::knowledge::person::Membership) -> &'static str {
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
    standing
        .into_iter()
        .take(count)
        .map(|claim| fact(scope, person, claim))
        .collect()
}

pub(super) fn fact(scope: Scope<'_>, person: &Person, claim: &Claim<Fact>) -> Statement {
    scope.told(claim, Phrase::predicate(&person.id, &claim.value.text))
}

/// What is recorded of somebody in these kinds; what is about a work that the question names comes first.
fn of_kinds(scope: Scope<'_>, person: &Person, kinds: &[FactKind]) -> Vec<Statement> {
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
    if query.scholarly {
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
    match claimed_work(scope) {
        Some(verdict) if answer.outcome == Outcome::Answered => {
            answer.remarking(Phrase::new("verdict").with("verdict", verdict))
        }
        _ => answer,
    }
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

fn about_each(scope: Scope<'_>, kinds: &[FactKind]) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    each(scope, |scope, person| {
        let ranked = scope.query.scholarly || scope.query.renown;
        let mut found = if ranked {
            let each = kinds.iter();
            each.flat_map(|kind| of_kinds(scope, person, &[*kind]))
                .collect()
        } else {
            of_kinds(scope, person, kinds)
        };
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

/// Where somebody came from; without a person, who came from an organisation.
pub(super) fn background(scope: Scope<'_>) -> Answer {
    if !scope.query.people.is_empty() {
        let origins = [
            FactKind::Background,
            FactKind::Education,
            FactKind::Internship,
        ];
        return match scope.query.formerly.first().or(scope.query.others.first()) {
            Some(employer) => from_there(scope, employer, &origins),
            None => about_each(scope, &origins),
        };
    }
    match scope.query.formerly.first().or(scope.query.others.first()) {
        Some(employer) => came_from(scope, employer),
        None => super::about::which_person(scope),
    }
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
        let elsewhere = of_kinds(scope, person, origins);
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
            let left = |person| {
                let exits = scope.knowledge.exits_of(person);
                exits.into_iter().any(|exit| {
                    exit.membership.organisation == scope.query.organisation
                        && scope.happened(&exit)
                })
            };
            let meant = !scope.query.departed || left(person);
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
        query.alternatives && **it != query.organisation && !query.towards.contains(it)
    });
    let others = query.formerly.iter().chain(beside);
    let others = others.filter(|it| *it != employer);
    let employers: Vec<&OrganisationId> = std::iter::once(employer).chain(others).collect();
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

/// How many are recorded as having worked at one of the organisations, if the question asks for a number; who only studied
/// or was an intern there stands apart.
fn counted(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    employers: &[&OrganisationId],
    people: &[(&Person, FactKind, Statement)],
) -> Option<Statement> {
    if !scope.query.counts || people.is_empty() {
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
    let phrase = Phrase::new("count-came-from")
        .with("kind", kind_of(groups))
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

/// Who ran a team or project; for a person, what they ran.
pub(super) fn lead(scope: Scope<'_>) -> Answer {
    if !scope.query.people.is_empty() && scope.query.topics.is_empty() {
        let others = super::found::facts(scope, &[FactKind::Lead, FactKind::Role]);
        let own = about_each(scope, &[FactKind::Lead, FactKind::Role]);
        if others.is_empty() {
            return own;
        }
        // What the person's own record says in these words comes before what it says of others beside them.
        let said: Vec<Statement> = own
            .statements
            .into_iter()
            .filter(|it| super::found::holds_words(scope, it))
            .collect();
        return Answer::of(if said.is_empty() { others } else { said });
    }
    // Who is recorded as having led what the question names comes before who did anything else for it.
    let mut statements = if scope.query.guessed {
        Vec::new()
    } else {
        let mut led = leaders(scope);
        led.extend(leaders_gone(scope));
        led
    };
    if statements.is_empty() {
        statements = super::found::facts(scope, &[FactKind::Lead, FactKind::Role]);
    }
    if statements.is_empty() && scope.query.guessed {
        statements = super::found::teams(scope);
        // A team that nothing is recorded of is not the one that was guessed.
        if statements.is_empty() && !scope.query.words.is_empty() {
            let query = Query {
                topics: Vec::new(),
                ..scope.query.clone()
            };
            return super::about::which_topic(scope.asking(&query));
        }
    }
    if statements.is_empty() {
        statements = leaders(scope);
    }
    if statements.is_empty() {
        statements = leaders_of_parts(scope);
    }
    statements.truncate(FEW);
    if statements.is_empty() {
        return super::topic::topic(scope, crate::knowledge::claim::Aspect::Who);
    }
    super::succession::gone_since(scope, Answer::of(statements))
}

/// Who led what an event is named after: "the tutor layoffs" name the tutors.
fn leaders_of_parts(scope: Scope<'_>) -> Vec<Statement> {
    let [event] = scope.query.topics.as_slice() else {
        return Vec::new();
    };
    let Some(event) = scope.knowledge.topics.get(event) else {
        return Vec::new();
    };
    let names: Vec<String> = event.name.versions().map(str::to_lowercase).collect();
    let parts = scope.knowledge.topics.values().filter(|topic| {
        let aliases = topic.aliases.iter().map(|it| it.to_lowercase());
        let mut own = topic.name.versions().map(str::to_lowercase).chain(aliases);
        topic.id != event.id && own.any(|own| names.iter().any(|name| name.contains(&own)))
    });
    let query = Query {
        topics: parts.map(|it| it.id.clone()).collect(),
        ..scope.query.clone()
    };
    leaders(scope.asking(&query))
}

/// Who is recorded as having worked on a topic, and at what.
pub(super) fn worked_on(scope: Scope<'_>, topic: &TopicId) -> Vec<Statement> {
    let people = scope.knowledge.people.values();
    people
        .flat_map(|person| {
            let standing = scope.standing(&person.facts).into_iter();
            let works = standing
                .filter(|it| it.value.kind.is_work() && it.value.topics.contains(topic))
                .take(1);
            works
                .map(|claim| fact(scope, person, claim))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// That whoever led what the question names has left since: who led it is not who leads it.
fn leaders_gone(scope: Scope<'_>) -> Vec<Statement> {
    let people = scope.knowledge.people.values();
    let led = people.filter(|person| leads(scope, person).next().is_some());
    led.filter_map(|person| {
        let exit = scope.exit_of(person)?;
        dates(scope, &exit).into_iter().next()
    })
    .collect()
}

/// What is recorded of somebody's leading what the question names.
fn leads<'a>(scope: Scope<'a>, person: &'a Person) -> impl Iterator<Item = &'a Claim<Fact>> {
    let topics = &scope.query.topics;
    let standing = scope.standing(&person.facts).into_iter();
    standing.filter(move |claim| {
        let mut named = claim.value.topics.iter();
        claim.value.kind == FactKind::Lead && named.any(|topic| topics.contains(topic))
    })
}

/// Who is recorded as having led what the question names.
fn leaders(scope: Scope<'_>) -> Vec<Statement> {
    let people = scope.knowledge.people.values();
    people
        .flat_map(|person| leads(scope, person).map(move |claim| fact(scope, person, claim)))
        .collect()
}
