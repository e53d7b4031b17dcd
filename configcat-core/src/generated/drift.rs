//! [`ConfigDrift`]: how a config differs from the one that code was generated from.

use std::{error::Error, fmt, sync::Arc};

use crate::{
    config::BrokenSetting,
    log::debug_as_message,
    values::{SettingType, Text},
};

/// How a config differs from the one that code was generated from. The method `check` of generated types returns it.
///
/// [`Display`](fmt::Display) gives a report with a line for each difference.
///
/// ```
/// use configcat_core::{ConfigDrift, FlagDrift};
///
/// /// Whether the program can go on: `can_start(flags.check())`.
/// fn can_start(check: Result<(), ConfigDrift>) -> bool {
///     match check {
///         Ok(()) => true,
///         Err(ConfigDrift::NoConfig) => false,
///         Err(drift) => {
///             eprintln!("{drift}");
///             !drift.flags().iter().any(|flag| matches!(flag, FlagDrift::Missing { .. }))
///         }
///     }
/// }
/// assert!(!can_start(Err(ConfigDrift::NoConfig)));
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum ConfigDrift {
    /// There is no config. All accessors return their fallbacks.
    NoConfig,
    /// Some flags differ. Never empty.
    Flags(Vec<FlagDrift>),
}

impl ConfigDrift {
    /// The flags that differ, in the order of the document that the code was generated from. Empty if there is no
    /// config.
    #[must_use]
    pub fn flags(&self) -> &[FlagDrift] {
        match self {
            Self::NoConfig => &[],
            Self::Flags(flags) => flags,
        }
    }
}

impl fmt::Display for ConfigDrift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Flags(flags) = self else {
            return f.write_str(
                "there is no config to check: check the SDK key and the network, or wait for one",
            );
        };
        f.write_str("the config is not what the program was compiled for:")?;
        flags.iter().try_for_each(|flag| write!(f, "\n- {flag}"))
    }
}

impl Error for ConfigDrift {}

/// How a flag in the config differs from the expectation of generated code. Its message ends with the effect on the
/// accessor.
#[derive(Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FlagDrift {
    /// The config does not have the flag.
    #[error("flag `{key}` is not in the config; the accessor returns its fallback")]
    #[non_exhaustive]
    Missing {
        /// The key.
        key: Text,
    },
    /// The flag is a broken setting: it has defects.
    #[error("flag `{}` is broken: {_0}; the accessor returns its fallback", _0.key())]
    Broken(Arc<BrokenSetting>),
    /// The flag has another type.
    #[error(
        "flag `{key}` is a {actual}, but the program expects a {expected}; the accessor returns its fallback"
    )]
    #[non_exhaustive]
    TypeChanged {
        /// The key.
        key: Text,
        /// The type that the program expects.
        expected: SettingType,
        /// The type of the flag.
        actual: SettingType,
    },
    /// The flag can serve a text that its enum has no variant for.
    #[error("flag `{key}` can serve `{value}`, which its enum does not have; the accessor returns `Other`")]
    #[non_exhaustive]
    UnknownValue {
        /// The key.
        key: Text,
        /// The text.
        value: Text,
    },
    /// The flag asks for an attribute that the generated user has no setter for. Only where accessors take no other users:
    /// `user = strict`.
    #[error(
        "flag `{key}` asks for the attribute `{attribute}`, which no user of the program has; generate the code from the \
         new config, and set the attribute"
    )]
    #[non_exhaustive]
    UnknownAttribute {
        /// The key.
        key: Text,
        /// The attribute.
        attribute: Text,
    },
    /// The flag can serve a text that cannot be parsed as its JSON type.
    #[error(
        "flag `{key}` can serve a text that is not a `{type_name}`: {message}; the accessor returns its fallback"
    )]
    #[non_exhaustive]
    JsonMismatch {
        /// The key.
        key: Text,
        /// The text.
        value: Text,
        /// The type.
        type_name: &'static str,
        /// Why the text cannot be parsed.
        message: String,
    },
    /// The fallback of the flag cannot be parsed as its JSON type. This is a mistake in the program, not in the config.
    #[error(
        "flag `{key}`: its fallback is not a `{type_name}`: {message}; where the accessor has to return it, it returns the \
         type's default"
    )]
    #[non_exhaustive]
    FallbackMismatch {
        /// The key.
        key: Text,
        /// The type.
        type_name: &'static str,
        /// Why the fallback cannot be parsed.
        message: String,
    },
}

impl FlagDrift {
    /// The key of the flag.
    #[must_use]
    pub fn key(&self) -> &Text {
        match self {
            Self::Missing { key }
            | Self::TypeChanged { key, .. }
            | Self::UnknownValue { key, .. }
            | Self::UnknownAttribute { key, .. }
            | Self::JsonMismatch { key, .. }
            | Self::FallbackMismatch { key, .. } => key,
            Self::Broken(broken) => broken.key(),
        }
    }
}

debug_as_message!(ConfigDrift, FlagDrift);
