//! The files of `data/`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::value::{
    AspectName, At, ClassName, Day, FactName, GroupName, MannerName, RankName, Text, View,
    VoiceName, ZoneName,
};

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

macro_rules! claims {
    ($($(#[doc = $doc:literal])* $name:ident {
        $($(#[doc = $field_doc:literal])* $(#[serde($serde:ident)])? $field:ident: $type:ty,)*
    } view |$this:ident, $view:ident| $fill:block)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name {
            $($(#[doc = $field_doc])* $(#[serde($serde)])? pub $field: $type,)*
            /// Source ids, strongest first; a locator may follow after a comma.
            pub cite: At<Vec<At<String>>>,
            /// `preferred`, `normal` or `refuted`.
            pub rank: Option<At<RankName>>,
            /// Why it has this rank.
            pub because: Option<Text>,
            /// From when the claim is true or known.
            pub since: Option<At<String>>,
            /// The day up to which its sources were read, if not the dataset's.
            pub as_of: Option<At<Day>>,
        }

        impl $name {
            /// The claim in the one shape that the rules read; `field` is the key under which it stands.
            pub fn view(&self, field: &'static str) -> View<'_> {
                let $this = self;
                let mut $view = View {
                    field,
                    cite: Some(&self.cite),
                    rank: self.rank.as_ref(),
                    because: self.because.as_ref(),
                    since: self.since.as_ref(),
                    as_of: self.as_of.as_ref(),
                    ..View::default()
                };
                $fill
                $view
            }
        }
    )*};
}

claims! {
    /// A professional, public fact on a person.
    Fact {
        /// What kind of fact it is.
        kind: At<FactName>,
        /// A predicate of the person.
        text: Text,
        /// Organisations it is about.
        #[serde(default)]
        organisations: Vec<At<String>>,
        /// Teams, projects or works it is about.
        #[serde(default)]
        topics: Vec<At<String>>,
    } view |this, view| {
        view.text = Some(&this.text);
        view.organisations = this.organisations.iter().collect();
        view.topics = this.topics.iter().collect();
    }

    /// A date.
    When {
        /// The date, no finer than the source.
        date: At<String>,
        /// The clock time in `zone`.
        time: Option<At<String>>,
        /// The zone, where it changes the day.
        zone: Option<At<ZoneName>>,
        /// The same moment elsewhere: `2026-02-11 utc`.
        #[serde(default)]
        elsewhere: Vec<At<String>>,
        /// A gloss, as a predicate of the person.
        text: Option<Text>,
        /// People whom the sources place before this departure.
        #[serde(default)]
        after: Vec<At<String>>,
    } view |this, view| {
        view.date = Some(&this.date);
        view.time = this.time.as_ref();
        view.elsewhere = &this.elsewhere;
        view.text = this.text.as_ref();
        view.people = this.after.iter().collect();
    }

    /// A reason.
    Reason {
        /// `self`: the person's own public words; `report`: somebody else says so.
        by: At<VoiceName>,
        /// The reason: a predicate, or a whole sentence of a report.
        text: Option<Text>,
        /// What kinds of reasons it is.
        #[serde(default)]
        categories: Vec<At<String>>,
        /// `true` instead of a text: the sources show that no reason was given.
        none: Option<At<bool>>,
    } view |this, view| {
        view.text = this.text.as_ref();
        view.categories = &this.categories;
        view.none = Some(this.none.as_ref());
    }

    /// A manner of leaving.
    Manner {
        /// The manner.
        kind: At<MannerName>,
        /// A gloss, as a predicate of the person.
        text: Option<Text>,
    } view |this, view| {
        view.text = this.text.as_ref();
        view.manner = Some(this.kind.value.0);
    }

    /// Where somebody went.
    Destination {
        /// The organisation's id, if it has a file.
        organisation: Option<At<String>>,
        /// A predicate of the person.
        text: Option<Text>,
        /// `true` instead of a text: the sources show that no destination was stated.
        none: Option<At<bool>>,
    } view |this, view| {
        view.text = this.text.as_ref();
        view.organisations = this.organisation.iter().collect();
        view.none = Some(this.none.as_ref());
    }

    /// The person's own words.
    Quotation {
        /// The exact words, under 25 of them.
        quote: Option<At<String>>,
        /// A predicate that sums them up.
        text: Option<Text>,
        /// `true` instead of a text: the sources show that nothing was said.
        none: Option<At<bool>>,
    } view |this, view| {
        view.quote = this.quote.as_ref();
        view.text = this.text.as_ref();
        view.none = Some(this.none.as_ref());
    }

    /// Somebody's answer to a departure.
    Response {
        /// The id of the person who answers.
        by: At<String>,
        /// The exact words, under 25 of them.
        quote: Option<At<String>>,
        /// A predicate of that person.
        text: Option<Text>,
        /// `true` instead of a text: the sources show that there was no answer.
        none: Option<At<bool>>,
    } view |this, view| {
        view.people = vec![&this.by];
        view.quote = this.quote.as_ref();
        view.text = this.text.as_ref();
        view.none = Some(this.none.as_ref());
    }

    /// Anything else worth telling.
    Note {
        /// `self`: the person's own public words; `report`: somebody else says so.
        by: At<VoiceName>,
        /// What it is about; notes with the same key may contradict each other.
        about: Option<At<String>>,
        /// A predicate, or a whole sentence of a report.
        text: Text,
    } view |this, view| {
        view.about = this.about.as_ref();
        view.text = Some(&this.text);
    }

    /// A statement about an event or a topic.
    TopicClaim {
        /// Which question it answers.
        aspect: At<AspectName>,
        /// What it is about; statements with the same key may contradict each other.
        about: Option<At<String>>,
        /// A whole sentence.
        text: Option<Text>,
        /// `true` instead of a text: the sources show that this was not stated.
        none: Option<At<bool>>,
    } view |this, view| {
        view.about = this.about.as_ref();
        view.text = this.text.as_ref();
        view.none = Some(this.none.as_ref());
    }
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
