//! How the parts of one message were read: it is looked at whole and in parts, and at each of them for several questions
//! about it, while reading takes most of the time of an answer.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use super::Interpretation;
use crate::nlu::temporal::{Expressions, TimeMention};
use crate::nlu::utterance::Utterance;

/// The most readings that are kept; few messages have more parts.
const MOST: usize = 32;

/// The last readings. They say nothing but what reading again would say, so it does not matter who reads at the same time.
#[derive(Debug, Default)]
pub(super) struct Recent {
    kept: Mutex<VecDeque<Kept>>,
}

#[derive(Debug)]
struct Kept {
    utterance: Utterance,
    /// Its temporal expressions, and the dates that they were on the day that it was read.
    expressions: Expressions,
    dates: Vec<TimeMention>,
    read: Interpretation,
}

impl Kept {
    /// The reading with the dates of a day, if they stand where those of its own day do.
    fn on(&self, today: Date) -> Option<Interpretation> {
        let dates = self.expressions.seen_from(today);
        let places = |dates: &[TimeMention]| dates.iter().map(|it| it.range.clone()).collect();
        let (now, then): (Vec<_>, Vec<_>) = (places(&dates), places(&self.dates));
        if now != then {
            return None;
        }
        let mut read = self.read.clone();
        for time in &mut read.slots.times {
            if let Some(date) = dates.iter().find(|it| it.range == time.range) {
                time.clone_from(date);
            }
        }
        Some(read)
    }
}

impl Recent {
    /// How an utterance was read in a language, as of a day. Days move the dates that it names and nothing else, unless one
    /// of them is not in the calendar then.
    pub(super) fn get(
        &self,
        language: &str,
        utterance: &Utterance,
        today: Date,
    ) -> Option<Interpretation> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |it: &&Kept| it.utterance == *utterance && it.read.language == language;
        kept.iter().filter(same).find_map(|it| it.on(today))
    }

    /// Keeps a reading, and lets the oldest one go for it.
    pub(super) fn keep(
        &self,
        utterance: Utterance,
        expressions: Expressions,
        today: Date,
        read: &Interpretation,
    ) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == MOST {
            kept.pop_front();
        }
        kept.push_back(Kept {
            utterance,
            dates: expressions.seen_from(today),
            expressions,
            read: read.clone(),
        });
    }

    /// Lets all of them go.
    pub(super) fn clear(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clear();
    }
}
