//! The settings of a `config_v5.json`. Every member but `v` may be missing.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Object;

#[derive(Deserialize)]
#[serde(expecting = "a setting (a JSON object with a value `v`)")]
pub(in crate::config) struct Setting<'a> {
    /// Value.
    #[serde(borrow)]
    pub(in crate::config) v: Option<&'a RawValue>,
    /// Setting type.
    pub(in crate::config) t: Option<i64>,
    /// Variation id.
    #[serde(borrow)]
    pub(in crate::config) i: Option<Cow<'a, str>>,
    /// Targeting rules.
    #[serde(borrow)]
    pub(in crate::config) r: Option<Vec<Object<Rule<'a>>>>,
    /// Percentage options.
    #[serde(borrow)]
    pub(in crate::config) p: Option<Vec<Object<PercentageOption<'a>>>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a targeting rule (a JSON object)")]
pub(in crate::config) struct Rule<'a> {
    /// Order.
    pub(in crate::config) o: Option<i64>,
    /// Attribute name.
    #[serde(borrow)]
    pub(in crate::config) a: Option<Cow<'a, str>>,
    /// Comparator.
    pub(in crate::config) t: Option<i64>,
    /// Comparison value.
    #[serde(borrow)]
    pub(in crate::config) c: Option<Cow<'a, str>>,
    /// Value.
    #[serde(borrow)]
    pub(in crate::config) v: Option<&'a RawValue>,
    /// Variation id.
    #[serde(borrow)]
    pub(in crate::config) i: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a percentage option (a JSON object)")]
pub(in crate::config) struct PercentageOption<'a> {
    /// Order.
    pub(in crate::config) o: Option<i64>,
    /// Value.
    #[serde(borrow)]
    pub(in crate::config) v: Option<&'a RawValue>,
    /// Percentage.
    pub(in crate::config) p: Option<f64>,
    /// Variation id.
    #[serde(borrow)]
    pub(in crate::config) i: Option<Cow<'a, str>>,
}
