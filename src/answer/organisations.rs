//! What is recorded of an organisation that people went to or came from.

use super::found::distinct;
use super::lookup::MANY;
use super::phrase::Phrase;
use super::scope::Scope;
use super::statement::Statement;
use super::topic::state;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::organisation::Organisation;
use crate::knowledge::text::Text;

/// How many topics say went to an organisation: at most two statements.
pub(super) fn numbers_who_went(
    scope: Scope<'_>,
    organisation: &OrganisationId,
    found: usize,
) -> Vec<Statement> {
    topics_on(scope, organisation, found, |text, record| {
        number_before(text, record).is_some()
    })
}

/// What topics say of an organisation that people went to: at most two statements, only if it is their subject.
pub(super) fn about_organisation(
    scope: Scope<'_>,
    organisation: &OrganisationId,
    found: usize,
) -> Vec<Statement> {
    topics_on(scope, organisation, found, |text, record| {
        text.says(&record.name)
    })
}

/// What topics say of an organisation in texts of a kind: at most two statements, one beside more than three others.
fn topics_on(
    scope: Scope<'_>,
    organisation: &OrganisationId,
    found: usize,
    of_kind: impl Fn(&Text, &Organisation) -> bool,
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
        // Who founded an organisation did not come to it from another one.
        .filter(|topic| record.founding.as_ref() != Some(&topic.id))
        .flat_map(|topic| {
            topic
                .statements
                .iter()
                .filter(|claim| claim.stands_on(scope.day))
                .filter(|claim| {
                    matches!(
                        claim.value.aspect,
                        Aspect::Where | Aspect::HowMany | Aspect::Who
                    )
                })
                .filter(|claim| {
                    let text = claim.value.text.as_ref();
                    text.is_some_and(|text| of_kind(text, record))
                })
                .filter_map(|claim| state(scope, topic, claim))
                .collect::<Vec<_>>()
        })
        .take(room)
        .collect()
}

/// How many people topics say went to an organisation: the last number before its name in one clause, in any language of
/// the text.
pub(super) fn number_of(scope: Scope<'_>, organisation: &OrganisationId) -> Option<i64> {
    let record = scope.knowledge.organisations.get(organisation)?;
    let topics = scope.knowledge.topics.values();
    topics
        .filter(|topic| topic.organisations.contains(organisation))
        .flat_map(|topic| &topic.statements)
        .filter(|claim| claim.stands_on(scope.day))
        .filter(|claim| matches!(claim.value.aspect, Aspect::Where | Aspect::HowMany))
        .filter_map(|claim| claim.value.text.as_ref())
        .find_map(|text| number_before(text, record))
}

/// The last number before an organisation's name in one clause, in any language of the text.
fn number_before(text: &Text, organisation: &Organisation) -> Option<i64> {
    let mut clauses = text.versions().flat_map(|it| it.split(CLAUSES));
    clauses.find_map(|clause| {
        let mut names = organisation.name.versions();
        let (before, _) = names.find_map(|name| clause.split_once(name))?;
        let mut numbers = before.rsplit(|c: char| !c.is_ascii_digit());
        numbers.find_map(|it| it.parse().ok())
    })
}

/// What parts the clauses of a text of the data.
const CLAUSES: [char; 4] = [',', ';', '、', '。'];

/// What is recorded of the organisations that the question names: who went there, who came from
/// there, what topics say of it.
pub(super) fn organisations(scope: Scope<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    // Of the organisation that all is about, a few facts of this kind tell nothing.
    let named =
        scope.query.organisation_named && scope.query.organisation != scope.knowledge.organisation;
    let home = named.then_some(&scope.query.organisation);
    for id in scope.query.others.iter().chain(home) {
        for exit in scope.knowledge.exits().filter(|exit| scope.happened(exit)) {
            for claim in scope.standing(&exit.departure.destination) {
                let here = claim.value.organisation.as_ref() == Some(id);
                let text = claim.value.text.as_ref().filter(|_| here);
                statements.extend(
                    text.map(|text| scope.told(claim, Phrase::predicate(&exit.person.id, text))),
                );
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
    distinct(scope, statements, MANY)
}
