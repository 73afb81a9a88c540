//! What a question offers for choice or puts right: days of one departure ("the 10th or the 11th?", "not the 10th, the
//! 11th?"), numbers of a group ("eleven or twelve founders?").

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{cue, polar};
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Person, RoleGroup};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Grain, Relation, TimeMention};

/// A question that leans on the conversation for whose day it is has no more words.
const LEANS: usize = 8;

/// Days without a month, of somebody who left and with nothing else asked, are days of that departure: one is a claim,
/// several are a question for the right one.
pub(super) fn days_of_a_departure(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let plain = |it: &TimeMention| it.grain == Grain::Day && it.relation == Relation::In;
    let bare = query
        .filters
        .times
        .iter()
        .any(|it| it.form == Form::DayOfMonth);
    let several = query.filters.times.len() > 1;
    // "Which of the two" may be asked in a word for a place.
    let place = |it: &str| several && it == Aspect::Where.name();
    let asks = slots.values(VocabularySlot::Aspect).any(|it| !place(it));
    let free = query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.others.is_empty()
        && query.claimed.deeds.is_empty()
        && query.filters.anchors.is_empty()
        && !asked.on_topic
        && !query.stays;
    let left = |id: &&PersonId| asked.knowledge.has_left(id);
    let person = match query.people.as_slice() {
        [person] if several || query.resolver == Resolver::VerifyRemains => Some(person),
        [] => spoken_of(asked),
        _ => None,
    };
    let Some(person) = person.filter(left).cloned() else {
        return;
    };
    let bare = bare || (!query.filters.times.is_empty() && query.people.is_empty());
    // "He was gone on the 9th, the 10th?" offers two days where nothing stands between them.
    let beside = match query.filters.times.as_slice() {
        [one, other] => {
            let between = asked
                .interpretation
                .text
                .get(one.range.end..other.range.start);
            between.is_some_and(|it| it.trim().is_empty())
        }
        _ => false,
    };
    query.filters.alternatives |= beside && several;
    let gone = cue(slots, "gone") && !beside;
    if !bare || !query.filters.times.iter().all(plain) || asks || !free || gone {
        return;
    }
    if several {
        let last = query.filters.times.len() - 1;
        let mut place = 0;
        query.filters.times.retain(|time| {
            place += 1;
            place > last || !is_taken_back(asked, time)
        });
    }
    query.resolver = if query.filters.times.len() > 1 {
        Resolver::When
    } else {
        Resolver::Verify
    };
    query.people = vec![person];
    query.negated = false;
    query.topics.clear();
}

/// "She left in January, February?" in a language without a word for "or" between the two: one of two months or years is
/// asked for, and no stretch of both.
pub(super) fn months_of_a_departure(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let ([person], [time]) = (query.people.as_slice(), query.filters.times.as_slice()) else {
        return;
    };
    let said = interpretation.text.get(time.range.clone());
    let said = said.unwrap_or_default();
    let units: Vec<&str> = interpretation
        .particles
        .date_units
        .iter()
        .map(String::as_str)
        .collect();
    let plain = |part: &str| part.parse::<u32>().is_ok() || units.contains(&part);
    let unit = said.split(' ').next_back().filter(|it| units.contains(it));
    let twice = unit.is_some_and(|unit| said.split(' ').filter(|it| *it == unit).count() > 1);
    let offered = time.grain == Grain::Range && twice && said.split(' ').all(plain);
    let claims = matches!(query.resolver, Resolver::Verify | Resolver::VerifyRemains);
    if offered && claims && asked.knowledge.has_left(person) && !asked.on_topic {
        query.resolver = Resolver::When;
        query.filters.times.clear();
        query.filters.manners.clear();
    }
}

/// "The deal: 31 January or 2 February?", "was the launch on the 10th or the 11th?" asks when the event was that has one of
/// these days.
pub(super) fn days_of_an_event(asked: Asked<'_>, query: &mut Query) {
    let times = &query.filters.times;
    let plain = |it: &TimeMention| it.grain == Grain::Day && it.relation == Relation::In;
    let several = times.len() > 1 || !query.filters.numbers.is_empty();
    let [id] = query.topics.as_slice() else {
        return;
    };
    let Some(topic) = asked.knowledge.topics.get(id).filter(|_| several) else {
        return;
    };
    let on_one = topic.dates.iter().any(|claim| {
        let (from, until) = (claim.value.date.earliest(), claim.value.date.latest());
        let mut days = times.iter().filter_map(|it| it.interval.from);
        days.any(|day| from <= day && day <= until)
    });
    let read = matches!(
        query.resolver,
        Resolver::When
            | Resolver::Topic(_)
            | Resolver::Verify
            | Resolver::Disputes
            | Resolver::Compare
            | Resolver::Timeline
            | Resolver::Place
            | Resolver::VerifyRemains
            | Resolver::Order
            | Resolver::Overview
    );
    let offers = query.filters.alternatives || query.resolver == Resolver::Disputes;
    let free = query.people.is_empty() && query.filters.groups.is_empty();
    if read && offers && free && on_one && asked.on_topic && times.iter().all(plain) {
        query.resolver = Resolver::Topic(Aspect::When);
        query.filters.times.clear();
        query.filters.numbers.clear();
        query.polar = false;
    }
}

