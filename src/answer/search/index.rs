//! Builds the index when a dataset is loaded.

use std::collections::{BTreeMap, BTreeSet};

use super::terms::{Reading, raw_terms, terms, versions};
use super::{Document, Record, Records, Version};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Rank, Voice};
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::nlu::hashed::HashedMap;
use crate::nlu::phrases::Phrases;
use crate::nlu::utterance::Utterance;

/// A word that questions of so many kinds have says nothing of what is asked.
const KINDS: usize = 5;

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

/// Notes that questions of these kinds have a word; of [`KINDS`] no more need be known.
fn add_kinds<'a>(known: &mut HashedMap<String, Vec<&'a str>>, word: &str, new: &[&'a str]) {
    let Some(kinds) = known.get_mut(word) else {
        known.insert(word.to_owned(), new.to_vec());
        return;
    };
    for kind in new {
        if kinds.len() < KINDS && !kinds.contains(kind) {
            kinds.push(kind);
        }
    }
}

impl Records {
    /// The index of a dataset. `examples` are the kinds of questions with an example each: what many kinds have in common
    /// is not searched for. `phrases` are the vocabularies of the languages, for numbers and denials.
    pub fn new<'a>(
        knowledge: &Knowledge,
        examples: impl Iterator<Item = (&'a str, &'a str)>,
        phrases: Vec<Phrases>,
    ) -> Self {
        // By word, the first kinds that have it; and the same by what is searched for in the words.
        let mut of_words: HashedMap<String, Vec<&str>> = HashedMap::default();
        for (kind, example) in examples {
            for word in Utterance::parse(example).words() {
                add_kinds(&mut of_words, word, &[kind]);
            }
        }
        let mut kinds: HashedMap<String, Vec<&str>> = HashedMap::default();
        for (word, of_word) in &of_words {
            for (term, _) in raw_terms(word) {
                add_kinds(&mut kinds, term, of_word);
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
                let number = records.number(&word);
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
        records.weigh();
        records
    }

    /// Weighs the words, once it is known how many records hold each.
    fn weigh(&mut self) {
        let held = self.postings.iter().map(Vec::len);
        self.weights = held.map(|it| self.weight_of(it)).collect();
        for version in self.documents.iter_mut().flat_map(|it| &mut it.versions) {
            for (word, weight) in &mut version.words {
                *weight *= self.weights.get(*word as usize).copied().unwrap_or(0.0);
            }
        }
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
            let reading = Reading::new(&self.phrases, text);
            let numbered = self.numbered(&reading);
            words.extend(numbered.keys());
            if saying.spoken {
                for run in reading.runs() {
                    let known = self.runs.entry(run).or_default();
                    if known.last() != Some(&number) {
                        known.push(number);
                    }
                }
            }
            let own = numbered.into_iter();
            versions.push(Version {
                words: own.filter(|(it, _)| !self.named.contains(it)).collect(),
                polarity: reading.polarity,
            });
        }
        if words.is_empty() {
            return;
        }
        for name in saying.names.iter().flat_map(|name| name.versions()) {
            words.extend(terms(name).iter().map(|word| self.number(word)));
        }
        let about: BTreeSet<u32> = saying
            .about
            .iter()
            .flat_map(|it| terms(it))
            .map(|word| self.number(&word))
            .collect();
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
            about: about.into_iter().collect(),
        });
    }

    /// The numbers of a text's words, and what each weighs beside its rarity; a number counts as a word, however it is
    /// written.
    fn numbered(&mut self, reading: &Reading) -> BTreeMap<u32, f32> {
        let mut words = BTreeMap::new();
        for (raw, word) in reading.terms() {
            let common = self.ignored.contains(raw);
            words.insert(self.number(word), if common { COMMON } else { 1.0 });
        }
        for figure in &reading.figures {
            words.insert(self.number(figure), 1.0);
        }
        words
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), next);
        self.postings.push(Vec::new());
        next
    }
}
