//! Who left and who stayed, where the words for it are most like a question for the others: "have any lawyers left?", "did
//! anybody from the founding team stay?"; and what was so by a day, or within one week, of a longer time.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{begins_with, cue};
use crate::knowledge::Exit;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Slots;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Grain, Interval, Relation, TimeMention};

/// "Have any lawyers left?", "any lawyers leave?" asks who left: nobody remains in a form of the verb that tells of it.
pub(super) fn left_of_a_kind(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let kind = !query.filters.roles.is_empty() || !query.filters.groups.is_empty();
    let perfect = begins_with(slots, "has-done") && cue(slots, "has-left");
    let leaves = perfect || cue(slots, "leaves-verb") || who_left(slots);
    let stays = query.stays || cue(slots, "persists") || query.negated;
    if query.resolver == Resolver::Remaining
        && kind
        && leaves
        && !stays
        && query.people.is_empty()
        && asked.memory.is_none()
    {
        query.resolver = Resolver::WhoLeft;
        query.polar = false;
    }
}

/// Whether a word for a kind of people stands before "who" and a word for leaving: "lawyers who left".
fn who_left(slots: &Slots) -> bool {
    let filled = || slots.filled.iter();
    filled().any(|who| {
        let kind = |it: &Filled| matches!(it.slot, VocabularySlot::Group | VocabularySlot::Role);
        who.slot == VocabularySlot::Aspect
            && who.value == Aspect::Who.name()
            && filled().any(|it| kind(it) && it.range.end + 1 == who.range.start)
            && filled().any(|it| {
                let leaves = it.slot == VocabularySlot::Cue && it.value == "leaving";
                leaves && it.range.start == who.range.end + 1
            })
    })
}

/// "Is Alpha one of the people who left?" claims that Alpha left, and neither asks who left nor who remains.
pub(super) fn one_of_the_leavers(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let lists = matches!(
        query.resolver,
        Resolver::Remaining
            | Resolver::CountRemaining
            | Resolver::WhoLeft
            | Resolver::Count
            | Resolver::Compare
            | Resolver::Members
            | Resolver::Verify
            | Resolver::VerifyRemains
            | Resolver::VerifyMember
    );
    let mut named = slots.of(EntityKind::Person);
    let (Some(one), None) = (named.next(), named.next()) else {
        return;
    };
    let part = query.filters.numbers == [1] || cue(slots, "part");
    let of_group = !query.filters.groups.is_empty() && cue(slots, "leaving");
    let left = cue(slots, "who-left") || cue(slots, "departed") || of_group;
    let stays = query.stays || cue(slots, "persists") || cue(slots, "narrows");
    let stays = stays || slots.has(VocabularySlot::Except);
    // "Who" stands for them behind the word for them.
    let asks_first = slots.filled.iter().any(|it| {
        let who = it.value == Aspect::Who.name() && it.range.start > one.range.end;
        it.slot == VocabularySlot::Aspect && !who
    });
    let mut known = one.candidates.iter();
    let person = known.find_map(|it| asked.knowledge.people.get(it.id.as_str()));
    // Whoever is of another group is said not to be of this one.
    let groups = query.filters.groups.clone();
    let home = query.organisation.clone();
    let belongs =
        |id: &PersonId| groups.is_empty() || asked.knowledge.is_member(id, &home, &groups);
    let put = begins_with(slots, "copula") || query.polar;
    if let Some(person) = person
        && lists
        && put
        && part
        && left
        && !stays
        && !asks_first
        && query.filters.anchors.is_empty()
        && belongs(&person.id)
    {
        query.resolver = Resolver::Verify;
        query.filters.groups.clear();
        query.claimed.deeds.clear();
        query.people = vec![person.id.clone()];
        query.filters.except_people.clear();
        query.filters.numbers.clear();
        query.filters.ordinals.clear();
        query.filters.departed = false;
        query.of_leaving = true;
        query.polar = true;
    }
}

/// "Did anybody from the founding team stay?" asks who remains of the group, and neither where people came from nor who
/// stayed longest.
pub(super) fn stayed_of_a_group(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let from = query.resolver == Resolver::Background;
    let longest = ["longest", "shortest", "how-long"];
    let lengths = [
        "length-days",
        "length-weeks",
        "length-months",
        "length-years",
    ];
    let mut limits = longest.iter().chain(&lengths);
    let ranks = query.resolver == Resolver::Stays && limits.all(|it| !cue(slots, it));
    let free = query.people.is_empty()
        && query.others.is_empty()
        && query
            .filters
            .formerly
            .iter()
            .all(|it| *it == query.organisation)
        && query.filters.ordinals.is_empty()
        && !slots.has(VocabularySlot::Aspect);
    let group = !query.filters.groups.is_empty();
    let stays = cue(slots, "staying") || slots.has(VocabularySlot::Presence);
    if (from || ranks) && free && group && stays {
        query.resolver = Resolver::Remaining;
    }
}

/// "Ten of twelve were gone in mid-March", "Alpha was already gone in April": a state holds of all who had left by then, and
/// not only of those who left at that time.
pub(super) fn gone_by_a_day(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let counts = match query.resolver {
        Resolver::Count => true,
        Resolver::Verify => {
            let numbered = !query.filters.numbers.is_empty() || query.claimed.share.is_some();
            numbered || query.all || !query.people.is_empty()
        }
        _ => false,
    };
    // "Were ten of them gone on the 13th?" puts the verb before those who are counted.
    let asked_first = begins_with(slots, "copula") && cue(slots, "by-then");
    let state = cue(slots, "state-then") || cue(slots, "before-that") || asked_first;
    let meant = query.people.is_empty() || query.resolver == Resolver::Verify;
    if !(counts && state && meant) {
        return;
    }
    for time in &mut query.filters.times {
        if time.relation == Relation::In && time.form != Form::Now {
            time.relation = Relation::Until;
        }
    }
}

