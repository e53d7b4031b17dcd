//! The compiled settings: what evaluation and code generation work on, whatever format they came from.

use std::{fmt, ops::Deref, sync::Arc};

use crate::{SettingType, Text, Value, config::operand::Operand, user::AttributeName};

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

/// Whether the user is in a segment, or is not.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentCondition {
    pub(super) segment: Arc<Segment>,
    pub(super) negate: bool,
}

impl SegmentCondition {
    /// The segment.
    #[must_use]
    pub fn segment(&self) -> &Segment {
        &self.segment
    }

    pub(crate) fn is_negated(&self) -> bool {
        self.negate
    }
}

impl fmt::Display for SegmentCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.negate { "NOT " } else { "" };
        write!(f, "User IS {not}IN SEGMENT '{}'", self.segment.name)
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

/// A comparison of what another flag serves to the user with a value.
#[derive(Debug, Clone, PartialEq)]
pub struct PrerequisiteCondition {
    pub(super) key: Text,
    pub(super) value: Value,
    pub(super) negate: bool,
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

    pub(crate) fn is_negated(&self) -> bool {
        self.negate
    }
}

impl fmt::Display for PrerequisiteCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.negate { "NOT " } else { "" };
        write!(f, "Flag '{}' {not}EQUALS '{}'", self.key, self.value)
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

    /// Whether it compares semantic versions.
    #[must_use]
    pub fn compares_versions(&self) -> bool {
        matches!(self.operand, Operand::Version { .. } | Operand::VersionOneOf { .. })
    }

    /// Whether it holds for every user who has the attribute, whatever its value: because there is nothing in the
    /// list that it must not be in, or because each text contains the empty one.
    #[must_use]
    pub fn holds_for_any_value(&self) -> bool {
        if self.negate { self.operand.matches_nothing() } else { self.operand.matches_any_text() }
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

/// Percentage options that stand together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PercentageOptions {
    pub(crate) options: Box<[PercentageOption]>,
    /// Whether a user that falls into no option is an error, as in config v6; else the options do not apply.
    pub(crate) must_cover: bool,
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
