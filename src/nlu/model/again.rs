//! Second readings of an utterance: with its spoken forms written out, and with a misspelt name or word put right.

use jiff::civil::Date;

use super::{Interpretation, Language, Model};
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::phrases::is_unspaced;

/// A reading with misspelt words put right keeps at least this share of the confidence.
const MENDED: f32 = 0.9;
/// A shorter word that is taken for misspelt may as well be somebody's name, but where it lacks a letter.
const LONG_ENOUGH: usize = 5;

impl Model {
    /// What an utterance is understood to be, read again where the way it is typed hides what it says.
    pub(super) fn read_again(
        &self,
        language: &Language,
        typed: Interpretation,
        raw: &str,
        today: Date,
    ) -> Interpretation {
        let typed = match self.with_event(language, &typed, today) {
            Some(named) => named,
            None => typed,
        };
        let typed = match self.with_words_mended(language, &typed, raw, today) {
            Some(mended) => mended,
            None => typed,
        };
        let respelt = language.spoken.respelt(raw);
        let written = respelt.map(|text| self.read(language, &text, today));
        written
            .filter(|it| it.ranking.confidence > typed.ranking.confidence)
            .unwrap_or(typed)
    }

    /// The reading with the words put right that were taken for misspelt, where more of them are then found in the
    /// vocabulary: the classifier corrects words, and phrases are looked for in what was typed.
    fn with_words_mended(
        &self,
        language: &Language,
        typed: &Interpretation,
        raw: &str,
        today: Date,
    ) -> Option<Interpretation> {
        let corrected = &typed.ranking.corrected;
        let long = |(wrong, right): &&(String, String)| {
            let letters = wrong.chars().count();
            letters >= LONG_ENOUGH || (letters + 1 == LONG_ENOUGH && right.len() > wrong.len())
        };
        let slips = corrected.iter().filter(long).cloned();
        let groups = misspelt_groups(language, typed);
        let words: Vec<(String, String)> = slips.chain(groups).collect();
        if words.is_empty() {
            return None;
        }
        let mended = words
            .iter()
            .fold(raw.to_lowercase(), |text, (wrong, right)| {
                with_word(&text, wrong, right)
            });
        let mut again = self.read(language, &mended, today);
        again.ranking.corrected.clone_from(corrected);
        let told = words
            .iter()
            .any(|(wrong, right)| !is_told(typed, wrong) && is_told(&again, right));
        let sure =
            again.ranking.confidence >= again.threshold.min(typed.ranking.confidence * MENDED);
        let named = |it: &Interpretation| {
            let names = it.slots.mentions.iter();
            names.filter(|it| it.kind != EntityKind::Group).count()
        };
        let telling = told && sure && named(&again) == named(typed);
        telling.then_some(again)
    }

    /// The reading with a misspelt organisation put right, where that begins the name of an event: without spaces between
    /// words, "Alpah買収" is Alpha and not the purchase of Alpha.
    fn with_event(
        &self,
        language: &Language,
        typed: &Interpretation,
        today: Date,
    ) -> Option<Interpretation> {
        let text = &typed.text;
        let runs_on = |it: &Mention| {
            let behind = text
                .get(it.range.end..)
                .and_then(|rest| rest.trim_start().chars().next());
            behind.is_some_and(is_unspaced)
        };
        let (wrong, right) = typed
            .slots
            .of(EntityKind::Organisation)
            .filter(|it| runs_on(it))
            .find_map(|it| {
                let candidate = it.candidates.first().filter(|it| it.distance > 0)?;
                Some((it.range.clone(), candidate.matched.to_lowercase()))
            })?;
        let behind = text.get(wrong.end..)?;
        let again = format!("{}{right}{behind}", text.get(..wrong.start)?);
        let named = self.read(language, &again, today);
        let event = named.slots.mentions.iter().any(|it| {
            matches!(it.kind, EntityKind::Topic | EntityKind::Event)
                && it.range.start == wrong.start
        });
        event.then_some(named)
    }
}

/// The misspelt names of groups that a word of the vocabulary means as well: of the group in general, and not of the one
/// organisation whose group has the name. Each with what it is read as.
fn misspelt_groups(
    language: &Language,
    typed: &Interpretation,
) -> impl Iterator<Item = (String, String)> {
    typed.slots.of(EntityKind::Group).filter_map(|it| {
        let misspelt = it.candidates.first().filter(|it| it.distance > 0)?;
        let wrong = typed.text.get(it.range.clone())?;
        let name = misspelt.matched.to_lowercase();
        // "Executives" is what is left of "executives of Alpha".
        let word = name.split(' ').find(|it| language.is_group(it))?;
        (!wrong.contains(' ')).then(|| (wrong.to_owned(), word.to_owned()))
    })
}

/// Whether a word stands in a phrase of the vocabulary, in a date or in a relation.
fn is_told(read: &Interpretation, word: &str) -> bool {
    let slots = &read.slots;
    read.text.match_indices(word).any(|(at, _)| {
        slots.fills(at, |_| true)
            || slots.times.iter().any(|it| it.range.contains(&at))
            || slots.relations.iter().any(|it| it.range.contains(&at))
    })
}

/// A text with a word in the place of another, wherever that stands alone.
fn with_word(text: &str, wrong: &str, right: &str) -> String {
    let mut mended = String::with_capacity(text.len() + right.len());
    let mut rest = text;
    while let Some(at) = rest.find(wrong) {
        let (before, from) = rest.split_at(at);
        let behind = from.strip_prefix(wrong).unwrap_or_default();
        let alone =
            !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
        mended.push_str(before);
        mended.push_str(if alone { right } else { wrong });
        rest = behind;
    }
    mended.push_str(rest);
    mended
}
