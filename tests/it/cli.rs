//! The command line as its users meet it: the executable with arguments, input, output and exit status.

#![expect(
    clippy::unwrap_used,
    reason = "a test's helpers may panic as the test itself may"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::world;

/// The executable, without what the environment of the test might set.
pub(crate) fn exitnote() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exitnote"));
    // The gate's own variables (`.ci/run`) are no settings, and `serve` refuses what it does not know.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("EXITNOTE_") || name.starts_with("DISCORD_") {
            command.env_remove(name);
        }
    }
    command
}

/// A small world with these changes as files, below `folder`.
pub(crate) fn write_world(folder: &Path, changes: &str) {
    for file in world(changes) {
        exitnote::disk::create(&folder.join(&file.path), &file.text).unwrap();
    }
}

/// Standard error as text.
pub(crate) fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn fed(mut command: Command, input: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn objects(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn object(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_conversation_is_remembered_until_an_empty_line() {
    let mut command = exitnote();
    command.args(["chat", "--format", "json", "--now", "2026-07-01"]);
    let input = b"who is Igor Babuschkin\nwhen did he leave?\nand Jimmy Ba?\nbroken \xff byte\r\n\nwhen did he leave?";
    let output = fed(command, input);
    assert_eq!(complaint(&output), "");
    assert_eq!(output.status.code(), Some(0));
    let replies = objects(&output);
    let people: Vec<_> = replies
        .iter()
        .map(|it| it["slots"]["person"].clone())
        .collect();
    assert_eq!(replies.len(), 5, "{replies:?}");
    assert_eq!(people[1], serde_json::json!(["igor-babuschkin"]));
    assert_eq!(replies[1]["intent"], "departure.when");
    assert_eq!(people[2], serde_json::json!(["jimmy-ba"]));
    assert_eq!(replies[3]["question"], "broken \u{fffd} byte");
    assert_ne!(people[4], serde_json::json!(["igor-babuschkin"]));
    assert_ne!(people[4], serde_json::json!(["jimmy-ba"]));
}

#[test]
fn a_batch_has_no_memory_and_an_object_for_every_line() {
    let mut command = exitnote();
    command.args(["ask", "--batch", "-", "--now", "2026-07-01"]);
    let output = fed(command, b"who is Igor Babuschkin\n\nwhen did he leave?\n");
    let replies = objects(&output);
    assert_eq!(replies.len(), 3);
    assert_eq!(replies[1]["outcome"], "declined");
    assert_eq!(replies[2]["slots"].get("person"), None, "{}", replies[2]);
}

#[test]
fn an_explanation_shows_what_decided() {
    let mut command = exitnote();
    command.args([
        "explain",
        "when did Igor Babuschkin leave?",
        "--now",
        "2026-07-01",
    ]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    for part in [
        "tokens        when · did · {person} · leave",
        "departure.when",
        "nearest",
        "evidence      score",
        "confidence",
        "threshold",
        "resolver      when",
        "slot          person = igor-babuschkin",
        "outcome       ",
        "understood as When Igor Babuschkin left",
        "source        [1] ",
    ] {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

#[test]
fn broken_data_are_all_listed_and_end_with_78() {
    let folder = tempfile::tempdir().unwrap();
    write_world(
        folder.path(),
        "//- data/people/b.toml\nid = \"c\"\nname = { en = \"B\" }\n[[membership]]\norganisation = \"acme\"\ngroups = [\"founder\"]\ncite = [\"nowhere\"]\n//- config/exitnote.toml\n[log\n",
    );
    let asking: [&[&str]; 5] = [
        &["ask", "who left?"],
        &["chat"],
        &["explain", "who left?"],
        &["serve"],
        &["playground"],
    ];
    for arguments in asking {
        let output = exitnote()
            .current_dir(folder.path())
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = complaint(&output);
        assert_eq!(output.status.code(), Some(78), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        for part in [
            "data/people/b.toml:1:6",
            "`nowhere`",
            "config/exitnote.toml:1:",
        ] {
            assert!(said.contains(part), "{arguments:?}: no `{part}` in\n{said}");
        }
    }
}

#[test]
fn what_cannot_be_read_ends_with_66_and_one_line() {
    let asking: [&[&str]; 4] = [
        &["ask", "who left?", "--data", "/nonexistent/data"],
        &["check", "--config", "/nonexistent/config"],
        &["serve", "--data", "/nonexistent/data"],
        &["ask", "--batch", "/nonexistent/questions"],
    ];
    for arguments in asking {
        let output = exitnote().args(arguments).output().unwrap();
        let said = complaint(&output);
        assert_eq!(output.status.code(), Some(66), "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("/nonexistent/"), "{said}");
    }
}

#[test]
fn a_changed_date_shows_in_the_answers_that_hold_it() {
    let folder = tempfile::tempdir().unwrap();
    let old = Path::new("tests/datasets/two_guilds");
    for file in exitnote::disk::read(old, "data").unwrap() {
        let text = if file.path.ends_with("people/bram-vasquez.toml") {
            file.text
                .replace("date = \"2022-09-05\"", "date = \"2022-09-06\"")
        } else {
            file.text.clone()
        };
        exitnote::disk::create(&folder.path().join(&file.path), &text).unwrap();
    }
    let new = folder.path().join("data");
    let asked = folder.path().join("asked.txt");
    let questions = "when did Bram Vasquez leave?\n\nwhen did Petra Okonjo leave?\n";
    exitnote::disk::create(&asked, questions).unwrap();
    let diff = |new: &Path, more: &[&str]| {
        let mut command = exitnote();
        let folders = [
            Path::new("diff"),
            old,
            new,
            Path::new("--questions"),
            &asked,
        ];
        command.args(folders).args(more).output().unwrap()
    };

    let changed = diff(&new, &[]);
    assert_eq!(changed.status.code(), Some(1), "{}", complaint(&changed));
    let told = String::from_utf8(changed.stdout).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 4, "{told}");
    assert_eq!(lines[0], "when did Bram Vasquez leave?");
    assert!(lines[1].starts_with("  - ") && lines[1].contains("5 September 2022"));
    assert!(lines[2].starts_with("  + ") && lines[2].contains("6 September 2022"));
    assert_eq!(lines[3], "1 of 2 answers change");

    let object = object(&diff(&new, &["--format", "json"]));
    assert_eq!(object["questions"], 2);
    assert_eq!(object["changes"][0]["after"]["outcome"], "answered");

    let same = diff(old, &[]);
    assert_eq!(same.status.code(), Some(0), "{}", complaint(&same));
    assert_eq!(same.stdout, b"0 of 2 answers change\n");

    let nowhere = diff(Path::new("no-such-folder"), &[]);
    assert_eq!(nowhere.status.code(), Some(66));
    assert!(complaint(&nowhere).contains("no-such-folder"));
}

#[test]
fn wrong_usage_ends_with_2() {
    let output = exitnote().args(["ask"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_store_is_saved_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    write_world(folder.path(), "");
    let run = |store: &str, arguments: &[&str]| {
        exitnote()
            .current_dir(folder.path())
            .env("EXITNOTE_STORE__URL", format!("sqlite:{store}"))
            .args(arguments)
            .output()
            .unwrap()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let path = folder.path().join("one.db");
        let url = format!("sqlite:{}", path.display());
        let store = exitnote::store::Store::open(&url).await.unwrap();
        let on = |settings: &mut exitnote::store::GuildSettings| settings.log_unanswered = true;
        store.change_settings(7, on).await.unwrap();
        for question in ["who is the king?", "Who is the king", "what is for lunch?"] {
            let asked = exitnote::store::NewUnanswered {
                guild: 7,
                question,
                reason: "out-of-scope",
                nearest: &["person.who", "help"],
            };
            let today = crate::support::TODAY;
            assert!(store.record_unanswered(asked, today).await.unwrap());
        }
        store.close().await;
    });
    let saved = run("one.db", &["backup", "saved.jsonl"]);
    assert_eq!(saved.status.code(), Some(0), "{}", complaint(&saved));
    let restored = run("two.db", &["restore", "saved.jsonl"]);
    assert_eq!(restored.status.code(), Some(0), "{}", complaint(&restored));
    let queue = run("two.db", &["unanswered"]);
    let queue = String::from_utf8(queue.stdout).unwrap();
    assert!(queue.starts_with("person.who (3)\n     2×  "), "{queue}");
    assert!(queue.contains("what is for lunch?"), "{queue}");
    let again = run("two.db", &["restore", "saved.jsonl"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(complaint(&again).contains("not empty"));
    let replaced = run("two.db", &["restore", "saved.jsonl", "--replace"]);
    assert_eq!(replaced.status.code(), Some(0));
    let missing = run("two.db", &["restore", "nowhere.jsonl"]);
    assert_eq!(missing.status.code(), Some(66));
}
