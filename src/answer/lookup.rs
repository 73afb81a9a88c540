//! What is recorded of one departure: when, why, where next, what was said, in which manner.

use super::list;
use super::phrase::{Phrase, Value};
use super::resolver::Resolver;
use super::scope::{Scope, citations, moment, on_moment};
use super::statement::{Answer, DeclineReason, Kind, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Quotation, Rank, Voice, When};
use crate::knowledge::date::{Form, Sequence};
use crate::knowledge::person::{DateField, Person};
use crate::nlu::temporal::Form as Asked;

/// When somebody left.
pub(super) fn when(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        let many = scope.query.all
            || scope.query.organisation_named
            || !scope.query.groups.is_empty()
            || !scope.query.anchors.is_empty();
        return if many {
            list::timeline(scope)
        } else {
            super::about::which_person(scope)
        };
    }
    if scope.query.since_leaving {
        return super::tenure::since_leaving(scope);
    }
    each(scope, |scope, person| {
        let exits = scope.exits_of(person);
        if exits.is_empty() {
            return Err(no_departure(scope, person));
        }
        Ok(exits.iter().flat_map(|exit| dates(scope, exit)).collect())
    })
}

/// The statements on a departure's date: the best version, other versions, and why the best is better.
pub(super) fn dates(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let Some((field, main)) = exit.departure.when() else {
        let phrase = Phrase::new("left-undated")
            .with("person", &exit.person.id)
            .with("organisation", &exit.membership.organisation);
        return scope
            .derived(phrase, citations([exit]))
            .into_iter()
            .collect();
    };
    let id = match field {
        DateField::Effective => "left-on",
        DateField::Announced => "announced-on",
        DateField::Reported => "reported-on",
    };
    let phrase = Phrase::new(id)
        .with("person", &exit.person.id)
        .with("organisation", &exit.membership.organisation)
        .with("moment", moment_of(exit, main));
    let mut statements = vec![scope.told(main, phrase)];
    let versions = others(scope, exit, field, main);
    let open = matches!(main.value.date.form, Form::Either(..));
    if (open || !versions.is_empty())
        && let Some(first) = statements.first_mut()
    {
        first.kind = Kind::Disputed;
    }
    statements.extend(versions);
    let rivalled = statements.len() > 1;
    if rivalled || open {
        let wording = if rivalled {
            "because-better"
        } else {
            "because-open"
        };
        statements.extend(scope.because(main, wording));
    }
    statements.extend(asked_versions(scope, exit));
    statements.extend(further_date(scope, exit, field, main));
    statements.extend(returned(scope, exit));
    statements
}

/// That the person came back.
fn returned(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    let again = scope.returned(exit)?;
    let phrase = Phrase::new("returned")
        .with("person", &exit.person.id)
        .with("organisation", &again.organisation)
        .with("date", again.from.as_ref()?);
    let mut statement = scope.derived(phrase, [again.citations.clone()])?;
    statement.kind = Kind::Stated;
    Some(statement)
}

/// The date with its zones; the announcement of the same day lends its clock time.
fn moment_of(exit: &Exit<'_>, main: &Claim<When>) -> Phrase {
    let timed = exit
        .departure
        .announced
        .iter()
        .chain([main])
        .find(|claim| {
            claim.rank != Rank::Refuted
                && claim.value.date == main.value.date
                && claim.value.time.is_some()
        })
        .unwrap_or(main);
    on_moment(&timed.value)
}

/// Versions of the date that stand beside the best one and cannot both be true.
fn others(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    field: DateField,
    main: &Claim<When>,
) -> Vec<Statement> {
    let claims = match field {
        DateField::Effective => &exit.departure.effective,
        DateField::Announced => &exit.departure.announced,
        DateField::Reported => &exit.departure.reported,
    };
    claims
        .iter()
        .filter(|claim| claim.rank == Rank::Normal && claim.known_on(scope.day))
        .filter(|claim| !claim.value.date.overlaps(&main.value.date))
        .map(|claim| {
            let mut version = scope.reported(
                claim,
                Phrase::new("version-date").with("moment", moment(&claim.value)),
            );
            version.kind = Kind::Disputed;
            version
        })
        .collect()
}

