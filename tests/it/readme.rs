//! The README is run: its commands in a folder of their own, its conversation word for word, its tables against the program,
//! its links against the files; and the map at the head of `src/lib.rs` against the rooms that there are.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test's helpers may panic as the test itself may; it reads the files that it is about"
)]

pub(crate) mod transcript;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use exitnote::diagnostic::short;
use exitnote::playground::{Loopback, Options};
use exitnote::settings::{Settings, merge};
use exitnote::source_file::SourceFile;

use transcript::holds;

const README: &str = include_str!("../../README.md");
const SETTINGS: &str = include_str!("../../config/exitnote.toml");
const MAP: &str = include_str!("../../src/lib.rs");
const GATE: &str = include_str!("../../.ci/run");

/// How the README starts the program from a checkout; here it is the binary that the tests were built with.
const FROM_CHECKOUT: &str = "cargo run --release --";

/// Commands that run until they are told to stop.
const LONG_RUNNING: [&str; 2] = ["playground", "serve"];

/// How long a command may take to print its first line, and to stop; unoptimised, loading takes seconds.
const PATIENCE: Duration = Duration::from_mins(2);

/// A fenced block: what follows its opening backticks, and its lines.
struct Block {
    language: &'static str,
    lines: Vec<&'static str>,
}

fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in README.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(language), None) => {
                open = Some(Block {
                    language,
                    lines: Vec::new(),
                });
            }
            (None, Some(mut block)) => {
                block.lines.push(line);
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

/// The cells of the table whose head begins with this cell, without the head, ticks and blanks.
fn table(first: &str) -> Vec<Vec<&'static str>> {
    let cells = |line: &'static str| -> Vec<&'static str> {
        let inner = line.trim_start_matches('|').trim_end_matches('|');
        inner.split(" | ").map(str::trim).collect()
    };
    let rows: Vec<_> = README
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {first} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert!(!rows.is_empty(), "no table begins with `{first}`");
    rows
}

/// A folder with the shipped data and configuration, and the program under its own name.
struct Checkout {
    folder: tempfile::TempDir,
    path: String,
    environment: Vec<(String, String)>,
}

impl Checkout {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for shipped in ["data", "config"] {
            copy(&root.join(shipped), &folder.path().join(shipped));
        }
        let bin = folder.path().join("bin");
        std::fs::create_dir(&bin).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_exitnote"), bin.join("exitnote")).unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        Self {
            folder,
            path,
            environment: Vec::new(),
        }
    }

    /// A shell that runs this line here; of this process's environment it sees nothing that the program would read.
    fn shell(&self, line: &str) -> Command {
        let mut command = Command::new("sh");
        let line = line.replace(FROM_CHECKOUT, "exitnote");
        command.args(["-euc", &line]).current_dir(&self.folder);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("EXITNOTE_") || name.starts_with("DISCORD_") {
                command.env_remove(name);
            }
        }
        command.env("PATH", &self.path);
        command.envs(self.environment.iter().cloned());
        command.stdin(Stdio::null());
        command
    }

    /// What the line prints to standard output; it must succeed.
    fn output(&self, line: &str) -> String {
        let output = self.shell(line).output().unwrap();
        assert!(
            output.status.success(),
            "`{line}` of the README ends with {}:\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts the line, waits until it says something, tells it to stop; it must end with success.
    fn start_and_stop(&self, line: &str) {
        let mut child = self
            .shell(&format!("exec {line} 2>&1"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (said, heard) = mpsc::channel();
        // Reading to the end keeps the program from blocking on a full pipe.
        let reader = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = said.send(line);
            }
        });
        let first = heard.recv_timeout(PATIENCE);
        let stop = format!("kill -TERM {}", child.id());
        let _ = Command::new("sh").args(["-c", &stop]).status();
        let status = child.wait().unwrap();
        reader.join().unwrap();
        let rest: Vec<_> = heard.try_iter().collect();
        let first = first.unwrap_or_else(|_| panic!("`{line}` of the README says nothing"));
        assert!(
            status.success(),
            "`{line}` of the README, told to stop, ends with {status}:\n{first}\n{}",
            rest.join("\n")
        );
    }

    /// Runs the lines of a block, one after another.
    fn run(&mut self, lines: &[&str]) {
        let tests = table("step")
            .into_iter()
            .flatten()
            .next()
            .unwrap_or_default();
        for line in lines.iter().map(|line| without_comment(line)) {
            if let Some((name, value)) = line
                .strip_prefix("export ")
                .and_then(|it| it.split_once('='))
            {
                self.environment.push((name.to_owned(), value.to_owned()));
                continue;
            }
            let words: Vec<_> = line.split_whitespace().collect();
            let starts = |prefix: &str| line.starts_with(prefix);
            if words.is_empty() || line == tests {
                // The tests do not run themselves; that the gate runs this very line is a test of its own.
            } else if words.iter().any(|word| LONG_RUNNING.contains(word)) {
                self.start_and_stop(line);
            } else if starts(FROM_CHECKOUT) || starts("exitnote ") || starts("(umask ") {
                self.output(line);
            } else {
                assert!(
                    gate_lines().any(|it| it == line),
                    "`{line}` is neither the program nor a step of the gate"
                );
            }
        }
    }
}

