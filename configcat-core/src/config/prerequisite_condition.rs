//! [`PrerequisiteCondition`]: a comparison of the value of another flag with a value.

use std::fmt;

use crate::{
    config::comparator::PrerequisiteFlagComparator,
    values::{Text, Value},
};

/// A comparison of the value of another flag, evaluated for the same user, with a value. Only config v6 has these.
#[doc(alias = "PrerequisiteFlagCondition")]
#[derive(Debug, Clone, PartialEq)]
pub struct PrerequisiteCondition {
    pub(super) key: Text,
    pub(super) value: Value,
    pub(super) comparator: PrerequisiteFlagComparator,
}

impl PrerequisiteCondition {
    /// The key of the prerequisite flag.
    #[must_use]
    pub fn key(&self) -> &Text {
        &self.key
    }

    /// The comparison value.
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
