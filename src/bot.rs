//! [`Bot::reply`]: from a question to a reply. The façade for every adapter; below it nothing reads a file, a clock, the
//! environment or the network, and nothing fails.

mod answering;
mod apart;
mod bind;
mod claimed;
mod complete;
mod corrected;
mod declared;
mod described;
mod filters;
mod follow_up;
mod framed;
mod fronted;
mod headed;
mod heard;
mod language;
mod memory;
mod outside;
mod paired;
mod parts;
mod pointed;
mod rewritten;
mod strange;
mod typed;
mod unbound;
mod understood;
mod unknown;
mod worded;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::answer;
pub use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::search::Records;
use crate::answer::sourced::SourceNames;
use crate::answer::statement::{Answer, DeclineReason};
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, Model};
use crate::nlu::utterance::without_unseen;
use crate::render::Reply;
use crate::render::wording::Wording;
use answering::{Answered, leans_on_somebody};
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
    /// The dataset as it could be read on the earlier day that was asked on last: working it out takes longer than an
    /// answer, and a conversation stays on its day.
    earlier: Mutex<Option<(Date, Arc<Knowledge>)>>,
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
            earlier: Mutex::new(None),
        }
    }

    /// The answer to a bound question, from what could be read on the day that it is asked.
    fn look_up(&self, query: &Query) -> Answer {
        if query.today >= self.knowledge.as_of {
            return answer::answer(&self.knowledge, query);
        }
        let mut kept = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.as_ref().filter(|(day, _)| *day == query.today);
        let then = known.map_or_else(
            || Arc::new(self.knowledge.as_read_on(query.today)),
            |(_, then)| Arc::clone(then),
        );
        *kept = Some((query.today, Arc::clone(&then)));
        drop(kept);
        let answer = answer::answer(&then, query);
        // Later pages may tell of departures that had taken place by then.
        let counts = matches!(
            query.resolver,
            Resolver::Remaining | Resolver::CountRemaining
        );
        if counts && answer.remark.is_none() && !answer.statements.is_empty() {
            let day = Phrase::new("as-published").with("day", query.today);
            return answer.remarking(day);
        }
        answer
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
        let answered = self.replied(question);
        // How the message was read holds its text, which is kept no longer than answering it takes.
        self.model.forget();
        answered
    }

    fn replied(&self, question: &Question<'_>) -> (Reply, Option<Memory>) {
        let addressed = self.without_addressees(&without_unseen(question.text));
        let addressed = self.stretches(outside::alternatives(&addressed));
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
        let corrected = Self::corrected(&read)
            .or_else(|| self.framed(language, &read, raw))
            .or_else(|| Self::fronted(&read))
            .or_else(|| Self::declared(&read, raw))
            .or_else(|| self.placed_of_a_list(language, &read, question.memory?))
            .or_else(|| self.of_the_pair(language, &read, question.memory?));
        let (raw, read) = self.read_again(language, corrected.as_deref(), (raw, read), question);
        let parts = self.parts(language, raw, read);
        let mut memory = question.memory.cloned();
        let mut nobody = None;
        if let Some(aside) = &parts.aside {
            let told = self.model.interpret(language, aside, ANY_DAY);
            let mut people = self.people_in(language, aside);
            if people.is_empty() {
                people = self.people_spoken_of(language, &told);
            }
            if people.is_empty() {
                nobody = self.unknown_name(language, &told, aside, false);
            } else {
                let about = self.query(Resolver::Profile, question.today);
                memory = Some(Memory::aside(about, people, language.tag.clone()));
            }
        }
        let mut answered: Vec<Answered> = Vec::new();
        let mut whole = parts.whole;
        for part in &parts.asked {
            let before = answered.last().and_then(|it| it.interpretation.as_ref());
            let named = before.and_then(|it| self.naming(language, it, part));
            let part = named.as_ref().unwrap_or(part);
            let read = whole
                .take()
                .unwrap_or_else(|| self.model.interpret(language, part, question.today));
            if answered
                .last()
                .is_some_and(|it| it.is_of_nobody(&read) || it.is_refused_with(&read))
            {
                continue;
            }
            if let Some((name, _)) = nobody.take().filter(|_| leans_on_somebody(&read)) {
                answered.push(Answered::unbound(read, self.unknown_subject(&name)));
                continue;
            }
            let one = self.answer_part(language, part, read, question.today, memory.as_ref());
            if let Some(query) = one.query.as_ref().or(one.corrigible.as_ref()) {
                let (mut query, tag) = (query.clone(), language.tag.clone());
                // "Who left this week, and why do they all leave?": nobody of the week is meant by the second.
                if parts.asked.len() > 1 && one.found_nobody() {
                    query.filters.times.clear();
                }
                // What goes on from the answer is not put to the test.
                query.tested = false;
                query.picked.clear();
                let new = if one.choices.is_empty() {
                    let before = memory.as_ref();
                    let new = Memory::of(&self.knowledge, query, &one.answer, before, tag);
                    new.leaning_on(&self.knowledge, one.interpretation.as_ref())
                } else {
                    Memory::choosing(query, one.choices.clone(), tag)
                };
                let waits = !one.choices.is_empty();
                let weaker = |before: &Memory| {
                    new.is_weaker(before, one.interpretation.as_ref(), &one.answer)
                };
                let leans = !new.is_empty(&one.answer) && !memory.as_ref().is_some_and(weaker);
                if waits || memory.is_none() || leans {
                    memory = Some(new);
                }
            } else if let Some(named) = self.spoken_of_aside(language, &one, question.today) {
                memory = Some(named);
            }
            answered.push(one);
        }
        let whole = parts::joined(answered);
        let reply = self.worded(question, &language.tag, Some(&whole), &whole.answer);
        (reply, memory)
    }

    /// What a text is meant as, read; the text as it was read before if it is meant as it stands.
    fn read_again<'a>(
        &self,
        language: &Language,
        meant: Option<&'a str>,
        before: (&'a str, Interpretation),
        question: &Question<'_>,
    ) -> (&'a str, Interpretation) {
        meant.map_or(before, |meant| {
            let read = self.model.interpret(language, meant, question.today);
            (meant, read)
        })
    }

    /// What a turn leaves that is not understood: the one person whom it names.
    fn spoken_of_aside(&self, language: &Language, one: &Answered, today: Date) -> Option<Memory> {
        let people = self.people_in(language, &one.interpretation.as_ref()?.text);
        let about = self.query(Resolver::Profile, today);
        (people.len() == 1).then(|| Memory::aside(about, people, language.tag.clone()))
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
        let read = self.read_as_typed(question);
        self.model.forget();
        read
    }

    /// The questions that a message is read as: itself, or its parts, in their order.
    pub fn parts_of(&self, question: &Question<'_>) -> Vec<String> {
        let parts = match self.read_as_typed(question) {
            Some((language, read)) => self.parts(language, question.text, read).asked,
            None => vec![question.text.to_owned()],
        };
        self.model.forget();
        parts
    }

    /// The look-up that an intent asks for.
    pub fn resolver(&self, intent: &str) -> Option<Resolver> {
        self.binding(intent).map(|it| it.resolver)
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
}

/// Which day it is does not change whether a part is a question.
const ANY_DAY: Date = jiff::civil::date(2026, 1, 1);

/// The intents for what was said.
const SPOKEN: [&str; 2] = ["departure.statement", "departure.response"];

/// The confidence that a question needs whose words are not all accounted for: the less it names of this dataset, the
/// more.
fn needed(interpretation: &Interpretation) -> f32 {
    let slots = &interpretation.slots;
    let named = |kinds: &[EntityKind]| slots.mentions.iter().any(|it| kinds.contains(&it.kind));
    // What one said to another, or of something that is named, is told whatever stands beside it.
    let told = interpretation.candidates.first().is_some_and(|it| {
        let best = it.intent.as_str();
        SPOKEN.contains(&best) && slots.mentions.len() > 1
    });
    if told {
        interpretation.threshold
    } else if named(&[
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
