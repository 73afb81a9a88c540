//! What a claim on a number of a group comes to: the number, why they left, and whom it names as gone or staying.

use super::super::list::{self, headline};
use super::super::query::{Filters, Query};
use super::super::scope::{Scope, Selection};
use super::super::statement::{Answer, Statement};
use super::{Verdict, conclude};
use crate::knowledge::person::RoleGroup;

/// The answer to a claim on a number of a group: how many left, who, and the verdict on all that the claim says of them.
pub(super) fn counted(
    scope: Scope<'_>,
    verdict: Verdict,
    groups: &[RoleGroup],
    selection: &Selection<'_>,
) -> Answer {
    let mut statements: Vec<Statement> = headline(scope, groups, selection).into_iter().collect();
    // Those of the group that was counted, and of no other.
    let query = Query {
        filters: Filters {
            groups: groups.to_vec(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let listed = list::who_left(scope.asking(&query)).statements;
    let unsure = |it: &Statement| it.phrase.id == "list-perhaps";
    let names = listed.iter().skip(1).filter(|it| !unsure(it)).take(1);
    statements.extend(names.chain(listed.iter().find(|it| unsure(it))).cloned());
    if statements.is_empty() {
        return list::nobody(scope, groups);
    }
    conclude(scope, told(scope, verdict, groups, selection), statements)
}

/// The verdict with that on the people whom the claim names beside the number.
fn told(
    scope: Scope<'_>,
    verdict: Verdict,
    groups: &[RoleGroup],
    selection: &Selection<'_>,
) -> Verdict {
    let query = scope.query;
    let gone = list::people(&selection.certain);
    let open = list::people(&selection.possible);
    let left_none = query
        .claimed
        .gone
        .iter()
        .any(|id| !gone.contains(id.as_str()) && !open.contains(id.as_str()));
    let stayed_none = query
        .claimed
        .stay
        .iter()
        .any(|id| gone.contains(id.as_str()));
    // Nobody but those who are named is said to stay, whether or not every source counts them.
    let apart = scope.named_group(groups).map(|group| &group.apart);
    let members = scope
        .knowledge
        .members(&query.organisation, groups.first().copied());
    let others = members
        .filter(|(_, stay)| stay.begun_by(scope.day))
        .map(|(person, _)| &person.id)
        .filter(|id| !gone.contains(id.as_str()) && !open.contains(id.as_str()))
        .filter(|id| apart.is_none_or(|apart| !apart.contains(id)));
    let mut unnamed = others.filter(|id| !query.claimed.stay.contains(id));
    let only = !query.claimed.stay.is_empty();
    if left_none || stayed_none || (only && unnamed.next().is_some()) {
        return Verdict::Contradicted;
    }
    in_number(scope, verdict)
}

/// That so many left is one half of a claim that also names why: the number alone does not confirm it.
pub(super) fn in_number(scope: Scope<'_>, verdict: Verdict) -> Verdict {
    let right = matches!(
        verdict,
        Verdict::Supported | Verdict::Apart | Verdict::ExactlyHalf
    );
    if right && scope.query.claimed.causal && !scope.query.topics.is_empty() {
        Verdict::Partly
    } else {
        verdict
    }
}
