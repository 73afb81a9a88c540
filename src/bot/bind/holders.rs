//! Whom a question means by a role, and what it asks of them.

use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::cue;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, Claim, Fact, FactKind, Rank};
use crate::knowledge::date::Containment;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::{Membership, RoleGroup};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Interval, TimeMention};

/// "Who is the editor?" means the one of today, in a language without a word for "is" as well.
pub(super) fn held_today(interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    let unnamed = query.people.is_empty() && query.filters.times.is_empty();
    let posted = !query.of_leaving && !query.filters.returns && !cue(slots, "held-then");
    let asked_behind = |post: &Filled| {
        let mut asks = slots.filled.iter();
        asks.any(|it| {
            let who = it.slot == VocabularySlot::Aspect && it.value == Aspect::Who.name();
            let between = interpretation.text.get(post.range.end..it.range.start);
            let between = between.map(str::trim);
            who && between.is_some_and(|it| !it.is_ascii() && it.chars().count() <= TOPIC)
        })
    };
    let mut filled = slots.filled.iter();
    let asked = filled.any(|it| it.slot == VocabularySlot::Role && asked_behind(it));
    if unnamed && posted && asked {
        query.focus.present = true;
    }
}

/// A particle and "now" between a post and "who" have no more characters.
const TOPIC: usize = 2;

/// A question about somebody that names a role ("why did the CFO leave?") is about those who held it, if they are few.
pub(super) fn holders(knowledge: &Knowledge, query: &mut Query) {
    if query.filters.roles.is_empty() || !query.people.is_empty() {
        return;
    }
    let now = query.filters.times.iter().any(|it| it.form == Form::Now);
    let single = query.filters.groups.is_empty() && query.filters.anchors.is_empty();
    // "Who was chief in 2020?"
    let then = !query.filters.times.is_empty() && !query.stays;
    if query.resolver == Resolver::Members
        || (query.resolver == Resolver::Remaining && (now || query.focus.present || then) && single)
        || (query.resolver == Resolver::VerifyRemains
            && now
            && single
            && !query.polar
            && !query.stays)
    {
        query.resolver = Resolver::Profile;
    }
    if !query.resolver.is_about_somebody() {
        return;
    }
    let today = query.today.min(knowledge.as_of);
    let holding = |at_home: bool| -> Vec<PersonId> {
        knowledge
            .people
            .values()
            .filter(|person| {
                person.memberships.iter().any(|membership| {
                    (!at_home || membership.organisation == query.organisation)
                        && membership.holds(&query.filters.roles)
                        && membership.begun_by(today)
                })
            })
            .map(|person| person.id.clone())
            .collect()
    };
    let mut held = holding(true);
    if held.is_empty() && !query.organisation_named {
        held = holding(false);
    }
    let asked = matches!(query.resolver, Resolver::Lead | Resolver::Profile);
    if held.is_empty() && asked && query.others.is_empty() {
        held = posted(knowledge, query);
    }
    // "Has the CFO gone to Alpha?" is about the one who went there.
    let went = |id: &&PersonId| query.others.iter().any(|to| went_to(knowledge, id, to));
    if held.iter().any(|id| went(&id)) {
        held.retain(|id| went(&id));
    }
    in_charge(knowledge, query, &mut held);
    if held.len() > HOLDERS {
        return;
    }
    if query.resolver == Resolver::Lead && !held.is_empty() {
        query.resolver = Resolver::Profile;
        query.topics.clear();
    }
    // "Who is the CFO now?" is about who holds the post.
    let present = if query.filters.times.is_empty() {
        query.focus.present
    } else {
        query.filters.times.iter().all(|it| it.form == Form::Now)
    };
    if query.resolver == Resolver::Profile && present {
        let holds = |id: &&PersonId| {
            knowledge.people.get(*id).is_some_and(|person| {
                person.memberships.iter().any(|it| {
                    it.holds(&query.filters.roles) && it.lasts_on(today) == Containment::Inside
                })
            })
        };
        let holding: Vec<PersonId> = held.iter().filter(holds).cloned().collect();
        let gone = |id: &PersonId| knowledge.has_left(id);
        if !holding.is_empty() {
            held = holding;
        } else if held.iter().all(gone) && query.others.is_empty() {
            // Of whom no membership says so, a fact may.
            let posted = posted(knowledge, query);
            held.extend(posted.into_iter().filter(|id| !gone(id)));
        }
    }
    on_the_days_asked(knowledge, query, &mut held);
    // Where one of several holders left, a question about leaving means that one.
    let gone: Vec<PersonId> = held
        .iter()
        .filter(|id| knowledge.has_left(id))
        .cloned()
        .collect();
    // "The lawyer and the CFO both quit" is a claim of one for each role.
    let paired = query.resolver == Resolver::Verify && query.filters.roles.len() > 1;
    if !gone.is_empty() && (query.resolver.is_about_a_departure() || paired) {
        held = gone;
    }
    // Of several holders a claim may be true of one and not of the other: what is recorded of each is the answer.
    let several = held.len() > 1 && !(paired && held.len() == query.filters.roles.len());
    if several && query.resolver == Resolver::Verify {
        query.resolver = Resolver::When;
    }
    query.people = held;
}

