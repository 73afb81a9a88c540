//! Questions that quote: somebody's words whose speaker is asked for, words of a record, the name of a source.

use std::ops::Range;

use jiff::civil::Date;

use super::bind::{self, Bound, bind};
use super::{Answered, Binding, Bot, Memory, filters};
use crate::answer;
use crate::answer::resolver::Resolver;
use crate::answer::search::{Hit, Record, unquoted};
use crate::answer::statement::Outcome;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{PersonId, SourceId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, overlap};

/// What the search found for a question, and the sources that it names.
#[derive(Clone)]
pub(super) struct Heard {
    /// Records that hold its words, best first.
    pub(super) found: Vec<Hit>,
    /// Sources named.
    pub(super) sources: Vec<SourceId>,
    /// The bytes that name them.
    pub(super) named: Vec<(Range<usize>, Vec<SourceId>)>,
    /// The question is about the sources themselves: which look-up.
    sourced: Option<Resolver>,
}

/// A question of no more characters, of a language without spaces, paraphrases nothing.
const PARAPHRASE: usize = 16;
/// Small talk of no more characters quotes nobody.
const SLIGHT: usize = 12;

impl Heard {
    /// Whether the record that comes nearest renders what somebody said of leaving: "was it really boring?" after why they
    /// left is no question for sources.
    pub(super) fn is_said_by(&self, person: &PersonId) -> bool {
        self.found.first().is_some_and(|hit| {
            let theirs = match &hit.record {
                Record::Statement(speaker, ..) | Record::Reason(speaker, ..) => speaker == person,
                _ => false,
            };
            theirs && hit.spoken && !hit.refuted && hit.wording >= 0.5
        })
    }

    /// Whether a name stands for sources in a normalised text.
    pub(super) fn names(&self, text: &str, name: &str) -> bool {
        let mut named = self.named.iter();
        named.any(|(range, _)| text.get(range.clone()) == Some(&name.to_lowercase()))
    }

    /// The same with other records found.
    pub(super) fn finding(&self, found: Vec<Hit>) -> Self {
        Self {
            found,
            ..self.clone()
        }
    }

    /// Whether some record is quoted or holds nearly all of the question.
    pub(super) fn is_recorded(&self) -> bool {
        self.found
            .iter()
            .any(|hit| !hit.refuted && (hit.is_quoted() || hit.is_told()))
    }
}

impl Bot {
    /// Searches the records for the words of a question.
    pub(super) fn heard(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
    ) -> Heard {
        let text = &interpretation.text;
        let people: Vec<_> = interpretation.slots.of(EntityKind::Person).collect();
        let names: Vec<&str> = people
            .iter()
            .filter_map(|it| text.get(it.range.clone()))
            .collect();
        let strange = |word: &str| language.is_strange(word);
        let mut sources = self.source_names.find(text, &strange);
        sources.retain(|(range, _)| !people.iter().any(|it| overlap(&it.range, range)));
        // "The CFO" is a post, and no paper for those who hold it.
        let posts = &interpretation.slots.filled;
        let post = |range: &Range<usize>| {
            let mut roles = posts.iter().filter(|it| it.slot == VocabularySlot::Role);
            roles.any(|it| it.range == *range)
        };
        sources.retain(|(range, _)| !post(range));
        let mut rest = text.clone();
        let mut ranges: Vec<_> = sources.iter().map(|(range, _)| range.clone()).collect();
        ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
        for range in ranges {
            rest.replace_range(range, "");
        }
        let sourced = (!sources.is_empty() && !rest.trim().is_empty())
            .then(|| self.read(language, &rest, interpretation))
            .flatten()
            .filter(|it| matches!(it, Resolver::Reliability | Resolver::Sources));
        // Short forms are written out, but for what is quoted.
        let sought = if unquoted(part).is_some() { part } else { text };
        Heard {
            found: self.records.find(sought, &names),
            sources: sources.iter().flat_map(|(_, ids)| ids.clone()).collect(),
            named: sources,
            sourced,
        }
    }

    /// A question that begins with whose word it asks for ("`Alphaによると` who left?") is classified without that.
    pub(super) fn past_an_attribution(
        &self,
        language: &Language,
        interpretation: Interpretation,
    ) -> Interpretation {
        let text = &interpretation.text;
        let mut filled = interpretation.slots.filled.iter();
        let according = filled.find(|it| {
            let according = it.slot == VocabularySlot::Cue && it.value == "according";
            according && it.range.start > 0
        });
        let Some(according) = according else {
            return interpretation;
        };
        let strange = |word: &str| language.is_strange(word);
        let whose = 0..according.range.start;
        let named = self.source_names.find(text, &strange);
        if !named.iter().any(|(range, _)| *range == whose) {
            return interpretation;
        }
        let range = 0..according.range.end;
        self.model.passing_over(language, &interpretation, &range)
    }

