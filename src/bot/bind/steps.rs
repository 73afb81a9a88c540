//! The steps by which a question that is bound to records comes to what it asks.

use super::holders::{held_today, holders, move_or_response};
use super::settled;
use super::topics::{aspect, between_events, event_claimed, of_organisation};
use super::{
    absences, advised, appointed, around, asides, blamed, bystanders, claims, counts, diverted,
    everyday, founders, guesses, heads, implied, leavers, lengths, moments, moves, naming, noted,
    numbers, of_event, of_one, offered, places_claimed, plain_claims, posts_claimed, premises,
    present, reacted, readings, sides, statuses, stretches, teams, topics, turns, unnamed, wholes,
    works,
};
use crate::answer::query::Query;
use crate::bot::filters;
use crate::bot::follow_up::{complete, is_fragment};
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

/// What the steps of settling see beside the query.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The records.
    pub(super) knowledge: &'a Knowledge,
    /// What was understood of the question.
    pub(super) interpretation: &'a Interpretation,
    /// What the conversation holds.
    pub(super) memory: Option<&'a Memory>,
    /// Whether the question names an event or a topic.
    pub(super) on_topic: bool,
    /// Whether a pronoun stands for somebody whom the conversation spoke of: "she was CEO, right?" is about her.
    pub(super) somebody: bool,
}

