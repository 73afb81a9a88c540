//! From checked shapes to the types that answers are made from.
//!
//! Runs only when no rule found an error, so nothing is reported here; what cannot be built after all gives no dataset.

use jiff::civil::Date;

use super::schema::{self, At, ORIGINAL, RankName, View};
use super::world::{In, World, topic_kind};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{
    Citation, Citations, Claim, Destination, Fact, Manner, Note, Quotation, Rank, Reason,
    TopicStatement, When, Zone,
};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::{OrganisationId, PersonId, SourceId, TopicId};
use crate::knowledge::organisation::{Group, Organisation};
use crate::knowledge::person::{Departure, Membership, Person};
use crate::knowledge::source::Source;
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;

/// The dataset, if all of it can be built.
pub(super) fn knowledge(world: &World<'_>) -> Option<Knowledge> {
    let dataset = &world.dataset.as_ref()?.value;
    let as_of = dataset.as_of.value.0;
    let all = Builder { as_of };
    Some(Knowledge::new(
        text(&dataset.name)?,
        as_of,
        OrganisationId::new(&dataset.organisation.value),
        every(&world.sources, |it| source(&it.value))?,
        every(&world.people, |it| all.person(&it.value))?,
        every(&world.organisations, |it| organisation(&it.value))?,
        every(&world.topics, |it| all.topic(it))?,
    ))
}

/// All of them, or nothing if one fails.
fn every<T, U>(items: &[T], build: impl Fn(&T) -> Option<U>) -> Option<Vec<U>> {
    items.iter().map(build).collect()
}

/// An optional value that must be good if it is there.
#[expect(
    clippy::option_option,
    reason = "the outer says whether it could be built, the inner whether it was there"
)]
fn maybe<T, U>(value: Option<&T>, build: impl Fn(&T) -> Option<U>) -> Option<Option<U>> {
    value.map_or(Some(None), |value| build(value).map(Some))
}

/// A text as the program holds it; nothing if it lacks the dataset's own language.
fn text(written: &schema::Text) -> Option<Text> {
    let versions = &written.versions.value;
    let translations = versions
        .iter()
        .filter(|(language, _)| *language != ORIGINAL)
        .map(|(language, version)| (language.clone(), version.value.clone()))
        .collect();
    Some(Text::new(written.original()?.value.clone(), translations))
}

fn date(written: &At<String>) -> Option<PartialDate> {
    written.value.parse().ok()
}

fn zone(name: &str) -> Option<Zone> {
    Zone::ALL.into_iter().find(|zone| zone.name() == name)
}

/// A date and the zone in which it holds: `2026-02-11 utc`.
pub(super) fn elsewhere(written: &str) -> Option<(PartialDate, Zone)> {
    let (date, zone_name) = written.rsplit_once(' ')?;
    Some((date.parse().ok()?, zone(zone_name)?))
}

/// A clock time: `16:05`.
pub(super) fn clock(written: &str) -> Option<jiff::civil::Time> {
    jiff::civil::Time::strptime("%H:%M", written).ok()
}

/// The source's id and the locator of a citation: `bi-wu, third paragraph`.
pub(super) fn citation(written: &str) -> (&str, Option<&str>) {
    match written.split_once(',') {
        Some((id, locator)) => (id.trim(), Some(locator.trim())),
        None => (written.trim(), None),
    }
}

fn citations(cite: &At<Vec<At<String>>>) -> Option<Citations> {
    Citations::new(cite.value.iter().map(|written| {
        let (id, locator) = citation(&written.value);
        Citation {
            source: SourceId::new(id),
            locator: locator.map(str::to_owned),
        }
    }))
}

fn values(list: &[At<String>]) -> Vec<String> {
    list.iter().map(|it| it.value.clone()).collect()
}

fn ids<T>(list: &[At<String>], new: impl Fn(&str) -> T) -> Vec<T> {
    list.iter().map(|it| new(&it.value)).collect()
}

fn source(it: &schema::Source) -> Option<Source> {
    let string = |value: &Option<At<String>>| value.as_ref().map(|it| it.value.clone());
    Some(Source {
        id: SourceId::new(&it.id.value),
        title: string(&it.title),
        publisher: it.publisher.value.clone(),
        newsroom: string(&it.newsroom),
        aliases: values(&it.aliases),
        author: string(&it.author),
        url: string(&it.url),
        what: string(&it.what),
        published: maybe(it.published.as_ref(), date)?,
        retrieved: it.retrieved.value.0,
        language: it.language.value.clone(),
        class: it.class.value.0,
        caveats: every(&it.caveats, text)?,
    })
}

fn organisation(it: &schema::Organisation) -> Option<Organisation> {
    let own = text(&it.name)?;
    let aliases = values(&it.aliases);
    let names: Vec<&str> = own
        .versions()
        .chain(aliases.iter().map(String::as_str))
        .collect();
    Some(Organisation {
        id: OrganisationId::new(&it.id.value),
        groups: every(&it.group, |group| {
            Some(Group {
                role: group.role.value.0,
                // The organisation stands beside the name of its group wherever that is said.
                name: text(&group.name)?.each(|it| head(it, &names).unwrap_or(it).to_owned()),
                aliases: values(&group.aliases),
                apart: ids(&group.apart, PersonId::new),
                citations: citations(&group.cite)?,
            })
        })?,
        founding: it.founding.as_ref().map(|it| TopicId::new(&it.value)),
        name: own,
        aliases,
    })
}

/// What the name of a group says without the organisation at its end, or at its beginning in a language that puts it there:
/// "curators" of "curators of Alpha". `names` are those of the organisation.
fn head<'a>(name: &'a str, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|own| {
        let of = || name.strip_suffix(own)?.strip_suffix(" of ");
        let no = || name.strip_prefix(own)?.strip_prefix('の');
        of().or_else(no).filter(|it| !it.is_empty())
    })
}

