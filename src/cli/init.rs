//! `exitnote init`: the built-in data and configuration as files, to start one's own.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::{Exit, complain, say};
use crate::disk;

/// The options of `init`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder to write data/ and config/ to; it is created if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
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
    let files = disk::built_in();
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
