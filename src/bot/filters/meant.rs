//! What the filters of a question make of its look-up: "who left for his kids?" names no place to go to, and "who were the
//! last two?" asks for places.

use super::{VENTURE, cue};
use crate::answer::query::{Anchor, Query, SAID};
use crate::answer::resolver::Resolver;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::temporal::{Form, Relation, TimeMention};

/// Of those who left, those who had gone by the moment of a departure are meant by "when Alpha left".
pub(in crate::bot) fn gone_by_then(query: &mut Query) {
    if !matches!(query.resolver, Resolver::WhoLeft | Resolver::Count) {
        return;
    }
    for (relation, anchor) in &mut query.filters.anchors {
        if *relation == Relation::AsOf && matches!(anchor, Anchor::Person(_)) {
            *relation = Relation::Until;
        }
    }
}

/// "Who is the CFO now?" may be most like a question on how one was appointed, and is about who holds the post.
pub(in crate::bot) fn held_now(query: &mut Query, on_topic: bool) {
    let now = query.filters.times.iter().any(|it| it.form == Form::Now);
    // "Who are the founders?" may be most like "who is the CEO?".
    let group = query.filters.roles.is_empty() && !query.filters.groups.is_empty();
    if query.resolver == Resolver::Lead && group && query.people.is_empty() && !on_topic {
        query.resolver = Resolver::Members;
    }
    let topical = matches!(query.resolver, Resolver::Topic(Aspect::Who | Aspect::What));
    // "Who's president now?" speaks of nobody who left.
    let stays = query.resolver == Resolver::WhoLeft && !query.of_leaving && query.people.is_empty();
    if (topical || stays) && !on_topic && now && !query.filters.roles.is_empty() {
        query.resolver = Resolver::Profile;
        query.topics.clear();
    }
}

/// Who went somewhere, and who left.
fn went_or_left(query: &mut Query, towards: bool) {
    // Who went nowhere in particular left; who came from nowhere in particular and was removed is asked for by manner.
    let nowhere =
        query.others.is_empty() && query.filters.formerly.is_empty() && query.people.is_empty();
    // "Who left for his kids?" names a reason and no place.
    if query.resolver == Resolver::WhoWentTo
        && nowhere
        && (!towards || !query.filters.reasons.is_empty())
    {
        query.resolver = Resolver::WhoLeft;
    }
    of_comers(query, towards);
    // "Who of those who left in 2025 went to Alpha?"
    let gone_there = query.people.is_empty() && query.filters.anchors.is_empty();
    if query.resolver == Resolver::WhoLeft && gone_there && !query.filters.towards.is_empty() {
        query.resolver = Resolver::WhoWentTo;
    }
    if query.resolver == Resolver::Background && nowhere && !query.filters.manners.is_empty() {
        query.resolver = Resolver::Manner;
    }
}

/// "Alpha announced it on 14 August" claims a day, and no words.
fn day_announced(query: &mut Query) {
    let claims = query.resolver == Resolver::Verify && query.filters.announced;
    if claims && !query.people.is_empty() && !query.filters.times.is_empty() {
        query.claimed.deeds.retain(|it| !it.starts_with(SAID));
    }
}

