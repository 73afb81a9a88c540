//! Full-text search over the records: which of them hold the words of a question, and which of them is being quoted.
//!
//! An inverted index from words to records, built once when the dataset is loaded. Words weigh by their rarity; words that
//! questions of every kind have weigh nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::phrase::{Phrase, Value};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Rank, Voice};
use crate::knowledge::id::{PersonId, TopicId};
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::{Filled, Phrases, is_unspaced};
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
    /// A role: person, membership.
    Role(PersonId, usize),
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
    refuted: bool,
    /// The numbers of its words, ascending.
    words: Vec<u32>,
    /// What it says in each language.
    versions: Vec<Version>,
    /// The numbers of the words that its topic goes by.
    about: BTreeSet<u32>,
}

/// One version of a record's text.
#[derive(Debug, Clone)]
struct Version {
    /// The numbers of its words but names, and whether questions of many kinds have the word.
    words: BTreeMap<u32, bool>,
    polarity: BTreeSet<String>,
}

/// What a record brings to the index beside its text.
#[derive(Default)]
struct Saying<'a> {
    spoken: bool,
    refuted: bool,
    /// Names that belong to it: its subject, its speaker.
    names: Vec<&'a Text>,
    /// What its topic goes by.
    about: Vec<&'a str>,
}

/// What a common word weighs against a telling one, where a record is held against a question.
const COMMON: f32 = 0.4;

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
    /// The numbers of words in names of people and of the main organisation.
    named: BTreeSet<u32>,
    /// The vocabulary of each language.
    phrases: Vec<Phrases>,
}

