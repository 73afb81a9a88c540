//! What a question asks that is most like a list of who remains, a comparison, an heir or a destination, and is none by a
//! word beside it.

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// "The valuation in January" of a topic that is named asks for nobody who remains; what happened at an event that is
/// named asks for the event.
pub(super) fn of_a_topic(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let bare = query.people.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.anchors.is_empty();
    let one = asked.on_topic && query.topics.len() == 1;
    if query.resolver == Resolver::Overview && bare && one {
        query.resolver = Resolver::Topic(Aspect::What);
        query.filters.times.clear();
        return;
    }
    let remain = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let there = query.stays || cue(slots, "staying") || cue(slots, "persists");
    // An event may date who remained of a group.
    let dated = query.topics.iter().any(|id| {
        let topic = asked.knowledge.topics.get(id);
        topic.is_some_and(|it| !it.dates.is_empty())
    });
    let free = query.people.iter().all(|it| !asked.knowledge.has_left(it))
        && (query.filters.groups.is_empty() || !dated)
        && query.filters.roles.is_empty()
        && query.filters.anchors.is_empty()
        && !query.of_leaving;
    if remain && free && !there && asked.on_topic && !query.topics.is_empty() {
        query.resolver = Resolver::Topic(if asks(slots, Aspect::HowMuch) {
            Aspect::HowMuch
        } else {
            Aspect::What
        });
    }
}

/// "Which founders were pushed out by the chief?" of a chief who never left asks how those of the group left.
pub(super) fn removed_of_a_group(asked: Asked<'_>, query: &mut Query) {
    let stays = query.people.iter().all(|it| !asked.knowledge.has_left(it));
    let removed =
        query.filters.manners == [MannerKind::Removed] && !query.filters.groups.is_empty();
    let about = matches!(query.resolver, Resolver::Remaining | Resolver::Manner);
    if about && removed && stays {
        query.resolver = Resolver::Manner;
        query.people.clear();
        query.all = true;
        query.stays = false;
    }
}

/// "It has eleven founders and not twelve?" counts nobody who left.
pub(super) fn size_of_a_group(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let left = query.of_leaving || cue(slots, "leaving") || cue(slots, "gone");
    let free = query.people.is_empty()
        && query.filters.times.is_empty()
        && query.filters.anchors.is_empty();
    let claimed = query.filters.numbers.len() > 1 && query.filters.groups.len() == 1;
    let counts = query.resolver == Resolver::Count && !asks(slots, Aspect::HowMany);
    if counts && claimed && free && !left {
        query.resolver = Resolver::Members;
        query.filters.numbers.clear();
    }
}

/// "From the first one until all were gone, how long was that?" lies between the first and the last.
pub(super) fn first_to_all(asked: Asked<'_>, query: &mut Query) {
    let long = cue(&asked.interpretation.slots, "how-long");
    let free = query.people.is_empty() && query.topics.is_empty();
    let lasts = matches!(query.resolver, Resolver::Interval | Resolver::Tenure);
    if lasts && free && long && query.all && query.filters.ordinals == [1] {
        query.resolver = Resolver::Interval;
        query.filters.ordinals.push(-1);
        query.all = false;
    }
}

/// "Did she leave for the scandal?", in a script without spaces: a cause that nothing in the vocabulary accounts for, before
/// the words for leaving for it, is no part of what is known of her.
pub(super) fn unknown_cause(asked: Asked<'_>, query: &mut Query) {
    let (text, slots) = (&asked.interpretation.text, &asked.interpretation.slots);
    let bare = query.filters.reasons.is_empty()
        && query.topics.is_empty()
        && query.filters.times.is_empty();
    if query.resolver != Resolver::Verify || query.people.is_empty() || !bare {
        return;
    }
    let noun = |it: char| matches!(it, '\u{30a1}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    let leaves = |it: &&Filled| {
        it.slot == VocabularySlot::Cue && matches!(it.value.as_str(), "leaving" | "gone")
    };
    query.leftover |= slots.filled.iter().filter(leaves).any(|it| {
        let before = text.get(..it.range.start).unwrap_or_default();
        let mut particles = asked.interpretation.particles.cause.iter();
        let cause = particles.find_map(|by| before.strip_suffix(by.as_str()));
        let last = cause.and_then(|it| it.char_indices().next_back());
        last.is_some_and(|(at, character)| {
            noun(character) && !slots.ranges().any(|range| range.contains(&at))
        })
    });
}

/// "When did she become chief?" of somebody who never left is told with the post.
pub(super) fn appointed_when(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let since = cue(&asked.interpretation.slots, "since-when") || !query.filters.roles.is_empty();
    let dated = matches!(query.resolver, Resolver::When | Resolver::Tenure);
    let plain = query.topics.is_empty() && query.others.is_empty() && !query.of_leaving;
    if dated && since && plain && !asked.knowledge.has_left(person) {
        query.resolver = Resolver::Lead;
    }
}

