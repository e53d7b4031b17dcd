//! [`Condition`]: a condition of a targeting rule.

use std::fmt;

use crate::config::{
    prerequisite_condition::PrerequisiteCondition, segment::SegmentCondition, user_condition::UserCondition,
};

/// A condition of a targeting rule. [`Display`](fmt::Display) writes it as ConfigCat's evaluation logs do.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Condition {
    /// A comparison of a user attribute with a value.
    User(UserCondition),
    /// Whether the user is in a segment, or is not.
    Segment(SegmentCondition),
    /// A comparison of the value of another flag with a value.
    Prerequisite(PrerequisiteCondition),
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(condition) => condition.fmt(f),
            Self::Segment(condition) => condition.fmt(f),
            Self::Prerequisite(condition) => condition.fmt(f),
        }
    }
}
