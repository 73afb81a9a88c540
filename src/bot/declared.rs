//! A message that says something outright of somebody ("Alpha was fired"): it is put to the test, as if it asked whether it
//! is so.

use super::Bot;
use super::filters::{cue, polar};
use crate::knowledge::claim::MannerKind;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;

/// Before the name that a sentence begins with stands no more than an article, in bytes.
const ARTICLE: usize = 4;

impl Bot {
    /// The text of such a message as the question whether it is so; nothing if it says nothing outright, or more than one
    /// sentence.
    pub(super) fn declared(read: &Interpretation, raw: &str) -> Option<String> {
        let (text, slots, particles) = (&read.text, &read.slots, &read.particles);
        let ask = particles.tested.first()?;
        let subject = slots.mentions.iter().min_by_key(|it| it.range.start)?;
        let behind = text.get(subject.range.end..)?;
        let verb = behind.strip_prefix(' ')?.split(' ').next()?;
        let says = subject.range.start <= ARTICLE && particles.finite.iter().any(|it| it == verb);
        let mut questions = slots
            .filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Aspect);
        let asks = questions.any(|it| !is_subordinate(read, it)) || polar(read);
        // How many an organisation let go is counted.
        let removed = MannerKind::Removed.name();
        let lets_go = subject.kind != EntityKind::Person
            && slots.values(VocabularySlot::Manner).any(|it| it == removed);
        let whole = behind.trim().contains(' ');
        (says && whole && !asks && !lets_go && is_one_sentence(raw)).then(|| format!("{ask} {raw}"))
    }
}

/// Whether a question word asks nothing, as it leads a clause: "a founder who left", "chief when she quit"; or names the amount
/// that is said beside it: "valued at a million".
fn is_subordinate(read: &Interpretation, word: &Filled) -> bool {
    let slots = &read.slots;
    let before = |end: usize| end + 1 == word.range.start;
    let noun = |it: &Filled| matches!(it.slot, VocabularySlot::Group | VocabularySlot::Role);
    match word.value.as_str() {
        "who" => {
            slots.mentions.iter().any(|it| before(it.range.end))
                || slots
                    .filled
                    .iter()
                    .any(|it| noun(it) && before(it.range.end))
        }
        "when" => {
            let behind = |start: usize| start == word.range.end + 1;
            let pronoun = |it: &Filled| it.slot == VocabularySlot::Pronoun;
            slots.mentions.iter().any(|it| behind(it.range.start))
                || slots
                    .filled
                    .iter()
                    .any(|it| pronoun(it) && behind(it.range.start))
        }
        "how-much" => cue(slots, "scale"),
        _ => false,
    }
}

/// Whether a text is one sentence and quotes nothing.
fn is_one_sentence(raw: &str) -> bool {
    let ends = |it: char| matches!(it, '.' | '!' | '?' | ';' | ':' | '\n' | '"' | '“' | '”');
    let body = raw.trim_end_matches(|it: char| !it.is_alphanumeric());
    !body.contains(ends) && !raw.starts_with(ends)
}
