//! An organisation that is told by whoever heads it: "Alpha's company" is read as its name.

use super::Bot;
use super::bind::heads::HEAD;
use crate::knowledge::person::Membership;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

/// Between a name and what they own stands no more, in bytes.
const GAP: usize = 1;

impl Bot {
    /// The question with the name of the organisation in place of the words for it, if somebody is named directly before them
    /// who heads one and has not left.
    pub(super) fn headed(
        &self,
        language: &Language,
        interpretation: &Interpretation,
    ) -> Option<String> {
        let (text, slots) = (&interpretation.text, &interpretation.slots);
        let mut cues = slots.filled.iter();
        let words = cues.find(|it| it.slot == VocabularySlot::Cue && it.value == "headed")?;
        let owner = slots.of(EntityKind::Person).find(|it| {
            let gap = words.range.start.checked_sub(it.range.end);
            // Where spaces part words, the name has the mark of whoever owns something.
            let name = text.get(it.range.clone());
            let last = name.and_then(|it| it.split(' ').next_back());
            let marked = last.is_some_and(|it| interpretation.particles.marks_an_owner(it));
            let owns = marked || name.is_some_and(|it| !it.is_ascii());
            owns && gap.is_some_and(|it| it <= GAP)
        })?;
        let id = &owner.candidates.first()?.id;
        let person = self.knowledge.people.get(id.as_str())?;
        let heads = |it: &&Membership| it.departure.is_none() && it.holds(&[HEAD.to_owned()]);
        let stay = person.stay_on(self.knowledge.as_of).filter(heads)?;
        let organisation = self.knowledge.organisations.get(&stay.organisation)?;
        let name = organisation.name.get(&language.tag);
        let head = text.get(..owner.range.start)?;
        let tail = text.get(words.range.end..)?;
        Some(format!("{head}{name} {}", tail.trim_start()))
    }
}
