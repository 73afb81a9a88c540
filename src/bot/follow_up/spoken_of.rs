//! Short questions on the one person spoken of that no intent is made for: their health, their company on leaving, a word of
//! theirs, what they founded.

use super::leaning::Leaning;
use super::{LEANING, names_nobody};
use crate::answer::query::{Anchor, Filters, Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::VENTURE;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, Rank};
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// The category of reasons that are matters of health.
const HEALTH: &str = "health";
/// "Did he mean something by the gradient thing?" has no more words of its own.
const MEANING: usize = 9;
/// A word of somebody's that is asked about has at least so many characters.
const WORD: usize = 6;
/// So many first characters tell two forms of a word as one ("advise", "adviser").
const STEM: usize = 5;

/// Whether the question is one of these, however little its words are like any intent.
pub(super) fn asks(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    let free = leaning.is_free();
    let meant = leaning.cue("meaning") && leaning.words <= MEANING;
    free && (!long(leaning) || meant)
        && ((in_company(leaning) || leaning.has("along")) && knowledge.has_left(person)
            || leaning.cue("condition") && leaning.has("person") && is_ill(knowledge, person)
            || own_word(knowledge, leaning, person))
}

/// "Daylight between what?" has no more words of its own.
const ECHOING: usize = 5;
/// A word that is said again has at least so many characters.
const ECHO: usize = 5;

/// Whether a turn says words of a reason again only to ask what is meant: "daylight between what?"
pub(super) fn echoed(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    let read = leaning.interpretation;
    let text = read.text.as_str();
    let mut cues = read.slots.filled.iter();
    let asks = cues.any(|it| {
        let edge = it.range.start == 0 || it.range.end == text.len();
        it.slot == VocabularySlot::Cue && it.value == "asks-what" && edge
    });
    if !asks || !leaning.is_free() || leaning.words > ECHOING || leaning.has("person") {
        return false;
    }
    let mut at = 0;
    let mut own = Vec::new();
    for word in text.split(' ') {
        if word.len() >= ECHO && !read.slots.fills(at, |_| true) {
            own.push(word);
        }
        at += word.len() + 1;
    }
    let Some(person) = knowledge.people.get(person).filter(|_| !own.is_empty()) else {
        return false;
    };
    let mut texts = knowledge
        .exits_of(person)
        .flat_map(|exit| &exit.departure.reason)
        .filter_map(|claim| claim.value.text.as_ref());
    texts.any(|text| {
        let mut versions = text.versions().map(str::to_lowercase);
        versions.any(|it| own.iter().all(|word| it.contains(word)))
    })
}

/// Whether the name of what somebody founded is asked for: "what's the fund called?"
pub(super) fn names_venture(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    let slots = &leaning.interpretation.slots;
    let told = memory.query.filters.reasons.iter().any(|it| it == VENTURE)
        || memory.query.filters.venture
        || memory.tells_a_move();
    let venture = leaning.cue("venture")
        || leaning.cue("new-job")
        || (told && leaning.has("thing"))
        || leaning.has("organisation")
        || slots.values(VocabularySlot::Reason).any(|it| it == VENTURE);
    let named = leaning.cue("by-name") || leaning.cue("called");
    venture && named && leaning.is_free() && !long(leaning) && knowledge.has_left(person)
}

fn long(leaning: &Leaning<'_>) -> bool {
    leaning.words > LEANING
}

/// Asks for the reason that a turn says again, or for what somebody founded. Returns whether it is asked.
pub(super) fn repeated(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let resolver = if echoed(knowledge, leaning, memory) {
        Resolver::Why
    } else if names_venture(knowledge, leaning, memory) {
        Resolver::Destination
    } else {
        return false;
    };
    *query = Query {
        people: memory.subjects.clone(),
        of_leaving: true,
        ..memory.asking(resolver, query.today)
    };
    true
}

