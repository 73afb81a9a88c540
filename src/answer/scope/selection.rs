//! Which departures a question is about: the filters on group, person, reason, manner, work and former employer, then time.

use super::super::moment::is_leave;
use super::super::query::{Comings, Lacking};
use super::super::{destinations, filter, verify};
use super::Scope;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Fact, FactKind, MannerKind, Voice};
use crate::knowledge::date::{Containment, Sequence};
use crate::knowledge::id::{OrganisationId, PersonId, TopicId};
use crate::knowledge::organisation::Group;
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::nlu::temporal::{Form, Interval};

/// Departures that a filter lets through.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection<'a> {
    /// Those that certainly match, in order.
    pub(crate) certain: Vec<Exit<'a>>,
    /// Those that may match, because their date is not known well enough.
    pub(crate) possible: Vec<Exit<'a>>,
    /// Leaves that would match and are no departures: whoever took one is not gone.
    pub(crate) leaves: Vec<Exit<'a>>,
}

impl<'a> Scope<'a> {
    /// The role groups asked about; the one group that the organisation names if the question names none and `default`. An
    /// organisation that names several is recorded for the sake of none of them.
    pub(crate) fn groups(&self, default: bool) -> Vec<RoleGroup> {
        let narrowed = !self.query.filters.groups.is_empty()
            || !self.query.filters.roles.is_empty()
            || !self.query.filters.among.is_empty();
        if narrowed || !default {
            return self.query.filters.groups.clone();
        }
        self.knowledge
            .organisations
            .get(&self.query.organisation)
            .and_then(|organisation| match organisation.groups.as_slice() {
                [group] => Some(vec![group.role]),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The named group of the organisation, if the question is about exactly that group.
    pub(crate) fn named_group(&self, groups: &[RoleGroup]) -> Option<&'a Group> {
        match groups {
            [role] => self.knowledge.group(&self.query.organisation, *role),
            _ => None,
        }
    }

    /// The departures in these groups that pass every filter, sorted by certainty.
    pub(crate) fn select(&self, groups: &[RoleGroup]) -> Selection<'a> {
        let mut selection = Selection::default();
        let leaves_count = self.query.filters.manners.contains(&MannerKind::OnLeave);
        for exit in self.exits(groups) {
            match self.certainty(&exit) {
                Containment::Inside if !leaves_count && is_leave(&exit) => {
                    selection.leaves.push(exit);
                }
                Containment::Perhaps if !leaves_count && is_leave(&exit) => {}
                Containment::Inside => selection.certain.push(exit),
                Containment::Perhaps => selection.possible.push(exit),
                Containment::Outside => {}
            }
        }
        selection
    }

    /// Whether any departure in these groups certainly passes every filter.
    pub(crate) fn selects(&self, groups: &[RoleGroup]) -> bool {
        self.passing(groups)
            .any(|exit| self.certainty(&exit) == Containment::Inside)
    }

    /// Whether a departure lies in the time that the question names. What may lie behind the day is not certain on it,
    /// whatever the windows say.
    fn certainty(&self, exit: &Exit<'a>) -> Containment {
        match self.certainty_in_time(exit) {
            // What only some sources say of a venture, against where most have them go, makes nobody a founder.
            Containment::Inside
                if self.query.filters.venture && !destinations::founded(*self, exit) =>
            {
                Containment::Perhaps
            }
            verdict => verdict,
        }
    }

    /// Whether a departure lies in the time that the question names, and not behind the day.
    pub(crate) fn certainty_in_time(&self, exit: &Exit<'a>) -> Containment {
        let by_the_day = Interval {
            from: None,
            until: Some(self.day),
        };
        match self.in_time(exit) {
            Containment::Inside if exit.date().is_some() => self.within(exit, by_the_day),
            verdict => verdict,
        }
    }

    /// The departures in these groups that pass every filter of the question but time, as the records have them.
    fn passing(&self, groups: &[RoleGroup]) -> impl Iterator<Item = Exit<'a>> {
        self.knowledge
            .exits_from(&self.query.organisation)
            .filter(|exit| self.admits(groups, &exit.person.id, exit.membership))
            .filter(|exit| self.happened(exit))
            .filter(|exit| self.passes(exit))
    }

