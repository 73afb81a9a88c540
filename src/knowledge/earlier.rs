//! The dataset as it could be read on an earlier day: without versions that became known later, and citing what had been
//! published by then where anything had.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Knowledge;
use super::claim::{Citation, Citations, Claim, Rank, When};
use super::date::PartialDate;
use super::id::SourceId;
use super::person::{Chosen, Departure, Person};
use super::source::Source;

impl Knowledge {
    /// The dataset as somebody could read it on a day before its own as-of date. Of the sources of a claim those that had
    /// been published by that day are cited, else those that nobody dates; what rests on later ones alone is not known. A
    /// departure is known once a source of its date is out, or by the day on which it was announced or reported; and a
    /// version of a date that stands beside a better one only once it lies in the past.
    #[must_use]
    pub fn as_read_on(&self, day: Date) -> Self {
        let mut earlier = self.clone();
        let told = self.latest_told();
        let shelf = Shelf {
            sources: &self.sources,
            told: &told,
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
        earlier.order_exits();
        earlier
    }

    /// The last day that each source tells of: a page without a date was not written before it.
    fn latest_told(&self) -> BTreeMap<SourceId, Date> {
        let mut told = BTreeMap::new();
        for person in self.people.values() {
            since(&mut told, &person.facts);
            let departures = person.memberships.iter();
            for departure in departures.filter_map(|it| it.departure.as_ref()) {
                for dates in [
                    &departure.announced,
                    &departure.effective,
                    &departure.reported,
                ] {
                    days(&mut told, dates);
                }
                since(&mut told, &departure.reason);
                since(&mut told, &departure.destination);
                since(&mut told, &departure.statement);
                since(&mut told, &departure.response);
                since(&mut told, &departure.note);
            }
        }
        for topic in self.topics.values() {
            days(&mut told, &topic.dates);
            since(&mut told, &topic.statements);
        }
        told
    }
}

/// Notes that the sources of these claims tell of the days from which they are known.
fn since<T>(told: &mut BTreeMap<SourceId, Date>, claims: &[Claim<T>]) {
    for claim in claims {
        if let Some(since) = &claim.since {
            tell(told, &claim.citations, since.earliest());
        }
    }
}

/// Notes that the sources of these dates tell of them.
fn days(told: &mut BTreeMap<SourceId, Date>, claims: &[Claim<When>]) {
    for claim in claims.iter().filter(|it| it.rank != Rank::Refuted) {
        tell(told, &claim.citations, claim.value.date.earliest());
    }
}

fn tell(told: &mut BTreeMap<SourceId, Date>, citations: &Citations, day: Date) {
    for citation in citations.iter() {
        let last = told.entry(citation.source.clone()).or_insert(day);
        *last = day.max(*last);
    }
}

/// The sources as they stood on a day.
#[derive(Clone, Copy)]
struct Shelf<'a> {
    sources: &'a BTreeMap<SourceId, Source>,
    told: &'a BTreeMap<SourceId, Date>,
    day: Date,
}

impl<'a> Shelf<'a> {
    fn person(self, person: &mut Person) {
        person.memberships.retain(|it| it.begun_by(self.day));
        let mut withheld = false;
        for membership in &mut person.memberships {
            let departure = membership.departure.take();
            let left = departure.is_some();
            membership.departure = departure.filter(|it| self.is_known(it));
            if let Some(departure) = &mut membership.departure {
                self.departure(departure);
            } else if left && self.out(&membership.citations).is_none() {
                // What only those say who tell of the departure was not known either.
                membership.role = None;
                withheld = true;
            }
            self.cite(&mut membership.citations);
        }
        if withheld {
            for fact in &mut person.facts {
                fact.since = self.first_published(&fact.citations).or(fact.since.take());
            }
        }
        self.claims(&mut person.facts);
    }

    /// Whether a departure could be known: by a source of its date that is out, by what the claim says of that itself, or
    /// by the day of its announcement or report. What only pages without a date tell may have been known at any time; and
    /// of one that was to come it is known that it had not.
    fn is_known(self, departure: &Departure) -> bool {
        if self.is_ahead(departure) {
            return true;
        }
        let public = departure.announced.iter().chain(&departure.reported);
        let announced = |claim: &Claim<When>| claim.value.date.latest() <= self.day;
        let since = |claim: &Claim<When>| claim.since.is_some() && claim.known_on(self.day);
        let all = || public.clone().chain(&departure.effective);
        let standing = || all().filter(|it| it.rank != Rank::Refuted);
        let mut published = standing()
            .flat_map(|it| it.citations.iter())
            .filter_map(|it| self.published(it))
            .peekable();
        let undated = published.peek().is_none();
        undated
            || published.any(|it| it.earliest() <= self.day)
            || standing().any(since)
            || public.filter(|it| it.rank != Rank::Refuted).any(announced)
    }

