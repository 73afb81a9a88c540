//! From one question of a message to its answer: read with what the conversation spoke of, bound to records, answered; or
//! why not.

use jiff::civil::Date;

use super::bind::{Bound, bind};
use super::heard::Heard;
use super::memory::Memory;
use super::{Binding, Bot, filters, follow_up, parts};
use crate::answer;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::search::{Hit, Record};
use crate::answer::statement::{Answer, DeclineReason, Outcome};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, TOPIC};

/// What became of one question: understood, bound, answered.
pub(super) struct Answered {
    pub(super) interpretation: Option<Interpretation>,
    pub(super) query: Option<Query>,
    pub(super) answer: Answer,
    /// What was asked of somebody unknown: a correction ("I mean …") asks the same of somebody who is known.
    pub(super) corrigible: Option<Query>,
    /// The people among whom the answer asks to choose.
    pub(super) choices: Vec<PersonId>,
}

impl Answered {
    pub(super) fn of(interpretation: Interpretation, query: Query, answer: Answer) -> Self {
        Self {
            query: Some(query),
            ..Self::unbound(interpretation, answer)
        }
    }

    /// What could not be bound to records.
    pub(super) fn unbound(interpretation: Interpretation, answer: Answer) -> Self {
        Self {
            interpretation: Some(interpretation),
            query: None,
            answer,
            corrigible: None,
            choices: Vec::new(),
        }
    }
}

/// "Did he say “…”?" asks whether he did; and so does "was it really boring?" after what he said of leaving.
fn claimed_of_words(query: &mut Query, heard: &Heard, part: &str, memory: Option<&Memory>) {
    let quotes = answer::search::unquoted(part).is_some();
    let said = query.deeds.iter().any(|it| it.starts_with("said|"));
    let of_words = query.resolver == Resolver::Statement
        || (said
            && query.manners.is_empty()
            && matches!(query.resolver, Resolver::VerifyMember | Resolver::Verify));
    if of_words && query.polar && quotes {
        query.resolver = Resolver::VerifySaid;
    }
    let spoken_of = memory.map(|it| it.subjects.as_slice());
    if let (true, Some([person])) = (query.last.is_some(), spoken_of)
        && heard.is_said_by(person)
    {
        query.last = None;
        query.people = vec![person.clone()];
        query.resolver = Resolver::VerifySaid;
    }
}

/// "Was it the flu that made her go?" is a claim on why she left, where a reason that is recorded holds its words; and
/// "he worked nights, true?" is one on him.
fn claimed_of_somebody(query: &mut Query, knowledge: &crate::knowledge::Knowledge) {
    let [person] = query.people.as_slice() else {
        return;
    };
    if !query.polar || !knowledge.has_left(person) {
        return;
    }
    let reason = holds_reason(&query.found, person);
    query.causal |= reason && query.resolver == Resolver::Verify;
    let other = matches!(
        query.resolver,
        Resolver::Manner | Resolver::Statement | Resolver::Search | Resolver::When
    );
    let plain = query.manners.is_empty() && query.deeds.is_empty();
    if reason && other && (plain || query.resolver == Resolver::Manner) {
        query.resolver = Resolver::Verify;
        query.causal = true;
    }
    // A topic that the question does not name and that has nothing to do with the person is an accident of its words.
    let strange = query.guessed
        && query.topics.iter().all(|id| {
            let topic = knowledge.topics.get(id);
            topic.is_none_or(|it| !it.people.contains(person))
        });
    if query.resolver == Resolver::WhoSaid
        || (strange && query.resolver == Resolver::Topic(Aspect::What))
    {
        query.resolver = Resolver::Verify;
        query.topics.clear();
    }
}

/// Whether a reason that is recorded of somebody holds a good part of what a question says.
fn holds_reason(found: &[Hit], person: &PersonId) -> bool {
    found.iter().any(|hit| {
        let theirs = matches!(&hit.record, Record::Reason(id, ..) if id == person);
        theirs && hit.words >= 1 && hit.wording >= WORDED
    })
}

/// The part of a question's words that a reason must hold to be what it is about.
const WORDED: f32 = 0.4;

