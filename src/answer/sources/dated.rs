//! The sources of one version of a date: "who says 2024?"

use super::super::dates::dates;
use super::super::phrase::Phrase;
use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::described;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Citations, Claim, When};
use crate::knowledge::date::Containment;

/// "Which source says 27 March?": the sources of the departures, of few, that have a version on that day.
pub(super) fn of_a_day(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let windows = scope.windows();
    let free = query.people.is_empty() && query.topics.is_empty() && query.last.is_none();
    if !free || windows.is_empty() {
        return None;
    }
    let on_it = |claim: &Claim<When>| {
        let date = &claim.value.date;
        claim.known_on(scope.day)
            && windows
                .iter()
                .any(|it| date.within(it.from, it.until) == Containment::Inside)
    };
    let exits = scope.knowledge.exits_from(&query.organisation);
    let meant: Vec<Exit<'_>> = exits
        .filter(|exit| {
            let mut dates = exit.departure.effective.iter();
            dates.any(on_it) || exit.departure.announced.iter().any(on_it)
        })
        .take(MOST + 1)
        .collect();
    if meant.len() > MOST {
        return None;
    }
    let told = meant.iter().filter_map(|exit| versions(scope, exit));
    told.reduce(|all, one| all.and(one.statements))
}

/// So many departures have their sources told side by side.
const MOST: usize = 2;

/// The sources that date a departure where the question does; nothing if none does.
pub(super) fn versions(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Answer> {
    let windows = scope.windows();
    let meant = |claim: &&Claim<When>| {
        let date = &claim.value.date;
        claim.known_on(scope.day)
            && windows
                .iter()
                .any(|it| date.within(it.from, it.until) != Containment::Outside)
    };
    let fields = [
        &exit.departure.effective,
        &exit.departure.announced,
        &exit.departure.reported,
    ];
    let claims = fields.into_iter().flatten().filter(meant);
    let lists: Vec<&Citations> = claims.map(|it| &it.citations).collect();
    let all = Citations::union(lists)?;
    let theirs = |statement: &Statement| {
        let mut cited = statement.citations.iter();
        cited.any(|it| all.iter().any(|other| other.source == it.source))
    };
    let mut told = dates(scope, exit);
    told.retain(theirs);
    let (total, statements) = described(scope, &all);
    let remark = Phrase::new("sources-of-last").with("count", total);
    // A version that stands with all the others is told by its sources alone.
    told.truncate(1);
    Some(Answer::of(statements).and(told).remarking(remark))
}
