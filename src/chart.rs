//! The picture of departures: who left, when and how precisely that is known, who remains, what happened meanwhile.
//!
//! An arrow from `chart` to `knowledge` and nothing else: every word in the picture comes from the dataset or from the
//! caller, and the result is SVG text that any program can draw.

mod axis;
mod canvas;
mod draw;
pub mod outline;
pub mod theme;

use jiff::civil::Date;

use crate::knowledge::Knowledge;
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::RoleGroup;
use outline::Outline;
use theme::Theme;

/// What to draw.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Whom people left.
    pub organisation: &'a OrganisationId,
    /// Whose departures; none for the organisation's first named group.
    pub groups: &'a [RoleGroup],
    /// The first day to draw; by default the month of the first departure.
    pub from: Option<Date>,
    /// The last day to draw; never after `as_of`.
    pub until: Option<Date>,
    /// Nothing that became known after this day is drawn.
    pub as_of: Date,
    /// The language of names (`en`).
    pub language: &'a str,
    /// Dark or light.
    pub theme: Theme,
}

/// Every word in the picture that is not a name.
#[derive(Clone, Copy)]
pub struct Labels<'a> {
    /// The heading.
    pub title: &'a str,
    /// What a dot means: the day is known.
    pub exact: &'a str,
    /// What a bar means: some day in this span.
    pub span: &'a str,
    /// In place of a date that no source tells.
    pub undated: &'a str,
    /// What the falling line counts.
    pub remaining: &'a str,
    /// The last line: as-of date and data revision.
    pub footer: &'a str,
    /// Short names of the months, January first.
    pub months: [&'a str; 12],
    /// How a date is written in this language.
    pub date: &'a dyn Fn(&PartialDate) -> String,
}

/// The picture as SVG, 1200 units wide; the height depends on the number of people.
pub fn timeline(knowledge: &Knowledge, options: &Options<'_>, labels: &Labels<'_>) -> String {
    draw::draw(&Outline::new(knowledge, options), options, labels)
}

/// What the picture shows, in words, for those who do not see it: at most 1,024 characters, cut between entries.
///
/// Heading, people with dates, the number that remains, events with dates; parted by punctuation only.
pub fn alt_text(knowledge: &Knowledge, options: &Options<'_>, labels: &Labels<'_>) -> String {
    const LIMIT: usize = 1024;
    const ELLIPSIS: &str = " …";
    let outline = Outline::new(knowledge, options);
    let remaining = outline
        .remaining
        .as_ref()
        .map(|it| format!("{}: {} → {}", labels.remaining, it.members, it.at_end()));
    let people = outline.rows.iter().map(|row| {
        let name = row.person.name.get(options.language);
        format!("{name}, {}", row.when(labels))
    });
    let events = outline.events.iter().map(|event| {
        let name = event.topic.name.get(options.language);
        format!("{name}, {}", (labels.date)(event.date))
    });
    let mut text = labels.title.to_owned();
    for (index, entry) in remaining
        .into_iter()
        .chain(people)
        .chain(events)
        .enumerate()
    {
        let joint = if index == 0 { ". " } else { "; " };
        let length = [text.as_str(), joint, &entry, ELLIPSIS]
            .iter()
            .map(|part| part.chars().count())
            .sum::<usize>();
        if length > LIMIT {
            text.push_str(ELLIPSIS);
            break;
        }
        text.push_str(joint);
        text.push_str(&entry);
    }
    text
}

/// A date without words, for a caller that has none: `2025-08-13`, `2024-04`, `2026-03-21 – 2026-03-31`.
pub fn plain_date(date: &PartialDate) -> String {
    use crate::knowledge::date::Form;
    match &date.form {
        Form::Day(day) => day.to_string(),
        Form::Month(year, month) => format!("{year:04}-{month:02}"),
        Form::Year(year) => format!("{year:04}"),
        Form::By(by) => format!("≤ {}", plain_date(by)),
        Form::About(about) => format!("≈ {}", plain_date(about)),
        _ => format!("{} – {}", date.earliest(), date.latest()),
    }
}

#[cfg(test)]
mod tests;