/// Refuted versions of the date that the question itself names.
fn asked_versions(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let mut seen = Vec::new();
    exit.departure
        .effective
        .iter()
        .chain(&exit.departure.announced)
        .filter(|claim| claim.rank == Rank::Refuted)
        .filter(|claim| {
            scope.query.times.iter().any(|time| {
                claim
                    .value
                    .date
                    .within(time.interval.from, time.interval.until)
                    == crate::knowledge::date::Containment::Inside
            })
        })
        .filter(|claim| {
            let new = !seen.contains(&&claim.value.date);
            seen.push(&claim.value.date);
            new
        })
        .map(|claim| {
            let mut phrase = Phrase::new("version-refuted")
                .with("moment", moment(&claim.value))
                .with("source", &claim.citations.first().source);
            phrase = match &claim.because {
                Some(because) => phrase.with("reasoned", "yes").with("because", because),
                None => phrase.with("reasoned", "no"),
            };
            Statement::disputed(claim, phrase)
        })
        .collect()
}

/// The announcement beside the last day, or the last day beside the announcement, where they differ.
fn further_date(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    field: DateField,
    main: &Claim<When>,
) -> Option<Statement> {
    let (claims, id) = match field {
        DateField::Effective => (&exit.departure.announced, "also-announced"),
        DateField::Announced | DateField::Reported => (&exit.departure.effective, "also-effective"),
    };
    let claim = scope.best(claims)?;
    (claim.value.date != main.value.date).then(|| {
        scope.told(
            claim,
            Phrase::new(id)
                .with("person", &exit.person.id)
                .with("moment", on_moment(&claim.value)),
        )
    })
}

/// Why somebody left; without a person, why people leave.
pub(super) fn why(scope: Scope<'_>) -> Answer {
    // "Co-founders of somebody's company resigned: why?" names the somebody only to name the company.
    let by_the_way =
        !scope.query.groups.is_empty() && scope.people().all(|it| scope.exit_of(it).is_none());
    if scope.query.people.is_empty() || by_the_way {
        return why_in_general(scope);
    }
    each(scope, |scope, person| {
        let Some(exit) = scope.exit_of(person) else {
            return Err(no_departure(scope, person));
        };
        let mut statements = reasons(scope, &exit);
        if statements.is_empty() {
            return Err(not_stated(scope, "reason", &exit));
        }
        // "Why did she go to …?" also asks whether she did.
        if !scope.query.others.is_empty() {
            statements.extend(destinations_of(scope, &exit));
        }
        Ok(statements)
    })
}

/// What the person and others say of the reason, the person first.
fn reasons(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let person = &exit.person.id;
    let standing = scope.standing(&exit.departure.reason);
    let mut own = Vec::new();
    let mut reports = Vec::new();
    for claim in standing {
        match (&claim.value.text, claim.value.voice) {
            (None, _) => {
                // That no reason was found is said of what was read, not by a source.
                let phrase = Phrase::new("no-reason").with("person", person);
                own.push(Statement::stated(claim, phrase));
                own.extend(parting_words(scope, exit));
            }
            (Some(text), Voice::Own) => own.push(
                scope.told(
                    claim,
                    Phrase::new("predicate")
                        .with("person", person)
                        .with("text", text),
                ),
            ),
            (Some(text), Voice::Report) => {
                let phrase = Phrase::new("sentence").with("text", text);
                reports.push(scope.reported(claim, phrase));
                reports.extend(scope.because(claim, "remark-on-report"));
            }
        }
    }
    own.extend(reports);
    own
}

/// The person's own quotation that stands nearest to a reason: the last one of the statement.
fn parting_words(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    let claim = scope
        .standing(&exit.departure.statement)
        .into_iter()
        .find(|claim| claim.value.text.is_some())?;
    let claim = scope
        .standing(&exit.departure.statement)
        .into_iter()
        .filter(|claim| claim.value.quote.is_some())
        .nth(1)
        .unwrap_or(claim);
    Some(scope.told(claim, quoted(exit.person, claim)))
}

/// A predicate with the exact words behind it, where there are any.
pub(super) fn quoted(speaker: &Person, claim: &Claim<Quotation>) -> Phrase {
    let phrase = match &claim.value.text {
        Some(text) => Phrase::new("said")
            .with("person", &speaker.id)
            .with("text", text),
        None => return Phrase::new("said-nothing").with("person", &speaker.id),
    };
    match &claim.value.quote {
        Some(quote) => phrase
            .with("quoted", "yes")
            .with("quote", Value::Verbatim(quote.clone())),
        None => phrase.with("quoted", "no"),
    }
}

