//! Claims put to the test: supported, contradicted with the right value, disputed, refuted, or not in the data.
//!
//! A claim is a subject (people, or a number of a group) with every value that the question names beside it: dates,
//! destinations, reasons, manners, places in the order, deeds. Each value is judged by itself; the worst verdict is the
//! claim's. A value that no check accounts for keeps the claim from being confirmed.

mod amount;
mod biography;
mod causes;
mod circumstances;
mod claimed;
mod counted;
mod days;
mod departure;
mod group;
mod judge;
mod lasted;
mod lately;
mod membership;
mod premises;
mod presence;
mod quarrel;
mod returned;
mod several;
mod speech;
mod taken_over;
mod versions;
mod whereabouts;

use super::lookup::{self, no_departure};
use super::phrase::{Phrase, Value};
use super::query::Query;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::claim::MannerKind;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::Person;

pub(super) use amount::{amount, number};
pub(super) use biography::{done, presumed};
pub(super) use claimed::{denied, discredited, doubted, offered, tested, weighed};
pub(super) use membership::member;
pub(super) use premises::gone_along;
pub(super) use speech::{quoted, spoken};
pub(super) use {presence::remains, returned::of_return};

/// What becomes of a claim, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Supported,
    /// True of somebody who left the post and stayed near: stepped back.
    Halfway,
    /// Neither gone nor there: on leave, and not back.
    Away,
    /// True of somebody who left and is back.
    Returned,
    /// All are gone but those whom not every source counts.
    Apart,
    /// True of half or more: exactly half are gone.
    ExactlyHalf,
    /// True for a part of the time asked about.
    InPart,
    /// True by the better supported of several dates.
    Likely,
    /// Nothing speaks against it, and no source says it outright.
    Silent,
    /// Nothing speaks against it, and what was last recorded is of it.
    Lately,
    /// A part of the claim is recorded; the rest is not covered.
    Partly,
    /// What somebody did is recorded, and not in the word for a trade that the question has.
    Unnamed,
    /// No source speaks of it, and the person gave an account of their own.
    OwnAccount,
    /// Only others than the person say so.
    Reported,
    /// Sources that are no authority of their own say so, and they are named.
    Attributed,
    /// A part of what was told rests on sources of authority; only the pages that are named say the rest.
    Mixed,
    /// No source but weak ones says so.
    Weakly,
    /// What is known is not exact enough to tell.
    Inexact,
    Unknown,
    Disputed,
    /// More than the claim says.
    More,
    /// Fewer than the claim says.
    Fewer,
    /// It is not known on the day; later it is.
    NotYet,
    /// No record of it.
    Unrecorded,
    /// Nobody is recorded to have died.
    Alive,
    /// False by the better supported of several dates.
    Unlikely,
    /// The move is recorded, and not to the post that is claimed.
    OtherPost,
    Refuted,
    Contradicted,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Halfway => "halfway",
            Self::Away => "away",
            Self::Returned => "returned",
            Self::Apart => "apart",
            Self::ExactlyHalf => "exactly-half",
            Self::InPart => "in-part",
            Self::Likely => "likely",
            Self::Silent => "silent",
            Self::Lately => "lately",
            Self::Partly => "partly",
            Self::Unnamed => "unnamed",
            Self::OwnAccount => "own-account",
            Self::Reported => "reported",
            Self::Attributed => "attributed",
            Self::Mixed => "mixed",
            Self::Weakly => "weakly",
            Self::Inexact => "inexact",
            Self::Unknown => "unknown",
            Self::Disputed => "disputed",
            Self::More => "more",
            Self::Fewer => "fewer",
            Self::NotYet => "not-yet",
            Self::Unrecorded => "unrecorded",
            Self::Alive => "dead",
            Self::Unlikely => "unlikely",
            Self::OtherPost => "other-post",
            Self::Refuted => "refuted",
            Self::Contradicted => "contradicted",
        }
    }

    /// The verdict on the opposite. Where the claim was neither confirmed nor denied, its opposite is not either.
    fn negated(self) -> Self {
        match self {
            Self::Supported
            | Self::Reported
            | Self::Attributed
            | Self::Apart
            | Self::ExactlyHalf => Self::Contradicted,
            Self::Contradicted | Self::Refuted | Self::NotYet | Self::OtherPost => Self::Supported,
            Self::Likely => Self::Unlikely,
            Self::Unlikely => Self::Likely,
            Self::Unrecorded => Self::Silent,
            Self::Silent | Self::Lately => Self::Unrecorded,
            Self::Halfway | Self::Returned => Self::Disputed,
            other => other,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Disputed
            | Self::Reported
            | Self::Attributed
            | Self::Inexact
            | Self::Likely
            | Self::Unlikely => Outcome::Disputed,
            Self::Unknown => Outcome::Declined,
            _ => Outcome::Answered,
        }
    }
}

