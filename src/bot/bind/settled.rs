//! Steps of settling that concern what was said, the places that are meant, and two who are put side by side.

use super::implied;
use super::steps::Asked;
use super::topics::{founding, likely_topic};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Relation};

/// "What did Alpha actually say?" asks for the words, and not whether they were said.
pub(super) fn said_what(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let says = query.claimed.says();
    let leads = |it: &Filled| it.slot == VocabularySlot::Continuation;
    let text = &asked.interpretation.text;
    let begins = |until: usize| {
        let mut head = text.char_indices().take_while(|(at, _)| *at < until);
        head.all(|(at, it)| it == ' ' || slots.fills(at, leads))
    };
    let mut filled = slots.filled.iter();
    let asks_what = filled.any(|it| {
        it.slot == VocabularySlot::Cue && it.value == "asks-what" && begins(it.range.start)
    });
    let what = asks_what && !slots.has(VocabularySlot::Aspect);
    if query.resolver == Resolver::VerifySaid && says && what {
        query.resolver = Resolver::Statement;
    }
}

/// "Where is she from?" ends in the word for where somebody came from, and asks for no place where they went.
pub(super) fn where_from(asked: Asked<'_>, query: &mut Query) {
    let read = asked.interpretation;
    let slots = &read.slots;
    let ends = slots
        .relations
        .iter()
        .any(|it| it.relation == Relation::Since && it.range.end == read.text.len());
    let place = filters::asks(slots, Aspect::Where) && slots.times.is_empty();
    if query.resolver == Resolver::Destination && place && ends && !query.of_leaving {
        query.resolver = Resolver::Background;
    }
}

/// "Why did he leave?" with nobody spoken of is no question about everybody.
pub(super) fn of_nobody_said(asked: Asked<'_>, query: &mut Query) {
    let mut pronouns = asked.interpretation.slots.values(VocabularySlot::Pronoun);
    let one = pronouns.any(|it| it == "person");
    let asks = matches!(
        query.resolver,
        Resolver::Why | Resolver::Destination | Resolver::Manner
    );
    let free = query.people.is_empty()
        && query.filters.among.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.topics.is_empty()
        && query.filters.reasons.is_empty()
        && query.claimed.blamed.is_none()
        && query.filters.anchors.is_empty()
        && query.others.is_empty()
        && query.filters.times.iter().all(|it| it.form == Form::Now)
        && !query.all;
    let nobody = asked
        .memory
        .is_none_or(|memory| memory.meant().is_empty() && memory.choices.is_empty());
    query.unsaid = one && asks && free && nobody;
}

/// Whom a turn names and who never was at the organisation spoken of is asked about where they were.
pub(super) fn at_their_own(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let named = slots.of(EntityKind::Person).next().is_some();
    if asked.memory.is_some() && named && !query.organisation_named {
        implied::of_their_own(asked.knowledge, query);
    }
}

/// A question for whoever holds a role is about the organisation that the conversation spoke of.
pub(super) fn spoken_of_there(asked: Asked<'_>, query: &mut Query) {
    if let Some(memory) = asked.memory
        && !query.filters.roles.is_empty()
        && !query.organisation_named
    {
        query.organisation.clone_from(&memory.query.organisation);
        // "And the CFO?" after somebody who was only ever elsewhere is about that place.
        if let [person] = memory.subjects.as_slice()
            && let Some(person) = asked.knowledge.people.get(person)
            && let Some(last) = person.memberships.last()
            && person
                .memberships
                .iter()
                .all(|it| it.organisation != query.organisation)
        {
            query.organisation.clone_from(&last.organisation);
        }
    }
}

