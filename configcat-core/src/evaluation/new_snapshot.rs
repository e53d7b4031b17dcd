//! How snapshots are made: of configs, and of other snapshots.

use std::sync::Arc;

use crate::{
    config::Config,
    evaluation::{
        flag_data::FlagData,
        read_listener::ReadListener,
        snapshot::{Contents, Snapshot},
    },
    log::{LogLevel, Logger},
    usage::{Counter, UsageBook},
    users::User,
};

impl Snapshot {
    /// A snapshot of a document that the code generator has checked.
    #[doc(hidden)]
    #[must_use]
    pub fn embedded(document: &'static str) -> Self {
        let data = Config::parse(document)
            .map_or_else(|_| FlagData::default(), |config| FlagData::local(config.into()));
        Self::new(Contents { data, ..Contents::default() })
    }

    /// These flags, with a log level of their own: [`LogLevel::Off`] for a snapshot whose reads are to log nothing. By
    /// default, a snapshot of a client has the level of the client, and all others have [`LogLevel::Warning`].
    ///
    /// ```
    /// use configcat_core::{Config, LogLevel, Snapshot};
    ///
    /// let snapshot = Snapshot::from(Config::from_values([("seats", 5)])).with_log_level(LogLevel::Off);
    /// assert_eq!(snapshot.get_value("seat", 1, None), 1); // silently
    /// ```
    #[must_use]
    pub fn with_log_level(&self, level: LogLevel) -> Self {
        let logger = self.contents().logger.with_level(level);
        Self::new(Contents { logger, ..self.contents().clone() })
    }

    /// A snapshot without a config.
    pub(crate) fn empty(logger: Logger, default_user: Option<User>) -> Self {
        Self::new(Contents { default_user, logger, ..Contents::default() })
    }

    /// This snapshot, with other flags.
    pub(crate) fn with_data(&self, data: FlagData) -> Self {
        let contents = self.contents().clone();
        let counter = contents.counter.map(|counter| counter.for_config(data.config.as_ref()));
        Self::new(Contents { data, counter, ..contents })
    }

    /// This snapshot, with somebody who observes all reads of it and of the snapshots that are made of it.
    pub(crate) fn observed(
        &self,
        book: Option<&Arc<UsageBook>>,
        listener: Option<Arc<ReadListener>>,
    ) -> Self {
        let contents = self.contents().clone();
        if book.is_some() || listener.is_some() {
            contents.logger.observe_reads();
        }
        let counter = book.map(|book| Counter::new(book, contents.data.config.as_ref()));
        Self::new(Contents { counter, listener, ..contents })
    }

    /// This snapshot, with another default user.
    pub(crate) fn with_default_user(&self, default_user: Option<User>) -> Self {
        Self::new(Contents { default_user, ..self.contents().clone() })
    }
}

impl From<Config> for Snapshot {
    fn from(config: Config) -> Self {
        let data = FlagData::local(config.into());
        Self::new(Contents { data, logger: Logger::that_repeats_itself(), ..Contents::default() })
    }
}
