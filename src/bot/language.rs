//! In which language a question is asked, and how it reads in it.

use super::{Bot, Question};
use crate::answer::phrase::Value;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::utterance::Utterance;

impl Bot {
    pub(super) fn fallback_language(&self) -> &str {
        self.model
            .languages()
            .first()
            .map_or("en", |it| it.tag.as_str())
    }

    pub(super) fn language_names(&self) -> Value {
        Value::List(
            self.model
                .languages()
                .iter()
                .map(|it| Value::Verbatim(it.name.clone()))
                .collect(),
        )
    }

    /// The language of a question, by its script, and how it reads in it; a text without letters is in the preferred
    /// one. `None` if the bot does not speak it.
    pub(super) fn read_as_typed(
        &self,
        question: &Question<'_>,
    ) -> Option<(&Language, Interpretation)> {
        let spoken = question.memory.map(|it| it.language.as_str());
        let language = if Utterance::parse(question.text).tokens().is_empty() {
            let tag = question
                .language
                .unwrap_or_else(|| self.fallback_language());
            self.model.language(tag)
        } else {
            let preferred = spoken.or(question.language);
            self.model.language_of(question.text, preferred)
        }?;
        let read = self
            .model
            .interpret(language, question.text, question.today);
        if spoken == Some(language.tag.as_str()) || !self.is_foreign(language, &read, question.text)
        {
            return Some((language, read));
        }
        None
    }

    /// Whether a text is in a language that the bot does not speak, although its script is this language's.
    pub(super) fn is_foreign(&self, language: &Language, read: &Interpretation, raw: &str) -> bool {
        let own: Vec<&String> = read
            .tokens
            .iter()
            .filter(|token| !token.starts_with('{'))
            .collect();
        let strange = own
            .iter()
            .filter(|token| {
                language.is_strange(token) && !super::unknown::is_capitalised(raw, token)
            })
            .count();
        let sure = read.ranking.confidence;
        // Names are strange words in every language; a foreign text has little else. Without spaces between words
        // nothing is strange, and only a sure reading speaks for the language that shares the script.
        let spaced = read.text.is_ascii() || strange > 0;
        // What has slips of the keyboard is no other language for that: it has words of the table, and the rest is near to others of them.
        let slips = read.ranking.corrected.len();
        let of_table = own
            .iter()
            .any(|token| token.chars().count() >= TELLING && !language.is_unaccounted(token));
        if sure >= read.threshold && of_table && slips > 0 && strange <= slips + 1 {
            return false;
        }
        // So has what names somebody of the dataset and speaks of them in words of the table; the rest may be names. Beside
        // an organisation the rest is one name of at most three words.
        let first = own.iter().position(|it| language.is_strange(it));
        let last = own.iter().rposition(|it| language.is_strange(it));
        let one_name = first
            .zip(last)
            .is_some_and(|(first, last)| last - first < NAME && last - first + 1 == strange);
        let organisation = read.slots.of(EntityKind::Organisation).next().is_some();
        let of_somebody =
            read.slots.of(EntityKind::Person).next().is_some() || (organisation && one_name);
        let accounted = own.iter().filter(|it| !language.is_unaccounted(it)).count();
        if sure >= read.threshold
            && of_somebody
            && spaced
            && accounted >= 2
            && accounted * 2 >= own.len()
        {
            return false;
        }
        // One name that nothing knows, and words of the table around it: "did Ada Byron quit?"
        let telling = own
            .iter()
            .filter(|it| it.chars().count() >= TELLING && !language.is_unaccounted(it));
        if one_name && accounted + strange == own.len() && telling.count() >= 2 {
            return false;
        }
        let elsewhere = (strange >= 2 && strange * 2 >= own.len())
            || (strange >= 1 && strange * 3 >= own.len() && sure < read.threshold)
            || (!spaced && sure < UNSPACED);
        let supported: Vec<&str> = self.languages().collect();
        elsewhere
            && crate::nlu::language::is_foreign(raw, &supported)
            && !self.heard(language, read, raw).is_recorded()
    }
}

/// A name has no more words.
const NAME: usize = 3;

/// A word of a language's table that is shorter than this may be a word of any language.
const TELLING: usize = 3;

/// The confidence that a text without spaces needs if its characters are those of another language.
const UNSPACED: f32 = 0.5;
