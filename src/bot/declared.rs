//! A message that says something outright of somebody ("Alpha was fired"): it is put to the test, as if it asked whether it
//! is so.

use super::Bot;
use super::filters::polar;
use crate::knowledge::claim::MannerKind;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

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
        let asks = slots.has(VocabularySlot::Aspect) || polar(read);
        // How many an organisation let go is counted.
        let removed = MannerKind::Removed.name();
        let lets_go = subject.kind != EntityKind::Person
            && slots.values(VocabularySlot::Manner).any(|it| it == removed);
        let whole = behind.trim().contains(' ');
        (says && whole && !asks && !lets_go && is_one_sentence(raw)).then(|| format!("{ask} {raw}"))
    }
}

/// Whether a text is one sentence and quotes nothing.
fn is_one_sentence(raw: &str) -> bool {
    let ends = |it: char| matches!(it, '.' | '!' | '?' | ';' | ':' | '\n' | '"' | '“' | '”');
    let body = raw.trim_end_matches(|it: char| !it.is_alphanumeric());
    !body.contains(ends) && !raw.starts_with(ends)
}
