//! The one integration binary: the product as its users meet it.

mod architecture;
mod browser;
mod diagnostics;
mod discord;
mod loopback;
mod openapi;
mod store;
mod support;
