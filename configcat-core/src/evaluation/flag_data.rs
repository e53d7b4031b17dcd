//! [`FlagData`]: the configs behind a snapshot, with fetch time and ready state.

use std::{sync::Arc, time::SystemTime};

use crate::{config::Config, evaluation::ready_state::ReadyState, values::Text};

/// The configs behind a snapshot, with fetch time and ready state.
#[derive(Debug, Clone)]
pub(crate) struct FlagData {
    /// The config that is evaluated: the remote config, merged with the overrides if there are any.
    pub(crate) config: Option<Arc<Config>>,
    /// The remote config, without overrides.
    pub(crate) remote: Option<Arc<Config>>,
    /// When the remote config was fetched.
    pub(crate) fetch_time: Option<SystemTime>,
    /// The version of the remote config: its `ETag`.
    pub(crate) version: Option<Text>,
    pub(crate) state: ReadyState,
}

impl FlagData {
    /// Local flags, without a remote config.
    pub(crate) fn local(config: Arc<Config>) -> Self {
        Self { config: Some(config), state: ReadyState::HasLocalOverrideFlagDataOnly, ..Self::default() }
    }
}

impl Default for FlagData {
    fn default() -> Self {
        Self { config: None, remote: None, fetch_time: None, version: None, state: ReadyState::NoFlagData }
    }
}
