//! Questions that no look-up of their intent answers: what is quoted, what a publisher says, names that are nobody's,
//! organisations without records, and what is not understood.

use jiff::civil::Date;

use super::answering::{Answered, CLOSE, Read};
use super::heard::Heard;
use super::memory::Memory;
use super::{Bot, follow_up};
use crate::answer::phrase::Phrase;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::{Answer, DeclineReason, Outcome};
use crate::knowledge::id::OrganisationId;
use crate::nlu::model::{Interpretation, Language};

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
        let apart = quoted.or_else(|| self.of_a_publisher(asked, heard, memory, today));
        if apart.is_some() || read.fragment {
            return apart;
        }
        let (name, resolver) = self.unknown_name(language, asked, text, memory.is_some())?;
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
        // "And Alpha?" behind it claims the same of another one.
        let leaves = super::filters::cue(&interpretation.slots, "leaving")
            || super::filters::cue(&interpretation.slots, "gone");
        recorded.unwrap_or_else(|| Answered {
            corrigible: Some(Query {
                of_leaving: leaves,
                ..self.query(resolver, today)
            }),
            ..Answered::unbound(interpretation, self.unknown_subject(name))
        })
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
