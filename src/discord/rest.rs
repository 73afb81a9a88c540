//! Requests to Discord's HTTP API: each with a deadline, retried where that cannot do harm, under Discord's limits.
//!
//! serenity builds the requests (routes, API version, user agent); sending them is ours, because serenity has no
//! time-outs, gives up at the first 5xx, and with a proxy at the first 429 too, or else retries that for ever.

mod answered;
mod call;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use serenity::all::{ApplicationId, ChannelId, InteractionId};
use serenity::http::{LightMethod, Route};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::limits::Limits;
use answered::{Answered, Head};
use call::{Call, Effort};

pub(super) use answered::RestError;
pub(super) use call::File;

/// How long one attempt may take, connection included.
const ATTEMPT: Duration = Duration::from_secs(4);
/// How long a connection may take to come up.
const CONNECT: Duration = Duration::from_secs(3);

/// Sends requests.
pub(super) struct Rest {
    client: reqwest::Client,
    token: SecretString,
    api_url: Option<String>,
    limits: Limits,
    revoked: AtomicBool,
    on_revoked: watch::Sender<bool>,
    stopping: CancellationToken,
    jitter: AtomicU64,
}

impl Rest {
    /// A sender with that token to Discord, or to `api_url` and then to no other host: redirects are not followed and
    /// proxies of the environment not used.
    pub(super) fn new(
        token: SecretString,
        api_url: Option<String>,
        stopping: CancellationToken,
    ) -> Result<Self, reqwest::Error> {
        let mut client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ATTEMPT)
            .redirect(reqwest::redirect::Policy::none());
        if api_url.is_some() {
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build()?,
            token,
            api_url,
            limits: Limits::default(),
            revoked: AtomicBool::new(false),
            on_revoked: watch::Sender::new(false),
            stopping,
            jitter: AtomicU64::new(0x9e37_79b9_7f4a_7c15),
        })
    }

    /// The client that sends, for serenity's own requests.
    pub(super) fn client(&self) -> reqwest::Client {
        self.client.clone()
    }

    /// Becomes true when Discord refuses the token.
    pub(super) fn revoked(&self) -> watch::Receiver<bool> {
        self.on_revoked.subscribe()
    }

    /// `GET /gateway/bot`.
    pub(super) async fn gateway(&self) -> Result<Value, RestError> {
        self.send(Call::new(LightMethod::Get, Route::GatewayBot))
            .await
    }

    /// The commands as registered.
    pub(super) async fn commands(&self, application: u64) -> Result<Value, RestError> {
        let route = Route::Commands {
            application_id: ApplicationId::new(application.max(1)),
        };
        self.send(Call::new(LightMethod::Get, route)).await
    }

    /// Replaces all global commands.
    pub(super) async fn put_commands(
        &self,
        application: u64,
        commands: &Value,
    ) -> Result<Value, RestError> {
        let route = Route::Commands {
            application_id: ApplicationId::new(application.max(1)),
        };
        self.send(Call::new(LightMethod::Put, route).carrying(commands))
            .await
    }

    /// Posts a message. It must carry a nonce, or a retry could post it twice.
    pub(super) async fn post(
        &self,
        channel: u64,
        message: &Value,
        file: Option<&File>,
    ) -> Result<Value, RestError> {
        let route = Route::ChannelMessages {
            channel_id: ChannelId::new(channel.max(1)),
        };
        self.send(
            Call::new(LightMethod::Post, route)
                .carrying(message)
                .attaching(file),
        )
        .await
    }

    /// Answers an interaction for the first time.
    pub(super) async fn answer(
        &self,
        interaction: u64,
        token: &str,
        answer: &Value,
        file: Option<&File>,
    ) -> Result<(), RestError> {
        let route = Route::InteractionResponse {
            interaction_id: InteractionId::new(interaction.max(1)),
            token,
        };
        self.send(
            Call::new(LightMethod::Post, route)
                .carrying(answer)
                .attaching(file)
                .with(Effort::ANSWER),
        )
        .await
        .map(drop)
    }

    /// Changes the first answer to an interaction, or fills a deferred one.
    pub(super) async fn edit_answer(
        &self,
        application: u64,
        token: &str,
        message: &Value,
        file: Option<&File>,
    ) -> Result<(), RestError> {
        let route = Route::WebhookOriginalInteractionResponse {
            application_id: ApplicationId::new(application.max(1)),
            token,
        };
        self.send(
            Call::new(LightMethod::Patch, route)
                .carrying(message)
                .attaching(file),
        )
        .await
        .map(drop)
    }

    /// Deletes the message that an interaction belongs to.
    pub(super) async fn delete_answer(
        &self,
        application: u64,
        token: &str,
    ) -> Result<(), RestError> {
        let route = Route::WebhookOriginalInteractionResponse {
            application_id: ApplicationId::new(application.max(1)),
            token,
        };
        self.send(Call::new(LightMethod::Delete, route))
            .await
            .map(drop)
    }

    async fn send(&self, call: Call<'_>) -> Result<Value, RestError> {
        let deadline = call.effort.deadline;
        tokio::select! {
            () = self.stopping.cancelled() => Err(RestError::Stopping),
            done = timeout(deadline, self.attempts(call)) => done.unwrap_or(Err(RestError::Late(deadline))),
        }
    }

    async fn attempts(&self, call: Call<'_>) -> Result<Value, RestError> {
        let effort = call.effort;
        let key = call.key();
        let token = format!("Bot {}", self.token.expose_secret());
        let mut last = RestError::Late(effort.deadline);
        for attempt in 0..effort.attempts {
            if self.revoked.load(Ordering::Relaxed) {
                return Err(RestError::Revoked);
            }
            if attempt > 0 && last.is_passing() {
                sleep(self.back_off(attempt)).await;
            }
            self.limits
                .wait(&key, effort.counts_globally, Instant::now)
                .await;
            let request = call.request(&self.client, &token, self.api_url.as_deref())?;
            let answered = match timeout(effort.attempt, self.once(&key, request)).await {
                Ok(Ok(answered)) => answered,
                Ok(Err(error)) => {
                    last = error;
                    continue;
                }
                Err(_) => {
                    count("late");
                    last = RestError::Late(effort.attempt);
                    continue;
                }
            };
            match answered.status {
                // A body that cannot be read does not undo what was done: never sent again.
                200..=299 => return Ok(answered.body.unwrap_or(Value::Null)),
                429 => {
                    let pause = answered.retry_after.unwrap_or(Duration::from_secs(1));
                    self.limits
                        .refused(&key, answered.global, pause, Instant::now());
                    last = answered.refused();
                }
                500..=599 => last = answered.refused(),
                401 => {
                    self.revoked.store(true, Ordering::Relaxed);
                    self.on_revoked.send_replace(true);
                    return Err(answered.refused());
                }
                _ => return Err(answered.refused()),
            }
        }
        Err(last)
    }

    async fn once(&self, key: &str, request: reqwest::Request) -> Result<Answered, RestError> {
        let response = self.client.execute(request).await.map_err(|error| {
            count("failed");
            RestError::of_connection(error)
        })?;
        let head = Head::of(response.status().as_u16(), response.headers());
        count(head.status.to_string());
        if let Some((remaining, reset_after)) = head.budget {
            self.limits
                .learnt(key, remaining, reset_after, Instant::now());
        }
        if head.is_invalid() {
            self.limits.invalid(Instant::now());
        }
        // A status decides alone what is to be done; a body that never ends must not keep its answer back.
        let body = match response.bytes().await {
            Ok(bytes) => serde_json::from_slice::<Value>(&bytes).ok(),
            Err(_) => None,
        };
        if head.promises_body() && body.is_none() {
            metrics::counter!("exitnote_discord_undecodable_answers_total").increment(1);
        }
        Ok(head.with(body))
    }

    /// How long to wait before the next attempt: doubling from 100 ms, by a factor between one half and one and a half,
    /// so that many waiters do not come back at once.
    fn back_off(&self, attempt: u32) -> Duration {
        // Xorshift: the quality of the randomness is of no importance, only that it spreads.
        let mut x = self.jitter.load(Ordering::Relaxed);
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        self.jitter.store(x, Ordering::Relaxed);
        let base = Duration::from_millis(100) * 2_u32.pow(attempt.min(6) - 1);
        base / 2 + base * u32::try_from(x % 1_000).unwrap_or(0) / 1_000
    }
}

impl std::fmt::Debug for Rest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rest").finish_non_exhaustive()
    }
}

/// Counts an attempt by the status of its answer.
fn count(status: impl Into<metrics::SharedString>) {
    metrics::counter!("exitnote_discord_requests_total", "status" => status.into()).increment(1);
}
