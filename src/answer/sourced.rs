//! Sources by name: which of them a question names, how far they are to be trusted, what they report of somebody.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lookup::{self, MANY};
use super::phrase::{Phrase, Value};
use super::query::Query;
use super::resolver::Resolver;
use super::scope::Scope;
use super::statement::{Answer, DeclineReason, Statement};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, Citation, Citations, Claim, Rank, TopicStatement};
use crate::knowledge::id::{SourceId, TopicId};
use crate::knowledge::person::Person;
use crate::knowledge::source::Source;
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::is_katakana;
use crate::nlu::hashed::HashedMap;
use crate::nlu::model::overlap;
use crate::nlu::phrases::is_unspaced;
use crate::nlu::utterance::Utterance;

/// The names of all sources: publishers, newsrooms, authors, titles and hosts, normalised.
#[derive(Debug, Clone, Default)]
pub struct SourceNames {
    names: HashedMap<String, BTreeSet<SourceId>>,
    /// The single words of longer names, and their initials; they name a source only where they are no ordinary words.
    parts: HashedMap<String, BTreeSet<SourceId>>,
    longest: usize,
}

/// A name of fewer characters is no name of a source.
const SHORTEST: usize = 2;

impl SourceNames {
    /// The names of a dataset's sources.
    pub fn new(knowledge: &Knowledge) -> Self {
        let mut names = Self::default();
        let mut aliases: HashedMap<&str, Vec<&str>> = HashedMap::default();
        for source in knowledge.sources.values() {
            let known = aliases.entry(source.voice()).or_default();
            known.extend(source.aliases.iter().map(String::as_str));
        }
        for source in knowledge.sources.values() {
            for alias in aliases.get(source.voice()).into_iter().flatten() {
                names.add(alias, &source.id);
            }
            let host = source.url.as_deref().and_then(host);
            let site = host
                .and_then(|it| it.rsplit_once('.'))
                .map(|(site, _)| site);
            let written = [
                Some(source.publisher.as_str()),
                source.newsroom.as_deref(),
                source.author.as_deref(),
                source.title.as_deref(),
                host,
                site,
            ];
            for name in written.into_iter().flatten() {
                names.add(name, &source.id);
            }
            let parted = [
                Some(source.publisher.as_str()),
                source.newsroom.as_deref(),
                source.author.as_deref(),
            ];
            for name in parted.into_iter().flatten() {
                names.add_parts(name, &source.id);
            }
        }
        names
    }

    fn add(&mut self, name: &str, source: &SourceId) {
        let utterance = Utterance::parse(name);
        let text = utterance.text();
        if text.chars().count() < SHORTEST {
            return;
        }
        self.longest = self.longest.max(stretches(text).len());
        let known = self.names.entry(text.to_owned()).or_default();
        known.insert(source.clone());
    }

    fn add_parts(&mut self, name: &str, source: &SourceId) {
        let utterance = Utterance::parse(name);
        let words: Vec<&str> = utterance.words().collect();
        if words.len() < 2 {
            return;
        }
        let initials: String = words.iter().filter_map(|it| it.chars().next()).collect();
        for part in words.iter().copied().chain([initials.as_str()]) {
            if part.chars().count() >= SHORTEST {
                let known = self.parts.entry(part.to_owned()).or_default();
                known.insert(source.clone());
            }
        }
    }

    /// The sources that a normalised text names, with the bytes that name them; the longest names first. `is_strange`
    /// tells which single words are no ordinary words of the language.
    pub fn find(
        &self,
        text: &str,
        is_strange: &dyn Fn(&str) -> bool,
    ) -> Vec<(Range<usize>, Vec<SourceId>)> {
        let words = stretches(text);
        let mut found: Vec<(Range<usize>, Vec<SourceId>)> = Vec::new();
        for length in (1..=self.longest.min(words.len())).rev() {
            for span in words.windows(length) {
                let (Some(first), Some(last)) = (span.first(), span.last()) else {
                    continue;
                };
                let range = first.start..last.end;
                let taken = found.iter().any(|(it, _)| overlap(it, &range));
                let Some(name) = text.get(range.clone()).filter(|_| !taken) else {
                    continue;
                };
                let part = || {
                    let single = length == 1 && is_strange(name);
                    self.parts.get(name).filter(|_| single)
                };
                if let Some(sources) = self.names.get(name).or_else(part) {
                    found.push((range, sources.iter().cloned().collect()));
                }
            }
        }
        found
    }
}

