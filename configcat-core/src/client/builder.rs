//! From options to a client.
//!
//! [`ClientBuilder`] collects the options. `check.rs` validates them. `build.rs` makes clients with local flags only;
//! `build_remote.rs` makes the parts of a driver from the options, and starts it. `download.rs` uses the same options
//! to download a config without a client.

#[cfg(feature = "http")]
mod base_url;
mod build;
#[cfg(feature = "http")]
mod build_remote;
#[cfg(feature = "http")]
mod check;
mod client_builder;
#[cfg(feature = "http")]
mod comparable;
#[cfg(feature = "http")]
mod download;
mod guests;
#[cfg(feature = "http")]
mod remote;
#[cfg(feature = "http")]
mod remote_options;

pub use client_builder::ClientBuilder;
#[cfg(feature = "http")]
pub(crate) use comparable::ComparableOptions;
