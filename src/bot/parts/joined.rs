//! The answers to the parts of a message as one.

use crate::answer::phrase::{Phrase, Value};
use crate::answer::resolver::Resolver;
use crate::answer::statement::{Answer, DeclineReason, Outcome};
use crate::bot::Answered;
use crate::nlu::locale::VocabularySlot;

/// Whether a remark says how far a claim holds.
fn is_verdict(remark: &Phrase) -> bool {
    remark.id == "verdict"
}

/// Whether an answer only tells on what the last one rests.
fn doubts(answered: &Answered) -> bool {
    answered.query.as_ref().is_some_and(|it| {
        it.last.is_some() && matches!(it.resolver, Resolver::Sources | Resolver::Reliability)
    })
}

/// The answers to the parts of a message as one: what was answered, with what was declined said beside it.
pub(in crate::bot) fn joined(answered: Vec<Answered>) -> Answered {
    let mut answered = answered.into_iter();
    let Some(mut whole) = answered.next() else {
        return Answered {
            interpretation: None,
            query: None,
            answer: Answer::of(Vec::new()),
            corrigible: None,
            choices: Vec::new(),
        };
    };
    for mut next in answered {
        if are_of_one_claim(&whole, &next) {
            worse_first(&mut whole, &mut next);
            let told = &mut whole.answer.statements;
            let new = next.answer.statements.into_iter();
            let new: Vec<_> = new
                .filter(|it| told.iter().all(|old| old.phrase != it.phrase))
                .collect();
            told.extend(new);
            continue;
        }
        let declined = |answer: &Answer| answer.outcome == Outcome::Declined;
        match (declined(&whole.answer), declined(&next.answer)) {
            (true, false) => {
                let slight = is_slight(&whole) || seeks_the_same(&whole, &next);
                let remark = whole.answer.remark.take().filter(|_| !slight);
                whole = next;
                whole.answer.remark = whole.answer.remark.or(remark);
            }
            (false, true) => {
                let slight = is_slight(&next)
                    || seeks_the_same(&next, &whole)
                    || is_told_already(&next, &whole);
                let refused = is_private(&next);
                whole.answer.remark = match (whole.answer.remark.take(), next.answer.remark) {
                    (None, Some(second)) if !slight => Some(second),
                    // What is nobody's business is refused beside a verdict as well.
                    (Some(first), Some(second)) if refused => {
                        let both = Phrase::new("remarks").with("first", first);
                        Some(both.with("second", second))
                    }
                    (first, _) => first,
                };
            }
            // "Was she a founder? Some article says engineer" asks for no list of sources.
            _ if tells_by_the_way(&next) => {}
            // "Are you sure? I read the 27th" doubts once.
            _ if doubts(&whole) && next.answer.remark.as_ref().is_some_and(is_verdict) => {
                whole = next;
            }
            _ => {
                whole.answer.outcome = whole.answer.outcome.max(next.answer.outcome);
                // What ends with somebody's last day is not told of it again by the next question, which asks for the day.
                let resolver = |it: &Answered| it.query.as_ref().map(|it| it.resolver);
                let dated = resolver(&next) == Some(Resolver::When);
                if dated && resolver(&whole) == Some(Resolver::Profile) {
                    whole
                        .answer
                        .statements
                        .retain(|it| !it.phrase.dates_a_departure());
                }
                let told = &mut whole.answer.statements;
                for statement in next.answer.statements {
                    if told.iter().all(|it| it.phrase != statement.phrase) {
                        told.push(statement);
                    }
                }
                // A verdict on the second question is none on the first.
                if whole.answer.remark.is_none() {
                    whole.answer.remark = next.answer.remark.filter(|it| !is_verdict(it));
                }
            }
        }
    }
    whole
}

/// Whether two parts put the two halves of one claim to the test: both are about the same one person, and neither asks
/// anything else.
fn are_of_one_claim(one: &Answered, other: &Answered) -> bool {
    let tested = |it: &Answered| {
        let read = it.interpretation.as_ref();
        let tests = read.is_some_and(|read| {
            let mut particles = read.particles.tested.iter();
            particles.any(|it| read.text.starts_with(it.as_str()))
        });
        tests && it.answer.remark.as_ref().is_some_and(is_verdict)
    };
    let about = |it: &Answered| it.query.as_ref().map(|it| it.people.clone());
    tested(one) && tested(other) && about(one) == about(other)
}

/// Puts the verdict that speaks against the claim above the other: "no", then "not known", then the rest.
fn worse_first(whole: &mut Answered, next: &mut Answered) {
    let weight = |it: &Answered| {
        let verdict = it.answer.remark.as_ref().and_then(|it| {
            it.values.iter().find_map(|(name, value)| match value {
                Value::Word(word) if *name == "verdict" => Some(*word),
                _ => None,
            })
        });
        match verdict {
            Some("supported") => 0,
            Some("refuted" | "contradicted" | "not-yet" | "other-post") => 3,
            Some("unknown" | "unrecorded") => 2,
            _ => 1,
        }
    };
    if weight(next) > weight(whole) {
        std::mem::swap(whole, next);
    }
}

/// Whether a part looked in vain for words that the other part has found: "that line about the parent, who said it?"
fn seeks_the_same(part: &Answered, other: &Answered) -> bool {
    let speech = |it: &Answered| {
        let resolver = it.query.as_ref().map(|it| it.resolver);
        matches!(
            resolver,
            Some(Resolver::WhoSaid | Resolver::VerifySaid | Resolver::Statement)
        )
    };
    let vain = part.answer.remark.as_ref();
    vain.is_some_and(|it| it.id == "quote-not-found") && speech(other)
}

/// Whether a part asked in vain for somebody's work whom the other part has introduced: "who is she? what did she do?"
fn is_told_already(part: &Answered, other: &Answered) -> bool {
    let (Some(asked), Some(told)) = (&part.query, &other.query) else {
        return false;
    };
    matches!(
        asked.resolver,
        Resolver::Contribution | Resolver::Background
    ) && told.resolver == Resolver::Profile
        && asked.people == told.people
}

/// Whether a part only tells what some page says, and was taken for a question for all sources.
fn tells_by_the_way(part: &Answered) -> bool {
    let all = part.query.as_ref().is_some_and(|it| {
        it.resolver == Resolver::Sources && it.people.is_empty() && it.last.is_none()
    });
    let read = part.interpretation.as_ref();
    let told = read.is_some_and(|it| {
        crate::bot::filters::says(&it.slots) && !it.slots.has(VocabularySlot::Aspect)
    });
    all && told
}

/// Whether a part asks for what is nobody's business.
fn is_private(part: &Answered) -> bool {
    let asked = part.query.as_ref().map(|it| it.resolver);
    asked == Some(Resolver::Private)
}

/// Whether what a part is declined for is not worth a word beside an answer: it asks back, or is only a manner of
/// speaking.
fn is_slight(part: &Answered) -> bool {
    if part.answer.decline == Some(DeclineReason::TooVague) {
        return true;
    }
    // What is nobody's business is refused aloud.
    if is_private(part) {
        return false;
    }
    let short = part
        .interpretation
        .as_ref()
        .is_some_and(|it| it.tokens.len() < SLIGHT);
    short && part.answer.decline == Some(DeclineReason::OutOfScope)
}

/// A part of fewer words that is not understood is a manner of speaking ("list them").
pub(super) const SLIGHT: usize = 4;