/// The one person whom the conversation spoke of, for a short question that asks whether something is so.
fn spoken_of(asked: Asked<'_>) -> Option<&PersonId> {
    let read = asked.interpretation;
    let [person] = asked.memory?.subjects.as_slice() else {
        return None;
    };
    let claims =
        polar(read) || read.slots.has(VocabularySlot::Negation) || cue(&read.slots, "copula");
    (claims && read.tokens.len() <= LEANS).then_some(person)
}

/// Whether a word that takes something back stands directly behind a date: "not the 10th but the 11th", in a language
/// that puts it so.
fn is_taken_back(asked: Asked<'_>, time: &TimeMention) -> bool {
    asked.interpretation.slots.filled.iter().any(|it| {
        let takes = it.slot == VocabularySlot::Negation
            || (it.slot == VocabularySlot::Continuation && it.value == "courtesy");
        takes && it.range.start == time.range.end
    })
}

/// "Eleven founders or twelve, which is right?" asks how many they are and not what the sources disagree on.
pub(super) fn numbers_of_a_group(asked: Asked<'_>, query: &mut Query) {
    let gone = cue(&asked.interpretation.slots, "gone");
    let group = match query.resolver {
        Resolver::Disputes => gone || !query.filters.groups.is_empty(),
        Resolver::Compare => gone,
        _ => false,
    };
    // "Eleven or twelve, which is right?" names no group, and one of the two is the size of the only one.
    let bare = query.resolver == Resolver::Disputes && !group && !asked.on_topic;
    if bare && query.filters.groups.is_empty() && asked.memory.is_none() {
        query
            .filters
            .groups
            .extend(group_of_such_a_size(asked, query));
    }
    let group = group || (bare && !query.filters.groups.is_empty());
    if group
        && query.people.is_empty()
        && query.topics.is_empty()
        && query.filters.numbers.len() > 1
    {
        query.resolver = if gone {
            Resolver::Count
        } else {
            Resolver::Members
        };
    }
    // Nobody is a member of an event: what is claimed of it is about the event.
    let nobody = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty();
    if query.resolver == Resolver::VerifyMember
        && nobody
        && asked.on_topic
        && asked.memory.is_none()
    {
        query.resolver = Resolver::Topic(Aspect::What);
    }
}

/// "Alpha in 120 or 122 days?" of a topic asks for what is told of it with such a number.
pub(super) fn numbers_of_a_topic(asked: Asked<'_>, query: &mut Query) {
    let [topic] = query.topics.as_slice() else {
        return;
    };
    let free = asked.on_topic
        && query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.filters.times.is_empty()
        && !query.of_leaving;
    let several = query.filters.numbers.len() > 1;
    if !(free && several && query.claimed.amounts.is_empty()) {
        return;
    }
    let numbers = &query.filters.numbers;
    let statements = asked.knowledge.topics.get(topic).into_iter();
    let told = statements.flat_map(|it| &it.statements).find(|claim| {
        let counts = matches!(claim.value.aspect, Aspect::How | Aspect::HowMany);
        let text = claim.value.text.as_ref();
        counts && text.is_some_and(|text| numbers.iter().any(|it| text.has_number(*it)))
    });
    if let Some(claim) = told {
        query.resolver = Resolver::Topic(claim.value.aspect);
        query.filters.numbers.clear();
    }
}

/// The only group that the organisation names, if its size is one of the numbers of a question and no other number is far
/// from it.
fn group_of_such_a_size(asked: Asked<'_>, query: &Query) -> Option<RoleGroup> {
    let numbers = &query.filters.numbers;
    let organisation = asked.knowledge.organisations.get(&query.organisation)?;
    let [group] = organisation.groups.as_slice() else {
        return None;
    };
    let belongs = |person: &&Person| {
        let mut stays = person.memberships.iter();
        stays.any(|it| it.organisation == query.organisation && it.groups.contains(&group.role))
    };
    let people = (numbers.len() == 2).then(|| asked.knowledge.people.values().filter(belongs))?;
    let size = i64::try_from(people.count()).ok()?;
    let near = numbers.iter().all(|it| (size - it).abs() <= 1);
    (near && numbers.contains(&size)).then_some(group.role)
}

