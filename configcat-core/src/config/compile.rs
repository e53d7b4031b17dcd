//! Turns what was read from a document into the model: everything that evaluation would have to parse, split, trim
//! or check is dealt with here. Total: whatever is wrong in a setting becomes a [`Defect`] of that setting.

use std::{borrow::Cow, sync::Arc};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    Entry,
    defect::{BrokenSetting, Defect, DefectKind, Locator, Place},
    model::{ServedValue, Setting},
    wire::Object,
};
use crate::{
    SettingType, Text, Value,
    error::{json_message, shortened},
};

pub(super) mod v5;
pub(super) mod v6;

/// Compiles an entry of a simple override document: a plain value.
pub(super) fn simple_setting(key: &str, json: &RawValue, locator: &Locator<'_>) -> Entry {
    let mut compiler = Compiler::new(key, json.get(), locator);
    let value =
        parse_value(json.get(), None).map_err(|kind| compiler.defect(Place::Setting, json.get(), kind)).ok();
    let setting = value.map(|value| Setting::plain(key.into(), value));
    compiler.finish(setting)
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

    /// Reads the JSON of the setting.
    fn read<T: Deserialize<'a>>(&mut self) -> Option<T> {
        match serde_json::from_str(self.json) {
            Ok(Object(wire)) => Some(wire),
            Err(error) => {
                let position = self.locator.error_position(self.json, &error);
                let kind = DefectKind::Unreadable(json_message(&error));
                self.defects.push(Defect { position, place: Place::Setting, kind });
                None
            }
        }
    }

    /// The type that the setting says it has.
    fn setting_type(&mut self, number: i64) -> Option<SettingType> {
        SettingType::from_number(number).or_else(|| {
            self.defect(Place::Setting, self.json, DefectKind::UnknownType(number));
            None
        })
    }

    /// A served value, of the setting's type if that is known.
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

    fn defect(&mut self, place: Place, part: &str, kind: DefectKind) {
        let position = self.locator.position(part);
        self.defects.push(Defect { position, place, kind });
    }

    fn finish(self, setting: Option<Setting>) -> Entry {
        match setting {
            Some(setting) if self.defects.is_empty() => Entry::Valid(Arc::new(setting)),
            _ => Entry::Broken(Arc::new(BrokenSetting { key: self.key.into(), defects: self.defects })),
        }
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
            Err(DefectKind::WrongType { found: piece(json), expected })
        }
        _ => Ok(value),
    }
}

/// Reads a JSON number. One with a fraction or an exponent is a decimal number, unless its setting has whole
/// numbers and nothing would be lost; one without is a whole number, unless its setting has decimal ones.
fn parse_number(json: &str, setting_type: Option<SettingType>) -> Result<Value, DefectKind> {
    let out_of_range = || DefectKind::OutOfRange { found: piece(json) };
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
    DefectKind::UnsupportedValue { found: piece(json) }
}

/// A piece of a document for a message.
fn piece(json: &str) -> String {
    shortened(json, 40)
}
