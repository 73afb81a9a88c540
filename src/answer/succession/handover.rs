//! Who took a post over from somebody who left, as events, destinations and equal posts tell it.

use super::super::phrase::Phrase;
use super::super::scope::Scope;
use super::super::statement::Statement;
use crate::knowledge::Exit;
use crate::knowledge::claim::Rank;
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;

/// What events, topics and destinations tell of who took over from somebody.
pub(super) fn told(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let topics = scope.knowledge.topics.values();
    let claimed = topics
        .filter(|topic| gave_up_in(topic, exit))
        .flat_map(|topic| claims(scope, topic, exit));
    claimed.chain(moved_into(scope, exit)).collect()
}

/// What a topic says under the key `successor` of somebody who is named in it.
fn claims<'a>(
    scope: Scope<'a>,
    topic: &'a Topic,
    exit: &Exit<'_>,
) -> impl Iterator<Item = Statement> + use<'a> {
    let name = exit.person.name.clone();
    scope
        .standing(&topic.statements)
        .into_iter()
        .filter(|claim| claim.value.about.as_deref() == Some("successor"))
        .filter(move |claim| claim.value.text.as_ref().is_some_and(|it| it.says(&name)))
        .filter_map(move |claim| super::super::topic::state(scope, topic, claim))
}

/// Whether a topic can tell of the end of a stay: it is of the same organisation, and, if it has a date, of one after the
/// beginning of the stay, for with the beginning a post is taken up. One without dates to hold against each other is told
/// of whoever the text does not begin with.
fn gave_up_in(topic: &Topic, exit: &Exit<'_>) -> bool {
    let here = &exit.membership.organisation;
    if !topic.organisations.is_empty() && !topic.organisations.contains(here) {
        return false;
    }
    match (topic.date(), &exit.membership.from) {
        (Some(date), Some(from)) => date.earliest() > from.latest(),
        _ => !topic.statements.iter().any(|claim| {
            let successor = claim.value.about.as_deref() == Some("successor");
            let text = claim.value.text.as_ref().filter(|_| successor);
            text.is_some_and(|text| begins_with(text, &exit.person.name))
        }),
    }
}

/// What is told of those who came from elsewhere into the same post and name whose it was: "joined Alpha as chief in the
/// place of Beta".
fn moved_into(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let others = scope.knowledge.people.values();
    let mut statements = Vec::new();
    for other in others.filter(|it| it.id != exit.person.id) {
        if !took_up(other, exit) {
            continue;
        }
        for from in scope.knowledge.exits_of(other) {
            let told = from.departure.destination.iter().filter(|claim| {
                let there = claim.value.organisation.as_ref();
                claim.rank != Rank::Refuted
                    && claim.known_on(scope.day)
                    && there == Some(&exit.membership.organisation)
            });
            statements.extend(told.filter_map(|claim| {
                let text = claim.value.text.as_ref()?;
                let named = text.says(&exit.person.name);
                named.then(|| scope.told(claim, Phrase::predicate(&other.id, text)))
            }));
        }
    }
    statements
}

/// Whether somebody belongs to the organisation that another left, since then.
fn took_up(other: &Person, exit: &Exit<'_>) -> bool {
    other.memberships.iter().any(|it| follows(it, exit))
}

/// Whether a stay begins in the same organisation after a departure.
pub(super) fn follows(stay: &Membership, exit: &Exit<'_>) -> bool {
    let (Some(from), Some(left)) = (&stay.from, exit.date()) else {
        return false;
    };
    stay.organisation == exit.membership.organisation && from.latest() >= left.earliest()
}

/// Whether two stays are in one post: the role of the one holds that of the other ("co-founder and managing director",
/// "managing director"). Having founded something is no post.
pub(super) fn is_same_post(one: &Membership, other: &Membership) -> bool {
    let (Some(first), Some(second)) = (post(one), post(other)) else {
        return false;
    };
    let shorter = if first.len() < second.len() {
        &first
    } else {
        &second
    };
    let founding = shorter.contains("found");
    !founding
        && one.holds(std::slice::from_ref(shorter))
        && other.holds(std::slice::from_ref(shorter))
}

/// What somebody was, in the dataset's own language, in lower case.
pub(super) fn post(stay: &Membership) -> Option<String> {
    let role = stay.role.as_ref()?;
    role.versions().next().map(str::to_lowercase)
}

/// Whether only one holds the post at a time, so that whoever comes next takes it over: who leads does, and of those who
/// work there whoever is recorded in a post that no two stays share on one day.
pub(super) fn is_single(scope: Scope<'_>, stay: &Membership) -> bool {
    if stay.groups != [RoleGroup::Staff] {
        return true;
    }
    let members = scope.knowledge.members(&stay.organisation, None);
    let mut same: Vec<&Membership> = members
        .map(|(_, it)| it)
        .filter(|it| is_same_post(it, stay))
        .collect();
    same.sort_by_key(|it| it.from.as_ref().map(|from| from.earliest()));
    let dated = same.iter().all(|it| it.from.is_some());
    let apart = same.windows(2).all(|pair| {
        let [first, second] = pair else { return false };
        let left = first.departure.as_ref().and_then(|it| it.date());
        let (Some(left), Some(from)) = (left, &second.from) else {
            return false;
        };
        left.earliest() <= from.latest()
    });
    dated && apart
}

/// What events and topics tell of whom somebody took a post over from: what they say under the key `successor` that begins
/// with the name, of no later than the beginning of a stay.
pub(super) fn told_of_heir(scope: Scope<'_>, heir: &Person) -> Vec<Statement> {
    let began_in = |topic: &Topic| {
        heir.memberships.iter().any(|stay| {
            let here = topic.organisations.contains(&stay.organisation);
            let in_time = match (topic.date(), &stay.from) {
                (Some(date), Some(from)) => date.earliest() <= from.latest(),
                _ => true,
            };
            here && in_time
        })
    };
    let topics = scope.knowledge.topics.values();
    let claims = topics.filter(|topic| began_in(topic)).flat_map(|topic| {
        scope
            .standing(&topic.statements)
            .into_iter()
            .map(move |it| (topic, it))
    });
    claims
        .filter(|(_, claim)| claim.value.about.as_deref() == Some("successor"))
        .filter(|(_, claim)| {
            let text = claim.value.text.as_ref();
            text.is_some_and(|it| begins_with(it, &heir.name))
        })
        .filter_map(|(topic, claim)| super::super::topic::state(scope, topic, claim))
        .collect()
}

/// Whether a text begins with a name, in any language.
fn begins_with(text: &Text, name: &Text) -> bool {
    let mut names = name.versions();
    names.any(|name| text.versions().any(|it| it.starts_with(name)))
}
