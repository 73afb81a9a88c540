//! [`Bot::reply`]: from a question to a reply. The façade for every adapter; below it nothing reads a file, a clock, the
//! environment or the network, and nothing fails.

mod bind;
mod complete;
mod described;
mod filters;
mod follow_up;
mod heard;
mod memory;
mod parts;
mod unbound;
mod understood;
mod unknown;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::search::Records;
use crate::answer::sourced::SourceNames;
use crate::answer::statement::{Answer, DeclineReason, Outcome};
use crate::answer::{self};
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, Model, TOPIC};
use crate::nlu::utterance::Utterance;
use crate::render::wording::Wording;
use crate::render::{Reply, render};
use bind::{Bound, bind};
pub use memory::Memory;

/// A dataset, a model of the languages to ask in, and their wordings.
#[derive(Debug)]
pub struct Bot {
    /// The dataset.
    pub knowledge: Knowledge,
    /// What understands questions.
    pub model: Model,
    records: Records,
    source_names: SourceNames,
    wordings: BTreeMap<String, Wording>,
    bindings: BTreeMap<String, Binding>,
    revision: String,
}

/// What an intent asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The look-up; it asks back by itself for what the question lacks.
    pub resolver: Resolver,
}

/// A question with all that its answer depends on.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The text, as it was typed.
    pub text: &'a str,
    /// The day on which it is asked.
    pub today: Date,
    /// The language to answer in where the text does not decide it, as a tag.
    pub language: Option<&'a str>,
    /// What a follow-up may lean on.
    pub memory: Option<&'a Memory>,
    /// The most characters of remark and statements together.
    pub budget: usize,
}

impl<'a> Question<'a> {
    /// A question without context, with room for a long answer.
    pub fn new(text: &'a str, today: Date) -> Self {
        Self {
            text,
            today,
            language: None,
            memory: None,
            budget: FULL,
        }
    }
}

/// Room for a full reply, in characters: what an embed's description holds, with a margin for links.
pub const FULL: usize = 3_000;
/// Room for a short reply, in characters.
pub const SHORT: usize = 600;

/// What became of one question: understood, bound, answered.
struct Answered {
    interpretation: Option<Interpretation>,
    query: Option<Query>,
    answer: Answer,
    /// What was asked of somebody unknown: a correction ("I mean …") asks the same of somebody who is known.
    corrigible: Option<Query>,
    /// The people among whom the answer asks to choose.
    choices: Vec<PersonId>,
}

impl Answered {
    fn of(interpretation: Interpretation, query: Query, answer: Answer) -> Self {
        Self {
            query: Some(query),
            ..Self::unbound(interpretation, answer)
        }
    }

    /// What could not be bound to records.
    fn unbound(interpretation: Interpretation, answer: Answer) -> Self {
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
    /// A bot of these parts; `records` indexes the dataset, `bindings` are by intent id, `wordings` one for each language of the model.
    pub fn new(
        knowledge: Knowledge,
        records: Records,
        model: Model,
        wordings: Vec<Wording>,
        bindings: BTreeMap<String, Binding>,
        revision: String,
    ) -> Self {
        Self {
            source_names: SourceNames::new(&knowledge),
            knowledge,
            records,
            model,
            wordings: wordings
                .into_iter()
                .map(|it| (it.language().to_owned(), it))
                .collect(),
            bindings,
            revision,
        }
    }

    /// A short hash of data and config.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The wording of a language, else of the first one.
    ///
    /// # Panics
    /// Never: loading builds no bot without a wording.
    pub fn wording(&self, language: &str) -> Option<&Wording> {
        self.wordings
            .get(language)
            .or_else(|| self.wordings.values().next())
    }

    /// The tags of the languages that the bot speaks.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.wordings.keys().map(String::as_str)
    }

    /// A label in a language.
    pub fn label(&self, language: &str, id: &str) -> String {
        self.wording(language)
            .map_or_else(|| id.to_owned(), |it| it.label(id).into_owned())
    }

