//! Sessions: what was sent to whom under which number, and how IDENTIFY and RESUME are answered.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::intent;
use crate::playground::json::{list, number, text};
use crate::playground::model::{BOT_ID, Id, World};
use crate::playground::rest::Violation;

/// What is sent down a websocket.
#[derive(Clone, Debug)]
pub(super) enum Frame {
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
    fn send(&mut self, event: &str, data: &Value) {
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
pub(in crate::playground) struct Sessions {
    open: BTreeMap<String, Session>,
    pub heartbeat: Duration,
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
    pub(in crate::playground) fn new(heartbeat: Duration, allowed_privileged: u64) -> Self {
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
    pub(in crate::playground) fn connected(&self) -> usize {
        self.open
            .values()
            .filter(|session| session.outbox.is_some())
            .count()
    }

    /// Every event sent to any session that was not forgotten.
    pub(in crate::playground) fn sent(&self) -> Vec<Value> {
        let sessions = self.open.values();
        sessions
            .flat_map(|session| session.sent.iter().cloned())
            .collect()
    }

    /// Closes every connection with a code. The codes after which Discord forgets a session end them.
    pub(in crate::playground) fn close(&mut self, code: u16) {
        self.everywhere(&Frame::Close(code));
        if matches!(code, 1000 | 1001 | 4007 | 4009) {
            self.open.clear();
        }
    }

    /// Cuts every connection without a close frame.
    pub(in crate::playground) fn cut(&self) {
        self.everywhere(&Frame::Drop);
    }

    /// Sends text that is no JSON.
    pub(in crate::playground) fn garbage(&self) {
        self.everywhere(&Frame::Raw("{\"op\": 0, \"t\": \"MESS".into()));
    }

    /// Asks every client to reconnect and resume: op 7.
    pub(in crate::playground) fn ask_to_reconnect(&self) {
        self.everywhere(&Frame::Json(
            json!({"op": 7, "d": null, "s": null, "t": null}),
        ));
    }

    /// Declares the sessions invalid: op 9. If they are not resumable they are forgotten.
    pub(in crate::playground) fn invalidate(&mut self, resumable: bool) {
        self.everywhere(&Frame::Json(
            json!({"op": 9, "d": resumable, "s": null, "t": null}),
        ));
        if !resumable {
            self.open.clear();
        }
    }

    /// Sends the last event of a name once more, under a new number. False if there was none.
    pub(in crate::playground) fn repeat(&mut self, event: &str) -> bool {
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
            session.send(event, &data);
            found = true;
        }
        found
    }

    /// Sends any event to every session, as it is.
    pub(in crate::playground) fn send(&mut self, event: &str, data: &Value) {
        self.open
            .values_mut()
            .for_each(|session| session.send(event, data));
    }
}

impl World {
    /// Sends an event to the sessions whose shard and intents it is for (`needs` 0: no intent needed). The data may
    /// depend on the session's intents.
    pub(in crate::playground) fn emit(
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
                session.send(event, &data);
            }
        }
    }

    /// Answers IDENTIFY: a session with READY and its servers, or a close code.
    pub(super) fn identify(
        &mut self,
        asked: &Value,
        outbox: &UnboundedSender<Frame>,
    ) -> Result<String, u16> {
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
            "v": 10, "user": self.own_user_json(), "guilds": away, "session_id": id,
            "resume_gateway_url": format!("ws://{}/", self.address), "shard": [shard.0, shard.1],
            "application": {"id": BOT_ID.to_string(), "flags": 0}, "session_type": "normal",
            "private_channels": [], "presences": [], "relationships": [], "user_settings": {},
            "geo_ordered_rtc_regions": [], "game_relationships": [], "guild_join_requests": [], "_trace": [],
        });
        let joined: Vec<Value> = guilds.iter().map(|id| self.guild_json(*id)).collect();
        let Some(session) = self.sessions.open.get_mut(id) else {
            return;
        };
        session.send("READY", &ready);
        if intents & intent::GUILDS != 0 {
            for guild in &joined {
                session.send("GUILD_CREATE", guild);
            }
        }
    }

    /// Answers RESUME: the missed events and RESUMED, or nothing if the session is gone.
    pub(super) fn resume(
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
        session.send("RESUMED", &json!({"_trace": []}));
        Ok(Some(id))
    }

    /// Marks a session's connection as gone, unless another one has taken over.
    pub(super) fn detach(&mut self, id: &str, outbox: &UnboundedSender<Frame>, forget: bool) {
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
