//! Verbs for whoever operates Discord: faults, time, and what was captured.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Shown, Unmet};
use crate::playground::faults::Fault;
use crate::playground::model::{BOT_ID, Id, World};
use crate::playground::rest::{Capture, Violation};
use crate::playground::{Loopback, intent};

impl Loopback {
    /// Waits until the bot is connected to the gateway.
    ///
    /// # Errors
    /// When it is not before the deadline.
    pub async fn connected(&self) -> Result<(), Unmet> {
        self.shared
            .until("a connected bot", |world| {
                (world.sessions.connected() > 0).then_some(())
            })
            .await
    }

    /// Waits until a command of that name is registered anywhere, and returns it.
    ///
    /// # Errors
    /// When it is not before the deadline.
    pub async fn registered(&self, name: &str) -> Result<Value, Unmet> {
        let what = format!("the command {name:?}");
        self.shared
            .until(&what, |world| {
                let mut all = world.commands.values().flatten();
                all.find(|command| command.get("name").and_then(Value::as_str) == Some(name))
                    .cloned()
            })
            .await
    }

    /// The registered commands of a scope: a server's, or with `None` the global ones.
    #[must_use]
    pub fn commands(&self, guild: Option<Id>) -> Vec<Value> {
        self.shared
            .read(|world| world.commands.get(&guild).cloned().unwrap_or_default())
    }

    /// Every request so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Capture> {
        self.shared.read(|world| world.captures.clone())
    }

    /// Waits for a request of that method whose path ends so, beyond the first `skip` ones captured.
    ///
    /// # Errors
    /// When none comes before the deadline.
    pub async fn request(
        &self,
        method: &str,
        path_end: &str,
        skip: usize,
    ) -> Result<Capture, Unmet> {
        let what = format!("the request {method} …{path_end}");
        self.shared
            .until(&what, |world| {
                let mut new = world.captures.iter().skip(skip);
                new.find(|capture| capture.method == method && capture.path.ends_with(path_end))
                    .cloned()
            })
            .await
    }

    /// Every rule broken so far.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.shared.read(|world| world.violations.clone())
    }

    /// Whether every message of the bot's was read by a verb. A deferred answer that never came counts as unread.
    ///
    /// # Errors
    /// With the texts of those that were not.
    pub fn nothing_unread(&self) -> Result<(), Unmet> {
        let unread: Vec<String> = self.shared.read(|world| {
            let unread = world
                .posts
                .iter()
                .filter(|(_, post)| post.author == BOT_ID && !post.read);
            unread
                .map(|(id, post)| {
                    format!(
                        "{:?} (loading: {})",
                        Shown::of(world, *id).text(),
                        post.is_loading()
                    )
                })
                .collect()
        });
        if unread.is_empty() {
            Ok(())
        } else {
            Err(Unmet::new(format!("unread: {}", unread.join("\n"))))
        }
    }

    /// A message as it is now, if it was not removed.
    #[must_use]
    pub fn message(&self, id: Id) -> Option<Shown> {
        self.shared.read(|world| {
            world.posts.get(&id).filter(|post| !post.deleted)?;
            Some(Shown::of(world, id))
        })
    }

    /// Moves the loopback's clock on, so that interactions and their tokens age.
    pub fn advance(&self, time: Duration) {
        self.shared.change(|world| world.skew += time);
    }

    /// Arms a fault for the next requests of a route: `("POST /channels/*/messages", 2, Fault::Status(500))`.
    pub fn fails(&self, route: &str, times: u32, fault: Fault) {
        self.shared
            .change(|world| world.faults.arm(route, times, fault));
    }

    /// Switches all faults of routes off.
    pub fn heals(&self) {
        self.shared.change(|world| world.faults.clear());
    }

    /// Closes every gateway connection with a code.
    pub fn closes(&self, code: u16) {
        self.shared.change(|world| world.sessions.close(code));
    }

    /// Cuts every gateway connection without a close frame.
    pub fn cuts(&self) {
        self.shared.change(|world| world.sessions.cut());
    }

    /// Asks the bot to reconnect: op 7.
    pub fn asks_to_reconnect(&self) {
        self.shared
            .change(|world| world.sessions.ask_to_reconnect());
    }

    /// Declares the session invalid: op 9.
    pub fn invalidates_session(&self, resumable: bool) {
        self.shared
            .change(|world| world.sessions.invalidate(resumable));
    }

    /// Sends the last event of that name once more under a new number; false if there was none.
    #[must_use]
    pub fn repeats(&self, event: &str) -> bool {
        self.shared.change(|world| world.sessions.repeat(event))
    }

    /// Lets the next resume start so many events too early, so that the bot gets them twice.
    pub fn rewinds(&self, events: usize) {
        self.shared.change(|world| world.sessions.rewind = events);
    }

    /// Leaves heartbeats unanswered, or answers them again.
    pub fn acknowledges_heartbeats(&self, answer: bool) {
        self.shared.change(|world| world.sessions.acks = answer);
    }

    /// Refuses the next gateway connections with status 503.
    pub fn refuses_connections(&self, times: u32) {
        self.shared.change(|world| world.sessions.refuse = times);
    }

    /// Leaves only so many of the day's 1,000 sessions to be started, as `GET /gateway/bot` tells.
    pub fn leaves_sessions(&self, remaining: u32) {
        self.shared
            .change(|world| world.sessions.identifies = 1_000_u32.saturating_sub(remaining));
    }

    /// Sends a frame that is no JSON.
    pub fn sends_garbage(&self) {
        self.shared.change(|world| world.sessions.garbage());
    }

    /// Sends an event of any name and content.
    pub fn sends_event(&self, name: &str, data: &Value) {
        self.shared.change(|world| world.sessions.send(name, data));
    }

    /// Lets the bot be kicked from a server, or with `outage` the server be unavailable for a while.
    pub fn loses_guild(&self, guild: Id, outage: bool) {
        self.shared.change(|world| {
            let data = if outage {
                json!({"id": guild.to_string(), "unavailable": true})
            } else {
                json!({"id": guild.to_string()})
            };
            world.emit("GUILD_DELETE", Some(guild), intent::GUILDS, |_| {
                data.clone()
            });
            if let Some(kept) = world.guilds.get_mut(&guild).filter(|_| !outage) {
                kept.members.remove(&BOT_ID);
            }
        });
    }

    /// Every event that was sent to any session, in order within each: `{"op":0,"t":…,"s":…,"d":…}`.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.shared.read(|world| world.sessions.sent())
    }

    /// Waits until no bot is connected to the gateway.
    ///
    /// # Errors
    /// When one still is at the deadline.
    pub async fn disconnected(&self) -> Result<(), Unmet> {
        let gone = |world: &mut World| (world.sessions.connected() == 0).then_some(());
        self.shared.until("a disconnected bot", gone).await
    }

    /// How many IDENTIFYs, RESUMEs and heartbeats came so far.
    #[must_use]
    pub fn gateway_counts(&self) -> (u32, u32, u32) {
        self.shared.read(|world| {
            (
                world.sessions.identifies,
                world.sessions.resumes,
                world.sessions.heartbeats,
            )
        })
    }

    /// Waits until so many RESUMEs came.
    ///
    /// # Errors
    /// When they did not before the deadline.
    pub async fn resumed(&self, times: u32) -> Result<(), Unmet> {
        self.shared
            .until("a resume", |world| {
                (world.sessions.resumes >= times).then_some(())
            })
            .await
    }
}
