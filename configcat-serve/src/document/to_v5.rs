//! Settings of config v6 and of simple documents, as config v5 has them.

use configcat_core::{
    SettingType, Text, Value,
    config::{
        ComparisonValue, Condition, PercentageOption, ServedValue, Setting, TargetingRule, UserComparator,
        UserCondition,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use crate::document::numbers::Plain;

/// The setting as config v5 has it, or why it has no such form. The JSON of config v6 says what the setting does not.
pub(super) fn setting_to_v5(setting: &Setting, v6: &RawValue) -> Result<Box<RawValue>, String> {
    let mut rules = Vec::new();
    for (index, rule) in setting.targeting_rules().iter().enumerate() {
        let converted = rules_of(rule).map_err(|why| format!("targeting rule {}: {why}", index + 1))?;
        for (a, t, c, served) in converted {
            rules.push(RuleV5 { o: rules.len(), a, t, c, v: served.value(), i: served.variation_id() });
        }
    }
    let served = setting.served();
    let setting = SettingV5 {
        v: served.value(),
        t: type_number(setting.setting_type()),
        i: served.variation_id(),
        r: rules,
        p: options(setting, v6)?,
    };
    to_raw_value(&setting).map_err(|error| error.to_string())
}

/// The number of a type, the same in config v5 and v6.
pub(super) fn type_number(setting_type: SettingType) -> u8 {
    match setting_type {
        SettingType::Bool => 0,
        SettingType::Text => 1,
        SettingType::Int => 2,
        SettingType::Float => 3,
    }
}

#[derive(Serialize)]
struct SettingV5<'a> {
    v: &'a Value,
    t: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<&'a Text>,
    p: Vec<OptionV5<'a>>,
    r: Vec<RuleV5<'a>>,
}

#[derive(Serialize)]
struct RuleV5<'a> {
    o: usize,
    a: &'a str,
    t: u8,
    c: String,
    v: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<&'a Text>,
}

#[derive(Serialize)]
struct OptionV5<'a> {
    o: usize,
    v: &'a Value,
    p: Plain,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<&'a Text>,
}

/// The attribute that deals users out, as config v6 has it.
#[derive(Deserialize)]
struct PercentageAttribute<'a> {
    #[serde(borrow)]
    a: Option<&'a RawValue>,
}

/// Attribute, comparator, comparison value, and what is served.
type Converted<'a> = (&'a str, u8, String, &'a ServedValue);

/// The rules that together serve what a rule of config v6 serves.
fn rules_of(rule: &TargetingRule) -> Result<Vec<Converted<'_>>, String> {
    let condition = match rule.conditions() {
        [Condition::User(condition)] => condition,
        [Condition::Segment(_)] => return Err("config v5 has no segments".to_owned()),
        [Condition::Prerequisite(_)] => return Err("config v5 has no prerequisite flags".to_owned()),
        [] => return Err("config v5 has no rules without conditions".to_owned()),
        _ => return Err("config v5 has one condition for each rule".to_owned()),
    };
    let Some(served) = rule.served() else {
        return Err("config v5 has no percentage options in rules".to_owned());
    };
    let values = comparison_values(condition)?;
    let comparator = v5_comparator(condition.comparator())
        .ok_or_else(|| format!("config v5 has no comparator `{}`", condition.comparator()))?;
    Ok(values.into_iter().map(|value| (condition.attribute(), comparator, value, served)).collect())
}

/// The comparator of config v5 that does the same.
fn v5_comparator(comparator: UserComparator) -> Option<u8> {
    let same = match comparator {
        UserComparator::TextEquals => UserComparator::TextIsOneOf,
        UserComparator::TextNotEquals => UserComparator::TextIsNotOneOf,
        other => other,
    };
    same.v5_number()
}

/// The comparison values of rules of config v5 that together hold when this condition holds.
fn comparison_values(condition: &UserCondition) -> Result<Vec<String>, String> {
    let comparator = condition.comparator();
    match condition.comparison_value() {
        _ if comparator.is_hashed() => {
            Err("its comparison values are hashed, and config v5 needs other hashes".to_owned())
        }
        ComparisonValue::Texts(items) => match comparator {
            UserComparator::TextContainsAnyOf => Ok(items.iter().map(ToString::to_string).collect()),
            UserComparator::TextNotContainsAnyOf => match items {
                [item] => Ok(vec![item.to_string()]),
                _ => Err("config v5 has one text for each `NOT CONTAINS`".to_owned()),
            },
            UserComparator::SemVerIsOneOf | UserComparator::SemVerIsNotOneOf => versions(comparator, items),
            UserComparator::TextIsOneOf | UserComparator::TextIsNotOneOf => items
                .iter()
                .map(|item| list_item(item))
                .collect::<Result<Vec<_>, _>>()
                .map(|items| joined(&items)),
            _ => Ok(Vec::new()),
        },
        ComparisonValue::Text(text) if condition.compares_versions() => Ok(vec![text.to_owned()]),
        ComparisonValue::Text(text) => Ok(vec![list_item(text)?.to_owned()]),
        ComparisonValue::Number(number) => to_raw_value(&Plain(number))
            .map(|json| vec![json.get().to_owned()])
            .map_err(|why| why.to_string()),
        _ => Ok(Vec::new()),
    }
}

fn versions(comparator: UserComparator, items: &[Text]) -> Result<Vec<String>, String> {
    if comparator.is_negated() && items.iter().all(|item| item.trim().is_empty()) {
        return Err("config v5 takes any attribute for an empty list of versions".to_owned());
    }
    match items.iter().find(|item| item.contains(',')) {
        Some(item) => Err(format!("config v5 would split the comparison value `{item}`")),
        None => Ok(joined(&items.iter().map(Text::as_str).collect::<Vec<_>>())),
    }
}

/// An item of a list, which config v5 writes as one text.
fn list_item(item: &str) -> Result<&str, String> {
    if item.contains(',') || item.trim() != item {
        return Err(format!("config v5 would split or trim the comparison value `{item}`"));
    }
    Ok(item)
}

fn joined(items: &[&str]) -> Vec<String> {
    vec![items.join(",")]
}

fn options<'a>(setting: &'a Setting, v6: &RawValue) -> Result<Vec<OptionV5<'a>>, String> {
    let options = setting.percentage_options();
    if options.is_empty() {
        return Ok(Vec::new());
    }
    let attribute = serde_json::from_str(v6.get());
    if attribute.is_ok_and(|PercentageAttribute { a }| a.is_some_and(|a| a.get() != "null")) {
        return Err(format!(
            "config v5 deals users out by `Identifier`, not by `{}`",
            setting.percentage_attribute()
        ));
    }
    let sum: f64 = options.iter().map(PercentageOption::percentage).sum();
    if sum < 100.0 {
        return Err("its percentage options do not cover everyone, which is no error in config v5".to_owned());
    }
    let option = |(o, option): (usize, &'a PercentageOption)| {
        let served = option.served();
        OptionV5 { o, v: served.value(), p: Plain(option.percentage()), i: served.variation_id() }
    };
    Ok(options.iter().enumerate().map(option).collect())
}
