//! Which organisation's departures a question means, and which organisations it names beside it.

use std::ops::Range;

use super::beside::{
    ARTICLE, begins_event, beside_before, is_former, is_left, is_origin, present, towards,
};
use super::implied::{of_a_named_group, of_all, of_their_own};
use crate::answer::query::{Anchor, FOUNDED, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::{Exit, Knowledge};
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

/// The organisations that a question names.
pub(super) fn organisations_of(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
) -> Vec<OrganisationId> {
    interpretation
        .slots
        .of(EntityKind::Organisation)
        .filter_map(|mention| organisation_of(knowledge, mention).cloned())
        .collect()
}

/// Whether nothing but a word for a choice stands between two organisations: "`AlphaかBeta`".
pub(super) fn offered(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let mentions: Vec<&Mention> = slots.of(EntityKind::Organisation).collect();
    mentions.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        slots.filled.iter().any(|it| {
            it.slot == VocabularySlot::Cue
                && it.value == "or-between"
                && is_alone(interpretation, one.range.end..other.range.start, &it.range)
        })
    })
}

/// Whether nothing but a word, with spaces around it or without, stands in a stretch of a text.
fn is_alone(interpretation: &Interpretation, stretch: Range<usize>, word: &Range<usize>) -> bool {
    let said = |range: Range<usize>| interpretation.text.get(range).map(str::trim);
    stretch.start <= word.start && word.end <= stretch.end && said(stretch) == said(word.clone())
}

/// The organisation that a mention names.
pub(in crate::bot) fn organisation_of<'a>(
    knowledge: &'a Knowledge,
    mention: &Mention,
) -> Option<&'a OrganisationId> {
    let id = &mention.candidates.first()?.id;
    let known = knowledge.organisations.get_key_value(id.as_str());
    known.map(|(id, _)| id)
}

/// "Did Alpha leave Gamma before Beta left Delta?": a second organisation that somebody left beside whose departure the
/// question asks, behind their name.
fn left_by_anchor(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    mention: &Mention,
    query: &Query,
) -> bool {
    let named = interpretation.slots.of(EntityKind::Person);
    let before = named.filter(|it| it.range.end <= mention.range.start);
    let Some(person) = before.last() else {
        return false;
    };
    query
        .filters
        .anchors
        .iter()
        .any(|(_, anchor)| match anchor {
            Anchor::Person(id) => {
                let meant = person.candidates.iter().any(|it| it.id == id.as_str());
                let person = knowledge.people.get(id).filter(|_| meant);
                let left = |it: &Exit<'_>| {
                    let mut candidates = mention.candidates.iter();
                    candidates.any(|named| named.id == it.membership.organisation.as_str())
                };
                person.is_some_and(|it| knowledge.exits_of(it).any(|exit| left(&exit)))
            }
            Anchor::Topic(_) => false,
        })
}

/// Which organisation's departures are meant, and which organisations are named beside it. Returns an organisation of
/// whose departures nothing is recorded, if the question is about those.
pub(super) fn organisations(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) -> Option<OrganisationId> {
    let recorded = |id: &OrganisationId| knowledge.has_members(id);
    let mut foreign = None;
    let mut goal: Option<usize> = None;
    let mut former: Option<usize> = None;
    for mention in interpretation.slots.of(EntityKind::Organisation) {
        if beside_before(interpretation, mention, VocabularySlot::Medium)
            || begins_event(knowledge, interpretation, mention)
        {
            continue;
        }
        let Some(id) = organisation_of(knowledge, mention) else {
            continue;
        };
        // "From Alpha to" names where people left.
        if recorded(id) && query.people.is_empty() && is_origin(interpretation, mention) {
            query.organisation = id.clone();
            query.organisation_named = true;
            continue;
        }
        // "Former Alpha or Beta founders" came from either.
        let with_former = former.is_some_and(|end| {
            let between = interpretation.text.get(end..mention.range.start);
            between.is_some_and(|it| it.is_ascii() && it.trim().len() <= ARTICLE) && !recorded(id)
        });
        if (is_former(interpretation, mention) || with_former)
            && !(recorded(id) && (is_left(interpretation, mention) || present(query)))
            && query.resolver.takes_anchors()
            && *id != knowledge.organisation
        {
            query.filters.formerly.push(id.clone());
            former = Some(mention.range.end);
            continue;
        }
        if query.organisation_named && left_by_anchor(knowledge, interpretation, mention, query) {
            continue;
        }
        // "To Alpha or Beta" names two places to go to.
        let along = goal.is_some_and(|end| {
            let between = interpretation.text.get(end..mention.range.start);
            between.is_some_and(|it| it.is_ascii() && it.trim().len() <= ARTICLE)
        });
        let towards = along || towards(interpretation, mention);
        goal = towards.then_some(mention.range.end);
        let of_theirs = query.people.iter().all(|person| {
            knowledge.people.get(person).is_some_and(|it| {
                it.memberships
                    .iter()
                    .any(|membership| membership.organisation == *id)
            })
        });
        let asks_membership = query.resolver == Resolver::VerifyMember;
        let home =
            recorded(id) && !towards && (query.people.is_empty() || of_theirs || asks_membership);
        // "Compare the departures at Alpha and Beta" compares numbers, where nobody is named.
        if query.resolver == Resolver::Compare
            && home
            && query.people.is_empty()
            && query.filters.among.is_empty()
            && organisations_of(knowledge, interpretation)
                .iter()
                .all(recorded)
            && organisations_of(knowledge, interpretation).len() == 2
        {
            query.resolver = Resolver::Count;
        }
        // "Who left Alpha or Beta?" is asked of both.
        let listed = home && query.people.is_empty() && query.resolver.is_of_an_organisation();
        if listed && query.organisation_named && *id != query.organisation {
            query.further.push(id.clone());
        } else if home && !query.organisation_named {
            query.organisation = id.clone();
            query.organisation_named = true;
        } else if *id != query.organisation || !query.organisation_named {
            if !towards && !recorded(id) {
                foreign.get_or_insert_with(|| id.clone());
            }
            if towards {
                query.filters.towards.push(id.clone());
            }
            query.others.push(id.clone());
        }
    }
    of_a_named_group(knowledge, interpretation, query);
    both(knowledge, interpretation, query);
    if cue(&interpretation.slots, "everywhere") && query.resolver.is_of_an_organisation() {
        of_all(knowledge, query);
    }
    of_their_own(knowledge, query);
    foreign
        .filter(|_| !query.organisation_named)
        .and_then(|foreign| of_another(knowledge, foreign, query))
}

