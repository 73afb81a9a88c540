//! The one integration binary: the product as its users meet it.

mod architecture;
mod browser;
mod cli;
mod diagnostics;
mod discord;
mod golden;
mod loopback;
mod openapi;
mod properties;
mod questions;
mod readme;
mod robustness;
mod serve;
mod store;
mod support;
mod third_locale;
mod two_guilds;
mod wordings;
