//! [`PollingMode`]: when a client downloads its config.

use std::time::Duration;

/// When a client downloads its config. The default is [`PollingMode::auto`].
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
    /// At the start, and then at an interval.
    #[doc(alias = "AutoPoll")]
    Auto(AutoPolling),
    /// When a flag is read and the config has expired.
    #[doc(alias = "LazyLoad")]
    Lazy(LazyLoading),
    /// Only when the application calls [`Client::force_refresh`](crate::Client::force_refresh).
    #[doc(alias = "ManualPollingMode")]
    Manual,
}

impl PollingMode {
    /// Auto polling: downloads every 60 seconds. Until the first config, reads wait, at most for 5 seconds.
    #[doc(alias("auto_poll", "create_client_with_auto_poll"))]
    #[must_use]
    pub fn auto() -> AutoPolling {
        AutoPolling {
            interval: Duration::from_secs(60),
            max_init_wait: Duration::from_secs(5),
            prefer_cached: false,
        }
    }

    /// Lazy loading: downloads when a flag is read and the config is older than 60 seconds.
    #[doc(alias("create_client_with_lazy_load", "lazy_load"))]
    #[must_use]
    pub fn lazy() -> LazyLoading {
        LazyLoading { ttl: Duration::from_secs(60), max_wait: Duration::from_secs(5) }
    }

    /// Manual polling: downloads only when the application calls
    /// [`Client::force_refresh`](crate::Client::force_refresh).
    #[doc(alias("create_client_with_manual_poll", "manual_poll"))]
    #[must_use]
    pub fn manual() -> Self {
        Self::Manual
    }

    /// The letter for the mode in the user agent.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Auto(_) => 'a',
            Self::Lazy(_) => 'l',
            Self::Manual => 'm',
        }
    }

    /// How long after a download a config expires; `None` if it never does.
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
#[doc(alias = "AutoPollingMode")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AutoPolling {
    pub(crate) interval: Duration,
    pub(crate) max_init_wait: Duration,
    pub(crate) prefer_cached: bool,
}

impl AutoPolling {
    /// The time from one download to the next: at least 1 second, by default 60 seconds.
    #[doc(alias = "poll_interval_seconds")]
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// The longest time that reads wait for the first config: by default 5 seconds. With zero, they never wait.
    #[doc(alias = "max_init_wait_time_seconds")]
    #[must_use]
    pub fn max_init_wait(mut self, max_init_wait: Duration) -> Self {
        self.max_init_wait = max_init_wait;
        self
    }

    /// Whether a client that finds a config in its cache, or has a bootstrap, starts with that at once: reads wait for the
    /// cache, at most for 3 seconds, but not for the network. The current config follows in the background. By default,
    /// reads wait for a download if the config in the cache has expired. For programs that often start without a network.
    #[must_use]
    pub fn prefer_cached(mut self, prefer_cached: bool) -> Self {
        self.prefer_cached = prefer_cached;
        self
    }
}

impl From<AutoPolling> for PollingMode {
    fn from(auto: AutoPolling) -> Self {
        Self::Auto(auto)
    }
}

/// Options of lazy loading. See [`PollingMode::lazy`].
#[doc(alias = "LazyLoadingMode")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LazyLoading {
    pub(crate) ttl: Duration,
    pub(crate) max_wait: Duration,
}

impl LazyLoading {
    /// The time from a download until the config expires: at least 1 second, by default 60 seconds.
    #[doc(alias("cache_refresh_interval_seconds", "cache_time_to_live_seconds"))]
    #[must_use]
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }

    /// The longest time that reads wait for an update of a config that has expired: by default 5 seconds. After that, they
    /// get the expired config, and the download goes on in the background. With zero, they hardly wait. As long as there is
    /// no config at all, reads wait until the download has ended.
    #[must_use]
    pub fn max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = max_wait;
        self
    }
}

impl From<LazyLoading> for PollingMode {
    fn from(lazy: LazyLoading) -> Self {
        Self::Lazy(lazy)
    }
}
