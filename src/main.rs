//! The executable: parse arguments, run, exit; nothing else.

use std::process::ExitCode;

use clap::Parser as _;
use exitnote::cli;

fn main() -> ExitCode {
    cli::run(&cli::Cli::parse()).into()
}