/// A shell's comment begins with a hash after a blank.
fn without_comment(line: &str) -> &str {
    line.split_once(" #").map_or(line, |(code, _)| code).trim()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The lines of `.ci/run`.
fn gate_lines() -> impl Iterator<Item = &'static str> {
    GATE.lines().map(str::trim)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_works() {
    // Wherever a block connects to Discord, it connects to a loopback.
    let loopback = Loopback::start(Options::default()).await.unwrap();
    let mut ran = 0;
    for block in blocks().iter().filter(|it| it.language == "sh") {
        let mut checkout = Checkout::new();
        if block.lines.iter().any(|line| line.contains("serve")) {
            checkout.environment = vec![
                ("EXITNOTE_DISCORD__API_URL".into(), loopback.api_url()),
                (
                    "EXITNOTE_DISCORD__GATEWAY_URL".into(),
                    loopback.gateway_url(),
                ),
            ];
        }
        let token = loopback.token().to_owned();
        let lines: Vec<_> = block
            .lines
            .iter()
            .map(|line| line.replace("YOUR-TOKEN", &token))
            .collect();
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        tokio::task::block_in_place(|| checkout.run(&lines));
        ran += 1;
    }
    assert!(ran > 1, "the README has no commands");
    loopback.shutdown().await;
}

#[test]
fn the_conversation_is_the_programs_own() {
    let checkout = Checkout::new();
    let mut asked = 0;
    for block in blocks().iter().filter(|it| it.language == "console") {
        let text = block.lines.join("\n");
        for turn in text.split("$ ").skip(1) {
            let (command, expected) = turn.split_once('\n').unwrap();
            let actual = checkout.output(command);
            assert!(
                holds(expected, &actual),
                "`{command}` prints something else than the README says; paste it, and put `…` for what may change:\n{actual}"
            );
            asked += 1;
        }
    }
    assert!(asked > 1, "the README has no conversation");
}

#[test]
fn every_block_is_commands_or_a_conversation() {
    for block in blocks() {
        assert!(
            ["sh", "console"].contains(&block.language),
            "a block in `{}` is not run by any test: {:?}",
            block.language,
            block.lines.first()
        );
    }
}

#[test]
fn the_table_of_commands_is_the_programs_help() {
    let help = Checkout::new().output("exitnote --help");
    let mut listed: Vec<String> = Vec::new();
    let commands = help.lines().skip_while(|line| *line != "Commands:");
    for line in commands.skip(1).take_while(|line| !line.is_empty()) {
        let entry = line.trim();
        match (entry.split_once("  "), listed.last_mut()) {
            // Help wraps long lines, and indents what follows.
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(entry);
            }
            (parts, _) => {
                let (name, what) = parts.unwrap();
                listed.push(format!("{name}: {}", what.trim()));
            }
        }
    }
    listed.retain(|entry| !entry.starts_with("help: "));
    let written: Vec<_> = table("command")
        .into_iter()
        .map(|row| {
            let name = row[0].trim_matches('`').split(' ').next().unwrap();
            format!("{name}: {}", row[1])
        })
        .collect();
    let set = |lines: &[String]| lines.iter().cloned().collect::<BTreeSet<_>>();
    let missing: Vec<_> = set(&listed).difference(&set(&written)).cloned().collect();
    let gone: Vec<_> = set(&written).difference(&set(&listed)).cloned().collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "README.md, table of commands: add {missing:#?}\nremove {gone:#?}"
    );
}

