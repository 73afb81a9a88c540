//! Binding: what an interpretation names becomes records of the dataset, completed from the memory of the conversation.

mod absences;
mod advised;
mod appointed;
mod around;
mod asides;
mod beside;
pub(super) mod blamed;
mod bystanders;
mod claims;
mod counts;
mod diverted;
mod everyday;
mod founders;
mod guesses;
pub(super) mod heads;
mod holders;
mod implied;
mod leavers;
mod lengths;
pub(super) mod moments;
mod moves;
mod naming;
pub(super) mod noted;
pub(super) mod numbers;
mod of_event;
mod of_one;
mod offered;
pub(super) mod organisations;
mod people;
mod places_claimed;
mod plain_claims;
mod posts_claimed;
mod premises;
mod present;
mod ranks;
mod reacted;
pub(super) mod readings;
mod said;
mod settled;
mod sides;
mod statuses;
mod steps;
mod stretches;
pub(super) mod teams;
mod topics;
pub(super) mod turns;
mod unnamed;
mod wholes;
mod works;

use jiff::civil::Date;

pub(in crate::bot) use asides::is_asked_for;
use organisations::{organisations, organisations_of};
use people::people;
pub(in crate::bot) use said::is_reason_alone;
use said::{anchors, deeds, groups, manners, negated, numbers, reasons, texts};
use steps::{Asked, STEPS};
pub(in crate::bot) use topics::defines;
use topics::topics;

