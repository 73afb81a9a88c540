//! What somebody who never left said to a departure, in a script without spaces, where whoever speaks may stand before or
//! behind the departure and only a particle says to whom.

use super::Asked;
use crate::answer::query::{Query, SAID};
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;

/// "What did Alpha say to the team?", "any post from her?" ask for the words of whoever left, and for no answer to them.
pub(super) fn of_the_one_who_left(asked: Asked<'_>, query: &mut Query) {
    let read = asked.interpretation;
    let slots = &read.slots;
    let [one] = query.people.as_slice() else {
        return;
    };
    let left = asked.knowledge.has_left(one);
    if !(query.resolver == Resolver::Response && left && read.text.is_ascii()) {
        return;
    }
    let of_one = |it: &Mention| it.candidates.iter().any(|it| it.id == one.as_str());
    let alone = slots.of(EntityKind::Person).next().is_none();
    let filled = |slot: VocabularySlot| slots.filled.iter().filter(move |it| it.slot == slot);
    // Beside somebody who is named a pronoun may stand for another speaker.
    let pronouns = filled(VocabularySlot::Pronoun).filter(|it| alone && it.value == "person");
    let named = slots
        .of(EntityKind::Person)
        .filter(|it| of_one(it))
        .map(|it| it.range.clone());
    let mut people = named.chain(pronouns.map(|it| it.range.clone()));
    let theirs = people.any(|person| {
        let mut deeds = filled(VocabularySlot::Deed).filter(|it| it.value.starts_with(SAID));
        let says = deeds.any(|it| it.range.start == person.end + 1);
        let mut parts = filled(VocabularySlot::Cue).filter(|it| it.value == "part");
        let from =
            person.end == read.text.len() && parts.any(|it| it.range.end + 1 == person.start);
        says || from
    });
    if theirs {
        query.resolver = Resolver::Statement;
    }
}

/// "The chief, when Alpha left, said anything?" of a chief who never left asks for the answer to that departure, unless the
/// chief is the one who was spoken to.
pub(super) fn to_a_departure(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let slots = &interpretation.slots;
    let reacts = cue(slots, "reacts") || cue(slots, "told-by");
    let unsaid = !interpretation.text.is_ascii() && reacts;
    let open = matches!(
        query.resolver,
        Resolver::Verify
            | Resolver::VerifySaid
            | Resolver::Statement
            | Resolver::Response
            | Resolver::WhoSaid
            | Resolver::Manner
            | Resolver::When
            | Resolver::Why
            | Resolver::Compare
            | Resolver::Overview
            | Resolver::Search
            | Resolver::OutOfScope
    );
    if !(unsaid && open) {
        return;
    }
    let left = |id: &PersonId| asked.knowledge.has_left(id);
    let one = query.people.iter().filter(|id| left(id)).count() == 1;
    let addressed = |mention: &Mention| {
        slots.filled.iter().any(|it| {
            let to = it.slot == VocabularySlot::Cue && it.value == "addressee";
            to && it.range.start == mention.range.end
        })
    };
    let stays = |mention: &Mention| {
        let meant = mention.candidates.first();
        meant.is_some_and(|it| {
            let mut people = query.people.iter();
            people.any(|id| id.as_str() == it.id && !left(id))
        })
    };
    // "What was Alpha told by the chief?": the one to whom the particle points speaks.
    let passive = cue(slots, "told-by");
    let speaks = slots
        .of(EntityKind::Person)
        .any(|it| stays(it) && addressed(it) == passive);
    // "What did Alpha say to the chief?" is asked of Alpha.
    if query.resolver == Resolver::Response {
        if one && !speaks && query.people.len() == 2 {
            query.resolver = Resolver::Statement;
            query.people.retain(left);
        }
        return;
    }
    if one && speaks && query.people.len() == 2 {
        query.resolver = Resolver::Response;
        query.polar = false;
        query.filters.reasons.clear();
    }
}
