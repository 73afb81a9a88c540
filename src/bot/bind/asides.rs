//! Words beside a question that would make it another one: whoever made something is not whoever left, who is there now
//! did not come from there, a theory is no reason of somebody's own.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Asked;
use super::beside::beside_before;
use super::organisations::organisation_of;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue, days};
use crate::knowledge::claim::{Aspect, Rank};
use crate::knowledge::id::{OrganisationId, TopicId};
use crate::knowledge::person::RoleGroup;
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Form, Grain, Interval, Relation};

/// How the vocabulary's value for inventing something begins.
const INVENTED: &str = "invented|";
/// How the vocabulary's value for working somewhere begins.
const WORKED: &str = "worked|";
/// " at " is no longer, in bytes.
const AT: usize = 4;
/// " is the " is no longer, in bytes.
const IS_THE: usize = 8;

/// "Which founder invented Alpha?" asks who made the topic, and "which founders worked on Beta?" who is told of it: not
/// who left.
pub(super) fn maker_sought(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let made = cue(slots, "maker")
        || query
            .claimed
            .deeds
            .iter()
            .any(|it| it.starts_with(INVENTED));
    let lists = match query.resolver {
        Resolver::WhoLeft | Resolver::Members => true,
        Resolver::Background | Resolver::Lead | Resolver::WhoSaid => made,
        _ => false,
    };
    let bounded =
        !query.filters.times.is_empty() || !query.filters.anchors.is_empty() || query.of_leaving;
    let told = query.topics.iter().all(|id| {
        let topic = asked.knowledge.topics.get(id);
        topic.is_some_and(|it| it.dates.is_empty() && it.tells(Aspect::Who))
    });
    let named = asked.on_topic && !query.topics.is_empty() && told;
    if lists && named && !bounded && query.people.is_empty() && !query.polar {
        query.resolver = Resolver::Topic(Aspect::Who);
        query.filters.groups.clear();
    }
}

/// "He isn't at Alpha any more, right?" of where he is recorded to have gone asks whether he still is there; beside the
/// organisation that he left, where he went.
pub(super) fn no_longer_there(asked: Asked<'_>, query: &mut Query) {
    let ([person], [other]) = (query.people.as_slice(), query.others.as_slice()) else {
        return;
    };
    let still = cue(&asked.interpretation.slots, "persists") || query.negated;
    let went = super::holders::went_to(asked.knowledge, person, other);
    if query.resolver != Resolver::VerifyRemains || !still || !went {
        return;
    }
    if query.organisation_named && query.negated {
        query.resolver = Resolver::Destination;
        query.negated = false;
        query.filters.times.clear();
    } else {
        query.stays = true;
    }
}

/// "Who's at Beta from Alpha?", where Alpha is whose departures are recorded, asks who went from here to there.
pub(super) fn gone_on_from_here(asked: Asked<'_>, query: &mut Query) {
    if query.resolver != Resolver::Background || !query.people.is_empty() || query.others.is_empty()
    {
        return;
    }
    let mentions = || {
        let slots = &asked.interpretation.slots;
        slots.of(EntityKind::Organisation).filter_map(|mention| {
            let id = organisation_of(asked.knowledge, mention)?;
            let from = beside_before(asked.interpretation, mention, VocabularySlot::Formerly);
            Some((id, from))
        })
    };
    let here = mentions().any(|(id, from)| from && *id == query.organisation);
    let there = mentions().any(|(id, from)| from && *id != query.organisation);
    if here && !there && query.organisation_named {
        query.resolver = Resolver::WhoWentTo;
        query.topics.clear();
    }
}

/// "Did any of them work at Alpha?" of a place to which nobody went and from which somebody came.
pub(super) fn came_from_there(asked: Asked<'_>, query: &mut Query) {
    let ([place], Resolver::WhoWentTo) = (query.others.as_slice(), query.resolver) else {
        return;
    };
    let was = cue(&asked.interpretation.slots, "bygone") && !query.of_leaving;
    let works = was || query.claimed.deeds.iter().any(|it| it.starts_with(WORKED));
    let went = |place: &OrganisationId| {
        let people = asked.knowledge.people.keys();
        people
            .into_iter()
            .any(|id| super::holders::went_to(asked.knowledge, id, place))
    };
    let came = |place: &OrganisationId| {
        let mut facts = asked.knowledge.people.values().flat_map(|it| &it.facts);
        facts.any(|it| it.value.kind.is_origin() && it.value.organisations.contains(place))
    };
    if works
        && query.filters.towards.is_empty()
        && query.people.is_empty()
        && !went(place)
        && came(place)
    {
        query.resolver = Resolver::Background;
        query.polar = false;
    }
}

/// "Who was an engineer at Alpha?" says what somebody was there, and not here.
pub(super) fn of_trades(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let there = slots.filled.iter().any(|group| {
        let trade = group.slot == VocabularySlot::Group && group.value == RoleGroup::Staff.name();
        trade
            && slots.of(EntityKind::Organisation).any(|place| {
                let gap = place.range.start.checked_sub(group.range.end);
                gap.is_some_and(|it| it <= AT)
            })
    });
    if query.resolver == Resolver::Background && query.people.is_empty() && there {
        query.filters.groups.retain(|it| *it != RoleGroup::Staff);
    }
}

