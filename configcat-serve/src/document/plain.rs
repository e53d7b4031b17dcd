//! Settings without rules, for overrides.

use configcat_core::{SettingType, Value, config::DocumentFormat};
use serde_json::{
    json,
    value::{RawValue, to_raw_value},
};

use crate::document::{to_v5::type_number, to_v6::ValueV6};

/// A setting of this format that serves a value to everyone.
pub(crate) fn plain_setting(
    format: DocumentFormat,
    setting_type: SettingType,
    value: &Value,
    variation_id: Option<&str>,
) -> serde_json::Result<Box<RawValue>> {
    let mut setting = match format {
        DocumentFormat::Simple => return to_raw_value(value),
        DocumentFormat::V6 => json!({"t": type_number(setting_type), "v": ValueV6(value)}),
        _ => json!({"t": type_number(setting_type), "v": value}),
    };
    if let (Some(id), Some(members)) = (variation_id, setting.as_object_mut()) {
        members.insert("i".to_owned(), id.into());
    }
    to_raw_value(&setting)
}
