//! The subject of a sentence that goes on about whom the sentence before it is about: a language that has a word for them
//! says that instead of their name again.

use super::wording::Wording;
use crate::answer::phrase::Phrase;
use crate::knowledge::Knowledge;

/// The wording of a person as the subject of a sentence.
const SUBJECT: &str = "subject";
/// The wording of the one spoken of last as the subject of a sentence; empty in a language that repeats the name.
const AGAIN: &str = "subject-again";
/// What parts the words of a name in katakana: it stands in the names of people who are in no record, too.
const NAME_MARK: char = '・';

/// A sentence with its subject in a word, where the sentence before it, written in full, has the same subject and names
/// nobody else; else as it is.
pub(super) fn shortened(
    knowledge: &Knowledge,
    wording: &Wording,
    before: Option<&str>,
    text: &str,
) -> String {
    let again = wording.label(AGAIN);
    let Some(before) = before.filter(|_| !again.is_empty()) else {
        return text.to_owned();
    };
    let same = knowledge.people.values().find_map(|person| {
        let name = person.name.get(wording.language());
        let once = |text: &str| text.matches(name).count() == 1;
        // Whoever is not named in both need not be put into words.
        if !(once(before) && once(text)) {
            return None;
        }
        let subject = wording.say(knowledge, &Phrase::new(SUBJECT).with("person", &person.id));
        (before.contains(&subject)
            && text.contains(&subject)
            && names_nobody_else(knowledge, wording, before, name)
            && names_nobody_else(knowledge, wording, text, name))
        .then_some(subject)
    });
    match same {
        Some(subject) => text.replacen(&subject, &again, 1),
        None => text.to_owned(),
    }
}

/// Whether a sentence names nobody beside this person.
fn names_nobody_else(knowledge: &Knowledge, wording: &Wording, text: &str, name: &str) -> bool {
    let rest = text.replacen(name, "", 1);
    let mut people = knowledge.people.values();
    !rest.contains(NAME_MARK) && !people.any(|it| rest.contains(it.name.get(wording.language())))
}
