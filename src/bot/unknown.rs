//! Names that stand for nobody in the dataset: found by what a question would be if they were known.

mod attributed;
mod half_known;

use std::ops::Range;

use super::Bot;
use super::filters::begins_with;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::{Answer, DeclineReason};
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::{EntityKind, is_katakana};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::phrases::Filled;

/// From this length on, in bytes, a word that is one slip away from another is a slip.
const LONG_WORD: usize = 6;
/// No name of a person is longer, in characters.
const LONGEST_NAME: usize = 40;

impl Bot {
    /// Words that stand where a person's name would: they are no words of the language or its table, and with a
    /// person in their place the question would be a surer one.
    pub(super) fn unknown_name(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
        in_conversation: bool,
    ) -> Option<(String, Resolver)> {
        let read_as = |interpretation: &Interpretation| {
            interpretation
                .candidates
                .first()
                .and_then(|it| self.binding(&it.intent))
                .map(|it| it.resolver)
        };
        if let Some(name) = self.half_known_name(language, interpretation, part) {
            let name = as_written(part, &name);
            return Some((name, read_as(interpretation).unwrap_or(Resolver::Profile)));
        }
        let names_someone = interpretation.slots.of(EntityKind::Person).next().is_some();
        if names_someone
            && let Some((name, resolver)) = self.unknown_beside(language, interpretation, part)
        {
            return Some((name, resolver));
        }
        if names_someone && let Some(name) = honoured_name(language, interpretation) {
            return Some((name, read_as(interpretation).unwrap_or(Resolver::Profile)));
        }
        let leans =
            interpretation.slots.has(VocabularySlot::Pronoun) && !is_of_them(interpretation);
        // "Best cake for a wedding" asks for a thing.
        let weighs = begins_with(&interpretation.slots, "weighs");
        if names_someone || weighs || (in_conversation && leans) {
            return None;
        }
        let about_people = |read: &Interpretation| {
            let resolver = read_as(read).filter(|it| is_about_people(*it))?;
            let surer = read.ranking.confidence >= read.threshold
                && read.ranking.confidence > interpretation.ranking.confidence;
            surer.then_some(resolver)
        };
        if let Some((name, range)) = unspaced_name(language, interpretation) {
            let read = self.model.with_person(language, interpretation, range);
            return Some((name, about_people(&read)?));
        }
        let (run, read) = self.name_run(language, interpretation, part)?;
        let name = interpretation.tokens.get(run)?.join(" ");
        // A long word that is a slip away from one of the table ("happend") is that one; few slips are in the first letter.
        let mut corrected = interpretation.ranking.corrected.iter();
        let slip = name.len() >= LONG_WORD
            && corrected
                .any(|(word, meant)| *word == name && meant.chars().next() == word.chars().next());
        if slip || name.chars().count() > LONGEST_NAME {
            return None;
        }
        Some((as_written(part, &name), about_people(&read)?))
    }

    /// Words that stand where whoever answered a departure would, and name nobody in the dataset: what is recorded as
    /// answered is somebody else's.
    pub(super) fn unknown_speaker(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
        query: &Query,
    ) -> Option<String> {
        let left = |id: &PersonId| self.knowledge.has_left(id);
        let of_leavers = !query.people.is_empty() && query.people.iter().all(left);
        if query.resolver != Resolver::Response || !of_leavers {
            return None;
        }
        let (run, _) = self.name_run(language, interpretation, part)?;
        let words = interpretation.tokens.get(run)?;
        let corrected = &interpretation.ranking.corrected;
        let named = |token: &String| {
            let slip = corrected.iter().any(|(word, _)| word == token);
            (language.is_strange(token) && !slip) || is_capitalised(part, token)
        };
        let name = words.join(" ");
        words.iter().any(named).then(|| as_written(part, &name))
    }