/// What is asked of an organisation without records of its own: who went there, if some did; else it is returned, where the
/// question is about its departures.
fn of_another(
    knowledge: &Knowledge,
    foreign: OrganisationId,
    query: &mut Query,
) -> Option<OrganisationId> {
    let joined = knowledge
        .exits()
        .flat_map(|exit| &exit.departure.destination)
        .any(|claim| {
            let there = claim.value.organisation.as_ref() == Some(&foreign);
            // "Who founded Beta?" is asked of those who are said to have done so.
            let founded = query.claimed.deeds.iter();
            let mut founded = founded.filter(|it| it.starts_with(FOUNDED));
            let text = claim.value.text.as_ref();
            let says = |deed| text.is_some_and(|it| it.has_one_of(std::slice::from_ref(deed)));
            there && founded.all(says)
        });
    match query.resolver {
        // When another organisation was founded is in no record.
        Resolver::Topic(Aspect::When) if query.topics.is_empty() && query.people.is_empty() => {
            Some(foreign)
        }
        // Who is at an organisation can be told of those who went there.
        Resolver::Remaining | Resolver::Members | Resolver::Overview
            if joined && query.filters.roles.is_empty() =>
        {
            query.resolver = Resolver::WhoWentTo;
            None
        }
        Resolver::WhoLeft
        | Resolver::Count
        | Resolver::Remaining
        | Resolver::CountRemaining
        | Resolver::Timeline
        | Resolver::Members
        | Resolver::Order
        | Resolver::Overview => Some(foreign),
        Resolver::Why if query.people.is_empty() => Some(foreign),
        Resolver::When | Resolver::Why | Resolver::Manner | Resolver::Tenure => {
            query.organisation = foreign;
            query.organisation_named = true;
            None
        }
        _ => None,
    }
}

/// "Who left both Alpha and Beta?", "who worked at both?" asks for those of whom each is so. Where there are two
/// organisations at all, they are meant if none is named.
fn both(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let mut whole = interpretation.slots.values(VocabularySlot::All);
    if !whole.any(|it| it == "both") || !query.people.is_empty() {
        return;
    }
    let recorded = |id: &OrganisationId| knowledge.has_members(id);
    let mut named = organisations_of(knowledge, interpretation);
    named.retain(recorded);
    named.dedup();
    // "Both April and June" are no organisations.
    let timed = query.filters.times.len() > 1;
    let nothing =
        interpretation.slots.mentions.is_empty() && query.filters.groups.is_empty() && !timed;
    let asked_of_each = matches!(query.resolver, Resolver::Count | Resolver::Timeline);
    // "Who worked at both?"
    let worked = matches!(query.resolver, Resolver::Background | Resolver::Members);
    if nothing && (query.resolver == Resolver::WhoLeft || asked_of_each || worked) {
        of_all(knowledge, query);
        let two = query.further.len() == 1;
        query.filters.jointly = two && !asked_of_each;
        if two && worked {
            query.resolver = Resolver::Members;
            query.focus.present = cue(&interpretation.slots, "persists");
        }
        if !two {
            query.further.clear();
            query.organisation_named = false;
        }
        return;
    }
    let [first, second] = named.as_slice() else {
        return;
    };
    let belongs = matches!(
        query.resolver,
        Resolver::Background
            | Resolver::Members
            | Resolver::Remaining
            | Resolver::WhoWentTo
            | Resolver::Profile
    );
    if belongs {
        // "Who has worked at both?" asks of any time.
        let now = query.resolver == Resolver::Remaining;
        let slots = &interpretation.slots;
        query.focus.present = now || (cue(slots, "persists") && !cue(slots, "has-done"));
        query.resolver = Resolver::Members;
    }
    query.filters.jointly = belongs || query.resolver == Resolver::WhoLeft;
    if query.filters.jointly {
        query.organisation = first.clone();
        query.organisation_named = true;
        query.further = vec![second.clone()];
        query.others.clear();
        query.filters.formerly.clear();
    }
}
