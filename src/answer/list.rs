//! Lists of people: who left, who went where, who remains, who belongs to a group, the timeline, the state of things.

use super::lookup::{FEW, MANY, dates, destinations_of, manners_of};
use super::phrase::{Phrase, Value};
use super::scope::{Scope, Selection, citations, dated, moment};
use super::statement::{Answer, DeclineReason, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::MannerKind;
use crate::knowledge::date::Containment;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::nlu::temporal::{Form, Interval, Relation};

/// Who left.
pub(super) fn who_left(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    let groups = scope.groups(false);
    let selection = scope.select(&groups);
    if selection.certain.is_empty() && selection.possible.is_empty() {
        return nobody(scope, &groups);
    }
    let mut statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    statements.extend(by_group(scope, &groups, &selection.certain));
    statements.extend(returned(scope, &selection));
    statements.extend(perhaps(scope, &selection));
    statements.extend(by_other_calendars(scope, &groups));
    Answer::of(statements)
}

/// "7 of 12 co-founders left xAI in 2025."
pub(super) fn headline(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    selection: &Selection<'_>,
) -> Option<Statement> {
    let group = scope.named_group(groups);
    let phrase = Phrase::new("count-left")
        .with("organisation", &scope.query.organisation)
        .with("count", people(&selection.certain).len())
        .with("period", period(scope));
    let filtered = !scope.query.reasons.is_empty()
        || !scope.query.formerly.is_empty()
        || scope
            .query
            .manners
            .iter()
            .any(|it| *it != MannerKind::Resigned);
    let (phrase, whole) = match group {
        Some(group) if !filtered && scope.query.except_people.is_empty() => {
            let size = scope
                .knowledge
                .members(&scope.query.organisation, Some(group.role))
                .map(|(person, _)| &person.id)
                .collect::<std::collections::BTreeSet<_>>()
                .len();
            let counting: Vec<Value> = group
                .apart
                .iter()
                .map(|id| Value::Person(id.clone()))
                .collect();
            let phrase = phrase
                .with("sized", "yes")
                .with("size", size)
                .with("group", &group.name)
                .with("counted", if counting.is_empty() { "no" } else { "yes" })
                .with("counting", Value::List(counting));
            (phrase, Some(group.citations.clone().at_most(1)))
        }
        _ => (
            phrase
                .with("sized", "no")
                .with("kind", kind_of(groups))
                .with(
                    "reason",
                    scope
                        .query
                        .reasons
                        .first()
                        .map_or(Value::Word("none"), |it| Value::Verbatim(it.clone())),
                ),
            None,
        ),
    };
    let records = selection.certain.iter().chain(&selection.possible);
    scope.derived(phrase, citations(records).chain(whole).take(MANY))
}

/// Who of those who left came back.
pub(super) fn returned(scope: Scope<'_>, selection: &Selection<'_>) -> Option<Statement> {
    let again: Vec<(&Exit<'_>, &Membership)> = selection
        .certain
        .iter()
        .filter_map(|exit| Some((exit, scope.returned(exit)?)))
        .take(MANY)
        .collect();
    let names: Vec<Value> = again
        .iter()
        .map(|(exit, _)| Value::Person(exit.person.id.clone()))
        .collect();
    let phrase = Phrase::new("returned-of-these")
        .with("organisation", &scope.query.organisation)
        .with("count", names.len())
        .with("people", Value::List(names));
    let cited = again
        .iter()
        .map(|(_, membership)| membership.citations.clone().at_most(1));
    scope.derived(phrase, cited)
}

/// A word for the groups asked about, by which wordings choose.
pub(super) fn kind_of(groups: &[RoleGroup]) -> &'static str {
    match groups {
        [group] => group.name(),
        _ => "anyone",
    }
}

/// The people who left, each once.
pub(super) fn people<'a>(exits: &[Exit<'a>]) -> std::collections::BTreeSet<&'a str> {
    exits.iter().map(|exit| exit.person.id.as_str()).collect()
}

