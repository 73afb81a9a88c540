//! The gateway: the websocket that carries the numbered events of sessions.

mod sessions;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::Shared;
use super::json::number;
use super::model::World;
use super::rest::Violation;

pub(super) use sessions::Sessions;

use sessions::Frame;

/// The intents that the loopback acts on.
pub mod intent {
    /// Servers, channels, threads, roles.
    pub const GUILDS: u64 = 1;
    /// Messages in servers.
    pub const GUILD_MESSAGES: u64 = 1 << 9;
    /// Direct messages.
    pub const DIRECT_MESSAGES: u64 = 1 << 12;
    /// Privileged: what messages say that do not mention the bot.
    pub const MESSAGE_CONTENT: u64 = 1 << 15;
    /// All privileged intents: members, presences, message content.
    pub const PRIVILEGED: u64 = (1 << 1) | (1 << 8) | MESSAGE_CONTENT;
    /// Every bit that Discord knows.
    pub const KNOWN: u64 = ((1 << 17) - 1) | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);
}

/// The websocket's door.
pub(super) async fn enter(
    State(shared): State<Arc<Shared>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    // The gateway's address is also what a person types into a browser.
    let Ok(upgrade) = upgrade else {
        return Redirect::temporary("/playground/").into_response();
    };
    let refused = shared.change(|world| {
        let refused = world.sessions.refuse > 0;
        world.sessions.refuse = world.sessions.refuse.saturating_sub(1);
        refused
    });
    if refused {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    upgrade.on_upgrade(move |socket| talk(shared, socket))
}

/// One connection from HELLO to its end.
async fn talk(shared: Arc<Shared>, mut socket: WebSocket) {
    let interval = shared.read(|world| world.sessions.heartbeat.as_millis());
    let hello = json!({"op": 10, "d": {"heartbeat_interval": u64::try_from(interval).unwrap_or(41_250), "_trace": []}, "s": null, "t": null});
    let (outbox, mut inbox) = unbounded_channel();
    let _sent = outbox.send(Frame::Json(hello));
    let mut line = Line {
        session: None,
        arrived: Vec::new(),
    };
    let forget = line.run(&shared, &mut socket, &outbox, &mut inbox).await;
    if let Some(id) = line.session {
        shared.change(|world| world.detach(&id, &outbox, forget));
    }
}

/// What one connection remembers.
struct Line {
    session: Option<String>,
    arrived: Vec<Instant>,
}

impl Line {
    /// Carries frames both ways until one side ends; true if the client closed so that its session is over.
    async fn run(
        &mut self,
        shared: &Arc<Shared>,
        socket: &mut WebSocket,
        outbox: &UnboundedSender<Frame>,
        inbox: &mut UnboundedReceiver<Frame>,
    ) -> bool {
        let mut shutdown = shared.shutdown.subscribe();
        loop {
            tokio::select! {
                frame = inbox.recv() => {
                    let sent = match frame {
                        Some(Frame::Json(value)) => socket.send(Message::text(value.to_string())).await,
                        Some(Frame::Raw(text)) => socket.send(Message::text(text)).await,
                        Some(Frame::Close(code)) => {
                            let frame = CloseFrame { code, reason: reason(code).into() };
                            let _sent = socket.send(Message::Close(Some(frame))).await;
                            return false;
                        }
                        Some(Frame::Drop) | None => return false,
                    };
                    if sent.is_err() {
                        return false;
                    }
                }
                _ = shutdown.changed() => return false,
                message = socket.recv() => match message {
                    Some(Ok(Message::Text(text))) => {
                        let answer = shared.change(|world| self.hear(world, text.as_str(), outbox));
                        if let Err(code) = answer {
                            let _sent = outbox.send(Frame::Close(code));
                        }
                    }
                    Some(Ok(Message::Close(frame))) => {
                        return frame.is_some_and(|frame| matches!(frame.code, 1000 | 1001));
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return false,
                },
            }
        }
    }

    /// Acts on one payload from the client; the error is the code to close with.
    fn hear(
        &mut self,
        world: &mut World,
        payload: &str,
        outbox: &UnboundedSender<Frame>,
    ) -> Result<(), u16> {
        let now = Instant::now();
        self.arrived
            .retain(|then| now.duration_since(*then) < Duration::from_mins(1));
        self.arrived.push(now);
        if self.arrived.len() > 120 {
            world.violations.push(Violation::refused(
                66,
                "more than 120 gateway payloads in 60 s".into(),
            ));
            return Err(4008);
        }
        if payload.len() > 4096 {
            world.violations.push(Violation::refused(
                66,
                format!("gateway payload of {} bytes", payload.len()),
            ));
            return Err(4002);
        }
        let payload: Value = serde_json::from_str(payload).map_err(|_| 4002_u16)?;
        let asked = payload.get("d").unwrap_or(&Value::Null);
        match number(&payload, "/op") {
            Some(1) => {
                world.sessions.heartbeats += 1;
                if world.sessions.acks {
                    let _sent = outbox.send(Frame::Json(
                        json!({"op": 11, "d": null, "s": null, "t": null}),
                    ));
                }
            }
            Some(2) if self.session.is_some() => return Err(4005),
            Some(2) => self.session = Some(world.identify(asked, outbox)?),
            Some(6) => match world.resume(asked, outbox)? {
                Some(id) => self.session = Some(id),
                None => {
                    let _sent = outbox.send(Frame::Json(
                        json!({"op": 9, "d": false, "s": null, "t": null}),
                    ));
                }
            },
            Some(3 | 4 | 8 | 31) if self.session.is_some() => {}
            Some(3 | 4 | 8 | 31) => return Err(4003),
            _ => return Err(4001),
        }
        Ok(())
    }
}

/// Discord's words for a close code.
fn reason(code: u16) -> &'static str {
    match code {
        4001 => "Unknown opcode.",
        4002 => "Decode error.",
        4003 => "Not authenticated.",
        4004 => "Authentication failed.",
        4005 => "Already authenticated.",
        4007 => "Invalid seq.",
        4008 => "Rate limited.",
        4009 => "Session timed out.",
        4010 => "Invalid shard.",
        4011 => "Sharding required.",
        4012 => "Invalid API version.",
        4013 => "Invalid intent(s).",
        4014 => "Disallowed intent(s).",
        _ => "Unknown error.",
    }
}
