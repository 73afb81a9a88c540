//! A question after understanding: what is asked, about whom, under which filters, on which day.

mod share;

use jiff::civil::Date;

pub use share::Share;

use super::resolver::Resolver;
use super::search::Hit;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::{OrganisationId, PersonId, SourceId, TopicId};
use crate::knowledge::person::RoleGroup;
use crate::nlu::temporal::{Relation, TimeMention};

/// How the vocabulary's values for saying something begin.
pub const SAID: &str = "said|";

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
    /// Whether those are asked for who left every one of these organisations.
    pub jointly: bool,
    /// Whether the question or its context named that organisation.
    pub organisation_named: bool,
    /// An organisation named as where people go to, come from, or as a subject of its own.
    pub others: Vec<OrganisationId>,
    /// The events and topics named, best first.
    pub topics: Vec<TopicId>,
    /// Role groups asked about; empty for anyone.
    pub groups: Vec<RoleGroup>,
    /// Role groups that the question takes somebody to belong to, whom it asks something else about.
    pub presumed: Vec<RoleGroup>,
    /// What the role of those asked about says: each a text that the role holds, in any language; empty for anyone.
    pub roles: Vec<String>,
    /// The words of the question for people of a role group, as it has them ("researcher").
    pub occupations: Vec<String>,
    /// The posts that somebody is claimed to have taken at another organisation, each as texts that name it, parted by `|`.
    pub posts: Vec<String>,
    /// Who is claimed to have taken over, and from whom.
    pub succession: Option<(PersonId, PersonId)>,
    /// What is asked of the words of somebody who never left, beside the words themselves: when, of whom.
    pub of_words: Option<Aspect>,
    /// Role groups that are excluded.
    pub except_groups: Vec<RoleGroup>,
    /// People who are excluded.
    pub except_people: Vec<PersonId>,
    /// The people to whom the question is restricted, because it is about a list that named them; empty for anyone.
    pub among: Vec<PersonId>,
    /// Dates and ranges.
    pub times: Vec<TimeMention>,
    /// "after Babuschkin", "before the deal".
    pub anchors: Vec<(Relation, Anchor)>,
    /// Places in an order: 1 for the first, -1 for the last.
    pub ordinals: Vec<i32>,
    /// Numbers.
    pub numbers: Vec<i64>,
    /// Manners of leaving.
    pub manners: Vec<MannerKind>,
    /// Kinds of reasons.
    pub reasons: Vec<String>,
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
    /// What somebody is said to have done: each as texts of the data put it, several parted by `|`, what rules it out
    /// behind `!` (`worked|!intern`).
    pub deeds: Vec<String>,
    /// A part of a group that is not said in numbers.
    pub share: Option<Share>,
    /// Those who are said to stay beside a number of those who left: nobody else does.
    pub said_to_stay: Vec<PersonId>,
    /// Those who are said to be among a number of those who left.
    pub said_to_be_gone: Vec<PersonId>,
    /// Who is wrongly said to have gone along with the others.
    pub said_to_go_along: Vec<PersonId>,
    /// Who is said to have sent away the one whom the question is about, both of whom left.
    pub sent_away_by: Option<PersonId>,
    /// Whether somebody is said to be dead of whom no record says so.
    pub said_to_be_dead: bool,
    /// Whether somebody is said to have come back of whom no record says so.
    pub unreturned: bool,
    /// How long somebody is said to have stayed: the fewest and the most days that go by the word for it.
    pub lasted: Option<(i32, i32)>,
    /// Whether the dates of a claim are those of leaving, whatever deed it names beside.
    pub dates_leaving: bool,
    /// Whether the question offers one of two things to choose: "fired, or did he quit?"
    pub either: bool,
    /// Whether the question says that somebody stays or stayed.
    pub stays: bool,
    /// Whether the question speaks of one person without saying whom.
    pub unsaid: bool,
    /// How often those left who are meant, if the question says so.
    pub comings: Option<Comings>,
    /// Whether the question asks how often something happened.
    pub how_often: bool,
    /// Whether the question speaks of reasons.
    pub asks_reason: bool,
    /// Whether the question asks whether something is so.
    pub polar: bool,
    /// Whether the question asks whether something is wrong.
    pub disbelieved: bool,
    /// Whether what was told before is asked for once more, as to whether it is so: "really?"
    pub tested: bool,
    /// Whether the question names something as a cause.
    pub causal: bool,
    /// Whether the question asks for years, and not for months.
    pub yearly: bool,
    /// Whether the very day is asked for.
    pub exact_day: bool,
    /// Whether the question asks what became of somebody.
    pub story: bool,
    /// Whether a career is asked for: what somebody did, in the order of time.
    pub career: bool,
    /// Whether the question asks for a day of the week.
    pub weekday: bool,
    /// Whether the question asks who came back.
    pub returns: bool,
    /// Somebody named as the cause, who did not leave.
    pub blamed: Option<PersonId>,
    /// Whether the question asks of everybody, and not only of a group that it names to say so.
    pub everyone: bool,
    /// Whether the question asks what something is before it asks something else of it.
    pub introduced: bool,
    /// What is not known of those asked about.
    pub lacking: Vec<Lacking>,
    /// Whether the times of the question are those of announcements.
    pub announced: bool,
    /// Whether the question asks for what stands directly beside something in an order.
    pub adjacent: bool,
    /// Whether the question asks on which side of a day or an event more lies.
    pub either_side: bool,
    /// Whether an amount is claimed of several together.
    pub combined: bool,
    /// Whether the question puts people side by side.
    pub contrast: bool,
    /// Whether the question asks for those who started something of their own.
    pub venture: bool,
    /// What such a venture is to be of: each a word for it and what texts say of it, parted by `|`.
    pub ventures: Vec<String>,
    /// Whether the question names somebody who is not in the data.
    pub strange: bool,
    /// Whether the topic is only the one whose questions are most like this one.
    pub guessed: bool,
    /// Whether the question speaks of the time since somebody left.
    pub since_leaving: bool,
    /// Whether the question goes on from where somebody went, to what came after.
    pub onwards: bool,
    /// Whether the question goes back from where somebody is to what came before.
    pub earlier: bool,
    /// Of the other organisations those that somebody is said to have gone to.
    pub towards: Vec<OrganisationId>,
    /// People who once worked or studied there are meant.
    pub formerly: Vec<OrganisationId>,
    /// People who worked on these are meant: teams, projects and works.
    pub teams: Vec<TopicId>,
    /// Which end of a ranking of stays is asked for; none for both.
    pub stretch: Option<Stretch>,
    /// Whether only those who left are meant, where a question is not about leaving.
    pub departed: bool,
    /// Whether the question asks for a length in days.
    pub in_days: bool,
    /// Whether those who are taken out are the ones with whom others are said to have gone.
    pub company: bool,
    /// Whether the question asks if several left on one day.
    pub same_day: bool,
    /// Whether the question asks for a number without the names.
    pub figure_only: bool,
    /// Whether the answer is to be told in few words.
    pub brief: bool,
    /// Whether the question asks how far the last answer is settled.
    pub evidence: bool,
    /// Whether the question asks since when somebody is where they went, or holds the post that they took over.
    pub since_when: bool,
    /// Whether the question speaks of what somebody posted themselves.
    pub own_post: bool,
    /// Whether the question speaks of leaving, in whatever words.
    pub of_leaving: bool,
    /// Whether the question asks who holds something on the day that it is asked.
    pub present: bool,
    /// Whether the question asks what somebody is known for, rather than what they did at the organisation.
    pub renown: bool,
    /// Whether the question asks for scholarly work.
    pub scholarly: bool,
    /// Whether the question asks for a number.
    pub counts: bool,
    /// Whether several of what is named are alternatives: "from Alpha or Beta".
    pub alternatives: bool,
    /// The amounts that the question names, each as a number and its scale, as texts of its language write them ("45
    /// billion").
    pub amounts: Vec<String>,
    /// The organisation that an amount is claimed of; none if the question names none beside it.
    pub valued: Option<OrganisationId>,
    /// The question before it, if the question is about that one's answer ("sources?").
    pub last: Option<Box<Query>>,
    /// What stands behind "according to", up to the end of the question.
    pub according: Option<String>,
    /// Sources named, by publisher, author, title or host.
    pub sources: Vec<SourceId>,
    /// The records that hold words of the question, best first.
    pub found: Vec<Hit>,
    /// The day on which it is asked.
    pub today: Date,
}