fn why_in_general(scope: Scope<'_>) -> Answer {
    let selection = scope.select(&scope.groups(false));
    let exits = if selection.certain.is_empty() {
        selection.possible
    } else {
        selection.certain
    };
    if exits.is_empty() {
        return list::nobody(scope, &scope.groups(false));
    }
    let mut own = Vec::new();
    let mut reports = Vec::new();
    let mut silent: Vec<&Exit<'_>> = Vec::new();
    for exit in &exits {
        let standing = scope.standing(&exit.departure.reason);
        let said = standing
            .iter()
            .find(|claim| claim.value.voice == Voice::Own && claim.value.text.is_some());
        match (said, said.and_then(|claim| claim.value.text.as_ref())) {
            (Some(claim), Some(text)) => own.push(
                scope.told(
                    claim,
                    Phrase::new("predicate")
                        .with("person", &exit.person.id)
                        .with("text", text),
                ),
            ),
            _ => silent.push(exit),
        }
        for claim in standing {
            if let (Some(text), Voice::Report) = (&claim.value.text, claim.value.voice) {
                reports.push(scope.reported(claim, Phrase::new("sentence").with("text", text)));
            }
        }
    }
    let total = exits.len();
    let first = scope.derived(
        Phrase::new("no-single-cause")
            .with("organisation", &scope.query.organisation)
            .with("stated", own.len())
            .with("silent", silent.len())
            .with("total", total),
        citations(&exits).take(3),
    );
    let names: Vec<Value> = silent
        .iter()
        .take(MANY)
        .map(|exit| Value::Person(exit.person.id.clone()))
        .collect();
    let unnamed = silent.len().saturating_sub(names.len());
    let quiet = (!names.is_empty())
        .then(|| {
            scope.derived(
                Phrase::new("gave-no-reason")
                    .with("people", Value::List(names))
                    .with("more", unnamed),
                citations(silent.iter().copied()).take(MANY),
            )
        })
        .flatten();
    Answer::of(
        first
            .into_iter()
            .chain(shortened(own, MANY))
            .chain(quiet)
            .chain(shortened(reports, 3))
            .collect(),
    )
}

/// So many names stand in one statement at most.
pub(super) const MANY: usize = 12;
/// So many statements of one kind stand in an answer at most.
pub(super) const FEW: usize = 6;

/// The first so many statements.
fn shortened(statements: Vec<Statement>, count: usize) -> impl Iterator<Item = Statement> {
    statements.into_iter().take(count)
}

/// Where somebody went.
pub(super) fn destination(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return list::destinations(scope);
    }
    let answer = destinations_of_all(scope);
    if scope.query.onwards && !answer.statements.is_empty() {
        return answer.remarking(Phrase::new("nothing-further"));
    }
    answer
}

fn destinations_of_all(scope: Scope<'_>) -> Answer {
    each(scope, |scope, person| {
        let Some(exit) = scope.exit_of(person) else {
            return Err(no_departure(scope, person));
        };
        let mut stated = destinations_of(scope, &exit);
        // Where somebody is now is where they went last.
        if scope.query.times.iter().any(|time| time.form == Asked::Now) {
            stated.reverse();
        }
        if stated.is_empty() {
            return Err(not_stated(scope, "destination", &exit));
        }
        Ok(stated)
    })
}

/// The statements on where a person went, in the order of the file.
pub(super) fn destinations_of(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    exit.departure
        .destination
        .iter()
        .filter(|claim| claim.rank != Rank::Refuted && claim.known_on(scope.day))
        .filter_map(|claim| {
            let text = claim.value.text.as_ref()?;
            let phrase = Phrase::new("predicate")
                .with("person", &exit.person.id)
                .with("text", text);
            Some(scope.told(claim, phrase))
        })
        .collect()
}

