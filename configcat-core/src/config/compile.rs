//! Turns what was read from a document into the model: everything that evaluation would have to parse, split, trim
//! or check is dealt with here. Total: whatever is wrong in a setting becomes a [`Defect`] of that setting.

use std::{borrow::Cow, sync::Arc};

use serde_json::value::RawValue;

use super::{
    Entry,
    defect::{BrokenSetting, Defect, DefectKind, Locator, Place},
    model::{Condition, PercentageOption, ServedValue, Setting, TargetingRule, UserCondition},
    operand::{Operand, Relation, parse_decimal, parse_version},
    wire::{Object, v5},
};
use crate::{SettingType, Text, Value, user::AttributeName};

/// Compiles a setting of a config v5 document.
pub(super) fn v5_setting(key: &str, json: &RawValue, locator: &Locator<'_>) -> Entry {
    let mut compiler = Compiler::new(key, json.get(), locator);
    let setting = match serde_json::from_str::<Object<v5::Setting<'_>>>(json.get()) {
        Ok(Object(wire)) => compiler.setting(wire),
        Err(error) => compiler.unreadable(&error),
    };
    compiler.finish(setting)
}

/// Compiles an entry of a simple override document: a plain value.
pub(super) fn simple_setting(key: &str, json: &RawValue, locator: &Locator<'_>) -> Entry {
    let mut compiler = Compiler::new(key, json.get(), locator);
    let value = compiler.plain_value(json);
    let setting = value.map(|value| plain_setting(key.into(), value));
    compiler.finish(setting)
}

/// A setting that serves one value to everyone.
pub(super) fn plain_setting(key: Text, value: Value) -> Setting {
    Setting {
        key,
        type_: value.setting_type(),
        served: ServedValue { value, variation_id: None },
        rules: Box::default(),
        options: Box::default(),
    }
}

/// Compiles one setting and collects its defects. Methods that return `None` have recorded why.
struct Compiler<'a> {
    key: &'a str,
    json: &'a str,
    locator: &'a Locator<'a>,
    defects: Vec<Defect>,
}

impl<'a> Compiler<'a> {
    fn new(key: &'a str, json: &'a str, locator: &'a Locator<'a>) -> Self {
        let mut compiler = Self { key, json, locator, defects: Vec::new() };
        if key.is_empty() {
            compiler.defect(Place::Setting, json, DefectKind::EmptyKey);
        }
        compiler
    }

    fn finish(self, setting: Option<Setting>) -> Entry {
        match setting {
            Some(setting) if self.defects.is_empty() => Entry::Valid(Arc::new(setting)),
            _ => Entry::Broken(Arc::new(BrokenSetting { key: self.key.into(), defects: self.defects })),
        }
    }

    fn setting(&mut self, wire: v5::Setting<'_>) -> Option<Setting> {
        let rules = in_order(wire.r.unwrap_or_default(), |rule| rule.o);
        let options = in_order(wire.p.unwrap_or_default(), |option| option.o);
        let setting_type = if let Some(number) = wire.t {
            SettingType::from_number(number).or_else(|| {
                self.defect(Place::Setting, self.json, DefectKind::UnknownType(number));
                None
            })
        } else {
            let by_rules = rules.iter().filter_map(|(_, rule)| rule.v);
            let by_options = options.iter().filter_map(|(_, option)| option.v);
            infer_type(wire.v, by_rules.chain(by_options))
        };
        // Where the type cannot be known, any type goes, so that the remaining defects are still found.
        let served = self.served(Place::Setting, setting_type, wire.v, wire.i);
        let rules: Box<[_]> = rules
            .into_iter()
            .filter_map(|(number, rule)| self.rule(Place::Rule(number), setting_type, rule))
            .collect();
        let options: Box<[_]> = options
            .into_iter()
            .filter_map(|(number, option)| {
                let served = self.served(Place::Option(number), setting_type, option.v, option.i)?;
                Some(PercentageOption { percentage: option.p.unwrap_or_default(), served })
            })
            .collect();
        Some(Setting { key: self.key.into(), type_: setting_type?, served: served?, rules, options })
    }

    fn rule(
        &mut self,
        place: Place,
        setting_type: Option<SettingType>,
        rule: v5::Rule<'_>,
    ) -> Option<TargetingRule> {
        let comparator = rule.t.unwrap_or_default();
        let condition = v5_comparison(comparator, rule.c.as_deref().unwrap_or_default());
        if condition.is_none() {
            self.defect(
                place,
                rule.v.map_or(self.json, RawValue::get),
                DefectKind::UnknownComparator(comparator),
            );
        }
        let served = self.served(place, setting_type, rule.v, rule.i);
        let (operand, negate) = condition?;
        let attribute = AttributeName::from(Text::from(rule.a.unwrap_or_default()));
        let condition = Condition::User(UserCondition { attribute, operand, negate });
        Some(TargetingRule { conditions: [condition].into(), served: served? })
    }

