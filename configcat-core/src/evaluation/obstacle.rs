//! [`Obstacle`]: why a condition or percentage options cannot be evaluated.

use std::fmt;

use crate::{config::UserCondition, users::Attribute};

/// Why a condition or percentage options cannot be evaluated. The rule is skipped, even if the comparator is negated.
///
/// Only references; formatted on demand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Obstacle<'a> {
    UserMissing,
    AttributeMissing { attribute: &'a str },
    AttributeInvalid { condition: &'a UserCondition, attribute: &'a Attribute },
    ComparisonInvalid { condition: &'a UserCondition },
}

impl fmt::Display for Obstacle<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UserMissing => f.write_str("User Object is missing"),
            Self::AttributeMissing { attribute } => write!(f, "the User.{attribute} attribute is missing"),
            Self::AttributeInvalid { condition, attribute } => write!(
                f,
                "the User.{} attribute is invalid ('{}' is not a valid {})",
                condition.attribute(),
                attribute.to_text(),
                condition.operand().expected(),
            ),
            Self::ComparisonInvalid { condition } => {
                condition.operand().invalid().map_or(Ok(()), |invalid| invalid.fmt(f))
            }
        }
    }
}
