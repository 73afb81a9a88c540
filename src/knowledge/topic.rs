//! Events and topics: what happened, terms, teams, frequently asked questions.

use std::collections::BTreeMap;

use super::claim::{Aspect, Claim, MannerKind, TopicStatement, When};
use super::date::PartialDate;
use super::id::{OrganisationId, PersonId, TopicId};
use super::person::best;
use super::text::Text;

/// An event or a topic.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The id, equal to the file name.
    pub id: TopicId,
    /// Whether it is an event.
    pub kind: TopicKind,
    /// Its name inside a sentence.
    pub name: Text,
    /// What people call it.
    pub aliases: Vec<String>,
    /// When it happened; events have at least one.
    pub dates: Vec<Claim<When>>,
    /// What is known of it; the first says what it is.
    pub statements: Vec<Claim<TopicStatement>>,
    /// Questions in each language that mean this topic without naming it.
    pub ask: BTreeMap<String, Vec<String>>,
    /// People it is about.
    pub people: Vec<PersonId>,
    /// Organisations it is about.
    pub organisations: Vec<OrganisationId>,
    /// For a wave of departures: in which manner these people left.
    pub departures: Option<MannerKind>,
}

impl Topic {
    /// When it happened, by the best claim of that.
    pub fn date(&self) -> Option<&PartialDate> {
        best(&self.dates).map(|claim| &claim.value.date)
    }

    /// Whether it is a wave of departures that names those who left in it.
    pub fn is_wave_of_named(&self) -> bool {
        self.departures.is_some() && !self.people.is_empty()
    }

    /// Whether something is claimed of an aspect of it.
    pub fn tells(&self, aspect: Aspect) -> bool {
        self.statements.iter().any(|it| it.value.aspect == aspect)
    }

    /// What is claimed of how many in texts that give this number.
    pub fn counts(&self, number: i64) -> impl Iterator<Item = &Claim<TopicStatement>> {
        self.statements.iter().filter(move |claim| {
            let text = claim.value.text.as_ref();
            claim.value.aspect == Aspect::HowMany && text.is_some_and(|it| it.has_number(number))
        })
    }
}

/// Whether something happened on a date or is a matter to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TopicKind {
    /// It happened on a date.
    Event,
    /// A term, a team, a frequently asked question.
    Topic,
}