struct Judgement {
    verdict: Verdict,
    statements: Vec<Statement>,
}

/// Judges the claim of the question.
pub(super) fn verify(scope: Scope<'_>) -> Answer {
    if scope.query.unrecorded {
        return conclude(scope, Verdict::Unrecorded, Vec::new());
    }
    if scope.query.claimed.unreturned {
        return returned::returned(scope);
    }
    if let Some(answer) = premises::unborne(scope) {
        return answer;
    }
    if scope.query.stays {
        return remains(scope);
    }
    // "Were they fired or did they quit?" claims neither.
    if scope.query.filters.alternatives
        && scope.query.filters.manners.len() > 1
        && scope.query.people.is_empty()
    {
        return super::manners::manner(scope);
    }
    if let Some(answer) = speech::removal(scope) {
        return answer;
    }
    if let Some(answer) = taken_over::claimed(scope) {
        return answer;
    }
    if let Some(answer) = quarrel::of_two(scope) {
        return answer;
    }
    let (query, acting) = parted(scope);
    let scope = scope.asking(&query);
    if query.people.is_empty() {
        return group::claim(scope);
    }
    let home = query.others.iter().all(|it| *it == query.organisation);
    if query.filters.returns && home && query.filters.reasons.is_empty() && query.words.is_empty() {
        return returned::returned(scope);
    }
    if let Some(answer) = versions::of_somebody(scope)
        .or_else(|| versions::of_a_deed(scope))
        .or_else(|| quoted(scope))
        .or_else(|| spoken(scope))
        .or_else(|| number(scope))
    {
        return answer;
    }
    if let Some(answer) = speech::unrecorded(scope) {
        return answer;
    }
    let mut worst: Option<Verdict> = None;
    let mut statements = Vec::new();
    for person in scope.people() {
        let judgement = judge::judge(scope, person, &acting);
        worst = Some(worst.map_or(judgement.verdict, |it| it.max(judgement.verdict)));
        statements.extend(judgement.statements);
    }
    conclude(scope, worst.unwrap_or(Verdict::Unknown), statements)
}

/// The claim without the people who only act or are spoken of in it, and those people: where others who left or a group
/// are named, somebody who never left is no subject of leaving.
fn parted(scope: Scope<'_>) -> (Query, Vec<&Person>) {
    let mut query = scope.query.clone();
    let leaves = |person: &Person| scope.knowledge.has_left(&person.id);
    // An organisation with records of its own is what a claim of leaving is about, also where the person was never there.
    let foreign = query.others.iter().position(|id| {
        scope.knowledge.has_members(id)
            && !query.organisation_named
            && !query.filters.towards.contains(id)
            && !scope
                .people()
                .any(|person| belongs_or_went(scope, person, id))
    });
    if let Some(at) = foreign {
        query.organisation = query.others.remove(at);
        query.organisation_named = true;
    }
    let several = query.all
        || query.claimed.share.is_some()
        || (!query.filters.numbers.is_empty() && query.claimed.deeds.is_empty())
        || (!query.filters.groups.is_empty()
            && (query.filters.manners.contains(&MannerKind::Removed)
                || !query.claimed.deeds.is_empty()));
    // "All of them" may be what somebody who never left said.
    let spoken =
        query.people.len() == 1 && query.filters.manners.is_empty() && query.claimed.says();
    if (!several || spoken) && !scope.people().any(leaves) {
        return (query, Vec::new());
    }
    let acting: Vec<&Person> = scope.people().filter(|person| !leaves(person)).collect();
    query
        .people
        .retain(|id| acting.iter().all(|person| person.id != *id));
    (query, acting)
}

