//! What questions in everyday words ask that are most like another kind: a reason, who is still there, what somebody
//! predicted.

use super::Asked;
use super::turns::WORKED;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::RoleGroup;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Slots;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Form;

/// "How come she only lasted three months?", "did he quit because he was ill or what?", "what's her story?": what is asked
/// of one who left is the reason, whatever else the question speaks of.
pub(super) fn reason_of_one(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let mut leavers = query
        .people
        .iter()
        .filter(|it| asked.knowledge.has_left(it));
    if leavers.next().is_none() || leavers.next().is_some() {
        return;
    }
    let by_the_way = matches!(query.resolver, Resolver::Tenure | Resolver::Stays);
    if query.focus.asks_reason && by_the_way && !cue(slots, "how-long") {
        query.resolver = Resolver::Why;
        query.focus.stretch = None;
        query.filters.numbers.clear();
        query
            .filters
            .times
            .retain(|time| time.form != Form::Relative);
    }
    // A kind of reason that is asked about is the point of the question, and not the manner or the day.
    let other = matches!(query.resolver, Resolver::Manner | Resolver::When)
        || (query.resolver == Resolver::Why && !query.focus.asks_reason);
    if other && query.polar && !query.filters.reasons.is_empty() {
        query.resolver = Resolver::Verify;
        // "Fired over safety" claims the firing as well.
        let alternatives = query.filters.alternatives;
        let manners = &mut query.filters.manners;
        manners.retain(|it| *it == MannerKind::Removed && !alternatives);
    }
    let told = matches!(
        query.resolver,
        Resolver::Statement | Resolver::Topic(_) | Resolver::Why
    );
    let grieved = cue(slots, "grievance") && told && !query.polar;
    if grieved && (query.people.len() == 1 || query.resolver == Resolver::Why) {
        query.resolver = Resolver::Why;
        query.topics.clear();
    }
    // Whoever is named beside the one who left is a part of the story.
    if (grieved || cue(slots, "gossip")) && query.resolver == Resolver::Why {
        query.people.retain(|it| asked.knowledge.has_left(it));
        let there = |id: &PersonId| {
            let person = asked.knowledge.people.get(id);
            let mut memberships = person.into_iter().flat_map(|it| &it.memberships);
            memberships.any(|it| it.organisation == query.organisation)
        };
        if !query.people.iter().any(there) {
            query.organisation = asked.knowledge.organisation.clone();
            query.organisation_named = false;
        }
    }
    if cue(slots, "gossip") && told && !query.polar {
        query.resolver = Resolver::Why;
        query.focus.story = true;
        query.topics.clear();
        query.filters.numbers.clear();
    }
    // "Alpha's prediction" is one that is recorded, and not the bot's.
    if query.resolver == Resolver::Prediction && cue(slots, "foretold") {
        query.resolver = Resolver::Statement;
    }
}

/// "Who left here to start something of their own?" names no place where people went but the one that they left.
pub(super) fn left_for_a_venture(asked: Asked<'_>, query: &mut Query) {
    let home = &asked.knowledge.organisation;
    let nowhere = !query.others.is_empty() && query.others.iter().all(|it| it == home);
    let lists = matches!(query.resolver, Resolver::WhoLeft | Resolver::WhoWentTo);
    if lists && query.filters.venture && query.people.is_empty() && nowhere {
        query.others.clear();
        query.filters.towards.clear();
        query.resolver = Resolver::WhoLeft;
    }
}

/// "According to Alpha, how many left?" counts, and does not ask for sources; whose number it is to be is what stands
/// behind the word for it, and before it in a script without spaces.
pub(super) fn according_to(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let mut filled = slots.filled.iter();
    let cue = filled.find(|it| it.slot == VocabularySlot::Cue && it.value == "according");
    let beside = cue.and_then(|it| {
        if text.is_ascii() {
            text.get(it.range.end..)
        } else {
            text.get(..it.range.start)
        }
    });
    let Some(beside) = beside else {
        return;
    };
    let counts = asks(slots, Aspect::HowMany) && query.people.is_empty();
    if counts && query.resolver == Resolver::Sources {
        query.resolver = Resolver::Count;
    }
    query.according = Some(beside.trim().to_owned());
}

