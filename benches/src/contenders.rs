//! The contenders: this workspace, the floor of the machine, and, with the feature `peers`, other SDKs and engines.

mod floor;
mod floor_document;
#[cfg(feature = "peers")]
mod launchdarkly;
mod list;
#[cfg(feature = "peers")]
pub mod official;
pub mod ours;
mod repeat;
#[cfg(feature = "peers")]
mod unleash;

pub use list::{all_contenders, all_loaders};
pub use ours::Ours;
