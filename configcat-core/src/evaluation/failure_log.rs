//! [`FailureLog`]: logs the errors of reads.

use crate::{
    evaluation::{did_you_mean::DidYouMean, error::EvaluationError, failure::Failure},
    log::{LogLevel, Logger, event},
    values::Text,
};

/// Logs the errors of reads from a config. The same error of the same flag is logged once in a while.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FailureLog<'a> {
    pub(crate) logger: &'a Logger,
}

impl FailureLog<'_> {
    /// Logs why a flag has no value, and what follows from that.
    #[cold]
    pub(crate) fn failure(self, failure: &Failure<'_>, key: &str, consequence: &str) {
        let logger = self.logger;
        if !logger.wants(LogLevel::Error) {
            return;
        }
        let error = failure.to_error(key);
        let event_id = error.event_id();
        let Some(level) = logger.level_of_read(LogLevel::Error, event_id, key) else { return };
        if let Failure::KeyMissing(config) = failure {
            let hint = DidYouMean::new(key, config.keys().map(Text::as_str));
            logger.log(level, event_id, format_args!("{error}{consequence}{hint}"));
        } else {
            logger.log(level, event_id, format_args!("{error}{consequence}"));
        }
    }

    /// Logs an error that was found after the evaluation.
    #[cold]
    pub(crate) fn error(self, error: impl FnOnce() -> EvaluationError) {
        let logger = self.logger;
        if !logger.wants(LogLevel::Error) {
            return;
        }
        let (error, consequence) = (error(), "; returning the default value");
        let event_id = error.event_id();
        let message = format!("{error}{consequence}");
        if let Some(level) = logger.level_once(LogLevel::Error, event_id, message.as_str()) {
            logger.log(level, event_id, format_args!("{message}"));
        }
    }

    /// Logs that no flag has a variation id.
    #[cold]
    pub(crate) fn unknown_variation_id(self, variation_id: &str) {
        let event_id = event::VARIATION_ID_NOT_FOUND;
        if let Some(level) = self.logger.level_of_read(LogLevel::Error, event_id, variation_id) {
            self.logger.log(level, event_id, format_args!("no flag has the variation id `{variation_id}`"));
        }
    }
}