/// "Who came from Alpha to here?" asks where people came from, and not who went there from here.
pub(super) fn came_here(asked: Asked<'_>, query: &mut Query) {
    let home = &asked.knowledge.organisation;
    let towards = query.resolver == Resolver::WhoWentTo && query.others.contains(home);
    let from = query.others.iter().any(|it| it != home);
    if towards && from && query.people.is_empty() && query.organisation == *home {
        query.resolver = Resolver::Background;
        query.others.retain(|it| it != home);
        query.filters.towards.clear();
    }
}

/// "Which founder left most recently?" asks for a place.
pub(super) fn place_of_a_list(asked: Asked<'_>, query: &mut Query) {
    let free = query.people.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.numbers.is_empty()
        && query.filters.times.is_empty()
        && query.filters.lacking.is_empty();
    let placed = matches!(query.filters.ordinals.as_slice(), [1 | -1]);
    if query.resolver == Resolver::WhoLeft && free && placed && asked.memory.is_none() {
        query.resolver = Resolver::Order;
    }
}

/// "Who left lately?" asks for the last ones.
pub(super) fn lately(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let lists = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::Order | Resolver::Timeline
    );
    let free = query.filters.times.is_empty()
        && query.filters.anchors.is_empty()
        && query.people.is_empty()
        && query.filters.ordinals.is_empty()
        && query.filters.numbers.is_empty();
    if lists && free && cue(slots, "lately") && !query.focus.counts {
        query.resolver = Resolver::Order;
        query.filters.ordinals = vec![-1];
        query.filters.numbers = vec![LATEST];
        query.polar = false;
    }
}

/// So many departures are told as the latest ones.
const LATEST: i64 = 3;

/// "Did she fall out with the chief?" of a chief who never left, in a language that may leave out who did, is claimed of the
/// one who was spoken of.
pub(super) fn quarrel_with(asked: Asked<'_>, query: &mut Query) {
    let (Some(memory), [named]) = (asked.memory, query.people.as_slice()) else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let stays = !asked.knowledge.has_left(named);
    let quarrel = cue(slots, "grievance") || !query.filters.reasons.is_empty();
    let [one] = memory.subjects.as_slice() else {
        return;
    };
    let unsaid = !asked.interpretation.text.is_ascii() && asked.knowledge.has_left(one);
    if query.resolver == Resolver::Verify && stays && quarrel && unsaid {
        query.people = vec![one.clone()];
    }
}

/// "What became of her?" of somebody who left asks for no private matter.
pub(super) fn what_became(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let private = query.resolver == Resolver::Private && query.filters.reasons.is_empty();
    // "Tell me about her leaving" asks for more than who she is.
    let whole = query.resolver == Resolver::Profile && query.filters.times.is_empty();
    // Where they went tells what became of them only if it is recorded.
    let unplaced = query.resolver == Resolver::Destination
        && asked.knowledge.people.get(person).is_some_and(|person| {
            let mut exits = asked.knowledge.exits_of(person);
            exits.all(|exit| {
                let mut places = exit.departure.destination.iter();
                places.all(|it| it.value.text.is_none())
            })
        });
    let lost = private || whole || unplaced;
    if lost && query.focus.story && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Why;
    }
}

/// "So did leave after all?", in a language that may leave out who did, is a claim on the one who was spoken of.
pub(super) fn left_unsaid(asked: Asked<'_>, query: &mut Query) {
    let Some(memory) = asked.memory else {
        return;
    };
    let [one] = memory.subjects.as_slice() else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let bare = slots.mentions.is_empty()
        && slots.times.is_empty()
        && !slots.has(VocabularySlot::Aspect)
        && !slots.has(VocabularySlot::Group)
        && !slots.has(VocabularySlot::Role)
        && !slots.has(VocabularySlot::All)
        && !slots.has(VocabularySlot::Pronoun)
        && !slots.has(VocabularySlot::Number);
    let told = memory.query.resolver.is_about_somebody() && asked.knowledge.has_left(one);
    let unsaid = !asked.interpretation.text.is_ascii() && query.people.is_empty();
    let claimed = query.resolver == Resolver::WhoLeft && query.polar && query.of_leaving;
    if claimed && unsaid && bare && told && query.filters.reasons.is_empty() {
        query.resolver = Resolver::Verify;
        query.people = vec![one.clone()];
    }
}

