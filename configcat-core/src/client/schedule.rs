//! [`Schedule`]: the decision when the next download is due.

use std::time::Duration;

use tokio::time::Instant;

use crate::client::polling::PollingMode;

/// When the next download is due, as a function of the results so far. It never reads a clock: callers pass the time.
#[derive(Debug)]
pub(crate) struct Schedule {
    mode: PollingMode,
    /// Until then, the config is up to date.
    expires: Instant,
    /// After a failure, no request before this moment.
    not_before: Instant,
    failures: u32,
}

impl Schedule {
    /// The pause after the first failure. It doubles with each further failure, up to the period of the polling mode.
    const FIRST_RETRY: Duration = Duration::from_secs(1);
    /// A longer `Retry-After` is shortened to this.
    const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60 * 60);
    /// By how much of a time that others dictate clients are spread.
    const SPREAD: f64 = 0.1;

    pub(crate) fn new(mode: PollingMode, now: Instant) -> Self {
        Self { mode, expires: now, not_before: now, failures: 0 }
    }

    /// The config was confirmed to be the current one, `age` before now.
    pub(crate) fn confirmed(&mut self, now: Instant, age: Duration) {
        self.failures = 0;
        self.not_before = now;
        let period = self.mode.period().unwrap_or_default();
        self.expires = now + period.saturating_sub(age);
    }

    /// Another client confirmed the config, `age` before now. `jitter`, from 0 to 1, gives each client that shares the cache
    /// a phase of its own: so the first one downloads, and the others find its config in the cache.
    pub(crate) fn confirmed_elsewhere(&mut self, now: Instant, age: Duration, jitter: f64) {
        self.confirmed(now, age);
        if self.expires > now {
            self.expires += self.mode.period().unwrap_or_default().mul_f64(jitter * Self::SPREAD);
        }
    }

    /// A download failed for a reason that may be temporary. `jitter`, from 0 to 1, keeps many clients from trying
    /// again at the same moment.
    pub(crate) fn failed(&mut self, now: Instant, retry_after: Option<Duration>, jitter: f64) {
        let doubled = Self::FIRST_RETRY.saturating_mul(1 << self.failures.min(16));
        self.failures = self.failures.saturating_add(1);
        let back_off = doubled.min(self.mode.period().unwrap_or(doubled)).mul_f64(0.5 + jitter / 2.0);
        // All clients that a server sends away would return together.
        let asked_for = retry_after.unwrap_or_default().min(Self::LONGEST_RETRY_AFTER);
        self.not_before = now + back_off.max(asked_for.mul_f64(1.0 + jitter * Self::SPREAD));
    }

    /// When the next download is due.
    pub(crate) fn due(&self) -> Instant {
        self.expires.max(self.not_before)
    }

    /// When the driver polls next; `None` if it only downloads on command.
    pub(crate) fn next_poll(&self) -> Option<Instant> {
        matches!(self.mode, PollingMode::Auto(_)).then(|| self.due())
    }

    /// Whether the config has not expired. With manual polling, it is never known to be up to date.
    pub(crate) fn is_fresh(&self, now: Instant) -> bool {
        now < self.expires
    }

    pub(crate) fn mode(&self) -> PollingMode {
        self.mode
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_config_is_due_again_after_the_period() {
        let now = Instant::now();
        let mut schedule = Schedule::new(PollingMode::auto().interval(10 * SECOND).into(), now);
        assert_eq!(schedule.next_poll(), Some(now));
        schedule.confirmed(now, Duration::ZERO);
        assert_eq!(schedule.next_poll(), Some(now + 10 * SECOND));
        schedule.confirmed(now, 4 * SECOND);
        assert_eq!(schedule.next_poll(), Some(now + 6 * SECOND));
        schedule.confirmed(now, 40 * SECOND);
        assert_eq!(schedule.next_poll(), Some(now));
    }

    #[test]
    fn pauses_after_failures_double_up_to_the_period() {
        let now = Instant::now();
        let mut schedule = Schedule::new(PollingMode::auto().interval(10 * SECOND).into(), now);
        let mut pauses = Vec::new();
        for _ in 0..6 {
            schedule.failed(now, None, 1.0);
            pauses.push((schedule.due() - now).as_secs());
        }
        assert_eq!(pauses, [1, 2, 4, 8, 10, 10]);
        schedule.failed(now, None, 0.0);
        assert_eq!(schedule.due(), now + 5 * SECOND);
        schedule.confirmed(now, Duration::ZERO);
        schedule.failed(now + 10 * SECOND, None, 1.0);
        assert_eq!(schedule.due(), now + 11 * SECOND, "a success starts the pauses anew");
    }

    #[test]
    fn servers_can_ask_for_a_longer_pause() {
        let now = Instant::now();
        let mut schedule = Schedule::new(PollingMode::default(), now);
        schedule.failed(now, Some(90 * SECOND), 0.0);
        assert_eq!(schedule.due(), now + 90 * SECOND);
        schedule.failed(now, Some(90 * SECOND), 1.0);
        assert_eq!(schedule.due(), now + 99 * SECOND, "clients are spread");
        schedule.failed(now, Some(Duration::MAX), 0.0);
        assert_eq!(schedule.due(), now + Duration::from_secs(60 * 60));
    }

    #[test]
    fn a_failure_does_not_make_a_good_config_expire() {
        let now = Instant::now();
        let mut schedule = Schedule::new(PollingMode::default(), now);
        schedule.confirmed(now, Duration::ZERO);
        schedule.failed(now, None, 1.0);
        assert!(schedule.is_fresh(now) && schedule.due() == now + 60 * SECOND);
    }

    #[test]
    fn clients_that_share_a_cache_are_due_one_after_the_other() {
        let now = Instant::now();
        let due = |age: u32, jitter| {
            let mut schedule = Schedule::new(PollingMode::default(), now);
            schedule.confirmed_elsewhere(now, age * SECOND, jitter);
            (schedule.due() - now).as_secs()
        };
        assert_eq!([due(10, 0.0), due(10, 0.5), due(10, 1.0)], [50, 53, 56]);
        assert_eq!(due(60, 1.0), 0, "an expired config is not kept any longer");
    }

    #[test]
    fn only_auto_polling_makes_requests_by_itself() {
        let now = Instant::now();
        assert_eq!(Schedule::new(PollingMode::lazy().into(), now).next_poll(), None);
        assert_eq!(Schedule::new(PollingMode::manual(), now).next_poll(), None);
    }
}
