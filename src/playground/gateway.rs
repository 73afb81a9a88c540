//! The gateway: sessions with their numbered events, and the websocket that carries them.

use std::collections::BTreeMap;
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
use super::json::{list, number, text};
use super::model::{BOT_ID, Id, World};
use super::rest::Violation;

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
    pub const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | MESSAGE_CONTENT;
    /// Every bit that Discord knows.
    pub const KNOWN: u64 = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;
}

/// What is sent down a websocket.
#[derive(Clone, Debug)]
enum Frame {
    Json(Value),
    Raw(String),
    Close(u16),
    Drop,
}

/// A gateway session: what was sent under which number, so that it can be sent again.
#[derive(Debug)]
struct Session {
    intents: u64,
    shard: (u64, u64),
    sent: Vec<Value>,
    outbox: Option<UnboundedSender<Frame>>,
}

impl Session {
    fn send(&mut self, event: &str, data: Value) {
        let frame = json!({"op": 0, "t": event, "s": self.sent.len() + 1, "d": data});
        self.sent.push(frame.clone());
        self.push(Frame::Json(frame));
    }

    fn push(&self, frame: Frame) {
        if let Some(outbox) = &self.outbox {
            // A closed connection is found out by its own task; the event stays in `sent` for the resume.
            let _closed = outbox.send(frame);
        }
    }
}

/// All sessions, and how the gateway is to behave.
#[derive(Debug)]
pub(super) struct Sessions {
    open: BTreeMap<String, Session>,
    heartbeat: Duration,
    /// Privileged intents that the app may use; others close with 4014.
    pub allowed_privileged: u64,
    pub acks: bool,
    /// How many of the next upgrades are refused with 503.
    pub refuse: u32,
    /// How many events before the asked-for one the next resume sends again.
    pub rewind: usize,
    pub identifies: u32,
    pub resumes: u32,
    pub heartbeats: u32,
}

impl Sessions {
    pub(super) fn new(heartbeat: Duration, allowed_privileged: u64) -> Self {
        Self {
            open: BTreeMap::new(),
            heartbeat,
            allowed_privileged,
            acks: true,
            refuse: 0,
            rewind: 0,
            identifies: 0,
            resumes: 0,
            heartbeats: 0,
        }
    }

    fn everywhere(&self, frame: &Frame) {
        self.open
            .values()
            .for_each(|session| session.push(frame.clone()));
    }

    /// How many sessions have a connection now.
    pub(super) fn connected(&self) -> usize {
        self.open
            .values()
            .filter(|session| session.outbox.is_some())
            .count()
    }

    /// Closes every connection with a code. The codes after which Discord forgets a session end them.
    pub(super) fn close(&mut self, code: u16) {
        self.everywhere(&Frame::Close(code));
        if matches!(code, 1000 | 1001 | 4007 | 4009) {
            self.open.clear();
        }
    }

    /// Cuts every connection without a close frame.
    pub(super) fn cut(&self) {
        self.everywhere(&Frame::Drop);
    }

    /// Sends text that is no JSON.
    pub(super) fn garbage(&self) {
        self.everywhere(&Frame::Raw("{\"op\": 0, \"t\": \"MESS".into()));
    }

    /// Asks every client to reconnect and resume: op 7.
    pub(super) fn ask_to_reconnect(&self) {
        self.everywhere(&Frame::Json(
            json!({"op": 7, "d": null, "s": null, "t": null}),
        ));
    }

    /// Declares the sessions invalid: op 9. If they are not resumable they are forgotten.
    pub(super) fn invalidate(&mut self, resumable: bool) {
        self.everywhere(&Frame::Json(
            json!({"op": 9, "d": resumable, "s": null, "t": null}),
        ));
        if !resumable {
            self.open.clear();
        }
    }

    /// Sends the last event of a name once more, under a new number. False if there was none.
    pub(super) fn repeat(&mut self, event: &str) -> bool {
        let mut found = false;
        for session in self.open.values_mut() {
            let last = session
                .sent
                .iter()
                .rev()
                .find(|frame| text(frame, "/t") == event);
            let Some(data) = last.and_then(|frame| frame.get("d")).cloned() else {
                continue;
            };
            session.send(event, data);
            found = true;
        }
        found
    }

    /// Sends any event to every session, as it is.
    pub(super) fn send(&mut self, event: &str, data: &Value) {
        self.open
            .values_mut()
            .for_each(|session| session.send(event, data.clone()));
    }
}

impl World {
    /// Sends an event to the sessions whose shard and intents it is for (`needs` 0: no intent needed). The data may
    /// depend on the session's intents.
    pub(super) fn emit(
        &mut self,
        event: &str,
        guild: Option<Id>,
        needs: u64,
        data: impl Fn(u64) -> Value,
    ) {
        for session in self.sessions.open.values_mut() {
            let (shard, count) = session.shard;
            let home = guild.map_or(0, |guild| (guild >> 22) % count.max(1));
            if home == shard && (needs == 0 || session.intents & needs != 0) {
                let data = data(session.intents);
                session.send(event, data);
            }
        }
    }

