//! Amounts that a question claims of an event or a topic, held against those that the sources give.

use super::super::phrase::Phrase;
use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::super::topic;
use super::{Verdict, conclude};
use crate::answer::resolver::Resolver;
use crate::knowledge::claim::{Aspect, Claim, Rank, TopicStatement};
use crate::knowledge::date::Containment;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::topic::Topic;

/// So many statements stand behind the verdict at most.
const MOST: usize = 3;

/// How an amount that is claimed stands to one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    /// The text gives no amount of what is valued.
    Nothing,
    /// The text gives another amount of it.
    Other,
    /// The amount stands in the text beside the one that it gives.
    Beside,
    /// The text gives the very amount.
    Same,
}

/// Whether an amount that the question names is the one of the topic that it names; nothing if it asks no such thing, or
/// if the sources give no amount.
pub(in crate::answer) fn amount(scope: Scope<'_>) -> Option<Answer> {
    if let Some(answer) = super::versions::of_topic(scope) {
        return Some(answer);
    }
    let query = scope.query;
    let [claimed] = query.claimed.amounts.as_slice() else {
        return None;
    };
    let named = scope.knowledge.topics.get(query.topics.first()?)?;
    if !query.polar {
        return None;
    }
    let best = |topic: &Topic| {
        let claims = claims(scope, topic);
        claims.iter().map(|it| given(scope, it, claimed)).max()
    };
    // A topic that is only guessed is not held against the question where another one gives the amount; a price is that of
    // a deal between those who are named.
    let mut others = scope.knowledge.topics.values();
    let deal = query.claimed.paid && is_deal(scope, named);
    let other = (query.guessed && !deal).then(|| {
        others.find(|it| {
            let fits = !query.claimed.paid || is_deal(scope, it);
            fits && best(it) == Some(Given::Same)
        })
    });
    let topic = other
        .flatten()
        .filter(|_| best(named) != Some(Given::Same))
        .unwrap_or(named);
    let priced = deal || !query.guessed;
    if let Some(answer) = in_dispute(scope, topic, claimed) {
        return Some(answer);
    }
    // What is claimed of several together is no price of one of them.
    if query.claimed.combined && best(topic) == Some(Given::Beside) {
        let all = claims(scope, topic);
        let summed = all
            .iter()
            .find(|it| given(scope, it, claimed) == Given::Beside)?;
        let matter = |it: &&&Claim<TopicStatement>| it.value.about == summed.value.about;
        let told = all.iter().filter(matter);
        let statements = told.filter_map(|it| topic::state(scope, topic, it));
        return Some(conclude(scope, Verdict::Supported, statements.collect()));
    }
    let verdict = match best(topic)? {
        Given::Nothing => return None,
        // An amount beside the one that is given may be a target, a sum or a value before debt: the text speaks for itself.
        Given::Beside => return beside_another(scope, topic, claimed),
        // An amount that some source gives of anything is not denied: it may be that of several together.
        Given::Other if is_given_anywhere(scope, claimed) && !priced => {
            return beside_another(scope, topic, claimed);
        }
        Given::Other => Verdict::Contradicted,
        Given::Same => Verdict::Supported,
    };
    let mut told = claims(scope, topic);
    told.retain(|it| given(scope, it, claimed) != Given::Nothing);
    told.sort_by_key(|it| std::cmp::Reverse(given(scope, it, claimed)));
    let mut statements: Vec<Statement> = Vec::new();
    let what = topic::topic(scope, Aspect::What).statements;
    let stated = told
        .into_iter()
        .filter_map(|claim| topic::state(scope, topic, claim));
    for statement in stated.chain(what.into_iter().take(1)) {
        if !statements.iter().any(|it| it.phrase == statement.phrase) {
            statements.push(statement);
        }
    }
    statements.truncate(MOST);
    Some(conclude(scope, verdict, statements))
}

/// Whether a topic is about every organisation that the question names, and they are more than one.
fn is_deal(scope: Scope<'_>, topic: &Topic) -> bool {
    let query = scope.query;
    let named = std::iter::once(&query.organisation).chain(&query.others);
    let mut named = named.chain(&query.claimed.valued);
    !query.others.is_empty() && named.all(|it| topic.organisations.contains(it))
}

