//! Binding of what filters a question: what bounds it, whom it takes for what, and which look-up its filters ask for.

pub(super) mod days;
pub(super) mod posts;

use crate::answer::query::{Anchor, Lacking, Query, SAID};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, Slots, overlap};
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Relation, TimeMention};

/// The look-up that a question means by what bounds it: one with both an "after" and a "before", or with "the same week
/// as" one person, asks for those in between, or in that week, even if it is worded like a comparison.
pub(super) fn resolver(resolver: Resolver, slots: &Slots) -> Resolver {
    let has = |wanted: &[Relation]| {
        slots
            .anchors
            .iter()
            .any(|(relation, _)| wanted.contains(relation))
    };
    let bounded =
        has(&[Relation::Before, Relation::Until]) && has(&[Relation::After, Relation::Since]);
    let together = has(&[Relation::SameDay, Relation::SameWeek, Relation::SameMonth])
        && slots.of(EntityKind::Person).count() <= 1;
    let in_one_period = has(&[Relation::SameWeek, Relation::SameMonth]);
    // "Founders out before the merger" compares nobody.
    let beside_event = !slots.anchors.is_empty() && slots.of(EntityKind::Person).next().is_none();
    let long = cue(slots, "how-long");
    // "Who quit before Alpha did?" compares nobody with anybody.
    let beside_person = slots.anchors.len() == 1 && slots.of(EntityKind::Person).count() == 1;
    let beside_one = beside_person && asks(slots, Aspect::Who);
    match resolver {
        // "How many left between Alpha and Beta?" counts people and no days.
        Resolver::Compare | Resolver::Interval
            if counts(slots) && !slots.enclosed.is_empty() && !long =>
        {
            Resolver::Count
        }
        // "Did anyone leave between Alpha and Beta?" asks for no length of time.
        Resolver::Compare | Resolver::Interval
            if !slots.enclosed.is_empty()
                && slots.of(EntityKind::Person).count() <= 2
                && begins_with(slots, "has-done")
                && cue(slots, "leaving")
                && !long =>
        {
            Resolver::WhoLeft
        }
        Resolver::Compare | Resolver::Interval if beside_event && !long => Resolver::WhoLeft,
        Resolver::Compare if beside_one && !cue(slots, "next") => Resolver::WhoLeft,
        // "Alpha left after Beta and before Gamma" claims it of Alpha.
        Resolver::Compare | Resolver::Order | Resolver::Interval
            if (bounded || in_one_period || !slots.enclosed.is_empty())
                && is_of_one_between(slots) =>
        {
            Resolver::Verify
        }
        // "Wasn't Alpha gone before Beta?" asks for nobody's place in an order.
        Resolver::Order
            if slots.anchors.len() == 1
                && is_of_one_between(slots)
                && !slots.has(VocabularySlot::Ordinal)
                && !cue(slots, "next") =>
        {
            Resolver::Verify
        }
        Resolver::Compare | Resolver::Order if bounded || together => Resolver::WhoLeft,
        // "How many left earlier than he did?" compares nobody.
        Resolver::Compare if beside_person && counts(slots) => Resolver::Count,
        Resolver::When if together => Resolver::WhoLeft,
        // "How many after the deal?" counts no part of the deal.
        Resolver::Topic(Aspect::HowMany) if beside_event => Resolver::Count,
        Resolver::Topic(Aspect::What) if beside_event && counts(slots) => Resolver::Count,
        resolver => resolver,
    }
}

/// Whether a question that is bounded by people or events names one person beside them, and asks neither who nor how many.
fn is_of_one_between(slots: &Slots) -> bool {
    let people = slots.of(EntityKind::Person).count();
    let anchored = slots.anchors.iter().map(|(_, index)| *index);
    let enclosed = slots
        .enclosed
        .iter()
        .flat_map(|(one, other)| [*one, *other]);
    let mut bounds: Vec<usize> = anchored.chain(enclosed).collect();
    bounds.sort_unstable();
    bounds.dedup();
    bounds.retain(|index| {
        let mention = slots.mentions.get(*index);
        mention.is_some_and(|it| it.kind == EntityKind::Person)
    });
    people == bounds.len() + 1
        && !slots.has(VocabularySlot::Aspect)
        && !slots.has(VocabularySlot::Except)
        && !cue(slots, "how-long")
}

