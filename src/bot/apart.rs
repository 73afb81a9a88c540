//! Questions that no look-up of their intent answers: what is quoted, what a publisher says, names that are nobody's,
//! organisations without records, and what is not understood.

use jiff::civil::Date;

use super::answering::{Answered, CLOSE, Read};
use super::filters::{self, asks, cue, polar};
use super::heard::Heard;
use super::memory::Memory;
use super::{Bot, follow_up};
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::OrganisationId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, overlap};

impl Bot {
    /// The answer to a part that needs no look-up of its intent: it quotes somebody, asks what a publisher says, or names
    /// somebody who is unknown. A fragment only does the second.
    pub(super) fn answered_apart(
        &self,
        language: &Language,
        read: &Read,
        heard: &Heard,
        today: Date,
        memory: Option<&Memory>,
    ) -> Option<Answered> {
        let (asked, text) = (&read.interpretation, read.text.as_str());
        let quoted = (!read.fragment)
            .then(|| self.quoting(language, asked, text, heard, read.sure, today))
            .flatten();
        let apart = quoted
            .or_else(|| self.of_a_publisher(asked, heard, memory, today))
            .or_else(|| self.told_by_a_source(asked, heard, today))
            .or_else(|| self.told_by_a_record(asked, heard, today));
        if apart.is_some() || read.fragment {
            return apart;
        }
        let (name, resolver) = self.unknown_name(language, asked, text, memory.is_some())?;
        // A publication is nobody who left.
        if heard.names(&asked.text, &name) {
            return None;
        }
        Some(self.of_unknown(asked.clone(), heard, &name, resolver, today))
    }

    /// That no departures of an organisation are recorded.
    pub(super) fn foreign(&self, organisation: &OrganisationId, today: Date) -> Answer {
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
        let answer = self.look_up(&query);
        Some(Answered::of(interpretation.clone(), query, answer))
    }

    /// What a publication tells of whatever the question names: "what did the Herald say about the exits?"
    fn told_by_a_source(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
        today: Date,
    ) -> Option<Answered> {
        let slots = &interpretation.slots;
        // "The Herald report" may be the name of what it told.
        let named_by = |it: &Mention| {
            heard
                .named
                .iter()
                .any(|(range, _)| overlap(range, &it.range))
        };
        let mut events = slots.of(EntityKind::Event);
        let reported = events.any(named_by);
        let says = ["reports", "according", "gives-reason"].map(|it| cue(slots, it));
        // "What did the Herald say about why people left?", "what reason does it give for the exits?"
        let of_leaving = cue(slots, "leaving") || cue(slots, "gone");
        let mut mentions = slots.mentions.iter();
        let causes = of_leaving && asks(slots, Aspect::Why) && !mentions.any(named_by);
        let says = filters::says(slots) || reported || causes || says.contains(&true);
        let others = [Aspect::Who, Aspect::When, Aspect::Why, Aspect::Where].into_iter();
        let mut others = others.filter(|it| match it {
            Aspect::Why => !of_leaving,
            // "Who left, according to the Herald?" asks whom that names.
            Aspect::Who => !cue(slots, "according"),
            _ => true,
        });
        let size = asks(slots, Aspect::HowMany) && slots.has(VocabularySlot::Group) && !of_leaving;
        let another = size || others.any(|it| asks(slots, it));
        let people = slots.of(EntityKind::Person).next().is_some();
        let post = slots.has(VocabularySlot::Role);
        let claims = polar(interpretation) && !cue(slots, "reports");
        let told = says && !another && !people && !post && !claims;
        if !told || heard.named.is_empty() {
            return None;
        }
        self.bound(interpretation, Resolver::Statement, heard, false, today)
    }

