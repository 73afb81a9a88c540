//! Whom an answer speaks of beside its subjects.

use super::{subjects_in, subjects_of};
use crate::answer;
use crate::answer::phrase::Value;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::Answer;
use crate::answer::stays::NEXT;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::knowledge::text::Text;

/// All who left under the filters of a question on their reasons, where that is more than the answer has as its subjects.
pub(super) fn all_asked_about(
    knowledge: &Knowledge,
    query: &Query,
    named: Vec<PersonId>,
) -> Vec<PersonId> {
    let asked = Query {
        resolver: Resolver::WhoLeft,
        ..query.clone()
    };
    let told = answer::answer(knowledge, &asked).statements;
    let mut all = Vec::new();
    for statement in told.iter().filter(|it| it.phrase.id != "list-perhaps") {
        subjects_of(&statement.phrase, &mut all);
    }
    let more = named.iter().all(|id| all.contains(id)) && all.len() > named.len();
    if more { all } else { named }
}

/// The texts of the dataset that an answer tells.
pub(super) fn texts_of(answer: &Answer) -> impl Iterator<Item = &Text> {
    let values = answer.statements.iter().flat_map(|it| &it.phrase.values);
    values.filter_map(|(_, value)| match value {
        Value::Text(text) => Some(text),
        _ => None,
    })
}

/// Whoever an answer on a post names in a text of the dataset, and nobody else has been told of so far.
pub(super) fn heirs(
    knowledge: &Knowledge,
    query: &Query,
    answer: &Answer,
    listed: &[PersonId],
) -> Vec<PersonId> {
    // Beside the one who is told to have taken over, a text may name whom they took over from elsewhere.
    let told = listed.iter().any(|id| !query.people.contains(id));
    let posted = matches!(query.resolver, Resolver::Successor | Resolver::Predecessor);
    if !posted || told {
        return Vec::new();
    }
    let texts: Vec<&Text> = texts_of(answer).collect();
    let people = knowledge.people.values();
    let new = people.filter(|it| !query.people.contains(&it.id) && !listed.contains(&it.id));
    let said = new.filter(|it| texts.iter().any(|text| text.says(&it.name)));
    said.map(|it| it.id.clone()).collect()
}

/// Adds those whom a ranking names behind its first: they are in view, and the first is spoken of.
pub(super) fn behind_the_first(answer: &Answer, named: &mut Vec<PersonId>) {
    let values = answer.statements.iter().flat_map(|it| &it.phrase.values);
    for (_, value) in values.filter(|(name, _)| *name == NEXT) {
        subjects_in(value, named);
    }
}
