//! [`DataGovernance`]: the data centres that ConfigCat keeps a config in.

/// The data centres that ConfigCat keeps a config in. Set in the ConfigCat dashboard; give the same to
/// [`ClientBuilder::data_governance`](crate::ClientBuilder::data_governance). A client with the wrong one still gets
/// its config, but needs one more request at its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DataGovernance {
    /// All data centres in the world. The default. The base URL is `https://cdn-global.configcat.com`.
    #[default]
    Global,
    /// Data centres in the European Union only. The base URL is `https://cdn-eu.configcat.com`.
    #[doc(alias = "EU")]
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
