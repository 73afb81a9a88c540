//! What an utterance names: people, dates, words of the vocabulary; and the utterance with slot tokens in their place.

use std::ops::Range;

use jiff::civil::Date;

use super::short_forms::ShortForms;
use crate::nlu::gazetteer::{Commonness, EntityKind, Gazetteer, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::{Filled, Phrases};
use crate::nlu::spelling::WordList;
use crate::nlu::temporal::{Expressions, Relation, RelationMention, TemporalGrammar, TimeMention};
use crate::nlu::utterance::Utterance;

/// The most characters that an article or particle has.
const ARTICLE: usize = 3;

/// What was named in an utterance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slots {
    /// People, organisations, topics and events, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Dates and ranges.
    pub times: Vec<TimeMention>,
    /// Relations to something that is no date, with the index of the mention in `mentions`.
    pub anchors: Vec<(Relation, usize)>,
    /// Mentions that the words of a range enclose ("between Alpha and Beta"), as indices in `mentions`.
    pub enclosed: Vec<(usize, usize)>,
    /// Relation words, whatever stands beside them.
    pub relations: Vec<RelationMention>,
    /// Words of the vocabulary.
    pub filled: Vec<Filled>,
}

impl Slots {
    /// The mentions of one kind.
    pub fn of(&self, kind: EntityKind) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |it| it.kind == kind)
    }

    /// The values of one slot of the vocabulary.
    pub fn values(&self, slot: VocabularySlot) -> impl Iterator<Item = &str> {
        self.filled
            .iter()
            .filter(move |it| it.slot == slot)
            .map(|it| it.value.as_str())
    }

    /// Whether a word of the vocabulary of the wanted kind fills a place of the text, in bytes.
    pub fn fills(&self, at: usize, which: impl Fn(&Filled) -> bool) -> bool {
        let mut filled = self.filled.iter();
        filled.any(|it| it.range.contains(&at) && which(it))
    }

    /// Where anything is named: mentions, times and words of the vocabulary.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        let mentions = self.mentions.iter().map(|it| &it.range);
        let times = self.times.iter().map(|it| &it.range);
        let filled = self.filled.iter().map(|it| &it.range);
        mentions.chain(times).chain(filled)
    }

    /// Whether the vocabulary slot is filled.
    pub fn has(&self, slot: VocabularySlot) -> bool {
        self.values(slot).next().is_some()
    }

    /// The words of a text with slot tokens in place of what fills a slot, and in place of the pronouns that are read as
    /// one.
    pub(super) fn masked(&self, text: &str, read: &[(&str, &'static str)]) -> Vec<String> {
        let mentions = self
            .mentions
            .iter()
            .map(|it| (&it.range, token_of(it.kind)));
        let times = self.times.iter().map(|it| (&it.range, "{date}"));
        let mut masks: Vec<(&Range<usize>, &str)> = mentions.chain(times).collect();
        for filled in &self.filled {
            let Some(token) = token_in_place_of(filled, read) else {
                continue;
            };
            if !masks.iter().any(|(range, _)| overlap(range, &filled.range)) {
                masks.push((&filled.range, token));
            }
        }
        masks.sort_by_key(|(range, _)| range.start);
        let mut tokens = Vec::new();
        let mut at = 0;
        for (range, token) in masks {
            words(text.get(at..range.start).unwrap_or_default(), &mut tokens);
            tokens.push(token.to_owned());
            at = range.end;
        }
        words(text.get(at..).unwrap_or_default(), &mut tokens);
        tokens
    }
}

/// The slot token of a mention.
fn token_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "{person}",
        EntityKind::Organisation => "{org}",
        EntityKind::Group => "{group}",
        EntityKind::Topic | EntityKind::Event => "{topic}",
    }
}

