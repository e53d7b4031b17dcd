//! [`HookEvent`]: the events that hooks are called for.

use std::sync::Arc;

#[cfg(feature = "http")]
use crate::{client::config_fetched::ConfigFetched, config::Config};
use crate::{
    client::follower::Follower,
    evaluation::{ReadyState, Snapshot},
    log::LogLevel,
    values::Text,
};

/// An event for the thread of the hooks. Readers call the hooks for evaluated flags themselves.
#[derive(Debug)]
pub(crate) enum HookEvent {
    Ready(ReadyState),
    #[cfg(feature = "http")]
    Fetched(ConfigFetched),
    #[cfg(feature = "http")]
    Replaced(ConfigReplaced),
    Error(ErrorReport),
    /// A watched value has changed.
    Watched(Arc<dyn Follower>),
    Log(LogEntry),
}

/// An event of the log whose filter is to be called on the thread of the hooks.
#[derive(Debug)]
pub(crate) struct LogEntry {
    pub(crate) level: LogLevel,
    pub(crate) event_id: u16,
    pub(crate) message: String,
}

/// The config was replaced, perhaps by an equal one.
#[cfg(feature = "http")]
#[derive(Debug)]
pub(crate) struct ConfigReplaced {
    pub(crate) old: Snapshot,
    pub(crate) new: Snapshot,
}

#[cfg(feature = "http")]
impl ConfigReplaced {
    /// Whether this is certainly no change. Quick, so it cannot tell for large configs.
    pub(super) fn is_no_change(&self) -> bool {
        let (old, new) = (self.old.config(), self.new.config());
        let are_small = !old.into_iter().chain(new).any(Config::is_large);
        !self.is_first() && are_small && Config::changed_keys(old, new).is_empty()
    }

    /// The change; `None` if there is none. Takes long for large configs.
    pub(super) fn change(&self) -> Option<ConfigChanged> {
        let (old, new) = (self.old.clone(), self.new.clone());
        let changed_keys = Config::changed_keys(old.config(), new.config());
        (self.is_first() || !changed_keys.is_empty()).then_some(ConfigChanged { old, new, changed_keys })
    }

    /// Whether the first config has arrived. That is a change even if it equals the bootstrap.
    fn is_first(&self) -> bool {
        self.old.fetch_time().is_none() && self.new.fetch_time().is_some()
    }
}

/// The config has changed. For [`Hooks::on_config_changed`](crate::Hooks::on_config_changed).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ConfigChanged {
    /// The previous flags.
    pub old: Snapshot,
    /// The new flags.
    pub new: Snapshot,
    /// The keys of the flags that were added, removed or changed. Empty only for the first config, if it equals the
    /// bootstrap.
    pub changed_keys: Vec<Text>,
}

/// An error or warning that was logged. For [`Hooks::on_error`](crate::Hooks::on_error).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorReport {
    /// The event id, the same as in all ConfigCat SDKs.
    pub event_id: u16,
    /// The message of the log.
    pub message: String,
}
