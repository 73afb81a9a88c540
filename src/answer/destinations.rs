//! Where people went, and who came back.

use super::dates::back;
use super::list::nobody;
use super::lookup::{MANY, each, each_departure, no_departure, not_stated};
use super::phrase::{Phrase, Value};
use super::scope::{Scope, citations};
use super::statement::{Answer, DeclineReason, Kind, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Rank, Voice};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::{Membership, Person};
use crate::knowledge::text::Text;
use crate::nlu::temporal::Form;

/// Where somebody went.
pub(super) fn destination(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return destinations(scope);
    }
    let answer = destinations_of_all(scope);
    // Where no source names a place, what somebody said that they would do is as near as an answer comes.
    if answer.decline == Some(DeclineReason::NotStated)
        && let (Some(person), Some(remark)) = (scope.people().next(), &answer.remark)
        && scope.query.people.len() == 1
    {
        let exit = scope.exit_of(person);
        let plans = exit.map_or_else(Vec::new, |exit| {
            plans(scope, &exit, |voice| voice == Voice::Own)
        });
        if !plans.is_empty() {
            return Answer::of(plans).remarking(remark.clone());
        }
    }
    if scope.query.focus.onwards && !answer.statements.is_empty() {
        return answer.remarking(Phrase::new("nothing-further"));
    }
    answer
}

fn destinations_of_all(scope: Scope<'_>) -> Answer {
    if asks_of_now(scope) && !scope.query.focus.earlier && scope.query.filters.ordinals.is_empty() {
        return each(scope, whereabouts);
    }
    each_departure(scope, scope.people(), "destination", |exit| {
        if scope.query.focus.since_when && !scope.query.others.is_empty() {
            return moved_there(scope, exit);
        }
        let stated = destinations_of(scope, exit);
        if scope.query.focus.work {
            return work_there(scope, exit, stated);
        }
        // Before the place where somebody is come those from which they went there, and the one that they left.
        if scope.query.focus.earlier {
            let mut before = earlier(scope, exit);
            before.extend(super::dates::dates(scope, exit).into_iter().take(1));
            return before;
        }
        stated
    })
}

/// That somebody went where the question names, with what the notes of the departure tell of that place.
fn moved_there(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let named = |id: &OrganisationId| scope.query.others.contains(id);
    let claims = scope.standing(&exit.departure.destination).into_iter();
    let went = claims
        .filter(|claim| claim.value.organisation.as_ref().is_some_and(named))
        .filter_map(|claim| {
            let text = claim.value.text.as_ref()?;
            Some(scope.told(claim, Phrase::predicate(&exit.person.id, text)))
        });
    let organisations = || {
        let ids = scope.query.others.iter();
        ids.filter_map(|id| scope.knowledge.organisations.get(id))
    };
    let notes = scope.standing(&exit.departure.note).into_iter();
    let told = notes
        .filter(|claim| organisations().any(|it| claim.value.text.says(&it.name)))
        .flat_map(|claim| super::notes::note(scope, exit, claim));
    let mut told: Vec<Statement> = went.chain(told).take(3).collect();
    // How long ago somebody left bounds when they came there.
    if !told.is_empty() {
        let left = super::dates::dates(scope, exit).into_iter().take(1);
        told.extend(left.map(|it| Statement {
            kind: Kind::Stated,
            ..it
        }));
    }
    told
}

/// What somebody does where they went: as what they came there, and the reasons of theirs that speak of the work.
fn work_there(scope: Scope<'_>, exit: &Exit<'_>, stated: Vec<Statement>) -> Vec<Statement> {
    let mut told = stated;
    told.extend(plans(scope, exit, |_| true));
    told
}

