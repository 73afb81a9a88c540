//! `exitnote init`: the built-in configuration as files, with the built-in data or a small blank dataset, to start one's own.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::{Exit, complain, say};
use crate::disk;
use crate::source_file::SourceFile;

/// The options of `init`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder to write data/ and config/ to; it is created if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Write a small invented dataset with comments in the place of the built-in one
    #[arg(long)]
    blank: bool,
}

/// The dataset of `--blank`: paths in `data/`, and texts.
const BLANK: [(&str, &str); 6] = [
    (
        "dataset.toml",
        include_str!("../../assets/blank/dataset.toml"),
    ),
    (
        "organisations/example-works.toml",
        include_str!("../../assets/blank/organisations/example-works.toml"),
    ),
    (
        "events/example-works-founding.toml",
        include_str!("../../assets/blank/events/example-works-founding.toml"),
    ),
    (
        "people/ada-example.toml",
        include_str!("../../assets/blank/people/ada-example.toml"),
    ),
    (
        "people/ben-sample.toml",
        include_str!("../../assets/blank/people/ben-sample.toml"),
    ),
    (
        "sources/herald.toml",
        include_str!("../../assets/blank/sources/herald.toml"),
    ),
];

/// The built-in files, or with `blank` those of the configuration, the pages for people and the small dataset.
fn files(blank: bool) -> Vec<SourceFile> {
    let mut files = disk::built_in();
    if blank {
        files.retain(|it| it.path.starts_with("config/") || it.path == "data/README.md");
        let dataset = BLANK.map(|(path, text)| SourceFile::new(format!("data/{path}"), text));
        files.extend(dataset);
    }
    files
}

/// Writes the copies, and none if one of the files is there already.
pub(super) fn run(arguments: &Arguments) -> Exit {
    match write(arguments) {
        Ok(text) => {
            say(&text);
            Exit::Done
        }
        Err(error) => {
            complain(&error);
            Exit::Found
        }
    }
}

fn write(arguments: &Arguments) -> anyhow::Result<String> {
    let files = files(arguments.blank);
    let folder = &arguments.folder;
    let there = files.iter().map(|file| folder.join(&file.path));
    if let Some(path) = there.into_iter().find(|path| path.exists()) {
        bail!("{} is there already; nothing was written", path.display());
    }
    for file in &files {
        disk::create(&folder.join(&file.path), &file.text)?;
    }
    let shown = folder.display();
    Ok(format!(
        "wrote {} files to {shown}\nedit them, then run: cd {shown} && exitnote check\n",
        files.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;

    #[test]
    fn the_blank_dataset_has_no_finding() {
        let mut files = files(true);
        files.retain(|it| !it.path.ends_with("README.md"));
        let findings = load(&files, jiff::civil::date(2024, 7, 1)).findings;
        let found: Vec<_> = findings.iter().map(|it| &it.message).collect();
        assert_eq!(found, Vec::<&String>::new());
    }
}