impl Query {
    /// Whether the question speaks of saying something.
    pub fn says(&self) -> bool {
        self.deeds.iter().any(|it| it.starts_with(SAID))
    }

    /// A question without subject or filter.
    pub fn new(resolver: Resolver, organisation: OrganisationId, today: Date) -> Self {
        Self {
            resolver,
            people: Vec::new(),
            organisation,
            further: Vec::new(),
            jointly: false,
            organisation_named: false,
            others: Vec::new(),
            topics: Vec::new(),
            groups: Vec::new(),
            presumed: Vec::new(),
            roles: Vec::new(),
            occupations: Vec::new(),
            posts: Vec::new(),
            succession: None,
            of_words: None,
            except_groups: Vec::new(),
            except_people: Vec::new(),
            among: Vec::new(),
            times: Vec::new(),
            anchors: Vec::new(),
            ordinals: Vec::new(),
            numbers: Vec::new(),
            manners: Vec::new(),
            reasons: Vec::new(),
            all: false,
            negated: false,
            leftover: false,
            unrecorded: false,
            words: Vec::new(),
            deeds: Vec::new(),
            share: None,
            said_to_stay: Vec::new(),
            said_to_be_gone: Vec::new(),
            said_to_go_along: Vec::new(),
            sent_away_by: None,
            said_to_be_dead: false,
            unreturned: false,
            lasted: None,
            dates_leaving: false,
            either: false,
            stays: false,
            unsaid: false,
            comings: None,
            how_often: false,
            asks_reason: false,
            polar: false,
            disbelieved: false,
            tested: false,
            causal: false,
            blamed: None,
            towards: Vec::new(),
            yearly: false,
            exact_day: false,
            story: false,
            career: false,
            weekday: false,
            returns: false,
            everyone: false,
            introduced: false,
            lacking: Vec::new(),
            announced: false,
            adjacent: false,
            either_side: false,
            combined: false,
            contrast: false,
            venture: false,
            ventures: Vec::new(),
            strange: false,
            guessed: false,
            since_leaving: false,
            onwards: false,
            earlier: false,
            formerly: Vec::new(),
            teams: Vec::new(),
            stretch: None,
            departed: false,
            in_days: false,
            company: false,
            same_day: false,
            figure_only: false,
            brief: false,
            evidence: false,
            since_when: false,
            own_post: false,
            of_leaving: false,
            present: false,
            renown: false,
            scholarly: false,
            counts: false,
            alternatives: false,
            amounts: Vec::new(),
            valued: None,
            last: None,
            according: None,
            sources: Vec::new(),
            found: Vec::new(),
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
