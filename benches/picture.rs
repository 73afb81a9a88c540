//! How long the picture of departures takes: as SVG, and from SVG to PNG once the fonts are read.
//!
//! `cargo bench --bench picture`

use divan::Bencher;
use exitnote::chart::theme::Theme;
use exitnote::chart::{self, Labels, Options};
use exitnote::disk::Folders;
use exitnote::knowledge::Knowledge;
use exitnote::load::load;
use exitnote::picture;
use jiff::civil::Date;

fn main() {
    divan::main();
}

/// The shipped data.
#[expect(clippy::expect_used, reason = "the shipped data are sound")]
fn dataset() -> Knowledge {
    let files = Folders::default().read().expect("built in");
    load(&files, Date::MAX).knowledge.expect("sound")
}

fn svg(knowledge: &Knowledge) -> String {
    let options = Options {
        organisation: &knowledge.organisation,
        groups: &[],
        from: None,
        until: None,
        as_of: knowledge.as_of,
        language: "en",
        theme: Theme::Dark,
    };
    let labels = Labels {
        title: "Departures",
        exact: "the day is known",
        span: "some day in this span",
        undated: "no date",
        remaining: "remaining",
        footer: "as of the last day",
        months: [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ],
        date: &chart::plain_date,
    };
    chart::timeline(knowledge, &options, &labels)
}

#[divan::bench]
fn drawn_as_svg(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    bencher.bench(|| svg(&dataset));
}

#[divan::bench]
fn svg_to_png(bencher: Bencher<'_, '_>) {
    let svg = svg(&dataset());
    bencher.bench(|| picture::png(&svg));
}
