//! What a client can do because its config is downloaded: refresh, wait, go offline, close.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use arc_swap::Guard;
use tokio::{sync::oneshot, time::Instant};

use super::{Client, Handle, ReadyState, Shared};
use crate::{
    BuildError, ClientBuilder, ReadyTimeout, RefreshError, SdkKey, Snapshot,
    builder::ComparableOptions,
    driver::{self, Command, DriverHandle},
    error::event,
    log::LogLevel,
    store::{Patience, State, deadline},
};

/// What came of an attempt to bring the config up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefreshOutcome {
    /// A new config was downloaded.
    Updated,
    /// The config was the current one.
    Unchanged,
    /// A newer config was found in the cache.
    FromCache,
}

/// The clients of [`Client::shared`], with the options that they were built with.
static CLIENTS: Mutex<Option<Registry>> = Mutex::new(None);

/// A read waits until the client is ready, and then for the first config of a lazy client.
const MOST_WAITS: usize = 2;

type Registry = HashMap<SdkKey, (Weak<Handle>, ComparableOptions)>;

impl Client {
    /// The client for an SDK key that the whole process shares. It is built on first use and lives until its last clone
    /// is dropped or closed.
    ///
    /// If a client exists already, the options do not apply, and warning 3000 says so if they differ. Hooks, caches,
    /// transports and log filters cannot be compared.
    ///
    /// # Errors
    ///
    /// If the client cannot be built.
    pub fn shared(
        sdk_key: impl Into<SdkKey>,
        options: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self, BuildError> {
        let sdk_key = sdk_key.into();
        let builder = options(Self::builder(sdk_key.clone()));
        let options = builder.comparable();
        let mut registry = CLIENTS.lock().unwrap_or_else(PoisonError::into_inner);
        let clients = registry.get_or_insert_default();
        let existing = clients.get(&sdk_key).and_then(|(handle, options)| Some((handle.upgrade()?, options)));
        if let Some((handle, own)) = existing.filter(|(handle, _)| !handle.is_closed()) {
            let differ = *own != options;
            // Filters of the log may use shared clients.
            drop(registry);
            if differ {
                handle.shared.logger.log(
                    LogLevel::Warning,
                    event::CLIENT_EXISTS,
                    format_args!(
                        "there is a client for SDK key {sdk_key} already; its options stay as they are"
                    ),
                );
            }
            return Ok(Self(handle));
        }
        let client = builder.assemble()?;
        clients.retain(|_, (handle, _)| handle.strong_count() > 0);
        clients.insert(sdk_key, (Arc::downgrade(&client.0), options));
        drop(registry);
        client.announce();
        Ok(client)
    }

    /// Downloads the config now, whatever the polling mode, and waits for the result. Calls at the same time share one
    /// download.
    ///
    /// # Errors
    ///
    /// If the config could not be brought up to date. The one of before stays in use.
    pub fn force_refresh(&self) -> Result<RefreshOutcome, RefreshError> {
        if driver::is_driver_thread() {
            // A cache or a transport that waits for the thread that it runs on would wait for ever.
            return Err(RefreshError::Closed);
        }
        pollster::block_on(self.force_refresh_async())
    }

    /// The same as [`force_refresh`](Self::force_refresh), without blocking. Works on any async executor.
    ///
    /// # Errors
    ///
    /// If the config could not be brought up to date.
    pub async fn force_refresh_async(&self) -> Result<RefreshOutcome, RefreshError> {
        let result = match &self.0.driver {
            Some(driver) => {
                let (reply, result) = oneshot::channel();
                driver.send(Command::Refresh(reply));
                result.await.unwrap_or(Err(RefreshError::Closed))
            }
            None => Err(RefreshError::LocalOnly),
        };
        if let Err(error @ (RefreshError::LocalOnly | RefreshError::Offline | RefreshError::Closed)) = &result
        {
            self.0.shared.logger.log(
                LogLevel::Warning,
                error.event_id(),
                format_args!("cannot refresh: {error}"),
            );
        }
        result
    }

    /// Blocks until the client is ready: until the first attempt to get a config has ended, or took longer than
    /// `max_init_wait`.
    ///
    /// # Errors
    ///
    /// If that takes longer than the timeout.
    pub fn wait_for_ready(&self, timeout: Duration) -> Result<ReadyState, ReadyTimeout> {
        let store = &self.0.shared.store;
        // The thread that everybody waits for cannot wait itself.
        let timeout = if driver::is_driver_thread() { Duration::ZERO } else { timeout };
        let state = store.wait(deadline(timeout), |state| state.ready.is_some());
        state.and_then(|state| state.ready).ok_or(ReadyTimeout(timeout))
    }

    /// The same as [`wait_for_ready`](Self::wait_for_ready), without blocking, and without another limit than
    /// `max_init_wait`. Works on any async executor.
    pub async fn ready(&self) -> ReadyState {
        let state = self.0.shared.store.wait_async(|state| state.ready.is_some()).await;
        state.ready.unwrap_or(ReadyState::NoFlagData)
    }

    /// The config that a read would use, waiting for it without blocking. Works on any async executor.
    pub async fn latest(&self) -> Snapshot {
        let mut state = self.0.shared.store.load_full();
        for _ in 0..MOST_WAITS {
            let Some(wanted) = self.to_wait_for(&state) else { break };
            state = self.0.shared.store.wait_async(wanted).await;
        }
        state.snapshot.clone()
    }

    /// Stops all downloads until [`set_online`](Self::set_online). Flags come from what there is.
    pub fn set_offline(&self) {
        self.switch(true);
    }

    /// Allows downloads again. Polling goes on at once.
    pub fn set_online(&self) {
        self.switch(false);
    }

    /// Whether downloads are stopped. Clients with local flags only are always offline.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.0.driver.as_ref().is_none_or(DriverHandle::is_offline)
    }