/// "When did the last one leave?", "who was first of those?"
pub(super) fn place_asked(asked: Asked<'_>, query: &mut Query) {
    // "When did the third founder leave?" asks for no timeline of all.
    let dated = query.resolver == Resolver::Timeline
        && filters::asks(&asked.interpretation.slots, Aspect::When);
    if !asked.somebody
        && (matches!(
            query.resolver,
            Resolver::When
                | Resolver::Compare
                | Resolver::Months
                | Resolver::Lead
                | Resolver::Topic(Aspect::Who)
        ) || dated)
        && query.topics.is_empty()
        && query.filters.roles.is_empty()
        && query.people.is_empty()
        && !query.filters.ordinals.is_empty()
    {
        query.resolver = Resolver::Order;
    }
}

/// "What did Alpha say when he left?" asks for the words of whoever left, not for what was answered to them.
pub(super) fn own_words_on_leaving(asked: Asked<'_>, query: &mut Query) {
    let ([person], Resolver::Response) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let mut filled = slots.filled.iter();
    // "What did the CFO say when he left?" names them by the post.
    let post = filled.find(|it| it.slot == VocabularySlot::Role);
    let named = slots.of(EntityKind::Person).map(|it| it.range.end).min();
    let named = named.or_else(|| Some(post?.range.end));
    let mut pronouns = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun);
    let behind = pronouns
        .any(|it| it.value == "person" && named.is_some_and(|named| named <= it.range.start));
    // "What did Alpha say when leaving?"
    let says = slots.filled.iter().any(|it| {
        let said = filters::is_saying(it);
        said && named.is_some_and(|named| named <= it.range.start)
    });
    let alone = slots.of(EntityKind::Person).count() <= 1 && says;
    if (behind || alone) && query.of_leaving && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Statement;
    }
}

/// A question for a topic that names none is about the one whose own questions are most like it, unless a pronoun stands
/// for one: what that stands for in a conversation is not to be guessed.
pub(super) fn guessed_topic(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
    );
    let refers = asked.memory.is_some()
        && interpretation.slots.filled.iter().any(|it| {
            // "The deal" is a name where nothing was told of that it could stand for.
            let said = interpretation.text.get(it.range.clone());
            let noun = said.is_some_and(|it| it.split(' ').count() > 1);
            it.slot == VocabularySlot::Pronoun && !(noun && it.value == "thing")
        });
    // "So who's running it now?" is asked of the organisation where the conversation spoke of no topic.
    let falls_back = query.resolver == Resolver::Lead
        && asked
            .memory
            .is_some_and(|it| it.query.topics.is_empty() && it.event.is_none());
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.topics.is_empty()
        && (query.people.is_empty() || amount)
        && (!refers || falls_back)
    {
        if matches!(query.resolver, Resolver::Topic(Aspect::When | Aspect::Who)) {
            query.topics.extend(founding(asked.knowledge, query));
        }
        if query.topics.is_empty() {
            likely_topic(asked.knowledge, interpretation, query);
            query.guessed |= !query.topics.is_empty();
        }
        // "What is Alpha?" where no topic tells it: how it was founded.
        let what = query.resolver == Resolver::Topic(Aspect::What) && query.topics.is_empty();
        let itself = query.others.is_empty() && query.filters.times.is_empty();
        if what && itself && query.organisation_named {
            let organisation = asked.knowledge.organisations.get(&query.organisation);
            query
                .topics
                .extend(organisation.and_then(|it| it.founding.clone()));
        }
    }
}

/// "How many of them?" where nobody was told of does not ask for everybody.
pub(super) fn of_them_unsaid(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let part = slots.filled.iter().any(|part| {
        let cue = part.slot == VocabularySlot::Cue && part.value == "part";
        let mut pronouns = slots.filled.iter();
        cue && pronouns.any(|it| {
            let them = it.slot == VocabularySlot::Pronoun && it.value == "people";
            them && it.range.start == part.range.end + 1
        })
    });
    let free = slots.mentions.is_empty()
        && slots.times.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.filters.manners.is_empty()
        && query.filters.reasons.is_empty()
        && query.claimed.deeds.is_empty()
        && !query.of_leaving;
    let counts = matches!(query.resolver, Resolver::Count | Resolver::CountRemaining);
    if asked.memory.is_none() && part && free && counts && !query.stays {
        query.resolver = Resolver::Profile;
        query.topics.clear();
    }
}

