//! [`UserCondition`]: a comparison of a user attribute with a comparison value.

use std::fmt;

use crate::{
    config::{comparator::UserComparator, comparison_value::ComparisonValue, operand::Operand},
    users::AttributeName,
};

/// A comparison of a user attribute with a comparison value.
#[derive(Debug, Clone, PartialEq)]
pub struct UserCondition {
    pub(super) attribute: AttributeName,
    pub(super) comparator: UserComparator,
    pub(super) operand: Operand,
}

impl UserCondition {
    /// The name of the attribute.
    #[must_use]
    pub fn attribute(&self) -> &str {
        self.attribute.as_str()
    }

    /// How the attribute is compared with the comparison value.
    #[must_use]
    pub fn comparator(&self) -> UserComparator {
        self.comparator
    }

    /// The value that the attribute is compared with.
    #[must_use]
    pub fn comparison_value(&self) -> ComparisonValue<'_> {
        self.operand.comparison_value()
    }

    /// What is wrong with the comparison value, such as an invalid version; `None` if nothing is. A condition with a
    /// problem never matches.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.operand.invalid().map(|invalid| invalid.to_string())
    }

    /// Whether the condition compares semantic versions.
    #[must_use]
    pub fn compares_versions(&self) -> bool {
        matches!(self.operand, Operand::Version { .. } | Operand::VersionOneOf { .. })
    }

    /// Whether the condition holds for every user who has the attribute, whatever its value. Two mistakes cause this: a
    /// negated comparator with an empty list, or a list with the empty text, which every text contains. An empty list of
    /// versions does not count in config v6: the attribute must still be a version.
    #[must_use]
    pub fn holds_for_any_value(&self) -> bool {
        if self.comparator.is_negated() {
            self.operand.matches_nothing()
        } else {
            self.operand.matches_any_text()
        }
    }

    pub(crate) fn attribute_name(&self) -> &AttributeName {
        &self.attribute
    }

    pub(crate) fn operand(&self) -> &Operand {
        &self.operand
    }
}

impl fmt::Display for UserCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "User.{} {} {}", self.attribute.as_str(), self.comparator, self.operand)
    }
}