/// "Was she fired, or did she quit?", "kicked out or ill?": one of two things is so, and neither yes nor no says which.
pub(super) fn one_of_two(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let offers = |it: &&Filled| {
        let leaves = it.slot == VocabularySlot::Cue
            && matches!(it.value.as_str(), "leaving" | "gone" | "returns");
        let said = matches!(
            it.slot,
            VocabularySlot::Manner | VocabularySlot::Reason | VocabularySlot::Deed
        );
        leaves || said || it.slot == VocabularySlot::Towards
    };
    let mut filled = slots.filled.iter();
    query.either = filled.any(|or| {
        let joins = or.slot == VocabularySlot::Cue && or.value == "or";
        let mut before = slots.filled.iter().filter(offers);
        let mut behind = slots.filled.iter().filter(offers);
        joins
            && before.any(|it| it.range.end <= or.range.start)
            && behind.any(|it| it.range.start >= or.range.end)
    });
}

/// "What's the deal with Alpha, did he quit or not?" asks whether they left, where no reason is asked for; and "is Alpha a
/// departure of Beta or one of Gamma?" which of the two they left, which is no matter of opinion.
pub(super) fn left_or_not(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let left = asked.knowledge.has_left(person);
    let leaves = cue(slots, "leaving") || cue(slots, "gone");
    let plain = query.filters.reasons.is_empty()
        && query.filters.times.is_empty()
        && query.topics.is_empty();
    let guessed = query.resolver == Resolver::Why && !query.focus.asks_reason;
    if guessed && cue(slots, "or-not") && left && leaves && plain && query.others.is_empty() {
        query.resolver = Resolver::Verify;
        query.focus.story = false;
        return;
    }
    let places = || slots.of(EntityKind::Organisation);
    let or = slots
        .filled
        .iter()
        .find(|it| it.slot == VocabularySlot::Cue && it.value == "or");
    let between = or.is_some_and(|or| {
        let (mut before, mut behind) = (places(), places());
        before.any(|it| it.range.end <= or.range.start)
            && behind.any(|it| it.range.start >= or.range.end)
    });
    let which = matches!(query.resolver, Resolver::Opinion | Resolver::Verify);
    if which && between && leaves && plain && left {
        query.resolver = Resolver::Profile;
        query.filters.numbers.clear();
    }
}

/// "Was that Alpha?" of the one spoken of, and of no manner of leaving: whether they belonged there.
pub(super) fn that_organisation(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let Some([one]) = asked.memory.map(|it| it.subjects.as_slice()) else {
        return;
    };
    let mut mentions = slots.mentions.iter();
    let place = mentions
        .next()
        .is_some_and(|it| it.kind == EntityKind::Organisation)
        && mentions.next().is_none();
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    let that = pronouns.any(|it| it == "thing") && polar(asked.interpretation);
    let asks = matches!(query.resolver, Resolver::Manner | Resolver::Verify);
    let plain = query.filters.manners.is_empty()
        && query.claimed.deeds.is_empty()
        && query.filters.times.is_empty()
        && !query.of_leaving;
    let nobody = query.people.is_empty() || query.people == [one.clone()];
    let short = asked.interpretation.tokens.len() <= LEANS / 2;
    if place && that && asks && plain && nobody && short && query.organisation_named {
        query.resolver = Resolver::VerifyMember;
        query.people = vec![one.clone()];
    }
}

/// "Was she at Alpha or at Beta?" of two organisations with people of their own: where she was is told.
pub(super) fn one_of_two_organisations(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let named = super::organisations::organisations_of(asked.knowledge, asked.interpretation);
    let two = matches!(named.as_slice(), [one, other] if one != other);
    let recorded = named.iter().all(|id| asked.knowledge.has_members(id));
    let asks = matches!(
        query.resolver,
        Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::VerifyRemains
            | Resolver::Contribution
            | Resolver::Background
            | Resolver::Manner
            | Resolver::Place
    );
    // Behind where somebody went the two may be places to have gone to.
    let apart = asked
        .memory
        .is_none_or(|it| it.subjects == query.people && !it.tells_a_move());
    let one = query.people.len() == 1 && !query.of_leaving && apart;
    if asks && one && two && recorded && cue(slots, "or") {
        query.resolver = Resolver::Profile;
        query.others.clear();
        query.filters.roles.clear();
        query.filters.towards.clear();
    }
}
