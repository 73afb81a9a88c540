//! Events and topics: what they are, when they happened, what was paid, what is not known.

use super::lookup::FEW;
use super::phrase::Phrase;
use super::scope::{Scope, moment};
use super::statement::{Answer, DeclineReason, Kind, Statement};
use crate::knowledge::claim::{Aspect, Claim, Rank, TopicStatement};
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::{Person, best};
use crate::knowledge::topic::{Topic, TopicKind};

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
    Answer::of(statements)
}

/// What is known of a topic, what was asked first.
fn about_topic(scope: Scope<'_>, topic: &Topic, aspect: Aspect) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    // An event is not known before it happens, whatever its claims say of their own beginning.
    let future = topic.kind == TopicKind::Event
        && best(&topic.dates).is_some_and(|claim| claim.value.date.earliest() > scope.day);
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
    statements.extend(extra);
    statements.truncate(FEW);
    statements
}

/// What one claim states; disputed if another standing claim on the same matter contradicts it.
pub(super) fn state(
    scope: Scope<'_>,
    topic: &Topic,
    claim: &Claim<TopicStatement>,
) -> Option<Statement> {
    let text = claim.value.text.as_ref()?;
    let mut statement = scope.told(claim, Phrase::new("sentence").with("text", text));
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
    let windows: Vec<_> = scope
        .query
        .times
        .iter()
        .filter(|time| time.form != crate::nlu::temporal::Form::Now)
        .map(|time| time.bounds())
        .collect();
    if windows.is_empty() {
        return Vec::new();
    }
    let mut events: Vec<(&Topic, &crate::knowledge::date::PartialDate)> = scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.organisations.contains(&scope.query.organisation))
        .filter_map(|topic| Some((topic, &best(&topic.dates)?.value.date)))
        .filter(|(_, date)| {
            date.earliest() <= scope.day
                && windows.iter().any(|window| {
                    date.within(window.from, window.until)
                        == crate::knowledge::date::Containment::Inside
                })
        })
        .collect();
    events.sort_by_key(|(_, date)| date.sort_key());
    events
        .into_iter()
        .filter_map(|(topic, _)| {
            let claim = scope.best(&topic.statements)?;
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
                    claim.value.text.as_ref().is_some_and(|text| {
                        text.versions().any(|version| {
                            record.name.versions().any(|name| version.contains(name))
                        })
                    })
                })
                .filter_map(|claim| state(scope, topic, claim))
                .collect::<Vec<_>>()
        })
        .take(room)
        .collect()
}

/// What somebody said that events record: events of which the person is the only one, in order.
pub(super) fn statements_about(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let mut events: Vec<&Topic> = scope
        .knowledge
        .topics
        .values()
        .filter(|topic| topic.kind == TopicKind::Event)
        .filter(|topic| topic.people == [person.id.clone()])
        .collect();
    events.sort_by_key(|topic| best(&topic.dates).map(|claim| claim.value.date.sort_key()));
    events
        .into_iter()
        .filter_map(|topic| {
            let claim = scope.best(&topic.statements)?;
            state(scope, topic, claim)
        })
        .collect()
}
