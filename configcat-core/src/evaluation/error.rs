//! [`EvaluationError`]: why an evaluation returned the default value.

use std::sync::Arc;

use crate::{
    config::BrokenSetting,
    log::{debug_as_message, event},
    values::{SettingType, Text},
};

/// Why an evaluation returned the default value. [`event_id`](Self::event_id) is the id that other ConfigCat SDKs
/// give it.
#[derive(Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// There is no config to evaluate.
    #[error("cannot evaluate flag `{key}`: no config is loaded")]
    NoConfig {
        /// The key that was asked for.
        key: Text,
    },
    /// The config has no setting with this key.
    #[error("flag `{key}` is not in the config")]
    KeyMissing {
        /// The key that was asked for.
        key: Text,
    },
    /// The setting is of another type than the value that was asked for.
    #[error("flag `{key}` is a {actual}, but a {expected} was asked for")]
    TypeMismatch {
        /// The key that was asked for.
        key: Text,
        /// The type that was asked for.
        expected: SettingType,
        /// The type of the setting.
        actual: SettingType,
    },
    /// The setting is broken, or a prerequisite flag is.
    #[error("flag `{}` cannot be evaluated: {_0}", _0.key())]
    BrokenSetting(Arc<BrokenSetting>),
    /// The flag is a prerequisite of itself, or needs one that is.
    #[error("flag `{key}` cannot be evaluated: circular dependency between the flags {}", arrows(path))]
    PrerequisiteCycle {
        /// The key that was asked for.
        key: Text,
        /// The keys from that one on, once around the cycle.
        path: Vec<Text>,
    },
    /// A prerequisite flag does not exist.
    #[error("flag `{key}` cannot be evaluated: prerequisite flag `{prerequisite}` is not in the config")]
    PrerequisiteMissing {
        /// The key that was asked for.
        key: Text,
        /// The key of the prerequisite flag.
        prerequisite: Text,
    },
    /// A prerequisite flag is of another type than the value that it is compared with.
    #[error(
        "flag `{key}` cannot be evaluated: prerequisite flag `{prerequisite}` is a {actual}, but is compared with a \
         {expected}"
    )]
    PrerequisiteType {
        /// The key that was asked for.
        key: Text,
        /// The key of the prerequisite flag.
        prerequisite: Text,
        /// The type of the value that it is compared with.
        expected: SettingType,
        /// The type of the prerequisite flag.
        actual: SettingType,
    },
    /// The chain of prerequisite flags is too long, or branches too often.
    #[error("flag `{key}` cannot be evaluated: it has too many prerequisite flags")]
    TooManyPrerequisites {
        /// The key that was asked for.
        key: Text,
    },
    /// The user falls into none of the percentage options, because they sum up to less than 100.
    #[error("flag `{key}` cannot be evaluated: its percentage options sum up to less than 100")]
    PercentagesIncomplete {
        /// The key that was asked for.
        key: Text,
    },
    /// The flag serves a text that cannot be parsed into the type that the application reads it as.
    #[error("flag `{key}` serves a text that is not a `{type_name}`: {message}")]
    JsonMismatch {
        /// The key that was asked for.
        key: Text,
        /// The type that the text should be parsed into.
        type_name: &'static str,
        /// Why it cannot be.
        message: Text,
    },
}

impl EvaluationError {
    /// The id of this error: 1000, 1001, 1002, 2002 or 2012.
    #[must_use]
    pub fn event_id(&self) -> u16 {
        match self {
            Self::NoConfig { .. } => event::NO_CONFIG,
            Self::KeyMissing { .. } => event::KEY_MISSING,
            Self::TypeMismatch { .. } => event::TYPE_MISMATCH,
            Self::JsonMismatch { .. } => event::JSON_MISMATCH,
            Self::BrokenSetting(_)
            | Self::PrerequisiteCycle { .. }
            | Self::PrerequisiteMissing { .. }
            | Self::PrerequisiteType { .. }
            | Self::TooManyPrerequisites { .. }
            | Self::PercentagesIncomplete { .. } => event::EVALUATION_FAILED,
        }
    }
}

/// A path of keys, as other ConfigCat SDKs show it: `'a' -> 'b' -> 'a'`. Cut where it gets too long to read.
fn arrows(path: &[Text]) -> String {
    const SHOWN: usize = 20;

    let shown: Vec<String> = path.iter().take(SHOWN).map(|key| format!("'{key}'")).collect();
    let rest = if path.len() > SHOWN { " -> …" } else { "" };
    shown.join(" -> ") + rest
}

debug_as_message!(EvaluationError);
