//! Build script support for typed ConfigCat flags, and the code generator under the macro `flags!`.
//!
//! A build script names the config document that the application commits:
//!
//! ```no_run
//! // build.rs
//! configcat_build::Spec::file("flags/config_v5.json").emit();
//! ```
//!
//! and `configcat_macros::flags! { pub struct Flags; }` generates a type with one method for each flag. [`Spec`] has
//! the options: fallbacks, names, skipped flags, enums, JSON, removed flags, attributes of users, descriptions.
//!
//! ```text
//! Spec ─load─► Document + Options ─► flag specs ─► names ─► accessors ─► expand ─► tokens
//!                                         └──── problems, all at once ────┘
//!                                emit: $OUT_DIR/configcat/{name}.* ─┘ └─ in flags!
//! ```
//!
//! With the feature `download`, the document can be downloaded and committed, see `Spec::download`:
//!
//! ```text
//! DownloadSpec ─update─► lock ─load─► Document
//! ```
//!
//! Every problem of the document or of an option fails the build, and all problems are shown at once. A [`Lint`] finds
//! mistakes that evaluation tolerates, such as percentage options that do not sum up to 100. Its findings are warnings
//! of Cargo, or errors with [`Spec::deny`].

#![cfg_attr(docsrs, feature(doc_cfg))]

mod attribute_form;
mod byte_order_mark;
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
mod missing_file;
mod normal_form;
mod option;
#[cfg(feature = "download")]
mod package;
#[cfg(feature = "download")]
mod pull_command;
#[cfg(feature = "download")]
mod refresh;
mod similar;
mod spec;

pub use attribute_form::{AttributeForm, UnknownAttributeForm};
pub use error::{Problem, SpecError};
pub use lint::{Lint, UnknownLint};
pub use spec::Spec;
#[cfg(feature = "download")]
pub use {
    configcat_core::{ClientBuilder, ConfigVersion, DataGovernance, transport::Proxy},
    download::{DownloadSpec, SdkKeyVar},
};
#[doc(hidden)]
#[cfg(feature = "download")]
pub use {
    download::Downloaded,
    lock::{Lock, lay_out, replace_file},
    pull_command::{CONFIG_VERSIONS, Choice, DATA_GOVERNANCES, DEFAULT_DATA_GOVERNANCE, PullArgument},
};
#[doc(hidden)]
pub use {
    emission::{Emitted, load_emitted},
    excerpt::beginning,
    lint::Lints,
    option::{OptionArgument, SpecOption},
    similar::{most_similar, suggestion},
    spec::Loaded,
};
