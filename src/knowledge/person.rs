//! People, the organisations they belonged to, and how each membership ended.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::claim::{
    Citations, Claim, Destination, Fact, Manner, MannerKind, Note, Quotation, Rank, Reason, When,
};
use super::date::{Containment, PartialDate};
use super::id::{OrganisationId, PersonId};
use super::text::Text;

/// A person of whom the dataset knows something.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id, equal to the file name.
    pub id: PersonId,
    /// The name to print.
    pub name: Text,
    /// Other spellings, scripts and handles.
    pub aliases: Vec<String>,
    /// Short professional facts.
    pub facts: Vec<Claim<Fact>>,
    /// Where they belonged, in the order of the file.
    pub memberships: Vec<Membership>,
}

impl Person {
    /// Whether a stay ended only because the person took up another post in the same organisation: one begins there on the
    /// very day on which it ended, or about then if the manner is `moved`. That is no departure.
    pub fn stayed_on(&self, stay: &Membership) -> bool {
        // Whoever has but one stay took up no other post.
        let Some(departure) = stay
            .departure
            .as_ref()
            .filter(|_| self.memberships.len() > 1)
        else {
            return false;
        };
        let moved = || best(&departure.manner).is_some_and(|it| it.value.kind == MannerKind::Moved);
        let same = |ended: &PartialDate, begun: &PartialDate| {
            let to_the_day = ended.width_in_days() <= 1 && ended == begun;
            to_the_day || (ended.overlaps(begun) && moved())
        };
        let others = self.memberships.iter();
        let mut others = others.filter(|it| !std::ptr::eq(*it, stay));
        departure.date().is_some_and(|ended| {
            others.any(|it| {
                it.organisation == stay.organisation
                    && it.from.as_ref().is_some_and(|begun| same(ended, begun))
            })
        })
    }

    /// The stay with which an unbroken time in one organisation began that goes on in this one.
    pub fn begun_as<'a>(&'a self, stay: &'a Membership) -> &'a Membership {
        let mut first = stay;
        // No stay is passed twice.
        for _ in &self.memberships {
            let before = self.memberships.iter().find(|it| {
                let ended = it.departure.as_ref().and_then(Departure::date);
                let begun = first.from.as_ref();
                !std::ptr::eq(*it, first)
                    && it.organisation == first.organisation
                    && self.stayed_on(it)
                    && ended
                        .zip(begun)
                        .is_some_and(|(ended, begun)| ended.overlaps(begun))
            });
            let Some(before) = before else { break };
            first = before;
        }
        first
    }

    /// The stay that lasts on a day: of several the one that began last.
    pub fn stay_on(&self, day: Date) -> Option<&Membership> {
        let lasting = self.memberships.iter();
        let lasting = lasting.filter(|it| it.lasts_on(day) == Containment::Inside);
        lasting.max_by_key(|it| it.from.as_ref().map(PartialDate::sort_key))
    }
}

/// A person's time at an organisation.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The role groups it counts in.
    pub groups: Vec<RoleGroup>,
    /// What the person was there, as a noun phrase.
    pub role: Option<Text>,
    /// When it began, if a source says.
    pub from: Option<PartialDate>,
    /// Who says so.
    pub citations: Citations,
    /// How it ended, if it did.
    pub departure: Option<Departure>,
}

impl Membership {
    /// Whether the role says one of these, in any language: `chief financial officer`, or several parted by `|`. Case
    /// does not matter.
    pub fn holds(&self, roles: &[String]) -> bool {
        let role = self.role.as_ref();
        role.is_some_and(|role| role.has_one_of(roles))
    }
}

/// Groups of roles in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleGroup {
    /// Founded it.
    Founder,
    /// Led it or a department.
    Executive,
    /// Worked there.
    Staff,
}

impl RoleGroup {
    /// All groups.
    pub const ALL: [Self; 3] = [Self::Founder, Self::Executive, Self::Staff];

    /// The name in files and in wordings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Founder => "founder",
            Self::Executive => "executive",
            Self::Staff => "staff",
        }
    }
}

/// The end of a membership: what is claimed about it.
#[derive(Debug, Clone, Default)]
pub struct Departure {
    /// When the person or the organisation made it public.
    pub announced: Vec<Claim<When>>,
    /// The last day.
    pub effective: Vec<Claim<When>>,
    /// When the press reported it.
    pub reported: Vec<Claim<When>>,
    /// Why.
    pub reason: Vec<Claim<Reason>>,
    /// In which manner.
    pub manner: Vec<Claim<Manner>>,
    /// Where next.
    pub destination: Vec<Claim<Destination>>,
    /// The person's own words.
    pub statement: Vec<Claim<Quotation>>,
    /// Answers of others.
    pub response: Vec<Claim<Quotation>>,
    /// Anything else.
    pub note: Vec<Claim<Note>>,
    /// Which of the dates stands for the departure.
    pub chosen: Chosen,
}