/// The slot token of a word of the vocabulary; of a pronoun, the one that it is read as. Most words have none.
fn token_in_place_of(filled: &Filled, read: &[(&str, &'static str)]) -> Option<&'static str> {
    match filled.slot {
        VocabularySlot::Group | VocabularySlot::Role => Some("{group}"),
        VocabularySlot::Ordinal => Some("{ordinal}"),
        VocabularySlot::Number => Some("{number}"),
        VocabularySlot::Pronoun => read
            .iter()
            .find(|(value, _)| *value == filled.value)
            .map(|(_, token)| *token),
        _ => None,
    }
}

fn words(text: &str, tokens: &mut Vec<String>) {
    tokens.extend(text.split_whitespace().map(str::to_owned));
}

/// What reading an utterance needs of the names and of a language.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) short_forms: &'a ShortForms,
    pub(super) phrases: &'a Phrases,
    pub(super) temporal: &'a TemporalGrammar,
    pub(super) words: &'a WordList,
    pub(super) frequent: &'a WordList,
    pub(super) table: &'a WordList,
}

/// What an utterance says and names.
pub(super) struct Read {
    /// The text after short forms were written out.
    pub(super) text: String,
    pub(super) slots: Slots,
    /// How it speaks of time, on whatever day.
    pub(super) expressions: Expressions,
}

impl Reader<'_> {
    /// Everything that a normalised utterance names.
    pub(super) fn read(self, utterance: &Utterance, today: Date) -> Read {
        let text = self.short_forms.written_out(utterance);
        let mut filled = self.phrases.find(&text);
        let leaver = subject_of_leaving(&text, &filled);
        let mut mentions = self.gazetteer.link(&text, &|word| {
            // Whoever writes a word like a name, or puts it where the name of a leaver stands, means a name.
            let named = leaver == Some(word) || utterance.is_capital(word);
            let common = self.commonness(word);
            if named {
                common.min(Commonness::Known)
            } else {
                common
            }
        });
        let expressions = self.temporal.expressions(&text);
        let mut times = expressions.seen_from(today);
        times.retain(|time| stands(time, &mentions, &filled));
        mentions.retain(|it| !times.iter().any(|time| overlap(&it.range, &time.range)));
        // "Managing director" is a post, and no "director" beside another word; and so is "the editor" beside a group that is
        // only called "editors".
        mentions.retain(|mention| {
            let said = text.get(mention.range.clone()).unwrap_or_default();
            let mut candidates = mention.candidates.iter();
            let as_given = candidates.any(|it| it.matched.eq_ignore_ascii_case(said));
            let post = |it: &Filled| {
                let longer = it.range.len() > mention.range.len();
                let alone = it.range == mention.range && !as_given;
                let at = overlap(&it.range, &mention.range);
                it.slot == VocabularySlot::Role && (longer || alone) && at
            };
            mention.kind != EntityKind::Group || !filled.iter().any(post)
        });
        filled.retain(|it| fills(it, &mentions, &times));
        let relations = self.temporal.relation_words(&text);
        let anchors = anchors(&relations, &mentions, &filled, &text);
        let ranges: Vec<Range<usize>> = mentions.iter().map(|it| it.range.clone()).collect();
        let enclosed = self.temporal.enclosed(&text, &ranges);
        let slots = Slots {
            mentions,
            times,
            anchors,
            enclosed,
            relations,
            filled,
        };
        Read {
            text,
            slots,
            expressions,
        }
    }

    fn commonness(self, word: &str) -> Commonness {
        if self.frequent.contains(word) || self.table.contains(word) {
            Commonness::Frequent
        } else if self.words.contains(word) {
            Commonness::Known
        } else {
            Commonness::Unknown
        }
    }
}

/// The one word between a helping verb and one for leaving or coming back: "did rose leave", "has march come back". Only the
/// name of whoever did stands there.
fn subject_of_leaving<'a>(text: &'a str, filled: &[Filled]) -> Option<&'a str> {
    let cued = |values: &[&str]| {
        let cues = filled.iter().filter(|it| it.slot == VocabularySlot::Cue);
        let said = cues.filter(|it| values.contains(&it.value.as_str()));
        said.map(|it| it.range.clone()).collect::<Vec<_>>()
    };
    let helped = cued(&["has-done"]);
    let left = cued(&["leaving", "returns"]);
    let between = helped.iter().find_map(|verb| {
        let ends = left.iter().map(|it| it.start);
        let ends = ends.filter(|start| *start > verb.end + 1);
        text.get(verb.end + 1..ends.min()? - 1)
    })?;
    let other = filled.iter().any(|it| {
        let said = text.get(it.range.clone()) == Some(between);
        said && matches!(
            it.slot,
            VocabularySlot::Presence
                | VocabularySlot::Pronoun
                | VocabularySlot::Negation
                | VocabularySlot::All
        )
    });
    (!between.contains(' ') && !other).then_some(between)
}