/// A step of settling: one way in which what a question means differs from what its words are most like.
pub(super) type Step = fn(Asked<'_>, &mut Query);

/// What a question asks beyond what it names, in the order in which it is found out: what it asks of an event or a topic,
/// who holds a role, what narrows it, what the conversation completes, which days and places it means, and only then
/// which look-up its turns of phrase and its claims ask for. Each step sees what the ones before it settled.
pub(super) const STEPS: &[Step] = &[
    settled::said_what,
    settled::where_from,
    lengths::lasted,
    places_claimed::places_of_each,
    |asked, query| filters::days::places_not_days(asked.interpretation, query),
    |asked, query| aspect(asked.interpretation, query),
    topics::defined,
    |asked, query| {
        topics::of_organisation_itself(asked.knowledge, asked.interpretation, query);
    },
    |asked, query| filters::meant::held_now(query, asked.on_topic),
    |asked, query| query.guessed = !asked.on_topic && !query.topics.is_empty(),
    advised::role_of_a_departure,
    offered::days_of_a_departure,
    offered::months_of_a_departure,
    offered::numbers_of_a_group,
    offered::numbers_of_a_topic,
    settled::spoken_of_there,
    unnamed::left_a_post,
    premises::stay_of_a_holder,
    plain_claims::put_to_the_test,
    plain_claims::moved_from_a_post,
    plain_claims::made_by_one,
    plain_claims::founded_then,
    |asked, query| {
        if !asked.somebody {
            held_today(asked.interpretation, query);
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
    stretches::beside_named,
    |asked, query| {
        if asked.on_topic {
            implied::of_named_events(asked.knowledge, query);
        }
    },
    turns::claims_of_a_post,
    settled::place_asked,
    |asked, query| filters::days::seen_from(asked.interpretation, query),
    works::left_for,
    |asked, query| claims::of_what_is_to_come(asked.interpretation, asked.memory, query),
    |asked, query| {
        if let Some(memory) = asked.memory {
            complete(asked.knowledge, asked.interpretation, memory, query);
        }
    },
    settled::at_their_own,
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
            filters::days::in_the_month_spoken_of(memory.last_periods(), query);
        }
    },
    |asked, query| filters::days::place_bare_days(asked.knowledge, asked.interpretation, query),
    |_, query| filters::days::ends_of_periods(query),
    |asked, query| filters::days::weeks_of_months(asked.interpretation, query),
    |asked, query| filters::days::totals_at_ends(asked.interpretation, query),
    |asked, query| turns::words_after(asked.knowledge, query),
    places_claimed::words_of_a_place,
    |asked, query| claims::at_places(asked.knowledge, query),
    |asked, query| claims::of_days(asked.interpretation, query),
    |asked, query| claims::told_of_places(asked.knowledge, asked.interpretation, query),
    everyday::left_for_a_venture,
    |asked, query| {
        let towards = asked.interpretation.slots.has(VocabularySlot::Towards);
        filters::meant::of_many(query, asked.on_topic, towards);
    },
    |asked, query| filters::posts::predecessors(asked.knowledge, asked.interpretation, query),
    |asked, query| filters::posts::of_the_one_spoken_of(asked.memory, query),
    unnamed::sacked_in_number,
    moments::left_since,
    moments::left_in_a_period,
    moments::gone_when_left,
    moments::remained_then,
    |asked, query| turns::turned(asked.knowledge, asked.interpretation, query),
    |asked, query| topics::built_in(asked.knowledge, asked.interpretation, query),
    |_, query| filters::meant::gone_by_then(query),
    posts_claimed::sent_away_from_a_post,
    bystanders::removed_at_an_event,
    bystanders::sent_others_away,
    bystanders::removed_by_an_organisation,
    lengths::stays_of_a_length,
    lengths::between_two,
    lengths::ranked,
    lengths::of_a_reason,
    lengths::of_a_stay,
    lengths::of_a_charge,
    lengths::dates_of_leaving,
    counts::bounded_number,
    counts::share_claimed,
    counts::up_to_a_departure,
    counts::after_a_departure,
    |asked, query| {
        let unbound = query.claimed.lasted.is_none()
            && filters::bounded_by_nothing_known(asked.interpretation, query);
        query.leftover |= asked.memory.is_none() && unbound;
    },
    readings::from_a_departure_on,
    wholes::of_the_whole,
    readings::of_groups,
    readings::founders_from,
    readings::beside_the_last,
    readings::there_at_an_event,
    readings::counted_in,
    readings::of_ventures,
    everyday::according_to,
    everyday::kind_of_venture,
    everyday::reason_of_one,
    everyday::reasons_given,
    everyday::others_who_stayed,
    everyday::here_and_there,
    heads::head_elsewhere,
    heads::head_of_department,
    diverted::of_a_topic,
    |asked, query| teams::remaining_in_a_team(asked.knowledge, asked.on_topic, query),
    |asked, query| teams::member_of_a_team(asked.knowledge, asked.on_topic, query),
    diverted::last_beside_who_stays,
    diverted::removed_of_a_group,
    diverted::size_of_a_group,
    founders::founded_elsewhere,
    founders::who_founded,
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
    reacted::of_the_one_who_left,
    everyday::career,
    everyday::trust_in_sources,
    everyday::size_asked,
    everyday::leavers_in_number,
    everyday::share_gone,
    leavers::on_a_weekday,
    leavers::how_long_ago,
    everyday::one_of_two_days,
    diverted::plans_told,
    diverted::of_somebody_else,
    diverted::moment_of_words,
    diverted::words_claimed,
    diverted::words_dated,
    places_claimed::place_of_one,
    places_claimed::day_of_nobody,
    places_claimed::words_of_one_who_stays,
    places_claimed::place_of_a_post,
    places_claimed::thoughts_of_one_who_stays,
    diverted::next_in_line,
    diverted::hired_away,
    diverted::held_responsible,
    |asked, query| turns::between_people(asked.knowledge, query),
    counts::only_those,
    wholes::one_of_the_whole,
    |asked, query| claims::claims_of_somebody(asked.interpretation, query),
    |asked, query| appointed::succession(asked.knowledge, asked.interpretation, query),
    diverted::heir_of,
    |asked, query| claims::number_at_the_end(asked.interpretation, query),
    |asked, query| claims::of_presence(asked.knowledge, asked.interpretation, query),
    |asked, query| claims::listed_by_name(asked.knowledge, asked.interpretation, query),
    |asked, query| filters::meant::running_totals(asked.interpretation, query),
    posts_claimed::runs_after_an_event,
    posts_claimed::bare_numbers,
    posts_claimed::hired_from,
    leavers::left_of_a_kind,
    leavers::one_of_the_leavers,
    leavers::stayed_of_a_group,
    leavers::gone_by_a_day,
    leavers::in_one_week,
    leavers::reason_put_to_one,
    guesses::cause_behind,
    guesses::happened_afterwards,
    guesses::money_raised,
    guesses::worth_of_another,
    leavers::reasons_beside_an_event,
    sides::of_a_day,
    sides::gone_by_a_departure,
    sides::to_come,
    sides::order_claimed,
    statuses::day_of_leaving,
    statuses::of_the_group,
    statuses::outlasted,
    present::when_another_left,
    present::once_there,
    sides::whole_group_gone,
    bystanders::among_the_departures,
    |asked, query| filters::meant::presumed(asked.interpretation, query),
    bystanders::left_a_group,
    bystanders::of_no_such_group,
    |asked, query| of_one::of_one(asked.knowledge, asked.interpretation, query),
    |_, query| claims::elsewhere(query),
    |asked, query| move_or_response(asked.knowledge, query),
    settled::own_words_on_leaving,
    settled::words_on_the_leavers,
    settled::place_said,
    |asked, query| claims::came_from_elsewhere(asked.knowledge, query),
    asides::no_longer_there,
    |_, query| claims::no_longer_here(query),
    |asked, query| claims::of_present_health(asked.interpretation, query),
    settled::treatment_of_an_illness,
    |asked, query| between_events(asked.knowledge, query),
    |asked, query| event_claimed(asked.knowledge, asked.interpretation, query),
    |asked, query| of_organisation(asked.knowledge, asked.interpretation, query),
    settled::guessed_topic,
    settled::news_of_somebody,
    settled::of_them_unsaid,
    settled::between_two,
    settled::with_whom,
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
    offered::one_of_two_organisations,
    offered::that_organisation,
    of_one::member_who_stays,
    moves::joined_there,
    moves::went_with,
    works::joined_elsewhere,
    works::back_there,
    works::went_in_number,
    works::came_from_there,
    plain_claims::founded_or_joined,
    plain_claims::nobody_remains,
    plain_claims::nobody_left,
    plain_claims::came_from,
    plain_claims::never_there,
    plain_claims::several_from_there,
    plain_claims::of_leaving_as_such,
    plain_claims::number_in_sources,
    plain_claims::topic_mentioned,
    moves::manner_of_an_anchor,
    moves::from_there,
    moves::either_of_them,
    moves::between_them,
    moves::runs_it_since,
    moves::stands_in,
    moves::older,
    of_event::of_the_event,
    moves::one_of_several,
    moves::spoken_of_there,
    moves::back_of_them,
    offered::left_or_not,
    works::elsewhere,
    works::new_jobs,
    absences::absences,
    posts_claimed::gone_for_good,
    moves::of_the_place_left,
    settled::of_nobody_said,
    |asked, query| implied::of_their_anchors(asked.knowledge, query),
    premises::left_with_the_others,
    premises::come_back,
    premises::dead,
    premises::sent_away_by,
    premises::belonged,
    premises::everybody_in_order,
    premises::of_those_named,
    plain_claims::did_together,
    guesses::price_paid,
    guesses::money_of_somebody,
    of_one::words_of_the_last_day,
    of_one::superior,
    of_one::story_of_leaving,
    everyday::feelings,
    everyday::begun_when,
    everyday::workforce,
    everyday::at_large,
    everyday::lawsuits,
    offered::days_of_an_event,
    guesses::money_made,
    guesses::shareholding,
    noted::named_by_its_key,
];
