//! [`Setting`]: a compiled setting, the same for all config versions.

use std::slice;

use crate::{
    config::{
        condition::Condition,
        percentage_option::{PercentageOption, PercentageOptions},
        served_value::ServedValue,
        targeting_rule::TargetingRule,
        user_condition::UserCondition,
    },
    users::AttributeName,
    values::{SettingType, Text, Value},
};

/// A setting, also called a feature flag: a value for everyone, and the targeting rules and percentage options that
/// serve other values to some users.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub(super) key: Text,
    pub(super) type_: SettingType,
    pub(super) served: ServedValue,
    pub(super) rules: Box<[TargetingRule]>,
    pub(super) options: PercentageOptions,
    /// The attribute that the bucket is calculated from, if the document names one.
    pub(super) percentage_attribute: Option<AttributeName>,
}

impl Setting {
    /// A setting with one value for everyone.
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

    /// The key of the setting.
    #[must_use]
    pub fn key(&self) -> &Text {
        &self.key
    }

    /// The type of all values of this setting.
    #[must_use]
    pub fn setting_type(&self) -> SettingType {
        self.type_
    }

    /// The served value for everyone: if no targeting rule decides and no percentage option applies.
    #[must_use]
    pub fn served(&self) -> &ServedValue {
        &self.served
    }

    /// The targeting rules, in the order of evaluation. The first one that matches decides.
    #[must_use]
    pub fn targeting_rules(&self) -> &[TargetingRule] {
        &self.rules
    }

    /// The percentage options of the setting, for users whom no targeting rule decides for. Their order matters: the
    /// first option takes the lowest buckets.
    #[must_use]
    pub fn percentage_options(&self) -> &[PercentageOption] {
        &self.options.options
    }

    /// The name of the attribute that the bucket of a user is calculated from. The default is `Identifier`.
    #[must_use]
    pub fn percentage_attribute(&self) -> &str {
        self.percentage_attribute_name().as_str()
    }

    /// All served values: of the targeting rules, of the percentage options, and for everyone, in this order.
    pub fn all_served(&self) -> impl Iterator<Item = &ServedValue> {
        let by_rules = self.rules.iter().flat_map(|rule| {
            rule.served().into_iter().chain(rule.percentage_options().iter().map(PercentageOption::served))
        });
        let by_options = self.percentage_options().iter().map(PercentageOption::served);
        by_rules.chain(by_options).chain([&self.served])
    }

    /// The attributes that the conditions and the percentage options ask for. Some can be there more than once.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = &str> {
        let conditions = self.rules.iter().flat_map(TargetingRule::conditions);
        let of_users = conditions.flat_map(|condition| match condition {
            Condition::User(condition) => slice::from_ref(condition),
            Condition::Segment(condition) => condition.segment().conditions(),
            Condition::Prerequisite(_) => &[],
        });
        let all_options = self.rules.iter().map(TargetingRule::percentage_options);
        let deals_out = all_options.chain([self.percentage_options()]).any(|options| !options.is_empty());
        of_users.map(UserCondition::attribute).chain(deals_out.then(|| self.percentage_attribute()))
    }

    pub(crate) fn options(&self) -> &PercentageOptions {
        &self.options
    }

    pub(crate) fn percentage_attribute_name(&self) -> &AttributeName {
        self.percentage_attribute.as_ref().unwrap_or(&AttributeName::Identifier)
    }

    /// The keys of the prerequisite flags.
    pub(super) fn prerequisites(&self) -> impl Iterator<Item = &Text> {
        self.rules.iter().flat_map(TargetingRule::conditions).filter_map(|condition| match condition {
            Condition::Prerequisite(condition) => Some(&condition.key),
            Condition::User(_) | Condition::Segment(_) => None,
        })
    }
}
