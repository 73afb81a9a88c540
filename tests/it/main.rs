//! The one integration binary: the product as its users meet it.

mod loopback;
mod openapi;
mod store;
