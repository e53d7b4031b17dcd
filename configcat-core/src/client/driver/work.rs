//! The main loop of a [`Driver`]: it makes the client ready, then polls and handles commands.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use tokio::{
    runtime::Handle,
    task::yield_now,
    time::{Instant, sleep, timeout, timeout_at},
};

use crate::{
    client::{
        driver::{
            command::Command,
            driver::Driver,
            publish::become_ready,
            tasks::{catch_panic, spawn_blocking},
        },
        polling::PollingMode,
        store::ReadPolicy,
    },
    log::{LogLevel, event, with_causes},
};

impl Driver {
    /// Works until the client is closed, even if the work panics: in a subscriber of the log, for example.
    pub(crate) async fn run(self) {
        const PAUSE: Duration = Duration::from_secs(1);

        let mut driver = DroppedElsewhere(Some(self));
        if let Some(driver) = &mut driver.0 {
            driver.is_started = true;
        }
        while let Some(driver) = &mut driver.0
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

    async fn work(&mut self) {
        self.begin().await;
        loop {
            let next_poll = self.schedule.next_poll().filter(|_| self.can_download());
            let command = match next_poll {
                Some(moment) => {
                    let wait = moment.saturating_duration_since(Instant::now());
                    self.note(format_args!("the next download is due in {wait:?}"));
                    timeout_at(moment, self.commands.recv()).await
                }
                None => Ok(self.commands.recv().await),
            };
            match command {
                Err(_) => _ = self.update(false).await,
                Ok(Some(command)) => {
                    self.handle(command).await;
                    if !self.commands.is_empty() {
                        // A transport that answers at once has not let other tasks run.
                        yield_now().await;
                    }
                }
                Ok(None) => return,
            }
        }
    }

    /// Gets the first config. The client becomes ready when that has ended, or after `max_init_wait`.
    async fn begin(&mut self) {
        let PollingMode::Auto(auto) = self.schedule.mode() else { return self.get_first().await };
        let (shared, hooks) = (Arc::clone(&self.shared), self.hooks.clone());
        let mut first = std::pin::pin!(self.get_first());
        if timeout(auto.max_init_wait, &mut first).await.is_ok() {
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

    /// Gets the first config from the cache or, with auto polling, by a download.
    async fn get_first(&mut self) {
        self.read_cache().await;
        let polls = matches!(self.schedule.mode(), PollingMode::Auto(_));
        if polls && self.can_download() && !self.schedule.is_fresh(Instant::now()) {
            _ = self.download(false).await;
        }
        become_ready(&self.shared, &self.hooks, self.read_policy());
    }

    /// Handles a command together with all commands that wait behind it, so that one update answers all of them.
    async fn handle(&mut self, first: Command) {
        let mut replies = Vec::new();
        let mut ensure_fresh = false;
        let mut next = Some(first);
        while let Some(command) = next {
            match command {
                Command::Refresh(reply) => replies.push(reply),
                Command::EnsureFresh => ensure_fresh = true,
                Command::Switched => {
                    self.note(format_args!(
                        "downloads are {}",
                        if self.can_download() { "on" } else { "off" }
                    ));
                    self.publish(0);
                }
                Command::Overrides(overrides) => {
                    self.note(format_args!("the file of overrides has changed"));
                    self.overrides = Some(overrides);
                    let change = self.publish_config(0);
                    self.emit_change(change);
                }
                Command::OverridesFailed(error) => {
                    let message = format!("keeping the previous overrides: {}", with_causes(&error));
                    self.report(LogLevel::Error, error.event_id(), message);
                }
            }
            next = self.commands.try_recv().ok();
        }
        if !replies.is_empty() {
            let result = self.update(true).await;
            for reply in replies {
                // A waker of the application may panic.
                _ = catch_unwind(AssertUnwindSafe(|| reply.send(result.clone())));
            }
        } else if ensure_fresh && self.schedule.due() <= Instant::now() {
            _ = self.update(false).await;
        } else if ensure_fresh {
            // The reader asked for an update that has ended in the meantime: release it.
            self.publish(1);
        }
    }
}

/// A driver that is dropped on a thread of its own, not on the one that all clients share: the destructor of a cache, a hook
/// or a transport may block, or panic.
struct DroppedElsewhere(Option<Driver>);

impl Drop for DroppedElsewhere {
    fn drop(&mut self) {
        let driver = self.0.take();
        if let Ok(runtime) = Handle::try_current() {
            _ = spawn_blocking(&runtime, move || drop(driver));
        }
    }
}