use super::Binding;
use super::filters;
use super::follow_up;
use super::follow_up::{bounded_anew, continue_with, is_fragment};
use super::memory::Memory;
use crate::answer::query::{Claimed, Filters, Focus, Query, Share};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots};

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
        occupations: said::occupations(interpretation),
        all: slots.has(VocabularySlot::All),
        negated: negated(interpretation),
        stays: slots.has(VocabularySlot::Presence),
        polar: filters::polar(interpretation),
        disbelieved: filters::disbelieves(interpretation),
        of_leaving: filters::cue(slots, "leaving") || filters::cue(slots, "gone"),
        filters: Filters {
            except_people,
            anchors,
            ..bounds(interpretation)
        },
        claimed: Claimed {
            posts,
            valued: readings::valued(knowledge, interpretation),
            ..claims(interpretation)
        },
        focus: focus(interpretation, resolver),
        ..Query::new(resolver, knowledge.organisation.clone(), today)
    };
    widened(slots, memory.is_some(), &mut query);
    let continued = memory.is_some_and(|memory| {
        let named = organisations_of(knowledge, interpretation);
        let prior = follow_up::asks_for_prior(memory, interpretation);
        (is_fragment(interpretation) || prior) && continue_with(memory, prior, named, &mut query)
    });
    if continued {
        implied::of_their_own(knowledge, &mut query);
    } else if let Some(foreign) = organisations(knowledge, interpretation, &mut query) {
        return Bound::Foreign(foreign);
    }
    let pronoun = |wanted: &str| {
        let mut pronouns = slots.values(VocabularySlot::Pronoun);
        pronouns.any(|it| it == wanted)
    };
    let one = |memory: &Memory| {
        let known = memory.left_before(knowledge, query.resolver).is_some();
        let one = one_of_these(memory, interpretation, &query);
        one.filter(|_| !known)
    };
    if let Some(people) = memory.and_then(one) {
        // Whether and when one of two left is told of both.
        let of_leaving = matches!(
            query.resolver,
            Resolver::Verify | Resolver::VerifyRemains | Resolver::When
        ) && query.filters.manners.is_empty();
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

/// What bounds the departures that are meant, but for people and what is named beside a "before" or "after".
fn bounds(interpretation: &Interpretation) -> Filters {
    let slots = &interpretation.slots;
    Filters {
        groups: groups(interpretation, false),
        roles: texts(interpretation, VocabularySlot::Role),
        except_groups: groups(interpretation, true),
        times: moments::distinct(&slots.times),
        ordinals: numbers(interpretation, VocabularySlot::Ordinal),
        numbers: numbers(interpretation, VocabularySlot::Number),
        manners: manners(interpretation, false),
        except_manners: manners(interpretation, true),
        reasons: reasons(interpretation),
        lacking: filters::lacking(slots),
        announced: filters::cue(slots, "announced"),
        returns: filters::cue(slots, "returns"),
        venture: filters::cue(slots, "venture"),
        alternatives: filters::cue(slots, "or")
            || filters::cue(slots, "choice")
            || organisations::offered(interpretation),
        ..Filters::default()
    }
}

/// What a question with this look-up asks beyond it.
fn focus(interpretation: &Interpretation, resolver: Resolver) -> Focus {
    let slots = &interpretation.slots;
    Focus {
        asks_reason: filters::asks(slots, Aspect::Why),
        given_only: filters::cue(slots, "gives-reason")
            && (filters::cue(slots, "narrows")
                || filters::asks(slots, Aspect::Who)
                || slots
                    .values(VocabularySlot::Pronoun)
                    .any(|it| it == "ones" || it == "people")),
        yearly: filters::cue(slots, "yearly"),
        exact_day: filters::cue(slots, "exact-day"),
        story: filters::cue(slots, "story"),
        weekday: filters::cue(slots, "weekday"),
        summary: filters::cue(slots, "briefly"),
        percentage: filters::cue(slots, "percentage"),
        adjacent: filters::cue(slots, "next"),
        contrast: filters::cue(slots, "contrast"),
        since_leaving: filters::since_leaving(slots),
        figure_only: filters::cue(slots, "figure-only"),
        own_post: filters::cue(slots, "own-post"),
        present: filters::cue(slots, "present")
            || (resolver == Resolver::WhoWentTo && filters::cue(slots, "persists")),
        renown: filters::cue(slots, "renown"),
        post: filters::cue(slots, "post-held"),
        scholarly: filters::cue(slots, "scholarly"),
        counts: filters::asks(slots, Aspect::HowMany),
        ..Focus::default()
    }
}

/// What a question says that is so, but for posts and what an amount is claimed of.
fn claims(interpretation: &Interpretation) -> Claimed {
    let slots = &interpretation.slots;
    Claimed {
        deeds: deeds(interpretation),
        share: slots
            .values(VocabularySlot::Share)
            .find_map(|value| Share::ALL.into_iter().find(|it| it.name() == value)),
        causal: slots.has(VocabularySlot::Cause),
        amounts: readings::amounts(interpretation),
        combined: filters::cue(slots, "combined"),
        paid: filters::cue(slots, "paid"),
        solo: filters::cue(slots, "solo"),
        been: filters::cue(slots, "held-then")
            && !filters::cue(slots, "leaving")
            && !filters::cue(slots, "gone")
            && !filters::cue(slots, "hires")
            && !slots.has(VocabularySlot::Towards)
            && !slots.has(VocabularySlot::Manner),
        outright: filters::cue(slots, "outright")
            && filters::polar(interpretation)
            && !filters::cue(slots, "or")
            && !slots.has(VocabularySlot::Role)
            && !slots.has(VocabularySlot::Aspect),
        ..Claimed::default()
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
    let held = !query.filters.roles.is_empty() && query.filters.roles == memory.query.filters.roles;
    if held && pronoun("others") && memory.subjects.len() == 2 && query.people.is_empty() {
        return Some(memory.subjects.clone());
    }
    // "Who left right after him?" is bounded by one of them.
    let bounds = pronoun("person")
        && !slots.relations.is_empty()
        && matches!(query.resolver, Resolver::Order | Resolver::WhoLeft)
        && memory.bounded.is_none();
    // Whoever was offered and not chosen is asked about again.
    let unanswered = !memory.choices.is_empty()
        && (query.resolver.is_about_somebody() || bounds)
        && query.people.is_empty()
        && query.filters.roles.is_empty()
        && query.filters.groups.is_empty()
        && !(query.all || pronoun("others") || pronoun("people"));
    if unanswered && (pronoun("person") || interpretation.tokens.len() <= SHORT) {
        return Some(memory.choices.clone());
    }
    // "He", "that one" after a list of several is one of them: which one is to be asked.
    let that_one = pronoun("thing") && query.filters.numbers == [1];
    let one = (memory.one_of_several(query) || (bounds && memory.lists_several(query)))
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
    if others_too || (inclusive && query.filters.groups.len() > 1) {
        query.everyone = !query.filters.groups.is_empty();
        query.filters.groups.clear();
    }
    // "Others than founders included" takes nobody out.
    if others_too || inclusive {
        query.filters.except_groups.clear();
    }
}

/// The vocabulary's value for words that ask for more than the group named behind them.
const WIDENING: &str = "widening";