/// What the topic's texts say of an amount that stands in them for something else, or beside the one that is given.
fn beside_another(scope: Scope<'_>, topic: &Topic, claimed: &str) -> Option<Answer> {
    let wanted = format!("${claimed}");
    let all = claims(scope, topic);
    let holds = |it: &&&Claim<TopicStatement>| {
        let text = it.value.text.as_ref();
        text.is_some_and(|it| it.versions().any(|version| version.contains(&wanted)))
    };
    // A text that gives no amount of what is meant speaks of something else.
    let told = all.iter().filter(holds);
    let of_it = |it: &&&Claim<TopicStatement>| given(scope, it, claimed) != Given::Nothing;
    let statements: Vec<Statement> = told
        .filter(of_it)
        .filter_map(|it| topic::state(scope, topic, it))
        .take(MOST)
        .collect();
    let remark = Phrase::new("amount-beside");
    (!statements.is_empty()).then(|| Answer::of(statements).remarking(remark))
}

/// An amount of the whole that one of several versions gives: none of them is settled.
fn in_dispute(scope: Scope<'_>, topic: &Topic, claimed: &str) -> Option<Answer> {
    if scope.query.claimed.valued.is_some() && !scope.query.claimed.combined {
        return None;
    }
    let gives = |claim: &Claim<TopicStatement>| {
        let text = claim.value.text.as_ref();
        text.is_some_and(|it| it.versions().any(|version| version.contains(claimed)))
    };
    // What is claimed falsely of the same amount may be what the question means.
    let refuted = |it: &&Claim<TopicStatement>| it.rank == Rank::Refuted;
    let mistaken = topic.statements.iter().filter(refuted).any(gives);
    if mistaken && !scope.query.claimed.combined {
        return None;
    }
    let all = claims(scope, topic);
    let held = all.iter().find(|it| gives(it))?;
    let about = held.value.about.as_ref()?;
    let versions: Vec<_> = all
        .iter()
        .filter(|it| it.value.about.as_ref() == Some(about))
        .collect();
    let told = versions
        .iter()
        .filter_map(|it| topic::state(scope, topic, it));
    let several = versions.len() > 1;
    several.then(|| conclude(scope, Verdict::Disputed, told.collect()))
}

/// Whether a plain number that the question claims of the topic that it names is one that the sources give; nothing if it
/// asks no such thing, or if no source gives the number.
pub(in crate::answer) fn number(scope: Scope<'_>) -> Option<Answer> {
    if let Some(answer) = super::versions::of_topic(scope) {
        return Some(answer);
    }
    let query = scope.query;
    let ([claimed], [id]) = (query.filters.numbers.as_slice(), query.topics.as_slice()) else {
        return None;
    };
    let claims_it = query.polar || query.resolver == Resolver::Verify;
    let topic = scope.knowledge.topics.get(id)?;
    // Of those whom the topic is about the number counts nobody.
    let concerned =
        query.people.len() != 1 && query.people.iter().all(|it| topic.people.contains(it));
    let counted = query.people.is_empty() && (!query.filters.groups.is_empty() || query.of_leaving);
    let of_people = counted || !concerned || !query.filters.manners.is_empty();
    let sum = !query.claimed.amounts.is_empty();
    if query.guessed || !claims_it || of_people || sum || query.focus.counts {
        return None;
    }
    let claimed = claimed.to_string();
    let gives = |claim: &Claim<TopicStatement>| {
        let text = claim.value.text.as_ref();
        text.is_some_and(|text| {
            text.versions().any(|version| {
                let mut numbers = version.split(|it: char| !it.is_ascii_digit());
                numbers.any(|it| it == claimed)
            })
        })
    };
    let standing = claims(scope, topic);
    let (same, others): (Vec<_>, Vec<_>) = standing.into_iter().partition(|it| gives(it));
    let about: Vec<&str> = same
        .iter()
        .filter_map(|it| it.value.about.as_deref())
        .collect();
    let rival = |it: &&&Claim<TopicStatement>| {
        let matter = it.value.about.as_deref();
        matter.is_some_and(|it| about.contains(&it))
    };
    let rivals: Vec<_> = others.iter().filter(rival).copied().collect();
    let verdict = match (same.is_empty(), rivals.is_empty()) {
        (true, _) => return None,
        (false, true) => Verdict::Supported,
        (false, false) => Verdict::Disputed,
    };
    let told = same.into_iter().chain(rivals);
    let mut statements: Vec<Statement> = told
        .filter_map(|claim| topic::state(scope, topic, claim))
        .collect();
    statements.truncate(MOST);
    Some(conclude(scope, verdict, statements))
}

