//! Binding: what an interpretation names becomes records of the dataset, completed from the memory of the conversation.

mod absences;
mod advised;
mod appointed;
mod around;
mod asides;
pub(super) mod blamed;
mod bystanders;
mod claims;
mod counts;
mod diverted;
mod everyday;
mod holders;
mod lengths;
pub(super) mod moments;
mod moves;
mod naming;
pub(super) mod numbers;
mod of_event;
mod offered;
pub(super) mod organisations;
mod people;
mod premises;
mod ranks;
mod reacted;
pub(super) mod readings;
mod said;
mod sides;
pub(super) mod teams;
mod topics;
pub(super) mod turns;
mod unnamed;
mod works;

use jiff::civil::Date;

pub(in crate::bot) use asides::is_asked_for;
use holders::{holders, move_or_response};
use organisations::{organisations, organisations_of};
use people::people;
pub(in crate::bot) use said::is_reason_alone;
use said::{anchors, deeds, groups, manners, negated, numbers, reasons, texts};
use topics::{
    aspect, between_events, event_claimed, founding, likely_topic, of_organisation, topics,
};

use super::Binding;
use super::filters;
use super::follow_up;
use super::follow_up::{bounded_anew, complete, continue_with, is_fragment};
use super::memory::Memory;
use crate::answer::query::{Query, Share};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots};
use crate::nlu::phrases::Filled;

/// A bound question, or why it cannot be bound.
#[derive(Debug)]
pub(super) enum Bound {
    /// It can be answered.
    Query(Box<Query>),
    /// A name may mean several people.
    Ambiguous(Vec<PersonId>),
    /// It is about an organisation of whose departures nothing is recorded.
    Foreign(OrganisationId),
}

/// Binds an interpretation.
pub(super) fn bind(
    knowledge: &Knowledge,
    binding: &Binding,
    interpretation: &Interpretation,
    memory: Option<&Memory>,
    today: Date,
) -> Bound {
    let slots = &interpretation.slots;
    let resolver = memory
        .and_then(|memory| bounded_anew(memory, interpretation))
        .unwrap_or_else(|| filters::resolver(binding.resolver, slots));
    let posts = appointed::posts(knowledge, interpretation);
    let resolver = appointed::claimed(resolver, &posts, interpretation);
    let (people, except_people) = match people(knowledge, resolver, interpretation) {
        Ok(found) => found,
        Err(candidates) => return Bound::Ambiguous(candidates),
    };
    let anchors = anchors(knowledge, interpretation, resolver);
    let mut query = Query {
        people,
        topics: topics(knowledge, interpretation, today),
        groups: groups(interpretation, false),
        roles: texts(interpretation, VocabularySlot::Role),
        occupations: said::occupations(interpretation),
        posts,
        except_groups: groups(interpretation, true),
        except_people,
        times: moments::distinct(&slots.times),
        anchors,
        ordinals: numbers(interpretation, VocabularySlot::Ordinal),
        numbers: numbers(interpretation, VocabularySlot::Number),
        manners: manners(interpretation),
        reasons: reasons(interpretation),
        all: slots.has(VocabularySlot::All),
        negated: negated(interpretation),
        deeds: deeds(interpretation),
        share: slots
            .values(VocabularySlot::Share)
            .find_map(|value| Share::ALL.into_iter().find(|it| it.name() == value)),
        stays: slots.has(VocabularySlot::Presence),
        asks_reason: filters::asks(slots, Aspect::Why),
        polar: filters::polar(interpretation),
        causal: slots.has(VocabularySlot::Cause),
        valued: readings::valued(knowledge, interpretation),
        ..worded(
            interpretation,
            Query::new(resolver, knowledge.organisation.clone(), today),
        )
    };
    widened(slots, memory.is_some(), &mut query);
    let continued = memory.is_some_and(|memory| {
        let named = organisations_of(knowledge, interpretation);
        is_fragment(interpretation) && continue_with(memory, named, &mut query)
    });
    if continued {
        organisations::of_their_own(knowledge, &mut query);
    } else if let Some(foreign) = organisations(knowledge, interpretation, &mut query) {
        return Bound::Foreign(foreign);
    }
    let pronoun = |wanted: &str| {
        let mut pronouns = slots.values(VocabularySlot::Pronoun);
        pronouns.any(|it| it == wanted)
    };
    if let Some(people) = memory.and_then(|memory| one_of_these(memory, interpretation, &query)) {
        // Whether and when one of two left is told of both.
        let of_leaving = matches!(
            query.resolver,
            Resolver::Verify | Resolver::VerifyRemains | Resolver::When
        ) && query.manners.is_empty();
        let pair = people.len() == 2 && of_leaving && !pronoun("others");
        if !pair {
            return Bound::Ambiguous(people);
        }
        query.people = people;
    }
    let asked = Asked {
        knowledge,
        interpretation,
        memory,
        on_topic: slots
            .mentions
            .iter()
            .any(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event)),
        somebody: pronoun("person")
            && !follow_up::owns_a_post(interpretation)
            && memory.is_some_and(|memory| !memory.subjects.is_empty()),
    };
    for step in STEPS {
        step(asked, &mut query);
    }
    Bound::Query(Box::new(query))
}

