//! Claims on who took over from whom.

use super::super::phrase::Phrase;
use super::super::query::{Filters, Query};
use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::super::succession;
use super::{Verdict, conclude};
use crate::knowledge::id::PersonId;

/// The claim that one took over from the other, if the question is one: held against what is told of either. Where
/// somebody else took over, that is said.
pub(super) fn claimed(scope: Scope<'_>) -> Option<Answer> {
    let (heir, before) = scope.query.claimed.succession.as_ref()?;
    let told = |heir: &PersonId, before: &PersonId| -> Vec<Statement> {
        let people = &scope.knowledge.people;
        match (people.get(heir), people.get(before)) {
            (Some(heir), Some(before)) => succession::between(scope, heir, before),
            _ => Vec::new(),
        }
    };
    let so = told(heir, before);
    if !so.is_empty() {
        return Some(conclude(scope, Verdict::Supported, so));
    }
    let reversed = told(before, heir);
    if !reversed.is_empty() {
        return Some(conclude(scope, Verdict::Contradicted, reversed));
    }
    let query = Query {
        people: vec![before.clone()],
        filters: Filters {
            anchors: Vec::new(),
            roles: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let others = succession::successor(scope.asking(&query)).statements;
    if others.is_empty() {
        let none = Phrase::new("not-stated")
            .with("fact", "successor")
            .with("person", before)
            .with("day", scope.day);
        let answer = conclude(scope, Verdict::Unknown, Vec::new());
        return Some(answer.remarking(none));
    }
    Some(conclude(scope, Verdict::Contradicted, others))
}
