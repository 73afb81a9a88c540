//! [`Bot::reply`]: from a question to a reply. The façade for every adapter; below it nothing reads a file, a clock, the
//! environment or the network, and nothing fails.

mod bind;
mod complete;
mod described;
mod filters;
mod follow_up;
mod heard;
mod memory;
mod understood;

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
        let Some(language) = self.language_for(&asked) else {
            let answer = Answer::declined(
                DeclineReason::OutOfScope,
                Phrase::new("unsupported-language").with("languages", self.language_names()),
            );
            return (
                self.worded(question, self.fallback_language(), None, &answer),
                None,
            );
        };
        if Utterance::parse(raw).tokens().is_empty() {
            let scope_answer = self.about(Resolver::Help, question.today);
            let answer = Answer::declined(DeclineReason::TooVague, Phrase::new("empty"))
                .suggesting(scope_answer.suggestions);
            return (self.worded(question, &language.tag, None, &answer), None);
        }
        let parts = self.parts(language, raw);
        let mut memory = question.memory.cloned();
        let mut answered: Vec<Answered> = Vec::new();
        for part in &parts {
            let one = self.answer_part(language, part, question.today, memory.as_ref());
            if let Some(query) = one.query.as_ref().or(one.corrigible.as_ref()) {
                let new = Memory::of(
                    &self.knowledge,
                    query.clone(),
                    &one.answer,
                    memory.as_ref(),
                    language.tag.clone(),
                );
                if memory.is_none() || !new.is_empty(&one.answer) {
                    memory = Some(new);
                }
            }
            answered.push(one);
        }
        let whole = joined(answered);
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
        let language = self.language_for(question)?;
        let interpretation = self
            .model
            .interpret(language, question.text, question.today);
        Some((language, interpretation))
    }

    /// The questions that a message is read as: itself, or its parts, in their order.
    pub fn parts_of(&self, question: &Question<'_>) -> Vec<String> {
        match self.language_for(question) {
            Some(language) => self.parts(language, question.text),
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

    /// The language of a question: by its script; a text without letters is in the preferred one. `None` if the bot
    /// does not speak it.
    fn language_for(&self, question: &Question<'_>) -> Option<&Language> {
        let cleaned = Utterance::parse(question.text);
        if cleaned.tokens().is_empty() {
            return self.model.language(
                question
                    .language
                    .unwrap_or_else(|| self.fallback_language()),
            );
        }
        let supported: Vec<&str> = self.languages().collect();
        let spoken = question.memory.map(|it| it.language.as_str());
        let found = self
            .model
            .language_of(question.text, spoken.or(question.language))?;
        if spoken == Some(found.tag.as_str()) {
            return Some(found);
        }
        if crate::nlu::language::is_foreign(question.text, &supported) {
            let interpretation = self.model.interpret(found, question.text, question.today);
            let own: Vec<&String> = interpretation
                .tokens
                .iter()
                .filter(|token| !token.starts_with('{'))
                .collect();
            let strange = own.iter().filter(|token| found.is_strange(token)).count();
            let sure = interpretation.ranking.confidence;
            let unsure = sure < interpretation.threshold;
            // Names are strange words in every language; a foreign text has little else. Without spaces between words
            // nothing is strange, and only a sure reading speaks for the language that shares the script.
            let spaced = cleaned.text().is_ascii() || strange > 0;
            let foreign = strange >= 2 && strange * 2 >= own.len();
            let recorded = || {
                let heard = self.heard(found, &interpretation, question.text);
                heard.is_recorded()
            };
            let elsewhere = foreign
                || (strange >= 1 && strange * 3 >= own.len() && unsure)
                || (!spaced && sure < UNSPACED);
            if elsewhere && !recorded() {
                return None;
            }
        }
        Some(found)
    }

    /// A message may hold two questions: parted by a question mark, or by a word that joins them.
    fn parts(&self, language: &Language, raw: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut rest = raw;
        while let Some(at) = rest.find(['?', '？', '\n']) {
            let (head, tail) = rest.split_at(at);
            parts.push(head.to_owned());
            rest = tail.trim_start_matches(['?', '？', '!', '！', '\n', ' ']);
        }
        parts.push(rest.to_owned());
        let parts: Vec<String> = parts
            .iter()
            .flat_map(|part| language.parts(part))
            .filter(|part| !Utterance::parse(part).tokens().is_empty())
            .collect();
        // More than a few marks is somebody shouting, not asking many things; and a part that is nothing but a word
        // or two of chat belongs to its neighbour.
        if parts.len() < 2 || parts.len() > PARTS {
            return vec![raw.to_owned()];
        }
        let sure = parts.iter().enumerate().all(|(index, part)| {
            let interpretation = self.model.interpret(language, part, ANY_DAY);
            let leans = index > 0 && interpretation.tokens.len() <= 3;
            interpretation.ranking.confidence >= interpretation.threshold
                && (interpretation.tokens.len() >= 2 || leans)
                && !self.is_small_talk(&interpretation)
        });
        if sure { parts } else { vec![raw.to_owned()] }
    }

    /// The intent that was answered: the one that was read, unless the conversation made it another.
    fn intent_of(&self, query: &Query, interpretation: Option<&Interpretation>) -> String {
        let read = interpretation
            .and_then(|it| it.candidates.first())
            .map(|it| it.intent.as_str())
            .unwrap_or_default();
        let topical = matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead);
        if read.starts_with(TOPIC) {
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

    fn is_small_talk(&self, interpretation: &Interpretation) -> bool {
        interpretation
            .candidates
            .first()
            .and_then(|it| self.bindings.get(&it.intent))
            .is_some_and(|it| {
                matches!(
                    it.resolver,
                    Resolver::Greeting | Resolver::Thanks | Resolver::About
                )
            })
    }

    /// What a question is understood to be, its pronouns read as what the conversation spoke of where that makes it a
    /// surer question.
    fn read_with(
        &self,
        language: &Language,
        part: &str,
        today: Date,
        memory: Option<&Memory>,
    ) -> Interpretation {
        let plain = self.model.interpret(language, part, today);
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
        today: Date,
        memory: Option<&Memory>,
    ) -> Answered {
        let named = self.described(language, part, today);
        let part = named.as_deref().unwrap_or(part);
        let interpretation = self.read_with(language, part, today, memory);
        let fragment = memory.is_some_and(|memory| {
            follow_up::is_fragment(&interpretation) || follow_up::goes_on(memory, &interpretation)
        });
        let sure = interpretation.ranking.confidence >= interpretation.threshold;
        let best = interpretation
            .candidates
            .first()
            .map(|it| it.intent.clone());
        let binding = best.as_deref().and_then(|it| self.binding(it));
        // Words that nothing accounts for make a weak match an accident.
        let leftover = interpretation
            .tokens
            .iter()
            .any(|token| language.is_unaccounted(token));
        let sure =
            sure && (!leftover || interpretation.ranking.confidence >= needed(&interpretation));
        let heard = self.heard(language, &interpretation, part);
        if let Some(answered) = (!fragment)
            .then(|| self.quoting(language, &interpretation, part, &heard, sure, today))
            .flatten()
        {
            return answered;
        }
        if let Some((name, resolver)) = (!fragment)
            .then(|| self.unknown_name(language, &interpretation, memory.is_some()))
            .flatten()
        {
            if let Some(answered) = self.recorded_of_unknown(&interpretation, &heard, today) {
                return answered;
            }
            let organisation = self.knowledge.organisation.clone();
            return Answered {
                interpretation: Some(interpretation),
                query: None,
                answer: self.unknown_subject(&name),
                corrigible: Some(Query::new(resolver, organisation, today)),
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
                    return Answered {
                        interpretation: Some(interpretation),
                        query: None,
                        answer,
                        corrigible: None,
                    };
                }
            },
        };
        match bind(&self.knowledge, &binding, &interpretation, memory, today) {
            Bound::Query(mut query) => {
                query.leftover = leftover;
                query.words = language.own_words(&interpretation);
                query.found = heard.found;
                query.sources = heard.sources;
                let answer = self.answered(&mut query, today);
                Answered {
                    interpretation: Some(interpretation),
                    query: Some(*query),
                    answer,
                    corrigible: None,
                }
            }
            Bound::Ambiguous(people) => {
                let answer = which_of(&people);
                Answered {
                    interpretation: Some(interpretation),
                    query: None,
                    answer,
                    corrigible: None,
                }
            }
            Bound::Foreign(organisation) => {
                if let Some(answered) = self.recorded(&interpretation, &heard, today) {
                    return answered;
                }
                let mut answer = self.about(Resolver::OutOfScope, today);
                answer.decline = Some(DeclineReason::UnknownSubject);
                answer.remark = Some(
                    Phrase::new("no-records-of")
                        .with("organisation", &organisation)
                        .with("dataset", &self.knowledge.name),
                );
                Answered {
                    interpretation: Some(interpretation),
                    query: None,
                    answer,
                    corrigible: None,
                }
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
            .filter(|it| {
                matches!(
                    it.kind,
                    crate::nlu::gazetteer::EntityKind::Topic
                        | crate::nlu::gazetteer::EntityKind::Event
                )
            })
            .collect();
        let people = interpretation
            .slots
            .of(crate::nlu::gazetteer::EntityKind::Person)
            .count();
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
                crate::nlu::gazetteer::EntityKind::Person => Resolver::Profile,
                crate::nlu::gazetteer::EntityKind::Topic
                | crate::nlu::gazetteer::EntityKind::Event => {
                    Resolver::Topic(crate::knowledge::claim::Aspect::What)
                }
                crate::nlu::gazetteer::EntityKind::Organisation => Resolver::Overview,
                crate::nlu::gazetteer::EntityKind::Group => Resolver::Members,
            },
            _ => return None,
        };
        Some(Binding { resolver })
    }

    /// Words that stand where a person's name would: they are no words of the language or its table, and with a
    /// person in their place the question would be a surer one.
    fn unknown_name(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        in_conversation: bool,
    ) -> Option<(String, Resolver)> {
        let read_as = |interpretation: &Interpretation| {
            interpretation
                .candidates
                .first()
                .and_then(|it| self.binding(&it.intent))
                .map(|it| it.resolver)
        };
        if let Some(name) = self.half_known_name(language, interpretation) {
            return Some((name, read_as(interpretation).unwrap_or(Resolver::Profile)));
        }
        let names_someone = interpretation
            .slots
            .of(crate::nlu::gazetteer::EntityKind::Person)
            .next()
            .is_some();
        if names_someone || (in_conversation && interpretation.slots.has(VocabularySlot::Pronoun)) {
            return None;
        }
        let strange: Vec<bool> = interpretation
            .tokens
            .iter()
            .map(|token| language.is_strange(token))
            .collect();
        let first = strange.iter().position(|it| *it)?;
        let last = strange.iter().rposition(|it| *it)?;
        // A first name that is an ordinary word ("mark") belongs to the strange surname behind it.
        let run = first..last + 1;
        if run.len() > 3 || strange.get(run.clone())?.iter().any(|it| !it) {
            return None;
        }
        let name = interpretation.tokens.get(run.clone())?.join(" ");
        // A long word that is a slip away from one of the table ("happend") is that one.
        let corrected = &interpretation.ranking.corrected;
        let slip = name.len() >= LONG_WORD && corrected.iter().any(|(word, _)| *word == name);
        if slip || name.chars().count() > LONGEST_NAME {
            return None;
        }
        let read = self
            .model
            .reinterpret(language, interpretation, run, "{person}");
        let resolver = read_as(&read)?;
        let about_people = matches!(
            resolver,
            Resolver::When
                | Resolver::Why
                | Resolver::Destination
                | Resolver::Statement
                | Resolver::Response
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
        let surer = read.ranking.confidence >= read.threshold
            && read.ranking.confidence > interpretation.ranking.confidence;
        (about_people && surer).then_some((name, resolver))
    }

    /// A known first name before a surname that is not its own: somebody else.
    fn half_known_name(
        &self,
        language: &Language,
        interpretation: &Interpretation,
    ) -> Option<String> {
        let text = &interpretation.text;
        interpretation
            .slots
            .of(crate::nlu::gazetteer::EntityKind::Person)
            .find_map(|mention| {
                let said = text.get(mention.range.clone())?;
                let candidate = mention.candidates.first()?;
                let known: Vec<String> = candidate
                    .matched
                    .to_lowercase()
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect();
                // One word of a longer name, and not its last: a first name.
                let first = said.split_whitespace().count() == 1 && known.len() > 1;
                let surname = known.last()?;
                if !first || complete::distance(surname, said) <= 1 {
                    return None;
                }
                let next = text
                    .get(mention.range.end..)?
                    .split_whitespace()
                    .next()
                    .filter(|word| language.is_unaccounted(word))
                    .filter(|word| word.chars().all(char::is_alphabetic))?;
                let starts = text
                    .get(mention.range.end..)
                    .is_some_and(|rest| rest.trim_start().starts_with(next));
                let near = complete::distance(surname, next) * 2 <= surname.chars().count();
                let named = language.is_strange(next)
                    || self.is_surer_as_name(language, interpretation, next);
                (starts && !near && named).then(|| format!("{said} {next}"))
            })
    }

    /// Whether an ordinary word behind a first name is better read as its surname ("Tony Park"): without it the question
    /// is a surer one.
    fn is_surer_as_name(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        word: &str,
    ) -> bool {
        let tokens = &interpretation.tokens;
        let pair = tokens
            .iter()
            .zip(tokens.iter().skip(1))
            .position(|(name, next)| name == "{person}" && next == word);
        let Some(at) = pair else {
            return false;
        };
        let read = self
            .model
            .reinterpret(language, interpretation, at..at + 2, "{person}");
        read.ranking.confidence >= read.threshold
            && read.ranking.confidence > interpretation.ranking.confidence
    }

    fn unknown_subject(&self, name: &str) -> Answer {
        let near = self.similar_people(name);
        let suggestions = near
            .iter()
            .map(|person| Phrase::new("ask-when").with("person", person))
            .collect();
        Answer::declined(
            DeclineReason::UnknownSubject,
            Phrase::new("unknown-subject")
                .with("name", Value::Verbatim(name.to_owned()))
                .with("dataset", &self.knowledge.name),
        )
        .suggesting(suggestions)
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
        let query = Query::new(resolver, self.knowledge.organisation.clone(), today);
        answer::answer(&self.knowledge, &query)
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

/// From this length on, in bytes, a word that is one slip away from another is a slip.
const LONG_WORD: usize = 6;
/// No name of a person is longer, in characters.
const LONGEST_NAME: usize = 40;
/// The most questions that one message is read as.
const PARTS: usize = 3;
/// Which day it is does not change whether a part is a question.
const ANY_DAY: Date = jiff::civil::date(2026, 1, 1);
/// The confidence that a text without spaces needs if its characters are those of another language.
const UNSPACED: f32 = 0.5;

/// The confidence that a question needs whose words are not all accounted for: the less it names of this dataset, the
/// more.
fn needed(interpretation: &Interpretation) -> f32 {
    use crate::nlu::gazetteer::EntityKind;
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

/// The answers to the parts of a message as one: what was answered, with what was declined said beside it.
fn joined(answered: Vec<Answered>) -> Answered {
    let mut answered = answered.into_iter();
    let Some(mut whole) = answered.next() else {
        return Answered {
            interpretation: None,
            query: None,
            answer: Answer::of(Vec::new()),
            corrigible: None,
        };
    };
    for next in answered {
        let declined = |answer: &Answer| answer.outcome == Outcome::Declined;
        match (declined(&whole.answer), declined(&next.answer)) {
            (true, false) => {
                let remark = whole.answer.remark.take();
                whole = next;
                whole.answer.remark = whole.answer.remark.or(remark);
            }
            (false, true) => {
                if whole.answer.remark.is_none() {
                    whole.answer.remark = next.answer.remark;
                }
            }
            _ => {
                whole.answer.outcome = whole.answer.outcome.max(next.answer.outcome);
                whole.answer.statements.extend(next.answer.statements);
                // A verdict on the second question is none on the first.
                let verdict = |remark: &Phrase| remark.id == "verdict";
                if whole.answer.remark.is_none() {
                    whole.answer.remark = next.answer.remark.filter(|it| !verdict(it));
                }
            }
        }
    }
    whole
}
