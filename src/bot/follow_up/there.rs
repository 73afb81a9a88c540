//! What somebody does where they went: "what's he do there?", "did he start it himself or join?"

use super::leaning::Leaning;
use super::names_nobody;
use super::whereabouts::places_of;
use crate::answer::query::{Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::locale::VocabularySlot;

/// Such a question has no more words of its own.
const ASKING: usize = 8;

/// Whether the last answer told where one person went, and a place is recorded.
fn moved(knowledge: &Knowledge, memory: &Memory) -> bool {
    // So did the list on which they stand.
    let listed = memory.list.as_ref().map(|it| it.query.resolver);
    let told = memory.tells_a_move()
        || matches!(listed, Some(Resolver::Destination | Resolver::WhoWentTo));
    told && memory.subjects.len() == 1 && !places_of(knowledge, memory).is_empty()
}

/// Whether it is asked what they do in that place: "there" is where they went, and not the place that they left.
fn asks_work(leaning: &Leaning<'_>, query: &Query) -> bool {
    let work = matches!(
        query.resolver,
        Resolver::Contribution
            | Resolver::Profile
            | Resolver::Lead
            | Resolver::Background
            | Resolver::Destination
    ) && (query.resolver != Resolver::Destination || leaning.cue("asks-what"));
    let aspect = matches!(leaning.aspect(), None | Some(Aspect::What));
    let slots = &leaning.interpretation.slots;
    let there = leaning.has("organisation") && leaning.relation().is_none();
    let of_others = leaning.has("others") || leaning.has("people");
    let origin = slots.has(VocabularySlot::Formerly) || slots.has(VocabularySlot::Ordinal);
    work && aspect && there && !of_others && !origin
}

/// Whether it is asked if they founded that place or came to it: neither yes nor no says which.
fn asks_which(leaning: &Leaning<'_>, query: &Query) -> bool {
    let slots = &leaning.interpretation.slots;
    let founds = leaning.cue("venture") || query.claimed.founds();
    let joins = slots.has(VocabularySlot::Towards);
    leaning.cue("or") && founds && joins && !leaning.has("others")
}

/// Whether it is asked what those do who left for something of their own: "what are they building?"
pub(super) fn asks_of_ventures(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let listed = memory.query.filters.venture && memory.listed.len() > 1;
    let what = leaning.cue("asks-what") || leaning.aspect() == Some(Aspect::What);
    let bare = leaning.is_free() && !leaning.leaves() && leaning.words <= ASKING / 2;
    listed && what && bare && leaning.has("people")
}

/// Asks where they went and what they are there. Returns whether that is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    // The person may have been put to the question to understand it.
    let nobody = names_nobody(query) || query.people == memory.subjects;
    let slots = &leaning.interpretation.slots;
    let free = slots.times.is_empty() && slots.mentions.is_empty() && leaning.words <= ASKING;
    if nobody && asks_of_ventures(leaning, memory) {
        *query = memory.asking_whom(memory.listed.clone(), Resolver::Destination, query.today);
        return true;
    }
    if !(free && nobody && moved(knowledge, memory)) {
        return false;
    }
    let work = asks_work(leaning, query);
    if !work && !asks_which(leaning, query) {
        return false;
    }
    *query = Query {
        people: memory.subjects.clone(),
        focus: Focus {
            work,
            ..Focus::default()
        },
        ..memory.asking(Resolver::Destination, query.today)
    };
    true
}
