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
mod days;
mod departure;
mod group;
mod membership;
mod presence;
mod speech;
mod taken_over;
mod whereabouts;

use super::dates::dates;
use super::lookup::{self, no_departure};
use super::phrase::{Phrase, Value};
use super::query::Query;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::claim::MannerKind;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::Person;

pub(super) use amount::amount;
pub(super) use biography::{done, presumed};
pub(super) use claimed::{discredited, doubted, weighed};
pub(super) use membership::member;
pub(super) use presence::remains;
pub(super) use speech::{quoted, spoken};

/// What becomes of a claim, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Supported,
    /// True of somebody who left the post and stayed near: stepped back, or on leave.
    Halfway,
    /// All are gone but those whom not every source counts.
    Apart,
    /// True for a part of the time asked about.
    InPart,
    /// True by the better supported of several dates.
    Likely,
    /// Nothing speaks against it, and no source says it outright.
    Silent,
    /// A part of the claim is recorded; the rest is not covered.
    Partly,
    /// Only others than the person say so.
    Reported,
    /// Sources that are no authority of their own say so, and they are named.
    Attributed,
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
            Self::Apart => "apart",
            Self::InPart => "in-part",
            Self::Likely => "likely",
            Self::Silent => "silent",
            Self::Partly => "partly",
            Self::Reported => "reported",
            Self::Attributed => "attributed",
            Self::Inexact => "inexact",
            Self::Unknown => "unknown",
            Self::Disputed => "disputed",
            Self::More => "more",
            Self::Fewer => "fewer",
            Self::NotYet => "not-yet",
            Self::Unrecorded => "unrecorded",
            Self::Unlikely => "unlikely",
            Self::OtherPost => "other-post",
            Self::Refuted => "refuted",
            Self::Contradicted => "contradicted",
        }
    }

    /// The verdict on the opposite. Where the claim was neither confirmed nor denied, its opposite is not either.
    fn negated(self) -> Self {
        match self {
            Self::Supported | Self::Reported | Self::Attributed | Self::Apart => Self::Contradicted,
            Self::Contradicted | Self::Refuted | Self::NotYet | Self::OtherPost => Self::Supported,
            Self::Likely => Self::Unlikely,
            Self::Unlikely => Self::Likely,
            Self::Unrecorded => Self::Silent,
            Self::Silent => Self::Unrecorded,
            Self::Halfway => Self::Disputed,
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
    if scope.query.stays {
        return remains(scope);
    }
    if let Some(answer) = speech::removal(scope) {
        return answer;
    }
    if let Some(answer) = taken_over::claimed(scope) {
        return answer;
    }
    let (query, acting) = parted(scope);
    let scope = scope.asking(&query);
    if query.people.is_empty() {
        return group::claim(scope);
    }
    let home = query.others.iter().all(|it| *it == query.organisation);
    if query.returns && home && query.reasons.is_empty() && query.words.is_empty() {
        return presence::returned(scope);
    }
    if let Some(answer) = quoted(scope).or_else(|| spoken(scope)) {
        return answer;
    }
    if let Some(answer) = speech::unrecorded(scope) {
        return answer;
    }
    let mut worst: Option<Verdict> = None;
    let mut statements = Vec::new();
    for person in scope.people() {
        let judgement = judge(scope, person, &acting);
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
        scope.knowledge.members(id, None).next().is_some()
            && !query.organisation_named
            && !scope
                .people()
                .any(|person| belongs_or_went(scope, person, id))
    });
    if let Some(at) = foreign {
        query.organisation = query.others.remove(at);
        query.organisation_named = true;
    }
    let several = query.all
        || query.share.is_some()
        || (!query.numbers.is_empty() && query.deeds.is_empty())
        || (!query.groups.is_empty()
            && (query.manners.contains(&MannerKind::Removed) || !query.deeds.is_empty()));
    // "All of them" may be what somebody who never left said.
    let spoken = query.people.len() == 1 && query.manners.is_empty() && speech::is_spoken(&query);
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
    let apart: Vec<Value> = scope
        .named_group(&scope.groups(true))
        .map(|group| group.apart.iter().cloned().map(Value::Person).collect())
        .unwrap_or_default();
    let mut answer = Answer::of(statements);
    answer.outcome = verdict.outcome();
    if verdict == Verdict::Unknown {
        answer.decline = Some(DeclineReason::NotStated);
    }
    answer.remarking(
        Phrase::new("verdict")
            .with("verdict", verdict.name())
            .with("day", scope.day)
            .with("apart", Value::List(apart)),
    )
}