    /// A strange word beside a person that would be compared with them if it were a name: "Alpha or Betta".
    fn unknown_beside(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
    ) -> Option<(String, Resolver)> {
        // Without a strange word the question need not be read again.
        if !interpretation
            .tokens
            .iter()
            .any(|it| language.is_strange(it))
        {
            return None;
        }
        let (run, read) = self.name_run(language, interpretation, part)?;
        let name = interpretation.tokens.get(run)?.join(" ");
        let corrected = &interpretation.ranking.corrected;
        let strange =
            language.is_strange(&name) && !corrected.iter().any(|(word, _)| *word == name);
        let resolver = self.binding(&read.candidates.first()?.intent)?.resolver;
        let compared = matches!(resolver, Resolver::Compare | Resolver::Interval);
        let sure = read.ranking.confidence >= read.threshold;
        (strange && compared && sure).then(|| (as_written(part, &name), resolver))
    }

    /// The tokens that stand where a name would, and what the question is with a person in their place: words of no
    /// language, or ordinary words that are written like a name or stand together where nothing else accounts for them.
    fn name_run(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        part: &str,
    ) -> Option<(Range<usize>, Interpretation)> {
        let tokens = &interpretation.tokens;
        let strange: Vec<bool> = tokens.iter().map(|it| language.is_strange(it)).collect();
        let named = |token: &String| {
            let words = token.chars().all(char::is_alphabetic) && language.is_unaccounted(token);
            words && !token.starts_with('{')
        };
        let capital = |token: &String| named(token) && is_capitalised(part, token);
        let read = |run: &Range<usize>| {
            self.model
                .reinterpret(language, interpretation, run.clone(), "{person}")
        };
        let first = strange.iter().position(|it| *it);
        let last = strange.iter().rposition(|it| *it);
        let Some((first, last)) = first.zip(last) else {
            // "The best cake" is a thing, unless it is written like a name.
            let thing = |run: &Range<usize>| {
                let from = run.start.saturating_sub(1);
                let words = tokens.get(from..run.end).unwrap_or_default();
                let mut cues = interpretation.slots.filled.iter();
                cues.any(|it| {
                    let qualifies = it.slot == VocabularySlot::Cue && it.value == "qualifies";
                    let said = interpretation.text.get(it.range.clone());
                    qualifies && words.iter().any(|word| said == Some(word))
                })
            };
            // "In Toronto" is a place.
            let place = |run: &Range<usize>| {
                let before = run.start.checked_sub(1).and_then(|at| tokens.get(at));
                let relation = before.is_some_and(|word| {
                    let mut relations = interpretation.slots.relations.iter();
                    relations.any(|it| interpretation.text.get(it.range.clone()) == Some(word))
                });
                relation && run.len() == 1
            };
            let run = longest_run(tokens, &capital)
                .filter(|it| !place(it))
                .or_else(|| longest_run(tokens, &named).filter(|it| it.len() > 1 && !thing(it)))
                .or_else(|| subject_of_leaving(interpretation, &named))?;
            let read = (run.len() <= 3).then(|| read(&run))?;
            return Some((run, read));
        };
        let run = first..last + 1;
        if run.len() > 3 || strange.get(run.clone())?.iter().any(|it| !it) {
            return None;
        }
        // An ordinary word beside a strange one ("mark", "cook") belongs to the name if it is written like one, or if
        // the question is a surer one without it.
        let best = read(&run);
        let left = run.start.checked_sub(1).map(|at| (at, at..run.end));
        let right = (run.end, run.start..run.end + 1);
        for (at, longer) in left.into_iter().chain([right]) {
            let Some(token) = tokens.get(at).filter(|it| !it.starts_with('{')) else {
                continue;
            };
            // At the beginning of a question every word has a capital.
            let written = at > 0 && is_capitalised(part, token);
            if !written && !named(token) {
                continue;
            }
            let with = read(&longer);
            if written || with.ranking.confidence > best.ranking.confidence {
                return Some((longer, with));
            }
        }
        Some((run, best))
    }

