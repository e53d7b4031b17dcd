//! Settings of config v5.

use serde_json::value::RawValue;

use super::{Compiler, parse_value};
use crate::{
    SettingType, Text,
    config::{
        Entry,
        defect::{DefectKind, Locator, Place},
        model::{
            Condition, PercentageOption, PercentageOptions, Setting, TargetingRule, Then, UserCondition,
        },
        operand::{DigestList, NoVersion, Operand, Reading, Relation, Texts},
        wire::{Object, v5 as wire},
    },
    hash::Hashing,
    literal::{parse_decimal, parse_version},
    user::AttributeName,
};

/// Compiles a setting.
pub(in crate::config) fn setting(key: &str, json: &RawValue, locator: &Locator<'_>) -> Entry {
    let mut compiler = Compiler::new(key, json.get(), locator);
    let setting = compiler.read().and_then(|wire| compiler.v5_setting(wire));
    compiler.finish(setting)
}

impl Compiler<'_> {
    fn v5_setting(&mut self, wire: wire::Setting<'_>) -> Option<Setting> {
        let rules = in_order(wire.r.unwrap_or_default(), |rule| rule.o);
        let options = in_order(wire.p.unwrap_or_default(), |option| option.o);
        let setting_type = if let Some(number) = wire.t {
            self.setting_type(number)
        } else {
            let by_rules = rules.iter().filter_map(|(_, rule)| rule.v);
            let by_options = options.iter().filter_map(|(_, option)| option.v);
            infer_type(wire.v, by_rules.chain(by_options))
        };
        // Where the type cannot be known, any type goes, so that the remaining defects are still found.
        let served = self.served(Place::Setting, setting_type, wire.v, wire.i);
        let rules = rules
            .into_iter()
            .filter_map(|(number, rule)| self.v5_rule(Place::Rule(number), setting_type, rule))
            .collect();
        let options = options
            .into_iter()
            .filter_map(|(number, option)| {
                let served = self.served(Place::Option(number), setting_type, option.v, option.i)?;
                Some(PercentageOption { percentage: option.p.unwrap_or_default(), served })
            })
            .collect();
        Some(Setting {
            key: self.key.into(),
            type_: setting_type?,
            served: served?,
            rules,
            options: PercentageOptions { options, must_cover: false },
            percentage_attribute: None,
        })
    }

    fn v5_rule(
        &mut self,
        place: Place,
        setting_type: Option<SettingType>,
        rule: wire::Rule<'_>,
    ) -> Option<TargetingRule> {
        let number = rule.t.unwrap_or_default();
        let comparison = comparison(number, rule.c.as_deref().unwrap_or_default());
        if comparison.is_none() {
            let part = rule.v.map_or(self.json, RawValue::get);
            self.defect(place, part, DefectKind::UnknownComparator(number));
        }
        let served = self.served(place, setting_type, rule.v, rule.i);
        let (operand, negate) = comparison?;
        let attribute = AttributeName::from(Text::from(rule.a.unwrap_or_default()));
        let condition = Condition::User(UserCondition { attribute, operand, negate });
        Some(TargetingRule { conditions: [condition].into(), then: Then::Value(served?) })
    }
}

/// Puts rules or options in the order that their `o` asks for, with their number in the document. One without `o`
/// stays behind the one before it.
fn in_order<T>(items: Vec<Object<T>>, order: impl Fn(&T) -> Option<i64>) -> Vec<(usize, T)> {
    let mut last = i64::MIN;
    let mut ordered: Vec<_> = (1..)
        .zip(items)
        .map(|(number, Object(item))| {
            last = order(&item).unwrap_or(last);
            (last, number, item)
        })
        .collect();
    ordered.sort_by_key(|(order, ..)| *order);
    ordered.into_iter().map(|(_, number, item)| (number, item)).collect()
}

/// The type of a setting that does not tell: that of its value, except that whole numbers among decimal ones are
/// decimal numbers too.
fn infer_type<'a>(
    value: Option<&RawValue>,
    mut others: impl Iterator<Item = &'a RawValue>,
) -> Option<SettingType> {
    let type_of = |json: &RawValue| parse_value(json.get(), None).ok().map(|value| value.setting_type());
    match type_of(value?)? {
        SettingType::Int if others.any(|other| type_of(other) == Some(SettingType::Float)) => {
            Some(SettingType::Float)
        }
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
    let number = parse_decimal(value);
    Operand::Number { relation, text: value.trim().into(), number, reading: Reading::Decimal }
}

fn no_version(text: &str) -> NoVersion {
    NoVersion { text: text.into(), skips_rule: true }
}
