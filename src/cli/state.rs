//! `exitnote backup`, `restore` and `unanswered`: what the store holds, for the operator.

use std::fmt::Write as _;
use std::future::Future;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::ask::Format;
use super::{Exit, Global, complain, complain_of, say};
use crate::diagnostic::Severity;
use crate::settings::{self, Settings};
use crate::store::{Existing, Store, StoreError, UnansweredQuestion};

/// The options of `backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// Where to write; an earlier backup there is replaced once this one is complete
    file: PathBuf,
}

/// The options of `restore`.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// What `backup` wrote
    file: PathBuf,
    /// Delete what the store holds, first
    #[arg(long)]
    replace: bool,
}

/// The options of `unanswered`.
#[derive(Debug, Args)]
pub(super) struct Unanswered {
    /// How to print the queue
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// List so many questions at most
    #[arg(long, default_value_t = 200, value_name = "N")]
    limit: u32,
}

/// Writes every row of the store to a file.
pub(super) fn backup(global: &Global, arguments: &Backup) -> Exit {
    let file = &arguments.file;
    with_store(global, async |store| {
        let rows = store.backup(file).await?;
        Ok(format!("wrote {rows} rows to {}\n", file.display()))
    })
}

/// Puts back what `backup` wrote.
pub(super) fn restore(global: &Global, arguments: &Restore) -> Exit {
    let file = &arguments.file;
    let existing = if arguments.replace {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    with_store(global, async |store| {
        let rows = store.restore(file, existing).await?;
        Ok(format!("restored {rows} rows from {}\n", file.display()))
    })
}

/// Prints the questions that got no answer, those with the same nearest intent together.
pub(super) fn unanswered(global: &Global, arguments: &Unanswered) -> Exit {
    with_store(global, async |store| {
        let questions = store.unanswered(None, arguments.limit).await?;
        Ok(match arguments.format {
            Format::Text => queue(&clustered(&questions)),
            Format::Json => format!("{:#}\n", objects(&clustered(&questions))),
        })
    })
}

/// Questions with the same nearest intent.
struct Cluster<'a> {
    nearest: &'a str,
    count: u64,
    questions: Vec<&'a UnansweredQuestion>,
}

/// The questions by their nearest intent, the most asked cluster first; within one in the order given.
fn clustered(questions: &[UnansweredQuestion]) -> Vec<Cluster<'_>> {
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    for question in questions {
        let nearest = question.nearest.first().map_or("", String::as_str);
        match clusters.iter_mut().find(|it| it.nearest == nearest) {
            Some(cluster) => {
                cluster.count += question.count;
                cluster.questions.push(question);
            }
            None => clusters.push(Cluster {
                nearest,
                count: question.count,
                questions: vec![question],
            }),
        }
    }
    clusters.sort_by_key(|it| std::cmp::Reverse(it.count));
    clusters
}

fn queue(clusters: &[Cluster<'_>]) -> String {
    if clusters.is_empty() {
        return "no unanswered questions; servers keep them only once their admins switch the log on\n"
            .to_owned();
    }
    let mut out = String::new();
    for cluster in clusters {
        let nearest = match cluster.nearest {
            "" => "no intent near",
            intent => intent,
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{nearest} ({})", cluster.count);
        for question in &cluster.questions {
            let others = question.nearest.iter().skip(1).map(String::as_str);
            let others: Vec<&str> = others.collect();
            let near = match others.as_slice() {
                [] => String::new(),
                some => format!("; also near {}", some.join(", ")),
            };
            let _ = writeln!(
                out,
                "  {:>4}×  {}  [{}, {} to {}{near}]",
                question.count,
                question.question,
                question.reason,
                question.first_seen,
                question.last_seen,
            );
        }
    }
    out
}

fn objects(clusters: &[Cluster<'_>]) -> serde_json::Value {
    let cluster = |it: &Cluster<'_>| {
        let questions = it.questions.iter().map(|question| {
            json!({"question": question.question, "reason": question.reason, "nearest": question.nearest,
                "count": question.count, "first_seen": question.first_seen.to_string(),
                "last_seen": question.last_seen.to_string(), "guild": question.guild.to_string()})
        });
        json!({"nearest": it.nearest, "count": it.count, "questions": questions.collect::<Vec<_>>()})
    };
    clusters.iter().map(cluster).collect()
}

fn with_store<F: Future<Output = Result<String, StoreError>>>(
    global: &Global,
    work: impl FnOnce(Store) -> F,
) -> Exit {
    let settings = match settings_of(global) {
        Ok(settings) => settings,
        Err(exit) => return exit,
    };
    let done = super::block_on(async {
        let store = Store::open(&settings.store_url).await?;
        let done = work(store.clone()).await;
        store.close().await;
        done
    });
    match done {
        Ok(Ok(text)) => {
            say(&text);
            Exit::Done
        }
        Ok(Err(error)) => {
            let exit = match error {
                StoreError::Open { .. } | StoreError::File { .. } => Exit::Unreadable,
                _ => Exit::Found,
            };
            complain(&error.into());
            exit
        }
        Err(exit) => exit,
    }
}

/// The settings, without a look at the data: a store can be saved while the data are broken.
fn settings_of(global: &Global) -> Result<Settings, Exit> {
    let files = global.files()?;
    if let Some(file) = files.iter().find(|it| it.path == "config/exitnote.toml") {
        let (_, findings) = crate::load::settings::read(file);
        if findings.iter().any(|it| it.severity() == Severity::Error) {
            complain_of(&files, &findings);
            return Err(Exit::Broken);
        }
    }
    let read = settings::from_environment(&files);
    if read.is_broken() {
        complain_of(&read.files, &read.findings);
        return Err(Exit::Broken);
    }
    Ok(read.settings)
}
