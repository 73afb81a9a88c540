//! The files of `data/`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::claim::{
    Destination, Fact, Manner, Note, Quotation, Reason, Response, TopicClaim, When,
};
use super::value::{At, ClassName, Day, GroupName, MannerName, Text, View};

/// `data/dataset.toml`: what this dataset is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dataset {
    /// What the dataset is called.
    pub name: Text,
    /// Nothing after this day is known.
    pub as_of: At<Day>,
    /// What a question is about that names no organisation.
    pub organisation: At<String>,
}

/// `data/sources/*.toml`: who says something.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourcesFile {
    /// The sources, grouped as is convenient.
    #[serde(default)]
    pub source: Vec<Source>,
}

/// One source.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// Its id, unique in the dataset.
    pub id: At<String>,
    /// Its title; leave out if the page has none.
    pub title: Option<At<String>>,
    /// Who published it.
    pub publisher: At<String>,
    /// For a copy: whose text it carries.
    pub newsroom: Option<At<String>>,
    /// Other names of its newsroom, else of its publisher, in whatever script; they hold for all sources of the same.
    #[serde(default)]
    pub aliases: Vec<At<String>>,
    /// Who wrote it, if named.
    pub author: Option<At<String>>,
    /// Its https address; leave out if it has none, and say in `what` what it is.
    pub url: Option<At<String>>,
    /// What this document is, where it has no address.
    pub what: Option<At<String>>,
    /// When it was published, as precisely as the page says.
    pub published: Option<At<String>>,
    /// The day it was read.
    pub retrieved: At<Day>,
    /// Its language.
    pub language: At<String>,
    /// What kind of source it is.
    pub class: At<ClassName>,
    /// What is wrong with it.
    #[serde(default)]
    pub caveats: Vec<Text>,
}

/// `data/people/<id>.toml`: one person.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Person {
    /// The id, equal to the file's name.
    pub id: At<String>,
    /// The name to print.
    pub name: Text,
    /// Surname, handles, common misspellings, other scripts.
    #[serde(default)]
    pub aliases: Vec<At<String>>,
    /// Short professional facts.
    #[serde(default)]
    pub fact: Vec<Fact>,
    /// Where they belonged.
    #[serde(default)]
    pub membership: Vec<Membership>,
}

/// A person's time at an organisation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Membership {
    /// The organisation's id.
    pub organisation: At<String>,
    /// The role groups: `founder`, `executive`, `staff`.
    pub groups: At<Vec<At<GroupName>>>,
    /// What they were there, a noun phrase.
    pub role: Option<Text>,
    /// When it began; leave out if no source says.
    pub from: Option<At<String>>,
    /// Source ids, strongest first; a locator may follow after a comma.
    pub cite: At<Vec<At<String>>>,
    /// How it ended; leave out if it has not.
    pub departure: Option<Departure>,
}

/// The end of a membership.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Departure {
    /// The day it was made public by the person or the organisation.
    #[serde(default)]
    pub announced: Vec<When>,
    /// The last day.
    #[serde(default)]
    pub effective: Vec<When>,
    /// The day the press reported it.
    #[serde(default)]
    pub reported: Vec<When>,
    /// Why.
    #[serde(default)]
    pub reason: Vec<Reason>,
    /// In which manner.
    #[serde(default)]
    pub manner: Vec<Manner>,
    /// Where next.
    #[serde(default)]
    pub destination: Vec<Destination>,
    /// The person's own words.
    #[serde(default)]
    pub statement: Vec<Quotation>,
    /// Somebody's answer.
    #[serde(default)]
    pub response: Vec<Response>,
    /// Anything else worth telling.
    #[serde(default)]
    pub note: Vec<Note>,
}

/// `data/organisations/<id>.toml`: one organisation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Organisation {
    /// The id, equal to the file's name.
    pub id: At<String>,
    /// The name to print.
    pub name: Text,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<At<String>>,
    /// Its named groups.
    #[serde(default)]
    pub group: Vec<Group>,
    /// The event of its founding, before which nobody belonged to it.
    pub founding: Option<At<String>>,
}

/// A named group of an organisation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Group {
    /// Whose memberships count.
    pub role: At<GroupName>,
    /// Its name, as a plural.
    pub name: Text,
    /// Other names of this very group.
    #[serde(default)]
    pub aliases: Vec<At<String>>,
    /// Members whom some sources do not count.
    #[serde(default)]
    pub apart: Vec<At<String>>,
    /// Source ids, strongest first; a locator may follow after a comma.
    pub cite: At<Vec<At<String>>>,
}

/// `data/events/<id>.toml` or `data/topics/<id>.toml`: something that happened, or a matter to explain.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Topic {
    /// The id, equal to the file's name.
    pub id: At<String>,
    /// Its name inside a sentence.
    pub name: Text,
    /// What people call it; never an everyday word.
    #[serde(default)]
    pub aliases: Vec<At<String>>,
    /// Organisations it is about.
    #[serde(default)]
    pub organisations: Vec<At<String>>,
    /// People it is about.
    #[serde(default)]
    pub people: Vec<At<String>>,
    /// For a wave of departures, in which several people left: in which manner, `unclear` if that is open or differs.
    pub departures: Option<At<MannerName>>,
    /// When it happened; events need one.
    #[serde(default)]
    pub date: Vec<When>,
    /// Questions that should find this page and contain none of its names, by language.
    #[serde(default)]
    pub ask: BTreeMap<String, Vec<At<String>>>,
    /// What is known of it; the first says what it is.
    #[serde(default)]
    pub claim: Vec<TopicClaim>,
}

impl Departure {
    /// Every claim, field by field.
    pub fn views(&self) -> Vec<View<'_>> {
        let mut views = Vec::new();
        views.extend(self.announced.iter().map(|it| it.view("announced")));
        views.extend(self.effective.iter().map(|it| it.view("effective")));
        views.extend(self.reported.iter().map(|it| it.view("reported")));
        views.extend(self.reason.iter().map(|it| it.view("reason")));
        views.extend(self.manner.iter().map(|it| it.view("manner")));
        views.extend(self.destination.iter().map(|it| it.view("destination")));
        views.extend(self.statement.iter().map(|it| it.view("statement")));
        views.extend(self.response.iter().map(|it| it.view("response")));
        views.extend(self.note.iter().map(|it| it.view("note")));
        views
    }
}

impl Membership {
    /// What the membership itself claims, as a claim.
    pub fn view(&self) -> View<'_> {
        View {
            field: "membership",
            cite: Some(&self.cite),
            date: self.from.as_ref(),
            text: self.role.as_ref(),
            organisations: vec![&self.organisation],
            ..View::default()
        }
    }
}

impl Group {
    /// What the group claims, as a claim.
    pub fn view(&self) -> View<'_> {
        View {
            field: "group",
            cite: Some(&self.cite),
            text: Some(&self.name),
            people: self.apart.iter().collect(),
            ..View::default()
        }
    }
}
