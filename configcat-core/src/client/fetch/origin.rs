//! [`Origin`]: where a config is downloaded from.

use crate::client::fetch::data_governance::DataGovernance;

/// Where a config is downloaded from.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// Where it was said to be when the client was built.
    pub(super) home: String,
    /// Where the last config said that it is.
    pub(super) base_url: String,
    /// Whether home is a server of the application's own choice, which only a forced redirect leads away from.
    pub(super) is_own: bool,
}

impl Origin {
    pub(crate) fn new(own: Option<&str>, data_governance: DataGovernance) -> Self {
        let home = own.map_or(data_governance.base_url(), normalized).to_owned();
        Self { base_url: home.clone(), home, is_own: own.is_some() }
    }

    /// Forgets where the last config said that it is.
    pub(super) fn reset(&mut self) {
        self.home.clone_into(&mut self.base_url);
    }
}

pub(super) fn normalized(url: &str) -> &str {
    url.trim_end_matches('/')
}
