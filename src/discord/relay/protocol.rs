//! What the relay must know of the gateway's protocol: opcodes, final close codes, addresses, and the few payloads that it
//! looks into. Pure.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use serenity::constants::GATEWAY_VERSION;

use crate::discord::Failure;

/// Discord's opcodes that matter here.
pub(super) const DISPATCH: u8 = 0;
pub(super) const HEARTBEAT: u8 = 1;
pub(super) const IDENTIFY: u8 = 2;
pub(super) const INVALID_SESSION: u8 = 9;
pub(super) const HELLO: u8 = 10;
pub(super) const HEARTBEAT_ACK: u8 = 11;

/// Whether an address is one of Discord's gateways.
pub(in crate::discord) fn is_discords(url: &str) -> bool {
    url.strip_prefix("wss://")
        .and_then(|rest| rest.split(['/', '?', ':']).next())
        .is_some_and(|host| host.ends_with(".discord.gg"))
}

/// What trying again does not cure, for the operator.
pub(super) fn failure(code: u16) -> Option<Failure> {
    let refused = |reason: &str| Some(Failure::Refused(format!("{reason} (close code {code})")));
    match code {
        4004 => Some(Failure::Token),
        4010 => refused("it has no shard of the number that it asked for"),
        4011 => refused("it is in too many servers for one connection"),
        4012 => refused("it speaks a version of the gateway that has ended; update exitnote"),
        4013 | 4014 => {
            refused("the intents it asks for are not enabled on the Bot page of your application")
        }
        _ => None,
    }
}

/// An address with the version and encoding that serenity speaks.
pub(super) fn versioned(url: &str) -> String {
    let bare = url.split_once('?').map_or(url, |(bare, _)| bare);
    let has_path = bare
        .split_once("://")
        .is_some_and(|(_, rest)| rest.contains('/'));
    let root = if has_path { "" } else { "/" };
    format!("{bare}{root}?v={GATEWAY_VERSION}&encoding=json")
}

/// What every payload of the gateway begins with; what cannot be read is passed on as it is.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    /// The opcode; one that there is none of where the payload cannot be read.
    pub(super) op: u8,
    /// The event of a dispatch.
    #[serde(default)]
    pub(super) t: Option<String>,
}

impl Head {
    pub(super) fn of(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or(Self {
            op: u8::MAX,
            t: None,
        })
    }
}

/// How often Discord wants a heartbeat.
pub(super) fn interval_of(hello: &str) -> Option<Duration> {
    let hello: Value = serde_json::from_str(hello).ok()?;
    let interval = hello.pointer("/d/heartbeat_interval")?.as_u64()?;
    Some(Duration::from_millis(interval))
}

/// The same IDENTIFY without the wish for compressed payloads, which could not be looked into.
pub(super) fn uncompressed(identify: &str) -> Option<String> {
    let mut identify: Value = serde_json::from_str(identify).ok()?;
    *identify.pointer_mut("/d/compress")? = Value::Bool(false);
    Some(identify.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_discords_own_gateways_are_discords() {
        assert!(is_discords("wss://gateway.discord.gg"));
        assert!(is_discords("wss://gateway-us-east1-b.discord.gg/"));
        for other in [
            "ws://gateway.discord.gg",
            "wss://discord.gg.example.org/",
            "wss://example.org/.discord.gg",
            "wss://evildiscord.gg",
            "",
        ] {
            assert!(!is_discords(other), "{other}");
        }
    }

    #[test]
    fn an_address_keeps_its_path_and_gets_the_version() {
        for (url, expected) in [
            (
                "wss://a.discord.gg",
                "wss://a.discord.gg/?v=10&encoding=json",
            ),
            ("ws://127.0.0.1:1/", "ws://127.0.0.1:1/?v=10&encoding=json"),
            (
                "ws://proxy:1/gateway?v=9",
                "ws://proxy:1/gateway?v=10&encoding=json",
            ),
        ] {
            assert_eq!(versioned(url), expected);
        }
    }

    #[test]
    fn codes_after_which_discord_takes_no_bot_back_are_final_and_no_others() {
        let last: Vec<u16> = (1000..5000).filter(|it| failure(*it).is_some()).collect();
        assert_eq!(last, [4004, 4010, 4011, 4012, 4013, 4014]);
    }

    #[test]
    fn an_identify_loses_its_compression_and_nothing_else() {
        let text = r#"{"op":2,"d":{"compress":true,"token":"t","shard":[0,1]}}"#;
        let plain: Value = serde_json::from_str(&uncompressed(text).unwrap()).unwrap();
        let expected =
            serde_json::json!({"op": 2, "d": {"compress": false, "token": "t", "shard": [0, 1]}});
        assert_eq!(plain, expected);
        assert_eq!(uncompressed("{}"), None);
    }
}
