//! Compiles the settings of config v5.

use serde_json::value::RawValue;

use crate::{
    config::{
        comparator::UserComparator,
        compile::{
            Compiler, attribute_name, compile_each, setting_slot, v5::operand::operand, value::parse_value,
        },
        condition::Condition,
        defect::kind::{DefectKind, Required},
        locate::Locator,
        operand::Operand,
        percentage_option::{PercentageOption, PercentageOptions},
        setting::Setting,
        slot::SettingSlot,
        targeting_rule::{Conditions, TargetingRule, Then},
        user_condition::UserCondition,
        wire::{At, DocumentKey, Item, List, Member, v5 as wire},
    },
    values::SettingType,
};

mod operand;

/// Compiles a setting.
pub(in crate::config) fn setting(
    key: &DocumentKey<'_>,
    json: &RawValue,
    locator: &Locator<'_>,
) -> SettingSlot {
    setting_slot(key, json, locator, |compiler, wire| compiler.v5_setting(&key.text, wire))
}

/// Compiles a setting; `None` on any defect.
pub(in crate::config) fn valid_setting(key: &str, wire: &mut wire::Setting<'_>) -> Option<Setting> {
    super::without_defects(|compiler| compiler.v5_setting(key, wire))
}

impl Compiler {
    fn v5_setting(&mut self, key: &str, wire: &mut wire::Setting<'_>) -> Option<Setting> {
        let rules = in_order(&mut wire.r, |rule| &rule.o);
        let options = in_order(&mut wire.p, |option| &option.o);
        let value = self.required(&wire.v, At::default(), Required::Value);
        // Without a known type, values of any type are accepted, so that the other defects are still found.
        let setting_type = match (&wire.t, &value) {
            (Member::Read { at, value }, _) => self.setting_type(Item { at: *at, value }),
            (Member::Missing, Some(value)) => infer_type(value.value, rules, options),
            _ => None,
        };
        let served = value.and_then(|value| self.served(setting_type, value, &wire.i));
        let rules = compile_each(rules, |rule| self.v5_rule(setting_type, rule));
        let options = compile_each(options, |Item { at, value: option }| {
            let value = self.required(&option.v, at, Required::Value)?;
            let served = self.served(setting_type, value, &option.i)?;
            Some(PercentageOption { percentage: option.p.value().copied().unwrap_or_default(), served })
        });
        Some(Setting {
            key: key.into(),
            type_: setting_type?,
            served: served?,
            rules,
            options: PercentageOptions { options, must_cover: false },
            percentage_attribute: None,
        })
    }

    fn v5_rule(
        &mut self,
        setting_type: Option<SettingType>,
        Item { at, value: rule }: Item<&wire::Rule<'_>>,
    ) -> Option<TargetingRule> {
        let comparison = self.v5_comparison(&rule.t, rule.c.value().map_or("", |text| text));
        let value = self.required(&rule.v, at, Required::Value);
        let served = value.and_then(|value| self.served(setting_type, value, &rule.i));
        let (comparator, operand) = comparison?;
        let condition = UserCondition { attribute: attribute_name(&rule.a), comparator, operand };
        Some(TargetingRule {
            conditions: Conditions::One([Condition::User(condition)]),
            then: Then::Value(served?),
        })
    }

    /// The comparator with its operand. A missing comparator is number 0.
    fn v5_comparison(&mut self, number: &Member<i64>, value: &str) -> Option<(UserComparator, Operand)> {
        let Item { at, value: number } = match number {
            Member::Missing => Item { at: At::default(), value: &0 },
            number => number.item()?,
        };
        let comparison = UserComparator::from_v5_number(*number)
            .and_then(|comparator| Some((comparator, operand(comparator, value)?)));
        if comparison.is_none() {
            self.defect(at, DefectKind::UnknownComparator(*number));
        }
        comparison
    }
}

/// Sorts rules or options by their member `o`. An item without `o` stays directly after its predecessor.
fn in_order<T>(list: &mut Member<List<T>>, order: impl Fn(&T) -> &Member<i64>) -> &[Item<T>] {
    let Member::Read { value: List(items), .. } = list else { return &[] };
    let own = |item: &Item<T>| order(&item.value).value().copied();
    let mut current = i64::MIN;
    let is_behind = |order| std::mem::replace(&mut current, order) <= order;
    if items.iter().filter_map(own).all(is_behind) {
        return items;
    }
    current = i64::MIN;
    let mut ordered: Vec<_> = items
        .drain(..)
        .map(|item| {
            current = own(&item).unwrap_or(current);
            (current, item)
        })
        .collect();
    ordered.sort_by_key(|(order, _)| *order);
    items.extend(ordered.into_iter().map(|(_, item)| item));
    items
}

/// The type of a setting without the member `t`: the type of its value. A whole number counts as a decimal number if a
/// rule or an option has a decimal number.
fn infer_type(
    value: &RawValue,
    rules: &[Item<wire::Rule<'_>>],
    options: &[Item<wire::PercentageOption<'_>>],
) -> Option<SettingType> {
    let type_of = |json: &RawValue| parse_value(json.get(), None).ok().map(|value| value.setting_type());
    let is_decimal = |value: &Member<&RawValue>| {
        value.value().is_some_and(|value| type_of(value) == Some(SettingType::Float))
    };
    let others_are_decimal = || {
        rules.iter().any(|rule| is_decimal(&rule.value.v))
            || options.iter().any(|option| is_decimal(&option.value.v))
    };
    match type_of(value)? {
        SettingType::Int if others_are_decimal() => Some(SettingType::Float),
        own => Some(own),
    }
}