    /// A phrase in a language.
    pub fn say(&self, language: &str, phrase: &Phrase) -> String {
        self.wording(language)
            .map_or_else(String::new, |it| it.say(&self.knowledge, phrase))
    }

    /// Answers a question; the memory is what a follow-up may lean on.
    pub fn reply(&self, question: &Question<'_>) -> (Reply, Option<Memory>) {
        let addressed = self.without_addressees(question.text);
        let raw = addressed.as_str();
        let asked = Question {
            text: raw,
            ..*question
        };
        let Some((language, read)) = self.read_as_typed(&asked) else {
            let answer = Answer::declined(
                DeclineReason::OutOfScope,
                Phrase::new("unsupported-language").with("languages", self.language_names()),
            );
            return (
                self.worded(question, self.fallback_language(), None, &answer),
                None,
            );
        };
        if read.text.is_empty() {
            let scope_answer = self.about(Resolver::Help, question.today);
            let answer = Answer::declined(DeclineReason::TooVague, Phrase::new("empty"))
                .suggesting(scope_answer.suggestions);
            return (self.worded(question, &language.tag, None, &answer), None);
        }
        let parts = self.parts(language, raw, read);
        let mut memory = question.memory.cloned();
        if let Some(aside) = &parts.aside {
            let people = self.people_in(language, aside);
            if !people.is_empty() {
                let about = self.query(Resolver::Profile, question.today);
                memory = Some(Memory::aside(about, people, language.tag.clone()));
            }
        }
        let mut answered: Vec<Answered> = Vec::new();
        let mut whole = parts.whole;
        for part in &parts.asked {
            let read = whole
                .take()
                .unwrap_or_else(|| self.model.interpret(language, part, question.today));
            let one = self.answer_part(language, part, read, question.today, memory.as_ref());
            if let Some(query) = one.query.as_ref().or(one.corrigible.as_ref()) {
                let (query, tag) = (query.clone(), language.tag.clone());
                let new = if one.choices.is_empty() {
                    Memory::of(&self.knowledge, query, &one.answer, memory.as_ref(), tag)
                } else {
                    Memory::choosing(query, one.choices.clone(), tag)
                };
                let waits = !one.choices.is_empty();
                if waits || memory.is_none() || !new.is_empty(&one.answer) {
                    memory = Some(new);
                }
            }
            answered.push(one);
        }
        let whole = parts::joined(answered);
        let reply = self.worded(question, &language.tag, Some(&whole), &whole.answer);
        (reply, memory)
    }

    /// A text without the handles that it is addressed to ("@somebot is this real?"); handles of people in the dataset
    /// stay.
    fn without_addressees(&self, text: &str) -> String {
        if !text.contains('@') {
            return text.to_owned();
        }
        let known = |handle: &str| {
            self.knowledge.people.values().any(|person| {
                person
                    .aliases
                    .iter()
                    .any(|alias| alias.eq_ignore_ascii_case(handle))
            })
        };
        text.split_inclusive(char::is_whitespace)
            .filter(|word| {
                let handle = word.trim().strip_prefix('@').map(|it| {
                    it.trim_end_matches(|end: char| !end.is_alphanumeric() && end != '_')
                });
                handle.is_none_or(|handle| {
                    known(handle)
                        || !handle
                            .chars()
                            .all(|it| it.is_ascii_alphanumeric() || it == '_')
                })
            })
            .collect()
    }

    /// What the bot makes of a question, without answering it.
    pub fn interpret(&self, question: &Question<'_>) -> Option<(&Language, Interpretation)> {
        self.read_as_typed(question)
    }

    /// The questions that a message is read as: itself, or its parts, in their order.
    pub fn parts_of(&self, question: &Question<'_>) -> Vec<String> {
        match self.read_as_typed(question) {
            Some((language, read)) => self.parts(language, question.text, read).asked,
            None => vec![question.text.to_owned()],
        }
    }