/// The period of the question, as a phrase; `period-all` if it names none.
pub(super) fn period(scope: Scope<'_>) -> Value {
    let mut parts: Vec<Value> = scope
        .query
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .map(|time| window(scope, time.bounds()))
        .collect();
    for (relation, anchor) in &scope.query.anchors {
        let word = match relation {
            Relation::Before | Relation::Until => "before",
            _ => "after",
        };
        let phrase = Phrase::new("period-anchor").with("relation", word);
        parts.push(Value::from(match anchor {
            super::query::Anchor::Person(id) => phrase.with("what", "person").with("anchor", id),
            super::query::Anchor::Topic(id) => phrase.with("what", "topic").with("anchor", id),
        }));
    }
    match parts.len() {
        0 => Value::from(Phrase::new("period-all").with("day", scope.day)),
        _ => Value::List(parts),
    }
}

/// A window of days as a phrase: a year, a month, a day, a range.
fn window(scope: Scope<'_>, interval: Interval) -> Value {
    let text = match (interval.from, interval.until) {
        (Some(from), Some(until)) => {
            let year = from.month() == 1
                && from.day() == 1
                && until.month() == 12
                && until.day() == 31
                && from.year() == until.year();
            let month = from.first_of_month() == from
                && from.last_of_month() == until
                && from.year() == until.year();
            if from == until {
                Phrase::new("period-day").with("date", from)
            } else if year {
                partial(&format!("{:04}", from.year()))
            } else if month {
                partial(&format!("{:04}-{:02}", from.year(), from.month()))
            } else {
                Phrase::new("period-range")
                    .with("from", from)
                    .with("until", until)
            }
        }
        (Some(from), None) => Phrase::new("period-since").with("from", from),
        (None, Some(until)) => Phrase::new("period-until").with("until", until),
        (None, None) => Phrase::new("period-all").with("day", scope.day),
    };
    Value::from(text)
}

fn partial(date: &str) -> Phrase {
    match date.parse::<crate::knowledge::date::PartialDate>() {
        Ok(date) => Phrase::new("period-in").with("date", &date),
        Err(_) => Phrase::new("period-in"),
    }
}

/// One statement for each role group, so that a long list stays legible.
fn by_group(scope: Scope<'_>, groups: &[RoleGroup], exits: &[Exit<'_>]) -> Vec<Statement> {
    let order: Vec<RoleGroup> = if groups.is_empty() {
        RoleGroup::ALL.to_vec()
    } else {
        groups.to_vec()
    };
    let mut listed: Vec<(&str, &str)> = Vec::new();
    let mut statements = Vec::new();
    for role in order {
        let mine: Vec<&Exit<'_>> = exits
            .iter()
            .filter(|exit| exit.membership.groups.contains(&role))
            .filter(|exit| {
                let key = (
                    exit.person.id.as_str(),
                    exit.membership.organisation.as_str(),
                );
                let again = exits
                    .iter()
                    .filter(|other| other.person.id == exit.person.id)
                    .count()
                    > 1;
                again || !listed.contains(&key)
            })
            .collect();
        if mine.is_empty() {
            continue;
        }
        listed.extend(mine.iter().map(|exit| {
            (
                exit.person.id.as_str(),
                exit.membership.organisation.as_str(),
            )
        }));
        let shown: Vec<&Exit<'_>> = mine.iter().copied().take(MANY).collect();
        let phrase = Phrase::new("list-dated")
            .with("kind", role.name())
            .with("headed", if groups.len() == 1 { "no" } else { "yes" })
            .with("count", mine.len())
            .with(
                "people",
                Value::List(shown.iter().map(|exit| dated(exit)).collect()),
            )
            .with("more", mine.len() - shown.len());
        statements.extend(scope.derived(phrase, citations(shown.iter().copied())));
    }
    statements
}

