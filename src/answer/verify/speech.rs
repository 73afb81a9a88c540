//! Claims about somebody who never left, and about events: what was said or done, and on which day.

use super::super::found;
use super::super::phrase::Phrase;
use super::super::query::Query;
use super::super::record;
use super::super::scope::Scope;
use super::super::search::Record;
use super::super::statement::{Answer, Kind, Statement};
use super::super::topic;
use super::{Verdict, conclude};
use crate::knowledge::claim::{Aspect, Claim, MannerKind, Rank, TopicStatement};
use crate::knowledge::date::Containment;
use crate::knowledge::text::Text;
use crate::knowledge::topic::Topic;

/// A claim that somebody who never left said or did something that a topic records.
pub(in crate::answer) fn spoken(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let mut people = scope.people();
    let speaker = people.next()?;
    let one = people.next().is_none();
    let leaves = scope.knowledge.exits_of(speaker).next().is_some();
    let leaving = !query.filters.anchors.is_empty()
        || !query.filters.manners.is_empty()
        || !query.filters.roles.is_empty();
    if !one || leaves || leaving {
        return None;
    }
    let topics = || {
        query
            .topics
            .iter()
            .filter_map(|id| scope.knowledge.topics.get(id))
    };
    let first = topics().next()?;
    let told = topic::topic(scope, Aspect::What);
    if told.statements.is_empty() {
        return Some(told);
    }
    let mut statements = told.statements;
    // Words beside those that name the topic are accounted for where what was said holds them.
    let told_so = query.found.iter().any(|hit| {
        let of_topic = matches!(&hit.record, Record::Topic(id, _) if *id == first.id);
        of_topic && !hit.refuted && hit.agrees && hit.words >= 3 && hit.echo_of_topic >= 0.4
    });
    let mut verdict = if query.claimed.deeds.is_empty()
        || (query.leftover && !told_so)
        || !query.filters.reasons.is_empty()
        || !query.others.is_empty()
        || topics().any(|it| !it.people.contains(&speaker.id))
    {
        Verdict::Partly
    } else {
        Verdict::Supported
    };
    if let Some(on_day) = judged(scope, first) {
        verdict = verdict.max(on_day);
        statements.extend(topic::dates(scope, first).into_iter().take(1));
    }
    let elsewhere = refuted_of_another(scope);
    if !elsewhere.is_empty() {
        return Some(conclude(scope, Verdict::Refuted, elsewhere));
    }
    let denied = refuted(scope, first);
    if !denied.is_empty() && query.leftover {
        statements.extend(denied);
    }
    Some(concluded(scope, verdict, statements, told_so))
}

/// A claim that somebody who never left said that they removed others, where the records know it to be false: what is
/// refuted, and what stands of it.
pub(super) fn removal(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    if !query.claimed.says() || !query.filters.manners.contains(&MannerKind::Removed) {
        return None;
    }
    let mut people = scope.people();
    let speaker = people.find(|it| !scope.knowledge.has_left(&it.id))?;
    let (topic, denied) = scope.knowledge.topics.values().find_map(|topic| {
        let denied = topic.statements.iter().find_map(|claim| {
            let text = claim.value.text.as_ref()?;
            let said = claim.rank == Rank::Refuted
                && claim.known_on(scope.day)
                && claim.value.about.as_deref() == Some(PUSHED)
                && text.says(&speaker.name)
                && super::biography::done(scope, text);
            said.then(|| Statement::refuted(claim, Phrase::sentence(text)))?
        })?;
        Some((topic, denied))
    })?;
    let mut statements = vec![denied];
    let others = Query {
        topics: vec![topic.id.clone()],
        ..query.clone()
    };
    let told = topic::topic(scope.asking(&others), Aspect::What).statements;
    statements.extend(
        told.into_iter()
            .filter(|it| it.phrase.id != "refuted")
            .take(2),
    );
    Some(conclude(scope, Verdict::Refuted, statements))
}

/// The key of what is said of departures that were no choice of those who left.
const PUSHED: &str = "pushed";

/// A claim that somebody who never left said what a record renders in nearly the same words.
pub(in crate::answer) fn quoted(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let [speaker] = query.people.as_slice() else {
        return None;
    };
    if query.claimed.deeds.is_empty()
        || (scope.knowledge.has_left(speaker) && !query.claimed.says())
    {
        return None;
    }
    let hit = query
        .found
        .iter()
        .filter(|hit| !hit.refuted && hit.words >= 2 && hit.wording >= 0.6)
        .find(|hit| record::speaker(scope, &hit.record).as_ref() == Some(speaker))?;
    let told = record::tell(scope, &hit.record);
    if told.is_empty() {
        return None;
    }
    let nearly = hit.words >= 4 && hit.echo >= 0.4;
    let whole = hit.agrees && (nearly || (hit.wording >= 0.8 && hit.echo >= 0.5));
    // Whoever left is answered with more than what they said, unless that is the very claim.
    if !whole && scope.knowledge.has_left(speaker) {
        return None;
    }
    let verdict = if whole {
        Verdict::Supported
    } else {
        Verdict::Partly
    };
    Some(concluded(scope, verdict, told, whole))
}

