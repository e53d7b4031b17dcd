//! [`PlainTypes`]: the types of values that are no enum and no JSON.

use configcat_core::SettingType;

/// The types of plain values.
pub(super) struct PlainTypes {
    text: String,
}

impl PlainTypes {
    pub(super) fn new(runtime: &str) -> Self {
        Self { text: format!("{runtime}::Text") }
    }

    pub(super) fn get(&self, setting_type: SettingType) -> &str {
        match setting_type {
            SettingType::Bool => "bool",
            SettingType::Text => &self.text,
            SettingType::Int => "i64",
            SettingType::Float => "f64",
        }
    }
}
