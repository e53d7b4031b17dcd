//! The compiled settings: what evaluation and code generation work on, whatever format they came from.

use std::fmt;

use crate::{SettingType, Text, Value, config::operand::Operand, user::AttributeName};

/// A feature flag or setting: the value for everyone, and the rules and options that give others to some.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub(super) key: Text,
    pub(super) type_: SettingType,
    pub(super) served: ServedValue,
    pub(super) rules: Box<[TargetingRule]>,
    pub(super) options: Box<[PercentageOption]>,
}

impl Setting {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &Text {
        &self.key
    }

    /// The type of all values of this setting.
    #[must_use]
    pub fn setting_type(&self) -> SettingType {
        self.type_
    }

    /// What is served if no rule matches and there are no percentage options.
    #[must_use]
    pub fn served(&self) -> &ServedValue {
        &self.served
    }

    /// The targeting rules in the order in which they apply: the first that matches decides.
    #[must_use]
    pub fn targeting_rules(&self) -> &[TargetingRule] {
        &self.rules
    }

    /// The percentage options in the order in which they share out the buckets 0 to 99.
    #[must_use]
    pub fn percentage_options(&self) -> &[PercentageOption] {
        &self.options
    }

    /// Everything that this setting can serve: by its rules, then by its options, then to everyone.
    pub fn all_served(&self) -> impl Iterator<Item = &ServedValue> {
        let by_rules = self.rules.iter().map(TargetingRule::served);
        let by_options = self.options.iter().map(PercentageOption::served);
        by_rules.chain(by_options).chain([&self.served])
    }
}

/// A value with its variation id.
#[derive(Debug, Clone, PartialEq)]
pub struct ServedValue {
    pub(super) value: Value,
    pub(super) variation_id: Option<Text>,
}

impl ServedValue {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The id that ConfigCat gave this value, for analytics.
    #[must_use]
    pub fn variation_id(&self) -> Option<&Text> {
        self.variation_id.as_ref()
    }
}

/// A targeting rule: if all conditions hold, its value is served.
///
/// [`Display`](fmt::Display) puts it in words: `IF User.Email CONTAINS ANY OF ['@example.com'] THEN 'true'`.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetingRule {
    pub(super) conditions: Box<[Condition]>,
    pub(super) served: ServedValue,
}

impl TargetingRule {
    /// The conditions, all of which must hold. Rules of config v5 have exactly one.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// What is served if the rule matches.
    #[must_use]
    pub fn served(&self) -> &ServedValue {
        &self.served
    }
}

impl fmt::Display for TargetingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, condition) in self.conditions.iter().enumerate() {
            write!(f, "{} {condition} ", if index == 0 { "IF" } else { "AND" })?;
        }
        write!(f, "THEN '{}'", self.served.value)
    }
}

/// A condition of a targeting rule. [`Display`](fmt::Display) puts it in the words of ConfigCat's evaluation logs.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Condition {
    /// A comparison of a user attribute with a value.
    User(UserCondition),
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(condition) => condition.fmt(f),
        }
    }
}

/// A comparison of a user attribute with a comparison value.
#[derive(Debug, Clone, PartialEq)]
pub struct UserCondition {
    pub(super) attribute: AttributeName,
    pub(super) operand: Operand,
    pub(super) negate: bool,
}

impl UserCondition {
    /// The name of the attribute.
    #[must_use]
    pub fn attribute(&self) -> &str {
        self.attribute.as_str()
    }

    /// What is wrong with the comparison value, if anything. Such a condition never matches.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.operand.invalid().map(|invalid| invalid.to_string())
    }

    pub(crate) fn attribute_name(&self) -> &AttributeName {
        &self.attribute
    }

    pub(crate) fn operand(&self) -> &Operand {
        &self.operand
    }

    pub(crate) fn is_negated(&self) -> bool {
        self.negate
    }
}

impl fmt::Display for UserCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "User.{} ", self.attribute.as_str())?;
        self.operand.describe(self.negate, f)
    }
}

/// A share of the users, dealt out by hash, and what they are served.
#[derive(Debug, Clone, PartialEq)]
pub struct PercentageOption {
    pub(super) percentage: f64,
    pub(super) served: ServedValue,
}

impl PercentageOption {
    /// The share in percent, 0 to 100.
    #[must_use]
    pub fn percentage(&self) -> f64 {
        self.percentage
    }

    /// What is served to this share of the users.
    #[must_use]
    pub fn served(&self) -> &ServedValue {
        &self.served
    }
}
