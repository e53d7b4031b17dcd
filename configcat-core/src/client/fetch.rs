//! Fetching: from an SDK key and a base URL to a config.
//!
//! [`Fetcher`] builds the URL from the base URL of [`Origin`], the SDK key and the file name of [`ConfigVersion`]. It
//! sends the request on its [`Route`] over the transport, and parses the answer. If the config redirects to another data centre, it
//! changes the origin and asks there, with at most three requests. The result is a [`FetchOutcome`] or a
//! [`FetchFailure`]. The driver decides what follows from it.

mod config_version;
mod data_governance;
mod fetcher;
mod origin;
mod route;

pub use config_version::ConfigVersion;
pub use data_governance::DataGovernance;
pub(crate) use fetcher::{FetchFailure, FetchOutcome, Fetcher};
pub(crate) use origin::Origin;
pub(crate) use route::Route;
