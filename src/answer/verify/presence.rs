//! Whether somebody is or was there: on the day asked, on a past day, in a period, at an event.

mod without_exit;

use jiff::civil::Date;

use super::super::dates::dates;
use super::super::destinations::destinations_of;
use super::super::list::on_leave;
use super::super::manners::manners_of;
use super::super::moment::moment;
use super::super::phrase::Phrase;
use super::super::remaining::remaining;
use super::super::scope::Scope;
use super::super::statement::{Kind, Statement};
use super::days::{event, windows};
use super::whereabouts::whereabouts;
use super::{Judgement, Verdict, conclude};
use crate::answer::statement::Answer;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, MannerKind, Rank, When};
use crate::knowledge::date::{Containment, PartialDate};
use crate::knowledge::person::{Membership, Person};
use crate::nlu::temporal::Interval;
use without_exit::without_exit;

/// Whether somebody is still there, or was on the days that the question names.
pub(in crate::answer) fn remains(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        return remaining(scope);
    }
    // Whether somebody was there on a past day is told with all that is known today.
    let scope = Scope {
        day: scope.query.today.min(scope.knowledge.as_of),
        ..scope
    };
    let event = event(scope);
    let windows = windows(scope, event.map(|(_, date)| date));
    if windows.is_empty()
        && event.is_none()
        && let Some(answer) = super::several::still_there(scope)
    {
        return answer;
    }
    let here = scope.query.organisation_named;
    let mut worst = Verdict::Supported;
    let mut statements = Vec::new();
    for person in scope.people() {
        let judgement = if scope.query.others.is_empty() || (here && event.is_some()) {
            judge(scope, person, &windows)
        } else if here {
            // Another organisation beside the one meant belongs to an event that the records do not know.
            Judgement {
                verdict: Verdict::Unknown,
                ..judge(scope, person, &windows)
            }
        } else {
            whereabouts(scope, person, &windows)
        };
        worst = worst.max(judgement.verdict);
        statements.extend(judgement.statements);
    }
    if let Some((topic, _)) = event {
        statements.extend(super::super::topic::dates(scope, topic).into_iter().take(1));
    }
    conclude(scope, worst, statements)
}

/// Whether some source says that somebody stepped back, and did not leave altogether.
pub(super) fn stepped_back(scope: Scope<'_>, exit: &Exit<'_>) -> bool {
    let manners = scope.standing(&exit.departure.manner);
    manners
        .iter()
        .any(|claim| claim.value.kind == MannerKind::SteppedBack)
}

/// Whether somebody was there on the days asked about; today, if there are none.
fn judge(scope: Scope<'_>, person: &Person, windows: &[Interval]) -> Judgement {
    let stay = stay_in(scope, person, windows);
    let Some(exit) = stay.or_else(|| scope.exit_of(person)) else {
        return without_exit(scope, person, windows);
    };
    if let Some(role) = otherwise(scope, &exit) {
        return role;
    }
    if windows.is_empty() {
        return judge_today(scope, &exit);
    }
    let mut statements = dates(scope, &exit);
    // A return after the time asked about is no answer to it.
    let end = windows.iter().filter_map(|window| window.until).max();
    let later = scope.returned(&exit).and_then(|it| it.from.as_ref());
    if let (Some(end), Some(from)) = (end, later)
        && from.earliest() > end
    {
        // Of a leave the return is the end.
        let manner = scope.best(&exit.departure.manner);
        if manner.is_none_or(|it| it.value.kind != MannerKind::OnLeave) {
            statements.retain(|it| it.phrase.id != "returned");
        }
    }
    let verdict = windows
        .iter()
        .map(|window| there(scope, &exit, *window).min(back_by(scope, &exit, *window)))
        .max()
        .unwrap_or(Verdict::Unknown);
    let verdict = if verdict == Verdict::Contradicted && away(scope, &exit, windows) {
        Verdict::Away
    } else {
        verdict
    };
    if matches!(
        verdict,
        Verdict::Likely | Verdict::Unlikely | Verdict::Disputed
    ) {
        // Which versions are at odds makes the verdict; most are told with the dates already.
        if statements.iter().all(|it| it.kind != Kind::Disputed) {
            statements.extend(rivals(scope, &exit));
        }
    }
    if verdict == Verdict::Supported && scope.returned(&exit).is_some() {
        statements.reverse();
    }
    // Of several stays the one that the days fall into is told by when it began.
    if verdict == Verdict::Supported && scope.knowledge.exits_of(person).count() > 1 {
        statements.splice(0..0, began(scope, person, exit.membership));
    }
    if let Some(from) = &exit.membership.from
        && verdict != Verdict::Supported
        && windows
            .iter()
            .any(|window| from.within(None, window.until) != Containment::Inside)
    {
        statements.extend(began(scope, person, exit.membership));
    }
    Judgement {
        verdict,
        statements,
    }
}