    /// The look-up of the best intent of a text, if it is nearly as sure as a question must be.
    fn read(&self, language: &Language, text: &str, whole: &Interpretation) -> Option<Resolver> {
        let read = self.model.interpret(language, text, super::ANY_DAY);
        let sure = read.ranking.confidence >= whole.threshold;
        let best = read.candidates.first().filter(|_| sure)?;
        self.resolver(&best.intent)
    }

    /// The answer to a question that quotes somebody's words or asks about a source by name. `sure` is whether the
    /// question is understood as it stands.
    pub(super) fn quoting(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
        heard: &Heard,
        sure: bool,
        today: Date,
    ) -> Option<Answered> {
        // "What did the Herald report?" asks for no list of sources.
        let reports = filters::cue(&interpretation.slots, "reports");
        if let Some(resolver) = heard.sourced.filter(|_| !reports) {
            return self.bound(interpretation, resolver, heard, false, today);
        }
        // "What is the loop that she wrote of?" asks what it is, and for no words.
        if bind::defines(interpretation) {
            return None;
        }
        let quotes = |hit: &&Hit| !hit.refuted && hit.is_quoted();
        let Some(best) = heard.found.iter().find(quotes) else {
            let paraphrases = !sure && is_paraphrase(interpretation, part);
            // "Who said that all of them do the same thing?" may be long enough to be a paraphrase by itself.
            let long = !interpretation.text.is_ascii()
                && interpretation.text.chars().count() > PARAPHRASE
                && self.is_small_talk(interpretation);
            let put = long || (!sure && unquoted(part).is_some());
            let sought = put && asks_for_a_speaker(interpretation);
            if sought {
                return self.bound(interpretation, Resolver::WhoSaid, heard, false, today);
            }
            return paraphrases
                .then(|| self.bound(interpretation, Resolver::VerifySaid, heard, false, today))
                .flatten();
        };
        // "Thanks!" is said to the bot, whoever else once wrote it.
        let chat = sure && self.is_small_talk(interpretation);
        if chat && interpretation.text.chars().count() <= SLIGHT {
            return None;
        }
        let names_somebody = interpretation.slots.of(EntityKind::Person).next().is_some();
        if self.is_of_another_time(interpretation) && unquoted(part).is_none() {
            return None;
        }
        // "Why did Alpha leave after …?" asks for a reason, whoever else once said what stands beside it.
        if !sure && unquoted(part).is_none() && self.asked_of_leaving(interpretation).is_some() {
            return None;
        }
        // What frames the quotation says what is asked of it.
        let frame = match unquoted(part) {
            Some(frame) => self.read(language, &frame, interpretation),
            None => self
                .records
                .span(&interpretation.tokens, best)
                .and_then(|span| {
                    let read = self.model.reinterpret(language, interpretation, span, "");
                    self.resolver(&read.candidates.first()?.intent)
                }),
        };
        let resolver = match frame {
            Some(it @ (Resolver::WhoSaid | Resolver::VerifySaid)) => it,
            Some(Resolver::Verify) if !sure => Resolver::VerifySaid,
            // What somebody said in public is no private matter.
            _ if (!sure || self.is_small_talk(interpretation) || self.declines(interpretation))
                && names_somebody =>
            {
                Resolver::VerifySaid
            }
            _ if !sure || self.is_small_talk(interpretation) => Resolver::WhoSaid,
            _ => return None,
        };
        self.bound(interpretation, resolver, heard, false, today)
    }

    /// Whether a question is most like those that are not answered at all.
    fn declines(&self, interpretation: &Interpretation) -> bool {
        let best = interpretation.candidates.first();
        let resolver = best.and_then(|it| self.resolver(&it.intent));
        matches!(
            resolver,
            Some(Resolver::Private | Resolver::Opinion | Resolver::Prediction)
        )
    }

    /// Whether a question asks for what is to come, or whether something still is so, with no word for saying: what
    /// somebody said once does not answer it.
    fn is_of_another_time(&self, interpretation: &Interpretation) -> bool {
        let slots = &interpretation.slots;
        let best = interpretation.candidates.first();
        let resolver = best.and_then(|it| self.resolver(&it.intent));
        let says = filters::says(slots);
        let of_health = filters::cue(slots, "persists") && slots.has(VocabularySlot::Reason);
        !says && (resolver == Some(Resolver::Prediction) || of_health)
    }

