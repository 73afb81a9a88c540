//! Who only acts or speaks in a follow-up: the departure that is asked about is that of the last answer.

use super::fired::fired_many;
use super::interim::departures;
use super::leaning::Leaning;
use super::topical::{words_behind, words_of};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind, Rank};
use crate::knowledge::id::PersonId;
use crate::knowledge::topic::Topic;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

/// To more people than this nothing in particular is said.
const LISTED: usize = 6;
/// "When did he post that?" has no more words of its own.
const DATING: usize = 6;
/// "Did Alpha say anything back?" has no more words of its own.
const ANSWERING: usize = 5;

/// A reaction without the departure that it was a reaction to: that of the last answer.
pub(super) fn response(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let left = |id: &PersonId| knowledge.has_left(id);
    if query.people.is_empty() || query.people.iter().any(left) || query.people == memory.subjects {
        return;
    }
    // "What did she say about the chief?" is asked of her.
    let words = matches!(query.resolver, Resolver::Response | Resolver::Statement);
    if let [one] = memory.meant()
        && words
        && left(one)
        && filters::of_another(leaning.interpretation)
    {
        query.resolver = Resolver::Statement;
        query.people.insert(0, one.clone());
        return;
    }
    // "What did Alpha say?" after what happened on a day is asked of that day.
    let last = &memory.query;
    let speaks = matches!(query.resolver, Resolver::Statement | Resolver::Response);
    let of_all = last.resolver == Resolver::Manner && last.people.is_empty();
    let of_a_day =
        (last.resolver == Resolver::Overview || of_all) && !last.filters.times.is_empty();
    if speaks && of_a_day && query.filters.times.is_empty() && !leaning.has("person") {
        query.resolver = Resolver::Statement;
        query.filters.times.clone_from(&last.filters.times);
        return;
    }
    // "What did Alpha say about it?" of several who left is what was said around that time.
    let of_then = leaning.has("thing") || leaning.has("moment");
    if speaks && of_then && query.filters.times.is_empty() && query.topics.is_empty() {
        let around = last.resolver.is_about_somebody() && memory.subjects.len() > 1;
        if let Some(time) = around.then(|| departures(knowledge, memory)).flatten() {
            query.resolver = Resolver::Statement;
            query.filters.times = vec![time];
            return;
        }
    }
    // "And what does Alpha say?" after why people leave, or which of them did, is asked of their leaving at large.
    let of_many = last.resolver.is_about_many() || last.resolver == Resolver::Why;
    let at_large = last.people.is_empty() && last.topics.is_empty() && of_many;
    let plain = query.topics.is_empty() && query.filters.times.is_empty();
    if query.resolver == Resolver::Statement && plain && at_large && leaning.short() {
        query.of_leaving = true;
        return;
    }
    let responded = || {
        memory
            .subjects
            .iter()
            .filter_map(|id| knowledge.people.get(id))
            .flat_map(|person| knowledge.exits_of(person))
            .flat_map(|exit| &exit.departure.response)
            .any(|claim| {
                claim
                    .value
                    .by
                    .as_ref()
                    .is_some_and(|by| query.people.contains(by))
            })
    };
    let them = leaning.has("people") && memory.subjects.is_empty();
    // "What did Alpha say about it?" of a departure.
    let about_it = leaning.has("thing")
        && memory.subjects.len() == 1
        && query.topics.is_empty()
        && query.filters.times.is_empty();
    let free = query.topics.is_empty() && query.filters.times.is_empty();
    let about_them = query.resolver == Resolver::Statement
        && (reacts_unsaid(leaning, memory, query)
            || leaning.has("person")
            || them
            || about_it
            || (leaning.words <= ANSWERING && free && responded()));
    if !(query.resolver == Resolver::Response || about_them) {
        return;
    }
    // "What did Alpha say to them?" of those who were listed.
    let listed = memory.list.as_ref().map(|it| it.people.as_slice());
    let spoken_of = match listed.filter(|it| them && it.len() <= LISTED) {
        Some(listed) => listed,
        None => &memory.subjects,
    };
    let leavers: Vec<PersonId> = spoken_of.iter().filter(|id| left(id)).cloned().collect();
    if !leavers.is_empty() {
        query.resolver = Resolver::Response;
        query.people.splice(0..0, leavers);
    }
}

