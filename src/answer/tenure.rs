//! How long each of those asked about stayed.

use super::lookup::{each, no_departure, not_stated};
use super::phrase::Phrase;
use super::scope::Scope;
use super::statement::{Answer, Statement};
use crate::knowledge::date::PartialDate;
use crate::knowledge::person::Person;

/// When somebody joined and how long they stayed.
pub(super) fn tenure(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return super::about::which_person(scope);
    }
    if scope.query.focus.since_leaving {
        return since_leaving(scope);
    }
    let answer = each(scope, |scope, person| {
        if scope.query.of_leaving
            && let Some(leave) = super::returns::leave(scope, person)
        {
            return Ok(leave);
        }
        let statements = tenures(scope, person);
        if !statements.is_empty() {
            return Ok(statements);
        }
        match scope.exit_of(person) {
            // Until when somebody stayed is known without since when.
            Some(exit) => {
                let mut answer = not_stated(scope, "joining", &exit);
                let ended = super::dates::dates(scope, &exit);
                if !ended.is_empty() {
                    let remark = answer.remark.take();
                    answer = Answer::of(ended);
                    answer.remark = remark;
                }
                Err(answer)
            }
            None => Err(no_departure(scope, person)),
        }
    });
    // Of somebody who was only ever elsewhere it is said first that they were not there.
    let elsewhere = |person: &&Person| {
        let mut there = person.memberships.iter();
        !there.any(|it| it.organisation == scope.query.organisation)
    };
    match scope.people().next().filter(elsewhere) {
        Some(person) if scope.query.organisation_named && !answer.statements.is_empty() => {
            let none = Phrase::new("held-no-post")
                .with("person", &person.id)
                .with("organisation", &scope.query.organisation);
            answer.remarking(none)
        }
        _ => answer,
    }
}

/// How long ago somebody left, on the day of the question.
pub(super) fn since_leaving(scope: Scope<'_>) -> Answer {
    each(scope, |scope, person| {
        let Some(exit) = scope.exit_of(person) else {
            return Err(no_departure(scope, person));
        };
        let today = PartialDate::day(scope.query.today);
        let elapsed = exit.date().and_then(|date| {
            let phrase = Phrase::new("elapsed")
                .with("person", &person.id)
                .with("day", scope.query.today)
                .with(
                    "gap",
                    if scope.query.focus.in_days {
                        super::span::between(date, &today)
                    } else {
                        super::span::roughly(date, &today)
                    },
                );
            scope.derived(phrase, super::scope::citations([&exit]))
        });
        let dates = super::dates::dates(scope, &exit);
        Ok(elapsed.into_iter().chain(dates).collect())
    })
}

pub(super) fn tenures(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    if let Some(noted) = tenure_of_topic(scope, person) {
        return noted;
    }
    let mut statements = Vec::new();
    let asked = scope.membership_of(person).map(|it| &it.organisation);
    for membership in &person.memberships {
        if Some(&membership.organisation) == asked {
            statements.extend(super::joined::belonged(scope, person, membership));
        }
    }
    // How long somebody was away is no question about how long they stayed.
    if let Some(away) = absence(scope, person).filter(|_| scope.query.of_leaving) {
        return vec![away];
    }
    if let Some(exit) = scope.exit_of(person) {
        let notes = super::notes::notes_about(scope, &exit, "tenure");
        // How long somebody was in charge is not how long they stayed.
        let led = scope
            .query
            .claimed
            .deeds
            .iter()
            .any(|it| it.starts_with(LED));
        if led && !notes.is_empty() {
            return notes;
        }
        // Whoever counts the days means the stretch that is known to the day.
        if scope.query.focus.in_days {
            statements.splice(0..0, notes);
        } else {
            statements.extend(notes);
        }
        statements.truncate(3);
    }
    statements
}

/// How long somebody who came back had been away.
fn absence(scope: Scope<'_>, person: &Person) -> Option<Statement> {
    let exits = scope.exits_of(person);
    let (exit, again) = exits
        .iter()
        .find_map(|exit| Some((exit, scope.rejoined(exit).next()?)))?;
    let (left, from) = (exit.date()?, again.from.as_ref()?);
    let phrase = Phrase::new("was-away")
        .with("person", &person.id)
        .with("organisation", &again.organisation)
        .with("left", left)
        .with("from", from)
        .with("gap", super::span::between(left, from));
    let cited = [exit.departure.citations()?, again.citations.clone()];
    scope.derived(phrase, cited)
}

/// How long somebody was in charge of what the question names, if a note says so.
fn tenure_of_topic(scope: Scope<'_>, person: &Person) -> Option<Vec<Statement>> {
    let exit = scope.exit_of(person)?;
    let topics = || {
        let ids = scope.query.topics.iter();
        ids.filter_map(|id| scope.knowledge.topics.get(id))
    };
    let says = |text: &crate::knowledge::text::Text| topics().any(|topic| text.says(&topic.name));
    let mut notes = exit.departure.note.iter();
    let noted = notes
        .any(|claim| claim.value.about.as_deref() == Some("tenure") && says(&claim.value.text));
    noted.then(|| super::notes::notes_about(scope, &exit, "tenure"))
}

/// How the vocabulary's value for leading something begins.
const LED: &str = "led|";
