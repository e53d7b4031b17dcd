//! [`Segment`] and [`SegmentCondition`].

use std::{fmt, sync::Arc};

use crate::{
    config::{comparator::SegmentComparator, user_condition::UserCondition},
    values::Text,
};

/// Whether the user is in a segment, or is not. Only config v6 has these.
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

    /// Whether the condition holds for the users in the segment, or for all others.
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

/// Named user conditions that several settings share. A user is in the segment if all of them hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub(super) name: Text,
    pub(super) conditions: Box<[UserCondition]>,
}

impl Segment {
    /// The name of the segment.
    #[must_use]
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// The user conditions. A user is in the segment if all of them hold.
    #[must_use]
    pub fn conditions(&self) -> &[UserCondition] {
        &self.conditions
    }
}
