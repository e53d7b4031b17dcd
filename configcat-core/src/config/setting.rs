//! [`Setting`]: a compiled setting, whatever format it came from.

use crate::{
    config::{
        condition::Condition,
        percentage_option::{PercentageOption, PercentageOptions},
        served_value::ServedValue,
        targeting_rule::TargetingRule,
    },
    users::AttributeName,
    values::{SettingType, Text, Value},
};

/// A feature flag or setting: the value for everyone, and the rules and options that give others to some.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub(super) key: Text,
    pub(super) type_: SettingType,
    pub(super) served: ServedValue,
    pub(super) rules: Box<[TargetingRule]>,
    pub(super) options: PercentageOptions,
    /// The attribute that users are dealt out by, if it was named.
    pub(super) percentage_attribute: Option<AttributeName>,
}

impl Setting {
    /// A setting that serves one value to everyone.
    pub(super) fn plain(key: Text, value: Value) -> Self {
        Self {
            key,
            type_: value.setting_type(),
            served: ServedValue { value, variation_id: None },
            rules: Box::default(),
            options: PercentageOptions::default(),
            percentage_attribute: None,
        }
    }

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
        &self.options.options
    }

    /// The name of the attribute that percentage options deal users out by.
    #[must_use]
    pub fn percentage_attribute(&self) -> &str {
        self.percentage_attribute_name().as_str()
    }

    /// Everything that this setting can serve: by its rules, then by its options, then to everyone.
    pub fn all_served(&self) -> impl Iterator<Item = &ServedValue> {
        let by_rules = self.rules.iter().flat_map(|rule| {
            rule.served().into_iter().chain(rule.percentage_options().iter().map(PercentageOption::served))
        });
        let by_options = self.percentage_options().iter().map(PercentageOption::served);
        by_rules.chain(by_options).chain([&self.served])
    }

    pub(crate) fn options(&self) -> &PercentageOptions {
        &self.options
    }

    pub(crate) fn percentage_attribute_name(&self) -> &AttributeName {
        self.percentage_attribute.as_ref().unwrap_or(&AttributeName::Identifier)
    }

    /// The flags that the rules of this one look at.
    pub(super) fn prerequisites(&self) -> impl Iterator<Item = &Text> {
        self.rules.iter().flat_map(TargetingRule::conditions).filter_map(|condition| match condition {
            Condition::Prerequisite(condition) => Some(&condition.key),
            Condition::User(_) | Condition::Segment(_) => None,
        })
    }
}
