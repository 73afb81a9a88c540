//! From one question of a message to its answer: read with what the conversation spoke of, bound to records, answered; or
//! why not.

mod looked_up;

use jiff::civil::Date;

use super::bind::{Bound, bind};
use super::heard::Heard;
use super::memory::Memory;
use super::{Bot, claimed, filters, follow_up, parts};
use crate::answer;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::claim::{Aspect, Zone};
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::phrases::Filled;

/// The wording that names the zone whose days a language shows; empty where it is that of the sources.
const CALENDAR: &str = "calendar";

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

/// A part of a message as it is understood.
pub(super) struct Read {
    /// Its text.
    pub(super) text: String,
    pub(super) interpretation: Interpretation,
    /// Whether it asks the last question again of something else.
    pub(super) fragment: bool,
    /// Whether the classifier is sure enough of it.
    pub(super) sure: bool,
}

impl Answered {
    pub(super) fn of(interpretation: Interpretation, query: Query, answer: Answer) -> Self {
        Self {
            query: Some(query),
            ..Self::unbound(interpretation, answer)
        }
    }

    /// Whether a part behind this one speaks of the same one, whom nothing is known of: "who is Alpha and when did he
    /// leave?"
    pub(super) fn is_of_nobody(&self, next: &Interpretation) -> bool {
        self.answer.decline == Some(DeclineReason::UnknownSubject) && leans_on_somebody(next)
    }

    /// Whether it was refused as nobody's business, and a part behind it only asks if that is so: "did he divorce, is that why?"
    pub(super) fn is_refused_with(&self, next: &Interpretation) -> bool {
        let private = self
            .query
            .as_ref()
            .is_some_and(|it| it.resolver == Resolver::Private);
        private && next.slots.mentions.is_empty() && filters::polar(next)
    }

    /// Whether it lists those who left in a time in which nobody did.
    pub(super) fn found_nobody(&self) -> bool {
        let lists = self.query.as_ref().is_some_and(|it| {
            let many = matches!(
                it.resolver,
                Resolver::WhoLeft | Resolver::Verify | Resolver::Count
            );
            many && it.people.is_empty() && !it.filters.times.is_empty()
        });
        let listed = |it: &Statement| {
            let id = it.phrase.id;
            id != "count-none" && (id.starts_with("list") || id.starts_with("count"))
        };
        lists && !self.answer.statements.iter().any(listed)
    }

    /// Whether it says no more than that the question was not understood, or of whom it is.
    fn is_lost(&self) -> bool {
        let lost = matches!(
            self.answer.decline,
            Some(DeclineReason::OutOfScope | DeclineReason::TooVague)
        );
        lost && self.answer.outcome == Outcome::Declined && self.choices.is_empty()
    }

