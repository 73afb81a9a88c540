//! Turns of phrase that ask something else of the one person whom a question names.

use super::Asked;
use super::ranks::names_last_day;
use super::turns::WORKED;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::Form;

/// "What did she post on her last day?" asks for the words, and not for the day.
pub(super) fn words_of_the_last_day(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let what = cue(slots, "asks-what") || asks(slots, Aspect::What);
    let did = what && cue(slots, "has-done") && query.people.len() == 1;
    if query.resolver == Resolver::When && did && names_last_day(asked.interpretation) {
        query.resolver = Resolver::Statement;
        query.filters.ordinals.clear();
    }
}

/// "Tell me about Alpha's departure" asks for the story of that, and not for who she is.
pub(super) fn story_of_leaving(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([person], Resolver::Profile) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let told = cue(slots, "leaving-noun") && !query.polar && query.topics.is_empty();
    if told && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Why;
        query.focus.story = true;
    }
}

/// "Is she a founder too?" of somebody who never left is asked of her, and not of those of the group who did.
pub(super) fn member_who_stays(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let claimed = query.resolver == Resolver::Verify && !query.filters.groups.is_empty();
    let plain = query.filters.numbers.is_empty()
        && query.filters.times.is_empty()
        && query.filters.manners.is_empty()
        && query.filters.anchors.is_empty()
        && query.topics.is_empty()
        && query.claimed.share.is_none();
    let bare = plain && !query.of_leaving && !query.stays && !query.all && query.polar;
    if claimed && bare && query.others.is_empty() && !asked.knowledge.has_left(person) {
        query.resolver = Resolver::VerifyMember;
    }
}

/// "Who did she report to?" asks for whoever was above her, and "who reported to her" for others.
pub(super) fn superior(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let reads = matches!(
        query.resolver,
        Resolver::Lead | Resolver::Profile | Resolver::Contribution | Resolver::Response
    );
    let ([_], true) = (query.people.as_slice(), reads) else {
        return;
    };
    let behind = slots.filled.iter().any(|it| {
        let reports = it.slot == VocabularySlot::Cue && it.value == "reports-to";
        let mut named = slots.of(EntityKind::Person);
        reports && named.all(|named| named.range.end <= it.range.start)
    });
    if behind {
        query.resolver = Resolver::Lead;
        query.focus.superior = true;
        query.topics.clear();
    }
}

/// What is asked of one person: the last day, where they were before, whether they left without reserve.
pub(super) fn of_one(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let person = &person.clone();
    if became(knowledge, interpretation, person, query) {
        query.resolver = Resolver::Manner;
        query.filters.groups.clear();
        query.filters.times.clear();
        query.leftover = false;
        return;
    }
    if apposition(knowledge, interpretation, person, query) {
        return;
    }
    // "How short was her stay as CFO?" ranks nobody.
    if query.resolver == Resolver::Stays && !query.polar && query.filters.ordinals.is_empty() {
        query.resolver = Resolver::Tenure;
        query.focus.stretch = None;
        query.filters.roles.clear();
        query.filters.groups.clear();
        return;
    }
    // "So he resigned on his own?" asks in which manner somebody left.
    if query.resolver == Resolver::Verify && cue(slots, "voluntary") && query.others.is_empty() {
        query.resolver = Resolver::Manner;
        return;
    }
    // "Are we sure Alpha left?" is no question for those who stayed.
    let gone = cue(slots, "gone") && !cue(slots, "staying") && knowledge.has_left(person);
    if query.resolver == Resolver::Remaining && gone && query.filters.times.is_empty() {
        query.resolver = Resolver::Verify;
        query.polar = true;
        return;
    }
    if left_alone(knowledge, interpretation, person, query) {
        query.resolver = Resolver::Remaining;
        query.polar = true;
        query.stays = false;
        query.filters.ordinals.clear();
        return;
    }
    let other = matches!(
        query.resolver,
        Resolver::Contribution
            | Resolver::Profile
            | Resolver::Tenure
            | Resolver::Lead
            | Resolver::Order
            | Resolver::Place
            | Resolver::Interval
            | Resolver::Stays
            | Resolver::VerifyRemains
    );
    if other && !query.polar && query.claimed.deeds.is_empty() && names_last_day(interpretation) {
        query.resolver = Resolver::When;
        query.filters.ordinals.clear();
        return;
    }
    // "He is at Alpha now, right?" asks whether he still is.
    let back = cue(slots, "back-at");
    let now =
        back || cue(slots, "persists") || query.filters.times.iter().any(|it| it.form == Form::Now);
    let works = query.claimed.deeds.iter().all(|it| it.starts_with(WORKED));
    let there = now && query.filters.manners.is_empty() && works;
    if query.resolver == Resolver::Verify && there && query.others.len() == 1 {
        query.resolver = Resolver::VerifyRemains;
        query.stays = true;
        return;
    }
    // "Has she joined another firm?" asks where she went.
    let nowhere = query.others.is_empty() && query.filters.manners.is_empty();
    if query.resolver == Resolver::Verify && cue(slots, "new-job") && nowhere {
        query.resolver = Resolver::Destination;
        return;
    }
    let came_from = || {
        knowledge
            .people
            .get(person)
            .is_some_and(|it| it.facts.iter().any(|claim| claim.value.kind.is_origin()))
    };
    if query.resolver == Resolver::Profile
        && cue(slots, "past")
        && !cue(slots, "career")
        && came_from()
    {
        query.resolver = Resolver::Background;
    }
    let left_whole = query.resolver == Resolver::Verify && cue(slots, "outright");
    let bare = query.filters.times.is_empty()
        && query.others.is_empty()
        && query.filters.reasons.is_empty();
    let stepped_back = || {
        let person = knowledge.people.get(person);
        person.is_some_and(|person| {
            knowledge.exits_of(person).any(|exit| {
                let best = crate::knowledge::person::best(&exit.departure.manner);
                best.is_some_and(|it| it.value.kind == MannerKind::SteppedBack)
            })
        })
    };
    if left_whole && bare && stepped_back() {
        query.resolver = Resolver::Manner;
    }
}

