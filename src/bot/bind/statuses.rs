//! What one person was, or was no longer, put as a claim: gone in a month, among the founders, there longer than another.

use super::moments::time_word;
use super::plain_claims::is_told;
use super::steps::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::person::RoleGroup;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::temporal::Relation;

/// "Was it April when Alpha left?" holds the day that she left on against April.
pub(super) fn day_of_leaving(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([person], [time]) = (query.people.as_slice(), query.filters.times.as_slice()) else {
        return;
    };
    // A date stands directly before the clause that names the departure.
    let mut named = slots.of(EntityKind::Person);
    let clause = named.next().and_then(|it| time_word(slots, it));
    let claimed = clause.is_some_and(|when| {
        let mut dated = slots.times.iter();
        dated.any(|it| it.range.end + 1 == when.range.start)
    });
    let plain = time.relation == Relation::In
        && query.filters.anchors.is_empty()
        && !query.filters.alternatives
        && !cue(slots, "or");
    if query.resolver == Resolver::When && claimed && plain && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Verify;
        query.polar = true;
        query.of_leaving = true;
    }
}

/// "Alpha is a founder" and "Alpha founded it" claim that Alpha belongs to the founders, and nothing about leaving.
pub(super) fn of_the_group(asked: Asked<'_>, query: &mut Query) {
    let filters = &query.filters;
    let plain = filters.times.is_empty()
        && filters.anchors.is_empty()
        && filters.reasons.is_empty()
        && filters.manners.is_empty()
        && filters.roles.is_empty()
        && filters.numbers.is_empty()
        && filters.ordinals.is_empty()
        && query.others.is_empty()
        && query.topics.is_empty()
        && query.words.is_empty();
    let ([_], true) = (
        query.people.as_slice(),
        plain && is_told(asked.interpretation),
    ) else {
        return;
    };
    // The word for the group may be read as the deed as well.
    let deeds = &query.claimed.deeds;
    let no_more = deeds.is_empty() || (deeds.len() == 1 && query.claimed.founds());
    let grouped = !filters.groups.is_empty() && no_more;
    if query.resolver == Resolver::Verify && grouped && !query.of_leaving && !query.leftover {
        query.resolver = Resolver::VerifyMember;
    }
    let claimed = &query.claimed;
    let founds = claimed.founds() && !claimed.founded_or_joined && !claimed.solo;
    let founders = asked
        .knowledge
        .group(&query.organisation, RoleGroup::Founder);
    if query.resolver == Resolver::VerifyMember
        && founds
        && query.filters.groups.is_empty()
        && founders.is_some()
    {
        query.filters.groups = vec![RoleGroup::Founder];
    }
}

/// "Did Alpha outlast Beta?" claims that Alpha left after Beta.
pub(super) fn outlasted(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let named = slots.of(EntityKind::Person).count();
    let claimed = cue(slots, "outlasts") && !cue(slots, "or") && is_told(asked.interpretation);
    if query.resolver == Resolver::Compare && query.people.len() == 2 && named == 2 && claimed {
        query.claimed.before = Some(false);
    }
}