/// Builds what carries claims; knows the day that a claim without its own is true as of.
struct Builder {
    as_of: Date,
}

impl Builder {
    fn claim<T>(&self, view: &View<'_>, value: T) -> Option<Claim<T>> {
        let rank = |it: &At<RankName>| it.value.0;
        Some(Claim {
            value,
            citations: citations(view.cite?)?,
            rank: view.rank.map_or(Rank::Normal, rank),
            because: maybe(view.because, text)?,
            since: maybe(view.since, date)?,
            as_of: view.as_of.map_or(self.as_of, |day| day.value.0),
        })
    }

    fn when(&self, it: &schema::When) -> Option<Claim<When>> {
        self.claim(
            &it.view(""),
            When {
                date: date(&it.date)?,
                time: maybe(it.time.as_ref(), |time| clock(&time.value))?,
                zone: it.zone.as_ref().map(|zone| zone.value.0),
                elsewhere: every(&it.elsewhere, |it| elsewhere(&it.value))?,
                text: maybe(it.text.as_ref(), text)?,
                after: ids(&it.after, PersonId::new),
            },
        )
    }

    fn person(&self, it: &schema::Person) -> Option<Person> {
        Some(Person {
            id: PersonId::new(&it.id.value),
            name: text(&it.name)?,
            aliases: values(&it.aliases),
            facts: every(&it.fact, |fact| {
                let value = Fact {
                    kind: fact.kind.value.0,
                    text: text(&fact.text)?,
                    organisations: ids(&fact.organisations, OrganisationId::new),
                    topics: ids(&fact.topics, TopicId::new),
                    under: ids(&fact.under, PersonId::new),
                };
                self.claim(&fact.view(""), value)
            })?,
            memberships: every(&it.membership, |membership| self.membership(membership))?,
        })
    }

    fn membership(&self, it: &schema::Membership) -> Option<Membership> {
        Some(Membership {
            organisation: OrganisationId::new(&it.organisation.value),
            groups: it.groups.value.iter().map(|group| group.value.0).collect(),
            role: maybe(it.role.as_ref(), text)?,
            from: maybe(it.from.as_ref(), date)?,
            citations: citations(&it.cite)?,
            departure: maybe(it.departure.as_ref(), |it| self.departure(it))?,
        })
    }

    fn departure(&self, it: &schema::Departure) -> Option<Departure> {
        Some(Departure {
            announced: every(&it.announced, |it| self.when(it))?,
            effective: every(&it.effective, |it| self.when(it))?,
            reported: every(&it.reported, |it| self.when(it))?,
            reason: every(&it.reason, |it| {
                let value = Reason {
                    voice: it.by.value.0,
                    text: maybe(it.text.as_ref(), text)?,
                    categories: values(&it.categories),
                };
                self.claim(&it.view(""), value)
            })?,
            manner: every(&it.manner, |it| {
                let value = Manner {
                    kind: it.kind.value.0,
                    text: maybe(it.text.as_ref(), text)?,
                };
                self.claim(&it.view(""), value)
            })?,
            destination: every(&it.destination, |it| {
                let organisation = it.organisation.as_ref();
                let value = Destination {
                    organisation: organisation.map(|it| OrganisationId::new(&it.value)),
                    text: maybe(it.text.as_ref(), text)?,
                };
                self.claim(&it.view(""), value)
            })?,
            statement: every(&it.statement, |it| {
                let value = Quotation {
                    by: None,
                    quote: it.quote.as_ref().map(|it| it.value.clone()),
                    text: maybe(it.text.as_ref(), text)?,
                };
                self.claim(&it.view(""), value)
            })?,
            response: every(&it.response, |it| {
                let value = Quotation {
                    by: Some(PersonId::new(&it.by.value)),
                    quote: it.quote.as_ref().map(|it| it.value.clone()),
                    text: maybe(it.text.as_ref(), text)?,
                };
                self.claim(&it.view(""), value)
            })?,
            note: every(&it.note, |it| {
                let value = Note {
                    voice: it.by.value.0,
                    about: it.about.as_ref().map(|it| it.value.clone()),
                    text: text(&it.text)?,
                };
                self.claim(&it.view(""), value)
            })?,
            ..Departure::default()
        })
    }

    fn topic(&self, it: &In<'_, schema::Topic>) -> Option<Topic> {
        let page = &it.value;
        let dates = every(&page.date, |it| self.when(it))?;
        // What is told of an event cannot be known before it.
        let firsts = dates.iter().map(|claim| &claim.value.date);
        let first = firsts.min_by_key(|date| date.earliest()).cloned();
        Some(Topic {
            id: TopicId::new(&page.id.value),
            kind: topic_kind(it.file),
            name: text(&page.name)?,
            aliases: values(&page.aliases),
            dates,
            statements: every(&page.claim, |it| {
                let value = TopicStatement {
                    aspect: it.aspect.value.0,
                    about: it.about.as_ref().map(|it| it.value.clone()),
                    text: maybe(it.text.as_ref(), text)?,
                };
                let mut claim = self.claim(&it.view(""), value)?;
                claim.since = claim.since.or_else(|| first.clone());
                Some(claim)
            })?,
            ask: page
                .ask
                .iter()
                .map(|(language, questions)| (language.clone(), values(questions)))
                .collect(),
            people: ids(&page.people, PersonId::new),
            organisations: ids(&page.organisations, OrganisationId::new),
            departures: page.departures.as_ref().map(|it| it.value.0),
        })
    }
}