/// Whether somebody was on leave for the whole of every stretch of days.
fn away(scope: Scope<'_>, exit: &Exit<'_>, windows: &[Interval]) -> bool {
    let manner = scope.best(&exit.departure.manner);
    let back = scope.rejoined(exit).next().and_then(|it| it.from.as_ref());
    let covers = |window: &Interval| {
        let gone = window
            .from
            .is_some_and(|day| exit.departure.by(day) == Containment::Inside);
        let until = window.until.unwrap_or(scope.day);
        gone && back.is_none_or(|from| from.earliest() > until)
    };
    manner.is_some_and(|it| it.value.kind == MannerKind::OnLeave) && windows.iter().all(covers)
}

/// The departure from the one of several stays that tells most of the days asked about: the one that they fall into, else
/// the one before them.
fn stay_in<'a>(scope: Scope<'a>, person: &'a Person, windows: &[Interval]) -> Option<Exit<'a>> {
    let first = windows.iter().filter_map(|window| window.from).min();
    let stays: Vec<Exit<'a>> = scope.exits_here(person).collect();
    let on = |exit: &Exit<'_>| {
        let verdicts = windows.iter().map(|window| there(scope, exit, *window));
        let later = first.is_some_and(|day| !exit.membership.begun_by(day));
        (verdicts.max(), later)
    };
    let fitting = stays.into_iter().rev().min_by_key(on);
    fitting.filter(|_| !windows.is_empty())
}

/// Whether somebody who left was back for a whole stretch of days: contradicted where that is not certain.
fn back_by(scope: Scope<'_>, exit: &Exit<'_>, window: Interval) -> Verdict {
    let days = [window.from, window.until];
    let there = |again: &Membership| {
        let lasts =
            |day: &Option<_>| day.is_some_and(|day| again.lasts_on(day) == Containment::Inside);
        let began = again.from.as_ref();
        began.is_some_and(|from| from.within(None, window.from) == Containment::Inside)
            && days.iter().all(lasts)
    };
    if scope.rejoined(exit).any(there) {
        Verdict::Supported
    } else {
        Verdict::Contradicted
    }
}

/// Whether somebody who left is there on the day of the answer.
fn judge_today(scope: Scope<'_>, exit: &Exit<'_>) -> Judgement {
    let mut statements = dates(scope, exit);
    if stepped_back(scope, exit) {
        // Who only stepped back may still work for it.
        statements.splice(0..0, manners_of(scope, exit));
        return Judgement {
            verdict: Verdict::Disputed,
            statements,
        };
    }
    // Whoever is on leave is neither there nor gone.
    if on_leave(scope, exit) {
        statements.splice(0..0, manners_of(scope, exit));
        return Judgement {
            verdict: Verdict::Away,
            statements,
        };
    }
    let back = scope.returned(exit).is_some();
    if back {
        statements.reverse();
    }
    // What else the question names may put it into the past: "when they were bought".
    let query = scope.query;
    let role = scope
        .returned(exit)
        .unwrap_or(exit.membership)
        .role
        .as_ref();
    let titled = role.is_some_and(|role| {
        let mut words = query.words.iter().map(std::slice::from_ref);
        !query.words.is_empty() && words.all(|word| role.has_one_of(word))
    });
    let leftover = query.leftover && !titled;
    let open = leftover || !query.topics.is_empty() || !query.filters.reasons.is_empty();
    Judgement {
        verdict: if open {
            Verdict::Partly
        } else if back {
            Verdict::Supported
        } else {
            Verdict::Contradicted
        },
        statements,
    }
}

