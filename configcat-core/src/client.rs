//! Clients: they download configs, keep them up to date, and answer reads.
//!
//! ```text
//! ClientBuilder ─build─► Client ─Command─► Driver ─fetch─► Transport
//!                          ▲                 │ ▲
//!                          │               publish
//!                          └───── Store ◄────┘ └─ Cache
//! ```
//!
//! The builder checks the options and makes the parts of a client. The driver does the background work: it updates the
//! config and publishes each change as a new state in the store. Readers take the current state from the store, and
//! evaluate flags in its snapshot. They wait only if the read policy of the state says so.

#[cfg(feature = "http")]
mod blocking;
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
mod follower;
#[cfg(feature = "http")]
mod future;
mod guest;
#[cfg(feature = "http")]
mod guest_traits;
mod hook_event;
mod hook_id;
mod hook_queue;
mod hook_set;
mod hook_thread;
mod hook_threads;
mod hooks;
#[cfg(feature = "http")]
mod live;
#[cfg(feature = "http")]
mod live_clients;
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
mod waiters;
mod watch;
#[cfg(feature = "stream")]
mod watch_stream;
mod watch_thread;
mod watched;
mod watchers;
mod weak_client;

pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use client::Client;
#[cfg(feature = "http")]
pub use config_fetched::ConfigFetched;
#[cfg(feature = "http")]
pub use download::Download;
#[cfg(feature = "http")]
pub use download_error::DownloadError;
pub use error_cause::ErrorCause;
#[cfg(feature = "http")]
pub use fetch::{ConfigVersion, DataGovernance};
#[cfg(feature = "http")]
pub use future::BoxFuture;
pub use hook_event::{ConfigChanged, ErrorReport};
pub use hook_id::HookId;
pub use hooks::Hooks;
#[cfg(feature = "http")]
pub use polling::{AutoPolling, LazyLoading, PollingMode};
pub use ready_timeout::ReadyTimeout;
#[cfg(feature = "http")]
pub use refresh::{RefreshError, RefreshOutcome};
pub use sdk_key::SdkKey;
pub use watch::Watch;
#[cfg(feature = "stream")]
pub use watch_stream::WatchStream;
pub use weak_client::WeakClient;