/// The bytes of the words of a normalised text; in scripts without spaces, those of its runs of katakana and of what lies
/// between them: a foreign name is written in katakana.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (at, character) in text.char_indices() {
        let kind = (character != ' ').then(|| (is_unspaced(character), is_katakana(character)));
        let end = at + character.len_utf8();
        match words.last_mut() {
            Some(word) if kind.is_some() && kind == last => word.end = end,
            _ => words.extend(kind.map(|_| at..end)),
        }
        last = kind;
    }
    words
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// A source, cited as a whole.
pub(super) fn cite(source: &Source) -> Option<Citations> {
    Citations::new([Citation {
        source: source.id.clone(),
        locator: None,
    }])
}

/// One source: its class and what is wrong with it.
pub(super) fn describe(scope: Scope<'_>, source: &Source) -> Option<Statement> {
    let caveats: Vec<Value> = source.caveats.iter().map(Value::from).collect();
    let phrase = Phrase::new("source-described")
        .with("source", &source.id)
        .with("class", source.class.name())
        .with("caveated", if caveats.is_empty() { "no" } else { "yes" })
        .with("caveat", Value::List(caveats))
        .with_known("dated", "date", source.published.as_ref());
    scope.derived(phrase, cite(source))
}

/// The sources that the question names, best first.
fn named(scope: Scope<'_>) -> Vec<&Source> {
    let mut sources: Vec<&Source> = scope
        .query
        .sources
        .iter()
        .filter_map(|id| scope.knowledge.sources.get(id))
        .collect();
    sources.sort_by_key(|source| source.class);
    sources
}

/// How far the named sources are to be trusted: what kind they are, what is wrong with each, and how many claims rest on
/// them.
pub(super) fn reliability(scope: Scope<'_>) -> Answer {
    let sources = named(scope);
    let mut statements: Vec<Statement> = sources
        .iter()
        .filter_map(|source| describe(scope, source))
        .collect();
    statements.truncate(MANY);
    Answer::of(statements).remarking(Phrase::new("reliability-named"))
}

/// What the named sources report of the people named.
pub(super) fn reports(scope: Scope<'_>) -> Answer {
    let sources: Vec<&SourceId> = named(scope).into_iter().map(|it| &it.id).collect();
    let mut statements = Vec::new();
    for person in scope.people() {
        statements.extend(of_person(scope, &sources, person));
    }
    let mut causes = Vec::new();
    if scope.query.people.is_empty() {
        if scope.query.focus.asks_reason {
            causes = causes_at_large(scope, &sources);
        }
        statements = at_large(scope, &sources);
    }
    let whole = causes.is_empty();
    let told = if whole { statements } else { causes };
    let mut statements = super::found::distinct(scope, told, lookup::FEW);
    // A source's own voice comes first: what only it says.
    if whole {
        statements.sort_by_key(|statement| statement.citations.iter().count());
    }
    if statements.is_empty()
        && let Some(query) = told_elsewhere(scope, &sources)
    {
        return super::topic::topic(scope.asking(&query), Aspect::What);
    }
    if statements.is_empty() {
        let silent = Phrase::new("source-silent").with("source", label(scope, &sources));
        return Answer::declined(DeclineReason::NotStated, silent);
    }
    Answer::of(statements)
}

/// What the named sources tell before all others of the topics that the question names, else of those who left and of
/// everything else.
fn at_large(scope: Scope<'_>, sources: &[&SourceId]) -> Vec<Statement> {
    // A topic that the question is only most like is not what it names.
    let named = if scope.query.guessed {
        &[][..]
    } else {
        scope.query.topics.as_slice()
    };
    let topics = || scope.knowledge.topics.values();
    // What others tell of a report that is named after the source.
    let own = topics().filter(|it| named.is_empty() && is_report_of(scope, sources, it));
    let own = own.filter_map(|topic| {
        let mut told = scope.standing(&topic.statements).into_iter();
        let what = told.find(|it| it.value.aspect == Aspect::What)?;
        super::topic::state(scope, topic, what)
    });
    let asked = topics().filter(|it| named.is_empty() || named.contains(&it.id));
    let of_topics = asked.flat_map(|topic| {
        let told = topic.statements.iter();
        // Of a topic that the question names all is told that they are cited for.
        told.filter_map(|claim| match &claim.value.text {
            Some(text) if !named.is_empty() => {
                by(scope, sources, claim, Some(Phrase::sentence(text)))
            }
            _ => of_topic(scope, sources, claim),
        })
    });
    let people = scope.knowledge.people.values();
    let leavers = people.filter(|_| named.is_empty());
    let of_leavers = leavers.flat_map(|person| of_departure(scope, sources, person));
    own.chain(of_leavers).chain(of_topics).collect()
}

