//! `exitnote timeline`: the picture of departures as a file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Day, Exit, Global, complain, complain_of, say};
use crate::bot::Phrase;
use crate::chart::theme::Theme;
use crate::chart::{self, Labels, Options};
use crate::disk;
use crate::knowledge::Knowledge;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::RoleGroup;
use crate::load::{load, revision};
use crate::picture;
use crate::render::wording::Wording;

/// The options of `timeline`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    day: Day,
    /// Write the picture here; the ending says the format
    #[arg(long, value_name = "FILE.png|FILE.svg")]
    out: PathBuf,
    /// Whom people left, by id [default: the dataset's own]
    #[arg(long, value_name = "ID")]
    organisation: Option<String>,
    /// Whose departures [default: the organisation's first named group]
    #[arg(long, value_enum)]
    group: Vec<Group>,
    /// The first day
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// The language, by tag
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
    /// Dark or light
    #[arg(long, value_enum, default_value_t = Colours::Both)]
    theme: Colours,
}

/// Role groups as options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    Founder,
    Executive,
    Staff,
}

/// Themes as options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colours {
    Light,
    Dark,
    /// Light; an SVG follows its viewer
    Both,
}

/// Writes the picture and says what it shows.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let files = match global.files() {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    // A past day asked for must not make good data look dated in the future.
    let loaded = load(&files, Date::MAX);
    let Some(knowledge) = &loaded.knowledge else {
        complain_of(&files, &loaded.errors());
        return Exit::Broken;
    };
    let Some(locale) = loaded
        .locales
        .iter()
        .find(|it| it.source.tag == arguments.language)
    else {
        complain(&anyhow::anyhow!(
            "there is no language `{}`",
            arguments.language
        ));
        return Exit::Found;
    };
    let wording = Wording::new(&arguments.language, &locale.replies);
    match write(knowledge, &wording, &revision(&files), arguments) {
        Ok(words) => {
            say(&format!("{words}\n"));
            Exit::Done
        }
        Err(error) => {
            complain(&error);
            Exit::Unreadable
        }
    }
}

fn write(
    knowledge: &Knowledge,
    wording: &Wording,
    revision: &str,
    arguments: &Arguments,
) -> anyhow::Result<String> {
    let organisation = match &arguments.organisation {
        Some(id) => OrganisationId::new(id),
        None => knowledge.organisation.clone(),
    };
    if !knowledge.organisations.contains_key(&organisation) {
        anyhow::bail!("there is no organisation `{organisation}`");
    }
    let groups: Vec<RoleGroup> = arguments.group.iter().map(|it| it.role()).collect();
    let as_of = arguments.day.today().min(knowledge.as_of);
    let options = Options {
        organisation: &organisation,
        groups: &groups,
        from: arguments.from,
        until: arguments.to,
        as_of,
        language: wording.language(),
        theme: arguments.theme.theme(),
    };
    let label = |id: &'static str| wording.label(id);
    let title = Phrase::new("picture-title").with("organisation", &organisation);
    let footer = Phrase::new("discord-as-of")
        .with("date", as_of)
        .with("revision", revision.to_owned());
    let months = label("picture-months");
    let mut months = months.split_whitespace();
    let labels = Labels {
        title: &wording.say(knowledge, &title),
        exact: &label("picture-exact"),
        span: &label("picture-span"),
        undated: &label("picture-undated"),
        remaining: &label("picture-remaining"),
        footer: &wording.say(knowledge, &footer),
        months: std::array::from_fn(|_| months.next().unwrap_or_default()),
        date: &|date| wording.date(date),
    };
    let svg = chart::timeline(knowledge, &options, &labels);
    let is_svg = arguments
        .out
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("svg"));
    let bytes = if is_svg {
        svg.into_bytes()
    } else {
        picture::png(&svg)?
    };
    disk::create(&arguments.out, &bytes)?;
    Ok(chart::alt_text(knowledge, &options, &labels))
}

impl Group {
    fn role(self) -> RoleGroup {
        match self {
            Self::Founder => RoleGroup::Founder,
            Self::Executive => RoleGroup::Executive,
            Self::Staff => RoleGroup::Staff,
        }
    }
}

impl Colours {
    fn theme(self) -> Theme {
        match self {
            Self::Light => Theme::Light,
            Self::Dark => Theme::Dark,
            Self::Both => Theme::Both,
        }
    }
}
