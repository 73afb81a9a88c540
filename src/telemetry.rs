//! What an operator sees of a running bot: logs without secrets, health, metrics.

use std::future::Future;
use std::io::{self, Write};
use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// What stands in a log in place of a secret.
const REDACTED: &[u8] = b"[redacted]";

/// Sends logs to standard error from now on, with every occurrence of the `secrets` replaced.
///
/// `filter` is in `tracing`'s syntax (`exitnote=debug,warn`); `json` writes one object a line.
///
/// # Errors
/// If the filter cannot be read, or logs are going somewhere already.
pub fn log(filter: &str, json: bool, secrets: &[SecretString]) -> anyhow::Result<()> {
    // serenity writes whole events, with the text of messages and the tokens of interactions, at levels below `error`.
    let quiet = "serenity=error"
        .parse()
        .map_err(|error| anyhow::anyhow!("log.filter cannot be read: {error}"))?;
    let filter = EnvFilter::try_new(filter)
        .map_err(|error| anyhow::anyhow!("log.filter cannot be read: {error}"))?
        .add_directive(quiet);
    let secrets: Arc<[SecretString]> = spellings(secrets).into();
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(!json && io::IsTerminal::is_terminal(&io::stderr()))
        .with_writer(move || Redacting {
            secrets: Arc::clone(&secrets),
            to: io::stderr(),
        });
    let set = if json {
        logs.json().try_init()
    } else {
        logs.try_init()
    };
    set.map_err(|error| anyhow::anyhow!("logs cannot be set up: {error}"))
}

/// Each secret as it is, and as it is written within quotation marks.
fn spellings(secrets: &[SecretString]) -> Vec<SecretString> {
    let quoted = secrets.iter().map(|secret| {
        let quoted = format!("{:?}", secret.expose_secret());
        SecretString::from(quoted.trim_matches('"'))
    });
    let mut all: Vec<SecretString> = secrets.iter().cloned().chain(quoted).collect();
    // Nothing cannot be found, nor need it be.
    all.retain(|secret| !secret.expose_secret().is_empty());
    all
}

/// Writes what it is given without the secrets. Each event arrives in one piece, so that no secret is cut in two.
struct Redacting<W> {
    secrets: Arc<[SecretString]>,
    to: W,
}

impl<W: Write> Write for Redacting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut clean = bytes.to_vec();
        for secret in self.secrets.iter() {
            clean = without(&clean, secret.expose_secret().as_bytes());
        }
        self.to.write_all(&clean)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn without(bytes: &[u8], secret: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(secret) {
            clean.extend_from_slice(REDACTED);
            rest = after;
        } else {
            clean.push(*first);
            rest = after;
        }
    }
    clean
}

/// Counts from now on what the program measures.
///
/// # Errors
/// If something else counts already.
pub fn count() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new().install_recorder()?;
    metrics::describe_counter!("exitnote_questions_total", "Questions answered, by outcome");
    metrics::describe_counter!(
        "exitnote_reloads_total",
        "Reloads of data and configuration, by result"
    );
    metrics::describe_gauge!(
        "exitnote_discord_connected",
        "1 while the gateway is connected"
    );
    Ok(handle)
}

/// Whether the gateway is connected, as last counted.
pub fn is_connected(metrics: &PrometheusHandle) -> bool {
    let page = metrics.render();
    page.lines()
        .filter_map(|line| line.strip_prefix("exitnote_discord_connected "))
        .any(|value| value == "1")
}

/// Serves `/healthz`, `/readyz` and `/metrics` until `stop`: alive is who answers at all, ready who `ready` says is.
///
/// # Errors
/// If the listener fails.
pub async fn serve<R, F>(
    listener: TcpListener,
    metrics: PrometheusHandle,
    ready: R,
    stop: CancellationToken,
) -> io::Result<()>
where
    R: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = bool> + Send,
{
    let readiness = move || {
        let ready = ready.clone();
        async move {
            if ready().await {
                (StatusCode::OK, "ready\n")
            } else {
                (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
            }
        }
    };
    let page = move || async move {
        metrics.run_upkeep();
        let kind = "text/plain; version=0.0.4; charset=utf-8";
        ([(header::CONTENT_TYPE, kind)], metrics.render())
    };
    let routes = Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(readiness))
        .route("/metrics", get(page));
    axum::serve(listener, routes)
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_replaced_wherever_they_stand_and_however_they_are_quoted() {
        let mut out = Vec::new();
        let secrets = spellings(&["to\"ken".into(), "".into()]);
        let mut log = Redacting {
            secrets: secrets.into(),
            to: &mut out,
        };
        log.write_all(b"to\"ken, {\"token\":\"to\\\"ken\"} token to\"keto\"ken")
            .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "[redacted], {\"token\":\"[redacted]\"} token to\"ke[redacted]"
        );
    }
}
