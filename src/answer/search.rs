//! Full-text search over the records: which of them hold the words of a question, and which of them is being quoted.
//!
//! An inverted index from words to records, built once when the dataset is loaded. Words weigh by their rarity; words that
//! questions of every kind have weigh nothing.

mod index;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

pub use self::terms::unquoted;
use self::terms::{Reading, quoted, raw_terms, terms};
pub(super) use self::terms::{name_of, stem, words_of};
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::phrases::{Phrases, is_unspaced};

/// One claim of the dataset that has a text, by its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// A person's own words: person, membership, claim.
    Statement(PersonId, usize, usize),
    /// What somebody answered to a person's departure: person, membership, claim.
    Response(PersonId, usize, usize),
    /// A reason: person, membership, claim.
    Reason(PersonId, usize, usize),
    /// A destination: person, membership, claim.
    Destination(PersonId, usize, usize),
    /// A note on a departure: person, membership, claim.
    Note(PersonId, usize, usize),
    /// A fact on a person: person, claim.
    Fact(PersonId, usize),
    /// A role: person, membership.
    Role(PersonId, usize),
    /// A statement on a topic: topic, claim.
    Topic(TopicId, usize),
}

impl Record {
    /// Whose record it is; a topic's is nobody's.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Statement(id, ..)
            | Self::Response(id, ..)
            | Self::Reason(id, ..)
            | Self::Destination(id, ..)
            | Self::Note(id, ..)
            | Self::Fact(id, _)
            | Self::Role(id, _) => Some(id),
            Self::Topic(..) => None,
        }
    }
}

/// A record that holds words of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: Record,
    /// The part of the question's words that it holds, by weight, from 0 to 1.
    pub coverage: f32,
    /// The same without the names of people in the question.
    pub wording: f32,
    /// How many different words with a weight it holds, names of people left out.
    pub words: usize,
    /// How many words in a row it shares with the question.
    pub run: usize,
    /// Whether the record renders somebody's words.
    pub spoken: bool,
    /// Whether the record is known to be false.
    pub refuted: bool,
    /// The part of the record's own words that the question holds, by weight, from 0 to 1; names of people and
    /// organisations left out.
    pub echo: f32,
    /// The same for a question that names the topic of the record.
    pub echo_of_topic: f32,
    /// Whether both deny and generalise alike: "none", "all", "not", "half".
    pub agrees: bool,
    document: u32,
}

impl Hit {
    /// Whether the question quotes the record: a run of its words, or most of what the question says.
    pub fn is_quoted(&self) -> bool {
        let run = self.run >= RUN && self.wording >= 0.5 && self.words >= 1;
        let long = self.words >= 3 && self.wording >= 0.6;
        let short = self.words >= 2 && self.wording >= 0.72;
        self.spoken && (run || long || short)
    }

    /// Whether the record holds most of what the question says beside names of people.
    pub fn is_described(&self) -> bool {
        !self.refuted && self.words >= 1 && self.wording >= DESCRIBED
    }

    /// Whether the record holds nearly all that the question says.
    pub fn is_told(&self) -> bool {
        self.words >= 2 && self.coverage >= 0.7
    }
}

/// The part of a question's words that a record holds which it describes.
const DESCRIBED: f32 = 0.75;

/// So many words in a row are no accident.
const RUN: usize = 4;
/// So many records are kept of those that hold words of a question.
const MOST: usize = 12;
/// So many are looked at for false ones among them.
const KEPT: usize = MOST * 4;
/// A word found in no more records than this brings them in; a more common one only counts in those brought in.
const TELLING: usize = 256;

/// The weight of a word that no record holds, as a part of what a word has that one record holds.
const UNKNOWN: f32 = 0.5;

#[derive(Debug, Clone)]
struct Document {
    record: Record,
    spoken: bool,
    refuted: bool,
    /// The numbers of its words, ascending.
    words: Vec<u32>,
    /// What it says in each language.
    versions: Vec<Version>,
    /// The numbers of the words that its topic goes by, ascending.
    about: Vec<u32>,
}

/// One version of a record's text.
#[derive(Debug, Clone)]
struct Version {
    /// The numbers of its words but names, ascending, and how much each says.
    words: Vec<(u32, f32)>,
    polarity: BTreeSet<String>,
}

