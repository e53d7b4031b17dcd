//! [`ParsedAttribute`]: an attribute, and how comparators read it.

use std::sync::OnceLock;

use semver::Version;

use crate::{
    users::attribute::Attribute,
    values::{Text, parse_decimal, parse_version},
};

/// An attribute that a user was given, and what it was found to stand for: that is found out once, if a rule asks for it.
#[derive(Debug, Clone)]
pub(crate) struct ParsedAttribute {
    attribute: Attribute,
    decimal: OnceLock<Option<f64>>,
    version: OnceLock<Option<Version>>,
    list: OnceLock<Option<Vec<Text>>>,
}

impl ParsedAttribute {
    #[inline]
    pub(crate) fn attribute(&self) -> &Attribute {
        &self.attribute
    }

    /// The decimal number that the attribute reads as.
    #[inline]
    pub(crate) fn decimal(&self) -> Option<f64> {
        *self.decimal.get_or_init(|| parse_decimal(&self.attribute.to_text()))
    }

    /// The version that the attribute reads as. Build metadata is kept, but ignored by the precedence that versions are
    /// compared by.
    #[inline]
    pub(crate) fn version(&self) -> Option<&Version> {
        self.version.get_or_init(|| parse_version(&self.attribute.to_text())).as_ref()
    }

    /// The texts of a list, or of text that is a JSON array of texts.
    pub(crate) fn list(&self) -> Option<&[Text]> {
        match &self.attribute {
            Attribute::List(list) => Some(list),
            Attribute::Text(text) => self.list.get_or_init(|| serde_json::from_str(text).ok()).as_deref(),
            Attribute::Int(_) | Attribute::Float(_) | Attribute::Date(_) => None,
        }
    }
}

impl From<Attribute> for ParsedAttribute {
    fn from(attribute: Attribute) -> Self {
        Self { attribute, decimal: OnceLock::new(), version: OnceLock::new(), list: OnceLock::new() }
    }
}

/// What an attribute stands for follows from what it is.
impl PartialEq for ParsedAttribute {
    fn eq(&self, other: &Self) -> bool {
        self.attribute == other.attribute
    }
}