    fn served(
        &mut self,
        place: Place,
        setting_type: Option<SettingType>,
        value: Option<&RawValue>,
        variation_id: Option<Cow<'_, str>>,
    ) -> Option<ServedValue> {
        let Some(json) = value else {
            self.defect(place, self.json, DefectKind::MissingValue);
            return None;
        };
        let value = parse_value(json.get(), setting_type)
            .map_err(|kind| self.defect(place, json.get(), kind))
            .ok()?;
        Some(ServedValue { value, variation_id: variation_id.map(Text::from) })
    }

    fn plain_value(&mut self, json: &RawValue) -> Option<Value> {
        parse_value(json.get(), None).map_err(|kind| self.defect(Place::Setting, json.get(), kind)).ok()
    }

    fn defect(&mut self, place: Place, part: &str, kind: DefectKind) {
        let position = self.locator.position(part);
        self.defects.push(Defect { position, place, kind });
    }

    fn unreadable<T>(&mut self, error: &serde_json::Error) -> Option<T> {
        let position = self.locator.error_position(self.json, error);
        let message = error.to_string();
        // The error counts lines from the start of the setting; the defect has the position in the document.
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        self.defects.push(Defect { position, place: Place::Setting, kind: DefectKind::Unreadable(message) });
        None
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

/// Reads a plain JSON value as a value of the given type, or of the type that it looks like.
fn parse_value(json: &str, setting_type: Option<SettingType>) -> Result<Value, DefectKind> {
    let value = match json.as_bytes().first() {
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'"') => Value::Text(serde_json::from_str(json).map_err(|_| unsupported(json))?),
        Some(b'-' | b'0'..=b'9') => parse_number(json, setting_type)?,
        _ => return Err(unsupported(json)),
    };
    match setting_type {
        Some(expected) if value.setting_type() != expected => {
            Err(DefectKind::WrongType { found: shortened(json), expected })
        }
        _ => Ok(value),
    }
}

/// Reads a JSON number. One with a fraction or an exponent is a decimal number, unless its setting has whole
/// numbers and nothing would be lost; one without is a whole number, unless its setting has decimal ones.
fn parse_number(json: &str, setting_type: Option<SettingType>) -> Result<Value, DefectKind> {
    let out_of_range = || DefectKind::OutOfRange { found: shortened(json) };
    let looks_decimal = json.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
    if !looks_decimal && setting_type != Some(SettingType::Float) {
        return json.parse().map(Value::Int).map_err(|_| out_of_range());
    }
    let number: f64 = json.parse().map_err(|_| out_of_range())?;
    if !number.is_finite() {
        return Err(out_of_range());
    }
    match setting_type {
        Some(SettingType::Int) => Ok(exact_integer(number).map_or(Value::Float(number), Value::Int)),
        _ => Ok(Value::Float(number)),
    }
}

fn exact_integer(number: f64) -> Option<i64> {
    /// Up to here, every whole number has an `f64` of its own.
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

    #[expect(clippy::cast_possible_truncation, reason = "the number is whole and in range")]
    (number.fract() == 0.0 && number.abs() <= LARGEST_EXACT).then_some(number as i64)
}

fn unsupported(json: &str) -> DefectKind {
    DefectKind::UnsupportedValue { found: shortened(json) }
}

/// A piece of a document, short enough for a message.
fn shortened(json: &str) -> String {
    const LONGEST: usize = 40;

    match json.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", json.get(..end).unwrap_or_default()),
        None => json.to_owned(),
    }
}

/// The comparison that a comparator number of config v5 stands for, and whether it is negated. `None` if there is
/// no such comparator.
fn v5_comparison(comparator: i64, value: &str) -> Option<(Operand, bool)> {
    let items = || value.split(',').map(str::trim);
    let relation = |index| match index {
        0 => Relation::Less,
        1 => Relation::LessOrEqual,
        2 => Relation::Greater,
        _ => Relation::GreaterOrEqual,
    };
    Some(match comparator {
        0 | 1 => (Operand::OneOf(items().map(Text::from).collect()), comparator == 1),
        2 | 3 => (Operand::ContainsAnyOf([value.into()].into()), comparator == 3),
        4 | 5 => (version_list(items().filter(|item| !item.is_empty())), comparator == 5),
        6..=9 => (version_relation(relation(comparator - 6), value), false),
        10 | 11 => (number_relation(Relation::Equal, value), comparator == 11),
        12..=15 => (number_relation(relation(comparator - 12), value), false),
        16 | 17 => (Operand::OneOfHashed(items().collect()), comparator == 17),
        _ => return None,
    })
}

fn version_list<'a>(items: impl Iterator<Item = &'a str>) -> Operand {
    let items: Box<[Text]> = items.map(Text::from).collect();
    let versions = items.iter().map(|item| parse_version(item).ok_or_else(|| item.clone())).collect();
    Operand::VersionOneOf { items, versions }
}

fn version_relation(relation: Relation, value: &str) -> Operand {
    Operand::Version { relation, text: value.trim().into(), version: parse_version(value) }
}

fn number_relation(relation: Relation, value: &str) -> Operand {
    Operand::Number { relation, text: value.trim().into(), number: parse_decimal(value) }
}
