//! One person's part in a claim: every check on the departure, and what they come to.

use super::super::dates::dates;
use super::super::query::Query;
use super::super::scope::Scope;
use super::super::statement::Statement;
use super::biography::{self, Life};
use super::{Judgement, Verdict, absence, causes, circumstances, departure};
use crate::knowledge::Exit;
use crate::knowledge::claim::MannerKind;
use crate::knowledge::person::Person;

/// What the single checks on a claim found.
struct Gathered {
    judgements: Vec<Judgement>,
    /// Whether some of the claim was not judged.
    open: bool,
    /// Whether records beside the departure spoke of the claim.
    topical: bool,
    /// Reasons that share a word with a claim which need not be about them.
    beside: Vec<Statement>,
}

/// Judges the claim as far as it is about the person; `acting` are those who are named and never left.
pub(super) fn judge<'a>(scope: Scope<'a>, person: &'a Person, acting: &[&Person]) -> Judgement {
    let life = biography::judge(scope, person);
    let Some(exit) = scope.exit_of(person) else {
        return life
            .map(|it| it.judgement)
            .or_else(|| circumstances::arrival(scope, person))
            .unwrap_or_else(|| absence(scope, person));
    };
    let Gathered {
        judgements,
        mut open,
        mut topical,
        beside,
    } = gather(scope, &exit, life, acting);
    let mut statements: Vec<Statement> = Vec::new();
    if !topical && !scope.query.topics.is_empty() {
        // A topic that no check accounts for may be the very point of the claim; it is not confirmed blindly.
        open |= !is_of_them_all(scope);
        statements.extend(of_topics(scope, person));
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
    if scope.query.claimed.causal && found.is_empty() {
        let query = Query {
            people: vec![person.id.clone()],
            ..scope.query.clone()
        };
        let why = super::super::reasons::why(scope.asking(&query));
        // What is said of the cause speaks to a claim on it, whatever its words.
        topical |= why.statements.iter().any(|it| it.phrase.id != "no-reason");
        found.extend(why.statements);
    }
    let mut verdict = verdict;
    // "She quits" claims no more than that.
    let bare = scope.query.of_leaving && !scope.query.leftover;
    let leaving = bare || !scope.query.filters.manners.is_empty();
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
            found.extend(super::super::manners::manners_of(scope, &exit));
        }
    }
    // "Yes" alone would say of somebody who stepped back that they are gone.
    let halfway = circumstances::halfway(scope, &exit);
    let verdict = if verdict == Verdict::Supported && !halfway.is_empty() {
        found.splice(0..0, halfway);
        if super::super::list::on_leave(scope, &exit) {
            Verdict::Away
        } else {
            Verdict::Halfway
        }
    } else if verdict == Verdict::Supported && judged_nothing && scope.returned(&exit).is_some() {
        Verdict::Returned
    } else {
        verdict
    };
    // Whoever was removed and taken back is not gone.
    if !scope.query.filters.manners.is_empty() && verdict != Verdict::Returned {
        let again = scope.returned(&exit);
        let back = again.and_then(|it| super::super::dates::back(scope, &exit, it));
        let told = |back: &Statement| found.iter().any(|it| it.phrase == back.phrase);
        let back = back.filter(|it| !told(it));
        found.extend(back);
    }
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
    // What no record speaks of is not made clearer by when somebody left.
    if verdict == Verdict::Unrecorded && scope.query.filters.manners.is_empty() {
        found.clear();
    }
    Judgement {
        verdict,
        statements: found,
    }
}

/// Whether a claim on several people names an event of just those: "Alpha and Beta left within two days".
fn is_of_them_all(scope: Scope<'_>) -> bool {
    let query = scope.query;
    let [topic] = query.topics.as_slice() else {
        return false;
    };
    let topic = scope.knowledge.topics.get(topic);
    let all = topic.is_some_and(|it| query.people.iter().all(|id| it.people.contains(id)));
    all && query.people.len() > 1 && query.of_leaving && !query.claimed.causal
}

/// What is told of the topics that a claim names. What is only named as a cause, and is not recorded of the person, would
/// seem to be linked with the leaving.
fn of_topics(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let ids = scope.query.topics.iter();
    let mut named = ids.filter_map(|id| scope.knowledge.topics.get(id));
    let theirs = named.any(|it| it.people.contains(&person.id) || it.date().is_some());
    if scope.query.claimed.causal && !theirs {
        return Vec::new();
    }
    let told = super::super::topic::topic(scope, crate::knowledge::claim::Aspect::What);
    told.statements.into_iter().take(2).collect()
}

