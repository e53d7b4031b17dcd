//! Why a condition cannot be evaluated.

use std::{borrow::Cow, fmt};

use crate::config::operand::InvalidComparison;

/// Why a condition, or percentage options, cannot be evaluated. A rule with such a condition is skipped, negated or
/// not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Obstacle<'a> {
    UserMissing,
    AttributeMissing { attribute: &'a str },
    AttributeInvalid { attribute: &'a str, text: Cow<'a, str>, expected: &'static str },
    ComparisonInvalid(InvalidComparison<'a>),
}

impl fmt::Display for Obstacle<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UserMissing => f.write_str("User Object is missing"),
            Self::AttributeMissing { attribute } => write!(f, "the User.{attribute} attribute is missing"),
            Self::AttributeInvalid { attribute, text, expected } => {
                write!(f, "the User.{attribute} attribute is invalid ('{text}' is not a valid {expected})")
            }
            Self::ComparisonInvalid(invalid) => invalid.fmt(f),
        }
    }
}
