//! How departures stand to the times of a question: its windows of days, and what it asks to be before, after or beside.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::moment::{is_either_day, shown};
use super::super::query::Anchor;
use super::Scope;
use crate::knowledge::Exit;
use crate::knowledge::claim::MannerKind;
use crate::knowledge::date::{Containment, Form as DateForm, PartialDate, Sequence, days_between};
use crate::knowledge::topic::Topic;
use crate::nlu::temporal::{Form, Interval, Relation};

impl<'a> Scope<'a> {
    /// The windows of days that the question names; that it is asked now is none.
    pub(crate) fn windows(&self) -> Vec<Interval> {
        self.query
            .filters
            .times
            .iter()
            .filter(|time| time.form != Form::Now)
            .map(|time| time.bounds())
            .collect()
    }

    /// How a departure stands to the dates, ranges and anchors of the question: in one of its windows, and beside every
    /// anchor as asked.
    pub(crate) fn in_time(&self, exit: &Exit<'a>) -> Containment {
        let windows = self.windows();
        let best = windows
            .iter()
            .map(|window| {
                self.away_in(exit, *window)
                    .unwrap_or_else(|| self.within(exit, *window))
            })
            .min();
        let beside = self
            .query
            .filters
            .anchors
            .iter()
            .map(|(relation, anchor)| self.beside(exit, *relation, anchor));
        best.into_iter()
            .chain(beside)
            .max()
            .unwrap_or(Containment::Inside)
    }

    /// Where the question asks who was on leave: how the leave that a departure began stands to a window.
    fn away_in(&self, exit: &Exit<'a>, window: Interval) -> Option<Containment> {
        let mut manners = super::super::filter::manners(self.query);
        if (manners.next(), manners.next()) != (Some(MannerKind::OnLeave), None) {
            return None;
        }
        let (from, until) = closed(window);
        let (earliest, latest) = exit.departure.span()?;
        let back = self.rejoined(exit).next().and_then(|it| it.from.as_ref());
        let over = back.is_some_and(|it| it.latest() <= from);
        let perhaps_over = back.is_some_and(|it| it.earliest() <= from);
        Some(if earliest > until || over {
            Containment::Outside
        } else if latest > until || perhaps_over {
            Containment::Perhaps
        } else {
            Containment::Inside
        })
    }