/// What somebody said on leaving.
pub(super) fn statement(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    if !scope.query.sources.is_empty() {
        return super::sourced::reports(scope);
    }
    if let Some(answer) = on_others(scope) {
        return answer;
    }
    each(scope, |scope, person| {
        if let Some(exit) = scope.exit_of(person) {
            let said: Vec<Statement> = scope
                .standing(&exit.departure.statement)
                .into_iter()
                .filter(|claim| claim.value.text.is_some())
                .map(|claim| scope.told(claim, quoted(person, claim)))
                .collect();
            let said = super::found::by_match(scope, said);
            if said.is_empty() {
                return Err(not_stated(scope, "statement", &exit));
            }
            return Ok(said);
        }
        if !scope.query.topics.is_empty() {
            let said = super::topic::topic(scope, crate::knowledge::claim::Aspect::What);
            return Ok(said.statements);
        }
        // Somebody who has not left may still have spoken: about others, or about a topic.
        let mut spoken = super::topic::statements_about(scope, person);
        if scope.query.times.is_empty() {
            // Answers to departures are the remarks that are asked for most.
            spoken.truncate(FEW / 2);
            let answers = responses_by(scope, person);
            if scope.query.resolver == Resolver::Response {
                spoken.splice(0..0, answers);
            } else {
                spoken.extend(answers);
            }
        }
        if spoken.is_empty() && scope.query.times.is_empty() {
            return Err(no_departure(scope, person));
        }
        if spoken.is_empty() {
            let phrase = Phrase::new("nothing-said-then").with("person", &person.id);
            return Err(Answer::declined(DeclineReason::NotStated, phrase));
        }
        spoken.truncate(FEW);
        Ok(spoken)
    })
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
        let query = super::query::Query {
            people: vec![speaker.id.clone()],
            ..scope.query.clone()
        };
        return Some(statement(Scope {
            query: &query,
            ..scope
        }));
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
    said.extend(super::topic::of_both(scope, speaker, leaver));
    let said = super::found::distinct(scope, said, FEW);
    if said.is_empty() {
        return Some(not_stated(scope, "response", &exit));
    }
    let answer = Answer::of(said);
    if answered {
        return Some(answer);
    }
    Some(answer.remarking(not_stated(scope, "response", &exit).remark?))
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
        .with("text", text);
    let phrase = match &claim.value.quote {
        Some(quote) => phrase
            .with("quoted", "yes")
            .with("quote", Value::Verbatim(quote.clone())),
        None => phrase.with("quoted", "no"),
    };
    Some(scope.told(claim, phrase))
}

/// What somebody answered to a departure.
pub(super) fn response(scope: Scope<'_>) -> Answer {
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
    each_of(scope, leavers.into_iter(), |scope, leaver| {
        let Some(exit) = scope.exit_of(leaver) else {
            return Err(no_departure(scope, leaver));
        };
        let said: Vec<Statement> = scope
            .standing(&exit.departure.response)
            .into_iter()
            .filter(wanted)
            .filter_map(|claim| response_to(scope, &exit, claim))
            .collect();
        if said.is_empty() {
            return Err(not_stated(scope, "response", &exit));
        }
        Ok(said)
    })
}

