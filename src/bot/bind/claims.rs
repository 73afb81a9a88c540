//! Questions that are worded like one for a list or a number and are about those whom they name.

use crate::answer;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::person::RoleGroup;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots};
use crate::nlu::temporal::Relation;

/// "Why did the last one go?" is about whoever stands at the place.
pub(super) fn at_places(knowledge: &Knowledge, query: &mut Query) {
    if query.resolver != Resolver::When
        && query.resolver.is_about_a_departure()
        && query.people.is_empty()
        && query.topics.is_empty()
    {
        query.people = answer::at_places(knowledge, query);
    }
}

/// "Tell me more about the last one" asks for who that is, and not for the place in the order.
pub(super) fn told_of_places(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let ([_], true) = (
        query.filters.ordinals.as_slice(),
        filters::cue(&interpretation.slots, "described"),
    ) else {
        return;
    };
    let listed = query.resolver == Resolver::Order || query.resolver.is_about_many();
    if !listed || !query.people.is_empty() || !query.filters.numbers.is_empty() {
        return;
    }
    let found = answer::at_places(knowledge, query);
    if !found.is_empty() {
        query.resolver = Resolver::Profile;
        query.people = found;
        query.filters.ordinals.clear();
        query.filters.among.clear();
        query.filters.anchors.clear();
        query.filters.times.clear();
        query.filters.groups.clear();
    }
}

/// "How many days till she quit?" counts days and no people.
pub(super) fn of_days(interpretation: &Interpretation, query: &mut Query) {
    query.focus.in_days = filters::cue(&interpretation.slots, "in-days");
    if let (true, Resolver::Count, [(Relation::Until | Relation::Before, Anchor::Person(person))]) = (
        query.focus.in_days,
        query.resolver,
        query.filters.anchors.as_slice(),
    ) {
        query.people = vec![person.clone()];
        query.filters.anchors.clear();
        query.filters.numbers.clear();
        query.resolver = Resolver::Tenure;
    }
}

/// "Which of them left, Alpha or Beta?" is about those who are named, and no question for a list.
pub(super) fn listed_by_name(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let free = query.filters.anchors.is_empty()
        && query.others.is_empty()
        && query.filters.among.is_empty();
    // "Anybody else gone besides Alpha?" asks for no day.
    if query.resolver == Resolver::When
        && query.people.is_empty()
        && !query.filters.except_people.is_empty()
    {
        query.resolver = Resolver::WhoLeft;
    }
    let left = query.people.iter().all(|id| knowledge.has_left(id));
    let near = filters::cue(&interpretation.slots, "near");
    let together = filters::cue(&interpretation.slots, "together");
    if query.resolver == Resolver::WhoLeft && free && left && (together || !near) {
        // "Who else left with her?" asks for the same time.
        if let ([person], true) = (query.people.as_slice(), together) {
            query.filters.anchors = vec![(Relation::SameWeek, Anchor::Person(person.clone()))];
            query.people.clear();
            return;
        }
        query.resolver = match query.people.len() {
            0 => return,
            1 => Resolver::When,
            _ => Resolver::Compare,
        };
    }
}

/// What makes a question a claim about the person whom it names: "did she leave?" is no question for a list, and "is she
/// one of the founders?" counts nobody.
pub(super) fn claims_of_somebody(interpretation: &Interpretation, query: &mut Query) {
    let [_] = query.people.as_slice() else {
        return;
    };
    let asks = |wanted: Aspect| filters::asks(&interpretation.slots, wanted);
    let free = query.filters.anchors.is_empty() && query.filters.ordinals.is_empty();
    let lists = match query.resolver {
        Resolver::Count => free && !asks(Aspect::HowMany),
        Resolver::Compare | Resolver::Order if free => !query.filters.times.is_empty(),
        Resolver::WhoLeft | Resolver::Order => query.filters.anchors.is_empty(),
        _ => false,
    };
    if lists && query.polar && !asks(Aspect::Who) {
        query.resolver = Resolver::Verify;
    }
    // "In which year did she leave?" claims nothing.
    let open = free && query.filters.times.is_empty() && query.topics.is_empty();
    if query.resolver == Resolver::Verify && asks(Aspect::When) && open && !query.polar {
        query.resolver = Resolver::When;
    }
    if query.resolver != Resolver::Verify && query.resolver != Resolver::Place {
        return;
    }
    let counts = query.filters.numbers == [1] && query.resolver == Resolver::Verify;
    if counts && !query.filters.groups.is_empty() {
        query.filters.numbers.clear();
        query.resolver = Resolver::VerifyMember;
        return;
    }
    // "Was she number six?" names a place; "sixteen days" does not.
    let ranks = interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Number)
        .filter(|it| {
            let behind = interpretation.text.get(it.range.end..).unwrap_or_default();
            let next = behind.split_whitespace().next();
            let group = interpretation.slots.filled.iter().any(|other| {
                other.slot == VocabularySlot::Group && other.range.start == it.range.end + 1
            });
            group || next.is_none_or(|word| RANKED.contains(&word))
        })
        .filter_map(|it| it.value.parse::<i32>().ok())
        .filter(|rank| *rank > 1);
    if query.filters.ordinals.is_empty() {
        query.filters.ordinals.extend(ranks);
    }
}

