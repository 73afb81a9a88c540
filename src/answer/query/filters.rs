//! Which departures a question means.

use super::{Anchor, Comings, Lacking};
use crate::knowledge::claim::{MannerKind, Zone};
use crate::knowledge::id::{OrganisationId, PersonId, TopicId};
use crate::knowledge::person::RoleGroup;
use crate::nlu::temporal::{Relation, TimeMention};

/// What bounds the departures that are meant. An empty filter lets everything pass.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Whether those are asked for who left every one of these organisations.
    pub jointly: bool,
    /// Role groups asked about; empty for anyone.
    pub groups: Vec<RoleGroup>,
    /// What the role of those asked about says: each a text that the role holds, in any language; empty for anyone.
    pub roles: Vec<String>,
    /// Role groups that are excluded.
    pub except_groups: Vec<RoleGroup>,
    /// People who are excluded.
    pub except_people: Vec<PersonId>,
    /// The people to whom the question is restricted, because it is about a list that named them; empty for anyone.
    pub among: Vec<PersonId>,
    /// Dates and ranges.
    pub times: Vec<TimeMention>,
    /// The zone whose days the reader is shown, where it is not that of the sources.
    pub calendar: Option<Zone>,
    /// "after Alpha", "before the deal".
    pub anchors: Vec<(Relation, Anchor)>,
    /// Places in an order: 1 for the first, -1 for the last.
    pub ordinals: Vec<i32>,
    /// Numbers.
    pub numbers: Vec<i64>,
    /// Manners of leaving.
    pub manners: Vec<MannerKind>,
    /// Manners of leaving that are excluded.
    pub except_manners: Vec<MannerKind>,
    /// Kinds of reasons.
    pub reasons: Vec<String>,
    /// How often those left who are meant, if the question says so.
    pub comings: Option<Comings>,
    /// Whether the question asks who came back.
    pub returns: bool,
    /// What is not known of those asked about.
    pub lacking: Vec<Lacking>,
    /// Whether the times of the question are those of announcements.
    pub announced: bool,
    /// Whether the question asks for those who started something of their own.
    pub venture: bool,
    /// What such a venture is to be of: each a word for it and what texts say of it, parted by `|`.
    pub ventures: Vec<String>,
    /// Of the other organisations those that somebody is said to have gone to.
    pub towards: Vec<OrganisationId>,
    /// People who once worked or studied there are meant.
    pub formerly: Vec<OrganisationId>,
    /// People who worked on these are meant: teams, projects and works.
    pub teams: Vec<TopicId>,
    /// Whether only those who left are meant, where a question is not about leaving.
    pub departed: bool,
    /// Whether those who are taken out are the ones with whom others are said to have gone.
    pub company: bool,
    /// Whether several of what is named are alternatives: "from Alpha or Beta".
    pub alternatives: bool,
}

impl Filters {
    /// The events that those meant left before, after or beside.
    pub fn events(&self) -> impl Iterator<Item = &TopicId> {
        self.anchors.iter().filter_map(|(_, anchor)| match anchor {
            Anchor::Topic(id) => Some(id),
            Anchor::Person(_) => None,
        })
    }

    /// The people whose departures those meant left before, after or beside.
    pub fn neighbours(&self) -> impl Iterator<Item = &PersonId> {
        self.anchors.iter().filter_map(|(_, anchor)| match anchor {
            Anchor::Person(id) => Some(id),
            Anchor::Topic(_) => None,
        })
    }
}
