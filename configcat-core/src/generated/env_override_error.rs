//! [`EnvOverrideError`]: why environment variables are no overrides.

use std::{error::Error, fmt};

use crate::{log::debug_as_message, values::Text};

/// Why environment variables are no overrides. The method `overrides_from_env` of generated types returns it.
///
/// [`Display`](fmt::Display) gives a report with a line for each variable.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvOverrideError {
    /// The prefix is empty: each environment variable would have to be a flag.
    EmptyPrefix,
    /// Some variables cannot be read, sorted by name. Never empty.
    Variables(Vec<VariableProblem>),
}

impl EnvOverrideError {
    /// The variables that cannot be read. Empty if the prefix is.
    #[must_use]
    pub fn variables(&self) -> &[VariableProblem] {
        match self {
            Self::EmptyPrefix => &[],
            Self::Variables(variables) => variables,
        }
    }
}

impl fmt::Display for EnvOverrideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Variables(variables) = self else {
            return f.write_str(
                "the prefix of environment variables is empty; give one that only variables for flags have, such as \
                 `APP_FLAG_`",
            );
        };
        f.write_str("environment variables that set flags cannot be read:")?;
        variables.iter().try_for_each(|variable| write!(f, "\n- {variable}"))
    }
}

impl Error for EnvOverrideError {}

/// Why an environment variable sets no flag.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VariableProblem {
    /// No flag has this name.
    #[error("`{variable}`: there is no flag `{name}`{hint}")]
    #[non_exhaustive]
    Unknown {
        /// The variable.
        variable: String,
        /// The variable without the prefix.
        name: String,
        /// The question whether another name was meant, or nothing.
        hint: String,
    },
    /// The variable has a value that the flag cannot have.
    #[error("`{variable}`: {message}")]
    #[non_exhaustive]
    Unreadable {
        /// The variable.
        variable: String,
        /// The key of the flag.
        key: Text,
        /// What is wrong with the value, and which values there are.
        message: String,
    },
    /// Another variable sets the same flag.
    #[error("`{variable}`: it sets flag `{key}`, as `{other}` does; remove one of them")]
    #[non_exhaustive]
    Repeated {
        /// The variable.
        variable: String,
        /// The key of the flag.
        key: Text,
        /// The other variable.
        other: String,
    },
}

impl VariableProblem {
    /// The name of the variable.
    #[must_use]
    pub fn variable(&self) -> &str {
        match self {
            Self::Unknown { variable, .. }
            | Self::Unreadable { variable, .. }
            | Self::Repeated { variable, .. } => variable,
        }
    }
}

debug_as_message!(EnvOverrideError, VariableProblem);