/// A question that filters by what is not known, or by what stands after somebody without asking for the next one, asks
/// for a list, whatever it is worded like.
///
/// `on_topic` is whether the question names an event or a topic, `towards` whether it has a word for going somewhere.
pub(in crate::bot) fn of_many(query: &mut Query, on_topic: bool, towards: bool) {
    went_or_left(query, towards);
    // "Has the last founder left?" asks whether all have.
    let the_last = query.filters.ordinals == [-1]
        && query.people.is_empty()
        && !query.filters.groups.is_empty();
    if query.resolver == Resolver::Verify && the_last {
        query.filters.ordinals.clear();
        query.all = true;
    }
    // "Which former Alpha people were the last to go?"
    let ranked = !query.filters.ordinals.is_empty() && query.people.is_empty();
    let elsewhere = !query.filters.formerly.is_empty() || !query.others.is_empty();
    if query.resolver == Resolver::Background && ranked && elsewhere {
        query.resolver = Resolver::Order;
        query.filters.formerly.append(&mut query.others);
    }
    // "Why did she only last three months?" names no time at which she left.
    if query.resolver == Resolver::Why && !query.people.is_empty() {
        query
            .filters
            .times
            .retain(|time| time.form != Form::Relative);
    }
    let lists = matches!(
        query.resolver,
        Resolver::Statement
            | Resolver::Why
            | Resolver::Destination
            | Resolver::When
            | Resolver::Search
            | Resolver::Members
            | Resolver::Remaining
            | Resolver::WhoSaid
            | Resolver::WhoWentTo
    );
    if !query.filters.lacking.is_empty() && query.people.is_empty() && lists {
        query.resolver = Resolver::WhoLeft;
    }
    of_founders_elsewhere(query);
    // "The deal was announced" dates the deal.
    let announced = query.filters.announced;
    query.filters.announced &= query.filters.anchors.is_empty() && query.topics.is_empty();
    day_announced(query);
    let who = query.resolver == Resolver::Topic(Aspect::Who);
    let dated = announced && !query.filters.times.is_empty() && query.people.is_empty();
    if who && dated && !on_topic {
        query.topics.clear();
        query.filters.announced = true;
        query.resolver = Resolver::WhoLeft;
    }
    let belonging = matches!(query.resolver, Resolver::Members | Resolver::VerifyMember);
    if query.stays && belonging && query.people.is_empty() {
        query.resolver = Resolver::Remaining;
    }
    // "Who were the last two?" asks for places.
    let ends = query.resolver == Resolver::Members
        && !query.filters.ordinals.is_empty()
        && (query.filters.groups.is_empty() || !query.filters.numbers.is_empty());
    if ends && query.filters.roles.is_empty() && query.people.is_empty() {
        query.resolver = Resolver::Order;
    }
    let after = query.resolver == Resolver::Order
        && !query.filters.anchors.is_empty()
        && query.filters.ordinals.is_empty()
        && !query.filters.groups.is_empty();
    if after && !query.focus.adjacent {
        query.resolver = Resolver::WhoLeft;
    }
    // "Was she the fourth or the fifth?"
    let ranks = query.resolver == Resolver::VerifyRemains && query.filters.ordinals.len() > 1;
    if ranks && query.filters.times.is_empty() && !query.stays {
        query.resolver = Resolver::Place;
    }
    // "Who was number seven to leave?" asks who stands at the place.
    if query.resolver == Resolver::Place && query.people.is_empty() {
        if let (true, [rank]) = (
            query.filters.ordinals.is_empty(),
            query.filters.numbers.as_slice(),
        ) {
            query.filters.ordinals.extend(i32::try_from(*rank));
            query.filters.numbers.clear();
        }
        if !query.filters.ordinals.is_empty() {
            query.resolver = Resolver::Order;
        }
    }
    if query.resolver == Resolver::Manner
        && query.filters.manners.is_empty()
        && !query.people.is_empty()
        && !query.filters.ordinals.is_empty()
    {
        query.resolver = Resolver::Place;
    }
}

/// "Who left to start something?" lists those who did, whatever it is worded like.
fn of_founders_elsewhere(query: &mut Query) {
    let ventures = matches!(
        query.resolver,
        Resolver::WhoWentTo
            | Resolver::Destination
            | Resolver::Verify
            | Resolver::Members
            | Resolver::Count
    );
    if query.filters.venture && query.people.is_empty() && query.others.is_empty() && ventures {
        query.resolver = Resolver::WhoLeft;
    }
    if query.filters.venture && query.resolver == Resolver::WhoLeft {
        query.filters.reasons.retain(|it| it != VENTURE);
    } else {
        query.filters.venture = false;
    }
}

