//! The server as programs use it: over HTTP, by this toolkit's client and by plain requests.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking"
)]

mod api;
mod cdn;
mod client;
mod faults;
mod files;
mod guards;
mod http;