/// The index.
#[derive(Debug, Clone, Default)]
pub struct Records {
    documents: Vec<Document>,
    /// The number of each word.
    numbers: BTreeMap<String, u32>,
    /// The records that hold a word, by its number.
    postings: Vec<Vec<u32>>,
    /// How much a word says, by its number: the rarer, the more.
    weights: Vec<f32>,
    /// The spoken records that hold these three words in a row.
    runs: BTreeMap<String, Vec<u32>>,
    ignored: BTreeSet<String>,
    /// The numbers of words in names of people and of the main organisation.
    named: BTreeSet<u32>,
    /// The vocabulary of each language.
    phrases: Vec<Phrases>,
}

/// A word of a question that is searched for.
struct Wanted {
    /// Its number, if some record holds it.
    number: Option<u32>,
    weight: f32,
    /// Whether it belongs to the name of a person.
    name: bool,
}

/// How well a record fits a question, before anything is made of it.
struct Fit {
    document: u32,
    score: f32,
    coverage: f32,
    wording: f32,
    words: usize,
    run: usize,
}

impl Records {
    /// Which of the tokens of a question are the words of a record: from the first one that it holds to the last.
    pub fn span(&self, tokens: &[String], hit: &Hit) -> Option<std::ops::Range<usize>> {
        let document = self.documents.get(hit.document as usize)?;
        let held = |token: &String| {
            !token.starts_with('{')
                && raw_terms(token).iter().any(|(raw, word)| {
                    !self.ignored.contains(*raw)
                        && self
                            .known(word)
                            .is_some_and(|it| document.words.binary_search(&it).is_ok())
                })
        };
        let first = tokens.iter().position(held)?;
        let last = tokens.iter().rposition(held)?;
        Some(first..last + 1)
    }

    /// How much a word says that so many records hold: the rarer, the more.
    fn weight_of(&self, held: usize) -> f32 {
        let [all, held] =
            [self.documents.len(), held].map(|it| f32::from(u16::try_from(it).unwrap_or(u16::MAX)));
        let weight = ((all + 1.0) / (held + 1.0)).ln();
        // A word of no record is more often chat than something else to search for.
        if held > 0.0 { weight } else { weight * UNKNOWN }
    }

    /// How much a word says.
    fn weight(&self, word: Option<u32>) -> f32 {
        word.and_then(|it| self.weights.get(it as usize).copied())
            .unwrap_or_else(|| self.weight_of(0))
    }

    /// The number of a word, or of the one word that it is the beginning of ("geoff").
    fn known(&self, word: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(word) {
            return Some(*number);
        }
        if word.chars().count() < 4 || word.chars().any(is_unspaced) {
            return None;
        }
        let mut longer = self
            .numbers
            .range(word.to_owned()..)
            .take_while(|(known, _)| known.starts_with(word));
        let (_, number) = longer.next()?;
        longer.next().is_none().then_some(*number)
    }

    /// The records that hold words of a question, best first. `names` are the names of people in it, as written. Where
    /// the question has words in quotation marks, those are searched for.
    pub fn find(&self, question: &str, names: &[&str]) -> Vec<Hit> {
        let sought = quoted(question).unwrap_or(question);
        let reading = Reading::new(&self.phrases, sought);
        let named: BTreeSet<String> = names.iter().flat_map(|it| terms(it)).collect();
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut light: Vec<u32> = Vec::new();
        for (raw, word) in reading.terms().collect::<BTreeSet<_>>() {
            let number = self.known(word);
            if self.ignored.contains(raw) {
                light.extend(number);
            } else {
                wanted.push(Wanted {
                    number,
                    weight: self.weight(number),
                    name: named.contains(word),
                });
            }
        }
        for figure in &reading.figures {
            let number = self.numbers.get(figure).copied();
            if number.is_some() && wanted.iter().all(|it| it.number != number) {
                wanted.push(Wanted {
                    number,
                    weight: self.weight(number),
                    name: false,
                });
            }
        }
        let mut runs_of: BTreeMap<u32, usize> = BTreeMap::new();
        for run in reading.runs() {
            for document in self.runs.get(&run).into_iter().flatten() {
                *runs_of.entry(*document).or_default() += 1;
            }
        }
        let mut held: Vec<u32> = wanted.iter().filter_map(|it| it.number).collect();
        held.extend(&light);
        held.sort_unstable();
        // Each record with the place of a telling word that it holds.
        let mut telling: Vec<(u32, usize)> = Vec::new();
        for (place, word) in wanted.iter_mut().enumerate() {
            let list = word.number.and_then(|it| self.postings.get(it as usize));
            if let Some(list) = list.filter(|it| it.len() <= TELLING) {
                word.number = None;
                telling.extend(list.iter().map(|document| (*document, place)));
            }
        }
        telling.sort_unstable();
        let mut candidates: Vec<u32> = runs_of.keys().copied().collect();
        candidates.extend(telling.iter().map(|(document, _)| document));
        candidates.sort_unstable();
        candidates.dedup();
        let mut rest = telling.as_slice();
        let mut fits: Vec<Fit> = candidates
            .into_iter()
            .filter_map(|at| {
                let run = runs_of.get(&at).map_or(0, |it| it + 2);
                let (own, others) = rest.split_at(rest.partition_point(|it| it.0 <= at));
                rest = others;
                self.fit(at, &wanted, own, run)
            })
            .collect();
        self.tell_apart(&mut fits, &light);
        fits.sort_by(|one, other| other.score.total_cmp(&one.score));
        // What is false must not be crowded out by what is only near.
        fits.into_iter()
            .take(KEPT)
            .enumerate()
            .filter_map(|(place, fit)| {
                let document = self.documents.get(fit.document as usize)?;
                let echo = (place < MOST || document.refuted).then(|| document.echo(&held, false));
                echo.map(|echo| Hit {
                    record: document.record.clone(),
                    coverage: fit.coverage,
                    wording: fit.wording,
                    words: fit.words,
                    run: fit.run,
                    spoken: document.spoken,
                    refuted: document.refuted,
                    echo,
                    echo_of_topic: if document.about.is_empty() {
                        echo
                    } else {
                        document.echo(&held, true)
                    },
                    agrees: document
                        .versions
                        .iter()
                        .any(|it| it.polarity == reading.polarity),
                    document: fit.document,
                })
            })
            .collect()
    }

