//! One download of a config.

mod config_version;
mod data_governance;
mod fetcher;
mod origin;

pub use config_version::ConfigVersion;
pub use data_governance::DataGovernance;
pub(crate) use fetcher::{FetchFailure, FetchOutcome, Fetcher};
pub(crate) use origin::Origin;