/// "Who was chief on 1 August?" is about who held the post on that day.
fn on_the_days_asked(knowledge: &Knowledge, query: &mut Query, held: &mut Vec<PersonId>) {
    let windows: Vec<Interval> = query
        .filters
        .times
        .iter()
        .filter(|it| it.form != Form::Now)
        .map(TimeMention::bounds)
        .collect();
    if query.resolver == Resolver::Profile && !windows.is_empty() && !held.is_empty() {
        let then = |id: &&PersonId| {
            let memberships = knowledge.people.get(*id).map(|it| &it.memberships);
            memberships.into_iter().flatten().any(|it| {
                it.holds(&query.filters.roles)
                    && windows.iter().any(|window| reaches_into(it, *window))
            })
        };
        held.retain(|id| then(&id));
        if held.is_empty() {
            query.resolver = Resolver::Remaining;
        }
    }
}

/// Who was in charge is no member of the staff.
fn in_charge(knowledge: &Knowledge, query: &Query, held: &mut Vec<PersonId>) {
    if query.resolver == Resolver::Lead {
        let leads = |id: &&PersonId| {
            let memberships = knowledge.people.get(*id).map(|it| &it.memberships);
            memberships.into_iter().flatten().any(|it| {
                it.holds(&query.filters.roles) && it.groups.iter().any(|it| *it != RoleGroup::Staff)
            })
        };
        if held.iter().any(|id| leads(&id)) {
            held.retain(|id| leads(&id));
        }
    }
}

/// Whether a membership lasted into a stretch of days, or may have.
fn reaches_into(membership: &Membership, window: Interval) -> bool {
    let over = |day| {
        let departure = membership.departure.as_ref();
        departure.is_some_and(|it| it.by(day) == Containment::Inside)
    };
    window.until.is_none_or(|day| membership.begun_by(day)) && !window.from.is_some_and(over)
}

/// A role that more people held than this names nobody in particular.
const HOLDERS: usize = 4;

/// Those of whom no membership but a fact says that they held one of the roles in the organisation.
fn posted(knowledge: &Knowledge, query: &Query) -> Vec<PersonId> {
    let today = query.today.min(knowledge.as_of);
    let holds = |claim: &Claim<Fact>| {
        // On an earlier day a month that is not over tells nobody's post for certain.
        let known = claim.since.as_ref().is_none_or(|it| it.latest() <= today);
        claim.rank != Rank::Refuted
            && known
            && claim
                .value
                .is_post(&query.organisation, &query.filters.roles)
    };
    let organisation = knowledge.organisations.get(&query.organisation);
    // A record that lists no organisation may name it.
    let names = |claim: &Claim<Fact>| {
        let known = claim.since.as_ref().is_none_or(|it| it.latest() <= today);
        let listed = claim.value.organisations.is_empty() && claim.value.kind == FactKind::Role;
        let mut versions = claim.value.text.versions();
        claim.rank != Rank::Refuted
            && known
            && listed
            && claim.value.text.has_one_of(&query.filters.roles)
            && versions.any(|text| {
                organisation.is_some_and(|it| {
                    let mut names = it
                        .name
                        .versions()
                        .chain(it.aliases.iter().map(String::as_str));
                    names.any(|name| text.contains(name))
                })
            })
    };
    let people = knowledge.people.values();
    people
        .filter(|person| person.facts.iter().any(|it| holds(it) || names(it)))
        .map(|person| person.id.clone())
        .collect()
}

/// Whether somebody is said to have gone to an organisation.
pub(super) fn went_to(knowledge: &Knowledge, id: &PersonId, to: &OrganisationId) -> bool {
    knowledge.people.get(id).is_some_and(|person| {
        knowledge
            .exits_of(person)
            .flat_map(|exit| &exit.departure.destination)
            .any(|claim| claim.value.organisation.as_ref() == Some(to))
    })
}

/// "What does she do at Beta?" asks where somebody went, if that is where; and what somebody who never left said when
/// another did is an answer to that departure.
pub(super) fn move_or_response(knowledge: &Knowledge, query: &mut Query) {
    let went = |id: &PersonId| query.others.iter().any(|to| went_to(knowledge, id, to));
    let about_work = matches!(
        query.resolver,
        Resolver::Contribution | Resolver::Profile | Resolver::Lead
    );
    let described = !query.filters.roles.is_empty();
    if about_work && !described && !query.others.is_empty() && query.people.iter().any(went) {
        query.resolver = Resolver::Destination;
    }
    let left = |id: &&PersonId| knowledge.has_left(id);
    let responds =
        query.people.iter().any(|id| left(&id)) && !query.people.iter().all(|id| left(&id));
    if query.resolver == Resolver::When && responds && !query.claimed.deeds.is_empty() {
        query.resolver = Resolver::Response;
    }
}
