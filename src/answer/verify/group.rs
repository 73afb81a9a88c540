//! Claims about a number of a group, about all of it, about its reasons or manners; and claims that cannot be seen.

mod number;

use super::super::arrivals::who_went_to;
use super::super::causes;
use super::super::compare::compare;
use super::super::list::{self, headline};
use super::super::manners::{manners, manners_of, unsettled};
use super::super::phrase::Phrase;
use super::super::query::Filters;
use super::super::reasons;
use super::super::remaining::remaining;
use super::super::scope::Scope;
use super::super::statement::{Answer, Statement};
use super::super::topic;
use super::counted::in_number;
use super::{Verdict, conclude, speech};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Aspect, MannerKind, Voice};
use crate::knowledge::person::Person;
use number::{number, share};

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
