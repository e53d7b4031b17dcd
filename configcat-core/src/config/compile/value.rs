//! Parses the plain values of a document.

use crate::{
    config::{
        defect::kind::{DefectKind, piece},
        wire::text,
    },
    values::{SettingType, Value},
};

/// Parses a JSON bool, text or number as the given type, or, without one, as the type that its syntax suggests.
pub(in crate::config) fn parse_value(
    json: &str,
    setting_type: Option<SettingType>,
) -> Result<Value, DefectKind> {
    let value = match json.as_bytes().first() {
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'"') => Value::Text(text(json).ok_or_else(|| invalid_text(json))?.into()),
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

/// Parses a JSON number. With a fraction or an exponent, it is a decimal number, unless the setting has whole numbers
/// and the conversion is exact. Without, it is a whole number, unless the setting has decimal numbers.
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
    /// 2⁵³: up to here, `f64` represents every whole number exactly.
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

    #[expect(clippy::cast_possible_truncation, reason = "the number is whole and in range")]
    (number.fract() == 0.0 && number.abs() <= LARGEST_EXACT).then_some(number as i64)
}

fn unsupported(json: &str) -> DefectKind {
    DefectKind::UnsupportedValue { found: piece(json) }
}

/// The JSON is valid, so only an escaped half of a surrogate pair can make the text invalid.
fn invalid_text(json: &str) -> DefectKind {
    DefectKind::Mismatch { member: None, found: piece(json), expected: "a text of valid Unicode".to_owned() }
}
