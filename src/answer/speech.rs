//! What people said on leaving, and what others answered to it.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::lookup::{FEW, each, each_departure, no_departure, not_stated, unworded};
use super::notes::note;
use super::phrase::Phrase;
use super::query::{Filters, Query};
use super::reasons;
use super::resolver::Resolver;
use super::scope::Scope;
use super::search::{Hit, Record};
use super::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Aspect, Claim, Note, Quotation, Voice};
use crate::knowledge::person::Person;
use crate::nlu::temporal::{Grain, Interval, TimeMention};

/// What somebody said on leaving.
pub(super) fn statement(scope: Scope<'_>) -> Answer {
    if let Some(last) = scope.query.last.as_deref()
        && !scope.query.sources.is_empty()
    {
        return super::sourced::again(scope, last);
    }
    if !scope.query.sources.is_empty() {
        return super::sourced::reports(scope);
    }
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    if let Some(answer) = between_leavers(scope).or_else(|| on_others(scope)) {
        return answer;
    }
    each(scope, |scope, person| {
        let exits = scope.exits_of(person);
        if let Some(exit) = exits.last() {
            return on_leaving(scope, person, &exits, exit);
        }
        if !scope.query.topics.is_empty() {
            let said = super::topic::topic(scope, Aspect::What);
            return Ok(said.statements);
        }
        // An answer to a departure that the question describes has no day but that of the departure.
        if scope.query.focus.describes_words {
            let mut answered = responses_by(scope, person);
            answered.retain(|it| super::found::renders(scope, it));
            if !answered.is_empty() {
                return Ok(answered);
            }
        }
        if let Some(aspect) = scope.query.focus.of_words {
            let told = super::events::of_their_words(scope, person, aspect);
            if !told.is_empty() {
                return Ok(told);
            }
        }
        // Somebody who has not left may still have spoken: about others, or about a topic.
        let mut spoken = super::events::statements_about(scope, person);
        if of_departures_at_large(scope) {
            spoken = super::events::since_the_first_departure(scope, person);
            // The remark that most sources tell of says most, behind those in the question's words; then the newest one.
            spoken.reverse();
            spoken.sort_by_key(|it| {
                let worded = super::found::holds_words(scope, it);
                (!worded, std::cmp::Reverse(it.citations.iter().count()))
            });
            spoken.truncate(REMARKS);
            if !spoken.is_empty() {
                return Ok(spoken);
            }
        }
        if scope.query.filters.times.is_empty() {
            // Answers to departures are the remarks that are asked for most.
            spoken.truncate(FEW / 2);
            let answers = responses_by(scope, person);
            if scope.query.resolver == Resolver::Response {
                spoken.splice(0..0, answers);
            } else {
                spoken.extend(answers);
            }
        }
        if spoken.is_empty() && scope.query.filters.times.is_empty() {
            return Err(no_departure(scope, person));
        }
        if spoken.is_empty() {
            let phrase = Phrase::new("nothing-said-then").with("person", &person.id);
            return Err(Answer::declined(DeclineReason::NotStated, phrase));
        }
        // A remark that the question quotes or describes is the one that is asked for.
        let mut meant = spoken.clone();
        meant.retain(|it| super::found::holds_words(scope, it));
        let described = !meant.is_empty() && scope.query.filters.times.is_empty();
        let mut spoken = if described {
            super::found::by_match(scope, meant)
        } else {
            spoken
        };
        spoken.truncate(FEW);
        Ok(spoken)
    })
}

