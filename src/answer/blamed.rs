//! Whether recorded reasons for leaving name somebody: "did they leave because of Alpha?"

use super::lookup::FEW;
use super::phrase::{Phrase, Value};
use super::query::{Claimed, Query};
use super::reasons;
use super::scope::{Scope, citations};
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::Voice;
use crate::knowledge::person::Person;

/// The recorded reasons that name somebody, of the people asked about or of all who left; where none does, that none does.
pub(super) fn blamed(scope: Scope<'_>, by: &Person) -> Answer {
    let open = scope.query.people.is_empty();
    let exits: Vec<Exit<'_>> = if open {
        scope.select(&scope.groups(false)).certain
    } else {
        let people = scope.people();
        people.filter_map(|person| scope.exit_of(person)).collect()
    };
    let mut named: Vec<Value> = Vec::new();
    let mut own = 0_usize;
    let mut told: Vec<Statement> = Vec::new();
    for exit in &exits {
        let person = Value::Person(exit.person.id.clone());
        for claim in scope.standing(&exit.departure.reason) {
            let Some(text) = claim.value.text.as_ref().filter(|it| it.says(&by.name)) else {
                continue;
            };
            if claim.value.voice == Voice::Own {
                own += 1;
                told.push(scope.told(claim, Phrase::predicate(&exit.person.id, text)));
            } else {
                told.push(scope.reported(claim, Phrase::sentence(text)));
                told.extend(scope.because(claim, "remark-on-report"));
            }
            if !named.contains(&person) {
                named.push(person.clone());
            }
        }
    }
    let nobody = named.is_empty();
    let verdict = if nobody {
        Phrase::new("blames-nobody").with("total", exits.len())
    } else {
        Phrase::new("blames")
            .with("own", own)
            .with("people", Value::List(named))
    };
    let verdict = verdict
        .with("person", &by.id)
        .with("organisation", &scope.query.organisation);
    let mut statements: Vec<Statement> = scope
        .derived(verdict, citations(&exits).take(FEW))
        .into_iter()
        .chain(told)
        .collect();
    // What is recorded instead is to the point where one departure is asked about.
    if nobody && !open {
        let query = Query {
            claimed: Claimed {
                blamed: None,
                ..scope.query.claimed.clone()
            },
            ..scope.query.clone()
        };
        statements.extend(reasons::why(scope.asking(&query)).statements);
    }
    Answer::of(statements)
}
