//! `serve` and `playground` as an operator runs them: the executable, signals, the environment, the logs.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "a test's helpers may panic as the test itself may"
)]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use exitnote::playground::{Loopback, Options};

use crate::cli::{complaint, exitnote, write_world};

/// Shaped like a token, and found nowhere else.
const CANARY: &str = "MTMwMDAwMDAwMDAwMDAwMDAwMQ.Canary.must-not-be-seen-in-any-output";

/// How long a slow machine may take to train and to connect.
const PATIENCE: Duration = Duration::from_mins(2);

async fn loopback() -> Loopback {
    Loopback::start(Options {
        token: CANARY.to_owned(),
        deadline: PATIENCE,
        ..Options::default()
    })
    .await
    .unwrap()
}

/// A running executable whose output goes to a file; killed when a test fails.
struct Running {
    child: Child,
    log: PathBuf,
}

impl Running {
    fn start(mut command: Command, folder: &Path) -> Self {
        let log = folder.join("log");
        let file = File::create(&log).unwrap();
        command.stdout(file.try_clone().unwrap()).stderr(file);
        let child = command.spawn().unwrap();
        Self { child, log }
    }

    fn log(&self) -> String {
        String::from_utf8_lossy(&exitnote::disk::read_secret(&self.log).map_or_else(
            |error| error.to_string().into_bytes(),
            |text| {
                secrecy::ExposeSecret::expose_secret(&text)
                    .as_bytes()
                    .to_vec()
            },
        ))
        .into_owned()
    }

    async fn logs(&self, what: &str) -> String {
        let start = Instant::now();
        loop {
            let log = self.log();
            if log.contains(what) {
                return log;
            }
            assert!(start.elapsed() < PATIENCE, "no `{what}` in\n{log}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let status = Command::new("kill").args([name, &pid]).status().unwrap();
        assert!(status.success());
    }

    /// Its end, within ten seconds.
    async fn ends(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "{}", self.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _gone_already = self.child.kill();
            let _gone_already = self.child.wait();
        }
    }
}

/// `serve` against a loopback, with nothing kept.
fn serve(loopback: &Loopback, token: &str) -> Command {
    let mut command = exitnote();
    command
        .arg("serve")
        .env("DISCORD_TOKEN", token)
        .env("EXITNOTE_DISCORD__API_URL", loopback.api_url())
        .env("EXITNOTE_DISCORD__GATEWAY_URL", loopback.gateway_url())
        .env("EXITNOTE_STORE__URL", "sqlite::memory:");
    command
}

#[test]
fn a_missing_token_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    write_world(folder.path(), "");
    let mut command = exitnote();
    let output = command.arg("serve").current_dir(folder.path()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(78));
    insta::assert_snapshot!(
        complaint(&output),
        @"error: no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to the path of a file that holds it"
    );
    assert!(output.stdout.is_empty());
}

#[tokio::test]
async fn a_wrong_token_is_one_line_without_it() {
    let folder = tempfile::tempdir().unwrap();
    write_world(folder.path(), "");
    let loopback = loopback().await;
    let mut command = serve(&loopback, "another-token");
    command
        .current_dir(folder.path())
        .env("EXITNOTE_LOG__FILTER", "error");
    let mut running = Running::start(command, folder.path());
    let log = running.logs("error:").await;
    let status = running.ends().await;
    assert_eq!(status.code(), Some(78), "{log}");
    let said = running.log();
    assert!(said.contains("Discord refuses the token"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.contains("another-token"), "{said}");
    loopback.shutdown().await;
}

#[tokio::test]
async fn a_final_close_code_is_one_line_and_a_status_that_no_restart_cures() {
    let folder = tempfile::tempdir().unwrap();
    write_world(folder.path(), "");
    let loopback = loopback().await;
    let mut command = serve(&loopback, CANARY);
    command
        .current_dir(folder.path())
        .env("EXITNOTE_LOG__FILTER", "error");
    let mut running = Running::start(command, folder.path());
    loopback.connected().await.unwrap();
    loopback.closes(4011);
    let status = running.ends().await;
    let said = running.log();
    assert_eq!(status.code(), Some(78), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("too many servers"), "{said}");
    loopback.shutdown().await;
}

#[tokio::test]
async fn broken_data_keep_it_from_connecting() {
    let folder = tempfile::tempdir().unwrap();
    write_world(folder.path(), "//- data/people/b.toml\nid = 1\n");
    let loopback = loopback().await;
    let mut command = serve(&loopback, CANARY);
    let output = command.current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(78));
    assert!(complaint(&output).contains("data/people/b.toml:1"));
    assert_eq!(loopback.requests().len(), 0);
    loopback.shutdown().await;
}

