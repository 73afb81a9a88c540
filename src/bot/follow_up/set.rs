//! The set of people that the conversation holds, and what is asked of all of it: "where are they now?", "have they left?",
//! "are any of them still there?"

use super::continuing::shared_groups;
use super::is_fragment;
use super::leaning::{Leaning, UNIT};
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::bind::teams;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::Form;

/// Of more people than this a question is asked as one about many.
const FEW: usize = 8;

/// A claim on those whom the last answer listed has no more words of its own.
const AGAIN: usize = 3;

/// The people whom "they" means beyond the one spoken of last: those of whom the same was asked one after the other, or
/// a list that is no list of departures under filters, which other questions narrow.
fn held(memory: &Memory, of_company: bool, of_each: bool) -> Option<Vec<PersonId>> {
    if of_company && memory.company.len() > 1 {
        return Some(memory.company.clone());
    }
    // "Where did they go?" after which of two was the last is asked of both.
    let picked = matches!(memory.query.resolver, Resolver::Order | Resolver::Place)
        && memory.subjects.len() == 1;
    let among = &memory.query.filters.among;
    if of_company && picked && (2..=FEW).contains(&among.len()) {
        return Some(among.clone());
    }
    // "Did they leave as well?" after who worked on something.
    let of_topic = matches!(memory.query.resolver, Resolver::Topic(Aspect::Who));
    if of_company && of_topic && (2..=FEW).contains(&memory.listed.len()) {
        return Some(memory.listed.clone());
    }
    // "All fired?" of those whom the last answer listed.
    if of_each && (2..=FEW).contains(&memory.listed.len()) {
        return Some(memory.listed.clone());
    }
    // Whoever was told of alone since then is meant before a list.
    let list = memory
        .list
        .as_ref()
        .filter(|_| memory.subjects.len() != 1)?;
    let filtered = list.query.resolver.is_filtered()
        || matches!(
            list.query.resolver,
            Resolver::Remaining
                | Resolver::CountRemaining
                | Resolver::Members
                | Resolver::VerifyMember
        );
    (!filtered && (2..=FEW).contains(&list.people.len())).then(|| list.people.clone())
}

/// "Did any of them say anything?", "what did they say?" of a few who were listed: what each of them said. Returns whether
/// it is asked.
pub(super) fn said_by_any(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let says = query.claimed.says() || query.filters.announced;
    let asked = matches!(
        query.resolver,
        Resolver::WhoLeft
            | Resolver::Verify
            | Resolver::Statement
            | Resolver::WhoSaid
            | Resolver::Why
    );
    let slots = &leaning.interpretation.slots;
    let free = leaning.is_free() && !slots.has(VocabularySlot::Group) && !query.focus.asks_reason;
    // Whoever may belong to those of the list is not asked about.
    let sure = memory.list.as_ref().map(|it| it.sure());
    let sure = sure.filter(|it| memory.listed.starts_with(it));
    let listed = sure.unwrap_or(&memory.listed);
    let few = (2..=FEW).contains(&listed.len());
    let they = query.resolver == Resolver::Statement
        && leaning.has("people")
        && query.people.is_empty()
        && memory.meant().is_empty();
    if !(asked && free && few && (they || (says && leaning.partitive()))) {
        return false;
    }
    *query = Query {
        people: listed.to_vec(),
        ..memory.asking(Resolver::Statement, query.today)
    };
    true
}

