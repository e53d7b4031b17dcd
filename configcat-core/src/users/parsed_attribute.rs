//! [`ParsedAttribute`]: an attribute with lazily parsed forms.

use std::sync::OnceLock;

use semver::Version;

use crate::{
    users::attribute::Attribute,
    values::{Text, parse_decimal, parse_version},
};

/// An attribute with its forms as number, version and list, each parsed on first use.
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

    /// The attribute as a decimal number.
    #[inline]
    pub(crate) fn decimal(&self) -> Option<f64> {
        *self.decimal.get_or_init(|| parse_decimal(&self.attribute.to_text()))
    }

    /// The attribute as a semantic version. Comparisons ignore its build metadata.
    #[inline]
    pub(crate) fn version(&self) -> Option<&Version> {
        self.version.get_or_init(|| parse_version(&self.attribute.to_text())).as_ref()
    }

    /// The attribute as a list of texts: a list, or a text with a JSON array of texts.
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

/// Parsed forms are derived, so equality ignores them.
impl PartialEq for ParsedAttribute {
    fn eq(&self, other: &Self) -> bool {
        self.attribute == other.attribute
    }
}
