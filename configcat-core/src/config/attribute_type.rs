//! [`AttributeType`]: what a comparator compares an attribute as.

use crate::config::comparator::UserComparator as Comparator;

/// What a comparator compares an attribute of a user as.
///
/// ```
/// use configcat_core::config::{AttributeType, UserComparator};
///
/// assert_eq!(AttributeType::of(UserComparator::SemVerLess), AttributeType::Version);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum AttributeType {
    /// A text. Numbers, dates and lists are compared in their form as text.
    Text,
    /// A number.
    Number,
    /// A semantic version.
    Version,
    /// A point in time.
    Date,
    /// A list of texts.
    List,
}

impl AttributeType {
    /// What this comparator compares an attribute as.
    #[must_use]
    pub const fn of(comparator: Comparator) -> Self {
        match comparator {
            Comparator::TextIsOneOf
            | Comparator::TextIsNotOneOf
            | Comparator::TextContainsAnyOf
            | Comparator::TextNotContainsAnyOf
            | Comparator::SensitiveTextIsOneOf
            | Comparator::SensitiveTextIsNotOneOf
            | Comparator::SensitiveTextEquals
            | Comparator::SensitiveTextNotEquals
            | Comparator::SensitiveTextStartsWithAnyOf
            | Comparator::SensitiveTextNotStartsWithAnyOf
            | Comparator::SensitiveTextEndsWithAnyOf
            | Comparator::SensitiveTextNotEndsWithAnyOf
            | Comparator::TextEquals
            | Comparator::TextNotEquals
            | Comparator::TextStartsWithAnyOf
            | Comparator::TextNotStartsWithAnyOf
            | Comparator::TextEndsWithAnyOf
            | Comparator::TextNotEndsWithAnyOf => Self::Text,
            Comparator::NumberEquals
            | Comparator::NumberNotEquals
            | Comparator::NumberLess
            | Comparator::NumberLessOrEquals
            | Comparator::NumberGreater
            | Comparator::NumberGreaterOrEquals => Self::Number,
            Comparator::SemVerIsOneOf
            | Comparator::SemVerIsNotOneOf
            | Comparator::SemVerLess
            | Comparator::SemVerLessOrEquals
            | Comparator::SemVerGreater
            | Comparator::SemVerGreaterOrEquals => Self::Version,
            Comparator::DateTimeBefore | Comparator::DateTimeAfter => Self::Date,
            Comparator::ArrayContainsAnyOf
            | Comparator::ArrayNotContainsAnyOf
            | Comparator::SensitiveArrayContainsAnyOf
            | Comparator::SensitiveArrayNotContainsAnyOf => Self::List,
        }
    }
}