/// "How many founders gave a reason?" is answered with who gave which.
pub(super) fn reasons_given(asked: Asked<'_>, query: &mut Query) {
    let lists = matches!(
        query.resolver,
        Resolver::Count
            | Resolver::WhoLeft
            | Resolver::Members
            | Resolver::Statement
            | Resolver::WhoSaid
            | Resolver::Topic(Aspect::HowMany)
    );
    let given = cue(&asked.interpretation.slots, "gives-reason");
    let free =
        query.people.is_empty() && query.topics.is_empty() && query.filters.lacking.is_empty();
    // The words for it hold the word for a reason.
    query.focus.asks_reason |= given;
    query.claimed.causal |= given;
    if lists && given && free && !query.negated {
        query.resolver = Resolver::Why;
        query.filters.manners.clear();
    }
}

/// "Is there anyone left besides the chief?", "who besides her never left?": where only those are taken out who never
/// left, what is asked for are others who stayed.
pub(super) fn others_who_stayed(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let stays = |id: &PersonId| !asked.knowledge.has_left(id);
    let apart =
        !query.filters.except_people.is_empty() && query.filters.except_people.iter().all(stays);
    if query.resolver != Resolver::WhoLeft || !apart || !query.people.is_empty() {
        return;
    }
    let exists = cue(slots, "there-are") && !asks(slots, Aspect::Who);
    let never = slots
        .values(VocabularySlot::Negation)
        .any(|it| it == NEGATED);
    if (exists || never) && query.filters.lacking.is_empty() {
        query.resolver = Resolver::Remaining;
        query.negated = false;
        query.filters.manners.clear();
    }
}

/// The vocabulary's value for words that deny.
const NEGATED: &str = "not";

/// "Who works at Beta now that used to be at Alpha?" asks who went from here to there; "how many came out of Beta" where
/// people came from.
pub(super) fn here_and_there(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    if !query.people.is_empty() {
        return;
    }
    let now = query.filters.times.iter().any(|it| it.form == Form::Now) || cue(slots, "persists");
    let there =
        query.others.len() == 1 && query.filters.formerly.is_empty() && query.organisation_named;
    if query.resolver == Resolver::Background && now && there {
        query.resolver = Resolver::WhoWentTo;
        query.focus.present = true;
        query.filters.times.clear();
    }
    let leaves = cue(slots, "leaving") || cue(slots, "gone");
    let from = !query.filters.formerly.is_empty()
        && query.filters.times.is_empty()
        && query.filters.anchors.is_empty();
    if query.resolver == Resolver::Count && from && !leaves {
        query.resolver = Resolver::Background;
        query.focus.counts = true;
    }
}

/// What a venture is to be of ("a fund", "a maths company") is no deed of its own.
pub(super) fn kind_of_venture(asked: Asked<'_>, query: &mut Query) {
    let of_kind = |it: &String| it.starts_with(VENTURE);
    let kinds: Vec<String> = query
        .claimed
        .deeds
        .iter()
        .filter(|it| of_kind(it))
        .cloned()
        .collect();
    if kinds.is_empty() {
        return;
    }
    query.claimed.deeds.retain(|it| !of_kind(it));
    let founds = query.claimed.founds();
    let lists = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::Verify | Resolver::WhoWentTo | Resolver::Destination
    );
    let named: Vec<String> = kinds
        .iter()
        .filter_map(|it| it.strip_prefix(VENTURE))
        .map(str::to_owned)
        .collect();
    // Of somebody who is named it is claimed that they founded one.
    if founds && !query.people.is_empty() {
        query.filters.ventures = named;
        let recorded = query
            .people
            .iter()
            .filter_map(|id| asked.knowledge.people.get(id))
            .flat_map(|person| asked.knowledge.exits_of(person))
            .flat_map(|exit| &exit.departure.destination)
            .filter_map(|claim| claim.value.text.as_ref())
            .any(|text| text.has_one_of(&query.filters.ventures));
        // Where none of that kind is recorded, where they went says what they did instead.
        if !recorded && query.resolver == Resolver::Verify {
            query.resolver = Resolver::Destination;
            query.filters.ventures.clear();
        }
        return;
    }
    if !lists || !query.people.is_empty() || !query.others.is_empty() {
        return;
    }
    query.resolver = Resolver::WhoLeft;
    query.filters.venture = true;
    query.filters.reasons.clear();
    if !founds {
        query.claimed.deeds.push(FOUNDED_BY.to_owned());
    }
    query.filters.ventures = named;
}