/// The conclusion on what is said to have been said. Where the record denies what the question does, the denial is a part
/// of the claim.
fn concluded(
    scope: Scope<'_>,
    verdict: Verdict,
    statements: Vec<Statement>,
    alike: bool,
) -> Answer {
    let query = Query {
        negated: scope.query.negated && !alike,
        ..scope.query.clone()
    };
    let scope = scope.asking(&query);
    let weak = statements.iter().all(|it| found::rests_on_weak(scope, it));
    let verdict = match verdict {
        Verdict::Supported if weak && !query.negated => Verdict::Weakly,
        verdict => verdict,
    };
    conclude(scope, verdict, statements)
}

/// A claim that somebody who never left said something that no record renders.
pub(super) fn unrecorded(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let [speaker] = query.people.as_slice() else {
        return None;
    };
    let speech = query.claimed.says();
    let other =
        !query.filters.manners.is_empty() || !query.others.is_empty() || !query.topics.is_empty();
    let said = speech && !other && !scope.knowledge.has_left(speaker);
    said.then(|| found::nearest(scope))
}

/// What has been claimed of a topic and does not hold, where the question's own words name it.
fn refuted(scope: Scope<'_>, topic: &Topic) -> Vec<Statement> {
    topic
        .statements
        .iter()
        .filter(|claim| claim.rank == Rank::Refuted && claim.known_on(scope.day))
        .filter_map(|claim| {
            let text = claim.value.text.as_ref()?;
            let named = scope
                .query
                .words
                .iter()
                .any(|word| super::biography::says(text, word));
            named
                .then(|| Statement::refuted(claim, Phrase::sentence(text)))
                .flatten()
        })
        .collect()
}

/// What has been claimed of one topic of the question together with another one of it ("the remark was made at the
/// meeting") and does not hold, and what stands of the same matter in its place.
fn refuted_of_another(scope: Scope<'_>) -> Vec<Statement> {
    let ids = scope.query.topics.iter();
    let topics: Vec<&Topic> = ids
        .filter_map(|id| scope.knowledge.topics.get(id))
        .collect();
    let named = |text: &Text, other: &Topic| {
        let plain = |it: &str| it.to_lowercase().replace('-', " ");
        let texts: Vec<String> = text.versions().map(plain).collect();
        let names = other.aliases.iter().map(String::as_str);
        let mut names = names.chain(other.name.versions()).map(plain);
        names.any(|name| texts.iter().any(|it| it.contains(&name)))
    };
    let denies = |topic: &Topic, claim: &&Claim<TopicStatement>| {
        let text = claim.value.text.as_ref();
        let mut others = topics.iter().filter(|it| it.id != topic.id);
        claim.rank == Rank::Refuted
            && claim.known_on(scope.day)
            && text.is_some_and(|text| others.any(|other| named(text, other)))
    };
    let found = topics.iter().find_map(|topic| {
        let mut claims = topic.statements.iter();
        Some((topic, claims.find(|claim| denies(topic, claim))?))
    });
    let Some((topic, claim)) = found else {
        return Vec::new();
    };
    let same = scope.standing(&topic.statements).into_iter();
    let same = same.filter(|it| it.value.about.is_some() && it.value.about == claim.value.about);
    let instead = same.filter_map(|it| topic::state(scope, topic, it));
    let text = claim.value.text.as_ref();
    let denied = text.and_then(|it| Statement::refuted(claim, Phrase::sentence(it)));
    let mut told: Vec<Statement> = denied.into_iter().chain(instead).collect();
    let what = topic::topic(scope, Aspect::What).statements;
    told.extend(what.into_iter().take(1));
    told
}

/// A claim that an event happened in the days that the question names.
pub(super) fn dated(scope: Scope<'_>) -> Option<Answer> {
    let topic = scope
        .query
        .topics
        .iter()
        .filter_map(|id| scope.knowledge.topics.get(id))
        .find(|topic| !topic.dates.is_empty())?;
    let verdict = judged(scope, topic)?;
    let mut statements = topic::dates(scope, topic);
    statements.extend(
        topic::topic(scope, Aspect::What)
            .statements
            .into_iter()
            .take(1),
    );
    let verdict = if scope.query.leftover && verdict == Verdict::Supported {
        Verdict::Partly
    } else {
        verdict
    };
    Some(conclude(scope, verdict, statements))
}

/// How the best date of a topic stands to the question's days; nothing if it names none.
fn judged(scope: Scope<'_>, topic: &Topic) -> Option<Verdict> {
    let windows: Vec<_> = scope.windows();
    if windows.is_empty() {
        return None;
    }
    let standing = scope.standing(&topic.dates);
    let read = |claim: &crate::knowledge::claim::When| {
        windows
            .iter()
            .map(
                |window| match claim.date.within(window.from, window.until) {
                    Containment::Inside => Verdict::Supported,
                    Containment::Perhaps => Verdict::Inexact,
                    Containment::Outside => Verdict::Contradicted,
                },
            )
            .min()
            .unwrap_or(Verdict::Unknown)
    };
    let main = read(&standing.first()?.value);
    let rival = standing.iter().any(|claim| read(&claim.value) != main);
    let disputed = topic::dates(scope, topic)
        .iter()
        .any(|it| it.kind == Kind::Disputed);
    Some(if rival && disputed {
        Verdict::Disputed
    } else {
        main
    })
}
