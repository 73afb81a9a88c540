//! Why people left: of one, what they and others say of it; of several, how many gave a reason at all.

use super::dates::dates;
use super::destinations::{destinations_of, rejoined};
use super::list;
use super::lookup::{MANY, each_departure, not_stated};
use super::phrase::{Phrase, Value};
use super::scope::{Scope, citations};
use super::speech::quoted;
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, MannerKind, Reason, Voice};
use crate::knowledge::person::RoleGroup;

/// Why somebody left; without a person, why people leave.
pub(super) fn why(scope: Scope<'_>) -> Answer {
    let by = scope.query.claimed.blamed.as_ref();
    if let Some(by) = by.and_then(|id| scope.knowledge.people.get(id)) {
        return super::blamed::blamed(scope, by);
    }
    // "Co-founders of somebody's company resigned: why?" names the somebody only to name the company.
    let by_the_way = !scope.query.filters.groups.is_empty()
        && scope.people().all(|it| scope.exit_of(it).is_none());
    if scope.query.people.is_empty() || by_the_way {
        return why_in_general(scope);
    }
    if let Some(elsewhere) = gone_nowhere_there(scope) {
        return elsewhere;
    }
    each_departure(scope, scope.people(), "reason", |exit| {
        let mut statements = reasons(scope, exit);
        // Where nobody says why, that somebody died or retired is the reason.
        if statements.is_empty() {
            statements = ended(scope, exit);
        }
        // "What happened to her?" asks for more than the reason.
        if scope.query.focus.story {
            statements.splice(0..0, dates(scope, exit).into_iter().take(1));
            statements.extend(destinations_of(scope, exit));
            statements.extend(rejoined(scope, exit));
            return statements;
        }
        // "Why did she go to …?" also asks whether she did.
        if !statements.is_empty() && !scope.query.others.is_empty() {
            statements.extend(destinations_of(scope, exit));
        }
        statements
    })
}

/// That somebody died or retired, or went on leave as is told of it, with the date.
fn ended(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let best = scope.best(&exit.departure.manner).map(|it| it.value.kind);
    let manner = super::manners::manners_of(scope, exit);
    let ends = match best {
        Some(MannerKind::Died | MannerKind::Retired) => true,
        // What is said of a leave may say what it is for.
        Some(MannerKind::OnLeave) => !manner.is_empty(),
        _ => false,
    };
    if !ends {
        return Vec::new();
    }
    let date = dates(scope, exit).into_iter().take(1);
    manner.into_iter().chain(date).collect()
}

/// "Why did she join Beta?" of one of whom no source says that they went there: that no such destination is recorded.
fn gone_nowhere_there(scope: Scope<'_>) -> Option<Answer> {
    let towards = &scope.query.filters.towards;
    let [person] = scope.people().collect::<Vec<_>>()[..] else {
        return None;
    };
    let exit = scope.exit_of(person)?;
    let gone = scope.standing(&exit.departure.destination);
    let there = gone.iter().any(|claim| {
        let place = claim.value.organisation.as_ref();
        place.is_some_and(|it| towards.contains(it))
    });
    if towards.is_empty() || there {
        return None;
    }
    let told = destinations_of(scope, &exit);
    if told.is_empty() {
        return Some(not_stated(scope, "destination", &exit));
    }
    let remark = Phrase::new("verdict").with("verdict", "unrecorded");
    Some(Answer::of(told).remarking(remark))
}

/// What the person and others say of the reason, the person first.
pub(super) fn reasons(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
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
            (Some(text), Voice::Own) => {
                own.push(scope.told(claim, Phrase::predicate(person, text)));
            }
            (Some(text), Voice::Report) => {
                reports.push(scope.reported(claim, Phrase::sentence(text)));
                reports.extend(scope.because(claim, "remark-on-report"));
            }
        }
    }
    own.extend(reports);
    own.extend(super::waves::causes(scope, std::slice::from_ref(exit)));
    own
}

