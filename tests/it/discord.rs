//! The bot on Discord: the real adapter, serenity client and all, against the loopback Discord, with the shipped data.

#![expect(
    clippy::unwrap_used,
    reason = "a test's helpers may panic as the test itself may"
)]

mod answers;
mod asking;
mod commands;
mod connection;
mod faults;
mod rig;
mod servers;
mod words;

pub(crate) use rig::Rig;