fn judge<'a>(scope: Scope<'a>, person: &'a Person, acting: &[&Person]) -> Judgement {
    let life = biography::judge(scope, person);
    let Some(exit) = scope.exit_of(person) else {
        return life.map_or_else(|| absence(scope, person), |it| it.judgement);
    };
    // That somebody went where the question says is not refuted by what else is wrongly said of that place.
    let titled = !scope.query.groups.is_empty()
        && exit
            .membership
            .role
            .as_ref()
            .is_some_and(|role| biography::named(scope, role));
    let life = life.filter(|it| {
        let went = circumstances::went(scope, &exit);
        let other = (scope.query.deeds.is_empty() && it.judgement.verdict == Verdict::Refuted)
            || (titled && it.judgement.verdict == Verdict::Contradicted);
        !(other && went)
    });
    let touched = causes::touched(scope, &exit);
    let about_causes = touched.as_ref().is_some_and(|it| it.plainly);
    // Where the reasons speak of the claim, what else holds one of its words is beside the point.
    let of_cause = about_causes || (scope.query.causal && scope.query.of_leaving);
    let life = life.filter(|_| !(of_cause && scope.query.deeds.is_empty()));
    let mut open = scope.query.leftover;
    let mut judgements = Vec::new();
    let mut topical = about_causes;
    let spoken_of = life
        .as_ref()
        .map_or_else(Vec::new, |it| it.spoken_of.clone());
    match life {
        Some(life) => {
            // The dates of the question are those of the deed, which are not recorded apart from its text.
            open = life.open || !scope.query.times.is_empty();
            topical = true;
            if life.moved {
                let destination = circumstances::destination(scope, &exit);
                judgements.extend(destination.filter(|it| it.verdict == Verdict::Unknown));
            }
            // What holds more of the question's words is nearer to the claim.
            let nearer = causes::recorded(scope, &exit).filter(|(_, told)| {
                let held = |it: &Statement| life.judgement.statements.contains(it);
                life.open && !told.iter().any(held)
            });
            if let Some((verdict, statements)) = nearer {
                judgements.push(Judgement {
                    verdict,
                    statements,
                });
            }
            judgements.push(life.judgement);
        }
        None => {
            // A deed of somebody else is looked for below, and "the founder" may be no more than a title.
            open |= !scope.query.deeds.is_empty() && acting.is_empty() && !titled;
            judgements.extend(departure::date(scope, &exit));
            judgements.extend(circumstances::destination(scope, &exit));
        }
    }
    judgements.extend(circumstances::reasons(scope, &exit, &spoken_of));
    judgements.extend(circumstances::manner(scope, &exit));
    let mut beside = Vec::new();
    if let Some(touched) = touched {
        if touched.plainly {
            open &= !touched.whole;
            judgements.push(Judgement {
                verdict: touched.verdict,
                statements: touched.statements,
            });
        } else {
            beside = touched.statements;
        }
    }
    judgements.extend(departure::belonging(scope, &exit));
    let place = departure::place(scope, &exit);
    open |= place.is_none() && !scope.query.ordinals.is_empty();
    judgements.extend(place);
    let sequence = departure::sequence(scope, &exit);
    topical |= sequence.is_some();
    judgements.extend(sequence);
    if !acting.is_empty() && scope.query.manners.is_empty() {
        let involved = circumstances::involving(scope, &exit, acting);
        open |= involved.is_none();
        judgements.splice(0..0, involved);
    }
    let mut statements: Vec<Statement> = Vec::new();
    if !topical && !scope.query.topics.is_empty() {
        // A topic that no check accounts for may be the very point of the claim; it is not confirmed blindly.
        open = true;
        let told = super::topic::topic(scope, crate::knowledge::claim::Aspect::What);
        statements.extend(told.statements.into_iter().take(2));
    }
    let verdict = judgements
        .iter()
        .map(|it| it.verdict)
        .max()
        .unwrap_or(Verdict::Supported);
    let judged_nothing = judgements.is_empty();
    let mut found: Vec<Statement> = judgements
        .into_iter()
        .flat_map(|it| it.statements)
        .collect();
    // A cause that no check accounts for is answered with those that are recorded.
    if scope.query.causal && found.is_empty() {
        let query = Query {
            people: vec![person.id.clone()],
            ..scope.query.clone()
        };
        let why = super::reasons::why(scope.asking(&query));
        // What is said of the cause speaks to a claim on it, whatever its words.
        topical |= why.statements.iter().any(|it| it.phrase.id != "no-reason");
        found.extend(why.statements);
    }
    let mut verdict = verdict;
    // "She quits" claims no more than that.
    let bare = scope.query.of_leaving && !scope.query.leftover;
    let leaving = bare || !scope.query.manners.is_empty();
    if found.is_empty()
        && judged_nothing
        && !leaving
        && let Some((told, statements)) = causes::recorded(scope, &exit)
    {
        verdict = told;
        topical = true;
        found = statements;
    }
    if found.is_empty() {
        found = dates(scope, &exit);
        // Whoever only stepped back has left in part.
        let manner = crate::knowledge::person::best(&exit.departure.manner);
        if manner.is_some_and(|it| it.value.kind == MannerKind::SteppedBack) {
            found.extend(super::manners::manners_of(scope, &exit));
        }
    }
    // "Yes" alone would say of somebody who stepped back that they are gone.
    let halfway = circumstances::halfway(scope, &exit);
    let verdict = if verdict == Verdict::Supported && !halfway.is_empty() {
        found.splice(0..0, halfway);
        Verdict::Halfway
    } else {
        verdict
    };
    found.extend(statements);
    let judged = Judged {
        verdict,
        nothing: judged_nothing,
        open,
        topical,
    };
    let verdict = settled(scope.query, judged);
    // What is recorded of the same matter is not nothing.
    if verdict == Verdict::Unrecorded && !beside.is_empty() {
        return Judgement {
            verdict: Verdict::Partly,
            statements: beside,
        };
    }
    Judgement {
        verdict,
        statements: found,
    }
}