/// "Did Alpha comment?" after the departure of one person, in a language that leaves out on what.
fn reacts_unsaid(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let last = memory.query.resolver;
    let of_a_departure = last.is_about_a_departure()
        || matches!(
            last,
            Resolver::Verify | Resolver::Profile | Resolver::Response
        );
    let free = query.topics.is_empty()
        && query.filters.times.is_empty()
        && query.filters.anchors.is_empty()
        && query.others.is_empty();
    let unspaced = !leaning.interpretation.text.is_ascii() && leaning.words <= DATING;
    let one = memory.subjects.len() == 1 && !leaning.has("others");
    unspaced && one && of_a_departure && free && leaning.cue("reacts")
}

/// "Did Alpha fire him?" is asked of whoever left, not of somebody who never did. Returns whether somebody only acts in
/// the question.
pub(super) fn acted_upon(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let left = |id: &PersonId| knowledge.has_left(id);
    if fired_many(knowledge, leaning, memory, query) {
        return true;
    }
    let acts = !query.people.is_empty()
        && !query.people.iter().any(left)
        && !memory.subjects.is_empty()
        && memory.subjects.iter().all(left);
    // "Not because of a row with Alpha?" names no leaver.
    let row = leaning.interpretation.slots.has(VocabularySlot::Cause)
        && !query.filters.reasons.is_empty();
    let suffers =
        leaning.has("person") || leaning.has("people") || !query.filters.manners.is_empty() || row;
    let departs = matches!(
        query.resolver,
        Resolver::Manner
            | Resolver::When
            | Resolver::Why
            | Resolver::Verify
            | Resolver::VerifyRemains
            | Resolver::Successor
    ) && query.claimed.deeds.is_empty();
    if !(acts && suffers && departs) {
        return false;
    }
    query.people.clone_from(&memory.subjects);
    if !query.filters.manners.is_empty() {
        query.resolver = Resolver::Manner;
    }
    true
}

/// "Did he thank Alpha too?" after what somebody wrote to Beta: what they wrote to Alpha. "What did he say when he left?" is
/// asked of the one person that it speaks of. Returns whether the question is about such words.
pub(super) fn told_another(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let pronouns = leaning
        .interpretation
        .slots
        .values(VocabularySlot::Pronoun)
        .filter(|it| *it == "person")
        .count();
    let says = !query.claimed.deeds.is_empty();
    // Two aspects, "what" and "when", where the second only says of which departure.
    let told = match query.resolver {
        Resolver::Response => true,
        Resolver::When => leaning.aspect().is_none(),
        _ => false,
    };
    let nobody = super::names_nobody(query);
    if told && nobody && pronouns > 1 && memory.subjects.len() == 1 {
        query.resolver = Resolver::Statement;
        query.people.clone_from(&memory.subjects);
        return true;
    }
    let left = !query.people.is_empty() && query.people.iter().all(|id| knowledge.has_left(id));
    // "Did Alpha say anything when Beta left? And when Gamma left?"
    let last = &memory.query;
    if matches!(last.resolver, Resolver::Response | Resolver::Statement)
        && last.people.iter().any(|id| !knowledge.has_left(id))
        && query.resolver == Resolver::When
        && goes_on_from(leaning.interpretation)
        && left
    {
        query.resolver = Resolver::Response;
        let speakers = last.people.iter().filter(|id| !knowledge.has_left(id));
        query.people.extend(speakers.cloned());
        return true;
    }
    // "And Alpha about them?" after what those said who left: what Alpha said of them.
    let spoke = last.resolver == Resolver::Statement
        && !last.people.is_empty()
        && last.people.iter().all(|id| knowledge.has_left(id));
    let of_them = leaning.has("people");
    let points = of_them || leaning.has("person");
    let new = matches!(query.people.as_slice(), [one] if !knowledge.has_left(one));
    if spoke && new && points && leaning.short() && leaning.aspect().is_none() {
        let several = of_them && memory.company.len() > 1;
        let them = if several {
            &memory.company
        } else {
            &last.people
        };
        query.people.extend(them.iter().cloned());
        query.resolver = Resolver::Response;
        return true;
    }
    let answered = memory.query.resolver == Resolver::Response;
    let asks = matches!(
        query.resolver,
        Resolver::Verify | Resolver::Statement | Resolver::Response
    );
    if !(answered && left && asks && says && pronouns > 0) {
        return false;
    }
    query.resolver = Resolver::Response;
    true
}

