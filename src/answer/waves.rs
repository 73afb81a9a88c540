//! Waves of departures: events in which several people left, with the numbers that sources give for them.

use super::filter;
use super::lookup::FEW;
use super::phrase::Phrase;
use super::query::Anchor;
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Kind, Statement};
use super::topic::state;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Aspect, Claim, MannerKind, Rank, TopicStatement};
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::RoleGroup;
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;
use crate::nlu::temporal::{Interval, Relation};

/// So many waves stand in one answer at most.
const WAVES: usize = 2;

/// What sources count beyond the people recorded by name: the numbers of the waves that the question's windows hold, and
/// of removals where it asks about those. A question about others than the staff has no use for them.
pub(super) fn reported(scope: Scope<'_>, groups: &[RoleGroup]) -> Vec<Statement> {
    if !groups.is_empty() && !groups.contains(&RoleGroup::Staff) {
        return Vec::new();
    }
    waves(scope)
}

/// What is said of removals in the question's windows, or at any time if it has none.
pub(super) fn removals(scope: Scope<'_>) -> Vec<Statement> {
    let windows = scope.windows();
    let mut removed: Vec<&Topic> = all(scope).collect();
    removed.sort_by_key(|topic| topic.date().map(PartialDate::sort_key));
    let removed = removed.into_iter().filter(|topic| {
        let date = topic.date().filter(|it| it.earliest() <= scope.day);
        let within = |date: &PartialDate| {
            windows.is_empty() || windows.iter().any(|window| holds(*window, date))
        };
        topic.departures == Some(MannerKind::Removed)
            && topic.people.is_empty()
            && date.is_some_and(within)
    });
    removed.flat_map(|topic| numbers_of(scope, topic)).collect()
}

/// The numbers of the waves that the filters of the question let through.
fn waves(scope: Scope<'_>) -> Vec<Statement> {
    // A number may hold some of those who are taken out, which it says; a list has no room for them.
    let counts = scope.query.resolver == Resolver::Count;
    let other = !scope.query.filters.roles.is_empty()
        || !scope.query.filters.formerly.is_empty()
        || !scope.query.filters.teams.is_empty()
        || (!counts && !scope.query.filters.except_groups.is_empty())
        // Of those who were told by name nobody else is asked for.
        || !scope.query.filters.among.is_empty()
        || !scope.query.filters.reasons.is_empty()
        || scope.query.filters.venture
        // Of those of a list, a number that names nobody says nothing.
        || !scope.query.filters.among.is_empty();
    let mut windows: Vec<Interval> = scope.windows();
    let mut bounds = Interval {
        from: None,
        until: None,
    };
    for (relation, anchor) in &scope.query.filters.anchors {
        match beside_event(scope, *relation, anchor) {
            Some(window) => bounds = within(bounds, window),
            None => return Vec::new(),
        }
    }
    if !scope.query.filters.anchors.is_empty() {
        windows.push(bounds);
    }
    let manners: Vec<MannerKind> = filter::manners(scope.query).collect();
    if other || (windows.is_empty() && manners.is_empty()) {
        return Vec::new();
    }
    let mut waves: Vec<(&Topic, &PartialDate)> = scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.organisations.contains(&scope.query.organisation))
        .filter(|topic| {
            topic
                .departures
                .is_some_and(|manner| manners.is_empty() || manners.contains(&manner))
        })
        .filter_map(|topic| Some((topic, topic.date()?)))
        .filter(|(_, date)| date.earliest() <= scope.day)
        .filter(|(_, date)| windows.is_empty() || windows.iter().any(|window| holds(*window, date)))
        .collect();
    waves.sort_by_key(|(_, date)| date.sort_key());
    let around = around_a_week(scope, &windows, &manners);
    let mut told: Vec<_> = waves.iter().rev().take(WAVES).collect();
    // Of the staff the numbers of the last wave, which may hold the ones before, stand first.
    if scope.query.filters.groups != [RoleGroup::Staff] {
        told.reverse();
    }
    told.into_iter()
        // That some went, without a number, answers nothing but whether any were removed.
        .filter(|(topic, _)| !manners.is_empty() || gives_a_number(topic))
        // Of a long time the numbers of a short wave that are in doubt say little, unless its people are among those told.
        .filter(|(topic, _)| !windows.iter().any(is_long) || settled(topic) || is_named(topic))
        .flat_map(|(topic, _)| numbers_of(scope, topic))
        .chain(around)
        .take(FEW)
        .collect()
}

