//! Looking something up for each person that a question names: what is told of one, what is declined of another, and what
//! is known instead.

use super::dates::dates;
use super::phrase::{Phrase, Value};
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Kind, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::person::Person;

/// So many names stand in one statement at most.
pub(super) const MANY: usize = 12;

/// So many statements of one kind stand in an answer at most.
pub(super) const FEW: usize = 6;

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

/// Answers from the departure of each of several people: declined where none is recorded, or nothing of the fact asked about.
pub(super) fn each_departure<'a>(
    scope: Scope<'a>,
    people: impl Iterator<Item = &'a Person>,
    fact: &'static str,
    look_up: impl Fn(&Exit<'a>) -> Vec<Statement>,
) -> Answer {
    each_of(scope, people, |scope, person| {
        let exits = scope.exits_of(person);
        let Some(last) = exits.last() else {
            return Err(no_departure(scope, person));
        };
        // Of several departures each is told with its date, so that it is plain which one is meant.
        let told: Vec<Statement> = exits
            .iter()
            .flat_map(|exit| {
                let found = look_up(exit);
                let named = exits.len() > 1 && !found.is_empty();
                let date = named.then(|| dates(scope, exit).into_iter().next());
                date.flatten().into_iter().chain(found)
            })
            .collect();
        if told.is_empty() {
            return Err(not_stated(scope, fact, last));
        }
        Ok(told)
    })
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

/// No words of somebody's own on leaving are recorded. Whoever announced the departure in public did speak of it, unless
/// the sources show that nothing was said.
pub(super) fn unworded(scope: Scope<'_>, exit: &Exit<'_>) -> Answer {
    let departure = exit.departure;
    let silent = departure.statement.iter().any(|it| it.value.text.is_none());
    let announced: Vec<Statement> = dates(scope, exit)
        .into_iter()
        .filter(|_| !silent && scope.best(&departure.announced).is_some())
        .take(2)
        .collect();
    if announced.is_empty() {
        return not_stated(scope, "statement", exit);
    }
    let remark = Phrase::new("words-not-recorded").with("person", &exit.person.id);
    Answer::of(announced).remarking(remark)
}

/// The person is known, and no departure from the organisation meant is recorded; says what is known instead.
pub(super) fn no_departure(scope: Scope<'_>, person: &Person) -> Answer {
    let organisation = &scope.query.organisation;
    let remark = Phrase::new("no-departure")
        .with("person", &person.id)
        .with("organisation", organisation)
        .with("day", scope.day);
    let begun = || {
        let memberships = person.memberships.iter();
        memberships.filter(|it| it.begun_by(scope.day))
    };
    let belongs = begun()
        .rfind(|membership| membership.organisation == *organisation)
        .or_else(|| begun().next_back());
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
