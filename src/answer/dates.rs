//! When people left: the best version of a date, the versions beside it, and what else happened at another day.

use super::lookup::{each, no_departure};
use super::moment::{moment, on_moment};
use super::phrase::Phrase;
use super::resolver::Resolver;
use super::scope::{Scope, citations};
use super::statement::{Answer, Kind, Statement};
use super::timeline;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, MannerKind, Rank, When};
use crate::knowledge::date::{Containment, Form, PartialDate};
use crate::knowledge::person::{DateField, Membership, Person};

/// When somebody left.
pub(super) fn when(scope: Scope<'_>) -> Answer {
    if scope.query.people.is_empty() {
        let many = scope.query.all
            || scope.query.organisation_named
            || !scope.query.filters.groups.is_empty()
            || !scope.query.filters.anchors.is_empty();
        let exits = scope.exits(&scope.query.filters.groups);
        return if let ([exit], false) = (exits.as_slice(), scope.query.filters.roles.is_empty()) {
            Answer::of(dates(scope, exit))
        } else if many {
            timeline::timeline(scope)
        } else {
            super::about::which_person(scope)
        };
    }
    if scope.query.focus.since_leaving {
        return super::tenure::since_leaving(scope);
    }
    if scope.query.focus.how_often && !scope.query.filters.manners.is_empty() {
        return each(scope, left_so);
    }
    // "Did she leave twice?"
    if scope.query.focus.how_often && scope.query.filters.comings.is_some() {
        return each(scope, left_again);
    }
    each(scope, |scope, person| {
        let exits = scope.exits_of(person);
        if exits.is_empty() {
            return Err(no_departure(scope, person));
        }
        let times = times_left(scope, person, &exits).filter(|_| scope.query.focus.how_often);
        let dated = exits.iter().flat_map(|exit| {
            side(scope, exit)
                .into_iter()
                .chain(dates(scope, exit))
                .chain(halfway(scope, exit))
        });
        Ok(times.into_iter().chain(dated).collect())
    })
}

/// That somebody only stepped back: a date alone would say of them that they are gone.
pub(super) fn halfway(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    let best = scope.best(&exit.departure.manner);
    best.filter(|it| it.value.kind == MannerKind::SteppedBack)?;
    let told = super::manners::manners_of(scope, exit).into_iter().next()?;
    Some(Statement {
        kind: Kind::Stated,
        ..told
    })
}

/// How often somebody left in the manner that the question names, of all the times that they left; and whether that is more
/// than once, if the question says so.
fn left_so(scope: Scope<'_>, person: &Person) -> Result<Vec<Statement>, Answer> {
    let exits: Vec<Exit<'_>> = scope.exits_here(person).collect();
    let manners = &scope.query.filters.manners;
    let so: Vec<&Exit<'_>> = exits
        .iter()
        .filter(|exit| {
            let best = scope.best(&exit.departure.manner);
            best.is_some_and(|it| manners.contains(&it.value.kind))
        })
        .collect();
    let phrase = super::filter::named(Phrase::new("times-left-so"), scope, &[])
        .with("person", &person.id)
        .with("organisation", &scope.query.organisation)
        .with("manner", manners.first().map_or("unclear", |it| it.name()))
        .with("total", exits.len())
        .with("count", so.len());
    let Some(times) = scope.derived(phrase, citations(&exits)) else {
        return Err(no_departure(scope, person));
    };
    let told = exits
        .iter()
        .flat_map(|exit| super::manners::manners_of(scope, exit).into_iter().take(1));
    let statements = std::iter::once(times).chain(told).collect();
    if scope.query.filters.comings.is_none() {
        return Ok(statements);
    }
    let verdict = if so.len() > 1 {
        "supported"
    } else {
        "contradicted"
    };
    let answer = Answer::of(statements);
    Err(answer.remarking(Phrase::new("verdict").with("verdict", verdict)))
}