/// Whether a relation to somebody or something bounds what a look-up answers. What held at the moment of a departure is
/// asked of those who remained or had left; why somebody left at that moment is asked about them.
pub(super) fn bounds(resolver: Resolver, relation: Relation) -> bool {
    let counted = matches!(
        resolver,
        Resolver::WhoLeft
            | Resolver::Remaining
            | Resolver::Count
            | Resolver::CountRemaining
            | Resolver::Members
    );
    // "A reason given by Alpha" is no day.
    let given =
        relation == Relation::Until && matches!(resolver, Resolver::Why | Resolver::Destination);
    resolver.takes_anchors() && !given && (relation != Relation::AsOf || counted)
}

/// Of those who left, those who had gone by the moment of a departure are meant by "when Alpha left".
pub(super) fn gone_by_then(query: &mut Query) {
    if !matches!(query.resolver, Resolver::WhoLeft | Resolver::Count) {
        return;
    }
    for (relation, anchor) in &mut query.filters.anchors {
        if *relation == Relation::AsOf && matches!(anchor, Anchor::Person(_)) {
            *relation = Relation::Until;
        }
    }
}

/// Whether a claim is bounded by something that nothing in the data accounts for: "did he leave after the interview?"
pub(super) fn bounded_by_nothing_known(interpretation: &Interpretation, query: &Query) -> bool {
    let slots = &interpretation.slots;
    let parts = |relation: Relation| matches!(relation, Relation::Before | Relation::After);
    let timed =
        |range: &std::ops::Range<usize>| slots.times.iter().any(|it| overlap(&it.range, range));
    query.resolver == Resolver::Verify
        && slots.anchors.is_empty()
        && slots.enclosed.is_empty()
        && slots.of(EntityKind::Event).next().is_none()
        && slots.of(EntityKind::Topic).next().is_none()
        && slots
            .relations
            .iter()
            .any(|it| parts(it.relation) && !timed(&it.range))
}

/// Whether the question asks how many of a group.
fn counts(slots: &Slots) -> bool {
    asks(slots, Aspect::HowMany)
        && (slots.has(VocabularySlot::Group) || slots.of(EntityKind::Group).next().is_some())
}

/// Whether a pronoun for one person stands before the one person who is named: "did he mean Alpha?"
pub(super) fn of_another(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let mut named = slots.of(EntityKind::Person);
    let (Some(person), None) = (named.next(), named.next()) else {
        return false;
    };
    slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Pronoun
            && it.value == "person"
            && it.range.end < person.range.start
    })
}

/// Whether the question asks for an aspect: when, why, how many.
pub(super) fn asks(slots: &Slots, wanted: Aspect) -> bool {
    slots
        .values(VocabularySlot::Aspect)
        .any(|it| it == wanted.name())
}

/// Whether a turn of phrase stands in the question.
pub(super) fn cue(slots: &Slots, value: &str) -> bool {
    slots.values(VocabularySlot::Cue).any(|it| it == value)
}

/// Whether a question begins with a turn of phrase.
pub(super) fn begins_with(slots: &Slots, value: &str) -> bool {
    let mut filled = slots.filled.iter();
    filled.any(|it| it.slot == VocabularySlot::Cue && it.value == value && it.range.start == 0)
}

/// Whether a word speaks of saying something.
pub(super) fn is_saying(word: &Filled) -> bool {
    word.slot == VocabularySlot::Deed && word.value.starts_with(SAID)
}

/// Whether a question speaks of saying something.
pub(super) fn says(slots: &Slots) -> bool {
    slots.filled.iter().any(is_saying)
}

/// Whether a question asks whether something is wrong: "is that fake?". "Real or fake?" asks for either.
pub(super) fn disbelieves(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let cues = |value: &'static str| {
        let filled = slots.filled.iter();
        filled.filter(move |it| it.slot == VocabularySlot::Cue && it.value == value)
    };
    let offered = |range: &std::ops::Range<usize>| {
        cues("or").any(|it| it.range.end + 1 == range.start || it.range.start == range.end + 1)
    };
    let asked = slots.has(VocabularySlot::Polar) || cue(slots, "hearsay");
    asked && cues("wrong").any(|it| !offered(&it.range))
}

