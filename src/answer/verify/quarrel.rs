//! Whether two people fell out: recorded reasons for leaving that name the other.

use super::super::phrase::Phrase;
use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::{Verdict, conclude};
use crate::knowledge::claim::Voice;
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;

/// The vocabulary's value for a reason that is a dispute.
const DISPUTE: &str = "dispute";

/// "Did Alpha and Beta fall out?": the disputes recorded as a reason of the one that name the other; nothing where none is.
pub(super) fn of_two(scope: Scope<'_>) -> Option<Answer> {
    let [one, other] = scope.people().collect::<Vec<_>>()[..] else {
        return None;
    };
    if !scope.query.filters.reasons.iter().any(|it| it == DISPUTE) {
        return None;
    }
    let told = told_of(scope, one, other).into_iter();
    let (own, told): (Vec<bool>, Vec<Statement>) = told.chain(told_of(scope, other, one)).unzip();
    if told.is_empty() {
        return None;
    }
    let verdict = if own.contains(&true) {
        Verdict::Supported
    } else {
        Verdict::Attributed
    };
    Some(conclude(scope, verdict, told))
}

/// What is recorded of somebody's dispute with another as a reason for leaving, and whether in their own words.
fn told_of(scope: Scope<'_>, leaver: &Person, other: &Person) -> Vec<(bool, Statement)> {
    let exits = scope.knowledge.exits_of(leaver);
    let exits = exits.filter(|exit| scope.happened(exit));
    let mut told = Vec::new();
    for exit in exits {
        for claim in scope.standing(&exit.departure.reason) {
            let Some(text) = claim.value.text.as_ref() else {
                continue;
            };
            let dispute = claim.value.categories.iter().any(|it| it == DISPUTE);
            if !dispute || !names(text, other) {
                continue;
            }
            told.push(match claim.value.voice {
                Voice::Own => (true, scope.told(claim, Phrase::predicate(&leaver.id, text))),
                Voice::Report => (false, scope.reported(claim, Phrase::sentence(text))),
            });
        }
    }
    told
}

/// Whether a text names somebody, at least by the last word of their name.
fn names(text: &Text, person: &Person) -> bool {
    let mut names = person.name.versions();
    names.any(|name| {
        let last = name.rsplit([' ', '・']).next().unwrap_or(name);
        text.versions().any(|version| version.contains(last))
    })
}
