//! In which manner people left, one by one and taken together, and what is known where nobody is recorded as having left in a manner.

use super::filter;
use super::list::nobody;
use super::lookup::{MANY, each_departure};
use super::notes::notes_about;
use super::phrase::{Phrase, Value};
use super::query::{Filters, Query};
use super::scope::Scope;
use super::statement::{Answer, Kind, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{MannerKind, Rank};
use crate::knowledge::person::RoleGroup;

/// In which manner somebody left.
pub(super) fn manner(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return manners(scope);
    }
    let answer = each_departure(scope, scope.people(), "manner", |exit| {
        let mut told = manners_of(scope, exit);
        // "Why was she removed?" of one who was is answered by the reasons.
        if scope.query.focus.asks_reason && !told.is_empty() {
            let why = super::reasons::reasons(scope, exit);
            let place = if left_so(scope, exit) { 0 } else { told.len() };
            told.splice(place..place, why);
        }
        // Of whoever was not, or of whom that is disputed, the manner comes first, and what is said of the reasons behind it.
        if scope.query.focus.asks_reason && !left_so(scope, exit) {
            let why = super::reasons::reasons(scope, exit);
            told.extend(why.into_iter().take(2));
        }
        // "Kicked out or ill?" offers a reason beside a manner.
        let offered = scope.query.either || scope.query.filters.manners.is_empty();
        if offered && !scope.query.filters.reasons.is_empty() {
            told.extend(super::reasons::reasons(scope, exit).into_iter().take(1));
        }
        // Whoever was removed and taken back is not gone.
        if !told.is_empty() {
            let again = scope.returned(exit);
            told.extend(again.and_then(|it| super::dates::back(scope, exit, it)));
        }
        told
    });
    // "Did any of them deny it?" is told by how each of them says that they left.
    if scope.query.unrecorded && !answer.statements.is_empty() {
        return answer.remarking(Phrase::new("verdict").with("verdict", "unrecorded"));
    }
    // Whoever only stepped back has not left altogether.
    if scope.query.claimed.outright && !answer.statements.is_empty() && only_stepped_back(scope) {
        return answer.remarking(Phrase::new("verdict").with("verdict", "contradicted"));
    }
    answer
}

/// Whether the one person of the question stepped back, by the best version, and did not go.
fn only_stepped_back(scope: Scope<'_>) -> bool {
    let [person] = scope.people().collect::<Vec<_>>()[..] else {
        return false;
    };
    let best = scope
        .exit_of(person)
        .and_then(|exit| Some(scope.best(&exit.departure.manner)?.value.kind));
    best == Some(MannerKind::SteppedBack)
}

/// Whether a departure was of one of the manners that the question names, by the best version.
fn left_so(scope: Scope<'_>, exit: &Exit<'_>) -> bool {
    let best = scope.best(&exit.departure.manner).map(|it| it.value.kind);
    best.is_some_and(|it| scope.query.filters.manners.contains(&it))
}

/// Whether all people named left in one of the manners that the question names.
pub(super) fn is_so(scope: Scope<'_>) -> bool {
    scope.people().all(|person| {
        let exit = scope.exit_of(person);
        exit.is_some_and(|exit| left_so(scope, &exit))
    })
}

/// The statements on the manner of one departure.
pub(super) fn manners_of(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let standing = scope.standing(&exit.departure.manner);
    let several = standing.len() > 1;
    let mut statements: Vec<Statement> = standing
        .into_iter()
        .map(|claim| {
            let phrase = Phrase::new("manner")
                .with("person", &exit.person.id)
                .with("organisation", &exit.membership.organisation)
                .with("kind", claim.value.kind.name())
                .with_known("glossed", "text", claim.value.text.as_ref());
            let mut statement = scope.told(claim, phrase);
            if several {
                statement.kind = Kind::Disputed;
            }
            statement
        })
        .collect();
    let refuted = exit
        .departure
        .manner
        .iter()
        .filter(|claim| claim.rank == Rank::Refuted)
        .filter(|claim| scope.query.filters.manners.contains(&claim.value.kind))
        .filter_map(|claim| {
            let because = claim.because.as_ref()?;
            Some(Statement::disputed(
                claim,
                Phrase::new("manner-refuted")
                    .with("person", &exit.person.id)
                    .with("kind", claim.value.kind.name())
                    .with("source", &claim.citations.first().source)
                    .with("because", because),
            ))
        });
    statements.extend(refuted);
    // What somebody became is told where they went.
    let became = exit.departure.destination.iter().filter_map(|claim| {
        let text = claim.value.text.as_ref()?;
        let named = text.has_one_of(&scope.query.filters.roles) && claim.rank != Rank::Refuted;
        let phrase = Phrase::predicate(&exit.person.id, text);
        named.then(|| scope.told(claim, phrase))
    });
    statements.extend(became);
    // Why one of several versions is better, and why people who only stepped back are counted.
    if several {
        let standing = scope.standing(&exit.departure.manner);
        let because = standing.into_iter().filter_map(|claim| {
            let wording = match claim.rank {
                Rank::Preferred => "because-better",
                _ => "because-other",
            };
            let mut told = scope.because(claim, wording)?;
            told.kind = Kind::Stated;
            Some(told)
        });
        statements.extend(because);
    }
    statements.extend(notes_about(scope, exit, "pushed"));
    statements
}