    /// The departures in these groups that pass every filter of the question but time, in order.
    pub(crate) fn exits(&self, groups: &[RoleGroup]) -> Vec<Exit<'a>> {
        let mut exits: Vec<Exit<'a>> = self.passing(groups).collect();
        order_as_stated(&mut exits);
        exits
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
            && (self.query.filters.roles.is_empty() || membership.holds(&self.query.filters.roles))
            && !self
                .query
                .filters
                .except_groups
                .iter()
                .any(|it| membership.groups.contains(it))
            && !self.query.filters.except_people.contains(person)
            && (self.query.filters.among.is_empty() || self.query.filters.among.contains(person))
    }

    /// Whether a departure passes the filters on reason, manner and former employer.
    fn passes(&self, exit: &Exit<'a>) -> bool {
        // Whoever came back is on leave no more.
        let now = self.query.focus.present
            || self
                .query
                .filters
                .times
                .iter()
                .any(|it| it.form == Form::Now);
        let over = || now && self.rejoined(exit).next().is_some();
        let manners: Vec<MannerKind> = filter::manners(self.query).collect();
        if manners == [MannerKind::OnLeave] && over() {
            return false;
        }
        let given = self.standing(&exit.departure.reason);
        let reason = |wanted: &String| {
            given
                .iter()
                .any(|claim| claim.value.categories.contains(wanted))
        };
        let manner = || {
            self.best(&exit.departure.manner)
                .is_some_and(|claim| manners.contains(&claim.value.kind))
        };
        // "For health and family reasons" are as much of the one as of the other.
        let reasons = &self.query.filters.reasons;
        (reasons.is_empty() || reasons.iter().any(reason))
            && self.worked_on_all(exit.person)
            && (!self.query.filters.venture || !destinations::ventures(*self, exit).is_empty())
            && self
                .query
                .filters
                .lacking
                .iter()
                .all(|it| self.lacks(exit, *it))
            && (manners.is_empty() || manner())
            && !self
                .best(&exit.departure.manner)
                .is_some_and(|it| self.query.filters.except_manners.contains(&it.value.kind))
            && self
                .query
                .filters
                .comings
                .is_none_or(|it| self.came_and_went(exit, it))
            && self.came_from_all(exit.person)
    }

    /// Whether somebody left as often as the question says.
    fn came_and_went(&self, exit: &Exit<'a>, comings: Comings) -> bool {
        match comings {
            Comings::ForGood => self.rejoined(exit).next().is_none(),
            Comings::Again => self.exits_here(exit.person).count() > 1,
        }
    }

    /// Whether a person once worked or studied wherever the question says; an internship counts only where the question
    /// asks for one.
    pub(crate) fn came_from_all(&self, person: &Person) -> bool {
        let from = |employer: &OrganisationId| {
            self.standing(&person.facts).iter().any(|claim| {
                let kind = claim.value.kind;
                let there = kind.is_origin() && claim.value.organisations.contains(employer);
                let intern = kind == FactKind::Internship;
                there && (!intern || verify::done(*self, &claim.value.text))
            })
        };
        let formerly = &self.query.filters.formerly;
        if self.query.filters.alternatives && formerly.len() > 1 {
            return formerly.iter().any(from);
        }
        formerly.iter().all(from)
    }

    /// Whether a person worked on whatever the question says.
    pub(crate) fn worked_on_all(&self, person: &'a Person) -> bool {
        self.query
            .filters
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
}

/// Moves departures that the sources place after others behind them, where dates alone do not decide.
pub(crate) fn order_as_stated(exits: &mut [Exit<'_>]) {
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