/// The same question of what a report of the named sources is about, where the question names that or the several people
/// who have to do with it: others tell of a report that is not at hand itself.
fn told_elsewhere(scope: Scope<'_>, sources: &[&SourceId]) -> Option<Query> {
    let (people, named) = (&scope.query.people, &scope.query.topics);
    let mut topics = scope.knowledge.topics.values();
    let topic = topics.find(|it| {
        let meant = match people.len() {
            0 => named.contains(&it.id),
            1 => false,
            _ => people.iter().all(|id| it.people.contains(id)),
        };
        meant && is_report_of(scope, sources, it)
    })?;
    Some(Query {
        topics: vec![topic.id.clone()],
        people: Vec::new(),
        guessed: false,
        ..scope.query.clone()
    })
}

/// Whether a topic is named after one of the sources, as "the Herald's report" is.
fn is_report_of(scope: Scope<'_>, sources: &[&SourceId], topic: &Topic) -> bool {
    sources.iter().any(|id| {
        let source = scope.knowledge.sources.get(*id);
        source.is_some_and(|source| {
            let name = source.voice().to_lowercase();
            let name = name.strip_prefix("the ").unwrap_or(&name);
            let mut aliases = topic.aliases.iter();
            aliases.any(|it| it.to_lowercase().starts_with(name))
        })
    })
}

/// What the named sources tell of why people left: what a report that is named after them is about, the causes that they
/// name, and the reasons that they report.
fn causes_at_large(scope: Scope<'_>, sources: &[&SourceId]) -> Vec<Statement> {
    let people = scope.knowledge.people.values();
    let exits = people.filter_map(|person| scope.exit_of(person));
    let reasons = exits.flat_map(|exit| {
        let reasons = exit.departure.reason.iter();
        reasons.filter_map(move |claim| {
            let text = claim.value.text.as_ref()?;
            let phrase = Phrase::voiced(claim.value.voice, &exit.person.id, text);
            by(scope, sources, claim, Some(phrase))
        })
    });
    let claims = |own: bool, aspect: Aspect| {
        let topics = scope.knowledge.topics.values();
        let topics = topics.filter(|it| !own || is_report_of(scope, sources, it));
        let told = topics.flat_map(|it| &it.statements);
        let told = told.filter(|it| it.value.aspect == aspect);
        let told = told.filter_map(|claim| match &claim.value.text {
            Some(text) if own => by(scope, sources, claim, Some(Phrase::sentence(text))),
            _ => of_topic(scope, sources, claim),
        });
        told.collect::<Vec<_>>()
    };
    let mut causes = claims(true, Aspect::What);
    causes.extend(claims(false, Aspect::Why));
    causes.extend(reasons);
    causes
}

/// What a topic records as told by one of the named sources before all others: whatever else cites them may be no more
/// than drawn from several.
fn of_topic(
    scope: Scope<'_>,
    sources: &[&SourceId],
    claim: &Claim<TopicStatement>,
) -> Option<Statement> {
    let text = claim.value.text.as_ref()?;
    let first = sources.contains(&&claim.citations.first().source);
    by(scope, sources, claim, Some(Phrase::sentence(text))).filter(|_| first)
}

/// What the named sources state of what the conversation spoke of: what of the last answer they are cited for, else what
/// they report of the people or the topics of it.
pub(super) fn again(scope: Scope<'_>, last: &Query) -> Answer {
    let sources: Vec<&SourceId> = named(scope).into_iter().map(|it| &it.id).collect();
    let Some(first) = sources.first() else {
        return reports(scope);
    };
    let cites = |statement: &Statement| {
        let mut cited = statement.citations.iter();
        cited.any(|it| sources.contains(&&it.source))
    };
    let mut statements = super::answer(scope.knowledge, last).statements;
    statements.retain(cites);
    // Where one thing was asked of somebody, what else a source reports of them is beside the point.
    let wholly = matches!(
        last.resolver,
        Resolver::Profile | Resolver::Statement | Resolver::Contribution | Resolver::Verify
    );
    if statements.is_empty() && wholly {
        for person in scope.people() {
            statements.extend(of_person(scope, &sources, person));
        }
    }
    if statements.is_empty() && scope.query.people.is_empty() {
        let topics = scope.knowledge.topics.values();
        let asked = |id: &TopicId| scope.query.topics.is_empty() || scope.query.topics.contains(id);
        let causal = |topic: &Topic| {
            let mut told = topic.statements.iter();
            last.resolver == Resolver::Why && told.any(|it| it.value.aspect == Aspect::Why)
        };
        for (topic, claim) in topics
            .filter(|topic| asked(&topic.id))
            .flat_map(|topic| topic.statements.iter().map(move |it| (topic, it)))
        {
            // Beside a topic of its own only what gives a cause is to the point.
            let fits = !scope.query.topics.is_empty() || causal(topic);
            let text = claim.value.text.as_ref().filter(|_| fits);
            statements.extend(by(scope, &sources, claim, text.map(Phrase::sentence)));
        }
    }
    let statements = super::found::distinct(scope, statements, lookup::FEW + 2);
    if !statements.is_empty() {
        return Answer::of(statements)
            .remarking(Phrase::new("source-states").with("source", *first));
    }
    // What it says of those who were spoken of is nearer than nothing, and is said to be something else.
    let people = last
        .people
        .iter()
        .filter_map(|id| scope.knowledge.people.get(id));
    let beside = people.flat_map(|it| of_person(scope, &sources, it));
    // After an answer on many it is what it tells of their leaving.
    let everybody = scope.knowledge.people.values();
    let many = last.people.is_empty() && last.topics.is_empty();
    let of_many = everybody
        .filter(|_| many)
        .flat_map(|it| of_departure(scope, &sources, it));
    let mut beside: Vec<Statement> = beside.chain(of_many).collect();
    if beside.is_empty() && many {
        beside = at_large(scope, &sources);
    }
    let beside = super::found::distinct(scope, beside, lookup::FEW);
    let name = label(scope, &sources);
    if beside.is_empty() {
        let silent = Phrase::new("source-silent").with("source", name);
        return Answer::declined(DeclineReason::NotStated, silent);
    }
    Answer::of(beside).remarking(Phrase::new("source-beside").with("source", name))
}

