//! [`Operand`]: a comparison value, parsed once and ready to be compared with.

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

/// A comparison with its comparison value, parsed. The comparator of the condition says whether the outcome is negated.
///
/// Operands keep the original text beside the parsed value, for descriptions and logs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// The attribute is one of these texts.
    OneOf(TextSet),
    /// The attribute equals the one text of this set.
    Equals(TextSet),
    /// The attribute begins or ends with one of these texts.
    Affix { end: End, texts: Affixes },
    /// The attribute contains one of these texts.
    ContainsAnyOf(Box<[Text]>),
    /// The attribute is a list that contains one of these texts.
    ArrayContainsAnyOf(TextSet),
    /// The attribute is one of these versions. Blank items are ignored.
    VersionOneOf {
        items: Box<[Text]>,
        versions: Result<Box<[Version]>, InvalidVersion>,
        /// Whether an attribute that is not a version is no obstacle if the list is empty. Only in config v5.
        takes_any: bool,
    },
    /// The attribute is a version in this relation to the given one.
    Version { relation: Relation, text: Text, version: Result<Version, InvalidVersion> },
    /// The attribute is a number in this relation to the given one.
    Number { relation: Relation, number: Number, reading: NumberReading },
}

impl Operand {
    /// The invalid part of the comparison value, if any. A condition with one never matches.
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

    /// Whether the comparison is false for every attribute, because the list is empty. Only for comparators that accept
    /// any attribute.
    pub(in crate::config) fn matches_nothing(&self) -> bool {
        match self {
            Self::OneOf(texts) => texts.is_empty(),
            Self::Affix { texts, .. } => texts.is_empty(),
            Self::ContainsAnyOf(items) => items.is_empty(),
            Self::VersionOneOf { versions: Ok(versions), takes_any: true, .. } => versions.is_empty(),
            _ => false,
        }
    }

    /// Whether the comparison is true for every text, because the list has the empty text.
    pub(in crate::config) fn matches_any_text(&self) -> bool {
        match self {
            Self::Affix { texts: Affixes::Plain(items), .. } | Self::ContainsAnyOf(items) => {
                items.iter().any(|item| item.is_empty())
            }
            _ => false,
        }
    }

    /// The type that an attribute must have, as the evaluation logs of ConfigCat name it.
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

/// Writes the comparison value as ConfigCat's evaluation logs do.
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

/// A comparison value that should be a version, but is not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct InvalidVersion {
    pub(crate) text: Text,
    /// Whether the rule is skipped with a warning (config v5), or the condition is false (config v6).
    pub(crate) skips_rule: bool,
}

/// A comparison value that its comparator cannot use.
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