/// "How many left in one week in February?" means the week of that time in which most of them left.
pub(super) fn in_one_week(asked: Asked<'_>, query: &mut Query) {
    // "Did more than five leave in one week?" is told by how many did.
    let compared = query.resolver == Resolver::Compare && !query.filters.numbers.is_empty();
    let lists = compared || matches!(query.resolver, Resolver::Count | Resolver::WhoLeft);
    let slots = &asked.interpretation.slots;
    let free = query.people.is_empty() && query.filters.anchors.is_empty();
    if !(lists && free && cue(slots, "one-week")) {
        return;
    }
    // Without a time the week is one of all of them.
    let (range, bounds) = match query.filters.times.as_slice() {
        [time] => (time.range.clone(), time.bounds()),
        [] if compared || query.resolver == Resolver::Count => (0..0, Interval::default()),
        _ => return,
    };
    let groups = &query.filters.groups;
    let meant = |exit: &Exit<'_>| {
        let mut own = exit.membership.groups.iter();
        groups.is_empty() || own.any(|it| groups.contains(it))
    };
    let days: Vec<Date> = asked
        .knowledge
        .exits_from(&query.organisation)
        .filter(meant)
        .filter_map(|exit| exit.departure.span())
        .filter(|(from, until)| {
            bounds.from.is_none_or(|it| it <= *from) && bounds.until.is_none_or(|it| *until <= it)
        })
        .map(|(from, _)| from)
        .collect();
    let monday = |day: Date| {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        day.checked_sub(back.days()).ok()
    };
    let in_week = |week: Date| {
        days.iter()
            .filter(|day| monday(**day) == Some(week))
            .count()
    };
    // Of weeks in which as many left the first one is told.
    let mut weeks: Vec<Date> = days.iter().filter_map(|day| monday(*day)).collect();
    weeks.sort_unstable();
    let Some(week) = weeks.into_iter().rev().max_by_key(|week| in_week(*week)) else {
        return;
    };
    let until = week.checked_add(6.days()).ok();
    let whole = Interval {
        from: Some(week),
        until,
    };
    query.filters.times = vec![TimeMention::within(range, whole, Grain::Week)];
    query.filters.numbers.retain(|it| *it != 1);
    if compared {
        query.resolver = Resolver::Count;
        query.filters.numbers.clear();
    }
}

/// "On a Monday or a Tuesday?" asks for the day of the week on which somebody left.
pub(super) fn on_a_weekday(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([person], [first, ..]) = (query.people.as_slice(), query.filters.times.as_slice()) else {
        return;
    };
    // Beside a person a day of the week has become a date by now.
    let of_week = slots
        .times
        .iter()
        .any(|it| it.form == Form::DayOfWeek && it.range == first.range);
    let several = query.filters.times.len() > 1 && query.filters.alternatives;
    let asks = matches!(
        query.resolver,
        Resolver::Manner | Resolver::Verify | Resolver::When | Resolver::Compare
    );
    let plain = query.filters.manners.is_empty() && query.filters.reasons.is_empty();
    // "Was it a Friday when she left?" is told by the day that it was.
    let alone = query.resolver == Resolver::When && query.filters.times.len() == 1;
    if of_week && (several || alone) && asks && plain && asked.knowledge.has_left(person) {
        query.resolver = Resolver::When;
        query.focus.weekday = true;
        query.filters.times.clear();
        query.filters.alternatives = false;
    }
}

/// "How long ago did she leave?" asks for the time since.
pub(super) fn how_long_ago(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let dated = matches!(
        query.resolver,
        Resolver::When | Resolver::Interval | Resolver::Tenure
    );
    let [person] = query.people.as_slice() else {
        return;
    };
    let free = query.filters.anchors.is_empty() && query.topics.is_empty();
    if dated && free && cue(slots, "how-long-ago") && asked.knowledge.has_left(person) {
        query.resolver = Resolver::When;
        query.focus.since_leaving = true;
    }
}

/// "Was it burnout?" of one whose leaving was just told, and of nobody else, asks whether that was the reason of theirs.
pub(super) fn reason_put_to_one(asked: Asked<'_>, query: &mut Query) {
    let Some(memory) = asked.memory else { return };
    let slots = &asked.interpretation.slots;
    let [person] = memory.subjects.as_slice() else {
        return;
    };
    let bare = slots.mentions.is_empty()
        && slots.times.is_empty()
        && query.filters.groups.is_empty()
        && !query.all
        && !slots.has(VocabularySlot::Aspect);
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    let it = pronouns.any(|it| it == "thing");
    let about = memory.query.resolver.is_about_a_departure() && asked.knowledge.has_left(person);
    let guessed = matches!(query.resolver, Resolver::Topic(_)) && !asked.on_topic;
    let listed = guessed || matches!(query.resolver, Resolver::WhoLeft | Resolver::Why);
    if listed && bare && it && about && query.polar && !query.filters.reasons.is_empty() {
        query.resolver = Resolver::Verify;
        query.people = vec![person.clone()];
        query.topics.clear();
    }
}

/// "Why did half of the founders leave before the merger?" asks for reasons: of nobody is anything compared.
pub(super) fn reasons_beside_an_event(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let first = slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Aspect && it.value == Aspect::Why.name() && it.range.start == 0
    });
    let lists = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::Compare | Resolver::Count
    );
    if lists && first && query.people.is_empty() && cue(slots, "leaving") {
        query.resolver = Resolver::Why;
        query.topics.clear();
        query.claimed.share = None;
    }
}