    /// The look-up that an intent asks for.
    pub fn resolver(&self, intent: &str) -> Option<Resolver> {
        self.binding(intent).map(|it| it.resolver)
    }

    fn fallback_language(&self) -> &str {
        self.model
            .languages()
            .first()
            .map_or("en", |it| it.tag.as_str())
    }

    fn language_names(&self) -> Value {
        Value::List(
            self.model
                .languages()
                .iter()
                .map(|it| Value::Verbatim(it.name.clone()))
                .collect(),
        )
    }

    /// The language of a question, by its script, and how it reads in it; a text without letters is in the preferred
    /// one. `None` if the bot does not speak it.
    fn read_as_typed(&self, question: &Question<'_>) -> Option<(&Language, Interpretation)> {
        let spoken = question.memory.map(|it| it.language.as_str());
        let language = if Utterance::parse(question.text).tokens().is_empty() {
            let tag = question
                .language
                .unwrap_or_else(|| self.fallback_language());
            self.model.language(tag)
        } else {
            let preferred = spoken.or(question.language);
            self.model.language_of(question.text, preferred)
        }?;
        let read = self
            .model
            .interpret(language, question.text, question.today);
        if spoken == Some(language.tag.as_str()) || !self.is_foreign(language, &read, question.text)
        {
            return Some((language, read));
        }
        None
    }

    /// Whether a text is in a language that the bot does not speak, although its script is this language's.
    fn is_foreign(&self, language: &Language, read: &Interpretation, raw: &str) -> bool {
        let own: Vec<&String> = read
            .tokens
            .iter()
            .filter(|token| !token.starts_with('{'))
            .collect();
        let strange = own
            .iter()
            .filter(|token| language.is_strange(token))
            .count();
        let sure = read.ranking.confidence;
        // Names are strange words in every language; a foreign text has little else. Without spaces between words
        // nothing is strange, and only a sure reading speaks for the language that shares the script.
        let spaced = read.text.is_ascii() || strange > 0;
        // What has slips of the keyboard is no other language for that: it has words of the table, and the rest is near to others of them.
        let slips = read.ranking.corrected.len();
        let of_table = own
            .iter()
            .any(|token| token.chars().count() >= TELLING && !language.is_unaccounted(token));
        if sure >= read.threshold && of_table && slips > 0 && strange <= slips + 1 {
            return false;
        }
        let elsewhere = (strange >= 2 && strange * 2 >= own.len())
            || (strange >= 1 && strange * 3 >= own.len() && sure < read.threshold)
            || (!spaced && sure < UNSPACED);
        let supported: Vec<&str> = self.languages().collect();
        elsewhere
            && crate::nlu::language::is_foreign(raw, &supported)
            && !self.heard(language, read, raw).is_recorded()
    }

