//! Full-text search over the records: which of them hold the words of a question, and which of them is being quoted.
//!
//! An inverted index from words to records, built once when the dataset is loaded. Words weigh by their rarity; words that
//! questions of every kind have weigh nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::phrase::{Phrase, Value};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Voice;
use crate::knowledge::id::{PersonId, TopicId};
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::nlu::phrases::is_unspaced;
use crate::nlu::utterance::Utterance;

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
    /// A statement on a topic: topic, claim.
    Topic(TopicId, usize),
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

    /// Whether the record holds nearly all that the question says.
    pub fn is_told(&self) -> bool {
        self.words >= 2 && self.coverage >= 0.7
    }
}

/// So many words in a row are no accident.
const RUN: usize = 4;
/// So many records are kept of those that hold words of a question.
const MOST: usize = 12;
/// A word that questions of so many kinds have says nothing of what is asked.
const KINDS: usize = 5;
/// A word found in no more records than this brings them in; a more common one only counts in those brought in.
const TELLING: usize = 256;

/// The weight of a word that no record holds, as a part of what a word has that one record holds.
const UNKNOWN: f32 = 0.5;

#[derive(Debug, Clone)]
struct Document {
    record: Record,
    spoken: bool,
    /// The numbers of its words, ascending.
    words: Vec<u32>,
}

/// The index.
#[derive(Debug, Clone, Default)]
pub struct Records {
    documents: Vec<Document>,
    /// The number of each word.
    numbers: BTreeMap<String, u32>,
    /// The records that hold a word, by its number.
    postings: Vec<Vec<u32>>,
    /// The spoken records that hold these three words in a row.
    runs: BTreeMap<String, Vec<u32>>,
    ignored: BTreeSet<String>,
}

