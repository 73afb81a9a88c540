//! The dataset as it could be read on an earlier day: without versions that became known later, and citing what had been
//! published by then where anything had.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Knowledge;
use super::claim::{Citation, Citations, Claim, Rank, When};
use super::date::PartialDate;
use super::id::SourceId;
use super::person::{Departure, Person};
use super::source::Source;

impl Knowledge {
    /// The dataset as somebody could read it on a day before its own as-of date: of the sources of a claim those that had
    /// been published by that day, where any had; and a version of a date that stands beside a better one is only known
    /// once it lies in the past and a source of it is out. What rests on later sources alone stays as it is.
    #[must_use]
    pub fn as_read_on(&self, day: Date) -> Self {
        let mut earlier = self.clone();
        let shelf = Shelf {
            sources: &self.sources,
            day,
        };
        for person in earlier.people.values_mut() {
            shelf.person(person);
        }
        for topic in earlier.topics.values_mut() {
            shelf.claims(&mut topic.dates);
            shelf.claims(&mut topic.statements);
        }
        for group in earlier
            .organisations
            .values_mut()
            .flat_map(|it| &mut it.groups)
        {
            shelf.cite(&mut group.citations);
        }
        earlier
    }
}

/// The sources as they stood on a day.
#[derive(Clone, Copy)]
struct Shelf<'a> {
    sources: &'a BTreeMap<SourceId, Source>,
    day: Date,
}

impl Shelf<'_> {
    fn person(self, person: &mut Person) {
        self.claims(&mut person.facts);
        person.memberships.retain(|it| it.begun_by(self.day));
        for membership in &mut person.memberships {
            self.cite(&mut membership.citations);
            if let Some(departure) = &mut membership.departure {
                self.departure(departure);
            }
        }
    }

    fn departure(self, departure: &mut Departure) {
        let main = departure.date().cloned();
        for dates in [
            &mut departure.announced,
            &mut departure.effective,
            &mut departure.reported,
        ] {
            self.versions(dates, main.as_ref());
            self.claims(dates);
        }
        self.claims(&mut departure.reason);
        self.claims(&mut departure.manner);
        self.claims(&mut departure.destination);
        self.claims(&mut departure.statement);
        self.claims(&mut departure.response);
        self.claims(&mut departure.note);
    }

    /// A version of a date that is not the one which stands for the departure is known from the day that it names, or from
    /// its first publication, whichever is later.
    fn versions(self, dates: &mut [Claim<When>], main: Option<&PartialDate>) {
        for claim in dates {
            if claim.rank == Rank::Preferred || main == Some(&claim.value.date) {
                continue;
            }
            let ahead = claim.value.date.earliest() > self.day;
            let out = self.first_published(&claim.citations);
            let unread = out.filter(|it| it.earliest() > self.day);
            if ahead {
                claim.since = Some(claim.value.date.clone());
            } else if let Some(out) = unread {
                claim.since = Some(out.clone());
            }
        }
    }

    /// When the first of the sources was published, if it is known of all of them.
    fn first_published(&self, citations: &Citations) -> Option<&PartialDate> {
        let days: Option<Vec<&PartialDate>> = citations
            .iter()
            .map(|it| self.sources.get(&it.source)?.published.as_ref())
            .collect();
        days?.into_iter().min_by_key(|it| it.sort_key())
    }

    fn claims<T>(self, claims: &mut [Claim<T>]) {
        for claim in claims {
            self.known_whole(claim);
            self.cite(&mut claim.citations);
        }
    }

    /// What became known some time in a month is only certain to be known at its end, unless a source of it is out.
    fn known_whole<T>(self, claim: &mut Claim<T>) {
        let out = claim.citations.iter().any(|it| {
            let source = self.sources.get(&it.source);
            let published = source.and_then(|it| it.published.as_ref());
            published.is_some_and(|it| it.latest() <= self.day)
        });
        let until = claim.since.as_ref().map(PartialDate::latest);
        if let Some(until) = until.filter(|it| *it > self.day && !out) {
            claim.since = Some(PartialDate::day(until));
        }
    }

    fn cite(self, citations: &mut Citations) {
        let out = |it: &&Citation| {
            let source = self.sources.get(&it.source);
            let published = source.and_then(|it| it.published.as_ref());
            published.is_some_and(|it| it.latest() <= self.day)
        };
        if let Some(kept) = Citations::new(citations.iter().filter(out).cloned()) {
            *citations = kept;
        }
    }
}
