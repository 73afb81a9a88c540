//! Events and topics: what they are, when they happened, what was paid, what is not known.

use super::lookup::{FEW, MANY};
use super::moment::moment;
use super::phrase::Phrase;
use super::scope::Scope;
use super::search::Record;
use super::statement::{Answer, DeclineReason, Kind, Statement};
use super::verify;
use crate::knowledge::claim::{Aspect, Claim, Rank, TopicStatement};
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::topic::{Topic, TopicKind};
use crate::nlu::temporal::{Form, Interval};

/// Something about an event or a topic.
pub(super) fn topic(scope: Scope<'_>, aspect: Aspect) -> Answer {
    let topics: Vec<&Topic> = scope
        .query
        .topics
        .iter()
        .filter_map(|id| scope.knowledge.topics.get(id))
        .collect();
    let Some(first) = topics.first() else {
        return super::about::which_topic(scope);
    };
    // A topic that was only guessed is not meant where the question's own words stand in other records.
    if scope.query.guessed
        && let Some(answer) = super::found::instead_of(scope, first)
    {
        return answer;
    }
    if aspect == Aspect::What && asks_of_another_matter(scope, first) {
        return Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("topic-not-stated").with("topic", &first.id),
        );
    }
    let mut statements = about_topic(scope, first, aspect);
    if statements.is_empty() {
        return Answer::declined(
            DeclineReason::NotStated,
            Phrase::new("topic-not-yet")
                .with("topic", &first.id)
                .with("day", scope.day),
        );
    }
    for other in topics.iter().skip(1) {
        statements.extend(about_topic(scope, other, aspect).into_iter().take(2));
    }
    let answer = Answer::of(super::found::distinct(scope, statements, MANY));
    if scope.query.polar && topics.iter().all(|it| standing(scope, it).is_empty()) {
        let remark = Phrase::new("verdict").with("verdict", "refuted");
        return answer.remarking(remark);
    }
    // A price of today is not one of the day on which the data end.
    let now = scope.query.filters.times.iter().any(|it| {
        it.form == Form::Now
            || it
                .bounds()
                .from
                .is_some_and(|from| from > scope.knowledge.as_of)
    });
    let ended = scope.query.today > scope.knowledge.as_of;
    if now && ended && is_priced(first) {
        return answer.remarking(Phrase::new("as-the-data-end").with("day", scope.knowledge.as_of));
    }
    answer
}

/// Whether a question names a topic only as the owner of what it asks about ("Alpha's context window") and nothing that is
/// recorded of the topic holds a word of that.
fn asks_of_another_matter(scope: Scope<'_>, topic: &Topic) -> bool {
    let query = scope.query;
    let telling = || {
        query
            .words
            .iter()
            .filter(|it| it.chars().count() >= TELLING)
    };
    let unsaid = |word: &String| {
        let mut texts = topic
            .statements
            .iter()
            .filter_map(|it| it.value.text.as_ref());
        let says = |text: &str| text.to_lowercase().contains(word.as_str());
        !texts.any(|text| text.versions().any(says))
    };
    query.leftover && !query.guessed && telling().count() > 1 && telling().all(unsaid)
}

/// A word of fewer letters tells little.
const TELLING: usize = 4;

/// Whether prices are recorded of a topic.
fn is_priced(topic: &Topic) -> bool {
    let mut texts = topic
        .statements
        .iter()
        .filter_map(|it| it.value.text.as_ref());
    texts.any(|text| text.versions().any(|it| it.contains('$')))
}

/// What is claimed of a topic by the day and not refuted.
fn standing<'a>(scope: Scope<'_>, topic: &'a Topic) -> Vec<&'a Claim<TopicStatement>> {
    let claims = topic.statements.iter();
    claims.filter(|claim| claim.stands_on(scope.day)).collect()
}

