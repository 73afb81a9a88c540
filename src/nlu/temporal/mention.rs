//! What a text says of time: dates as intervals with how precise and how worded they are, and relations to them.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::calendar;

/// How a question relates something to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Within the date ("in 2025"), also when nothing is said.
    In,
    /// From its first day on.
    Since,
    /// Before its first day.
    Before,
    /// After its last day.
    After,
    /// Up to and including its last day ("until", "by").
    Until,
    /// As things stood at its end ("as of").
    AsOf,
    /// On its days.
    SameDay,
    /// In the weeks of its days, Monday to Sunday.
    SameWeek,
    /// In the calendar months of its days.
    SameMonth,
}

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Anything else: a part of a period, a season, two ends.
    Range,
}

/// How a date was worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With its year.
    Calendar,
    /// Without its year, read as the most recent one.
    Partial,
    /// A day of the month alone ("the 10th"), read as the most recent one.
    DayOfMonth,
    /// A day of the week alone ("Tuesday"), read as the most recent one.
    DayOfWeek,
    /// Relative to today ("last week").
    Relative,
    /// "now", "currently".
    Now,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first third.
    Early,
    /// The second third.
    Middle,
    /// The last third.
    Late,
    /// The first month of a long period, the first week of a short one.
    Start,
    /// The last month of a long period, the last week of a short one.
    End,
}

/// Days from one to another, both included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// A temporal expression in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Its bytes, with the relation word.
    pub range: Range<usize>,
    /// How the question relates to it.
    pub relation: Relation,
    /// The date as named, without its relation: both ends are set. [`TimeMention::bounds`] applies the relation.
    pub interval: Interval,
    /// Other readings of an ambiguous date ("10/02/2026"), in the language's order of preference.
    pub alternatives: Vec<Interval>,
    /// How precise it is.
    pub grain: Grain,
    /// How it was worded.
    pub form: Form,
    /// Whether a word says how the question relates to it: "in 2025", and not "2025".
    pub related: bool,
}

impl TimeMention {
    /// A period that was found out rather than worded: the question lies in it, and its bytes are those of what stands for
    /// it, if anything does.
    pub fn within(range: Range<usize>, interval: Interval, grain: Grain) -> Self {
        Self {
            range,
            relation: Relation::In,
            interval,
            alternatives: Vec::new(),
            grain,
            form: Form::Calendar,
            related: false,
        }
    }

    /// What lies before, after or from days on that were found out rather than worded.
    pub fn beside(relation: Relation, days: Interval) -> Self {
        Self {
            relation,
            ..Self::within(0..0, days, Grain::Day)
        }
    }

    /// How things stood at the end of a day that was found out rather than worded.
    pub fn as_of(day: Date) -> Self {
        let until = Interval {
            from: None,
            until: Some(day),
        };
        Self::beside(Relation::AsOf, until)
    }

    /// The days that the mention lets through: the interval with its relation applied.
    pub fn bounds(&self) -> Interval {
        self.relation.bounds(self.interval)
    }
}

impl Relation {
    /// Applies the relation to an interval: "after" a week starts the day after its last.
    pub fn bounds(self, interval: Interval) -> Interval {
        let Interval { from, until } = interval;
        match self {
            Self::In | Self::SameDay => interval,
            Self::SameWeek => Interval {
                from: from.and_then(|day| calendar::week(day)?.from),
                until: until.and_then(|day| calendar::week(day)?.until),
            },
            Self::SameMonth => Interval {
                from: from.map(Date::first_of_month),
                until: until.map(Date::last_of_month),
            },
            Self::Since => Interval { from, until: None },
            Self::Before => Interval {
                from: None,
                until: from.and_then(|day| day.checked_sub(1.day()).ok()),
            },
            Self::After => Interval {
                from: until.and_then(|day| day.checked_add(1.day()).ok()),
                until: None,
            },
            Self::Until | Self::AsOf => Interval { from: None, until },
        }
    }
}

/// A relation word in a text, for combining with an entity beside it ("before the merger").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationMention {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it says.
    pub relation: Relation,
    /// True if it stands before what it relates to, as in English; false if behind, as in Japanese.
    pub precedes: bool,
}
