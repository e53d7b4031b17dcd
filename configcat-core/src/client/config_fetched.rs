//! [`ConfigFetched`]: the event after each download.

use crate::client::refresh::{RefreshError, RefreshOutcome};

/// A download of the config has ended. For [`Hooks::on_config_fetched`](crate::Hooks::on_config_fetched).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ConfigFetched {
    /// Whether the config was updated, or why the download failed.
    pub result: Result<RefreshOutcome, RefreshError>,
    /// Whether the application asked for the download with `force_refresh`.
    pub by_user: bool,
}
