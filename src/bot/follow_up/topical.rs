//! What a turn asks of the topic that was told of where it speaks of saying ("when did he say that?", "did he say it at the
//! meeting?"), of the words behind what others read into them, and of what the last answer held beside its subject.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, polar, says};
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, Rank};
use crate::knowledge::id::{PersonId, TopicId};
use crate::knowledge::topic::Topic;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Grain, Interval, TimeMention};

/// Such a turn has no more words of its own.
const ASKING: usize = 7;

/// Takes from the topic, or from what the last answer held, what a turn asks of it. Returns whether it asks that.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    said_when(knowledge, leaning, memory, query)
        || said_at(leaning, memory, query)
        || named_whom(knowledge, leaning, memory, query)
        || newest(leaning, memory, query)
        || reports_to(leaning, memory, query)
        || ill_since(knowledge, leaning, memory, query)
        || came_in(knowledge, leaning, memory, query)
        || for_that_reason(knowledge, leaning, memory, query)
        || came_from_too(leaning, memory, query)
        || became_of_team(knowledge, leaning, memory, query)
        || worth_at(knowledge, leaning, memory, query)
}

/// The one topic of which the last answer told.
fn told<'a>(knowledge: &'a Knowledge, memory: &Memory) -> Option<&'a Topic> {
    let of_topic = matches!(
        memory.query.resolver,
        Resolver::Topic(_) | Resolver::Statement | Resolver::Verify
    );
    match memory.query.topics.as_slice() {
        [topic] if of_topic => knowledge.topics.get(topic),
        _ => None,
    }
}

/// "When did he say that?", "did he say when?" of what a topic tells: its day, or the time of which it speaks. Returns
/// whether it is asked.
fn said_when(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let slots = &leaning.interpretation.slots;
    let asked = says(slots) && leaning.aspect() == Some(Aspect::When) && leaning.is_free();
    let points = leaning.has("thing") || polar(leaning.interpretation);
    if !(asked && points && leaning.has("person") && leaning.words <= ASKING) {
        return false;
    }
    let dated = |topic: &&Topic| {
        let meant = memory.meant();
        let theirs = meant.iter().all(|id| topic.people.contains(id));
        let day = topic.date().is_some() || topic.tells(Aspect::When);
        day && theirs && !meant.is_empty()
    };
    let Some(topic) = told(knowledge, memory).filter(dated) else {
        return false;
    };
    *query = memory.asking_of(&topic.id, Aspect::When, query.today);
    true
}

/// "Did he say it at the meeting?" of the words that a topic tells is a claim on those. Returns whether it is asked.
fn said_at(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let topical = matches!(last.resolver, Resolver::Topic(_) | Resolver::Verify);
    let ([told], [named]) = (last.topics.as_slice(), query.topics.as_slice()) else {
        return false;
    };
    let claims = says(&leaning.interpretation.slots) && polar(leaning.interpretation);
    let points = leaning.has("thing") && leaning.has("person") && !query.guessed;
    let asked = topical && claims && points && told != named && !memory.meant().is_empty();
    if asked {
        query.resolver = Resolver::Verify;
        query.people = memory.meant().to_vec();
        query.topics.insert(0, told.clone());
    }
    asked
}

/// What somebody wrote on the day since which a topic of theirs is read into it.
pub(super) fn words_behind(
    knowledge: &Knowledge,
    topic: &Topic,
    speaker: &PersonId,
) -> Option<TopicId> {
    let days = topic.statements.iter().filter_map(|it| it.since.as_ref());
    let day = days.map(|it| it.earliest()).min()?;
    let own = |it: &&Topic| {
        let on_day = it.date().is_some_and(|date| date.earliest() == day);
        on_day && it.people == [speaker.clone()]
    };
    knowledge.topics.values().find(own).map(|it| it.id.clone())
}

