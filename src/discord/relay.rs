//! A relay on this machine between serenity and Discord's gateway. It passes frames on as they are, and sees to what
//! serenity 0.12 does not: final close codes end the program with the reason instead of an endless loop, an unanswered
//! heartbeat leads to a resume instead of a new session, a session is resumed at the address that Discord names for it,
//! sessions are counted before they are asked for, and a gateway that keeps closing is not stormed.

mod protocol;

use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_websocket::tungstenite::Message;
use tokio_websocket::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_websocket::tungstenite::http::StatusCode;
use tokio_websocket::tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tokio_websocket::{
    MaybeTlsStream, WebSocketStream, accept_hdr_async_with_config, connect_async_with_config,
};

use super::{Clock, Failure};
use crate::store::{Identify, Store};
use protocol::{
    DISPATCH, HEARTBEAT, HEARTBEAT_ACK, HELLO, Head, IDENTIFY, INVALID_SESSION, failure,
    interval_of, uncompressed, versioned,
};

pub(super) use protocol::is_discords;

/// Sessions started within a day before the bot stops by itself; at 1,000 Discord resets the token.
const SESSIONS: u32 = 900;
/// How long Discord's gateway may take to accept a connection.
const CONNECTING: Duration = Duration::from_secs(10);
/// The longest pause before the next connection to a gateway that keeps closing.
const PAUSE: Duration = Duration::from_secs(30);
/// With this code the connection is closed so that its session can be resumed.
const RESUMABLE: u16 = 4000;

type Discord = WebSocketStream<MaybeTlsStream<TcpStream>>;
type Serenity = WebSocketStream<TcpStream>;

/// What all connections share.
pub(super) struct Relay {
    /// Discord's gateway.
    pub(super) gateway: String,
    /// Whether that address was set by the operator: then no other host is connected to.
    pub(super) pinned: bool,
    /// Counts the sessions.
    pub(super) store: Store,
    /// Where time comes from.
    pub(super) now: Clock,
    /// Where a reason to end goes.
    pub(super) fatal: mpsc::Sender<Failure>,
}

/// A relay that listens; connections end with it.
pub(super) struct Running {
    /// The address for serenity.
    pub(super) url: String,
    listening: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Relay {
    /// Listens on a free port of this machine, at a path that nobody else knows.
    ///
    /// # Errors
    /// If there is no port to listen on.
    pub(super) async fn start(self) -> io::Result<Running> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        // Keys of the standard library's hasher are random, which is secret enough among the users of one machine.
        let path = format!("/{:016x}", RandomState::new().hash_one(0));
        let url = format!("ws://{}{path}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            relay: self,
            path,
            resume_at: Mutex::default(),
            fruitless: AtomicU32::new(0),
        });
        let listening = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    accepted = listener.accept() => if let Ok((socket, _)) = accepted {
                        let shared = Arc::clone(&shared);
                        connections.spawn(async move { shared.connect(socket).await });
                    },
                    Some(_) = connections.join_next() => {}
                }
            }
        });
        Ok(Running { url, listening })
    }
}

struct Shared {
    relay: Relay,
    path: String,
    /// Where Discord wants the session to be resumed. serenity resumes without saying which session before it is
    /// connected; with several shards that is the address named last, which Discord puts up with.
    resume_at: Mutex<Option<String>>,
    /// Connections since the last one that led to a session.
    fruitless: AtomicU32,
}

