//! [`Shape`]: the comparison that a comparator makes, without negation and hashing.

use crate::config::{
    comparator::UserComparator as Comparator,
    operand::{lists::End, number::Relation},
};

/// The comparison that a comparator makes. The comparator itself knows whether it is negated and whether its comparison
/// value is hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Is the text equal to a text?
    Equals,
    /// Is the text one of several texts?
    OneOf,
    /// Does the text contain one of several texts?
    Contains,
    /// Does the text begin or end with one of several texts?
    Affix(End),
    /// Does the list of texts contain one of several texts?
    ArrayContains,
    /// Is the version one of several versions?
    VersionOneOf,
    /// Is the version equal to, less or greater than a version?
    Version(Relation),
    /// Is the number equal to, less or greater than a number?
    Number(Relation),
    /// Is the point in time before or after another one?
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
