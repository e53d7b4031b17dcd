//! [`Failure`]: why a flag has no value.

use std::sync::Arc;

use crate::{
    config::{BrokenSetting, Config, PrerequisiteCondition},
    evaluation::error::EvaluationError,
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
