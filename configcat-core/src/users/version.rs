//! [`Version`]: a semantic version as an attribute of a user.

use std::{fmt, str::FromStr};

use crate::{
    users::attribute::Attribute,
    values::{Text, is_version, shortened, try_parse_version},
};

/// A semantic version as an attribute of a user, such as `1.2.0` or `2.0.0-beta.1`. Setters of generated users take it where
/// targeting rules compare an attribute by version comparators.
///
/// A version that is written in the program is checked when the program is compiled, others when they are parsed. Whatever
/// targeting rules accept is a version, white space around it included:
///
/// ```
/// use configcat_core::Version;
///
/// const VERSION: Version = Version::from_static("1.2.0");
/// assert_eq!("1.2.0".parse(), Ok(VERSION));
/// let error = "1.2".parse::<Version>().unwrap_err().to_string();
/// assert_eq!(error, "`1.2` is not a semantic version: unexpected end of input while parsing minor version number");
/// ```
///
/// ```compile_fail
/// const VERSION: configcat_core::Version = configcat_core::Version::from_static("1.2");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Version(Text);

impl Version {
    /// A version from a literal, without allocation. In a constant, a text that is not a version does not compile: write
    /// `const { Version::from_static("1.2.0") }`.
    ///
    /// # Panics
    ///
    /// If the text is not a semantic version, and this is not evaluated when the program is compiled.
    #[expect(clippy::panic, reason = "documented; in a constant, it is an error of the compiler")]
    #[must_use]
    pub const fn from_static(text: &'static str) -> Self {
        if is_version(text) {
            Self(Text::from_static(text))
        } else {
            panic!("not a semantic version: write it as `1.2.0`, `1.2.0-beta.1` or `1.2.0+build.5`")
        }
    }

    /// Parses a version.
    ///
    /// # Errors
    ///
    /// If the text is not a semantic version.
    pub fn parse(text: impl Into<Text>) -> Result<Self, VersionError> {
        let text = text.into();
        match try_parse_version(&text) {
            Ok(_) => Ok(Self(text)),
            Err(error) => {
                Err(VersionError { text: shortened(&text, 80).into(), error: error.to_string().into() })
            }
        }
    }

    /// The version as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[cfg(feature = "semver")]
    pub(super) fn from_semver(version: &semver::Version) -> Self {
        Self(version.to_string().into())
    }
}

impl From<Version> for Attribute {
    fn from(Version(text): Version) -> Self {
        Self::Text(text)
    }
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Version {
    type Error = VersionError;

    fn try_from(text: &str) -> Result<Self, VersionError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Version {
    type Error = VersionError;

    fn try_from(text: String) -> Result<Self, VersionError> {
        Self::parse(text)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Why a text is not a [`Version`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a semantic version: {error}")]
pub struct VersionError {
    text: Box<str>,
    error: Box<str>,
}