/// How a departure stands to a stretch of days in which the person is said to have been there.
fn there(scope: Scope<'_>, exit: &Exit<'_>, window: Interval) -> Verdict {
    let (Some(first), Some(last)) = (window.from, window.until) else {
        return Verdict::Unknown;
    };
    if first > scope.day {
        return Verdict::Unknown;
    }
    // Of a period that is not over, the days up to the day of the answer are known.
    let last = last.min(scope.day);
    let started = exit
        .membership
        .from
        .as_ref()
        .map_or(Containment::Inside, |from| from.within(None, Some(last)));
    match started {
        Containment::Outside => return Verdict::Contradicted,
        Containment::Perhaps => return Verdict::Inexact,
        Containment::Inside => {}
    }
    let gone_by =
        |date: &PartialDate, day: Date| date.within(None, Some(day)) == Containment::Inside;
    // Whoever left after a day of which the others are sure had gone by then, whatever the own date leaves open.
    let outlasted = first == last && scope.is_outlasted(exit, first);
    let read = |date: &PartialDate| {
        if date.within(None, Some(last)) == Containment::Outside {
            Verdict::Supported
        } else if outlasted || first.yesterday().is_ok_and(|day| gone_by(date, day)) {
            Verdict::Contradicted
        } else if date.within(Some(first), Some(last)) == Containment::Inside {
            Verdict::InPart
        } else {
            Verdict::Inexact
        }
    };
    let Some(main) = exit.when() else {
        return Verdict::Inexact;
    };
    let verdict = read(&main.value.date);
    // Another standing version of the same date may tell another story.
    let rival = |claim: &&Claim<When>| {
        claim.rank != Rank::Refuted
            && claim.known_on(scope.day)
            && !claim.value.date.overlaps(&main.value.date)
            && read(&claim.value.date) != verdict
    };
    if !exit.departure.effective.iter().any(|it| rival(&it)) || verdict == Verdict::Inexact {
        return verdict;
    }
    // Where one version is the better supported one, it tells what holds on that day.
    let last = scope.best(&exit.departure.effective);
    let better = main.rank == Rank::Preferred
        || last.is_some_and(|it| it.rank == Rank::Preferred && read(&it.value.date) == verdict);
    match verdict {
        Verdict::Supported if better => Verdict::Likely,
        Verdict::Contradicted if better => Verdict::Unlikely,
        _ => Verdict::Disputed,
    }
}

/// The versions of somebody's last day that cannot be true where the best date is.
fn rivals(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let Some(main) = exit.when() else {
        return Vec::new();
    };
    let mut told = Vec::new();
    for claim in scope.standing(&exit.departure.effective) {
        if claim.rank == Rank::Normal && !claim.value.date.overlaps(&main.value.date) {
            let phrase = Phrase::new("version-date").with("moment", moment(&claim.value));
            told.push(scope.reported(claim, phrase));
        }
    }
    told
}

/// When a membership began, as far as recorded.
fn began(scope: Scope<'_>, person: &Person, membership: &Membership) -> Option<Statement> {
    let phrase = Phrase::new("joined")
        .with("person", &person.id)
        .with("organisation", &membership.organisation)
        .with("date", membership.from.as_ref()?)
        .with("ended", "no");
    scope.derived(phrase, [membership.citations.clone()])
}

/// Somebody who left a post for another one in the same place, where the question names the other one.
fn otherwise(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let roles = &scope.query.filters.roles;
    if roles.is_empty() || exit.membership.holds(roles) {
        return None;
    }
    let says = |text: &crate::knowledge::text::Text| {
        text.versions().map(str::to_lowercase).any(|version| {
            roles
                .iter()
                .flat_map(|role| role.split('|'))
                .any(|wanted| version.contains(wanted))
        })
    };
    let taken = scope
        .standing(&exit.departure.destination)
        .iter()
        .any(|claim| claim.value.text.as_ref().is_some_and(says))
        || scope
            .standing(&exit.departure.manner)
            .iter()
            .any(|claim| claim.value.text.as_ref().is_some_and(says));
    taken.then(|| {
        let mut statements: Vec<Statement> = manners_of(scope, exit);
        statements.extend(destinations_of(scope, exit));
        statements.extend(dates(scope, exit).into_iter().take(1));
        Judgement {
            verdict: Verdict::Partly,
            statements,
        }
    })
}
