//! Leaves and returns: who is away, who is back, and how long they were gone.

use super::Asked;
use crate::answer::query::{Anchor, Comings, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::{Person, best};
use crate::knowledge::{Exit, Knowledge};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::{Grain, Interval, Relation, TimeMention};

/// "Who left after she was reinstated?" is bound by the day of her return, and not by that of a departure.
fn since_a_return(asked: Asked<'_>, query: &mut Query) {
    if !query.filters.returns || query.resolver == Resolver::Verify {
        return;
    }
    let anchors = std::mem::take(&mut query.filters.anchors);
    for (relation, anchor) in anchors {
        let from = match &anchor {
            Anchor::Person(id) => asked.knowledge.people.get(id),
            Anchor::Topic(_) => None,
        };
        let from = from.and_then(|person| came_back(asked.knowledge, person));
        let interval = from.and_then(|from| match relation {
            Relation::After | Relation::Since => Some(Interval {
                from: Some(from.latest().tomorrow().ok()?),
                until: None,
            }),
            Relation::Before | Relation::Until => Some(Interval {
                from: None,
                until: Some(from.earliest().yesterday().ok()?),
            }),
            _ => None,
        });
        match interval {
            Some(interval) => {
                query
                    .filters
                    .times
                    .push(TimeMention::within(0..0, interval, Grain::Day));
                query.filters.returns = false;
            }
            None => query.filters.anchors.push((relation, anchor)),
        }
    }
}

/// Whether somebody belongs or belonged to each of the organisations.
fn belongs_to_all(person: &Person, organisations: &[OrganisationId]) -> bool {
    organisations.iter().all(|id| {
        let mut memberships = person.memberships.iter();
        memberships.any(|it| it.organisation == *id)
    })
}

/// When somebody last took up a membership of an organisation that they had left.
fn came_back<'a>(knowledge: &'a Knowledge, person: &'a Person) -> Option<&'a PartialDate> {
    let again = knowledge.exits_of(person).flat_map(|exit| exit.rejoined());
    again.last()?.from.as_ref()
}

/// "Did she come back to Alpha?" is asked of the organisation that she left.
fn came_back_to(knowledge: &Knowledge, query: &mut Query) {
    let ([person], [place]) = (query.people.as_slice(), query.others.as_slice()) else {
        return;
    };
    let person = knowledge.people.get(person);
    let mut exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
    if query.filters.returns && exits.any(|exit| exit.membership.organisation == *place) {
        query.organisation = place.clone();
        query.organisation_named = true;
        query.others.clear();
        query.filters.towards.clear();
    }
}

/// "Who left twice?", "how many left and never came back?", "how often did she leave?"
fn comings(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let many = query.people.is_empty() && query.resolver.is_about_many();
    query.filters.comings = match () {
        () if many && cue(slots, "repeatedly") => Some(Comings::Again),
        () if many && cue(slots, "for-good") => Some(Comings::ForGood),
        () => None,
    };
    if query.filters.comings.is_some() {
        query.filters.returns = false;
        query.resolver = match query.resolver {
            Resolver::CountRemaining | Resolver::Count => Resolver::Count,
            _ => Resolver::WhoLeft,
        };
    }
    // Whoever was reinstated had been removed.
    if query.filters.returns && cue(slots, "reinstated") && query.filters.manners.is_empty() {
        query.filters.manners = vec![MannerKind::Removed];
    }
    let leaves = cue(slots, "leaving") || cue(slots, "gone") || !query.filters.manners.is_empty();
    if cue(slots, "how-often") && leaves && query.people.len() == 1 {
        query.resolver = Resolver::When;
        query.focus.how_often = true;
    }
    // "Was she sacked twice?"
    let asked_so = query.polar || query.resolver == Resolver::Verify;
    let so = leaves && query.people.len() == 1 && asked_so;
    if cue(slots, "repeatedly") && so && quits_as_leaving(asked.knowledge, query) {
        query.filters.manners.clear();
    }
    if cue(slots, "repeatedly") && so {
        query.resolver = Resolver::When;
        query.focus.how_often = true;
        query.filters.comings = Some(Comings::Again);
    }
}

/// Whether "has she quit twice?" is everyday speech for leaving: she was never removed.
fn quits_as_leaving(knowledge: &Knowledge, query: &Query) -> bool {
    let removed = |it: &Exit<'_>| {
        let mut manners = it.departure.manner.iter();
        manners.any(|claim| claim.value.kind == MannerKind::Removed)
    };
    let mut people = query
        .people
        .iter()
        .filter_map(|id| knowledge.people.get(id));
    query.filters.manners == [MannerKind::Resigned]
        && !people.any(|person| knowledge.exits_of(person).any(|exit| removed(&exit)))
}