    pub(super) fn unknown_subject(&self, name: &str) -> Answer {
        let near = self.similar_people(name);
        let mut suggestions: Vec<Phrase> = near
            .iter()
            .map(|person| {
                let left = self.knowledge.has_left(person);
                let ask = if left { "ask-when" } else { "ask-who-is" };
                Phrase::new(ask).with("person", person)
            })
            .collect();
        // Where no name is near, those who are recorded are the next thing to ask for.
        let organisation = &self.knowledge.organisation;
        if suggestions.is_empty() {
            let asked = ["ask-who-left", "ask-timeline"];
            suggestions.extend(asked.map(|id| Phrase::new(id).with("organisation", organisation)));
        }
        Answer::declined(
            DeclineReason::UnknownSubject,
            Phrase::new("unknown-subject")
                .with("name", Value::Verbatim(name.to_owned()))
                .with("dataset", &self.knowledge.name),
        )
        .suggesting(suggestions)
    }
}

/// The one ordinary word that stands between a helping verb and one for leaving, where only the name of whoever left does:
/// "why did rose leave?"
fn subject_of_leaving(
    interpretation: &Interpretation,
    named: &dyn Fn(&String) -> bool,
) -> Option<Range<usize>> {
    let tokens = &interpretation.tokens;
    let says = |at: usize, value: &str| {
        let word = tokens.get(at).map(String::as_str);
        let mut filled = interpretation.slots.filled.iter();
        word.is_some()
            && filled.any(|it| {
                let cued = it.slot == VocabularySlot::Cue && it.value == value;
                cued && interpretation.text.get(it.range.clone()) == word
            })
    };
    let stands = |at: &usize| {
        let helped = at.checked_sub(1).is_some_and(|it| says(it, "has-done"));
        helped && says(at + 1, "leaving") && tokens.get(*at).is_some_and(named)
    };
    let at = (0..tokens.len()).find(stands)?;
    Some(at..at + 1)
}

/// The longest run of tokens of which each is `wanted`.
fn longest_run(tokens: &[String], wanted: &dyn Fn(&String) -> bool) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if !wanted(token) {
            start = at + 1;
        } else if best.as_ref().is_none_or(|it| at + 1 - start > it.len()) {
            best = Some(start..at + 1);
        }
    }
    best
}

/// Whether a word stands in a text with a capital and not at its beginning. In a text that is all capitals they say
/// nothing.
pub(super) fn is_capitalised(raw: &str, word: &str) -> bool {
    let shouted = !raw.chars().any(char::is_lowercase);
    !shouted
        && raw
            .split_whitespace()
            .skip(1)
            .map(|it| it.trim_matches(|edge: char| !edge.is_alphanumeric()))
            .map(|it| {
                it.strip_suffix("'s")
                    .or(it.strip_suffix("’s"))
                    .unwrap_or(it)
            })
            .any(|it| it.starts_with(char::is_uppercase) && it.to_lowercase() == word)
}

/// Words of the normalised text as they stand in the raw one, where they can be found there.
pub(super) fn as_written(raw: &str, words: &str) -> String {
    let lower = raw.to_lowercase();
    // Lower case may have another length in rare scripts; then the words stay as they are.
    let same = lower.len() == raw.len();
    let written = lower
        .find(words)
        .filter(|_| same)
        .and_then(|at| raw.get(at..at + words.len()));
    written.unwrap_or(words).to_owned()
}

/// Whether a look-up asks of one person what their name stands for in the question.
fn is_about_people(resolver: Resolver) -> bool {
    resolver.is_about_a_departure()
        || matches!(
            resolver,
            Resolver::Response
                | Resolver::Profile
                | Resolver::Contribution
                | Resolver::Background
                | Resolver::Verify
                | Resolver::VerifyMember
                | Resolver::VerifyRemains
        )
}