/// How the vocabulary's value for a kind of venture begins.
const VENTURE: &str = "venture|";
/// What texts say of who founded something.
const FOUNDED_BY: &str = "founded|founder of|building a new venture";

/// "What is her career?" asks who she is, unless it is what came before a place or was just told.
pub(super) fn career(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let narrow = matches!(
        query.resolver,
        Resolver::Background
            | Resolver::Contribution
            | Resolver::Sources
            | Resolver::Reliability
            | Resolver::Lead
    );
    let whole = query.others.is_empty() && query.topics.is_empty() && slots.relations.is_empty();
    let told = asked.memory.is_some_and(|it| {
        it.query.resolver == Resolver::Profile && it.subjects == [person.clone()]
    });
    if !cue(slots, "career") || !whole {
        return;
    }
    query.focus.career = true;
    if told {
        query.resolver = Resolver::Background;
    } else if narrow {
        query.resolver = Resolver::Profile;
    }
}

/// "The sources for Alpha, can they be trusted?" asks for a verdict on them.
pub(super) fn trust_in_sources(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let doubts = cue(slots, "trusts") || cue(slots, "settled");
    let weighs = doubts && !query.people.is_empty();
    if query.resolver == Resolver::Sources && weighs && query.sources.is_empty() {
        query.resolver = Resolver::Reliability;
    }
}

/// "Did she leave on the 10th or the 11th?" asks for the day.
pub(super) fn one_of_two_days(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let two = query.filters.alternatives && query.filters.times.len() == 2;
    let plain = query.filters.reasons.is_empty()
        && query.others.is_empty()
        && query.claimed.deeds.is_empty();
    if query.resolver == Resolver::Verify && two && plain && asked.knowledge.has_left(person) {
        query.resolver = Resolver::When;
    }
}

/// "Half of them were no longer there" claims that half left.
pub(super) fn share_gone(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let leaves = query.of_leaving || cue(slots, "leaving") || cue(slots, "gone");
    let stays = query.stays || cue(slots, "staying");
    if query.resolver == Resolver::Verify && query.claimed.share.is_some() && !leaves && !stays {
        query.negated = false;
    }
    // "Had half of them gone by then?" asks neither for who was left nor for their number.
    let remain = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let asks = slots.has(VocabularySlot::Aspect);
    if remain && query.claimed.share.is_some() && leaves && !stays && !asks && query.polar {
        query.resolver = Resolver::Verify;
    }
}

/// "How many left in all?" counts who left, however like a question for all members it is worded; so does "people who left
/// number how many?" in a language that puts what people did before the word for them.
pub(super) fn leavers_in_number(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let stays = query.stays || query.negated || cue(slots, "staying");
    let counts = asks(slots, Aspect::HowMany) && cue(slots, "gone") && !stays;
    let free = query.people.is_empty() && query.filters.anchors.is_empty();
    let members = query.resolver == Resolver::Members && query.people.is_empty();
    let remaining = query.resolver == Resolver::CountRemaining && free && of_leavers(slots);
    if counts && (members || remaining) {
        query.resolver = Resolver::Count;
    }
}

/// Whether a word for having left stands directly before one for people.
fn of_leavers(slots: &Slots) -> bool {
    let people = |it: &Filled| match it.slot {
        VocabularySlot::Group | VocabularySlot::Role => true,
        VocabularySlot::Cue => it.value == "whoever",
        _ => false,
    };
    let mut filled = slots.filled.iter();
    filled.any(|it| {
        let left = it.slot == VocabularySlot::Cue && it.value == "gone";
        left && slots.fills(it.range.end, people)
    })
}

