//! A departure against a claim: its day, its place in the order, what lies before and after it, who it was that left.

use super::super::dates::dates;
use super::super::filter;
use super::super::moment::is_either_day;
use super::super::phrase::Phrase;
use super::super::profile;
use super::super::query::{Anchor, Filters, Query};
use super::super::scope::{Scope, citations};
use super::super::statement::{Kind, Statement};
use super::{Judgement, Verdict};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Fact, FactKind, Rank, When};
use crate::knowledge::date::Containment;
use crate::knowledge::text::Text;
use crate::nlu::temporal::{Form, Interval, Relation};

/// Whether the departure lies where the question puts it.
pub(super) fn date(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let windows: Vec<Interval> = scope
        .query
        .filters
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .flat_map(|time| {
            std::iter::once(time.bounds()).chain(
                time.alternatives
                    .iter()
                    .map(|interval| time.relation.bounds(*interval)),
            )
        })
        .collect();
    if windows.is_empty() {
        return None;
    }
    let verdict = windows
        .iter()
        .map(|window| judge_window(scope, exit, *window))
        .min()
        .unwrap_or(Verdict::Unknown);
    let statements = dates(scope, exit);
    // A version that is known to be wrong disputes nothing.
    let rival = |it: &Statement| it.kind == Kind::Disputed && it.phrase.id != "version-refuted";
    let verdict = if windows.len() > 1 && statements.iter().any(rival) {
        Verdict::Disputed
    } else {
        verdict
    };
    Some(Judgement {
        verdict,
        statements,
    })
}

fn judge_window(scope: Scope<'_>, exit: &Exit<'_>, window: Interval) -> Verdict {
    let inside = |claim: &Claim<When>| {
        let mut best = Containment::Outside;
        for (date, _) in claim.value.everywhere() {
            match date.within(window.from, window.until) {
                Containment::Inside => return Containment::Inside,
                Containment::Perhaps => best = Containment::Perhaps,
                Containment::Outside => {}
            }
        }
        best
    };
    let fields = [
        &exit.departure.effective,
        &exit.departure.announced,
        &exit.departure.reported,
    ];
    let announced = scope
        .best(&exit.departure.announced)
        .filter(|_| scope.query.filters.announced);
    let main = announced
        .or_else(|| exit.when())
        .map(inside)
        .map(|main| match main {
            // What the press reported on a day had happened by then.
            Containment::Perhaps => scope.within(exit, window),
            settled => settled,
        });
    if main == Some(Containment::Inside) {
        // A day that another page of the same weight denies is not settled by being told first.
        let rival = exit.when().is_some_and(|best| {
            let dated = fields
                .iter()
                .find(|it| it.iter().any(|it| std::ptr::eq(it, best)));
            let mut rivals = dated.into_iter().flat_map(|it| scope.standing(it));
            rivals.any(|it| it.rank == best.rank && inside(it) == Containment::Outside)
        });
        return if rival && !is_either_day(exit) {
            Verdict::Disputed
        } else {
            Verdict::Supported
        };
    }
    let others = || {
        fields
            .iter()
            .flat_map(|claims| claims.iter())
            .filter(|claim| claim.known_on(scope.day))
    };
    if others().any(|claim| claim.rank != Rank::Refuted && inside(claim) == Containment::Inside) {
        return Verdict::Disputed;
    }
    if main == Some(Containment::Perhaps) {
        return Verdict::Inexact;
    }
    if others().any(|claim| inside(claim) == Containment::Inside) {
        return Verdict::Refuted;
    }
    Verdict::Contradicted
}

