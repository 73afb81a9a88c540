//! What is said, before a language says it: the id of a wording with typed values.

use jiff::civil::{Date, Time};

use crate::knowledge::claim::{Voice, Zone};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::{OrganisationId, PersonId, SourceId, TopicId};
use crate::knowledge::text::Text;

/// A wording with its values; a language turns it into a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The id of the Fluent message.
    pub id: &'static str,
    /// Values by the names that the message uses.
    pub values: Vec<(&'static str, Value)>,
}

/// A value in a wording.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A person, printed by name.
    Person(PersonId),
    /// An organisation, printed by name.
    Organisation(OrganisationId),
    /// An event or a topic, printed by name.
    Topic(TopicId),
    /// A source, printed by publisher, newsroom or author as the language likes.
    Source(SourceId),
    /// A text of the dataset.
    Text(Text),
    /// Words that are the same in every language: a quotation, a name that somebody typed.
    Verbatim(String),
    /// A word that a wording chooses by (`founder`, `resigned`).
    Word(&'static str),
    /// A number.
    Number(i64),
    /// A partial date.
    Date(PartialDate),
    /// A day.
    Day(Date),
    /// A clock time.
    Time(Time),
    /// A time zone.
    Zone(Zone),
    /// Another phrase, inserted.
    Phrase(Box<Phrase>),
    /// Several values, joined as the language joins lists.
    List(Vec<Value>),
    /// Several values of which one is meant, joined as the language joins alternatives.
    Choice(Vec<Value>),
}

impl Phrase {
    /// Whether it gives the date of a departure, by itself or as the version of a source.
    pub fn dates_a_departure(&self) -> bool {
        let ids = ["left-on", "announced-on", "reported-on", "version-date"];
        ids.contains(&self.id)
            || self.values.iter().any(|(_, value)| match value {
                Value::Phrase(inner) => inner.dates_a_departure(),
                _ => false,
            })
    }

    /// The wording without values.
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            values: Vec::new(),
        }
    }

    /// What is told with a person as its subject: "left to build a company".
    pub fn predicate(person: &PersonId, text: &Text) -> Self {
        Phrase::new("predicate")
            .with("person", person)
            .with("text", text)
    }

    /// What is told in a sentence of its own.
    pub fn sentence(text: &Text) -> Self {
        Phrase::new("sentence").with("text", text)
    }

    /// What somebody tells has the person as its subject; what others report is a sentence of its own.
    pub fn voiced(voice: Voice, person: &PersonId, text: &Text) -> Self {
        match voice {
            Voice::Own => Self::predicate(person, text),
            Voice::Report => Self::sentence(text),
        }
    }

    /// The same with a value that may be missing; `flag` says yes or no, for a wording chooses by words only.
    #[must_use]
    pub fn with_known(
        self,
        flag: &'static str,
        name: &'static str,
        value: Option<impl Into<Value>>,
    ) -> Self {
        match value {
            Some(value) => self.with(flag, "yes").with(name, value),
            None => self.with(flag, "no"),
        }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }
}

macro_rules! values {
    ($($from:ty => $variant:ident),* $(,)?) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant(value)
            }
        }

        impl From<&$from> for Value {
            fn from(value: &$from) -> Self {
                Self::$variant(value.clone())
            }
        }
    )*};
}

values! {
    PersonId => Person,
    OrganisationId => Organisation,
    TopicId => Topic,
    SourceId => Source,
    Text => Text,
    String => Verbatim,
    PartialDate => Date,
    Date => Day,
    Time => Time,
    Zone => Zone,
    Vec<Value> => List,
}

impl From<Phrase> for Value {
    fn from(value: Phrase) -> Self {
        Self::Phrase(Box::new(value))
    }
}

impl From<&'static str> for Value {
    fn from(value: &'static str) -> Self {
        Self::Word(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}
