//! [`FlagRead`]: a read of a flag, for those who observe reads.

use crate::{
    evaluation::error::EvaluationError,
    users::User,
    values::{Text, Value},
};

/// A read of a flag: see [`ClientBuilder::on_read`](crate::ClientBuilder::on_read).
///
/// The names of the fields follow the event `feature_flag.evaluation` of OpenTelemetry.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FlagRead<'a> {
    /// The key of the flag.
    pub key: &'a str,
    /// The value that was served; `None` if the read returned the default value.
    pub value: Option<&'a Value>,
    /// The variation id of the value. `None` for the default value, or if the document has none.
    pub variation_id: Option<&'a Text>,
    /// Why the value was served.
    pub reason: ReadReason,
    /// Why the read returned the default value.
    pub error: Option<&'a EvaluationError>,
    /// The user that the flag was evaluated for, which can be the default user.
    pub user: Option<&'a User>,
    /// The name of the set of flags: the last six characters of the SDK key, as in the log.
    pub set_id: &'a str,
    /// The version of the config: the `ETag` that ConfigCat sent with it. `None` for local data.
    pub version: Option<&'a str>,
}

impl FlagRead<'_> {
    /// What went wrong, in the words of OpenTelemetry's attribute `error.type`.
    #[must_use]
    pub fn error_type(&self) -> Option<&'static str> {
        Some(match self.error? {
            EvaluationError::NoConfig { .. } => "provider_not_ready",
            EvaluationError::KeyMissing { .. } => "flag_not_found",
            EvaluationError::TypeMismatch { .. } => "type_mismatch",
            EvaluationError::BrokenSetting(_) | EvaluationError::JsonMismatch { .. } => "parse_error",
            EvaluationError::PrerequisiteCycle { .. }
            | EvaluationError::PrerequisiteMissing { .. }
            | EvaluationError::PrerequisiteType { .. }
            | EvaluationError::TooManyPrerequisites { .. }
            | EvaluationError::PercentagesIncomplete { .. } => "general",
        })
    }
}

/// Why a read returned its value, in the words of OpenTelemetry's attribute `feature_flag.result.reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadReason {
    /// The flag has neither targeting rules nor percentage options.
    Static,
    /// A targeting rule matched.
    TargetingMatch,
    /// A percentage option was selected, of a targeting rule or of the flag.
    Split,
    /// No targeting rule matched, and no percentage option applied: the value is the value for everyone.
    Default,
    /// The config may be out of date: see [`ReadyState::HasCachedFlagDataOnly`](crate::ReadyState). This comes before all
    /// other reasons but an error.
    Stale,
    /// The flag could not be evaluated.
    Error,
}

impl ReadReason {
    /// The word of OpenTelemetry, such as `targeting_match`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::TargetingMatch => "targeting_match",
            Self::Split => "split",
            Self::Default => "default",
            Self::Stale => "stale",
            Self::Error => "error",
        }
    }
}