/// Whether some standing claim on any topic has the amount in its text.
fn is_given_anywhere(scope: Scope<'_>, claimed: &str) -> bool {
    let wanted = format!("${claimed}");
    scope.knowledge.topics.values().any(|topic| {
        let standing = scope.standing(&topic.statements);
        let mut texts = standing.iter().filter_map(|it| it.value.text.as_ref());
        texts.any(|text| text.versions().any(|it| it.contains(&wanted)))
    })
}

/// The standing claims of a topic; where the question names a time and some of them are of it, only those.
fn claims<'a>(scope: Scope<'a>, topic: &'a Topic) -> Vec<&'a Claim<TopicStatement>> {
    let all = scope.standing(&topic.statements);
    let windows = scope.windows();
    let then: Vec<&Claim<TopicStatement>> = all
        .iter()
        .copied()
        .filter(|claim| {
            let since = claim.since.as_ref();
            since.is_some_and(|since| {
                windows
                    .iter()
                    .any(|it| since.within(it.from, it.until) == Containment::Inside)
            })
        })
        .collect();
    if then.is_empty() { all } else { then }
}

/// How the amount stands to what a claim gives for what the question values.
fn given(scope: Scope<'_>, claim: &Claim<TopicStatement>, claimed: &str) -> Given {
    let Some(text) = &claim.value.text else {
        return Given::Nothing;
    };
    let query = scope.query;
    let valued = query.claimed.valued.as_ref().unwrap_or(&query.organisation);
    let versions = text.versions().map(|version| {
        let amounts = amounts_of(scope, version, valued);
        match amounts.first() {
            None => Given::Nothing,
            Some(first) if first == claimed => Given::Same,
            Some(_) if amounts.iter().any(|it| it == claimed) => Given::Beside,
            Some(_) => Given::Other,
        }
    });
    versions.max().unwrap_or(Given::Nothing)
}

/// The amounts that stand behind an organisation in a text, up to the next one that it names.
fn amounts_of(scope: Scope<'_>, version: &str, valued: &OrganisationId) -> Vec<String> {
    // Looking for every organisation in every text takes long, and few texts give an amount.
    if !version.contains('$') {
        return Vec::new();
    }
    let mut named: Vec<(usize, usize, &OrganisationId)> = scope
        .knowledge
        .organisations
        .values()
        .flat_map(|organisation| {
            let names = organisation.name.versions();
            names.flat_map(move |name| {
                version
                    .match_indices(name)
                    .map(move |(at, _)| (at, at + name.len(), &organisation.id))
            })
        })
        .collect();
    // "X" stands in "SpaceX" too: of names that share a place the longest is meant.
    let all = named.clone();
    named.retain(|(from, until, _)| {
        !all.iter()
            .any(|(start, end, _)| start <= from && until <= end && end - start > until - from)
    });
    named.sort_unstable_by_key(|(from, _, _)| *from);
    let mut amounts = Vec::new();
    for (index, (_, until, id)) in named.iter().enumerate() {
        let next = named.get(index + 1).map_or(version.len(), |it| it.0);
        if *id == valued {
            let behind = version.get(*until..next).unwrap_or_default();
            amounts.extend(behind.split('$').skip(1).filter_map(amount_at));
        }
    }
    amounts
}

/// The amount at the beginning of a text: a number and the word for its scale.
fn amount_at(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let number = words.next()?;
    let scale = words.next()?;
    let scale = scale.trim_matches(|it: char| !it.is_alphanumeric());
    let digits = number.starts_with(|first: char| first.is_ascii_digit());
    digits.then(|| format!("{number} {scale}"))
}
