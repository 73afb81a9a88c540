//! Who else is there when only the default group was counted: those of whom no departure is recorded, and those who came
//! back.

use super::{past, standing};
use crate::answer::lookup::FEW;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::scope::Scope;
use crate::answer::statement::Statement;
use crate::knowledge::person::{Membership, Person, RoleGroup};

/// When only the default group was counted: further people of whom no departure is recorded, and those who
/// came back.
pub(super) fn others_without_departure(scope: Scope<'_>, groups: &[RoleGroup]) -> Vec<Statement> {
    // Without a group that they belong to all are told already.
    let narrowed = !scope.query.filters.groups.is_empty() || !scope.query.filters.among.is_empty();
    if narrowed || groups.is_empty() {
        return Vec::new();
    }
    let (all, _) = standing(scope, &[]);
    let further = all
        .into_iter()
        .filter(|(_, membership)| !membership.groups.iter().any(|it| groups.contains(it)))
        .filter(|(_, membership)| published_by(scope, membership));
    let (mut returned, mut further): (Vec<_>, Vec<_>) =
        further.partition(|(person, membership)| came_back(scope, person, membership));
    returned.truncate(FEW);
    // Two more are told rather than counted.
    let room = if further.len() <= FEW + 2 {
        FEW + 2
    } else {
        FEW
    };
    let more = further.len().saturating_sub(room);
    further.truncate(room);
    let back = returned.iter().filter_map(|(person, membership)| {
        let exit = scope.knowledge.exits_of(person).next()?;
        crate::answer::dates::back(scope, &exit, membership)
    });
    let back: Vec<Statement> = back.collect();
    if further.is_empty() {
        return back;
    }
    // Of a past day only what was so by then is said: they may have left since.
    let others = scope.derived(
        Phrase::new("remain-others")
            .with("organisation", &scope.query.organisation)
            .with("past", past(scope))
            .with("day", scope.day)
            .with("more", more)
            .with(
                "people",
                Value::List(
                    further
                        .iter()
                        .map(|(person, _)| Value::Person(person.id.clone()))
                        .collect(),
                ),
            ),
        further
            .iter()
            .map(|(_, membership)| membership.citations.clone().at_most(1)),
    );
    others.into_iter().chain(back).collect()
}

/// Whether a stay is one that somebody took up after leaving.
fn came_back(scope: Scope<'_>, person: &Person, membership: &Membership) -> bool {
    let mut exits = scope.knowledge.exits_of(person);
    exits.any(|exit| {
        let mut again = scope.rejoined(&exit);
        again.any(|it| std::ptr::eq(it, membership))
    })
}

/// Whether whoever leaves later was known to belong to the organisation by the day: who is only known from the departure
/// is not told of before it, but looking back the recorded beginning of a stay tells.
fn published_by(scope: Scope<'_>, membership: &Membership) -> bool {
    let sources = membership.citations.iter();
    let mut published = sources
        .filter_map(|it| scope.knowledge.sources.get(&it.source))
        .filter_map(|source| source.published.as_ref());
    let recounted = membership.from.is_some() && scope.day < scope.query.today;
    membership.departure.is_none() || recounted || published.any(|it| it.earliest() <= scope.day)
}
