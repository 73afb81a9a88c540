//! A cause that a question puts forward for those who left: who is recorded with it, and what others put forward.

use super::dates::dates;
use super::lookup::MANY;
use super::phrase::Phrase;
use super::query::{Filters, Query};
use super::scope::{Scope, citations};
use super::search::{Hit, Record};
use super::statement::{Answer, Statement};
use super::topic::state;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Aspect, Claim, Rank, Reason, TopicStatement, Voice};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::SourceId;
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;

/// A name of a topic that is shorter than this stands in too many texts.
const NAME: usize = 4;
/// So many causes that others put forward are told at most.
const OTHERS: usize = 3;

/// Whether those who left did so for the event, the topic or the kind of reason that the question names; nothing if it
/// names none, or somebody, or if nothing is recorded of a kind of reason.
pub(super) fn put_forward(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let named = !query.topics.is_empty() || !query.filters.reasons.is_empty();
    let counted = !query.filters.numbers.is_empty() || query.claimed.share.is_some() || query.all;
    if !query.claimed.causal || !named || counted || !query.people.is_empty() || query.negated {
        return None;
    }
    // Of all who left, and not only of those of whom a reason of the kind is recorded.
    let unfiltered = Query {
        filters: Filters {
            reasons: Vec::new(),
            ..query.filters.clone()
        },
        ..query.clone()
    };
    let exits = scope
        .asking(&unfiltered)
        .select(&scope.groups(false))
        .certain;
    let (mut own, mut reports) = (Vec::new(), Vec::new());
    let mut spoken_of = Vec::new();
    for exit in &exits {
        let concerned = is_concerned(scope, exit);
        for claim in scope.standing(&exit.departure.reason) {
            let said = concerned && claim.value.voice == Voice::Report;
            let Some(text) = claim
                .value
                .text
                .as_ref()
                .filter(|_| said || is_it(scope, &claim.value))
            else {
                continue;
            };
            match claim.value.voice {
                Voice::Own => own.push(scope.told(claim, Phrase::predicate(&exit.person.id, text))),
                Voice::Report => {
                    spoken_of.push(&exit.person.id);
                    reports.push(scope.reported(claim, Phrase::sentence(text)));
                    reports.extend(scope.because(claim, "remark-on-report"));
                }
            }
        }
    }
    let others = by_others(scope);
    // A kind of reason that is recorded of somebody filters the departures, unless it is put forward for all of them.
    let recorded = !own.is_empty() || !reports.is_empty();
    if !query.filters.reasons.is_empty() && recorded {
        if others.is_empty() || !own.is_empty() {
            return None;
        }
        reports.clear();
    }
    if query.topics.is_empty() && others.is_empty() {
        return None;
    }
    let reported = !reports.is_empty() || !others.is_empty();
    let told = own.is_empty().then(|| nobody(scope, &exits)).flatten();
    let supported = !own.is_empty();
    // Who is reported to have left for it answers the question for somebody; that they did not say so themselves comes after.
    let open = !query.polar && !reports.is_empty();
    // "Who left over it?" is answered by who is reported to have, and when.
    let listing = open && !query.focus.asks_reason;
    let (last, first) = if open {
        (told.filter(|_| !listing), None)
    } else {
        (None, told)
    };
    let mut statements: Vec<Statement> = first.into_iter().chain(own).collect();
    for statement in reports.into_iter().chain(last).chain(others) {
        if !statements.contains(&statement) {
            statements.push(statement);
        }
    }
    if !supported {
        let concerned = exits
            .iter()
            .filter(|exit| listing || is_concerned(scope, exit));
        let concerned = concerned.filter(|exit| !open || spoken_of.contains(&&exit.person.id));
        statements.extend(concerned.flat_map(|exit| dates(scope, exit).into_iter().take(1)));
    }
    statements.truncate(MANY);
    if statements.is_empty() {
        return None;
    }
    let answer = Answer::of(statements);
    Some(match (query.polar, supported, reported) {
        (true, true, _) => answer.remarking(Phrase::new("verdict").with("verdict", "supported")),
        (true, false, true) => answer.remarking(Phrase::new("verdict").with("verdict", "reported")),
        _ => answer,
    })
}

/// Whether an event that the question names lists somebody who left on its day or after it.
fn is_concerned(scope: Scope<'_>, exit: &Exit<'_>) -> bool {
    let mut topics = scope.query.topics.iter();
    topics.any(|id| {
        let event = scope.knowledge.topics.get(id);
        let begun = event.and_then(|it| it.date()).map(PartialDate::earliest);
        let since = exit
            .date()
            .zip(begun)
            .is_some_and(|(date, begun)| date.latest() >= begun);
        since && event.is_some_and(|it| it.people.contains(&exit.person.id))
    })
}

/// That nobody who left named the cause.
fn nobody(scope: Scope<'_>, exits: &[Exit<'_>]) -> Option<Statement> {
    let phrase = Phrase::new("nobody-names-cause")
        .with("organisation", &scope.query.organisation)
        .with("total", super::list::people(exits).len());
    scope.derived(phrase, citations(exits).take(OTHERS))
}