/// What is known of a wave that is only dated by its month, where the question asks for a week of that month.
fn around_a_week(
    scope: Scope<'_>,
    windows: &[Interval],
    manners: &[MannerKind],
) -> Option<Statement> {
    let [
        Interval {
            from: Some(from),
            until: Some(until),
        },
    ] = windows
    else {
        return None;
    };
    let days = until.since(*from).ok()?.get_days() + 1;
    let about = |date: &PartialDate| {
        let inside = date.earliest() <= *from && *until <= date.latest();
        inside && date.width_in_days() <= MONTH
    };
    let wave = all(scope).find(|topic| topic.date().is_some_and(about))?;
    let mut standing = scope.standing(&wave.statements).into_iter();
    let what = standing.find(|it| it.value.aspect == Aspect::What)?;
    let told = WEEK.contains(&days) && manners.is_empty();
    told.then(|| state(scope, wave, what))?
}

/// So many days are about a week.
const WEEK: std::ops::RangeInclusive<i32> = 5..=10;
/// A month has no more days.
const MONTH: i32 = 31;

/// Where a question for the number of all who left names no time: what the best-supported number of the last wave holds
/// beyond the people recorded by name.
pub(super) fn of_all_time(scope: Scope<'_>) -> Option<Statement> {
    let timed = !scope.windows().is_empty() || !scope.query.filters.anchors.is_empty();
    let mut waves: Vec<(&Topic, &PartialDate)> = all(scope)
        .filter(|topic| topic.departures == Some(MannerKind::Unclear))
        .filter_map(|topic| Some((topic, topic.date()?)))
        .filter(|(topic, date)| date.latest() <= scope.day && settled(topic))
        .collect();
    waves.sort_by_key(|(_, date)| date.sort_key());
    let (last, _) = *waves.last().filter(|_| !timed)?;
    let standing = scope.standing(&last.statements).into_iter();
    let mut numbers = standing.filter(|it| it.value.aspect == Aspect::HowMany);
    let mut told = state(scope, last, numbers.next()?)?;
    // That pages differ on it settles nothing of the records.
    told.kind = Kind::Stated;
    Some(told)
}

/// The numbers of waves that the data put down to whom the question names ("according to Alpha, how many left?"), with
/// the note that says whose they are.
pub(super) fn of_whom(scope: Scope<'_>) -> Vec<Statement> {
    let Some(named) = &scope.query.according else {
        return Vec::new();
    };
    all(scope)
        .flat_map(|topic| topic.statements.iter().map(move |claim| (topic, claim)))
        .filter(|(_, claim)| claim.stands_on(scope.day))
        .filter(|(_, claim)| claim.value.aspect == Aspect::HowMany)
        .filter(|(_, claim)| {
            let because = claim.because.as_ref();
            because.is_some_and(|text| names_as(text, named))
        })
        .flat_map(|(topic, claim)| {
            let because = scope.because(claim, "remark-on-report");
            state(scope, topic, claim).into_iter().chain(because)
        })
        .collect()
}

/// Whether a text names whom the words behind "according to" begin with: their first two words, or all if there are fewer.
fn names_as(text: &Text, named: &str) -> bool {
    let words: Vec<&str> = named.split_whitespace().take(2).collect();
    let name = words.join(" ");
    let whole = |version: &str| {
        let folded = version.to_lowercase();
        let padded = format!(" {} ", folded.replace([',', '.', ':', ';'], " "));
        padded.contains(&format!(" {name} "))
    };
    !name.is_empty() && text.versions().any(whole)
}

/// Whether what is said of how many is more than what is said of the wave at all.
fn gives_a_number(topic: &Topic) -> bool {
    let texts = |aspect: Aspect| {
        let told = topic.statements.iter();
        told.filter(move |it| it.value.aspect == aspect && it.rank != Rank::Refuted)
            .map(|it| &it.value.text)
    };
    texts(Aspect::HowMany).any(|number| texts(Aspect::What).all(|what| what != number))
}

/// Whether people are recorded by name who left in a wave, all in one manner.
fn is_named(topic: &Topic) -> bool {
    !topic.people.is_empty() && topic.departures != Some(MannerKind::Unclear)
}

/// Whether a window spans more than a quarter of a year.
fn is_long(window: &Interval) -> bool {
    let length = || Some(window.until?.since(window.from?).ok()?.get_days());
    length().is_some_and(|days| days > LONG)
}

/// So many days are a quarter of a year.
const LONG: i32 = 92;