/// A question with what its turns of phrase say of it, whatever it names.
fn worded(interpretation: &Interpretation, query: Query) -> Query {
    let slots = &interpretation.slots;
    Query {
        lacking: filters::lacking(slots),
        announced: filters::cue(slots, "announced"),
        yearly: filters::cue(slots, "yearly"),
        exact_day: filters::cue(slots, "exact-day"),
        returns: filters::cue(slots, "returns"),
        story: filters::cue(slots, "story"),
        weekday: filters::cue(slots, "weekday"),
        adjacent: filters::cue(slots, "next"),
        contrast: filters::cue(slots, "contrast"),
        venture: filters::cue(slots, "venture"),
        disbelieved: filters::disbelieves(interpretation),
        since_leaving: filters::since_leaving(slots),
        figure_only: filters::cue(slots, "figure-only"),
        own_post: filters::cue(slots, "own-post"),
        amounts: readings::amounts(interpretation),
        of_leaving: filters::cue(slots, "leaving") || filters::cue(slots, "gone"),
        present: filters::cue(slots, "present")
            || (query.resolver == Resolver::WhoWentTo && filters::cue(slots, "persists")),
        renown: filters::cue(slots, "renown"),
        combined: filters::cue(slots, "combined"),
        scholarly: filters::cue(slots, "scholarly"),
        counts: filters::asks(slots, Aspect::HowMany),
        alternatives: filters::cue(slots, "or")
            || filters::cue(slots, "choice")
            || organisations::offered(interpretation),
        ..query
    }
}

/// Those of whom the question means one without saying which one.
fn one_of_these(
    memory: &Memory,
    interpretation: &Interpretation,
    query: &Query,
) -> Option<Vec<PersonId>> {
    let slots = &interpretation.slots;
    let pronoun = |wanted: &str| {
        let mut pronouns = slots.values(VocabularySlot::Pronoun);
        pronouns.any(|it| it == wanted)
    };
    // "The other lawyer" after two who held the post may be either.
    let held = !query.roles.is_empty() && query.roles == memory.query.roles;
    if held && pronoun("others") && memory.subjects.len() == 2 && query.people.is_empty() {
        return Some(memory.subjects.clone());
    }
    // Whoever was offered and not chosen is asked about again.
    let unanswered = !memory.choices.is_empty()
        && query.resolver.is_about_somebody()
        && query.people.is_empty()
        && query.roles.is_empty()
        && query.groups.is_empty()
        && !(query.all || pronoun("others") || pronoun("people"));
    if unanswered && (pronoun("person") || interpretation.tokens.len() <= SHORT) {
        return Some(memory.choices.clone());
    }
    // "He", "that one" after a list of several is one of them: which one is to be asked.
    let that_one = pronoun("thing") && query.numbers == [1];
    let one = memory.one_of_several(query)
        && (pronoun("person") || that_one)
        && !filters::cue(slots, "narrows")
        && !filters::cue(slots, "alone");
    one.then(|| memory.listed.clone())
}

