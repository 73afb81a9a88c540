//! Answers from records that a search found: who said something, and what is recorded of the words of a question.

use std::collections::BTreeSet;

use super::lookup::FEW;
use super::phrase::Phrase;
use super::record::{speaker, tell};
use super::scope::Scope;
use super::search::{Hit, Record};
use super::statement::{Answer, DeclineReason, Kind, Outcome, Statement};
use crate::knowledge::claim::FactKind;
use crate::knowledge::text::Text;

/// The share of a claim's words that a record holds at least where it holds only one of them.
const MOSTLY: f32 = 0.75;

/// Records nearly as good as the best one stand beside it.
const BESIDE: f32 = 0.85;

/// Who said what the question quotes. `claimed` if the question says who it was.
pub(super) fn who_said(scope: Scope<'_>, claimed: bool) -> Answer {
    // Where the question itself says that it quotes, less of the words is enough.
    let quoted = scope.query.found.iter().any(Hit::is_quoted);
    let said: Vec<(&Hit, Vec<Statement>)> = scope
        .query
        .found
        .iter()
        .filter(|hit| {
            hit.is_quoted() || (!quoted && hit.spoken && hit.words >= 1 && hit.wording >= 0.5)
        })
        .map(|hit| (hit, tell(scope, &hit.record)))
        .filter(|(_, told)| !told.is_empty())
        .collect();
    let Some((best, _)) = said.first() else {
        let spoken = || super::verify::quoted(scope).or_else(|| super::verify::spoken(scope));
        if let Some(answer) = claimed.then(spoken).flatten() {
            return answer;
        }
        if !scope.query.topics.is_empty() {
            return super::topic::topic(scope, crate::knowledge::claim::Aspect::Who);
        }
        return records(scope).unwrap_or_else(|| nearest(scope));
    };
    let best = (best.wording, best.run);
    let close: Vec<&(&Hit, Vec<Statement>)> = said
        .iter()
        .filter(|(hit, _)| hit.wording >= best.0 * BESIDE && hit.run + 2 >= best.1)
        .collect();
    let spoke =
        |hit: &Hit| speaker(scope, &hit.record).is_some_and(|it| scope.query.people.contains(&it));
    let theirs = close.iter().any(|(hit, _)| spoke(hit));
    let statements: Vec<Statement> = close
        .iter()
        .filter(|(hit, _)| !theirs || spoke(hit))
        .flat_map(|(_, told)| told.clone())
        .collect();
    let answer = Answer::of(distinct(scope, statements, 3));
    let known = close
        .iter()
        .any(|(hit, _)| speaker(scope, &hit.record).is_some());
    // Whose departure was answered is spoken to and need not have spoken.
    let spoken_to = close.iter().any(|(hit, _)| match &hit.record {
        Record::Response(person, ..) => scope.query.people.contains(person),
        _ => false,
    });
    let settled = theirs || (known && !spoken_to);
    // One word of several in common is not what was claimed.
    let slight = |hit: &Hit| hit.words < 2 && hit.wording < MOSTLY && !hit.is_quoted();
    if claimed && close.iter().all(|(hit, _)| slight(hit)) {
        return nearest(scope);
    }
    // A word in common with what somebody else said speaks against nothing.
    if claimed && settled && !theirs && !close.iter().any(|(hit, _)| hit.is_quoted()) {
        return nearest(scope);
    }
    if !claimed || scope.query.people.is_empty() || !settled {
        return answer;
    }
    // What the record denies and the question does not, or the other way round, is not what was said.
    let alike = |hit: &Hit| spoke(hit) && (hit.agrees || hit.run > 0);
    let weakly = answer.statements.iter().all(|it| rests_on_weak(scope, it));
    let verdict = if close.iter().any(|(hit, _)| alike(hit)) {
        if weakly { "weakly" } else { "supported" }
    } else if theirs {
        "partly"
    } else {
        "contradicted"
    };
    Answer {
        outcome: Outcome::Answered,
        ..answer.remarking(Phrase::new("verdict").with("verdict", verdict))
    }
}

/// Whether a statement has no source but weak ones.
pub(super) fn rests_on_weak(scope: Scope<'_>, statement: &Statement) -> bool {
    statement.citations.iter().all(|it| {
        let source = scope.knowledge.sources.get(&it.source);
        source.is_none_or(|it| it.class.is_weak())
    })
}

/// So many words in common make a record near, however many others the question has.
const SEVERAL: usize = 3;

/// No record holds the words that the question quotes: those of the people named that come nearest, if any do.
pub(super) fn nearest(scope: Scope<'_>) -> Answer {
    let near = scope
        .query
        .found
        .iter()
        .filter(|hit| {
            hit.wording >= if hit.words >= SEVERAL { 0.1 } else { 0.25 } && hit.words >= 1
        })
        .filter(|hit| {
            speaker(scope, &hit.record).is_some_and(|it| scope.query.people.contains(&it))
        })
        .flat_map(|hit| tell(scope, &hit.record))
        .collect();
    let statements = distinct(scope, near, 2);
    let id = if statements.is_empty() {
        "quote-not-found"
    } else {
        "quote-nearest"
    };
    Answer {
        statements,
        ..Answer::declined(DeclineReason::NotStated, Phrase::new(id))
    }
}

