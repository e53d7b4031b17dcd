//! [`ConfigVersion`]: the format of a config document.

/// The format of a config document. For [`ClientBuilder::config_version`](crate::ClientBuilder::config_version).
///
/// The SDK key decides which formats ConfigCat serves: keys that start with `configcat-sdk-1/` or `configcat-proxy/`
/// have config v6 only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigVersion {
    /// Config v5: `config_v5.json`.
    V5,
    /// Config v6: `config_v6.json`.
    V6,
}

impl ConfigVersion {
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::V5 => "config_v5.json",
            Self::V6 => "config_v6.json",
        }
    }
}
