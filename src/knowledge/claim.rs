//! Claims: a value, who says so, as of when, and how good it is. A claim without a citation cannot be built.

use jiff::civil::Date;

use super::date::PartialDate;
use super::id::{OrganisationId, PersonId, SourceId, TopicId};
use super::text::Text;

/// A place in a source that states something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Where in the source, or a short quotation from it.
    pub locator: Option<String>,
}

/// One or more citations; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citations {
    first: Citation,
    rest: Vec<Citation>,
}

impl Citations {
    /// These citations in order, or nothing if there are none.
    pub fn new(citations: impl IntoIterator<Item = Citation>) -> Option<Self> {
        let mut citations = citations.into_iter();
        Some(Self {
            first: citations.next()?,
            rest: citations.collect(),
        })
    }

    /// The strongest citation: the one that the curator put first.
    pub fn first(&self) -> &Citation {
        &self.first
    }

    /// All citations, strongest first.
    pub fn iter(&self) -> impl Iterator<Item = &Citation> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// These citations and then the others, each source once.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        for citation in others.iter() {
            if self.iter().all(|known| known.source != citation.source) {
                self.rest.push(citation.clone());
            }
        }
        self
    }

    /// All citations of several lists, each source once; nothing if there is no list.
    pub fn union<'a>(lists: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut lists = lists.into_iter();
        let first = lists.next()?.clone();
        Some(lists.fold(first, Self::and))
    }

    /// The first so many citations, at least one.
    #[must_use]
    pub fn at_most(mut self, count: usize) -> Self {
        self.rest.truncate(count.saturating_sub(1));
        self
    }
}

/// How good a claim is among the claims on the same fact, after Wikidata's ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The best-supported one.
    Preferred,
    /// One of several, none better.
    Normal,
    /// Known to be false; kept so that it can be answered.
    Refuted,
}

/// A value with its provenance.
#[derive(Debug, Clone)]
pub struct Claim<T> {
    /// What is claimed.
    pub value: T,
    /// Who says so.
    pub citations: Citations,
    /// How good it is.
    pub rank: Rank,
    /// Why it has this rank.
    pub because: Option<Text>,
    /// Before this day the claim is not known.
    pub since: Option<PartialDate>,
    /// The day up to which its sources were read.
    pub as_of: Date,
}

impl<T> Claim<T> {
    /// Whether somebody could know the claim on that day.
    pub fn known_on(&self, day: Date) -> bool {
        self.since
            .as_ref()
            .is_none_or(|since| since.earliest() <= day)
    }

    /// Whether somebody could know the claim on that day, and it is not known to be false.
    pub fn stands_on(&self, day: Date) -> bool {
        self.rank != Rank::Refuted && self.known_on(day)
    }
}

/// A date, with what the time zone does to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The date in the zone that the sources use.
    pub date: PartialDate,
    /// The clock time in that zone.
    pub time: Option<jiff::civil::Time>,
    /// The zone, where it changes the day.
    pub zone: Option<Zone>,
    /// The date of the same moment in other zones.
    pub elsewhere: Vec<(PartialDate, Zone)>,
    /// A gloss, as a predicate of the person.
    pub text: Option<Text>,
    /// People whom the sources place before this.
    pub after: Vec<PersonId>,
}

impl When {
    /// The dates in every zone named, the sources' own first.
    pub fn everywhere(&self) -> impl Iterator<Item = (&PartialDate, Option<Zone>)> {
        std::iter::once((&self.date, self.zone)).chain(
            self.elsewhere
                .iter()
                .map(|(date, zone)| (date, Some(*zone))),
        )
    }
}

/// Zones that change the day of what the sources report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Universal time.
    Utc,
    /// California.
    UsPacific,
    /// New York.
    UsEastern,
    /// East Asia.
    Asia,
    /// Central Europe.
    Europe,
}

impl Zone {
    /// All zones.
    pub const ALL: [Self; 5] = [
        Self::Utc,
        Self::UsPacific,
        Self::UsEastern,
        Self::Asia,
        Self::Europe,
    ];

    /// The name in files and in wordings, kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utc => "utc",
            Self::UsPacific => "us-pacific",
            Self::UsEastern => "us-eastern",
            Self::Asia => "asia",
            Self::Europe => "europe",
        }
    }
}

/// Whose words a text renders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// The person's own public words; the text is a predicate of the person.
    Own,
    /// Somebody else's report; the text is a whole sentence.
    Report,
}

/// Why somebody left.
#[derive(Debug, Clone)]
pub struct Reason {
    /// Whose words it renders.
    pub voice: Voice,
    /// The reason; `None` when the sources show that none was given.
    pub text: Option<Text>,
    /// What kinds of reasons it is, from [`CATEGORIES`].
    pub categories: Vec<String>,
}

/// The kinds of reasons that files may name.
pub const CATEGORIES: [&str; 14] = [
    "health",
    "burnout",
    "family",
    "safety",
    "research",
    "venture",
    "rest",
    "performance",
    "dispute",
    "reorganisation",
    "conviction",
    "hours",
    "money",
    "other",
];

