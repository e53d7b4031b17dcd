//! [`Flag`]: the key and the fallback of one flag, as a constant.

use crate::values::{flag_value::FlagValue, hashed_key::HashedKey};

/// The key and the fallback of a flag. Generated code declares one constant of this type for each flag.
///
/// ```
/// use configcat_core::{Flag, Text};
///
/// const DARK_MODE: Flag<bool> = Flag::new("darkMode", false);
/// const THEME: Flag<Text> = Flag::new("theme", Text::from_static("plain"));
/// assert_eq!((DARK_MODE.key(), THEME.fallback().as_str()), ("darkMode", "plain"));
/// assert_eq!(format!("{DARK_MODE:?}"), r#"Flag { key: "darkMode", fallback: false }"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flag<T: FlagValue> {
    key: HashedKey<'static>,
    fallback: T,
}

impl<T: FlagValue> Flag<T> {
    /// A flag with this key and fallback.
    #[must_use]
    pub const fn new(key: &'static str, fallback: T) -> Self {
        Self { key: HashedKey::new(key), fallback }
    }

    /// The key of the flag in the config document.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.key.text()
    }

    /// The key with its hash. For a constant, the compiler calculates the hash.
    pub(crate) const fn hashed_key(&self) -> &HashedKey<'static> {
        &self.key
    }

    /// The value to return when the flag cannot be evaluated.
    #[must_use]
    pub const fn fallback(&self) -> &T {
        &self.fallback
    }
}
