//! The methods of [`Client`] that need a driver: refresh, wait, go offline, close.

use std::{sync::mpsc, time::Duration};

use tokio::sync::oneshot;

use crate::{
    client::{
        blocking::warn_if_async,
        client::Client,
        driver::{Command, DriverHandle, Reply, cannot_wait},
        ready_timeout::ReadyTimeout,
        refresh::{RefreshError, RefreshOutcome},
        store::{State, deadline},
        wait::wait_for_state_async,
    },
    evaluation::{ReadyState, Snapshot},
    log::{LogLevel, event},
};

impl Client {
    /// Downloads the config now, in every polling mode, and blocks until that has ended. Calls at the same time share
    /// one download. A download that is under way, and that nobody has asked for, gets one more second to end.
    ///
    /// # Errors
    ///
    /// If the config could not be updated. The previous config stays in use.
    #[doc(alias("forceRefresh", "refresh"))]
    pub fn force_refresh(&self) -> Result<RefreshOutcome, RefreshError> {
        self.blocking_refresh(Command::Refresh, "`force_refresh`", "`force_refresh_async`")
    }

    /// The same as [`force_refresh`](Self::force_refresh), without blocking. Works on any async executor.
    ///
    /// # Errors
    ///
    /// If the config could not be updated. The previous config stays in use.
    #[doc(alias = "refresh")]
    pub async fn force_refresh_async(&self) -> Result<RefreshOutcome, RefreshError> {
        self.refresh(Command::Refresh).await
    }

    /// Reads the cache now, in every polling mode, online or offline, and takes the config if it is newer than the held one.
    /// Blocks until that has ended. Never downloads.
    ///
    /// A client that downloads nothing looks at its cache by itself, too: once per interval or TTL of its polling mode, and
    /// once a minute with manual polling.
    ///
    /// # Errors
    ///
    /// If the client has no cache, or if the cache cannot be read. The previous config stays in use.
    pub fn sync_with_cache(&self) -> Result<RefreshOutcome, RefreshError> {
        self.blocking_refresh(Command::Sync, "`sync_with_cache`", "`sync_with_cache_async`")
    }

    /// The same as [`sync_with_cache`](Self::sync_with_cache), without blocking. Works on any async executor.
    ///
    /// # Errors
    ///
    /// If the client has no cache, or if the cache cannot be read. The previous config stays in use.
    pub async fn sync_with_cache_async(&self) -> Result<RefreshOutcome, RefreshError> {
        self.refresh(Command::Sync).await
    }

    fn blocking_refresh(
        &self,
        command: fn(Reply) -> Command,
        name: &str,
        asynchronous: &str,
    ) -> Result<RefreshOutcome, RefreshError> {
        if cannot_wait() {
            // A cache or a transport would wait for itself.
            return Err(RefreshError::WouldBlock);
        }
        if self.0.driver.as_ref().is_some_and(|driver| !driver.is_closed()) {
            warn_if_async(&self.0.shared, name, asynchronous);
        }
        let result = self.driver().and_then(|driver| {
            let (reply, result) = mpsc::sync_channel(1);
            driver.send(command(Reply::Thread(reply)));
            result.recv().unwrap_or_else(|_| Err(driver.why_ended()))
        });
        self.log_refusal(&result);
        result
    }

    async fn refresh(&self, command: fn(Reply) -> Command) -> Result<RefreshOutcome, RefreshError> {
        let result = match self.driver() {
            Ok(driver) => {
                let (reply, result) = oneshot::channel();
                driver.send(command(Reply::Task(reply)));
                result.await.unwrap_or_else(|_| Err(driver.why_ended()))
            }
            Err(error) => Err(error),
        };
        self.log_refusal(&result);
        result
    }

    /// The driver, if there is one in this process.
    fn driver(&self) -> Result<&DriverHandle, RefreshError> {
        match &self.0.driver {
            Some(driver) if driver.is_forked() => Err(RefreshError::Forked),
            Some(driver) => Ok(driver),
            None => Err(RefreshError::LocalOnly),
        }
    }

    fn log_refusal(&self, result: &Result<RefreshOutcome, RefreshError>) {
        if let Err(error) = result
            && error.is_refusal()
        {
            self.0.shared.logger.log(
                LogLevel::Warning,
                error.event_id(),
                format_args!("cannot refresh: {error}"),
            );
        }
    }

