//! Two things asked at once of somebody who is named: "when and why did he leave?", 「いつ辞めてどこへ行った？」.

use crate::bot::ANY_DAY;
use crate::bot::Bot;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::phrases::{Filled, is_unspaced};

/// What one departure is asked for, in questions of one word each.
const ASKED: [Aspect; 3] = [Aspect::When, Aspect::Why, Aspect::Where];

impl Bot {
    /// The questions of a text that asks several things of one person in one clause; nothing if it does not.
    ///
    /// Question words side by side share the rest of the clause. Where words of its own stand between them, as between
    /// clauses that a verb form joins, each stands with what follows it, and leans on the one before.
    pub(super) fn twofold(&self, language: &Language, text: &str) -> Option<Vec<String>> {
        let mut read = self.model.interpret(language, text, ANY_DAY);
        if let Some(parts) = introduced(&read).filter(|it| self.are_questions(language, it)) {
            return Some(parts);
        }
        self.unjoin(language, &mut read);
        present_as_place(&mut read);
        let asked = question_words(&read)?;
        let mut people = read.slots.of(EntityKind::Person);
        let first = asked.first()?.range.start;
        let named = people.next()?.range.start < first;
        let parts = match asked.as_slice() {
            [one, other] if joined(&read, one, other) => shared(&read, one, other)?,
            [_, rest @ ..] if named && !read.text.is_ascii() => {
                let mut parts = Vec::new();
                let mut start = 0;
                for word in rest.iter().map(|it| it.range.start) {
                    // Between words that spaces part, a question word may as well be a conjunction.
                    let before = read.text.get(start..word)?;
                    if !before
                        .trim_end()
                        .chars()
                        .next_back()
                        .is_some_and(is_unspaced)
                    {
                        return None;
                    }
                    let next = clause_before(&read, start, word);
                    let before = read.text.get(start..next)?;
                    parts.push(before.to_owned());
                    start = next;
                }
                parts.push(read.text.get(start..)?.to_owned());
                parts
            }
            _ => return None,
        };
        self.are_questions(language, &parts).then_some(parts)
    }

    /// Reads the question word out of what joins it to the one before: "and why".
    fn unjoin(&self, language: &Language, read: &mut Interpretation) {
        let joints = read.slots.filled.iter();
        let words: Vec<Filled> = joints
            .filter(|it| it.slot == VocabularySlot::Joint)
            .filter_map(|joint| {
                let said = read.text.get(joint.range.clone())?;
                let (before, word) = said.rsplit_once(' ')?;
                let alone = self.model.interpret(language, word, ANY_DAY);
                let asked = alone.slots.filled.into_iter();
                let aspect = asked
                    .filter(|it| it.slot == VocabularySlot::Aspect)
                    .find(|it| it.range.len() == word.len())?;
                let start = joint.range.start + before.len() + 1;
                Some(Filled {
                    range: start..joint.range.end,
                    ..aspect
                })
            })
            .collect();
        read.slots.filled.extend(words);
    }
}

/// The question who somebody is and the one joined to it, where a particle joins them: 「AはBで…」.
fn introduced(read: &Interpretation) -> Option<Vec<String>> {
    let mut cues = read.slots.filled.iter();
    let asks = cues.find(|it| it.slot == VocabularySlot::Cue && it.value == "introduces")?;
    let named = read
        .slots
        .of(EntityKind::Person)
        .any(|it| it.range.end <= asks.range.start);
    let (first, rest) = (
        read.text.get(..asks.range.end)?,
        read.text.get(asks.range.end..)?,
    );
    let (first, _) = first
        .char_indices()
        .next_back()
        .map(|(at, _)| first.split_at(at))?;
    let rest = rest.trim();
    (named && !rest.is_empty()).then(|| vec![first.to_owned(), rest.to_owned()])
}

/// Reads "what is he doing now" as where somebody went, where words stand without spaces and leave out who is meant.
fn present_as_place(read: &mut Interpretation) {
    if read.text.is_ascii() {
        return;
    }
    let cues = read.slots.filled.iter();
    let present: Vec<Filled> = cues
        .filter(|it| it.slot == VocabularySlot::Cue && it.value == "doing-now")
        .map(|it| Filled {
            slot: VocabularySlot::Aspect,
            value: Aspect::Where.name().to_owned(),
            range: it.range.clone(),
        })
        .collect();
    read.slots.filled.extend(present);
}

/// The question words of a text, if they ask for several things that are known of a departure, and for nothing else.
fn question_words(read: &Interpretation) -> Option<Vec<&Filled>> {
    let mut words: Vec<&Filled> = Vec::new();
    let aspects = read.slots.filled.iter();
    for word in aspects.filter(|it| it.slot == VocabularySlot::Aspect) {
        if !ASKED.iter().any(|it| it.name() == word.value) {
            return None;
        }
        if words.iter().all(|it| it.value != word.value) {
            words.push(word);
        }
    }
    words.sort_by_key(|it| it.range.start);
    (words.len() > 1).then_some(words)
}

/// Where the clause of a question word begins: at the last space before it where somebody is named behind that ("when did
/// Alpha leave, Beta why?"), else at the word.
fn clause_before(read: &Interpretation, start: usize, word: usize) -> usize {
    let before = read.text.get(start..word).unwrap_or_default();
    let space = before.rfind(' ').map(|at| start + at + 1);
    let named = |from: &usize| {
        let mut people = read.slots.of(EntityKind::Person);
        people.any(|it| *from <= it.range.start && it.range.end <= word)
    };
    space.filter(named).unwrap_or(word)
}

/// Whether nothing stands between two question words but what joins them.
fn joined(read: &Interpretation, one: &Filled, other: &Filled) -> bool {
    let Some(between) = read.text.get(one.range.end..other.range.start) else {
        return false;
    };
    let joins = |it: &Filled| {
        let behind = it.range.start >= one.range.end && it.range.start <= other.range.start;
        let joint = it.slot == VocabularySlot::Joint && it.range.end == other.range.end;
        let short = it.slot == VocabularySlot::Continuation || joint;
        behind && short && between.trim().len() <= it.range.len()
    };
    between.trim().is_empty() || read.slots.filled.iter().any(joins)
}

/// Both questions with the rest of the clause. Where to is asked with words of its own behind it, which fit no other
/// question word.
fn shared(read: &Interpretation, one: &Filled, other: &Filled) -> Option<Vec<String>> {
    let text = &read.text;
    let place = Aspect::Where.name();
    let (before, behind) = (text.get(..one.range.start)?, text.get(other.range.end..)?);
    if (one.value == place || other.value == place) && !text.is_ascii() {
        let whole = !before.trim().is_empty();
        let parts = [text.get(..one.range.end)?, text.get(other.range.start..)?];
        return whole.then(|| parts.map(str::to_owned).to_vec());
    }
    let asks = |word: &Filled| Some(format!("{before}{}{behind}", text.get(word.range.clone())?));
    Some(vec![asks(one)?, asks(other)?])
}
