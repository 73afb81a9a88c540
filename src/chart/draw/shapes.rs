//! The small shapes: a dot for a day, a bar for a stretch of days, an arrow where it goes on.

use crate::chart::canvas::Canvas;

pub(super) fn dot(canvas: &mut Canvas, x: i64, y: i64) {
    canvas.shape(format_args!(
        r#"circle cx="{x}" cy="{y}" r="12" class="exit""#
    ));
}

/// A hollow bar: it differs from a dot by more than its width.
pub(super) fn bar(canvas: &mut Canvas, first: i64, last: i64, y: i64) {
    canvas.shape(format_args!(
        r#"rect x="{first}" y="{}" width="{}" height="24" rx="5" class="panel exit-stroke" stroke-width="4""#,
        y - 12,
        last - first
    ));
    canvas.shape(format_args!(
        r#"rect x="{first}" y="{}" width="{}" height="24" rx="5" class="exit" fill-opacity=".3""#,
        y - 12,
        last - first
    ));
}

/// Says that a bar goes on beyond the days drawn.
pub(super) fn arrow(canvas: &mut Canvas, x: i64, y: i64, reach: i64) {
    canvas.shape(format_args!(
        r#"path d="M{x} {}L{} {y}L{x} {}Z" class="exit""#,
        y - 11,
        x + reach,
        y + 11
    ));
}
