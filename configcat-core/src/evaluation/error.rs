//! [`EvaluationError`]: why a read returned the default value.

use std::sync::Arc;

use crate::{
    config::BrokenSetting,
    log::{debug_as_message, event},
    values::{SettingType, Text},
};

/// Why a read returned the default value.
#[doc(alias("ClientError", "ErrorKind"))]
#[derive(Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// There is no config: none has been downloaded, cached or given.
    #[error("cannot evaluate flag `{key}`: no config is loaded")]
    #[non_exhaustive]
    NoConfig {
        /// The key of the flag.
        key: Text,
    },
    /// The config has no setting with this key.
    #[error("flag `{key}` is not in the config")]
    #[non_exhaustive]
    KeyMissing {
        /// The key of the flag.
        key: Text,
    },
    /// The setting has another type than the default value or the accessor.
    #[error("flag `{key}` is a {actual}, but a {expected} was asked for")]
    #[non_exhaustive]
    TypeMismatch {
        /// The key of the flag.
        key: Text,
        /// The type of the default value or the accessor.
        expected: SettingType,
        /// The type of the setting.
        actual: SettingType,
    },
    /// The setting is broken, or one of its prerequisite flags is.
    #[error("flag `{}` cannot be evaluated: {_0}", _0.key())]
    BrokenSetting(Arc<BrokenSetting>),
    /// The evaluation went around a cycle of prerequisite flags: it needed the value of a flag to evaluate that flag.
    #[error("flag `{key}` cannot be evaluated: circular dependency between the flags {}", arrows(path))]
    #[non_exhaustive]
    PrerequisiteCycle {
        /// The key of the flag.
        key: Text,
        /// The keys from this flag to the cycle, and once around it: `a`, `b`, `a`.
        path: Vec<Text>,
    },
    /// A prerequisite flag is not in the config.
    #[error("flag `{key}` cannot be evaluated: prerequisite flag `{prerequisite}` is not in the config")]
    #[non_exhaustive]
    PrerequisiteMissing {
        /// The key of the flag.
        key: Text,
        /// The key of the prerequisite flag.
        prerequisite: Text,
    },
    /// A prerequisite flag has another type than its comparison value.
    #[error(
        "flag `{key}` cannot be evaluated: prerequisite flag `{prerequisite}` is a {actual}, but is compared with a \
         {expected}"
    )]
    #[non_exhaustive]
    PrerequisiteType {
        /// The key of the flag.
        key: Text,
        /// The key of the prerequisite flag.
        prerequisite: Text,
        /// The type of the comparison value.
        expected: SettingType,
        /// The type of the prerequisite flag.
        actual: SettingType,
    },
    /// A chain of prerequisite flags has more than 50 flags, or the evaluation needs more than 10,000 of them.
    #[error("flag `{key}` cannot be evaluated: it has too many prerequisite flags")]
    #[non_exhaustive]
    TooManyPrerequisites {
        /// The key of the flag.
        key: Text,
    },
    /// No percentage option covers the bucket of the user, because the percentages sum up to less than 100. Only
    /// config v6 has this error.
    #[error("flag `{key}` cannot be evaluated: its percentage options sum up to less than 100")]
    #[non_exhaustive]
    PercentagesIncomplete {
        /// The key of the flag.
        key: Text,
    },
    /// The flag serves a text that is not JSON for the Rust type of its accessor.
    #[error("flag `{key}` serves a text that is not a `{type_name}`: {message}")]
    #[non_exhaustive]
    JsonMismatch {
        /// The key of the flag.
        key: Text,
        /// The name of the Rust type.
        type_name: &'static str,
        /// Why parsing failed.
        message: Text,
    },
}

impl EvaluationError {
    /// The event id: 1000, 1001, 1002, 2002 or 2012.
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

/// A path of keys, as other ConfigCat SDKs write it: `'a' -> 'b' -> 'a'`. At most 20 keys, to stay readable.
fn arrows(path: &[Text]) -> String {
    const SHOWN: usize = 20;

    let shown: Vec<String> = path.iter().take(SHOWN).map(|key| format!("'{key}'")).collect();
    let rest = if path.len() > SHOWN { " -> …" } else { "" };
    shown.join(" -> ") + rest
}

debug_as_message!(EvaluationError);
