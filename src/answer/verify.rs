//! Claims put to the test: supported, contradicted with the right value, disputed, refuted, or not in the data.
//!
//! A claim is a subject (people, or a number of a group) with every value that the question names beside it: dates,
//! destinations, reasons, manners, places in the order. Each value is judged by itself; the worst verdict is the claim's.

use super::list::{self, headline, remaining};
use super::lookup::{self, dates, destinations_of, manners_of, no_departure};
use super::phrase::Phrase;
use super::query::Anchor;
use super::scope::{Scope, citations};
use super::statement::{Answer, DeclineReason, Kind, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Rank, Voice, When};
use crate::knowledge::date::Containment;
use crate::knowledge::person::Person;
use crate::nlu::temporal::{Form, Interval};

/// What becomes of a claim, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Supported,
    /// The departure is recorded; the rest of the claim is not covered.
    Partly,
    /// Only others than the person say so.
    Reported,
    Unknown,
    Disputed,
    Refuted,
    Contradicted,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Partly => "partly",
            Self::Reported => "reported",
            Self::Unknown => "unknown",
            Self::Disputed => "disputed",
            Self::Refuted => "refuted",
            Self::Contradicted => "contradicted",
        }
    }

    fn negated(self) -> Self {
        match self {
            Self::Supported | Self::Reported => Self::Contradicted,
            Self::Contradicted | Self::Refuted => Self::Supported,
            other => other,
        }
    }
}

struct Judgement {
    verdict: Verdict,
    statements: Vec<Statement>,
}

/// Judges the claim of the question.
pub(super) fn verify(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return without_person(scope);
    }
    let mut worst: Option<Verdict> = None;
    let mut statements = Vec::new();
    for person in scope.people() {
        let judgement = judge(scope, person);
        worst = Some(worst.map_or(judgement.verdict, |it| it.max(judgement.verdict)));
        statements.extend(judgement.statements);
    }
    conclude(scope, worst.unwrap_or(Verdict::Unknown), statements)
}

/// The answer to a judged claim: the verdict as a remark before the statements that carry it.
fn conclude(scope: Scope<'_>, verdict: Verdict, mut statements: Vec<Statement>) -> Answer {
    let verdict = if scope.query.negated {
        verdict.negated()
    } else {
        verdict
    };
    let mut seen = Vec::new();
    statements.retain(|statement| {
        let new = !seen.contains(&statement.phrase);
        seen.push(statement.phrase.clone());
        new
    });
    let mut answer = Answer::of(statements);
    answer.outcome = match verdict {
        Verdict::Disputed | Verdict::Reported => Outcome::Disputed,
        Verdict::Unknown => Outcome::Declined,
        Verdict::Supported | Verdict::Partly | Verdict::Refuted | Verdict::Contradicted => {
            Outcome::Answered
        }
    };
    if verdict == Verdict::Unknown {
        answer.decline = Some(DeclineReason::NotStated);
    }
    answer.remarking(Phrase::new("verdict").with("verdict", verdict.name()))
}

fn judge<'a>(scope: Scope<'a>, person: &'a Person) -> Judgement {
    let Some(exit) = scope.exit_of(person) else {
        return Judgement {
            verdict: Verdict::Contradicted,
            statements: {
                let refusal = no_departure(scope, person);
                let premise = refusal.remark.and_then(|remark| {
                    let cited = person
                        .memberships
                        .iter()
                        .map(|membership| membership.citations.clone())
                        .chain(person.facts.first().map(|fact| fact.citations.clone()))
                        .take(1);
                    scope.derived(remark, cited)
                });
                premise.into_iter().chain(refusal.statements).collect()
            },
        };
    };
    let judgements: Vec<Judgement> = [
        date(scope, &exit),
        destination(scope, &exit),
        reason(scope, &exit),
        manner(scope, &exit),
        place(scope, &exit),
        sequence(scope, &exit),
    ]
    .into_iter()
    .flatten()
    .collect();
    if judgements.is_empty() {
        // Words or a topic that no check accounts for may be the very point of the claim; it is not confirmed blindly.
        let whole = !scope.query.leftover && scope.query.topics.is_empty();
        let mut statements = dates(scope, &exit);
        if !scope.query.topics.is_empty() {
            statements.extend(
                super::topic::topic(scope, crate::knowledge::claim::Aspect::What)
                    .statements
                    .into_iter()
                    .take(2),
            );
        }
        return Judgement {
            verdict: if whole {
                Verdict::Supported
            } else {
                Verdict::Partly
            },
            statements,
        };
    }
    let verdict = judgements
        .iter()
        .map(|it| it.verdict)
        .max()
        .unwrap_or(Verdict::Supported);
    Judgement {
        verdict,
        statements: judgements
            .into_iter()
            .flat_map(|it| it.statements)
            .collect(),
    }
}