/// In a text without spaces between words, a run of one script that looks like a name: nothing names it, no part of it
/// stands in the table, and what follows it is a particle or another script.
fn unspaced_name(
    language: &Language,
    interpretation: &Interpretation,
) -> Option<(String, Range<usize>)> {
    let text = &interpretation.text;
    let slots = &interpretation.slots;
    // A surname that many bear belongs to whoever bears it.
    let shared = |it: &Filled| matches!(it.value.as_str(), "surname" | "given-name");
    let words = slots.filled.iter().filter(|it| !shared(it));
    let words: Vec<_> = words.map(|it| &it.range).collect();
    let named = slots.mentions.iter().map(|it| &it.range);
    let named: Vec<_> = named
        .chain(slots.times.iter().map(|it| &it.range))
        .collect();
    let taken = |at: usize| named.iter().chain(&words).any(|range| range.contains(&at));
    let script = |c: char| match c {
        _ if is_katakana(c) => Some(Run::Katakana),
        '\u{4e00}'..='\u{9fff}' => Some(Run::Han),
        _ => None,
    };
    let mut runs: Vec<(Run, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(run) = script(c).filter(|_| !taken(at)) else {
            continue;
        };
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some((last, range)) if *last == run && range.end == at => range.end = end,
            _ => runs.push((run, at..end)),
        }
    }
    runs.into_iter().find_map(|(run, range)| {
        let name = text.get(range.clone())?;
        let length = name.chars().count();
        // In kanji a part of two characters is a word; in katakana it takes four.
        let part = match run {
            Run::Han => 2,
            Run::Katakana => length.min(4),
        };
        let chars: Vec<char> = name.chars().collect();
        let known = chars
            .windows(part)
            .any(|window| language.is_in_table(&window.iter().collect::<String>()));
        let behind = text.get(range.end..).unwrap_or_default().trim_start();
        let follows = behind
            .chars()
            .next()
            .is_none_or(|c| c.is_ascii() || ('\u{3041}'..='\u{309f}').contains(&c));
        let mut honorifics = language.particles().honorific.iter();
        let honoured = honorifics.any(|it| behind.starts_with(it.as_str()));
        // "Tell me" behind a noun begins in the script of the noun: the last character is that of the verb.
        let ending: String = chars.iter().skip(length - 1).copied().collect();
        let tail: String = behind.chars().take(VERB_ENDING).collect();
        let kana = tail.chars().all(|c| ('\u{3041}'..='\u{309f}').contains(&c));
        let verb = run == Run::Han
            && kana
            && tail.chars().count() == VERB_ENDING
            && language.is_in_table(&format!("{ending}{tail}"));
        let length = length - usize::from(verb);
        // Two characters may be any word, unless they are addressed like a person.
        let long = length > 2 || (length == 2 && honoured);
        (long && length <= LONGEST_NAME && !known && follows)
            .then(|| (name.to_owned(), range.clone()))
    })
}

/// So many characters of an ending tell a verb of which only the first character is written in kanji.
const VERB_ENDING: usize = 2;

/// A name that nothing knows and that is addressed like a person, beside somebody who is known.
fn honoured_name(language: &Language, interpretation: &Interpretation) -> Option<String> {
    let (name, range) = unspaced_name(language, interpretation)?;
    let behind = interpretation.text.get(range.end..)?;
    let mut honorifics = language.particles().honorific.iter();
    honorifics
        .any(|it| behind.starts_with(it.as_str()))
        .then_some(name)
}

/// Whether a text has a long word of katakana that names nothing and stands in no example of the table.
pub(super) fn has_strange_katakana(language: &Language, read: &Interpretation) -> bool {
    let named = |at: usize| read.slots.ranges().any(|range| range.contains(&at));
    let mut runs = vec![String::new()];
    for (at, it) in read.text.char_indices() {
        match runs.last_mut() {
            Some(run) if is_katakana(it) && !named(at) => run.push(it),
            _ => runs.push(String::new()),
        }
    }
    let mut long = runs.iter().filter(|it| it.chars().count() >= LONG_KATAKANA);
    long.any(|run| !language.is_in_table(run))
}

/// A shorter word of katakana may be an ordinary one.
const LONG_KATAKANA: usize = 5;

/// The scripts in which languages without spaces write names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Han,
    Katakana,
}

/// Whether the question asks of somebody whether they are "one of them".
fn is_of_them(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let mut pronouns = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun);
    let part = |pronoun: &Filled| {
        slots.filled.iter().any(|it| {
            let part = it.slot == VocabularySlot::Cue && it.value == "part";
            part && it.range.end + 1 == pronoun.range.start
        })
    };
    crate::bot::filters::polar(interpretation)
        && pronouns.all(|it| it.value == "people" && part(it))
}