/// What is known of a topic, what was asked first.
fn about_topic(scope: Scope<'_>, topic: &Topic, aspect: Aspect) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    // An event is not known before it happens, whatever its claims say of their own beginning.
    let future = topic.kind == TopicKind::Event
        && topic.date().is_some_and(|date| date.earliest() > scope.day);
    if future {
        return Vec::new();
    }
    let standing = standing(scope, topic);
    // Of what was only ever claimed falsely that is what there is to tell, whatever is asked of it.
    if standing.is_empty() {
        let told = Aspect::ALL.into_iter();
        return told.flat_map(|it| refuted(scope, topic, it)).collect();
    }
    let asked: Vec<&Claim<TopicStatement>> = standing
        .iter()
        .filter(|claim| claim.value.aspect == aspect)
        .copied()
        .collect();
    let asked = at_the_time(scope, asked);
    if asked.iter().any(|claim| claim.value.text.is_none()) {
        statements.extend(
            asked
                .iter()
                .find(|claim| claim.value.text.is_none())
                .map(|claim| {
                    Statement::stated(
                        claim,
                        Phrase::new("topic-not-stated")
                            .with("topic", &topic.id)
                            .with("aspect", aspect.name()),
                    )
                }),
        );
    }
    // "Who announced it?" is told by what tells of an announcement, and not by who else had to do with it.
    let told = |claim: &&&Claim<TopicStatement>| {
        let text = claim.value.text.as_ref();
        let announced = scope.query.claimed.says();
        aspect == Aspect::Who && announced && text.is_some_and(|it| verify::done(scope, it))
    };
    let first = standing.iter().filter(told).take(2).copied();
    // What others put forward is told as theirs.
    let theirs = scope.query.focus.introduced && aspect == Aspect::Why;
    for claim in first.chain(asked.iter().copied()) {
        let text = claim.value.text.as_ref().filter(|_| theirs);
        let reported = text.map(|text| scope.reported(claim, Phrase::sentence(text)));
        statements.extend(reported.or_else(|| state(scope, topic, claim)));
    }
    // Where no claim of its own says who, the records of people do; nobody counts them.
    if asked.is_empty() && matches!(aspect, Aspect::Who | Aspect::HowMany) {
        let worked = super::lead::worked_on(scope, &topic.id);
        if aspect == Aspect::HowMany && !worked.is_empty() {
            let phrase = Phrase::new("topic-not-stated")
                .with("topic", &topic.id)
                .with("aspect", aspect.name());
            let cited = worked.iter().map(|it| it.citations.clone());
            statements.extend(scope.derived(phrase, cited));
        }
        statements.extend(worked);
    }
    // What is claimed falsely, and nothing else, answers what was asked.
    if asked.iter().all(|claim| claim.value.text.is_none()) && aspect != Aspect::What {
        statements.extend(refuted(scope, topic, aspect));
    }
    if aspect == Aspect::When {
        let dated = dates(scope, topic);
        if statements.is_empty() {
            statements.extend(dated);
        } else if dated.iter().any(|it| it.kind == Kind::Disputed) {
            // The sentence names the versions; the dates say that they are in dispute.
            for statement in &mut statements {
                statement.kind = Kind::Disputed;
            }
        }
    }
    // "What is Alpha, and how fast was it built?" asks for both.
    if scope.query.focus.introduced && aspect != Aspect::What {
        let what = standing
            .iter()
            .find(|it| it.value.aspect == Aspect::What && it.value.text.is_some());
        statements.splice(0..0, what.and_then(|claim| state(scope, topic, claim)));
    }
    statements.extend(what_else(
        scope,
        topic,
        aspect,
        &standing,
        &asked,
        &statements,
    ));
    let plain = matches!(aspect, Aspect::What | Aspect::How);
    if let Some(closest) = plain.then(|| closest(scope, topic, &standing)).flatten() {
        statements.insert(0, closest);
    }
    if let Some(latest) = latest_first(scope, topic, aspect, &standing) {
        statements = latest;
    }
    super::found::distinct(scope, statements, FEW)
}

/// What else is known of a topic beside what answers the question: what it is gives the answer its ground, and the rest
/// fills it up.
fn what_else(
    scope: Scope<'_>,
    topic: &Topic,
    aspect: Aspect,
    standing: &[&Claim<TopicStatement>],
    asked: &[&Claim<TopicStatement>],
    statements: &[Statement],
) -> Vec<Statement> {
    // A day answers by itself, whether a claim of its own tells it or the date of the event.
    let dated = aspect == Aspect::When && !statements.is_empty();
    let unanswered = !dated && asked.iter().all(|claim| claim.value.text.is_none());
    let grounded = aspect == Aspect::What || !statements.is_empty();
    let rest = standing
        .iter()
        .filter(|claim| claim.value.aspect != aspect)
        .filter(|_| !grounded || unanswered || statements.len() < 3);
    let room = match aspect {
        _ if !grounded || unanswered => 3,
        // So does a number.
        Aspect::HowMany | Aspect::When => 0,
        _ => 2,
    };
    let extra: Vec<Statement> = rest
        .take(room)
        .filter_map(|claim| state(scope, topic, claim))
        .collect();
    // Where nothing was recorded as the answer, what holds most of the question's words is nearest to one.
    if !grounded && matches!(aspect, Aspect::HowMany | Aspect::HowMuch) {
        super::found::by_match(scope, extra)
    } else {
        extra
    }
}

/// The claim that holds the question's own words, if the one that says what the topic is holds fewer of them: "what was the
/// exchange ratio of the deal?"
fn closest(
    scope: Scope<'_>,
    topic: &Topic,
    standing: &[&Claim<TopicStatement>],
) -> Option<Statement> {
    let hits = || {
        scope
            .query
            .found
            .iter()
            .filter_map(|hit| match &hit.record {
                Record::Topic(id, index) if *id == topic.id => {
                    let claim = topic.statements.get(*index)?;
                    let stands = standing.iter().any(|it| std::ptr::eq(*it, claim));
                    stands.then_some((hit, claim))
                }
                _ => None,
            })
    };
    let (best, claim) =
        hits().max_by(|(one, _), (other, _)| one.wording.total_cmp(&other.wording))?;
    let what = hits().filter(|(_, it)| it.value.aspect == Aspect::What);
    let rival = what.map(|(hit, _)| hit.wording).fold(0.0, f32::max);
    let closer = best.words >= 2 && best.wording >= rival + CLOSER;
    let text = closer && claim.value.aspect != Aspect::What;
    text.then(|| state(scope, topic, claim))?
}

