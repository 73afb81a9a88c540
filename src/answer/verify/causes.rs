//! Claims held against what is recorded of the person in the same words: the reasons for leaving first, and whatever else
//! is told of them where no check accounts for the claim.

use super::super::causes::speaks_of;
use super::super::phrase::Phrase;
use super::super::record;
use super::super::scope::Scope;
use super::super::search::{Hit, Record};
use super::super::statement::Statement;
use super::Verdict;
use super::biography::{is_outvoted, says};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, MannerKind, Rank, Reason, Voice};

/// The reasons of a departure that share words with the question.
pub(super) struct Touched {
    pub(super) verdict: Verdict,
    pub(super) statements: Vec<Statement>,
    /// Whether the question is about the reasons by more than a word that they happen to share.
    pub(super) plainly: bool,
    /// Whether a reason that stands is the very one of the question.
    pub(super) whole: bool,
}

/// A question that holds less than this of a reason's words, by weight, claims something beside it.
const HELD: f32 = 0.5;
/// The part of the question's words from which on a record is about the same.
const ALIKE: f32 = 0.25;
/// The part of them that makes it the very claim.
const SAME: f32 = 0.6;

/// The reasons that are recorded of the departure and share words with the question.
pub(super) fn touched(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Touched> {
    let query = scope.query;
    let mut verdict = None;
    let mut statements = Vec::new();
    let mut whole = false;
    let mut plainly = query.claimed.causal || query.filters.manners.contains(&MannerKind::Removed);
    for hit in query.found.iter().filter(|hit| hit.words >= 1) {
        let Some(claim) = reason_of(exit, hit).filter(|it| it.known_on(scope.day)) else {
            continue;
        };
        let Some(text) = &claim.value.text else {
            continue;
        };
        if claim.rank == Rank::Refuted {
            // One word in common is not the claim that is known to be false.
            if hit.echo >= HELD && hit.wording >= HELD {
                statements.extend(Statement::refuted(claim, Phrase::sentence(text)));
                verdict = verdict.max(Some(Verdict::Refuted));
            }
            continue;
        }
        let mut kinds = claim.value.categories.iter();
        plainly |= kinds.any(|kind| query.filters.reasons.contains(kind));
        plainly |= hit.words >= 2 && hit.wording >= HELD;
        let (found, statement) = told(scope, exit, claim)?;
        // What nothing else accounts for is the point of the claim.
        let mut own = query.words.iter();
        let held = !query.words.is_empty() && own.all(|word| says(text, word));
        let same = hit.wording >= HELD || hit.words >= 2 || held;
        whole |= same;
        let found = if same { found } else { Verdict::Partly };
        verdict = verdict.max(Some(found));
        statements.push(statement);
        if claim.value.voice == Voice::Report {
            statements.extend(scope.because(claim, "remark-on-report"));
        }
    }
    // A cause that the question names by its topic, in other words than those of the false claim on it.
    for claim in &exit.departure.reason {
        let text = claim.value.text.as_ref();
        let false_one =
            claim.rank == Rank::Refuted && claim.known_on(scope.day) && query.claimed.causal;
        let Some(text) = text.filter(|it| false_one && speaks_of(scope, it)) else {
            continue;
        };
        let told = Statement::refuted(claim, Phrase::sentence(text));
        if told.as_ref().is_some_and(|it| !statements.contains(it)) {
            statements.splice(0..0, told);
            verdict = Some(Verdict::Refuted);
            plainly = true;
            whole = true;
        }
    }
    let noted = notes(scope, exit);
    if plainly && !noted.is_empty() {
        verdict = verdict.max(Some(Verdict::Partly));
        statements.extend(noted);
    }
    Some(Touched {
        verdict: verdict?,
        statements,
        plainly,
        whole,
    })
}

/// What is noted of the departure in words of the question.
fn notes(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let of_person =
        |hit: &&Hit| matches!(&hit.record, Record::Note(id, ..) if *id == exit.person.id);
    let alike = |hit: &&Hit| !hit.refuted && hit.words >= 1 && hit.wording >= ALIKE;
    let mut hits = scope.query.found.iter().filter(of_person);
    hits.find(alike)
        .map(|hit| record::tell(scope, &hit.record))
        .unwrap_or_default()
}

fn told(scope: Scope<'_>, exit: &Exit<'_>, claim: &Claim<Reason>) -> Option<(Verdict, Statement)> {
    let phrase = Phrase::voiced(
        claim.value.voice,
        &exit.person.id,
        claim.value.text.as_ref()?,
    );
    Some(match claim.value.voice {
        Voice::Own => (Verdict::Supported, scope.told(claim, phrase)),
        Voice::Report => (Verdict::Reported, scope.reported(claim, phrase)),
    })
}

/// The reason of this departure that a search found.
fn reason_of<'a>(exit: &Exit<'a>, hit: &Hit) -> Option<&'a Claim<Reason>> {
    let Record::Reason(person, at, index) = &hit.record else {
        return None;
    };
    let membership = exit.person.memberships.get(*at)?;
    let same = *person == exit.person.id && std::ptr::eq(membership, exit.membership);
    exit.departure.reason.get(*index).filter(|_| same)
}

/// What is recorded of the person in the words of the question, where no check accounts for it, and what it makes of the
/// claim.
pub(super) fn recorded(scope: Scope<'_>, exit: &Exit<'_>) -> Option<(Verdict, Vec<Statement>)> {
    let of_person = |hit: &&Hit| match &hit.record {
        Record::Statement(person, ..)
        | Record::Reason(person, ..)
        | Record::Note(person, ..)
        | Record::Fact(person, _) => *person == exit.person.id,
        _ => false,
    };
    let mut hits = scope
        .query
        .found
        .iter()
        .filter(|hit| of_person(hit) && !hit.refuted && hit.words >= 2 && hit.wording >= ALIKE);
    let best = hits.next()?;
    let statements = record::tell(scope, &best.record);
    let outvoted = matches!(&best.record, Record::Note(_, _, index) if exit
        .departure
        .note
        .get(*index)
        .is_some_and(|claim| is_outvoted(scope, &exit.departure.note, claim)));
    let verdict = if outvoted {
        Verdict::Disputed
    } else if best.wording >= SAME && best.agrees {
        Verdict::Supported
    } else {
        Verdict::Partly
    };
    (!statements.is_empty()).then_some((verdict, statements))
}