/// "At the federation" has no more words.
const PLACE: usize = 4;

/// Whether somebody is on a leave from which no return is recorded.
fn is_away(knowledge: &Knowledge, person: &PersonId) -> bool {
    let person = knowledge.people.get(person);
    let last = person.and_then(|it| knowledge.exits_of(it).last());
    last.is_some_and(|exit| {
        let manner = best(&exit.departure.manner).map(|it| it.value.kind);
        manner == Some(MannerKind::OnLeave) && exit.rejoined().next().is_none()
    })
}

/// "When will she be back?", "how long is her leave?", "for how long?" of one who is on leave ask for what is said of the
/// leave; "when was that?" after somebody's return asks for the day of it.
fn leave_of_one(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let before = asked.memory.map(|it| &it.query);
    let same = before.filter(|it| it.people == query.people);
    let turned =
        same.is_some_and(|it| it.filters.returns) && !cue(slots, "leaving") && !cue(slots, "gone");
    let pointed = slots.mentions.is_empty() && !query.filters.returns && !query.focus.how_often;
    if query.resolver == Resolver::When && turned && pointed {
        query.filters.returns = true;
    }
    if !is_away(asked.knowledge, person) {
        return;
    }
    let returns = query.filters.returns || cue(slots, "back-again");
    let ahead = query.resolver == Resolver::Prediction && returns;
    let long = cue(slots, "how-long") && query.others.is_empty();
    let spoken = same
        .is_some_and(|it| it.resolver.is_about_a_departure() || it.resolver == Resolver::Verify);
    let of_leave = query.filters.manners == [MannerKind::OnLeave] || query.of_leaving;
    let lasts = match query.resolver {
        Resolver::Tenure => of_leave || spoken,
        Resolver::When | Resolver::Interval => long,
        _ => false,
    };
    if ahead || lasts {
        query.resolver = Resolver::Tenure;
        query.of_leaving = true;
        query.filters.returns = false;
        query.filters.anchors.clear();
    }
}

/// "Who died?", "who is on leave?", "who came back?" asks of everybody, wherever it was: where no organisation is named or
/// spoken of, of every one of which such a departure is recorded.
fn wherever_it_was(asked: Asked<'_>, query: &mut Query) {
    let rare = [MannerKind::Died, MannerKind::OnLeave];
    let manner = match query.filters.manners.as_slice() {
        [kind] if rare.contains(kind) && !query.filters.returns => Some(*kind),
        [] if query.filters.returns => None,
        _ => return,
    };
    let free = query.people.is_empty()
        && query.others.is_empty()
        && query.topics.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.among.is_empty()
        && query.filters.groups.is_empty();
    if asked.memory.is_some()
        || query.organisation_named
        || !free
        || !matches!(
            query.resolver,
            Resolver::WhoLeft | Resolver::WhoWentTo | Resolver::Count
        )
    {
        return;
    }
    let fits = |exit: &Exit<'_>| match manner {
        Some(kind) => best(&exit.departure.manner).is_some_and(|it| it.value.kind == kind),
        None => exit.rejoined().next().is_some(),
    };
    let mut places: Vec<OrganisationId> = Vec::new();
    for exit in asked.knowledge.exits().filter(fits) {
        if !places.contains(&exit.membership.organisation) {
            places.push(exit.membership.organisation.clone());
        }
    }
    // The organisation that is asked about where none is named comes first.
    places.sort_by_key(|it| *it != query.organisation);
    let mut places = places.into_iter();
    if let Some(first) = places.next() {
        query.organisation = first;
        query.organisation_named = true;
        query.further = places.collect();
    }
}

