//! The day of somebody's departure as the time of a question: "how many remained when Alpha left?"

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Grain, Interval, Relation, TimeMention};

/// The day on which somebody left, if a clause of the question means it: its subject stands directly behind the word for
/// the time, as that of no question does.
pub(in crate::bot) fn when_left(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    person: &PersonId,
) -> Option<TimeMention> {
    let slots = &interpretation.slots;
    let mut named = slots.of(EntityKind::Person);
    let (Some(mention), None) = (named.next(), named.next()) else {
        return None;
    };
    let clause = slots.filled.iter().any(|it| {
        let when = it.slot == VocabularySlot::Aspect && it.value == Aspect::When.name();
        when && it.range.end + 1 == mention.range.start
    });
    let person = knowledge.people.get(person).filter(|_| clause)?;
    let until = Interval {
        from: None,
        until: Some(knowledge.exits_of(person).last()?.date()?.latest()),
    };
    Some(TimeMention {
        relation: Relation::AsOf,
        ..TimeMention::within(0..0, until, Grain::Day)
    })
}

/// "How many remained when Alpha left?" is asked of that day.
pub(super) fn remained_then(asked: Asked<'_>, query: &mut Query) {
    let remained = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let free = query.times.is_empty() && query.anchors.is_empty() && !query.polar;
    if let ([person], true) = (query.people.as_slice(), remained && free)
        && let Some(time) = when_left(asked.knowledge, asked.interpretation, person)
    {
        query.times = vec![time];
        query.people.clear();
    }
}

/// "How many left since May?" counts who left: who remains is asked of a day.
pub(super) fn left_since(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let since = query.times.iter().any(|it| it.relation == Relation::Since);
    let stays = query.stays || cue(slots, "staying") || cue(slots, "persists");
    let leaves = cue(slots, "leaving") && query.people.is_empty() && query.anchors.is_empty();
    if !since || stays || !leaves {
        return;
    }
    query.resolver = match query.resolver {
        Resolver::CountRemaining => Resolver::Count,
        Resolver::Remaining => Resolver::WhoLeft,
        _ => return,
    };
    query.except_groups.clear();
}