/// Whether a date stands beside what else was found at its place: a name that holds it ("the February reorganisation") is
/// the longer reading, and the longer one stands; so is a pronoun ("the year before that").
fn stands(time: &TimeMention, mentions: &[Mention], filled: &[Filled]) -> bool {
    // "After the June cuts": the name of the event begins within the date and goes on behind it.
    let goes_on = |it: &Mention| {
        matches!(it.kind, EntityKind::Event | EntityKind::Topic)
            && it.range.end > time.range.end
            && it.candidates.iter().any(|candidate| candidate.exact)
    };
    let named = mentions.iter().any(|it| {
        let longer = it.range.len() >= time.range.len();
        overlap(&it.range, &time.range) && (longer || goes_on(it))
    });
    let meant = filled.iter().any(|it| {
        it.slot == VocabularySlot::Pronoun
            && overlap(&it.range, &time.range)
            && it.range.len() > time.range.len()
    });
    !named && !meant
}

/// Whether a word fills its slot beside names and dates. "Half of the founders" may be the name of a topic and is a share
/// of them all the same; so is "pushed out" a manner of leaving.
fn fills(word: &Filled, mentions: &[Mention], times: &[TimeMention]) -> bool {
    let named = mentions.iter().any(|it| overlap(&it.range, &word.range));
    let dated = times.iter().any(|it| overlap(&it.range, &word.range));
    // "At the end of" and "before or after" say what a date is meant for, and stand in it.
    let of_date =
        word.slot == VocabularySlot::Cue && matches!(word.value.as_str(), "at-end" | "either-side");
    (!dated || of_date)
        && (!named || matches!(word.slot, VocabularySlot::Share | VocabularySlot::Manner))
}

/// Relation words of so many characters hold a verb.
const CLAUSE: usize = 5;

/// Relation words that stand directly beside a mention, and are no part of a phrase that goes on from what was told
/// ("after that").
fn anchors(
    relations: &[RelationMention],
    mentions: &[Mention],
    filled: &[Filled],
    text: &str,
) -> Vec<(Relation, usize)> {
    // An article or particle may stand between ("after the deal").
    let gap = |from: usize, until: usize| {
        from <= until
            && text
                .get(from..until)
                .is_some_and(|between| between.trim().chars().count() <= ARTICLE)
    };
    let goes_on = |relation: &&RelationMention| {
        filled.iter().any(|it| {
            let onwards = it.slot == VocabularySlot::Cue && it.value == "onwards";
            // "Apart from Alpha" takes somebody out.
            let takes_out = it.slot == VocabularySlot::Except;
            (onwards || takes_out) && overlap(&it.range, &relation.range)
        })
    };
    relations
        .iter()
        .filter(|it| !goes_on(it))
        .filter_map(|relation| {
            let index = if relation.precedes {
                let behind = |it: &Mention| gap(relation.range.end, it.range.start);
                mentions.iter().position(behind)
            } else {
                let before = |it: &Mention| gap(it.range.end, relation.range.start);
                mentions.iter().rposition(before)
            }?;
            // A month that "is over" bounds what came before; somebody who "is out" has left.
            let ended = !relation.precedes
                && relation.relation == Relation::Until
                && mentions.get(index)?.kind == EntityKind::Person
                && text.get(relation.range.clone())?.is_ascii();
            if ended {
                return None;
            }
            // "before Alpha bought Beta": the organisation begins the event's description.
            let organisation = mentions.get(index)?.kind == EntityKind::Organisation;
            let event = mentions.get(index + 1).is_some_and(|next| {
                matches!(next.kind, EntityKind::Event | EntityKind::Topic)
                    && gap(
                        mentions.get(index).map_or(0, |it| it.range.end),
                        next.range.start,
                    )
            });
            // "When she left Alpha", in a language that puts the verb behind: the person stands before the organisation.
            let person = index.checked_sub(1).filter(|before| {
                let leaver = mentions.get(*before).zip(mentions.get(index));
                leaver.is_some_and(|(leaver, from)| {
                    let clause = text.get(relation.range.clone());
                    leaver.kind == EntityKind::Person
                        && gap(leaver.range.end, from.range.start)
                        && text
                            .get(from.range.end..relation.range.start)
                            .is_some_and(|between| between.trim().is_empty())
                        && clause.is_some_and(|it| it.chars().count() >= CLAUSE)
                })
            });
            let index = match person {
                _ if organisation && event && relation.precedes => index + 1,
                Some(person) if organisation && !relation.precedes => person,
                _ => index,
            };
            Some((relation.relation, index))
        })
        .collect()
}

/// Whether two stretches of a text share a byte.
pub fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
