//! Claims of a number or a share of a group: "nine of them have left", "half of them are gone".

use super::super::counted::counted;
use super::super::{Verdict, conclude};
use crate::answer::list::{self, headline};
use crate::answer::query::{Bound, Filters, Query, Share};
use crate::answer::scope::{Scope, Selection};
use crate::answer::statement::{Answer, Statement};
use crate::knowledge::person::RoleGroup;
use crate::nlu::temporal::{Grain, Relation, TimeMention};

/// How many of a named group there are, and how many of them not every source counts.
pub(super) fn size(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<(i64, i64)> {
    let group = scope.named_group(groups)?;
    let members: std::collections::BTreeSet<_> = scope
        .knowledge
        .members(&scope.query.organisation, Some(group.role))
        .map(|(person, _)| &person.id)
        .collect();
    Some((
        i64::try_from(members.len()).ok()?,
        i64::try_from(group.apart.len()).ok()?,
    ))
}

/// "6 of 12 gone by 11 February": counts as the records stood, and compares.
pub(super) fn number(scope: Scope<'_>) -> Option<Answer> {
    // "6 of 12" in one language is "of 12, 6" in another: the smaller number is claimed of the larger.
    let claimed = *scope.query.filters.numbers.iter().take(2).min()?;
    let total = scope
        .query
        .filters
        .numbers
        .iter()
        .take(2)
        .max()
        .filter(|it| **it != claimed);
    let named = scope.groups(true);
    // More than the group that is meant where none is named has are people of every kind.
    let many = size(scope, &named).is_some_and(|(size, _)| claimed > size);
    let groups = if scope.query.filters.groups.is_empty() && many {
        Vec::new()
    } else {
        named
    };
    let counts = total.is_some()
        || (many && scope.query.filters.groups.is_empty())
        || scope.query.organisation_named
        || !scope.query.filters.groups.is_empty()
        || !scope.query.filters.roles.is_empty()
        || !scope.query.filters.times.is_empty()
        || !scope.query.filters.anchors.is_empty();
    if !counts {
        return None;
    }
    let of_anyone = total.is_none() && of_everybody(scope, &groups, claimed);
    let groups = if of_anyone { Vec::new() } else { groups };
    let selection = scope.select(&groups);
    let Some((size, apart)) = size(scope, &groups) else {
        // Only a named group is complete; of any other the records hold some.
        let mut statements = if of_anyone && claimed <= bounds(&selection).1 {
            Vec::new()
        } else {
            crate::answer::waves::of_number(scope, claimed)
        };
        let verdict = if statements.is_empty() {
            statements.extend(headline(scope, &groups, &selection));
            if of_anyone {
                let listed = list::who_left(scope).statements;
                statements.extend(listed.into_iter().skip(1));
            }
            match scope.query.claimed.bound {
                Some(bound) => recorded_within(&selection, bound, claimed),
                None => recorded(&selection, claimed),
            }
        } else if scope.query.filters.alternatives && total.is_some() {
            // "Was it 50 or 80?"
            Verdict::Disputed
        } else if crate::answer::waves::is_preferred(scope, claimed) {
            // Another number stands beside it, and is no reason for a doubt.
            Verdict::Supported
        } else {
            Verdict::Disputed
        };
        return Some(conclude(scope, verdict, statements));
    };
    let (least, most) = bounds(&selection);
    // "Five of the six in the past year": of all who had left by then.
    let of_leavers = total.is_some_and(|total| {
        !scope.query.filters.times.is_empty() && is_all_gone(scope, &groups, *total)
    });
    let right_size =
        of_leavers || total.is_none_or(|total| *total == size || *total == size - apart);
    let bounded = scope.query.claimed.bound.map(|bound| {
        let admits = |number: i64| bound.admits(number, claimed);
        (admits(least), admits(most))
    });
    if let Some(query) = running(scope)
        .filter(|_| right_size && total.is_some() && !of_leavers)
        .filter(|_| bounded.is_none() && claimed > most)
    {
        return number(scope.asking(&query));
    }
    let verdict = match claimed {
        _ if !right_size => Verdict::Contradicted,
        _ if bounded == Some((true, true)) => Verdict::Supported,
        _ if bounded == Some((false, false)) => Verdict::Contradicted,
        _ if bounded.is_some() => Verdict::Inexact,
        _ if claimed < least => Verdict::More,
        _ if claimed > most => Verdict::Fewer,
        _ if least == most => Verdict::Supported,
        _ => Verdict::Inexact,
    };
    Some(counted(scope, verdict, &groups, &selection))
}

/// The same question of all who had left by the end of the month or the days that it names: more of a whole group than left
/// in that time is a running total ("nine of eleven in March").
fn running(scope: Scope<'_>) -> Option<Query> {
    let short = |it: &TimeMention| it.relation == Relation::In && it.grain != Grain::Year;
    let times = &scope.query.filters.times;
    if times.is_empty() || !times.iter().all(short) {
        return None;
    }
    let mut query = scope.query.clone();
    for time in &mut query.filters.times {
        time.relation = Relation::Until;
    }
    Some(query)
}

/// Whether a number of a period in which no group is named is one of all people: of the group that is meant by itself
/// another number left then.
fn of_everybody(scope: Scope<'_>, groups: &[RoleGroup], claimed: i64) -> bool {
    let query = scope.query;
    let named = !query.filters.groups.is_empty()
        || !query.filters.roles.is_empty()
        || !query.filters.except_groups.is_empty()
        || !query.filters.except_people.is_empty()
        || !query.filters.among.is_empty();
    let bounded = !query.filters.times.is_empty() || !query.filters.anchors.is_empty();
    let (least, most) = bounds(&scope.select(groups));
    bounded && !named && !(least..=most).contains(&claimed)
}

/// How many people a selection holds for certain, and how many it may hold.
fn bounds(selection: &Selection<'_>) -> (i64, i64) {
    let least = list::people(&selection.certain).len();
    let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
    (number(least), number(least + selection.possible.len()))
}

/// The verdict on a number that bounds how many people left of whom the records hold some: more may have left.
fn recorded_within(selection: &Selection<'_>, bound: Bound, claimed: i64) -> Verdict {
    let (least, _) = bounds(selection);
    match (bound, bound.admits(least, claimed)) {
        (Bound::AtLeast | Bound::MoreThan, true) => Verdict::Supported,
        (Bound::AtMost | Bound::FewerThan, false) => Verdict::Contradicted,
        _ => Verdict::Unknown,
    }
}

/// The verdict on a number of people of whom the records hold some: more than are recorded may have left.
fn recorded(selection: &Selection<'_>, claimed: i64) -> Verdict {
    let (least, most) = bounds(selection);
    match claimed {
        _ if claimed < least => Verdict::More,
        _ if claimed > most => Verdict::Unknown,
        _ if claimed == least => Verdict::Supported,
        _ => Verdict::Inexact,
    }
}

/// Whether so many had left by the end of the period asked about, whenever that was.
fn is_all_gone(scope: Scope<'_>, groups: &[RoleGroup], number: i64) -> bool {
    let end = scope.windows().iter().filter_map(|it| it.until).max();
    let query = Query {
        filters: Filters {
            times: Vec::new(),
            anchors: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let all = scope.asking(&query);
    let all = end.map_or(all, |day| all.as_of(day));
    let gone = list::people(&all.select(groups).certain).len();
    i64::try_from(gone).is_ok_and(|gone| gone == number)
}

pub(super) fn query_total(scope: Scope<'_>) -> Option<i64> {
    scope.query.filters.numbers.iter().copied().max()
}

/// "Half of the founders have left."
pub(super) fn share(scope: Scope<'_>) -> Option<Answer> {
    let share = scope.query.claimed.share?;
    let groups = scope.groups(true);
    let selection = scope.select(&groups);
    let (size, apart) = size(scope, &groups)?;
    let gone = i64::try_from(list::people(&selection.certain).len()).ok()?;
    let whole = [size, size - apart];
    // "Half of the 12": the number is that of the whole.
    let wrong_whole = query_total(scope).is_some_and(|total| !whole.contains(&total));
    let (_, most) = bounds(&selection);
    let verdict = match share.fraction() {
        _ if wrong_whole => Verdict::Contradicted,
        Some((part, of)) if whole.iter().any(|it| gone * of == part * it) => Verdict::Supported,
        Some((part, of)) if gone * of > part * size => Verdict::More,
        None if share.rounded(gone, size).is_some() => rounded(share, gone, most, whole),
        None if share == Share::Fewer && gone * 2 < size => Verdict::Supported,
        None if share == Share::Fewer => Verdict::More,
        // "Half or more" is true of exactly half, and says more than there is to it.
        None if share == Share::HalfOrMore && gone * 2 == size => Verdict::ExactlyHalf,
        None if share.is_reached(gone, size) => Verdict::Supported,
        None if share.is_reached(most, size) => Verdict::Inexact,
        _ => Verdict::Fewer,
    };
    let mut answer = counted(scope, verdict, &groups, &selection);
    if verdict == Verdict::Fewer {
        let by_then = by_the_day(scope, &groups);
        answer.statements.splice(1..1, by_then);
    }
    Some(answer)
}

/// The verdict on so many of ten, rounded: "eight in ten" of twelve are nine or ten. `gone` are gone for certain, `most` at
/// most, of either of the two sizes of the group.
fn rounded(share: Share, gone: i64, most: i64, sizes: [i64; 2]) -> Verdict {
    let held = |gone: i64| {
        let each = sizes.into_iter();
        each.filter_map(move |size| share.rounded(gone, size))
    };
    let is_so = |gone: i64| held(gone).any(|(claimed, rounded)| claimed == rounded);
    if is_so(gone) {
        Verdict::Supported
    } else if (gone..=most).any(is_so) {
        Verdict::Inexact
    } else if held(gone).all(|(claimed, rounded)| rounded > claimed) {
        Verdict::More
    } else {
        Verdict::Fewer
    }
}

/// How many had left by the one day of the question: a share of a group is mostly a running total, whatever the day is
/// joined with.
pub(super) fn by_the_day(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<Statement> {
    let [time] = scope.query.filters.times.as_slice() else {
        return None;
    };
    let query = running(scope).filter(|_| time.grain == Grain::Day)?;
    let scope = scope.asking(&query);
    headline(scope, groups, &scope.select(groups))
}