/// Those whose date is not known well enough to say.
fn perhaps(scope: Scope<'_>, selection: &Selection<'_>) -> Option<Statement> {
    let possible = &selection.possible;
    if possible.is_empty() {
        return None;
    }
    let shown: Vec<&Exit<'_>> = possible.iter().take(FEW).collect();
    let phrase = Phrase::new("list-perhaps")
        .with(
            "people",
            Value::List(shown.iter().map(|exit| dated(exit)).collect()),
        )
        .with("more", possible.len() - shown.len());
    scope.derived(phrase, citations(shown.iter().copied()))
}

/// For questions about single days: departures that another time zone puts on that day.
pub(super) fn by_other_calendars(scope: Scope<'_>, groups: &[RoleGroup]) -> Vec<Statement> {
    let windows: Vec<Interval> = scope
        .query
        .times
        .iter()
        .map(|time| time.bounds())
        .filter(|window| window.from.is_some() && window.from == window.until)
        .collect();
    if windows.is_empty() {
        return Vec::new();
    }
    scope
        .exits(groups)
        .into_iter()
        .filter_map(|exit| {
            let claim = exit.when()?;
            let dates: Vec<_> = claim.value.everywhere().map(|(date, _)| date).collect();
            let hit = |inside: bool| {
                windows.iter().any(|window| {
                    dates.iter().any(|date| {
                        (date.within(window.from, window.until) == Containment::Inside) == inside
                    })
                })
            };
            (hit(true) && hit(false)).then(|| {
                scope.told(
                    claim,
                    Phrase::new("calendar-differs")
                        .with("person", &exit.person.id)
                        .with("moment", moment(&claim.value)),
                )
            })
        })
        .collect()
}

/// Nobody passes the filters; says so, and what is nearest.
pub(super) fn nobody(scope: Scope<'_>, groups: &[RoleGroup]) -> Answer {
    let shifted = by_other_calendars(scope, groups);
    let known = scope.exits(groups);
    let remark = Phrase::new("nobody")
        .with("organisation", &scope.query.organisation)
        .with("kind", kind_of(groups))
        .with("period", period(scope))
        .with("day", scope.day);
    if !shifted.is_empty() {
        return Answer::of(shifted).remarking(remark);
    }
    let Some(last) = known.last() else {
        return Answer::declined(DeclineReason::NotStated, remark);
    };
    // What was not found in the window is a derived count of nothing: it rests on the records outside.
    let phrase = Phrase::new("count-none")
        .with("organisation", &scope.query.organisation)
        .with("kind", kind_of(groups))
        .with("period", period(scope));
    let none = scope.derived(phrase, citations([last]));
    let nearest = scope.derived(
        Phrase::new("most-recent").with("person", dated(last)),
        citations([last]),
    );
    Answer::of(none.into_iter().chain(nearest).collect())
}

/// The question is about days that the data do not reach.
pub(super) fn beyond_the_data(scope: Scope<'_>) -> Answer {
    Answer::declined(
        DeclineReason::NotStated,
        Phrase::new("beyond-the-data").with("day", scope.knowledge.as_of),
    )
    .suggesting(vec![
        Phrase::new("ask-who-left").with("organisation", &scope.query.organisation),
        Phrase::new("ask-last").with("organisation", &scope.query.organisation),
    ])
}