impl Records {
    /// The index of a dataset. `examples` are the kinds of questions with an example each: what many kinds have in common
    /// is not searched for. `phrases` are the vocabularies of the languages, for numbers and denials.
    pub fn new<'a>(
        knowledge: &Knowledge,
        examples: impl Iterator<Item = (&'a str, &'a str)>,
        phrases: Vec<Phrases>,
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
            phrases,
            ..Self::default()
        };
        let people = knowledge.people.values().map(|it| (&it.name, &it.aliases));
        let organisations = knowledge
            .organisations
            .get(&knowledge.organisation)
            .map(|it| (&it.name, &it.aliases));
        for (name, aliases) in people.chain(organisations) {
            let all = name.versions().chain(aliases.iter().map(String::as_str));
            for word in all.flat_map(terms) {
                let number = records.number(word);
                records.named.insert(number);
            }
        }
        for person in knowledge.people.values() {
            records.add_person(knowledge, person);
        }
        for topic in knowledge.topics.values() {
            for (index, claim) in topic.statements.iter().enumerate() {
                let Some(text) = &claim.value.text else {
                    continue;
                };
                let record = Record::Topic(topic.id.clone(), index);
                let aliases = topic.aliases.iter().map(String::as_str);
                let saying = Saying {
                    spoken: text.versions().any(|it| it.contains(['"', '“', '「'])),
                    refuted: claim.rank == Rank::Refuted,
                    about: topic.name.versions().chain(aliases).collect(),
                    ..Saying::default()
                };
                records.add(record, &saying, text.versions());
            }
        }
        records
    }

    fn add_person(&mut self, knowledge: &Knowledge, person: &Person) {
        let id = || person.id.clone();
        let saying = |rank: Rank, spoken: bool| Saying {
            spoken,
            refuted: rank == Rank::Refuted,
            names: vec![&person.name],
            ..Saying::default()
        };
        for (index, claim) in person.facts.iter().enumerate() {
            let text = claim.value.text.versions();
            self.add(Record::Fact(id(), index), &saying(claim.rank, false), text);
        }
        for (at, membership) in person.memberships.iter().enumerate() {
            if let Some(role) = &membership.role {
                let saying = saying(Rank::Normal, false);
                self.add(Record::Role(id(), at), &saying, role.versions());
            }
            let Some(departure) = &membership.departure else {
                continue;
            };
            for (index, claim) in departure.statement.iter().enumerate() {
                let quotation = &claim.value;
                let texts = versions(quotation.text.as_ref()).chain(quotation.quote.as_deref());
                let record = Record::Statement(id(), at, index);
                self.add(record, &saying(claim.rank, true), texts);
            }
            for (index, claim) in departure.response.iter().enumerate() {
                let quotation = &claim.value;
                let texts = versions(quotation.text.as_ref()).chain(quotation.quote.as_deref());
                let speaker = quotation
                    .by
                    .as_ref()
                    .and_then(|it| knowledge.people.get(it));
                let mut saying = saying(claim.rank, true);
                saying.names.extend(speaker.map(|it| &it.name));
                self.add(Record::Response(id(), at, index), &saying, texts);
            }
            for (index, claim) in departure.reason.iter().enumerate() {
                let texts = versions(claim.value.text.as_ref());
                let spoken = claim.value.voice == Voice::Own && claim.value.text.is_some();
                let record = Record::Reason(id(), at, index);
                self.add(record, &saying(claim.rank, spoken), texts);
            }
            for (index, claim) in departure.destination.iter().enumerate() {
                let texts = versions(claim.value.text.as_ref());
                let record = Record::Destination(id(), at, index);
                self.add(record, &saying(claim.rank, false), texts);
            }
            for (index, claim) in departure.note.iter().enumerate() {
                let texts = claim.value.text.versions();
                let spoken = claim.value.voice == Voice::Own;
                let record = Record::Note(id(), at, index);
                self.add(record, &saying(claim.rank, spoken), texts);
            }
        }
    }

    fn add<'a>(
        &mut self,
        record: Record,
        saying: &Saying<'_>,
        texts: impl Iterator<Item = &'a str>,
    ) {
        let number = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let mut words = BTreeSet::new();
        let mut versions = Vec::new();
        for text in texts {
            let version = self.version(text);
            let own: Vec<u32> = self.numbered(text).into_iter().map(|(it, _)| it).collect();
            words.extend(own);
            versions.push(version);
            if saying.spoken {
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
        for name in saying.names.iter().flat_map(|name| name.versions()) {
            words.extend(terms(name).into_iter().map(|word| self.number(word)));
        }
        let about: Vec<String> = saying.about.iter().flat_map(|it| terms(it)).collect();
        let about: BTreeSet<u32> = about.into_iter().map(|word| self.number(word)).collect();
        if saying.refuted {
            words.extend(&about);
        }
        for word in &words {
            if let Some(list) = self.postings.get_mut(*word as usize) {
                list.push(number);
            }
        }
        self.documents.push(Document {
            record,
            spoken: saying.spoken,
            refuted: saying.refuted,
            words: words.into_iter().collect(),
            versions,
            about,
        });
    }

    /// The numbers of a text's words and whether questions of many kinds have the word; a number counts as a word,
    /// however it is written.
    fn numbered(&mut self, text: &str) -> Vec<(u32, bool)> {
        let mut words: Vec<(u32, bool)> = raw_terms(text)
            .into_iter()
            .map(|(raw, word)| (self.number(word), self.ignored.contains(&raw)))
            .collect();
        let figures: Vec<String> = self.figures(text).collect();
        words.extend(figures.into_iter().map(|it| (self.number(it), false)));
        words
    }

    /// The numbers that a text names, in digits.
    fn figures(&self, text: &str) -> impl Iterator<Item = String> + use<> {
        let normalised = Utterance::parse(text);
        let found: BTreeSet<String> = self
            .phrases
            .iter()
            .flat_map(|it| it.find(normalised.text()))
            .filter(|it| it.slot == VocabularySlot::Number && it.value != "1")
            .map(|it| it.value)
            .collect();
        found.into_iter()
    }

    fn version(&mut self, text: &str) -> Version {
        let words = self.numbered(text);
        Version {
            words: words
                .into_iter()
                .filter(|(number, _)| !self.named.contains(number))
                .collect(),
            polarity: self.polarity(text),
        }
    }

    /// What a text denies, and how far it generalises. A denial at its very beginning asks for the positive: "didn't
    /// they leave?"
    fn polarity(&self, text: &str) -> BTreeSet<String> {
        let normalised = Utterance::parse(text);
        let turning = |it: &Filled| match it.slot {
            VocabularySlot::Negation | VocabularySlot::All | VocabularySlot::Share => true,
            VocabularySlot::Cue => it.value == "nearly",
            _ => false,
        };
        self.phrases
            .iter()
            .flat_map(|it| it.find(normalised.text()))
            .filter(turning)
            .filter(|it| it.slot != VocabularySlot::Negation || it.range.start > 0)
            .map(|it| {
                if it.slot == VocabularySlot::Negation {
                    "not".to_owned()
                } else {
                    it.value
                }
            })
            .collect()
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
        let figures: Vec<String> = self.figures(sought).collect();
        for figure in figures {
            let Some(number) = self.numbers.get(&figure) else {
                continue;
            };
            if wanted.iter().all(|(known, ..)| *known != Some(*number)) {
                wanted.push((Some(*number), self.weight(Some(*number)), false));
            }
        }
        let held: BTreeSet<u32> = wanted
            .iter()
            .filter_map(|(number, ..)| *number)
            .chain(light.iter().copied())
            .collect();
        let polarity = self.polarity(sought);
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
                    refuted: document.refuted,
                    echo: self.echo(document, &held, false),
                    echo_of_topic: self.echo(document, &held, true),
                    agrees: document.versions.iter().any(|it| it.polarity == polarity),
                    document: at,
                };
                Some((hit.coverage + extra + in_row, hit))
            })
            .collect();
        hits.sort_by(|one, other| other.0.total_cmp(&one.0));
        // What is false must not be crowded out by what is only near.
        hits.into_iter()
            .enumerate()
            .filter(|(place, (_, hit))| *place < MOST || (hit.refuted && *place < MOST * 4))
            .map(|(_, (_, hit))| hit)
            .collect()
    }

    /// How much of what a record says the words of a question hold, in the language in which they hold the most.
    fn echo(&self, document: &Document, held: &BTreeSet<u32>, of_topic: bool) -> f32 {
        let of = |version: &Version| {
            let (mut all, mut echoed) = (0.0, 0.0);
            for (word, common) in &version.words {
                let weight = self.weight(Some(*word)) * if *common { COMMON } else { 1.0 };
                all += weight;
                if held.contains(word) || (of_topic && document.about.contains(word)) {
                    echoed += weight;
                }
            }
            if all > 0.0 { echoed / all } else { 0.0 }
        };
        document.versions.iter().map(of).fold(0.0, f32::max)
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

/// The words of a person's name in the dataset's first language but the given name.
pub(super) fn name_of(person: &Person) -> Vec<String> {
    let words = person.name.versions().next().map(terms).unwrap_or_default();
    let given = usize::from(words.len() > 1);
    words.into_iter().skip(given).collect()
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
                let part = part.trim_start_matches(['$', '€', '£', '#']);
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
pub(super) fn stem(word: &str) -> &str {
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
