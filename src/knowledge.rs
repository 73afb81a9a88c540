//! The dataset, indexed and immutable: people, departures, organisations, events, topics, and who says so.

pub mod claim;
pub mod date;
mod earlier;
pub mod id;
pub mod organisation;
pub mod person;
pub mod source;
pub mod text;
pub mod topic;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;

use claim::{Claim, When};
use date::{Containment, PartialDate, Sequence};
use id::{OrganisationId, PersonId, SourceId, TopicId};
use organisation::{Group, Organisation};
use person::{Departure, Membership, Person, RoleGroup};
use source::Source;
use text::Text;
use topic::Topic;

/// The whole dataset.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// What the dataset is called.
    pub name: Text,
    /// Nothing after this day is known.
    pub as_of: Date,
    /// What a question is about that names no organisation.
    pub organisation: OrganisationId,
    /// Every source that some claim cites, by id.
    pub sources: BTreeMap<SourceId, Source>,
    /// People by id, in the order of their ids.
    pub people: IndexMap<PersonId, Person>,
    /// Organisations by id.
    pub organisations: BTreeMap<OrganisationId, Organisation>,
    /// Events and topics by id.
    pub topics: BTreeMap<TopicId, Topic>,
    /// Every departure in order, as the numbers of the person and of the membership: among ten thousand people a tree
    /// takes longer to find one than all else that a list asks of one.
    exits: Vec<(usize, usize)>,
    /// The departures from each organisation, and the memberships in each, in the orders of those and of people: few of
    /// many organisations' people are of the one that a question is about.
    exits_from: BTreeMap<OrganisationId, Vec<(usize, usize)>>,
    members_of: BTreeMap<OrganisationId, Vec<(usize, usize)>>,
    /// By whoever left before them, those of whose departure a source says so.
    followers: BTreeMap<PersonId, Vec<(usize, usize)>>,
}

/// One departure with the records around it.
#[derive(Debug, Clone, Copy)]
pub struct Exit<'a> {
    /// Who left.
    pub person: &'a Person,
    /// What they left.
    pub membership: &'a Membership,
    /// What is claimed about it.
    pub departure: &'a Departure,
}

impl<'a> Exit<'a> {
    /// The claim whose date stands for the departure.
    pub fn when(&self) -> Option<&'a Claim<When>> {
        self.departure.when().map(|(_, claim)| claim)
    }

    /// The date that stands for the departure.
    pub fn date(&self) -> Option<&'a PartialDate> {
        self.departure.date()
    }

    /// The memberships in the same organisation that the person took up after this departure, whenever that was.
    pub fn rejoined(&self) -> impl Iterator<Item = &'a Membership> + use<'a> {
        let organisation = &self.membership.organisation;
        let left = self.date().map(PartialDate::sort_key);
        self.person.memberships.iter().filter(move |later| {
            let from = later.from.as_ref().map(PartialDate::sort_key);
            later.organisation == *organisation
                && from.zip(left).is_some_and(|(from, left)| from >= left)
        })
    }

    /// Whether this departure came before the other: by date, else by what the sources say of the order.
    pub fn sequence(&self, other: &Exit<'_>) -> Sequence {
        let stated = |first: &Exit<'_>, second: &Exit<'_>| {
            second
                .departure
                .effective
                .iter()
                .chain(&second.departure.announced)
                .any(|claim| claim.value.after.contains(&first.person.id))
        };
        let by_date = match (self.date(), other.date()) {
            (Some(mine), Some(theirs)) => mine.sequence(theirs),
            _ => Sequence::Undecidable,
        };
        match by_date {
            Sequence::Undecidable | Sequence::Same if stated(self, other) => Sequence::Before,
            Sequence::Undecidable | Sequence::Same if stated(other, self) => Sequence::After,
            decided => decided,
        }
    }
}

