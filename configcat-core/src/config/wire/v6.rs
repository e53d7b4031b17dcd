//! The settings and segments of a `config_v6.json`.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Object;

#[derive(Deserialize)]
#[serde(expecting = "a setting (a JSON object with a value `v`)")]
pub(in crate::config) struct Setting<'a> {
    /// Setting type.
    pub(in crate::config) t: Option<i64>,
    /// Percentage attribute.
    #[serde(borrow)]
    pub(in crate::config) a: Option<Cow<'a, str>>,
    /// Targeting rules.
    #[serde(borrow)]
    pub(in crate::config) r: Option<Vec<Object<Rule<'a>>>>,
    /// Percentage options.
    #[serde(borrow)]
    pub(in crate::config) p: Option<Vec<Object<PercentageOption<'a>>>>,
    /// Value.
    #[serde(borrow)]
    pub(in crate::config) v: Option<Object<Value<'a>>>,
    /// Variation id.
    #[serde(borrow)]
    pub(in crate::config) i: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a value such as `{\"b\": true}`")]
pub(in crate::config) struct Value<'a> {
    /// Bool.
    #[serde(borrow)]
    pub(in crate::config) b: Option<&'a RawValue>,
    /// Text.
    #[serde(borrow)]
    pub(in crate::config) s: Option<&'a RawValue>,
    /// Whole number.
    #[serde(borrow)]
    pub(in crate::config) i: Option<&'a RawValue>,
    /// Decimal number.
    #[serde(borrow)]
    pub(in crate::config) d: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(expecting = "a targeting rule (a JSON object)")]
pub(in crate::config) struct Rule<'a> {
    /// Conditions.
    #[serde(borrow)]
    pub(in crate::config) c: Option<Vec<Object<Condition<'a>>>>,
    /// Served value.
    #[serde(borrow)]
    pub(in crate::config) s: Option<Object<ServedValue<'a>>>,
    /// Percentage options.
    #[serde(borrow)]
    pub(in crate::config) p: Option<Vec<Object<PercentageOption<'a>>>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a served value (a JSON object)")]
pub(in crate::config) struct ServedValue<'a> {
    /// Value.
    #[serde(borrow)]
    pub(in crate::config) v: Option<Object<Value<'a>>>,
    /// Variation id.
    #[serde(borrow)]
    pub(in crate::config) i: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a percentage option (a JSON object)")]
pub(in crate::config) struct PercentageOption<'a> {
    /// Percentage.
    pub(in crate::config) p: Option<f64>,
    /// Value.
    #[serde(borrow)]
    pub(in crate::config) v: Option<Object<Value<'a>>>,
    /// Variation id.
    #[serde(borrow)]
    pub(in crate::config) i: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a condition (a JSON object)")]
pub(in crate::config) struct Condition<'a> {
    /// User condition.
    #[serde(borrow)]
    pub(in crate::config) u: Option<Object<UserCondition<'a>>>,
    /// Segment condition.
    pub(in crate::config) s: Option<Object<SegmentCondition>>,
    /// Prerequisite flag condition.
    #[serde(borrow)]
    pub(in crate::config) p: Option<Object<PrerequisiteCondition<'a>>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a user condition (a JSON object)")]
pub(in crate::config) struct UserCondition<'a> {
    /// Attribute name.
    #[serde(borrow)]
    pub(in crate::config) a: Option<Cow<'a, str>>,
    /// Comparator.
    pub(in crate::config) c: Option<i64>,
    /// Text to compare with.
    #[serde(borrow)]
    pub(in crate::config) s: Option<Cow<'a, str>>,
    /// Number to compare with.
    pub(in crate::config) d: Option<f64>,
    /// Texts to compare with.
    #[serde(borrow)]
    pub(in crate::config) l: Option<Vec<Cow<'a, str>>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a segment condition (a JSON object)")]
pub(in crate::config) struct SegmentCondition {
    /// Index of the segment.
    pub(in crate::config) s: Option<i64>,
    /// Comparator.
    pub(in crate::config) c: Option<i64>,
}

#[derive(Deserialize)]
#[serde(expecting = "a prerequisite flag condition (a JSON object)")]
pub(in crate::config) struct PrerequisiteCondition<'a> {
    /// Key of the flag.
    #[serde(borrow)]
    pub(in crate::config) f: Option<Cow<'a, str>>,
    /// Comparator.
    pub(in crate::config) c: Option<i64>,
    /// Value to compare with.
    #[serde(borrow)]
    pub(in crate::config) v: Option<Object<Value<'a>>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a segment (a JSON object)")]
pub(in crate::config) struct Segment<'a> {
    /// Name.
    #[serde(borrow)]
    pub(in crate::config) n: Option<Cow<'a, str>>,
    /// Conditions.
    #[serde(borrow)]
    pub(in crate::config) r: Option<Vec<Object<UserCondition<'a>>>>,
}
