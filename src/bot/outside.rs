//! What a question is about before its intent is asked for: somebody's relatives, what the bot does not answer; and the
//! plain questions that the classifier may be unsure of for the words beside them.

use jiff::civil::Date;

use super::answering::Answered;
use super::bind::numbers::leaves_more;
use super::bind::organisations::organisation_of;
use super::bind::readings::amounts;
use super::filters::{self, asks, cue};
use super::{Binding, Bot};
use crate::answer;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::claim::Aspect;
use crate::knowledge::topic::TopicKind;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language, Slots};
use crate::nlu::phrases::Filled;

/// "'s", as the normaliser leaves it, is no longer, in bytes.
const POSSESSIVE: usize = 1;
/// A question that asks who left in some manner and nothing else has no more tokens.
const SHORT: usize = 7;
/// The name of a thing has no more words.
const NAME: usize = 2;
/// So many letters in common make two words forms of one.
const STEM: usize = 6;

/// Whether a word asks something of somebody who is named directly behind it.
fn is_of(word: &Filled, mention: &Mention) -> bool {
    word.range.end + 1 == mention.range.start
}

impl Bot {
    /// The answer to a question about somebody's relatives or private traits, whatever it asks of them; to one about what the
    /// bot does not answer; and to one about how it weighs its sources.
    pub(super) fn outside(&self, interpretation: &Interpretation, today: Date) -> Option<Answered> {
        let slots = &interpretation.slots;
        // How many of those who left are women, or of some country, is nothing that is kept of anybody.
        let mut query = if asks_for_a_seat(slots) {
            Query {
                polar: true,
                unrecorded: true,
                ..self.query(Resolver::Verify, today)
            }
        } else if is_of_a_relative(interpretation) || cue(slots, "private-trait") {
            self.query(Resolver::Private, today)
        } else if cue(slots, "should") || compares_things(slots) {
            self.query(Resolver::Opinion, today)
        } else if cue(slots, "creative") || is_arithmetic(interpretation) {
            self.query(Resolver::OutOfScope, today)
        } else if let Some(thing) = self.thing_said_to_leave(interpretation) {
            let mut answer = self.about(Resolver::OutOfScope, today);
            answer.remark = Some(Phrase::new("not-a-person").with("name", Value::Verbatim(thing)));
            return Some(Answered::unbound(interpretation.clone(), answer));
        } else if of_nobody(slots, "limits") {
            Query {
                negated: true,
                ..self.query(Resolver::Help, today)
            }
        } else if of_nobody(slots, "abilities") {
            self.query(Resolver::Help, today)
        } else if cue(slots, "weighing") && slots.mentions.is_empty() {
            self.query(Resolver::Reliability, today)
        } else {
            return None;
        };
        query.leftover = false;
        let answer = answer::answer(&self.knowledge, &query);
        Some(Answered::of(interpretation.clone(), query, answer))
    }

    /// A thing of which a question says that it resigned: "when did Alpha resign?" where Alpha is a product.
    fn thing_said_to_leave(&self, interpretation: &Interpretation) -> Option<String> {
        let slots = &interpretation.slots;
        let [mention] = slots.mentions.as_slice() else {
            return None;
        };
        let mut words = slots.filled.iter();
        let leaves = words.any(|it| {
            let verb = it.slot == VocabularySlot::Cue && it.value == "leaves-verb";
            verb && it.range.start == mention.range.end + 1
        });
        let topic = self
            .knowledge
            .topics
            .get(mention.candidates.first()?.id.as_str())?;
        // A team is the people in it.
        let people =
            topic.tells(Aspect::HowMany) || topic.departures.is_some() || cue(slots, "unit");
        let thing = topic.kind == TopicKind::Topic && !people;
        let asks = asks(slots, Aspect::When) || asks(slots, Aspect::Why);
        let said = interpretation.text.get(mention.range.clone())?;
        let named = said.split(' ').count() <= NAME && asks;
        (leaves && thing && named).then(|| said.to_owned())
    }