/// Whether somebody left more than once, with every date.
fn left_again(scope: Scope<'_>, person: &Person) -> Result<Vec<Statement>, Answer> {
    let exits: Vec<Exit<'_>> = scope.exits_here(person).collect();
    if exits.is_empty() {
        return Err(no_departure(scope, person));
    }
    // A leave is no leaving.
    let gone = exits.iter().filter(|it| !super::list::on_leave(scope, it));
    let verdict = if gone.count() > 1 {
        "supported"
    } else {
        "contradicted"
    };
    let answer = Answer::of(exits.iter().flat_map(|exit| dates(scope, exit)).collect());
    Err(answer.remarking(Phrase::new("verdict").with("verdict", verdict)))
}

/// How often somebody left the one organisation that all these departures are from.
fn times_left(scope: Scope<'_>, person: &Person, exits: &[Exit<'_>]) -> Option<Statement> {
    let organisation = &exits.first()?.membership.organisation;
    let mut places = exits.iter().map(|it| &it.membership.organisation);
    let phrase = Phrase::new("times-left")
        .with("person", &person.id)
        .with("organisation", organisation)
        .with("count", exits.len());
    let one = places.all(|it| it == organisation);
    one.then(|| scope.derived(phrase, citations(exits)))?
}

/// On which side of the day that the question names a departure lies, as far as its date tells.
fn side(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    let [time] = scope.query.filters.times.as_slice() else {
        return None;
    };
    let (from, until) = (time.interval.from?, time.interval.until?);
    let (earliest, latest) = exit
        .departure
        .span()
        .filter(|_| scope.query.focus.either_side)?;
    let relation = if latest < from {
        "before"
    } else if earliest > until {
        "after"
    } else if from <= earliest && latest <= until {
        "in"
    } else if latest <= until {
        "until"
    } else if earliest >= from {
        "since"
    } else {
        let unsettled = Phrase::new("side-unsettled").with("person", &exit.person.id);
        return scope.derived(unsettled, citations([exit]));
    };
    let phrase = Phrase::new("side-of-day")
        .with("person", &exit.person.id)
        .with("organisation", &exit.membership.organisation)
        .with("relation", relation);
    scope.derived(phrase, citations([exit]))
}

/// The statements on a departure's date: the best version, other versions, and why the best is better.
pub(super) fn dates(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let Some((field, main)) = exit.departure.when() else {
        let phrase = Phrase::new("left-undated")
            .with("person", &exit.person.id)
            .with("organisation", &exit.membership.organisation);
        return scope
            .derived(phrase, citations([exit]))
            .into_iter()
            .collect();
    };
    let told = gone_by(scope, exit, main).unwrap_or_else(|| {
        let phrase = Phrase::new(wording(field))
            .with("person", &exit.person.id)
            .with("organisation", &exit.membership.organisation)
            .with("manner", manner_of(scope, exit))
            .with("moment", moment_of(exit, main));
        scope.told(main, phrase)
    });
    let mut statements = vec![told];
    let versions = others(scope, exit, field, main);
    let open = matches!(main.value.date.form, Form::Either(..));
    if (open || !versions.is_empty())
        && let Some(first) = statements.first_mut()
    {
        first.kind = Kind::Disputed;
    }
    statements.extend(versions);
    scope.count_apart(&mut statements);
    if scope.query.focus.exact_day && !matches!(main.value.date.form, Form::Day(_)) {
        return statements
            .into_iter()
            .chain(finer(scope, exit, field, main))
            .collect();
    }
    let rivalled = statements.len() > 1;
    statements.extend(closer(scope, exit, field, main));
    if rivalled || open {
        let wording = match main.rank {
            _ if !rivalled => "because-open",
            // Where no version is preferred, none is better.
            Rank::Normal => "remark-on-report",
            _ => "because-better",
        };
        statements.extend(scope.because(main, wording));
    }
    if !rivalled && !open {
        statements.extend(by_other_calendar(scope, exit, main));
    }
    statements.extend(asked_versions(scope, exit));
    statements.extend(further_date(scope, exit, field, main));
    statements.extend(weekday(scope, main));
    statements.extend(returned(scope, exit));
    statements
}