/// What the single judgements on a claim come to.
#[derive(Clone, Copy)]
struct Judged {
    /// The worst of them.
    verdict: Verdict,
    /// Whether there is none.
    nothing: bool,
    /// Whether some of the claim was not judged.
    open: bool,
    /// Whether records beside the departure spoke of the claim.
    topical: bool,
}

/// The verdict on a claim: what is not accounted for keeps it from being confirmed.
fn settled(query: &Query, judged: Judged) -> Verdict {
    let Judged { verdict, open, .. } = judged;
    // Nothing accounts for the very deed that is claimed, or for the cause of a removal that is read into an exit.
    let strange = !query.words.is_empty() && query.topics.is_empty() && !judged.topical;
    let removal = verdict == Verdict::Disputed
        && query.manners == [MannerKind::Removed]
        && query.reasons.is_empty();
    let bare = query.times.is_empty() && query.others.is_empty() && query.ordinals.is_empty();
    let other = open
        && verdict == Verdict::Supported
        && !query.of_leaving
        && query.manners.is_empty()
        && query.reasons.is_empty()
        && query.groups.is_empty();
    if strange && bare && (removal || (query.polar && other)) {
        return Verdict::Unrecorded;
    }
    // A claim that speaks of no leaving and of which nothing was judged has not been seen at all.
    let unseen = judged.nothing && !query.of_leaving && query.manners.is_empty();
    let confirmed = matches!(
        verdict,
        Verdict::Supported | Verdict::Halfway | Verdict::Reported | Verdict::Attributed
    );
    if (open || unseen) && confirmed {
        Verdict::Partly
    } else {
        verdict
    }
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