/// Whether the departure lies where the question puts it.
fn date(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let windows: Vec<Interval> = scope
        .query
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
    let verdict = if windows.len() > 1 && statements.iter().any(|it| it.kind == Kind::Disputed) {
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
    let main = exit.when().map(inside);
    if main == Some(Containment::Inside) {
        return Verdict::Supported;
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
        return Verdict::Disputed;
    }
    if others().any(|claim| inside(claim) == Containment::Inside) {
        return Verdict::Refuted;
    }
    Verdict::Contradicted
}

/// Whether the person went where the question says.
fn destination(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let target = scope.query.others.first()?;
    let claims = || {
        exit.departure
            .destination
            .iter()
            .filter(|claim| claim.known_on(scope.day))
    };
    let hit = claims().find(|claim| claim.value.organisation.as_ref() == Some(target));
    let stated = destinations_of(scope, exit);
    let verdict = match hit.map(|claim| claim.rank) {
        Some(Rank::Refuted) => Verdict::Refuted,
        Some(_) => Verdict::Supported,
        None if stated.is_empty() => Verdict::Unknown,
        None => Verdict::Contradicted,
    };
    let mut statements = stated;
    if let (Verdict::Refuted, Some(claim)) = (verdict, hit)
        && let (Some(text), Some(because)) = (&claim.value.text, &claim.because)
    {
        statements.push(Statement::disputed(
            claim,
            Phrase::new("refuted")
                .with("source", &claim.citations.first().source)
                .with(
                    "text",
                    Phrase::new("predicate")
                        .with("person", &exit.person.id)
                        .with("text", text),
                )
                .with("because", because),
        ));
    }
    if statements.is_empty() {
        let none = claims().find(|claim| claim.value.text.is_none());
        statements.extend(none.map(|claim| {
            Statement::stated(
                claim,
                Phrase::new("no-destination").with("person", &exit.person.id),
            )
        }));
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// Whether the reason is of the kind that the question names.
fn reason(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let wanted = scope.query.reasons.first()?;
    let claims = || {
        exit.departure
            .reason
            .iter()
            .filter(|claim| claim.known_on(scope.day))
            .filter(|claim| claim.value.categories.contains(wanted))
    };
    let own = claims().any(|claim| claim.rank != Rank::Refuted && claim.value.voice == Voice::Own);
    let reported = claims().any(|claim| claim.rank != Rank::Refuted);
    let refuted = claims().find(|claim| claim.rank == Rank::Refuted);
    let answer = lookup::why(Scope {
        query: &super::query::Query {
            people: vec![exit.person.id.clone()],
            ..scope.query.clone()
        },
        ..scope
    });
    let mut statements = answer.statements;
    let verdict = if own {
        Verdict::Supported
    } else if reported {
        Verdict::Reported
    } else if refuted.is_some() {
        Verdict::Refuted
    } else {
        Verdict::Unknown
    };
    if let (Verdict::Refuted, Some(claim)) = (verdict, refuted)
        && let (Some(text), Some(because)) = (&claim.value.text, &claim.because)
    {
        statements.push(Statement::disputed(
            claim,
            Phrase::new("refuted")
                .with("source", &claim.citations.first().source)
                .with("text", Phrase::new("sentence").with("text", text))
                .with("because", because),
        ));
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// Whether the departure was of the manner that the question names.
fn manner(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    use crate::knowledge::claim::MannerKind;
    let asked = *scope.query.manners.first()?;
    // To say of a departure that somebody resigned is everyday speech and claims no manner, unless it was no resignation.
    // "Moved to" names a destination.
    let destination = asked == MannerKind::Moved && !scope.query.others.is_empty();
    let best = scope.best(&exit.departure.manner).map(|it| it.value.kind);
    let otherwise = matches!(best, Some(MannerKind::Removed | MannerKind::OnLeave));
    if (asked == MannerKind::Resigned && !otherwise) || destination {
        return None;
    }
    let statements = manners_of(scope, exit);
    let also = scope
        .standing(&exit.departure.manner)
        .iter()
        .any(|claim| claim.value.kind == asked);
    let verdict = match best {
        Some(kind) if kind == asked => Verdict::Supported,
        _ if also => Verdict::Disputed,
        Some(MannerKind::Unclear) | None => Verdict::Unknown,
        Some(_) => Verdict::Contradicted,
    };
    let statements = if statements.is_empty() {
        dates(scope, exit)
    } else {
        statements
    };
    Some(Judgement {
        verdict,
        statements,
    })
}

/// Whether the departure has the place in the order that the question names.
fn place(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let ordinal = *scope.query.ordinals.first()?;
    let query = super::query::Query {
        times: Vec::new(),
        ..scope.query.clone()
    };
    let untimed = Scope {
        query: &query,
        ..scope
    };
    let exits = untimed.exits(&untimed.groups(true));
    let index = exits
        .iter()
        .position(|other| other.person.id == exit.person.id)?;
    let place = i32::try_from(index + 1).ok()?;
    let from_behind = i32::try_from(exits.len() - index).ok()?;
    let verdict = if ordinal == place || ordinal == -from_behind {
        Verdict::Supported
    } else {
        Verdict::Contradicted
    };
    let phrase = Phrase::new("place-of")
        .with("person", &exit.person.id)
        .with("place", index + 1)
        .with("total", exits.len())
        .with("kind", list::kind_of(&untimed.groups(true)));
    Some(Judgement {
        verdict,
        statements: scope
            .derived(phrase, citations([exit]))
            .into_iter()
            .collect(),
    })
}

/// Whether the departure lies before or after the person or event that the question names.
fn sequence(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let (_, anchor) = scope.query.anchors.first()?;
    let query = super::query::Query {
        times: Vec::new(),
        ..scope.query.clone()
    };
    let untimed = Scope {
        query: &query,
        ..scope
    };
    let verdict = match untimed.in_time(exit) {
        Containment::Inside => Verdict::Supported,
        Containment::Perhaps => Verdict::Disputed,
        Containment::Outside => Verdict::Contradicted,
    };
    let mut statements: Vec<Statement> = dates(scope, exit).into_iter().take(1).collect();
    match anchor {
        Anchor::Person(id) => {
            let other = scope.knowledge.people.get(id)?;
            let other = scope.exit_of(other)?;
            statements = super::compare::comparison(scope, exit, &other)
                .into_iter()
                .collect();
        }
        Anchor::Topic(id) => {
            let topic = scope.knowledge.topics.get(id)?;
            statements.extend(super::topic::dates(scope, topic).into_iter().take(1));
        }
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// A claim about a number or about all, or no claim that can be seen.
fn without_person(scope: Scope<'_>) -> Answer {
    if !scope.query.others.is_empty() && scope.query.numbers.is_empty() {
        return list::who_went_to(scope);
    }
    if let Some(answer) = number(scope) {
        return answer;
    }
    if scope.query.all {
        return everybody(scope);
    }
    if !scope.query.topics.is_empty() {
        return super::topic::topic(scope, crate::knowledge::claim::Aspect::What);
    }
    if !scope.query.manners.is_empty()
        && scope.query.manners != [crate::knowledge::claim::MannerKind::Resigned]
    {
        return list::manners(scope);
    }
    let filtered = !scope.query.times.is_empty()
        || !scope.query.anchors.is_empty()
        || !scope.query.reasons.is_empty()
        || !scope.query.groups.is_empty();
    if filtered {
        return list::who_left(scope);
    }
    what_is_meant(scope)
}

/// "6 of 12 gone by 11 February": counts as the records stood, and compares.
fn number(scope: Scope<'_>) -> Option<Answer> {
    // "6 of 12" in one language is "of 12, 6" in another: the smaller number is claimed of the larger.
    let claimed = *scope.query.numbers.iter().take(2).min()?;
    let total = scope
        .query
        .numbers
        .iter()
        .take(2)
        .max()
        .filter(|it| **it != claimed);
    let groups = scope.groups(true);
    if scope.named_group(&groups).is_none() {
        // Only a named group is complete; of any other the records hold some.
        let selection = scope.select(&groups);
        let recorded = headline(scope, &groups, &selection).into_iter().collect();
        return Some(conclude(scope, Verdict::Unknown, recorded));
    }
    let selection = scope.select(&groups);
    let least = i64::try_from(list::people(&selection.certain).len()).ok()?;
    let most = least + i64::try_from(selection.possible.len()).ok()?;
    let size = i64::try_from(
        scope
            .knowledge
            .members(&scope.query.organisation, groups.first().copied())
            .map(|(person, _)| &person.id)
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
    )
    .ok()?;
    let apart = scope
        .named_group(&groups)
        .map_or(0, |group| i64::try_from(group.apart.len()).unwrap_or(0));
    let right_size = total.is_none_or(|total| *total == size || *total == size - apart);
    let verdict = if (least..=most).contains(&claimed) && right_size {
        if least == most {
            Verdict::Supported
        } else {
            Verdict::Disputed
        }
    } else {
        Verdict::Contradicted
    };
    let mut statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    statements.extend(list::who_left(scope).statements.into_iter().skip(1).take(2));
    if statements.is_empty() {
        return Some(list::nobody(scope, &groups));
    }
    Some(conclude(scope, verdict, statements))
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
    let verdict = if staying.iter().all(|person| apart.contains(&person.id)) {
        Verdict::Supported
    } else {
        Verdict::Contradicted
    };
    let mut statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    statements.extend(rest.statements.into_iter().take(1));
    statements.extend(list::who_left(scope).statements.into_iter().skip(1).take(1));
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
            Phrase::new("ask-all-left").with("organisation", &scope.query.organisation),
            Phrase::new("ask-sources"),
        ])
        .collect();
    Answer {
        statements,
        ..Answer::ambiguous(Phrase::new("which-claim"), suggestions)
    }
}

/// Whether somebody belongs to a group or belonged to the organisation.
pub(super) fn member(scope: Scope<'_>) -> Answer {
    let Some(person) = scope.people().next() else {
        return list::members(scope);
    };
    // Another organisation than the one whose people are recorded is where somebody went, if anywhere.
    if !scope.query.others.is_empty() {
        return verify(scope);
    }
    let role = scope.query.groups.first().copied();
    let membership = person.memberships.iter().find(|membership| {
        membership.organisation == scope.query.organisation
            && role.is_none_or(|role| membership.groups.contains(&role))
            && (scope.query.roles.is_empty() || membership.holds(&scope.query.roles))
    });
    let (verdict, mut statements) = match membership {
        Some(membership) => {
            let mut statements = Vec::new();
            if let Some(text) = &membership.role {
                let phrase = Phrase::new("role-at")
                    .with("person", &person.id)
                    .with("organisation", &membership.organisation)
                    .with("role", text)
                    .with("over", "no");
                statements.extend(scope.derived(phrase, [membership.citations.clone().at_most(3)]));
            }
            let whole = !scope.query.leftover && scope.query.topics.is_empty();
            let verdict = if whole {
                Verdict::Supported
            } else {
                Verdict::Partly
            };
            (verdict, statements)
        }
        None => (
            Verdict::Contradicted,
            super::profile::profile(scope)
                .statements
                .into_iter()
                .take(3)
                .collect(),
        ),
    };
    if let (Verdict::Contradicted, Some(role)) = (verdict, role)
        && let Some(group) = scope.knowledge.group(&scope.query.organisation, role)
    {
        let phrase = Phrase::new("not-in-group")
            .with("person", &person.id)
            .with("group", &group.name)
            .with("organisation", &scope.query.organisation);
        statements.splice(0..0, scope.derived(phrase, [group.citations.clone()]));
    }
    conclude(scope, verdict, statements)
}

/// Whether somebody is still there.
pub(super) fn remains(scope: Scope<'_>) -> Answer {
    let scope = list::on_the_day(scope);
    if scope.query.people.is_empty() {
        return remaining(scope);
    }
    let mut worst = Verdict::Supported;
    let mut statements = Vec::new();
    for person in scope.people() {
        match scope.exit_of(person) {
            Some(exit) if scope.returned(&exit).is_some() => {
                statements.extend(dates(scope, &exit).into_iter().rev());
            }
            Some(exit) => {
                worst = worst.max(Verdict::Contradicted);
                statements.extend(dates(scope, &exit));
            }
            None => {
                let membership = person
                    .memberships
                    .iter()
                    .find(|membership| membership.organisation == scope.query.organisation);
                match membership {
                    Some(membership) => {
                        let phrase = Phrase::new("still-there")
                            .with("person", &person.id)
                            .with("organisation", &membership.organisation)
                            .with("day", scope.day);
                        statements.extend(scope.derived(phrase, [membership.citations.clone()]));
                    }
                    None => {
                        worst = worst.max(Verdict::Unknown);
                        statements.extend(super::profile::facts(scope, person, 2));
                    }
                }
            }
        }
    }
    conclude(scope, worst, statements)
}
