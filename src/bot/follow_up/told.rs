//! Reactions to the answer that was just told: "name?", "so what was she?", "who are those advisers?", "shorter, please".

use super::bare;
use super::leaning::Leaning;
use super::names_nobody;
use super::words::repeat;
use crate::answer;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::Person;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// Of more people than this a name alone is asked for as a list.
const FEW: usize = 4;
/// "Shorter please, just the essentials" has no more words of its own.
const SHORTENING: usize = 7;
/// "And who are those advisers?" has no more words of its own.
const POINTING: usize = 5;
/// A shorter word calls nobody by anything.
const TELLING: usize = 5;

/// Whether a turn says nothing but one turn of phrase, and words that lean on the conversation.
pub(super) fn only(leaning: &Leaning<'_>, cue: &str) -> bool {
    let read = leaning.interpretation;
    let leans = |it: &Filled| match it.slot {
        VocabularySlot::Continuation
        | VocabularySlot::Pronoun
        | VocabularySlot::Joint
        | VocabularySlot::Aspect
        | VocabularySlot::Polar => true,
        VocabularySlot::Cue => it.value == cue || it.value == "onwards",
        _ => false,
    };
    leaning.cue(cue) && read.is_covered(|at| read.slots.fills(at, leans))
}

/// Whether the people of the last answer are asked for by name, or by what they were.
fn asks_who(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let few = (1..=FEW).contains(&memory.meant().len());
    let many = memory.query.resolver.is_about_many();
    few && ((only(leaning, "by-name") && !many)
        || being(leaning, memory)
        || is_the_one(leaning, memory))
}

/// "Who is it?" after a number that one person makes up.
fn is_the_one(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let counted = matches!(
        memory.query.resolver,
        Resolver::Count | Resolver::CountRemaining | Resolver::Remaining
    );
    let alone = memory.subjects.len() == 1 && asks_whom(leaning);
    let it = leaning.has("thing") && leaning.words <= IT && leaning.relation().is_none();
    let other = leaning.leaves()
        || leaning.has("others")
        || leaning.interpretation.slots.has(VocabularySlot::Deed);
    counted && alone && it && leaning.is_free() && !other
}

/// Whether it is asked who somebody is: "who are" is asked of the present, and "who" alone of whom it may be.
fn asks_whom(leaning: &Leaning<'_>) -> bool {
    match leaning.aspect() {
        Some(aspect) => aspect == Aspect::Who,
        None => leaning.cue("present"),
    }
}

/// "So who is it?" has no more words.
const IT: usize = 4;

/// "So what was she?" of somebody, and of no event.
fn being(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let somebody = leaning.has("person") || leaning.has("people");
    let topical = matches!(memory.query.resolver, Resolver::Topic(_));
    // "What was his reason?" asks for that.
    let reason = leaning.aspect() == Some(Aspect::Why);
    somebody && !topical && !reason && only(leaning, "asks-what")
}

/// Whether the last answer is to be told in fewer words; a list is then counted.
pub(super) fn shortens(leaning: &Leaning<'_>) -> bool {
    let free = leaning.is_free() && leaning.aspect().is_none();
    leaning.cue("briefly") && free && leaning.words <= SHORTENING
}

/// The one word by which somebody is asked for whom the last answer may have named: "who are those advisers?"
fn pointed<'a>(leaning: &Leaning<'a>) -> Option<&'a str> {
    let read = leaning.interpretation;
    let slots = &read.slots;
    // "Who left after that?" relates to the answer.
    let free = leaning.is_free() && slots.relations.is_empty();
    let refers = leaning.has("thing") || leaning.has("people");
    if !(free && refers && asks_whom(leaning) && leaning.words <= POINTING) {
        return None;
    }
    let mut at = 0;
    let mut own = Vec::new();
    for word in read.text.split(' ') {
        let covered = slots.filled.iter().any(|it| it.range.contains(&at));
        if !covered && word.len() >= TELLING {
            own.push(word);
        }
        at += word.len() + 1;
    }
    match own.as_slice() {
        [word] => Some(word),
        _ => None,
    }
}

