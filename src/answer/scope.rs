//! What a look-up sees: the dataset as it was known on the day of the answer, under the filters of the question.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::phrase::{Phrase, Value};
use super::query::{Anchor, Lacking, Query};
use super::statement::{Kind, Statement};
use crate::knowledge::claim::{Citations, Claim, Fact, FactKind, MannerKind, Rank, Voice, When};
use crate::knowledge::date::{Containment, Form as DateForm, PartialDate, Sequence, days_between};
use crate::knowledge::id::{PersonId, TopicId};
use crate::knowledge::organisation::Group;
use crate::knowledge::person::{DateField, Membership, Person, RoleGroup};
use crate::knowledge::topic::Topic;
use crate::knowledge::{Exit, Knowledge};
use crate::nlu::temporal::{Form, Interval, Relation};

/// The dataset as one question sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) query: &'a Query,
    /// The as-of date: the earliest of the day asked, the data's own, and the past day that the question names.
    pub(crate) day: Date,
}

/// Departures that a filter lets through.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection<'a> {
    /// Those that certainly match, in order.
    pub(crate) certain: Vec<Exit<'a>>,
    /// Those that may match, because their date is not known well enough.
    pub(crate) possible: Vec<Exit<'a>>,
}

impl<'a> Scope<'a> {
    /// The scope of a question.
    pub(crate) fn new(knowledge: &'a Knowledge, query: &'a Query) -> Self {
        let mut day = query.today.min(knowledge.as_of);
        for time in &query.times {
            if time.relation == Relation::AsOf
                && let Some(until) = time.interval.until
            {
                day = day.min(until);
            }
        }
        Self {
            knowledge,
            query,
            day,
        }
    }

    /// A scope that sees the dataset as of an earlier day.
    pub(crate) fn as_of(self, day: Date) -> Self {
        Self {
            day: self.day.min(day),
            ..self
        }
    }

