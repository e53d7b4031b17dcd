//! One download of a config.

mod config_version;
mod data_governance;
mod fetcher;
mod origin;

pub use {config_version::ConfigVersion, data_governance::DataGovernance};
pub(crate) use {
    fetcher::{FetchFailure, FetchOutcome, Fetcher},
    origin::Origin,
};
