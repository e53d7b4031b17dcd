//! [`Segment`], and the condition on one.

use std::{fmt, sync::Arc};

use crate::{
    config::{comparator::SegmentComparator, user_condition::UserCondition},
    values::Text,
};

/// Whether the user is in a segment, or is not.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentCondition {
    pub(super) segment: Arc<Segment>,
    pub(super) comparator: SegmentComparator,
}

impl SegmentCondition {
    /// The segment.
    #[must_use]
    pub fn segment(&self) -> &Segment {
        &self.segment
    }

    /// Whether the condition asks for users in the segment, or for all others.
    #[must_use]
    pub fn comparator(&self) -> SegmentComparator {
        self.comparator
    }
}

impl fmt::Display for SegmentCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "User {} '{}'", self.comparator, self.segment.name)
    }
}

/// A group of users that several settings can refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub(super) name: Text,
    pub(super) conditions: Box<[UserCondition]>,
}

impl Segment {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// The conditions, all of which must hold for a user of the segment.
    #[must_use]
    pub fn conditions(&self) -> &[UserCondition] {
        &self.conditions
    }
}
