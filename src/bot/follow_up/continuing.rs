//! Questions that are the last one again: with another name or date in it, or about the others.

use super::leaning::Leaning;
use super::put::put;
use super::{FEW, names_nobody};
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Form, Grain, Relation, TimeMention};

/// Takes the filters of the last question that this one does not set; of all who were listed if `all`.
pub(super) fn inherit_filters(memory: &Memory, query: &mut Query, all: bool) {
    let last = &memory.query;
    if query.filters.times.is_empty() && query.filters.anchors.is_empty() {
        query.filters.times.clone_from(&last.filters.times);
        query.filters.anchors.clone_from(&last.filters.anchors);
    }
    if query.filters.groups.is_empty() {
        query.filters.groups.clone_from(&last.filters.groups);
    }
    if query.filters.roles.is_empty() {
        query.filters.roles.clone_from(&last.filters.roles);
    }
    // Who remains gave no reason, and is not asked for by where they came from.
    let stays = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining | Resolver::Members
    );
    if query.filters.reasons.is_empty() && !stays {
        query.filters.reasons.clone_from(&last.filters.reasons);
    }
    if query.filters.formerly.is_empty() && !stays {
        query.filters.formerly.clone_from(&last.filters.formerly);
    }
    if query.others.is_empty() && last.resolver == Resolver::WhoWentTo {
        query.others.clone_from(&last.others);
    }
    query
        .filters
        .except_groups
        .extend(last.filters.except_groups.iter().copied());
    leave_out(query, &last.filters.except_people);
    if query.filters.among.is_empty() && (all || query.resolver.is_about_somebody()) {
        query.filters.among.clone_from(&last.filters.among);
    }
    if !all {
        return;
    }
    let of_a_move = matches!(
        last.resolver,
        Resolver::WhoWentTo | Resolver::Count | Resolver::Destination | Resolver::Verify
    );
    if query.others.is_empty() && of_a_move {
        query.others.clone_from(&last.others);
        query.others.retain(|it| *it != query.organisation);
    }
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining | Resolver::Members
    );
    query.resolver = match query.resolver {
        Resolver::Members | Resolver::WhoLeft if !query.others.is_empty() => Resolver::WhoWentTo,
        Resolver::CountRemaining if !remained => Resolver::Count,
        Resolver::Members if !remained => Resolver::WhoLeft,
        other => other,
    };
}

/// Takes people out of a question, each once.
fn leave_out(query: &mut Query, people: &[PersonId]) {
    for id in people {
        if !query.filters.except_people.contains(id) {
            query.filters.except_people.push(id.clone());
        }
    }
}

/// "And the others?" after why founders left in March is asked of the other founders. Returns whether it is.
fn of_another_period(memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let of_a_period = memory.subjects.is_empty()
        && last.resolver.is_about_somebody()
        && !last.filters.groups.is_empty()
        && !last.filters.times.is_empty()
        && !memory.listed.is_empty();
    if !of_a_period || !query.filters.groups.is_empty() {
        return false;
    }
    *query = Query {
        today: query.today,
        filters: Filters {
            times: Vec::new(),
            except_people: memory.listed.clone(),
            ..last.filters.clone()
        },
        ..last.clone()
    };
    true
}