impl Knowledge {
    /// The dataset of these records, with departures in the order in which they happened; ties keep the order of ids.
    pub fn new(
        name: Text,
        as_of: Date,
        organisation: OrganisationId,
        sources: Vec<Source>,
        people: Vec<Person>,
        organisations: Vec<Organisation>,
        topics: Vec<Topic>,
    ) -> Self {
        let by_id: BTreeMap<_, _> = people.into_iter().map(|it| (it.id.clone(), it)).collect();
        let mut knowledge = Self {
            name,
            as_of,
            organisation,
            sources: sources.into_iter().map(|it| (it.id.clone(), it)).collect(),
            people: by_id.into_iter().collect(),
            organisations: organisations
                .into_iter()
                .map(|it| (it.id.clone(), it))
                .collect(),
            topics: topics.into_iter().map(|it| (it.id.clone(), it)).collect(),
            exits: Vec::new(),
            exits_from: BTreeMap::new(),
            members_of: BTreeMap::new(),
            followers: BTreeMap::new(),
        };
        knowledge.order_exits();
        knowledge
    }

    /// Puts the departures into the order in which they happened; ties keep the order of ids.
    fn order_exits(&mut self) {
        let mut exits: Vec<_> = self
            .people
            .values()
            .enumerate()
            .flat_map(|(number, person)| {
                person
                    .memberships
                    .iter()
                    .enumerate()
                    .filter(|(_, membership)| !person.stayed_on(membership))
                    .filter_map(move |(index, membership)| {
                        let departure = membership.departure.as_ref()?;
                        let key = departure
                            .date()
                            .map_or((Date::MAX, Date::MAX), PartialDate::sort_key);
                        Some((key, number, index))
                    })
            })
            .collect();
        exits.sort();
        self.exits = exits
            .into_iter()
            .map(|(_, person, index)| (person, index))
            .collect();
        self.exits_from.clear();
        self.members_of.clear();
        self.index_by_organisation();
        self.index_followers();
    }

    fn index_by_organisation(&mut self) {
        for (number, person) in self.people.values().enumerate() {
            for (index, membership) in person.memberships.iter().enumerate() {
                let members = self.members_of.entry(membership.organisation.clone());
                members.or_default().push((number, index));
            }
        }
        for place in &self.exits {
            let membership = self.membership(*place).map(|(_, it)| &it.organisation);
            if let Some(organisation) = membership {
                let exits = self.exits_from.entry(organisation.clone());
                exits.or_default().push(*place);
            }
        }
    }

    fn index_followers(&mut self) {
        self.followers.clear();
        let stated: Vec<(PersonId, (usize, usize))> = self
            .exits
            .iter()
            .filter_map(|place| Some((self.exit(*place)?, *place)))
            .flat_map(|(exit, place)| {
                let dates = exit.departure.effective.iter();
                let dates = dates.chain(&exit.departure.announced);
                let before = dates.flat_map(|claim| claim.value.after.clone());
                before
                    .map(move |person| (person, place))
                    .collect::<Vec<_>>()
            })
            .collect();
        for (person, place) in stated {
            self.followers.entry(person).or_default().push(place);
        }
    }

    /// Whether somebody who is said to have left the organisation after this departure had gone by the end of a day: then so
    /// had this person, however little is known of the date.
    pub fn is_outlasted(&self, exit: &Exit<'_>, day: Date) -> bool {
        let places = self.followers.get(&exit.person.id).into_iter().flatten();
        let mut followers = places.filter_map(|place| self.exit(*place));
        followers.any(|other| {
            let there = other.membership.organisation == exit.membership.organisation;
            // Of somebody with several stays it may be said of another one.
            let after = exit.sequence(&other) == Sequence::Before;
            there && after && other.departure.by(day) == Containment::Inside
        })
    }

    /// The membership at a place: the numbers of the person and of the membership.
    fn membership(&self, (number, index): (usize, usize)) -> Option<(&Person, &Membership)> {
        let (_, person) = self.people.get_index(number)?;
        Some((person, person.memberships.get(index)?))
    }

