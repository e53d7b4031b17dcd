//! [`DataGovernance`]: where ConfigCat keeps and serves a config.

/// Where ConfigCat keeps and serves a config, as set in its dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DataGovernance {
    /// On all data centres of the world. The default.
    #[default]
    Global,
    /// On data centres in the European Union only.
    EuOnly,
}

impl DataGovernance {
    pub(super) fn base_url(self) -> &'static str {
        match self {
            Self::Global => "https://cdn-global.configcat.com",
            Self::EuOnly => "https://cdn-eu.configcat.com",
        }
    }
}