/// What somebody who left said of it; `last` is the last of their departures.
fn on_leaving(
    scope: Scope<'_>,
    person: &Person,
    exits: &[Exit<'_>],
    last: &Exit<'_>,
) -> Result<Vec<Statement>, Answer> {
    let mut said: Vec<Statement> = exits
        .iter()
        .flat_map(|exit| scope.standing(&exit.departure.statement))
        .filter(|claim| claim.value.text.is_some())
        .map(|claim| scope.told(claim, quoted(person, claim)))
        .collect();
    let reasons = exits.iter().flat_map(|exit| reasons::told(scope, exit));
    let reasons: Vec<Statement> = reasons.collect();
    said.splice(0..0, put_in_their_mouth(scope, person));
    // What was said of that is asked for, and nothing else.
    if scope.query.focus.said_of && !reasons.is_empty() {
        return Ok(reasons);
    }
    said.splice(0..0, reasons);
    said.splice(0..0, super::events::of_a_year(scope, person));
    // What was given as the reason was said as well, where the words recorded are few.
    if said.len() < FEW / 2 {
        let given = exits.iter().flat_map(|exit| reasons::given_by(scope, exit));
        said.extend(given);
        said = super::found::distinct(scope, said, FEW);
    }
    // What they said of something that is only noted is told by the notes on it.
    if !said.iter().any(|it| super::found::holds_words(scope, it)) {
        let noted = exits.iter().flat_map(|exit| noted_words(scope, exit));
        let noted: Vec<Statement> = noted.collect();
        if !noted.is_empty() {
            return Ok(super::found::distinct(scope, noted, FEW));
        }
    }
    let mut said = super::found::described(scope, super::found::by_match(scope, said));
    if said.is_empty() {
        return Err(unworded(scope, last));
    }
    // What is said on leaving was said on that day.
    if scope.query.focus.of_words == Some(Aspect::When) {
        said.truncate(1);
        said.splice(0..0, super::dates::dates(scope, last).into_iter().take(1));
    }
    Ok(said)
}

/// Words that a source puts falsely in somebody's mouth, where the question asks whether they are real and no words of theirs
/// are nearer to it.
fn put_in_their_mouth(scope: Scope<'_>, person: &Person) -> Option<Statement> {
    let theirs = |hit: &&Hit| matches!(&hit.record, Record::Statement(id, ..) if *id == person.id);
    let hits = || scope.query.found.iter().filter(theirs);
    let best = hits().max_by(|one, other| one.wording.total_cmp(&other.wording))?;
    let asked = scope.query.polar && best.refuted && best.words >= 1;
    let told = asked.then(|| super::verify::denied(scope, &best.record));
    told.flatten()
}

/// What is noted of the matter of which somebody's own words, as a note renders them, hold what the question says.
fn noted_words(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let notes = &exit.departure.note;
    let hits = scope.query.found.iter();
    let own = hits.filter_map(|hit| match &hit.record {
        Record::Note(id, _, index) if *id == exit.person.id && hit.is_described() => {
            notes.get(*index).filter(|it| it.value.voice == Voice::Own)
        }
        _ => None,
    });
    let about: Vec<&str> = own.filter_map(|it| it.value.about.as_deref()).collect();
    let mut meant: Vec<&Claim<Note>> = scope
        .standing(notes)
        .into_iter()
        .filter(|it| {
            it.value
                .about
                .as_deref()
                .is_some_and(|it| about.contains(&it))
        })
        .collect();
    // Their own words come before what others say of the matter.
    meant.sort_by_key(|it| it.value.voice != Voice::Own);
    meant
        .into_iter()
        .flat_map(|it| note(scope, exit, it))
        .collect()
}

/// So many remarks on people's leaving are told at most.
const REMARKS: usize = 4;

/// Whether it is asked what was said of people's leaving, and neither of whose nor when.
fn of_departures_at_large(scope: Scope<'_>) -> bool {
    let query = scope.query;
    query.of_leaving
        && query.resolver == Resolver::Statement
        && query.filters.times.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.reasons.is_empty()
        && !query.claimed.acts()
}

/// What somebody who has not left said of those who have: the answers to their departures, and what is reported of both.
/// Nothing unless the question names the speaker first and then somebody who left.
fn on_others(scope: Scope<'_>) -> Option<Answer> {
    let mut people = scope.people();
    let speaker = people.next()?;
    if scope.exit_of(speaker).is_some() {
        // What the first one said is asked; who has not left is only spoken of.
        let (said, silent): (Vec<&Person>, Vec<&Person>) =
            scope.people().partition(|it| scope.exit_of(it).is_some());
        if said.len() > 1 || silent.is_empty() {
            return None;
        }
        let query = Query {
            people: vec![speaker.id.clone()],
            ..scope.query.clone()
        };
        return Some(statement(scope.asking(&query)));
    }
    let leaver = people.find(|it| scope.exit_of(it).is_some())?;
    let exit = scope.exit_of(leaver)?;
    let mut said: Vec<Statement> = scope
        .standing(&exit.departure.response)
        .into_iter()
        .filter(|claim| claim.value.by.as_ref() == Some(&speaker.id))
        .filter_map(|claim| response_to(scope, &exit, claim))
        .collect();
    let answered = !said.is_empty();
    said.extend(super::events::of_both(scope, speaker, leaver));
    let said = super::found::distinct(scope, said, FEW);
    let silent = not_stated(scope, "response", &exit);
    // What was said in general in those days is to the point.
    if said.is_empty() {
        let general = remarks_after(scope, speaker, &[leaver]);
        return Some(match silent.remark.clone() {
            Some(remark) if !general.is_empty() => Answer::of(general).remarking(remark),
            _ => silent,
        });
    }
    let answer = Answer::of(said);
    if answered {
        return Some(answer);
    }
    Some(answer.remarking(silent.remark?))
}

/// What one of two who left both answered to the departure of the other.
fn between_leavers(scope: Scope<'_>) -> Option<Answer> {
    let [first, second] = scope.people().collect::<Vec<_>>()[..] else {
        return None;
    };
    let said = |speaker: &Person, leaver: &Person| -> Vec<Statement> {
        let exits = scope.exits_of(leaver);
        let answers = exits.iter().flat_map(|exit| {
            let responses = scope.standing(&exit.departure.response).into_iter();
            responses
                .filter(|claim| claim.value.by.as_ref() == Some(&speaker.id))
                .filter_map(|claim| response_to(scope, exit, claim))
        });
        answers.collect()
    };
    let left = |person| scope.exit_of(person).is_some();
    if !(left(first) && left(second)) {
        return None;
    }
    let mut told = said(first, second);
    if told.is_empty() {
        told = said(second, first);
    }
    (!told.is_empty()).then(|| Answer::of(told))
}

/// A predicate with the exact words behind it, where there are any.
pub(super) fn quoted(speaker: &Person, claim: &Claim<Quotation>) -> Phrase {
    let phrase = match &claim.value.text {
        Some(text) => Phrase::new("said")
            .with("person", &speaker.id)
            .with("text", text),
        None => return Phrase::new("said-nothing").with("person", &speaker.id),
    };
    phrase.with_known("quoted", "quote", claim.value.quote.as_ref())
}

/// What somebody answered to a departure.
pub(super) fn response(scope: Scope<'_>) -> Answer {
    if let Some(answer) = between_leavers(scope) {
        return answer;
    }
    let leavers: Vec<&Person> = scope
        .people()
        .filter(|person| scope.exit_of(person).is_some())
        .collect();
    let speakers: Vec<&Person> = scope
        .people()
        .filter(|person| scope.exit_of(person).is_none())
        .collect();
    if leavers.is_empty() {
        return match speakers.first() {
            Some(_) => statement(scope),
            None => responses(scope),
        };
    }
    let wanted = |claim: &&Claim<Quotation>| {
        speakers.is_empty()
            || speakers
                .iter()
                .any(|speaker| claim.value.by.as_ref() == Some(&speaker.id))
    };
    let general = match speakers.as_slice() {
        [speaker] => remarks_after(scope, speaker, &leavers),
        _ => Vec::new(),
    };
    let dated = scope.query.focus.of_words == Some(Aspect::When);
    let mut answer = each_departure(scope, leavers.into_iter(), "response", |exit| {
        let said = scope.standing(&exit.departure.response).into_iter();
        let mut told: Vec<Statement> = said
            .filter(wanted)
            .filter_map(|claim| response_to(scope, exit, claim))
            .collect();
        // The day of the departure is the one that is known of what was answered to it.
        if dated && !told.is_empty() {
            told.splice(0..0, super::dates::dates(scope, exit).into_iter().take(1));
        }
        told
    });
    if dated && answer.outcome != Outcome::Declined && answer.remark.is_none() {
        answer.remark = Some(Phrase::new("answer-undated"));
    }
    // No answer of somebody's own is recorded: what was said in general then is to the point.
    match answer.remark.clone() {
        Some(remark) if answer.outcome == Outcome::Declined && !general.is_empty() => {
            let told = Answer::of(general);
            // "When did he post that?" is asked of the words that were told.
            if dated { told } else { told.remarking(remark) }
        }
        _ => answer,
    }
}

/// What somebody said in public in the days after people left.
fn remarks_after(scope: Scope<'_>, speaker: &Person, leavers: &[&Person]) -> Vec<Statement> {
    let exits = leavers.iter().filter_map(|it| scope.exit_of(it));
    let dates: Vec<Date> = exits.filter_map(|it| Some(it.date()?.earliest())).collect();
    let (Some(first), Some(last)) = (dates.iter().min(), dates.iter().max()) else {
        return Vec::new();
    };
    let time = TimeMention::within(
        0..0,
        Interval {
            from: Some(*first),
            until: last.checked_add(REMARKS_WITHIN.days()).ok(),
        },
        Grain::Range,
    );
    let query = Query {
        people: vec![speaker.id.clone()],
        filters: Filters {
            times: vec![time],
            ..Default::default()
        },
        ..Query::new(
            Resolver::Statement,
            scope.query.organisation.clone(),
            scope.query.today,
        )
    };
    let mut said = super::events::statements_about(scope.asking(&query), speaker);
    said.truncate(FEW);
    said
}

/// What somebody said within so many days of a departure may be about it.
const REMARKS_WITHIN: i64 = 7;

/// What was answered to the departures that the question selects, or whom it is about if it selects none.
fn responses(scope: Scope<'_>) -> Answer {
    let query = scope.query;
    let selects = !query.filters.groups.is_empty()
        || !query.filters.except_people.is_empty()
        || !query.filters.among.is_empty()
        || !query.filters.times.is_empty()
        || query.all;
    let said: Vec<Statement> = scope
        .exits(&query.filters.groups)
        .iter()
        .filter(|_| selects)
        .flat_map(|exit| {
            let standing = scope.standing(&exit.departure.response).into_iter();
            standing.filter_map(|claim| response_to(scope, exit, claim))
        })
        .collect();
    if said.is_empty() {
        return super::about::which_person(scope);
    }
    Answer::of(said)
}

fn responses_by(scope: Scope<'_>, speaker: &Person) -> Vec<Statement> {
    scope
        .knowledge
        .exits()
        .filter(|exit| scope.happened(exit))
        .flat_map(|exit| {
            scope
                .standing(&exit.departure.response)
                .into_iter()
                .filter(|claim| claim.value.by.as_ref() == Some(&speaker.id))
                .filter_map(|claim| response_to(scope, &exit, claim))
                .collect::<Vec<_>>()
        })
        .collect()
}

pub(super) fn response_to(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    claim: &Claim<Quotation>,
) -> Option<Statement> {
    let speaker = claim.value.by.as_ref()?;
    let text = claim.value.text.as_ref()?;
    let phrase = Phrase::new("responded")
        .with("speaker", speaker)
        .with("person", &exit.person.id)
        .with("text", text)
        .with_known("quoted", "quote", claim.value.quote.as_ref());
    Some(scope.told(claim, phrase))
}
