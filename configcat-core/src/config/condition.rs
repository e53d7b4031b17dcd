//! [`Condition`]: what a targeting rule asks.

use std::fmt;

use crate::config::{
    prerequisite_condition::PrerequisiteCondition, segment::SegmentCondition, user_condition::UserCondition,
};

/// A condition of a targeting rule. [`Display`](fmt::Display) puts it in the words of ConfigCat's evaluation logs.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Condition {
    /// A comparison of a user attribute with a value.
    User(UserCondition),
    /// Whether the user is in a segment.
    Segment(SegmentCondition),
    /// A comparison of what another flag serves with a value.
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
