//! What is known of every departure, by facts and not by wording, and what has changed of one.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use crate::bot::Bot;
use crate::discord::texts::hex;
use crate::knowledge::Exit;
use crate::knowledge::claim::Claim;

/// What was last known of the departures.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
pub(super) struct Known {
    /// The day of the data, as ISO 8601.
    pub(super) as_of: String,
    /// By the name of the departure.
    pub(super) departures: BTreeMap<String, Facts>,
}

impl Known {
    /// What the dataset knows now.
    pub(super) fn of(bot: &Bot) -> Self {
        let departures = bot
            .knowledge
            .exits()
            .map(|exit| (name(&exit), Facts::of(&exit)));
        Self {
            as_of: bot.knowledge.as_of.to_string(),
            departures: departures.collect(),
        }
    }
}

/// A departure's facts, each as a short hash; an empty one is not known.
#[derive(Debug, Default, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub(super) struct Facts {
    date: String,
    manner: String,
    reason: String,
    destination: String,
    statement: String,
    response: String,
}

impl Facts {
    fn of(exit: &Exit<'_>) -> Self {
        let departure = exit.departure;
        Self {
            date: [
                &departure.effective,
                &departure.announced,
                &departure.reported,
            ]
            .map(|claims| values(claims))
            .concat(),
            manner: values(&departure.manner),
            reason: values(&departure.reason),
            destination: values(&departure.destination),
            statement: values(&departure.statement),
            response: values(&departure.response),
        }
        .hashed()
    }

    fn hashed(self) -> Self {
        let hash = |text: String| {
            if text.is_empty() {
                return text;
            }
            hex(text.as_bytes(), 4)
        };
        Self {
            date: hash(self.date),
            manner: hash(self.manner),
            reason: hash(self.reason),
            destination: hash(self.destination),
            statement: hash(self.statement),
            response: hash(self.response),
        }
    }

    /// The wordings of what differs.
    pub(super) fn changes(&self, before: &Self) -> Vec<&'static str> {
        [
            (&self.date, &before.date, "discord-changed-date"),
            (&self.manner, &before.manner, "discord-changed-manner"),
            (&self.reason, &before.reason, "discord-changed-reason"),
            (
                &self.destination,
                &before.destination,
                "discord-changed-destination",
            ),
            (
                &self.statement,
                &before.statement,
                "discord-changed-statement",
            ),
            (&self.response, &before.response, "discord-changed-response"),
        ]
        .into_iter()
        .filter(|(now, before, _)| now != before)
        .map(|(_, _, id)| id)
        .collect()
    }
}

/// What claims state, by value and rank; not who says so, which changes often and matters less.
fn values<T: Debug>(claims: &[Claim<T>]) -> String {
    let values: Vec<_> = claims
        .iter()
        .map(|claim| (claim.rank, &claim.value))
        .collect();
    if values.is_empty() {
        return String::new();
    }
    format!("{values:?}")
}

/// Names a departure: who, from where, and the how manieth time.
pub(super) fn name(exit: &Exit<'_>) -> String {
    let organisation = &exit.membership.organisation;
    let nth = exit
        .person
        .memberships
        .iter()
        .filter(|it| it.organisation == *organisation)
        .position(|it| std::ptr::eq(it, exit.membership))
        .unwrap_or(0);
    format!("{}/{organisation}/{nth}", exit.person.id)
}