/// Whether a wave has one number, or one that is best supported.
fn settled(topic: &Topic) -> bool {
    let counts = |claim: &&Claim<TopicStatement>| {
        claim.value.aspect == Aspect::HowMany && claim.rank != Rank::Refuted
    };
    let mut numbers = topic.statements.iter().filter(counts);
    numbers.clone().count() == 1 || numbers.any(|it| it.rank == Rank::Preferred)
}

/// The waves of departures from the organisation meant.
fn all(scope: Scope<'_>) -> impl Iterator<Item = &Topic> {
    let topics = scope.knowledge.topics.values();
    topics.filter(move |topic| {
        topic.departures.is_some() && topic.organisations.contains(&scope.query.organisation)
    })
}

/// What sources say of the number of a wave, if one of them gives this number.
pub(super) fn of_number(scope: Scope<'_>, number: i64) -> Vec<Statement> {
    let wave = all(scope).find(|topic| topic.counts(number).next().is_some());
    wave.map_or_else(Vec::new, |topic| {
        numbers_of(scope, topic).take(FEW).collect()
    })
}

/// Whether the number is the one that is best supported of a wave.
pub(super) fn is_preferred(scope: Scope<'_>, number: i64) -> bool {
    all(scope)
        .flat_map(|topic| topic.counts(number))
        .any(|claim| claim.rank == Rank::Preferred && claim.known_on(scope.day))
}

/// What is said of how many left in a wave.
fn numbers_of<'a>(scope: Scope<'a>, topic: &'a Topic) -> impl Iterator<Item = Statement> + 'a {
    topic
        .statements
        .iter()
        .filter(move |claim| claim.stands_on(scope.day))
        .filter(|claim| claim.value.aspect == Aspect::HowMany)
        .filter_map(move |claim| state(scope, topic, claim))
}

/// What two windows have in common.
fn within(one: Interval, other: Interval) -> Interval {
    Interval {
        from: one.from.max(other.from),
        until: match (one.until, other.until) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        },
    }
}

/// The week, the month or the day in which somebody left; none before or after it.
fn beside_person(scope: Scope<'_>, relation: Relation, id: &PersonId) -> Option<Interval> {
    let with = matches!(
        relation,
        Relation::SameDay | Relation::SameWeek | Relation::SameMonth
    );
    let person = scope.knowledge.people.get(id).filter(|_| with)?;
    let (from, until) = scope.exit_of(person)?.departure.span()?;
    Some(relation.bounds(Interval {
        from: Some(from),
        until: Some(until),
    }))
}

/// The days before, after or of an event, or with somebody's departure.
fn beside_event(scope: Scope<'_>, relation: Relation, anchor: &Anchor) -> Option<Interval> {
    let id = match anchor {
        Anchor::Topic(id) => id,
        Anchor::Person(id) => return beside_person(scope, relation, id),
    };
    let date = scope.knowledge.topics.get(id)?.date()?;
    match relation {
        Relation::After | Relation::Since => Some(Interval {
            from: Some(date.latest()),
            until: None,
        }),
        Relation::Before | Relation::Until => Some(Interval {
            from: None,
            until: Some(date.earliest()),
        }),
        Relation::SameDay => Some(Interval {
            from: Some(date.earliest()),
            until: Some(date.latest()),
        }),
        _ => None,
    }
}

/// Whether an event lies in a window; one without a beginning means what its last month held.
fn holds(window: Interval, date: &PartialDate) -> bool {
    let from = window
        .from
        .or_else(|| window.until.map(|until| until.first_of_month()));
    date.within(from, window.until) == Containment::Inside
}

/// Why the waves took place in which these people left: what a source says of the wave as a whole, for those whom it names.
pub(super) fn causes(scope: Scope<'_>, exits: &[Exit<'_>]) -> Vec<Statement> {
    let of_wave = |topic: &&Topic| {
        topic.departures.is_some()
            && topic.date().is_some_and(|date| {
                !exits.is_empty()
                    && exits.iter().all(|exit| {
                        let day = exit.date().is_some_and(|it| it.overlaps(date));
                        let place = topic.organisations.contains(&exit.membership.organisation);
                        day && place && topic.people.contains(&exit.person.id)
                    })
            })
    };
    let waves = scope.knowledge.topics.values().filter(of_wave);
    let causes = waves.flat_map(|topic| {
        let claims = topic.statements.iter();
        claims
            .filter(|it| it.value.aspect == Aspect::Why && it.rank != Rank::Refuted)
            .filter(|it| it.known_on(scope.day))
            .filter_map(|claim| {
                let text = claim.value.text.as_ref()?;
                Some(scope.reported(claim, Phrase::sentence(text)))
            })
    });
    causes.collect()
}
