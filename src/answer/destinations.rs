//! Where people went, and who went to an organisation.

use super::dates::back;
use super::list::nobody;
use super::lookup::{MANY, each_departure};
use super::phrase::{Phrase, Value};
use super::scope::{Scope, citations};
use super::statement::{Answer, DeclineReason, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Rank, Voice};
use crate::knowledge::date::{Containment, days_between};
use crate::knowledge::id::{OrganisationId, PersonId};
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
        let plans = exit.map_or_else(Vec::new, |exit| plans(scope, &exit));
        if !plans.is_empty() {
            return Answer::of(plans).remarking(remark.clone());
        }
    }
    if scope.query.onwards && !answer.statements.is_empty() {
        return answer.remarking(Phrase::new("nothing-further"));
    }
    answer
}

fn destinations_of_all(scope: Scope<'_>) -> Answer {
    each_departure(scope, scope.people(), "destination", |exit| {
        let mut stated = destinations_of(scope, exit);
        // Before the place where somebody is come those from which they went there, and the one that they left.
        if scope.query.earlier {
            let mut before = earlier(scope, exit);
            before.extend(super::dates::dates(scope, exit).into_iter().take(1));
            return before;
        }
        // Where somebody is now is where they went last.
        if scope.query.times.iter().any(|time| time.form == Form::Now) {
            stated.reverse();
        }
        stated
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
            let phrase = Phrase::predicate(&exit.person.id, text);
            Some(scope.told(claim, phrase))
        })
        .collect()
}

/// The kinds of reasons that say what somebody wanted to do next.
const PLANS: [&str; 3] = ["venture", "research", "rest"];

/// What somebody said on leaving that they would do.
fn plans(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let standing = scope.standing(&exit.departure.reason).into_iter();
    let own = standing.filter(|claim| claim.value.voice == Voice::Own);
    own.filter(|claim| {
        let mut kinds = claim.value.categories.iter();
        kinds.any(|it| PLANS.contains(&it.as_str()))
    })
    .filter_map(|claim| {
        let text = claim.value.text.as_ref()?;
        Some(scope.told(claim, Phrase::predicate(&exit.person.id, text)))
    })
    .collect()
}

