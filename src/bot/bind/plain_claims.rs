//! Claims in plain words that are most like a question for a list, a date or a list of people: "the CFO went to Alpha",
//! "nobody left in 2024", "Alpha was founded in 2020".

use super::Asked;
use super::holders::went_to;
use crate::answer::query::{FOUNDED, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Form;

/// Whether nothing in a question asks for a reason, a day, a number or a name.
pub(super) fn is_told(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    !slots.has(VocabularySlot::Aspect) && !cue(slots, "how-long") && !cue(slots, "asks-what")
}

/// "Alpha invented it?" claims what somebody made, and asks for no length of time.
pub(super) fn made_by_one(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let lengths = [
        "until-when",
        "since-when",
        "length-days",
        "length-months",
        "longest",
    ];
    let long = lengths.iter().any(|it| cue(slots, it));
    let claims = query.polar && is_told(asked.interpretation) && !long;
    let one = query.people.len() == 1 && query.filters.times.is_empty();
    if query.resolver == Resolver::Tenure && asked.on_topic && claims && one {
        query.resolver = Resolver::Verify;
    }
}

/// "The CFO went to Alpha", "the CFO quit after a year": claimed of the one who held the post and left, and no question for a
/// list.
pub(super) fn moved_from_a_post(asked: Asked<'_>, query: &mut Query) {
    let goes = query.resolver == Resolver::WhoWentTo && query.others.len() == 1;
    let leaves = query.resolver == Resolver::WhoLeft && quits(asked.interpretation);
    let lists = (goes || leaves) && query.people.is_empty();
    if !lists || query.filters.roles.is_empty() || !is_told(asked.interpretation) {
        return;
    }
    let holds = |id: &&PersonId| {
        let person = asked.knowledge.people.get(*id);
        let mut memberships = person.into_iter().flat_map(|it| &it.memberships);
        memberships
            .any(|it| it.organisation == query.organisation && it.holds(&query.filters.roles))
    };
    let gone = |id: &&PersonId| {
        let mut places = query.others.iter();
        places.all(|it| went_to(asked.knowledge, id, it)) && asked.knowledge.has_left(id)
    };
    let mut went = asked.knowledge.people.keys().filter(holds).filter(gone);
    if let (Some(one), None) = (went.next(), went.next()) {
        query.people = vec![one.clone()];
        query.filters.roles.clear();
        query.resolver = Resolver::Verify;
        query.polar = true;
    }
}

/// Whether a word for leaving stands directly behind a post: "the CFO quit".
fn quits(interpretation: &Interpretation) -> bool {
    let filled = || interpretation.slots.filled.iter();
    filled()
        .filter(|it| it.slot == VocabularySlot::Role)
        .any(|post| {
            filled().any(|it| {
                let verb = it.slot == VocabularySlot::Cue && it.value == "gone";
                verb && it.range.start == post.range.end + 1
            })
        })
}

/// "Alpha was founded in 2020" claims a day of the founding.
pub(super) fn founded_then(asked: Asked<'_>, query: &mut Query) {
    let about = matches!(
        query.resolver,
        Resolver::Lead | Resolver::Topic(Aspect::What | Aspect::Who | Aspect::When)
    );
    let slots = &asked.interpretation.slots;
    let dated = query.filters.times.iter().any(|it| it.form != Form::Now);
    let alone = query.people.is_empty()
        && query.filters.roles.is_empty()
        && slots.of(EntityKind::Organisation).count() == 1
        && slots.of(EntityKind::Person).next().is_none();
    let founds = slots
        .values(VocabularySlot::Deed)
        .any(|it| it.starts_with(FOUNDED));
    // "Alpha was founded" may be a name of the founding.
    let founding = |id: &TopicId| {
        let mut organisations = asked.knowledge.organisations.values();
        organisations.any(|it| it.founding.as_ref() == Some(id))
    };
    let named = matches!(query.topics.as_slice(), [topic] if founding(topic));
    let whole = asked.on_topic && named && query.people.is_empty();
    if about && dated && whole && is_told(asked.interpretation) {
        query.resolver = Resolver::Verify;
        query.polar = true;
    } else if about && dated && alone && founds && is_told(asked.interpretation) {
        query.resolver = Resolver::Verify;
        query.polar = true;
        query.topics.clear();
        query.filters.groups.clear();
    }
}

/// "Did she start it or join it?" offers for choice what her post tells; of a place where she went after leaving, where she
/// went does.
pub(super) fn founded_or_joined(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let at = |which: &dyn Fn(&Filled) -> bool| {
        let found = slots.filled.iter().find(|it| which(it));
        found.map(|it| it.range.start)
    };
    let cued = |it: &Filled, value: &str| it.slot == VocabularySlot::Cue && it.value == value;
    let founds = at(&|it| {
        cued(it, "starts") || (it.slot == VocabularySlot::Deed && it.value.starts_with(FOUNDED))
    });
    let joins = at(&|it| cued(it, "joins"));
    let or = at(&|it| cued(it, "or"));
    let between = founds
        .zip(joins)
        .zip(or)
        .is_some_and(|((one, other), or)| one.min(other) < or && or < one.max(other));
    if !between || query.people.len() > 1 || slots.has(VocabularySlot::Aspect) {
        return;
    }
    let Some(person) = query.people.first() else {
        // Of whom it is asked is asked back.
        query.resolver = Resolver::Tenure;
        return;
    };
    let gone_there =
        |memory: &crate::bot::memory::Memory| memory.query.resolver == Resolver::Destination;
    let went = query
        .others
        .iter()
        .any(|it| went_to(asked.knowledge, person, it))
        || (asked.memory.is_some_and(gone_there) && !query.organisation_named);
    query.claimed.deeds.clear();
    query.filters.venture = false;
    query.filters.reasons.clear();
    query.filters.towards.clear();
    query.topics.clear();
    query.words.clear();
    if went {
        query.resolver = Resolver::Destination;
        query.polar = false;
    } else {
        query.others.clear();
        query.resolver = Resolver::VerifyMember;
        query.claimed.founded_or_joined = true;
    }
}

/// "Nobody left in 2024", "no founder left in 2025": the opposite of a list.
pub(super) fn nobody_left(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let lists = matches!(
        query.resolver,
        Resolver::Verify | Resolver::WhoLeft | Resolver::Count | Resolver::When
    );
    let none_of = slots.filled.iter().any(|it| {
        let none = it.slot == VocabularySlot::Cue && it.value == "none-of";
        none && slots.filled.iter().any(|group| {
            let kind = matches!(group.slot, VocabularySlot::Group | VocabularySlot::Role);
            kind && group.range.start == it.range.end + 1
        })
    });
    let denies = cue(slots, "nobody") || none_of;
    let leaves = cue(slots, "leaving") || cue(slots, "gone");
    let bounded = !query.filters.times.is_empty() || !query.filters.anchors.is_empty();
    let free = query.people.is_empty()
        && query.others.is_empty()
        && query.filters.numbers.is_empty()
        && query.filters.reasons.is_empty()
        && query.filters.lacking.is_empty()
        && query.filters.except_people.is_empty()
        && !query.stays;
    if lists && denies && leaves && bounded && free && is_told(asked.interpretation) {
        query.resolver = Resolver::Verify;
        query.claimed.nobody = true;
        query.negated = false;
        query.filters.manners.clear();
        // The group is denied, and not taken out.
        if none_of {
            query
                .filters
                .groups
                .append(&mut query.filters.except_groups);
        }
    }
}

/// "Alpha has no founders left", "none of the founders remain": that all of them have left.
pub(super) fn nobody_remains(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let lists = matches!(
        query.resolver,
        Resolver::Verify
            | Resolver::VerifyRemains
            | Resolver::WhoLeft
            | Resolver::Count
            | Resolver::Remaining
            | Resolver::CountRemaining
            | Resolver::Members
    );
    let filled = || slots.filled.iter();
    let of_kind = |it: &&Filled| matches!(it.slot, VocabularySlot::Group | VocabularySlot::Role);
    let Some(group) = filled().find(of_kind) else {
        return;
    };
    let denied = filled().any(|it| {
        let denies = match it.slot {
            VocabularySlot::Cue => matches!(it.value.as_str(), "nobody" | "none-of"),
            VocabularySlot::Negation => true,
            VocabularySlot::Number => it.value == "0",
            _ => false,
        };
        // Without spaces between words, the denial stands behind.
        let between = asked
            .interpretation
            .text
            .get(it.range.end..group.range.start);
        let close = between.is_some_and(|it| it.split_whitespace().count() <= NONE_OF);
        denies && (close || !asked.interpretation.text.is_ascii())
    });
    // "No founders left Alpha" and "no founders left in 2025" tell that nobody went.
    let stands_alone = |it: &Filled| {
        let behind = it.range.end + 1;
        let mut named = slots.mentions.iter().map(|it| it.range.start);
        let mut dated = slots.times.iter().map(|it| it.range.start);
        it.range.start > group.range.end
            && !named.any(|it| it == behind)
            && !dated.any(|it| it <= behind + 3 && it >= behind)
    };
    let left = filled()
        .any(|it| it.slot == VocabularySlot::Cue && it.value == "left-over" && stands_alone(it));
    let remains = query.stays || cue(slots, "staying") || left;
    let free = query.people.is_empty()
        && query.others.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.reasons.is_empty()
        && query.filters.numbers.iter().all(|it| *it == 0);
    if lists && denied && remains && free && !query.all && is_told(asked.interpretation) {
        query.resolver = Resolver::Verify;
        query.all = true;
        query.negated = false;
        query.stays = false;
        query.filters.numbers.clear();
        let denied = std::mem::take(&mut query.filters.except_groups);
        query.filters.groups.extend(denied);
    }
}

/// "Not one of the" has so many words before the group that it denies, and no more.
const NONE_OF: usize = 3;

/// "Did Alpha and Beta leave to start a company together?" claims what they did, and asks for no order.
pub(super) fn did_together(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let purpose = query.filters.venture || !query.filters.reasons.is_empty();
    let several = query.resolver == Resolver::Compare && query.people.len() > 1;
    let orders = slots.has(VocabularySlot::Ordinal) || cue(slots, "or") || query.focus.same_day;
    // "Did they found a company together?" has no word for leaving, nor for an order.
    let deed = !query.of_leaving && slots.relations.is_empty() && cue(slots, "jointly-done");
    if several && (purpose || deed) && query.polar && !orders && is_told(asked.interpretation) {
        query.resolver = Resolver::Verify;
    }
}

/// "Is it accurate that Alpha left in 2025?" puts the claim to the test, and not the sources.
pub(super) fn put_to_the_test(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let trusts = matches!(query.resolver, Resolver::Reliability | Resolver::Sources);
    let Some(person) = slots.of(EntityKind::Person).next() else {
        return;
    };
    let first = slots.filled.iter().any(|it| {
        let asks = it.slot == VocabularySlot::Polar && it.value == "any";
        asks && it.range.end < person.range.start
    });
    let leaves = slots.filled.iter().any(|it| {
        let leaving =
            it.slot == VocabularySlot::Cue && matches!(it.value.as_str(), "leaving" | "gone");
        (leaving || it.slot == VocabularySlot::Manner) && it.range.start > person.range.end
    });
    if trusts && first && leaves && !query.people.is_empty() && asked.memory.is_none() {
        query.resolver = Resolver::Verify;
        query.polar = true;
    }
}

/// "Alpha came from Beta" is confirmed where it is so.
pub(super) fn came_from(asked: Asked<'_>, query: &mut Query) {
    let places = [&query.others, &query.filters.formerly];
    let mut places = places.into_iter().flatten();
    let ([person], Some(place)) = (query.people.as_slice(), places.next()) else {
        return;
    };
    // "Alpha came from Beta, can you check that?"
    let from = query.resolver == Resolver::Verify && !query.filters.formerly.is_empty();
    let from = from && !query.of_leaving;
    let told = (query.resolver == Resolver::Background || from) && is_told(asked.interpretation);
    let person = asked.knowledge.people.get(person);
    let mut facts = person.into_iter().flat_map(|it| &it.facts);
    let there = facts.any(|it| it.value.kind.is_origin() && it.value.organisations.contains(place));
    let free = !asks(&asked.interpretation.slots, Aspect::Where) && query.filters.times.is_empty();
    query.claimed.origin = told && there && free;
    if from && query.claimed.origin {
        query.resolver = Resolver::Background;
    }
}

/// "Alpha compared leaving to a divorce" claims something of leaving, and not that she left.
pub(super) fn of_leaving_as_such(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let ([_], Resolver::Verify) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let Some(person) = slots.of(EntityKind::Person).next() else {
        return;
    };
    let cued = |it: &&Filled, value: &str| it.slot == VocabularySlot::Cue && it.value == value;
    let filled = || slots.filled.iter();
    let nouns = || filled().filter(|it| cued(it, "leaving-noun"));
    let mut leaving = filled().filter(|it| cued(it, "leaving") || cued(it, "gone"));
    let spoken_of = leaving.all(|it| nouns().any(|noun| noun.range == it.range));
    // A verb of its own stands between the name and the word.
    let behind = person.range.end + 1;
    let helps = |it: &Filled| {
        let helping = ["copula", "has-done", "held-then", "leaving", "gone"];
        let cue = it.slot == VocabularySlot::Cue && helping.contains(&it.value.as_str());
        cue || it.slot == VocabularySlot::Manner
    };
    let verb = nouns().any(|it| it.range.start > behind) && !slots.fills(behind, helps);
    let plain = query.claimed.deeds.is_empty()
        && query.filters.manners.is_empty()
        && query.filters.reasons.is_empty()
        && !query.claimed.causal;
    let starts = person.range.start == 0 && text.is_ascii();
    if query.of_leaving && spoken_of && verb && plain && starts && asked.memory.is_none() {
        query.of_leaving = false;
        query.leftover = true;
    }
}

/// "Which sources say that 50 left?" asks whether that is so, with those who say it.
pub(super) fn number_in_sources(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let leaves = query.of_leaving || cue(slots, "has-left");
    let counted = !query.filters.numbers.is_empty() && query.people.is_empty();
    let sought = query.resolver == Resolver::Sources && asked.memory.is_none();
    if sought && counted && leaves && query.sources.is_empty() {
        query.resolver = Resolver::Verify;
        query.polar = true;
    }
}

/// "Did she mention the tower in her farewell?" is told with what she said of it, where a topic holds that.
pub(super) fn topic_mentioned(asked: Asked<'_>, query: &mut Query) {
    let ([person], [topic]) = (query.people.as_slice(), query.topics.as_slice()) else {
        return;
    };
    let told = is_told(asked.interpretation) && asked.interpretation.text.is_ascii();
    let said = query.resolver == Resolver::Statement && query.polar && asked.on_topic && told;
    let topic = asked.knowledge.topics.get(topic);
    let theirs = topic.is_some_and(|it| it.people.contains(person));
    if said && theirs && asked.memory.is_none() {
        query.resolver = Resolver::Topic(Aspect::What);
        query.people.clear();
    }
}

/// "Alpha is formerly of Beta, right?" of somebody of whom nothing is known there is told where they came from, and not that
/// where they went is unknown.
pub(super) fn never_there(asked: Asked<'_>, query: &mut Query) {
    let ([person], [place]) = (query.people.as_slice(), query.others.as_slice()) else {
        return;
    };
    let claimed = matches!(
        query.resolver,
        Resolver::Verify | Resolver::VerifyRemains | Resolver::VerifyMember
    );
    let worked = query
        .claimed
        .deeds
        .iter()
        .any(|it| it.starts_with(super::turns::WORKED));
    let Some(person) = asked.knowledge.people.get(person) else {
        return;
    };
    let mut told = person.facts.iter();
    let there = told.any(|it| it.value.organisations.contains(place));
    let gone = asked.knowledge.exits_of(person).any(|exit| {
        let mut went = exit.departure.destination.iter();
        went.any(|it| it.value.organisation.as_ref() == Some(place))
    });
    let known = person.facts.iter().any(|it| it.value.kind.is_origin());
    let home = *place == asked.knowledge.organisation;
    if claimed && worked && known && !there && !gone && !home && !query.of_leaving {
        query.resolver = Resolver::Background;
        query.others.clear();
    }
}

/// "Three founders are formerly of Beta?" asks who came from there.
pub(super) fn several_from_there(asked: Asked<'_>, query: &mut Query) {
    let [place] = query.others.as_slice() else {
        return;
    };
    let worked = query.claimed.deeds.iter();
    let worked = worked
        .into_iter()
        .any(|it| it.starts_with(super::turns::WORKED));
    let claimed = matches!(query.resolver, Resolver::Verify | Resolver::Count);
    let elsewhere = *place != asked.knowledge.organisation;
    if claimed && worked && elsewhere && query.people.is_empty() {
        query.resolver = Resolver::Background;
        query.filters.numbers.clear();
    }
}