/// "When was that?", "did he name anyone?" of words of somebody who never left: the words are told with their day. Returns
/// whether the question is about those words.
pub(super) fn of_the_words(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let spoken = matches!(
        last.resolver,
        Resolver::Statement | Resolver::Response | Resolver::WhoSaid | Resolver::VerifySaid
    );
    // "So he admitted firing them?"
    let admitted = asks_of_the_words(knowledge, leaning, memory);
    if !spoken || !(admitted || super::names_nobody(query)) {
        return false;
    }
    let dated = query.resolver == Resolver::When
        && (!query.claimed.deeds.is_empty()
            || (leaning.has("thing") && leaning.says_nothing(true)));
    let stays = !memory.subjects.iter().any(|id| knowledge.has_left(id));
    let of_it = leaning.has("thing") && stays && leaning.words <= DATING;
    let dated = dated || (query.resolver == Resolver::When && of_it && !memory.subjects.is_empty());
    // "When did he post that?" after what somebody else wrote of a departure.
    let other = last.people.iter().any(|id| !knowledge.has_left(id));
    let posted = other && leaning.has("thing") && leaning.words <= DATING;
    let dated = dated || (query.resolver == Resolver::When && posted);
    // "When exactly?"
    let dated = dated || (query.resolver == Resolver::When && stays && leaning.short());
    let named = stays && leaning.has("person") && query.resolver == Resolver::Successor;
    // "Who said that?"
    let whose = query.resolver == Resolver::WhoSaid && leaning.has("thing") && leaning.short();
    // "His exact words?", "which day did he post that?"
    let again = query.resolver == Resolver::Statement
        && !leaning.has("others")
        && (leaning.short() || (leaning.has("thing") && leaning.words <= DATING))
        && (leaning.has("person") || leaning.has("thing"))
        && leaning.is_free();
    if !(dated || named || whose || admitted || again) {
        return false;
    }
    *query = memory.again(query.today);
    let free = last.filters.times.is_empty();
    query.focus.of_words = if named && free {
        Some(Aspect::Who)
    } else if dated && free && !admitted {
        Some(Aspect::When)
    } else {
        None
    };
    true
}

