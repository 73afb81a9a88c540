//! Whether somebody is or was there: on the day asked, on a past day, in a period, at an event.

use jiff::civil::Date;

use super::super::dates::{back, dates};
use super::super::destinations::destinations_of;
use super::super::list::on_leave;
use super::super::manners::manners_of;
use super::super::moment::moment;
use super::super::phrase::Phrase;
use super::super::remaining::remaining;
use super::super::returns::why_back;
use super::super::scope::Scope;
use super::super::statement::{Kind, Statement};
use super::days::{event, windows};
use super::lately::taken_up;
use super::whereabouts::whereabouts;
use super::{Judgement, Verdict, absence, conclude};
use crate::answer::resolver::Resolver;
use crate::answer::statement::Answer;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, FactKind, MannerKind, Rank, When};
use crate::knowledge::date::{Containment, PartialDate, days_between};
use crate::knowledge::person::{Membership, Person};
use crate::nlu::temporal::Interval;

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

/// Whether somebody who left has come back: another membership of the organisation since.
pub(super) fn returned(scope: Scope<'_>) -> Answer {
    let mut verdict = Verdict::Supported;
    let mut statements = Vec::new();
    for person in scope.people() {
        let Some(exit) = scope.exit_of(person) else {
            verdict = Verdict::Unrecorded;
            statements.extend(absence(scope, person).statements);
            continue;
        };
        match again(scope, person) {
            returns if !returns.is_empty() => {
                statements.extend(returns);
                // "Is she back?" of one who has left again since.
                if scope.rejoined(&exit).next().is_none() {
                    if scope.query.focus.present || scope.query.stays {
                        verdict = Verdict::Contradicted;
                    }
                    statements.extend(dates(scope, &exit).into_iter().take(1));
                }
            }
            _ => {
                verdict = Verdict::Unrecorded;
                let none = Phrase::new("no-return")
                    .with("person", &person.id)
                    .with("organisation", &exit.membership.organisation)
                    .with("day", scope.day);
                statements.extend(scope.derived(none, super::super::scope::citations([&exit])));
                if stepped_back(scope, &exit) {
                    statements.extend(manners_of(scope, &exit).into_iter().take(1));
                }
                statements.extend(dates(scope, &exit).into_iter().take(1));
            }
        }
    }
    conclude(scope, verdict, statements)
}

/// The returns of somebody after the departures meant.
fn again(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let returns = scope.returns_of(person);
    returns
        .iter()
        .filter_map(|(exit, again)| back(scope, exit, again))
        .collect()
}

/// "Was she reinstated?", "when did he come back?" asked of one who belongs to the organisation again, or did.
pub(in crate::answer) fn of_return(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let [person] = scope.people().collect::<Vec<_>>()[..] else {
        return None;
    };
    let again = again(scope, person);
    if again.is_empty() {
        return None;
    }
    let asked = query.filters.returns && query.others.is_empty() && query.topics.is_empty();
    let why = query.resolver == Resolver::Why
        || (query.resolver == Resolver::Verify && query.focus.asks_reason);
    if why && asked && query.filters.reasons.is_empty() {
        return why_back(scope);
    }
    match query.resolver {
        Resolver::Manner | Resolver::WhoLeft | Resolver::Verify | Resolver::VerifyRemains
            if asked && query.filters.times.is_empty() =>
        {
            Some(returned(scope))
        }
        Resolver::When if asked => Some(Answer::of(again)),
        _ => None,
    }
}