    /// What is recorded of the words of a question that is not understood otherwise.
    pub(super) fn recorded(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
        today: Date,
    ) -> Option<Answered> {
        let answered = |resolver: Resolver| {
            self.bound(interpretation, resolver, heard, false, today)
                .filter(|it| it.answer.outcome != Outcome::Declined)
        };
        let recorded = || {
            heard
                .is_recorded()
                .then(|| answered(Resolver::WhoSaid))
                .flatten()
        };
        let people = interpretation.slots.of(EntityKind::Person).next().is_some();
        // A false claim that is put nearly word by word may name people who are not in the data.
        let word_by_word = |hit: &Hit| hit.refuted && hit.echo >= 0.75 && hit.coverage >= 0.7;
        if filters::polar(interpretation) && heard.found.iter().any(word_by_word) {
            return self.recorded_of_unknown(interpretation, heard, today);
        }
        recorded().or_else(|| {
            let near = people && heard.found.iter().any(|hit| hit.words >= 2);
            let refuted = heard.found.iter().any(|hit| hit.refuted);
            let claims = filters::polar(interpretation) && (near || refuted);
            let answered = claims.then(|| answered(Resolver::Verify)).flatten()?;
            // Without a person only a false claim is to the point.
            let disputes = answered
                .answer
                .statements
                .first()
                .is_some_and(|it| it.phrase.id == "refuted");
            (disputes || near).then_some(answered)
        })
    }

    /// What the records of the one person whom a question names hold of its other words, where nothing else answers it.
    pub(super) fn of_somebody(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
        today: Date,
    ) -> Option<Answered> {
        let bound = self.bound(interpretation, Resolver::WhoSaid, heard, false, today)?;
        let mut query = bound.query?;
        let [person] = query.people.as_slice() else {
            return None;
        };
        // What somebody who stayed said or did is told of the event.
        let beside = |hit: &Hit| match &hit.record {
            Record::Topic(id, _) => {
                let topic = self.knowledge.topics.get(id);
                topic.is_some_and(|it| it.people.contains(person))
            }
            _ => false,
        };
        let stayed = !self.knowledge.has_left(person);
        let theirs = |hit: &Hit| {
            hit.words >= 1 && (hit.record.person() == Some(person) || (stayed && beside(hit)))
        };
        let mut found = std::mem::take(&mut query.found);
        found.retain(theirs);
        query.found = found;
        let answer = answer::told_of_words(&self.knowledge, &query)?;
        Some(Answered::of(interpretation.clone(), query, answer))
    }

    /// What is recorded of somebody who is not in the data: what is quoted, or what is known to be false of them.
    pub(super) fn recorded_of_unknown(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
        today: Date,
    ) -> Option<Answered> {
        let unnamed = interpretation.without_people();
        let refuted = heard.found.iter().any(|hit| hit.refuted);
        let denied = refuted
            .then(|| self.bound(&unnamed, Resolver::VerifySaid, heard, true, today))
            .flatten()
            .filter(|it| {
                let first = it.answer.statements.first();
                first.is_some_and(|it| it.phrase.id == "refuted")
            });
        denied.or_else(|| {
            heard
                .is_recorded()
                .then(|| self.bound(interpretation, Resolver::WhoSaid, heard, false, today))
                .flatten()
                .filter(|it| it.answer.outcome != Outcome::Declined)
        })
    }

    pub(super) fn bound(
        &self,
        interpretation: &Interpretation,
        resolver: Resolver,
        heard: &Heard,
        strange: bool,
        today: Date,
    ) -> Option<Answered> {
        let none: Option<&Memory> = None;
        let binding = Binding { resolver };
        let Bound::Query(mut query) = bind(&self.knowledge, &binding, interpretation, none, today)
        else {
            return None;
        };
        query.resolver = match resolver {
            // "What was his line on …?" asks for the words, and not whether they were said.
            Resolver::VerifySaid if bind::is_asked_for(interpretation) => Resolver::WhoSaid,
            resolver => resolver,
        };
        query.strange = strange;
        query.found.clone_from(&heard.found);
        query.sources.clone_from(&heard.sources);
        let answer = self.look_up(&query);
        Some(Answered::of(interpretation.clone(), *query, answer))
    }
}

/// Whether a question asks who said something.
fn asks_for_a_speaker(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    filters::says(slots) && filters::asks(slots, Aspect::Who)
}

/// Whether a question puts words in quotation marks into the mouth of the one person whom it names, in whatever wording.
fn is_paraphrase(interpretation: &Interpretation, part: &str) -> bool {
    let slots = &interpretation.slots;
    unquoted(part).is_some() && slots.of(EntityKind::Person).count() == 1 && filters::says(slots)
}