/// Whether people resigned or were removed, taken together; who left in the manner asked about, if it is one.
pub(super) fn manners(scope: Scope<'_>) -> Answer {
    let compared = scope.query.filters.manners.contains(&MannerKind::Resigned);
    if !compared && filter::manners(scope.query).next().is_some() {
        return super::list::who_left(scope);
    }
    let query = Query {
        filters: Filters {
            manners: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let any = scope.asking(&query);
    let groups = scope.groups(!scope.query.all);
    let selection = any.select(&groups);
    let mut statements = by_manner(scope, &selection.certain, &MannerKind::ALL);
    let removed = scope.query.filters.manners.contains(&MannerKind::Removed);
    // Whether they were pushed is not settled by what they say themselves.
    if compared && removed {
        statements.extend(unsettled(any, &selection.certain));
    }
    let named = |exit: &&Exit<'_>| {
        let best = scope.best(&exit.departure.manner);
        best.is_some_and(|it| it.value.kind == MannerKind::Removed)
    };
    // That of a manner asked for no number is recorded is a number too.
    if scope.query.focus.counts && removed && !selection.certain.iter().any(|it| named(&it)) {
        let query = Query {
            filters: Filters {
                manners: vec![MannerKind::Removed],
                ..scope.query.filters.clone()
            },
            ..scope.query.clone()
        };
        let mut known = selection.certain.iter().take(1);
        statements.extend(super::list::none(scope.asking(&query), &groups, &mut known));
    }
    if statements.is_empty() {
        return match selection.certain.first() {
            Some(exit) => Answer::of(manners_of(scope, exit)),
            None => nobody(any, &groups),
        };
    }
    Answer::of(statements)
}

/// What keeps it open whether people resigned or were removed: of whom no manner is recorded, and what is noted of pushing.
pub(super) fn unsettled(scope: Scope<'_>, exits: &[Exit<'_>]) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let silent: Vec<Exit<'_>> = exits
        .iter()
        .filter(|exit| scope.best(&exit.departure.manner).is_none())
        .copied()
        .collect();
    if !silent.is_empty() && silent.len() < exits.len() {
        let names = silent.iter().take(MANY);
        let phrase = Phrase::new("list-manner")
            .with("kind", "none")
            .with("counted", "no")
            .with("count", silent.len())
            .with(
                "people",
                Value::List(
                    names
                        .map(|exit| Value::Person(exit.person.id.clone()))
                        .collect(),
                ),
            )
            .with("more", silent.len().saturating_sub(MANY));
        statements.extend(scope.derived(phrase, super::scope::citations(&silent)));
    }
    let noted = exits
        .iter()
        .flat_map(|exit| notes_about(scope, exit, "pushed"));
    for told in noted.filter(|it| it.kind != Kind::Disputed).take(3) {
        if !statements.contains(&told) {
            statements.push(told);
        }
    }
    statements
}

/// One statement for each of the manners: who left in it.
fn by_manner(scope: Scope<'_>, exits: &[Exit<'_>], kinds: &[MannerKind]) -> Vec<Statement> {
    let mut statements = Vec::new();
    for kind in kinds {
        let mine: Vec<&Exit<'_>> = exits
            .iter()
            .filter(|exit| {
                scope
                    .best(&exit.departure.manner)
                    .is_some_and(|claim| claim.value.kind == *kind)
            })
            .collect();
        if mine.is_empty() {
            continue;
        }
        let phrase = Phrase::new("list-manner")
            .with("kind", kind.name())
            .with(
                "counted",
                if scope.query.focus.counts {
                    "yes"
                } else {
                    "no"
                },
            )
            .with("count", mine.len())
            .with(
                "people",
                Value::List(
                    mine.iter()
                        .take(MANY)
                        .map(|exit| Value::Person(exit.person.id.clone()))
                        .collect(),
                ),
            )
            .with("more", mine.len().saturating_sub(MANY));
        let cited = mine.iter().take(MANY).filter_map(|exit| {
            Some(
                scope
                    .best(&exit.departure.manner)?
                    .citations
                    .clone()
                    .at_most(1),
            )
        });
        statements.extend(scope.derived(phrase, cited));
    }
    statements
}

/// Where nobody is recorded as having left in the manner asked about: of whom the manner is open, and what is claimed
/// of them.
pub(super) fn instead(scope: Scope<'_>, groups: &[RoleGroup]) -> Vec<Statement> {
    let wanted: Vec<MannerKind> = filter::manners(scope.query).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let query = Query {
        filters: Filters {
            manners: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let any = scope.asking(&query);
    let selection = any.select(groups);
    let mut statements = by_manner(scope, &selection.certain, &[MannerKind::Unclear]);
    // Whoever is back is on leave no more.
    let of_leave = wanted == [MannerKind::OnLeave];
    let open = selection.certain.iter();
    let open = open.filter(|exit| !of_leave || scope.rejoined(exit).next().is_none());
    let claimed = open.flat_map(|exit| {
        let person = &exit.person.id;
        any.standing(&exit.departure.manner)
            .into_iter()
            .filter(|claim| wanted.contains(&claim.value.kind))
            .map(move |claim| {
                let phrase = match &claim.value.text {
                    Some(text) => Phrase::predicate(person, text),
                    None => Phrase::new("manner")
                        .with("person", person)
                        .with("organisation", &exit.membership.organisation)
                        .with("kind", claim.value.kind.name())
                        .with("glossed", "no"),
                };
                any.reported(claim, phrase)
            })
    });
    statements.extend(claimed.take(3));
    // What is noted of those who left then may be meant of others than them.
    if statements.is_empty() {
        for exit in &selection.certain {
            for told in notes_about(any, exit, "pushed") {
                if !statements.contains(&told) {
                    statements.push(told);
                }
            }
        }
        statements.truncate(3);
    }
    statements
}