/// What is recorded of the words of the question, if a record holds nearly all of them.
pub(super) fn records(scope: Scope<'_>) -> Option<Answer> {
    let told: Vec<&Hit> = scope
        .query
        .found
        .iter()
        .filter(|hit| hit.is_told())
        .collect();
    let best = told.first()?.coverage;
    let statements: Vec<Statement> = told
        .iter()
        .filter(|hit| hit.coverage >= best * BESIDE)
        .flat_map(|hit| tell(scope, &hit.record))
        .collect();
    let statements = distinct(scope, statements, 4);
    (!statements.is_empty()).then(|| Answer::of(statements))
}

/// What the records that were found hold of the question's words, with the remark that the sources say no more of it;
/// nothing if they hold too few of them.
pub(super) fn of_their_own(scope: Scope<'_>) -> Option<Answer> {
    let worded = |hit: &&Hit| hit.wording >= if hit.words > 1 { WORDED / 2.0 } else { WORDED };
    let fitting: Vec<&Hit> = scope.query.found.iter().filter(worded).collect();
    let best = fitting
        .iter()
        .map(|hit| hit.wording)
        .fold(0.0_f32, f32::max);
    let near = fitting.iter().filter(|hit| hit.wording >= best * BESIDE);
    let told = |hit: &&Hit| {
        let denied = hit
            .refuted
            .then(|| super::verify::denied(scope, &hit.record));
        let denied = denied.flatten().map(|it| vec![it]);
        denied.unwrap_or_else(|| tell(scope, &hit.record))
    };
    let statements = near.flat_map(told).collect();
    let statements = distinct(scope, statements, 2);
    let remark = Phrase::new("verdict").with("verdict", "partly");
    (!statements.is_empty()).then(|| Answer::of(statements).remarking(remark))
}

/// So much of a question's own words, by weight, a record holds in one word that is to the point.
const WORDED: f32 = 0.5;

/// The statements without those that say again what one before them says, at most so many.
pub(super) fn distinct(
    scope: Scope<'_>,
    statements: Vec<Statement>,
    count: usize,
) -> Vec<Statement> {
    let mut kept: Vec<(BTreeSet<String>, Statement)> = Vec::new();
    for statement in statements {
        let words = super::search::words_of(scope.knowledge, &statement.phrase);
        let again = kept.iter().any(|(before, other)| {
            other.phrase == statement.phrase
                || (statement.kind != Kind::Disputed && says_again(before, &words))
        });
        // A whole sentence that says the same and more stands in its place.
        let whole = |it: &Statement| it.phrase.id == "sentence" && it.kind != Kind::Disputed;
        let fuller = kept.iter().position(|(before, other)| {
            whole(other) && whole(&statement) && says_again(&words, before)
        });
        if let Some(place) = fuller.filter(|_| !again).and_then(|at| kept.get_mut(at)) {
            *place = (words, statement);
        } else if !again {
            kept.push((words, statement));
        }
    }
    kept.into_iter().take(count).map(|(_, it)| it).collect()
}

/// Whether nearly all words of the second text stand in the first; every number does.
fn says_again(before: &BTreeSet<String>, words: &BTreeSet<String>) -> bool {
    let new: Vec<&String> = words.difference(before).collect();
    let numbers = new
        .iter()
        .any(|it| it.chars().any(|it| it.is_ascii_digit()));
    words.len() >= 4 && !numbers && new.len() * 6 <= words.len()
}

/// What records say of the question's own words where a topic that was only guessed says none of them.
pub(super) fn instead_of(
    scope: Scope<'_>,
    topic: &crate::knowledge::topic::Topic,
) -> Option<Answer> {
    let words = &scope.query.words;
    let says = |word: &String| {
        let word = super::search::stem(word);
        let names = topic
            .name
            .versions()
            .chain(topic.aliases.iter().map(String::as_str));
        let texts = topic
            .statements
            .iter()
            .filter_map(|it| it.value.text.as_ref());
        names
            .chain(texts.flat_map(Text::versions))
            .any(|text| text.to_lowercase().contains(word))
    };
    if words.is_empty() || words.iter().any(says) {
        return None;
    }
    let near = |hit: &&Hit| {
        let other = !matches!(&hit.record, Record::Topic(id, _) if *id == topic.id);
        !hit.refuted && other && hit.words >= 1 && hit.wording >= 0.4
    };
    let holding = |statement: &Statement| {
        let said = super::search::words_of(scope.knowledge, &statement.phrase);
        words
            .iter()
            .any(|word| said.iter().any(|it| word.starts_with(it.as_str())))
    };
    let statements: Vec<Statement> = scope
        .query
        .found
        .iter()
        .filter(near)
        .flat_map(|hit| tell(scope, &hit.record))
        .filter(holding)
        .collect();
    let statements = distinct(scope, statements, 3);
    (!statements.is_empty()).then(|| Answer::of(statements))
}