    /// Answers IDENTIFY: a session with READY and its servers, or a close code.
    fn identify(&mut self, asked: &Value, outbox: &UnboundedSender<Frame>) -> Result<String, u16> {
        self.sessions.identifies += 1;
        let intents = number(asked, "/intents").ok_or(4013_u16)?;
        if !self.accepts(text(asked, "/token")) {
            return Err(4004);
        }
        if intents & !intent::KNOWN != 0 {
            return Err(4013);
        }
        if intents & intent::PRIVILEGED != 0 {
            let text = format!(
                "IDENTIFY asks for privileged intents: {:#b}",
                intents & intent::PRIVILEGED
            );
            self.violations.push(Violation::noted(1, text));
        }
        if intents & intent::PRIVILEGED & !self.sessions.allowed_privileged != 0 {
            return Err(4014);
        }
        let shard = match list(asked, "/shard") {
            [id, count] => (number(id, "").unwrap_or(0), number(count, "").unwrap_or(0)),
            _ => (0, 1),
        };
        if shard.0 >= shard.1 {
            return Err(4010);
        }
        let id = format!("session-{}", self.fresh_id());
        let outbox = Some(outbox.clone());
        self.sessions.open.insert(
            id.clone(),
            Session {
                intents,
                shard,
                sent: Vec::new(),
                outbox,
            },
        );
        self.welcome(&id, shard, intents);
        Ok(id)
    }

    /// Whether a token is the right one; the gateway, unlike REST, takes it with and without the word before it.
    fn accepts(&self, token: &str) -> bool {
        token.strip_prefix("Bot ").unwrap_or(token) == self.token
    }

    fn welcome(&mut self, id: &str, shard: (u64, u64), intents: u64) {
        let home = |guild: &Id| (guild >> 22) % shard.1 == shard.0;
        let with_bot = self
            .guilds
            .values()
            .filter(|guild| guild.members.contains_key(&BOT_ID));
        let guilds: Vec<Id> = with_bot.map(|guild| guild.id).filter(home).collect();
        let away: Vec<Value> = guilds
            .iter()
            .map(|id| json!({"id": id.to_string(), "unavailable": true}))
            .collect();
        let ready = json!({
            "v": 10, "user": self.user_json(BOT_ID), "guilds": away, "session_id": id,
            "resume_gateway_url": format!("ws://{}/", self.address), "shard": [shard.0, shard.1],
            "application": {"id": BOT_ID.to_string(), "flags": 0}, "session_type": "normal",
            "private_channels": [], "presences": [], "relationships": [], "user_settings": {},
            "geo_ordered_rtc_regions": [], "game_relationships": [], "guild_join_requests": [], "_trace": [],
        });
        let joined: Vec<Value> = guilds.iter().map(|id| self.guild_json(*id)).collect();
        let Some(session) = self.sessions.open.get_mut(id) else {
            return;
        };
        session.send("READY", ready);
        if intents & intent::GUILDS != 0 {
            joined
                .into_iter()
                .for_each(|guild| session.send("GUILD_CREATE", guild));
        }
    }

    /// Answers RESUME: the missed events and RESUMED, or nothing if the session is gone.
    fn resume(
        &mut self,
        asked: &Value,
        outbox: &UnboundedSender<Frame>,
    ) -> Result<Option<String>, u16> {
        self.sessions.resumes += 1;
        if !self.accepts(text(asked, "/token")) {
            return Err(4004);
        }
        let id = text(asked, "/session_id").to_owned();
        let seen = usize::try_from(number(asked, "/seq").unwrap_or(0)).unwrap_or(usize::MAX);
        let seen = seen.saturating_sub(std::mem::take(&mut self.sessions.rewind));
        let Some(session) = self.sessions.open.get_mut(&id) else {
            return Ok(None);
        };
        if seen > session.sent.len() {
            return Err(4007);
        }
        session.outbox = Some(outbox.clone());
        for frame in session.sent.iter().skip(seen) {
            session.push(Frame::Json(frame.clone()));
        }
        session.send("RESUMED", json!({"_trace": []}));
        Ok(Some(id))
    }

    /// Marks a session's connection as gone, unless another one has taken over.
    fn detach(&mut self, id: &str, outbox: &UnboundedSender<Frame>, forget: bool) {
        let Some(session) = self.sessions.open.get_mut(id) else {
            return;
        };
        if session
            .outbox
            .as_ref()
            .is_some_and(|current| current.same_channel(outbox))
        {
            session.outbox = None;
            if forget {
                self.sessions.open.remove(id);
            }
        }
    }
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
            .retain(|then| now.duration_since(*then) < Duration::from_secs(60));
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