/// "Exact date?" after a question back has no more words.
const SHORT: usize = 3;

/// Words that ask for more people than the groups named beside them.
fn widened(slots: &Slots, in_conversation: bool, query: &mut Query) {
    // "Not only founders" goes on from a list of them where one was told.
    let more = slots
        .values(VocabularySlot::Continuation)
        .any(|it| it == WIDENING);
    let inclusive = filters::cue(slots, "inclusive");
    // "Founders and others"; "executives, engineers, all included" are people of every kind.
    let others_too = filters::cue(slots, "others-too") || (more && !in_conversation);
    if others_too || (inclusive && query.groups.len() > 1) {
        query.everyone = !query.groups.is_empty();
        query.groups.clear();
    }
    // "Others than founders included" takes nobody out.
    if others_too || inclusive {
        query.except_groups.clear();
    }
}

/// The vocabulary's value for words that ask for more than the group named behind them.
const WIDENING: &str = "widening";

/// What the steps of settling see beside the query.
#[derive(Clone, Copy)]
struct Asked<'a> {
    knowledge: &'a Knowledge,
    interpretation: &'a Interpretation,
    memory: Option<&'a Memory>,
    /// Whether the question names an event or a topic.
    on_topic: bool,
    /// Whether a pronoun stands for somebody whom the conversation spoke of: "she was CEO, right?" is about her.
    somebody: bool,
}