    /// The intent that was answered: the one that was read, unless the conversation made it another.
    fn intent_of(&self, query: &Query, interpretation: Option<&Interpretation>) -> String {
        let read = interpretation
            .and_then(|it| it.candidates.first())
            .map(|it| it.intent.as_str())
            .unwrap_or_default();
        let topical = matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead);
        if read.starts_with(TOPIC) && topical {
            return "topic".to_owned();
        }
        let same = self.binding(read).is_none_or(|it| {
            it.resolver == query.resolver
                || (topical && matches!(it.resolver, Resolver::Topic(_) | Resolver::Lead))
        });
        if same {
            return read.to_owned();
        }
        self.bindings
            .iter()
            .find(|(_, binding)| binding.resolver == query.resolver)
            .map_or_else(|| read.to_owned(), |(intent, _)| intent.clone())
    }

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

    fn answer_part(
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
        let best = interpretation
            .candidates
            .first()
            .map(|it| it.intent.clone());
        let binding = best.as_deref().and_then(|it| self.binding(it));
        // Words that nothing accounts for make a weak match an accident.
        let leftover = parts::has_leftover(language, &interpretation);
        let sure = self.is_understood(language, &interpretation);
        let heard = self.heard(language, &interpretation, part);
        if let Some(answered) = (!fragment)
            .then(|| self.quoting(language, &interpretation, part, &heard, sure, today))
            .flatten()
        {
            return answered;
        }
        if let Some((name, resolver)) = (!fragment)
            .then(|| self.unknown_name(language, &interpretation, part, memory.is_some()))
            .flatten()
        {
            if let Some(answered) = self.recorded_of_unknown(&interpretation, &heard, today) {
                return answered;
            }
            return Answered {
                corrigible: Some(self.query(resolver, today)),
                ..Answered::unbound(interpretation, self.unknown_subject(&name))
            };
        }
        let binding = match binding {
            Some(binding) if sure || fragment => binding,
            _ => match self.read_alone(&interpretation) {
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
                query.leftover |= leftover;
                query.words = parts::own_words(language, &interpretation);
                if !fragment
                    && let Some(name) = self.unknown_bound(language, &interpretation, part, &query)
                {
                    let answer = self.not_narrowed(&name, today);
                    return Answered::of(interpretation, *query, answer);
                }
                // A fragment has no words of its own to search for.
                if !fragment {
                    query.found = heard.found;
                }
                query.sources = heard.sources;
                let answer = self.answered(&mut query, today);
                Answered::of(interpretation, *query, answer)
            }
            Bound::Ambiguous(people) => Answered {
                corrigible: Some(self.query(binding.resolver, today)),
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
                let mut answer = self.about(Resolver::OutOfScope, today);
                answer.decline = Some(DeclineReason::UnknownSubject);
                answer.remark = Some(
                    Phrase::new("no-records-of")
                        .with("organisation", &organisation)
                        .with("dataset", &self.knowledge.name),
                );
                Answered::unbound(interpretation, answer)
            }
        }
    }

    /// The answer to a bound question. Where the look-up comes back empty and the question names an event or a topic,
    /// what is known of that is the answer.
    fn answered(&self, query: &mut Query, today: Date) -> Answer {
        // A number of a topic's own ("how many tutors were laid off") is not a number of departures.
        if query.resolver == Resolver::Count && !query.topics.is_empty() && query.anchors.is_empty()
        {
            query.resolver = Resolver::Topic(crate::knowledge::claim::Aspect::HowMany);
        }
        let chat = matches!(
            query.resolver,
            Resolver::Greeting | Resolver::Thanks | Resolver::About | Resolver::Help
        );
        if chat && !query.topics.is_empty() {
            query.resolver = Resolver::Topic(crate::knowledge::claim::Aspect::What);
        }
        let answer = answer::answer(&self.knowledge, query);
        let empty = matches!(
            answer.decline,
            Some(DeclineReason::TooVague | DeclineReason::NoDeparture)
        ) && answer.outcome == Outcome::Declined;
        if empty && !query.topics.is_empty() && !matches!(query.resolver, Resolver::Topic(_)) {
            query.resolver = Resolver::Topic(crate::knowledge::claim::Aspect::What);
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

    fn binding(&self, intent: &str) -> Option<Binding> {
        if intent.starts_with(TOPIC) {
            return Some(Binding {
                resolver: Resolver::Topic(crate::knowledge::claim::Aspect::What),
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
                .find_map(|value| {
                    crate::knowledge::claim::Aspect::ALL
                        .into_iter()
                        .find(|it| it.name() == value)
                })
                .unwrap_or(crate::knowledge::claim::Aspect::What);
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
                EntityKind::Topic | EntityKind::Event => {
                    Resolver::Topic(crate::knowledge::claim::Aspect::What)
                }
                EntityKind::Organisation => Resolver::Overview,
                EntityKind::Group => Resolver::Members,
            },
            _ => return None,
        };
        Some(Binding { resolver })
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
    fn about(&self, resolver: Resolver, today: Date) -> Answer {
        answer::answer(&self.knowledge, &self.query(resolver, today))
    }

    /// A question about the dataset's own organisation that names nothing.
    fn query(&self, resolver: Resolver, today: Date) -> Query {
        Query::new(resolver, self.knowledge.organisation.clone(), today)
    }

    /// The people whom a text names beyond doubt, the last one only: a question behind it is about them.
    fn people_in(&self, language: &Language, text: &str) -> Vec<PersonId> {
        let read = self.model.interpret(language, text, ANY_DAY);
        let named = read.slots.of(EntityKind::Person).last();
        let person = named.and_then(|mention| match mention.candidates.as_slice() {
            [only] => self.knowledge.people.get_key_value(only.id.as_str()),
            _ => None,
        });
        person.map(|(id, _)| id.clone()).into_iter().collect()
    }

    /// The answer, with the languages that the bot speaks where it speaks of itself.
    fn introduced(&self, answer: &Answer) -> Answer {
        let mut answer = answer.clone();
        if let Some(remark) = &mut answer.remark
            && matches!(remark.id, "help" | "about-bot")
        {
            remark.values.push(("languages", self.language_names()));
        }
        answer
    }

    fn worded(
        &self,
        question: &Question<'_>,
        language: &str,
        answered: Option<&Answered>,
        answer: &Answer,
    ) -> Reply {
        let answer = &self.introduced(answer);
        let words = self
            .wording(language)
            .map(|wording| render(&self.knowledge, wording, answer, question.budget));
        let interpretation = answered.and_then(|it| it.interpretation.as_ref());
        let query = answered.and_then(|it| it.query.as_ref());
        let as_of = query.map_or_else(
            || question.today.min(self.knowledge.as_of),
            |query| answer::as_of(&self.knowledge, query),
        );
        let (remark, statements, citations, suggestions, left_out) = match words {
            Some(words) => (
                words.remark,
                words.statements,
                words.citations,
                words.suggestions,
                words.left_out,
            ),
            None => (None, Vec::new(), Vec::new(), Vec::new(), 0),
        };
        Reply {
            question: question.text.to_owned(),
            outcome: answer.outcome,
            intent: query.map(|query| self.intent_of(query, interpretation)),
            confidence: interpretation.map_or(0.0, |it| it.ranking.confidence),
            slots: understood::slots(query, interpretation),
            understood_as: understood::understood_as(self, language, query),
            language: language.to_owned(),
            remark,
            statements,
            citations,
            as_of,
            revision: self.revision.clone(),
            decline: answer.decline,
            suggestions,
            left_out,
        }
    }
}

/// Which day it is does not change whether a part is a question.
const ANY_DAY: Date = jiff::civil::date(2026, 1, 1);
/// A word of a language's table that is shorter than this may be a word of any language.
const TELLING: usize = 3;
/// The confidence that a text without spaces needs if its characters are those of another language.
const UNSPACED: f32 = 0.5;

/// The confidence that a question needs whose words are not all accounted for: the less it names of this dataset, the
/// more.
fn needed(interpretation: &Interpretation) -> f32 {
    let slots = &interpretation.slots;
    let named = |kinds: &[EntityKind]| slots.mentions.iter().any(|it| kinds.contains(&it.kind));
    if named(&[
        EntityKind::Person,
        EntityKind::Topic,
        EntityKind::Event,
        EntityKind::Group,
    ]) || slots.has(VocabularySlot::Group)
    {
        0.24
    } else if named(&[EntityKind::Organisation]) || !slots.times.is_empty() {
        0.4
    } else {
        0.5
    }
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

/// The part of the threshold from which on a question is vague instead of out of scope.
const CLOSE: f32 = 0.6;