/// "Who was the last one there, besides the chief?" of a chief who never left asks who left last.
pub(super) fn last_beside_who_stays(asked: Asked<'_>, query: &mut Query) {
    let stays = |id: &PersonId| !asked.knowledge.has_left(id);
    let apart =
        !query.filters.except_people.is_empty() && query.filters.except_people.iter().all(stays);
    let last =
        query.filters.ordinals == [-1] && query.people.is_empty() && query.filters.times.is_empty();
    if query.resolver == Resolver::Remaining && apart && last && !query.polar {
        query.resolver = Resolver::Order;
        query.filters.except_people.clear();
        query.stays = false;
    }
}

/// "Did the two of them quarrel?" compares nobody: it is claimed of both.
pub(super) fn quarrel_of_two(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let quarrel = cue(slots, "grievance") && !asks(slots, Aspect::When);
    let compared = matches!(
        query.resolver,
        Resolver::Compare | Resolver::Interval | Resolver::Stays | Resolver::Search
    );
    if compared && quarrel && query.people.len() > 1 && query.filters.ordinals.is_empty() {
        query.resolver = Resolver::Verify;
        query.leftover = true;
    }
}

/// A question that names somebody who left and is only most like one for a topic that they have nothing to do with is about
/// them.
pub(super) fn of_somebody_else(asked: Asked<'_>, query: &mut Query) {
    let ([person], [topic]) = (query.people.as_slice(), query.topics.as_slice()) else {
        return;
    };
    let topic = asked.knowledge.topics.get(topic);
    let others = topic.is_some_and(|it| !it.people.is_empty() && !it.people.contains(person));
    let guessed = query.guessed && matches!(query.resolver, Resolver::Topic(Aspect::What));
    if guessed && others && asked.knowledge.has_left(person) {
        query.topics.clear();
        query.guessed = false;
        query.resolver = if query.polar {
            Resolver::Verify
        } else {
            Resolver::Contribution
        };
    }
}

/// "At what time did she post?" asks for the moment, and for no words; "what was she told to delete?" of one who said nothing
/// herself asks why she left.
pub(super) fn moment_of_words(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let slots = &asked.interpretation.slots;
    if query.resolver != Resolver::Statement || !asked.knowledge.has_left(person) {
        return;
    }
    let person = asked.knowledge.people.get(person);
    let mut exits = person
        .into_iter()
        .flat_map(|it| asked.knowledge.exits_of(it));
    let silent = exits.all(|exit| {
        let mut said = exit.departure.statement.iter();
        said.all(|it| it.value.text.is_none())
    });
    if cue(slots, "hour") {
        query.resolver = Resolver::When;
    } else if cue(slots, "told-by") && silent {
        query.resolver = Resolver::Why;
    }
}

/// "What did she say she would do next?" asks for her words.
pub(super) fn plans_told(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let says = query.claimed.says();
    let free = query.others.is_empty() && query.topics.is_empty();
    if query.resolver == Resolver::Destination && says && free && asked.knowledge.has_left(person) {
        query.resolver = Resolver::Statement;
    }
}

/// "Is it true that the chief said so?" of somebody who never left asks whether the words are theirs, and not what was
/// answered to a departure.
pub(super) fn words_claimed(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let slots = &asked.interpretation.slots;
    let says = query.claimed.says();
    let open = slots.has(VocabularySlot::Aspect) || !query.filters.times.is_empty();
    let doubted = slots.values(VocabularySlot::Polar).any(|it| it == "any");
    let spoken = matches!(query.resolver, Resolver::Response | Resolver::WhoSaid);
    if spoken && says && doubted && !open && !asked.knowledge.has_left(person) {
        query.resolver = Resolver::VerifySaid;
    }
}

/// "When did the chief say that it was to be done over?" is asked of the words: of the topic that they are, else of what
/// was said.
pub(super) fn words_dated(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([person], false) = (query.people.as_slice(), query.topics.len() > 1) else {
        return;
    };
    let dated = query.claimed.says() && asks(slots, Aspect::When);
    let mistaken = matches!(
        query.resolver,
        Resolver::Tenure | Resolver::When | Resolver::WhoSaid | Resolver::Statement
    );
    // "When did the chief say …?" doubts nothing that it quotes.
    let mut filled = slots.filled.iter();
    let begins = filled.any(|it| {
        let when = it.slot == VocabularySlot::Aspect && it.value == Aspect::When.name();
        when && it.range.start == 0
    });
    let mistaken = mistaken || (query.resolver == Resolver::VerifySaid && begins);
    // What was told is pointed at, and not described.
    let pointed_at = query.focus.of_words.is_some();
    if !(dated && mistaken) || pointed_at {
        return;
    }
    let theirs = query.topics.first().is_some_and(|id| {
        let topic = asked.knowledge.topics.get(id);
        topic.is_some_and(|it| it.people.contains(person))
    });
    if asked.on_topic && theirs {
        query.resolver = Resolver::Topic(Aspect::When);
    } else if query.of_leaving && !asked.knowledge.has_left(person) && asked.memory.is_none() {
        query.resolver = Resolver::When;
    } else if !asked.knowledge.has_left(person) && !query.of_leaving && query.topics.is_empty() {
        query.resolver = Resolver::Statement;
        query.focus.of_words = Some(Aspect::When);
        query.focus.describes_words = true;
        query.polar = false;
    } else if query.resolver == Resolver::Tenure {
        query.resolver = Resolver::Statement;
    }
}

