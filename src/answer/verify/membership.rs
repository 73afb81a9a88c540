//! Claims on belonging: to the organisation, to a group of its people, in a post there.

use super::super::phrase::Phrase;
use super::super::query::Query;
use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::biography::{Record, judge, named, record};
use super::{Verdict, conclude, verify};
use crate::knowledge::claim::{Claim, Note};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Person, RoleGroup};
use crate::knowledge::text::Text;
use crate::nlu::temporal::Form;

/// Whether each of several people belongs to a group: where they differ, the claim on all of them does not hold.
fn members(scope: Scope<'_>) -> Answer {
    let of_one = |id: &PersonId| {
        let query = Query {
            people: vec![id.clone()],
            ..scope.query.clone()
        };
        member(scope.asking(&query))
    };
    let mut answers = scope.query.people.iter().map(of_one);
    let Some(mut whole) = answers.next() else {
        return super::super::members::members(scope);
    };
    for next in answers {
        let verdict = super::claimed::verdict_of(&next);
        // The first denial is the verdict on all.
        if verdict != super::claimed::verdict_of(&whole) && verdict != Some("supported") {
            whole.remark = next.remark;
            whole.outcome = next.outcome;
        }
        whole.statements.extend(next.statements);
    }
    whole
}

/// Whether somebody belongs to a group or belonged to the organisation.
pub(in crate::answer) fn member(scope: Scope<'_>) -> Answer {
    if scope.query.people.len() > 1 {
        return members(scope);
    }
    let Some(person) = scope.people().next() else {
        return super::super::members::members(scope);
    };
    if let Some(answer) = founded_alone(scope) {
        return answer;
    }
    // Another organisation than the one whose people are recorded is where somebody came from or went, if anywhere.
    let elsewhere = !scope.query.others.is_empty() || !scope.query.words.is_empty();
    if !scope.query.others.is_empty() || (elsewhere && judge(scope, person).is_some()) {
        return verify(scope);
    }
    let days = scope
        .query
        .filters
        .times
        .iter()
        .any(|time| time.form != Form::Now);
    if days && scope.query.filters.groups.is_empty() && scope.query.filters.roles.is_empty() {
        return super::remains(scope);
    }
    let role = scope.query.filters.groups.first().copied();
    let membership = person.memberships.iter().find(|membership| {
        membership.organisation == scope.query.organisation
            && membership.begun_by(scope.day)
            && role.is_none_or(|role| membership.groups.contains(&role))
            && (scope.query.filters.roles.is_empty()
                || membership.holds(&scope.query.filters.roles))
    });
    let (verdict, mut statements) = match membership {
        Some(membership) => {
            let mut statements = Vec::new();
            if let Some(text) = &membership.role {
                let phrase = Phrase::new("role-at")
                    .with("person", &person.id)
                    .with("organisation", &membership.organisation)
                    .with("role", text)
                    .with("over", "no");
                statements.extend(scope.derived(phrase, [membership.citations.clone().at_most(3)]));
            }
            // What others call them belongs to whether they bear the title.
            if role == Some(RoleGroup::Founder)
                && let Some(exit) = scope.exit_of(person)
            {
                let titles = super::super::notes::notes_about(scope, &exit, "title");
                let mut notes = exit.departure.note.iter();
                let titled = |it: &Claim<Note>| it.value.about.as_deref() == Some("title");
                let founds =
                    |it: &Text| super::departure::is_of_trade(it, RoleGroup::Founder.name());
                if notes.any(|it| titled(it) && founds(&it.value.text)) {
                    statements.extend(titles);
                }
            }
            let founded = scope.query.filters.groups.contains(&RoleGroup::Founder)
                || scope.query.claimed.deeds.is_empty()
                || membership
                    .role
                    .as_ref()
                    .is_some_and(|role| named(scope, role));
            let whole = !scope.query.leftover && scope.query.topics.is_empty() && founded;
            let verdict = if whole {
                Verdict::Supported
            } else {
                Verdict::Partly
            };
            (verdict, statements)
        }
        None => without_membership(scope, person),
    };
    if let (Verdict::Contradicted, Some(role)) = (verdict, role) {
        statements.splice(0..0, outside(scope, person, role));
    }
    conclude(scope, verdict, statements)
}

