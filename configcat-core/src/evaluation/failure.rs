//! [`Failure`]: why a flag has no value.

use std::sync::Arc;

use crate::{
    config::{BrokenSetting, Config, PrerequisiteCondition},
    evaluation::{did_you_mean::DidYouMean, error::EvaluationError},
    log::{LogLevel, Logger},
    values::{SettingType, Text},
};

/// Why a flag has no value. Borrows from the config: most failures are never read, so an [`EvaluationError`] is made on
/// demand.
#[derive(Debug, Clone)]
pub(crate) enum Failure<'c> {
    NoConfig,
    KeyMissing(&'c Config),
    TypeMismatch { expected: SettingType, actual: SettingType },
    Broken(&'c Arc<BrokenSetting>),
    Cycle { path: Vec<Text> },
    PrerequisiteMissing(&'c PrerequisiteCondition),
    PrerequisiteType(&'c PrerequisiteCondition, SettingType),
    TooManyPrerequisites,
    PercentagesIncomplete,
}

impl Failure<'_> {
    /// Logs the failure of a read of a flag, with its consequence.
    #[cold]
    pub(crate) fn log(&self, logger: &Logger, key: &str, consequence: &str) {
        if logger.wants(LogLevel::Error) {
            let error = self.to_error(key);
            let message = if let Self::KeyMissing(config) = self {
                format_args!("{error}{consequence}{}", DidYouMean { config, key })
            } else {
                format_args!("{error}{consequence}")
            };
            logger.log(LogLevel::Error, error.event_id(), message);
        }
    }

    pub(crate) fn to_error(&self, key: &str) -> EvaluationError {
        let key = || Text::from(key);
        match self {
            Self::NoConfig => EvaluationError::NoConfig { key: key() },
            Self::KeyMissing(_) => EvaluationError::KeyMissing { key: key() },
            Self::TypeMismatch { expected, actual } => {
                EvaluationError::TypeMismatch { key: key(), expected: *expected, actual: *actual }
            }
            Self::Broken(broken) => EvaluationError::BrokenSetting(Arc::clone(broken)),
            Self::Cycle { path } => EvaluationError::PrerequisiteCycle { key: key(), path: path.clone() },
            Self::PrerequisiteMissing(condition) => {
                EvaluationError::PrerequisiteMissing { key: key(), prerequisite: condition.key().clone() }
            }
            Self::PrerequisiteType(condition, actual) => EvaluationError::PrerequisiteType {
                key: key(),
                prerequisite: condition.key().clone(),
                expected: condition.value().setting_type(),
                actual: *actual,
            },
            Self::TooManyPrerequisites => EvaluationError::TooManyPrerequisites { key: key() },
            Self::PercentagesIncomplete => EvaluationError::PercentagesIncomplete { key: key() },
        }
    }
}