    /// The look-up of a question that begins with "when", "why" or "where" and speaks of the leaving of one person who
    /// left: that is what it asks, whatever else stands in it. What others put forward as causes of leaving is asked for by
    /// why as well.
    pub(super) fn asked_of_leaving(&self, interpretation: &Interpretation) -> Option<Binding> {
        let slots = &interpretation.slots;
        // "Will Alpha step down next year?"
        if cue(slots, "leaving") && asks_the_future(slots) {
            let resolver = Resolver::Prediction;
            return Some(Binding { resolver });
        }
        // "What are people speculating about the exits?" names nobody.
        let speculates = cue(slots, "theories") && cue(slots, "leaving");
        if speculates && slots.of(EntityKind::Person).next().is_none() {
            return Some(Binding {
                resolver: Resolver::Why,
            });
        }
        // "Were there more exits in May or in June?"
        let two = slots.times.len() == 2 || slots.of(EntityKind::Organisation).count() == 2;
        if leaves_more(slots) && two {
            let resolver = Resolver::Count;
            return Some(Binding { resolver });
        }
        // "Were Alpha and Beta at odds?" is a claim on both.
        let quarrel = cue(slots, "grievance") && !slots.has(VocabularySlot::Aspect);
        if quarrel && slots.of(EntityKind::Person).count() == 2 {
            let resolver = Resolver::Verify;
            return Some(Binding { resolver });
        }
        let mut named = slots.of(EntityKind::Person);
        let (Some(mention), None) = (named.next(), named.next()) else {
            // "Who retired?", "who took a leave?" asks who left in that manner.
            let manner = slots.has(VocabularySlot::Manner) && asks(slots, Aspect::Who);
            let short = slots.mentions.len() <= 1 && interpretation.tokens.len() <= SHORT;
            let resolver = Resolver::WhoLeft;
            return (manner && short).then_some(Binding { resolver });
        };
        let id = mention.candidates.first()?.id.as_str();
        let person = self.knowledge.people.get(id)?;
        // "When was she fired?" asks for the day; "why was she fired?" also takes something for granted.
        let fired = slots.has(VocabularySlot::Manner) && asks(slots, Aspect::When);
        let leaves = (cue(slots, "leaving") || fired) && self.knowledge.has_left(&person.id);
        let says = filters::says(slots);
        if cue(slots, "how-often") && leaves && !says {
            let resolver = Resolver::When;
            return Some(Binding { resolver });
        }
        // "So nobody knows why Alpha left?" asks for the reason, which no source may state.
        let mut aspects = slots
            .filled
            .iter()
            .filter(|it| it.slot == VocabularySlot::Aspect);
        let unknown = |it: &&Filled| it.value == Aspect::Why.name() && is_of(it, mention);
        if leaves && !says && aspects.clone().any(|it| unknown(&it)) {
            let resolver = Resolver::Why;
            return Some(Binding { resolver });
        }
        let first = aspects.find(|it| it.range.start == 0)?;
        let resolver = match first.value.as_str() {
            it if it == Aspect::When.name() => Resolver::When,
            it if it == Aspect::Why.name() => Resolver::Why,
            it if it == Aspect::Where.name() => Resolver::Destination,
            _ => return None,
        };
        (leaves && !says).then_some(Binding { resolver })
    }

    /// "Was Alpha valued at a billion together with Beta?" claims an amount, whatever else it is most like.
    pub(super) fn read_as_amount(&self, interpretation: &Interpretation) -> Option<Binding> {
        let slots = &interpretation.slots;
        let home = slots
            .of(EntityKind::Organisation)
            .any(|it| organisation_of(&self.knowledge, it) == Some(&self.knowledge.organisation));
        let claimed = !amounts(interpretation).is_empty() && filters::polar(interpretation);
        let nobody = slots.of(EntityKind::Person).next().is_none();
        (claimed && home && nobody).then_some(Binding {
            resolver: Resolver::Topic(Aspect::HowMuch),
        })
    }

    /// "Is Alpha a physicist?" is a claim, and no matter of opinion or of private life, where a record of them holds the word
    /// or one of its family.
    pub(super) fn asks_a_trade(
        &self,
        language: &Language,
        interpretation: &Interpretation,
    ) -> bool {
        let slots = &interpretation.slots;
        let mut named = slots.of(EntityKind::Person);
        let (Some(mention), None) = (named.next(), named.next()) else {
            return false;
        };
        let best = interpretation.candidates.first();
        let declines = best
            .and_then(|it| self.resolver(&it.intent))
            .is_some_and(|it| {
                matches!(
                    it,
                    Resolver::Opinion | Resolver::Private | Resolver::OutOfScope
                )
            });
        let person = mention
            .candidates
            .first()
            .and_then(|it| self.knowledge.people.get(it.id.as_str()));
        let words = language.own_words(interpretation);
        declines
            && filters::polar(interpretation)
            && person.is_some_and(|person| {
                let mut facts = person.facts.iter();
                facts.any(|it| {
                    let text = it.value.text.get(&language.tag).to_lowercase();
                    text.split(|c: char| !c.is_alphanumeric())
                        .any(|word| words.iter().any(|own| is_alike(own, word)))
                })
            })
    }

