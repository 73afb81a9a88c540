//! Versions of one matter: those among which a question asks to choose ("1.25 or 1.5 trillion?", "120 or 122 days?",
//! "assistant or associate?"), and the one that a question claims and better sources contradict.

use super::super::phrase::Phrase;
use super::super::scope::Scope;
use super::super::search::{Hit, Record};
use super::super::statement::{Answer, Kind, Statement};
use super::super::topic;
use super::biography::{is_outvoted, says};
use super::{Verdict, conclude};
use crate::knowledge::claim::{Claim, Note, TopicStatement};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::Departure;
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;

/// So much of a question's own words a version holds that the question is about.
const WORDED: f32 = 0.6;

/// The versions of the matter of a topic that the amounts or numbers are of which the question offers; nothing if it
/// offers none that a source gives.
pub(super) fn of_topic(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let amounts = query.claimed.amounts.clone();
    let offered = if amounts.is_empty() {
        query.filters.numbers.iter().map(i64::to_string).collect()
    } else {
        amounts
    };
    let grouped = !query.filters.groups.is_empty() || query.claimed.valued.is_some();
    if !query.filters.alternatives || !query.people.is_empty() || (grouped && offered.len() < 2) {
        return None;
    }
    let mut topics = query.topics.iter();
    let statements = topics.find_map(|id| {
        let topic = scope.knowledge.topics.get(id)?;
        versions(scope, topic, &offered)
    })?;
    Some(conclude(scope, Verdict::Disputed, statements))
}

/// The rival claims of a topic of which one gives one of the values, with what speaks for each.
fn versions(scope: Scope<'_>, topic: &Topic, offered: &[String]) -> Option<Vec<Statement>> {
    let standing = scope.standing(&topic.statements);
    let holds = |claim: &&&Claim<TopicStatement>| {
        let text = claim.value.text.as_ref();
        text.is_some_and(|text| offered.iter().any(|it| gives(text, it)))
    };
    let mut held = standing.iter().filter(holds);
    held.find_map(|claim| {
        let about = claim.value.about.as_ref()?;
        let rivals = standing
            .iter()
            .filter(|it| it.value.about.as_ref() == Some(about));
        let first = rivals.clone().next();
        let better = first.and_then(|it| scope.because(it, "because-better"));
        let told = rivals.filter_map(|it| topic::state(scope, topic, it));
        let told: Vec<Statement> = told.collect();
        (told.len() > 1).then(|| told.into_iter().chain(better).collect())
    })
}

/// Whether a text gives a value, and not only a longer number that holds it.
fn gives(text: &Text, value: &str) -> bool {
    let figure = |it: char| it.is_ascii_digit() || it == '.';
    text.versions().any(|version| {
        version.match_indices(value).any(|(at, _)| {
            let before = version.get(..at).and_then(|it| it.chars().next_back());
            let behind = version.get(at + value.len()..);
            let behind = behind.and_then(|it| it.chars().next());
            !before.is_some_and(figure) && !behind.is_some_and(|it| it.is_ascii_digit())
        })
    })
}

/// The versions of what is noted of the one person whom the question names, where it offers two of them, or claims the one
/// to which another is preferred.
pub(super) fn of_somebody(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    // "Alpha left in June" has words in common with whatever else happened in June.
    let dated = query.of_leaving && !query.filters.times.is_empty();
    let ([person], false) = (query.people.as_slice(), query.negated || dated) else {
        return None;
    };
    let exit = scope.exit_of(scope.knowledge.people.get(person)?)?;
    let noted = |hit: &Hit| match &hit.record {
        Record::Note(id, _, index) if id == person && !hit.refuted => {
            let claim = exit.departure.note.get(*index)?;
            let worded = hit.words >= 2 || hit.wording >= WORDED;
            claim.value.about.as_deref().filter(|_| worded)?;
            Some((hit.wording, hit.words, claim))
        }
        _ => None,
    };
    let hits = query.found.iter().filter_map(noted);
    let (best, words, claim) = hits.max_by(|one, other| one.0.total_cmp(&other.0))?;
    let about = claim.value.about.as_deref()?;
    let rival = |it: &(f32, usize, &Claim<Note>)| it.2.value.about == claim.value.about;
    let offered = query.found.iter().filter_map(noted).filter(rival).count();
    // One word in common may be that of another matter.
    let worded = words >= 2 && best >= WORDED;
    let contested = worded && query.polar && is_outvoted(scope, &exit.departure.note, claim);
    let chosen = query.filters.alternatives && offered > 1;
    if !contested && !chosen {
        return None;
    }
    told(scope, person, exit.departure, about)
}

/// The versions of what is noted of a person, where a question names one of them by a deed and another is preferred: "is she
/// an associate professor?"
pub(super) fn of_a_deed(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let ([person], false) = (query.people.as_slice(), query.negated) else {
        return None;
    };
    let exit = scope.exit_of(scope.knowledge.people.get(person)?)?;
    let standing = scope.standing(&exit.departure.note);
    let does = |deed: &str, claim: &Claim<Note>| says(&claim.value.text, deed);
    // What all versions have in common chooses none of them.
    let about = query.claimed.deeds.iter().find_map(|deed| {
        let named = standing.iter().find(|it| does(deed, it))?;
        let about = named.value.about.as_deref()?;
        let mut rivals = standing
            .iter()
            .filter(|it| it.value.about.as_deref() == Some(about));
        let chosen = rivals.any(|it| !does(deed, it));
        let outvoted = is_outvoted(scope, &exit.departure.note, named);
        (chosen && outvoted).then_some(about)
    })?;
    told(scope, person, exit.departure, about)
}

/// All versions of one matter that is noted of a departure, with what speaks for the first.
fn told(scope: Scope<'_>, person: &PersonId, departure: &Departure, about: &str) -> Option<Answer> {
    let standing = scope.standing(&departure.note);
    let rivals = standing
        .iter()
        .filter(|it| it.value.about.as_deref() == Some(about));
    let first = rivals.clone().next();
    let better = first.and_then(|it| scope.because(it, "because-better"));
    let told = rivals.map(|claim| {
        let phrase = Phrase::voiced(claim.value.voice, person, &claim.value.text);
        Statement {
            kind: Kind::Disputed,
            ..scope.told(claim, phrase)
        }
    });
    let told: Vec<Statement> = told.collect();
    let told = (told.len() > 1).then(|| told.into_iter().chain(better))?;
    Some(conclude(scope, Verdict::Disputed, told.collect()))
}