/// That somebody is named as gone by a day: the day is that of the report, and no source gives it as that of the departure.
fn gone_by(scope: Scope<'_>, exit: &Exit<'_>, main: &Claim<When>) -> Option<Statement> {
    let Form::By(day) = &main.value.date.form else {
        return None;
    };
    let phrase = Phrase::new("gone-by")
        .with("person", &exit.person.id)
        .with("organisation", &exit.membership.organisation)
        .with("date", day.as_ref());
    scope.derived(phrase, [main.citations.clone()])
}

/// The wording that tells a departure by the kind of its date.
pub(super) fn wording(field: DateField) -> &'static str {
    match field {
        DateField::Effective => "left-on",
        DateField::Announced => "announced-on",
        DateField::Reported => "reported-on",
    }
}

/// The manner of a departure by its name, as far as it is settled.
fn manner_of(scope: Scope<'_>, exit: &Exit<'_>) -> &'static str {
    let best = scope.best(&exit.departure.manner);
    best.map_or(MannerKind::Unclear, |claim| claim.value.kind)
        .name()
}

/// Which day of the week a date is, if the question asks for that and the date is a day.
fn weekday(scope: Scope<'_>, main: &Claim<When>) -> Option<Statement> {
    let Form::Day(day) = main.value.date.form else {
        return None;
    };
    let number = i64::from(day.weekday().to_monday_one_offset());
    let phrase = Phrase::new("weekday")
        .with("date", &main.value.date)
        .with("weekday", number);
    let asked = scope.query.focus.weekday;
    asked.then(|| scope.derived(phrase, [main.citations.clone()]))?
}

/// That the person came back.
fn returned(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    back(scope, exit, scope.rejoined(exit).next()?)
}

/// That a person belongs to an organisation again, by a membership that they took up after leaving it.
pub(super) fn back(scope: Scope<'_>, exit: &Exit<'_>, again: &Membership) -> Option<Statement> {
    let phrase = Phrase::new("returned")
        .with("person", &exit.person.id)
        .with("organisation", &again.organisation)
        .with("date", exit.person.begun_as(again).from.as_ref()?);
    let mut statement = scope.derived(phrase, [again.citations.clone()])?;
    statement.kind = Kind::Stated;
    Some(statement)
}

/// The date with its zones; the announcement of the same day lends its clock time.
fn moment_of(exit: &Exit<'_>, main: &Claim<When>) -> Phrase {
    let timed = exit
        .departure
        .announced
        .iter()
        .chain([main])
        .find(|claim| {
            claim.rank != Rank::Refuted
                && claim.value.date == main.value.date
                && claim.value.time.is_some()
        })
        .unwrap_or(main);
    on_moment(&timed.value)
}

/// Versions of the date that stand beside the best one and cannot both be true.
fn others(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    field: DateField,
    main: &Claim<When>,
) -> Vec<Statement> {
    exit.departure
        .dates(field)
        .iter()
        .filter(|claim| claim.rank == Rank::Normal && claim.known_on(scope.day))
        // A later day than the one asked of cannot have been told on it.
        .filter(|claim| claim.value.date.earliest() <= scope.day)
        .filter(|claim| !claim.value.date.overlaps(&main.value.date))
        .map(|claim| {
            let mut version = scope.reported(
                claim,
                Phrase::new("version-date").with("moment", moment(&claim.value)),
            );
            version.kind = Kind::Disputed;
            version
        })
        .collect()
}

/// A version that gives the day within a week that is certain.
fn closer(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    field: DateField,
    main: &Claim<When>,
) -> Option<Statement> {
    let mut claims = exit.departure.dates(field).iter();
    let day = claims.find(|claim| {
        matches!(claim.value.date.form, Form::Day(_))
            && claim.rank == Rank::Normal
            && claim.known_on(scope.day)
            && claim.value.date.overlaps(&main.value.date)
    });
    let day = day.filter(|_| matches!(main.value.date.form, Form::Week(_)))?;
    let phrase = Phrase::new("version-date").with("moment", moment(&day.value));
    Some(scope.reported(day, phrase))
}

