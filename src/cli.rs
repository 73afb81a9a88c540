//! The command line as types; one file per subcommand.

mod ask;
mod chat;
mod check;
mod diff;
mod eval;
mod explain;
mod init;
mod json;
mod new;
mod plain;
mod playground;
mod reload;
mod schema;
mod serve;
mod state;
mod test;
mod timeline;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use crate::bot::Bot;
use crate::diagnostic::Diagnostic;
use crate::disk::Folders;
use crate::source_file::SourceFile;

/// Answers questions about people leaving organisations, and proves every sentence.
#[derive(Debug, Parser)]
#[command(name = "exitnote", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Read the dataset from this folder [default: ./data if it is there, else the built-in copy]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Read the configuration from this folder [default: ./config if it is there, else the built-in copy]
    #[arg(long, global = true, value_name = "DIR")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List everything wrong with data and configuration
    Check(check::Arguments),
    /// Write the built-in data and configuration, or a blank dataset, to a folder, to start one's own
    Init(init::Arguments),
    /// Write a filled-in skeleton: a person, a departure, an organisation, an event, a topic, a source
    New(new::Arguments),
    /// Print the JSON Schemas of the files, for editors
    Schema(schema::Arguments),
    /// Measure the matcher alone, on any intent table and labelled questions
    Eval(eval::Arguments),
    /// Ask the questions of files and compare the replies with what is expected
    Test(test::Arguments),
    /// Show which answers change between two versions of the data, question by question
    Diff(diff::Arguments),
    /// Answer a question on the terminal
    Ask(ask::Arguments),
    /// Answer question after question, with memory for follow-ups
    Chat(chat::Arguments),
    /// Show why a question gets the answer it gets
    Explain(explain::Arguments),
    /// The real bot on a Discord of its own on this machine, with a page to talk to it
    Playground(playground::Arguments),
    /// Connect to Discord; the token comes from `DISCORD_TOKEN`, or the file that `DISCORD_TOKEN_FILE` names
    Serve(serve::Arguments),
    /// Draw the departures as a picture
    Timeline(timeline::Arguments),
    /// Write everything in the store to a file
    Backup(state::Backup),
    /// Put back what `backup` wrote
    Restore(state::Restore),
    /// List the questions that got no answer, clustered and counted
    Unanswered(state::Unanswered),
}

/// The option of every command for which the day matters.
#[derive(Debug, Args)]
pub struct Day {
    /// Take this day for today, such as 2026-02-11
    #[arg(long, value_name = "DATE")]
    now: Option<Date>,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Done,
    /// Something was found, or refused; it has been said.
    Found,
    /// A file or folder cannot be read.
    Unreadable,
    /// The data or the configuration are broken.
    Broken,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Found => 1,
            // 2 is clap's, for wrong usage.
            Exit::Unreadable => 66,
            Exit::Broken => 78,
        })
    }
}

impl Day {
    /// The day asked for, else the clock's.
    pub fn today(&self) -> Date {
        self.now.unwrap_or_else(|| clock().date())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the clock is read"
)]
fn clock() -> jiff::Zoned {
    jiff::Zoned::now()
}

/// The day that it already is somewhere on earth: files may be dated by curators who live east of this machine.
fn latest_day() -> Date {
    clock()
        .with_time_zone(jiff::tz::TimeZone::fixed(jiff::tz::offset(14)))
        .date()
}

impl Global {
    /// Where data and configuration come from.
    pub fn folders(&self) -> Folders {
        Folders {
            data: self.data.clone(),
            config: self.config.clone(),
        }
    }

    /// The bot of these folders; says everything that keeps it from being one.
    fn bot(&self) -> Result<Bot, Exit> {
        sound_bot(&self.files()?)
    }

    /// Every file of data and configuration; says what cannot be read.
    fn files(&self) -> Result<Vec<SourceFile>, Exit> {
        self.folders().read().map_err(|error| {
            complain(&error);
            Exit::Unreadable
        })
    }
}

/// The bot of these files with the thresholds of file and environment, else everything that keeps it from being one.
fn bot_of(files: &[SourceFile]) -> Result<Bot, Vec<Diagnostic>> {
    // A past day asked for, or a wrong clock, must not make good data look dated in the future.
    let loaded = crate::load::load(files, Date::MAX);
    let errors = loaded.errors();
    // The model does not depend on the number of threads.
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut bot = loaded
        .into_bot(crate::load::revision(files), threads)
        .ok_or(errors)?;
    let settings = crate::settings::from_environment(files).settings;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "confidences have the precision of an f32"
    )]
    let single = |it: f64| it as f32;
    bot.model.set_thresholds(
        settings.threshold.map(single),
        settings.ambiguity_threshold.map(single),
    );
    Ok(bot)
}

/// The bot of these files; says everything that keeps it from being one.
fn sound_bot(files: &[SourceFile]) -> Result<Bot, Exit> {
    let bot = bot_of(files).map_err(|errors| {
        complain_of(files, &errors);
        Exit::Broken
    })?;
    serve::settings_of(files)?;
    Ok(bot)
}

/// Says on standard error, in one line, what went wrong.
#[expect(clippy::print_stderr, reason = "this is the command line")]
fn complain(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// Says on standard error everything that is wrong with the files.
#[expect(clippy::print_stderr, reason = "this is the command line")]
fn complain_of(files: &[SourceFile], findings: &[Diagnostic]) {
    use std::io::IsTerminal as _;
    let colour = std::io::stderr().is_terminal();
    eprint!("{}", crate::diagnostic::report(findings, files, colour));
}

/// Writes to standard output; a reader that has gone away is not an error.
fn say(text: &str) {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    // A closed pipe (`exitnote check | head`) must not end in a panic as `print!` would.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Runs something that waits for the network or the store; says why if that cannot be.
fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => Ok(runtime.block_on(work)),
        Err(error) => {
            complain(&anyhow::Error::from(error).context("cannot start the runtime"));
            Err(Exit::Unreadable)
        }
    }
}

/// Runs the command.
pub fn run(cli: &Cli) -> Exit {
    match &cli.command {
        Command::Check(arguments) => check::run(&cli.global, arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::New(arguments) => new::run(&cli.global, arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Eval(arguments) => eval::run(&cli.global, arguments),
        Command::Test(arguments) => test::run(&cli.global, arguments),
        Command::Diff(arguments) => diff::run(&cli.global, arguments),
        Command::Ask(arguments) => ask::run(&cli.global, arguments),
        Command::Chat(arguments) => chat::run(&cli.global, arguments),
        Command::Explain(arguments) => explain::run(&cli.global, arguments),
        Command::Playground(arguments) => playground::run(&cli.global, arguments),
        Command::Serve(arguments) => serve::run(&cli.global, arguments),
        Command::Timeline(arguments) => timeline::run(&cli.global, arguments),
        Command::Backup(arguments) => state::backup(&cli.global, arguments),
        Command::Restore(arguments) => state::restore(&cli.global, arguments),
        Command::Unanswered(arguments) => state::unanswered(&cli.global, arguments),
    }
}
