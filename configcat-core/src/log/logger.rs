//! [`Logger`]: the log of a client, with level and filter, on top of [`tracing`].

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use ::log::LevelFilter;
use tracing::Level;

/// How much a client logs. Each level includes the levels before it. The default is [`Warning`](Self::Warning).
///
/// The levels are complete, so a match can name them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// Errors: a read or an action of the client failed.
    Error,
    /// Warnings: something that the developer of the application or the author of a config should fix.
    #[default]
    Warning,
    /// The evaluation log of each read, and changes of the mode of the client.
    Info,
    /// Details of the work of a client. So far, no event has this level.
    Debug,
}

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
pub(crate) type LogFilter = Arc<dyn Fn(&LogEvent<'_>) -> bool + Send + Sync>;

/// The log of one client. Checks level and filter, then passes events to [`tracing`].
#[derive(Clone, Default)]
pub(crate) struct Logger {
    pub(crate) level: LogLevel,
    pub(crate) filter: Option<LogFilter>,
}

impl Logger {
    /// Whether an event of this level reaches a filter or a subscriber of `tracing`. Cheaper than logging: check it
    /// before building an expensive message.
    #[inline]
    pub(crate) fn wants(&self, level: LogLevel) -> bool {
        level <= self.level && (self.filter.is_some() || is_heard(level))
    }

    pub(crate) fn log(&self, level: LogLevel, event_id: u16, message: fmt::Arguments<'_>) {
        if !self.wants(level) {
            return;
        }
        if let Some(filter) = &self.filter {
            // A panic in the filter must not stop a read or the driver. The event is logged then.
            let wanted = || filter(&LogEvent { level, event_id, message });
            if !catch_unwind(AssertUnwindSafe(wanted)).unwrap_or(true) {
                return;
            }
        }
        match level {
            LogLevel::Off => {}
            LogLevel::Error => tracing::error!(target: "configcat", event_id, "{message}"),
            LogLevel::Warning => tracing::warn!(target: "configcat", event_id, "{message}"),
            LogLevel::Info => tracing::info!(target: "configcat", event_id, "{message}"),
            LogLevel::Debug => tracing::debug!(target: "configcat", event_id, "{message}"),
        }
    }
}

impl fmt::Debug for Logger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logger")
            .field("level", &self.level)
            .field("filtered", &self.filter.is_some())
            .finish()
    }
}

/// Whether anything receives events of this level from `tracing`: its subscriber, or `log` if there is no subscriber.
fn is_heard(level: LogLevel) -> bool {
    let (heard, log_level) = match level {
        LogLevel::Off => return false,
        LogLevel::Error => (tracing::enabled!(target: "configcat", Level::ERROR), LevelFilter::Error),
        LogLevel::Warning => (tracing::enabled!(target: "configcat", Level::WARN), LevelFilter::Warn),
        LogLevel::Info => (tracing::enabled!(target: "configcat", Level::INFO), LevelFilter::Info),
        LogLevel::Debug => (tracing::enabled!(target: "configcat", Level::DEBUG), LevelFilter::Debug),
    };
    heard || log_level <= ::log::max_level() && !tracing::dispatcher::has_been_set()
}