/// In which manner a role ended.
#[derive(Debug, Clone)]
pub struct Manner {
    /// The manner.
    pub kind: MannerKind,
    /// A gloss, as a predicate of the person.
    pub text: Option<Text>,
}

/// Manners in which a role ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MannerKind {
    /// Left by their own decision.
    Resigned,
    /// Gave up the role and stayed in a lesser one.
    SteppedBack,
    /// Was dismissed.
    Removed,
    /// Took another role within the group.
    Moved,
    /// Took a leave.
    OnLeave,
    /// Ended their working life.
    Retired,
    /// Died in the role.
    Died,
    /// The sources leave it open.
    Unclear,
}

impl MannerKind {
    /// Whether few departures of any organisation are of this kind: a leave, retirement, death.
    #[must_use]
    pub fn is_rare(self) -> bool {
        matches!(self, Self::OnLeave | Self::Retired | Self::Died)
    }

    /// All manners.
    pub const ALL: [Self; 8] = [
        Self::Resigned,
        Self::SteppedBack,
        Self::Removed,
        Self::Moved,
        Self::OnLeave,
        Self::Retired,
        Self::Died,
        Self::Unclear,
    ];

    /// The name in files and in wordings, kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resigned => "resigned",
            Self::SteppedBack => "stepped-back",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::OnLeave => "on-leave",
            Self::Retired => "retired",
            Self::Died => "died",
            Self::Unclear => "unclear",
        }
    }
}

/// Where somebody went.
#[derive(Debug, Clone)]
pub struct Destination {
    /// The organisation, if it is in the dataset.
    pub organisation: Option<OrganisationId>,
    /// A predicate of the person; `None` when the sources show that nothing was stated.
    pub text: Option<Text>,
}

/// Somebody's own words.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// Who speaks; `None` for the person who left.
    pub by: Option<PersonId>,
    /// The exact words, under 25 of them.
    pub quote: Option<String>,
    /// A predicate of the speaker that sums them up; `None` when the sources show that nothing was said.
    pub text: Option<Text>,
}

/// Anything else worth telling.
#[derive(Debug, Clone)]
pub struct Note {
    /// Whose words it renders.
    pub voice: Voice,
    /// What it is about; notes with the same key may contradict each other.
    pub about: Option<String>,
    /// A predicate or a whole sentence, by the voice.
    pub text: Text,
}

/// A professional, public fact on a person.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What kind of fact it is.
    pub kind: FactKind,
    /// A predicate of the person.
    pub text: Text,
    /// Organisations it is about.
    pub organisations: Vec<OrganisationId>,
    /// Teams, projects or works it is about.
    pub topics: Vec<TopicId>,
    /// Whose orders the person worked under.
    pub under: Vec<PersonId>,
}

impl Fact {
    /// Whether it tells that somebody held one of these posts at an organisation.
    pub fn is_post(&self, organisation: &OrganisationId, roles: &[String]) -> bool {
        matches!(self.kind, FactKind::Role | FactKind::Lead)
            && self.organisations.contains(organisation)
            && self.text.has_one_of(roles)
    }
}

/// Kinds of facts on a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// What they did at the organisation.
    Role,
    /// A team or project that they ran.
    Lead,
    /// What they built or are known for.
    Contribution,
    /// Where they came from.
    Background,
    /// Where they studied.
    Education,
    /// Where they were an intern, which is not to have worked there for good.
    Internship,
}

impl FactKind {
    /// Whether it tells what somebody did, rather than where they came from.
    pub fn is_work(self) -> bool {
        matches!(self, Self::Role | Self::Lead | Self::Contribution)
    }

    /// Whether it tells where somebody came from: an employer, a university, an internship.
    pub fn is_origin(self) -> bool {
        matches!(self, Self::Background | Self::Education | Self::Internship)
    }
}

/// A statement about an event or a topic.
#[derive(Debug, Clone)]
pub struct TopicStatement {
    /// Which question it answers.
    pub aspect: Aspect,
    /// What it is about; statements with the same key may contradict each other.
    pub about: Option<String>,
    /// A whole sentence; `None` when the sources show that this was not stated.
    pub text: Option<Text>,
}

/// The questions that a statement on a topic may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// What it is or was.
    What,
    /// Who did it or was part of it.
    Who,
    /// When it happened.
    When,
    /// Where it is.
    Where,
    /// Why it was done.
    Why,
    /// How much was paid, how much it is worth.
    HowMuch,
    /// How many.
    HowMany,
    /// How it was done.
    How,
    /// How it stands now.
    Status,
}

impl Aspect {
    /// All aspects.
    pub const ALL: [Self; 9] = [
        Self::What,
        Self::Who,
        Self::When,
        Self::Where,
        Self::Why,
        Self::HowMuch,
        Self::HowMany,
        Self::How,
        Self::Status,
    ];

    /// The name in files and in wordings, kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Who => "who",
            Self::When => "when",
            Self::Where => "where",
            Self::Why => "why",
            Self::HowMuch => "how-much",
            Self::HowMany => "how-many",
            Self::How => "how",
            Self::Status => "status",
        }
    }
}
