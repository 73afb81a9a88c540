//! Second readings of an utterance: with its spoken forms written out, and with a misspelt name put right.

use jiff::civil::Date;

use super::{Interpretation, Language, Model};
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::phrases::is_unspaced;

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
        let respelt = language.spoken.respelt(raw);
        let written = respelt.map(|text| self.read(language, &text, today));
        written
            .filter(|it| it.ranking.confidence > typed.ranking.confidence)
            .unwrap_or(typed)
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