/// Reads a question about a leave or a return as what it asks.
pub(super) fn absences(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    // "Who is on leave at Alpha?" asks for no one who remains.
    let on_leave = query.filters.manners == [MannerKind::OnLeave];
    if query.resolver == Resolver::Remaining && on_leave && query.people.is_empty() {
        query.resolver = Resolver::WhoLeft;
        query.focus.present = query.filters.times.is_empty();
    }
    // "Who came back?" puts nobody in an order, and asks nothing of an event.
    let unordered = query.filters.ordinals.is_empty()
        && query.filters.anchors.is_empty()
        && !query.focus.adjacent;
    let no_event = query.topics.is_empty() || query.guessed;
    let misread = query.resolver == Resolver::Order
        || (query.resolver == Resolver::Topic(Aspect::Who) && no_event);
    let bare = query.people.is_empty() && query.others.is_empty();
    if misread && query.filters.returns && unordered && bare {
        query.resolver = Resolver::WhoLeft;
        query.topics.clear();
    }
    comings(asked, query);
    wherever_it_was(asked, query);
    came_back_to(asked.knowledge, query);
    since_a_return(asked, query);
    let [person] = query.people.as_slice() else {
        return;
    };
    if !asked.knowledge.has_left(person) {
        return;
    }
    leave_of_one(asked, query);
    let [person] = query.people.as_slice() else {
        return;
    };
    let judges = matches!(
        query.resolver,
        Resolver::Verify | Resolver::VerifyRemains | Resolver::Manner
    );
    // "How long was she on leave?", "when did she go back to Alpha?"
    if query.resolver == Resolver::Tenure && on_leave {
        query.of_leaving = true;
    }
    let when = asks(slots, Aspect::When) && query.topics.is_empty();
    let person = asked.knowledge.people.get(person);
    if let Some(person) = person.filter(|_| when && query.filters.returns)
        && came_back(asked.knowledge, person).is_some()
        && belongs_to_all(person, &query.others)
    {
        query.resolver = Resolver::When;
        query.others.clear();
        query.filters.towards.clear();
    }
    // "Did he leave twice?", "did she leave again after that?" of one who did: when.
    let exits = person.map_or(0, |it| asked.knowledge.exits_of(it).count());
    let leaves = query.of_leaving || cue(slots, "leaving");
    if exits > 1 && leaves && query.polar && cue(slots, "once-more") {
        query.resolver = Resolver::When;
        query.filters.times.clear();
        query.filters.anchors.clear();
        query.filters.ordinals.clear();
        return;
    }
    // "Is she still gone?" is so unless she came back.
    let still = query.stays || cue(slots, "staying");
    if judges && (cue(slots, "still-gone") || (on_leave && still)) {
        query.resolver = Resolver::VerifyRemains;
        query.negated = !query.negated;
        query.leftover = false;
        return;
    }
    // "Is she back?", with the word at the end, or only the place behind it.
    let end = asked.interpretation.text.len();
    let closes = |at: usize| {
        let mut places = slots.of(EntityKind::Organisation);
        let place = places.any(|it| it.range.start > at && it.range.end == end);
        let behind = asked.interpretation.text.get(at..end).unwrap_or_default();
        at == end || (place && behind.split_whitespace().count() <= PLACE)
    };
    let back = slots.filled.iter().any(|it| {
        let said =
            it.slot == VocabularySlot::Cue && matches!(it.value.as_str(), "back-again" | "back-at");
        // "Is he back from leave yet?"
        said && (on_leave || closes(it.range.end))
    });
    if judges && back && query.others.is_empty() {
        query.resolver = Resolver::Verify;
        query.filters.returns = true;
        query.focus.present = true;
        query.stays = false;
        query.leftover = false;
    }
    // "How long was she out before she came back?" lies between no two people.
    if query.resolver == Resolver::Interval && query.filters.returns {
        query.resolver = Resolver::Tenure;
        query.of_leaving = true;
        query.filters.anchors.clear();
    }
}
