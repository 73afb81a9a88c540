//! Who says something: title, publisher, address, day, and how far to trust it.

use jiff::civil::Date;

use super::date::PartialDate;
use super::id::SourceId;
use super::text::Text;

/// One document that claims may cite.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its id, unique in the dataset.
    pub id: SourceId,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: String,
    /// For a copy: whose text it carries.
    pub newsroom: Option<String>,
    /// Other names of its newsroom, else of its publisher; they hold for all sources of the same.
    pub aliases: Vec<String>,
    /// Who wrote it, if named.
    pub author: Option<String>,
    /// Its https address, if it has a public one.
    pub url: Option<String>,
    /// What the document is, where it has no public address.
    pub what: Option<String>,
    /// When it was published, as precisely as the page says.
    pub published: Option<PartialDate>,
    /// The day it was read.
    pub retrieved: Date,
    /// Its language, as a BCP 47 tag.
    pub language: String,
    /// What kind of source it is.
    pub class: SourceClass,
    /// What is wrong with it.
    pub caveats: Vec<Text>,
}

/// Kinds of sources, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceClass {
    /// The person's or organisation's own publication.
    PrimaryStatement,
    /// A newsroom with editors and corrections.
    MajorOutlet,
    /// Another site carrying a newsroom's text.
    SyndicatedCopy,
    /// A specialised publication.
    TradeOutlet,
    /// A page that mostly relays others.
    Aggregator,
    /// A page that anybody edits.
    Wiki,
    /// One person's page.
    Blog,
    /// A discussion board.
    Forum,
    /// A page made for clicks; no claim rests on it alone.
    ContentFarm,
}

impl Source {
    /// Whose text it is: the newsroom of a copy, else its publisher.
    pub fn voice(&self) -> &str {
        self.newsroom.as_deref().unwrap_or(&self.publisher)
    }
}

impl SourceClass {
    /// All classes, best first.
    pub const ALL: [Self; 9] = [
        Self::PrimaryStatement,
        Self::MajorOutlet,
        Self::SyndicatedCopy,
        Self::TradeOutlet,
        Self::Aggregator,
        Self::Wiki,
        Self::Blog,
        Self::Forum,
        Self::ContentFarm,
    ];

    /// The name in files and in JSON, kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::PrimaryStatement => "primary-statement",
            Self::MajorOutlet => "major-outlet",
            Self::SyndicatedCopy => "syndicated-copy",
            Self::TradeOutlet => "trade-outlet",
            Self::Aggregator => "aggregator",
            Self::Wiki => "wiki",
            Self::Blog => "blog",
            Self::Forum => "forum",
            Self::ContentFarm => "content-farm",
        }
    }

    /// Whether a claim that only such sources make must be attributed to them in the sentence.
    pub fn is_weak(self) -> bool {
        self >= Self::Aggregator
    }
}
