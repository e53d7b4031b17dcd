//! Why a condition cannot be evaluated.

use std::fmt;

use crate::{config::UserCondition, users::Attribute};

/// Why a condition, or percentage options, cannot be evaluated. A rule with such a condition is skipped, negated or
/// not.
///
/// Nothing but references, since each condition may return one: what there is to say is found out when it is said.
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