/// A step of settling: one way in which what a question means differs from what its words are most like.
type Step = fn(Asked<'_>, &mut Query);

/// What a question asks beyond what it names, in the order in which it is found out: what it asks of an event or a topic,
/// who holds a role, what narrows it, what the conversation completes, which days and places it means, and only then
/// which look-up its turns of phrase and its claims ask for. Each step sees what the ones before it settled.
const STEPS: &[Step] = &[
    said_what,
    |asked, query| filters::days::places_not_days(asked.interpretation, query),
    |asked, query| aspect(asked.interpretation, query),
    |asked, query| {
        topics::of_organisation_itself(asked.knowledge, asked.interpretation, query);
    },
    |asked, query| filters::held_now(query, asked.on_topic),
    |asked, query| query.guessed = !asked.on_topic && !query.topics.is_empty(),
    advised::role_of_a_departure,
    offered::days_of_a_departure,
    offered::numbers_of_a_group,
    spoken_of_there,
    unnamed::left_a_post,
    premises::stay_of_a_holder,
    |asked, query| {
        if !asked.somebody {
            holders(asked.knowledge, query);
        }
    },
    |asked, query| turns::narrowed(asked.knowledge, asked.interpretation, query),
    |asked, query| {
        filters::days::drop_dates_of_events(asked.knowledge, asked.interpretation, query);
    },
    |asked, query| {
        around::around_named(asked.knowledge, asked.interpretation, asked.memory, query);
    },
    |asked, query| {
        if asked.on_topic {
            organisations::of_named_events(asked.knowledge, query);
        }
    },
    |asked, query| turns::claims_of_a_post(asked.interpretation, query),
    place_asked,
    |asked, query| filters::days::seen_from(asked.interpretation, query),
    |asked, query| claims::of_what_is_to_come(asked.interpretation, asked.memory, query),
    |asked, query| {
        if let Some(memory) = asked.memory {
            complete(asked.knowledge, asked.interpretation, memory, query);
        }
    },
    at_their_own,
    // "The CFO?" behind a question about somebody else names them by the post.
    |asked, query| {
        if asked.memory.is_some() && is_fragment(asked.interpretation) {
            holders(asked.knowledge, query);
        }
    },
    |asked, query| {
        blamed::by_somebody(asked.knowledge, asked.interpretation, asked.memory, query);
    },
    |asked, query| {
        if let Some(memory) = asked.memory {
            filters::days::in_the_month_spoken_of(&memory.times, query);
        }
    },
    |asked, query| filters::days::place_bare_days(asked.knowledge, asked.interpretation, query),
    |_, query| filters::days::ends_of_periods(query),
    |asked, query| filters::days::weeks_of_months(asked.interpretation, query),
    |asked, query| filters::days::totals_at_ends(asked.interpretation, query),
    |asked, query| turns::words_after(asked.knowledge, query),
    |asked, query| claims::at_places(asked.knowledge, query),
    |asked, query| claims::of_days(asked.interpretation, query),
    |asked, query| claims::told_of_places(asked.knowledge, asked.interpretation, query),
    everyday::left_for_a_venture,
    |asked, query| {
        let towards = asked.interpretation.slots.has(VocabularySlot::Towards);
        filters::of_many(query, asked.on_topic, towards);
    },
    |asked, query| filters::posts::predecessors(asked.knowledge, asked.interpretation, query),
    unnamed::sacked_in_number,
    moments::left_since,
    moments::left_in_a_period,
    moments::remained_then,
    |asked, query| turns::turned(asked.knowledge, asked.interpretation, query),
    |asked, query| topics::built_in(asked.knowledge, asked.interpretation, query),
    |_, query| filters::gone_by_then(query),
    bystanders::removed_at_an_event,
    bystanders::sent_others_away,
    lengths::of_a_stay,
    lengths::of_a_charge,
    lengths::dates_of_leaving,
    counts::share_claimed,
    counts::up_to_a_departure,
    |asked, query| {
        let unbound = query.lasted.is_none()
            && filters::bounded_by_nothing_known(asked.interpretation, query);
        query.leftover |= asked.memory.is_none() && unbound;
    },
    readings::from_a_departure_on,
    readings::of_the_whole,
    readings::of_groups,
    readings::beside_the_last,
    readings::of_ventures,
    everyday::according_to,
    everyday::kind_of_venture,
    everyday::reason_of_one,
    everyday::reasons_given,
    everyday::others_who_stayed,
    everyday::here_and_there,
    everyday::head_elsewhere,
    everyday::head_of_department,
    diverted::of_a_topic,
    diverted::last_beside_who_stays,
    diverted::removed_of_a_group,
    diverted::size_of_a_group,
    diverted::first_to_all,
    diverted::appointed_when,
    diverted::unknown_cause,
    diverted::came_here,
    diverted::place_of_a_list,
    diverted::lately,
    diverted::quarrel_with,
    diverted::what_became,
    diverted::left_unsaid,
    diverted::quarrel_of_two,
    reacted::to_a_departure,
    everyday::career,
    everyday::trust_in_sources,
    everyday::size_asked,
    everyday::leavers_in_number,
    everyday::share_gone,
    everyday::one_of_two_days,
    diverted::plans_told,
    diverted::words_claimed,
    diverted::words_dated,
    diverted::next_in_line,
    diverted::hired_away,
    diverted::held_responsible,
    |asked, query| turns::between_people(asked.knowledge, query),
    counts::only_those,
    |asked, query| claims::claims_of_somebody(asked.interpretation, query),
    |asked, query| appointed::succession(asked.knowledge, asked.interpretation, query),
    diverted::heir_of,
    |asked, query| claims::number_at_the_end(asked.interpretation, query),
    |asked, query| claims::of_presence(asked.knowledge, asked.interpretation, query),
    |asked, query| claims::listed_by_name(asked.knowledge, asked.interpretation, query),
    |asked, query| filters::running_totals(asked.interpretation, query),
    sides::of_a_day,
    sides::gone_by_a_departure,
    sides::to_come,
    bystanders::among_the_departures,
    |asked, query| filters::presumed(asked.interpretation, query),
    bystanders::left_a_group,
    |asked, query| turns::of_one(asked.knowledge, asked.interpretation, query),
    |_, query| claims::elsewhere(query),
    |asked, query| move_or_response(asked.knowledge, query),
    own_words_on_leaving,
    |asked, query| claims::came_from_elsewhere(asked.knowledge, query),
    asides::no_longer_there,
    |_, query| claims::no_longer_here(query),
    |asked, query| claims::of_present_health(asked.interpretation, query),
    |asked, query| between_events(asked.knowledge, query),
    |asked, query| event_claimed(asked.knowledge, asked.interpretation, query),
    |asked, query| of_organisation(asked.knowledge, asked.interpretation, query),
    guessed_topic,
    between_two,
    with_whom,
    readings::when_of_somebody,
    readings::of_event_of_leavers,
    asides::maker_sought,
    asides::gone_on_from_here,
    asides::came_from_there,
    asides::of_trades,
    asides::put_forward,
    asides::making_now,
    asides::quotation_sought,
    asides::introduced,
    asides::months_of_their_own,
    readings::amount_claimed,
    readings::of_the_bot,
    readings::of_a_post_left,
    readings::unused_reasons,
    counts::beside_a_number,
    numbers::unknown_version,
    naming::origin_of_a_name,
    numbers::in_a_wave,
    numbers::more_of_two,
    offered::one_of_two,
    moves::joined_there,
    moves::manner_of_an_anchor,
    moves::between_them,
    moves::runs_it_since,
    moves::stands_in,
    moves::older,
    of_event::of_the_event,
    moves::one_of_several,
    moves::spoken_of_there,
    offered::left_or_not,
    works::elsewhere,
    works::new_jobs,
    absences::absences,
    moves::of_the_place_left,
    of_nobody_said,
    premises::left_with_the_others,
    premises::come_back,
    premises::dead,
    premises::sent_away_by,
    premises::belonged,
    premises::everybody_in_order,
    premises::of_those_named,
];

/// "What did Alpha actually say?" asks for the words, and not whether they were said.
fn said_what(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let says = query.says();
    let leads = |it: &Filled| it.slot == VocabularySlot::Continuation;
    let text = &asked.interpretation.text;
    let begins = |until: usize| {
        let mut head = text.char_indices().take_while(|(at, _)| *at < until);
        head.all(|(at, it)| it == ' ' || slots.fills(at, leads))
    };
    let mut filled = slots.filled.iter();
    let asks_what = filled.any(|it| {
        it.slot == VocabularySlot::Cue && it.value == "asks-what" && begins(it.range.start)
    });
    let what = asks_what && !slots.has(VocabularySlot::Aspect);
    if query.resolver == Resolver::VerifySaid && says && what {
        query.resolver = Resolver::Statement;
    }
}

/// "Why did he leave?" with nobody spoken of is no question about everybody.
fn of_nobody_said(asked: Asked<'_>, query: &mut Query) {
    let mut pronouns = asked.interpretation.slots.values(VocabularySlot::Pronoun);
    let one = pronouns.any(|it| it == "person");
    let asks = matches!(
        query.resolver,
        Resolver::Why | Resolver::Destination | Resolver::Manner
    );
    let free = query.people.is_empty()
        && query.among.is_empty()
        && query.groups.is_empty()
        && query.roles.is_empty()
        && query.topics.is_empty()
        && query.reasons.is_empty()
        && query.blamed.is_none()
        && query.anchors.is_empty()
        && query.others.is_empty()
        && query.times.is_empty()
        && !query.all;
    let nobody = asked
        .memory
        .is_none_or(|memory| memory.meant().is_empty() && memory.choices.is_empty());
    query.unsaid = one && asks && free && nobody;
}

/// Whom a turn names and who never was at the organisation spoken of is asked about where they were.
fn at_their_own(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let named = slots.of(EntityKind::Person).next().is_some();
    if asked.memory.is_some() && named && !query.organisation_named {
        organisations::of_their_own(asked.knowledge, query);
    }
}

/// A question for whoever holds a role is about the organisation that the conversation spoke of.
fn spoken_of_there(asked: Asked<'_>, query: &mut Query) {
    if let Some(memory) = asked.memory
        && !query.roles.is_empty()
        && !query.organisation_named
    {
        query.organisation.clone_from(&memory.query.organisation);
        // "And the CFO?" after somebody who was only ever elsewhere is about that place.
        if let [person] = memory.subjects.as_slice()
            && let Some(person) = asked.knowledge.people.get(person)
            && let Some(last) = person.memberships.last()
            && person
                .memberships
                .iter()
                .all(|it| it.organisation != query.organisation)
        {
            query.organisation.clone_from(&last.organisation);
        }
    }
}

/// "When did the last one leave?", "who was first of those?"
fn place_asked(asked: Asked<'_>, query: &mut Query) {
    // "When did the third founder leave?" asks for no timeline of all.
    let dated = query.resolver == Resolver::Timeline
        && filters::asks(&asked.interpretation.slots, Aspect::When);
    if !asked.somebody
        && (matches!(
            query.resolver,
            Resolver::When
                | Resolver::Compare
                | Resolver::Months
                | Resolver::Lead
                | Resolver::Topic(Aspect::Who)
        ) || dated)
        && query.topics.is_empty()
        && query.roles.is_empty()
        && query.people.is_empty()
        && !query.ordinals.is_empty()
    {
        query.resolver = Resolver::Order;
    }
}

/// "What did Alpha say when he left?" asks for the words of whoever left, not for what was answered to them.
fn own_words_on_leaving(asked: Asked<'_>, query: &mut Query) {
    let ([person], Resolver::Response) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let named = slots.of(EntityKind::Person).map(|it| it.range.end).min();
    let mut pronouns = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun);
    let behind = pronouns
        .any(|it| it.value == "person" && named.is_some_and(|named| named <= it.range.start));
    // "What did Alpha say when leaving?"
    let says = slots.filled.iter().any(|it| {
        let said = filters::is_saying(it);
        said && named.is_some_and(|named| named <= it.range.start)
    });
    let alone = slots.of(EntityKind::Person).count() == 1 && says;
    if (behind || alone) && query.of_leaving && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Statement;
    }
}

