//! [`AttributeName`]: the name of a user attribute.

use crate::values::{HashedKey, Text};

/// The name of a user attribute, resolved when a config is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AttributeName {
    Identifier,
    Email,
    Country,
    Custom(CustomName),
}

impl AttributeName {
    pub(super) const IDENTIFIER: &'static str = "Identifier";
    pub(super) const EMAIL: &'static str = "Email";
    pub(super) const COUNTRY: &'static str = "Country";

    pub(super) fn predefined(name: &str) -> Option<Self> {
        match name {
            Self::IDENTIFIER => Some(Self::Identifier),
            Self::EMAIL => Some(Self::Email),
            Self::COUNTRY => Some(Self::Country),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Identifier => Self::IDENTIFIER,
            Self::Email => Self::EMAIL,
            Self::Country => Self::COUNTRY,
            Self::Custom(name) => &name.text,
        }
    }
}

impl From<Text> for AttributeName {
    fn from(name: Text) -> Self {
        Self::predefined(&name).unwrap_or_else(|| Self::Custom(CustomName::new(name)))
    }
}

impl From<&str> for AttributeName {
    fn from(name: &str) -> Self {
        Self::predefined(name).unwrap_or_else(|| Self::Custom(CustomName::new(name.into())))
    }
}

/// The name of a custom attribute, with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomName {
    hash: u32,
    pub(super) text: Text,
}

impl CustomName {
    pub(super) fn new(text: Text) -> Self {
        Self { hash: HashedKey::new(&text).hash(), text }
    }

    #[inline]
    pub(super) fn key(&self) -> HashedKey<'_> {
        HashedKey::with_hash(&self.text, self.hash)
    }
}
