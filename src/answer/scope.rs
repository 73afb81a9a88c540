//! What a look-up sees: the dataset as it was known on the day of the answer, under the filters of the question.

mod selection;
mod telling;
mod time;

use jiff::civil::Date;

use super::query::Query;
use crate::knowledge::claim::{Claim, MannerKind};
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::person::{Membership, Person};
use crate::knowledge::topic::Topic;
use crate::knowledge::{Exit, Knowledge};
use crate::nlu::temporal::{Form, Relation};

pub(crate) use selection::{Selection, order_as_stated};
pub(crate) use telling::citations;
pub(crate) use time::{is_during, is_short};

/// The dataset as one question sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) query: &'a Query,
    /// The as-of date: the earliest of the day asked, the data's own, and the past day that the question names.
    pub(crate) day: Date,
}

impl<'a> Scope<'a> {
    /// The scope of a question.
    pub(crate) fn new(knowledge: &'a Knowledge, query: &'a Query) -> Self {
        let mut day = query.today.min(knowledge.as_of);
        for time in &query.filters.times {
            if time.relation == Relation::AsOf
                && let Some(until) = time.interval.until
            {
                day = day.min(until);
            }
        }
        Self {
            knowledge,
            query,
            day,
        }
    }

    /// A scope that sees the dataset as of an earlier day.
    pub(crate) fn as_of(self, day: Date) -> Self {
        Self {
            day: self.day.min(day),
            ..self
        }
    }

