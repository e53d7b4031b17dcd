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

    /// Waits for work to end, and obeys commands meanwhile.
    pub(super) async fn attend<T>(&mut self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            match self.next(self.patience, work.as_mut()).await {
                Next::Ended(result) => return result,
                Next::Command(command) => self.obey(command),
                Next::Moment => self.release_readers(),
            }
        }
    }

    /// The same for a download. `None` if it was given up: because the client goes offline, or because the application asks
    /// for a download while one is under way that it has not asked for.
    pub(super) async fn attend_download<T>(
        &mut self,
        by_user: bool,
        download: impl Future<Output = T>,
    ) -> Option<T> {
        let mut download = pin!(download);
        let mut give_up: Option<Instant> = None;
        loop {
            let moment = self.patience.into_iter().chain(give_up).min();
            match self.next(moment, download.as_mut()).await {
                Next::Ended(result) => return Some(result),
                Next::Command(command) => self.obey(command),
                Next::Moment => self.release_readers(),
            }
            if !by_user && !self.requests.refreshes.are_none() {
                give_up.get_or_insert_with(|| Instant::now() + Self::GRACE);
            }
            if !self.can_download() || give_up.is_some_and(|moment| moment <= Instant::now()) {
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
                self.warn_of_unknown_overrides(None);
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
