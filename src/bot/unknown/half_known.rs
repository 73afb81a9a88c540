//! Full names of which one half is, or resembles, the name of somebody in the dataset: "Alice Beta" is nobody of whom Beta
//! is known.

use crate::bot::Bot;
use crate::bot::complete::distance;
use crate::bot::unknown::is_capitalised;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};

/// A word of fewer letters before or behind a name is a form of address or a short form.
const SHORTEST_HALF: usize = 3;
/// A short form of a given name has no more letters.
const SHORT_FORM: usize = 4;

/// Which half of a full name is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Given,
    Surname,
}

/// One word of a question that names somebody by half of their name.
struct Halved<'a> {
    /// The word, without a possessive.
    said: &'a str,
    half: Half,
    /// Whether it is written as the name is.
    exact: bool,
    /// Every word of the names of whoever is meant, in lower case.
    words: Vec<String>,
}

impl Halved<'_> {
    /// Whether a word may be the other half of the name, or the beginning of it ("Toby P").
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| {
            known.starts_with(word)
                || word.strip_suffix('s') == Some(known.as_str())
                || distance(known, word) * 3 <= known.chars().count()
                || is_form_of(known, word)
        })
    }
}

/// Whether two given names are forms of one ("Toby", "Tobias"): they begin alike, up to the last letter of the shorter.
fn is_form_of(one: &str, other: &str) -> bool {
    let shorter = one.chars().count().min(other.chars().count());
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    shorter <= SHORT_FORM && alike.count() >= SHORTEST_HALF.max(shorter.saturating_sub(1))
}

impl Bot {
    /// A known given name before a surname that is not its own, or a known surname behind a given name that is not its own:
    /// somebody else.
    pub(super) fn half_known_name(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
    ) -> Option<String> {
        let people = || interpretation.slots.of(EntityKind::Person);
        let text = &interpretation.text;
        let written = part.to_lowercase();
        people().find_map(|mention| {
            let halved = self.halved(language, text, mention)?;
            let said = halved.said;
            let end = mention.range.start + said.len();
            let next = text.get(end..)?.strip_prefix(' ');
            let next = next.and_then(|it| it.split(' ').next()).unwrap_or_default();
            let before = text.get(..mention.range.start)?.strip_suffix(' ');
            let before = before
                .and_then(|it| it.rsplit(' ').next())
                .unwrap_or_default();
            // "Alpha, Beta" are two.
            let together = |one: &str, other: &str| {
                let name = format!("{one} {other}");
                written.contains(&name).then_some(name)
            };
            let named = |word: &str| {
                word.len() >= SHORTEST_HALF
                    && word.chars().all(char::is_alphabetic)
                    && !halved.has(word)
            };
            let other = people().find(|it| it.range.start == end + 1);
            // "Did Alpha fall out with Beta?": a word of a phrase is no surname.
            let mut filled = interpretation.slots.filled.iter();
            let of_a_phrase = filled.any(|it| {
                let said = text.get(it.range.clone());
                it.range.start == end + 1 && said.is_some_and(|it| it.contains(' '))
            });
            let surname = other
                .and_then(|it| self.halved(language, text, it))
                .is_some_and(|it| it.half == Half::Surname && !halved.has(it.said));
            let behind = surname
                || (other.is_none()
                    && !of_a_phrase
                    && named(next)
                    && self.is_surname(language, interpretation, part, next));
            if halved.half == Half::Given && behind {
                return together(said, next);
            }
            if halved.half == Half::Surname {
                // What resembles a surname and stands before a word of no language is a given name.
                let strange = language.is_strange(next) && !language.is_ending(next);
                if named(next) && !halved.exact && strange {
                    return together(said, next);
                }
                // "CFO Beta" has the post of Beta.
                let posted = mention.range.start.checked_sub(2).is_some_and(|at| {
                    let posts = [VocabularySlot::Role, VocabularySlot::Group];
                    let slots = &interpretation.slots;
                    slots.fills(at, |it| posts.contains(&it.slot))
                });
                if named(before) && !posted && is_given_name(language, interpretation, part, before)
                {
                    return together(before, said);
                }
            }
            None
        })
    }