/// What stands behind a number that is a place in an order.
const RANKED: [&str; 6] = ["to", "of", "or", "out", "in", "and"];

/// "Was she hired by Alpha?" is about her, not about everybody whom Alpha hired; and "which employees went to Alpha?" means
/// whoever worked there, founders and executives too.
pub(super) fn elsewhere(query: &mut Query) {
    if query.resolver != Resolver::WhoWentTo {
        return;
    }
    if !query.people.is_empty() && !query.others.is_empty() {
        query.resolver = Resolver::Verify;
    } else if query.filters.groups == [RoleGroup::Staff] {
        query.filters.groups.clear();
    }
}

/// "Who came to Alpha from Beta?" asks of Beta.
pub(super) fn came_from_elsewhere(knowledge: &Knowledge, query: &mut Query) {
    if query.resolver == Resolver::Background && query.others.len() > 1 {
        query.others.retain(|id| *id != knowledge.organisation);
    }
    // "She was at Beta before, wasn't she?" is confirmed where it is so; else it is told where she was.
    let ([person], [other]) = (query.people.as_slice(), query.others.as_slice()) else {
        return;
    };
    let there = knowledge.people.get(person).is_some_and(|person| {
        let mut facts = person.facts.iter();
        facts.any(|claim| claim.value.organisations.contains(other))
    });
    let claimed = query.polar && !query.claimed.deeds.is_empty();
    if query.resolver == Resolver::Background && claimed && there {
        query.resolver = Resolver::Verify;
    }
    // "Was she at Beta?" of somebody of whom nothing else is told there is told with what they did there.
    let gone_there = || {
        let person = knowledge.people.get(person);
        let exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
        let mut claims = exits.flat_map(|exit| &exit.departure.destination);
        claims.any(|claim| claim.value.organisation.as_ref() == Some(other))
    };
    let belonged = query.resolver == Resolver::VerifyMember
        || (query.resolver == Resolver::VerifyRemains && !query.stays);
    let free = query.claimed.deeds.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.filters.times.is_empty();
    if belonged && free && there && *other != knowledge.organisation && !gone_there() {
        query.resolver = Resolver::Background;
    }
}

/// "It was five who left in 2025, right?": where no space parts words, a number that ends a question without a question
/// word is claimed of those who left or stay.
pub(super) fn number_at_the_end(interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    let stays = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let counts = stays || matches!(query.resolver, Resolver::WhoLeft | Resolver::Count);
    let ([_], true) = (query.filters.numbers.as_slice(), counts) else {
        return;
    };
    let numbers = slots.filled.iter();
    let last = numbers
        .filter(|it| it.slot == VocabularySlot::Number)
        .map(|it| it.range.end)
        .max();
    let Some(behind) = last.and_then(|end| interpretation.text.get(end..)) else {
        return;
    };
    let spaceless = !interpretation.text.is_ascii();
    let ends = behind.trim().is_empty() || (query.polar && behind.chars().count() <= TAIL);
    let open = slots.has(VocabularySlot::Aspect) || !query.filters.ordinals.is_empty();
    if spaceless && ends && !open && query.people.is_empty() && query.others.is_empty() {
        query.stays |= stays;
        query.resolver = Resolver::Verify;
        query.polar = true;
    }
}

/// What asks for agreement behind a number has no more characters.
const TAIL: usize = 6;

/// "Wasn't he at Beta?" is no question for whether he still is at Alpha.
pub(super) fn no_longer_here(query: &mut Query) {
    if query.resolver == Resolver::VerifyRemains && !query.others.is_empty() && !query.stays {
        query.resolver = Resolver::Verify;
        query.negated = false;
    }
}

/// "Is she still ill?" asks for no departure and no post, and is nobody's business.
pub(super) fn of_present_health(interpretation: &Interpretation, query: &mut Query) {
    let slots = &interpretation.slots;
    let condition = filters::cue(slots, "condition");
    let ill = condition || query.filters.reasons.iter().any(|it| it == HEALTH);
    // Whether somebody is still there is asked of the present.
    let present =
        condition || filters::cue(slots, "persists") || query.resolver == Resolver::VerifyRemains;
    let leaves = query.of_leaving || query.claimed.causal || !query.filters.manners.is_empty();
    let says = query.claimed.says();
    let asked = matches!(
        query.resolver,
        Resolver::Verify | Resolver::VerifyRemains | Resolver::VerifySaid | Resolver::VerifyMember
    );
    // How somebody is asks for no place and no work.
    let asked = asked
        || (condition
            && matches!(
                query.resolver,
                Resolver::Destination
                    | Resolver::Profile
                    | Resolver::Contribution
                    | Resolver::Opinion
                    | Resolver::Remaining
                    | Resolver::OutOfScope
            ));
    let one = query.people.len() == 1 && query.others.is_empty() && !query.organisation_named;
    if asked && ill && one && !leaves && !says && present {
        query.resolver = Resolver::Private;
    }
}

