//! [`TargetingRule`]: conditions, and what is served if all of them hold.

use std::{fmt, ops::Deref};

use crate::config::{
    condition::Condition,
    percentage_option::{PercentageOption, PercentageOptions},
    served_value::ServedValue,
};

/// Conditions, and what is served if all of them hold: a value or percentage options.
///
/// [`Display`](fmt::Display) writes it as ConfigCat's evaluation logs do:
/// `IF User.Email CONTAINS ANY OF ['@example.com'] THEN 'true'`.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetingRule {
    pub(super) conditions: Conditions,
    pub(super) then: Then,
}

impl TargetingRule {
    /// The conditions. The rule matches if all of them hold. A rule of config v5 has exactly one.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The served value if the rule matches; `None` if the rule has percentage options.
    #[must_use]
    pub fn served(&self) -> Option<&ServedValue> {
        match &self.then {
            Then::Value(served) => Some(served),
            Then::Options(_) => None,
        }
    }

    /// The percentage options that apply if the rule matches; empty if the rule serves one value.
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

/// The conditions of a rule. Nearly all rules have one, which needs no allocation.
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

/// What a targeting rule serves if it matches.
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