/// The question for what one person wrote on the day of an event of theirs.
pub(super) fn words_of(
    knowledge: &Knowledge,
    memory: &Memory,
    (event, speaker): (&TopicId, &PersonId),
    query: &Query,
) -> Option<Query> {
    let day = knowledge.topics.get(event)?.date()?.earliest();
    let only = Interval {
        from: Some(day),
        until: Some(day),
    };
    Some(Query {
        people: vec![speaker.clone()],
        filters: Filters {
            times: vec![TimeMention::within(0..0, only, Grain::Day)],
            ..Filters::default()
        },
        ..memory.asking(Resolver::Statement, query.today)
    })
}

/// "Did he name anyone?" of what somebody wrote on one day: what is told of whom they named. Returns whether it is asked.
fn named_whom(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let ([speaker], [time]) = (
        memory.query.people.as_slice(),
        memory.query.filters.times.as_slice(),
    ) else {
        return false;
    };
    let named = query.resolver == Resolver::Successor && leaning.has("person");
    let spoken = memory.query.resolver == Resolver::Statement && leaning.is_free();
    let day = time.bounds();
    let whose = |it: &&Topic| {
        let on_day = it
            .date()
            .is_some_and(|date| Some(date.earliest()) == day.from);
        on_day && it.people == [speaker.clone()] && it.tells(Aspect::Who)
    };
    if !(named && spoken && day.from == day.until && names_nobody(query)) {
        return false;
    }
    let Some(topic) = knowledge.topics.values().find(whose) else {
        return false;
    };
    *query = memory.asking_of(&topic.id, Aspect::Who, query.today);
    true
}

/// "What's the latest?" after an amount in one year asks for the amount, and not who left last. Returns whether it is asked.
fn newest(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let amounts = last.resolver == Resolver::Topic(Aspect::HowMuch) && last.topics.len() == 1;
    let place = query.filters.ordinals == [-1] && names_nobody(query);
    let asked = amounts && place && leaning.is_free() && !leaning.leaves() && leaning.short();
    if asked {
        *query = Query {
            topics: last.topics.clone(),
            ..memory.asking(last.resolver, query.today)
        };
    }
    asked
}

/// "Who is his boss there?" of where somebody went is told with it. Returns whether it is asked.
fn reports_to(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let heads = matches!(
        query.resolver,
        Resolver::Topic(_) | Resolver::Lead | Resolver::Profile
    );
    // "Who runs that company?" after where somebody went is asked of that place as well.
    let heads_it = query.resolver == Resolver::Lead && leaning.aspect() == Some(Aspect::Who);
    let whose = leaning.has("person") || heads_it;
    let there = leaning.has("organisation") && whose && leaning.is_free();
    let guessed = query.guessed || query.resolver != Resolver::Topic(Aspect::What);
    let who = guessed && !leaning.leaves() && leaning.words <= ASKING;
    let asked = heads && there && who && memory.tells_a_move() && memory.subjects.len() == 1;
    if asked {
        *query = memory.asking_whom(memory.subjects.clone(), Resolver::Destination, query.today);
    }
    asked
}

/// "Since when?" after an illness that somebody named as the reason: the reason, where it tells a time. Returns whether it
/// is asked.
fn ill_since(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let of_reason = matches!(memory.query.resolver, Resolver::Private | Resolver::Why);
    let asked = leaning.cue("since-when") && leaning.is_free() && !leaning.leaves();
    let person = knowledge.people.get(one);
    let exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
    let mut reasons = exits.flat_map(|it| &it.departure.reason);
    let timed = reasons.any(|claim| {
        let text = claim.value.text.as_ref();
        let numbered = |it: &str| it.contains(|it: char| it.is_ascii_digit());
        claim.rank != Rank::Refuted && text.is_some_and(|it| it.versions().any(numbered))
    });
    if !(of_reason && asked && timed && names_nobody(query) && leaning.short()) {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::Why, query.today);
    true
}

