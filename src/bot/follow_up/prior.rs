//! Where the one who was spoken of was before: "and where did she work before that?", "and before Alpha?", "that was Beta,
//! right?"

use super::leaning::Leaning;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::temporal::Relation;

/// Such a question has no more words of its own.
const ASKING: usize = 5;

/// The one spoken of, where it is asked what was before: where they worked, or of an organisation that is named.
pub(super) fn of_whom<'a>(leaning: &Leaning<'_>, memory: &'a Memory) -> Option<&'a PersonId> {
    let [one] = memory.subjects.as_slice() else {
        return None;
    };
    let slots = &leaning.interpretation.slots;
    let mut mentions = slots.mentions.iter();
    let organisations = mentions.all(|it| it.kind == EntityKind::Organisation);
    let named = !slots.mentions.is_empty();
    let place = leaning.aspect() == Some(Aspect::Where);
    let asks = place || (named && leaning.aspect().is_none());
    let before = slots
        .relations
        .iter()
        .any(|it| it.relation == Relation::Before);
    let told = memory.query.resolver.is_about_somebody();
    let asked = organisations && asks && before && !leaning.leaves();
    (told && asked && slots.times.is_empty() && leaning.words <= ASKING).then_some(one)
}

/// Takes from the conversation whose past is meant. Returns whether it is asked for.
pub(super) fn take(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(one) = of_whom(leaning, memory) else {
        return false;
    };
    let others = query.others.clone();
    *query = Query {
        others: others
            .into_iter()
            .filter(|it| *it != memory.query.organisation)
            .collect(),
        ..memory.asking_whom(vec![one.clone()], Resolver::Background, query.today)
    };
    true
}
