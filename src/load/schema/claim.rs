//! The claims in the files of `data/`: each with its own fields, and all with sources, rank and reach.

use schemars::JsonSchema;
use serde::Deserialize;

use super::value::{
    AspectName, At, Day, FactName, MannerName, RankName, Text, View, VoiceName, ZoneName,
};

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
        /// Whose orders the person worked under.
        #[serde(default)]
        under: Vec<At<String>>,
    } view |this, view| {
        view.text = Some(&this.text);
        view.organisations = this.organisations.iter().collect();
        view.topics = this.topics.iter().collect();
        view.people = this.under.iter().collect();
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
