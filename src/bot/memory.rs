//! What a follow-up may take from the question before it: slots, no text.

mod company;
mod made;
mod named;

use jiff::civil::Date;

use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::{Answer, DeclineReason, Outcome};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::TimeMention;

/// The slots of an answered question.
#[derive(Debug, Clone)]
pub struct Memory {
    /// The question, bound to records.
    pub(super) query: Query,
    /// The people whom the answer was about, if they were few.
    pub(super) subjects: Vec<PersonId>,
    /// Of several subjects the one whom the conversation was about before the others joined, for "he" and "she".
    pub(super) focus: Option<PersonId>,
    /// Whom the topic asked about is about, for a pronoun.
    pub(super) speakers: Vec<PersonId>,
    /// The people whom the answer listed, in its order.
    pub(super) listed: Vec<PersonId>,
    /// The people among whom the bot asked to choose, in the order of its question.
    pub(super) choices: Vec<PersonId>,
    /// The last two people who were spoken of, the latest first.
    pub(super) recent: Vec<PersonId>,
    /// Those of whom the same was asked one after the other, the last one last; else the people of the answer.
    pub(super) company: Vec<PersonId>,
    /// The last two people who were put side by side, in the order of the question, for "the former" and "the latter".
    pub(super) pair: Vec<PersonId>,
    /// The last periods that were asked about, the latest last.
    pub(super) times: Vec<TimeMention>,
    /// The last list that was given, which stays in view while one of it after the other is spoken of.
    pub(super) list: Option<Box<List>>,
    /// The last question for many that somebody bounds ("after Alpha"), while nobody else is spoken of alone.
    pub(super) bounded: Option<Box<Query>>,
    /// The last event with a date that was spoken of.
    pub(super) event: Option<TopicId>,
    /// The last question that was answered with citations.
    pub(super) proven: Option<Box<Query>>,
    /// The language of the conversation.
    pub(super) language: String,
}

/// Of more people than this nobody chooses.
const CHOICES: usize = 6;
/// Of more people than this the bot asks for a name without offering any.
const OFFERED: usize = 12;

/// A list that an answer gave.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// What was asked for.
    pub(super) query: Query,
    /// Whom the answer listed, in its order.
    pub(super) people: Vec<PersonId>,
    /// How many of them it listed without reserve; those come first.
    pub(super) certain: usize,
}

impl List {
    /// Those whom it lists without reserve.
    pub(super) fn sure(&self) -> &[PersonId] {
        self.people.get(..self.certain).unwrap_or_default()
    }
}

impl Memory {
    /// A question without subject or filter, on the organisation that was spoken of.
    pub(super) fn asking(&self, resolver: Resolver, today: Date) -> Query {
        Query::new(resolver, self.query.organisation.clone(), today)
    }

    /// A question about some people alone.
    pub(super) fn asking_whom(
        &self,
        people: Vec<PersonId>,
        resolver: Resolver,
        today: Date,
    ) -> Query {
        Query {
            people,
            ..self.asking(resolver, today)
        }
    }

    /// The last question once more.
    pub(super) fn again(&self, today: Date) -> Query {
        Query {
            today,
            ..self.query.clone()
        }
    }

    /// The one person whom the conversation is about, if they left.
    pub(super) fn leaver(&self, knowledge: &Knowledge) -> Option<&PersonId> {
        match self.subjects.as_slice() {
            [one] if knowledge.has_left(one) => Some(one),
            _ => None,
        }
    }

    /// A question for one aspect of a topic.
    pub(super) fn asking_of(&self, topic: &TopicId, aspect: Aspect, today: Date) -> Query {
        Query {
            topics: vec![topic.clone()],
            ..self.asking(Resolver::Topic(aspect), today)
        }
    }

    /// The last two periods that were asked about.
    pub(super) fn last_periods(&self) -> &[TimeMention] {
        let skipped = self.times.len().saturating_sub(2);
        self.times.get(skipped..).unwrap_or_default()
    }

    /// The people whom a pronoun means.
    pub(super) fn meant(&self) -> &[PersonId] {
        if self.subjects.is_empty() {
            &self.speakers
        } else {
            &self.subjects
        }
    }

    /// The question that another organisation continues ("and Alpha?"): the last one, or the one whose answer is the list in
    /// view, if that asked of an organisation.
    pub(super) fn origin(&self) -> &Query {
        let asks = |query: &Query| {
            !query.others.is_empty()
                || !query.filters.formerly.is_empty()
                || matches!(query.resolver, Resolver::Background | Resolver::WhoWentTo)
        };
        let listed = self.list.as_ref().map(|it| &it.query);
        // Whether one of them is still there is asked of the one, and where the others went of the list.
        let of_one = matches!(
            self.query.resolver,
            Resolver::VerifyRemains | Resolver::Verify
        );
        match listed {
            Some(listed) if of_one && listed.resolver == Resolver::WhoWentTo => listed,
            Some(listed) if !asks(&self.query) && asks(listed) => listed,
            _ => &self.query,
        }
    }

    /// Whether the last question was where people went.
    pub(super) fn tells_a_move(&self) -> bool {
        let last = &self.query;
        // So does whether somebody went somewhere.
        let claimed = last.resolver == Resolver::Verify && last.people.len() == 1;
        matches!(last.resolver, Resolver::Destination | Resolver::WhoWentTo)
            || (claimed
                && last
                    .others
                    .iter()
                    .any(|it| last.filters.towards.contains(it)))
    }

