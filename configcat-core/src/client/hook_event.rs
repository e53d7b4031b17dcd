//! [`HookEvent`]: what hooks are called for.

#[cfg(feature = "http")]
use crate::client::config_fetched::ConfigFetched;
use crate::{
    evaluation::{ReadyState, Snapshot},
    values::Text,
};

/// What happened, for the hooks that are not called by readers.
#[derive(Debug)]
pub(crate) enum HookEvent {
    Ready(ReadyState),
    #[cfg(feature = "http")]
    Fetched(ConfigFetched),
    Changed(ConfigChanged),
    Error(ErrorReport),
}

/// The config of a client is another one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ConfigChanged {
    /// The flags of before.
    pub old: Snapshot,
    /// The flags of now.
    pub new: Snapshot,
    /// The keys of the flags that were added, removed or changed.
    pub changed_keys: Vec<Text>,
}

/// Something that went wrong, as it is logged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorReport {
    /// The id, the same as in every ConfigCat SDK.
    pub event_id: u16,
    /// What went wrong.
    pub message: String,
}
