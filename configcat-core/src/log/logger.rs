//! [`Logger`]: the log of a client, through [`tracing`].

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use ::log::LevelFilter;
use tracing::Level;

/// How much a client logs. Each level includes those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What went wrong.
    Error,
    /// What the application should mend. The default.
    #[default]
    Warning,
    /// How each flag was evaluated.
    Info,
    /// What the client does.
    Debug,
}

/// A log event, as a filter sees it. See [`ClientBuilder::log_filter`](crate::ClientBuilder::log_filter).
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LogEvent<'a> {
    /// How important it is.
    pub level: LogLevel,
    /// What happened: the same ids as in every ConfigCat SDK.
    pub event_id: u16,
    /// What happened, in words.
    pub message: fmt::Arguments<'a>,
}

/// Decides which events of its level and above are logged.
pub(crate) type LogFilter = Arc<dyn Fn(&LogEvent<'_>) -> bool + Send + Sync>;

/// The only way to the log: level and filter of one client, then [`tracing`].
#[derive(Clone, Default)]
pub(crate) struct Logger {
    pub(crate) level: LogLevel,
    pub(crate) filter: Option<LogFilter>,
}

impl Logger {
    /// Whether events of a level are wanted, and heard: by the filter, or by what is behind `tracing`. Cheaper than
    /// an event, for those that take work to describe.
    #[inline]
    pub(crate) fn wants(&self, level: LogLevel) -> bool {
        level <= self.level && (self.filter.is_some() || is_heard(level))
    }

    pub(crate) fn log(&self, level: LogLevel, event_id: u16, message: fmt::Arguments<'_>) {
        if !self.wants(level) {
            return;
        }
        if let Some(filter) = &self.filter {
            // A filter that panics lets everything through, and ends neither a read nor the work of the client.
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

/// Whether `tracing` passes events of a level on: to its subscriber, or to `log` where there is none.
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

impl fmt::Debug for Logger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logger")
            .field("level", &self.level)
            .field("filtered", &self.filter.is_some())
            .finish()
    }
}
