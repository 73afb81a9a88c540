//! What comes back from Discord: what an answer's headers and body say, or why there is no answer.

use std::time::Duration;

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::ATTEMPT;

/// Why a request has no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in crate::discord) enum RestError {
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
    pub(in crate::discord) fn code(&self) -> Option<u64> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// Whether the bot lacks a permission or access.
    pub(in crate::discord) fn is_forbidden(&self) -> bool {
        matches!(self, Self::Refused { status: 403, .. })
    }

    /// The connection failed. Without the address: it may hold an interaction's token.
    pub(super) fn of_connection(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::Late(ATTEMPT)
        } else {
            Self::Unreachable(plain(&error.without_url()))
        }
    }

    /// Whether the same request may well succeed a little later.
    pub(super) fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Late(_) | Self::Unreachable(_) | Self::Refused { status: 500.., .. }
        )
    }
}

/// What the status and the headers of an answer say.
pub(super) struct Head {
    /// The HTTP status.
    pub(super) status: u16,
    /// How many requests are left of the bucket, and when it is full again.
    pub(super) budget: Option<(u32, Duration)>,
    retry_after: Option<Duration>,
    global: bool,
    /// Whether the limit is one that others use up too.
    shared: bool,
}

impl Head {
    /// Reads the headers.
    pub(super) fn of(status: u16, headers: &HeaderMap) -> Self {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let duration = |name: &str| {
            let number = header(name).and_then(|text| text.parse::<f64>().ok());
            number.and_then(seconds)
        };
        let remaining = header("x-ratelimit-remaining").and_then(|text| text.parse().ok());
        Self {
            status,
            budget: remaining.zip(duration("x-ratelimit-reset-after")),
            retry_after: duration("retry-after"),
            global: header("x-ratelimit-global").is_some(),
            shared: header("x-ratelimit-scope") == Some("shared"),
        }
    }

    /// Whether Discord counts the request among the invalid ones, of which it takes a number only.
    pub(super) fn is_invalid(&self) -> bool {
        matches!(self.status, 401 | 403 | 429) && !self.shared
    }

    /// Whether an answer of that status has a body.
    pub(super) fn promises_body(&self) -> bool {
        self.status < 300 && self.status != 204
    }

    /// The whole answer.
    pub(super) fn with(self, body: Option<Value>) -> Answered {
        let part = |name: &str| body.as_ref().and_then(|body| body.get(name));
        let from_body = part("retry_after")
            .and_then(Value::as_f64)
            .and_then(seconds);
        let global = part("global").and_then(Value::as_bool).unwrap_or(false);
        Answered {
            status: self.status,
            retry_after: self.retry_after.max(from_body),
            global: self.global || global,
            body,
        }
    }
}

/// A number of seconds, an hour at most.
fn seconds(number: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(number.clamp(0.0, 3600.0)).ok()
}

/// One attempt's answer.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) retry_after: Option<Duration>,
    pub(super) global: bool,
    pub(super) body: Option<Value>,
}

impl Answered {
    /// Discord's refusal, in its own words.
    pub(super) fn refused(&self) -> RestError {
        let part = |name: &str| self.body.as_ref().and_then(|body| body.get(name));
        RestError::Refused {
            status: self.status,
            code: part("code").and_then(Value::as_u64).unwrap_or(0),
            message: part("message")
                .and_then(Value::as_str)
                .unwrap_or("no reason given")
                .to_owned(),
        }
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
