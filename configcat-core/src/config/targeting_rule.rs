//! [`TargetingRule`]: conditions, and what they lead to.

use std::{fmt, ops::Deref};

use crate::config::{
    condition::Condition,
    percentage_option::{PercentageOption, PercentageOptions},
    served_value::ServedValue,
};

/// A targeting rule: if all conditions hold, it decides.
///
/// [`Display`](fmt::Display) puts it in words: `IF User.Email CONTAINS ANY OF ['@example.com'] THEN 'true'`.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetingRule {
    pub(super) conditions: Conditions,
    pub(super) then: Then,
}

impl TargetingRule {
    /// The conditions, all of which must hold. Rules of config v5 have exactly one.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// What is served if the rule matches; `None` if percentage options decide that.
    #[must_use]
    pub fn served(&self) -> Option<&ServedValue> {
        match &self.then {
            Then::Value(served) => Some(served),
            Then::Options(_) => None,
        }
    }

    /// The percentage options that decide what is served if the rule matches; none if it serves one value.
    #[must_use]
    pub fn percentage_options(&self) -> &[PercentageOption] {
        match &self.then {
            Then::Value(_) => &[],
            Then::Options(options) => &options.options,
        }
    }

    pub(crate) fn then(&self) -> &Then {
        &self.then
    }
}

impl fmt::Display for TargetingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, condition) in self.conditions.iter().enumerate() {
            write!(f, "{} {condition} ", if index == 0 { "IF" } else { "AND" })?;
        }
        write!(f, "THEN {}", self.then)
    }
}

/// The conditions of a rule. Nearly all rules have one, which is kept in place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Conditions {
    One([Condition; 1]),
    Many(Box<[Condition]>),
}

impl Deref for Conditions {
    type Target = [Condition];

    fn deref(&self) -> &[Condition] {
        match self {
            Self::One(condition) => condition,
            Self::Many(conditions) => conditions,
        }
    }
}

/// What a targeting rule that matches leads to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Then {
    Value(ServedValue),
    Options(PercentageOptions),
}

impl fmt::Display for Then {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(served) => write!(f, "'{}'", served.value),
            Self::Options(_) => f.write_str("% options"),
        }
    }
}