    /// Ends all work of this client and its clones. Flags can still be read; they do not change any more.
    pub fn close(&self) {
        if let Some(driver) = &self.0.driver {
            driver.close();
            self.0.shared.store.update(|state| State {
                patience: Patience::None,
                ready: state.ready.or(Some(state.data)),
                ..state.clone()
            });
        }
    }

    pub(crate) fn remote(shared: Arc<Shared>, driver: DriverHandle) -> Self {
        Self(Arc::new(Handle { shared, driver: Some(driver) }))
    }

    /// Blocks until there is a state that a read can use.
    #[cold]
    pub(super) fn wait_for_state(&self, mut state: Guard<Arc<State>>) -> Guard<Arc<State>> {
        for _ in 0..MOST_WAITS {
            let Some(wanted) = self.to_wait_for(&state) else { break };
            let deadline = match state.patience {
                // The thread that everybody waits for.
                _ if driver::is_driver_thread() => break,
                Patience::UntilReady(deadline) => Some(deadline),
                Patience::None | Patience::Expires(_) => None,
            };
            let store = &self.0.shared.store;
            state = store.wait(deadline, wanted).map_or_else(|| store.load(), Guard::from_inner);
        }
        state
    }

    /// What a read has to wait for, after asking the driver for it; `None` if nothing.
    fn to_wait_for(&self, state: &State) -> Option<impl Fn(&State) -> bool + use<'_>> {
        let driver = self.0.driver.as_ref().filter(|driver| !driver.is_closed())?;
        let now = Instant::now().into_std();
        match state.patience {
            Patience::None => return None,
            Patience::UntilReady(deadline) if now >= deadline => return None,
            Patience::UntilReady(_) => {}
            Patience::Expires(moment) if now < moment => return None,
            Patience::Expires(_) => driver.send(Command::EnsureFresh),
        }
        let (was_ready, attempts) = (state.ready.is_some(), state.attempts);
        Some(move |state: &State| match state.patience {
            _ if driver.is_closed() => true,
            Patience::None => true,
            Patience::UntilReady(_) => false,
            Patience::Expires(_) => !was_ready || state.attempts > attempts,
        })
    }

    fn switch(&self, offline: bool) {
        let logger = &self.0.shared.logger;
        match self.0.driver.as_ref().filter(|driver| !driver.is_local()) {
            Some(driver) if driver.set_offline(offline) => {
                let mode = if offline { "offline" } else { "online" };
                logger.log(LogLevel::Info, event::MODE_SWITCHED, format_args!("switched to {mode} mode"));
            }
            Some(_) => {}
            None => {
                let message =
                    format_args!("the client has local flags only; there is nothing to switch off or on");
                logger.log(LogLevel::Warning, event::LOCAL_ONLY, message);
            }
        }
    }
}

impl Handle {
    fn is_closed(&self) -> bool {
        self.driver.as_ref().is_some_and(DriverHandle::is_closed)
    }
}