/// By so much of the question's words one claim must be closer than another.
const CLOSER: f32 = 0.15;

/// What is known of a topic that lasts, the latest first, where the question asks how it is now.
fn latest_first(
    scope: Scope<'_>,
    topic: &Topic,
    aspect: Aspect,
    standing: &[&Claim<TopicStatement>],
) -> Option<Vec<Statement>> {
    let now = scope
        .query
        .filters
        .times
        .iter()
        .any(|it| it.form == Form::Now);
    let lasts = topic.kind == TopicKind::Topic && matches!(aspect, Aspect::What | Aspect::Who);
    let mut dated: Vec<_> = standing
        .iter()
        .filter_map(|claim| Some((claim.since.as_ref()?, *claim)))
        .collect();
    let whole = dated.len() == standing.len() && dated.len() > 2;
    dated.sort_by_key(|(since, _)| std::cmp::Reverse(since.sort_key()));
    let told = dated
        .iter()
        .filter_map(|(_, claim)| state(scope, topic, claim));
    (now && lasts && whole).then(|| told.take(LATEST).collect())
}

/// So many of the latest states of a topic are told.
const LATEST: usize = 3;

/// The claims that became known in the period that the question names, if any did, else all.
fn at_the_time<'a>(
    scope: Scope<'_>,
    claims: Vec<&'a Claim<TopicStatement>>,
) -> Vec<&'a Claim<TopicStatement>> {
    let windows = scope.windows();
    let then: Vec<&Claim<TopicStatement>> = claims
        .iter()
        .filter(|claim| {
            let since = claim.since.as_ref();
            !windows.is_empty() && since.is_some_and(|since| inside(&windows, since))
        })
        .copied()
        .collect();
    if then.is_empty() { claims } else { then }
}

/// What sources claim falsely on one aspect of a topic, with the reason why it is false.
fn refuted(scope: Scope<'_>, topic: &Topic, aspect: Aspect) -> Vec<Statement> {
    topic
        .statements
        .iter()
        .filter(|claim| claim.rank == Rank::Refuted && claim.known_on(scope.day))
        .filter(|claim| claim.value.aspect == aspect)
        .filter_map(|claim| {
            Some(Statement {
                kind: Kind::Stated,
                ..Statement::refuted(claim, claim.value.text.as_ref()?)?
            })
        })
        .collect()
}

/// What one claim states; disputed if another standing claim on the same matter contradicts it.
pub(super) fn state(
    scope: Scope<'_>,
    topic: &Topic,
    claim: &Claim<TopicStatement>,
) -> Option<Statement> {
    let text = claim.value.text.as_ref()?;
    let mut statement = scope.told(claim, Phrase::sentence(text));
    let rivals = topic
        .statements
        .iter()
        .filter(|other| {
            claim.value.about.is_some()
                && other.value.about == claim.value.about
                && other.rank != Rank::Refuted
                && other.known_on(scope.day)
        })
        .count();
    if rivals > 1 {
        statement.kind = Kind::Disputed;
    }
    Some(statement)
}

/// When an event happened, with versions.
pub(super) fn dates(scope: Scope<'_>, topic: &Topic) -> Vec<Statement> {
    let standing = scope.standing(&topic.dates);
    let disputed = standing.iter().enumerate().any(|(index, one)| {
        standing
            .iter()
            .skip(index + 1)
            .any(|other| !one.value.date.overlaps(&other.value.date))
    });
    let mut statements: Vec<Statement> = standing
        .iter()
        .enumerate()
        .map(|(index, claim)| {
            let id = if index == 0 {
                "topic-date"
            } else {
                "version-topic-date"
            };
            let phrase = Phrase::new(id)
                .with("topic", &topic.id)
                .with("moment", moment(&claim.value));
            let mut statement = if index == 0 {
                scope.told(claim, phrase)
            } else {
                scope.reported(claim, phrase)
            };
            if disputed {
                statement.kind = Kind::Disputed;
            }
            statement
        })
        .collect();
    if disputed {
        statements.extend(
            standing
                .first()
                .and_then(|claim| scope.because(claim, "because-better")),
        );
    }
    statements
}

/// Whether a date lies in one of the periods; always if there is none.
pub(super) fn inside(windows: &[Interval], date: &PartialDate) -> bool {
    windows.is_empty()
        || windows
            .iter()
            .any(|window| date.within(window.from, window.until) == Containment::Inside)
}
