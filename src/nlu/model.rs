//! The trained model of every language, and [`Model::interpret`]: from an utterance to ranked intents with slots.
//!
//! Entities come before intents: names, dates, groups, ordinals and numbers are replaced by slot tokens, in the examples
//! as in the question, so that the classifier learns the shape of questions and not the names in them.

mod again;
mod language;
mod recent;
mod respelling;
mod short_forms;
mod slots;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::classifier::{Explanation, Ranking};
use super::gazetteer::{EntityKind, Entry, Gazetteer, Mention};
use super::particles::Particles;
use super::script::Script;
use super::utterance::Utterance;

pub use language::{Language, LanguageSource};
use recent::Recent;
pub use slots::{Slots, overlap};

/// Intents of all languages over one gazetteer.
#[derive(Debug)]
pub struct Model {
    languages: Vec<Language>,
    gazetteer: Gazetteer,
    recent: Recent,
}

/// The prefix of intents that stand for a topic's own questions.
pub const TOPIC: &str = "topic:";

/// What an utterance was understood to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Interpretation {
    /// The language's tag.
    pub language: String,
    /// The normalised text.
    pub text: String,
    /// The tokens that were classified, slots in braces.
    pub tokens: Vec<String>,
    /// What was named.
    pub slots: Slots,
    /// Intents, best first, with their scores.
    pub candidates: Vec<Candidate>,
    /// The classifier's numbers.
    pub ranking: Ranking,
    /// From this confidence on the best intent is taken.
    pub threshold: f32,
    /// From this confidence on there is no doubt between the two best.
    pub ambiguity_threshold: f32,
    /// Whether the end of the text was left out.
    pub truncated: bool,
    /// The language's small words.
    pub particles: Arc<Particles>,
}

impl Interpretation {
    /// The same as if it named nobody: a name that is half known is nobody's.
    #[must_use]
    pub fn without_people(&self) -> Self {
        let mut unnamed = self.clone();
        let mentions = &mut unnamed.slots.mentions;
        mentions.retain(|it| it.kind != EntityKind::Person);
        unnamed.slots.anchors.clear();
        unnamed.slots.enclosed.clear();
        unnamed
    }

    /// Whether every place of the text but its spaces is covered, asked by the byte.
    pub fn is_covered(&self, covered: impl Fn(usize) -> bool) -> bool {
        let mut text = self.text.char_indices();
        text.all(|(at, character)| character == ' ' || covered(at))
    }
}

/// A ranked intent.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id; [`TOPIC`] and a topic's id for a topic's own questions.
    pub intent: String,
    /// The classifier's score.
    pub score: f32,
}

