//! The closed list of look-ups that an intent may ask for.

use crate::knowledge::claim::Aspect;

/// What an intent asks of the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolver {
    /// When somebody left.
    When,
    /// Why somebody left, or why people leave.
    Why,
    /// Where somebody went.
    Destination,
    /// Who left, with filters.
    WhoLeft,
    /// Who went to an organisation.
    WhoWentTo,
    /// Who remains.
    Remaining,
    /// How many left.
    Count,
    /// How many remain.
    CountRemaining,
    /// Who belongs to a group, and how many they are.
    Members,
    /// Who left first, last, third, right after somebody.
    Order,
    /// Which place somebody has in the order.
    Place,
    /// In which month most left.
    Months,
    /// Who stayed longest or shortest.
    Stays,
    /// Which of two left first.
    Compare,
    /// How long lay between two departures.
    Interval,
    /// When somebody joined and how long they stayed.
    Tenure,
    /// Who somebody is.
    Profile,
    /// What somebody built or is known for.
    Contribution,
    /// Where somebody came from; who came from an organisation.
    Background,
    /// Who ran a team or project.
    Lead,
    /// What somebody said on leaving.
    Statement,
    /// What somebody answered to a departure.
    Response,
    /// Who said what the question quotes.
    WhoSaid,
    /// Whether somebody said what the question quotes.
    VerifySaid,
    /// What is recorded of the words of the question, whatever it asks.
    Search,
    /// Whether somebody resigned or was removed.
    Manner,
    /// Who took over from somebody.
    Successor,
    /// Who held a post before somebody.
    Predecessor,
    /// Whether a claim is true.
    Verify,
    /// Whether somebody belongs to a group or an organisation.
    VerifyMember,
    /// Whether somebody is still there.
    VerifyRemains,
    /// All departures in order, with dates.
    Timeline,
    /// What is going on.
    Overview,
    /// Something about an event or a topic.
    Topic(Aspect),
    /// Where answers come from.
    Sources,
    /// How far to trust a source.
    Reliability,
    /// On what the sources disagree.
    Disputes,
    /// What can be asked.
    Help,
    /// How old the data are.
    Freshness,
    /// What is kept about people who ask.
    Privacy,
    /// Whether this bot can be wrong, and where to say so.
    Corrections,
    /// What this bot is.
    About,
    /// A greeting.
    Greeting,
    /// Thanks.
    Thanks,
    /// A request for private facts, which is declined.
    Private,
    /// A request for a prediction, which is declined.
    Prediction,
    /// A request for an opinion, which is declined.
    Opinion,
    /// Something that the dataset is not about, which is declined.
    OutOfScope,
}

impl Resolver {
    const NAMES: [(&'static str, Self); 47] = [
        ("when", Self::When),
        ("why", Self::Why),
        ("destination", Self::Destination),
        ("who-left", Self::WhoLeft),
        ("who-went-to", Self::WhoWentTo),
        ("remaining", Self::Remaining),
        ("count", Self::Count),
        ("count-remaining", Self::CountRemaining),
        ("members", Self::Members),
        ("order", Self::Order),
        ("place", Self::Place),
        ("months", Self::Months),
        ("stays", Self::Stays),
        ("compare", Self::Compare),
        ("interval", Self::Interval),
        ("tenure", Self::Tenure),
        ("profile", Self::Profile),
        ("contribution", Self::Contribution),
        ("background", Self::Background),
        ("lead", Self::Lead),
        ("statement", Self::Statement),
        ("response", Self::Response),
        ("who-said", Self::WhoSaid),
        ("verify-said", Self::VerifySaid),
        ("search", Self::Search),
        ("manner", Self::Manner),
        ("successor", Self::Successor),
        ("predecessor", Self::Predecessor),
        ("verify", Self::Verify),
        ("verify-member", Self::VerifyMember),
        ("verify-remains", Self::VerifyRemains),
        ("timeline", Self::Timeline),
        ("overview", Self::Overview),
        ("sources", Self::Sources),
        ("reliability", Self::Reliability),
        ("disputes", Self::Disputes),
        ("help", Self::Help),
        ("freshness", Self::Freshness),
        ("privacy", Self::Privacy),
        ("corrections", Self::Corrections),
        ("about", Self::About),
        ("greeting", Self::Greeting),
        ("thanks", Self::Thanks),
        ("private", Self::Private),
        ("prediction", Self::Prediction),
        ("opinion", Self::Opinion),
        ("out-of-scope", Self::OutOfScope),
    ];

    /// The resolver of this name in an intent table (`topic-why` for [`Resolver::Topic`]).
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(aspect) = name.strip_prefix("topic-") {
            return Aspect::ALL
                .into_iter()
                .find(|it| it.name() == aspect)
                .map(Self::Topic);
        }
        Self::NAMES
            .into_iter()
            .find_map(|(known, resolver)| (known == name).then_some(resolver))
    }

