//! How a [`Driver`] waits: it obeys commands while work is under way.

use std::{
    future::{pending, poll_fn},
    pin::{Pin, pin},
    task::Poll,
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

use crate::{
    client::{
        driver::{command::Command, driver::Driver},
        polling::PollingMode,
    },
    log::{LogLevel, with_causes},
};

/// Work that a driver waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Cache,
    Download {
        /// Whether the application has asked for it.
        by_user: bool,
    },
}

/// What happens next while a driver waits.
pub(super) enum Next<T> {
    /// The work has ended.
    Ended(T),
    Command(Command),
    /// The moment has come.
    Moment,
}

impl Driver {
    /// The longest time that a download goes on by itself when the application asks for one.
    const GRACE: Duration = Duration::from_secs(1);

    /// Waits for work to end, and obeys commands meanwhile. `None` if the work was given up: downloads end when the client
    /// goes offline, and those that nobody has asked for make way for those that somebody has.
    pub(super) async fn attend<T>(&mut self, work: Work, operation: impl Future<Output = T>) -> Option<T> {
        let mut operation = pin!(operation);
        let mut give_up: Option<Instant> = None;
        loop {
            let moment = self.patience.into_iter().chain(give_up).min();
            match self.next(moment, operation.as_mut()).await {
                Next::Ended(result) => return Some(result),
                Next::Command(command) => self.obey(command),
                Next::Moment => self.release_readers(),
            }
            let is_wanted = match work {
                Work::Cache => true,
                Work::Download { by_user } => {
                    self.can_download() && (by_user || self.requests.refreshes.are_none())
                }
            };
            if !is_wanted && !self.can_download() {
                return None;
            }
            if !is_wanted && Instant::now() >= *give_up.get_or_insert_with(|| Instant::now() + Self::GRACE) {
                return None;
            }
        }
    }

    /// Waits for a command, or for a moment.
    pub(super) async fn idle(&mut self, moment: Option<Instant>) -> Next<()> {
        self.next(moment, pin!(pending())).await
    }

    async fn next<T>(
        &mut self,
        moment: Option<Instant>,
        mut operation: Pin<&mut impl Future<Output = T>>,
    ) -> Next<T> {
        let mut sleep = pin!(moment.map(sleep_until));
        poll_fn(|context| {
            if let Poll::Ready(result) = operation.as_mut().poll(context) {
                return Poll::Ready(Next::Ended(result));
            }
            // The channel is closed only when the driver is about to be dropped.
            if let Poll::Ready(Some(command)) = self.commands.poll_recv(context) {
                return Poll::Ready(Next::Command(command));
            }
            match sleep.as_mut().as_pin_mut().map(|sleep| sleep.poll(context)) {
                Some(Poll::Ready(())) => Poll::Ready(Next::Moment),
                Some(Poll::Pending) | None => Poll::Pending,
            }
        })
        .await
    }

    /// Does what a command asks for, or notes it as a request that takes longer.
    pub(super) fn obey(&mut self, command: Command) {
        match command {
            Command::Refresh(reply) => self.requests.refreshes.add(reply),
            Command::Sync(reply) => self.requests.syncs.add(reply),
            Command::EnsureFresh => {
                self.requests.fresh_config = true;
                self.limit_patience();
            }
            Command::Switched => {
                self.note(format_args!("downloads are {}", if self.can_download() { "on" } else { "off" }));
                self.publish(0);
            }
            Command::Overrides(overrides) => {
                self.note(format_args!("the file of overrides has changed"));
                self.overrides = Some(*overrides);
                let change = self.publish_config(0);
                self.emit_change(change);
            }
            Command::OverridesFailed(error) => {
                let message = format!("keeping the previous overrides: {}", with_causes(&*error));
                self.report(LogLevel::Error, error.event_id(), message);
            }
        }
    }

    /// Limits how long readers wait for an update of the held config.
    pub(super) fn limit_patience(&mut self) {
        if let (PollingMode::Lazy(lazy), Some(_)) = (self.schedule.mode(), &self.held) {
            self.patience.get_or_insert_with(|| Instant::now() + lazy.max_wait);
        }
    }

    /// Serves readers the held config if the update of it takes too long. It goes on in the background.
    fn release_readers(&mut self) {
        if self.patience.is_some_and(|moment| moment <= Instant::now()) {
            self.patience = None;
            self.is_overdue = true;
            self.note(format_args!("readers no longer wait for the update"));
            self.publish(1);
        }
    }
}
