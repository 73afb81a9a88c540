//! A question after understanding: what is asked, about whom, under which filters, on which day.

mod bound;
mod claimed;
mod filters;
mod focus;
mod share;

use jiff::civil::Date;

pub use bound::Bound;
pub use claimed::{Claimed, FOUNDED, SAID};
pub use filters::Filters;
pub use focus::Focus;
pub use share::Share;

use super::resolver::Resolver;
use super::search::Hit;
use crate::knowledge::id::{OrganisationId, PersonId, SourceId, TopicId};

/// A question, bound to the records of the dataset.
#[derive(Debug, Clone)]
pub struct Query {
    /// What is asked.
    pub resolver: Resolver,
    /// The people named, in the order of the question.
    pub people: Vec<PersonId>,
    /// The organisation whose departures are asked about.
    pub organisation: OrganisationId,
    /// Further organisations whose departures are asked about: each gets an answer of its own.
    pub further: Vec<OrganisationId>,
    /// Whether the question or its context named that organisation.
    pub organisation_named: bool,
    /// An organisation named as where people go to, come from, or as a subject of its own.
    pub others: Vec<OrganisationId>,
    /// The events and topics named, best first.
    pub topics: Vec<TopicId>,
    /// The words of the question for people of a role group, as it has them ("researcher").
    pub occupations: Vec<String>,
    /// Whether the question says *all*.
    pub all: bool,
    /// Whether the question is negated.
    pub negated: bool,
    /// Whether the question has words that neither a slot nor the intent table accounts for.
    pub leftover: bool,
    /// Whether the question asks for something of a kind that no record holds.
    pub unrecorded: bool,
    /// The question's words that neither name something nor stand in an example of the intent table.
    pub words: Vec<String>,
    /// Words by which the question picks a part of the last answer: "the bit about the parent".
    pub picked: Vec<String>,
    /// Whether the question offers one of two things to choose: "fired, or did he quit?"
    pub either: bool,
    /// Whether the question says that somebody stays or stayed.
    pub stays: bool,
    /// Whether the question speaks of one person without saying whom.
    pub unsaid: bool,
    /// Whether the question asks whether something is so.
    pub polar: bool,
    /// Whether the question asks whether something is wrong.
    pub disbelieved: bool,
    /// Whether what was told before is asked for once more, as to whether it is so: "really?"
    pub tested: bool,
    /// Whether the question asks of everybody, and not only of a group that it names to say so.
    pub everyone: bool,
    /// Whether the question names somebody who is not in the data.
    pub strange: bool,
    /// Whether the topic is only the one whose questions are most like this one.
    pub guessed: bool,
    /// Whether the question speaks of leaving, in whatever words.
    pub of_leaving: bool,
    /// The question before it, if the question is about that one's answer ("sources?").
    pub last: Option<Box<Query>>,
    /// What stands behind "according to", up to the end of the question.
    pub according: Option<String>,
    /// Sources named, by publisher, author, title or host.
    pub sources: Vec<SourceId>,
    /// The records that hold words of the question, best first.
    pub found: Vec<Hit>,
    /// Which departures are meant.
    pub filters: Filters,
    /// What about them is asked.
    pub focus: Focus,
    /// What the question says of them.
    pub claimed: Claimed,
    /// The day on which it is asked.
    pub today: Date,
}

impl Query {
    /// A question without subject or filter.
    pub fn new(resolver: Resolver, organisation: OrganisationId, today: Date) -> Self {
        Self {
            resolver,
            people: Vec::new(),
            organisation,
            further: Vec::new(),
            organisation_named: false,
            others: Vec::new(),
            topics: Vec::new(),
            occupations: Vec::new(),
            all: false,
            negated: false,
            leftover: false,
            unrecorded: false,
            words: Vec::new(),
            picked: Vec::new(),
            either: false,
            stays: false,
            unsaid: false,
            polar: false,
            disbelieved: false,
            tested: false,
            everyone: false,
            strange: false,
            guessed: false,
            of_leaving: false,
            last: None,
            according: None,
            sources: Vec::new(),
            found: Vec::new(),
            filters: Filters::default(),
            focus: Focus::default(),
            claimed: Claimed::default(),
            today,
        }
    }
}

/// What may be unknown of a departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// A reason of the person's own.
    Reason,
    /// Words of the person's own.
    Statement,
    /// Where they went.
    Destination,
}

impl Lacking {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Reason, Self::Statement, Self::Destination];

    /// The name in wordings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Statement => "statement",
            Self::Destination => "destination",
        }
    }
}

/// An end of a ranking of stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Those who stayed longest.
    Longest,
    /// Those who stayed shortest.
    Shortest,
}

/// How often somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comings {
    /// More than once.
    Again,
    /// Once and for all: they have not come back.
    ForGood,
}

/// Something with a date to which a filter relates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// A person's departure.
    Person(PersonId),
    /// An event.
    Topic(TopicId),
}
