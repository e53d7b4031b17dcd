//! The server as programs use it: over HTTP, by this toolkit's client and by plain requests.

mod api;
mod cdn;
mod client;
mod faults;
mod files;
mod guards;
mod http;
