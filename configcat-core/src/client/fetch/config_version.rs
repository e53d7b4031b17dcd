//! [`ConfigVersion`]: the formats of config documents.

/// The formats of config documents that ConfigCat serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigVersion {
    /// `config_v5.json`.
    V5,
    /// `config_v6.json`.
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