/// The kind of reason that somebody's health is.
const HEALTH: &str = "health";

/// What a question about one person asks that is worded like one whether they are there or left on a day: why they are
/// gone, on which of several days they left, whether they are the last one there.
pub(super) fn of_presence(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let slots = &interpretation.slots;
    let why = filters::asks(slots, Aspect::Why);
    let left = knowledge.has_left(person);
    // "Why isn't she there any more?"
    if query.resolver == Resolver::VerifyRemains && why && left {
        query.resolver = Resolver::Why;
        query.negated = false;
        query.filters.times.clear();
        return;
    }
    // "So the merger is why she left, yeah?" puts a cause to the test.
    let named = !query.topics.is_empty() || !query.filters.reasons.is_empty();
    let is_why = slots.filled.iter().any(|it| {
        let why = it.slot == VocabularySlot::Aspect && it.value == Aspect::Why.name();
        why && slots.filled.iter().any(|before| {
            let is = before.slot == VocabularySlot::Cue && before.value == "copula";
            is && before.range.end + 1 == it.range.start
        })
    });
    if query.resolver == Resolver::Why && named && is_why && left {
        query.resolver = Resolver::Verify;
        query.claimed.causal = true;
        return;
    }
    // "Was it for her family that she gave up the post?" is no claim that she had it.
    if query.resolver == Resolver::VerifyMember && query.focus.asks_reason && left {
        query.filters.groups.clear();
        query.filters.roles.clear();
        query.resolver = if query.filters.reasons.is_empty() {
            Resolver::Why
        } else {
            Resolver::Verify
        };
        return;
    }
    if of_removal(slots, left, query) {
        return;
    }
    // "Did she leave in 2025 or 2026?"
    let bare = query.claimed.deeds.is_empty()
        && query.others.is_empty()
        && query.filters.reasons.is_empty();
    let choice = query.filters.times.len() > 1
        && query
            .filters
            .times
            .iter()
            .all(|it| it.relation == Relation::In)
        && filters::cue(slots, "or");
    if query.resolver == Resolver::Verify && choice && bare && left {
        query.resolver = Resolver::When;
        return;
    }
    // "Is the chief the last founder there?"
    let last = query.filters.ordinals == [-1] && query.filters.times.is_empty();
    let asked = matches!(query.resolver, Resolver::Verify | Resolver::VerifyMember);
    if asked && last && !left && query.others.is_empty() {
        query.resolver = Resolver::Remaining;
        query.people.clear();
        query.filters.ordinals.clear();
    }
}

/// What a question about one person asks that speaks of removing people: whether they were removed, whether they removed
/// others, whether they said so. Returns whether it asks one of these.
fn of_removal(slots: &Slots, left: bool, query: &mut Query) -> bool {
    let removed = query.filters.manners == [MannerKind::Removed];
    let removes = removed && !left;
    // "Did the chief admit that he fired them?" is no question for how the chief left.
    let speaks = query.claimed.says();
    query.resolver = match query.resolver {
        // "Did the chief fire the founders?" is no claim that the chief is one of them.
        Resolver::VerifyMember if removes && !query.filters.groups.is_empty() => Resolver::Verify,
        // "So she was fired?" is a claim, and how she left answers it only behind a verdict.
        Resolver::Manner if removed && query.polar && left && !filters::cue(slots, "or") => {
            Resolver::Verify
        }
        Resolver::Manner if query.polar && speaks && !left => Resolver::Verify,
        // "Was it the chief who fired them?" is about those who left.
        Resolver::Verify | Resolver::Manner
            if removes && query.claimed.deeds.is_empty() && filters::cue(slots, "removes") =>
        {
            query.people.clear();
            Resolver::Manner
        }
        _ => return false,
    };
    true
}

/// "When is it said to happen?" of a topic that the conversation spoke of asks what was said of it, and not for a
/// prediction.
pub(super) fn of_what_is_to_come(
    interpretation: &Interpretation,
    memory: Option<&Memory>,
    query: &mut Query,
) {
    let told = filters::cue(&interpretation.slots, "hearsay");
    let when = filters::asks(&interpretation.slots, Aspect::When);
    let ahead = query.resolver == Resolver::Prediction
        || (when && matches!(query.resolver, Resolver::Statement | Resolver::WhoSaid));
    let Some(memory) = memory.filter(|_| told && ahead) else {
        return;
    };
    if memory.query.topics.is_empty() || !query.people.is_empty() {
        return;
    }
    query.topics.clone_from(&memory.query.topics);
    query.resolver = Resolver::Topic(if when { Aspect::When } else { Aspect::What });
}