    /// A mention of one word as half of the name of everybody whom it may mean.
    fn halved<'a>(
        &self,
        language: &Language,
        text: &'a str,
        mention: &'a Mention,
    ) -> Option<Halved<'a>> {
        let said = text.get(mention.range.clone())?;
        let said = said.strip_suffix(" s").unwrap_or(said);
        if said.contains(' ') || !said.is_ascii() {
            return None;
        }
        let (mut half, mut exact, mut words) = (None, false, Vec::new());
        for candidate in &mention.candidates {
            let person = self.knowledge.people.get(candidate.id.as_str())?;
            let names = std::iter::once(person.name.get(&language.tag))
                .chain(person.aliases.iter().map(String::as_str));
            let names: Vec<String> = names.map(str::to_lowercase).collect();
            let mut name = names.first()?.split_whitespace();
            let (given, surname) = (name.next()?, name.next_back()?);
            let (to_given, to_surname) = (distance(given, said), distance(surname, said));
            half = Some(if to_given < to_surname {
                Half::Given
            } else {
                Half::Surname
            });
            exact |= candidate.exact;
            let known = names.iter().flat_map(|it| it.split_whitespace());
            words.extend(known.map(str::to_owned));
        }
        Some(Halved {
            said,
            half: half?,
            exact,
            words,
        })
    }

    /// Whether a word behind a given name is a surname: a word of no language, one that is written like a name, or one
    /// without which the question is a surer one.
    fn is_surname(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
        word: &str,
    ) -> bool {
        let unaccounted = language.is_unaccounted(word)
            && (language.is_strange(word) || self.is_surer_as_name(language, interpretation, word));
        unaccounted
            || is_cued(interpretation, "surname", word)
            || is_written_as_name(interpretation, part, word)
    }

    /// Whether an ordinary word behind a first name is better read as its surname ("Tony Park"): without it the question
    /// is a surer one.
    fn is_surer_as_name(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        word: &str,
    ) -> bool {
        let tokens = &interpretation.tokens;
        let pair = tokens
            .iter()
            .zip(tokens.iter().skip(1))
            .position(|(name, next)| name == "{person}" && next == word);
        let Some(at) = pair else {
            return false;
        };
        let read = self
            .model
            .reinterpret(language, interpretation, at..at + 2, "{person}");
        read.ranking.confidence >= read.threshold
            && read.ranking.confidence > interpretation.ranking.confidence
    }
}

/// Whether the language knows a word of a question as a name of that kind.
fn is_cued(interpretation: &Interpretation, kind: &str, word: &str) -> bool {
    let mut filled = interpretation.slots.filled.iter();
    filled.any(|it| {
        it.slot == VocabularySlot::Cue
            && it.value == kind
            && interpretation.text.get(it.range.clone()) == Some(word)
    })
}

/// Whether a word before a surname is somebody else's given name: the language knows it as one, or it is no word of the
/// language, or it is written like a name.
fn is_given_name(
    language: &Language,
    interpretation: &Interpretation,
    part: &str,
    word: &str,
) -> bool {
    let known = is_cued(interpretation, "given-name", word);
    let mut corrected = interpretation.ranking.corrected.iter();
    // A question word with a slip stands at the beginning.
    let strange = language.is_strange(word)
        && !corrected.any(|(wrong, _)| wrong == word)
        && !interpretation.text.starts_with(word);
    known || strange || is_written_as_name(interpretation, part, word)
}

/// Whether a word is written with a capital where other words that name nothing are not.
fn is_written_as_name(interpretation: &Interpretation, part: &str, word: &str) -> bool {
    let filled = interpretation.slots.ranges().any(|range| {
        let said = interpretation.text.get(range.clone());
        said.is_some_and(|it| it.split(' ').any(|it| it == word))
    });
    let mut others = interpretation
        .tokens
        .iter()
        .skip(1)
        .filter(|it| !it.starts_with('{') && *it != word)
        .peekable();
    let small = others.peek().is_some() && others.all(|it| !is_capitalised(part, it));
    !filled && small && is_capitalised(part, word)
}
