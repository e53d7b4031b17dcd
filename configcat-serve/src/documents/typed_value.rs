//! [`typed_value`]: a value of the type that a flag has.

use configcat_core::{SettingType, Value};

/// The value as a value of this type; `None` if it is of another one. A whole number is also a decimal number.
pub(super) fn typed_value(value: Value, setting_type: Option<SettingType>) -> Option<Value> {
    match (value, setting_type) {
        #[expect(clippy::cast_precision_loss, reason = "decimal numbers in JSON are as precise")]
        (Value::Int(number), Some(SettingType::Float)) => Some(Value::Float(number as f64)),
        (value, Some(expected)) if value.setting_type() != expected => None,
        (value, _) => Some(value),
    }
}