/// "and the others?", "who else left that month?": the last question about everybody whom it was not about.
pub(super) fn others(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let last = &memory.query;
    // "Who else was from Beta?" asks for those who left Beta.
    let elsewhere = query.organisation_named && query.organisation != knowledge.organisation;
    if elsewhere && leaning.interpretation.slots.has(VocabularySlot::Formerly) {
        query.resolver = Resolver::WhoLeft;
        query
            .filters
            .except_people
            .extend(memory.subjects.iter().cloned());
        return;
    }
    // "And the rest?" after who went somewhere: where everybody else went.
    let placed = last.resolver == Resolver::WhoWentTo
        && (query.resolver == Resolver::Destination || leaning.says_nothing(true));
    if placed && leaning.cue("remainder") {
        *query = Query {
            filters: Filters {
                except_people: super::kept::in_view(memory).to_vec(),
                among: last.filters.among.clone(),
                groups: last.filters.groups.clone(),
                ..Filters::default()
            },
            ..memory.asking(Resolver::Destination, query.today)
        };
        return;
    }
    // "And the others, what did they do there?" of a list of which some were picked out.
    if let Some(rest) = rest_of_the_list(memory, query) {
        query.people = rest;
        query.organisation.clone_from(&last.organisation);
        return;
    }
    let goes = leaning.interpretation.slots.has(VocabularySlot::Towards);
    if leaning.has("organisation")
        && last.resolver == Resolver::Background
        && !goes
        && super::came_from(knowledge, memory, query)
    {
        return;
    }
    let of_a_move = matches!(
        last.resolver,
        Resolver::Destination | Resolver::Verify | Resolver::VerifyRemains
    ) || (last.resolver == Resolver::When && !last.others.is_empty())
        || (last.resolver == Resolver::WhoWentTo && memory.subjects.len() == 1);
    let there = leaning.has("organisation") && (of_a_move || goes);
    if there && super::went_to(knowledge, memory, query) {
        return;
    }
    if leaning.says_nothing(true) && of_another_period(memory, query) {
        return;
    }
    // "Any others?" is the last question again.
    let chat = query.resolver.is_about_the_bot();
    // So is "and who else?".
    let again = leaning.says_nothing(true) && last.resolver.is_about_many();
    // That they are all is said by how many they are.
    query.focus.counts |= again && last.resolver == Resolver::WhoWentTo;
    let own = if again || chat || (leaning.words <= 1 && !query.resolver.is_about_many()) {
        last.resolver
    } else {
        query.resolver
    };
    let named = query.organisation_named && query.organisation != last.organisation;
    let groups = std::mem::take(&mut query.filters.groups);
    let roles = std::mem::take(&mut query.filters.roles);
    let except_groups = std::mem::take(&mut query.filters.except_groups);
    inherit_filters(memory, query, true);
    // Whether somebody was of a group says nothing of the others; and another organisation has its own groups.
    if named || matches!(last.resolver, Resolver::VerifyMember | Resolver::Verify) {
        query.filters.groups.clear();
        query.filters.roles.clear();
    }
    query.resolver = match own {
        Resolver::Verify | Resolver::VerifyRemains if !query.others.is_empty() => {
            Resolver::WhoWentTo
        }
        _ if !query.others.is_empty() && own.is_about_many() => Resolver::WhoWentTo,
        // "Who else is left?"
        Resolver::Remaining if leaning.cue("staying") => Resolver::Remaining,
        Resolver::WhoLeft if leaning.cue("staying") && !leaning.cue("gone") => Resolver::Remaining,
        Resolver::Members | Resolver::Remaining if last.resolver != Resolver::Remaining => {
            Resolver::WhoLeft
        }
        Resolver::Verify => Resolver::WhoLeft,
        other => other,
    };
    leave_out(query, &spoken_of(knowledge, memory));
    if !roles.is_empty() {
        query.filters.roles = roles;
    }
    if !groups.is_empty() {
        query.filters.groups = groups;
    } else if memory.subjects.is_empty() {
        // A group was picked out of a list; the others are the rest of the list.
        query.filters.except_groups = std::mem::take(&mut query.filters.groups);
    } else if query.resolver.is_about_somebody() {
        query.filters.groups = shared_groups(knowledge, &memory.subjects);
    }
    query.filters.except_groups.extend(except_groups);
}

/// Those beside whom others are asked for: whom the last answer was about; where those never left and only spoke or acted,
/// whoever left and was spoken of before.
fn spoken_of(knowledge: &Knowledge, memory: &Memory) -> Vec<PersonId> {
    let left = |id: &&PersonId| knowledge.has_left(id);
    if memory.subjects.is_empty() || memory.subjects.iter().any(|id| left(&id)) {
        return memory.subjects.clone();
    }
    let before = memory.recent.iter().find(left).cloned();
    before.into_iter().collect()
}

/// Those of the list in view whom the last question did not pick out, where something is asked of each of them.
fn rest_of_the_list(memory: &Memory, query: &Query) -> Option<Vec<PersonId>> {
    let each = matches!(
        query.resolver,
        Resolver::Contribution
            | Resolver::Background
            | Resolver::Destination
            | Resolver::Statement
            | Resolver::Profile
            | Resolver::Lead
            | Resolver::Manner
    );
    let listed = memory.list.as_ref()?.people.as_slice();
    let picked = memory.subjects.iter().all(|id| listed.contains(id));
    let at_home = Query {
        organisation_named: query.organisation_named
            && query.organisation != memory.query.organisation,
        ..query.clone()
    };
    let free = names_nobody(&at_home)
        && query.filters.times.is_empty()
        && query.filters.ordinals.is_empty();
    let rest: Vec<PersonId> = listed
        .iter()
        .filter(|id| !memory.subjects.contains(id))
        .cloned()
        .collect();
    let some = !memory.subjects.is_empty() && (1..=FEW).contains(&rest.len());
    (each && picked && free && some).then_some(rest)
}