impl Model {
    /// Trains every language. The same sources give the same model, bit for bit, on any number of threads.
    pub fn train(sources: Vec<LanguageSource>, names: Vec<Entry>, threads: usize) -> Self {
        let behind = sources.iter().map(|it| &it.locale.particles.behind_name);
        let gazetteer = Gazetteer::new(names, &|name| Utterance::parse(name).text().to_owned())
            .before(behind.flatten().cloned().collect());
        let languages = if threads > 1 && sources.len() > 1 {
            std::thread::scope(|scope| {
                let gazetteer = &gazetteer;
                let running: Vec<_> = sources
                    .into_iter()
                    .map(|source| scope.spawn(move || Language::train(source, gazetteer, threads)))
                    .collect();
                let joined = running.into_iter().map(|thread| match thread.join() {
                    Ok(language) => language,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                joined.collect()
            })
        } else {
            sources
                .into_iter()
                .map(|source| Language::train(source, &gazetteer, threads))
                .collect()
        };
        Self {
            languages,
            gazetteer,
            recent: Recent::default(),
        }
    }

    /// Puts thresholds in the place of those that were fitted to each language's table; `None` leaves what is there.
    pub fn set_thresholds(&mut self, threshold: Option<f32>, ambiguity_threshold: Option<f32>) {
        for language in &mut self.languages {
            language
                .classifier
                .set_thresholds(threshold, ambiguity_threshold);
        }
        self.forget();
    }

    /// The languages, in the order of their tags.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The language of this tag, else the first one.
    pub fn language(&self, tag: &str) -> Option<&Language> {
        self.languages
            .iter()
            .find(|it| it.tag == tag)
            .or_else(|| self.languages.first())
    }

    /// The language that a text is written in, by its scripts: the one that claims the most telling script that occurs;
    /// where several claim it, the one that knows the most of its words, or `preferred`. `None` if no language is written in that script.
    pub fn language_of(&self, raw: &str, preferred: Option<&str>) -> Option<&Language> {
        let script = Script::telling(raw)?;
        let written = |it: &&Language| it.scripts.contains(&script);
        let mut languages = self.languages.iter().filter(written);
        let first = languages.next()?;
        if languages.next().is_none() {
            return Some(first);
        }
        // Of languages that share the script, the one that knows the most words is meant; the preferred one in a tie.
        let utterance = Utterance::parse(raw);
        let strange = |it: &Language| utterance.words().filter(|word| it.is_strange(word)).count();
        self.languages
            .iter()
            .filter(written)
            .min_by_key(|it| (strange(it), preferred != Some(it.tag.as_str())))
    }

    /// Understands an utterance in one language, as of the day asked.
    ///
    /// What is understood better as the written language has it is read so.
    pub fn interpret(&self, language: &Language, raw: &str, today: Date) -> Interpretation {
        let typed = self.read(language, raw, today);
        self.read_again(language, typed, raw, today)
    }

    fn read(&self, language: &Language, raw: &str, today: Date) -> Interpretation {
        let utterance = Utterance::parse(raw);
        if let Some(known) = self.recent.get(&language.tag, &utterance, today) {
            return known;
        }
        let read = language.reader(&self.gazetteer).read(&utterance, today);
        let tokens = read.slots.masked(&read.text, &[]);
        let truncated = utterance.truncated();
        let interpretation = classified(language, read.text, tokens, read.slots, truncated);
        self.recent
            .keep(utterance, read.expressions, today, &interpretation);
        interpretation
    }

    /// Forgets how the parts of the last message were read.
    pub fn forget(&self) {
        self.recent.clear();
    }

    /// The same utterance with its pronouns read as slots: what it would be if it named what they stand for. `read` is
    /// by a pronoun's value which token takes its place (`person` → `{person}`).
    pub fn with_referents(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        read: &[(&str, &'static str)],
    ) -> Interpretation {
        let slots = &interpretation.slots;
        retokened(
            language,
            interpretation,
            slots.masked(&interpretation.text, read),
        )
    }

    /// The same utterance with some of its words read as one slot: what it would be if they named a person.
    pub fn reinterpret(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        words: Range<usize>,
        slot: &str,
    ) -> Interpretation {
        let mut tokens = interpretation.tokens.clone();
        tokens.splice(words, [slot.to_owned()]);
        retokened(language, interpretation, tokens)
    }

    /// The same utterance classified without some bytes of its text.
    pub fn passing_over(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        range: &Range<usize>,
    ) -> Interpretation {
        let mut text = interpretation.text.clone();
        text.replace_range(range.clone(), &" ".repeat(range.len()));
        let tokens = interpretation.slots.masked(&text, &[]);
        retokened(language, interpretation, tokens)
    }

    /// The same utterance with some bytes of its text read as a person's name.
    pub fn with_person(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        range: Range<usize>,
    ) -> Interpretation {
        let mut slots = interpretation.slots.clone();
        slots.mentions.push(Mention {
            range,
            kind: EntityKind::Person,
            candidates: Vec::new(),
        });
        retokened(
            language,
            interpretation,
            slots.masked(&interpretation.text, &[]),
        )
    }

    /// Which words decided.
    pub fn explain(&self, language: &Language, interpretation: &Interpretation) -> Explanation {
        let words: Vec<&str> = interpretation.tokens.iter().map(String::as_str).collect();
        language.classifier.explain(&words)
    }
}

/// Another reading of an utterance: the same text and slots, classified by other tokens.
fn retokened(
    language: &Language,
    interpretation: &Interpretation,
    tokens: Vec<String>,
) -> Interpretation {
    classified(
        language,
        interpretation.text.clone(),
        tokens,
        interpretation.slots.clone(),
        interpretation.truncated,
    )
}

fn classified(
    language: &Language,
    text: String,
    tokens: Vec<String>,
    slots: Slots,
    truncated: bool,
) -> Interpretation {
    let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let ranking = language.classifier.classify(&words);
    let candidates = ranking
        .ranked
        .iter()
        .filter_map(|(index, score)| {
            Some(Candidate {
                intent: language.intents.get(*index as usize)?.clone(),
                score: *score,
            })
        })
        .collect();
    Interpretation {
        language: language.tag.clone(),
        text,
        tokens,
        slots,
        candidates,
        ranking,
        threshold: language.classifier.threshold(),
        ambiguity_threshold: language.classifier.ambiguity_threshold(),
        truncated,
        particles: Arc::clone(&language.particles),
    }
}
