//! Clients: they download configs, keep them up to date, and answer reads.

mod build_error;
mod builder;
#[cfg(feature = "http")]
pub mod cache;
#[cfg(feature = "http")]
mod cached_config;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod client;
#[cfg(feature = "http")]
mod config_fetched;
#[cfg(feature = "http")]
mod download;
#[cfg(feature = "http")]
mod download_error;
#[cfg(feature = "http")]
mod driver;
mod error_cause;
#[cfg(feature = "http")]
mod fetch;
#[cfg(feature = "http")]
mod future;
mod hook_event;
mod hooks;
#[cfg(feature = "http")]
mod live;
#[cfg(feature = "http")]
mod polling;
mod ready_timeout;
#[cfg(feature = "http")]
mod refresh;
#[cfg(feature = "http")]
mod registry;
#[cfg(feature = "http")]
mod schedule;
mod sdk_key;
mod shared;
mod store;
#[cfg(feature = "http")]
pub mod transport;
#[cfg(feature = "http")]
mod wait;

pub use {
    build_error::BuildError,
    builder::ClientBuilder,
    client::Client,
    error_cause::ErrorCause,
    hook_event::{ConfigChanged, ErrorReport},
    hooks::Hooks,
    ready_timeout::ReadyTimeout,
    sdk_key::SdkKey,
};
#[cfg(feature = "http")]
pub use {
    config_fetched::ConfigFetched,
    download::Download,
    download_error::DownloadError,
    fetch::{ConfigVersion, DataGovernance},
    future::BoxFuture,
    polling::{AutoPolling, LazyLoading, PollingMode},
    refresh::{RefreshError, RefreshOutcome},
};
