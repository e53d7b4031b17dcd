//! [`Drift`]: a difference of one flag.

use std::fmt;

use clap::ValueEnum;
use configcat_core::Text;
use serde::Serialize;

/// A difference of one flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Drift {
    pub(crate) kind: DriftKind,
    pub(crate) key: Text,
    /// The flag in the one config, line by line; empty if it does not exist there. Of its rules, only the different
    /// ones.
    pub(crate) before: Vec<String>,
    /// The flag in the other config.
    pub(crate) after: Vec<String>,
}

/// The kind of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DriftKind {
    /// The flag is new
    Added,
    /// The flag is gone
    Removed,
    /// The flag is of another type
    Type,
    /// The flag has another value for everyone
    Fallback,
    /// The flag has other targeting rules or percentage options
    Rules,
    /// The flag can be evaluated in one config only
    Broken,
}

impl DriftKind {
    fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Type => "type",
            Self::Fallback => "fallback",
            Self::Rules => "rules",
            Self::Broken => "broken",
        }
    }
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