/// Whether the departure has the place in the order that the question names.
pub(super) fn place(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let ordinals = &scope.query.filters.ordinals;
    if ordinals.is_empty() {
        return None;
    }
    let query = Query {
        filters: Filters {
            times: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let untimed = scope.asking(&query);
    let exits = untimed.exits(&untimed.groups(true));
    let index = exits
        .iter()
        .position(|other| other.person.id == exit.person.id)?;
    let place = i32::try_from(index + 1).ok()?;
    let from_behind = i32::try_from(exits.len() - index).ok()?;
    let verdict = if ordinals.contains(&place) || ordinals.contains(&-from_behind) {
        Verdict::Supported
    } else {
        Verdict::Contradicted
    };
    let phrase = filter::named(Phrase::new("place-of"), untimed, &untimed.groups(true))
        .with("person", &exit.person.id)
        .with("place", index + 1)
        .with("total", exits.len());
    let mut statements: Vec<Statement> = scope
        .derived(phrase, citations([exit]))
        .into_iter()
        .collect();
    if let (Verdict::Contradicted, [asked]) = (verdict, ordinals.as_slice()) {
        let holder = super::super::order::place(untimed, &exits, *asked);
        statements.extend(holder.into_iter().take(1));
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// Whether the departure lies before or after the person or event that the question names.
pub(super) fn sequence(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    if scope.query.filters.anchors.is_empty() {
        return None;
    }
    let query = Query {
        filters: Filters {
            times: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let untimed = scope.asking(&query);
    let verdict = match untimed.in_time(exit) {
        Containment::Inside => Verdict::Supported,
        Containment::Perhaps => Verdict::Inexact,
        Containment::Outside => Verdict::Contradicted,
    };
    let mut statements: Vec<Statement> = Vec::new();
    for (relation, anchor) in &scope.query.filters.anchors {
        match anchor {
            Anchor::Person(id) => {
                let other = scope.knowledge.people.get(id)?;
                let other = scope.exit_beside(other)?;
                // Which of two left first does not tell whether both left on one day.
                if *relation == Relation::SameDay && verdict == Verdict::Inexact {
                    statements.extend(dates(scope, exit).into_iter().take(2));
                    statements.extend(dates(scope, &other).into_iter().take(2));
                } else {
                    let compared = super::super::compare::comparison(scope, exit, &other);
                    statements.extend(compared);
                }
            }
            Anchor::Topic(id) => {
                let topic = scope.knowledge.topics.get(id)?;
                if statements.is_empty() {
                    statements.extend(dates(scope, exit).into_iter().take(1));
                }
                statements.extend(super::super::topic::dates(scope, topic).into_iter().take(1));
            }
        }
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// Whether the person who left belonged to the group, or had the role, that the question names.
pub(super) fn belonging(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let (groups, roles) = (&scope.query.filters.groups, &scope.query.filters.roles);
    // A post at another organisation is what the destination is held against.
    if (groups.is_empty() && roles.is_empty()) || !scope.query.claimed.posts.is_empty() {
        return None;
    }
    let membership = exit.membership;
    let within = groups.iter().all(|it| membership.groups.contains(it));
    let holds = roles.is_empty() || membership.holds(roles);
    // "Joined Beta as a scientist" says what somebody became there.
    let listed = groups.iter().any(|it| {
        let group = scope.knowledge.group(&membership.organisation, *it);
        group.is_some()
    });
    let elsewhere = !scope.query.others.is_empty() && !listed && roles.is_empty();
    if (within && holds) || elsewhere {
        return None;
    }
    // What somebody did there says more of "was she an engineer?" than her title and her last day.
    let query = scope.query;
    let leaving =
        query.of_leaving || !query.filters.manners.is_empty() || !query.filters.times.is_empty();
    let plain = !listed && !leaving && roles.is_empty();
    if let Some(duties) = plain.then(|| duties(scope, exit)).flatten() {
        return Some(duties);
    }
    let phrase = membership.role.as_ref().map(|role| {
        Phrase::new("role-at")
            .with("person", &exit.person.id)
            .with("organisation", &membership.organisation)
            .with("role", role)
            .with("over", "yes")
    });
    let role =
        phrase.and_then(|phrase| scope.derived(phrase, [membership.citations.clone().at_most(3)]));
    // Which words for people a role earns is a matter of speech; only a named group has a list.
    Some(Judgement {
        verdict: if !within && listed {
            Verdict::Contradicted
        } else {
            Verdict::Partly
        },
        statements: dates(scope, exit).into_iter().take(1).chain(role).collect(),
    })
}

/// What somebody who left did there, held against the occupation that the question names.
pub(super) fn duties(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let duty = |it: &&Claim<Fact>| matches!(it.value.kind, FactKind::Role | FactKind::Lead);
    let facts = scope.standing(&exit.person.facts).into_iter();
    let done: Vec<&Claim<Fact>> = facts.filter(duty).take(2).collect();
    if done.is_empty() {
        return None;
    }
    let denied = done.iter().any(|it| rules_out(scope, &it.value.text));
    let told = done.iter().map(|it| profile::fact(scope, exit.person, it));
    Some(Judgement {
        verdict: if denied {
            Verdict::Contradicted
        } else {
            Verdict::Unnamed
        },
        statements: told.collect(),
    })
}

/// How the dataset's texts say that something is not what somebody did, and whether what is denied stands behind it.
const DENIALS: [(&str, bool); 2] = [("rather than ", true), ("ではなく", false)];
/// Two words with so many characters in common at their beginnings are of one kind ("researcher", "research"); in a script
/// that needs fewer characters, so many.
const KINDRED: (usize, usize) = (5, 2);

/// Whether a text names a trade or its field by a word of its own: "engineer", "engineering".
pub(super) fn is_of_trade(text: &Text, trade: &str) -> bool {
    text.versions().any(|it| {
        let lower = it.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        words.any(|said| are_kindred(trade, said))
    })
}

/// Whether two words begin alike.
fn are_kindred(word: &str, said: &str) -> bool {
    let common = word.chars().zip(said.chars());
    let least = if word.is_ascii() {
        KINDRED.0
    } else {
        KINDRED.1
    };
    common.take_while(|(one, other)| one == other).count() >= least
}

/// Whether a text says that one of the occupations that the question names is not what somebody did.
fn rules_out(scope: Scope<'_>, text: &Text) -> bool {
    let denied = |version: &str, word: &str| {
        DENIALS.iter().any(|(denial, behind)| {
            let Some((before, after)) = version.split_once(denial) else {
                return false;
            };
            let part = if *behind { after } else { before };
            part.split([' ', '、']).any(|said| are_kindred(word, said))
        })
    };
    let mut words = scope.query.occupations.iter();
    words.any(|word| text.versions().any(|it| denied(&it.to_lowercase(), word)))
}