/// Whether a reason is of a kind that the question names, or speaks of the topic that it names.
fn is_it(scope: Scope<'_>, reason: &Reason) -> bool {
    let query = scope.query;
    let mut kinds = reason.categories.iter();
    kinds.any(|it| query.filters.reasons.contains(it))
        || reason
            .text
            .as_ref()
            .is_some_and(|text| speaks_of(scope, text))
}

/// Whether a text names one of the topics of the question.
pub(super) fn speaks_of(scope: Scope<'_>, text: &Text) -> bool {
    let mut topics = scope
        .query
        .topics
        .iter()
        .filter_map(|id| scope.knowledge.topics.get(id));
    topics.any(|topic| {
        let names = topic
            .name
            .versions()
            .chain(topic.aliases.iter().map(String::as_str))
            .filter(|name| name.chars().count() >= NAME)
            .map(str::to_lowercase);
        let texts: Vec<String> = text.versions().map(str::to_lowercase).collect();
        names
            .into_iter()
            .any(|name| texts.iter().any(|text| text.contains(&name)))
    })
}

/// What others put forward as a cause on any topic, that speaks of the question's topic or holds its words, with what
/// that topic is about; false ones with the reason why.
fn by_others(scope: Scope<'_>) -> Vec<Statement> {
    let held = |topic: &Topic, index: usize| {
        scope.query.found.iter().any(|hit: &Hit| {
            let here =
                matches!(&hit.record, Record::Topic(id, at) if *id == topic.id && *at == index);
            here && hit.words >= 1
        })
    };
    let mut statements = Vec::new();
    for topic in scope.knowledge.topics.values() {
        let causes = topic
            .statements
            .iter()
            .enumerate()
            .filter(|(index, claim)| {
                let text = claim.value.text.as_ref();
                claim.value.aspect == Aspect::Why
                    && claim.known_on(scope.day)
                    && text.is_some_and(|text| {
                        (!scope.query.topics.contains(&topic.id) && speaks_of(scope, text))
                            || (!scope.query.filters.reasons.is_empty() && held(topic, *index))
                    })
            });
        let told: Vec<Statement> = causes
            .filter_map(|(_, claim)| cause(scope, claim))
            .collect();
        if told.is_empty() {
            continue;
        }
        statements.extend(told);
        let what = topic.statements.iter().find(|claim| {
            claim.value.aspect == Aspect::What
                && claim.rank != Rank::Refuted
                && claim.known_on(scope.day)
        });
        statements.extend(what.and_then(|claim| state(scope, topic, claim)));
    }
    statements.truncate(OTHERS + 1);
    statements
}

/// What others put forward as the causes of the departures in the period that the question names, or at any time if it
/// names none and no group; and what is said of removals then: from topics that are about people who all left and hold
/// several causes.
pub(super) fn of_the_time(scope: Scope<'_>) -> Vec<Statement> {
    let windows = scope.windows();
    let filters = &scope.query.filters;
    let free = filters.groups.is_empty() && filters.anchors.is_empty() && filters.among.is_empty();
    let whenever = windows.is_empty() && free;
    if windows.iter().any(|it| it.from.is_none()) || (windows.is_empty() && !whenever) {
        return Vec::new();
    }
    let within = |claim: &&Claim<TopicStatement>| {
        let since = claim.since.as_ref();
        let then = since.is_some_and(|date| whenever || super::topic::inside(&windows, date));
        claim.value.aspect == Aspect::Why && then
    };
    let topics = scope.knowledge.topics.values().filter(|topic| {
        topic.organisations.contains(&scope.query.organisation)
            && !topic.people.is_empty()
            && topic.people.iter().all(|it| scope.knowledge.has_left(it))
    });
    let causes = topics.flat_map(|topic| {
        let standing = scope.standing(&topic.statements).into_iter();
        let put: Vec<&Claim<TopicStatement>> = standing.filter(within).collect();
        let several = put.len() >= OTHERS;
        put.into_iter().filter(move |_| several)
    });
    // Each source has one cause to put forward.
    let mut heard: Vec<&SourceId> = Vec::new();
    let causes = causes.filter(|claim| {
        let source = &claim.citations.first().source;
        let new = !heard.contains(&source);
        heard.push(source);
        new
    });
    let mut told: Vec<Statement> = causes
        .filter_map(|claim| cause(scope, claim))
        .take(OTHERS)
        .collect();
    // What was said of the latest removals stands for all of them where no time is named.
    let mut removed = super::waves::removals(scope).into_iter();
    let removed = if whenever {
        removed.last()
    } else {
        removed.next()
    };
    told.splice(0..0, removed);
    told
}

/// One cause that others put forward.
fn cause(scope: Scope<'_>, claim: &Claim<TopicStatement>) -> Option<Statement> {
    let text = claim.value.text.as_ref()?;
    if claim.rank == Rank::Refuted {
        return Statement::refuted(claim, Phrase::sentence(text));
    }
    Some(scope.reported(claim, Phrase::sentence(text)))
}
