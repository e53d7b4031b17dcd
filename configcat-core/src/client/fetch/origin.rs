//! [`Origin`]: the base URL that a config is fetched from.

use crate::client::fetch::data_governance::DataGovernance;

/// The base URL that a config is fetched from. Redirects change it.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// The base URL from the options of the client.
    pub(super) home: String,
    /// The base URL for the next request: `home`, or the one that the last config prefers.
    pub(super) base_url: String,
    /// Whether the application chose `home` by `base_url`. Then only a forced redirect changes the base URL.
    pub(super) is_own: bool,
}

impl Origin {
    pub(crate) fn new(own: Option<&str>, data_governance: DataGovernance) -> Self {
        let home = own.map_or(data_governance.base_url(), normalized).to_owned();
        Self { base_url: home.clone(), home, is_own: own.is_some() }
    }

    /// Goes back to `home`.
    pub(super) fn reset(&mut self) {
        self.home.clone_into(&mut self.base_url);
    }
}

pub(super) fn normalized(url: &str) -> &str {
    url.trim_end_matches('/')
}
