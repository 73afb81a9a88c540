//! Rules on stays: apart from each other, after the founding, with a date at their end, and in the waves that name them.

use jiff::civil::Date;

use super::dates::{ends, parsed};
use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::knowledge::claim::{MannerKind, Rank};
use crate::knowledge::date::{PartialDate, Sequence};
use crate::knowledge::topic::TopicKind;
use crate::load::schema::{Membership, Organisation, Topic};
use crate::load::world::{In, World, topic_kind};

/// The event that an organisation names as its founding, if there is one.
fn founding<'w>(world: &'w World<'_>, organisation: &Organisation) -> Option<&'w In<'w, Topic>> {
    let id = organisation.founding.as_ref()?;
    world
        .topics
        .iter()
        .find(|it| topic_kind(it.file) == TopicKind::Event && it.value.id.value == id.value)
}

/// Nobody belongs to an organisation before every date that its founding has.
pub(super) fn after_the_founding(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for organisation in &world.organisations {
        let Some(event) = founding(world, &organisation.value) else {
            continue;
        };
        let kept = event.value.date.iter();
        let kept = kept.filter(|it| it.view("date").rank() != Rank::Refuted);
        let dates: Vec<(PartialDate, _)> = kept
            .filter_map(|it| Some((parsed(&it.date)?, it.date.span)))
            .collect();
        let Some((_, span)) = dates.first() else {
            continue;
        };
        let id = &organisation.value.id.value;
        for person in &world.people {
            let stays = person.value.membership.iter();
            for stay in stays.filter(|it| it.organisation.value == *id) {
                let Some(from) = &stay.from else { continue };
                let early = parsed(from).is_some_and(|from| {
                    let mut dates = dates.iter();
                    dates.all(|(date, _)| from.sequence(date) == Sequence::Before)
                });
                if !early {
                    continue;
                }
                findings.push(
                    Diagnostic::new(
                        Code::DateOrder,
                        format!(
                            "`{}` joined `{id}` before its founding",
                            person.value.id.value
                        ),
                        Label::new(person.file, from.span, "joined"),
                    )
                    .and(Label::new(event.file, *span, "founded"))
                    .help("correct one of the two dates, or leave `from` out"),
                );
            }
        }
    }
}

/// The event of a founding is about the organisation that names it.
pub(super) fn founding_of_its_own(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for organisation in &world.organisations {
        let Some(event) = founding(world, &organisation.value) else {
            continue;
        };
        let id = &organisation.value.id.value;
        let mut about = event.value.organisations.iter();
        let Some(named) = &organisation.value.founding else {
            continue;
        };
        if about.any(|it| it.value == *id) {
            continue;
        }
        findings.push(
            Diagnostic::new(
                Code::ForeignFounding,
                format!("the event `{}` is not about `{id}`", named.value),
                Label::new(organisation.file, named.span, "named as the founding here"),
            )
            .and(Label::new(event.file, event.value.id.span, "this event"))
            .help(format!(
                "name the event of this founding, or add `{id}` to the `organisations` of the event"
            )),
        );
    }
}

/// A departure has a date. In a file with errors it may be what is wrong there that keeps the date from being read.
pub(super) fn dated(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for person in &world.people {
        let mut wrong = findings.iter();
        let path = &person.file.path;
        if wrong.any(|it| it.primary.path == *path && it.severity() == Severity::Error) {
            continue;
        }
        for stay in &person.value.membership {
            let Some(departure) = &stay.departure else {
                continue;
            };
            let dates = [
                &departure.announced,
                &departure.effective,
                &departure.reported,
            ];
            if dates.iter().any(|it| !it.is_empty()) {
                continue;
            }
            let (id, organisation) = (&person.value.id.value, &stay.organisation);
            findings.push(
                Diagnostic::new(
                    Code::UndatedDeparture,
                    format!("`{id}` left `{}`, and no date says when", organisation.value),
                    Label::new(person.file, organisation.span, "this stay"),
                )
                .help("add [[membership.departure.reported]] with the day of the first report, or a date as coarse as `by 2024`"),
            );
        }
    }
}