/// The statements in the order in which their records hold the words of the question; those that hold none as they are.
pub(super) fn by_match(scope: Scope<'_>, statements: Vec<Statement>) -> Vec<Statement> {
    let ranked: Vec<Statement> = scope
        .query
        .found
        .iter()
        .filter(|hit| !hit.refuted && hit.words >= 1 && hit.wording >= 0.3)
        .flat_map(|hit| tell(scope, &hit.record))
        .collect();
    let place = |statement: &Statement| {
        ranked
            .iter()
            .position(|it| it.phrase == statement.phrase)
            .unwrap_or(usize::MAX)
    };
    let mut statements = statements;
    statements.sort_by_key(place);
    statements
}

/// The statements that hold words of the question, where a record holds several of them; else all.
pub(super) fn described(scope: Scope<'_>, statements: Vec<Statement>) -> Vec<Statement> {
    let mut hits = scope.query.found.iter();
    let telling = hits.any(|hit| !hit.refuted && hit.words >= 2 && hit.wording >= 0.3);
    let held: Vec<Statement> = statements
        .iter()
        .filter(|it| telling && holds_words(scope, it))
        .cloned()
        .collect();
    if held.is_empty() { statements } else { held }
}

/// Whether the record of a statement holds a good part of what the question says.
pub(super) fn renders(scope: Scope<'_>, statement: &Statement) -> bool {
    let hits = scope.query.found.iter();
    let mut fitting = hits.filter(|hit| !hit.refuted && hit.words >= 2 && hit.wording >= RENDERED);
    fitting.any(|hit| {
        let told = tell(scope, &hit.record);
        told.iter().any(|it| it.phrase == statement.phrase)
    })
}

/// The part of a question's words that the record holds which it describes.
const RENDERED: f32 = 0.5;

/// Whether the record of a statement holds words of the question.
pub(super) fn holds_words(scope: Scope<'_>, statement: &Statement) -> bool {
    let hits = scope.query.found.iter();
    let mut fitting = hits.filter(|hit| !hit.refuted && hit.words >= 1 && hit.wording >= 0.3);
    fitting.any(|hit| {
        let told = tell(scope, &hit.record);
        told.iter().any(|it| it.phrase == statement.phrase)
    })
}

/// Who ran the team that the question names in its own words, which no topic is: what people's roles and facts say.
pub(super) fn teams(scope: Scope<'_>) -> Vec<Statement> {
    let fitting = scope.query.found.iter().filter(|hit| {
        let kind = match &hit.record {
            Record::Role(..) => true,
            Record::Fact(person, index) => scope
                .knowledge
                .people
                .get(person)
                .and_then(|it| it.facts.get(*index))
                .is_some_and(|claim| matches!(claim.value.kind, FactKind::Lead | FactKind::Role)),
            _ => false,
        };
        kind && hit.words >= 1 && hit.wording >= 0.3
    });
    // Where the question has words of its own, one of them is the team's name.
    let words = &scope.query.words;
    let named = |statement: &Statement| {
        let said = super::search::words_of(scope.knowledge, &statement.phrase);
        words.is_empty()
            || words.iter().any(|word| {
                let word = super::search::stem(word);
                said.iter().any(|it| it.starts_with(word))
            })
    };
    let statements = fitting
        .flat_map(|hit| tell(scope, &hit.record))
        .filter(named)
        .collect();
    distinct(scope, statements, FEW)
}

/// Whether a text names one of the people asked about, by the last word of a name.
fn mentions(scope: Scope<'_>, text: &Text) -> bool {
    scope.people().any(|person| {
        person
            .name
            .versions()
            .filter_map(|name| name.split([' ', '・']).next_back())
            .any(|last| text.versions().any(|it| it.contains(last)))
    })
}

/// Facts that answer a question which names no person ("who led …"): the people of whom the words are recorded.
pub(super) fn facts(scope: Scope<'_>, wanted: &[FactKind]) -> Vec<Statement> {
    let fitting: Vec<&Hit> = scope
        .query
        .found
        .iter()
        .filter(|hit| hit.coverage >= 0.6)
        .filter(|hit| match &hit.record {
            Record::Fact(person, index) => {
                scope
                .knowledge
                .people
                .get(person)
                .and_then(|it| it.facts.get(*index))
                .is_some_and(|claim| {
                    // A single word counts only beside a name.
                    wanted.contains(&claim.value.kind)
                        && (hit.words > 1 || mentions(scope, &claim.value.text))
                })
                // "Who reported to her?" is not about her.
                && !scope.query.people.contains(person)
            }
            _ => false,
        })
        .collect();
    let best = fitting.first().map_or(0.0, |hit| hit.coverage);
    let statements = fitting
        .iter()
        .filter(|hit| hit.coverage >= best * BESIDE)
        .flat_map(|hit| tell(scope, &hit.record))
        .collect();
    distinct(scope, statements, FEW)
}
