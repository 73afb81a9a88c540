//! Who went to an organisation.

use std::slice;

use super::destinations::{destinations, returned};
use super::lookup::MANY;
use super::phrase::{Phrase, Value};
use super::query::{Filters, Query};
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Statement};
use crate::knowledge::claim::{Claim, Destination, FactKind};
use crate::knowledge::date::{Containment, days_between};
use crate::knowledge::id::{OrganisationId, PersonId, SourceId};
use crate::knowledge::person::{Person, RoleGroup};
use crate::nlu::temporal::Form;

/// Who went to an organisation, or to each of several; where everybody went if none is named.
pub(super) fn who_went_to(scope: Scope<'_>) -> Answer {
    if let Some(employer) = scope.query.filters.formerly.first() {
        return super::background::came_from(scope, employer);
    }
    if scope.query.filters.returns
        && let Some(answer) = came_back(scope)
    {
        return answer;
    }
    match scope.query.others.as_slice() {
        [] => destinations(scope),
        [target] => went_to(scope, target),
        several => went_to_each(scope, several),
    }
}

/// "Who came back?", "who returned to Alpha?": of an organisation with records of its own.
fn came_back(scope: Scope<'_>) -> Option<Answer> {
    let target = scope.query.others.first();
    let recorded = |id: &&OrganisationId| scope.knowledge.has_members(id);
    let other = target.filter(|it| recorded(it) && !scope.query.organisation_named);
    if let Some(organisation) = other.cloned() {
        let query = Query {
            organisation,
            organisation_named: true,
            others: Vec::new(),
            ..scope.query.clone()
        };
        return Some(returned(scope.asking(&query)));
    }
    let home = target.is_none_or(|it| *it == scope.query.organisation);
    home.then(|| returned(scope))
}

/// "Who went to Alpha or Beta?" is asked of each; to which of them nobody went is said of all of those at once.
fn went_to_each(scope: Scope<'_>, targets: &[OrganisationId]) -> Answer {
    let (mut told, mut nowhere) = (Vec::new(), Vec::new());
    for target in targets {
        let query = Query {
            others: vec![target.clone()],
            ..scope.query.clone()
        };
        let answer = went_to(scope.asking(&query), target);
        if answer.statements.is_empty() {
            nowhere.push(target.clone());
        } else {
            told.push(answer);
        }
    }
    let Some(mut whole) = told.into_iter().reduce(beside) else {
        return went_to_none(scope, &nowhere);
    };
    if !nowhere.is_empty() && whole.remark.is_none() {
        whole.remark = Some(nobody_went_to(scope, &nowhere));
    }
    whole
}

/// Two answers as one, without what both tell.
fn beside(mut first: Answer, second: Answer) -> Answer {
    first.outcome = first.outcome.max(second.outcome);
    first.remark = first.remark.or(second.remark);
    for statement in second.statements {
        if first
            .statements
            .iter()
            .all(|it| it.phrase != statement.phrase)
        {
            first.statements.push(statement);
        }
    }
    first
}

/// That nobody is recorded as having gone to any of these organisations.
fn went_to_none(scope: Scope<'_>, targets: &[OrganisationId]) -> Answer {
    let suggestion =
        Phrase::new("ask-destinations").with("organisation", &scope.query.organisation);
    Answer::declined(DeclineReason::NotStated, nobody_went_to(scope, targets))
        .suggesting(vec![suggestion])
}

/// Whether somebody studied at a place to which nobody went: "who went to Alpha?" is asked of those, unless it names a time.
fn is_where_they_studied(scope: Scope<'_>, target: &OrganisationId) -> bool {
    let filters = &scope.query.filters;
    let bounded = !filters.times.is_empty() || !filters.anchors.is_empty() || filters.company;
    let mut facts = scope.knowledge.people.values().flat_map(|it| &it.facts);
    !bounded
        && facts.any(|claim| {
            claim.value.kind == FactKind::Education && claim.value.organisations.contains(target)
        })
}