/// The group that people have in common: who is spoken of as "the others" belongs to it, too.
pub(super) fn shared_groups(
    knowledge: &Knowledge,
    people: &[PersonId],
) -> Vec<crate::knowledge::person::RoleGroup> {
    crate::knowledge::person::RoleGroup::ALL
        .into_iter()
        .find(|role| {
            people.iter().all(|id| {
                knowledge.people.get(id).is_some_and(|person| {
                    person
                        .memberships
                        .iter()
                        .any(|membership| membership.groups.contains(role))
                })
            })
        })
        .into_iter()
        .collect()
}

/// "Tell me more": of somebody, a topic, or the departures that were asked about.
fn more(memory: &Memory, query: &mut Query) {
    let mut wider = memory.query.clone();
    wider.today = query.today;
    wider.filters.ordinals.clear();
    wider.resolver = match memory.meant() {
        [_, ..] if wider.topics.is_empty() => {
            wider.people = memory.meant().to_vec();
            Resolver::Profile
        }
        _ if !wider.topics.is_empty() => Resolver::Topic(Aspect::What),
        _ if wider.resolver.is_about_many() => Resolver::WhoLeft,
        _ => wider.resolver,
    };
    *query = wider;
}

/// "And the 5th?" after a place in an order is a place, and no day of a month.
fn ranks_of_days(memory: &Memory, query: &mut Query) {
    let placed = !memory.query.filters.ordinals.is_empty()
        || matches!(memory.query.resolver, Resolver::Order | Resolver::Place);
    let days = |time: &TimeMention| time.form == Form::DayOfMonth;
    if !placed || query.filters.times.is_empty() || !query.filters.times.iter().all(days) {
        return;
    }
    let ranks = query
        .filters
        .times
        .iter()
        .filter_map(|time| time.interval.from);
    query
        .filters
        .ordinals
        .extend(ranks.map(|day| i32::from(day.day())));
    query.filters.times.clear();
}

/// "And June?" after how many had left by March is asked as of June; "in June" is not.
fn bounded_as_before(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let read = leaning.interpretation;
    let ([last], [time]) = (
        memory.query.filters.times.as_slice(),
        query.filters.times.as_mut_slice(),
    ) else {
        return;
    };
    let until = matches!(last.relation, Relation::AsOf | Relation::Until);
    let bare = time.relation == Relation::In && !time.related && read.text.is_ascii();
    if until && bare && matches!(time.form, Form::Partial | Form::Calendar) {
        time.relation = last.relation;
    }
    // "And today?" after a total, or after those of a longer time, asks how it stands.
    let bounds = last.bounds();
    let longer = bounds.from != bounds.until && last.grain != Grain::Day;
    let today = time.interval.from == Some(query.today) && time.interval.until == Some(query.today);
    if (until || longer) && today && time.relation == Relation::In {
        time.relation = Relation::AsOf;
        time.form = Form::Now;
    }
}

/// "And now?" after what was told of the leaving of one person: where they went. Returns whether it is asked.
fn since_then(knowledge: &Knowledge, memory: &Memory, query: &mut Query) -> bool {
    let now = !query.filters.times.is_empty()
        && query.filters.times.iter().all(|it| it.form == Form::Now);
    let last = &memory.query;
    let told = matches!(
        last.resolver,
        Resolver::When
            | Resolver::Why
            | Resolver::Manner
            | Resolver::Tenure
            | Resolver::Statement
            | Resolver::Response
            | Resolver::Background
    );
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    let free = names_nobody(query) && query.filters.ordinals.is_empty();
    if !(now && told && free && knowledge.has_left(person)) {
        return false;
    }
    *query = Query {
        people: vec![person.clone()],
        filters: Filters {
            times: std::mem::take(&mut query.filters.times),
            ..Filters::default()
        },
        ..memory.asking(Resolver::Destination, query.today)
    };
    true
}

/// "And now?" after who belonged to a group: who of it remains. Returns whether it is asked.
fn members_now(memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let now = !query.filters.times.is_empty()
        && query.filters.times.iter().all(|it| it.form == Form::Now);
    let of_a_group = last.resolver == Resolver::Members && !last.filters.groups.is_empty();
    if !(now && of_a_group && names_nobody(query)) {
        return false;
    }
    *query = Query {
        filters: Filters {
            groups: last.filters.groups.clone(),
            ..Filters::default()
        },
        ..memory.asking(Resolver::Remaining, query.today)
    };
    true
}

/// "Any more?" after who remains or who went somewhere asks for others. Returns whether it is asked of such a list.
fn more_of_a_list(memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let asked = match last.resolver {
        Resolver::VerifyRemains if last.people.is_empty() => Resolver::Remaining,
        Resolver::Remaining | Resolver::CountRemaining | Resolver::WhoWentTo => last.resolver,
        _ => return false,
    };
    query.resolver = asked;
    true
}