/// Takes the question as one on the person spoken of. Returns whether it is complete.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    if leaning.interpretation.slots.of(EntityKind::Person).count() > 0 || !names_nobody(query) {
        return false;
    }
    let today = query.today;
    let on = |resolver: Resolver| Query {
        people: memory.subjects.clone(),
        ..memory.asking(resolver, today)
    };
    // "Since when did he have it?" of an illness is no question for the day of leaving.
    let since = matches!(
        query.resolver,
        Resolver::When | Resolver::Tenure | Resolver::Verify
    ) && (leaning.has("thing") && leaning.has("person")
        || leaning.cue("since-when") && leaning.short())
        && query.claimed.deeds.is_empty()
        && (memory.query.filters.reasons.iter().any(|it| it == HEALTH)
            || memory.query.resolver == Resolver::Why);
    if (leaning.cue("condition") || since) && is_ill(knowledge, person) {
        *query = Query {
            filters: Filters {
                reasons: vec![HEALTH.to_owned()],
                ..on(Resolver::Private).filters.clone()
            },
            ..on(Resolver::Private)
        };
        return true;
    }
    if in_company(leaning) && knowledge.has_left(person) && leaning.words <= LEANING {
        if !super::went_to(knowledge, memory, query) {
            if leaning.cue("alone") {
                return false;
            }
            *query = on(Resolver::WhoLeft);
            query.filters.except_people = std::mem::take(&mut query.people);
        }
        query.filters.company = query.resolver == Resolver::WhoWentTo;
        let along = (Relation::SameMonth, Anchor::Person(person.clone()));
        query.filters.anchors = vec![along];
        return true;
    }
    // "Is he still advising them?" of whoever went on as an adviser.
    if query.resolver == Resolver::VerifyRemains && goes_on_as(knowledge, leaning, person) {
        *query = Query {
            focus: Focus {
                onwards: true,
                ..on(Resolver::Destination).focus
            },
            ..on(Resolver::Destination)
        };
        return true;
    }
    let read = leaning.interpretation;
    let unsure = read.ranking.confidence < read.threshold;
    if unsure && own_word(knowledge, leaning, person) {
        *query = on(Resolver::Statement);
        return true;
    }
    // "What's that fund about?" of whoever founded one.
    let asked = matches!(query.resolver, Resolver::Profile | Resolver::Topic(_));
    let venture = query.filters.venture || query.filters.reasons.iter().any(|it| it == VENTURE);
    if asked && venture && query.topics.is_empty() && knowledge.has_left(person) {
        *query = on(Resolver::Destination);
        return true;
    }
    // "How much money is in it?" of where somebody went is what no record holds.
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
    );
    if amount && memory.tells_a_move() && query.topics.is_empty() && leaning.has("thing") {
        let mut claim = on(Resolver::Verify);
        if super::went_to(knowledge, memory, query) {
            claim.others = std::mem::take(&mut query.others);
        }
        claim.leftover = true;
        *query = claim;
        return true;
    }
    // "Why would they?" names nothing that could have a reason but the departure.
    let why = query.resolver == Resolver::Topic(Aspect::Why) && query.topics.is_empty();
    if why && memory.query.topics.is_empty() && leaning.short() && knowledge.has_left(person) {
        *query = on(Resolver::Why);
        return true;
    }
    false
}

/// Whether the question is whether somebody left alone, or with whom.
fn in_company(leaning: &Leaning<'_>) -> bool {
    let text = &leaning.interpretation.text;
    let ends = |it: &Filled| it.range.end == text.len() || it.range.start == 0;
    let mut filled = leaning.interpretation.slots.filled.iter();
    let with = filled.any(|it| it.value == WITH && it.slot == VocabularySlot::Cue && ends(it));
    leaning.cue("alone") || with
}

/// The vocabulary's value for words that ask with whom.
const WITH: &str = "with-whom";

/// Whether somebody left for their health.
fn is_ill(knowledge: &Knowledge, person: &PersonId) -> bool {
    let person = knowledge.people.get(person);
    person
        .into_iter()
        .flat_map(|it| knowledge.exits_of(it))
        .flat_map(|exit| &exit.departure.reason)
        .any(|claim| claim.value.categories.iter().any(|it| it == HEALTH))
}

/// Whether a word of the question says in what capacity somebody went on.
fn goes_on_as(knowledge: &Knowledge, leaning: &Leaning<'_>, person: &PersonId) -> bool {
    let stem = |word: &str| word.get(..STEM).map(str::to_owned);
    let asked: Vec<String> = leaning
        .interpretation
        .tokens
        .iter()
        .filter_map(|it| stem(it))
        .collect();
    let person = knowledge.people.get(person);
    person
        .into_iter()
        .flat_map(|it| knowledge.exits_of(it))
        .flat_map(|exit| &exit.departure.destination)
        .filter(|claim| claim.rank != Rank::Refuted)
        .filter_map(|claim| claim.value.text.as_ref())
        .flat_map(|text| text.versions())
        .flat_map(str::split_whitespace)
        .filter_map(stem)
        .any(|word| asked.contains(&word))
}

/// Whether the question asks what somebody meant by a word that they used on leaving.
fn own_word(knowledge: &Knowledge, leaning: &Leaning<'_>, person: &PersonId) -> bool {
    let slots = &leaning.interpretation.slots;
    let meant = leaning.cue("meaning") || leaning.words <= 1;
    if !meant || slots.has(VocabularySlot::Group) {
        return false;
    }
    let words = leaning.interpretation.tokens.iter();
    let words: Vec<&String> = words.filter(|it| it.chars().count() >= WORD).collect();
    let person = knowledge.people.get(person);
    person
        .into_iter()
        .flat_map(|it| knowledge.exits_of(it))
        .flat_map(|exit| &exit.departure.statement)
        .filter_map(|claim| claim.value.quote.as_ref())
        .map(|quote| quote.to_lowercase())
        .any(|said| words.iter().any(|word| said.contains(word.as_str())))
}