    /// How well a record fits what is wanted. `own` has the places of the telling words that it holds; it is looked into
    /// for those that have a number still.
    fn fit(&self, at: u32, wanted: &[Wanted], own: &[(u32, usize)], run: usize) -> Option<Fit> {
        let document = self.documents.get(at as usize)?;
        let holds = |word: &u32| document.words.binary_search(word).is_ok();
        let part = |some: f32, of: f32| if of > 0.0 { some / of } else { 0.0 };
        let (mut total, mut bare, mut all, mut wording, mut words) = (0.0, 0.0, 0.0, 0.0, 0);
        for (place, word) in wanted.iter().enumerate() {
            let held =
                own.iter().any(|it| it.1 == place) || word.number.as_ref().is_some_and(holds);
            total += word.weight;
            if held {
                all += word.weight;
            }
            if !word.name {
                bare += word.weight;
                if held {
                    wording += word.weight;
                    words += 1;
                }
            }
        }
        let coverage = part(all, total);
        Some(Fit {
            document: at,
            score: coverage,
            coverage,
            wording: part(wording, bare),
            words,
            run,
        })
    }

    /// Adds to the scores what tells records apart that fit alike: `light` words that they hold, and words in a row.
    /// Records that could not come among the best with them are left out.
    fn tell_apart(&self, fits: &mut Vec<Fit>, light: &[u32]) {
        let in_row = |it: &Fit| small(it.run, 20) * 0.02;
        let mut sure: Vec<f32> = fits.iter().map(|it| it.score + in_row(it)).collect();
        if let Some(last) = sure.len().checked_sub(KEPT) {
            let (_, least, _) = sure.select_nth_unstable_by(last, f32::total_cmp);
            let least = *least;
            // A tenth is more than all light words bring.
            fits.retain(|it| it.score + in_row(it) + 0.1 >= least);
        }
        for fit in fits {
            let document = self.documents.get(fit.document as usize);
            let words = document.map_or(&[][..], |it| &it.words);
            let held = light.iter().filter(|it| words.binary_search(it).is_ok());
            fit.score = fit.score + small(held.count(), 9) * 0.01 + in_row(fit);
        }
    }
}

/// A count as a number, `most` at the most.
fn small(count: usize, most: u8) -> f32 {
    f32::from(u8::try_from(count).unwrap_or(most).min(most))
}

impl Document {
    /// How much of what the record says the words of a question hold, in the language in which they hold the most.
    fn echo(&self, held: &[u32], of_topic: bool) -> f32 {
        let of = |version: &Version| {
            let (mut all, mut echoed) = (0.0, 0.0);
            for (word, weight) in &version.words {
                all += weight;
                if held.binary_search(word).is_ok()
                    || (of_topic && self.about.binary_search(word).is_ok())
                {
                    echoed += weight;
                }
            }
            if all > 0.0 { echoed / all } else { 0.0 }
        };
        self.versions.iter().map(of).fold(0.0, f32::max)
    }
}