    /// Whether it is refused by its kind: as private, to come, or a matter of opinion.
    fn is_refused(&self) -> bool {
        let resolver = self.query.as_ref().map(|it| it.resolver);
        matches!(
            resolver,
            Some(Resolver::Private | Resolver::Prediction | Resolver::Opinion)
        )
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

    /// The answer to one part of a message, as it was read by itself. What its pronouns leave without an answer is asked
    /// once more by name, as if nothing had been said before.
    pub(super) fn answer_part(
        &self,
        language: &Language,
        part: &str,
        read: Interpretation,
        today: Date,
        memory: Option<&Memory>,
    ) -> Answered {
        let by_name = memory.and_then(|memory| self.by_name(language, &read, memory));
        let plain = memory.is_none().then(|| read.clone());
        let answered = self.answer_read(language, part, read, today, memory);
        if let Some(read) = plain.filter(|_| answered.is_lost() && !answered.is_refused()) {
            let heard = self.heard(language, &read, part);
            return self.of_somebody(&read, &heard, today).unwrap_or(answered);
        }
        let remarks = self.tells_all_remarks(&answered);
        let Some(text) = by_name.filter(|_| remarks.is_some() || answered.is_lost()) else {
            return answered;
        };
        let read = self.model.interpret(language, &text, today);
        let named = self.answer_read(language, &text, read, today, None);
        // "Did he apologise to anyone?" is told by what he did of that, and not by all that he said.
        if let Some(speaker) = remarks {
            return if self.is_theirs(&named, &speaker) {
                named
            } else {
                answered
            };
        }
        let of_them = named.query.as_ref().is_some_and(|it| !it.people.is_empty());
        if named.answer.outcome == Outcome::Declined || !of_them {
            return answered;
        }
        named
    }

    /// Who never left and is answered for with whatever they are recorded to have said, as the question picked nothing out.
    fn tells_all_remarks(&self, answered: &Answered) -> Option<PersonId> {
        let query = answered.query.as_ref()?;
        let [one] = query.people.as_slice() else {
            return None;
        };
        let open = query.topics.is_empty() && query.filters.times.is_empty();
        let all = query.resolver == Resolver::Statement && open && query.focus.of_words.is_none();
        (all && query.polar && !query.of_leaving && !self.knowledge.has_left(one))
            .then(|| one.clone())
    }

    /// Whether an answer tells of one topic in which the speaker alone spoke.
    fn is_theirs(&self, answered: &Answered, speaker: &PersonId) -> bool {
        let query = answered.query.as_ref();
        let told = query.filter(|it| matches!(it.resolver, Resolver::Topic(_)));
        let topic = told.and_then(|it| self.knowledge.topics.get(it.topics.first()?));
        topic.is_some_and(|it| it.people == [speaker.clone()])
    }

    fn answer_read(
        &self,
        language: &Language,
        part: &str,
        read: Interpretation,
        today: Date,
        memory: Option<&Memory>,
    ) -> Answered {
        let several = memory.map_or_else(Vec::new, |it| self.still_several(&read, it));
        if let Some(memory) = memory.filter(|_| !several.is_empty()) {
            return Answered {
                corrigible: Some(memory.query.clone()),
                choices: several.clone(),
                ..Answered::unbound(read, which_of(&several))
            };
        }
        let read = self.understood(language, part, read, today, memory);
        // What the bot was told to be is nobody's departure.
        if filters::is_instructed(&read.interpretation.slots) {
            let answer = self.about(Resolver::OutOfScope, today);
            return Answered::unbound(read.interpretation, answer);
        }
        if memory.is_some() && only_reacts(&read.interpretation) {
            let answer = self.about(Resolver::Thanks, today);
            let query = self.query(Resolver::Thanks, today);
            return Answered::of(read.interpretation, query, answer);
        }
        if let Some(answered) = self.outside(&read.interpretation, today) {
            return answered;
        }
        let heard = self.heard(language, &read.interpretation, &read.text);
        if let Some(answered) = self.answered_apart(language, &read, &heard, today, memory) {
            return answered;
        }
        // Words that nothing accounts for make a weak match an accident.
        let leftover = parts::has_leftover(language, &read.interpretation);
        let Some(binding) = self.bindable(language, &read, &heard, memory) else {
            if let Some(answered) = self.recorded(&read.interpretation, &heard, today) {
                return answered;
            }
            let answer = self.not_understood(&read.interpretation, leftover, today);
            return Answered::unbound(read.interpretation, answer);
        };
        match bind(
            &self.knowledge,
            &binding,
            &read.interpretation,
            memory,
            today,
        ) {
            Bound::Query(mut query) => {
                // A date that is held against the one of the conversation says all that it has to say.
                query.leftover |= leftover && query.last.is_none();
                self.answer_bound(language, read, heard, *query, today, memory)
            }
            Bound::Ambiguous(people) => Answered {
                corrigible: Some(self.waiting(
                    binding.resolver,
                    memory.filter(|_| read.fragment),
                    today,
                )),
                choices: people.clone(),
                ..Answered::unbound(read.interpretation, which_of(&people))
            },
            Bound::Foreign(organisation) => {
                // A number or a list of departures is in no other record.
                let lists = binding.resolver.is_about_many();
                if let Some(answered) = (!lists)
                    .then(|| self.recorded(&read.interpretation, &heard, today))
                    .flatten()
                {
                    return answered;
                }
                Answered::unbound(read.interpretation, self.foreign(&organisation, today))
            }
        }
    }

    /// A part as it is understood: somebody who is described named, pronouns read as what the conversation spoke of, and
    /// its subject added where that makes it a question.
    fn understood(
        &self,
        language: &Language,
        part: &str,
        read: Interpretation,
        today: Date,
        memory: Option<&Memory>,
    ) -> Read {
        let described = self
            .headed(language, &read)
            .or_else(|| self.described(language, &read))
            .or_else(|| self.pointed(language, &read, memory?))
            .or_else(|| self.described_of_a_list(language, &read, memory?))
            .or_else(|| self.described_by_a_word(language, &read));
        let read = match &described {
            Some(part) => self.model.interpret(language, part, today),
            None => read,
        };
        let part = described.as_deref().unwrap_or(part);
        let alone = self.past_courtesies(language, &read, memory, today);
        let mut interpretation = self.read_with(language, read, memory);
        let past = alone.filter(|_| self.is_small_talk(&interpretation));
        let part = match past {
            Some((text, read)) => {
                interpretation = self.read_with(language, read, memory);
                text
            }
            None => part.to_owned(),
        };
        let part = part.as_str();
        let interpretation = self.past_an_attribution(language, interpretation);
        let fragment = memory
            .is_some_and(|memory| follow_up::is_elliptic(&self.knowledge, memory, &interpretation));
        let sure = self.is_understood(language, &interpretation);
        let rewritten = (!fragment && !sure)
            .then(|| self.rewritten(language, part, &interpretation, memory, today))
            .flatten();
        let (text, interpretation) = rewritten.unwrap_or_else(|| (part.to_owned(), interpretation));
        let interpretation = self.past_strange_topics(interpretation);
        let sure = self.is_understood(language, &interpretation);
        Read {
            text,
            interpretation,
            fragment,
            sure,
        }
    }

    /// The answer to a part that is bound to records.
    fn answer_bound(
        &self,
        language: &Language,
        read: Read,
        heard: Heard,
        mut query: Query,
        today: Date,
        memory: Option<&Memory>,
    ) -> Answered {
        let interpretation = read.interpretation;
        // What a search in the conversation looks for stays.
        if query.resolver != Resolver::Search || query.words.is_empty() {
            query.words = parts::own_words(language, &interpretation);
        }
        filters::meant::of_another_deed(language, &interpretation, &mut query);
        if !read.fragment
            && let Some(name) = self
                .unknown_bound(language, &interpretation, &read.text, &query)
                .or_else(|| self.unknown_attribute(language, &interpretation, &query))
        {
            let answer = self.not_narrowed(&name, today);
            return Answered::of(interpretation, query, answer);
        }
        claimed::of_words(&mut query, &interpretation, &heard, &read.text, memory);
        // A fragment has no words of its own to search for.
        let words = query.resolver == Resolver::Statement && query.found.is_empty();
        // The words whose day is asked for are those that were told.
        let told = query.focus.of_words.is_some() && !query.found.is_empty();
        if (!read.fragment || words) && !told {
            query.found = heard.found;
        }
        query.sources = heard.sources;
        // "Did the Times report on Alpha?" asks for what it reports.
        if query.resolver == Resolver::Response && !query.sources.is_empty() {
            query.resolver = Resolver::Statement;
        }
        claimed::of_somebody(&mut query, &self.knowledge);
        claimed::of_their_day(&mut query, &self.knowledge);
        // A fragment, words for making something, and a text without spaces describe nothing by the words in common.
        let made = filters::cue(&interpretation.slots, "making");
        if !read.fragment && !made && interpretation.text.is_ascii() {
            claimed::of_their_reason(&mut query, &interpretation, &self.knowledge);
        }
        query.filters.calendar = self.calendar(language);
        let mut answer = self.answered(&mut query, today);
        let speaker = self.unknown_speaker(language, &interpretation, &read.text, &query);
        if let (Some(name), None) = (speaker, &answer.remark) {
            answer.remark = self.unknown_subject(&name).remark;
        }
        Answered::of(interpretation, query, answer)
    }

    /// The zone whose days are shown in a language, where its wordings name one.
    fn calendar(&self, language: &Language) -> Option<Zone> {
        let name = self.wordings.get(&language.tag)?.label(CALENDAR);
        Zone::ALL.into_iter().find(|it| it.name() == name)
    }

    /// What waits for the one who is chosen: a fragment asks the same of them as of those before.
    fn waiting(&self, resolver: Resolver, memory: Option<&Memory>, today: Date) -> Query {
        match memory {
            Some(memory) => memory.open(today),
            None => self.query(resolver, today),
        }
    }

    /// The answer to a bound question. Where the look-up comes back empty and the question names an event or a topic,
    /// what is known of that is the answer.
    fn answered(&self, query: &mut Query, today: Date) -> Answer {
        // A number of a topic's own ("how many tutors were laid off") is not a number of departures.
        let topical = !query.topics.is_empty() && query.filters.anchors.is_empty();
        let told = |id: &TopicId| {
            let topic = self.knowledge.topics.get(id);
            topic.is_some_and(|it| it.tells(Aspect::HowMany))
        };
        let counts = match query.resolver {
            Resolver::Count => true,
            // "How many tutors were there?"
            Resolver::CountRemaining => {
                query.filters.groups.is_empty()
                    && query.filters.times.is_empty()
                    && query.topics.iter().any(told)
            }
            _ => false,
        };
        if counts && topical {
            query.resolver = Resolver::Topic(Aspect::HowMany);
        }
        // "How many were laid off in the Alpha lay-offs?": of several topics those count of which a number is recorded.
        if query.resolver == Resolver::Topic(Aspect::HowMany) && query.topics.iter().any(told) {
            query.topics.retain(told);
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
        let answer = self.look_up(query);
        let empty = matches!(
            answer.decline,
            Some(DeclineReason::TooVague | DeclineReason::NoDeparture)
        ) && answer.outcome == Outcome::Declined;
        // That somebody did not leave is the answer to whether they did.
        let stays = query.of_leaving && answer.decline == Some(DeclineReason::NoDeparture);
        let topical = !query.topics.is_empty() && !matches!(query.resolver, Resolver::Topic(_));
        if empty && topical && !stays {
            query.resolver = Resolver::Topic(Aspect::What);
            return self.look_up(query);
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

    /// An answer that needs no question: help, out of scope.
    pub(super) fn about(&self, resolver: Resolver, today: Date) -> Answer {
        self.look_up(&self.query(resolver, today))
    }

    /// A question about the dataset's own organisation that names nothing.
    pub(super) fn query(&self, resolver: Resolver, today: Date) -> Query {
        Query::new(resolver, self.knowledge.organisation.clone(), today)
    }
}

/// Whether a turn does nothing but react to what was told: "lol classy", "that's sad".
fn only_reacts(read: &Interpretation) -> bool {
    let slots = &read.slots;
    let leans = |it: &Filled| match it.slot {
        VocabularySlot::Continuation | VocabularySlot::Joint | VocabularySlot::Pronoun => true,
        VocabularySlot::Cue => matches!(it.value.as_str(), "reaction" | "copula"),
        _ => false,
    };
    let reacts = slots.values(VocabularySlot::Cue).any(|it| it == "reaction");
    reacts && read.is_covered(|at| slots.fills(at, leans))
}

/// Whether a question is about somebody whom only a pronoun stands for.
pub(super) fn leans_on_somebody(read: &Interpretation) -> bool {
    let mut pronouns = read.slots.values(VocabularySlot::Pronoun);
    pronouns.any(|it| it == "person") && read.slots.of(EntityKind::Person).next().is_none()
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
        Phrase::new("which-of-them").with("people", Value::Choice(names)),
        suggestions,
    )
}

/// The part of the threshold from which on a question is vague instead of out of scope, and understood if it is about
/// somebody whom it names.
pub(super) const CLOSE: f32 = 0.6;
