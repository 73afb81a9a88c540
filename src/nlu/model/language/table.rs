//! From a language's table to its model: every example as the shape of a question, and the classifier trained on them.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::{Language, LanguageSource};
use crate::nlu::classifier::{Classifier, Example};
use crate::nlu::gazetteer::Gazetteer;
use crate::nlu::hashed::{HashedMap, HashedSet};
use crate::nlu::locale::LocaleSource;
use crate::nlu::model::TOPIC;
use crate::nlu::model::respelling::Respelling;
use crate::nlu::model::short_forms::ShortForms;
use crate::nlu::model::slots::Reader;
use crate::nlu::phrases::{Phrases, is_unspaced};
use crate::nlu::spelling::WordList;
use crate::nlu::utterance::Utterance;

/// Examples that contain dates are masked as of this day; which one does not matter, since only the slot token is kept.
const ANY_DAY: Date = date(2026, 1, 1);

impl Language {
    /// Trains one language with these names.
    pub(in crate::nlu::model) fn train(
        source: LanguageSource,
        gazetteer: &Gazetteer,
        threads: usize,
    ) -> Self {
        let LanguageSource {
            locale,
            temporal,
            words,
            frequent,
            topics,
        } = source;
        let short_forms = ShortForms::new(locale.shorthand.clone(), locale.endings.clone());
        let phrases = Phrases::new(&locale.vocabulary);
        let table_words = words_of(&locale);
        let table = Arc::new(WordList::parse(&table_words));
        let reader = Reader {
            gazetteer,
            short_forms: &short_forms,
            phrases: &phrases,
            temporal: &temporal,
            words: &words,
            frequent: &frequent,
            table: &table,
        };
        let mut mask = ExampleMask {
            reader,
            known: HashedMap::default(),
        };
        let mut lessons = Lessons::default();
        lessons.add_table(&locale, &mut mask);
        lessons.add_topics(&topics, reader);
        let unrelated: Vec<String> = locale
            .unrelated
            .iter()
            .map(|text| mask.tokens(text).join(" "))
            .collect();
        let classifier = Classifier::train(
            &lessons.examples,
            lessons.intents.len(),
            &unrelated,
            Arc::clone(&words),
            threads,
        )
        .spelling(vocabulary_words(&locale).chain(temporal.names()));
        Self {
            tag: locale.tag,
            name: locale.name,
            scripts: locale.scripts,
            intents: lessons.intents,
            particles: Arc::new(locale.particles),
            short_forms,
            spoken: Respelling::new(locale.spoken),
            pairs: unspaced_pairs(&lessons.examples),
            examples: lessons.examples.into_iter().map(|it| it.text).collect(),
            phrases,
            temporal,
            words,
            frequent,
            table,
            accounted: accounted(table_words, &topics),
            classifier,
        }
    }
}

/// What a classifier learns: intents by number, and examples of them as shapes.
#[derive(Default)]
struct Lessons {
    intents: Vec<String>,
    examples: Vec<Example>,
}

impl Lessons {
    /// The examples of the intent table; those of one template belong together.
    fn add_table<'a>(&mut self, locale: &'a LocaleSource, mask: &mut ExampleMask<'a>) {
        for intent in &locale.intents {
            let number = self.intent(intent.id.clone());
            let examples = intent.examples.iter().map(|example| Example {
                intent: number,
                group: (u64::from(number) << 32) | u64::from(example.template),
                text: mask.tokens(&example.text).join(" "),
            });
            self.examples.extend(examples);
        }
    }

    /// The questions of topics, each an example of the topic's own intent and a group of its own.
    fn add_topics(&mut self, topics: &[(String, String)], reader: Reader<'_>) {
        for (index, (topic, question)) in topics.iter().enumerate() {
            let id = format!("{TOPIC}{topic}");
            let known = self.intents.iter().position(|it| *it == id);
            let intent = match known {
                Some(at) => u32::try_from(at).unwrap_or(u32::MAX),
                None => self.intent(id),
            };
            self.examples.push(Example {
                intent,
                group: u64::MAX - index as u64,
                text: shape(reader, question).join(" "),
            });
        }
    }

    /// The number of a new intent.
    fn intent(&mut self, id: String) -> u32 {
        let number = u32::try_from(self.intents.len()).unwrap_or(u32::MAX);
        self.intents.push(id);
        number
    }
}

/// A question as the classifier sees it: its words with slot tokens in the place of what it names.
fn shape(reader: Reader<'_>, question: &str) -> Vec<String> {
    let read = reader.read(&Utterance::parse(question), ANY_DAY);
    read.slots.masked(&read.text, &[])
}

/// The words of a table's own examples, one a line. Whoever writes a word of the table in a question means it, not a
/// name that looks alike; topics' questions hold names themselves and count only as words that mean something.
fn words_of(locale: &LocaleSource) -> String {
    let examples = locale.intents.iter().flat_map(|it| &it.examples);
    let mut parts = HashedSet::default();
    let mut known: HashedSet<String> = HashedSet::default();
    let mut words = String::new();
    for part in examples.flat_map(|it| outside_braces(&it.text)) {
        if !parts.insert(part) {
            continue;
        }
        for word in Utterance::parse(part).words() {
            if !known.contains(word) {
                known.insert(word.to_owned());
                words.push_str(word);
                words.push('\n');
            }
        }
    }
    words
}

/// The words of the vocabulary's phrases.
fn vocabulary_words(locale: &LocaleSource) -> impl Iterator<Item = &str> {
    let phrases = locale.vocabulary.iter().flat_map(|it| &it.words);
    phrases.flat_map(|it| it.split(|letter: char| !letter.is_alphabetic()))
}

/// The neighbouring characters of scripts without spaces.
fn unspaced_pairs(examples: &[Example]) -> HashedSet<(char, char)> {
    let texts = examples.iter().map(|it| it.text.as_str());
    texts
        .filter(|it| !it.is_ascii())
        .flat_map(|it| it.chars().zip(it.chars().skip(1)))
        .filter(|pair| is_unspaced(pair.0) && is_unspaced(pair.1))
        .collect()
}

/// The words that mean something: those of the table and those of the topics' questions.
fn accounted(table: String, topics: &[(String, String)]) -> WordList {
    let words = topics
        .iter()
        .map(|(_, question)| Utterance::parse(question).text().replace(' ', "\n"))
        .fold(table, |all, words| all + "\n" + &words);
    WordList::parse(&words)
}

/// Reads examples: slots in braces stay, what stands between them is read like a question, and each such part once.
struct ExampleMask<'a> {
    reader: Reader<'a>,
    known: HashedMap<&'a str, Vec<String>>,
}

impl<'a> ExampleMask<'a> {
    fn tokens(&mut self, example: &'a str) -> Vec<String> {
        let mut tokens = Vec::new();
        let mut rest = example;
        loop {
            let open = rest.find('{').unwrap_or(rest.len());
            let (plain, slot) = rest.split_at(open);
            let reader = self.reader;
            let read = self
                .known
                .entry(plain.trim())
                .or_insert_with_key(|plain| shape(reader, plain));
            tokens.extend(read.iter().cloned());
            let Some(close) = slot.find('}') else {
                return tokens;
            };
            let (token, behind) = slot.split_at(close + 1);
            tokens.push(token.to_owned());
            rest = behind;
        }
    }
}

fn outside_braces(example: &str) -> impl Iterator<Item = &str> {
    example
        .split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, behind)| behind))
}