    /// "Who was a physicist at Alpha?" asks who came from there, where a record of somebody's time there holds the word.
    pub(super) fn read_as_origin(
        &self,
        language: &Language,
        interpretation: &Interpretation,
    ) -> Option<Binding> {
        let slots = &interpretation.slots;
        let [mention] = slots.mentions.as_slice() else {
            return None;
        };
        let place = organisation_of(&self.knowledge, mention).filter(|id| {
            mention.kind == EntityKind::Organisation && **id != self.knowledge.organisation
        })?;
        let words = language.own_words(interpretation);
        let held = self
            .knowledge
            .people
            .values()
            .flat_map(|it| &it.facts)
            .filter(|it| it.value.kind.is_origin() && it.value.organisations.contains(place))
            .any(|claim| {
                let text = claim.value.text.get(&language.tag).to_lowercase();
                text.split(|c: char| !c.is_alphanumeric())
                    .any(|word| words.iter().any(|own| is_alike(own, word)))
            });
        (held && asks(slots, Aspect::Who)).then_some(Binding {
            resolver: Resolver::Background,
        })
    }
}

/// Whether two words begin so much alike that they are of one family.
fn is_alike(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars());
    common.take_while(|(a, b)| a == b).count() >= STEM
}

/// Whether it is asked where an organisation has its seat, which is nothing that is kept of any.
fn asks_for_a_seat(slots: &Slots) -> bool {
    let mut mentions = slots.mentions.iter();
    let somebody = slots
        .values(VocabularySlot::Pronoun)
        .any(|it| it == "person");
    let free = mentions.all(|it| it.kind == EntityKind::Organisation) && !somebody;
    free && cue(slots, "headquarters") && !cue(slots, "leaving") && !cue(slots, "gone")
}

/// Whether somebody's relatives are spoken of: a word for them directly behind a person or a pronoun for one ("Alpha's
/// wife", "his brother").
fn is_of_a_relative(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let owns = |end: usize, start: usize| {
        let between = interpretation.text.get(end..start);
        between.is_some_and(|it| it.trim().len() <= POSSESSIVE)
    };
    let relatives = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Cue && it.value == "relative");
    relatives.into_iter().any(|relative| {
        let start = relative.range.start;
        let person = slots
            .of(EntityKind::Person)
            .any(|it| owns(it.range.end, start));
        let pronoun = slots.filled.iter().any(|it| {
            let person = it.slot == VocabularySlot::Pronoun && it.value == "person";
            person && it.range.end + 1 == start
        });
        person || pronoun
    })
}

/// Whether a question begins with a word for the future before somebody or something that is named.
fn asks_the_future(slots: &Slots) -> bool {
    let mut words = slots.filled.iter();
    let ahead = words
        .find(|it| it.slot == VocabularySlot::Cue && it.value == "to-come" && it.range.start == 0);
    ahead.is_some_and(|ahead| slots.mentions.iter().any(|it| is_of(ahead, it)))
}

/// Whether a turn of phrase is of the bot: of nobody and nothing in particular.
fn of_nobody(slots: &Slots, value: &str) -> bool {
    let mut pronouns = slots.values(VocabularySlot::Pronoun);
    cue(slots, value) && slots.mentions.is_empty() && !pronouns.any(|it| it == "person")
}

/// Whether something is weighed against something else: "which is better, Alpha or Beta?"
fn compares_things(slots: &Slots) -> bool {
    let things = slots
        .mentions
        .iter()
        .all(|it| it.kind != EntityKind::Person);
    cue(slots, "better") && things && !slots.mentions.is_empty() && !cue(slots, "leaving")
}

/// Whether a sum is asked for: "what is 2 + 2?" Of its words none but the first is longer than the particles between
/// numbers.
fn is_arithmetic(interpretation: &Interpretation) -> bool {
    const PARTICLE: usize = 2;
    let (text, slots) = (&interpretation.text, &interpretation.slots);
    let number = |word: &&str| word.chars().all(|it| it.is_ascii_digit());
    let words = || text.split_whitespace().skip(1);
    // A number may be a name of something.
    let mut mentions = slots.mentions.iter();
    let figures = mentions.all(|it| text.get(it.range.clone()).is_some_and(|it| number(&it)));
    cue(slots, "asks-what")
        && figures
        && words().filter(number).count() >= 2
        && words().all(|it| it.len() <= PARTICLE || number(&it))
}

/// A word on either side of a slash that parts alternatives is no shorter, in bytes ("w/o", "he/she" are words).
const ALTERNATIVE: usize = 4;

/// A text in which a slash between two words is written out ("Alpha/Beta"): the normaliser would make one name of them.
pub(super) fn alternatives(text: &str) -> String {
    if !text.contains('/') || text.contains("://") {
        return text.to_owned();
    }
    let part = |word: &str| {
        let long = word.len() >= ALTERNATIVE;
        long && word.chars().all(|it| it.is_ascii_alphabetic())
    };
    let written = text.split(' ').map(|word| {
        let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric());
        if bare.contains('/') && bare.split('/').all(part) {
            word.replace('/', " or ")
        } else {
            word.to_owned()
        }
    });
    written.collect::<Vec<_>>().join(" ")
}