    /// The name in an intent table; `topic` for every aspect of a topic.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .into_iter()
            .find_map(|(name, resolver)| (resolver == self).then_some(name))
            .unwrap_or("topic")
    }

    /// Every name that an intent table may use.
    pub fn names() -> Vec<String> {
        Self::NAMES
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .chain(Aspect::ALL.iter().map(|it| format!("topic-{}", it.name())))
            .collect()
    }

    /// Whether a look-up is about one person before it is about anything else.
    pub fn is_about_somebody(self) -> bool {
        matches!(
            self,
            Self::When
                | Self::Why
                | Self::Destination
                | Self::Statement
                | Self::Response
                | Self::Manner
                | Self::Successor
                | Self::Predecessor
                | Self::Tenure
                | Self::Profile
                | Self::Contribution
                | Self::Background
                | Self::Lead
                | Self::Verify
                | Self::VerifyMember
                | Self::VerifyRemains
                | Self::Sources
                | Self::Disputes
                | Self::Private
        )
    }

    /// Whether a look-up is about several people, under filters.
    pub fn is_about_many(self) -> bool {
        matches!(
            self,
            Self::WhoLeft
                | Self::Count
                | Self::Timeline
                | Self::Remaining
                | Self::CountRemaining
                | Self::WhoWentTo
        )
    }

    /// Whether a look-up tells of an organisation as a whole, so that it can be repeated for another one.
    pub fn is_of_an_organisation(self) -> bool {
        self.is_filtered()
            || matches!(
                self,
                Self::Remaining
                    | Self::CountRemaining
                    | Self::Members
                    | Self::Order
                    | Self::Overview
                    | Self::Manner
                    | Self::Why
                    | Self::Months
            )
    }

    /// Whether a look-up lists or counts departures by filters that another question may take over.
    pub fn is_filtered(self) -> bool {
        matches!(self, Self::WhoLeft | Self::Count | Self::Timeline)
    }

    /// Whether a look-up tells what somebody said.
    pub fn is_spoken(self) -> bool {
        matches!(
            self,
            Self::Statement | Self::Response | Self::WhoSaid | Self::VerifySaid
        )
    }

    /// Whether a question is about the bot or small talk, which changes no subject.
    pub fn is_about_the_bot(self) -> bool {
        matches!(
            self,
            Self::Greeting
                | Self::Thanks
                | Self::About
                | Self::Help
                | Self::Privacy
                | Self::Corrections
                | Self::Freshness
                | Self::Reliability
        )
    }

    /// Whether a look-up is about a departure that took place.
    pub fn is_about_a_departure(self) -> bool {
        matches!(
            self,
            Self::When
                | Self::Why
                | Self::Destination
                | Self::Statement
                | Self::Response
                | Self::Manner
                | Self::Successor
                | Self::Tenure
        )
    }

    /// Whether "after Ba" filters what is asked, instead of naming who is asked about.
    pub fn takes_anchors(self) -> bool {
        matches!(
            self,
            Self::WhoLeft
                | Self::Remaining
                | Self::Count
                | Self::CountRemaining
                | Self::Order
                | Self::Timeline
                | Self::Why
                | Self::Destination
                | Self::WhoWentTo
                | Self::Verify
                | Self::Members
                | Self::Overview
        )
    }
}