/// "So he fired them?" after the words of somebody who never left: what those words settle, as a topic of theirs says it.
/// Returns whether it is asked.
pub(super) fn pushed_by_words(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    // Whether somebody said so is told by the words themselves.
    let spoken = matches!(
        last.resolver,
        Resolver::Statement | Resolver::Response | Resolver::Topic(_)
    ) && !asks_of_the_words(knowledge, leaning, memory);
    let removed = query.filters.manners.contains(&MannerKind::Removed);
    let speakers = memory.meant();
    let stay = !speakers.is_empty() && !speakers.iter().any(|id| knowledge.has_left(id));
    let free =
        query.filters.times.is_empty() && query.topics.is_empty() && super::names_nobody(query);
    // "What did he actually say?" after whether he made them leave.
    let words = matches!(
        query.resolver,
        Resolver::Statement | Resolver::WhoSaid | Resolver::VerifySaid
    );
    let removal = match last.resolver {
        Resolver::Verify | Resolver::Manner => last.filters.manners.contains(&MannerKind::Removed),
        // What a topic told is no more than what others read into the words.
        Resolver::Topic(_) => true,
        _ => false,
    };
    let of_it = removal && words && leaning.has("person");
    let asked = (spoken && removed) || of_it;
    if !(asked && stay && free) || query.focus.asks_reason || query.focus.counts {
        return false;
    }
    let settles = |topic: &&Topic| {
        let whose = speakers.iter().all(|id| topic.people.contains(id));
        let mut told = topic.statements.iter();
        whose
            && told
                .any(|it| it.value.about.as_deref() == Some(PUSHED) && it.rank == Rank::Preferred)
    };
    // After a topic it is asked again only of this one.
    let again = |topic: &&Topic| {
        !matches!(last.resolver, Resolver::Topic(_)) || last.topics.contains(&topic.id)
    };
    let topics = knowledge.topics.values();
    let Some(topic) = topics.filter(again).find(settles) else {
        return false;
    };
    // What they did say are the words into which it was read.
    if let ([speaker], true) = (speakers, of_it)
        && let Some(event) = words_behind(knowledge, topic, speaker)
        && let Some(own) = words_of(knowledge, memory, (&event, speaker), query)
    {
        *query = own;
        return true;
    }
    *query = memory.asking_of(&topic.id, Aspect::What, query.today);
    true
}

/// What notes on whether somebody was pushed are about.
const PUSHED: &str = "pushed";

/// Whether the question begins with a word that continues the one before it.
pub(super) fn goes_on_from(interpretation: &Interpretation) -> bool {
    interpretation.slots.filled.iter().any(|it| {
        it.range.start == 0
            && matches!(
                it.slot,
                VocabularySlot::Continuation | VocabularySlot::Joint
            )
    })
}

/// "So he admitted firing them?", "did he ever say he regretted it?" of the words of somebody who never left, which no
/// other question is sure to be: the words are told again. Returns whether it is asked.
pub(super) fn asks_of_the_words(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
) -> bool {
    let interpretation = leaning.interpretation;
    let slots = &interpretation.slots;
    let spoken = matches!(
        memory.query.resolver,
        Resolver::Statement | Resolver::Response
    );
    let stays =
        !memory.subjects.is_empty() && !memory.subjects.iter().any(|id| knowledge.has_left(id));
    let says = filters::says(slots);
    let unsure = interpretation.ranking.confidence < interpretation.ambiguity_threshold;
    let asserts = leaning.aspect().is_none() && slots.times.is_empty();
    spoken
        && stays
        && says
        && unsure
        && asserts
        && leaning.has("person")
        && slots.mentions.is_empty()
}

/// "Did he say it himself?" after what is told of a departure: what they said. Returns whether it is asked.
pub(super) fn own_words(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let told = matches!(
        memory.query.resolver,
        Resolver::When | Resolver::Why | Resolver::Manner | Resolver::Destination
    );
    let asked = query.resolver == Resolver::VerifySaid
        && leaning.has("thing")
        && leaning.has("person")
        && leaning.words <= DATING;
    let left = |id: &PersonId| knowledge.has_left(id);
    let one = memory.subjects.len() == 1 && memory.subjects.iter().all(left);
    if !(told && asked && one && super::names_nobody(query)) {
        return false;
    }
    // Of a reason it is told with it who gives it.
    if memory.query.resolver == Resolver::Why {
        let today = query.today;
        *query = memory.query.clone();
        query.today = today;
        return true;
    }
    query.resolver = Resolver::Statement;
    query.people.clone_from(&memory.subjects);
    query.claimed.deeds.clear();
    true
}
