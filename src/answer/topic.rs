//! Events and topics: what they are, when they happened, what was paid, what is not known.

use super::lookup::{FEW, MANY};
use super::moment::moment;
use super::phrase::Phrase;
use super::scope::Scope;
use super::search::Record;
use super::statement::{Answer, DeclineReason, Kind, Statement};
use crate::knowledge::claim::{Aspect, Claim, Rank, TopicStatement};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::knowledge::topic::{Topic, TopicKind};
use crate::nlu::temporal::Interval;

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
    Answer::of(super::found::distinct(scope, statements, MANY))
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
    let standing: Vec<&Claim<TopicStatement>> = topic
        .statements
        .iter()
        .filter(|claim| claim.rank != Rank::Refuted && claim.known_on(scope.day))
        .collect();
    let asked: Vec<&Claim<TopicStatement>> = standing
        .iter()
        .filter(|claim| claim.value.aspect == aspect)
        .copied()
        .collect();
    let asked = at_the_time(scope, asked);
    let unanswered = asked.iter().all(|claim| claim.value.text.is_none());
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
    for claim in &asked {
        statements.extend(state(scope, topic, claim));
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
    // What it is gives the answer its ground; what else is known fills it up.
    let grounded = aspect == Aspect::What || !statements.is_empty();
    let rest = standing
        .iter()
        .filter(|claim| claim.value.aspect != aspect)
        .filter(|_| !grounded || unanswered || statements.len() < 3);
    let room = if grounded && !unanswered { 2 } else { 3 };
    let extra: Vec<Statement> = rest
        .take(room)
        .filter_map(|claim| state(scope, topic, claim))
        .collect();
    // Where nothing was recorded as the answer, what holds most of the question's words is nearest to one.
    let extra = if !grounded && matches!(aspect, Aspect::HowMany | Aspect::HowMuch) {
        super::found::by_match(scope, extra)
    } else {
        extra
    };
    statements.extend(extra);
    super::found::distinct(scope, statements, FEW)
}

/// The claims that became known in the period that the question names, if any did, else all.
fn at_the_time<'a>(
    scope: Scope<'_>,
    claims: Vec<&'a Claim<TopicStatement>>,
) -> Vec<&'a Claim<TopicStatement>> {
    let windows = windows(scope);
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
                "version-date"
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

/// What happened to the organisation in the period that the question names: events in order, the first claim of each.
pub(super) fn in_window(scope: Scope<'_>) -> Vec<Statement> {
    let windows = windows(scope);
    if windows.is_empty() {
        return Vec::new();
    }
    let mut events: Vec<(&Topic, &PartialDate)> = scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.organisations.contains(&scope.query.organisation))
        .filter_map(|topic| Some((topic, topic.date()?)))
        .filter(|(_, date)| date.earliest() <= scope.day && inside(&windows, date))
        .collect();
    events.sort_by_key(|(_, date)| date.sort_key());
    events
        .into_iter()
        .filter_map(|(topic, _)| {
            // What it is says more than a preferred detail.
            let standing = scope.standing(&topic.statements);
            let what = |claim: &&&Claim<TopicStatement>| claim.value.aspect == Aspect::What;
            let claim = standing.iter().find(what).or(standing.first())?;
            state(scope, topic, claim)
        })
        .take(FEW)
        .collect()
}

/// What topics say of an organisation that people went to: at most two statements, only if it is their subject.
pub(super) fn about_organisation(
    scope: Scope<'_>,
    organisation: &OrganisationId,
    found: usize,
) -> Vec<Statement> {
    let room = if found > 3 { 1 } else { 2 };
    let Some(record) = scope.knowledge.organisations.get(organisation) else {
        return Vec::new();
    };
    scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.organisations.contains(organisation))
        .flat_map(|topic| {
            topic
                .statements
                .iter()
                .filter(|claim| claim.rank != Rank::Refuted && claim.known_on(scope.day))
                .filter(|claim| {
                    matches!(
                        claim.value.aspect,
                        Aspect::Where | Aspect::HowMany | Aspect::Who
                    )
                })
                .filter(|claim| {
                    let text = claim.value.text.as_ref();
                    text.is_some_and(|text| text.says(&record.name))
                })
                .filter_map(|claim| state(scope, topic, claim))
                .collect::<Vec<_>>()
        })
        .take(room)
        .collect()
}