/// "Did he become an adviser?", "has she left altogether?" of somebody who stepped back: in which manner they left says it.
fn became(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    person: &PersonId,
    query: &Query,
) -> bool {
    let slots = &interpretation.slots;
    let asked = matches!(
        query.resolver,
        Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::VerifyRemains
            | Resolver::Manner
            | Resolver::Private
            | Resolver::Why
            | Resolver::WhoLeft
            | Resolver::Successor
            | Resolver::Profile
            | Resolver::Lead
            | Resolver::Members
            | Resolver::Contribution
    ) || (query.resolver == Resolver::Tenure && !cue(slots, "how-long"));
    // "Gone for good or just advising?" is no matter of opinion, whatever else stands beside it.
    let whole = cue(slots, "outright") && !query.claimed.says();
    let asked = asked
        || (whole
            && matches!(
                query.resolver,
                Resolver::Opinion | Resolver::OutOfScope | Resolver::WhoSaid | Resolver::Search
            ));
    let reasoned = !query.filters.reasons.is_empty() && !whole;
    let other = query.focus.asks_reason || query.negated || reasoned;
    let elsewhere =
        !query.others.is_empty() || query.filters.times.iter().any(|it| it.form != Form::Now);
    if !asked || other || elsewhere || query.people.len() > 1 {
        return false;
    }
    let person = knowledge.people.get(person);
    let mut exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
    exits.any(|exit| {
        let best = crate::knowledge::person::best(&exit.departure.manner);
        best.filter(|it| it.value.kind == MannerKind::SteppedBack)
            .is_some_and(|claim| {
                let text = claim.value.text.as_ref();
                let role = text.is_some_and(|text| text.has_one_of(&query.filters.roles));
                let whole = cue(slots, "outright") && query.resolver != Resolver::VerifyRemains;
                role || whole || query.filters.manners == [MannerKind::SteppedBack]
            })
    })
}

/// "Alpha, the lawyer: why did she go?" names the post beside the person, and asks something else.
fn apposition(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    person: &PersonId,
    query: &mut Query,
) -> bool {
    let held = knowledge.people.get(person).is_some_and(|it| {
        let mut memberships = it.memberships.iter();
        memberships.any(|it| it.holds(&query.filters.roles))
    });
    let claims = query.resolver == Resolver::VerifyMember && held;
    let slots = &interpretation.slots;
    let resolver = if query.focus.asks_reason {
        Resolver::Why
    } else if asks(slots, Aspect::When) {
        Resolver::When
    } else if asks(slots, Aspect::Where) {
        Resolver::Destination
    } else {
        return false;
    };
    if claims {
        query.resolver = resolver;
        query.filters.roles.clear();
        query.polar = false;
    }
    claims
}

/// "Is the chief the only founder left?", "so it's just her now?" of somebody who never left.
fn left_alone(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    person: &PersonId,
    query: &Query,
) -> bool {
    let slots = &interpretation.slots;
    let only = ["narrows", "alone", "solo"];
    let alone = only.iter().any(|it| cue(slots, it)) || query.filters.ordinals == [-1];
    let now = !query.filters.times.is_empty()
        && query.filters.times.iter().all(|it| it.form == Form::Now);
    let remains = cue(slots, "staying") || cue(slots, "gone") || query.stays || now;
    let asked = matches!(
        query.resolver,
        Resolver::Verify | Resolver::VerifyRemains | Resolver::When | Resolver::Remaining
    );
    let free = query.others.is_empty()
        && query.filters.reasons.is_empty()
        && query.filters.manners.is_empty();
    alone && remains && asked && free && !knowledge.has_left(person)
}