/// Where a person was between their departure and the place where they went last.
fn earlier(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let claims = || {
        let mut all = exit.departure.destination.iter();
        std::iter::from_fn(move || all.next())
            .filter(|claim| claim.rank != Rank::Refuted && claim.known_on(scope.day))
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

/// Who went to an organisation.
pub(super) fn who_went_to(scope: Scope<'_>) -> Answer {
    if let Some(employer) = scope.query.formerly.first() {
        return super::profile::came_from(scope, employer);
    }
    // "Who came back?", "who returned to Alpha?"
    let recorded = |id: &OrganisationId| scope.knowledge.has_members(id);
    if scope.query.returns {
        let target = scope.query.others.first();
        let home = target.is_none_or(|it| *it == scope.query.organisation);
        let other = target.filter(|it| recorded(it) && !scope.query.organisation_named);
        if let Some(organisation) = other.cloned() {
            let query = super::query::Query {
                organisation,
                organisation_named: true,
                others: Vec::new(),
                ..scope.query.clone()
            };
            return returned(scope.asking(&query));
        }
        if home {
            return returned(scope);
        }
    }
    let Some(target) = scope.query.others.first() else {
        return destinations(scope);
    };
    if scope.query.alternatives && scope.query.others.len() > 1 {
        return went_to_one_of(scope);
    }
    // Nobody moves from an organisation to itself: those who came to it left another one.
    let elsewhere = scope.query.organisation == *target;
    let origins = scope.knowledge.organisations.keys();
    let mut statements: Vec<Statement> = origins
        .filter(|origin| (**origin != scope.query.organisation) == elsewhere)
        .flat_map(|origin| movers(scope, origin, target))
        .collect();
    // Where no organisation is named, those count who went there from another one.
    if statements.is_empty() && !scope.query.organisation_named {
        let origins = scope.knowledge.organisations.keys();
        statements = origins
            .filter(|origin| *origin != target)
            .flat_map(|origin| movers(scope, origin, target))
            .collect();
    }
    statements.truncate(MANY);
    if scope.query.present || scope.query.times.iter().any(|it| it.form == Form::Now) {
        statements = with_moves_on(scope, target, statements);
    }
    if scope.query.resolver == super::resolver::Resolver::Count || scope.query.counts {
        let headline = count_of(scope, target, &statements);
        statements.splice(0..0, headline);
    }
    let moved = statements.len();
    // How many left an organisation with records of its own is not how many came to it.
    if moved == 0 || !recorded(target) {
        statements.extend(super::organisations::about_organisation(
            scope, target, moved,
        ));
    }
    let mut times = scope.query.times.iter();
    let timed = times.any(|it| it.form != Form::Now) || !scope.query.anchors.is_empty();
    let none = || {
        if scope.query.company {
            let people = scope.query.except_people.iter().map(Value::from);
            return Phrase::new("nobody-went-along")
                .with("people", Value::List(people.collect()))
                .with("organisation", &scope.query.organisation)
                .with("target", target);
        }
        let phrase = Phrase::new("nobody-went-to")
            .with("organisation", &scope.query.organisation)
            .with("target", target)
            .with("timed", if timed { "yes" } else { "no" })
            .with("period", super::window::period(scope))
            .with("day", scope.day);
        super::filter::named(phrase, scope, &scope.query.groups)
    };
    if statements.is_empty() {
        return Answer::declined(DeclineReason::NotStated, none()).suggesting(vec![
            Phrase::new("ask-destinations").with("organisation", &scope.query.organisation),
        ]);
    }
    let verdict = number_claimed(scope, target, &statements, moved);
    let mut answer = Answer::of(statements);
    // What is told of a number of people is no answer on the group that was asked about.
    if moved == 0 && !scope.query.groups.is_empty() {
        answer.remark = Some(none());
    } else if let Some(verdict) = verdict {
        answer.remark = Some(Phrase::new("verdict").with("verdict", verdict));
    }
    answer
}

/// "Who went to Alpha or Beta?" is asked of each; that nobody went to one of them is said beside the others.
fn went_to_one_of(scope: Scope<'_>) -> Answer {
    let each = scope.query.others.iter().map(|target| {
        let query = super::query::Query {
            others: vec![target.clone()],
            alternatives: false,
            ..scope.query.clone()
        };
        who_went_to(scope.asking(&query))
    });
    let mut answers = each.into_iter();
    let Some(mut whole) = answers.next() else {
        return destinations(scope);
    };
    for next in answers {
        match (whole.statements.is_empty(), next.statements.is_empty()) {
            (true, false) => {
                let remark = whole.remark.take();
                whole = next;
                whole.remark = whole.remark.or(remark);
            }
            (false, true) => whole.remark = whole.remark.or(next.remark),
            (false, false) => {
                whole.outcome = whole.outcome.max(next.outcome);
                for statement in next.statements {
                    if whole
                        .statements
                        .iter()
                        .all(|it| it.phrase != statement.phrase)
                    {
                        whole.statements.push(statement);
                    }
                }
            }
            (true, true) => {}
        }
    }
    whole
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
fn moved_on(
    scope: Scope<'_>,
    target: &OrganisationId,
    person: &crate::knowledge::person::Person,
) -> Vec<Statement> {
    scope
        .knowledge
        .exits_of(person)
        .flat_map(|exit| {
            let claims = scope.standing(&exit.departure.destination);
            let went = |it: &&crate::knowledge::claim::Claim<_>| goes_to(it, target);
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
fn goes_along(
    scope: Scope<'_>,
    claim: &crate::knowledge::claim::Claim<crate::knowledge::claim::Destination>,
) -> bool {
    let people = &scope.query.except_people;
    let mut exits = people
        .iter()
        .filter_map(|id| scope.knowledge.people.get(id))
        .flat_map(|person| scope.knowledge.exits_of(person));
    let told = |source: &crate::knowledge::id::SourceId| {
        claim.citations.iter().any(|it| it.source == *source)
    };
    !scope.query.company
        || exits.any(|exit| {
            let mut moves = exit.departure.destination.iter();
            moves.any(|other| {
                other.value.organisation == claim.value.organisation
                    && other.citations.iter().any(|it| told(&it.source))
            })
        })
}

/// Whether a destination is the organisation.
fn goes_to(
    claim: &crate::knowledge::claim::Claim<crate::knowledge::claim::Destination>,
    target: &OrganisationId,
) -> bool {
    claim.value.organisation.as_ref() == Some(target)
}

/// Who left and has belonged to the organisation again since.
pub(super) fn returned(scope: Scope<'_>) -> Answer {
    let organisation = &scope.query.organisation;
    let back: Vec<Statement> = scope
        .exits(&scope.groups(false))
        .into_iter()
        .filter_map(|exit| rejoined(scope, &exit))
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

/// How many people are recorded by name as having gone to an organisation.
fn count_of(scope: Scope<'_>, target: &OrganisationId, moves: &[Statement]) -> Option<Statement> {
    let mut people: Vec<&Value> = moves.iter().flat_map(|it| people_in(&it.phrase)).collect();
    people.dedup();
    let phrase = Phrase::new("count-went-to")
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
    let ([claimed], true) = (scope.query.numbers.as_slice(), scope.query.polar) else {
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
fn people_in(phrase: &Phrase) -> Vec<&Value> {
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
    let query = super::query::Query {
        organisation: origin.clone(),
        formerly: Vec::new(),
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

/// What is recorded of a venture of somebody's own after a departure: reasons of that kind, and destinations that they
/// founded or are building.
pub(super) fn ventures(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let of_kind = |text: &Text| {
        let mut kinds = scope.query.ventures.iter();
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