    /// The date of a departure that the question's times are held against: that of the announcement where it asks for
    /// announcements, else the one that stands for the departure.
    pub(crate) fn date_asked(&self, exit: &Exit<'a>) -> Option<&'a PartialDate> {
        let announced = self
            .best(&exit.departure.announced)
            .filter(|_| self.query.filters.announced);
        announced
            .map(|claim| &claim.value.date)
            .or_else(|| exit.date())
    }

    /// The date of a departure in the zone of which the reader is shown the days, where that is another day. A stretch of
    /// more than a few days is counted by the days of the sources, as others who count it do; in a shorter one lies also
    /// what the reader is shown in it.
    fn date_shown(&self, exit: &Exit<'a>, window: Interval) -> Option<&'a PartialDate> {
        let zone = self.query.filters.calendar.filter(|_| is_short(window))?;
        let mut elsewhere = exit.when()?.value.elsewhere.iter();
        let (date, _) = elsewhere.find(|(_, it)| *it == zone)?;
        let shown = date.within(window.from, window.until) == Containment::Inside;
        (window.from == window.until || shown).then_some(date)
    }

    /// Whether somebody had gone by the end of a day that is past, since somebody had who left later. On the day itself nobody
    /// can know that yet.
    pub(crate) fn is_outlasted(&self, exit: &Exit<'_>, day: Date) -> bool {
        day < self.query.today && self.knowledge.is_outlasted(exit, day)
    }

    /// Whether a departure lies in a window, by the date in the zone that the reader is shown, and no later than the press
    /// reported it.
    pub(crate) fn within(&self, exit: &Exit<'a>, window: Interval) -> Containment {
        let date = self.date_shown(exit, window);
        let date = date.or_else(|| self.date_asked(exit));
        let (Some(date), Some(span)) = (date, exit.departure.span()) else {
            return Containment::Perhaps;
        };
        let (earliest, latest) = if exit.date() == Some(date) {
            span
        } else {
            (date.earliest(), date.latest())
        };
        if matches!(date.form, DateForm::By(_)) {
            let joined = exit.membership.from.as_ref().map(PartialDate::earliest);
            return open_in(joined, latest, window);
        }
        let (from, until) = closed(window);
        // Whoever left before somebody who had gone by a day had gone by it too.
        let gone_by = |day: Date| self.is_outlasted(exit, day);
        let mut bounds = from.yesterday().into_iter().chain(window.until);
        let bound = bounds.find(|day| *day < latest && gone_by(*day));
        let latest = bound.map_or(latest, |day| day.max(earliest));
        if from <= earliest && latest <= until {
            Containment::Inside
        } else if (latest < from || until < earliest) && !self.is_rivalled_in(exit, window) {
            Containment::Outside
        } else {
            Containment::Perhaps
        }
    }

    /// Whether another version of the day of a departure, to which none is preferred, lies in a window.
    fn is_rivalled_in(&self, exit: &Exit<'_>, window: Interval) -> bool {
        let either = shown(exit).filter(|_| is_either_day(exit));
        either.is_some_and(|it| it.within(window.from, window.until) != Containment::Outside)
    }

    /// How a departure stands to that of somebody, or to an event.
    fn beside(&self, exit: &Exit<'a>, relation: Relation, anchor: &Anchor) -> Containment {
        if let Some(named) = self.left_in_wave(exit, relation, anchor) {
            return named;
        }
        let (theirs, sequence) = match anchor {
            Anchor::Person(id) if exit.person.id == *id => return beside_itself(relation),
            Anchor::Person(id) => {
                let person = self.knowledge.people.get(id);
                let Some(other) = person.and_then(|person| self.exit_beside(person)) else {
                    return Containment::Perhaps;
                };
                (other.departure.span(), exit.sequence(&other))
            }
            Anchor::Topic(id) => {
                let when = self.knowledge.topics.get(id).and_then(Topic::date);
                let sequence = match (exit.date(), when) {
                    (Some(mine), Some(theirs)) => mine.sequence(theirs),
                    _ => Sequence::Undecidable,
                };
                (when.map(|date| (date.earliest(), date.latest())), sequence)
            }
        };
        if matches!(
            relation,
            Relation::SameDay | Relation::SameWeek | Relation::SameMonth
        ) {
            return theirs.map_or(Containment::Perhaps, |theirs| {
                self.together(exit, relation, theirs)
            });
        }
        let before = matches!(relation, Relation::Before | Relation::Until);
        let open = exit
            .date()
            .is_some_and(|date| matches!(date.form, DateForm::By(_)));
        match (sequence, theirs) {
            (Sequence::Before, _) if before => Containment::Inside,
            (Sequence::After, _) if !before => Containment::Inside,
            (Sequence::Undecidable, Some(theirs)) if open => {
                self.within(exit, side_of(theirs, before))
            }
            (Sequence::Undecidable, _) => Containment::Perhaps,
            // What happened on an event's own day may lie on either side of it.
            (Sequence::Same, _) if matches!(anchor, Anchor::Topic(_)) => Containment::Perhaps,
            _ => Containment::Outside,
        }
    }

    /// Whether a departure is one of those of a wave: of whom it names, those who left at its time. Of no other event, and
    /// of none that names nobody.
    fn left_in_wave(
        &self,
        exit: &Exit<'a>,
        relation: Relation,
        anchor: &Anchor,
    ) -> Option<Containment> {
        let Anchor::Topic(id) = anchor else {
            return None;
        };
        let wave = self.knowledge.topics.get(id)?;
        if !is_during(relation) || !wave.is_wave_of_named() {
            return None;
        }
        let date = wave.date()?;
        // Whoever left twice left in the wave once.
        let here = |other: &Exit<'_>| other.date().is_some_and(|it| it.overlaps(date));
        let exits = self.knowledge.exits_of(exit.person);
        let meant = exits.filter(here).count() == 0 || here(exit);
        let named = wave.people.contains(&exit.person.id) && meant;
        Some(if named {
            Containment::Inside
        } else {
            Containment::Outside
        })
    }

    /// Whether a departure lies in the same day, week or month as something between two days.
    fn together(
        &self,
        exit: &Exit<'a>,
        relation: Relation,
        (earliest, latest): (Date, Date),
    ) -> Containment {
        let (first, last) = (unit(relation, earliest), unit(relation, latest));
        let window = Interval {
            from: Some(first.0),
            until: Some(last.1),
        };
        match self.within(exit, window) {
            Containment::Inside if first != last => Containment::Perhaps,
            verdict => verdict,
        }
    }

    /// Whether the question is about how things stand, and the only times that it names are the one that it is asked in,
    /// behind the end of the data: then the end of the data is as near as an answer can come.
    pub(crate) fn asks_of_the_present(&self) -> bool {
        let today = self.query.today;
        today > self.knowledge.as_of
            && self.query.filters.times.iter().all(|time| {
                let Interval { from, until } = time.interval;
                time.form == Form::Now
                    || time.form == Form::Relative
                        && from.is_some_and(|from| from <= today)
                        && until.is_some_and(|until| until >= today)
            })
    }

    /// Whether the question names a time, and every time that it names lies behind the end of the data.
    pub(crate) fn asks_beyond_the_data(&self) -> bool {
        let windows = self.windows();
        let beyond =
            |window: &Interval| window.from.is_some_and(|from| from > self.knowledge.as_of);
        !windows.is_empty() && windows.iter().all(beyond)
    }
}

/// Whether a relation puts departures into the time of an event, and not before or after it.
pub(crate) fn is_during(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::In | Relation::SameDay | Relation::SameWeek | Relation::SameMonth
    )
}

/// Whether a window has both its ends and so few days that a day more or less counts.
pub(crate) fn is_short(window: Interval) -> bool {
    const FEW_DAYS: i32 = 6;
    let ends = window.from.zip(window.until);
    ends.is_some_and(|(from, until)| days_between(from, until) <= FEW_DAYS)
}

/// A window with both its ends.
fn closed(window: Interval) -> (Date, Date) {
    (
        window.from.unwrap_or(Date::MIN),
        window.until.unwrap_or(Date::MAX),
    )
}

/// Whether a date without a lower bound ("by …") lies in a window: it is only worth a mention where the window ends near
/// it, and certain where nothing can lie before the window.
fn open_in(joined: Option<Date>, latest: Date, window: Interval) -> Containment {
    const NEAR: i32 = 31;
    const NARROW: i32 = 27;
    let (from, until) = closed(window);
    let bounded = window.from.is_some() && window.until.is_some();
    let narrow = bounded && days_between(from, until) < NARROW;
    if latest < from || narrow {
        Containment::Outside
    } else if latest > until {
        if days_between(until, latest) <= NEAR {
            Containment::Perhaps
        } else {
            Containment::Outside
        }
    } else if window.from.is_none() || joined.is_some_and(|joined| joined >= from) {
        Containment::Inside
    } else {
        Containment::Perhaps
    }
}

/// A departure is neither before nor after itself; periods that begin or end with it include it.
fn beside_itself(relation: Relation) -> Containment {
    match relation {
        Relation::Since | Relation::Until | Relation::AsOf | Relation::In => Containment::Inside,
        _ => Containment::Outside,
    }
}

/// All days before, or all days after, something between two days.
fn side_of((earliest, latest): (Date, Date), before: bool) -> Interval {
    if before {
        Interval {
            from: None,
            until: earliest.yesterday().ok(),
        }
    } else {
        Interval {
            from: latest.tomorrow().ok(),
            until: None,
        }
    }
}

/// The first and the last day of the week or month of a day; the day itself for any other relation.
fn unit(relation: Relation, day: Date) -> (Date, Date) {
    match relation {
        Relation::SameWeek => {
            let back = i32::from(day.weekday().to_monday_zero_offset());
            let monday = day.checked_sub(back.days()).unwrap_or(day);
            (monday, monday.checked_add(6.days()).unwrap_or(day))
        }
        Relation::SameMonth => (day.first_of_month(), day.last_of_month()),
        _ => (day, day),
    }
}