    /// Whether a question about one person who is not named may be about any of those whom the last answer listed.
    pub(super) fn one_of_several(&self, query: &Query) -> bool {
        let asked = matches!(
            query.resolver,
            Resolver::When
                | Resolver::Why
                | Resolver::Destination
                | Resolver::Statement
                | Resolver::Manner
                | Resolver::Successor
                | Resolver::Tenure
                | Resolver::Profile
                | Resolver::Contribution
                | Resolver::Background
                | Resolver::Verify
                | Resolver::VerifyMember
                | Resolver::VerifyRemains
        );
        asked && self.lists_several(query)
    }

    /// "Was he pushed out?" after who remained when somebody left: whoever remains is told of by the way, and the one who left
    /// is meant.
    pub(super) fn left_before(&self, knowledge: &Knowledge, asked: Resolver) -> Option<&PersonId> {
        let remained = matches!(
            self.query.resolver,
            Resolver::Remaining | Resolver::CountRemaining
        );
        let of_leaving = remained && asked.is_about_a_departure();
        let stays = self.subjects.iter().all(|id| !knowledge.has_left(id));
        let mut before = self.recent.iter().filter(|_| of_leaving && stays);
        before.find(|id| knowledge.has_left(id))
    }

    /// Whether the last answer listed several and was about none of them alone, and the question names nobody else.
    pub(super) fn lists_several(&self, query: &Query) -> bool {
        let told_of = self.query.resolver.is_about_many()
            || matches!(
                self.query.resolver,
                Resolver::Order
                    | Resolver::Stays
                    | Resolver::Background
                    | Resolver::Topic(_)
                    | Resolver::Lead
                    | Resolver::Overview
            );
        told_of
            && self.meant().is_empty()
            && (2..=OFFERED).contains(&self.listed.len())
            && query.people.is_empty()
            && query.filters.ordinals.is_empty()
            && query.filters.anchors.is_empty()
            && query.filters.roles.is_empty()
            && query.topics.is_empty()
    }

    /// The last question without those whom it was about.
    pub(super) fn open(&self, today: Date) -> Query {
        Query {
            people: Vec::new(),
            today,
            ..self.query.clone()
        }
    }

    /// The question whose sources are asked for.
    pub(super) fn to_prove(&self) -> &Query {
        self.proven.as_deref().unwrap_or(&self.query)
    }

    /// Whether it came of a weak reading that is not to take the place of what the conversation was about: the question
    /// named nothing of its own and was like no intent in particular, or it only asked of the last answer which of its
    /// versions holds.
    pub(super) fn is_weaker(
        &self,
        before: &Self,
        read: Option<&Interpretation>,
        answer: &Answer,
    ) -> bool {
        if before.meant().is_empty() && before.query.topics.is_empty() {
            return false;
        }
        // That nobody is recorded to have said so is no new subject.
        let unsaid = answer.outcome == Outcome::Declined
            && matches!(
                self.query.resolver,
                Resolver::VerifySaid | Resolver::WhoSaid
            );
        if unsaid {
            return true;
        }
        let named = read.is_some_and(|read| {
            let slots = &read.slots;
            let names = slots.filled.iter().any(|it| {
                matches!(
                    it.slot,
                    VocabularySlot::Group
                        | VocabularySlot::Role
                        | VocabularySlot::Ordinal
                        | VocabularySlot::All
                        | VocabularySlot::Share
                )
            });
            names || !slots.mentions.is_empty() || !slots.times.is_empty()
        });
        let about_nobody = self.subjects.is_empty() && self.query.topics.is_empty();
        // What is no question for this dataset is no new subject, unless it names one.
        let refused = answer.outcome == Outcome::Declined
            && (answer.decline == Some(DeclineReason::OutOfScope) || about_nobody);
        if refused && !named {
            return true;
        }
        let unsure = read.is_some_and(|it| it.ranking.confidence < it.ambiguity_threshold);
        let versions = self.query.resolver == Resolver::Disputes
            || (matches!(
                self.query.resolver,
                Resolver::Reliability | Resolver::Sources
            ) && about_nobody);
        // A list that is bounded anew ("and before it?") is the one in view, however few words ask for it.
        let filters = &self.query.filters;
        let bounded = self.query.resolver.is_about_many()
            && !(filters.anchors.is_empty() && filters.times.is_empty());
        !named && (versions || (unsure && about_nobody && !bounded))
    }

    /// Whether nothing can lean on it: the question was small talk, or declined and named nobody.
    pub(super) fn is_empty(&self, answer: &Answer) -> bool {
        let chat = self.query.resolver.is_about_the_bot() && self.query.people.is_empty();
        if chat || self.query.last.is_some() {
            return true;
        }
        self.subjects.is_empty()
            && self.query.topics.is_empty()
            && answer.outcome == Outcome::Declined
            && !matches!(
                answer.decline,
                Some(DeclineReason::UnknownSubject | DeclineReason::NotStated)
            )
    }
}

/// The people whom a phrase is about, in its order.
pub(super) fn subjects_of(phrase: &Phrase, found: &mut Vec<PersonId>) {
    for (name, value) in &phrase.values {
        let subject = matches!(*name, "person" | "people" | "text");
        if subject {
            subjects_in(value, found);
        }
    }
}

fn subjects_in(value: &Value, found: &mut Vec<PersonId>) {
    match value {
        Value::Person(id) if !found.contains(id) => found.push(id.clone()),
        Value::Phrase(phrase) => subjects_of(phrase, found),
        Value::List(items) | Value::Choice(items) => {
            for item in items {
                subjects_in(item, found);
            }
        }
        _ => {}
    }
}
