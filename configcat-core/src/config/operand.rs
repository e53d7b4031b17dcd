//! What a comparator compares with, parsed once: [`Operand`].

use std::fmt;

use semver::Version;

use crate::{
    config::{
        comparison_value::ComparisonValue,
        operand::{
            lists::{Affixes, End, TextSet},
            number::{Number, NumberReading, Relation},
            wording::{Listed, date},
        },
    },
    values::{Text, shortened},
};

pub(crate) mod lists;
pub(crate) mod number;
pub(crate) mod wording;

/// The shape of a comparison, with its comparison value ready to use. Whether the outcome is negated is not its
/// business: the condition says so.
///
/// The text of the document is kept beside what was parsed from it, for descriptions and logs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// The attribute is one of these texts.
    OneOf(TextSet),
    /// The attribute is the only one of these texts.
    Equals(TextSet),
    /// The attribute begins or ends with one of these texts.
    Affix { end: End, texts: Affixes },
    /// The attribute contains one of these texts.
    ContainsAnyOf(Box<[Text]>),
    /// The attribute is a list with one of these texts in it.
    ArrayContainsAnyOf(TextSet),
    /// The attribute is one of these versions.
    VersionOneOf { items: Box<[Text]>, versions: Result<Box<[Version]>, InvalidVersion> },
    /// The attribute is a version in this relation to another.
    Version { relation: Relation, text: Text, version: Result<Version, InvalidVersion> },
    /// The attribute is a number in this relation to another.
    Number { relation: Relation, number: Number, reading: NumberReading },
}

impl Operand {
    /// The item or value of the document that is not what the comparator needs. Conditions with one never match.
    pub(crate) fn invalid(&self) -> Option<InvalidComparison<'_>> {
        match self {
            Self::VersionOneOf { versions: Err(InvalidVersion { text, .. }), .. }
            | Self::Version { version: Err(InvalidVersion { text, .. }), .. } => {
                Some(InvalidComparison { text, expected: "a semantic version" })
            }
            Self::Number { number: Number::Text { text, value: None }, .. } => {
                Some(InvalidComparison { text, expected: "a decimal number" })
            }
            _ => None,
        }
    }

    /// Whether no attribute compares with it: there is nothing in its list. Only of comparators that any attribute
    /// will do for.
    pub(in crate::config) fn matches_nothing(&self) -> bool {
        match self {
            Self::OneOf(texts) => texts.is_empty(),
            Self::Affix { texts, .. } => texts.is_empty(),
            Self::ContainsAnyOf(items) | Self::VersionOneOf { items, .. } => items.is_empty(),
            _ => false,
        }
    }

    /// Whether each text compares with it.
    pub(in crate::config) fn matches_any_text(&self) -> bool {
        match self {
            Self::Affix { texts: Affixes::Plain(items), .. } | Self::ContainsAnyOf(items) => {
                items.iter().any(|item| item.is_empty())
            }
            _ => false,
        }
    }

    /// What an attribute has to be to be compared.
    pub(crate) fn expected(&self) -> &'static str {
        match self {
            Self::OneOf(_) | Self::Equals(_) | Self::Affix { .. } | Self::ContainsAnyOf(_) => "string",
            Self::ArrayContainsAnyOf(_) => "string array",
            Self::VersionOneOf { .. } | Self::Version { .. } => "semantic version",
            Self::Number { reading: NumberReading::Decimal | NumberReading::Number, .. } => "decimal number",
            Self::Number { reading: NumberReading::Timestamp, .. } => {
                "Unix timestamp (number of seconds elapsed since Unix epoch)"
            }
        }
    }

    /// The comparison value as the document has it.
    pub(in crate::config) fn comparison_value(&self) -> ComparisonValue<'_> {
        match self {
            Self::Equals(TextSet::Plain(list)) => {
                ComparisonValue::Text(list.items.first().map_or("", Text::as_str))
            }
            Self::Equals(TextSet::Hashed(_)) => ComparisonValue::HashedText,
            Self::OneOf(TextSet::Plain(list)) | Self::ArrayContainsAnyOf(TextSet::Plain(list)) => {
                ComparisonValue::Texts(&list.items)
            }
            Self::OneOf(TextSet::Hashed(list)) | Self::ArrayContainsAnyOf(TextSet::Hashed(list)) => {
                ComparisonValue::HashedTexts(list.len)
            }
            Self::Affix { texts: Affixes::Plain(items), .. }
            | Self::ContainsAnyOf(items)
            | Self::VersionOneOf { items, .. } => ComparisonValue::Texts(items),
            Self::Affix { texts: Affixes::Hashed { items, .. }, .. } => {
                ComparisonValue::HashedTexts(items.len())
            }
            Self::Version { text, .. } | Self::Number { number: Number::Text { text, value: None }, .. } => {
                ComparisonValue::Text(text)
            }
            Self::Number {
                number: Number::Plain(value) | Number::Text { value: Some(value), .. },
                reading,
                ..
            } => match reading {
                NumberReading::Decimal | NumberReading::Number => ComparisonValue::Number(*value),
                NumberReading::Timestamp => ComparisonValue::Date(*value),
            },
        }
    }
}

/// Shows the comparison value as ConfigCat's evaluation logs do.
impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(texts) | Self::ArrayContainsAnyOf(texts) => texts.fmt(f),
            Self::Affix { texts, .. } => texts.fmt(f),
            Self::ContainsAnyOf(items) | Self::VersionOneOf { items, .. } => Listed(items).fmt(f),
            Self::Equals(TextSet::Plain(list)) => {
                write!(f, "'{}'", list.items.first().map_or("", Text::as_str))
            }
            Self::Equals(TextSet::Hashed(_)) => f.write_str("'<hashed value>'"),
            Self::Version { text, .. } => write!(f, "'{text}'"),
            Self::Number { number, reading: NumberReading::Decimal | NumberReading::Number, .. } => {
                write!(f, "'{number}'")
            }
            Self::Number { number, reading: NumberReading::Timestamp, .. } => {
                write!(f, "'{number}'")?;
                number.value().and_then(date).map_or(Ok(()), |date| write!(f, " ({date})"))
            }
        }
    }
}

/// A text that is not a version, where one is needed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct InvalidVersion {
    pub(crate) text: Text,
    /// Whether the rule is skipped with a warning, as in config v5; else the condition is false.
    pub(crate) skips_rule: bool,
}

/// A comparison value that is not what its comparator needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InvalidComparison<'a> {
    text: &'a str,
    expected: &'static str,
}

impl fmt::Display for InvalidComparison<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "comparison value `{}` is not {}", shortened(self.text, 80), self.expected)
    }
}