/// What was answered to the departures that the question selects, or whom it is about if it selects none.
fn responses(scope: Scope<'_>) -> Answer {
    let query = scope.query;
    let selects = !query.groups.is_empty()
        || !query.except_people.is_empty()
        || !query.among.is_empty()
        || !query.times.is_empty()
        || query.all;
    let said: Vec<Statement> = scope
        .exits(&query.groups)
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

/// In which manner somebody left.
pub(super) fn manner(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return list::manners(scope);
    }
    each(scope, |scope, person| {
        let Some(exit) = scope.exit_of(person) else {
            return Err(no_departure(scope, person));
        };
        let statements = manners_of(scope, &exit);
        if statements.is_empty() {
            return Err(not_stated(scope, "manner", &exit));
        }
        Ok(statements)
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
                .with("kind", claim.value.kind.name());
            let phrase = match &claim.value.text {
                Some(text) => phrase.with("glossed", "yes").with("text", text),
                None => phrase.with("glossed", "no"),
            };
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
        .filter(|claim| scope.query.manners.contains(&claim.value.kind))
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
    statements.extend(notes_about(scope, exit, "pushed"));
    statements
}

/// What is noted on the departures of those whom a question is about, where its words name what the notes are about.
pub(super) fn noted(scope: Scope<'_>) -> Option<Answer> {
    let mut statements = Vec::new();
    for exit in scope.people().filter_map(|person| scope.exit_of(person)) {
        let mut about: Vec<&str> = exit
            .departure
            .note
            .iter()
            .filter_map(|claim| claim.value.about.as_deref())
            .filter(|about| scope.query.words.iter().any(|word| word == about))
            .collect();
        about.dedup();
        for about in about {
            statements.extend(notes_about(scope, &exit, about));
        }
    }
    (!statements.is_empty()).then(|| Answer::of(statements))
}

/// The notes of a departure with this key, refuted ones with the reason.
pub(super) fn notes_about(scope: Scope<'_>, exit: &Exit<'_>, about: &str) -> Vec<Statement> {
    exit.departure
        .note
        .iter()
        .filter(|claim| claim.value.about.as_deref() == Some(about) && claim.known_on(scope.day))
        .flat_map(|claim| note(scope, exit, claim))
        .collect()
}

/// What one note says.
pub(super) fn note(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    claim: &Claim<crate::knowledge::claim::Note>,
) -> Vec<Statement> {
    let phrase = match claim.value.voice {
        Voice::Own => Phrase::new("predicate")
            .with("person", &exit.person.id)
            .with("text", &claim.value.text),
        Voice::Report => Phrase::new("sentence").with("text", &claim.value.text),
    };
    match (&claim.rank, &claim.because) {
        (Rank::Refuted, Some(because)) => vec![Statement::disputed(
            claim,
            Phrase::new("refuted")
                .with("source", &claim.citations.first().source)
                .with("text", phrase)
                .with("because", because),
        )],
        (Rank::Refuted, None) => Vec::new(),
        _ => std::iter::once(scope.told(claim, phrase))
            .chain(scope.because(claim, "remark-on-report"))
            .collect(),
    }
}

/// Who took over from somebody.
pub(super) fn successor(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    each(scope, |scope, person| {
        let notes = scope
            .exit_of(person)
            .map(|exit| notes_about(scope, &exit, "successor"))
            .unwrap_or_default();
        if !notes.is_empty() {
            return Ok(notes);
        }
        match scope.exit_of(person) {
            Some(exit) => {
                let refusal = not_stated(scope, "successor", &exit);
                let heirs = super::found::distinct(scope, heirs(scope, &exit), 4);
                if heirs.is_empty() {
                    return Err(refusal);
                }
                Ok(heirs)
            }
            None => Err(no_departure(scope, person)),
        }
    })
}

/// What is recorded of those who came after somebody: what was said of the duties and of a colleague who stayed on, else
/// who held the same role later.
fn heirs(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    use crate::knowledge::claim::FactKind;
    let mut statements = Vec::new();
    // Who had gone before takes over nothing: "a wider role after they had left" is no handing over to them.
    let stayed_on = |other: &Person| {
        scope
            .exit_of(other)
            .is_some_and(|later| later.sequence(exit) != Sequence::Before)
    };
    let duties = |kind: FactKind| matches!(kind, FactKind::Role | FactKind::Lead);
    for claim in scope.standing(&exit.person.facts) {
        let colleague = scope.knowledge.people.values().any(|other| {
            scope.membership_of(other).is_some_and(|it| {
                it.organisation == exit.membership.organisation && !it.groups.is_empty()
            }) && other.id != exit.person.id
                && stayed_on(other)
                && claim.value.text.says(&other.name)
        });
        if duties(claim.value.kind) && colleague {
            statements.push(super::profile::fact(scope, exit.person, claim));
        }
    }
    if !statements.is_empty() {
        return statements;
    }
    let (Some(role), Some(left)) = (&exit.membership.role, exit.date()) else {
        return statements;
    };
    let role: Vec<String> = role.versions().take(1).map(str::to_lowercase).collect();
    let general = exit.membership.groups == [crate::knowledge::person::RoleGroup::Staff];
    for person in scope.knowledge.people.values() {
        let next = person.memberships.iter().find(|it| {
            it.organisation == exit.membership.organisation
                && it.holds(&role)
                && !general
                && it
                    .from
                    .as_ref()
                    .is_some_and(|from| from.earliest() >= left.earliest())
        });
        if next.is_some() {
            statements.extend(super::profile::roles(scope, person));
        }
    }
    statements
}

/// Answers for each person named; what is declined for one is declined beside what is answered for the others.
pub(super) fn each<'a>(
    scope: Scope<'a>,
    look_up: impl Fn(Scope<'a>, &'a Person) -> Result<Vec<Statement>, Answer>,
) -> Answer {
    each_of(scope, scope.people(), look_up)
}

/// A look-up for each of several people.
fn each_of<'a>(
    scope: Scope<'a>,
    people: impl Iterator<Item = &'a Person>,
    look_up: impl Fn(Scope<'a>, &'a Person) -> Result<Vec<Statement>, Answer>,
) -> Answer {
    let mut statements = Vec::new();
    let mut declined: Option<Answer> = None;
    for person in people {
        match look_up(scope, person) {
            Ok(found) => statements.extend(found),
            Err(answer) => match &mut declined {
                None => declined = Some(answer),
                Some(first) => also(first, answer),
            },
        }
    }
    match declined {
        None => Answer::of(statements),
        Some(answer) if statements.is_empty() => answer,
        Some(answer) => {
            let mut found = Answer::of(statements);
            found.remark = answer.remark;
            if found.outcome == Outcome::Answered {
                found.statements.extend(answer.statements);
            }
            found
        }
    }
}