/// Where somebody is on the day: in the stay that lasts, else where they went from the place that they left last.
fn whereabouts<'a>(scope: Scope<'a>, person: &'a Person) -> Result<Vec<Statement>, Answer> {
    let mut exits: Vec<Exit<'a>> = scope
        .knowledge
        .exits_of(person)
        .filter(|exit| scope.happened(exit))
        .collect();
    exits.sort_by_key(|exit| exit.date().map(PartialDate::sort_key));
    let Some(last) = exits.last() else {
        return Err(no_departure(scope, person));
    };
    let begun = |stay: &&Membership| {
        let from = stay.from.as_ref().map(PartialDate::sort_key);
        from.zip(last.date().map(PartialDate::sort_key))
            .is_some_and(|(from, left)| from >= left)
    };
    if let Some(stay) = person.stay_on(scope.day).filter(begun) {
        let again = exits.iter().rfind(|exit| {
            let mut rejoined = scope.rejoined(exit);
            rejoined.any(|it| std::ptr::eq(it, stay))
        });
        let told = match again {
            Some(exit) => there_again(scope, exit, stay),
            None => super::profile::role(scope, person, stay)
                .into_iter()
                .collect(),
        };
        // A stay without a post is told by the move to it.
        if !told.is_empty() {
            return Ok(told);
        }
    }
    let mut stated = destinations_of(scope, last);
    stated.reverse();
    if stated.is_empty() {
        let mut silent = not_stated(scope, "destination", last);
        // Of somebody who left several places it is said which one they left last.
        if exits.len() > 1 {
            silent.statements = super::dates::dates(scope, last)
                .into_iter()
                .take(1)
                .collect();
        }
        return Err(silent);
    }
    Ok(stated)
}

/// Whether the question asks how things stand on the day that it is asked.
fn asks_of_now(scope: Scope<'_>) -> bool {
    scope.query.focus.present
        || scope
            .query
            .filters
            .times
            .iter()
            .any(|time| time.form == Form::Now)
}

/// That somebody is back where they left, and what they are there.
fn there_again(scope: Scope<'_>, exit: &Exit<'_>, again: &Membership) -> Vec<Statement> {
    let role = again.role.as_ref().and_then(|role| {
        let phrase = Phrase::new("role-at")
            .with("person", &exit.person.id)
            .with("organisation", &again.organisation)
            .with("role", role)
            .with("over", "no")
            .with("founder", super::profile::founder(again));
        scope.derived(phrase, [again.citations.clone()])
    });
    back(scope, exit, again).into_iter().chain(role).collect()
}

/// The statements on where a person went, in the order of the file.
pub(super) fn destinations_of(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    exit.departure
        .destination
        .iter()
        .filter(|claim| claim.stands_on(scope.day))
        .filter_map(|claim| {
            let text = claim.value.text.as_ref()?;
            let phrase = Phrase::predicate(&exit.person.id, text);
            Some(scope.told(claim, phrase))
        })
        .collect()
}

/// The kinds of reasons that say what somebody wanted to do next.
const PLANS: [&str; 3] = ["venture", "research", "rest"];

/// What somebody is told to have left to do, in the voices that are asked for.
fn plans(scope: Scope<'_>, exit: &Exit<'_>, heard: impl Fn(Voice) -> bool) -> Vec<Statement> {
    let standing = scope.standing(&exit.departure.reason).into_iter();
    let told = standing.filter(|claim| heard(claim.value.voice));
    told.filter(|claim| {
        let mut kinds = claim.value.categories.iter();
        kinds.any(|it| PLANS.contains(&it.as_str()))
    })
    .filter_map(|claim| {
        let text = claim.value.text.as_ref()?;
        Some(match claim.value.voice {
            Voice::Own => scope.told(claim, Phrase::predicate(&exit.person.id, text)),
            Voice::Report => scope.reported(claim, Phrase::sentence(text)),
        })
    })
    .collect()
}

/// Where a person was between their departure and the place where they went last.
fn earlier(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let claims = || {
        let mut all = exit.departure.destination.iter();
        std::iter::from_fn(move || all.next())
            .filter(|claim| claim.stands_on(scope.day))
            .filter(|claim| claim.value.text.is_some())
    };
    let Some(last) = claims().last() else {
        return Vec::new();
    };
    let elsewhere = claims().filter(|claim| {
        claim.value.organisation.is_none() || claim.value.organisation != last.value.organisation
    });
    let told = elsewhere.filter_map(|claim| {
        let text = claim.value.text.as_ref()?;
        Some(scope.told(claim, Phrase::predicate(&exit.person.id, text)))
    });
    told.collect()
}