/// "Who was right after her?" asks who left next, unless a post or an heir is spoken of; "who became the chief next after
/// her?" asks for the heir.
pub(super) fn next_in_line(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [person] = query.people.as_slice() else {
        return;
    };
    let inherits = ["succeeds", "predecessor", "post", "takes-over"];
    let heir = inherits.into_iter().any(|it| cue(slots, it));
    let next = query.focus.adjacent && asked.knowledge.has_left(person);
    let held = asked.knowledge.people.get(person).is_some_and(|it| {
        let mut memberships = it.memberships.iter();
        memberships.any(|it| it.holds(&query.filters.roles))
    });
    let ordered = matches!(query.resolver, Resolver::Order | Resolver::WhoLeft);
    if query.resolver == Resolver::Successor && next && !heir && query.filters.roles.is_empty() {
        query.resolver = Resolver::Order;
    } else if ordered && next && held && !query.filters.roles.is_empty() && asks(slots, Aspect::Who)
    {
        query.resolver = Resolver::Successor;
        query.focus.adjacent = false;
    }
}

/// "Alpha is Beta's heir, right?", in a language that puts the heir behind whom they follow: a claim of who took over from
/// whom, as heir and predecessor.
pub(super) fn heir_of(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let slots = &interpretation.slots;
    let [first, second] = query.people.as_slice() else {
        return;
    };
    let claims = matches!(query.resolver, Resolver::Successor | Resolver::Verify)
        && !asks(slots, Aspect::Who)
        && query.claimed.succession.is_none();
    // One particle at most stands between the name and the word for the heir.
    let owner = slots
        .of(crate::nlu::gazetteer::EntityKind::Person)
        .find(|it| {
            slots.filled.iter().any(|word| {
                let heir = word.slot == VocabularySlot::Cue && word.value == "succeeds";
                let gap = interpretation.text.get(it.range.end..word.range.start);
                heir && gap.is_some_and(|it| it.trim().chars().count() <= 1)
            })
        });
    let Some(before) = owner.and_then(|it| it.candidates.first()) else {
        return;
    };
    if !claims || interpretation.text.is_ascii() {
        return;
    }
    let (heir, before) = if first.as_str() == before.id {
        (second, first)
    } else {
        (first, second)
    };
    let (heir, before) = (heir.clone(), before.clone());
    if asked.knowledge.has_left(&before) || asked.knowledge.has_left(&heir) {
        query.claimed.succession = Some((heir, before));
        query.resolver = Resolver::Verify;
    }
}

/// "Did he get poached?" asks where somebody went, who hired them and from where: none of the manners of leaving tells.
pub(super) fn hired_away(asked: Asked<'_>, query: &mut Query) {
    let manner = matches!(
        query.resolver,
        Resolver::Verify | Resolver::Manner | Resolver::When | Resolver::Destination
    );
    let left = |id: &PersonId| asked.knowledge.has_left(id);
    let of_somebody = !query.people.is_empty() && query.people.iter().all(left);
    let moved = cue(&asked.interpretation.slots, "hired-away");
    if manner && of_somebody && moved && query.others.is_empty() && query.filters.anchors.is_empty()
    {
        query.resolver = Resolver::Destination;
        query.filters.manners.clear();
        query.of_leaving = false;
    }
}

/// "Was he blamed for the product?" of somebody who left is told by the reasons that are recorded.
pub(super) fn held_responsible(asked: Asked<'_>, query: &mut Query) {
    let told = matches!(
        query.resolver,
        Resolver::Opinion
            | Resolver::Manner
            | Resolver::Contribution
            | Resolver::Topic(_)
            | Resolver::Lead
            | Resolver::Response
    );
    if !(told && cue(&asked.interpretation.slots, "blamed")) {
        return;
    }
    let left = |id: &&PersonId| asked.knowledge.has_left(id);
    let people: Vec<PersonId> = if query.people.is_empty() && asked.somebody {
        let spoken_of = asked.memory.map(|it| it.subjects.iter());
        spoken_of
            .into_iter()
            .flatten()
            .filter(left)
            .cloned()
            .collect()
    } else {
        query.people.iter().filter(left).cloned().collect()
    };
    if people.len() == 1 {
        query.resolver = Resolver::Why;
        query.people = people;
        query.topics.clear();
        query.polar = false;
    }
}