#[tokio::test]
async fn it_answers_stops_on_sigterm_and_never_shows_the_token() {
    let folder = tempfile::tempdir().unwrap();
    let loopback = loopback().await;
    let mut command = serve(&loopback, CANARY);
    command
        .env("EXITNOTE_LOG__FILTER", "trace")
        .env("EXITNOTE_LOG__FORMAT", "json");
    let mut running = Running::start(command, folder.path());
    loopback.registered("ask").await.unwrap();
    let alice = loopback.user("alice");
    let asked = alice.mentions_bot(&loopback.general(), "when did Igor Babuschkin leave?");
    let answer = loopback.general().next_message().await.unwrap();
    assert_eq!(answer.replies_to(), Some(asked.id));
    assert!(answer.text().contains("13 August 2025"));
    running.signal("-TERM");
    assert_eq!(running.ends().await.code(), Some(0));
    let log = running.log();
    assert!(log.contains("\"level\":\"TRACE\""), "nothing was traced");
    let leak = log.lines().find(|line| line.contains("must-not-be-seen"));
    assert_eq!(leak, None);
    loopback.shutdown().await;
}

#[tokio::test]
async fn edited_files_take_effect_if_they_are_sound_and_health_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let made = exitnote().arg("init").arg(here).output().unwrap();
    assert_eq!(made.status.code(), Some(0));
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let loopback = loopback().await;
    let mut command = serve(&loopback, CANARY);
    command
        .current_dir(here)
        .env("EXITNOTE_HTTP__BIND", &address);
    let mut running = Running::start(command, here);
    loopback.registered("ask").await.unwrap();
    let page = async |path: &str| {
        let got = reqwest::get(format!("http://{address}{path}"))
            .await
            .unwrap();
        (got.status().as_u16(), got.text().await.unwrap())
    };
    assert_eq!(page("/healthz").await.0, 200);
    assert_eq!(page("/readyz").await.0, 200);
    assert!(
        page("/metrics")
            .await
            .1
            .contains("exitnote_discord_connected 1")
    );

    let broken = here.join("data/people/broken.toml");
    exitnote::disk::create(&broken, "id = ").unwrap();
    let log = running.logs("nothing was reloaded").await;
    assert!(log.contains("broken.toml:1:"), "{log}");
    std::fs::remove_file(&broken).unwrap();
    let alice = loopback.user("alice");
    let _asked = alice.mentions_bot(&loopback.general(), "when did Igor Babuschkin leave?");
    let before = loopback.general().next_message().await.unwrap();

    let file = here.join("data/people/igor-babuschkin.toml");
    let text = exitnote::disk::read_text(&file).unwrap();
    std::fs::write(&file, text.replace("Babuschkin\"", "Babuschkin-Renamed\"")).unwrap();
    let _log = running.logs("reloaded data and configuration").await;
    let _asked = alice.mentions_bot(&loopback.general(), "when did Igor Babuschkin leave?");
    let after = loopback.general().next_message().await.unwrap();
    assert_ne!(before.text(), after.text());
    assert!(
        after.text().contains("Babuschkin-Renamed"),
        "{}",
        after.text()
    );
    running.signal("-INT");
    assert_eq!(running.ends().await.code(), Some(0));
    loopback.shutdown().await;
}

#[tokio::test]
async fn the_playground_says_where_it_is_and_stops() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = exitnote();
    command.args(["playground", "--port", "0"]);
    let mut running = Running::start(command, folder.path());
    let said = running.logs("http://127.0.0.1:").await;
    let address = said
        .split_whitespace()
        .find(|word| word.starts_with("http://"))
        .unwrap();
    let hints = reqwest::get(format!("{address}playground/api/hints"));
    let hints = hints.await.unwrap().text().await.unwrap();
    let hints: Vec<String> = serde_json::from_str(&hints).unwrap();
    assert_eq!(hints.len(), 5, "{hints:?}");
    running.signal("-TERM");
    assert_eq!(running.ends().await.code(), Some(0), "{}", running.log());
    assert_eq!(running.log().lines().count(), 1, "{}", running.log());
}
