//! [`FlagData`]: the flags of a snapshot, and where they come from.

use std::{sync::Arc, time::SystemTime};

use crate::{config::Config, evaluation::ready_state::ReadyState};

#[derive(Debug, Clone)]
pub(crate) struct FlagData {
    /// The config that is evaluated: with overrides, if there are any.
    pub(crate) config: Option<Arc<Config>>,
    /// The config of ConfigCat alone.
    pub(crate) remote: Option<Arc<Config>>,
    /// When the remote config was fetched.
    pub(crate) fetch_time: Option<SystemTime>,
    pub(crate) state: ReadyState,
}

impl FlagData {
    /// The flags of a config that is not ConfigCat's.
    pub(crate) fn local(config: Arc<Config>) -> Self {
        Self { config: Some(config), state: ReadyState::HasLocalOverrideFlagDataOnly, ..Self::default() }
    }
}

impl Default for FlagData {
    fn default() -> Self {
        Self { config: None, remote: None, fetch_time: None, state: ReadyState::NoFlagData }
    }
}