impl Records {
    /// The index of a dataset. `examples` are the kinds of questions with an example each: what many kinds have in common
    /// is not searched for.
    pub fn new<'a>(
        knowledge: &Knowledge,
        examples: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut kinds: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (kind, example) in examples {
            for (word, _) in raw_terms(example) {
                kinds.entry(word).or_default().insert(kind);
            }
        }
        let mut records = Self {
            ignored: kinds
                .into_iter()
                .filter(|(_, kinds)| kinds.len() >= KINDS)
                .map(|(word, _)| word)
                .collect(),
            ..Self::default()
        };
        for person in knowledge.people.values() {
            records.add_person(knowledge, person);
        }
        for topic in knowledge.topics.values() {
            for (index, claim) in topic.statements.iter().enumerate() {
                let Some(text) = &claim.value.text else {
                    continue;
                };
                let spoken = text.versions().any(|it| it.contains(['"', '“', '「']));
                let record = Record::Topic(topic.id.clone(), index);
                records.add(record, spoken, text.versions(), &[]);
            }
        }
        records
    }

    fn add_person(&mut self, knowledge: &Knowledge, person: &Person) {
        let id = || person.id.clone();
        let subject = [&person.name];
        for (index, claim) in person.facts.iter().enumerate() {
            let text = claim.value.text.versions();
            self.add(Record::Fact(id(), index), false, text, &subject);
        }
        for (at, membership) in person.memberships.iter().enumerate() {
            let Some(departure) = &membership.departure else {
                continue;
            };
            for (index, claim) in departure.statement.iter().enumerate() {
                let quotation = &claim.value;
                let texts = versions(quotation.text.as_ref()).chain(quotation.quote.as_deref());
                self.add(Record::Statement(id(), at, index), true, texts, &subject);
            }
            for (index, claim) in departure.response.iter().enumerate() {
                let quotation = &claim.value;
                let texts = versions(quotation.text.as_ref()).chain(quotation.quote.as_deref());
                let speaker = quotation
                    .by
                    .as_ref()
                    .and_then(|it| knowledge.people.get(it));
                let named: Vec<&Text> = speaker
                    .map(|it| &it.name)
                    .into_iter()
                    .chain(subject)
                    .collect();
                self.add(Record::Response(id(), at, index), true, texts, &named);
            }
            for (index, claim) in departure.reason.iter().enumerate() {
                let texts = versions(claim.value.text.as_ref());
                let spoken = claim.value.voice == Voice::Own && claim.value.text.is_some();
                self.add(Record::Reason(id(), at, index), spoken, texts, &subject);
            }
            for (index, claim) in departure.destination.iter().enumerate() {
                let texts = versions(claim.value.text.as_ref());
                self.add(Record::Destination(id(), at, index), false, texts, &subject);
            }
            for (index, claim) in departure.note.iter().enumerate() {
                let texts = claim.value.text.versions();
                let spoken = claim.value.voice == Voice::Own;
                self.add(Record::Note(id(), at, index), spoken, texts, &subject);
            }
        }
    }

    fn add<'a>(
        &mut self,
        record: Record,
        spoken: bool,
        texts: impl Iterator<Item = &'a str>,
        names: &[&Text],
    ) {
        let number = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let mut words = BTreeSet::new();
        for text in texts {
            words.extend(terms(text).into_iter().map(|word| self.number(word)));
            if spoken {
                for run in runs(text) {
                    let known = self.runs.entry(run).or_default();
                    if known.last() != Some(&number) {
                        known.push(number);
                    }
                }
            }
        }
        if words.is_empty() {
            return;
        }
        for name in names.iter().flat_map(|name| name.versions()) {
            words.extend(terms(name).into_iter().map(|word| self.number(word)));
        }
        for word in &words {
            if let Some(list) = self.postings.get_mut(*word as usize) {
                list.push(number);
            }
        }
        self.documents.push(Document {
            record,
            spoken,
            words: words.into_iter().collect(),
        });
    }

    fn number(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.postings.push(Vec::new());
        }
        number
    }

    /// Which of the tokens of a question are the words of a record: from the first one that it holds to the last.
    pub fn span(&self, tokens: &[String], hit: &Hit) -> Option<std::ops::Range<usize>> {
        let document = self.documents.get(hit.document as usize)?;
        let held = |token: &String| {
            !token.starts_with('{')
                && raw_terms(token).iter().any(|(raw, word)| {
                    !self.ignored.contains(raw)
                        && self
                            .known(word)
                            .is_some_and(|it| document.words.binary_search(&it).is_ok())
                })
        };
        let first = tokens.iter().position(held)?;
        let last = tokens.iter().rposition(held)?;
        Some(first..last + 1)
    }

    /// How much a word says: the rarer, the more.
    fn weight(&self, word: Option<u32>) -> f32 {
        let held = word
            .and_then(|it| self.postings.get(it as usize))
            .map_or(0, Vec::len);
        let [all, held] =
            [self.documents.len(), held].map(|it| f32::from(u16::try_from(it).unwrap_or(u16::MAX)));
        let weight = ((all + 1.0) / (held + 1.0)).ln();
        // A word of no record is more often chat than something else to search for.
        if held > 0.0 { weight } else { weight * UNKNOWN }
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
        let named: BTreeSet<String> = names.iter().flat_map(|it| terms(it)).collect();
        let mut wanted: Vec<(Option<u32>, f32, bool)> = Vec::new();
        let mut light: Vec<u32> = Vec::new();
        for (raw, word) in raw_terms(sought).into_iter().collect::<BTreeSet<_>>() {
            let number = self.known(&word);
            if self.ignored.contains(&raw) {
                light.extend(number);
            } else {
                wanted.push((number, self.weight(number), named.contains(&word)));
            }
        }
        let mut runs_of: BTreeMap<u32, usize> = BTreeMap::new();
        for run in runs(sought) {
            for document in self.runs.get(&run).into_iter().flatten() {
                *runs_of.entry(*document).or_default() += 1;
            }
        }
        let mut candidates: BTreeSet<u32> = runs_of.keys().copied().collect();
        for (number, ..) in &wanted {
            let list = number.and_then(|it| self.postings.get(it as usize));
            candidates.extend(list.filter(|it| it.len() <= TELLING).into_iter().flatten());
        }
        let total: f32 = wanted.iter().map(|(_, weight, _)| weight).sum();
        let bare: f32 = wanted
            .iter()
            .filter(|(.., name)| !name)
            .map(|(_, weight, _)| weight)
            .sum();
        let mut hits: Vec<(f32, Hit)> = candidates
            .into_iter()
            .filter_map(|at| {
                let document = self.documents.get(at as usize)?;
                let holds = |word: &u32| document.words.binary_search(word).is_ok();
                let (mut all, mut wording, mut words) = (0.0, 0.0, 0);
                for (number, weight, name) in &wanted {
                    if number.as_ref().is_some_and(holds) {
                        all += weight;
                        if !name {
                            wording += weight;
                            words += 1;
                        }
                    }
                }
                let run = runs_of.get(&at).map_or(0, |it| it + 2);
                let extra = light.iter().filter(|it| holds(it)).count().min(9);
                let extra = f32::from(u8::try_from(extra).unwrap_or(9)) * 0.01;
                let in_row = f32::from(u8::try_from(run.min(20)).unwrap_or(20)) * 0.02;
                let hit = Hit {
                    record: document.record.clone(),
                    coverage: if total > 0.0 { all / total } else { 0.0 },
                    wording: if bare > 0.0 { wording / bare } else { 0.0 },
                    words,
                    run,
                    spoken: document.spoken,
                    document: at,
                };
                Some((hit.coverage + extra + in_row, hit))
            })
            .collect();
        hits.sort_by(|one, other| other.0.total_cmp(&one.0));
        hits.into_iter().take(MOST).map(|(_, hit)| hit).collect()
    }
}