/// "Former Alpha people who left in 2026" names where they came from, and nowhere to go.
fn of_comers(query: &mut Query, towards: bool) {
    let came =
        !query.filters.formerly.is_empty() && query.others.is_empty() && query.people.is_empty();
    let leaves = (query.of_leaving || query.filters.departed)
        && !query.filters.returns
        && query.filters.towards.is_empty();
    if query.resolver == Resolver::WhoWentTo && came && leaves && !towards {
        query.resolver = Resolver::WhoLeft;
    }
    // "Any founders who came from Alpha and left before 2026?"
    let bounded = !query.filters.times.is_empty() || !query.filters.anchors.is_empty();
    let from = !query.filters.formerly.is_empty() || !query.others.is_empty();
    if query.resolver == Resolver::Background
        && from
        && leaves
        && bounded
        && query.people.is_empty()
    {
        query.resolver = Resolver::WhoLeft;
        query.filters.formerly.append(&mut query.others);
        query.polar = false;
    }
    // "List all the founders who quit."
    let quit = query.filters.departed || !query.filters.manners.is_empty();
    let plain = query.people.is_empty() && !query.stays && !query.filters.groups.is_empty();
    if query.resolver == Resolver::Members && quit && plain {
        query.resolver = Resolver::WhoLeft;
    }
}

/// "Was it right in March that half of them had left?": a number of a group that is put to the test as of a day or the
/// end of a period is a running total.
pub(in crate::bot) fn running_totals(interpretation: &Interpretation, query: &mut Query) {
    let counted = !query.filters.numbers.is_empty() || query.claimed.share.is_some() || query.all;
    if query.resolver != Resolver::Verify || !counted || !query.people.is_empty() {
        return;
    }
    let slots = &interpretation.slots;
    let tested = |time: &TimeMention| {
        slots.filled.iter().any(|it| {
            let behind = interpretation
                .text
                .get(it.range.end..time.range.start)
                .is_some_and(|between| between.split_whitespace().count() <= 1);
            it.slot == VocabularySlot::Cue && it.value == "held" && behind
        })
    };
    for time in &mut query.filters.times {
        if time.relation == Relation::In && tested(time) {
            time.relation = Relation::Until;
        }
    }
}

/// "Why did she quit as a co-founder?", "why did co-founder Alpha leave?": the group is said of her and filters nobody.
pub(in crate::bot) fn presumed(interpretation: &Interpretation, query: &mut Query) {
    let ([_], true) = (
        query.people.as_slice(),
        query.resolver.is_about_a_departure(),
    ) else {
        return;
    };
    let slots = &interpretation.slots;
    let gap = |from: usize, until: usize| {
        let between = interpretation.text.get(from..until);
        between.map_or(usize::MAX, |it| it.split_whitespace().count())
    };
    let said_of_one = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Group)
        .any(|group| {
            let title = slots
                .of(EntityKind::Person)
                .any(|person| gap(group.range.end, person.range.start) == 0);
            let being = slots.filled.iter().any(|it| {
                it.slot == VocabularySlot::Cue
                    && it.value == "being"
                    && gap(it.range.end, group.range.start) <= 1
            });
            title || being
        });
    if said_of_one {
        query.claimed.presumed = std::mem::take(&mut query.filters.groups);
    }
}

/// "Why was she arrested?": a question for a reason or a day that is worded like one on leaving, names something else by
/// words of its own and nothing of leaving, is about what is recorded of those words, if anything is.
pub(in crate::bot) fn of_another_deed(
    language: &Language,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let slots = &interpretation.slots;
    // "Was she fired for theft?" claims more than a manner.
    let for_cause = query.resolver == Resolver::Manner && query.polar && !query.words.is_empty();
    if for_cause && query.people.len() == 1 && query.topics.is_empty() {
        query.resolver = Resolver::Verify;
        return;
    }
    let asked = matches!(query.resolver, Resolver::Why | Resolver::When);
    // A language without spaces has no list of ordinary words: what it has in Latin letters is a name or a foreign word.
    let foreign = !interpretation.text.is_ascii();
    let mut words = query.words.iter();
    let other = words.any(|word| foreign || !language.is_strange(word));
    let leaves = query.of_leaving || cue(slots, "leaving") || cue(slots, "gone");
    let of_leaving = leaves || !query.filters.manners.is_empty();
    let plain =
        query.filters.reasons.is_empty() && query.topics.is_empty() && query.others.is_empty();
    // "What's her problem with them?" asks for a reason in any words.
    if asked && other && plain && !of_leaving && !cue(slots, "grievance") {
        query.resolver = Resolver::Search;
    }
}
