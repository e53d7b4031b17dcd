//! How snapshots are made: of configs, and of other snapshots.

use crate::{
    config::Config,
    evaluation::{
        flag_data::FlagData,
        snapshot::{Contents, Snapshot},
    },
    log::{LogLevel, Logger},
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
        Self::new(Contents { data, ..self.contents().clone() })
    }

    /// This snapshot, with another default user.
    pub(crate) fn with_default_user(&self, default_user: Option<User>) -> Self {
        Self::new(Contents { default_user, ..self.contents().clone() })
    }
}

impl From<Config> for Snapshot {
    fn from(config: Config) -> Self {
        let data = FlagData::local(config.into());
        Self::new(Contents { data, default_user: None, logger: Logger::that_repeats_itself() })
    }
}
