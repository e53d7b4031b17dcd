//! The client and the evaluation of typed [ConfigCat](https://configcat.com) feature flags.
//!
//! # Quickstart
//!
//! Most applications take the crate `configcat-flags`, which has all of this crate, and the macro `flags!`. The macro makes a
//! method of each flag in a config document:
//!
//! ```ignore
//! configcat_flags::flags! { pub struct Flags; spec = "flags/config_v6.json" }
//!
//! let flags = Flags::new(Client::builder("#YOUR-SDK-KEY#").build()?);
//! if flags.is_my_awesome_feature_enabled(&User::new("435170f4")) { /* … */ }
//! ```
//!
//! Without the macro, flags are read by their keys:
//!
//! ```
//! use configcat_core::{Client, OverrideBehaviour, Overrides, User};
//!
//! let document = r#"{"f": {"isBetaTester": {"t": 0, "v": false, "r": [
//!     {"a": "Email", "t": 2, "c": "@example.com", "v": true}
//! ]}}}"#;
//! // `Client::builder("#YOUR-SDK-KEY#").build()?` is live; this client has local flags only.
//! let client = Client::builder("local")
//!     .overrides(Overrides::from_json(document, OverrideBehaviour::LocalOnly)?)
//!     .build()?;
//! let jane = User::new("435170f4").email("jane@example.com");
//! assert!(client.get_value("isBetaTester", false, &jane));
//! assert!(!client.get_value("isBetaTester", false, None));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `http` (default) | live clients, which download their config: `PollingMode`, `cache`, `transport` |
//! | `rustls` (default) | `https` by rustls, with the certificates that the system trusts |
//! | `native-tls` | `https` by the TLS library of the system; with `default-features = false` |
//! | `socks` | SOCKS5 proxies |
//! | `chrono`, `jiff`, `time`, `semver` | dates and versions of these crates as attributes of users |
//! | `stream` | watched values as streams: `Watch::into_stream` |
//!
//! Without `http`, there is neither an HTTP client nor tokio. Clients then have local flags only ([`Overrides`]).
//!
//! # Where to begin
//!
//! | for | see |
//! |---|---|
//! | flags of an SDK key, and the options of a client | [`Client`], [`ClientBuilder`] |
//! | whom flags are evaluated for | [`User`], [`Attribute`] |
//! | several reads that must agree | [`Snapshot`] |
//! | why a flag has its value | [`Details`]; each step: [`Snapshot::explain`], [`explanation`] |
//! | local flags | [`Overrides`] |
//! | when configs are downloaded, and what happens then | `PollingMode`, [`Hooks`] |
//! | configs between runs, proxies, certificates, an HTTP client of your own | `cache`, `transport` |
//! | the parts of a config | [`Config`], [`config`] |
//!
//! Evaluation takes no lock. It allocates memory only for attributes that are not text, and for versions with a
//! pre-release or build part of more than eight bytes. Warnings and errors go to [`tracing`], with ConfigCat's event
//! ids in the field `event_id`.
//!
//! # How it works
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
//! The modules are declared below in the order of that flow: `values`, `users`, `log`, `config`, `usage`, `evaluation`, `client`,
//! `generated`. A module imports only from modules before it.

#![cfg_attr(docsrs, feature(doc_cfg))]
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
mod usage;
mod users;
mod values;

#[cfg(feature = "stream")]
pub use client::WatchStream;
#[cfg(feature = "http")]
pub use client::{
    AutoPolling, BoxFuture, ConfigFetched, ConfigVersion, DataGovernance, Download, DownloadError,
    LazyLoading, PollingMode, RefreshError, RefreshOutcome, cache, transport,
};
pub use client::{
    BuildError, Client, ClientBuilder, ConfigChanged, ErrorCause, ErrorReport, HookId, Hooks, ReadyTimeout,
    SdkKey, Watch, WeakClient,
};
pub use config::{Config, OverrideBehaviour, OverrideError, Overrides, ParseError};
pub use evaluation::{Details, EvaluationError, FlagRead, ReadReason, ReadyState, Snapshot, explanation};
pub use generated::{ConfigDrift, EnvOverrideError, FlagDrift, FlagSource, Json, JsonType, VariableProblem};
pub use log::{LogEvent, LogLevel};
pub use usage::{DownloadUsage, FlagUsage, UnknownKeyUsage, Usage, ValueUsage};
pub use users::{
    Attribute, Date, IntoOptional, IntoRequired, IntoTypedUser, IntoUser, Number, Texts, User, Version,
    VersionError,
};
pub use values::{Flag, FlagValue, IntoFlagValue, SettingType, Text, Value};
