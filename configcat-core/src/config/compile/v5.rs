//! Settings of config v5.

use serde_json::value::RawValue;

use super::{Compiler, attribute_name, compile_each, entry, parse_value};
use crate::{
    SettingType, Text,
    config::{
        Entry,
        defect::{DefectKind, Locator, Required},
        model::{
            Condition, Conditions, PercentageOption, PercentageOptions, Setting, TargetingRule, Then,
            UserCondition,
        },
        operand::{DigestList, NoVersion, Number, Operand, Reading, Relation, Texts},
        wire::{
            Key,
            member::{At, Item, List, Member},
            v5 as wire,
        },
    },
    hash::Hashing,
    literal::{parse_decimal, parse_version},
};

/// Compiles a setting.
pub(in crate::config) fn setting(key: &Key<'_>, json: &RawValue, locator: &Locator<'_>) -> Entry {
    entry(key, json, locator, |compiler, wire| compiler.v5_setting(&key.text, wire))
}

/// Compiles a setting that nothing is wrong with.
pub(in crate::config) fn flawless(key: &str, wire: &mut wire::Setting<'_>) -> Option<Setting> {
    super::flawless(|compiler| compiler.v5_setting(key, wire))
}

impl Compiler {
    fn v5_setting(&mut self, key: &str, wire: &mut wire::Setting<'_>) -> Option<Setting> {
        let rules = in_order(&mut wire.r, |rule| &rule.o);
        let options = in_order(&mut wire.p, |option| &option.o);
        let value = self.required(&wire.v, At::default(), Required::Value);
        // Where the type cannot be known, any type goes, so that the remaining defects are still found.
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
        let (operand, negate) = comparison?;
        let condition = UserCondition { attribute: attribute_name(&rule.a), operand, negate };
        Some(TargetingRule {
            conditions: Conditions::One([Condition::User(condition)]),
            then: Then::Value(served?),
        })
    }

    /// The comparison that a comparator stands for, and whether it is negated.
    fn v5_comparison(&mut self, comparator: &Member<i64>, text: &str) -> Option<(Operand, bool)> {
        if comparator.is_missing() {
            return comparison(0, text);
        }
        let Item { at, value: number } = comparator.item()?;
        let comparison = comparison(*number, text);
        if comparison.is_none() {
            self.defect(at, DefectKind::UnknownComparator(*number));
        }
        comparison
    }
}

/// Puts rules or options into the order that their `o` asks for. One without `o` stays behind the one before it.
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

/// The type of a setting that does not tell: that of its value, except that whole numbers among decimal ones are
/// decimal numbers too.
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

/// The comparison that a comparator number stands for, and whether it is negated. `None` if there is no such
/// comparator.
fn comparison(comparator: i64, value: &str) -> Option<(Operand, bool)> {
    let items = || value.split(',').map(str::trim);
    let relation = |index| match index {
        0 => Relation::Less,
        1 => Relation::LessOrEqual,
        2 => Relation::Greater,
        _ => Relation::GreaterOrEqual,
    };
    Some(match comparator {
        0 | 1 => (Operand::OneOf(Texts::Plain(items().map(Text::from).collect())), comparator == 1),
        2 | 3 => (Operand::ContainsAnyOf([value.into()].into()), comparator == 3),
        4 | 5 => (version_one_of(items().filter(|item| !item.is_empty())), comparator == 5),
        6..=9 => (version(relation(comparator - 6), value), false),
        10 | 11 => (number(Relation::Equal, value), comparator == 11),
        12..=15 => (number(relation(comparator - 12), value), false),
        16 | 17 => (Operand::OneOf(Texts::Hashed(DigestList::new(items(), Hashing::Sha1))), comparator == 17),
        _ => return None,
    })
}

fn version_one_of<'a>(items: impl Iterator<Item = &'a str>) -> Operand {
    let items: Box<[Text]> = items.map(Text::from).collect();
    let versions = items.iter().map(|item| parse_version(item).ok_or_else(|| no_version(item))).collect();
    Operand::VersionOneOf { items, versions }
}

fn version(relation: Relation, value: &str) -> Operand {
    let version = parse_version(value).ok_or_else(|| no_version(value.trim()));
    Operand::Version { relation, text: value.trim().into(), version }
}

fn number(relation: Relation, value: &str) -> Operand {
    let number = Number::Text { text: value.trim().into(), value: parse_decimal(value) };
    Operand::Number { relation, number, reading: Reading::Decimal }
}

fn no_version(text: &str) -> NoVersion {
    NoVersion { text: text.into(), skips_rule: true }
}
