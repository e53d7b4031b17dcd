//! Whether a condition holds for a user.

use std::fmt;

use super::{Trace, comparator};
use crate::{User, UserCondition, config::operand::InvalidComparison};

/// Why a condition cannot be evaluated. Its rule is then skipped, negated or not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Obstacle<'a> {
    AttributeMissing,
    AttributeInvalid { text: std::borrow::Cow<'a, str>, expected: &'static str },
    ComparisonInvalid(InvalidComparison<'a>),
}

impl fmt::Display for Obstacle<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AttributeMissing => f.write_str("the attribute is missing"),
            Self::AttributeInvalid { text, expected } => write!(f, "'{text}' is not a valid {expected}"),
            Self::ComparisonInvalid(invalid) => invalid.fmt(f),
        }
    }
}

pub(super) fn holds<'a>(
    condition: &'a UserCondition,
    user: &'a User,
    trace: &mut impl Trace,
) -> Result<bool, Obstacle<'a>> {
    let attribute = user.present(condition.attribute_name()).ok_or(Obstacle::AttributeMissing)?;
    let matched =
        comparator::matches(condition.operand(), attribute, || trace.converted(condition, attribute))?;
    Ok(matched != condition.is_negated())
}