/// Each setting of the shipped file, commented out or not: `section.key` and its value as TOML.
fn shipped_settings() -> Vec<(String, &'static str)> {
    let mut section = "";
    let mut found = Vec::new();
    for line in SETTINGS.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        }
        let uncommented = line.trim_start_matches("# ");
        if let Some((key, value)) = uncommented.split_once(" = ")
            && !key.contains(' ')
        {
            found.push((format!("{section}.{key}"), value));
        }
    }
    found
}

#[test]
fn the_table_of_settings_is_the_shipped_file() {
    let shipped = shipped_settings();
    let keys: Vec<_> = shipped.iter().map(|(key, _)| format!("`{key}`")).collect();
    let rows = table("setting");
    let written: Vec<_> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(written, keys, "README.md against config/exitnote.toml");
}

#[test]
fn the_variables_and_defaults_of_the_table_are_the_programs() {
    let shipped = shipped_settings();
    for row in table("setting") {
        let (key, variable, default) = (row[0], row[1].trim_matches('`'), row[2]);
        if variable == "the file only" {
            continue;
        }
        let example = shipped
            .iter()
            .find(|(it, _)| *it == key.trim_matches('`'))
            .map(|(_, value)| value.trim_matches('"').to_owned())
            .unwrap();
        let set = |value: &str| merge(&[], [(variable.to_owned(), value.to_owned())].into_iter());
        let read = set(&example);
        assert_eq!(
            short(&read.findings, &read.files),
            "",
            "{variable}={example}"
        );
        if default.starts_with('`') {
            let read = set(default.trim_matches('`'));
            assert_eq!(read.settings, Settings::default(), "the default of {key}");
        } else {
            let file = SourceFile::new("config/exitnote.toml", String::new());
            let unset = merge(&[file], std::iter::empty());
            assert_eq!(unset.settings, Settings::default());
            assert!(!default.is_empty(), "{key} says nothing of its default");
        }
    }
}

#[test]
fn the_tests_of_the_readme_are_those_of_the_gate() {
    let steps: Vec<_> = table("step")
        .iter()
        .map(|row| row[0].trim_matches('`'))
        .collect();
    assert_eq!(steps.first(), Some(&"cargo test"));
    let run_by_hand = blocks().iter().any(|block| {
        block.language == "sh"
            && block
                .lines
                .iter()
                .any(|line| without_comment(line) == "cargo test")
    });
    assert!(run_by_hand, "no block says how to run the tests");
    for step in steps {
        assert!(
            gate_lines().any(|line| line == step),
            ".ci/run has no line that is `{step}`"
        );
    }
}

#[test]
fn every_link_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut links = 0;
    for part in README.split("](").skip(1) {
        let target = part.split(')').next().unwrap();
        if !target.starts_with("http") {
            assert!(root.join(target).exists(), "README.md links to {target}");
            links += 1;
        }
    }
    assert!(links > 0, "the README links to nothing");
}

#[test]
fn the_map_of_the_code_names_every_room() {
    let rooms: BTreeSet<_> = MAP
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .map(|line| line.trim_end_matches(';'))
        .collect();
    let mapped: BTreeSet<_> = MAP
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .filter_map(|line| line.split('`').next())
        .collect();
    assert_eq!(mapped, rooms, "the map at the head of src/lib.rs");
}
