//! One language of the model: what it was trained from, and which words it knows.

mod table;

use std::sync::Arc;

use super::Interpretation;
use super::respelling::Respelling;
use super::short_forms::ShortForms;
use super::slots::Reader;
use crate::nlu::classifier::{Classifier, Ranking};
use crate::nlu::gazetteer::Gazetteer;
use crate::nlu::hashed::HashedSet;
use crate::nlu::locale::{LocaleSource, VocabularySlot};
use crate::nlu::particles::Particles;
use crate::nlu::phrases::{Phrases, is_unspaced};
use crate::nlu::script::Script;
use crate::nlu::spelling::WordList;
use crate::nlu::temporal::TemporalGrammar;

/// One language of the model.
#[derive(Debug)]
pub struct Language {
    /// Its tag.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// The scripts it is written in.
    pub scripts: Vec<Script>,
    /// Intent ids by the classifier's number.
    pub intents: Vec<String>,
    pub(in crate::nlu) particles: Arc<Particles>,
    short_forms: ShortForms,
    pub(super) spoken: Respelling,
    phrases: Phrases,
    temporal: TemporalGrammar,
    words: Arc<WordList>,
    frequent: Arc<WordList>,
    table: Arc<WordList>,
    accounted: WordList,
    pub(super) classifier: Classifier,
    examples: Vec<String>,
    /// The neighbouring characters of scripts without spaces in all examples.
    pairs: HashedSet<(char, char)>,
}

/// What a language brings beside its table: its temporal grammar and its word list.
#[derive(Debug)]
pub struct LanguageSource {
    /// Intent table and vocabulary.
    pub locale: LocaleSource,
    /// How it speaks of time.
    pub temporal: TemporalGrammar,
    /// Its ordinary words, which are never taken for misspelt names.
    pub words: Arc<WordList>,
    /// Its most frequent words, which alone are hardly ever a name.
    pub frequent: Arc<WordList>,
    /// Example questions of topics: topic id and question as written.
    pub topics: Vec<(String, String)>,
}

impl Language {
    pub(super) fn reader<'a>(&'a self, gazetteer: &'a Gazetteer) -> Reader<'a> {
        Reader {
            gazetteer,
            short_forms: &self.short_forms,
            phrases: &self.phrases,
            temporal: &self.temporal,
            words: &self.words,
            frequent: &self.frequent,
            table: &self.table,
        }
    }

    /// Whether a normalised text is a word of the vocabulary for a group.
    pub(super) fn is_group(&self, text: &str) -> bool {
        let found = self.phrases.find(text);
        let whole = 0..text.len();
        found
            .iter()
            .any(|it| it.slot == VocabularySlot::Group && it.range == whole)
    }

    /// Its small words.
    pub fn particles(&self) -> &Particles {
        &self.particles
    }

    /// The example of the best intent that is nearest to the utterance, as the classifier saw it.
    pub fn nearest_example(&self, ranking: &Ranking) -> Option<&str> {
        self.examples
            .get(ranking.nearest_example)
            .map(String::as_str)
    }

    /// Whether a token is neither a slot nor an ordinary word of the language nor a word of its table.
    pub fn is_strange(&self, token: &str) -> bool {
        !token.starts_with('{')
            && token
                .chars()
                .all(|it| it.is_alphabetic() && !is_unspaced(it))
            && !self.words.contains(token)
            && !self.frequent.contains(token)
            && !self.table.contains(token)
    }

    /// Whether a token is neither a slot nor a word of the language's table.
    pub fn is_unaccounted(&self, token: &str) -> bool {
        !token.starts_with('{')
            && !token.chars().any(is_unspaced)
            && !self.accounted.contains(token)
    }

    /// Whether a normalised text only laughs, or the like, behind a question.
    pub fn is_ending(&self, text: &str) -> bool {
        self.short_forms.is_ending(text)
    }

    /// Whether a text stands in an example of the table, within a word or across words.
    pub fn is_in_table(&self, text: &str) -> bool {
        let mut pairs = text.chars().zip(text.chars().skip(1));
        // Going through the table takes longer than an answer.
        pairs.all(|pair| !is_unspaced(pair.0) || !is_unspaced(pair.1) || self.pairs.contains(&pair))
            && self.examples.iter().any(|example| example.contains(text))
    }

    /// The words of a question that name nothing and stand in no example of the table; of a text without spaces, those
    /// in Latin letters.
    pub fn own_words(&self, interpretation: &Interpretation) -> Vec<String> {
        interpretation
            .tokens
            .iter()
            .filter(|token| !token.starts_with('{'))
            .flat_map(|token| token.split(is_unspaced))
            .filter(|word| !word.is_empty() && !self.table.contains(word))
            .map(str::to_owned)
            .collect()
    }

    /// A text parted where a word joins a second question to the first; the word itself goes.
    pub fn parts(&self, raw: &str) -> Vec<String> {
        let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.parted(&raw) {
            Some((head, tail)) => vec![head.to_owned(), tail.trim().to_owned()],
            None => vec![raw],
        }
    }

    fn parted<'a>(&self, raw: &'a str) -> Option<(&'a str, &'a str)> {
        let lower = raw.to_lowercase();
        let joint = self
            .phrases
            .find(&lower)
            .into_iter()
            .find(|it| it.slot == VocabularySlot::Joint && it.range.start > 0)?;
        // Lower case may have another length in rare scripts; then nothing is parted.
        if lower.len() != raw.len() {
            return None;
        }
        let behind = joint.range.start + joint.value.len();
        Some((raw.get(..joint.range.start)?, raw.get(behind..)?))
    }
}