fn nobody_went_to(scope: Scope<'_>, targets: &[OrganisationId]) -> Phrase {
    let one_of = targets.iter().map(Value::from).reduce(|first, second| {
        let choice = Phrase::new("one-of").with("first", first);
        Value::Phrase(Box::new(choice.with("second", second)))
    });
    let target = one_of.unwrap_or(Value::List(Vec::new()));
    if scope.query.filters.company {
        let people = scope.query.filters.except_people.iter().map(Value::from);
        return Phrase::new("nobody-went-along")
            .with("people", Value::List(people.collect()))
            .with("organisation", &scope.query.organisation)
            .with("target", target);
    }
    let mut times = scope.query.filters.times.iter();
    let timed = times.any(|it| it.form != Form::Now) || !scope.query.filters.anchors.is_empty();
    // Of those of a list it is said as of one group, and not of everybody under a limit.
    let among = !scope.query.filters.among.is_empty();
    let unlisted = Query {
        filters: Filters {
            among: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let phrase = Phrase::new("nobody-went-to")
        .with("among", if among { "yes" } else { "no" })
        .with("organisation", &scope.query.organisation)
        .with("target", target)
        .with("timed", if timed { "yes" } else { "no" })
        .with("period", super::window::period(scope))
        .with("day", scope.day);
    super::filter::named(phrase, scope.asking(&unlisted), &scope.query.filters.groups)
}

/// Who went to one organisation.
fn went_to(scope: Scope<'_>, target: &OrganisationId) -> Answer {
    // Nobody moves from an organisation to itself: those who came to it left another one.
    let elsewhere = scope.query.organisation == *target;
    let origins = scope.knowledge.organisations.keys();
    // Where no organisation is named, they may come from any; those from the one that is meant stand first.
    let home = |origin: &OrganisationId| *origin == scope.query.organisation;
    let counts = scope.query.resolver == Resolver::Count || scope.query.focus.counts;
    let anywhere = !scope.query.organisation_named && !counts;
    let mut origins: Vec<&OrganisationId> = origins
        .filter(|origin| {
            if anywhere {
                *origin != target
            } else {
                home(origin) != elsewhere
            }
        })
        .collect();
    origins.sort_by_key(|origin| !home(origin));
    let mut statements: Vec<Statement> = origins
        .into_iter()
        .flat_map(|origin| movers(scope, origin, target))
        .collect();
    if !counts {
        statements = super::joined::with_arrivals(scope, target, statements);
    }
    // Where no organisation is named, those count who went there from another one.
    if statements.is_empty() && !scope.query.organisation_named {
        let origins = scope.knowledge.organisations.keys();
        statements = origins
            .filter(|origin| *origin != target)
            .flat_map(|origin| movers(scope, origin, target))
            .collect();
    }
    if scope.query.filters.returns {
        back_there(scope, target, &mut statements);
    }
    statements.truncate(MANY);
    if scope.query.focus.present
        || scope
            .query
            .filters
            .times
            .iter()
            .any(|it| it.form == Form::Now)
    {
        statements = with_moves_on(scope, target, statements);
    }
    if scope.query.resolver == Resolver::Count || scope.query.focus.counts {
        let headline = count_of(scope, target, &statements);
        statements.splice(0..0, headline);
    }
    let moved = statements.len();
    // How many left an organisation with records of its own is not how many came to it.
    if moved == 0 || !scope.knowledge.has_members(target) {
        statements.extend(super::organisations::numbers_who_went(scope, target, moved));
    }
    if statements.is_empty() && is_where_they_studied(scope, target) {
        return super::background::came_from(scope, target);
    }
    if statements.is_empty() {
        return went_to_none(scope, slice::from_ref(target));
    }
    let verdict = number_claimed(scope, target, &statements, moved)
        .or_else(|| all_claimed(scope, target, &statements));
    let mut answer = Answer::of(statements);
    // What is told of a number of people is no answer on the group that was asked about; staff are not told from the
    // others there.
    let apart = scope
        .query
        .filters
        .groups
        .iter()
        .any(|it| *it != RoleGroup::Staff);
    if moved == 0 && apart {
        answer.remark = Some(nobody_went_to(scope, slice::from_ref(target)));
    } else if let Some(verdict) = verdict {
        answer.remark = Some(Phrase::new("verdict").with("verdict", verdict));
    }
    answer
}

/// Whether all who left went to an organisation, where the question asks so: not if somebody else went elsewhere.
fn all_claimed(
    scope: Scope<'_>,
    target: &OrganisationId,
    moves: &[Statement],
) -> Option<&'static str> {
    let query = scope.query;
    if !(query.all && query.polar && query.people.is_empty()) {
        return None;
    }
    let moved: Vec<&Value> = moves.iter().flat_map(|it| people_in(&it.phrase)).collect();
    let elsewhere = |exit: &crate::knowledge::Exit<'_>| {
        let mut places = scope.standing(&exit.departure.destination).into_iter();
        let went = places.any(|it| {
            it.value
                .organisation
                .as_ref()
                .is_some_and(|to| to != target)
        });
        went && !moved.contains(&&Value::Person(exit.person.id.clone()))
    };
    let exits = scope.exits(&scope.groups(false));
    exits.iter().any(elsewhere).then_some("contradicted")
}