/// Asks of all the people of the set what a question asks that names nobody. Returns whether it does.
pub(super) fn of_the_set(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let times = query.filters.times.iter().all(|it| it.form == Form::Now);
    let home = !query.organisation_named || query.organisation == memory.query.organisation;
    let named = !query.people.is_empty()
        || !query.filters.anchors.is_empty()
        || !query.filters.groups.is_empty()
        || !query.filters.roles.is_empty()
        || !(query.topics.is_empty() || query.resolver == Resolver::Manner)
        || !query.others.is_empty()
        || !query.filters.ordinals.is_empty()
        || !(query.claimed.deeds.is_empty() || query.resolver != Resolver::Verify);
    let they = leaning.has("people") || leaning.has("ones");
    let reasons = query.resolver == Resolver::Verify && query.focus.asks_reason;
    // "Did they say why?" of a list that no filters made.
    if reasons
        && they
        && !named
        && let Some(people) = held(memory, true, false)
    {
        query.filters.among = people;
        query.resolver = Resolver::Why;
        query.organisation.clone_from(&memory.query.organisation);
        return true;
    }
    // "Did either of them give a reason?" is asked of the list by what it says.
    // "Who else joined them there?" is asked of others.
    let beside = leaning.has("others") && leaning.has("organisation");
    if named || reasons || !times || !home || beside || leaning.has("person") {
        return false;
    }
    // "Is that true of them?" doubts the answer.
    let doubts = leaning
        .interpretation
        .slots
        .values(VocabularySlot::Polar)
        .any(|it| it == "any");
    let of_each = query.resolver == Resolver::Manner
        && leaning.words <= AGAIN
        && memory.query.resolver.is_about_many()
        && memory.meant().is_empty();
    let resolver = match query.resolver {
        it @ (Resolver::Destination
        | Resolver::Statement
        | Resolver::Tenure
        | Resolver::Contribution
        | Resolver::Background
        | Resolver::When
        | Resolver::Why)
            if they || (leaning.short() && !query.all) =>
        {
            it
        }
        it @ (Resolver::Manner | Resolver::VerifyRemains | Resolver::Verify) if they && !doubts => {
            it
        }
        Resolver::Manner if of_each => Resolver::Manner,
        Resolver::Remaining | Resolver::CountRemaining if they => Resolver::VerifyRemains,
        // "Exact dates?" of a few who were told of, and of no list of departures.
        Resolver::Timeline if they || (leaning.short() && !query.all && !query.of_leaving) => {
            Resolver::When
        }
        Resolver::WhoLeft if they && query.polar => Resolver::Verify,
        _ => return false,
    };
    let one = match memory.subjects.as_slice() {
        // "Have they left?" of the one person of a topic.
        [one] if resolver == Resolver::Verify => Some(vec![one.clone()]),
        _ => None,
    };
    let Some(mut people) = held(memory, they, of_each).or(one) else {
        return false;
    };
    // Whoever never left has no day.
    if resolver == Resolver::When {
        people.retain(|id| knowledge.has_left(id));
    }
    // Of a list it is told together who gave which reason.
    let listed = memory.list.as_ref().is_some_and(|it| {
        it.people.len() == people.len() && it.people.iter().all(|id| people.contains(id))
    });
    if resolver == Resolver::Why && listed {
        query.filters.among = people;
    } else {
        query.people = people;
    }
    query.all = false;
    query.topics.clear();
    query.resolver = resolver;
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// "So just Alpha now?" of somebody who never left, after departures: who remains. Returns whether it is asked.
pub(super) fn left_alone(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let departures = last.resolver.is_about_a_departure()
        || last.resolver.is_about_many()
        || matches!(last.resolver, Resolver::Order | Resolver::Compare);
    let stays = matches!(query.people.as_slice(), [one] if !knowledge.has_left(one));
    let now = !query.filters.times.is_empty()
        && query.filters.times.iter().all(|it| it.form == Form::Now);
    let bare = leaning.cue("narrows") && is_fragment(leaning.interpretation);
    // "So just Alpha?" after who remains, or after all who left.
    let all_told = matches!(
        last.resolver,
        Resolver::Count
            | Resolver::WhoLeft
            | Resolver::Timeline
            | Resolver::When
            | Resolver::Why
            | Resolver::Order
    ) && last.people.is_empty()
        && last.filters.times.is_empty()
        && last.filters.anchors.is_empty()
        && last.others.is_empty();
    let remains = (all_told
        || matches!(
            last.resolver,
            Resolver::Remaining | Resolver::CountRemaining
        ))
        && query.filters.times.is_empty();
    if !(departures && stays && (now || remains) && bare && query.filters.groups.is_empty()) {
        return false;
    }
    let groups = if last.filters.groups.is_empty() && !memory.subjects.is_empty() {
        shared_groups(knowledge, &memory.subjects)
    } else {
        last.filters.groups.clone()
    };
    *query = Query {
        people: std::mem::take(&mut query.people),
        polar: true,
        filters: Filters {
            groups,
            ..Filters::default()
        },
        ..memory.asking(Resolver::Remaining, query.today)
    };
    true
}

/// "Anyone else from that team?": who left of the people of the topic that was spoken of, or of what the person spoken of
/// worked on. Returns whether that is asked.
pub(super) fn of_that_team(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let many = query.resolver.is_about_many()
        || matches!(
            query.resolver,
            Resolver::Order | Resolver::Members | Resolver::Overview | Resolver::Verify
        );
    if !(leaning.has(UNIT) && many && query.people.is_empty()) {
        return false;
    }
    let worked_on = |topic: &&TopicId| teams::has_people(knowledge, topic);
    let spoken_of = memory
        .query
        .topics
        .iter()
        .chain(&memory.query.filters.teams);
    let mut teams: Vec<TopicId> = spoken_of.filter(worked_on).cloned().collect();
    if teams.is_empty() {
        let subjects = memory.subjects.iter();
        let people = subjects.filter_map(|id| knowledge.people.get(id));
        let work = people
            .flat_map(|it| &it.facts)
            .filter(|it| it.value.kind.is_work());
        teams.extend(work.flat_map(|it| it.value.topics.iter().cloned()));
    }
    if teams.is_empty() {
        return false;
    }
    let counts = leaning.aspect() == Some(Aspect::HowMany);
    let mut next = memory.asking(
        if counts {
            Resolver::Count
        } else {
            Resolver::WhoLeft
        },
        query.today,
    );
    teams.sort();
    teams.dedup();
    next.filters.teams = teams;
    if leaning.has("others") {
        next.filters.except_people.clone_from(&memory.subjects);
    }
    *query = next;
    true
}
