//! What is asked of words that were told: as they stand ("the exact quote?"), when a report of them came out, whether what
//! they foretold has come about.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{self, polar};
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// Such a question has no more words of its own.
const ASKING: usize = 6;

/// Whether a turn names nothing of its own.
fn free(leaning: &Leaning<'_>) -> bool {
    leaning.is_free() && leaning.words <= ASKING
}

/// Whether words that were told are asked for as they stand.
pub(super) fn verbatim(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let spoken = matches!(
        memory.query.resolver,
        Resolver::Statement
            | Resolver::Response
            | Resolver::WhoSaid
            | Resolver::VerifySaid
            | Resolver::Topic(_)
    );
    // "What exactly?"
    let bare = leaning.words <= BARE && leaning.cue("asks-what");
    let bare = bare && !leaning.has("person") && !leaning.has("others");
    let exact = leaning.words <= PICKING && leaning.cue("exact-words");
    spoken && leaning.is_free() && (exact || bare)
}

/// "What exactly?" has no more words.
const BARE: usize = 2;

/// "The proud parent bit? What was the exact quote?" has no more words of its own.
const PICKING: usize = 14;
/// A shorter word picks nothing out.
const TELLING: usize = 4;

/// The words of a turn that no slot accounts for: by them it picks one of several quotations.
fn picking(leaning: &Leaning<'_>) -> Vec<String> {
    let read = leaning.interpretation;
    let mut at = 0;
    let mut words = Vec::new();
    for word in read.text.split(' ') {
        let filled = read.slots.fills(at, |_| true);
        if !filled && word.chars().count() >= TELLING {
            words.push(word.to_owned());
        }
        at += word.len() + 1;
    }
    words
}

/// "Exact words?" asks the last question again. Returns whether it is asked.
pub(super) fn again(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = verbatim(leaning, memory);
    if asked {
        repeat(memory, query);
        query.focus.of_words = None;
        // The words themselves are told with what the topic is, whatever was asked of it before.
        if matches!(query.resolver, Resolver::Topic(_)) && leaning.cue("exact-words") {
            query.resolver = Resolver::Topic(Aspect::What);
        }
        query.picked = picking(leaning);
    }
    asked
}

/// Whether it is asked when the report of the last answer came out.
pub(super) fn published(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let dated = leaning.aspect() == Some(Aspect::When);
    let of_it = leaning.has("thing") && !leaning.has("person") && !leaning.has("people");
    let last = memory.to_prove().resolver;
    // The day of an event or of words is told with them.
    let told = matches!(
        last,
        Resolver::Statement | Resolver::Response | Resolver::Topic(_) | Resolver::Search
    );
    dated && of_it && free(leaning) && leaning.cue("came-out") && !told
}

/// "When did that come out?" asks for the sources, which have their days. Returns whether it is asked.
pub(super) fn report(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = published(leaning, memory) && memory.proven.is_some();
    if asked {
        let last = memory.to_prove();
        *query = Query {
            last: Some(Box::new(last.clone())),
            ..Query::new(Resolver::Sources, last.organisation.clone(), query.today)
        };
    }
    asked
}

/// Whether it is asked if what was foretold has come about.
pub(super) fn came_true(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let told = matches!(
        memory.query.resolver,
        Resolver::Statement | Resolver::Topic(_) | Resolver::Prediction
    );
    // So may it be once the day of the words was told.
    let told = told || (memory.query.resolver == Resolver::When && leaning.cue("came-true"));
    let read = leaning.interpretation;
    let asks = polar(read) && leaning.aspect().is_none();
    // "Did it?" has nothing but the words that ask.
    let asking = |it: &Filled| {
        matches!(
            it.slot,
            VocabularySlot::Polar | VocabularySlot::Pronoun | VocabularySlot::Continuation
        )
    };
    let bare = read.is_covered(|at| read.slots.fills(at, asking));
    told && asks && free(leaning) && leaning.has("thing") && (bare || leaning.cue("came-true"))
}

/// "Did it happen?" of what somebody foretold: that no source tells. Returns whether it is asked.
pub(super) fn borne_out(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let dated = last.topics.iter().any(|id| knowledge.is_dated(id));
    if dated || !came_true(leaning, memory) || !names_nobody(query) {
        return false;
    }
    *query = Query {
        people: memory.meant().to_vec(),
        polar: true,
        unrecorded: true,
        ..memory.asking(Resolver::Verify, query.today)
    };
    true
}

/// Whether it is asked where words that were told were written.
pub(super) fn where_said(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let says = filters::says(slots);
    let asked = leaning.aspect() == Some(Aspect::Where) && says && leaning.has("thing");
    asked && free(leaning) && memory.query.resolver.is_spoken() && memory.proven.is_some()
}

