//! [`Logger`]: the log of a client, with level and filter, on top of [`tracing`].

use std::{
    fmt,
    hash::{DefaultHasher, Hash, Hasher as _},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU8, Ordering},
    },
};

use ::log::LevelFilter as LogCrateLevel;
use tracing::{Level, level_filters::LevelFilter};

use crate::log::{
    level::LogLevel,
    nested::{is_nested, unless_nested},
    recent::Recent,
};

/// A log event, as a filter sees it. See [`ClientBuilder::log_filter`](crate::ClientBuilder::log_filter).
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LogEvent<'a> {
    /// The level of the event.
    pub level: LogLevel,
    /// The id of the event, the same as in every ConfigCat SDK.
    pub event_id: u16,
    /// The message.
    pub message: fmt::Arguments<'a>,
}

/// Decides whether an event is logged, after the level has passed it.
pub(super) type LogFilter = Arc<dyn Fn(&LogEvent<'_>) -> bool + Send + Sync>;

/// Takes an event to another thread if this one must not call the filter. Returns whether it did.
pub(super) type TakeElsewhere = Box<dyn Fn(&LogEvent<'_>) -> bool + Send + Sync>;

/// The log of one client. Checks level and filter, then passes events to [`tracing`]. Clones share everything.
#[derive(Clone)]
pub(crate) struct Logger(Arc<Shared>);

struct Shared {
    /// The level, and [`Logger::OBSERVED`].
    level: AtomicU8,
    filter: Option<LogFilter>,
    elsewhere: OnceLock<TakeElsewhere>,
    recent: Recent,
    /// Whether each read logs its events with their own level.
    repeats_itself: bool,
}

impl Logger {
    /// The bit of the level that tells that reads are observed. So reads that neither log nor are observed check both at
    /// once.
    const OBSERVED: u8 = 1 << 7;

    /// A log of its own with this level, and the same filter.
    pub(crate) fn with_level(&self, level: LogLevel) -> Self {
        let own = Self::new(level, self.0.filter.clone(), self.0.repeats_itself);
        if self.observes_reads() {
            own.observe_reads();
        }
        own
    }

    /// A log of its own with this filter, and the same level.
    pub(crate) fn with_filter(&self, filter: LogFilter) -> Self {
        Self::new(self.level(), Some(filter), false)
    }

    /// A log that tells each event of a read with its own level: for tests and tools.
    pub(crate) fn that_repeats_itself() -> Self {
        Self::new(LogLevel::default(), None, true)
    }

    fn new(level: LogLevel, filter: Option<LogFilter>, repeats_itself: bool) -> Self {
        let (level, elsewhere) = (AtomicU8::new(level.to_byte()), OnceLock::new());
        Self(Arc::new(Shared { level, filter, elsewhere, recent: Recent::default(), repeats_itself }))
    }

    pub(crate) fn level(&self) -> LogLevel {
        LogLevel::from_byte(self.0.level.load(Ordering::Relaxed) & !Self::OBSERVED)
    }

    /// From now on, somebody observes the reads of the snapshots with this log.
    pub(crate) fn observe_reads(&self) {
        self.0.level.fetch_or(Self::OBSERVED, Ordering::Relaxed);
    }

    /// Whether somebody observes the reads.
    #[inline]
    pub(crate) fn observes_reads(&self) -> bool {
        self.0.level.load(Ordering::Relaxed) & Self::OBSERVED != 0
    }

    /// Whether a read that succeeds has nothing to do but to return its value: it is neither explained nor observed.
    #[inline]
    pub(crate) fn ignores_reads(&self) -> bool {
        self.0.level.load(Ordering::Relaxed) < LogLevel::Info.to_byte()
    }

    /// Changes the level for all that share this log.
    pub(crate) fn set_level(&self, level: LogLevel) {
        let with_level = |byte| Some(byte & Self::OBSERVED | level.to_byte());
        // The function always has a result.
        _ = self.0.level.fetch_update(Ordering::Relaxed, Ordering::Relaxed, with_level);
    }

    /// From now on, events that have to pass a filter are offered to this function first.
    pub(crate) fn take_elsewhere(&self, take: TakeElsewhere) {
        // Only the driver of the client calls this, once.
        _ = self.0.elsewhere.set(take);
    }

    /// Whether an event of this level reaches a filter or a subscriber of `tracing`. Cheaper than logging: check it
    /// before building an expensive message.
    #[inline]
    pub(crate) fn wants(&self, level: LogLevel) -> bool {
        level.to_byte() <= self.0.level.load(Ordering::Relaxed) & !Self::OBSERVED
            && self.is_listened_to(level)
    }

    /// The level with which to log an event that many reads have in common; `None` if nobody wants it. The first in a
    /// minute with this id and subject has its own level, all others have [`LogLevel::Debug`]. At the level `Info`, each
    /// read is explained, and so all of them have their own level.
    pub(crate) fn level_of_read(
        &self,
        level: LogLevel,
        event_id: u16,
        subject: impl Hash,
    ) -> Option<LogLevel> {
        if self.0.repeats_itself || self.level() == LogLevel::Info {
            return self.wants(level).then_some(level);
        }
        self.level_once(level, event_id, subject)
    }

    /// The same for an event that even a log that repeats itself has once in a minute only.
    pub(crate) fn level_once(&self, level: LogLevel, event_id: u16, subject: impl Hash) -> Option<LogLevel> {
        if !self.wants(level) {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        (event_id, subject).hash(&mut hasher);
        let level = if self.0.recent.is_new(hasher.finish()) { level } else { LogLevel::Debug };
        self.wants(level).then_some(level)
    }

    pub(crate) fn log(&self, level: LogLevel, event_id: u16, message: fmt::Arguments<'_>) {
        if !self.wants(level) {
            return;
        }
        let taken = |take: &TakeElsewhere| take(&LogEvent { level, event_id, message });
        if self.0.filter.is_none() || !self.0.elsewhere.get().is_some_and(taken) {
            self.log_here(level, event_id, message);
        }
    }

    /// Logs an event that the level has passed, on this thread.
    pub(crate) fn log_here(&self, level: LogLevel, event_id: u16, message: fmt::Arguments<'_>) {
        unless_nested(|| {
            if self.filter_accepts(&LogEvent { level, event_id, message }) {
                pass_on(level, event_id, message);
            }
        });
    }

    fn filter_accepts(&self, event: &LogEvent<'_>) -> bool {
        // A panic in the filter must not stop a read or the driver. The event is logged then.
        self.0
            .filter
            .as_ref()
            .is_none_or(|filter| catch_unwind(AssertUnwindSafe(|| filter(event))).unwrap_or(true))
    }

    fn is_listened_to(&self, level: LogLevel) -> bool {
        !is_nested() && (self.0.filter.is_some() || is_heard(level))
    }
}

impl Default for Logger {
    fn default() -> Self {
        Self::new(LogLevel::default(), None, false)
    }
}

impl fmt::Debug for Logger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logger")
            .field("level", &self.level())
            .field("filtered", &self.0.filter.is_some())
            .finish()
    }
}

fn pass_on(level: LogLevel, event_id: u16, message: fmt::Arguments<'_>) {
    match level {
        LogLevel::Off => {}
        LogLevel::Error => tracing::error!(target: "configcat", event_id, "{message}"),
        LogLevel::Warning => tracing::warn!(target: "configcat", event_id, "{message}"),
        LogLevel::Info => tracing::info!(target: "configcat", event_id, "{message}"),
        LogLevel::Debug => tracing::debug!(target: "configcat", event_id, "{message}"),
    }
}

/// Whether anything receives events of this level from `tracing`: its subscriber, or `log` if there is no subscriber.
fn is_heard(level: LogLevel) -> bool {
    let (level, log_level) = match level {
        LogLevel::Off => return false,
        LogLevel::Error => (Level::ERROR, LogCrateLevel::Error),
        LogLevel::Warning => (Level::WARN, LogCrateLevel::Warn),
        LogLevel::Info => (Level::INFO, LogCrateLevel::Info),
        LogLevel::Debug => (Level::DEBUG, LogCrateLevel::Debug),
    };
    let by_subscriber = level <= LevelFilter::current() && is_enabled(level);
    by_subscriber || log_level <= ::log::max_level() && !tracing::dispatcher::has_been_set()
}

/// Asks the subscriber of `tracing`, which may read flags itself.
fn is_enabled(level: Level) -> bool {
    let enabled = || match level {
        Level::ERROR => tracing::enabled!(target: "configcat", Level::ERROR),
        Level::WARN => tracing::enabled!(target: "configcat", Level::WARN),
        Level::INFO => tracing::enabled!(target: "configcat", Level::INFO),
        _ => tracing::enabled!(target: "configcat", Level::DEBUG),
    };
    unless_nested(enabled).unwrap_or(false)
}