/// Whether it is asked when those left whom the last answer lists.
fn asks_dates(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let left = matches!(last.resolver, Resolver::WhoLeft | Resolver::Count);
    let listed = memory.subjects.is_empty() && memory.listed.len() > 1;
    left && listed
        && bare::asked(leaning) == Some(Aspect::When)
        && !leaning.cue("since-when")
        && !leaning.has("person")
}

/// Whether a turn only says a number again, and wonders at it: "really? four days?"
pub(super) fn echoes(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let slots = &read.slots;
    let says = |it: &Filled| {
        matches!(
            it.slot,
            VocabularySlot::Number
                | VocabularySlot::Continuation
                | VocabularySlot::Polar
                | VocabularySlot::Pronoun
        ) || (it.slot == VocabularySlot::Cue && matches!(it.value.as_str(), "span" | "narrows"))
    };
    let last = &memory.query;
    let of_one = memory.subjects.len() == 1 && !last.resolver.is_about_many();
    let apart = matches!(last.resolver, Resolver::Compare | Resolver::Interval);
    let spans = leaning.cue("span") && slots.has(VocabularySlot::Number);
    let covered = read.is_covered(|at| slots.fills(at, says));
    (of_one || apart) && spans && slots.mentions.is_empty() && covered
}

/// "Really? Four days?" tells the last answer again. Returns whether a turn is that.
pub(super) fn echo(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = echoes(leaning, memory);
    if asked {
        repeat(memory, query);
    }
    asked
}

/// Whether a turn is such a reaction.
pub(super) fn reacts(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    asks_who(leaning, memory)
        || shortens(leaning)
        || pointed(leaning).is_some()
        || asks_dates(leaning, memory)
}

/// Takes the last answer as what the turn is about. Returns whether it is such a reaction.
pub(super) fn react(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if asks_who(leaning, memory) {
        *query = about(memory.meant().to_vec(), memory, query);
        return true;
    }
    // A list that is to be shorter is counted, as every other turn that works on it.
    if shortens(leaning) && !memory.query.resolver.is_about_many() {
        repeat(memory, query);
        query.focus.brief = true;
        return true;
    }
    if asks_dates(leaning, memory) && names_nobody(query) {
        repeat(memory, query);
        // Of many the dates are told in their order.
        if memory.listed.len() > FEW {
            query.resolver = Resolver::Timeline;
        } else {
            *query = about(memory.listed.clone(), memory, query);
            query.resolver = Resolver::When;
        }
        return true;
    }
    let Some(word) = pointed(leaning).filter(|_| names_nobody(query)) else {
        return false;
    };
    let people = called(knowledge, memory, word);
    if people.is_empty() {
        return false;
    }
    *query = about(people, memory, query);
    true
}

/// Who somebody is, in the organisation that the conversation is about.
fn about(people: Vec<PersonId>, memory: &Memory, query: &Query) -> Query {
    Query {
        people,
        ..memory.asking(Resolver::Profile, query.today)
    }
}

/// Those whom the last answer names and whose record calls them by a word.
fn called(knowledge: &Knowledge, memory: &Memory, word: &str) -> Vec<PersonId> {
    let told = answer::answer(knowledge, &memory.query).statements;
    let words = [word.to_owned()];
    let called = |person: &&Person| {
        let held = person.memberships.iter().any(|it| it.holds(&words));
        let mut facts = person.facts.iter();
        held || facts.any(|it| it.value.text.has_one_of(&words))
    };
    let named = |person: &&Person| told.iter().any(|it| names(&it.phrase, person));
    let people = knowledge.people.values().filter(named).filter(called);
    people.map(|it| it.id.clone()).collect()
}

/// Whether a phrase names somebody, as its subject or in a text of the dataset.
fn names(phrase: &Phrase, person: &Person) -> bool {
    let mut values = phrase.values.iter();
    values.any(|(_, value)| holds(value, person))
}

fn holds(value: &Value, person: &Person) -> bool {
    match value {
        Value::Person(id) => *id == person.id,
        Value::Text(text) => text.says(&person.name),
        Value::Phrase(inner) => names(inner, person),
        Value::List(items) | Value::Choice(items) => items.iter().any(|it| holds(it, person)),
        _ => false,
    }
}