/// A text without what stands in quotation marks, if anything does.
pub fn unquoted(text: &str) -> Option<String> {
    let inside = quoted(text)?;
    let (head, tail) = text.split_once(inside)?;
    Some(format!("{head} {tail}"))
}

/// The words that a phrase says of its own in the dataset's first language: of its texts, quotations and names.
pub(super) fn words_of(knowledge: &Knowledge, phrase: &Phrase) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (_, value) in &phrase.values {
        match value {
            Value::Text(text) => words.extend(text.versions().next().into_iter().flat_map(terms)),
            Value::Verbatim(text) => words.extend(terms(text)),
            Value::Phrase(inner) => words.extend(words_of(knowledge, inner)),
            Value::Person(id) => {
                let name = knowledge.people.get(id).map(|it| &it.name);
                words.extend(versions(name).next().into_iter().flat_map(terms));
            }
            Value::Organisation(id) => {
                let name = knowledge.organisations.get(id).map(|it| &it.name);
                words.extend(versions(name).next().into_iter().flat_map(terms));
            }
            _ => {}
        }
    }
    words
}

fn versions(text: Option<&Text>) -> impl Iterator<Item = &str> {
    text.into_iter().flat_map(Text::versions)
}

/// The words of a text, with their endings taken off; of text without spaces, its pairs of characters.
fn terms(text: &str) -> Vec<String> {
    raw_terms(text).into_iter().map(|(_, word)| word).collect()
}

/// The words of a text as they stand, each with the one that it is searched by.
fn raw_terms(text: &str) -> Vec<(String, String)> {
    let mut terms = Vec::new();
    for word in Utterance::parse(text).words() {
        for part in by_script(word) {
            if part.chars().any(is_unspaced) {
                let characters: Vec<char> = part.chars().collect();
                terms.extend(characters.windows(2).map(|pair| {
                    let pair: String = pair.iter().collect();
                    (pair.clone(), pair)
                }));
            } else if part.chars().count() > 1 {
                terms.push((part.to_owned(), stem(part).to_owned()));
            }
        }
    }
    terms
}

/// A word parted where text without spaces meets other text.
pub(super) fn by_script(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, character) in word.char_indices() {
        let unspaced = is_unspaced(character);
        if last.is_some_and(|it| it != unspaced) {
            parts.extend(word.get(start..at));
            start = at;
        }
        last = Some(unspaced);
    }
    parts.extend(word.get(start..));
    parts
}

/// A word without the commonest endings, so that "ventures" finds "venture" and "moved" finds "move".
fn stem(word: &str) -> &str {
    let cut = |ending: &str| {
        word.strip_suffix(ending)
            .filter(|rest| rest.chars().count() >= 3)
    };
    ["ing", "ed", "es", "s", "e"]
        .into_iter()
        .find_map(cut)
        .unwrap_or(word)
}

/// Every three words in a row.
fn runs(text: &str) -> Vec<String> {
    let utterance = Utterance::parse(text);
    let words: Vec<&str> = utterance.words().collect();
    words.windows(3).map(|three| three.join(" ")).collect()
}

/// What stands in quotation marks, if it is more than a word.
fn quoted(text: &str) -> Option<&str> {
    const MARKS: [(char, char); 6] = [
        ('"', '"'),
        ('“', '”'),
        ('「', '」'),
        ('『', '』'),
        ('«', '»'),
        ('‘', '’'),
    ];
    MARKS.into_iter().find_map(|(open, close)| {
        let (_, behind) = text.split_once(open)?;
        let (inside, _) = behind.split_once(close)?;
        (terms(inside).len() >= 2).then_some(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_endings_and_unspaced_text_is_read_in_pairs() {
        assert_eq!(terms("Moved mountains"), ["mov", "mountain"]);
        assert_eq!(terms("AIで山"), ["ai", "で山"]);
        assert_eq!(
            quoted("who said \"move mountains\"?"),
            Some("move mountains")
        );
        assert_eq!(quoted("who said 5\" and 6\""), None);
    }
}
