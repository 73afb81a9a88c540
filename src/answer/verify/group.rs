//! Claims about a number of a group, about all of it, about its reasons or manners; and claims that cannot be seen.

use super::super::arrivals::who_went_to;
use super::super::causes;
use super::super::compare::compare;
use super::super::list::{self, headline};
use super::super::manners::{manners, manners_of, unsettled};
use super::super::phrase::Phrase;
use super::super::query::{Filters, Share};
use super::super::reasons;
use super::super::remaining::remaining;
use super::super::scope::{Scope, Selection};
use super::super::statement::{Answer, Statement};
use super::super::topic;
use super::counted::{counted, in_number};
use super::{Verdict, conclude, speech};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Aspect, MannerKind, Voice};
use crate::knowledge::person::{Person, RoleGroup};
use crate::nlu::temporal::{Grain, Relation};

/// A claim about a number or about all, or no claim that can be seen.
pub(super) fn claim(scope: Scope<'_>) -> Answer {
    let query = scope.query;
    if let Some(answer) = super::number(scope).or_else(|| causes::put_forward(scope)) {
        return answer;
    }
    if query.claimed.nobody {
        return nobody(scope);
    }
    if query.focus.same_day && query.all {
        return compare(scope);
    }
    let unbounded = query.filters.times.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.groups.is_empty();
    let moves = match query.filters.numbers.len() {
        0 => true,
        1 => unbounded || !query.filters.towards.is_empty(),
        _ => false,
    };
    if !query.others.is_empty() && moves {
        return who_went_to(scope);
    }
    if query.all && !query.filters.reasons.is_empty() && query.filters.numbers.is_empty() {
        return all_for_a_reason(scope);
    }
    if query.focus.asks_reason && (!query.filters.groups.is_empty() || query.all || query.negated) {
        return reasons_given(scope);
    }
    if let Some(kind) = query
        .filters
        .manners
        .iter()
        .find(|it| **it != MannerKind::Resigned)
        .filter(|_| query.filters.numbers.is_empty() && query.topics.is_empty())
    {
        return manner(scope, *kind);
    }
    if let Some(answer) = share(scope).or_else(|| number(scope)) {
        return answer;
    }
    if query.all {
        return everybody(scope);
    }
    if !query.topics.is_empty() {
        // "Share price today" claims no date.
        let today = |it: &crate::nlu::temporal::TimeMention| {
            let bounds = it.bounds();
            bounds.from == Some(query.today) && bounds.until == Some(query.today)
        };
        let of_now = !query.filters.times.is_empty()
            && query.filters.times.iter().all(today)
            && !query.polar;
        let dated = (!of_now).then(|| speech::dated(scope)).flatten();
        return dated.unwrap_or_else(|| topic::topic(scope, Aspect::What));
    }
    let filtered = !query.filters.times.is_empty()
        || !query.filters.anchors.is_empty()
        || !query.filters.reasons.is_empty()
        || !query.filters.groups.is_empty();
    if filtered {
        return list::who_left(scope);
    }
    what_is_meant(scope)
}

/// "Nobody left in 2024": the list of those who did, if any.
fn nobody(scope: Scope<'_>) -> Answer {
    let groups = scope.groups(false);
    let selection = scope.select(&groups);
    let verdict = match (selection.certain.is_empty(), selection.possible.is_empty()) {
        (false, _) => Verdict::Contradicted,
        (true, false) => Verdict::Inexact,
        (true, true) if scope.named_group(&groups).is_some() => Verdict::Supported,
        (true, true) => Verdict::Silent,
    };
    conclude(scope, verdict, list::who_left(scope).statements)
}

