//! [`PollingMode`]: when a client downloads its config.

use std::time::Duration;

/// When a client downloads its config.
///
/// ```
/// use std::time::Duration;
///
/// use configcat_core::PollingMode;
///
/// let every_ten_seconds = PollingMode::auto().interval(Duration::from_secs(10));
/// let on_demand = PollingMode::lazy().ttl(Duration::from_secs(300));
/// let by_hand = PollingMode::manual();
/// # let _ = (every_ten_seconds, on_demand, by_hand);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollingMode {
    /// At once, and then at an interval.
    Auto(AutoPolling),
    /// When a flag is read and the config has expired.
    Lazy(LazyLoading),
    /// Only when asked to: [`Client::force_refresh`](crate::Client::force_refresh).
    Manual,
}

impl PollingMode {
    /// Polls every 60 seconds; the first reads wait up to 5 seconds for the first config. The default.
    #[must_use]
    pub fn auto() -> AutoPolling {
        AutoPolling { interval: Duration::from_mins(1), max_init_wait: Duration::from_secs(5) }
    }

    /// Downloads when a flag is read and the config is older than 60 seconds.
    #[must_use]
    pub fn lazy() -> LazyLoading {
        LazyLoading { ttl: Duration::from_mins(1) }
    }

    /// Downloads when told to, and never else.
    #[must_use]
    pub fn manual() -> Self {
        Self::Manual
    }

    /// The letter that stands for the mode in the user agent.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Auto(_) => 'a',
            Self::Lazy(_) => 'l',
            Self::Manual => 'm',
        }
    }

    /// How long a config is good for; `None` if it does not expire by itself.
    pub(crate) fn period(self) -> Option<Duration> {
        match self {
            Self::Auto(auto) => Some(auto.interval),
            Self::Lazy(lazy) => Some(lazy.ttl),
            Self::Manual => None,
        }
    }
}

impl Default for PollingMode {
    fn default() -> Self {
        Self::auto().into()
    }
}

/// Options of auto polling. See [`PollingMode::auto`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AutoPolling {
    pub(crate) interval: Duration,
    pub(crate) max_init_wait: Duration,
}

impl AutoPolling {
    /// Time from one request to the next: 1 second at least, 60 seconds by default.
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// How long the first reads wait for the first config, at most: 5 seconds by default. With zero they never wait.
    #[must_use]
    pub fn max_init_wait(mut self, max_init_wait: Duration) -> Self {
        self.max_init_wait = max_init_wait;
        self
    }
}

impl From<AutoPolling> for PollingMode {
    fn from(auto: AutoPolling) -> Self {
        Self::Auto(auto)
    }
}

/// Options of lazy loading. See [`PollingMode::lazy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LazyLoading {
    pub(crate) ttl: Duration,
}

impl LazyLoading {
    /// How long a config is used before it is downloaded again: 1 second at least, 60 seconds by default.
    #[must_use]
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }
}

impl From<LazyLoading> for PollingMode {
    fn from(lazy: LazyLoading) -> Self {
        Self::Lazy(lazy)
    }
}
