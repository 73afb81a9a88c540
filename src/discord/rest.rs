//! Requests to Discord's HTTP API: each with a deadline, retried where that cannot do harm, under Discord's limits.
//!
//! serenity builds the requests (routes, API version, user agent); sending them is ours, because serenity has no
//! time-outs, gives up at the first 5xx, and with a proxy at the first 429 too, or else retries that for ever.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use serenity::all::{ApplicationId, ChannelId, CreateAttachment, InteractionId};
use serenity::http::{LightMethod, Multipart, MultipartUpload, Request, Route};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::limits::Limits;

/// How long one attempt may take, connection included.
const ATTEMPT: Duration = Duration::from_secs(4);
/// How long a connection may take to come up.
const CONNECT: Duration = Duration::from_secs(3);

/// What matters of a request for how hard it is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effort {
    /// All attempts and waits together may take so long.
    deadline: Duration,
    /// One attempt may take so long.
    attempt: Duration,
    /// So many attempts at most.
    attempts: u32,
    /// Whether the limit over all routes holds for it. Answers to interactions are exempt.
    counts_globally: bool,
}

impl Effort {
    /// The first answer to an interaction: Discord shows a failure after three seconds.
    pub(super) const ANSWER: Self = Self {
        deadline: Duration::from_millis(2_600),
        attempt: Duration::from_millis(1_200),
        attempts: 3,
        counts_globally: false,
    };
    /// Messages, edits, registrations. Well under the fifteen minutes that an interaction's token lives.
    pub(super) const ORDINARY: Self = Self {
        deadline: Duration::from_secs(30),
        attempt: ATTEMPT,
        attempts: 4,
        counts_globally: true,
    };
}

/// Why a request has no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum RestError {
    /// Discord refused it.
    #[error("Discord answered {status} (code {code}): {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Discord's own code, 0 if there is none.
        code: u64,
        /// Discord's words.
        message: String,
    },
    /// No usable answer came in time.
    #[error("no answer within {0:?}")]
    Late(Duration),
    /// The connection failed each time.
    #[error("{0}")]
    Unreachable(String),
    /// The token was refused before; nothing is sent any more.
    #[error("the token was refused")]
    Revoked,
    /// The bot is stopping.
    #[error("stopping")]
    Stopping,
    /// The request itself cannot be built.
    #[error("{0}")]
    Malformed(String),
}

impl RestError {
    /// Discord's own code, such as 50013 for missing permissions.
    pub(super) fn code(&self) -> Option<u64> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// Whether the bot lacks a permission or access.
    pub(super) fn is_forbidden(&self) -> bool {
        matches!(self, Self::Refused { status: 403, .. })
    }
}

/// A file to attach; its id in the message is 0.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Its name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

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

/// A request, before it is sent.
#[derive(Clone, Copy)]
struct Call<'a> {
    route: Route<'a>,
    method: LightMethod,
    body: Option<&'a Value>,
    file: Option<&'a File>,
    effort: Effort,
}

impl<'a> Call<'a> {
    /// A request without a body, with the ordinary effort.
    fn new(method: LightMethod, route: Route<'a>) -> Self {
        Self {
            route,
            method,
            body: None,
            file: None,
            effort: Effort::ORDINARY,
        }
    }

    /// With a body.
    fn carrying(self, body: &'a Value) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }

    /// With a file beside the body, if there is one.
    fn attaching(self, file: Option<&'a File>) -> Self {
        Self { file, ..self }
    }
}

/// One attempt's answer.
struct Answered {
    status: u16,
    retry_after: Option<Duration>,
    global: bool,
    body: Option<Value>,
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
        self.send(Call {
            effort: Effort::ANSWER,
            ..Call::new(LightMethod::Post, route)
                .carrying(answer)
                .attaching(file)
        })
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
        let key = format!("{} {}", call.method.reqwest_method(), bucket(call.route));
        let mut last = RestError::Late(effort.deadline);
        for attempt in 0..effort.attempts {
            if self.revoked.load(Ordering::Relaxed) {
                return Err(RestError::Revoked);
            }
            if attempt > 0
                && matches!(
                    last,
                    RestError::Late(_)
                        | RestError::Unreachable(_)
                        | RestError::Refused { status: 500.., .. }
                )
            {
                sleep(self.back_off(attempt)).await;
            }
            self.limits
                .wait(&key, effort.counts_globally, Instant::now)
                .await;
            let request = self.request(call)?;
            let answered = match timeout(effort.attempt, self.once(&key, request)).await {
                Ok(Ok(answered)) => answered,
                Ok(Err(error)) => {
                    last = error;
                    continue;
                }
                Err(_) => {
                    metrics::counter!("exitnote_discord_requests_total", "status" => "late")
                        .increment(1);
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
                    last = refused(&answered);
                }
                500..=599 => last = refused(&answered),
                401 => {
                    self.revoked.store(true, Ordering::Relaxed);
                    self.on_revoked.send_replace(true);
                    return Err(refused(&answered));
                }
                _ => return Err(refused(&answered)),
            }
        }
        Err(last)
    }

