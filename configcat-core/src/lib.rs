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
//!     .overrides(Overrides::json(document, OverrideBehaviour::LocalOnly)?)
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

mod attribute;
mod builder;
#[cfg(feature = "http")]
mod cache;
mod client;
mod config;
mod details;
#[cfg(feature = "http")]
mod download;
mod drift;
#[cfg(feature = "http")]
mod driver;
#[cfg(feature = "http")]
mod entry;
mod error;
mod eval;
#[cfg(feature = "http")]
mod fetch;
mod flag;
#[doc(hidden)]
pub mod generated;
mod hash;
mod hooks;
mod index;
mod json;
mod literal;
mod log;
mod overrides;
#[cfg(feature = "http")]
mod panics;
#[cfg(feature = "http")]
mod polling;
mod sdk_key;
mod snapshot;
mod source;
mod store;
mod text;
#[cfg(feature = "http")]
mod transport;
mod user;
mod value;

pub use attribute::Attribute;
pub use builder::ClientBuilder;
pub use client::{Client, ReadyState};
pub use config::{
    BrokenSetting, Condition, Config, Defect, PercentageOption, Position, PrerequisiteCondition, Segment,
    SegmentCondition, ServedValue, Setting, TargetingRule, UserCondition,
};
pub use details::Details;
pub use drift::{ConfigDrift, FlagDrift};
pub use error::{BuildError, EvaluationError, OverrideError, ParseError, ReadyTimeout};
pub use eval::{
    ConditionExplanation, Explanation, FlagExplanation, Nested, OptionsExplanation, RuleExplanation,
    RuleOutcome, SelectedOption, StyledExplanation,
};
pub use flag::Flag;
pub use hooks::{ConfigChanged, ErrorReport, Hooks};
pub use json::{Json, JsonType};
pub use log::{LogEvent, LogLevel};
pub use overrides::{OverrideBehaviour, Overrides};
pub use sdk_key::SdkKey;
pub use snapshot::Snapshot;
pub use source::FlagSource;
pub use text::Text;
pub use user::{IntoUser, User};
pub use value::{FlagValue, IntoFlagValue, SettingType, Value};
#[cfg(feature = "http")]
pub use {
    cache::{AsyncConfigCache, CacheError, ConfigCache, FileCache},
    client::RefreshOutcome,
    download::Download,
    error::{DownloadError, RefreshError},
    fetch::{ConfigVersion, DataGovernance},
    hooks::ConfigFetched,
    polling::{AutoPolling, LazyLoading, PollingMode},
    transport::{
        BoxFuture, Proxy, ProxyError, Transport, TransportError, TransportRequest, TransportResponse,
    },
};
