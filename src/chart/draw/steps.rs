//! The falling line of those who remain.

use jiff::civil::Date;

use super::{COUNT, DATE, MARGIN, PLOT_LEFT, PLOT_RIGHT, STEPS, TOTAL, count};
use crate::chart::Labels;
use crate::chart::axis::Axis;
use crate::chart::canvas::{Anchor, Canvas};
use crate::chart::outline::{Remaining, Step};

/// The falling line of those who remain, in a band as wide as the dates are imprecise.
pub(super) fn steps(
    canvas: &mut Canvas,
    top: i64,
    axis: &Axis,
    remaining: &Remaining,
    labels: &Labels<'_>,
) {
    let members = remaining.members;
    let level = |number: usize| top + STEPS - STEPS * count(number) / count(members).max(1);
    let bottom = top + STEPS;
    canvas.shape(format_args!(
        r#"path d="M{PLOT_LEFT} {bottom}H{PLOT_RIGHT}" class="line-stroke" stroke-width="3""#
    ));
    let high = staircase(axis, remaining, |step| step.latest);
    let low = staircase(axis, remaining, |step| step.earliest);
    let band = path(&high, &level) + &path_back(&low, &level);
    canvas.shape(format_args!(
        r#"path d="{band}Z" class="step" fill-opacity=".3""#
    ));
    let line = staircase(axis, remaining, |step| step.likely);
    canvas.shape(format_args!(
        r#"path d="{}" fill="none" class="step-stroke" stroke-width="5" stroke-linejoin="round""#,
        path(&line, &level)
    ));
    // The first number stands beside the axis.
    for stage in line
        .iter()
        .skip(1)
        .filter(|stage| stage.until - stage.from >= 44)
    {
        let y = level(stage.number) - 12;
        let number = stage.number.to_string();
        canvas.text((stage.from + 10, y), COUNT, Anchor::Start, 60, &number);
    }
    for number in [0, members] {
        let place = (PLOT_LEFT - 14, level(number) + 9);
        canvas.text(place, DATE, Anchor::End, 60, &number.to_string());
    }
    let width = PLOT_LEFT - MARGIN - 80;
    let total = format!("{members} → {}", remaining.at_end());
    canvas.text((MARGIN, top + 92), TOTAL, Anchor::Start, width, &total);
    canvas.text(
        (MARGIN, top + 134),
        DATE,
        Anchor::Start,
        width,
        labels.remaining,
    );
}

/// A stretch of the axis with the number that remained.
struct Stage {
    from: i64,
    until: i64,
    number: usize,
}

fn staircase(axis: &Axis, remaining: &Remaining, day: impl Fn(&Step) -> Date) -> Vec<Stage> {
    let mut falls: Vec<_> = remaining
        .exits
        .iter()
        .map(|step| axis.place(day(step)))
        .collect();
    falls.sort_unstable();
    let mut stages = Vec::new();
    let mut from = axis.left;
    for (gone, fall) in falls.iter().copied().chain([axis.right]).enumerate() {
        stages.push(Stage {
            from,
            until: fall,
            number: remaining.members.saturating_sub(gone),
        });
        from = fall;
    }
    stages
}

fn path(stages: &[Stage], level: &impl Fn(usize) -> i64) -> String {
    let points = stages.iter().enumerate().map(|(index, stage)| {
        let command = if index == 0 { 'M' } else { 'L' };
        let y = level(stage.number);
        format!("{command}{} {y}L{} {y}", stage.from, stage.until)
    });
    points.collect()
}

fn path_back(stages: &[Stage], level: &impl Fn(usize) -> i64) -> String {
    let points = stages.iter().rev().map(|stage| {
        let y = level(stage.number);
        format!("L{} {y}L{} {y}", stage.until, stage.from)
    });
    points.collect()
}
