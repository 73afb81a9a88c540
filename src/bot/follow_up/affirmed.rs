//! Turns that ask whether what was told last is so, of words and of returns: "did he really say that?", "is he back?"

use super::leaning::Leaning;
use super::words::repeat;
use crate::answer::query::{Query, SAID};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{self, polar};
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Form;

/// Such a turn has no more words of its own.
const ASKING: usize = 7;

/// Whether a turn names nothing, asks whether something is so, and speaks of no reason, manner, number, group or post.
fn plain(leaning: &Leaning<'_>) -> bool {
    let slots = &leaning.interpretation.slots;
    let other = [
        VocabularySlot::Reason,
        VocabularySlot::Manner,
        VocabularySlot::Number,
        VocabularySlot::Group,
        VocabularySlot::Role,
        VocabularySlot::Ordinal,
    ];
    leaning.is_free()
        && leaning.aspect().is_none()
        && leaning.words <= ASKING
        && !other.into_iter().any(|it| slots.has(it))
}

/// Whether words that were told are put to the test: "did he really say that?", "is that true?"
pub(super) fn doubts_the_words(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let slots = &read.slots;
    let spoken = matches!(
        memory.query.resolver,
        Resolver::Statement | Resolver::Response
    );
    let refers = leaning.has("thing") || leaning.cue("so-said");
    // Nothing stands in the turn but who is said to have said it, that they did, and what asks whether it is so.
    let asks = |it: &Filled| match it.slot {
        VocabularySlot::Polar | VocabularySlot::Pronoun | VocabularySlot::Continuation => true,
        VocabularySlot::Deed => it.value.starts_with(SAID),
        VocabularySlot::Cue => matches!(it.value.as_str(), "so-said" | "hearsay"),
        _ => false,
    };
    let covered = read.is_covered(|at| slots.fills(at, asks));
    let truth = slots.values(VocabularySlot::Polar).any(|it| it == TRUTH);
    let said = filters::says(slots) || leaning.cue("so-said");
    let denies = leaning.cue("denies") || leaning.cue("came-true") || leaning.cue("wrong");
    spoken && plain(leaning) && polar(read) && !denies && refers && covered && (said || truth)
}

/// The vocabulary's value for words that ask for the truth wherever they stand.
const TRUTH: &str = "any";

/// The words again, as to whether they were said. Returns whether it is asked.
pub(super) fn tested_words(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = doubts_the_words(leaning, memory) && super::names_nobody(query);
    if asked {
        repeat(memory, query);
        query.tested = true;
    }
    asked
}

/// The one person who was spoken of and left, if a turn without a subject asks whether they came back.
pub(super) fn returned<'a>(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &'a Memory,
) -> Option<&'a PersonId> {
    let slots = &leaning.interpretation.slots;
    // Whoever left Alpha and is said to go to Alpha is back there.
    let to_home = !slots.mentions.is_empty()
        && slots.has(VocabularySlot::Towards)
        && slots.relations.is_empty();
    let back = leaning.cue("returns") || leaning.cue("back-again") || to_home;
    // "Back at Alpha now?" names where everybody left, and the day that is meant anyway.
    let free = slots.mentions.iter().all(|it| leaning.is_home(it))
        && slots.times.iter().all(|it| it.form == Form::Now)
        && leaning.aspect().is_none()
        && !leaning.has("organisation")
        && !leaning.has("people")
        && !leaning.has("others")
        && !leaning.partitive()
        && !slots.has(VocabularySlot::All);
    let unspaced = !leaning.interpretation.text.is_ascii();
    let last = memory.query.resolver;
    let of_one = (last.is_about_somebody() && !last.is_about_many()) || last == Resolver::Private;
    match memory.subjects.as_slice() {
        [one]
            if back
                && free
                && unspaced
                && of_one
                && leaning.words <= ASKING
                && memory.query.others.is_empty()
                && knowledge.has_left(one) =>
        {
            Some(one)
        }
        _ => None,
    }
}

/// "Is back already?" of the one who was spoken of. Returns whether it is asked.
pub(super) fn come_back(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let nobody = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.topics.is_empty();
    let Some(one) = returned(knowledge, leaning, memory).filter(|_| nobody) else {
        return false;
    };
    let mut asked = memory.asking(Resolver::Verify, query.today);
    asked.people = vec![one.clone()];
    asked.polar = true;
    asked.filters.returns = true;
    *query = asked;
    true
}