/// Leaves of the moves to an organisation those of people who had been there before, where anybody had: only they went back.
fn back_there(scope: Scope<'_>, target: &OrganisationId, moves: &mut Vec<Statement>) {
    let was_there = |told: &Statement| {
        people_in(&told.phrase).into_iter().any(|it| match it {
            Value::Person(id) => scope.knowledge.people.get(id).is_some_and(|person| {
                let mut facts = scope.standing(&person.facts).into_iter();
                facts.any(|it| it.value.kind.is_origin() && it.value.organisations.contains(target))
            }),
            _ => false,
        })
    };
    if moves.iter().any(was_there) {
        moves.retain(was_there);
    }
}

/// The moves to an organisation, those behind the others who have gone on from there, with where to: of who is there now,
/// they are the ones who are not.
fn with_moves_on(
    scope: Scope<'_>,
    target: &OrganisationId,
    moves: Vec<Statement>,
) -> Vec<Statement> {
    let mut gone: Vec<Statement> = Vec::new();
    let mut there = Vec::new();
    for told in moves {
        let person = people_in(&told.phrase).into_iter().find_map(|it| match it {
            Value::Person(id) => scope.knowledge.people.get(id),
            _ => None,
        });
        let onwards = person
            .into_iter()
            .flat_map(|person| moved_on(scope, target, person))
            .collect::<Vec<_>>();
        if onwards.is_empty() {
            there.push(told);
        } else {
            let named: Vec<Value> = people_in(&told.phrase).into_iter().cloned().collect();
            if !gone.contains(&told) {
                gone.push(told);
            }
            let cited = onwards.iter().map(|it| it.citations.clone());
            let phrase = Phrase::new("since-gone-from")
                .with("people", Value::List(named))
                .with("organisation", target);
            gone.extend(scope.derived(phrase, cited));
            gone.extend(onwards);
        }
    }
    there.extend(gone);
    there
}

