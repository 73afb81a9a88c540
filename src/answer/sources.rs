//! Where answers come from: the sources of a claim, of a departure, of a topic, of the last answer, or of the whole dataset.

mod dated;

use super::about::which_person;
use super::dates::dates;
use super::phrase::{Phrase, Value};
use super::query::Query;
use super::record::tell;
use super::resolver::Resolver;
use super::scope::Scope;
use super::search::{name_of, words_of};
use super::sourced::{cite, describe};
use super::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::claim::{Citations, Claim};
use crate::knowledge::date::PartialDate;
use crate::knowledge::person::{Departure, Person};
use crate::knowledge::source::{Source, SourceClass};

/// The wording that describes a source, and the one that names those beyond.
const DESCRIBED: &str = "source-described";
const FURTHER: &str = "sources-further";

/// So many sources are described at most; the others are named in one line.
const LISTED: usize = 6;
/// So many are named in that line.
const BRIEFLY: usize = 12;

/// Where answers come from: for what the question names, the sources of that; else the dataset's, by class.
pub(super) fn sources(scope: Scope<'_>) -> Answer {
    if let (true, Some(last)) = (scope.query.focus.evidence, &scope.query.last) {
        return super::evidence::state(scope, last);
    }
    if !scope.query.sources.is_empty() {
        return super::sourced::reliability(scope);
    }
    let dated = || dated::of_a_day(scope);
    if let Some(answer) = sources_of_claim(scope)
        .or_else(dated)
        .or_else(|| sources_of_what_is_named(scope))
    {
        return answer;
    }
    let mut statements = Vec::new();
    for class in SourceClass::ALL {
        let mine: Vec<&Source> = scope
            .knowledge
            .sources
            .values()
            .filter(|source| source.class == class)
            .collect();
        let Some(first) = mine.first() else { continue };
        let phrase = Phrase::new("sources-of-class")
            .with("class", class.name())
            .with("count", mine.len())
            .with("example", &first.id);
        statements.extend(scope.derived(phrase, cite(first)));
    }
    Answer::of(statements).remarking(
        Phrase::new("sources-heading")
            .with("count", scope.knowledge.sources.len())
            .with("day", scope.knowledge.as_of),
    )
}

/// The sources on the people or the topics that the question names, or those of the last answer; nothing if there is
/// none of these.
fn sources_of_what_is_named(scope: Scope<'_>) -> Option<Answer> {
    if scope.people().next().is_some() {
        return Some(sources_on_all(scope));
    }
    let last = || Some(sources_of(scope, scope.query.last.as_ref()?));
    sources_on_topics(scope).or_else(last)
}

/// The sources of the last answer.
fn sources_of(scope: Scope<'_>, last: &Query) -> Answer {
    let answer = super::answer(scope.knowledge, last);
    // Of versions that exclude each other each rests on sources of its own.
    let disputed = answer.outcome == Outcome::Disputed && last.resolver == Resolver::When;
    if let (true, [first, others @ ..]) = (disputed, answer.statements.as_slice()) {
        let (total, statements) = described(scope, &first.citations);
        let other = |it: &&Statement| it.citations != first.citations;
        let others: Vec<Statement> = others.iter().filter(other).cloned().collect();
        let remark = Phrase::new("sources-of-last").with("count", total);
        return Answer::of(vec![first.clone()])
            .and(statements)
            .and(others)
            .remarking(remark);
    }
    let lists: Vec<&Citations> = answer.statements.iter().map(|it| &it.citations).collect();
    let Some(all) = Citations::union(lists) else {
        let query = Query {
            last: None,
            ..scope.query.clone()
        };
        return sources(scope.asking(&query));
    };
    let (total, statements) = described(scope, &all);
    let remark = Phrase::new("sources-of-last").with("count", total);
    Answer::of(statements).remarking(remark)
}

