//! Runtime of the typed ConfigCat toolkit: reads config documents and evaluates feature flags for users.
//!
//! Data flows one way:
//!
//! ```text
//! document ─parse─► wire ─compile─► Config ─┐
//!                                           ├─apply─► Snapshot ─evaluate─► value, Details
//!                               Overrides ──┘            ▲
//!                                                Client, FlagSource
//! ```
//!
//! The modules are listed below in the order of that flow: `values`, `users`, `log`, `config`, `evaluation`, `client`,
//! `generated`. A module imports only from modules before it.
//!
//! Most applications need only [`Client`], [`User`] and the accessors that the macro `configcat_macros::flags!`
//! generates. Without the macro, flags are read by their keys:
//!
//! ```
//! use configcat_core::{Client, OverrideBehaviour, Overrides, User};
//!
//! let document = r#"{"f": {"isBetaTester": {"t": 0, "v": false, "r": [
//!     {"a": "Email", "t": 2, "c": "@example.com", "v": true}
//! ]}}}"#;
//! let client = Client::builder("local")
//!     .overrides(Overrides::from_json(document, OverrideBehaviour::LocalOnly)?)
//!     .build()?;
//! let jane = User::new("435170f4").email("jane@example.com");
//! assert!(client.get_value("isBetaTester", false, &jane));
//! assert!(!client.get_value("isBetaTester", false, None));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Evaluation takes no lock. It allocates memory only for attributes that are not text, and for versions with a
//! pre-release or build part of more than eight bytes. Warnings and errors go to [`tracing`], with ConfigCat's event
//! ids in the field `event_id`.
//!
//! Further types are in [`config`] (the parts of a config), [`explanation`] (why a flag has its value), and, with the
//! feature `http`, in [`cache`] (configs between runs) and [`transport`] (HTTP requests).

#![cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only clients that download use some items that all clients have")
)]

mod client;
pub mod config;
mod evaluation;
#[doc(hidden)]
pub mod generated;
mod log;
mod users;
mod values;

#[cfg(feature = "http")]
pub use client::{
    AutoPolling, BoxFuture, ConfigFetched, ConfigVersion, DataGovernance, Download, DownloadError,
    LazyLoading, PollingMode, RefreshError, RefreshOutcome, cache, transport,
};
pub use client::{
    BuildError, Client, ClientBuilder, ConfigChanged, ErrorCause, ErrorReport, HookId, Hooks, ReadyTimeout,
    SdkKey,
};
pub use config::{Config, OverrideBehaviour, OverrideError, Overrides, ParseError};
pub use evaluation::{Details, EvaluationError, ReadyState, Snapshot, explanation};
pub use generated::{ConfigDrift, FlagDrift, FlagSource, Json, JsonType};
pub use log::{LogEvent, LogLevel};
pub use users::{Attribute, IntoUser, User};
pub use values::{Flag, FlagValue, IntoFlagValue, SettingType, Text, Value};
