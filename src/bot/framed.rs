//! What stands before a question and only says why it is asked ("I'm writing a piece on this - is it true that …"): the
//! question is read without it.

use super::filters::{cue, says};
use super::{ANY_DAY, Bot};
use crate::answer::search::unquoted;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::utterance::Utterance;

/// What parts such a clause from the question.
const PARTING: [&str; 6] = [" - ", " \u{2013} ", " \u{2014} ", "\u{2014}", ": ", " -- "];
/// A word or two before a dash may be the subject of the question.
const FRAME: usize = 3;
/// No question has fewer characters.
const SHORTEST: usize = 4;

impl Bot {
    /// The question behind such a clause, which is told by its words, or else by the dash or colon behind it.
    pub(super) fn framed(
        &self,
        language: &Language,
        read: &Interpretation,
        raw: &str,
    ) -> Option<String> {
        self.past_preamble(language, read, raw)
            .or_else(|| self.behind_a_quotation(language, raw))
            .or_else(|| self.behind_a_mark(language, raw))
    }

    /// The question behind a clause that only says why it is asked: "I'm writing a piece on this - when did she leave?"
    fn past_preamble(
        &self,
        language: &Language,
        read: &Interpretation,
        raw: &str,
    ) -> Option<String> {
        if !cue(&read.slots, "preamble") {
            return None;
        }
        let parts = |it: char| {
            matches!(
                it,
                ',' | '、'
                    | '，'
                    | '.'
                    | '。'
                    | ':'
                    | '：'
                    | ';'
                    | '!'
                    | '！'
                    | '?'
                    | '？'
                    | '-'
                    | '–'
                    | '—'
                    | '…'
                    | '\n'
            )
        };
        let mut ends = raw.char_indices().filter(|(_, it)| parts(*it));
        ends.find_map(|(at, end)| {
            let told = self.model.interpret(language, raw.get(..at)?, ANY_DAY);
            let slots = &told.slots;
            let names = !slots.mentions.is_empty()
                || slots.has(VocabularySlot::Group)
                || slots.has(VocabularySlot::Role);
            let asked = raw
                .get(at + end.len_utf8()..)?
                .trim_start_matches(|it: char| !it.is_alphanumeric());
            let asks = asked.chars().count() >= SHORTEST;
            (cue(slots, "preamble") && !names && asks).then(|| asked.to_owned())
        })
    }

    /// The question whether somebody said what is quoted before it, the quotation put behind: "“…” - did Alpha say that?"
    fn behind_a_quotation(&self, language: &Language, raw: &str) -> Option<String> {
        let asked = unquoted(raw)?;
        let asked = asked.trim_matches(|it: char| !it.is_alphanumeric());
        let at = raw.rfind(asked).filter(|_| !asked.is_empty())?;
        let before = raw.get(..at)?;
        let words = before.trim_matches(|it: char| it.is_whitespace() || ",-–—:".contains(it));
        let frame = unquoted(words).map(|it| Utterance::parse(&it).tokens().is_empty());
        let read = self.model.interpret(language, asked, ANY_DAY);
        let says = says(&read.slots) && read.slots.of(EntityKind::Person).count() == 1;
        (frame == Some(true) && says).then(|| format!("{asked} {words}"))
    }

    /// The question behind a dash or a colon; nothing if the clause before it names or asks anything of its own.
    fn behind_a_mark(&self, language: &Language, raw: &str) -> Option<String> {
        let (at, mark) = PARTING
            .iter()
            .filter_map(|mark| Some((raw.find(mark)?, mark)))
            .min_by_key(|(at, _)| *at)?;
        let (frame, asked) = (raw.get(..at)?, raw.get(at + mark.len()..)?.trim());
        let frame = self.model.interpret(language, frame, ANY_DAY);
        if frame.tokens.len() < FRAME || says_something(&frame) {
            return None;
        }
        let read = self.model.interpret(language, asked, ANY_DAY);
        let asks = read.slots.has(VocabularySlot::Aspect) || read.slots.has(VocabularySlot::Polar);
        (asks && self.is_understood(language, &read)).then(|| asked.to_owned())
    }
}

/// Whether a clause names something of the dataset or asks something.
fn says_something(read: &Interpretation) -> bool {
    let slots = &read.slots;
    let asked = [
        VocabularySlot::Aspect,
        VocabularySlot::Polar,
        VocabularySlot::Group,
        VocabularySlot::Role,
        VocabularySlot::Ordinal,
        VocabularySlot::Manner,
        VocabularySlot::Reason,
        VocabularySlot::Except,
        VocabularySlot::Negation,
    ];
    let filled = asked.into_iter().any(|slot| slots.has(slot));
    filled || !slots.mentions.is_empty() || !slots.times.is_empty()
}
