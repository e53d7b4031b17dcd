//! [`ReadListener`]: tells the application of reads.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use crate::{
    evaluation::{evaluation_event::emit, flag_read::FlagRead},
    log::{LogLevel, Logger, event, unless_nested},
};

/// A function of the application that is called for each read.
pub(crate) type ReadCallback = Arc<dyn Fn(&FlagRead<'_>) + Send + Sync>;

/// Tells the application of reads: its functions, and the subscriber of `tracing`.
pub(crate) struct ReadListener {
    /// The name of the set of flags.
    pub(crate) set_id: String,
    /// Whether reads are events of `tracing`.
    pub(crate) emits_events: bool,
    pub(crate) callbacks: Vec<ReadCallback>,
}

impl ReadListener {
    /// Tells of a read, unless code of the application reads a flag because of a read: it would call itself without end.
    pub(super) fn tell(&self, read: &FlagRead<'_>, logger: &Logger) {
        let calls = || {
            if self.emits_events {
                emit(read);
            }
            let calls = self.callbacks.iter().map(|call| catch_unwind(AssertUnwindSafe(|| call(read))));
            calls.filter(Result::is_err).count()
        };
        if unless_nested(calls).is_some_and(|panics| panics > 0) {
            logger.log(LogLevel::Error, event::PANICKED, format_args!("a function for reads panicked"));
        }
    }
}

impl fmt::Debug for ReadListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadListener")
            .field("emits_events", &self.emits_events)
            .field("callbacks", &self.callbacks.len())
            .finish_non_exhaustive()
    }
}
