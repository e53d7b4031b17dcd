//! Settings of config v5 and of simple documents, as config v6 has them.

use configcat_core::{
    Text, Value,
    config::{
        ComparisonValue, Condition, PercentageOption, ServedValue, Setting, TargetingRule, UserComparator,
        UserCondition,
    },
};
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::value::{RawValue, to_raw_value};

use crate::document::{numbers::Plain, to_v5::type_number};

/// The setting as config v6 has it, or why it has no such form.
pub(super) fn setting_to_v6(setting: &Setting) -> Result<Box<RawValue>, String> {
    let rules = setting.targeting_rules().iter().enumerate();
    let rules = rules
        .map(|(index, rule)| RuleV6::of(rule).map_err(|why| format!("targeting rule {}: {why}", index + 1)));
    let served = setting.served();
    let setting = SettingV6 {
        t: type_number(setting.setting_type()),
        r: rules.collect::<Result<_, _>>()?,
        p: options(setting.percentage_options(), served),
        v: ValueV6(served.value()),
        i: served.variation_id(),
    };
    to_raw_value(&setting).map_err(|error| error.to_string())
}

#[derive(Serialize)]
struct SettingV6<'a> {
    t: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    r: Vec<RuleV6<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    p: Vec<OptionV6<'a>>,
    v: ValueV6<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<&'a Text>,
}

#[derive(Serialize)]
struct RuleV6<'a> {
    c: [ConditionV6<'a>; 1],
    s: ServedV6<'a>,
}

#[derive(Serialize)]
struct ServedV6<'a> {
    v: ValueV6<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<&'a Text>,
}

#[derive(Serialize)]
struct ConditionV6<'a> {
    u: UserConditionV6<'a>,
}

#[derive(Serialize)]
struct UserConditionV6<'a> {
    a: &'a str,
    c: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<Plain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<&'a [Text]>,
}

#[derive(Serialize)]
struct OptionV6<'a> {
    p: Plain,
    v: ValueV6<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<&'a Text>,
}

/// A value as config v6 has it.
pub(super) struct ValueV6<'a>(pub(super) &'a Value);

impl Serialize for ValueV6<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let member = match self.0 {
            Value::Bool(_) => "b",
            Value::Text(_) => "s",
            Value::Int(_) => "i",
            Value::Float(_) => "d",
        };
        let mut object = serializer.serialize_map(Some(1))?;
        object.serialize_entry(member, self.0)?;
        object.end()
    }
}

impl<'a> RuleV6<'a> {
    fn of(rule: &'a TargetingRule) -> Result<Self, String> {
        // A rule of config v5 has one condition and one value.
        let ([Condition::User(condition)], Some(served)) = (rule.conditions(), rule.served()) else {
            return Err("it is not a rule of config v5".to_owned());
        };
        let s = ServedV6 { v: ValueV6(served.value()), i: served.variation_id() };
        Ok(Self { c: [ConditionV6 { u: UserConditionV6::of(condition)? }], s })
    }
}

impl<'a> UserConditionV6<'a> {
    fn of(condition: &'a UserCondition) -> Result<Self, String> {
        let of = |comparator: UserComparator| Self {
            a: condition.attribute(),
            c: comparator.number(),
            s: None,
            d: None,
            l: None,
        };
        let comparator = condition.comparator();
        let same = of(comparator);
        Ok(match condition.comparison_value() {
            // Config v6 skips the rule for attributes that are not a version, even if the list is empty.
            ComparisonValue::Texts([]) if comparator == UserComparator::SemVerIsNotOneOf => {
                Self { l: Some(&[]), ..of(UserComparator::TextIsNotOneOf) }
            }
            ComparisonValue::Texts(items) => Self { l: Some(items), ..same },
            ComparisonValue::Text(_) if !condition.compares_versions() => {
                // The number is not valid, so the condition never holds.
                Self { l: Some(&[]), ..of(UserComparator::TextIsOneOf) }
            }
            ComparisonValue::Text(text) => Self { s: Some(text), ..same },
            ComparisonValue::Number(number) if number.is_finite() => Self { d: Some(Plain(number)), ..same },
            ComparisonValue::Number(number) => {
                return Err(format!("config v6 cannot compare with the number `{number}`"));
            }
            ComparisonValue::HashedText | ComparisonValue::HashedTexts(_) => {
                return Err("its comparison values are hashed with SHA-1, and config v6 needs other hashes"
                    .to_owned());
            }
            _ => return Err("config v6 has no such comparison".to_owned()),
        })
    }
}

/// Percentage options that cover everyone: with config v5, users whom no option names get the value for everyone.
fn options<'a>(options: &'a [PercentageOption], everyone: &'a ServedValue) -> Vec<OptionV6<'a>> {
    let option = |percentage: f64, served: &'a ServedValue| OptionV6 {
        p: Plain(percentage),
        v: ValueV6(served.value()),
        i: served.variation_id(),
    };
    let sum: f64 = options.iter().map(PercentageOption::percentage).sum();
    let mut covering: Vec<_> = options.iter().map(|of| option(of.percentage(), of.served())).collect();
    if !covering.is_empty() && sum < 100.0 {
        covering.push(option(100.0 - sum, everyone));
    }
    covering
}
