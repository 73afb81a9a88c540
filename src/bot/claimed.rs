//! Claims that a question makes in the words of a record: that somebody said something, or left for a reason.

use std::ops::Range;

use super::heard::Heard;
use super::memory::Memory;
use super::unbound::words_of;
use super::{Binding, Bot, filters};
use crate::answer;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::search::{Hit, Record};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, Rank};
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::utterance::Utterance;

/// "Did he say “…”?" asks whether he did; and so does "was it really boring?" after what he said of leaving.
pub(super) fn of_words(
    query: &mut Query,
    interpretation: &Interpretation,
    heard: &Heard,
    part: &str,
    memory: Option<&Memory>,
) {
    let quotes = answer::search::unquoted(part).is_some();
    let said = query.claimed.says();
    // What is known to be false is said to be so, unless the quotation is of somebody's going elsewhere.
    let refuted = query.others.is_empty() && heard.found.iter().any(|hit| hit.refuted);
    if quotes && !refuted && puts_words_in_mouth(query, interpretation, part) {
        query.resolver = Resolver::VerifySaid;
    }
    let of_words = query.resolver == Resolver::Statement
        || (said
            && query.filters.manners.is_empty()
            && matches!(query.resolver, Resolver::VerifyMember | Resolver::Verify));
    if of_words && query.polar && quotes {
        query.resolver = Resolver::VerifySaid;
    }
    let spoken_of = memory.map(|it| it.subjects.as_slice());
    if let (true, Some([person])) = (query.last.is_some() && !query.focus.evidence, spoken_of)
        && heard.is_said_by(person)
    {
        query.last = None;
        query.people = vec![person.clone()];
        query.resolver = Resolver::VerifySaid;
    }
}

/// Whether a question claims of one person the words that it quotes: of the quotation's own words, neither who left nor how
/// is claimed by whoever asks.
fn puts_words_in_mouth(query: &Query, interpretation: &Interpretation, part: &str) -> bool {
    let Some(frame) = answer::search::unquoted(part) else {
        return false;
    };
    let frame = Utterance::parse(&frame);
    let slots = &interpretation.slots;
    let framed = |range: &Range<usize>| {
        let said = interpretation.text.get(range.clone());
        said.is_some_and(|it| frame.text().contains(it))
    };
    let mut people = slots.of(EntityKind::Person);
    let speaker = people.next().is_some_and(|it| framed(&it.range)) && people.next().is_none();
    let read = matches!(
        query.resolver,
        Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::VerifyRemains
            | Resolver::WhoWentTo
            | Resolver::WhoLeft
            | Resolver::Manner
            | Resolver::Search
    );
    let mut manners = slots.filled.iter();
    let of_manner = manners.any(|it| it.slot == VocabularySlot::Manner && framed(&it.range));
    let asks = slots
        .filled
        .iter()
        .any(|it| it.slot == VocabularySlot::Aspect && framed(&it.range));
    let says = slots
        .filled
        .iter()
        .any(|it| filters::is_saying(it) && framed(&it.range));
    speaker && read && query.polar && says && !of_manner && !asks
}

/// "Was it the flu that made her go?" is a claim on why she left, where a reason that is recorded holds its words; and
/// "he worked nights, true?" is one on him.
pub(super) fn of_somebody(query: &mut Query, knowledge: &Knowledge) {
    let [person] = query.people.as_slice() else {
        return;
    };
    if !query.polar || !knowledge.has_left(person) {
        return;
    }
    let reason = holds_reason(&query.found, person);
    // "Did she go to Alpha?" is no claim on why, even where a reason names the place.
    query.claimed.causal |=
        reason && query.resolver == Resolver::Verify && query.filters.towards.is_empty();
    let other = matches!(
        query.resolver,
        Resolver::Manner | Resolver::Statement | Resolver::Search | Resolver::When
    );
    let plain = query.filters.manners.is_empty() && query.claimed.deeds.is_empty();
    if reason && other && (plain || query.resolver == Resolver::Manner) {
        query.resolver = Resolver::Verify;
        query.claimed.causal = true;
    }
    // A topic that the question does not name and that has nothing to do with the person is an accident of its words.
    let strange = query.guessed
        && query.topics.iter().all(|id| {
            let topic = knowledge.topics.get(id);
            topic.is_none_or(|it| !it.people.contains(person))
        });
    if query.resolver == Resolver::WhoSaid
        || (strange && query.resolver == Resolver::Topic(Aspect::What))
    {
        query.resolver = Resolver::Verify;
        query.topics.clear();
    }
}