/// One name for the sources that a question names: that of the newsroom which all of them carry, else the first.
fn label(scope: Scope<'_>, sources: &[&SourceId]) -> Value {
    let mut rooms = sources.iter().map(|id| {
        let source = scope.knowledge.sources.get(*id)?;
        source.newsroom.as_deref()
    });
    match (rooms.next().flatten(), sources.first()) {
        (Some(first), _) if rooms.all(|it| it == Some(first)) => Value::Verbatim(first.to_owned()),
        (_, Some(first)) => Value::from(*first),
        (_, None) => Value::List(Vec::new()),
    }
}

/// What the named sources tell of somebody's departure.
fn of_departure(scope: Scope<'_>, sources: &[&SourceId], person: &Person) -> Vec<Statement> {
    let mut statements = Vec::new();
    if let Some(exit) = scope.exit_of(person) {
        let departure = exit.departure;
        for claim in &departure.reason {
            let text = claim.value.text.as_ref();
            let phrase = text.map(|text| Phrase::voiced(claim.value.voice, &person.id, text));
            statements.extend(by(scope, sources, claim, phrase));
        }
        for claim in &departure.note {
            let phrase = Phrase::voiced(claim.value.voice, &person.id, &claim.value.text);
            statements.extend(by(scope, sources, claim, Some(phrase)));
        }
        for claim in &departure.destination {
            let text = claim.value.text.as_ref();
            let phrase = text.map(|text| Phrase::predicate(&person.id, text));
            statements.extend(by(scope, sources, claim, phrase));
        }
    }
    statements
}

fn of_person(scope: Scope<'_>, sources: &[&SourceId], person: &Person) -> Vec<Statement> {
    let mut statements = of_departure(scope, sources, person);
    for claim in &person.facts {
        let phrase = Phrase::predicate(&person.id, &claim.value.text);
        statements.extend(by(scope, sources, claim, Some(phrase)));
    }
    for topic in scope.knowledge.topics.values() {
        for claim in &topic.statements {
            let about = topic.people.contains(&person.id);
            let text = claim.value.text.as_ref();
            let names = about && text.is_some_and(|it| it.says(&person.name));
            statements.extend(of_topic(scope, sources, claim).filter(|_| names));
        }
    }
    statements
}

/// What a claim says, told as the report of the named source that it cites; nothing if it cites none of them.
fn by<T>(
    scope: Scope<'_>,
    sources: &[&SourceId],
    claim: &Claim<T>,
    phrase: Option<Phrase>,
) -> Option<Statement> {
    let cited = claim
        .citations
        .iter()
        .find(|citation| sources.contains(&&citation.source))?;
    let source = scope.knowledge.sources.get(&cited.source)?;
    if claim.rank == Rank::Refuted || !claim.known_on(scope.day) {
        return None;
    }
    let own = Citations::new([cited.clone()])?;
    let phrase = Phrase::new("attributed")
        .with("source", &source.id)
        .with("class", source.class.name())
        .with("others", 0_usize)
        .with("text", phrase?);
    let mut statement = Statement::stated(claim, phrase);
    statement.citations = own.and(&claim.citations);
    Some(statement)
}
