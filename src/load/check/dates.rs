//! Rules on dates: readable, in an order that can be, not in the future, decided where sources differ.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::claims::facts;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::knowledge::claim::Rank;
use crate::knowledge::date::{PartialDate, Sequence, days_between};
use crate::knowledge::topic::TopicKind;
use crate::load::build;
use crate::load::schema::{At, Departure, View, When};
use crate::load::world::{World, topic_kind};
use crate::source_file::{SourceFile, Span};

pub(super) fn parsed(date: &At<String>) -> Option<PartialDate> {
    date.value.parse().ok()
}

/// The date of a claim in every zone that it names.
fn everywhere(view: &View<'_>) -> Vec<PartialDate> {
    let elsewhere = view.elsewhere.iter();
    let others = elsewhere.filter_map(|it| Some(build::elsewhere(&it.value)?.0));
    view.date
        .and_then(parsed)
        .into_iter()
        .chain(others)
        .collect()
}

/// Whether no day in any zone fits both claims; false if a date cannot be read, which is another finding.
pub(super) fn disjoint(a: &View<'_>, b: &View<'_>) -> bool {
    let (a, b) = (everywhere(a), everywhere(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|a| b.iter().any(|b| a.overlaps(b)))
}

/// Every date can be read.
pub(super) fn readable(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let mut unreadable = |file: &SourceFile, span: Span, message: String| {
        // The message of the parser says after a semicolon what would be a date.
        let (what, help) = match message.split_once("; ") {
            Some((what, help)) => (what.to_owned(), Some(help.to_owned())),
            None => (message, None),
        };
        let finding = Diagnostic::new(Code::BadDate, what, Label::new(file, span, ""));
        findings.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    };
    let mut dates: Vec<(&SourceFile, &At<String>)> = Vec::new();
    for source in &world.sources {
        dates.extend(source.value.published.iter().map(|it| (source.file, it)));
    }
    for claim in world.claims() {
        let view = &claim.view;
        dates.extend(
            view.date
                .into_iter()
                .chain(view.since)
                .map(|it| (claim.file, it)),
        );
        for place in view.elsewhere {
            if build::elsewhere(&place.value).is_none() {
                let message = format!(
                    "`{}` is not a date and a zone; write `2026-02-11 utc`, with one of utc, us-pacific, us-eastern, asia, europe",
                    place.value
                );
                unreadable(claim.file, place.span, message);
            }
        }
        if let Some(time) = view.time
            && build::clock(&time.value).is_none()
        {
            let message = format!("`{}` is not a time; write `16:05`", time.value);
            unreadable(claim.file, time.span, message);
        }
    }
    for (file, date) in dates {
        if let Err(error) = date.value.parse::<PartialDate>() {
            unreadable(file, date.span, error.to_string());
        }
    }
}

/// Nothing is dated after today, and no departure after the day up to which the dataset knows anything.
pub(super) fn not_in_the_future(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let mut report = |file: &SourceFile,
                      what: &str,
                      date: &dyn std::fmt::Display,
                      span,
                      limit: &str,
                      help: &str| {
        findings.push(
            Diagnostic::new(
                Code::FutureDate,
                format!("{what} {date} is in the future"),
                Label::new(file, span, limit),
            )
            .help(help),
        );
    };
    let today = format!("today is {}", world.today);
    let read = "write the day you last read the cited sources";
    let late = |day: Date| day > world.today;
    if let Some(dataset) = &world.dataset {
        let as_of = &dataset.value.as_of;
        if late(as_of.value.0) {
            let help = "write the day up to which the sources were read";
            report(
                dataset.file,
                "as-of date",
                &as_of.value.0,
                as_of.span,
                &today,
                help,
            );
        }
    }
    for source in &world.sources {
        let retrieved = &source.value.retrieved;
        if late(retrieved.value.0) {
            let help = "write the day it was read";
            report(
                source.file,
                "the retrieval on",
                &retrieved.value.0,
                retrieved.span,
                &today,
                help,
            );
        }
        if let Some(published) = &source.value.published
            && parsed(published).is_some_and(|date| late(date.earliest()))
        {
            let help = "write the day it was published";
            report(
                source.file,
                "the publication on",
                &published.value,
                published.span,
                &today,
                help,
            );
        }
    }
    let known = world.dataset.as_ref().map(|it| it.value.as_of.value.0);
    for claim in world.claims() {
        let view = &claim.view;
        if let Some(as_of) = view.as_of
            && late(as_of.value.0)
        {
            report(
                claim.file,
                "as-of date",
                &as_of.value.0,
                as_of.span,
                &today,
                read,
            );
        }
        if let (Some(known), Some(since)) = (known, view.since)
            && parsed(since).is_some_and(|date| date.earliest() > known)
        {
            let limit = format!("nothing after {known} is known, says data/dataset.toml");
            let help = "correct it, or move `as-of` on: until then no answer has this claim";
            report(
                claim.file,
                "`since`",
                &since.value,
                since.span,
                &limit,
                help,
            );
        }
        // A last day may be announced ahead; an announcement or a report may not.
        if let ("announced" | "reported", Some(known), Some(date)) = (view.field, known, view.date)
            && view.rank() != Rank::Refuted
            && parsed(date).is_some_and(|date| date.earliest() > known)
        {
            let limit = format!("nothing after {known} is known, says data/dataset.toml");
            let help = "correct the date, or move `as-of` in data/dataset.toml on";
            report(claim.file, "the date", &date.value, date.span, &limit, help);
        }
    }
}

/// Nobody's stay begins, and no departure lies with all its dates, after the day up to which the dataset knows anything:
/// no answer would have them.
pub(super) fn within_the_data(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(dataset) = &world.dataset else {
        return;
    };
    let known = dataset.value.as_of.value.0;
    let limit = format!("nothing after {known} is known, says data/dataset.toml");
    let mut report = |file, what: &str, span: Span| {
        findings.push(
            Diagnostic::new(
                Code::FutureDate,
                format!("{what} is after the day up to which the dataset knows anything"),
                Label::new(file, span, limit.clone()),
            )
            .help("correct the date, or move `as-of` in data/dataset.toml on: until then no answer has it"),
        );
    };
    for person in &world.people {
        for stay in &person.value.membership {
            if let Some(from) = &stay.from
                && let Some(date) = parsed(from)
                && date.earliest() > known
            {
                report(person.file, "the beginning of this stay", from.span);
            }
            let Some(departure) = &stay.departure else {
                continue;
            };
            // Announcements and reports are held against that day one by one.
            let dates: Vec<(PartialDate, Span)> = ends(departure).collect();
            let heard = departure.announced.len() + departure.reported.len() > 0;
            if let Some((_, span)) = dates.first()
                && !heard
                && dates.iter().all(|(date, _)| date.earliest() > known)
            {
                report(person.file, "the departure", *span);
            }
        }
    }
}

/// The sources were read not too long ago, if the settings say how long that is.
pub(super) fn fresh(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let (Some(dataset), Some(limit)) = (&world.dataset, &world.settings.check.stale_after_days)
    else {
        return;
    };
    let as_of = &dataset.value.as_of;
    let age = days_between(as_of.value.0, world.today);
    if i64::from(age) > limit.value {
        findings.push(
            Diagnostic::new(
                Code::Stale,
                format!(
                    "the dataset is {age} days old, and {} are allowed",
                    limit.value
                ),
                Label::new(dataset.file, as_of.span, ""),
            )
            .help("read the sources again, enter what is new and move `as-of` on"),
        );
    }
}

/// The dates of a departure that are not refuted, with their places; the last day first.
pub(super) fn ends(departure: &Departure) -> impl Iterator<Item = (PartialDate, Span)> {
    let kept = |it: &&When| it.view("").rank() != Rank::Refuted;
    let all = departure
        .effective
        .iter()
        .chain(&departure.announced)
        .chain(&departure.reported);
    all.filter(kept)
        .filter_map(|it| Some((parsed(&it.date)?, it.date.span)))
}

/// Nobody leaves before joining.
pub(super) fn leaving_after_joining(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for person in &world.people {
        for membership in &person.value.membership {
            let (Some(from), Some(departure)) = (&membership.from, &membership.departure) else {
                continue;
            };
            let Some(joined) = parsed(from) else {
                continue;
            };
            let early = ends(departure).find(|(left, _)| joined.sequence(left) == Sequence::After);
            if let Some((_, span)) = early {
                findings.push(
                    Diagnostic::new(
                        Code::DateOrder,
                        format!("`{}` left before joining", person.value.id.value),
                        Label::new(person.file, span, "left"),
                    )
                    .and(Label::new(person.file, from.span, "joined"))
                    .help("correct one of the two dates"),
                );
            }
        }
    }
}

/// Nothing was read before it was published.
pub(super) fn reading_after_publication(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let mut published: BTreeMap<&str, (PartialDate, Label)> = BTreeMap::new();
    for source in &world.sources {
        let source_id = source.value.id.value.as_str();
        let Some(written) = &source.value.published else {
            continue;
        };
        let Some(date) = parsed(written) else {
            continue;
        };
        let retrieved = &source.value.retrieved;
        let label = Label::new(source.file, written.span, "published");
        if retrieved.value.0 < date.earliest() {
            findings.push(
                Diagnostic::new(
                    Code::DateOrder,
                    format!("`{source_id}` was read before it was published"),
                    Label::new(source.file, retrieved.span, "read"),
                )
                .and(label.clone())
                .help("correct one of the two dates"),
            );
        }
        published.insert(source_id, (date, label));
    }
    for claim in world.claims() {
        let (Some(as_of), Some(cite)) = (claim.view.as_of, claim.view.cite) else {
            continue;
        };
        let cited = cite.value.iter().map(|it| build::citation(&it.value).0);
        for (date, label) in cited.filter_map(|id| published.get(id)) {
            if as_of.value.0 < date.earliest() {
                findings.push(
                    Diagnostic::new(
                        Code::DateOrder,
                        format!(
                            "the claim is as of {}, before a source was published",
                            as_of.value.0
                        ),
                        Label::new(claim.file, as_of.span, ""),
                    )
                    .and(label.clone())
                    .help("write the day you last read the cited sources"),
                );
            }
        }
    }
}

/// Events have a date.
pub(super) fn events_have_one(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for page in &world.topics {
        if topic_kind(page.file) == TopicKind::Event && page.value.date.is_empty() {
            findings.push(
                Diagnostic::new(
                    Code::EventWithoutDate,
                    format!("the event `{}` has no date", page.value.id.value),
                    Label::new(page.file, page.value.id.span, ""),
                )
                .help("add [[date]] with `date` and `cite`, or move the file to data/topics/"),
            );
        }
    }
}

/// Dates that contradict each other are ranked.
pub(super) fn decided(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let claims = world.claims();
    for fact in facts(&claims) {
        let open: Vec<_> = fact
            .iter()
            .filter(|claim| claim.view.date.is_some() && claim.view.rank() != Rank::Refuted)
            .collect();
        let settled = |view: &View<'_>| view.rank() == Rank::Preferred || view.because.is_some();
        if open.iter().any(|claim| settled(&claim.view))
            || fact.iter().any(|claim| claim.view.field == "membership")
        {
            continue;
        }
        let pair = open.iter().enumerate().find_map(|(index, b)| {
            let a = open
                .iter()
                .take(index)
                .find(|a| disjoint(&a.view, &b.view))?;
            Some((a.view.date?, *b, b.view.date?))
        });
        if let Some((first, claim, second)) = pair {
            findings.push(
                Diagnostic::new(
                    Code::Undecided,
                    format!("`{}` and `{}` contradict each other, and nothing says why", first.value, second.value),
                    Label::new(claim.file, second.span, ""),
                )
                .and(Label::new(claim.file, first.span, ""))
                .help("if the sources decide it, give one `rank = \"preferred\"` and `because`; if they do not, say so in `because`"),
            );
        }
    }
}
