//! Which of the expressions found are dates: what neighbours lend each other, and what is an ordinary word, a rank or a
//! count after all.

use super::calendar::Fields;
use super::found::Found;
use super::search::skip_space;
use super::{Meaning, TemporalGrammar};

impl TemporalGrammar {
    /// "march and april 2026", "the 10th or 11th of february": a date takes what it lacks from the one joined to it.
    /// Two months with nothing but a dash between them are the ends of a range.
    pub(super) fn share(&self, text: &str, found: &mut Vec<Found>) {
        for index in (1..found.len()).rev() {
            if let Some(range) = found
                .get(index - 1)
                .zip(found.get(index))
                .and_then(|(left, right)| dashed(text, left, right))
            {
                found.splice(index - 1..=index, [range]);
                continue;
            }
            let (before, after) = found.split_at_mut(index);
            let (Some(left), Some(right)) = (before.last_mut(), after.first()) else {
                continue;
            };
            if left.end.is_none()
                && self.connected(text, left, right)
                && let Some(fields) = right.readings.first()
            {
                left.readings
                    .iter_mut()
                    .for_each(|reading| reading.inherit(fields));
            }
        }
    }

    fn connected(&self, text: &str, left: &Found, right: &Found) -> bool {
        skip_space(text, left.range.end) == right.range.start
            || self.connector(text, left.range.end).is_some_and(|from| {
                from == right.range.start || self.skip_filler(text, from) == right.range.start
            })
            || text
                .get(left.range.end..right.range.start)
                .is_some_and(|between| {
                    between
                        .chars()
                        .all(|character| matches!(character, ' ' | ',' | '/' | '-'))
                })
    }

    /// Whether an expression counts as a date here, or is an ordinary word or a rank ("may", "the 10th founder").
    pub(super) fn stands(&self, text: &str, found: &[Found], index: usize) -> bool {
        let Some((this, fields)) = found
            .get(index)
            .and_then(|this| Some((this, this.readings.first()?)))
        else {
            return false;
        };
        let joined = |certain: &dyn Fn(&Fields) -> bool| {
            let left = index
                .checked_sub(1)
                .and_then(|left| found.get(left))
                .filter(|left| self.connected(text, left, this));
            let right = found
                .get(index + 1)
                .filter(|right| self.connected(text, this, right));
            [left, right]
                .into_iter()
                .flatten()
                .any(|other| other.readings.first().is_some_and(certain))
        };
        let ends = text
            .get(this.range.end..)
            .is_none_or(|rest| rest.trim().is_empty());
        if fields.ambiguous && fields.misspelt {
            return fields.year.is_some();
        }
        if fields.is_day_alone() && self.is_rank(text, found, index) {
            return false;
        }
        if fields.is_day_alone() {
            let behind = text.get(skip_space(text, this.range.end)..);
            let is_one = behind.is_some_and(|it| self.copulas.at(it).is_some());
            return this.relation.is_some()
                || ends
                || is_one
                || joined(&|other| other.day.is_some());
        }
        // "Between jan and march" names two months.
        let ranged = this
            .end
            .is_some_and(|it| it.month.is_some() && it.month != fields.month);
        if fields.ambiguous && fields.is_name_alone() && !ranged {
            // "And march?" says nothing else.
            let alone = ends && text.split(' ').count() <= 3;
            return alone
                || this.relation.is_some()
                || joined(&|other| {
                    other.month.is_some() && !(other.ambiguous && other.is_name_alone())
                });
        }
        if fields.ambiguous
            && fields.year.is_none()
            && fields.month.is_some()
            && fields.meaning == Meaning::Date
        {
            return this.relation.is_some() || ends || !counts(text, this);
        }
        true
    }

    /// Whether a bare day is a place in an order: "the 4th or the 5th to leave".
    fn is_rank(&self, text: &str, found: &[Found], index: usize) -> bool {
        let Some(this) = found.get(index) else {
            return false;
        };
        let behind = text
            .get(skip_space(text, this.range.end)..)
            .unwrap_or_default();
        if self.ranks.at(behind).is_some() {
            return true;
        }
        found.get(index + 1).is_some_and(|next| {
            next.readings.first().is_some_and(Fields::is_day_alone)
                && self.connected(text, this, next)
                && self.is_rank(text, found, index + 1)
        })
    }
}

/// "june-september 2025": the normaliser leaves no dash between words.
fn dashed(text: &str, left: &Found, right: &Found) -> Option<Found> {
    let (first, last) = (*left.readings.first()?, *right.readings.first()?);
    let blank = text
        .get(left.range.end..right.range.start)
        .is_some_and(|between| between.trim().is_empty());
    let open = left.end.is_none() && right.end.is_none() && right.relation.is_none();
    let month = |fields: &Fields| fields.month.is_some() && fields.day.is_none();
    let plain = first.is_name_alone() && !first.misspelt && !last.misspelt;
    (blank && open && plain && month(&first) && month(&last) && first.month != last.month).then(
        || {
            let mut first = first;
            first.inherit(&last);
            Found {
                range: left.range.start..right.range.end,
                relation: left.relation,
                readings: vec![first],
                end: Some(last),
                short: false,
            }
        },
    )
}

/// "may 5 people leave": a bare number at the end of the expression may count what follows.
fn counts(text: &str, found: &Found) -> bool {
    let said = text.get(found.range.clone()).unwrap_or_default();
    let last = said.rsplit(' ').next().unwrap_or_default();
    last.bytes().all(|byte| byte.is_ascii_digit())
}