impl Shared {
    /// Connects to Discord first, so that serenity sees a failure of that as its own.
    async fn connect(&self, socket: TcpStream) {
        let before = self.fruitless.fetch_add(1, Ordering::Relaxed);
        if before > 1 {
            sleep(PAUSE.min(Duration::from_millis(250) * (1 << before.min(7)))).await;
        }
        let address = self.resume_at().take();
        let address = versioned(address.as_deref().unwrap_or(&self.relay.gateway));
        let discord = timeout(
            CONNECTING,
            connect_async_with_config(address, Some(sizes()), false),
        );
        let discord = match discord.await {
            Ok(Ok((discord, _))) => Ok(discord),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("no answer".to_owned()),
        };
        if let Err(error) = &discord {
            tracing::warn!(error, "the gateway cannot be reached");
        }
        let reached = discord.is_ok();
        #[expect(
            clippy::result_large_err,
            reason = "the library asks for this very type"
        )]
        let check = |asked: &Request, answer: Response| {
            let status = if asked.uri().path() != self.path {
                StatusCode::NOT_FOUND
            } else if reached {
                return Ok(answer);
            } else {
                StatusCode::SERVICE_UNAVAILABLE
            };
            let mut refusal = ErrorResponse::new(None);
            *refusal.status_mut() = status;
            Err(refusal)
        };
        let serenity = accept_hdr_async_with_config(socket, check, Some(sizes())).await;
        if let (Ok(serenity), Ok(discord)) = (serenity, discord) {
            self.pass(serenity, discord).await;
        }
    }

    fn resume_at(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.resume_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Passes frames on until one side ends. A side that is dropped without a close frame lets the other one resume.
    async fn pass(&self, mut serenity: Serenity, mut discord: Discord) {
        let mut interval = Duration::from_secs(45);
        // When the answer to a heartbeat is overdue; serenity would find out later, and start anew.
        let mut overdue: Option<Instant> = None;
        loop {
            let patience = async {
                match overdue {
                    Some(at) => sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            let passed = tokio::select! {
                frame = discord.next() => match frame {
                    Some(Ok(Message::Text(text))) => {
                        match Head::of(&text) {
                            Head { op: HELLO, .. } => interval = interval_of(&text).unwrap_or(interval),
                            Head { op: HEARTBEAT_ACK, .. } => overdue = None,
                            head => self.note(&head, &text),
                        }
                        serenity.send(Message::Text(text)).await
                    }
                    Some(Ok(Message::Binary(bytes))) => serenity.send(Message::Binary(bytes)).await,
                    Some(Ok(Message::Close(frame))) => return self.closed(serenity, frame).await,
                    Some(Ok(_)) => Ok(()),
                    Some(Err(_)) | None => return,
                },
                frame = serenity.next() => match frame {
                    Some(Ok(Message::Text(text))) => {
                        let text = match Head::of(&text).op {
                            IDENTIFY => match self.count().await {
                                Ok(()) => uncompressed(&text).unwrap_or(text),
                                Err(failure) => return self.end(serenity, failure).await,
                            },
                            HEARTBEAT => {
                                overdue = overdue.or(Some(Instant::now() + interval * 3 / 4));
                                text
                            }
                            _ => text,
                        };
                        discord.send(Message::Text(text)).await
                    }
                    Some(Ok(Message::Close(frame))) => {
                        let _gone_already = discord.close(frame).await;
                        // The answer to a close frame is sent with the next flush.
                        let _gone_already = serenity.flush().await;
                        return;
                    }
                    Some(Ok(_)) => Ok(()),
                    Some(Err(_)) | None => return,
                },
                () = patience => {
                    tracing::warn!("the gateway leaves heartbeats unanswered; resuming");
                    let frame = CloseFrame { code: RESUMABLE.into(), reason: "".into() };
                    let _gone_already = timeout(Duration::from_secs(1), discord.close(Some(frame))).await;
                    return;
                }
            };
            if passed.is_err() {
                return;
            }
        }
    }

    /// What Discord sends that matters for the next connection.
    fn note(&self, head: &Head, text: &str) {
        match (head.op, head.t.as_deref()) {
            (DISPATCH, Some("READY")) => {
                self.fruitless.store(0, Ordering::Relaxed);
                let ready = serde_json::from_str::<Value>(text).unwrap_or_default();
                let url = ready
                    .pointer("/d/resume_gateway_url")
                    .and_then(Value::as_str);
                *self.resume_at() = url.filter(|url| self.may_connect(url)).map(str::to_owned);
            }
            (DISPATCH, Some("RESUMED")) => self.fruitless.store(0, Ordering::Relaxed),
            (INVALID_SESSION, _) => *self.resume_at() = None,
            _ => {}
        }
    }

    /// Whether the token may be sent to that address.
    fn may_connect(&self, url: &str) -> bool {
        if self.relay.pinned {
            url.trim_end_matches('/') == self.relay.gateway.trim_end_matches('/')
        } else {
            is_discords(url)
        }
    }

    /// Discord has closed the connection: serenity resumes or starts anew, unless neither would help.
    async fn closed(&self, mut serenity: Serenity, frame: Option<CloseFrame<'_>>) {
        let Some(mut frame) = frame else {
            return;
        };
        let code = u16::from(frame.code);
        tracing::info!(code, "the gateway closed the connection");
        if let Some(failure) = failure(code) {
            return self.end(serenity, failure).await;
        }
        // serenity does nothing at all after this code, not even reconnect.
        if code == 4003 {
            frame.code = RESUMABLE.into();
        }
        let _gone_already = serenity.close(Some(frame.into_owned())).await;
    }

    /// Reports why the program must end, and keeps serenity waiting until it is told to stop.
    async fn end(&self, mut serenity: Serenity, failure: Failure) {
        let _ended_already = self.relay.fatal.send(failure).await;
        while let Some(Ok(_)) = serenity.next().await {}
    }

    /// Counts a session over restarts and processes, and waits while another one is just being started.
    async fn count(&self) -> Result<(), Failure> {
        let (store, now) = (&self.relay.store, &self.relay.now);
        // Each refusal in a bucket is for at most five seconds.
        for _ in 0..10 {
            match store.claim_identify(0, SESSIONS, now()).await {
                Ok(Identify::Granted { used }) => {
                    metrics::gauge!("exitnote_discord_sessions_today")
                        .set(f64::from(u32::try_from(used).unwrap_or(u32::MAX)));
                    return Ok(());
                }
                Ok(Identify::Refused { retry_at }) => {
                    let wait = retry_at.duration_since(now());
                    if wait > jiff::SignedDuration::from_secs(10) {
                        return Err(Failure::Sessions(retry_at));
                    }
                    let wait = Duration::try_from(wait).unwrap_or(Duration::from_millis(100));
                    sleep(wait.max(Duration::from_millis(20))).await;
                }
                Err(error) => {
                    tracing::error!(%error, "the store failed to count a session");
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// Frames of any size: large servers come in one.
fn sizes() -> WebSocketConfig {
    WebSocketConfig {
        max_message_size: None,
        max_frame_size: None,
        ..WebSocketConfig::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_session_is_resumed_where_discord_says_unless_the_operator_set_an_address() {
        let ready = |url: &str| {
            serde_json::json!({"op": 0, "t": "READY", "d": {"resume_gateway_url": url}}).to_string()
        };
        for (pinned, url, expected) in [
            (false, "wss://gateway-us-east1-b.discord.gg", true),
            (false, "wss://elsewhere.example.org", false),
            (true, "wss://gateway-us-east1-b.discord.gg", false),
            (true, "ws://127.0.0.1:1", true),
        ] {
            let relay = Relay {
                gateway: "ws://127.0.0.1:1/".to_owned(),
                pinned,
                store: Store::open("sqlite::memory:").await.unwrap(),
                now: Arc::new(|| jiff::Timestamp::UNIX_EPOCH),
                fatal: mpsc::channel(1).0,
            };
            let shared = Shared {
                relay,
                path: String::new(),
                resume_at: Mutex::default(),
                fruitless: AtomicU32::new(3),
            };
            let text = ready(url);
            shared.note(&Head::of(&text), &text);
            assert_eq!(shared.resume_at().is_some(), expected, "{pinned} {url}");
            assert_eq!(shared.fruitless.load(Ordering::Relaxed), 0);
            let gone = r#"{"op":9,"d":false}"#;
            shared.note(&Head::of(gone), gone);
            assert_eq!(*shared.resume_at(), None);
        }
    }
}
