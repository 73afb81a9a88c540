//! `exitnote new`: skeletons to fill in, with everything that is known already filled in.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Day, Exit, Global, complain, say};
use crate::disk::{self, Origin};
use crate::knowledge::id::is_kebab_case;
use crate::load::load;

/// The options of `new`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// Write data/people/ID.toml
    Person {
        /// The person's id, such as jane-doe
        #[arg(value_parser = id)]
        id: String,
    },
    /// Write data/organisations/ID.toml
    Organisation {
        /// The organisation's id, such as example-works
        #[arg(value_parser = id)]
        id: String,
    },
    /// Write data/events/ID.toml
    Event {
        /// The event's id, such as example-works-founding
        #[arg(value_parser = id)]
        id: String,
    },
    /// Write data/topics/ID.toml
    Topic {
        /// The topic's id, such as rocket-engine
        #[arg(value_parser = id)]
        id: String,
    },
    /// Print a membership with its departure, to append to data/people/ID.toml
    Departure {
        /// The person's id, such as jane-doe
        #[arg(value_parser = id)]
        id: String,
    },
    /// Write data/sources/ID.toml
    Source {
        /// The source's id; publisher and date read well, such as herald-2024-05-15
        #[arg(value_parser = id)]
        id: String,
        /// Its address
        #[arg(long, value_name = "URL", default_value = "https://")]
        url: String,
        #[command(flatten)]
        day: Day,
    },
}

fn id(written: &str) -> Result<String, String> {
    if is_kebab_case(written) {
        Ok(written.to_owned())
    } else {
        Err("use small letters and digits, parted by single hyphens, such as jane-doe".to_owned())
    }
}

/// Writes or prints the skeleton; a file that is there is left alone.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let main = main_organisation(global);
    let written = match &arguments.kind {
        Kind::Person { id } => write(global, "people", id, &person(id, &main)),
        Kind::Organisation { id } => write(global, "organisations", id, &organisation(id)),
        Kind::Event { id } => {
            let dated = format!("{}{EVENT_DATE}{}", topic(id, &main), CLAIM);
            write(global, "events", id, &dated)
        }
        Kind::Topic { id } => write(
            global,
            "topics",
            id,
            &format!("{}{CLAIM}", topic(id, &main)),
        ),
        Kind::Departure { .. } => {
            say(&membership(&main));
            return Exit::Done;
        }
        Kind::Source { id, url, day } => {
            write(global, "sources", id, &source(id, url, day.today()))
        }
    };
    match written {
        Ok(path) => {
            say(&format!("wrote {}\n", path.display()));
            Exit::Done
        }
        Err(error) => {
            complain(&error);
            Exit::Found
        }
    }
}

/// The organisation that the dataset is about; a blank if there is no dataset yet.
fn main_organisation(global: &Global) -> String {
    let files = global.folders().read().unwrap_or_default();
    load(&files, Date::MAX)
        .knowledge
        .map_or_else(String::new, |it| it.organisation.to_string())
}

fn write(global: &Global, folder: &str, id: &str, text: &str) -> anyhow::Result<PathBuf> {
    let [data, _] = global.folders().origins();
    let Origin::Folder(data) = data else {
        bail!("there is no dataset here: name one with --data, or make one with `exitnote init .`");
    };
    let path = data.join(folder).join(format!("{id}.toml"));
    disk::create(&path, text)?;
    Ok(path)
}

/// The name that an id was probably made from: `jane-doe` is Jane Doe.
fn name(id: &str) -> String {
    let capitalised = id.split('-').map(|part| {
        let mut letters = part.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.clone()).collect::<String>()
    });
    capitalised.collect::<Vec<_>>().join(" ")
}

fn person(id: &str, organisation: &str) -> String {
    let name = name(id);
    format!(
        "id = \"{id}\"\n\
         name = {{ en = \"{name}\" }}\n\
         aliases = [] # handles, common misspellings, other scripts; the words of the name match by themselves\n\
         \n\
         [[fact]]\n\
         kind = \"role\" # role, lead, background, education, contribution\n\
         text = {{ en = \"\" }} # a predicate without its subject: \"led research\"\n\
         cite = [] # source ids, strongest first\n\
         \n\
         {}",
        membership(organisation)
    )
}

