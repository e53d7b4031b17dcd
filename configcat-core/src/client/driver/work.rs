//! The main loop of a [`Driver`]: it makes the client ready, then polls and handles commands.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use tokio::{
    runtime::Handle,
    task::yield_now,
    time::{Instant, sleep, timeout},
};

use crate::{
    client::{
        driver::{
            attend::Next,
            driver::Driver,
            publish::become_ready,
            requests::Requests,
            tasks::{catch_panic, spawn_blocking},
        },
        guest::Guest,
        polling::PollingMode,
        store::{ReadPolicy, State},
    },
    log::{LogLevel, event},
};

impl Driver {
    /// Works until the client is closed, even if the work panics: in a subscriber of the log, for example.
    pub(crate) fn run(self) -> impl Future<Output = ()> + Send {
        // Not only when the work begins: the task can be aborted before that.
        DroppedElsewhere(Some(self)).run()
    }

    async fn work(&mut self) {
        self.begin().await;
        loop {
            while let Ok(command) = self.commands.try_recv() {
                self.obey(command);
            }
            if !self.requests.are_none() {
                self.serve().await;
                if !self.commands.is_empty() {
                    // A transport that answers at once has not let other tasks run.
                    yield_now().await;
                }
                continue;
            }
            let next = self.next_moment();
            if let Some((moment, step)) = next {
                let wait = moment.saturating_duration_since(Instant::now());
                self.note(format_args!("the next {step} is due in {wait:?}"));
            }
            match self.idle(next.map(|(moment, _)| moment)).await {
                Next::Command(command) => self.obey(command),
                Next::Moment => {
                    _ = self.update(false).await;
                    self.end_update();
                }
                Next::Ended(()) => {}
            }
        }
    }

    /// When the driver takes the next step by itself, and which one: a download, or a look at the cache if no downloads are
    /// to come.
    fn next_moment(&self) -> Option<(Instant, &'static str)> {
        if let Some(poll) = self.schedule.next_poll().filter(|_| self.can_download()) {
            return Some((poll, "download"));
        }
        let has_only_cache = !self.can_download() || self.schedule.mode() == PollingMode::Manual;
        (has_only_cache && self.cache.is_some()).then_some((self.next_look, "look at the cache"))
    }

    /// Gets the first config. The client becomes ready when that has ended, or after `max_init_wait`.
    async fn begin(&mut self) {
        let PollingMode::Auto(auto) = self.schedule.mode() else {
            _ = self.read_cache().await;
            become_ready(&self.shared, &self.hooks, self.read_policy());
            return;
        };
        let start = Instant::now();
        if auto.prefer_cached {
            _ = self.read_cache().await;
            if self.held.is_some() {
                become_ready(&self.shared, &self.hooks, self.read_policy());
            }
        }
        let (shared, hooks) = (Arc::clone(&self.shared), self.hooks.clone());
        let mut first = std::pin::pin!(async {
            if !auto.prefer_cached {
                _ = self.read_cache().await;
            }
            self.download_first().await;
        });
        if timeout(auto.max_init_wait.saturating_sub(start.elapsed()), &mut first).await.is_ok() {
            return;
        }
        if become_ready(&shared, &hooks, ReadPolicy::Immediate) && !auto.max_init_wait.is_zero() {
            shared.logger.log(
                LogLevel::Warning,
                event::READY_TIMEOUT,
                format_args!(
                    "there is no current config after {:?}; using the flags that are available",
                    auto.max_init_wait
                ),
            );
        }
        first.await;
    }

    /// Downloads the first config, unless the one from the cache is up to date.
    async fn download_first(&mut self) {
        let must_download = self.can_download() && !self.schedule.is_fresh(Instant::now());
        if must_download && self.download(false).await.is_none() && self.can_download() {
            // Given up for a download that the application has asked for. After that, the client is ready.
            return;
        }
        become_ready(&self.shared, &self.hooks, self.read_policy());
    }

    /// Does what the application waits for.
    async fn serve(&mut self) {
        let Requests { fresh_config, refreshes, syncs } = mem::take(&mut self.requests);
        if fresh_config {
            self.limit_patience();
        }
        if !syncs.are_none() {
            syncs.send(&self.sync().await);
        }
        if !refreshes.are_none() {
            refreshes.send(&self.update(true).await);
        } else if fresh_config && self.schedule.due() <= Instant::now() {
            _ = self.update(false).await;
        } else if fresh_config {
            // The reader asked for an update that has ended in the meantime: release it.
            self.publish(1);
        }
        self.end_update();
    }

    /// Readers wait for the next update again.
    fn end_update(&mut self) {
        self.patience = None;
        if mem::take(&mut self.is_overdue) {
            self.publish(0);
        }
    }
}

/// A driver that is dropped on a thread of its own, not on the one that all clients share: the destructor of a cache, a hook
/// or a transport may block, or panic.
struct DroppedElsewhere(Option<Driver>);

impl DroppedElsewhere {
    async fn run(mut self) {
        const PAUSE: Duration = Duration::from_secs(1);

        if let Some(driver) = &mut self.0 {
            driver.is_started = true;
        }
        while let Some(driver) = &mut self.0
            && catch_panic(driver.work()).await.is_none()
        {
            // Release waiting readers: this attempt has failed.
            driver.publish(1);
            become_ready(&driver.shared, &driver.hooks, driver.read_policy());
            let report = || {
                let message = "the background work of the client panicked; it goes on in a second".to_owned();
                driver.report(LogLevel::Error, event::PANICKED, message);
            };
            _ = catch_unwind(AssertUnwindSafe(report));
            sleep(PAUSE).await;
        }
    }
}

impl Drop for DroppedElsewhere {
    fn drop(&mut self) {
        let Some(driver) = self.0.take() else { return };
        // Its runtime has ended, perhaps: nobody else can release those who wait.
        driver.shared.store.publish(State::ended);
        // On this thread only if there is no other one for it, not even later.
        let driver = Guest::new(driver);
        if let Ok(runtime) = Handle::try_current() {
            _ = spawn_blocking(&runtime, move || drop(driver));
        }
    }
}