/// "When did the chief make amends?" of a chief who never left, with no word of leaving, asks for the day of what they said
/// or did, where an event of theirs alone holds the words.
pub(super) fn of_their_day(query: &mut Query, knowledge: &Knowledge) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let theirs = |hit: &Hit| match &hit.record {
        Record::Topic(id, _) if !hit.refuted && hit.words >= 1 && hit.wording >= WORDED => {
            let topic = knowledge.topics.get(id);
            topic.is_some_and(|it| it.people == [person.clone()] && it.date().is_some())
        }
        _ => false,
    };
    let free = query.topics.is_empty() && query.filters.roles.is_empty() && !query.of_leaving;
    let stays = query.resolver == Resolver::When && !knowledge.has_left(person);
    let pointed_at = query.focus.of_words.is_some();
    if stays && free && !pointed_at && query.found.iter().any(theirs) {
        query.resolver = Resolver::Statement;
        query.focus.of_words = Some(Aspect::When);
        query.focus.describes_words = true;
    }
}

/// "What post did she delete?" of one who left is told by the reason that holds those words, and not by what she built; and
/// "why did he get in trouble over it?" by the reason that speaks of it, and not by what became of it.
pub(super) fn of_their_reason(
    query: &mut Query,
    interpretation: &Interpretation,
    knowledge: &Knowledge,
) {
    let [person] = query.people.as_slice() else {
        return;
    };
    // "When did the symptoms start?" asks for no day on which anybody came or left, but of what the reason speaks of.
    let dated = matches!(query.resolver, Resolver::When | Resolver::Tenure);
    let free = !query.of_leaving && query.topics.is_empty();
    if dated && free && speaks_of(interpretation, person, knowledge) {
        query.resolver = Resolver::Why;
        return;
    }
    let strange = |id: &TopicId| {
        let topic = knowledge.topics.get(id);
        topic.is_none_or(|it| !it.people.contains(person))
    };
    let described = match query.resolver {
        Resolver::Contribution if query.topics.is_empty() => Hit::is_described,
        Resolver::Topic(Aspect::Why) if query.topics.iter().all(strange) => is_of_reason,
        _ => return,
    };
    let told = query.found.iter().any(|hit| {
        let theirs = matches!(&hit.record, Record::Reason(id, ..) if id == person);
        theirs && described(hit)
    });
    if told && knowledge.has_left(person) {
        query.resolver = Resolver::Why;
        query.topics.clear();
    }
}

/// Whether a reason that is recorded of somebody holds a word that the question has beside its slots.
fn speaks_of(interpretation: &Interpretation, person: &PersonId, knowledge: &Knowledge) -> bool {
    let text = &interpretation.text;
    let slots = &interpretation.slots;
    let covered = |word: &Range<usize>| slots.ranges().any(|it| it.contains(&word.start));
    let own: Vec<String> = words_of(text)
        .into_iter()
        .filter(|word| word.len() >= TELLING && !covered(word))
        .filter_map(|word| text.get(word).map(str::to_owned))
        .collect();
    let person = knowledge.people.get(person).filter(|_| !own.is_empty());
    let exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
    let mut reasons = exits.flat_map(|exit| &exit.departure.reason);
    reasons.any(|claim| {
        let text = claim.value.text.as_ref();
        claim.rank != Rank::Refuted && text.is_some_and(|it| it.has_one_of(&own))
    })
}

/// A shorter word tells little.
const TELLING: usize = 6;

/// Whether a reason that is recorded of somebody holds a good part of what a question says.
fn holds_reason(found: &[Hit], person: &PersonId) -> bool {
    found.iter().any(|hit| {
        let theirs = matches!(&hit.record, Record::Reason(id, ..) if id == person);
        theirs && is_of_reason(hit)
    })
}

/// Whether a record holds a good part of what a question says.
fn is_of_reason(hit: &Hit) -> bool {
    hit.words >= 1 && hit.wording >= WORDED
}

/// Whether a fact that is recorded of somebody holds nearly all of what a question says.
fn holds_fact(found: &[Hit], person: &PersonId) -> bool {
    found.iter().any(|hit| {
        let theirs = matches!(&hit.record, Record::Fact(id, _) if id == person);
        theirs && hit.is_described()
    })
}

/// The part of a question's words that a reason must hold to be what it is about.
const WORDED: f32 = 0.4;

impl Bot {
    /// A question that asks whether something is so, and holds the words of a reason that is recorded of whom it names, is
    /// a claim on that reason, however unsure the classifier is.
    pub(super) fn read_as_reason(
        &self,
        interpretation: &Interpretation,
        heard: &Heard,
    ) -> Option<Binding> {
        let mut named = interpretation.slots.of(EntityKind::Person);
        let (Some(mention), None) = (named.next(), named.next()) else {
            return None;
        };
        let id = mention.candidates.first()?.id.as_str();
        let person = self.knowledge.people.get(id)?;
        let held = holds_reason(&heard.found, &person.id) || holds_fact(&heard.found, &person.id);
        let asks = filters::polar(interpretation) && held;
        asks.then_some(Binding {
            resolver: Resolver::Verify,
        })
    }
}