/// The sources of the very claim that the question speaks of: a date of somebody's departure, or what a record holds of
/// the question's words on all the people named.
fn sources_of_claim(scope: Scope<'_>) -> Option<Answer> {
    let first = scope.people().next()?;
    let told = match scope.exit_of(first) {
        Some(exit) if !scope.query.filters.times.is_empty() && scope.query.people.len() == 1 => {
            if let Some(answer) = dated::versions(scope, &exit) {
                return Some(answer);
            }
            dates(scope, &exit)
        }
        _ => {
            let names = |statement: &Statement| {
                let words = words_of(scope.knowledge, &statement.phrase);
                scope
                    .people()
                    .all(|person| name_of(person).iter().any(|it| words.contains(it)))
            };
            scope
                .query
                .found
                .iter()
                .filter(|hit| !hit.refuted && hit.words >= 1 && hit.wording >= 0.4)
                .map(|hit| tell(scope, &hit.record))
                .find(|told| told.first().is_some_and(names))?
        }
    };
    let first = told.first()?;
    let (total, described) = described(scope, &first.citations);
    let remark = Phrase::new("sources-of-last").with("count", total);
    Some(Answer::of(told).and(described).remarking(remark))
}

/// The sources on each person named.
fn sources_on_all(scope: Scope<'_>) -> Answer {
    let mut people = scope.people();
    let Some(first) = people.next() else {
        return which_person(scope);
    };
    people.fold(sources_on(scope, first), |answer, person| {
        answer.and(sources_on(scope, person).statements)
    })
}

/// The sources on the topics named; nothing if the question names none.
fn sources_on_topics(scope: Scope<'_>) -> Option<Answer> {
    let topics: Vec<_> = scope
        .query
        .topics
        .iter()
        .filter_map(|id| scope.knowledge.topics.get(id))
        .collect();
    let first = topics.first()?;
    let lists = topics.iter().flat_map(|topic| {
        let dates = topic.dates.iter().map(|claim| &claim.citations);
        let statements = topic.statements.iter().map(|claim| &claim.citations);
        dates.chain(statements)
    });
    let all = Citations::union(lists)?;
    let (total, statements) = described(scope, &all);
    let remark = Phrase::new("sources-on-topic")
        .with("topic", &first.id)
        .with("count", total);
    Some(Answer::of(statements).remarking(remark))
}

/// How many sources these citations name, and each of them described, best first.
fn described(scope: Scope<'_>, all: &Citations) -> (usize, Vec<Statement>) {
    let mut records: Vec<&Source> = all
        .iter()
        .filter_map(|citation| scope.knowledge.sources.get(&citation.source))
        .collect();
    records.sort_by_key(|source| source.class);
    let best = records.iter().take(LISTED);
    let mut statements: Vec<Statement> =
        best.filter_map(|source| describe(scope, source)).collect();
    statements.extend(further(scope, records.get(LISTED..).unwrap_or_default()));
    (records.len(), statements)
}

/// The sources beyond those that are described, by their names.
fn further(scope: Scope<'_>, records: &[&Source]) -> Option<Statement> {
    let mut by_name: Vec<&Source> = Vec::new();
    for source in records {
        if !by_name.iter().any(|it| it.publisher == source.publisher) {
            by_name.push(source);
        }
    }
    let more = by_name.len().saturating_sub(BRIEFLY);
    by_name.truncate(BRIEFLY);
    let names: Vec<Value> = by_name.iter().map(|it| Value::from(&it.id)).collect();
    if names.is_empty() {
        return None;
    }
    let phrase = Phrase::new(FURTHER)
        .with("sources", Value::List(names))
        .with("more", more);
    scope.derived(phrase, records.iter().filter_map(|it| cite(it)))
}

fn sources_on(scope: Scope<'_>, person: &Person) -> Answer {
    let exits = scope.exits_of(person);
    let lists: Vec<&Citations> = if exits.is_empty() {
        let facts = person.facts.iter().map(|claim| &claim.citations);
        facts
            .chain(person.memberships.iter().map(|it| &it.citations))
            .collect()
    } else {
        let departures = exits.iter();
        departures
            .flat_map(|exit| of_departure(scope, exit.departure))
            .collect()
    };
    let Some(all) = Citations::union(lists) else {
        return Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("nothing-known").with("person", &person.id),
        );
    };
    // "The link to her post" is what she published herself.
    let own = || {
        let published = |id: &crate::knowledge::id::SourceId| {
            let source = scope.knowledge.sources.get(id);
            source.is_some_and(|it| it.class == SourceClass::PrimaryStatement)
        };
        Citations::new(all.iter().filter(|it| published(&it.source)).cloned())
    };
    let all = scope
        .query
        .focus
        .own_post
        .then(own)
        .flatten()
        .unwrap_or(all);
    let (total, statements) = described(scope, &all);
    Answer::of(statements).remarking(
        Phrase::new("sources-on")
            .with("person", &person.id)
            .with("count", total),
    )
}