fn belongs_or_went(scope: Scope<'_>, person: &Person, id: &OrganisationId) -> bool {
    let member = person.memberships.iter().any(|it| it.organisation == *id);
    let went = |exit: crate::knowledge::Exit<'_>| {
        exit.departure
            .destination
            .iter()
            .any(|claim| claim.value.organisation.as_ref() == Some(id))
    };
    member || scope.knowledge.exits_of(person).any(went)
}

/// The answer to a judged claim: the verdict as a remark before the statements that carry it.
fn conclude(scope: Scope<'_>, verdict: Verdict, mut statements: Vec<Statement>) -> Answer {
    // What no record speaks of is neither so nor not so.
    if verdict == Verdict::Unrecorded && statements.is_empty() {
        let remark = Phrase::new("verdict").with("verdict", verdict.name());
        return Answer::declined(DeclineReason::NotStated, remark);
    }
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
    let group = scope.named_group(&scope.groups(true));
    let apart: Vec<Value> = group
        .map(|group| group.apart.iter().cloned().map(Value::Person).collect())
        .unwrap_or_default();
    // Of everybody else the data do not say who is gone.
    let of_everybody = scope.query.filters.groups.is_empty() && group.is_some();
    let mut answer = Answer::of(statements);
    answer.outcome = verdict.outcome();
    if verdict == Verdict::Unknown {
        answer.decline = Some(DeclineReason::NotStated);
    }
    // Neither "yes" nor "no" answers a question for one of two.
    let query = scope.query;
    let causes = query.filters.reasons.len() + query.filters.manners.len();
    let offered = query.filters.alternatives && (causes > 1 || query.filters.times.len() > 1);
    // "Gone for good or just advising?" is for the first, if so.
    let gone = query.claimed.gone_or_near && verdict == Verdict::Supported;
    let none = verdict == Verdict::Contradicted && causes > 1;
    let so = matches!(verdict, Verdict::Supported | Verdict::Halfway);
    // "Did she start it or join it?" is told by what she was there.
    if (offered && (so || none)) || query.claimed.founded_or_joined {
        return answer;
    }
    answer.remarking(
        Phrase::new("verdict")
            .with("verdict", if gone { "gone" } else { verdict.name() })
            .with("day", scope.day)
            .with("apart", Value::List(apart))
            .with("everybody", if of_everybody { "yes" } else { "no" })
            .with_known("grouped", "group", group.map(|it| &it.name)),
    )
}

/// No departure is known on the day from the organisation that the claim means.
fn absence(scope: Scope<'_>, person: &Person) -> Judgement {
    let organisation = &scope.query.organisation;
    let here = person
        .memberships
        .iter()
        .rfind(|it| it.organisation == *organisation && it.begun_by(scope.day));
    let mut statements = Vec::new();
    let verdict = match here {
        Some(membership) => {
            let phrase = Phrase::new("still-there")
                .with("person", &person.id)
                .with("organisation", organisation)
                .with("day", scope.day);
            statements.extend(scope.derived(phrase, [membership.citations.clone()]));
            if membership.departure.is_some() {
                Verdict::NotYet
            } else {
                statements.extend(no_departure(scope, person).statements);
                Verdict::Unrecorded
            }
        }
        None => {
            statements.extend(lookup::elsewhere(scope, person));
            if statements.is_empty() {
                statements.extend(super::profile::facts(scope, person, 2));
                Verdict::Unrecorded
            } else {
                Verdict::Contradicted
            }
        }
    };
    Judgement {
        verdict,
        statements,
    }
}
