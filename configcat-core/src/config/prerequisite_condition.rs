//! [`PrerequisiteCondition`]: a comparison of what another flag serves with a value.

use std::fmt;

use crate::{
    config::comparator::PrerequisiteFlagComparator,
    values::{Text, Value},
};

/// A comparison of what another flag serves to the user with a value.
#[derive(Debug, Clone, PartialEq)]
pub struct PrerequisiteCondition {
    pub(super) key: Text,
    pub(super) value: Value,
    pub(super) comparator: PrerequisiteFlagComparator,
}

impl PrerequisiteCondition {
    /// The key of the other flag.
    #[must_use]
    pub fn key(&self) -> &Text {
        &self.key
    }

    /// The value that it is compared with.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// How the values are compared.
    #[must_use]
    pub fn comparator(&self) -> PrerequisiteFlagComparator {
        self.comparator
    }
}

impl fmt::Display for PrerequisiteCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flag '{}' {} '{}'", self.key, self.comparator, self.value)
    }
}
