//! Build script support for typed ConfigCat flags, and the code generator under the macro `flags!`.
//!
//! A build script names the config document that the application commits:
//!
//! ```no_run
//! // build.rs
//! configcat_build::Spec::file("flags/config_v5.json").emit();
//! ```
//!
//! and `configcat_macros::flags! { pub struct Flags; }` turns what was emitted into a type with one method per flag.
//! [`Spec`] has the options: fallbacks, names, flags to leave out, enums, JSON, removed flags, descriptions.
//!
//! ```text
//! Spec ─load─► Document + Options ─► spec ─► names ─► model ─► expand ─► tokens
//!                                      └── problems, all at once ──┘
//!                             emit: $OUT_DIR/configcat/{name}.* ─┘ └─ in flags!
//! ```
//!
//! With the feature `download`, the document can be one that is downloaded and committed, see `Spec::download`:
//!
//! ```text
//! Download ─update─► lock ─load─► Document
//! ```
//!
//! What is wrong with a document or an option fails the build, with every problem shown at once. What evaluation
//! tolerates, such as percentage options that do not sum up to 100, is found by a [`Lint`]: a warning of Cargo, or an
//! error if [`Spec::deny`] says so.

#[doc(hidden)]
pub mod codegen;
#[cfg(feature = "download")]
mod download;
mod emission;
mod error;
mod excerpt;
mod lint;
#[cfg(feature = "download")]
mod lock;
mod option;
#[cfg(feature = "download")]
mod pull_command;
mod similar;
mod spec;

pub use error::{Problem, SpecError};
pub use lint::{Lint, UnknownLint};
pub use spec::Spec;
#[cfg(feature = "download")]
pub use {
    configcat_core::{ClientBuilder, ConfigVersion, DataGovernance, Proxy},
    download::{DownloadSpec, SdkKeyVar},
};
#[doc(hidden)]
#[cfg(feature = "download")]
pub use {
    download::Downloaded,
    lock::{Lock, lay_out},
    pull_command::{CONFIG_VERSIONS, Choice, DATA_GOVERNANCES, DEFAULT_DATA_GOVERNANCE, PullArgument},
};
#[doc(hidden)]
pub use {
    emission::{Emitted, load_emitted},
    excerpt::beginning,
    lint::Lints,
    option::{OptionArgument, SpecOption},
    similar::most_similar,
    spec::Loaded,
};