/// The reasons that the person gave and that the question speaks of, by its kind or in its words: they are what was said
/// as well.
pub(super) fn told(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let given = own(scope, exit);
    let meant = given.filter(|(claim, statement)| {
        let mut kinds = claim.value.categories.iter();
        let of_kind = kinds.any(|kind| scope.query.filters.reasons.contains(kind));
        of_kind || super::found::holds_words(scope, statement)
    });
    meant.map(|(_, statement)| statement).collect()
}

/// What the person or others say of the reasons of the kinds that the question names.
pub(super) fn of_the_kind(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let standing = scope.standing(&exit.departure.reason).into_iter();
    standing
        .filter(|claim| {
            let mut kinds = claim.value.categories.iter();
            kinds.any(|kind| scope.query.filters.reasons.contains(kind))
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

/// The reasons that the person gave, in whatever words.
pub(super) fn given_by(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    own(scope, exit).map(|(_, statement)| statement).collect()
}

/// The reasons of somebody's own that have a text, and how they are told.
fn own<'a>(
    scope: Scope<'a>,
    exit: &Exit<'a>,
) -> impl Iterator<Item = (&'a Claim<Reason>, Statement)> {
    let person = &exit.person.id;
    let claims = scope.standing(&exit.departure.reason).into_iter();
    claims.filter_map(move |claim| {
        let text = claim.value.text.as_ref()?;
        let statement = scope.told(claim, Phrase::predicate(person, text));
        (claim.value.voice == Voice::Own).then_some((claim, statement))
    })
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

/// Of those who left: how many gave a reason and which, who gave none, and what is reported of some.
fn why_in_general(scope: Scope<'_>) -> Answer {
    if let Some(answer) = super::causes::put_forward(scope) {
        return answer;
    }
    let selection = scope.select(&scope.groups(false));
    let exits = if selection.certain.is_empty() {
        selection.possible
    } else {
        selection.certain
    };
    if exits.is_empty() {
        return list::nobody(scope, &scope.groups(false));
    }
    let mut exits = exits;
    exits.sort_by_key(|exit| !exit.membership.groups.contains(&RoleGroup::Founder));
    let mut stated: Vec<Statement> = Vec::new();
    let mut silent: Vec<&Exit<'_>> = Vec::new();
    for exit in &exits {
        match given(scope, exit) {
            Some(reason) => stated.push(reason),
            None => silent.push(exit),
        }
    }
    let told: Vec<(&Exit<'_>, Vec<Statement>)> = exits
        .iter()
        .map(|exit| (exit, reported(scope, exit)))
        .filter(|(_, told)| !told.is_empty())
        .collect();
    // Of those who left for the reason that the question names, it is told what each said or others report.
    if !scope.query.filters.reasons.is_empty() {
        let reports = told.into_iter().flat_map(|(_, told)| told);
        let all = stated.into_iter().chain(reports).take(MANY).collect();
        let answer = Answer::of(all);
        if scope.query.polar {
            return answer.remarking(Phrase::new("verdict").with("verdict", "supported"));
        }
        return answer;
    }
    // Of those who gave a reason nothing is told of others than the few who were asked about with them.
    if scope.query.focus.given_only && !stated.is_empty() {
        stated.truncate(MANY);
        let few = silent.len() <= MANY;
        stated.extend(few.then(|| gave_none(scope, &silent)).flatten());
        return Answer::of(stated);
    }
    let first = scope.derived(
        Phrase::new("no-single-cause")
            .with("reported", told.len())
            .with("organisation", &scope.query.organisation)
            .with("stated", stated.len())
            .with("silent", silent.len())
            .with("total", list::people(&exits).len()),
        citations(&exits).take(3),
    );
    // Where nobody gave a reason, what others report comes first, and only the rest are left without any.
    if stated.is_empty() && !told.is_empty() {
        let of_others = |exit: &&&Exit<'_>| {
            let mut told = told.iter();
            told.any(|(it, _)| it.person.id == exit.person.id)
        };
        let rest = silent.iter().filter(|exit| !of_others(exit));
        let rest: Vec<&Exit<'_>> = rest.copied().collect();
        let none = gave_none(scope, &rest);
        let reports = told.into_iter().flat_map(|(_, told)| told).take(MANY);
        let waves = super::waves::causes(scope, &exits);
        let told = first.into_iter().chain(waves).chain(reports);
        return Answer::of(told.chain(none).collect());
    }
    let causes = super::causes::of_the_time(scope);
    // Of more people than can be named the reasons of some stand for all, and what was put forward for many.
    if list::people(&exits).len() > MANY && scope.windows().is_empty() {
        stated.truncate(EXAMPLES);
        return Answer::of(first.into_iter().chain(stated).chain(causes).collect());
    }
    let reports = told.into_iter().flat_map(|(_, told)| told).take(3);
    Answer::of(
        first
            .into_iter()
            .chain(causes)
            .chain(stated.into_iter().take(MANY))
            .chain(gave_none(scope, &silent))
            .chain(reports)
            .collect(),
    )
}

/// So many people's own reasons stand for all where many left.
const EXAMPLES: usize = 3;

/// Whether a reason is of a kind that the question names, if it names any.
fn is_asked(scope: Scope<'_>, reason: &Reason) -> bool {
    let wanted = &scope.query.filters.reasons;
    wanted.is_empty() || reason.categories.iter().any(|it| wanted.contains(it))
}

/// The first reason that somebody gave.
fn given(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    scope
        .standing(&exit.departure.reason)
        .into_iter()
        .filter(|claim| claim.value.voice == Voice::Own && is_asked(scope, &claim.value))
        .find_map(|claim| {
            let text = claim.value.text.as_ref()?;
            Some(scope.told(claim, Phrase::predicate(&exit.person.id, text)))
        })
}

/// What others report of somebody's reason.
fn reported(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    scope
        .standing(&exit.departure.reason)
        .into_iter()
        .filter(|claim| claim.value.voice == Voice::Report && is_asked(scope, &claim.value))
        .filter_map(|claim| {
            let text = claim.value.text.as_ref()?;
            Some(scope.reported(claim, Phrase::sentence(text)))
        })
        .collect()
}

/// Who gave no reason.
fn gave_none(scope: Scope<'_>, silent: &[&Exit<'_>]) -> Option<Statement> {
    // Whoever left more than once is named once.
    let mut people: Vec<&crate::knowledge::id::PersonId> = Vec::new();
    for exit in silent {
        if !people.contains(&&exit.person.id) {
            people.push(&exit.person.id);
        }
    }
    let names = people.iter().take(MANY);
    let names: Vec<Value> = names.map(|id| Value::Person((*id).clone())).collect();
    if names.is_empty() {
        return None;
    }
    let unnamed = people.len().saturating_sub(names.len());
    scope.derived(
        Phrase::new("gave-no-reason")
            .with("people", Value::List(names))
            .with("more", unnamed),
        citations(silent.iter().copied()).take(MANY),
    )
}

/// Of whom among those who gave no reason of their own others name one.
pub(super) fn named_by_others(scope: Scope<'_>, exits: &[Exit<'_>]) -> Option<Statement> {
    let reported = |exit: &&Exit<'_>| {
        let standing = scope.standing(&exit.departure.reason).into_iter();
        let told = standing.filter(|it| it.value.voice == Voice::Report && it.value.text.is_some());
        told.map(|it| it.citations.clone()).next()
    };
    let named: Vec<&Exit<'_>> = exits.iter().filter(|it| reported(it).is_some()).collect();
    let people = named.iter().map(|it| Value::Person(it.person.id.clone()));
    let phrase = Phrase::new("reason-by-others").with("people", Value::List(people.collect()));
    let cited = named.iter().copied().filter_map(|it| reported(&it));
    (!named.is_empty()).then(|| scope.derived(phrase, cited))?
}
