//! [`ConfigFetched`]: an attempt to download the config has ended.

use crate::client::refresh::{RefreshError, RefreshOutcome};

/// An attempt to download the config has ended.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ConfigFetched {
    /// What came of it.
    pub result: Result<RefreshOutcome, RefreshError>,
    /// Whether the application asked for it, with `force_refresh`.
    pub by_user: bool,
}
