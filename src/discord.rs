//! The Discord adapter: connects, hears, answers, stops. serenity is named here and below only.
//!
//! Two pure translators do the talking: [`inbound`] from messages and interactions to what is asked, [`outbound`] from a
//! reply to Discord's JSON. Between them stands the [`adapter`], which asks the bot; [`rest`] sends.

mod adapter;
mod admin;
mod alerts;
mod asking;
mod commands;
mod components;
mod custom_id;
mod gateway;
mod inbound;
mod interactions;
mod limits;
mod messages;
mod outbound;
mod permissions;
mod picture;
mod recall;
mod recent;
mod relay;
mod rest;
mod text_limits;
mod texts;
mod watching;

use std::future::Future;
use std::sync::Arc;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::sync::watch;

use crate::bot::Bot;
use crate::store::Store;
pub use commands::labels;

/// Where time comes from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How the adapter connects.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The bot's token, without `Bot `.
    pub token: SecretString,
    /// Where to send HTTP requests instead of to Discord, for a proxy or a loopback: `http://127.0.0.1:4000`.
    pub api_url: Option<String>,
    /// Where to connect the gateway instead: `ws://127.0.0.1:4000/`. Both addresses are set, or neither.
    pub gateway_url: Option<String>,
    /// Where people get help, shown by `/help`.
    pub support_url: Option<String>,
}

/// Why the adapter ended other than by being asked to. Each is one line for the operator and holds no secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// Only one of the two addresses is set: the other half would go to Discord itself, which is hardly meant.
    #[error(
        "discord.api-url and discord.gateway-url must be set together: with only one of them, the other connection would still go to Discord"
    )]
    HalfConfigured,
    /// An address cannot be used.
    #[error("{name} is not a usable address: {reason}")]
    Address {
        /// Which setting.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The token is missing, malformed or refused.
    #[error("Discord refuses the token; copy it again from the Bot page of your application")]
    Token,
    /// Discord cannot be reached, or does not let the bot in at the moment.
    #[error("cannot reach Discord: {0}")]
    Unreachable(String),
    /// Discord closed the connection for a reason that trying again does not cure.
    #[error("Discord does not let this bot in: {0}")]
    Refused(String),
    /// The gateway could not be kept up.
    #[error("the gateway connection failed: {0}")]
    Gateway(String),
    /// Too many sessions were started; more would use up Discord's daily limit and reset the token.
    #[error("too many gateway sessions within a day; the next one may start at {0}")]
    Sessions(Timestamp),
}

/// Connects to Discord and answers until `shutdown` completes; then finishes what is in flight and returns within ten
/// seconds.
///
/// `bot` is looked at anew for each question, so what is sent into the channel takes effect at once; new and changed
/// departures are then announced where somebody watches. `now` is where time comes from; the day asked is its UTC day.
///
/// # Errors
/// [`Failure`], in one line for the operator: before connecting for settings, token and reachability, later when Discord
/// ends the connection for good.
pub async fn run(
    bot: watch::Receiver<Arc<Bot>>,
    store: Store,
    settings: Settings,
    now: Clock,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), Failure> {
    gateway::run(bot, store, settings, now, shutdown).await
}