/// Who went to an organisation.
pub(super) fn who_went_to(scope: Scope<'_>) -> Answer {
    if let Some(employer) = scope.query.formerly.first() {
        return super::profile::came_from(scope, employer);
    }
    let Some(target) = scope.query.others.first() else {
        return destinations(scope);
    };
    // Nobody moves from an organisation to itself: those who came to it left another one.
    let elsewhere = scope.query.organisation == *target;
    let origins = scope.knowledge.organisations.keys();
    let mut statements: Vec<Statement> = origins
        .filter(|origin| (**origin != scope.query.organisation) == elsewhere)
        .flat_map(|origin| movers(scope, origin, target))
        .collect();
    statements.truncate(MANY);
    statements.extend(super::topic::about_organisation(
        scope,
        target,
        statements.len(),
    ));
    if statements.is_empty() {
        return Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("nobody-went-to")
                .with("organisation", &scope.query.organisation)
                .with("target", target)
                .with("day", scope.day),
        )
        .suggesting(vec![
            Phrase::new("ask-destinations").with("organisation", &scope.query.organisation),
        ]);
    }
    Answer::of(statements)
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
    let there = Scope {
        query: &query,
        ..scope
    };
    let mut statements = Vec::new();
    for exit in there.exits(&there.groups(false)) {
        for claim in there.standing(&exit.departure.destination) {
            let (Some(to), Some(text)) = (&claim.value.organisation, &claim.value.text) else {
                continue;
            };
            if to == target {
                let phrase = Phrase::new("predicate")
                    .with("person", &exit.person.id)
                    .with("text", text);
                statements.push(there.told(claim, phrase));
            }
        }
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
    if statements.is_empty() {
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

/// Whether people resigned or were removed, taken together.
pub(super) fn manners(scope: Scope<'_>) -> Answer {
    let selection = scope.select(&scope.groups(true));
    let mut statements = Vec::new();
    for kind in MannerKind::ALL {
        let mine: Vec<&Exit<'_>> = selection
            .certain
            .iter()
            .filter(|exit| {
                scope
                    .best(&exit.departure.manner)
                    .is_some_and(|claim| claim.value.kind == kind)
            })
            .collect();
        if mine.is_empty() {
            continue;
        }
        let phrase = Phrase::new("list-manner")
            .with("kind", kind.name())
            .with(
                "people",
                Value::List(
                    mine.iter()
                        .take(MANY)
                        .map(|exit| Value::Person(exit.person.id.clone()))
                        .collect(),
                ),
            )
            .with("more", mine.len().saturating_sub(MANY));
        let cited = mine.iter().take(MANY).filter_map(|exit| {
            Some(
                scope
                    .best(&exit.departure.manner)?
                    .citations
                    .clone()
                    .at_most(1),
            )
        });
        statements.extend(scope.derived(phrase, cited));
    }
    if statements.is_empty() {
        return match selection.certain.first() {
            Some(exit) => Answer::of(manners_of(scope, exit)),
            None => nobody(scope, &scope.groups(true)),
        };
    }
    Answer::of(statements)
}

/// People with the membership that is meant.
type Members<'a> = Vec<(&'a Person, &'a Membership)>;

/// Everybody who belongs or belonged, and whether they are still there on the day.
fn standing<'a>(scope: Scope<'a>, groups: &[RoleGroup]) -> (Members<'a>, Members<'a>) {
    let mut certain = Vec::new();
    let mut possible = Vec::new();
    for (person, membership) in scope.knowledge.members(&scope.query.organisation, None) {
        if !scope.admits(groups, &person.id, membership) {
            continue;
        }
        match membership.lasts_on(scope.day) {
            Containment::Inside => certain.push((person, membership)),
            Containment::Perhaps => possible.push((person, membership)),
            Containment::Outside => {}
        }
    }
    (certain, possible)
}

/// The day that a question about who remains means: the end of the past window that it names, else the day asked.
pub(super) fn on_the_day(scope: Scope<'_>) -> Scope<'_> {
    let anchored = scope.query.anchors.iter().filter_map(|(relation, anchor)| {
        let date = match anchor {
            super::query::Anchor::Person(id) => {
                let person = scope.knowledge.people.get(id)?;
                scope.exit_of(person)?.date()?.clone()
            }
            super::query::Anchor::Topic(id) => {
                let topic = scope.knowledge.topics.get(id)?;
                crate::knowledge::person::best(&topic.dates)?
                    .value
                    .date
                    .clone()
            }
        };
        match relation {
            Relation::Before | Relation::Until => date.earliest().yesterday().ok(),
            _ => Some(date.latest()),
        }
    });
    let dated = scope.query.times.iter().any(|time| time.form != Form::Now);
    // "When the deal was signed" names an event in the place of a day.
    let event = scope
        .query
        .topics
        .iter()
        .filter(|_| !dated && scope.query.anchors.is_empty())
        .find_map(|id| {
            let topic = scope.knowledge.topics.get(id)?;
            let claim = crate::knowledge::person::best(&topic.dates)?;
            Some(claim.value.date.latest())
        });
    let scope = anchored
        .chain(event)
        .min()
        .map_or(scope, |day| scope.as_of(day));
    scope
        .query
        .times
        .iter()
        .filter(|time| time.form != Form::Now)
        .filter_map(|time| match time.relation {
            Relation::Before => time.interval.from.and_then(|day| day.yesterday().ok()),
            _ => time.interval.until,
        })
        .min()
        .map_or(scope, |day| scope.as_of(day))
}

/// Who remains.
pub(super) fn remaining(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    let scope = on_the_day(scope);
    let groups = scope.groups(true);
    let (certain, possible) = standing(scope, &groups);
    let group = scope.named_group(&groups);
    let names = |people: &[(&Person, &Membership)]| {
        Value::List(
            people
                .iter()
                .take(MANY)
                .map(|(person, _)| Value::Person(person.id.clone()))
                .collect(),
        )
    };
    let phrase = Phrase::new("remain")
        .with("organisation", &scope.query.organisation)
        .with("count", certain.len())
        .with("people", names(&certain))
        .with("more", certain.len().saturating_sub(MANY))
        .with("day", scope.day);
    let phrase = match group {
        Some(group) => {
            let size = scope
                .knowledge
                .members(&scope.query.organisation, Some(group.role))
                .map(|(person, _)| &person.id)
                .collect::<std::collections::BTreeSet<_>>()
                .len();
            phrase
                .with("sized", "yes")
                .with("size", size)
                .with("group", &group.name)
        }
        None => phrase.with("sized", "no").with("kind", kind_of(&groups)),
    };
    let gone = scope.exits(&groups);
    let mut cited: Vec<_> = certain
        .iter()
        .take(MANY)
        .map(|(_, membership)| membership.citations.clone().at_most(1))
        .collect();
    cited.extend(
        gone.last()
            .map(|exit| exit.departure.citations())
            .into_iter()
            .flatten(),
    );
    let mut statements: Vec<Statement> = scope.derived(phrase, cited).into_iter().collect();
    if !possible.is_empty() {
        statements.extend(
            scope.derived(
                Phrase::new("remain-perhaps").with("people", names(&possible)),
                possible
                    .iter()
                    .map(|(_, membership)| membership.citations.clone().at_most(1)),
            ),
        );
    }
    statements.extend(others_without_departure(scope, &groups));
    if statements.is_empty() {
        return nobody(scope, &groups);
    }
    Answer::of(statements)
}

/// When only the default group was counted: further people of whom no departure is recorded.
fn others_without_departure(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<Statement> {
    if !scope.query.groups.is_empty() {
        return None;
    }
    let (all, _) = standing(scope, &[]);
    let further: Vec<_> = all
        .into_iter()
        .filter(|(_, membership)| !membership.groups.iter().any(|it| groups.contains(it)))
        .take(FEW)
        .collect();
    if further.is_empty() {
        return None;
    }
    scope.derived(
        Phrase::new("remain-others")
            .with("organisation", &scope.query.organisation)
            .with(
                "people",
                Value::List(
                    further
                        .iter()
                        .map(|(person, _)| Value::Person(person.id.clone()))
                        .collect(),
                ),
            ),
        further
            .iter()
            .map(|(_, membership)| membership.citations.clone().at_most(1)),
    )
}

/// Who belongs to a group and how many they are.
pub(super) fn members(scope: Scope<'_>) -> Answer {
    let groups = scope.groups(true);
    let mut people: Vec<(&Person, &Membership)> = scope
        .knowledge
        .members(&scope.query.organisation, None)
        .filter(|(person, membership)| scope.admits(&groups, &person.id, membership))
        .filter(|(_, membership)| {
            membership
                .from
                .as_ref()
                .is_none_or(|from| from.earliest() <= scope.day)
        })
        .collect();
    people.dedup_by_key(|(person, _)| &person.id);
    if people.is_empty() {
        return nobody(scope, &groups);
    }
    let names: Vec<Value> = people
        .iter()
        .take(MANY)
        .map(|(person, _)| Value::Person(person.id.clone()))
        .collect();
    let phrase = Phrase::new("members")
        .with("organisation", &scope.query.organisation)
        .with("count", people.len())
        .with("more", people.len() - names.len())
        .with("people", Value::List(names));
    let phrase = match scope.named_group(&groups) {
        Some(group) => phrase
            .with("sized", "yes")
            .with("group", &group.name)
            .with("counted", if group.apart.is_empty() { "no" } else { "yes" })
            .with(
                "counting",
                Value::List(
                    group
                        .apart
                        .iter()
                        .map(|id| Value::Person(id.clone()))
                        .collect(),
                ),
            )
            .with("rest", people.len().saturating_sub(group.apart.len())),
        None => phrase.with("sized", "no").with("kind", kind_of(&groups)),
    };
    let cited = match scope.named_group(&groups) {
        Some(group) => vec![group.citations.clone()],
        None => people
            .iter()
            .take(MANY)
            .map(|(_, membership)| membership.citations.clone().at_most(1))
            .collect(),
    };
    Answer::of(scope.derived(phrase, cited).into_iter().collect())
}

/// All departures in order, a line for each.
pub(super) fn timeline(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    let groups = scope.groups(true);
    let selection = scope.select(&groups);
    let mut exits = selection.certain;
    exits.extend(selection.possible);
    if exits.is_empty() {
        return nobody(scope, &groups);
    }
    let hidden = exits.len().saturating_sub(MANY * 2);
    let statements: Vec<Statement> = exits
        .iter()
        .take(MANY * 2)
        .enumerate()
        .filter_map(|(index, exit)| {
            let phrase = Phrase::new("timeline-entry")
                .with("place", index + 1)
                .with("person", &exit.person.id);
            match exit.when() {
                Some(claim) => {
                    let phrase = phrase
                        .with("dated", "yes")
                        .with("moment", moment(&claim.value));
                    Some(Statement {
                        citations: claim.citations.clone().at_most(2),
                        ..Statement::stated(claim, phrase)
                    })
                }
                None => scope.derived(phrase.with("dated", "no"), citations([exit])),
            }
        })
        .collect();
    let remark = Phrase::new("timeline-heading")
        .with("organisation", &scope.query.organisation)
        .with("kind", kind_of(&groups))
        .with("count", exits.len())
        .with("more", hidden)
        .with("day", scope.day);
    Answer::of(statements).remarking(remark)
}

/// How things stand: how many left, the latest departures, who remains.
pub(super) fn overview(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return beyond_the_data(scope);
    }
    // Somebody named beside the organisation is what the question is about.
    if let Some(person) = scope.people().next()
        && let Some(exit) = scope.exit_of(person)
    {
        let groups = scope.groups(true);
        let selection = scope.select(&groups);
        let mut statements = dates(scope, &exit);
        statements.extend(headline(scope, &groups, &selection));
        return Answer::of(statements);
    }
    let groups = scope.groups(true);
    let selection = scope.select(&groups);
    let events = super::topic::in_window(scope);
    if selection.certain.is_empty() && events.is_empty() {
        return nobody(scope, &groups);
    }
    let mut statements: Vec<Statement> = headline(scope, &groups, &selection).into_iter().collect();
    if !events.is_empty() {
        if selection.certain.is_empty() {
            statements.clear();
        }
        statements.extend(by_group(scope, &groups, &selection.certain));
        statements.extend(events);
        return Answer::of(statements);
    }
    let latest: Vec<&Exit<'_>> = selection.certain.iter().rev().take(3).collect();
    statements.extend(scope.derived(
        Phrase::new("latest").with(
            "people",
            Value::List(latest.iter().map(|exit| dated(exit)).collect()),
        ),
        citations(latest.iter().copied()),
    ));
    statements.extend(remaining(scope).statements.into_iter().take(1));
    Answer::of(statements)
}