/// "How many founders?" asks for the size of the group, where nothing was told of who left or stayed.
pub(super) fn size_asked(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let counted = matches!(query.resolver, Resolver::Count | Resolver::CountRemaining);
    // "How many of them were founders?" counts among those who left.
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    let of_them = cue(slots, "part") && pronouns.any(|it| it == "people");
    let leaves = query.of_leaving
        || query.filters.departed
        || of_them
        || cue(slots, "who-left")
        || cue(slots, "leaving")
        || cue(slots, "gone");
    let stays = query.stays || cue(slots, "staying") || cue(slots, "persists");
    let bounded = !query.filters.times.is_empty()
        || !query.filters.anchors.is_empty()
        || !query.filters.manners.is_empty()
        || !query.filters.reasons.is_empty()
        || !query.filters.numbers.is_empty()
        || !query.others.is_empty()
        || !query.people.is_empty()
        || query.all
        || query.negated;
    let group = query.filters.except_groups.is_empty()
        && matches!(query.filters.groups.as_slice(), [one] if asked.knowledge.group(&query.organisation, *one).is_some());
    let alone = asked.memory.is_none() && asks(slots, Aspect::HowMany);
    if counted && alone && group && !stays && !bounded {
        if !leaves {
            query.resolver = Resolver::Members;
        } else if of_them {
            query.resolver = Resolver::Count;
        }
    }
}

/// "Does she regret leaving?" is told by what she said, and confirmed by no departure.
pub(super) fn feelings(asked: Asked<'_>, query: &mut Query) {
    let claimed = matches!(query.resolver, Resolver::Verify | Resolver::Topic(_));
    let [person] = query.people.as_slice() else {
        return;
    };
    let plain = query.others.is_empty() && query.filters.times.is_empty();
    if claimed
        && plain
        && cue(&asked.interpretation.slots, "feels")
        && asked.knowledge.has_left(person)
    {
        query.resolver = Resolver::Statement;
        query.polar = false;
        query.topics.clear();
        query.claimed.deeds.clear();
    }
}

/// "When did she start her fund?" is told by what became of her, and not by why she left.
pub(super) fn begun_when(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let when = asks(slots, Aspect::When) && !asks(slots, Aspect::Why);
    let venture = query.filters.venture || slots.has(VocabularySlot::Reason);
    let why = matches!(query.resolver, Resolver::Why | Resolver::Tenure);
    if when && why && venture && query.people.len() == 1 && !query.focus.asks_reason {
        query.resolver = Resolver::Destination;
        query.filters.reasons.clear();
    }
}

/// "How many employees does Alpha have?" is in no record of departures.
pub(super) fn workforce(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let staff = query.resolver == Resolver::Members && query.filters.groups == [RoleGroup::Staff];
    let work = query.resolver == Resolver::Topic(Aspect::HowMany)
        && query.guessed
        && slots
            .filled
            .iter()
            .any(|it| it.slot == VocabularySlot::Deed && it.value.starts_with(WORKED));
    let plain = query.people.is_empty() && query.filters.anchors.is_empty();
    if asks(slots, Aspect::HowMany) && (staff || work) && plain {
        query.resolver = Resolver::OutOfScope;
    }
}

/// "Is Alpha dead?" asks how things stand at the organisation, where it names nothing else.
pub(super) fn at_large(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let topical = matches!(
        query.resolver,
        Resolver::Topic(Aspect::What | Aspect::Status)
    );
    let nothing = query.topics.is_empty() && query.people.is_empty() && query.others.is_empty();
    let own = query.organisation_named && query.organisation == asked.knowledge.organisation;
    if topical && nothing && own && query.polar && slots.mentions.len() == 1 {
        query.resolver = Resolver::Overview;
        query.polar = false;
    }
}

/// Who took whom to court is in no record of departures, unless a topic tells of it.
pub(super) fn lawsuits(asked: Asked<'_>, query: &mut Query) {
    // A number of them is no number that a topic happens to give of something else.
    let told = asked.on_topic && query.filters.numbers.is_empty();
    if cue(&asked.interpretation.slots, "sues") && !told && query.people.is_empty() {
        query.resolver = Resolver::OutOfScope;
    }
}