/// How many of a named group there are, and how many of them not every source counts.
fn size(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<(i64, i64)> {
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
fn number(scope: Scope<'_>) -> Option<Answer> {
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
            super::super::waves::of_number(scope, claimed)
        };
        let verdict = if statements.is_empty() {
            statements.extend(headline(scope, &groups, &selection));
            if of_anyone {
                let listed = list::who_left(scope).statements;
                statements.extend(listed.into_iter().skip(1));
            }
            recorded(&selection, claimed)
        } else if scope.query.filters.alternatives && total.is_some() {
            // "Was it 50 or 80?"
            Verdict::Disputed
        } else if super::super::waves::is_preferred(scope, claimed) {
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
    let verdict = match claimed {
        _ if !right_size => Verdict::Contradicted,
        _ if claimed < least => Verdict::More,
        _ if claimed > most => Verdict::Fewer,
        _ if least == most => Verdict::Supported,
        _ => Verdict::Inexact,
    };
    Some(counted(scope, verdict, &groups, &selection))
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
    let query = super::super::query::Query {
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

fn query_total(scope: Scope<'_>) -> Option<i64> {
    scope.query.filters.numbers.iter().copied().max()
}

/// "Half of the founders have left."
fn share(scope: Scope<'_>) -> Option<Answer> {
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
fn by_the_day(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<Statement> {
    let [time] = scope.query.filters.times.as_slice() else {
        return None;
    };
    let on_a_day = time.relation == Relation::In && time.grain == Grain::Day;
    let mut query = scope.query.clone();
    for time in &mut query.filters.times {
        time.relation = Relation::Until;
    }
    let scope = scope.asking(&query);
    on_a_day.then(|| headline(scope, groups, &scope.select(groups)))?
}

/// "Have all the founders left?"
fn everybody(scope: Scope<'_>) -> Answer {
    let groups = scope.groups(true);
    let selection = scope.select(&groups);
    let rest = remaining(scope);
    let apart = scope
        .named_group(&groups)
        .map(|group| group.apart.clone())
        .unwrap_or_default();
    let gone = list::people(&selection.certain);
    let staying: Vec<&Person> = scope
        .knowledge
        .members(&scope.query.organisation, groups.first().copied())
        .map(|(person, _)| person)
        .filter(|person| !gone.contains(person.id.as_str()))
        .collect();
    let complete = scope.named_group(&groups).is_some();
    let verdict = if staying.is_empty() && !complete {
        Verdict::Unknown
    } else if staying.is_empty() {
        Verdict::Supported
    } else if staying.iter().all(|person| apart.contains(&person.id)) {
        Verdict::Apart
    } else {
        Verdict::Contradicted
    };
    let mut statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    // Nobody remains for a reason, or in a manner.
    let filters = &scope.query.filters;
    let narrowed = !filters.reasons.is_empty() || !filters.manners.is_empty();
    statements.extend(rest.statements.into_iter().take(1).filter(|_| !narrowed));
    statements.extend(list::who_left(scope).statements.into_iter().skip(1).take(1));
    conclude(scope, in_number(scope, verdict), statements)
}

/// "They all left over safety": who did, and whether anybody gave another reason.
fn all_for_a_reason(scope: Scope<'_>) -> Answer {
    let groups = scope.groups(false);
    let query = super::super::query::Query {
        filters: Filters {
            reasons: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let all = scope.asking(&query).select(&groups).certain;
    let of_kind = scope.select(&groups).certain;
    let reasoned = |exit: &Exit<'_>| {
        let mut reasons = scope.standing(&exit.departure.reason).into_iter();
        reasons.any(|it| it.value.voice == Voice::Own && it.value.text.is_some())
    };
    let of_kind = list::people(&of_kind);
    let otherwise = |exit: &&Exit<'_>| reasoned(exit) && !of_kind.contains(exit.person.id.as_str());
    let verdict = if all.iter().any(|it| otherwise(&it)) {
        Verdict::Contradicted
    } else if of_kind.len() == list::people(&all).len() {
        Verdict::Supported
    } else {
        Verdict::Unknown
    };
    conclude(scope, verdict, list::who_left(scope).statements)
}

/// "None of the founders gave a reason."
fn reasons_given(scope: Scope<'_>) -> Answer {
    let exits = scope.select(&scope.groups(true)).certain;
    let gave = |exit: &&Exit<'_>| {
        scope
            .standing(&exit.departure.reason)
            .iter()
            .any(|claim| claim.value.voice == Voice::Own && claim.value.text.is_some())
    };
    let given = exits.iter().filter(gave).count();
    let verdict = if given == 0 || (scope.query.all && given < exits.len()) {
        Verdict::Contradicted
    } else {
        Verdict::Supported
    };
    conclude(scope, verdict, reasons::why(scope).statements)
}

/// "They were all fired": the manner of each, counted.
fn manner(scope: Scope<'_>, kind: MannerKind) -> Answer {
    let unfiltered = super::super::query::Query {
        filters: Filters {
            manners: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let scope = scope.asking(&unfiltered);
    let exits = scope.select(&scope.groups(true)).certain;
    let best = |exit: &Exit<'_>| {
        scope
            .best(&exit.departure.manner)
            .map(|claim| claim.value.kind)
    };
    let says = |exit: &&Exit<'_>| {
        scope
            .standing(&exit.departure.manner)
            .iter()
            .any(|claim| claim.value.kind == kind)
    };
    let (so, said) = (
        exits.iter().filter(|it| best(it) == Some(kind)).count(),
        exits.iter().filter(says).count(),
    );
    let otherwise = exits
        .iter()
        .filter(|it| best(it).is_some_and(|it| it != kind && it != MannerKind::Unclear))
        .count();
    let verdict = if !exits.is_empty() && so == exits.len() {
        Verdict::Supported
    } else if scope.query.all && otherwise > 0 {
        Verdict::Contradicted
    } else if so > 0 {
        Verdict::Partly
    } else if said > 0 {
        Verdict::Disputed
    } else {
        Verdict::Unknown
    };
    let mut statements = manners(scope).statements;
    // Of all together the single disputes are too much; what keeps it open for all is not.
    if scope.query.all && !statements.is_empty() {
        statements.extend(unsettled(scope, &exits));
    } else if so == 0 {
        let disputed = exits.iter().filter(says).take(2);
        statements.extend(disputed.flat_map(|exit| manners_of(scope, exit)));
    }
    if statements.is_empty() {
        statements.extend(headline(
            scope,
            &scope.groups(true),
            &scope.select(&scope.groups(true)),
        ));
    }
    conclude(scope, verdict, statements)
}

/// No claim can be seen: says what can be confirmed as a whole and asks what is meant.
fn what_is_meant(scope: Scope<'_>) -> Answer {
    let groups = scope.groups(true);
    let selection = scope.select(&groups);
    let statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    let suggestions = selection
        .certain
        .last()
        .map(|exit| Phrase::new("ask-really-left").with("person", &exit.person.id))
        .into_iter()
        .chain([
            crate::answer::ask_all_left(scope.knowledge, &scope.query.organisation),
            Phrase::new("ask-sources"),
        ])
        .collect();
    Answer {
        statements,
        ..Answer::ambiguous(Phrase::new("which-claim"), suggestions)
    }
}
