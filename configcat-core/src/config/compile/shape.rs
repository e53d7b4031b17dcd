//! [`Shape`]: what a comparator compares with what.

use crate::config::{
    comparator::UserComparator as Comparator,
    operand::{lists::End, number::Relation},
};

/// The shape of a comparison. Whether it is negated or hashed, the comparator says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text with a text.
    Equals,
    /// A text with texts.
    OneOf,
    /// A text with texts that may be in it.
    Contains,
    /// A text with texts that it may begin or end with.
    Affix(End),
    /// A list of texts with texts that may be in it.
    ArrayContains,
    /// A version with versions.
    VersionOneOf,
    /// A version with a version.
    Version(Relation),
    /// A number with a number.
    Number(Relation),
    /// A moment with a moment.
    Date(Relation),
}

impl Shape {
    pub(super) fn of(comparator: Comparator) -> Self {
        match comparator {
            Comparator::TextEquals
            | Comparator::TextNotEquals
            | Comparator::SensitiveTextEquals
            | Comparator::SensitiveTextNotEquals => Self::Equals,
            Comparator::TextIsOneOf
            | Comparator::TextIsNotOneOf
            | Comparator::SensitiveTextIsOneOf
            | Comparator::SensitiveTextIsNotOneOf => Self::OneOf,
            Comparator::TextContainsAnyOf | Comparator::TextNotContainsAnyOf => Self::Contains,
            Comparator::TextStartsWithAnyOf
            | Comparator::TextNotStartsWithAnyOf
            | Comparator::SensitiveTextStartsWithAnyOf
            | Comparator::SensitiveTextNotStartsWithAnyOf => Self::Affix(End::Start),
            Comparator::TextEndsWithAnyOf
            | Comparator::TextNotEndsWithAnyOf
            | Comparator::SensitiveTextEndsWithAnyOf
            | Comparator::SensitiveTextNotEndsWithAnyOf => Self::Affix(End::End),
            Comparator::ArrayContainsAnyOf
            | Comparator::ArrayNotContainsAnyOf
            | Comparator::SensitiveArrayContainsAnyOf
            | Comparator::SensitiveArrayNotContainsAnyOf => Self::ArrayContains,
            Comparator::SemVerIsOneOf | Comparator::SemVerIsNotOneOf => Self::VersionOneOf,
            Comparator::SemVerLess => Self::Version(Relation::Less),
            Comparator::SemVerLessOrEquals => Self::Version(Relation::LessOrEqual),
            Comparator::SemVerGreater => Self::Version(Relation::Greater),
            Comparator::SemVerGreaterOrEquals => Self::Version(Relation::GreaterOrEqual),
            Comparator::NumberEquals | Comparator::NumberNotEquals => Self::Number(Relation::Equal),
            Comparator::NumberLess => Self::Number(Relation::Less),
            Comparator::NumberLessOrEquals => Self::Number(Relation::LessOrEqual),
            Comparator::NumberGreater => Self::Number(Relation::Greater),
            Comparator::NumberGreaterOrEquals => Self::Number(Relation::GreaterOrEqual),
            Comparator::DateTimeBefore => Self::Date(Relation::Less),
            Comparator::DateTimeAfter => Self::Date(Relation::Greater),
        }
    }
}