    /// Blocks until the client is ready: until the first attempt to get a config has ended, or has taken longer than
    /// `max_init_wait`.
    ///
    /// # Errors
    ///
    /// If the client is not ready within the timeout.
    #[doc(alias = "waitForReady")]
    pub fn wait_for_ready(&self, timeout: Duration) -> Result<ReadyState, ReadyTimeout> {
        let store = &self.0.shared.store;
        let timeout = if cannot_wait() || self.is_forked() { Duration::ZERO } else { timeout };
        if !timeout.is_zero() && store.load().ready.is_none() {
            warn_if_async(&self.0.shared, "`wait_for_ready`", "`wait_for_ready_async`");
        }
        let state = store.wait(deadline(timeout), |state| state.ready.is_some());
        state.and_then(|state| state.ready).ok_or(ReadyTimeout(timeout))
    }

    /// The same as [`wait_for_ready`](Self::wait_for_ready), without blocking. Waits at most until `max_init_wait` has
    /// passed. Works on any async executor.
    pub async fn wait_for_ready_async(&self) -> ReadyState {
        let is_forked = self.is_forked();
        let state = self.0.shared.store.wait_async(|state| is_forked || state.ready.is_some()).await;
        state.ready.unwrap_or(ReadyState::NoFlagData)
    }

    /// The same as [`latest_snapshot`](Self::latest_snapshot), without blocking. Works on any async executor.
    pub async fn latest_snapshot_async(&self) -> Snapshot {
        let store = &self.0.shared.store;
        match &self.0.driver {
            Some(driver) => wait_for_state_async(store, driver).await.snapshot.clone(),
            None => self.snapshot(),
        }
    }

    /// Stops all downloads until [`set_online`](Self::set_online), also one that is under way. Flags are read from the held
    /// config. If the client has a cache, it looks at it once per interval or TTL of the polling mode, and once a minute with
    /// manual polling: so it follows other clients, which download.
    #[doc(alias("offline", "setOffline"))]
    pub fn set_offline(&self) {
        self.switch(true);
    }

    /// Allows downloads again. Auto polling continues at once.
    #[doc(alias("online", "setOnline"))]
    pub fn set_online(&self) {
        self.switch(false);
    }

    /// Whether downloads are stopped. Clients with local flags only are always offline.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.0.driver.as_ref().is_none_or(DriverHandle::is_offline)
    }

    /// Ends the background work of this client and its clones. Flags can still be read, but no longer change, and no
    /// hooks are called but those for evaluated flags. A hook that is running goes on to its end.
    #[doc(alias("dispose", "stop"))]
    pub fn close(&self) {
        _ = self.shutdown(DriverHandle::CLOSE_TIMEOUT);
    }

    /// Closes the client, and waits until its config is in the cache, but not longer than the timeout. Returns whether it is.
    ///
    /// [`close`](Self::close), and the drop of the last clone, wait for a second at most.
    #[must_use]
    pub fn shutdown(&self, timeout: Duration) -> bool {
        match &self.0.driver {
            Some(driver) => {
                self.0.shared.hooks.queue.close();
                self.0.shared.store.close(State::ended);
                self.0.shared.watchers.end();
                driver.shutdown(timeout)
            }
            None => true,
        }
    }

    /// Whether the client cannot become ready any more, because this process is a fork of the one that it works in.
    fn is_forked(&self) -> bool {
        self.0.driver.as_ref().is_some_and(DriverHandle::is_forked)
    }

    fn switch(&self, offline: bool) {
        let logger = &self.0.shared.logger;
        match self.0.driver.as_ref().filter(|driver| !driver.is_local()) {
            Some(driver) if driver.set_offline(offline, &self.0.shared.store) => {
                let mode = if offline { "offline" } else { "online" };
                logger.log(LogLevel::Info, event::MODE_SWITCHED, format_args!("switched to {mode} mode"));
            }
            Some(_) => {}
            None => {
                let message = format_args!("the client has local flags only; it has no offline mode");
                logger.log(LogLevel::Warning, event::LOCAL_ONLY, message);
            }
        }
    }
}