    /// The claims that are known on the day and not refuted, preferred ones first.
    pub(crate) fn standing<T>(&self, claims: &'a [Claim<T>]) -> Vec<&'a Claim<T>> {
        let mut standing: Vec<&Claim<T>> = claims
            .iter()
            .filter(|claim| claim.rank != Rank::Refuted && claim.known_on(self.day))
            .collect();
        standing.sort_by_key(|claim| claim.rank);
        standing
    }

    /// The first of [`Scope::standing`].
    pub(crate) fn best<T>(&self, claims: &'a [Claim<T>]) -> Option<&'a Claim<T>> {
        self.standing(claims).into_iter().next()
    }

    /// The event that the question names in the place of a day: "when the deal was signed".
    pub(crate) fn event_for_a_day(&self) -> Option<(&'a Topic, &'a PartialDate)> {
        if self.query.times.iter().any(|time| time.form != Form::Now) {
            return None;
        }
        self.query
            .topics
            .iter()
            .filter_map(|id| self.knowledge.topics.get(id))
            .find_map(|topic| Some((topic, topic.date()?)))
    }

    /// The people named in the question.
    pub(crate) fn people(&self) -> impl Iterator<Item = &'a Person> {
        let knowledge = self.knowledge;
        self.query
            .people
            .iter()
            .filter_map(move |id| knowledge.people.get(id))
    }

    /// The one departure of a person that the question means: from the organisation that it names, else the latest one
    /// that is known on the day.
    pub(crate) fn exit_of(&self, person: &'a Person) -> Option<Exit<'a>> {
        let known: Vec<Exit<'a>> = self
            .knowledge
            .exits_of(person)
            .filter(|exit| self.happened(exit))
            .collect();
        let named = known
            .iter()
            .rfind(|exit| exit.membership.organisation == self.query.organisation);
        match named {
            Some(exit) => Some(*exit),
            None if self.query.organisation_named => None,
            None => known.last().copied(),
        }
    }

    /// Every departure of a person from the organisation meant, in order.
    pub(crate) fn exits_of(&self, person: &'a Person) -> Vec<Exit<'a>> {
        let Some(exit) = self.exit_of(person) else {
            return Vec::new();
        };
        self.knowledge
            .exits_of(person)
            .filter(|other| {
                other.membership.organisation == exit.membership.organisation
                    && self.happened(other)
            })
            .collect()
    }

    /// The membership of a person that the question means.
    pub(crate) fn membership_of(&self, person: &'a Person) -> Option<&'a Membership> {
        person
            .memberships
            .iter()
            .rfind(|membership| membership.organisation == self.query.organisation)
            .or_else(|| person.memberships.last())
    }

    /// The membership in the same organisation that the person took up after a departure, if it lasts on the day.
    pub(crate) fn returned(&self, exit: &Exit<'a>) -> Option<&'a Membership> {
        let left = exit.date()?.sort_key();
        exit.person.memberships.iter().find(|later| {
            later.organisation == exit.membership.organisation
                && later
                    .from
                    .as_ref()
                    .is_some_and(|from| from.sort_key() >= left)
                && later.lasts_on(self.day) == Containment::Inside
        })
    }

    /// Whether a departure is known on the day: it had certainly or perhaps happened by then, and whoever asks could
    /// know of it.
    pub(crate) fn happened(&self, exit: &Exit<'_>) -> bool {
        let begun = exit.date().is_none_or(|date| date.earliest() <= self.day);
        begun && self.can_be_known(exit)
    }

    /// Whether a departure could be known when the question is asked: it was over by then, or a source of its date had
    /// been published.
    fn can_be_known(&self, exit: &Exit<'_>) -> bool {
        let today = self.query.today;
        let over = exit
            .departure
            .span()
            .is_some_and(|(_, latest)| latest <= today);
        if over || today >= self.knowledge.as_of {
            return true;
        }
        exit.departure.citations().is_some_and(|citations| {
            citations
                .iter()
                .filter_map(|it| self.knowledge.sources.get(&it.source)?.published.as_ref())
                .any(|published| published.earliest() <= today)
        })
    }

    /// The role groups asked about; the organisation's first named group if the question names none and `default`.
    pub(crate) fn groups(&self, default: bool) -> Vec<RoleGroup> {
        let narrowed = !self.query.groups.is_empty()
            || !self.query.roles.is_empty()
            || !self.query.among.is_empty();
        if narrowed || !default {
            return self.query.groups.clone();
        }
        self.knowledge
            .organisations
            .get(&self.query.organisation)
            .and_then(|organisation| organisation.groups.first())
            .map(|group| vec![group.role])
            .unwrap_or_default()
    }

    /// The named group of the organisation, if the question is about exactly that group.
    pub(crate) fn named_group(&self, groups: &[RoleGroup]) -> Option<&'a Group> {
        match groups {
            [role] => self.knowledge.group(&self.query.organisation, *role),
            _ => None,
        }
    }

    /// Whether a membership passes the filters on group and person.
    pub(crate) fn admits(
        &self,
        groups: &[RoleGroup],
        person: &PersonId,
        membership: &Membership,
    ) -> bool {
        membership.organisation == self.query.organisation
            && (groups.is_empty() || groups.iter().any(|it| membership.groups.contains(it)))
            && (self.query.roles.is_empty() || membership.holds(&self.query.roles))
            && !self
                .query
                .except_groups
                .iter()
                .any(|it| membership.groups.contains(it))
            && !self.query.except_people.contains(person)
            && (self.query.among.is_empty() || self.query.among.contains(person))
    }

    /// The departures in these groups that pass every filter of the question but time.
    pub(crate) fn exits(&self, groups: &[RoleGroup]) -> Vec<Exit<'a>> {
        let mut exits: Vec<Exit<'a>> = self
            .knowledge
            .exits()
            .filter(|exit| self.admits(groups, &exit.person.id, exit.membership))
            .filter(|exit| self.happened(exit))
            .filter(|exit| self.passes(exit))
            .collect();
        order_as_stated(&mut exits);
        exits
    }

    /// Whether a departure passes the filters on reason, manner and former employer.
    fn passes(&self, exit: &Exit<'a>) -> bool {
        let reasons = self.standing(&exit.departure.reason);
        let reason = |wanted: &String| {
            reasons
                .iter()
                .any(|claim| claim.value.categories.contains(wanted))
        };
        let manners: Vec<MannerKind> = super::filter::manners(self.query).collect();
        let manner = || {
            self.best(&exit.departure.manner)
                .is_some_and(|claim| manners.contains(&claim.value.kind))
        };
        self.query.reasons.iter().all(reason)
            && self.worked_on_all(exit.person)
            && (!self.query.venture || !super::destinations::ventures(*self, exit).is_empty())
            && self.query.lacking.iter().all(|it| self.lacks(exit, *it))
            && (manners.is_empty() || manner())
            && self.came_from_all(exit.person)
    }

    /// Whether a person once worked or studied wherever the question says.
    pub(crate) fn came_from_all(&self, person: &Person) -> bool {
        self.query.formerly.iter().all(|employer| {
            self.standing(&person.facts).iter().any(|claim| {
                matches!(claim.value.kind, FactKind::Background | FactKind::Education)
                    && claim.value.organisations.contains(employer)
            })
        })
    }

    /// Whether a person worked on whatever the question says.
    pub(crate) fn worked_on_all(&self, person: &'a Person) -> bool {
        self.query
            .teams
            .iter()
            .all(|team| self.work_on(person, team).next().is_some())
    }

    /// What is recorded of a person's work on something.
    pub(crate) fn work_on(
        &self,
        person: &'a Person,
        team: &TopicId,
    ) -> impl Iterator<Item = &'a Claim<Fact>> {
        self.standing(&person.facts)
            .into_iter()
            .filter(move |claim| claim.value.kind.is_work() && claim.value.topics.contains(team))
    }

    /// Whether nothing of this is known of a departure.
    fn lacks(&self, exit: &Exit<'a>, what: Lacking) -> bool {
        let departure = exit.departure;
        match what {
            Lacking::Reason => !self
                .standing(&departure.reason)
                .iter()
                .any(|claim| claim.value.voice == Voice::Own && claim.value.text.is_some()),
            Lacking::Statement => !self
                .standing(&departure.statement)
                .iter()
                .any(|claim| claim.value.text.is_some()),
            Lacking::Destination => !self
                .standing(&departure.destination)
                .iter()
                .any(|claim| claim.value.text.is_some()),
        }
    }

    /// The date of a departure that the question's times are held against: that of the announcement where it asks for
    /// announcements, else the one that stands for the departure.
    pub(crate) fn date_asked(&self, exit: &Exit<'a>) -> Option<&'a PartialDate> {
        let announced = self
            .best(&exit.departure.announced)
            .filter(|_| self.query.announced);
        announced
            .map(|claim| &claim.value.date)
            .or_else(|| exit.date())
    }

    /// The departures in these groups that pass every filter, sorted by certainty.
    pub(crate) fn select(&self, groups: &[RoleGroup]) -> Selection<'a> {
        let mut selection = Selection::default();
        for exit in self.exits(groups) {
            let by_the_day = Interval {
                from: None,
                until: Some(self.day),
            };
            // What may lie behind the day is not certain on it, whatever the windows say.
            let verdict = match self.in_time(&exit) {
                Containment::Inside if exit.date().is_some() => self.within(&exit, by_the_day),
                verdict => verdict,
            };
            match verdict {
                Containment::Inside => selection.certain.push(exit),
                Containment::Perhaps => selection.possible.push(exit),
                Containment::Outside => {}
            }
        }
        selection
    }

    /// How a departure stands to the dates, ranges and anchors of the question.
    pub(crate) fn in_time(&self, exit: &Exit<'a>) -> Containment {
        let mut verdicts = Vec::new();
        let windows: Vec<Interval> = self
            .query
            .times
            .iter()
            .filter(|time| time.form != Form::Now)
            .map(|time| time.bounds())
            .collect();
        if !windows.is_empty() {
            let inside = windows
                .iter()
                .map(|window| self.within(exit, *window))
                .min_by_key(|verdict| match verdict {
                    Containment::Inside => 0,
                    Containment::Perhaps => 1,
                    Containment::Outside => 2,
                });
            verdicts.extend(inside);
        }
        for (relation, anchor) in &self.query.anchors {
            verdicts.push(self.beside(exit, *relation, anchor));
        }
        if verdicts.contains(&Containment::Outside) {
            Containment::Outside
        } else if verdicts.contains(&Containment::Perhaps) {
            Containment::Perhaps
        } else {
            Containment::Inside
        }
    }

    /// Whether a departure lies in a window, by the date in the zone that its sources use, and no later than the press
    /// reported it. A date without a lower bound ("by …") is only worth a mention where the window ends near it.
    pub(crate) fn within(&self, exit: &Exit<'a>, window: Interval) -> Containment {
        const NEAR: i32 = 31;
        const NARROW: i32 = 27;
        let (Some(date), Some((earliest, latest))) = (self.date_asked(exit), exit.departure.span())
        else {
            return Containment::Perhaps;
        };
        let (earliest, latest) = if exit.date() == Some(date) {
            (earliest, latest)
        } else {
            (date.earliest(), date.latest())
        };
        let from = window.from.unwrap_or(Date::MIN);
        let until = window.until.unwrap_or(Date::MAX);
        if matches!(date.form, DateForm::By(_)) {
            let joined = exit.membership.from.as_ref().map(PartialDate::earliest);
            let bounded = window.from.is_some() && window.until.is_some();
            let narrow = bounded && days_between(from, until) < NARROW;
            return if latest < from || narrow {
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
            };
        }
        if from <= earliest && latest <= until {
            Containment::Inside
        } else if latest < from || until < earliest {
            Containment::Outside
        } else {
            Containment::Perhaps
        }
    }

    fn beside(&self, exit: &Exit<'a>, relation: Relation, anchor: &Anchor) -> Containment {
        let same = matches!(
            relation,
            Relation::SameDay | Relation::SameWeek | Relation::SameMonth
        );
        let (theirs, sequence) = match anchor {
            Anchor::Person(id) if exit.person.id == *id => {
                return match relation {
                    Relation::Since | Relation::Until | Relation::AsOf | Relation::In => {
                        Containment::Inside
                    }
                    _ => Containment::Outside,
                };
            }
            Anchor::Person(id) => {
                let other = self
                    .knowledge
                    .people
                    .get(id)
                    .and_then(|person| self.exit_of(person));
                let Some(other) = other else {
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
        if same {
            return theirs.map_or(Containment::Perhaps, |theirs| {
                self.together(exit, relation, theirs)
            });
        }
        let wanted_before = matches!(relation, Relation::Before | Relation::Until);
        let open = exit
            .date()
            .is_some_and(|date| matches!(date.form, DateForm::By(_)));
        match (sequence, theirs) {
            (Sequence::Before, _) if wanted_before => Containment::Inside,
            (Sequence::After, _) if !wanted_before => Containment::Inside,
            (Sequence::Undecidable, Some((earliest, latest))) if open => {
                let window = if wanted_before {
                    Interval {
                        from: None,
                        until: earliest.yesterday().ok(),
                    }
                } else {
                    Interval {
                        from: latest.tomorrow().ok(),
                        until: None,
                    }
                };
                self.within(exit, window)
            }
            (Sequence::Undecidable, _) => Containment::Perhaps,
            // What happened on an event's own day may lie on either side of it.
            (Sequence::Same, _) if matches!(anchor, Anchor::Topic(_)) => Containment::Perhaps,
            _ => Containment::Outside,
        }
    }

    /// Whether a departure lies in the same day, week or month as something between two days.
    fn together(
        &self,
        exit: &Exit<'a>,
        relation: Relation,
        (earliest, latest): (Date, Date),
    ) -> Containment {
        let unit = |day: Date| match relation {
            Relation::SameWeek => {
                let back = i32::from(day.weekday().to_monday_zero_offset());
                let monday = day.checked_sub(back.days()).unwrap_or(day);
                (monday, monday.checked_add(6.days()).unwrap_or(day))
            }
            Relation::SameMonth => (day.first_of_month(), day.last_of_month()),
            _ => (day, day),
        };
        let (first, last) = (unit(earliest), unit(latest));
        let window = Interval {
            from: Some(first.0),
            until: Some(last.1),
        };
        match self.within(exit, window) {
            Containment::Inside if first != last => Containment::Perhaps,
            verdict => verdict,
        }
    }

    /// A statement of what follows from records, as of the day.
    pub(crate) fn derived(
        &self,
        phrase: Phrase,
        citations: impl IntoIterator<Item = Citations>,
    ) -> Option<Statement> {
        Statement::derived(phrase, citations, self.day)
    }

    /// What a claim says; attributed in the sentence if only weak sources make it.
    pub(crate) fn told<T>(&self, claim: &Claim<T>, phrase: Phrase) -> Statement {
        let weak = claim.citations.iter().all(|citation| {
            self.knowledge
                .sources
                .get(&citation.source)
                .is_none_or(|source| source.class.is_weak())
        });
        if weak {
            self.reported(claim, phrase)
        } else {
            Statement::stated(claim, phrase)
        }
    }

    /// What a claim says, attributed to its first source.
    pub(crate) fn reported<T>(&self, claim: &Claim<T>, phrase: Phrase) -> Statement {
        Statement::stated(claim, self.attributed(&claim.citations, phrase))
    }

    fn attributed(&self, citations: &Citations, phrase: Phrase) -> Phrase {
        let source = &citations.first().source;
        let class = self
            .knowledge
            .sources
            .get(source)
            .map_or("aggregator", |source| source.class.name());
        let mut publishers: Vec<_> = citations
            .iter()
            .filter_map(|citation| self.knowledge.sources.get(&citation.source))
            .map(|source| &source.publisher)
            .collect();
        publishers.sort();
        publishers.dedup();
        Phrase::new("attributed")
            .with("source", source)
            .with("class", class)
            .with("others", publishers.len().saturating_sub(1))
            .with("text", phrase)
    }

    /// One version of several names who says so: a disputed statement that stands for itself is attributed to its first
    /// source.
    pub(crate) fn attribute_dispute(&self, statement: &mut Statement) {
        const BARE: [&str; 7] = [
            "sentence",
            "predicate",
            "left-on",
            "announced-on",
            "reported-on",
            "version-date",
            "manner",
        ];
        if statement.kind != Kind::Disputed || !BARE.contains(&statement.phrase.id) {
            return;
        }
        let bare = std::mem::replace(&mut statement.phrase, Phrase::new("attributed"));
        statement.phrase = self.attributed(&statement.citations, bare);
    }

    /// Why a claim has its rank, cited like the claim.
    pub(crate) fn because<T>(&self, claim: &Claim<T>, wording: &'static str) -> Option<Statement> {
        let because = claim.because.as_ref()?;
        Some(Statement::stated(
            claim,
            Phrase::new(wording).with("text", because),
        ))
    }

    /// Whether the question is about how things stand, and the only times that it names are the one that it is asked in,
    /// behind the end of the data: then the end of the data is as near as an answer can come.
    pub(crate) fn asks_of_the_present(&self) -> bool {
        let today = self.query.today;
        today > self.knowledge.as_of
            && self.query.times.iter().all(|time| {
                let Interval { from, until } = time.interval;
                time.form == Form::Now
                    || time.form == Form::Relative
                        && from.is_some_and(|from| from <= today)
                        && until.is_some_and(|until| until >= today)
            })
    }

    /// The days before `day` on which the question's windows end, if it names a time at all.
    pub(crate) fn asks_beyond_the_data(&self) -> bool {
        let mut windows = self
            .query
            .times
            .iter()
            .filter(|time| time.form != Form::Now)
            .map(|time| time.bounds())
            .peekable();
        windows.peek().is_some()
            && windows.all(|window| window.from.is_some_and(|from| from > self.knowledge.as_of))
    }
}

/// A person and the date of the departure, for lists: with a rival day beside it, and what the date is of if not of the
/// last day.
pub(crate) fn dated(exit: &Exit<'_>) -> Value {
    let person = Phrase::new("person-dated").with("person", &exit.person.id);
    let Some((field, claim)) = exit.departure.when() else {
        return Value::from(person.with("dated", "no"));
    };
    let date = shown(exit).unwrap_or_else(|| claim.value.date.clone());
    let dated = match field {
        DateField::Effective => "yes",
        DateField::Announced => "announced",
        DateField::Reported => "reported",
    };
    Value::from(person.with("date", date).with("dated", dated))
}

/// The same with the date of the announcement, where the question asks for announcements.
pub(crate) fn dated_as_asked(scope: Scope<'_>, exit: &Exit<'_>) -> Value {
    let announced = scope
        .best(&exit.departure.announced)
        .filter(|_| scope.query.announced);
    match announced {
        Some(claim) => Value::from(
            Phrase::new("person-dated")
                .with("person", &exit.person.id)
                .with("date", &claim.value.date)
                .with("dated", "announced"),
        ),
        None => dated(exit),
    }
}

/// The date of a departure as lists show it.
pub(crate) fn shown(exit: &Exit<'_>) -> Option<PartialDate> {
    let (field, claim) = exit.departure.when()?;
    Some(rival(exit, field, claim).unwrap_or_else(|| claim.value.date.clone()))
}

/// The moment of a departure as lists show it: both days, where two versions of equal rank lie a day apart.
pub(crate) fn moment_of(exit: &Exit<'_>) -> Option<Phrase> {
    let claim = exit.when()?;
    match shown(exit).filter(|date| *date != claim.value.date) {
        Some(date) => Some(moment(&When {
            date,
            time: None,
            zone: None,
            elsewhere: Vec::new(),
            ..claim.value.clone()
        })),
        None => Some(moment(&claim.value)),
    }
}

/// Both days, where two versions of equal rank lie a day apart.
fn rival(exit: &Exit<'_>, field: DateField, main: &Claim<When>) -> Option<PartialDate> {
    let claims = match field {
        DateField::Effective => &exit.departure.effective,
        DateField::Announced => &exit.departure.announced,
        DateField::Reported => return None,
    };
    let day = main.value.date.exact()?;
    let other = claims
        .iter()
        .filter(|claim| claim.rank == main.rank)
        .filter_map(|claim| claim.value.date.exact())
        .find(|other| days_between(day, *other).abs() == 1)?;
    format!("{} or {}", day.min(other), day.max(other))
        .parse()
        .ok()
}

/// The strongest citation of each departure's date.
pub(crate) fn citations<'a>(
    exits: impl IntoIterator<Item = &'a Exit<'a>>,
) -> impl Iterator<Item = Citations> {
    exits.into_iter().map(|exit| {
        exit.departure
            .citations()
            .unwrap_or_else(|| exit.membership.citations.clone())
            .at_most(1)
    })
}

/// Dates of a claim with the preposition that they take, with the zone where it changes the day.
pub(crate) fn on_moment(when: &When) -> Phrase {
    Phrase {
        id: "on-moment",
        ..moment(when)
    }
}

/// Which preposition a date takes.
fn grain(date: &PartialDate) -> &'static str {
    match date.form {
        DateForm::Day(_) | DateForm::Either(..) => "day",
        DateForm::Month(..)
        | DateForm::Year(_)
        | DateForm::PartOfMonth(..)
        | DateForm::PartOfYear(..)
        | DateForm::Season(..)
        | DateForm::Week(_) => "period",
        DateForm::Between(..) | DateForm::By(_) | DateForm::About(_) => "none",
    }
}

/// Dates of a claim, with the zone where it changes the day.
pub(crate) fn moment(when: &When) -> Phrase {
    let mut other: Vec<(&PartialDate, Vec<Value>)> = Vec::new();
    for (date, zone) in &when.elsewhere {
        if *date == when.date {
            continue;
        }
        match other.iter_mut().find(|(known, _)| *known == date) {
            Some((_, zones)) => zones.push(Value::Zone(*zone)),
            None => other.push((date, vec![Value::Zone(*zone)])),
        }
    }
    let plain = Phrase::new("moment")
        .with("date", &when.date)
        .with("grain", grain(&when.date));
    let Some((date, zones)) = other.into_iter().next() else {
        return plain.with("shift", "no");
    };
    let plain = plain
        .with("shift", "yes")
        .with("elsewhere", date)
        .with("zones", Value::List(zones));
    let plain = match when.zone {
        Some(zone) => plain.with("zone", zone),
        None => plain.with("zone", "none"),
    };
    match when.time {
        Some(time) => plain.with("time", time).with("timed", "yes"),
        None => plain.with("timed", "no"),
    }
}

/// Moves departures that the sources place after others behind them, where dates alone do not decide.
fn order_as_stated(exits: &mut [Exit<'_>]) {
    for end in 1..exits.len() {
        let mut at = end;
        while at > 0 {
            let (Some(earlier), Some(later)) = (exits.get(at - 1), exits.get(at)) else {
                break;
            };
            if later.sequence(earlier) != Sequence::Before {
                break;
            }
            exits.swap(at - 1, at);
            at -= 1;
        }
    }
}