    /// The departure at a place.
    fn exit(&self, place: (usize, usize)) -> Option<Exit<'_>> {
        let (person, membership) = self.membership(place)?;
        Some(Exit {
            person,
            membership,
            departure: membership.departure.as_ref()?,
        })
    }

    /// Every departure, in the order in which they happened; those without a date last.
    pub fn exits(&self) -> impl DoubleEndedIterator<Item = Exit<'_>> {
        self.exits.iter().filter_map(|place| self.exit(*place))
    }

    /// The departures from an organisation, in the same order.
    pub fn exits_from(
        &self,
        organisation: &OrganisationId,
    ) -> impl DoubleEndedIterator<Item = Exit<'_>> {
        let places = self.exits_from.get(organisation).into_iter().flatten();
        places.filter_map(|place| self.exit(*place))
    }

    /// The departures of one person, in the order of the file.
    pub fn exits_of<'a>(&self, person: &'a Person) -> impl Iterator<Item = Exit<'a>> {
        let stays = person.memberships.iter();
        let left = stays.filter(|membership| !person.stayed_on(membership));
        left.filter_map(move |membership| {
            Some(Exit {
                person,
                membership,
                departure: membership.departure.as_ref()?,
            })
        })
    }

    /// Whether anybody is recorded as having belonged to an organisation.
    pub fn has_members(&self, organisation: &OrganisationId) -> bool {
        self.members(organisation, None).next().is_some()
    }

    /// Whether a departure from an organisation is recorded.
    pub fn is_left(&self, organisation: &OrganisationId) -> bool {
        self.exits_from(organisation).next().is_some()
    }

    /// Whether an event or topic has a date.
    pub fn is_dated(&self, id: &TopicId) -> bool {
        self.topics.get(id).is_some_and(|it| it.date().is_some())
    }

    /// Whether a departure of this person is recorded, from whatever organisation.
    pub fn has_left(&self, id: &PersonId) -> bool {
        self.people
            .get(id)
            .is_some_and(|person| self.exits_of(person).next().is_some())
    }

    /// The organisation's named group for a role group, if it has one.
    pub fn group(&self, organisation: &OrganisationId, role: RoleGroup) -> Option<&Group> {
        self.organisations
            .get(organisation)?
            .groups
            .iter()
            .find(|group| group.role == role)
    }

    /// Everybody who ever had a membership in the organisation, and in the role group if one is given, by id.
    pub fn members(
        &self,
        organisation: &OrganisationId,
        role: Option<RoleGroup>,
    ) -> impl Iterator<Item = (&Person, &Membership)> {
        let places = self.members_of.get(organisation).into_iter().flatten();
        places
            .filter_map(|place| self.membership(*place))
            .filter(move |(_, it)| role.is_none_or(|role| it.groups.contains(&role)))
    }

    /// Whether somebody ever belonged to one of these role groups of the organisation.
    pub fn is_member(
        &self,
        id: &PersonId,
        organisation: &OrganisationId,
        groups: &[RoleGroup],
    ) -> bool {
        groups.iter().any(|group| {
            let mut members = self.members(organisation, Some(*group));
            members.any(|(person, _)| person.id == *id)
        })
    }
}

impl Membership {
    /// Whether the membership had begun, or may have, by the end of that day; one without a known beginning had.
    pub fn begun_by(&self, day: Date) -> bool {
        self.from.as_ref().is_none_or(|from| from.earliest() <= day)
    }

    /// Whether the person still belonged there at the end of that day.
    pub fn lasts_on(&self, day: Date) -> Containment {
        if self
            .from
            .as_ref()
            .is_some_and(|from| from.within(None, Some(day)) == Containment::Outside)
        {
            return Containment::Outside;
        }
        match self.departure.as_ref().map(|departure| departure.by(day)) {
            None | Some(Containment::Outside) => Containment::Inside,
            Some(Containment::Inside) => Containment::Outside,
            Some(Containment::Perhaps) => Containment::Perhaps,
        }
    }
}