/// The question for the list of a period, where those of it were put side by side since and another period is named: "no, I
/// meant July".
fn compared_of_a_period<'a>(memory: &'a Memory, query: &Query) -> Option<&'a Query> {
    let compared = matches!(
        memory.query.resolver,
        Resolver::Compare | Resolver::Interval
    );
    let timed = !query.filters.times.is_empty() && query.filters.ordinals.is_empty();
    let list = memory.list.as_ref().map(|it| &it.query)?;
    let of_a_period = list.resolver.is_filtered() && !list.filters.times.is_empty();
    (compared && timed && of_a_period && names_nobody(query)).then_some(list)
}

/// "and Ba?": the last question again, with what was named now in the place of what was named then.
pub(super) fn continue_last(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let mut continued = if query.others.is_empty() && query.filters.formerly.is_empty() {
        memory.query.clone()
    } else {
        memory.origin().clone()
    };
    if let Some(list) = compared_of_a_period(memory, query) {
        continued = list.clone();
        super::period::in_the_year_of(list, query);
    }
    continued.today = query.today;
    if leaning.has("others") {
        query.resolver = continued.resolver;
        if continued.resolver.is_about_somebody() || continued.resolver.is_about_many() {
            others(knowledge, leaning, memory, query);
        }
        return;
    }
    let says = |value: &str| {
        let slots = &leaning.interpretation.slots;
        slots
            .values(VocabularySlot::Continuation)
            .any(|it| it == value)
    };
    let bounded = !query.filters.times.is_empty() || !query.filters.ordinals.is_empty();
    if says("more") && names_nobody(query) && !bounded {
        if more_of_a_list(memory, query) {
            others(knowledge, leaning, memory, query);
        } else {
            more(memory, query);
        }
        return;
    }
    // "Not only founders." "I mean everyone" asks for more people, and not for another period.
    let everyone = query.all && leaning.cue("corrects") && query.filters.except_groups.is_empty();
    if says("widening") || (everyone && query.people.is_empty()) {
        query.all = false;
        query.filters.groups.clear();
        query.filters.except_groups.clear();
        continued.filters.groups.clear();
        continued.filters.except_groups.clear();
        continued.filters.roles.clear();
    }
    // "Both?" is asked of those who were asked about.
    let compared = matches!(continued.resolver, Resolver::Compare | Resolver::Interval);
    let set = continued.people.len() > 1 && (compared || continued.resolver.is_about_somebody());
    if query.all
        && !set
        && query.filters.except_groups.is_empty()
        && query.people.is_empty()
        && query.topics.is_empty()
        && query.filters.times.is_empty()
    {
        continued.people.clear();
        // "In all?" takes back the period that was asked about; "all of them?" asks whether it is so.
        let timed = !continued.filters.times.is_empty() || !continued.filters.anchors.is_empty();
        // "All of them?" is asked of those of the period, and "all founders?" names a part of them.
        if !leaning.has("people") && query.filters.groups.is_empty() {
            continued.filters.times.clear();
            continued.filters.anchors.clear();
        }
        let claims = continued.resolver == Resolver::Verify && continued.claimed.share.is_some();
        if (continued.resolver.is_filtered() && !timed) || claims {
            continued.all = true;
            continued.claimed.share = None;
            continued.topics.clear();
            continued.found.clear();
            continued.resolver = Resolver::Verify;
        }
    }
    if since_then(knowledge, memory, query) || members_now(memory, query) {
        return;
    }
    ranks_of_days(memory, query);
    bounded_as_before(leaning, memory, query);
    // "And the second one?" after why the first one left.
    let picked = super::places::picked_again(knowledge, memory, query);
    if !picked.is_empty() {
        query.filters.ordinals.clear();
        continued.filters.ordinals.clear();
        continued.filters.among.clear();
        continued.people = picked;
        *query = continued;
        return;
    }
    if query.claimed.share.is_some() {
        continued.claimed.share = query.claimed.share;
        continued.topics.clear();
        continued.found.clear();
        continued.filters.numbers.clear();
        continued.resolver = Resolver::Verify;
    }
    // What is only a little like a comparison goes on from the last question.
    let read = leaning.interpretation;
    let compares =
        !read.slots.relations.is_empty() || read.ranking.confidence >= read.ambiguity_threshold;
    let corrects = super::correcting::corrects(read);
    if corrects {
        super::correcting::put_in_place(knowledge, read, &continued, query);
    }
    if query.resolver == Resolver::Compare && query.people.len() == 1 && compares && !corrects {
        query.people.splice(0..0, memory.subjects.iter().cloned());
        return;
    }
    put(knowledge, query, &mut continued);
    *query = continued;
}