/// What the date, the manner, the statement, the reason and the destination of a departure cite.
fn of_departure<'a>(scope: Scope<'a>, departure: &'a Departure) -> Vec<&'a Citations> {
    fn cited<'a, T>(
        scope: Scope<'a>,
        claims: &'a [Claim<T>],
    ) -> impl Iterator<Item = &'a Citations> {
        scope.standing(claims).into_iter().map(|it| &it.citations)
    }
    cited(scope, &departure.effective)
        .chain(cited(scope, &departure.announced))
        .chain(cited(scope, &departure.reported))
        .chain(cited(scope, &departure.statement))
        .chain(cited(scope, &departure.reason))
        .chain(cited(scope, &departure.manner))
        .chain(cited(scope, &departure.destination))
        .collect()
}

/// How far sources are trusted: their classes, and those with the gravest caveats.
pub(super) fn reliability(scope: Scope<'_>) -> Answer {
    if !scope.query.sources.is_empty() {
        return super::sourced::reliability(scope);
    }
    if let Some(answer) = sources_of_what_is_named(scope) {
        return best_first(scope, answer);
    }
    let worst: Vec<Statement> = scope
        .knowledge
        .sources
        .values()
        .filter(|source| !source.caveats.is_empty() && source.class >= SourceClass::Blog)
        .take(3)
        .filter_map(|source| describe(scope, source))
        .collect();
    let faulty = if worst.is_empty() { "no" } else { "yes" };
    Answer::of(worst).remarking(Phrase::new("reliability").with("faulty", faulty))
}

/// Which of several sources to trust: the best kind among them and the next one by name, and what is wrong with others.
fn best_first(scope: Scope<'_>, answer: Answer) -> Answer {
    let lists = answer.statements.iter();
    let lists = lists.filter(|it| [DESCRIBED, FURTHER].contains(&it.phrase.id));
    let mut records: Vec<&Source> = lists
        .flat_map(|it| it.citations.iter())
        .filter_map(|it| scope.knowledge.sources.get(&it.source))
        .collect();
    // Of one kind the newest knows most.
    let published = |source: &Source| source.published.as_ref().map(PartialDate::sort_key);
    records.sort_by_key(|source| (source.class, std::cmp::Reverse(published(source))));
    let mut classes: Vec<SourceClass> = records.iter().map(|it| it.class).collect();
    classes.dedup();
    let [best, rest @ ..] = classes.as_slice() else {
        return answer;
    };
    let named = |class: SourceClass| {
        let mine = records.iter().filter(|it| it.class == class);
        Value::List(mine.take(NAMED).map(|it| Value::from(&it.id)).collect())
    };
    let mut phrase = Phrase::new("sources-best")
        .with("count", records.len())
        .with("class", best.name())
        .with("best", named(*best));
    phrase = match rest.first() {
        Some(next) => phrase
            .with("next", next.name())
            .with("further", named(*next)),
        None => phrase.with("next", "none"),
    };
    let faulty = |it: &&&Source| {
        !it.caveats.is_empty() && !classes.iter().take(2).any(|class| *class == it.class)
    };
    let good = records
        .iter()
        .filter(|it| classes.iter().take(2).any(|class| *class == it.class));
    let shown = good
        .take(NAMED + 1)
        .chain(records.iter().filter(faulty).take(NAMED));
    Answer::of(shown.filter_map(|it| describe(scope, it)).collect()).remarking(phrase)
}

/// So many sources of one kind are named in a sentence.
const NAMED: usize = 3;
