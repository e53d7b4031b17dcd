//! Runtime of the typed ConfigCat toolkit: reads config documents and evaluates feature flags for users.
//!
//! Everything flows one way, and no module imports from one further down:
//!
//! ```text
//! document ─parse─► wire ─compile─► Config ─┐
//!                                           ├─apply─► Snapshot ─evaluate─► value, Details
//!                               Overrides ──┘            ▲
//!                                                Client, FlagSource
//! ```
//!
//! Applications mostly meet [`Client`], [`User`] and the accessors that the macro `configcat_macros::flags!`
//! generates:
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
//! Evaluation takes no lock and, for attributes that are text already, allocates nothing (but for versions with a
//! pre-release or build part of more than eight bytes). Warnings and errors go to
//! [`tracing`], with ConfigCat's event ids in the field `event_id`.

#![cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "some of what all clients share is only used by those that download")
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
    BuildError, Client, ClientBuilder, ConfigChanged, ErrorCause, ErrorReport, Hooks, ReadyTimeout, SdkKey,
};
pub use config::{Config, OverrideBehaviour, OverrideError, Overrides, ParseError};
pub use evaluation::{Details, EvaluationError, ReadyState, Snapshot, explanation};
pub use generated::{ConfigDrift, FlagDrift, FlagSource, Json, JsonType};
pub use log::{LogEvent, LogLevel};
pub use users::{Attribute, IntoUser, User};
pub use values::{Flag, FlagValue, IntoFlagValue, SettingType, Text, Value};
