//! Paints the outline: rows above the axis, the falling line below it, then the events and the footer.

mod shapes;
mod steps;

use super::axis::{Axis, Caption};
use super::canvas::{Anchor, Canvas, Font, extent};
use super::outline::{Outline, Row, likely};
use super::{Labels, Options, plain_date, theme};
use crate::knowledge::date::PartialDate;
use shapes::{arrow, bar, dot};
use steps::steps;

const WIDTH: i64 = 1200;
const MARGIN: i64 = 44;
const PLOT_LEFT: i64 = 404;
const PLOT_RIGHT: i64 = WIDTH - MARGIN - 12;
const ROW: i64 = 74;
const STEPS: i64 = 220;
const LEGEND_LINE: i64 = 42;

const TITLE: Font = font("ink", 42, true);
const NAME: Font = font("ink", 30, true);
const DATE: Font = font("soft", 25, false);
const KEY: Font = font("soft", 25, false);
const TICK: Font = font("ink", 25, false);
const YEAR: Font = font("ink", 25, true);
const LETTER: Font = font("event", 24, true);
const LEGEND: Font = font("ink", 26, false);
const COUNT: Font = font("step halo", 25, true);
const TOTAL: Font = font("step", 56, true);
const FOOTER: Font = font("soft", 23, false);

const fn font(class: &'static str, size: i64, bold: bool) -> Font {
    Font { class, size, bold }
}

/// Where the parts of the picture begin, from top to bottom.
struct Layout {
    markers: i64,
    rows: i64,
    axis: i64,
    steps: i64,
    legend: i64,
    footer: i64,
    height: i64,
}

impl Layout {
    fn new(outline: &Outline<'_>) -> Self {
        let lines = count(outline.rows.len()) + i64::from(outline.omitted > 0);
        let markers = 196;
        let rows = markers + if outline.events.is_empty() { 0 } else { 38 };
        let axis = rows + lines.max(1) * ROW;
        let steps = axis + 90;
        let legend = if outline.remaining.is_some() {
            steps + STEPS + 66
        } else {
            steps + 16
        };
        let footer = legend + count(outline.events.len()) * LEGEND_LINE + 20;
        Self {
            markers,
            rows,
            axis,
            steps,
            legend,
            footer,
            height: footer + MARGIN,
        }
    }
}