    fn request(&self, call: Call<'_>) -> Result<reqwest::Request, RestError> {
        let malformed = |error: &dyn std::fmt::Display| RestError::Malformed(error.to_string());
        let mut request = Request::new(call.route, call.method);
        let text = call.body.map(Value::to_string);
        request = match call.file {
            None => request.body(text.map(String::into_bytes)),
            Some(file) => {
                let attachment = CreateAttachment::bytes(file.bytes.clone(), &file.name);
                request.multipart(Some(Multipart {
                    upload: MultipartUpload::Attachments(vec![attachment]),
                    fields: Vec::new(),
                    payload_json: text,
                }))
            }
        };
        let token = format!("Bot {}", self.token.expose_secret());
        request
            .build(&self.client, &token, self.api_url.as_deref())
            .map_err(|error| malformed(&error))?
            .build()
            .map_err(|error| malformed(&error))
    }

    async fn once(&self, key: &str, request: reqwest::Request) -> Result<Answered, RestError> {
        let response = self.client.execute(request).await.map_err(|error| {
            metrics::counter!("exitnote_discord_requests_total", "status" => "failed").increment(1);
            if error.is_timeout() {
                RestError::Late(ATTEMPT)
            } else {
                // Without the address: it may hold an interaction's token.
                RestError::Unreachable(plain(&error.without_url()))
            }
        })?;
        let status = response.status().as_u16();
        metrics::counter!("exitnote_discord_requests_total", "status" => status.to_string())
            .increment(1);
        let header = |name: &str| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        let seconds = |text: Option<String>| {
            text.and_then(|text| text.parse::<f64>().ok())
                .and_then(|seconds| Duration::try_from_secs_f64(seconds.clamp(0.0, 3600.0)).ok())
        };
        let reset_after = seconds(header("x-ratelimit-reset-after"));
        let remaining = header("x-ratelimit-remaining").and_then(|text| text.parse::<u32>().ok());
        if let (Some(remaining), Some(reset_after)) = (remaining, reset_after) {
            self.limits
                .learnt(key, remaining, reset_after, Instant::now());
        }
        let from_header = seconds(header("retry-after"));
        let header_global = header("x-ratelimit-global").is_some();
        let scope = header("x-ratelimit-scope");
        if matches!(status, 401 | 403 | 429) && scope.as_deref() != Some("shared") {
            self.limits.invalid(Instant::now());
        }
        // A status decides alone what is to be done; a body that never ends must not keep its answer back.
        let body = match response.bytes().await {
            Ok(bytes) => serde_json::from_slice::<Value>(&bytes).ok(),
            Err(_) => None,
        };
        if status < 300 && status != 204 && body.is_none() {
            metrics::counter!("exitnote_discord_undecodable_answers_total").increment(1);
        }
        let from_body = body
            .as_ref()
            .and_then(|body| body.get("retry_after"))
            .and_then(Value::as_f64)
            .and_then(|seconds| Duration::try_from_secs_f64(seconds.clamp(0.0, 3600.0)).ok());
        let global = header_global
            || body
                .as_ref()
                .and_then(|body| body.get("global"))
                .and_then(Value::as_bool)
                .unwrap_or(false);
        Ok(Answered {
            status,
            retry_after: from_header.max(from_body),
            global,
            body,
        })
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

/// The path without what is not a major parameter, as the limits' buckets are keyed. The tokens of interactions are
/// left out too: each is used a few times only, and the map of limits must not grow by one entry with each.
fn bucket(route: Route<'_>) -> String {
    match route {
        Route::InteractionResponse { .. } => "interaction".to_owned(),
        Route::WebhookOriginalInteractionResponse { .. } => "webhook".to_owned(),
        Route::ChannelMessage { channel_id, .. } => format!("channel {channel_id} message"),
        other => other.path().into_owned(),
    }
}

fn refused(answered: &Answered) -> RestError {
    let part = |name: &str| answered.body.as_ref().and_then(|body| body.get(name));
    RestError::Refused {
        status: answered.status,
        code: part("code").and_then(Value::as_u64).unwrap_or(0),
        message: part("message")
            .and_then(Value::as_str)
            .unwrap_or("no reason given")
            .to_owned(),
    }
}

/// An error and its causes on one line.
fn plain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text
}