/// What is declined of one more person for the same reason is said of both: "where Alpha and Beta went".
fn also(first: &mut Answer, next: Answer) {
    let (Some(said), Some(next)) = (&mut first.remark, next.remark) else {
        return;
    };
    let others = next
        .values
        .into_iter()
        .filter(|(name, _)| *name == "person");
    let same = said.id == next.id;
    let known = said.values.iter_mut().find(|(name, _)| *name == "person");
    if let (true, Some((_, known))) = (same, known) {
        let mut people = match known.clone() {
            Value::List(people) => people,
            one => vec![one],
        };
        people.extend(others.map(|(_, person)| person));
        *known = Value::List(people);
    }
}

/// The departure is recorded, and this fact of it is not.
pub(super) fn not_stated(scope: Scope<'_>, fact: &'static str, exit: &Exit<'_>) -> Answer {
    Answer::declined(
        DeclineReason::NotStated,
        Phrase::new("not-stated")
            .with("fact", fact)
            .with("person", &exit.person.id)
            .with("day", scope.day),
    )
    .suggesting(vec![
        Phrase::new("ask-when").with("person", &exit.person.id),
        Phrase::new("ask-who-is").with("person", &exit.person.id),
    ])
}

/// The person is known, and no departure from the organisation meant is recorded; says what is known instead.
pub(super) fn no_departure(scope: Scope<'_>, person: &Person) -> Answer {
    let organisation = &scope.query.organisation;
    let remark = Phrase::new("no-departure")
        .with("person", &person.id)
        .with("organisation", organisation)
        .with("day", scope.day);
    let belongs = person
        .memberships
        .iter()
        .rfind(|membership| membership.organisation == *organisation)
        .or_else(|| person.memberships.last());
    let mut statements = elsewhere(scope, person);
    // Who left another organisation than the one meant is answered with that.
    if !statements.is_empty() {
        return Answer::of(statements).remarking(remark);
    }
    if let Some((membership, role)) =
        belongs.and_then(|membership| Some((membership, membership.role.as_ref()?)))
    {
        let phrase = Phrase::new("role-at")
            .with("person", &person.id)
            .with("organisation", &membership.organisation)
            .with("role", role)
            .with("founder", super::profile::founder(membership));
        statements.extend(scope.derived(phrase, [membership.citations.clone()]));
        for statement in &mut statements {
            statement.kind = Kind::Stated;
        }
    } else {
        statements.extend(super::profile::facts(scope, person, 1));
    }
    Answer {
        statements,
        ..Answer::declined(DeclineReason::NoDeparture, remark)
    }
    .suggesting(vec![
        Phrase::new("ask-who-left").with("organisation", organisation),
        Phrase::new("ask-who-is").with("person", &person.id),
    ])
}

/// The last departure of a person from another organisation than the one meant, with the role there.
pub(super) fn elsewhere(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let last = scope
        .knowledge
        .exits_of(person)
        .filter(|exit| {
            scope.happened(exit) && exit.membership.organisation != scope.query.organisation
        })
        .last();
    let Some(exit) = last else {
        return Vec::new();
    };
    let role = exit.membership.role.as_ref().and_then(|role| {
        let phrase = Phrase::new("role-at")
            .with("person", &person.id)
            .with("organisation", &exit.membership.organisation)
            .with("role", role)
            .with("over", "yes");
        scope.derived(phrase, [exit.membership.citations.clone()])
    });
    role.into_iter()
        .chain(dates(scope, &exit).into_iter().take(1))
        .collect()
}