/// Whether the question begins with what the bot is to make of its instructions; of somebody who is named before that, it
/// may be told that they did so.
pub(super) fn is_instructed(slots: &Slots) -> bool {
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Cue && it.value == "instructions")
        .any(|cue| {
            slots
                .of(EntityKind::Person)
                .all(|it| cue.range.start < it.range.start)
        })
}

/// "Who is the CFO now?" may be most like a question on how one was appointed, and is about who holds the post.
pub(super) fn held_now(query: &mut Query, on_topic: bool) {
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

/// What is not known of those asked about: "without giving a reason".
pub(super) fn lacking(slots: &Slots) -> Vec<Lacking> {
    Lacking::ALL
        .into_iter()
        .filter(|it| {
            slots
                .values(VocabularySlot::Cue)
                .filter_map(|value| value.strip_prefix("lacks-"))
                .any(|value| value == it.name())
        })
        .collect()
}

/// Whether the question speaks of the time since somebody left: "since" directly before a person.
pub(super) fn since_leaving(slots: &Slots) -> bool {
    slots.anchors.iter().any(|(relation, index)| {
        let person = slots.mentions.get(*index);
        *relation == Relation::Since && person.is_some_and(|it| it.kind == EntityKind::Person)
    })
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
pub(super) fn of_many(query: &mut Query, on_topic: bool, towards: bool) {
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

/// The kind of reason that a venture of one's own is.
pub(super) const VENTURE: &str = "venture";

/// Whether a question asks whether something is so, by the words at its beginning or its end. What asks for something
/// else at the end ("when did they leave") is none.
pub(super) fn polar(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let length = interpretation.text.len();
    // "Valued at a million, right?" asks for no amount.
    let told = cue(slots, "scale");
    let open = slots
        .values(VocabularySlot::Aspect)
        .any(|it| !(told && it == Aspect::HowMuch.name()));
    slots.filled.iter().any(|it| {
        let first = it.range.start == 0;
        match (it.slot, it.value.as_str()) {
            // "Wasn't she the last?"
            (VocabularySlot::Polar, "start") | (VocabularySlot::Negation, "asking") => first,
            (VocabularySlot::Polar, "end") => it.range.end == length && !open,
            (VocabularySlot::Polar, _) => true,
            _ => false,
        }
    })
}

/// What bounds a question by standing between the words of a range: "between Alpha and Beta", the earlier one first.
pub(super) fn enclosed(
    knowledge: &Knowledge,
    slots: &Slots,
    anchor: impl Fn(usize) -> Option<Anchor>,
) -> Vec<(Relation, Anchor)> {
    let Some((first, second)) = slots
        .enclosed
        .first()
        .and_then(|(first, second)| Some((anchor(*first)?, anchor(*second)?)))
    else {
        return Vec::new();
    };
    let day = |anchor: &Anchor| match anchor {
        Anchor::Person(id) => {
            let exit = knowledge.exits_of(knowledge.people.get(id)?).last()?;
            Some(exit.date()?.sort_key())
        }
        Anchor::Topic(id) => {
            let topic = knowledge.topics.get(id)?;
            Some(topic.date()?.sort_key())
        }
    };
    let (first, second) = match (day(&first), day(&second)) {
        (Some(one), Some(other)) if other < one => (second, first),
        _ => (first, second),
    };
    vec![(Relation::After, first), (Relation::Before, second)]
}

/// "Was it right in March that half of them had left?": a number of a group that is put to the test as of a day or the
/// end of a period is a running total.
pub(super) fn running_totals(interpretation: &Interpretation, query: &mut Query) {
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
pub(super) fn presumed(interpretation: &Interpretation, query: &mut Query) {
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
pub(super) fn of_another_deed(
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
    let other = query.words.iter().any(|word| !language.is_strange(word));
    let leaves = query.of_leaving || cue(slots, "leaving") || cue(slots, "gone");
    let of_leaving = leaves || !query.filters.manners.is_empty();
    let plain =
        query.filters.reasons.is_empty() && query.topics.is_empty() && query.others.is_empty();
    // "What's her problem with them?" asks for a reason in any words.
    if asked && other && plain && !of_leaving && !cue(slots, "grievance") {
        query.resolver = Resolver::Search;
    }
}
