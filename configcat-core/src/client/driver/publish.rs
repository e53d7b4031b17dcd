//! How a [`Driver`] publishes: it replaces the state that readers see.

use std::sync::Arc;

use tokio::time::Instant;

use crate::{
    client::{
        driver::{driver::Driver, hook_runner::HookRunner},
        hook_event::{ConfigReplaced, HookEvent},
        polling::PollingMode,
        shared::Shared,
        store::{ReadPolicy, State},
    },
    config::Config,
    evaluation::{FlagData, ReadyState},
    log::{LogLevel, event},
    values::Text,
};

impl Driver {
    /// Publishes the held config, merged with the overrides. Returns the change if a hook wants it. `attempts` is the
    /// number of updates that have ended since the last publication.
    pub(super) fn publish_config(&self, attempts: u64) -> Option<ConfigReplaced> {
        let remote = self.held.as_ref().map(|held| &held.config);
        let config = match &self.overrides {
            Some(overrides) => {
                Some(Arc::new(overrides.apply(remote.map_or(&Config::default(), |config| config))))
            }
            None => remote.map(Arc::clone),
        };
        let old = self.shared.store.load_full();
        if !self.replace_state(attempts, config.as_ref()) {
            return None;
        }
        self.hooks.start_watching();
        if self.is_started {
            let flags = config.map_or(0, |config| config.len());
            self.note(format_args!("readers see {flags} flags from now on"));
        }
        self.warn_of_unknown_overrides(old.snapshot.data().remote.as_ref());
        if !self.hooks.wants_changes() {
            return None;
        }
        let (old, new) = (old.snapshot.clone(), self.shared.store.load().snapshot.clone());
        Some(ConfigReplaced { old, new }).filter(|replaced| !replaced.is_no_change())
    }

    pub(super) fn emit_change(&self, change: Option<ConfigReplaced>) {
        if let Some(change) = change {
            self.hooks.emit(HookEvent::Replaced(change));
        }
    }

    /// Publishes the same config again, with its new fetch time, ready state and read policy.
    pub(super) fn publish(&self, attempts: u64) {
        let config = self.shared.store.load().snapshot.data().config.clone();
        _ = self.replace_state(attempts, config.as_ref());
    }

    /// Returns whether the client is still open.
    fn replace_state(&self, attempts: u64, config: Option<&Arc<Config>>) -> bool {
        let downloaded = self.held.as_ref().filter(|held| held.was_downloaded());
        let data = FlagData {
            config: config.map(Arc::clone),
            remote: downloaded.map(|held| Arc::clone(&held.config)),
            fetch_time: downloaded.map(|held| held.fetch_time),
            version: downloaded.and_then(|held| held.etag.as_deref()).map(Text::from),
            state: self.data_state(),
        };
        self.shared.store.publish(|state| State {
            snapshot: state.snapshot.with_data(data.clone()),
            read_policy: if state.ready.is_some() { self.read_policy() } else { state.read_policy },
            attempts: state.attempts + attempts,
            ..state.clone()
        })
    }

    /// The read policy of a client that is ready.
    pub(super) fn read_policy(&self) -> ReadPolicy {
        match self.schedule.mode() {
            PollingMode::Lazy(_) if self.can_download() && !self.is_overdue => {
                ReadPolicy::RefreshFrom(self.schedule.due().into_std())
            }
            _ => ReadPolicy::Immediate,
        }
    }

    pub(super) fn data_state(&self) -> ReadyState {
        match (&self.held, &self.overrides) {
            (Some(held), _) if held.was_downloaded() && self.schedule.is_fresh(Instant::now()) => {
                ReadyState::HasUpToDateFlagData
            }
            (Some(_), _) => ReadyState::HasCachedFlagDataOnly,
            (None, Some(_)) => ReadyState::HasLocalOverrideFlagDataOnly,
            (None, None) => ReadyState::NoFlagData,
        }
    }
}

/// Makes a client ready with the flags that it has now. Returns whether it was not ready before.
pub(super) fn become_ready(shared: &Shared, hooks: &HookRunner, read_policy: ReadPolicy) -> bool {
    let state = shared.store.load();
    if state.ready.is_some() {
        return false;
    }
    let ready = state.snapshot.state();
    let is_open = shared.store.publish(|state| State { read_policy, ready: Some(ready), ..state.clone() });
    if is_open {
        shared.logger.log(LogLevel::Debug, event::WORK, format_args!("the client is ready: {ready:?}"));
        hooks.emit(HookEvent::Ready(ready));
    }
    is_open
}