    fn is_ahead(self, departure: &Departure) -> bool {
        let span = departure.span();
        span.is_some_and(|(earliest, _)| earliest > self.day)
    }

    fn departure(self, departure: &mut Departure) {
        let passed = |claim: &Claim<When>| claim.value.date.latest() <= self.day;
        let out = |claim: &Claim<When>| self.undated_too(&claim.citations).is_some();
        let stands = |claim: &Claim<When>| claim.rank != Rank::Refuted && out(claim);
        let fields = [
            &departure.announced,
            &departure.effective,
            &departure.reported,
        ];
        // A departure that is known has a date, even if all that tell it came later.
        if !self.is_ahead(departure) && fields.into_iter().flatten().any(stands) {
            departure.announced.retain(|it| out(it) || passed(it));
            departure.effective.retain(out);
            departure.reported.retain(|it| out(it) || passed(it));
            departure.chosen = Chosen::default();
        }
        let main = departure.date().cloned();
        for dates in [
            &mut departure.announced,
            &mut departure.effective,
            &mut departure.reported,
        ] {
            self.versions(dates, main.as_ref());
            for claim in dates {
                self.known_whole(claim);
                self.cite(&mut claim.citations);
            }
        }
        self.claims(&mut departure.reason);
        self.claims(&mut departure.manner);
        self.claims(&mut departure.destination);
        self.claims(&mut departure.statement);
        self.claims(&mut departure.response);
        self.claims(&mut departure.note);
    }

    /// A version of a date that is not the one which stands for the departure is known from the day that it names.
    fn versions(self, dates: &mut [Claim<When>], main: Option<&PartialDate>) {
        for claim in dates {
            let stands = claim.rank == Rank::Preferred || main == Some(&claim.value.date);
            if !stands && claim.value.date.earliest() > self.day {
                claim.since = Some(claim.value.date.clone());
            }
        }
    }

    fn claims<T>(self, claims: &mut [Claim<T>]) {
        for claim in claims {
            self.known_whole(claim);
            // What the claim says of when it became known stands, whoever told it later.
            let said = claim.since.is_some() && claim.known_on(self.day);
            if !said && self.out(&claim.citations).is_none() {
                let published = self.first_published(&claim.citations);
                claim.since = published.or(claim.since.take());
            }
            self.cite(&mut claim.citations);
        }
    }

    /// What became known some time in a month is only certain to be known at its end, unless a source of it is out.
    fn known_whole<T>(self, claim: &mut Claim<T>) {
        let mut published = claim.citations.iter().filter_map(|it| self.published(it));
        let out = published.any(|it| it.latest() <= self.day);
        let until = claim.since.as_ref().map(PartialDate::latest);
        if let Some(until) = until.filter(|it| *it > self.day && !out) {
            claim.since = Some(PartialDate::day(until));
        }
    }

    fn cite(self, citations: &mut Citations) {
        if let Some(out) = self.undated_too(citations) {
            *citations = out;
        }
    }

    /// The citations that had been published by the day, else those that may have been: with a month that is not over, or
    /// without a date and telling of nothing later.
    fn out(self, citations: &Citations) -> Option<Citations> {
        let published = |it: &Citation| self.published(it).map(PartialDate::latest);
        let told = |it: &Citation| self.told.get(&it.source).is_none_or(|it| *it <= self.day);
        let undated = |it: &Citation| published(it).is_none() && told(it);
        let begun = |it: &Citation| {
            self.published(it)
                .is_some_and(|it| it.earliest() <= self.day)
        };
        kept(citations, |it| {
            published(it).is_some_and(|it| it <= self.day)
        })
        .or_else(|| kept(citations, begun))
        .or_else(|| kept(citations, undated))
    }

    /// The same, else those without a date.
    fn undated_too(self, citations: &Citations) -> Option<Citations> {
        self.out(citations)
            .or_else(|| kept(citations, |it| self.published(it).is_none()))
    }

    fn first_published(self, citations: &Citations) -> Option<PartialDate> {
        let days = citations.iter().filter_map(|it| self.published(it));
        days.min_by_key(|it| it.sort_key()).cloned()
    }

    fn published(self, citation: &Citation) -> Option<&'a PartialDate> {
        self.sources.get(&citation.source)?.published.as_ref()
    }
}

fn kept(citations: &Citations, wanted: impl Fn(&Citation) -> bool) -> Option<Citations> {
    Citations::new(citations.iter().filter(|it| wanted(it)).cloned())
}