/// Whom a wave of departures names has left one of its organisations.
pub(super) fn in_waves(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for wave in &world.topics {
        if wave.value.departures.is_none() {
            continue;
        }
        for named in &wave.value.people {
            let mut people = world.people.iter();
            let Some(person) = people.find(|it| it.value.id.value == named.value) else {
                continue;
            };
            let about = &wave.value.organisations;
            let mut stays = person.value.membership.iter().filter(|stay| {
                let mut about = about.iter();
                about.len() == 0 || about.any(|it| it.value == stay.organisation.value)
            });
            if stays.any(|stay| stay.departure.is_some()) {
                continue;
            }
            findings.push(
                Diagnostic::new(
                    Code::StayedInWave,
                    format!(
                        "`{}` is in this wave of departures and never left",
                        named.value
                    ),
                    Label::new(wave.file, named.span, "named here"),
                )
                .and(Label::new(
                    person.file,
                    person.value.id.span,
                    "no stay of this person has a departure there",
                ))
                .help("add the departure to the person's stay, or take the person out of `people`"),
            );
        }
    }
}

/// Nobody goes to the organisation that they leave, unless to another post there.
pub(super) fn onwards(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for person in &world.people {
        for stay in &person.value.membership {
            let Some(departure) = &stay.departure else {
                continue;
            };
            let mut manners = departure.manner.iter();
            if manners.any(|it| it.kind.value.0 == MannerKind::Moved) {
                continue;
            }
            for destination in &departure.destination {
                let Some(place) = &destination.organisation else {
                    continue;
                };
                if place.value != stay.organisation.value {
                    continue;
                }
                findings.push(
                    Diagnostic::new(
                        Code::MovedToItself,
                        format!("`{}` leaves `{}` for itself", person.value.id.value, place.value),
                        Label::new(person.file, place.span, "went here"),
                    )
                    .and(Label::new(person.file, stay.organisation.span, "left here"))
                    .help("correct `organisation`, or write `kind = \"moved\"` if it was for another post there"),
                );
            }
        }
    }
}

/// Two stays at one organisation in one group do not overlap.
pub(super) fn apart(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for person in &world.people {
        let stays = &person.value.membership;
        for (index, second) in stays.iter().enumerate() {
            let overlap = stays
                .iter()
                .take(index)
                .find(|first| overlap(first, second));
            if let Some(first) = overlap {
                let name = &second.organisation;
                findings.push(
                    Diagnostic::new(
                        Code::MembershipOverlap,
                        format!("two stays at `{}` overlap", name.value),
                        Label::new(person.file, name.span, "this stay"),
                    )
                    .and(Label::new(
                        person.file,
                        first.organisation.span,
                        "and this one",
                    ))
                    .help("correct `from` or the departure, or make one stay of the two"),
                );
            }
        }
    }
}

/// A stay that goes on where another one of the same person ended has a beginning: without it the two cannot be told apart,
/// and who came back would be told of as gone.
pub(super) fn begun(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for person in &world.people {
        let stays = &person.value.membership;
        for (index, later) in stays.iter().enumerate() {
            let same = |it: &&Membership| it.organisation.value == later.organisation.value;
            let earlier = stays.iter().take(index).rev().find(same);
            let Some(earlier) = earlier.filter(|it| it.departure.is_some()) else {
                continue;
            };
            if later.from.is_some() {
                continue;
            }
            let name = &later.organisation;
            findings.push(
                Diagnostic::new(
                    Code::MembershipOverlap,
                    format!("a second stay at `{}` does not say when it began", name.value),
                    Label::new(person.file, name.span, "this stay has no `from`"),
                )
                .and(Label::new(
                    person.file,
                    earlier.organisation.span,
                    "the stay before it ended",
                ))
                .help("add `from` with the day of the return, or a date as coarse as `from = \"2023\"`"),
            );
        }
    }
}

/// Whether two stays certainly have a day in common.
fn overlap(a: &Membership, b: &Membership) -> bool {
    let shared = a.groups.value.iter().any(|group| {
        let groups = b.groups.value.iter();
        groups.into_iter().any(|other| other.value == group.value)
    });
    if a.organisation.value != b.organisation.value || !shared {
        return false;
    }
    let until = |it: &Membership| match &it.departure {
        None => Some(Date::MAX),
        Some(departure) => ends(departure).next().map(|(date, _)| date.earliest()),
    };
    let from = |it: &Membership| it.from.as_ref().and_then(parsed).map(|date| date.latest());
    match (from(a), until(a), from(b), until(b)) {
        (_, Some(Date::MAX), _, Some(Date::MAX)) => true,
        (Some(from_a), Some(until_a), Some(from_b), Some(until_b)) => {
            from_a < until_b && from_b < until_a
        }
        _ => false,
    }
}