/// What somebody said or did in public that events record: events of which the person is the only one, in the period
/// that the question names, those that hold words of the question before the others, the newest first.
pub(super) fn statements_about(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let windows = windows(scope);
    let place = |topic: &Topic| {
        scope
            .query
            .found
            .iter()
            .position(|hit| {
                !hit.refuted && matches!(&hit.record, Record::Topic(id, _) if *id == topic.id)
            })
            .unwrap_or(usize::MAX)
    };
    let mut events: Vec<(&Topic, &Claim<TopicStatement>, &PartialDate)> = scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.kind == TopicKind::Event)
        .filter(|topic| topic.people == [person.id.clone()])
        .filter_map(|topic| {
            let date = topic.date()?;
            let claim = topic.statements.iter().find(|claim| {
                claim.value.aspect == Aspect::What
                    && claim.rank != Rank::Refuted
                    && claim.known_on(scope.day)
                    && is_subject(person, claim)
            })?;
            Some((topic, claim, date))
        })
        .filter(|(_, _, date)| date.earliest() <= scope.day && inside(&windows, date))
        .collect();
    events.sort_by_key(|(topic, _, date)| (place(topic), std::cmp::Reverse(date.sort_key())));
    events
        .into_iter()
        .filter_map(|(topic, claim, _)| state(scope, topic, claim))
        .collect()
}

/// Whether a text begins with the person's name in the dataset's own language.
pub(super) fn begins_with(person: &Person, text: &Text) -> bool {
    let (name, text) = (person.name.versions().next(), text.versions().next());
    name.zip(text)
        .is_some_and(|(name, text)| text.starts_with(name))
}

/// Whether the sentence begins with the person's name, who then is the one that spoke or acted.
fn is_subject(person: &Person, claim: &Claim<TopicStatement>) -> bool {
    let text = claim.value.text.as_ref();
    text.is_some_and(|text| begins_with(person, text))
}

/// What is reported of two people together: notes and reasons of the second one's departure and statements on topics that
/// name both.
pub(super) fn of_both(scope: Scope<'_>, speaker: &Person, leaver: &Person) -> Vec<Statement> {
    let names = |person: &Person, text: &Text| text.says(&person.name);
    // Only where the speaker is who the sentence is about: a list of names says nothing of what one said of another.
    let begins = |text: &Text| begins_with(speaker, text);
    let few = |text: &Text| {
        let people = scope.knowledge.people.values();
        people.filter(|it| names(it, text)).count() <= 3
    };
    let mut statements = Vec::new();
    if let Some(exit) = scope.exit_of(leaver) {
        let notes = scope.standing(&exit.departure.note).into_iter();
        for claim in notes.filter(|claim| begins(&claim.value.text)) {
            statements.extend(super::notes::note(scope, &exit, claim));
        }
    }
    for topic in scope.knowledge.topics.values() {
        for claim in scope.standing(&topic.statements) {
            let both = |text: &Text| begins(text) && names(leaver, text) && few(text);
            if claim.value.text.as_ref().is_some_and(both) {
                statements.extend(state(scope, topic, claim));
            }
        }
    }
    statements
}

/// What is recorded of the organisations that the question names beside the main one: who went there, who came from
/// there, what topics say of it.
pub(super) fn organisations(scope: Scope<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for id in &scope.query.others {
        for exit in scope.knowledge.exits().filter(|exit| scope.happened(exit)) {
            for claim in scope.standing(&exit.departure.destination) {
                let here = claim.value.organisation.as_ref() == Some(id);
                let text = claim.value.text.as_ref().filter(|_| here);
                statements.extend(text.map(|text| {
                    let phrase = Phrase::predicate(&exit.person.id, text);
                    scope.told(claim, phrase)
                }));
            }
        }
        let room = statements.len() + 3;
        statements.extend(about_organisation(scope, id, statements.len()));
        for person in scope.knowledge.people.values() {
            for claim in scope.standing(&person.facts) {
                if claim.value.organisations.contains(id) && statements.len() < room {
                    statements.push(super::profile::fact(scope, person, claim));
                }
            }
        }
    }
    super::found::distinct(scope, statements, MANY)
}

/// The periods that the question names.
fn windows(scope: Scope<'_>) -> Vec<Interval> {
    scope
        .query
        .times
        .iter()
        .filter(|time| time.form != crate::nlu::temporal::Form::Now)
        .map(|time| time.bounds())
        .collect()
}

/// Whether a date lies in one of the periods; always if there is none.
fn inside(windows: &[Interval], date: &PartialDate) -> bool {
    windows.is_empty()
        || windows.iter().any(|window| {
            date.within(window.from, window.until) == crate::knowledge::date::Containment::Inside
        })
}
