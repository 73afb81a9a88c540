//! A question that corrects itself ("who left in may, I mean in june?"): read as whoever asks meant it.

use std::ops::Range;

use super::Bot;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots};

impl Bot {
    /// The text of a question without what it takes back; nothing if it takes nothing back, or it is not clear what.
    pub(super) fn corrected(read: &Interpretation) -> Option<String> {
        if let Some(asked) = named_anew(read) {
            return Some(asked);
        }
        let (text, slots) = (&read.text, &read.slots);
        let mark = slots.filled.iter().find(|it| {
            let corrects = it.slot == VocabularySlot::Cue && it.value == "corrects";
            corrects && it.range.start > 0
        })?;
        let head = text.get(..mark.range.start)?.trim_end();
        let tail = text.get(mark.range.end..)?.trim_start();
        // "Not her, I mean him" is a correction of what the bot said.
        let denies = slots
            .filled
            .iter()
            .any(|it| it.slot == VocabularySlot::Negation && it.range.end <= mark.range.start);
        let words = head.split_whitespace().count();
        if denies || words < 2 || tail.is_empty() {
            return None;
        }
        // What is said anew begins with the word with which the correction begins.
        let first = tail.split_whitespace().next()?;
        let again = head
            .match_indices(first)
            .map(|(at, _)| at)
            .filter(|at| is_word(head, *at..at + first.len()))
            .last();
        let kept = again.or_else(|| twin(slots, head.len(), text.len() - tail.len()))?;
        let kept = head.get(..kept)?.trim_end();
        Some(format!("{kept} {tail}").trim_start().to_owned())
    }
}

/// "No, I mean Alpha, when did they close it?" of an event or a topic: the question behind the name, with the name in place
/// of its pronoun.
fn named_anew(read: &Interpretation) -> Option<String> {
    let (text, slots) = (&read.text, &read.slots);
    let filled = || slots.filled.iter();
    let mark = filled().find(|it| it.slot == VocabularySlot::Cue && it.value == "corrects")?;
    let behind = |it: &&Mention| it.range.start >= mark.range.end;
    let mut named = slots.mentions.iter().filter(behind);
    let (Some(name), None) = (named.next(), named.next()) else {
        return None;
    };
    let topical = matches!(name.kind, EntityKind::Topic | EntityKind::Event);
    let near = name.range.start <= mark.range.end + ARTICLE;
    let asks = filled().find(|it| {
        let asks = matches!(it.slot, VocabularySlot::Aspect | VocabularySlot::Polar);
        asks && it.range.start > name.range.end
    })?;
    let mut pronouns = filled().filter(|it| {
        let stands = matches!(it.value.as_str(), "people" | "thing");
        it.slot == VocabularySlot::Pronoun && stands && it.range.start > asks.range.start
    });
    let (Some(pronoun), None) = (pronouns.next(), pronouns.next()) else {
        return None;
    };
    let head = text.get(asks.range.start..pronoun.range.start)?;
    let tail = text.get(pronoun.range.end..)?;
    let said = text.get(name.range.clone())?;
    (topical && near && text.is_ascii()).then(|| format!("{head}{said}{tail}"))
}

/// " the " is no longer, in bytes.
const ARTICLE: usize = 5;

/// Where something begins that ends at one place of a text and is of the kind of what begins at another.
fn twin(slots: &Slots, ends: usize, begins: usize) -> Option<usize> {
    let mentions = slots.mentions.iter().find_map(|old| {
        let mut others = slots.mentions.iter();
        let same = others.any(|new| new.range.start == begins && new.kind == old.kind);
        (old.range.end == ends && same).then_some(old.range.start)
    });
    let times = || {
        let old = slots.times.iter().find(|it| it.range.end == ends)?;
        let mut others = slots.times.iter();
        let same = others.any(|new| new.range.start == begins);
        same.then_some(old.range.start)
    };
    let words = || {
        slots.filled.iter().find_map(|old| {
            let kinds = [
                VocabularySlot::Group,
                VocabularySlot::Role,
                VocabularySlot::Ordinal,
                VocabularySlot::Number,
            ];
            let mut others = slots.filled.iter();
            let same = others.any(|new| new.range.start == begins && new.slot == old.slot);
            (old.range.end == ends && same && kinds.contains(&old.slot)).then_some(old.range.start)
        })
    };
    mentions.or_else(times).or_else(words)
}

/// Whether a stretch of a text is a word of it.
fn is_word(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    (before.is_empty() || before.ends_with(' ')) && (behind.is_empty() || behind.starts_with(' '))
}