/// The versions of a date that give the day within what is certain, and why they are not preferred; that there is none.
fn finer(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    field: DateField,
    main: &Claim<When>,
) -> Vec<Statement> {
    let claims = exit.departure.dates(field).iter();
    let days = claims.filter(|claim| {
        let day = matches!(claim.value.date.form, Form::Day(_));
        let within = claim.value.date.overlaps(&main.value.date);
        day && within && claim.rank == Rank::Normal && claim.known_on(scope.day)
    });
    let mut statements: Vec<Statement> = days
        .flat_map(|claim| {
            let phrase = Phrase::new("version-date").with("moment", moment(&claim.value));
            let because = scope.because(claim, "remark-on-report");
            std::iter::once(scope.reported(claim, phrase)).chain(because)
        })
        .collect();
    if statements.is_empty() {
        let phrase = Phrase::new("no-exact-day").with("person", &exit.person.id);
        statements.extend(scope.derived(phrase, [main.citations.clone()]));
        statements.extend(scope.because(main, "because-open"));
    }
    statements
}

/// Why the question may name two days of one departure: another zone has another date for it.
fn by_other_calendar(scope: Scope<'_>, exit: &Exit<'_>, main: &Claim<When>) -> Option<Statement> {
    let times = &scope.query.filters.times;
    let asked = |date: &PartialDate| {
        let mut windows = times.iter().map(|it| it.interval);
        windows.any(|it| date.within(it.from, it.until) == Containment::Inside)
    };
    let claims = exit
        .departure
        .effective
        .iter()
        .chain(&exit.departure.announced);
    let mut standing = claims.filter(|it| it.stands_on(scope.day));
    let other = standing.find(|claim| {
        let mut dates = claim.value.everywhere();
        dates.any(|(date, _)| *date != main.value.date && asked(date))
    });
    // Of two days named the best version is one; of one day named it is another.
    let named = asked(&main.value.date) == (times.len() > 1);
    let other = other.filter(|_| named)?;
    let apart = !std::ptr::eq(other, main);
    let because = scope.because(other, "remark-on-report");
    because.filter(|_| apart).or_else(|| {
        // The date itself tells its zones.
        let other = Some(other).filter(|_| apart)?;
        let phrase = Phrase::new("calendar-differs")
            .with("person", &exit.person.id)
            .with("moment", moment(&other.value));
        Some(scope.told(other, phrase))
    })
}

/// Refuted versions of the date that the question itself names.
fn asked_versions(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let mut seen = Vec::new();
    // On what the sources disagree is told with what some have wrong.
    let query = scope.query;
    let all = query.resolver == Resolver::Disputes && query.filters.times.is_empty();
    exit.departure
        .effective
        .iter()
        .chain(&exit.departure.announced)
        .filter(|claim| claim.rank == Rank::Refuted && claim.known_on(scope.day))
        .filter(|claim| {
            all || scope.query.filters.times.iter().any(|time| {
                claim
                    .value
                    .date
                    .within(time.interval.from, time.interval.until)
                    == Containment::Inside
            })
        })
        .filter(|claim| {
            let new = !seen.contains(&&claim.value.date);
            seen.push(&claim.value.date);
            new
        })
        .map(|claim| {
            let phrase = Phrase::new("version-refuted")
                .with("moment", moment(&claim.value))
                .with("source", &claim.citations.first().source)
                .with_known("reasoned", "because", claim.because.as_ref());
            Statement::disputed(claim, phrase)
        })
        .collect()
}

/// The announcement beside the last day, or the last day beside the announcement, where they differ.
fn further_date(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    field: DateField,
    main: &Claim<When>,
) -> Option<Statement> {
    let (claims, id) = match field {
        DateField::Effective => (&exit.departure.announced, "also-announced"),
        DateField::Announced | DateField::Reported => (&exit.departure.effective, "also-effective"),
    };
    let claim = scope.best(claims)?;
    // "When did she announce it?" asks for no other day.
    if scope.query.filters.announced && field == DateField::Announced {
        return None;
    }
    // Whoever only stepped back had no last day; a month around the day of the announcement says nothing more.
    if id == "also-effective" && manner_of(scope, exit) == MannerKind::SteppedBack.name() {
        return None;
    }
    (claim.value.date != main.value.date).then(|| {
        scope.told(
            claim,
            Phrase::new(id)
                .with("person", &exit.person.id)
                .with("moment", on_moment(&claim.value)),
        )
    })
}