/// Whether some source says that somebody stepped back, and did not leave altogether.
fn stepped_back(scope: Scope<'_>, exit: &Exit<'_>) -> bool {
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
    if last > scope.day {
        return Verdict::Unknown;
    }
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
    let outlasted = |day: Date| scope.knowledge.is_outlasted(&exit.person.id, day);
    let read = |date: &PartialDate| {
        if date.within(None, Some(last)) == Containment::Outside {
            Verdict::Supported
        } else if first == last && outlasted(first) {
            Verdict::Contradicted
        } else if first
            .yesterday()
            .is_ok_and(|day| date.within(None, Some(day)) == Containment::Inside)
        {
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

fn without_exit(scope: Scope<'_>, person: &Person, windows: &[Interval]) -> Judgement {
    let here = person
        .memberships
        .iter()
        .rfind(|membership| membership.organisation == scope.query.organisation);
    let Some(membership) = here else {
        let absent = absence(scope, person);
        let post = last_post(scope, person);
        if windows.is_empty() && !post.is_empty() {
            return Judgement {
                verdict: Verdict::Lately,
                statements: post,
            };
        }
        return Judgement {
            verdict: if absent.verdict == Verdict::Contradicted {
                Verdict::Contradicted
            } else {
                Verdict::Unknown
            },
            statements: absent.statements,
        };
    };
    let started = |window: &Interval| {
        membership
            .from
            .as_ref()
            .map_or(Containment::Inside, |from| from.within(None, window.until))
    };
    if windows.iter().any(|it| started(it) == Containment::Outside) {
        return Judgement {
            verdict: Verdict::Contradicted,
            statements: began(scope, person, membership).into_iter().collect(),
        };
    }
    // A post that somebody took up a few days ago says that they are there.
    let lately: Vec<Statement> = if windows.is_empty() {
        taken_up(scope, person, membership)
    } else {
        Vec::new()
    };
    if !lately.is_empty() && scope.query.filters.roles.is_empty() {
        return Judgement {
            verdict: Verdict::Supported,
            statements: lately,
        };
    }
    let mut statements = Vec::new();
    let phrase = Phrase::new("still-there")
        .with("person", &person.id)
        .with("organisation", &membership.organisation)
        .with("day", scope.day);
    statements.extend(scope.derived(phrase, [membership.citations.clone()]));
    if let Some(role) = &membership.role {
        let phrase = Phrase::new("role-at")
            .with("person", &person.id)
            .with("organisation", &membership.organisation)
            .with("role", role)
            .with("over", "no");
        statements.extend(scope.derived(phrase, [membership.citations.clone()]));
    }
    let holds =
        scope.query.filters.roles.is_empty() || membership.holds(&scope.query.filters.roles);
    // What was last recorded of the post says more than that nothing else is.
    let recent: Vec<Statement> = scope
        .standing(&person.facts)
        .into_iter()
        .filter(|claim| claim.value.kind == FactKind::Role)
        .map(|claim| super::super::profile::fact(scope, person, claim))
        .take(FEW_ROLES)
        .collect();
    let mut dated = scope.standing(&person.facts).into_iter();
    let dated = dated.any(|claim| {
        let since = claim.since.as_ref().map(PartialDate::latest);
        claim.value.kind == FactKind::Role
            && since.is_some_and(|it| days_between(it, scope.day) <= HALF_A_YEAR)
    });
    let lately = holds && windows.is_empty() && dated;
    if lately {
        statements.splice(1..1, recent);
    }
    Judgement {
        verdict: match (holds, lately) {
            (_, true) => Verdict::Lately,
            (true, false) => Verdict::Silent,
            (false, false) => Verdict::Partly,
        },
        statements,
    }
}

/// What was recorded so many days ago still says how things stand.
const HALF_A_YEAR: i32 = 183;
/// So many facts tell what was last recorded of a post.
const FEW_ROLES: usize = 2;

/// The post that the question names, of one of whom it was told of late that they took it up.
fn last_post(scope: Scope<'_>, person: &Person) -> Vec<Statement> {
    let roles = &scope.query.filters.roles;
    let standing = scope.standing(&person.facts).into_iter();
    standing
        .filter(|claim| {
            let since = claim.since.as_ref().map(PartialDate::latest);
            claim.value.kind == FactKind::Role
                && !roles.is_empty()
                && claim.value.text.has_one_of(roles)
                && since.is_some_and(|it| days_between(it, scope.day) <= HALF_A_YEAR)
        })
        .map(|claim| super::super::profile::fact(scope, person, claim))
        .take(FEW_ROLES)
        .collect()
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