/// "When?" after whom somebody replaced who never left: since when they hold the post. Returns whether it is asked.
fn came_in(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let posts = matches!(
        memory.query.resolver,
        Resolver::Predecessor | Resolver::Successor
    );
    // Whoever took over is named by the answer, and who replaced somebody by the question.
    let asked_about = memory.query.people.iter();
    let told = memory
        .listed
        .iter()
        .filter(|id| !memory.query.people.contains(id));
    let mut heirs = asked_about.chain(told).filter(|id| !knowledge.has_left(id));
    let (Some(heir), None) = (heirs.next(), heirs.next()) else {
        return false;
    };
    let dated = leaning.aspect() == Some(Aspect::When) && leaning.short();
    let plain = leaning.is_free() && !leaning.leaves() && !leaning.has("people");
    if !(posts && dated && plain && names_nobody(query)) {
        return false;
    }
    *query = memory.asking_whom(vec![heir.clone()], Resolver::Lead, query.today);
    true
}

/// "What about the hours?" after one who left asks what they said of that, and not who else left for it. Returns whether
/// it is asked.
fn for_that_reason(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let slots = &leaning.interpretation.slots;
    let named = query.resolver == Resolver::Overview && !query.filters.reasons.is_empty();
    let free = names_nobody(query) && leaning.is_free() && leaning.words <= ASKING;
    let many = leaning.has("people") || leaning.has("others") || asks(slots, Aspect::Who);
    let asked = named && free && !many && !slots.has(VocabularySlot::All);
    if !(asked && knowledge.has_left(one)) {
        return false;
    }
    *query = memory.asking_whom(vec![one.clone()], Resolver::Why, query.today);
    true
}

/// "What happened to his team?" of one who led a team of which it is told how it stands. Returns whether it is asked.
fn became_of_team(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let asked = leaning.cue("story") && leaning.has("unit") && leaning.is_free();
    let stands = |topic: &&Topic| {
        topic.tells(Aspect::Status) && topic.date().is_none() && topic.people.contains(one)
    };
    let mut teams = knowledge.topics.values().filter(stands);
    let (Some(team), None) = (teams.next(), teams.next()) else {
        return false;
    };
    if !asked || leaning.words > ASKING {
        return false;
    }
    *query = memory.asking_of(&team.id, Aspect::Status, query.today);
    true
}

/// "And when Alpha bought it?" after an amount asks for the amount of that event, and not for its day. Returns whether it
/// is asked.
fn worth_at(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let amounts = last.resolver == Resolver::Topic(Aspect::HowMuch);
    let [event] = query.topics.as_slice() else {
        return false;
    };
    let goes_on = super::reaction::goes_on_from(leaning.interpretation);
    let dated = query.resolver == Resolver::Topic(Aspect::When) && !last.topics.contains(event);
    let topic = knowledge.topics.get(event);
    let priced = topic.is_some_and(|it| it.tells(Aspect::HowMuch));
    if !(amounts && goes_on && dated && priced && leaning.words <= ASKING) {
        return false;
    }
    query.resolver = Resolver::Topic(Aspect::HowMuch);
    true
}

/// "Who else came from Alpha?" after one who did. Returns whether it is asked.
fn came_from_too(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let listed = matches!(query.resolver, Resolver::WhoLeft | Resolver::Background);
    let slots = &leaning.interpretation.slots;
    let [place] = query.filters.formerly.as_slice() else {
        return false;
    };
    let one = slots.mentions.len() == 1 && slots.times.is_empty() && query.people.is_empty();
    let asked = listed && one && leaning.has("others") && !leaning.leaves();
    if !asked || memory.subjects.is_empty() {
        return false;
    }
    let place = place.clone();
    *query = Query {
        others: vec![place],
        filters: Filters {
            except_people: memory.subjects.clone(),
            ..Filters::default()
        },
        ..memory.asking(Resolver::Background, query.today)
    };
    true
}

/// Whether it is asked if whoever stands at a place said something: "did the last one to go say anything?"
pub(super) fn asks_for_words_at_a_place(leaning: &Leaning<'_>) -> bool {
    let slots = &leaning.interpretation.slots;
    let places = slots.values(VocabularySlot::Ordinal).count() == 1;
    let said = says(slots) && polar(leaning.interpretation) && leaning.leaves();
    places && said && leaning.is_free() && !slots.has(VocabularySlot::Aspect)
}
