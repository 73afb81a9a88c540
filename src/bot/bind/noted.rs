//! What is noted on somebody's departure under a key of its own: "when was her badge taken?" where a note is about the badge.

use super::steps::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Claim, Note};
use crate::knowledge::id::PersonId;

/// What is noted on the departures of somebody.
fn notes_of<'a>(
    knowledge: &'a Knowledge,
    person: &PersonId,
) -> impl Iterator<Item = &'a Claim<Note>> {
    let person = knowledge.people.get(person).into_iter();
    person
        .flat_map(|it| knowledge.exits_of(it))
        .flat_map(|exit| &exit.departure.note)
}

/// The key of a note on a departure of somebody that is one of the words of a question.
pub(in crate::bot) fn matter<'a>(
    knowledge: &'a Knowledge,
    person: &PersonId,
    tokens: &[String],
) -> Option<&'a String> {
    let mut keys = notes_of(knowledge, person).filter_map(|note| note.value.about.as_ref());
    keys.find(|key| tokens.contains(key))
}

/// A question that names such a matter is told by the notes on it, whatever else it is most like. A key that the notes do not
/// say themselves is a word for their kind, and names nothing.
pub(super) fn named_by_its_key(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let asks_else = query.polar
        || !query.topics.is_empty()
        || matches!(
            query.resolver,
            Resolver::Why | Resolver::Sources | Resolver::WhoSaid | Resolver::Reliability
        );
    let tokens = &asked.interpretation.tokens;
    let Some(key) = matter(asked.knowledge, person, tokens).filter(|_| !asks_else) else {
        return;
    };
    let named = std::slice::from_ref(key);
    let says = notes_of(asked.knowledge, person)
        .any(|note| note.value.about.as_ref() == Some(key) && note.value.text.has_one_of(named));
    if says {
        query.words = named.to_vec();
        query.resolver = Resolver::Search;
        query.guessed = false;
    }
}
