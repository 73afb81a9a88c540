//! `exitnote check`: everything wrong with data and configuration.

use std::fmt::Write as _;
use std::io::IsTerminal as _;

use clap::{Args, ValueEnum};

use super::{Exit, Global, latest_day, say};
use crate::diagnostic::{self, Code, Severity};
use crate::load::load;

/// The options of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Fail on warnings, too
    #[arg(long)]
    strict: bool,
    /// How to print findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// List every rule and exit
    #[arg(long)]
    list: bool,
}

/// Forms of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As a compiler would, with the lines
    Text,
    /// One line each: `path:line:column: severity[code]: message`
    Short,
    /// A JSON array
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
}

/// Prints every finding; found are errors, and warnings too if it is to be strict.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    if arguments.list {
        say(&rules());
        return Exit::Done;
    }
    let files = match global.files() {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let findings = load(&files, latest_day()).findings;
    say(&match arguments.format {
        Format::Text => diagnostic::report(&findings, &files, std::io::stdout().is_terminal()),
        Format::Short if findings.is_empty() => "no findings\n".to_owned(),
        Format::Short => diagnostic::short(&findings, &files),
        Format::Json => format!("{:#}\n", diagnostic::json(&findings, &files)),
        Format::Sarif => format!("{:#}\n", diagnostic::sarif(&findings, &files)),
    });
    let fails = |severity| severity == Severity::Error || arguments.strict;
    if findings.iter().any(|finding| fails(finding.severity())) {
        Exit::Found
    } else {
        Exit::Done
    }
}

/// Every rule, a line each: name, severity, the rule.
fn rules() -> String {
    let mut out = String::new();
    for code in Code::ALL {
        let severity = code.severity().name();
        let _ = writeln!(
            out,
            "{:<24} {severity:<8} {}",
            code.name(),
            code.description()
        );
    }
    out
}
