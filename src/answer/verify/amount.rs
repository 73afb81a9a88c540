//! Amounts that a question claims of an event or a topic, held against those that the sources give.

use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::super::topic;
use super::{Verdict, conclude};
use crate::knowledge::claim::{Aspect, Claim, TopicStatement};
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;

/// Whether an amount that the question names is the one of the topic that it names; nothing if it asks no such thing, or
/// if the sources give no amount.
pub(in crate::answer) fn amount(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let [claimed] = query.amounts.as_slice() else {
        return None;
    };
    let named = scope.knowledge.topics.get(query.topics.first()?)?;
    if !query.polar {
        return None;
    }
    // A topic that is only guessed is not held against the question where another one gives the amount.
    let mut others = scope.knowledge.topics.values();
    let gives = |it: &&Topic| {
        let statements = scope.standing(&it.statements);
        statements.iter().any(|claim| {
            let text = claim.value.text.as_ref();
            text.is_some_and(|it| says(it, claimed) && is_of_those_named(scope, it, claimed))
        })
    };
    let other = query.guessed.then(|| others.find(gives)).flatten();
    let topic = other.filter(|_| !gives(&named)).unwrap_or(named);
    let standing = scope.standing(&topic.statements);
    let text = |claim: &&Claim<TopicStatement>| claim.value.text.clone();
    let given: Vec<&Claim<TopicStatement>> = standing
        .iter()
        .copied()
        .filter(|claim| claim.value.aspect == Aspect::HowMuch && claim.value.text.is_some())
        .collect();
    let amounts = |claim: &&Claim<TopicStatement>| text(claim).is_some_and(|it| has_amount(&it));
    if !given.iter().any(|claim| amounts(claim)) {
        return None;
    }
    let hit = standing
        .iter()
        .copied()
        .find(|claim| text(claim).is_some_and(|it| says(&it, claimed)));
    let verdict = match hit.and_then(|claim| text(&claim)) {
        Some(text) if is_of_those_named(scope, &text, claimed) => Verdict::Supported,
        Some(_) => Verdict::Partly,
        None => Verdict::Contradicted,
    };
    let told = hit.into_iter().chain(given);
    let mut statements: Vec<Statement> = told
        .filter_map(|claim| topic::state(scope, topic, claim))
        .collect();
    statements.extend(
        topic::topic(scope, Aspect::What)
            .statements
            .into_iter()
            .take(1),
    );
    let mut kept: Vec<Statement> = Vec::new();
    for statement in statements {
        if !kept.iter().any(|it| it.phrase == statement.phrase) {
            kept.push(statement);
        }
    }
    kept.truncate(MOST);
    Some(conclude(scope, verdict, kept))
}

/// So many statements stand behind the verdict at most.
const MOST: usize = 3;

/// Whether a text gives an amount of money.
fn has_amount(text: &Text) -> bool {
    let money = |version: &str| {
        let mut behind = version.split('$').skip(1);
        behind.any(|it| it.starts_with(|first: char| first.is_ascii_digit()))
    };
    text.versions().any(money)
}

/// Whether a version of the text holds the words, and not as the end of a longer number.
fn says(text: &Text, words: &str) -> bool {
    text.versions()
        .any(|version| find(version, words).is_some())
}

/// Where the words stand in a text.
fn find(version: &str, words: &str) -> Option<usize> {
    version.match_indices(words).map(|(at, _)| at).find(|at| {
        let before = version.get(..*at).and_then(|it| it.chars().next_back());
        before.is_none_or(|it| !it.is_ascii_digit() && it != '.' && it != ',')
    })
}

/// Whether an amount in a text is that of an organisation which the question names: the last one named before it.
fn is_of_those_named(scope: Scope<'_>, text: &Text, amount: &str) -> bool {
    let query = scope.query;
    let home = query.organisation_named.then_some(&query.organisation);
    let named: Vec<_> = query.others.iter().chain(home).collect();
    text.versions().any(|version| {
        let Some(before) = find(version, amount).and_then(|at| version.get(..at)) else {
            return false;
        };
        let organisations = scope.knowledge.organisations.values();
        let last = organisations
            .filter_map(|it| {
                let at = it.name.versions().filter_map(|name| {
                    let at = before.rfind(name)?;
                    // Of two names that end alike the longer one is meant.
                    Some((at + name.len(), name.len()))
                });
                Some((at.max()?, &it.id))
            })
            .max();
        last.is_none_or(|(_, id)| named.is_empty() || named.contains(&id))
    })
}