/// Which date stands for a departure, worked out when it is first asked for: a list of thousands asks for it of each.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    when: OnceLock<Option<(DateField, usize)>>,
    span: OnceLock<Option<(Date, Date)>>,
}

/// Which of a departure's dates stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateField {
    /// The last day.
    Effective,
    /// The day of the announcement.
    Announced,
    /// The day of the report.
    Reported,
}

/// The days of a week.
const WEEK: i32 = 7;

/// The best claim of a list: the first preferred one, else the first that is not refuted.
pub fn best<T>(claims: &[Claim<T>]) -> Option<&Claim<T>> {
    claims.get(best_of(claims)?)
}

fn best_of<T>(claims: &[Claim<T>]) -> Option<usize> {
    let first = |rank: Rank| claims.iter().position(|claim| claim.rank == rank);
    first(Rank::Preferred).or_else(|| first(Rank::Normal))
}

impl Departure {
    /// The claim whose date stands for the departure in lists and orders: the last day, unless the day of the
    /// announcement or of the report is known better and fits into what is known of the last day.
    pub fn when(&self) -> Option<(DateField, &Claim<When>)> {
        let (field, index) = (*self.chosen.when.get_or_init(|| self.choose()))?;
        Some((field, self.dates(field).get(index)?))
    }

    /// The claims on one of the dates.
    pub fn dates(&self, field: DateField) -> &[Claim<When>] {
        match field {
            DateField::Effective => &self.effective,
            DateField::Announced => &self.announced,
            DateField::Reported => &self.reported,
        }
    }

    fn choose(&self) -> Option<(DateField, usize)> {
        let fields = [
            DateField::Effective,
            DateField::Announced,
            DateField::Reported,
        ];
        let mut dates = fields.into_iter().filter_map(|field| {
            let claims = self.dates(field);
            let index = best_of(claims)?;
            Some((field, index, &claims.get(index)?.value.date))
        });
        let first = dates.next()?;
        let (field, index, _) = dates.fold(first, |chosen, candidate| {
            let (old, new) = (chosen.2, candidate.2);
            // That the press reported it on a day says little more than a week in which it happened.
            let good = candidate.0 == DateField::Reported && old.width_in_days() <= WEEK;
            if good {
                chosen
            } else if new.width_in_days() < old.width_in_days() && new.overlaps(old) {
                candidate
            } else {
                chosen
            }
        });
        Some((field, index))
    }

    /// The date that stands for the departure.
    pub fn date(&self) -> Option<&PartialDate> {
        self.when().map(|(_, claim)| &claim.value.date)
    }

    /// The first and the last day on which the person may have left: what the date allows, and no later than the press
    /// reported it.
    pub fn span(&self) -> Option<(Date, Date)> {
        *self.chosen.span.get_or_init(|| self.reach())
    }

    fn reach(&self) -> Option<(Date, Date)> {
        let date = self.date()?;
        let (earliest, latest) = (date.earliest(), date.latest());
        let reported = best(&self.reported)
            .map(|claim| claim.value.date.latest())
            .filter(|reported| *reported >= earliest);
        Some((earliest, reported.map_or(latest, |day| day.min(latest))))
    }

    /// Whether the departure had happened by the end of that day, in the zone that its sources use.
    pub fn by(&self, day: Date) -> Containment {
        match self.span() {
            Some((_, latest)) if latest <= day => Containment::Inside,
            Some((earliest, _)) if earliest > day => Containment::Outside,
            _ => Containment::Perhaps,
        }
    }

    /// Every citation of the departure's dates, else of whatever is claimed about it.
    pub fn citations(&self) -> Option<Citations> {
        let dates = [&self.effective, &self.announced, &self.reported];
        if let Some((_, claim)) = self.when() {
            return Some(claim.citations.clone());
        }
        let first = dates
            .into_iter()
            .flatten()
            .map(|claim| &claim.citations)
            .chain(self.manner.iter().map(|claim| &claim.citations))
            .chain(self.destination.iter().map(|claim| &claim.citations))
            .chain(self.reason.iter().map(|claim| &claim.citations))
            .chain(self.note.iter().map(|claim| &claim.citations))
            .next();
        first.cloned()
    }
}