/// A question for a topic that names none is about the one whose own questions are most like it, unless a pronoun stands
/// for one: what that stands for in a conversation is not to be guessed.
fn guessed_topic(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
    );
    let refers = asked.memory.is_some()
        && interpretation.slots.filled.iter().any(|it| {
            // "The deal" is a name where nothing was told of that it could stand for.
            let said = interpretation.text.get(it.range.clone());
            let noun = said.is_some_and(|it| it.split(' ').count() > 1);
            it.slot == VocabularySlot::Pronoun && !(noun && it.value == "thing")
        });
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.topics.is_empty()
        && (query.people.is_empty() || amount)
        && !refers
    {
        if matches!(query.resolver, Resolver::Topic(Aspect::When | Aspect::Who)) {
            query.topics.extend(founding(asked.knowledge, query));
        }
        if query.topics.is_empty() {
            likely_topic(asked.knowledge, interpretation, query);
            query.guessed |= !query.topics.is_empty();
        }
    }
}

/// Of more people than this "them" means nobody in particular.
const FEW: usize = 4;

/// "Did the chief blame him?" is a claim about both, where the conversation spoke of one who left.
fn with_whom(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let (Some(memory), Resolver::Verify, [named]) =
        (asked.memory, query.resolver, query.people.as_slice())
    else {
        return;
    };
    let subjects = &memory.subjects;
    if subjects.is_empty() || subjects.len() > FEW {
        return;
    }
    let ends = slots.of(EntityKind::Person).map(|it| it.range.end).max();
    let behind = slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Pronoun
            && matches!(it.value.as_str(), "person" | "people")
            && ends.is_some_and(|end| end <= it.range.start)
    });
    let stayed = !asked.knowledge.has_left(named);
    let left = subjects.iter().all(|it| asked.knowledge.has_left(it));
    if behind && stayed && left {
        query.people.extend(subjects.iter().cloned());
    }
}

/// What he is said to have had to do with her is not seen in what is recorded of her alone.
fn between_two(asked: Asked<'_>, query: &mut Query) {
    let between = asked.memory.is_some() && filters::of_another(asked.interpretation);
    if between && query.resolver == Resolver::Verify && query.deeds.is_empty() {
        query.leftover = true;
    }
}
