//! What a question says that is so.

use super::{Bound, Share};
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::RoleGroup;

/// How the vocabulary's values for saying something begin.
pub const SAID: &str = "said|";
/// How the vocabulary's values for having founded something begin.
pub const FOUNDED: &str = "founded";

/// What is claimed or taken for granted of somebody, beyond people, dates and filters.
#[derive(Debug, Clone, Default)]
pub struct Claimed {
    /// Role groups that the question takes somebody to belong to, whom it asks something else about.
    pub presumed: Vec<RoleGroup>,
    /// The posts that somebody is claimed to have taken at another organisation, each as texts that name it, parted by `|`.
    pub posts: Vec<String>,
    /// Whether the first of two is said to have left before the other, and not after.
    pub before: Option<bool>,
    /// Who is claimed to have taken over, and from whom.
    pub succession: Option<(PersonId, PersonId)>,
    /// What somebody is said to have done: each as texts of the data put it, several parted by `|`, what rules it out
    /// behind `!` (`worked|!intern`).
    pub deeds: Vec<String>,
    /// A part of a group that is not said in numbers.
    pub share: Option<Share>,
    /// What the number of a group is to the one claimed, where it only bounds it.
    pub bound: Option<Bound>,
    /// Those who are said to stay beside a number of those who left: nobody else does.
    pub stay: Vec<PersonId>,
    /// Those who are said to be among a number of those who left.
    pub gone: Vec<PersonId>,
    /// Who is wrongly said to have gone along with the others.
    pub go_along: Vec<PersonId>,
    /// Who is said to have sent away the one whom the question is about, both of whom left.
    pub sent_away_by: Option<PersonId>,
    /// Whether somebody is said to have left altogether, and nothing else is offered beside it.
    pub outright: bool,
    /// Whether somebody is said to be dead of whom no record says so.
    pub dead: bool,
    /// Whether somebody is said to have come back of whom no record says so.
    pub unreturned: bool,
    /// How long somebody is said to have stayed: the fewest and the most days that go by the word for it.
    pub lasted: Option<(i32, i32)>,
    /// Whether the dates of a claim are those of leaving, whatever deed it names beside.
    pub dates_leaving: bool,
    /// Whether the question names something as a cause.
    pub causal: bool,
    /// Somebody named as the cause, who did not leave.
    pub blamed: Option<PersonId>,
    /// Whether an amount is claimed of several together.
    pub combined: bool,
    /// The amounts that the question names, each as a number and its scale, as texts of its language write them ("45
    /// billion").
    pub amounts: Vec<String>,
    /// Whether somebody is said to have been somewhere, and not to have gone there or left.
    pub been: bool,
    /// Whether somebody is said to have founded something without anybody else.
    pub solo: bool,
    /// Whether an amount is said to have been paid.
    pub paid: bool,
    /// Whether the question offers for choice that somebody is gone or only near: "gone for good or just advising?"
    pub gone_or_near: bool,
    /// Whether the question offers for choice that somebody founded something or came to it later.
    pub founded_or_joined: bool,
    /// Whether somebody is rightly said to have come from where the question names.
    pub origin: bool,
    /// Whether it is said that nobody left of those meant.
    pub nobody: bool,
    /// The organisation that an amount is claimed of; none if the question names none beside it.
    pub valued: Option<OrganisationId>,
}

impl Claimed {
    /// Whether somebody is said to have founded something.
    pub fn founds(&self) -> bool {
        self.deeds.iter().any(|it| it.starts_with(FOUNDED))
    }

    /// Whether the question speaks of saying something.
    pub fn says(&self) -> bool {
        self.deeds.iter().any(|it| it.starts_with(SAID))
    }

    /// Whether the question names a deed beyond saying something.
    pub fn acts(&self) -> bool {
        self.deeds.iter().any(|it| !it.starts_with(SAID))
    }
}