impl Bot {
    /// What a question is understood to be, its pronouns read as what the conversation spoke of where that makes it a
    /// surer question.
    fn read_with(
        &self,
        language: &Language,
        plain: Interpretation,
        memory: Option<&Memory>,
    ) -> Interpretation {
        let referents = memory.map_or_else(Vec::new, |it| follow_up::referents(it, &plain));
        if referents.is_empty() {
            return plain;
        }
        let read = self.model.with_referents(language, &plain, &referents);
        let certain = referents.iter().any(|(value, _)| *value == "person");
        let sure = read.ranking.confidence >= read.threshold;
        if (certain && sure) || read.ranking.confidence > plain.ranking.confidence {
            read
        } else {
            plain
        }
    }

    pub(super) fn answer_part(
        &self,
        language: &Language,
        part: &str,
        read: Interpretation,
        today: Date,
        memory: Option<&Memory>,
    ) -> Answered {
        let described = self.described(language, &read);
        let read = match &described {
            Some(part) => self.model.interpret(language, part, today),
            None => read,
        };
        let part = described.as_deref().unwrap_or(part);
        let interpretation = self.read_with(language, read, memory);
        let fragment = memory
            .is_some_and(|memory| follow_up::is_elliptic(&self.knowledge, memory, &interpretation));
        let sure = self.is_understood(language, &interpretation);
        let rewritten = (!fragment && !sure)
            .then(|| self.rewritten(language, part, &interpretation, memory, today))
            .flatten();
        let (text, interpretation) = rewritten.unwrap_or_else(|| (part.to_owned(), interpretation));
        let sure = self.is_understood(language, &interpretation);
        let part = text.as_str();
        let best = interpretation.candidates.first();
        let binding = best
            .and_then(|it| self.binding(&it.intent))
            .map(|it| taking_note(it, &interpretation, memory));
        // Words that nothing accounts for make a weak match an accident.
        let leftover = parts::has_leftover(language, &interpretation);
        // What the bot was told to be is nobody's departure.
        if filters::is_instructed(&interpretation.slots) {
            let answer = self.about(Resolver::OutOfScope, today);
            return Answered::unbound(interpretation, answer);
        }
        let heard = self.heard(language, &interpretation, part);
        let quoted = (!fragment)
            .then(|| self.quoting(language, &interpretation, part, &heard, sure, today))
            .flatten();
        if let Some(answered) =
            quoted.or_else(|| self.of_a_publisher(&interpretation, &heard, memory, today))
        {
            return answered;
        }
        if let Some((name, resolver)) = (!fragment)
            .then(|| self.unknown_name(language, &interpretation, part, memory.is_some()))
            .flatten()
        {
            return self.of_unknown(interpretation, &heard, &name, resolver, today);
        }
        let binding = match binding {
            Some(binding) if sure || fragment => binding,
            _ => match self
                .read_alone(&interpretation)
                .or_else(|| self.read_as_reason(&interpretation, &heard))
            {
                Some(binding) => binding,
                None => {
                    if let Some(answered) = self.recorded(&interpretation, &heard, today) {
                        return answered;
                    }
                    let answer = self.not_understood(&interpretation, leftover, today);
                    return Answered::unbound(interpretation, answer);
                }
            },
        };
        match bind(&self.knowledge, &binding, &interpretation, memory, today) {
            Bound::Query(mut query) => {
                // A date that is held against the one of the conversation says all that it has to say.
                query.leftover |= leftover && query.last.is_none();
                // What a search in the conversation looks for stays.
                if query.resolver != Resolver::Search || query.words.is_empty() {
                    query.words = parts::own_words(language, &interpretation);
                }
                filters::of_another_deed(language, &interpretation, &mut query);
                if !fragment
                    && let Some(name) = self.unknown_bound(language, &interpretation, part, &query)
                {
                    let answer = self.not_narrowed(&name, today);
                    return Answered::of(interpretation, *query, answer);
                }
                claimed_of_words(&mut query, &heard, part, memory);
                // A fragment has no words of its own to search for.
                let words = query.resolver == Resolver::Statement && query.found.is_empty();
                if !fragment || words {
                    query.found = heard.found;
                }
                query.sources = heard.sources;
                claimed_of_somebody(&mut query, &self.knowledge);
                let answer = self.answered(&mut query, today);
                Answered::of(interpretation, *query, answer)
            }
            Bound::Ambiguous(people) => Answered {
                corrigible: Some(self.waiting(
                    binding.resolver,
                    memory.filter(|_| fragment),
                    today,
                )),
                choices: people.clone(),
                ..Answered::unbound(interpretation, which_of(&people))
            },
            Bound::Foreign(organisation) => {
                // A number or a list of departures is in no other record.
                let lists = binding.resolver.is_about_many();
                if let Some(answered) = (!lists)
                    .then(|| self.recorded(&interpretation, &heard, today))
                    .flatten()
                {
                    return answered;
                }
                Answered::unbound(interpretation, self.foreign(&organisation, today))
            }
        }
    }