/// "Any news on Alpha?" asks of no topic, but what is known of the one who is named; and "what do the sources say about
/// Alpha?" does not ask on what they disagree.
pub(super) fn news_of_somebody(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let told = filters::says(slots) || query.claimed.says();
    // "Why do some say that Alpha left on the 10th, and some on the 11th?"
    let dated = !query.filters.times.is_empty();
    if query.resolver == Resolver::Disputes && told && query.people.len() == 1 && !dated {
        query.resolver = Resolver::Profile;
    }
    let asks = matches!(
        query.resolver,
        Resolver::Topic(Aspect::What | Aspect::Status)
    );
    if asks && !asked.on_topic && query.topics.is_empty() && query.people.len() == 1 {
        query.resolver = Resolver::Profile;
    }
}

/// "Did he say where he's headed?" asks for the place, and "where did he say that?" for that of the words.
pub(super) fn place_said(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let mut aspects = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Aspect);
    let (Some(place), None) = (aspects.next(), aspects.next()) else {
        return;
    };
    let mut said = slots.filled.iter().filter(|it| filters::is_saying(it));
    let before = said.any(|it| it.range.end <= place.range.start);
    let left = matches!(query.people.as_slice(), [one] if asked.knowledge.has_left(one));
    let of_place = place.value == Aspect::Where.name() && query.topics.is_empty();
    if query.resolver == Resolver::Statement && of_place && before && left {
        query.resolver = Resolver::Destination;
    }
}

/// "Did the chief say why so many are leaving?" asks for the words of somebody who never left, and not why they did.
pub(super) fn words_on_the_leavers(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let named = slots.of(EntityKind::Person).map(|it| it.range.end).min();
    let says = slots
        .filled
        .iter()
        .filter(|it| {
            let reacts = it.slot == VocabularySlot::Cue && it.value == "reacts";
            filters::is_saying(it) || reacts
        })
        .any(|it| named.is_some_and(|named| named <= it.range.start));
    let leaves = query.of_leaving && query.filters.anchors.is_empty();
    if query.resolver == Resolver::Why && says && leaves && !asked.knowledge.has_left(person) {
        query.resolver = Resolver::Statement;
        query.all = false;
    }
}

/// Of more people than this "them" means nobody in particular.
const FEW: usize = 4;

/// "Did the chief blame him?" is a claim about both, where the conversation spoke of one who left.
pub(super) fn with_whom(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let (Some(memory), Resolver::Verify, [named]) =
        (asked.memory, query.resolver, query.people.as_slice())
    else {
        return;
    };
    let subjects = &memory.subjects;
    if subjects.is_empty() || subjects.len() > FEW {
        return;
    }
    let ends = slots.of(EntityKind::Person).map(|it| it.range.end).max();
    let behind = slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Pronoun
            && matches!(it.value.as_str(), "person" | "people")
            && ends.is_some_and(|end| end <= it.range.start)
    });
    let stayed = !asked.knowledge.has_left(named);
    let left = subjects.iter().all(|it| asked.knowledge.has_left(it));
    if behind && stayed && left {
        query.people.extend(subjects.iter().cloned());
    }
}

/// What he is said to have had to do with her is not seen in what is recorded of her alone.
pub(super) fn between_two(asked: Asked<'_>, query: &mut Query) {
    let between = asked.memory.is_some() && filters::of_another(asked.interpretation);
    if between && query.resolver == Resolver::Verify && query.claimed.deeds.is_empty() {
        query.leftover = true;
    }
}

/// Where, when or by whom an illness is treated is told by no word on why somebody left, and is nobody's business.
pub(super) fn treatment_of_an_illness(asked: Asked<'_>, query: &mut Query) {
    if query.resolver == Resolver::Private && filters::cue(&asked.interpretation.slots, "treatment")
    {
        query.filters.reasons.clear();
    }
}