/// Every check on a departure that the question names something for.
fn gather(scope: Scope<'_>, exit: &Exit<'_>, life: Option<Life>, acting: &[&Person]) -> Gathered {
    // That somebody went where the question says is not refuted by what else is wrongly said of that place.
    let titled = !scope.query.filters.groups.is_empty()
        && exit
            .membership
            .role
            .as_ref()
            .is_some_and(|role| biography::named(scope, role));
    let life = life.filter(|it| {
        let went = circumstances::went(scope, exit);
        let other = (scope.query.claimed.deeds.is_empty()
            && it.judgement.verdict == Verdict::Refuted)
            || (titled && it.judgement.verdict == Verdict::Contradicted);
        !(other && went)
    });
    // That a reason names the place where somebody is said to have gone does not make the claim one on the reason.
    let of_move = circumstances::went(scope, exit)
        && !scope.query.claimed.causal
        && !scope.query.focus.asks_reason
        && scope.query.filters.reasons.is_empty()
        && scope.query.claimed.deeds.is_empty();
    let life = life.filter(|it| !(of_move && it.judgement.verdict == Verdict::Reported));
    let touched = causes::touched(scope, exit).filter(|_| !of_move);
    let about_causes = touched.as_ref().is_some_and(|it| it.plainly);
    // Where the reasons speak of the claim, what else holds one of its words is beside the point.
    let of_cause = about_causes || (scope.query.claimed.causal && scope.query.of_leaving);
    let life = life.filter(|_| !(of_cause && scope.query.claimed.deeds.is_empty()));
    let mut open = scope.query.leftover;
    let mut judgements = Vec::new();
    let mut topical = about_causes;
    let spoken_of = life
        .as_ref()
        .map_or_else(Vec::new, |it| it.spoken_of.clone());
    match life {
        Some(life) => {
            // The dates of the question are those of the deed, which are not recorded apart from its text.
            let dated = scope.query.claimed.dates_leaving;
            open = life.open || (!dated && !scope.query.filters.times.is_empty());
            judgements.extend(departure::date(scope, exit).filter(|_| dated));
            topical = true;
            if life.moved {
                let destination = circumstances::destination(scope, exit);
                judgements.extend(destination.filter(|it| it.verdict == Verdict::Unknown));
            }
            // What holds more of the question's words is nearer to the claim.
            let nearer = causes::recorded(scope, exit).filter(|(_, told)| {
                let held = |it: &Statement| life.judgement.statements.contains(it);
                !of_move && life.open && !told.iter().any(held)
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
            open |= !scope.query.claimed.deeds.is_empty() && acting.is_empty() && !titled;
            judgements.extend(departure::date(scope, exit));
            judgements.extend(circumstances::destination(scope, exit));
        }
    }
    if let Some(lasted) = super::lasted::lasted(scope, exit) {
        open = false;
        judgements.insert(0, lasted);
    }
    judgements.extend(circumstances::reasons(scope, exit, &spoken_of));
    judgements.extend(circumstances::manner(scope, exit));
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
    judgements.extend(departure::belonging(scope, exit));
    let place = departure::place(scope, exit);
    open |= place.is_none() && !scope.query.filters.ordinals.is_empty();
    judgements.extend(place);
    let sequence = departure::sequence(scope, exit);
    topical |= sequence.is_some();
    judgements.extend(sequence);
    if !acting.is_empty() && scope.query.filters.manners.is_empty() {
        let involved = circumstances::involving(scope, exit, acting);
        open |= involved.is_none();
        judgements.splice(0..0, involved);
    }
    Gathered {
        judgements,
        open,
        topical,
        beside,
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
        && query.filters.manners == [MannerKind::Removed]
        && query.filters.reasons.is_empty();
    let bare = query.filters.times.is_empty()
        && query.others.is_empty()
        && query.filters.ordinals.is_empty();
    let other = open
        && verdict == Verdict::Supported
        && !query.of_leaving
        && query.filters.manners.is_empty()
        && query.filters.reasons.is_empty()
        && query.filters.groups.is_empty();
    if strange && bare && (removal || (query.polar && other)) {
        return Verdict::Unrecorded;
    }
    // A claim that speaks of no leaving and of which nothing was judged has not been seen at all.
    let unseen = judged.nothing && !query.of_leaving && query.filters.manners.is_empty();
    let confirmed = matches!(
        verdict,
        Verdict::Supported
            | Verdict::Halfway
            | Verdict::Away
            | Verdict::Returned
            | Verdict::Reported
            | Verdict::Attributed
    );
    if (open || unseen) && confirmed {
        Verdict::Partly
    } else {
        verdict
    }
}