/// "What theories are there on the exits?" asks for what others put forward, and not for reasons of those who left: the
/// topic of the organisation that holds most of them, of the period that is named if one does.
pub(super) fn put_forward(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let about = query.resolver.is_about_many()
        || matches!(
            query.resolver,
            Resolver::Why | Resolver::Overview | Resolver::Topic(_)
        );
    if !cue(slots, "theories") || !about || !query.people.is_empty() {
        return;
    }
    let causes = |topic: &Topic| {
        let windows: Vec<Interval> = query.filters.times.iter().map(|it| it.bounds()).collect();
        let standing = topic.statements.iter().filter(|claim| {
            claim.value.aspect == Aspect::Why
                && claim.rank != Rank::Refuted
                && claim.value.text.is_some()
        });
        standing
            .filter(|claim| {
                let since = claim.since.as_ref().map(|it| it.earliest());
                windows.is_empty()
                    || since.is_none_or(|day| {
                        windows.iter().any(|it| {
                            it.from.is_none_or(|from| from <= day)
                                && it.until.is_none_or(|until| day <= until)
                        })
                    })
            })
            .count()
    };
    let own = asked.knowledge.topics.values().filter(|topic| {
        topic.dates.is_empty() && topic.organisations.contains(&query.organisation)
    });
    let most: Option<(usize, TopicId)> = own
        .map(|topic| (causes(topic), topic.id.clone()))
        .filter(|(count, _)| *count > 1)
        .max_by_key(|(count, _)| *count);
    if let Some((_, topic)) = most {
        query.topics = vec![topic];
        query.resolver = Resolver::Topic(Aspect::Why);
        // What they are comes first: nobody who left confirmed them.
        query.focus.introduced = true;
        query.filters.groups.clear();
        query.filters.reasons.clear();
    }
}

/// "What is Alpha building?" of somebody who left asks what they do since, if that is recorded.
pub(super) fn making_now(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let about = matches!(query.resolver, Resolver::Contribution | Resolver::Profile);
    let free = query.claimed.deeds.is_empty() && query.topics.is_empty() && query.others.is_empty();
    let today = cue(slots, "making") && !cue(slots, "bygone") && !query.organisation_named;
    let known = || {
        let person = asked.knowledge.people.get(person).into_iter();
        let mut exits = person.flat_map(|it| asked.knowledge.exits_of(it));
        exits.any(|exit| {
            let mut told = exit.departure.destination.iter();
            told.any(|it| it.value.text.is_some())
        })
    };
    if about && free && today && !query.polar && known() {
        query.resolver = Resolver::Destination;
    }
}

/// Whether a question begins with "what", and asks nothing by yes or no.
pub(in crate::bot) fn is_asked_for(interpretation: &Interpretation) -> bool {
    let mut filled = interpretation.slots.filled.iter();
    let what = filled
        .any(|it| it.slot == VocabularySlot::Cue && it.value == "asks-what" && it.range.start == 0);
    what && !crate::bot::filters::polar(interpretation)
}

/// "What was his line on Alpha?" asks for the words, and not whether they were said.
pub(super) fn quotation_sought(asked: Asked<'_>, query: &mut Query) {
    if query.resolver == Resolver::VerifySaid && is_asked_for(asked.interpretation) {
        query.resolver = Resolver::WhoSaid;
    }
}

/// "What is Alpha, and how fast was it built?" asks what it is first.
pub(super) fn introduced(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let slots = &interpretation.slots;
    let other = matches!(query.resolver, Resolver::Topic(aspect) if aspect != Aspect::What);
    if !other || !asked.on_topic || asks(slots, Aspect::HowMuch) {
        return;
    }
    let begins = |end: usize| {
        slots.filled.iter().any(|it| {
            let what = it.slot == VocabularySlot::Cue && it.value == "asks-what";
            what && it.range.start == 0
                && end.checked_sub(it.range.end).is_some_and(|it| it <= IS_THE)
        })
    };
    let joined = |end: usize| {
        slots.filled.iter().any(|it| {
            let joins = matches!(
                it.slot,
                VocabularySlot::Continuation | VocabularySlot::Joint
            );
            joins && it.range.start == end + 1
        })
    };
    query.focus.introduced = slots
        .mentions
        .iter()
        .any(|it| it.kind == EntityKind::Topic && begins(it.range.start) && joined(it.range.end));
}

/// "He left when, April or June?", "did she leave on 31 July?" name months and days of a year in which they did: the year
/// of the departure of that day or month, else that of the last one.
pub(super) fn months_of_their_own(asked: Asked<'_>, query: &mut Query) {
    let departs = query.resolver.is_about_a_departure() || query.resolver == Resolver::Verify;
    if !departs {
        return;
    }
    let people = query
        .people
        .iter()
        .filter_map(|id| asked.knowledge.people.get(id));
    let own: Vec<Date> = people.flat_map(days::of_departures).collect();
    let Some(last) = own.first() else { return };
    for time in &mut query.filters.times {
        let partial = time.form == Form::Partial
            && time.relation != Relation::AsOf
            && matches!(time.grain, Grain::Day | Grain::Month);
        let (Some(from), Some(until), true) = (time.interval.from, time.interval.until, partial)
        else {
            continue;
        };
        if own.iter().any(|day| (from..=until).contains(day)) {
            continue;
        }
        let same_month = |day: &&Date| day.month() == from.month();
        let same_day = own
            .iter()
            .find(|it| same_month(it) && it.day() == from.day());
        let near = same_day.or_else(|| own.iter().find(same_month));
        let shift = near.unwrap_or(last).year() - from.year();
        let moved = |day: Date| day.checked_add(shift.years()).ok();
        if let (Some(from), Some(until)) = (moved(from), moved(until)) {
            time.interval = Interval {
                from: Some(from),
                until: Some(until),
            };
        }
    }
}