    /// When, why or where to somebody left who is only described, in words that one person's records hold: "why did the guy
    /// who ranked the models have to leave?"
    fn told_by_a_record(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
        today: Date,
    ) -> Option<Answered> {
        let slots = &interpretation.slots;
        let of_somebody = slots.filled.iter().any(|it| {
            let behind = it.range.end + 1;
            let relative = slots.fills(behind, |who| {
                who.slot == VocabularySlot::Aspect && who.value == Aspect::Who.name()
            });
            let person = it.slot == VocabularySlot::Pronoun && it.value == "person";
            let guy = it.slot == VocabularySlot::Cue && it.value == "somebody";
            (person || guy) && relative
        });
        let resolver = [
            (Aspect::Why, Resolver::Why),
            (Aspect::When, Resolver::When),
            (Aspect::Where, Resolver::Destination),
        ];
        let resolver = resolver.into_iter().find(|(it, _)| asks(slots, *it))?.1;
        let named = slots.of(EntityKind::Person).next().is_some();
        if named || !of_somebody || !cue(slots, "leaving") {
            return None;
        }
        let mut told = heard.found.iter().filter(|it| !it.refuted && it.words >= 2);
        let first = told.next()?;
        let person = first
            .record
            .person()
            .filter(|it| self.knowledge.has_left(it))?;
        let rival = told.any(|it| {
            let other = it.record.person() != Some(person);
            other && it.coverage >= first.coverage * CLEAR
        });
        if rival {
            return None;
        }
        let query = Query {
            people: vec![person.clone()],
            ..self.query(resolver, today)
        };
        let answer = self.look_up(&query);
        Some(Answered::of(interpretation.clone(), query, answer))
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
        // Whoever stands in somebody else's record is not asked about by their own departure.
        let told = (resolver != Resolver::Profile).then(|| {
            let name = name.to_lowercase();
            heard.finding(self.records.find(&interpretation.text, &[&name]))
        });
        let heard = told.as_ref().unwrap_or(heard);
        let recorded = self.recorded_of_unknown(&interpretation, heard, today);
        // What is false of somebody else in the same words is not theirs.
        let compared = matches!(resolver, Resolver::Compare | Resolver::Interval);
        let recorded = recorded.filter(|it| !compared && self.speaks_of(&it.answer, name));
        // "And Alpha?" behind it claims the same of another one.
        let leaves = cue(&interpretation.slots, "leaving") || cue(&interpretation.slots, "gone");
        let members = || self.not_among_them(&interpretation, heard, name, resolver, today);
        recorded.or_else(members).unwrap_or_else(|| Answered {
            corrigible: Some(Query {
                of_leaving: leaves,
                ..self.query(resolver, today)
            }),
            ..Answered::unbound(interpretation, self.unknown_subject(name))
        })
    }

    /// "Is Alpha a founder?" of a name that is not in the data: who the members are of a group whose size is recorded.
    fn not_among_them(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
        name: &str,
        resolver: Resolver,
        today: Date,
    ) -> Option<Answered> {
        let asks = matches!(resolver, Resolver::Members | Resolver::VerifyMember);
        if !asks || !polar(interpretation) || cue(&interpretation.slots, "leaving") {
            return None;
        }
        let unnamed = interpretation.without_people();
        let mut members = self.bound(&unnamed, Resolver::Members, heard, true, today)?;
        let whole = |it: &Statement| {
            let mut values = it.phrase.values.iter();
            it.phrase.id == "members"
                && values.any(|(name, value)| *name == "sized" && *value == Value::from("yes"))
        };
        if !members.answer.statements.first().is_some_and(whole) {
            return None;
        }
        members.answer.remark = self.unknown_subject(name).remark;
        Some(members)
    }

    /// Whether an answer has a word of a name that is not in the data, or denies nothing.
    fn speaks_of(&self, answer: &Answer, name: &str) -> bool {
        let Some(first) = answer.statements.first() else {
            return true;
        };
        let name = name.to_lowercase();
        let mut words = name.split_whitespace();
        let said: Vec<String> = self
            .languages()
            .map(|tag| self.say(tag, &first.phrase).to_lowercase())
            .collect();
        first.phrase.id != "refuted" || words.any(|word| said.iter().any(|it| it.contains(word)))
    }

    /// Between the thresholds the two best intents are offered; below, the question is out of scope or too vague.
    pub(super) fn not_understood(
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
}

/// Another person's record that holds this part of what the best one holds may be meant as well.
const CLEAR: f32 = 0.8;