    /// That no departures of an organisation are recorded.
    fn foreign(&self, organisation: &OrganisationId, today: Date) -> Answer {
        let mut answer = self.about(Resolver::OutOfScope, today);
        answer.decline = Some(DeclineReason::UnknownSubject);
        answer.remark = Some(
            Phrase::new("no-records-of")
                .with("organisation", organisation)
                .with("dataset", &self.knowledge.name),
        );
        answer
    }

    /// What a publisher says of what the conversation spoke of, if that is asked.
    fn of_a_publisher(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
        memory: Option<&Memory>,
        today: Date,
    ) -> Option<Answered> {
        let query = follow_up::published(
            &self.knowledge,
            memory?,
            interpretation,
            &heard.named,
            today,
        )?;
        let answer = answer::answer(&self.knowledge, &query);
        Some(Answered::of(interpretation.clone(), query, answer))
    }

    /// What waits for the one who is chosen: a fragment asks the same of them as of those before.
    fn waiting(&self, resolver: Resolver, memory: Option<&Memory>, today: Date) -> Query {
        match memory {
            Some(memory) => memory.open(today),
            None => self.query(resolver, today),
        }
    }

    /// What is recorded of a name that is no record's, or that there is no such person.
    fn of_unknown(
        &self,
        interpretation: Interpretation,
        heard: &Heard,
        name: &str,
        resolver: Resolver,
        today: Date,
    ) -> Answered {
        let recorded = self.recorded_of_unknown(&interpretation, heard, today);
        recorded.unwrap_or_else(|| Answered {
            corrigible: Some(self.query(resolver, today)),
            ..Answered::unbound(interpretation, self.unknown_subject(name))
        })
    }

    /// The answer to a bound question. Where the look-up comes back empty and the question names an event or a topic,
    /// what is known of that is the answer.
    fn answered(&self, query: &mut Query, today: Date) -> Answer {
        // A number of a topic's own ("how many tutors were laid off") is not a number of departures.
        let topical = !query.topics.is_empty() && query.anchors.is_empty();
        let counts = match query.resolver {
            Resolver::Count => true,
            // "How many tutors were there?"
            Resolver::CountRemaining => {
                let told = |id| {
                    let topic = self.knowledge.topics.get(id);
                    let mut claims = topic.into_iter().flat_map(|it| &it.statements);
                    claims.any(|it| it.value.aspect == Aspect::HowMany)
                };
                query.groups.is_empty() && query.times.is_empty() && query.topics.iter().any(told)
            }
            _ => false,
        };
        if counts && topical {
            query.resolver = Resolver::Topic(Aspect::HowMany);
        }
        let chat = matches!(
            query.resolver,
            Resolver::Greeting | Resolver::Thanks | Resolver::About | Resolver::Help
        );
        // "Are you Alpha?" is asked of the bot.
        let of_the_bot = query.resolver == Resolver::About && query.polar;
        if chat && !of_the_bot && !query.topics.is_empty() {
            query.resolver = Resolver::Topic(Aspect::What);
        }
        if query.resolver.is_of_an_organisation() {
            let mut elsewhere = answer::elsewhere(&self.knowledge, query).into_iter();
            if let Some(first) = elsewhere.next() {
                query.organisation = first;
                query.further = elsewhere.collect();
            }
        }
        let answer = answer::answer(&self.knowledge, query);
        let empty = matches!(
            answer.decline,
            Some(DeclineReason::TooVague | DeclineReason::NoDeparture)
        ) && answer.outcome == Outcome::Declined;
        // That somebody did not leave is the answer to whether they did.
        let stays = query.of_leaving && answer.decline == Some(DeclineReason::NoDeparture);
        let topical = !query.topics.is_empty() && !matches!(query.resolver, Resolver::Topic(_));
        if empty && topical && !stays {
            query.resolver = Resolver::Topic(Aspect::What);
            return answer::answer(&self.knowledge, query);
        }
        // A question that needs a person or a topic and names nothing at all was not meant for this dataset.
        if empty
            && answer.decline == Some(DeclineReason::TooVague)
            && query.leftover
            && query.people.is_empty()
            && !query.organisation_named
        {
            return self.about(Resolver::OutOfScope, today);
        }
        answer
    }