    /// The scope of another question, with the day of this one.
    pub(crate) fn asking<'b>(self, query: &'b Query) -> Scope<'b>
    where
        'a: 'b,
    {
        Scope { query, ..self }
    }

    /// The claims that are known on the day and not refuted, preferred ones first.
    pub(crate) fn standing<T>(&self, claims: &'a [Claim<T>]) -> Vec<&'a Claim<T>> {
        let mut standing: Vec<&Claim<T>> = claims
            .iter()
            .filter(|claim| claim.stands_on(self.day))
            .collect();
        standing.sort_by_key(|claim| claim.rank);
        standing
    }

    /// The first of [`Scope::standing`].
    pub(crate) fn best<T>(&self, claims: &'a [Claim<T>]) -> Option<&'a Claim<T>> {
        self.standing(claims).into_iter().next()
    }

    /// The event that the question names in the place of a day: "when the deal was signed".
    pub(crate) fn event_for_a_day(&self) -> Option<(&'a Topic, &'a PartialDate)> {
        if self
            .query
            .filters
            .times
            .iter()
            .any(|time| time.form != Form::Now)
        {
            return None;
        }
        self.query
            .topics
            .iter()
            .filter_map(|id| self.knowledge.topics.get(id))
            .find_map(|topic| Some((topic, topic.date()?)))
    }

    /// The people named in the question.
    pub(crate) fn people(&self) -> impl Iterator<Item = &'a Person> {
        let knowledge = self.knowledge;
        self.query
            .people
            .iter()
            .filter_map(move |id| knowledge.people.get(id))
    }

    /// The one departure of a person that the question means: the latest one from the organisation that it is about,
    /// else the latest one of those that it can mean.
    pub(crate) fn exit_of(&self, person: &'a Person) -> Option<Exit<'a>> {
        let meant = self.exits_of(person);
        meant
            .iter()
            .rfind(|exit| exit.membership.organisation == self.query.organisation)
            .or_else(|| meant.last())
            .copied()
    }

    /// The departure of somebody beside whose the question puts another: from the organisation that it is about, else from
    /// wherever they left, although the question names the first.
    pub(crate) fn exit_beside(&self, person: &'a Person) -> Option<Exit<'a>> {
        self.exit_of(person).or_else(|| {
            let exits = self.knowledge.exits_of(person);
            exits.filter(|exit| self.happened(exit)).last()
        })
    }

    /// The departures of a person from the organisation that the question is about, as far as they are known on the day.
    pub(crate) fn exits_here(&self, person: &'a Person) -> impl Iterator<Item = Exit<'a>> {
        self.knowledge.exits_of(person).filter(move |exit| {
            exit.membership.organisation == self.query.organisation && self.happened(exit)
        })
    }

    /// Every departure of a person that the question can mean and that is known on the day, in order: from the
    /// organisation that it names, else from any; of several those of the manner, the time and the place in their order
    /// that it names, where one is.
    pub(crate) fn exits_of(&self, person: &'a Person) -> Vec<Exit<'a>> {
        let here = |exit: &Exit<'_>| exit.membership.organisation == self.query.organisation;
        let mut exits: Vec<Exit<'a>> = self
            .knowledge
            .exits_of(person)
            .filter(|exit| self.happened(exit))
            .filter(|exit| !self.query.organisation_named || here(exit))
            .collect();
        if exits.len() < 2 {
            return exits;
        }
        exits.sort_by_key(|exit| exit.date().map(PartialDate::sort_key));
        let manner = |exit: &Exit<'a>| {
            let best = self.best(&exit.departure.manner);
            let moved = self.query.filters.manners.contains(&MannerKind::Moved)
                && self
                    .standing(&exit.departure.destination)
                    .iter()
                    .any(|it| it.value.organisation.is_some());
            moved || best.is_some_and(|it| self.query.filters.manners.contains(&it.value.kind))
        };
        let windows = self.windows();
        let timed = |exit: &Exit<'a>| {
            let inside = |window| self.within(exit, window) == Containment::Inside;
            windows.iter().any(|window| inside(*window))
        };
        let filters: [&dyn Fn(&Exit<'a>) -> bool; 2] = [&manner, &timed];
        for fits in filters {
            if exits.iter().any(fits) {
                exits.retain(fits);
            }
        }
        // "The first time", "her second departure".
        let places = self.query.filters.ordinals.iter();
        let counted: Vec<Exit<'a>> = places
            .filter_map(|it| exits.get(place_among(*it, exits.len())?).copied())
            .collect();
        if counted.is_empty() { exits } else { counted }
    }

    /// The membership of a person that the question means.
    pub(crate) fn membership_of(&self, person: &'a Person) -> Option<&'a Membership> {
        person
            .memberships
            .iter()
            .rfind(|membership| membership.organisation == self.query.organisation)
            .or_else(|| person.memberships.last())
    }

    /// The memberships in the same organisation that the person has taken up after a departure by the day.
    pub(crate) fn rejoined(self, exit: &Exit<'a>) -> impl Iterator<Item = &'a Membership> {
        exit.rejoined().filter(move |it| it.begun_by(self.day))
    }

    /// The one of them that lasts on the day.
    pub(crate) fn returned(&self, exit: &Exit<'a>) -> Option<&'a Membership> {
        self.rejoined(exit)
            .find(|later| later.lasts_on(self.day) == Containment::Inside)
    }

    /// The departure that ended a stay for good: of the stay itself, or of one in another post in which it went on.
    pub(crate) fn end_of(&self, person: &'a Person, stay: &Membership) -> Option<Exit<'a>> {
        let mut exits = self.knowledge.exits_of(person);
        exits.find(|exit| {
            std::ptr::eq(person.begun_as(exit.membership), stay) && self.happened(exit)
        })
    }

    /// Every membership in the same organisation that the person has taken up after one of the departures meant, with
    /// that departure.
    pub(crate) fn returns_of(&self, person: &'a Person) -> Vec<(Exit<'a>, &'a Membership)> {
        let mut returns: Vec<(Exit<'a>, &'a Membership)> = Vec::new();
        for exit in self.exits_of(person) {
            let again = self.rejoined(&exit).next();
            returns.extend(again.map(|it| (exit, it)));
        }
        returns
    }

    /// Whether a departure is known on the day: it had certainly or perhaps happened by then, and whoever asks could
    /// know of it.
    pub(crate) fn happened(&self, exit: &Exit<'_>) -> bool {
        let begun = exit.date().is_none_or(|date| date.earliest() <= self.day);
        begun && self.can_be_known(exit)
    }

    /// Whether a departure could be known when the question is asked: it was over by then, or a source of its date had
    /// been published.
    fn can_be_known(&self, exit: &Exit<'_>) -> bool {
        let today = self.query.today;
        let over = exit
            .departure
            .span()
            .is_some_and(|(_, latest)| latest <= today);
        if over || today >= self.knowledge.as_of {
            return true;
        }
        exit.departure.citations().is_some_and(|citations| {
            citations
                .iter()
                .filter_map(|it| self.knowledge.sources.get(&it.source)?.published.as_ref())
                .any(|published| published.earliest() <= today)
        })
    }
}

/// The index of a place in a list of so many, counted from the front (1) or the back (-1).
pub(crate) fn place_among(ordinal: i32, count: usize) -> Option<usize> {
    let distance = usize::try_from(ordinal.unsigned_abs()).unwrap_or(usize::MAX);
    if ordinal > 0 {
        distance.checked_sub(1)
    } else {
        count.checked_sub(distance)
    }
}