fn membership(organisation: &str) -> String {
    format!(
        "[[membership]]\n\
         organisation = \"{organisation}\"\n\
         groups = [\"staff\"] # founder, executive, staff\n\
         role = {{ en = \"\" }} # a noun phrase: \"head of research\"\n\
         # from = \"2024-01\" # leave out if no source says; whoever came back has a second [[membership]] with `from`\n\
         cite = []\n\
         \n\
         [[membership.departure.announced]] # or effective (the last day), or reported (by the press)\n\
         date = \"\" # no finer than the source: 2024, 2024-04, 2024-04-02, late 2024-03\n\
         cite = []\n\
         \n\
         [[membership.departure.reason]]\n\
         by = \"self\" # self: a predicate; report: a whole sentence\n\
         text = {{ en = \"\" }} # or none = true, if the sources show that none was given\n\
         categories = [\"other\"]\n\
         cite = []\n\
         \n\
         [[membership.departure.manner]]\n\
         kind = \"resigned\" # resigned, stepped-back, removed, moved, on-leave, retired, died, unclear\n\
         cite = []\n\
         \n\
         [[membership.departure.destination]]\n\
         text = {{ en = \"\" }} # or none = true\n\
         cite = []\n"
    )
}

fn organisation(id: &str) -> String {
    let name = name(id);
    format!(
        "id = \"{id}\"\n\
         name = {{ en = \"{name}\" }}\n\
         aliases = [] # what people write; never an everyday word\n\
         # founding = \"{id}-founding\" # the event that answers \"when was it founded?\"; not needed for a mere destination\n\
         \n\
         # [[group]] # only for a group with a name of its own\n\
         # role = \"founder\" # founder, executive, staff\n\
         # name = {{ en = \"co-founders\" }}\n\
         # cite = []\n"
    )
}

/// What events and topics have in common before their dates and claims.
fn topic(id: &str, organisation: &str) -> String {
    let name = name(id).to_lowercase();
    format!(
        "id = \"{id}\"\n\
         name = {{ en = \"{name}\" }} # as used inside a sentence: \"the merger\"\n\
         aliases = [] # what people call it; never an everyday word\n\
         organisations = [\"{organisation}\"]\n\
         people = []\n\
         # departures = \"removed\" # only for a wave of departures of the people above\n\
         \n"
    )
}

const EVENT_DATE: &str = "[[date]]\n\
    date = \"\" # no finer than the source: 2024, 2024-04, 2024-04-02\n\
    cite = [] # source ids, strongest first\n\
    \n";

const CLAIM: &str = "[[claim]]\n\
    aspect = \"what\" # what, who, when, where, why, how-much, how-many, how, status\n\
    text = { en = \"\" } # a whole sentence that stands alone, without its full stop\n\
    cite = []\n";

fn source(id: &str, url: &str, today: Date) -> String {
    let host = url.split('/').nth(2).unwrap_or_default();
    let publisher = serde_json::Value::from(host.trim_start_matches("www."));
    let url = serde_json::Value::from(url);
    format!(
        "[[source]]\n\
         id = \"{id}\"\n\
         title = \"\" # leave out if the page has none\n\
         publisher = {publisher}\n\
         url = {url}\n\
         # published = \"2024-05-15\" # leave out if the page does not say\n\
         retrieved = {today}\n\
         language = \"en\"\n\
         class = \"major-outlet\" # primary-statement, major-outlet, syndicated-copy, trade-outlet, aggregator, wiki, blog, forum, content-farm\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source_file::SourceFile;
    use std::collections::BTreeSet;

    #[test]
    fn a_skeleton_lacks_nothing_but_what_only_a_curator_knows() {
        let today = jiff::civil::date(2024, 7, 1);
        let files = [
            SourceFile::new("data/people/jane-doe.toml", person("jane-doe", "acme")),
            SourceFile::new("data/organisations/lone.toml", organisation("lone")),
            SourceFile::new(
                "data/events/merger.toml",
                format!("{}{EVENT_DATE}{CLAIM}", topic("merger", "lone")),
            ),
            SourceFile::new(
                "data/topics/engine.toml",
                format!("{}{CLAIM}", topic("engine", "lone")),
            ),
            SourceFile::new(
                "data/sources/herald.toml",
                source("herald", "https://www.example.org/x", today),
            ),
        ];
        let findings = load(&files, today).findings;
        let codes: BTreeSet<_> = findings
            .iter()
            .filter(|it| files.iter().any(|file| file.path == it.primary.path))
            .map(|it| it.code)
            .collect();
        let expected = [
            Code::UnknownOrganisation,
            Code::NoCitation,
            Code::EmptyText,
            Code::BadDate,
            Code::UnusedSource,
            Code::PersonWithoutAlias,
        ];
        assert_eq!(codes, BTreeSet::from(expected));
    }

    #[test]
    fn a_name_is_made_from_its_id() {
        assert_eq!(name("jane-doe"), "Jane Doe");
        assert_eq!(name("x"), "X");
    }
}
