//! What is noted on somebody's departure under a key of its own: "when was her badge taken?" where a note is about the badge.

use super::steps::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;

/// The key of a note on a departure of somebody that is one of the words of a question.
pub(in crate::bot) fn matter(
    knowledge: &Knowledge,
    person: &PersonId,
    tokens: &[String],
) -> Option<String> {
    let person = knowledge.people.get(person)?;
    let exits = knowledge.exits_of(person);
    let mut keys = exits
        .flat_map(|exit| &exit.departure.note)
        .filter_map(|note| note.value.about.as_ref());
    keys.find(|key| tokens.contains(key)).cloned()
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
    let named = std::slice::from_ref(&key);
    let notes = asked.knowledge.people.get(person).into_iter();
    let mut notes = notes
        .flat_map(|person| asked.knowledge.exits_of(person))
        .flat_map(|exit| &exit.departure.note);
    let says = notes
        .any(|note| note.value.about.as_ref() == Some(&key) && note.value.text.has_one_of(named));
    if says {
        query.words = vec![key];
        query.resolver = Resolver::Search;
        query.guessed = false;
    }
}
