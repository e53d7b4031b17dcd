//! What can go wrong, by boundary, and the ids under which ConfigCat's SDKs report it.

use std::{path::PathBuf, sync::Arc};

use crate::{BrokenSetting, SettingType, Text};

mod client;
#[cfg(feature = "http")]
mod refresh;

pub use client::{BuildError, ReadyTimeout};
#[cfg(feature = "http")]
pub use refresh::{DownloadError, RefreshError};

/// The ids of log events and errors. They are the same in every ConfigCat SDK.
pub(crate) mod event {
    pub(crate) const NO_CONFIG: u16 = 1000;
    pub(crate) const KEY_MISSING: u16 = 1001;
    pub(crate) const EVALUATION_FAILED: u16 = 1002;
    pub(crate) const PANICKED: u16 = 1003;
    pub(crate) const WRONG_SDK_KEY: u16 = 1100;
    pub(crate) const UNEXPECTED_STATUS: u16 = 1101;
    pub(crate) const TIMEOUT: u16 = 1102;
    pub(crate) const NETWORK: u16 = 1103;
    pub(crate) const REDIRECT_LOOP: u16 = 1104;
    pub(crate) const INVALID_BODY: u16 = 1105;
    pub(crate) const NOTHING_TO_KEEP: u16 = 1106;
    pub(crate) const OVERRIDE_FILE_MISSING: u16 = 1300;
    pub(crate) const OVERRIDE_FILE_UNREADABLE: u16 = 1302;
    pub(crate) const TYPE_MISMATCH: u16 = 2002;
    pub(crate) const VARIATION_ID_NOT_FOUND: u16 = 2011;
    pub(crate) const JSON_MISMATCH: u16 = 2012;
    pub(crate) const CACHE_READ: u16 = 2200;
    pub(crate) const CACHE_WRITE: u16 = 2201;
    pub(crate) const OVERRIDE_NOT_JSON: u16 = 2302;
    pub(crate) const CLIENT_EXISTS: u16 = 3000;
    pub(crate) const USER_MISSING: u16 = 3001;
    pub(crate) const DATA_GOVERNANCE: u16 = 3002;
    pub(crate) const ATTRIBUTE_MISSING: u16 = 3003;
    pub(crate) const ATTRIBUTE_INVALID: u16 = 3004;
    pub(crate) const ATTRIBUTE_CONVERTED: u16 = 3005;
    pub(crate) const OFFLINE: u16 = 3200;
    pub(crate) const CLOSED: u16 = 3201;
    pub(crate) const LOCAL_ONLY: u16 = 3202;
    pub(crate) const READY_TIMEOUT: u16 = 4200;
    pub(crate) const EVALUATION: u16 = 5000;
    pub(crate) const MODE_SWITCHED: u16 = 5200;
}

/// Why a text is not a config document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The text is not JSON, or its outline is not that of a config document.
    #[error("line {line}, column {column}: {message}")]
    Json {
        /// What is wrong.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// The text is a JSON object without anything that a config document has.
    #[error("not a config document: it has neither `f` (config JSON) nor `flags` (simple override document)")]
    NotAConfig,
}

impl From<serde_json::Error> for ParseError {
    fn from(error: serde_json::Error) -> Self {
        let message = json_message(&error);
        // Where the text ends right after a line break, there is no last byte of the line to point at.
        Self::Json { message, line: error.line(), column: error.column().max(1) }
    }
}

/// What is wrong with a JSON text, without where: the position is a datum of its own.
pub(crate) fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    shortened(message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message), 200)
}

/// The beginning of a text, short enough for a message: documents decide how long the texts in them are.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Why an evaluation returned the default value. [`event_id`](Self::event_id) is the id that other ConfigCat SDKs
/// give it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
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

/// Why overrides could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OverrideError {
    /// The file could not be read.
    #[error("cannot read override file `{}`; check the path, it is relative to the working directory", path.display())]
    File {
        /// The path as given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds no config document.
    #[error("override file `{}` is not a config document", path.display())]
    FileContent {
        /// The path as given.
        path: PathBuf,
        /// Why.
        source: ParseError,
    },
    /// The text is no config document.
    #[error("the overrides are not a config document")]
    Json(#[from] ParseError),
}

impl OverrideError {
    /// The id of this error: 1300, 1302 or 2302.
    #[must_use]
    pub fn event_id(&self) -> u16 {
        match self {
            Self::File { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                event::OVERRIDE_FILE_MISSING
            }
            Self::File { .. } => event::OVERRIDE_FILE_UNREADABLE,
            Self::FileContent { .. } | Self::Json(_) => event::OVERRIDE_NOT_JSON,
        }
    }
}

/// An error with its causes, since logs show it on one line.
#[cfg(feature = "http")]
pub(crate) fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