/// The picture of an outline.
pub(super) fn draw(outline: &Outline<'_>, options: &Options<'_>, labels: &Labels<'_>) -> String {
    let layout = Layout::new(outline);
    let axis = Axis::new(outline.from, outline.until, PLOT_LEFT, PLOT_RIGHT);
    let mut canvas = Canvas::new();
    let height = layout.height;
    canvas.shape(format_args!(
        r#"rect width="{WIDTH}" height="{height}" rx="24" class="panel""#
    ));
    let room = WIDTH - 2 * MARGIN;
    canvas.text((MARGIN, 78), TITLE, Anchor::Start, room, labels.title);
    key(&mut canvas, labels);
    stripes(&mut canvas, &layout, outline);
    ticks(&mut canvas, &layout, &axis, outline, labels);
    events(&mut canvas, &layout, &axis, outline, options, labels);
    rows(&mut canvas, &layout, &axis, outline, options, labels);
    if let Some(remaining) = &outline.remaining {
        steps(&mut canvas, layout.steps, &axis, remaining, labels);
    }
    let place = (MARGIN, layout.footer);
    canvas.text(place, FOOTER, Anchor::Start, room, labels.footer);
    let style = theme::style(options.theme);
    canvas.finish(WIDTH, height, &style, options.language, labels.title)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The stretches from top to bottom on which vertical lines stand; the captions of the axis lie between them.
fn stretches(layout: &Layout, outline: &Outline<'_>, top: i64) -> Vec<(i64, i64)> {
    let mut stretches = vec![(top, layout.axis)];
    if outline.remaining.is_some() {
        stretches.push((layout.steps - 10, layout.steps + STEPS));
    }
    stretches
}

/// What dots and bars mean.
fn key(canvas: &mut Canvas, labels: &Labels<'_>) {
    const BASELINE: i64 = 132;
    let room = WIDTH / 2 - MARGIN - 60;
    dot(canvas, MARGIN + 12, BASELINE - 9);
    canvas.text(
        (MARGIN + 36, BASELINE),
        KEY,
        Anchor::Start,
        room,
        labels.exact,
    );
    let next = MARGIN + 36 + extent(labels.exact, KEY.size).min(room) + 44;
    bar(canvas, next, next + 44, BASELINE - 9);
    canvas.text((next + 58, BASELINE), KEY, Anchor::Start, room, labels.span);
}

fn stripes(canvas: &mut Canvas, layout: &Layout, outline: &Outline<'_>) {
    let lines = count(outline.rows.len()) + i64::from(outline.omitted > 0);
    let width = WIDTH - 2 * MARGIN + 32;
    for line in (0..lines).step_by(2) {
        canvas.shape(format_args!(
            r#"rect x="{}" y="{}" width="{width}" height="{ROW}" rx="12" class="stripe""#,
            MARGIN - 16,
            layout.rows + line * ROW
        ));
    }
}

fn ticks(
    canvas: &mut Canvas,
    layout: &Layout,
    axis: &Axis,
    outline: &Outline<'_>,
    labels: &Labels<'_>,
) {
    for tick in axis.ticks() {
        let x = axis.place(tick.day);
        for (top, bottom) in stretches(layout, outline, layout.rows) {
            canvas.shape(format_args!(
                r#"path d="M{x} {top}V{bottom}" class="line-stroke" stroke-opacity=".35" stroke-width="2""#
            ));
        }
        let upper = (x, layout.axis + 34);
        canvas.text(
            upper,
            TICK,
            Anchor::Middle,
            110,
            &caption(tick.upper, labels),
        );
        if let Some(lower) = tick.lower {
            let place = (x, layout.axis + 64);
            canvas.text(place, YEAR, Anchor::Middle, 130, &caption(lower, labels));
        }
    }
    canvas.shape(format_args!(
        r#"path d="M{PLOT_LEFT} {y}H{PLOT_RIGHT}" class="line-stroke" stroke-width="3""#,
        y = layout.axis
    ));
}

fn caption(caption: Caption, labels: &Labels<'_>) -> String {
    match caption {
        Caption::Day(day) => day.to_string(),
        Caption::Month(month) => {
            let index = usize::try_from(month - 1).unwrap_or_default();
            labels
                .months
                .get(index)
                .copied()
                .unwrap_or_default()
                .to_owned()
        }
        Caption::YearMonth(year, month) => format!("{year:04}-{month:02}"),
        Caption::Year(year) => year.to_string(),
    }
}

fn events(
    canvas: &mut Canvas,
    layout: &Layout,
    axis: &Axis,
    outline: &Outline<'_>,
    options: &Options<'_>,
    labels: &Labels<'_>,
) {
    for (letter, (index, event)) in ('A'..='Z').zip((0..).zip(&outline.events)) {
        let x = axis.place(likely(event.date));
        let y = layout.markers;
        for (top, bottom) in stretches(layout, outline, y + 19) {
            canvas.shape(format_args!(
                r#"path d="M{x} {top}V{bottom}" class="event-stroke" stroke-width="2.5" stroke-dasharray="3 7" stroke-linecap="round""#
            ));
        }
        if event.date.exact().is_none() {
            // A bracket over the days in which it happened.
            canvas.shape(format_args!(
                r#"path d="M{} {}v-8H{}v8" fill="none" class="event-stroke" stroke-width="3""#,
                axis.place(event.date.earliest()),
                y + 34,
                axis.place(event.date.latest())
            ));
        }
        marker(canvas, (x, y), letter);
        let y = layout.legend + index * LEGEND_LINE;
        marker(canvas, (MARGIN + 19, y), letter);
        let date = (labels.date)(event.date);
        let name = event.topic.name.get(options.language);
        let width = WIDTH - 2 * MARGIN - 56;
        let text = format!("{name} · {date}");
        canvas.text((MARGIN + 56, y + 9), LEGEND, Anchor::Start, width, &text);
    }
}

fn marker(canvas: &mut Canvas, (x, y): (i64, i64), letter: char) {
    canvas.shape(format_args!(
        r#"circle cx="{x}" cy="{y}" r="18" class="panel event-stroke" stroke-width="3""#
    ));
    canvas.text((x, y + 9), LETTER, Anchor::Middle, 40, &letter.to_string());
}

fn rows(
    canvas: &mut Canvas,
    layout: &Layout,
    axis: &Axis,
    outline: &Outline<'_>,
    options: &Options<'_>,
    labels: &Labels<'_>,
) {
    const NAME_WIDTH: i64 = PLOT_LEFT - MARGIN - 24;
    let mut top = layout.rows;
    if outline.omitted > 0 {
        let more = format!("+ {}", outline.omitted);
        canvas.text((MARGIN, top + 46), NAME, Anchor::Start, NAME_WIDTH, &more);
        top += ROW;
    }
    for row in &outline.rows {
        let name = row.person.name.get(options.language);
        canvas.text((MARGIN, top + 34), NAME, Anchor::Start, NAME_WIDTH, name);
        let mut when = row.when(labels);
        if extent(&when, DATE.size) * 3 / 4 > NAME_WIDTH {
            // A date must not be cut; without words it is short.
            let plain = Labels {
                date: &plain_date,
                ..*labels
            };
            when = row.when(&plain);
        }
        canvas.text((MARGIN, top + 63), DATE, Anchor::Start, NAME_WIDTH, &when);
        marks(canvas, axis, row, top + ROW / 2);
        top += ROW;
    }
}

/// The time at the organisation as a line, and its end as a dot or a bar.
fn marks(canvas: &mut Canvas, axis: &Axis, row: &Row<'_>, y: i64) {
    let begin = row.since.map_or(PLOT_LEFT, |day| axis.place(day));
    let end = row
        .dates
        .iter()
        .map(|date| axis.place(likely(date)))
        .max()
        .unwrap_or(PLOT_RIGHT);
    let dashes = if row.dates.is_empty() { "4 10" } else { "none" };
    canvas.shape(format_args!(
        r#"path d="M{} {y}H{end}" class="line-stroke" stroke-width="4" stroke-linecap="round" stroke-dasharray="{dashes}""#,
        begin.min(end)
    ));
    for date in &row.dates {
        mark(canvas, axis, date, y);
    }
}

fn mark(canvas: &mut Canvas, axis: &Axis, date: &PartialDate, y: i64) {
    const LEAST_BAR: i64 = 30;
    if let Some(day) = date.exact() {
        return dot(canvas, axis.place(day), y);
    }
    let (first, last) = (axis.place(date.earliest()), axis.place(date.latest()));
    let missing = (LEAST_BAR - (last - first)).max(0);
    let first = (first - missing / 2).clamp(PLOT_LEFT, PLOT_RIGHT - LEAST_BAR);
    let last = (last + missing / 2)
        .max(first + LEAST_BAR)
        .min(PLOT_RIGHT + 12);
    bar(canvas, first, last, y);
    if axis.is_outside(date.earliest()) {
        arrow(canvas, first - 6, y, -12);
    }
    if axis.is_outside(date.latest()) {
        arrow(canvas, last + 6, y, 12);
    }
}