/// Who left and has belonged to the organisation again since.
pub(super) fn returned(scope: Scope<'_>) -> Answer {
    let organisation = &scope.query.organisation;
    let back: Vec<Statement> = scope
        .exits(&scope.groups(false))
        .into_iter()
        .flat_map(|exit| {
            let back = rejoined(scope, &exit);
            let gone = back.is_some().then(|| left_again(scope, &exit));
            back.into_iter().chain(gone.flatten())
        })
        .collect();
    if back.is_empty() {
        let phrase = Phrase::new("nobody-returned")
            .with("organisation", organisation)
            .with("day", scope.day);
        return Answer::declined(DeclineReason::NotStated, phrase).suggesting(vec![
            Phrase::new("ask-destinations").with("organisation", organisation),
        ]);
    }
    Answer::of(back)
}

/// That somebody belongs to the organisation again, or did, after a departure from it.
pub(super) fn rejoined(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    back(scope, exit, scope.rejoined(exit).next()?)
}

/// When somebody who had come back left again.
fn left_again(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    let again = scope.rejoined(exit).next()?;
    let second = scope.end_of(exit.person, again)?;
    let told = super::dates::dates(scope, &second).into_iter().next();
    told.map(super::profile::plainly)
}

/// What is recorded of a venture of somebody's own after a departure: reasons of that kind, and destinations that they
/// founded or are building.
pub(super) fn ventures(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let of_kind = |text: &Text| {
        let mut kinds = scope.query.filters.ventures.iter();
        kinds.all(|kind| text.has_one_of(std::slice::from_ref(kind)))
    };
    let mut statements: Vec<Statement> = scope
        .standing(&exit.departure.destination)
        .into_iter()
        .filter_map(|claim| {
            let text = claim.value.text.as_ref()?;
            let own = super::verify::done(scope, text);
            let phrase = Phrase::predicate(&exit.person.id, text);
            own.then(|| scope.told(claim, phrase))
        })
        .collect();
    if statements.is_empty() {
        let reasons = scope.standing(&exit.departure.reason).into_iter();
        statements.extend(
            reasons
                .filter(|claim| claim.value.categories.iter().any(|it| it == "venture"))
                .filter_map(|claim| {
                    let text = claim.value.text.as_ref().filter(|it| of_kind(it))?;
                    Some(scope.told(claim, Phrase::predicate(&exit.person.id, text)))
                }),
        );
    }
    statements
}

/// Whether it is certain that somebody went on to a venture of their own: no version of where they went that the data prefer
/// says otherwise.
pub(super) fn founded(scope: Scope<'_>, exit: &Exit<'_>) -> bool {
    let standing = scope.standing(&exit.departure.destination);
    let own = |text: &Text| super::verify::done(scope, text);
    let mut ventures = standing
        .iter()
        .filter(|it| it.value.text.as_ref().is_some_and(own))
        .peekable();
    let preferred = standing.iter().any(|it| it.rank == Rank::Preferred);
    ventures.peek().is_none() || !preferred || ventures.any(|it| it.rank == Rank::Preferred)
}

/// Where everybody went, as far as anybody says.
pub(super) fn destinations(scope: Scope<'_>) -> Answer {
    let selection = scope.select(&scope.groups(false));
    let mut statements = Vec::new();
    let mut silent: Vec<&Exit<'_>> = Vec::new();
    for exit in &selection.certain {
        let stated = destinations_of(scope, exit);
        if stated.is_empty() {
            silent.push(exit);
        }
        statements.extend(stated);
    }
    let hidden = statements.len().saturating_sub(MANY);
    statements.truncate(MANY);
    if statements.is_empty() && silent.is_empty() {
        return nobody(scope, &scope.groups(false));
    }
    let names: Vec<Value> = silent
        .iter()
        .take(MANY)
        .map(|exit| Value::Person(exit.person.id.clone()))
        .collect();
    let more = silent.len().saturating_sub(names.len()) + hidden;
    if !names.is_empty() {
        statements.extend(
            scope.derived(
                Phrase::new("destination-unknown")
                    .with("people", Value::List(names))
                    .with("more", more),
                citations(silent.iter().copied().take(MANY)),
            ),
        );
    }
    Answer::of(statements)
}