/// Whether it is asked where one who left said that they do, or which of two did first.
pub(super) fn of_the_announcement(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let told = matches!(
        memory.query.resolver,
        Resolver::Verify | Resolver::Compare | Resolver::Interval
    ) || memory.query.resolver.is_about_a_departure();
    let asked = match leaning.aspect() {
        Some(Aspect::Where) => memory.subjects.len() == 1,
        None => memory.subjects.len() == 2 && !slots.has(VocabularySlot::Aspect),
        _ => false,
    };
    let ordered = !slots.has(VocabularySlot::Ordinal) && !slots.has(VocabularySlot::Pronoun);
    told && asked && ordered && free(leaning) && leaning.cue("announced") && leaning.short()
}

/// "Where did he announce it?", "announced first?" Returns whether it is asked.
pub(super) fn announced(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let left = memory.subjects.iter().all(|it| knowledge.has_left(it));
    let asked = left && of_the_announcement(leaning, memory);
    if asked {
        let resolver = match memory.subjects.len() {
            1 => Resolver::Statement,
            _ => Resolver::Compare,
        };
        *query = memory.asking_whom(memory.subjects.clone(), resolver, query.today);
    }
    asked
}

/// "When was this announced?" of the one spoken of who left: their departure. Returns whether it is asked.
pub(super) fn announced_when(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let last = memory.query.resolver;
    let of_one = (last.is_about_somebody() || last == Resolver::Verify) && knowledge.has_left(one);
    let dated = leaning.aspect() == Some(Aspect::When) && leaning.cue("announced");
    let topical = matches!(query.resolver, Resolver::Topic(_));
    if !(of_one && dated && topical && leaning.has("thing") && free(leaning)) {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::When, query.today);
    true
}

/// "What did say at last?" of the one spoken of who left: their own words, and not those of whoever left last. Returns
/// whether it is asked.
pub(super) fn parting(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let ([one], [-1]) = (
        memory.subjects.as_slice(),
        query.filters.ordinals.as_slice(),
    ) else {
        return false;
    };
    let of_one = memory.query.resolver.is_about_somebody() && knowledge.has_left(one);
    let said = query.resolver == Resolver::Statement && names_nobody(query);
    let asked = of_one && said && free(leaning) && !leaning.leaves() && !leaning.has("people");
    if asked {
        *query = memory.asking_whom(memory.subjects.clone(), Resolver::Statement, query.today);
    }
    asked
}

/// "Where did he write that?" is told by the sources of it. Returns whether it is asked.
pub(super) fn written(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = where_said(leaning, memory);
    if asked {
        *query = Query {
            last: Some(Box::new(memory.to_prove().clone())),
            ..memory.asking(Resolver::Sources, query.today)
        };
    }
    asked
}

/// "Was that about Alpha?" after the words of somebody who never left: what they said to that departure. Returns whether it
/// is asked.
pub(super) fn of_whom(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let left = |id: &PersonId| knowledge.has_left(id);
    let mut speakers = last.people.iter().filter(|id| !left(id)).cloned();
    let (Some(speaker), None, true) = (speakers.next(), speakers.next(), last.resolver.is_spoken())
    else {
        return false;
    };
    let whom = !query.people.is_empty() && query.people.iter().all(left);
    let read = leaning.interpretation;
    let asked = leaning.has("thing") && polar(read) && leaning.aspect().is_none();
    let free = query.others.is_empty()
        && query.filters.reasons.is_empty()
        && query.filters.manners.is_empty();
    if !(whom && asked && free && leaning.words <= ASKING) {
        return false;
    }
    query.people.push(speaker);
    *query = Query {
        people: std::mem::take(&mut query.people),
        ..memory.asking(Resolver::Response, query.today)
    };
    true
}

/// "Did anyone else say something like that?" after somebody's words asks who else did. Returns whether it is asked.
pub(super) fn by_others(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = memory.query.resolver;
    let spoken = last.is_spoken() || (last == Resolver::When && memory.subjects.len() == 1);
    let said = query.claimed.says() && leaning.has("others") && leaning.has("thing");
    let lists = query.resolver.is_about_many() || query.resolver == Resolver::VerifySaid;
    let asked = spoken && said && lists && leaning.is_free();
    if asked {
        *query = memory.asking(Resolver::WhoSaid, query.today);
    }
    asked
}

/// "How many people liked it?" of somebody's words: nothing of the kind is recorded. Returns whether it is asked.
pub(super) fn counted(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = memory.query.resolver;
    let spoken = last.is_spoken() || last == Resolver::When;
    let counts = query.resolver == Resolver::Count && leaning.has("thing") && !query.of_leaving;
    let plain = leaning.is_free() && !leaning.leaves() && names_nobody(query);
    let own = leaning.interpretation.tokens.len() > ECHO && !picking(leaning).is_empty();
    let asked = spoken && counts && plain && own && memory.subjects.len() == 1;
    if asked {
        *query = Query {
            people: memory.subjects.clone(),
            polar: true,
            unrecorded: true,
            ..memory.asking(Resolver::Verify, query.today)
        };
    }
    asked
}

/// "How many is that?" has no more words.
const ECHO: usize = 4;

/// Asks the last question once more.
pub(super) fn repeat(memory: &Memory, query: &mut Query) {
    *query = memory.again(query.today);
}
