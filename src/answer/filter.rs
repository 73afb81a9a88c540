//! The filters of a question in words, so that no count is read as more than it is.

use super::phrase::{Phrase, Value};
use super::query::{Comings, Query};
use super::scope::Scope;
use crate::knowledge::claim::MannerKind;
use crate::knowledge::person::RoleGroup;

/// A word for the groups asked about, by which wordings choose: `anyone` for none, `several` for more than one.
pub(super) fn kind_of(groups: &[RoleGroup]) -> &'static str {
    match groups {
        [] => "anyone",
        [group] => group.name(),
        _ => "several",
    }
}

/// The manners that filter. To say that somebody resigned or quit is everyday speech for leaving, and "moved to" names a
/// destination: neither filters.
pub(super) fn manners(query: &Query) -> impl Iterator<Item = MannerKind> {
    // Resigning beside being removed asks in which of the two manners each left.
    let compared = [MannerKind::Resigned, MannerKind::Removed]
        .iter()
        .all(|it| query.filters.manners.contains(it));
    query
        .filters
        .manners
        .iter()
        .copied()
        .filter(move |kind| !compared && !matches!(kind, MannerKind::Resigned | MannerKind::Moved))
}

/// Whether anything but group and time filters.
pub(super) fn is_filtered(query: &Query) -> bool {
    !filters(query).is_empty()
}

/// A phrase with the groups and all filters but time, as `kind`, `kinds`, `filtered` and `filters`.
pub(super) fn named(phrase: Phrase, scope: Scope<'_>, groups: &[RoleGroup]) -> Phrase {
    let many = |kind: &'static str| Value::from(Phrase::new("kind-many").with("kind", kind));
    // A group has the name that the organisation gives it.
    let of_group = |role: &RoleGroup| {
        let group = scope
            .knowledge
            .group(&scope.query.organisation, *role)
            .filter(|_| scope.query.further.is_empty());
        group.map_or_else(|| many(role.name()), |group| Value::from(&group.name))
    };
    let kinds = if groups.is_empty() {
        vec![many(kind_of(groups))]
    } else {
        groups.iter().map(of_group).collect()
    };
    let filters = filters(scope.query);
    phrase
        .with("kind", kind_of(groups))
        .with("kinds", Value::List(kinds))
        .with("filtered", if filters.is_empty() { "no" } else { "yes" })
        .with("filters", Value::List(filters))
}

/// The filters but group and time, each as a phrase.
pub(super) fn filters(query: &Query) -> Vec<Value> {
    // Of somebody who is named it is a part of what is asked, and narrows nothing.
    let named = if query.people.is_empty() { "no" } else { "yes" };
    let roles = query.filters.roles.iter().map(|role| {
        let says = Value::Verbatim(role.replace('|', " / "));
        let kind = role.split('|').next().unwrap_or_default().replace(' ', "-");
        Phrase::new("filter-role")
            .with("kind", Value::Verbatim(kind))
            .with("role", says)
    });
    let employers = query
        .filters
        .formerly
        .iter()
        .map(|it| Phrase::new("filter-formerly").with("organisation", it));
    let teams = query
        .filters
        .teams
        .iter()
        .map(|it| Phrase::new("filter-team").with("topic", it));
    let kinds = query.filters.reasons.iter().map(|reason| {
        let kind = Phrase::new("reason-kind").with("reason", Value::Verbatim(reason.clone()));
        Value::from(kind)
    });
    let kinds: Vec<Value> = kinds.collect();
    let either = if kinds.len() > 1 {
        vec![Value::Choice(kinds)]
    } else {
        kinds
    };
    let reasons = either.into_iter().map(|reason| {
        Phrase::new("filter-reason")
            .with("reason", reason)
            .with("named", named)
    });
    let venture = query
        .filters
        .venture
        .then(|| {
            let kind = query
                .filters
                .ventures
                .first()
                .and_then(|it| it.split('|').next());
            let kind = Value::Verbatim(kind.unwrap_or("any").to_owned());
            Phrase::new("filter-venture").with("kind", kind)
        })
        .into_iter();
    let lacking = query
        .filters
        .lacking
        .iter()
        .map(|it| Phrase::new("filter-lacking").with("fact", it.name()));
    let comings = query.filters.comings.into_iter().map(|it| {
        Phrase::new(match it {
            Comings::Again => "filter-left-again",
            Comings::ForGood => "filter-not-back",
        })
    });
    let manners = manners(query).map(|it| {
        Phrase::new("filter-manner")
            .with("manner", it.name())
            .with("named", named)
    });
    let other_manners = query.filters.except_manners.iter();
    let other_manners =
        other_manners.map(|it| Phrase::new("filter-other-manner").with("manner", it.name()));
    let groups = query.filters.except_groups.iter().map(|group| {
        let group = Phrase::new("kind-many").with("kind", group.name());
        Phrase::new("filter-without").with("who", group)
    });
    let people = query
        .filters
        .except_people
        .iter()
        .map(|id| Phrase::new("filter-without").with("who", id));
    let among = (!query.filters.among.is_empty()).then(|| Phrase::new("filter-among"));
    let blamed = query
        .claimed
        .blamed
        .iter()
        .map(|id| Phrase::new("filter-blamed").with("person", id));
    among
        .into_iter()
        .chain(blamed)
        .chain(roles)
        .chain(employers)
        .chain(teams)
        .chain(reasons)
        .chain(venture)
        .chain(lacking)
        .chain(comings)
        .chain(manners)
        .chain(other_manners)
        .chain(groups)
        .chain(people)
        .map(Value::from)
        .collect()
}