/// "She founded it by herself": false where others are counted among the founders.
fn founded_alone(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let founder = RoleGroup::Founder;
    let founds = query.claimed.founds() || query.filters.groups.contains(&founder);
    let alone = founds && query.claimed.solo && query.others.is_empty();
    let group = scope.knowledge.group(&query.organisation, founder);
    if !alone || group.is_none() {
        return None;
    }
    let mut everybody = query.clone();
    everybody.people.clear();
    everybody.filters.groups = vec![founder];
    let told = super::super::members::members(scope.asking(&everybody)).statements;
    Some(conclude(scope, Verdict::Contradicted, told))
}

/// That somebody is not among the members of a named group.
pub(super) fn outside(scope: Scope<'_>, person: &Person, role: RoleGroup) -> Option<Statement> {
    let group = scope.knowledge.group(&scope.query.organisation, role)?;
    let phrase = Phrase::new("not-in-group")
        .with("person", &person.id)
        .with("group", &group.name)
        .with("organisation", &scope.query.organisation);
    scope.derived(phrase, [group.citations.clone()])
}

/// What is so of somebody whose memberships do not say what is claimed: a post that is recorded as a fact of its own, else
/// what they are instead.
fn without_membership(scope: Scope<'_>, person: &Person) -> (Verdict, Vec<Statement>) {
    let posts = posts(scope, person);
    // What somebody did there says more of a trade than that they founded it.
    let exit = scope.exit_of(person);
    let query = scope.query;
    let staff = query
        .filters
        .groups
        .iter()
        .all(|it| *it == RoleGroup::Staff)
        && query.filters.except_groups.is_empty();
    let trade = staff && !query.occupations.is_empty() && query.filters.roles.is_empty();
    let done = exit.filter(|_| posts.is_empty() && trade);
    let duties = done.and_then(|it| super::departure::duties(scope, &it));
    let called = if trade {
        called(scope, person)
    } else {
        Vec::new()
    };
    if let (false, Some(told)) = (called.is_empty(), &duties)
        && told.verdict != Verdict::Contradicted
    {
        return (Verdict::Supported, called);
    }
    if let Some(told) = duties {
        return (told.verdict, told.statements);
    }
    if posts.is_empty() {
        let profile = super::super::profile::profile(scope).statements;
        let verdict = if is_head_by_another_name(scope, person) {
            Verdict::Partly
        } else {
            Verdict::Contradicted
        };
        return (verdict, profile.into_iter().take(3).collect());
    }
    let verdict = if posts.iter().all(|it| it.attributed) {
        Verdict::Attributed
    } else {
        Verdict::Supported
    };
    (verdict, posts.into_iter().map(|it| it.statement).collect())
}

/// What is recorded of somebody in a word for the trade that the question names, the trade itself or its field: the post
/// first.
fn called(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let query = scope.query;
    let says = |text: &Text| {
        let mut trades = query.occupations.iter();
        trades.any(|trade| super::departure::is_of_trade(text, trade))
    };
    let stay = person
        .memberships
        .iter()
        .find(|it| it.organisation == query.organisation && it.role.as_ref().is_some_and(says));
    let post = stay.and_then(|stay| {
        let phrase = Phrase::new("role-at")
            .with("person", &person.id)
            .with("organisation", &stay.organisation)
            .with("role", stay.role.as_ref()?)
            .with("over", "no");
        scope.derived(phrase, [stay.citations.clone().at_most(3)])
    });
    let facts = scope.standing(&person.facts).into_iter();
    let told = facts
        .filter(|claim| says(&claim.value.text))
        .map(|claim| super::super::profile::fact(scope, person, claim));
    post.into_iter().chain(told).take(2).collect()
}

/// Whether the question takes whoever heads the organisation for its head by another name: a word for one of these posts is
/// often said of the other.
fn is_head_by_another_name(scope: Scope<'_>, person: &Person) -> bool {
    let heads = |role: &str| role.split('|').any(|it| HEADS.contains(&it));
    let held: Vec<String> = HEADS.iter().map(|it| (*it).to_owned()).collect();
    scope.query.filters.roles.iter().any(|it| heads(it))
        && person
            .memberships
            .iter()
            .any(|it| it.organisation == scope.query.organisation && it.holds(&held))
}

/// How the vocabulary's values for heading an organisation read.
const HEADS: [&str; 2] = ["president", "chief executive"];

/// What tells that somebody held one of the roles that the question names.
fn posts<'a>(scope: Scope<'a>, person: &'a Person) -> Vec<Record<'a>> {
    let query = scope.query;
    let held = person.facts.iter().filter(|claim| {
        claim
            .value
            .is_post(&query.organisation, &query.filters.roles)
    });
    held.filter_map(|claim| record(scope, person, claim, Some(&claim.value.text)))
        .filter(|it| !it.refuted)
        .collect()
}
