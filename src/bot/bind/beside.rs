//! How the mention of an organisation stands in a question: behind which words, and before which.

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::Form;

/// Whether a mention is where somebody sets out: "from Alpha to".
pub(super) fn is_origin(interpretation: &Interpretation, mention: &Mention) -> bool {
    let onwards = interpretation.slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Towards
            && is_gap(&interpretation.text, mention.range.end, it.range.start)
    });
    onwards && beside_before(interpretation, mention, VocabularySlot::Formerly)
}

/// Whether those are meant who once were at an organisation: "former Alpha people", "Alpha alumni".
pub(super) fn is_former(interpretation: &Interpretation, mention: &Mention) -> bool {
    let alumni = interpretation.slots.filled.iter().any(|it| {
        let behind = it.range.start == mention.range.end + 1;
        it.slot == VocabularySlot::Formerly && it.value == ALUMNI && behind
    });
    alumni || beside_before(interpretation, mention, VocabularySlot::Formerly)
}

/// Whether a question asks who was somewhere on a day: "who was at Alpha on 1 January?" speaks of no former employer.
pub(super) fn present(query: &Query) -> bool {
    let days = query.filters.times.iter().any(|it| it.form != Form::Now);
    let asked = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::Members | Resolver::WhoLeft | Resolver::Background
    );
    days && asked && query.people.is_empty() && !query.of_leaving
}

/// Whether a mention is where somebody leaves, in words that say so before it: "fired from Alpha", "on leave from Beta".
pub(super) fn is_left(interpretation: &Interpretation, mention: &Mention) -> bool {
    let filled = &interpretation.slots.filled;
    let mut before = filled.iter().filter(|it| {
        it.slot == VocabularySlot::Formerly
            && is_gap(&interpretation.text, it.range.end, mention.range.start)
    });
    before.any(|from| {
        filled.iter().any(|it| {
            let leaves = it.slot == VocabularySlot::Manner
                || (it.slot == VocabularySlot::Cue
                    && matches!(it.value.as_str(), "leaving" | "gone"));
            leaves && it.range.start < from.range.start && it.range.end + 1 >= from.range.start
        })
    })
}

/// The vocabulary's value for words that stand behind an organisation and name those who were there.
const ALUMNI: &str = "alumni";

/// Whether an organisation's name is the beginning of an event's description: "Alpha bought Beta".
pub(super) fn begins_event(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    mention: &Mention,
) -> bool {
    let names = |topic: &Topic| {
        topic.organisations.iter().any(|organisation| {
            mention
                .candidates
                .iter()
                .any(|it| it.id == organisation.as_str())
        })
    };
    interpretation
        .slots
        .of(EntityKind::Event)
        .filter(|event| event.range.start >= mention.range.end)
        .any(|event| {
            let beside = interpretation
                .text
                .get(mention.range.end..event.range.start)
                .is_some_and(|between| between.trim().chars().count() <= 1);
            beside
                && event
                    .candidates
                    .first()
                    .and_then(|it| knowledge.topics.get(it.id.as_str()))
                    .is_some_and(names)
        })
}

/// Whether a mention is where somebody goes: the word for it stands before, or behind without leading to a name itself
/// ("from Alpha to Beta").
pub(super) fn towards(interpretation: &Interpretation, mention: &Mention) -> bool {
    let slot = VocabularySlot::Towards;
    let mut others = interpretation.slots.of(EntityKind::Organisation);
    if is_origin(interpretation, mention) {
        return false;
    }
    beside_before(interpretation, mention, slot)
        || (beside(interpretation, mention, slot)
            && !others.any(|it| {
                it.range.start > mention.range.end && beside_before(interpretation, it, slot)
            }))
}

/// Whether a word of the slot stands directly before a mention, or behind it in a language that puts it there. Without
/// spaces between words it stands behind; with spaces only if nothing of the same kind follows it ("who did Alpha hire").
pub(super) fn beside(
    interpretation: &Interpretation,
    mention: &Mention,
    slot: VocabularySlot,
) -> bool {
    let gap = |from: usize, until: usize| is_gap(&interpretation.text, from, until);
    let leads_on = |at: usize| {
        interpretation
            .slots
            .of(mention.kind)
            .any(|other| gap(at, other.range.start))
    };
    interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == slot)
        .any(|it| {
            gap(it.range.end, mention.range.start)
                || (gap(mention.range.end, it.range.start) && !leads_on(it.range.end))
        })
}

pub(super) fn beside_before(
    interpretation: &Interpretation,
    mention: &Mention,
    slot: VocabularySlot,
) -> bool {
    interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == slot)
        .any(|it| {
            let (from, until) = (it.range.end, mention.range.start);
            let between = interpretation.text.get(from..until).map(str::trim);
            // "To the federation": nothing but an article may stand between.
            let article = between.is_some_and(|word| {
                let mut names = interpretation.slots.mentions.iter();
                let named = names.any(|it| from <= it.range.start && it.range.end <= until);
                word.is_ascii() && word.len() <= ARTICLE && !word.contains(' ') && !named
            });
            is_gap(&interpretation.text, from, until) || article
        })
}

/// An article is no longer, in bytes.
pub(super) const ARTICLE: usize = 3;

/// Whether nothing but space lies between two places of a text.
fn is_gap(text: &str, from: usize, until: usize) -> bool {
    text.get(from..until)
        .is_some_and(|between| between.trim().is_empty())
}