/// Where somebody went after an organisation to which they had gone.
fn moved_on(scope: Scope<'_>, target: &OrganisationId, person: &Person) -> Vec<Statement> {
    scope
        .knowledge
        .exits_of(person)
        .flat_map(|exit| {
            let claims = scope.standing(&exit.departure.destination);
            let went = |it: &&Claim<_>| goes_to(it, target);
            let last = claims.iter().rposition(went);
            let behind = last.map_or(claims.len(), |at| at + 1);
            claims
                .into_iter()
                .skip(behind)
                .filter_map(|claim| {
                    let text = claim.value.text.as_ref()?;
                    claim.value.organisation.as_ref()?;
                    let phrase = Phrase::predicate(&exit.person.id, text);
                    Some(scope.told(claim, phrase))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a move is told of together with that of the people whose company is asked for; always if none is. Two who
/// went to one place at about the same time need not have gone together.
fn goes_along(scope: Scope<'_>, claim: &Claim<Destination>) -> bool {
    let people = &scope.query.filters.except_people;
    let mut exits = people
        .iter()
        .filter_map(|id| scope.knowledge.people.get(id))
        .flat_map(|person| scope.knowledge.exits_of(person));
    let told = |source: &SourceId| claim.citations.iter().any(|it| it.source == *source);
    !scope.query.filters.company
        || exits.any(|exit| {
            let mut moves = exit.departure.destination.iter();
            moves.any(|other| {
                other.value.organisation == claim.value.organisation
                    && other.citations.iter().any(|it| told(&it.source))
            })
        })
}

/// Whether a destination is the organisation.
fn goes_to(claim: &Claim<Destination>, target: &OrganisationId) -> bool {
    claim.value.organisation.as_ref() == Some(target)
}

/// How many people are recorded by name as having gone to an organisation.
fn count_of(scope: Scope<'_>, target: &OrganisationId, moves: &[Statement]) -> Option<Statement> {
    let mut people: Vec<&Value> = moves.iter().flat_map(|it| people_in(&it.phrase)).collect();
    people.dedup();
    let phrase = Phrase::new("count-went-to");
    let phrase = super::filter::named(phrase, scope, &scope.query.filters.groups)
        .with("organisation", &scope.query.organisation)
        .with("target", target)
        .with("count", people.len());
    scope.derived(
        phrase,
        moves.iter().map(|it| it.citations.clone().at_most(1)),
    )
}

/// What becomes of a claim on how many went to an organisation: against those who are recorded by name, else against what
/// is told of a number. More may have gone than are recorded.
fn number_claimed(
    scope: Scope<'_>,
    target: &OrganisationId,
    told: &[Statement],
    moved: usize,
) -> Option<&'static str> {
    let ([claimed], true) = (scope.query.filters.numbers.as_slice(), scope.query.polar) else {
        return None;
    };
    let mut people: Vec<&Value> = told
        .iter()
        .take(moved)
        .flat_map(|it| people_in(&it.phrase))
        .collect();
    people.dedup();
    let known = match people.len() {
        0 => super::organisations::number_of(scope, target)?,
        many => i64::try_from(many).ok()?,
    };
    match claimed.cmp(&known) {
        std::cmp::Ordering::Equal => Some("supported"),
        std::cmp::Ordering::Less => Some("more"),
        std::cmp::Ordering::Greater => Some("unknown"),
    }
}

/// The person of a predicate, also within an attribution.
pub(super) fn people_in(phrase: &Phrase) -> Vec<&Value> {
    phrase
        .values
        .iter()
        .flat_map(|(name, value)| match value {
            Value::Phrase(inner) => people_in(inner),
            Value::Person(_) if *name == "person" => vec![value],
            _ => Vec::new(),
        })
        .collect()
}

/// What is claimed of departures from one organisation to another, under the question's filters but where from.
pub(super) fn movers(
    scope: Scope<'_>,
    origin: &OrganisationId,
    target: &OrganisationId,
) -> Vec<Statement> {
    let query = Query {
        organisation: origin.clone(),
        filters: Filters {
            formerly: Vec::new(),
            ..scope.query.filters.clone()
        },
        ..scope.query.clone()
    };
    let there = scope.asking(&query);
    let mut statements = Vec::new();
    let mut exits = there.exits(&there.groups(false));
    exits.retain(|exit| there.in_time(exit) != Containment::Outside);
    // Beside somebody who went there, those come first who left at about the same time.
    let left = |id: &PersonId| {
        let exit = scope.exit_of(scope.knowledge.people.get(id)?)?;
        Some(exit.date()?.earliest())
    };
    if let [Some(beside)] = scope
        .query
        .filters
        .except_people
        .iter()
        .map(left)
        .collect::<Vec<_>>()[..]
    {
        exits.sort_by_key(|exit| {
            let gap = exit
                .date()
                .map(|date| days_between(beside, date.earliest()));
            gap.map_or(i32::MAX, i32::abs)
        });
    }
    for exit in exits {
        for claim in there.standing(&exit.departure.destination) {
            let (Some(to), Some(text)) = (&claim.value.organisation, &claim.value.text) else {
                continue;
            };
            if to == target && goes_along(scope, claim) {
                let phrase = Phrase::predicate(&exit.person.id, text);
                statements.push(there.told(claim, phrase));
            }
        }
    }
    statements
}
