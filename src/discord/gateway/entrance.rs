//! Before the connection: whether the settings can be right, and where and how Discord wants to be connected to.

use secrecy::ExposeSecret as _;
use serde_json::Value;

use crate::discord::relay::is_discords;
use crate::discord::rest::{Rest, RestError};
use crate::discord::{Clock, Failure, Settings};

/// Of the sessions that Discord grants in a day, so many are left alone.
const FLOOR: u64 = 10;

/// What can be seen to be wrong without any connection.
pub(super) fn check(settings: &Settings) -> Result<(), Failure> {
    if settings.api_url.is_some() != settings.gateway_url.is_some() {
        return Err(Failure::HalfConfigured);
    }
    let token = settings.token.expose_secret();
    if token.trim().is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Failure::Token);
    }
    let address = |name, url: &Option<String>, schemes: [&str; 2]| match url {
        Some(url) if !schemes.iter().any(|scheme| url.starts_with(scheme)) => {
            Err(Failure::Address {
                name,
                reason: format!("it must begin with {} or {}", schemes[0], schemes[1]),
            })
        }
        _ => Ok(()),
    };
    address(
        "discord.api-url",
        &settings.api_url,
        ["http://", "https://"],
    )?;
    address(
        "discord.gateway-url",
        &settings.gateway_url,
        ["ws://", "wss://"],
    )
}

/// Where and how to connect.
pub(super) struct Start {
    /// The gateway's address.
    pub(super) gateway: String,
    /// How many connections Discord wants.
    pub(super) shards: u32,
}

/// Asks Discord where to connect: this also finds out whether it can be reached and takes the token, and whether it lets
/// another session be started.
pub(super) async fn entrance(
    rest: &Rest,
    settings: &Settings,
    now: &Clock,
) -> Result<Start, Failure> {
    let answer = rest.gateway().await.map_err(|error| match error {
        RestError::Refused { status: 401, .. } | RestError::Revoked => Failure::Token,
        other => Failure::Unreachable(other.to_string()),
    })?;
    let number = |pointer: &str| answer.pointer(pointer).and_then(Value::as_u64);
    let gateway = match (
        &settings.gateway_url,
        answer.get("url").and_then(Value::as_str),
    ) {
        (Some(own), _) => own.clone(),
        (None, Some(url)) if is_discords(url) => url.to_owned(),
        (None, url) => {
            return Err(Failure::Unreachable(format!(
                "it names a gateway that is not Discord's: {}",
                url.unwrap_or("none")
            )));
        }
    };
    if number("/session_start_limit/remaining").is_some_and(|left| left < FLOOR) {
        let wait = number("/session_start_limit/reset_after").unwrap_or(0);
        let wait = jiff::SignedDuration::from_millis(i64::try_from(wait).unwrap_or(0));
        let at = now().saturating_add(wait).unwrap_or_else(|_| now());
        return Err(Failure::Sessions(at));
    }
    let shards = number("/shards")
        .and_then(|it| u32::try_from(it).ok())
        .unwrap_or(1);
    Ok(Start {
        gateway,
        shards: shards.max(1),
    })
}