    pub(super) fn binding(&self, intent: &str) -> Option<Binding> {
        if intent.starts_with(TOPIC) {
            return Some(Binding {
                resolver: Resolver::Topic(Aspect::What),
            });
        }
        self.bindings.get(intent).cloned()
    }

    /// A name alone asks who or what it is, however unsure the classifier is of so little text.
    fn read_alone(&self, interpretation: &Interpretation) -> Option<Binding> {
        let topics: Vec<_> = interpretation
            .slots
            .mentions
            .iter()
            .filter(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event))
            .collect();
        let people = interpretation.slots.of(EntityKind::Person).count();
        // Whatever is asked of an event or a topic, what is known of it is to the point.
        if topics.len() == 1 && people == 0 {
            let aspect = interpretation
                .slots
                .values(VocabularySlot::Aspect)
                .find_map(|value| Aspect::ALL.into_iter().find(|it| it.name() == value))
                .unwrap_or(Aspect::What);
            return Some(Binding {
                resolver: Resolver::Topic(aspect),
            });
        }
        if !follow_up::is_fragment(interpretation) {
            return None;
        }
        let resolver = match interpretation.slots.mentions.as_slice() {
            [mention] => match mention.kind {
                EntityKind::Person => Resolver::Profile,
                EntityKind::Topic | EntityKind::Event => Resolver::Topic(Aspect::What),
                EntityKind::Organisation => Resolver::Overview,
                EntityKind::Group => Resolver::Members,
            },
            _ => return None,
        };
        Some(Binding { resolver })
    }

    /// A question that asks whether something is so, and holds the words of a reason that is recorded of whom it names, is
    /// a claim on that reason, however unsure the classifier is.
    fn read_as_reason(&self, interpretation: &Interpretation, heard: &Heard) -> Option<Binding> {
        let mut named = interpretation.slots.of(EntityKind::Person);
        let (Some(mention), None) = (named.next(), named.next()) else {
            return None;
        };
        let id = mention.candidates.first()?.id.as_str();
        let person = self.knowledge.people.get(id)?;
        let asks = filters::polar(interpretation) && holds_reason(&heard.found, &person.id);
        asks.then_some(Binding {
            resolver: Resolver::Verify,
        })
    }

    /// Between the thresholds the two best intents are offered; below, the question is out of scope or too vague.
    fn not_understood(
        &self,
        interpretation: &Interpretation,
        leftover: bool,
        today: Date,
    ) -> Answer {
        let help = self.about(Resolver::OutOfScope, today);
        let named = !interpretation.slots.mentions.is_empty();
        let close = interpretation.ranking.confidence >= interpretation.threshold * CLOSE;
        if named && close && !leftover {
            let mut answer = Answer::ambiguous(Phrase::new("too-vague"), help.suggestions);
            answer.outcome = Outcome::Declined;
            return answer;
        }
        help
    }

    /// An answer that needs no question: help, out of scope.
    pub(super) fn about(&self, resolver: Resolver, today: Date) -> Answer {
        answer::answer(&self.knowledge, &self.query(resolver, today))
    }

    /// A question about the dataset's own organisation that names nothing.
    pub(super) fn query(&self, resolver: Resolver, today: Date) -> Query {
        Query::new(resolver, self.knowledge.organisation.clone(), today)
    }
}

/// "Lol ok", "haha nice" behind an answer only takes note of it: a word or two of chat with one that continues.
fn taking_note(binding: Binding, read: &Interpretation, memory: Option<&Memory>) -> Binding {
    let slots = &read.slots;
    let mut continues = slots.values(VocabularySlot::Continuation);
    let slight = read.tokens.len() <= 2 && slots.mentions.is_empty();
    let chat = binding.resolver == Resolver::OutOfScope && memory.is_some();
    if chat && slight && continues.any(|it| it == "courtesy") {
        return Binding {
            resolver: Resolver::Thanks,
        };
    }
    binding
}

/// A name may mean several people: the question back.
fn which_of(people: &[PersonId]) -> Answer {
    let suggestions = people
        .iter()
        .take(5)
        .map(|person| Phrase::new("ask-when").with("person", person))
        .collect();
    let names = people.iter().map(|it| Value::Person(it.clone())).collect();
    Answer::ambiguous(
        Phrase::new("which-of-them").with("people", Value::List(names)),
        suggestions,
    )
}

/// The part of the threshold from which on a question is vague instead of out of scope, and understood if it is about
/// somebody whom it names.
pub(super) const CLOSE: f32 = 0.6;
