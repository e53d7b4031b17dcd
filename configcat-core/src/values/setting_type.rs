//! [`SettingType`]: the type of a setting.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The type of a setting. All values of a setting have this type. [`Display`](fmt::Display) writes it in words, such as
/// `whole number`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SettingType {
    /// On/off toggle, `"t": 0` in a config document; [`bool`] in Rust.
    Bool,
    /// Text, `"t": 1` in a config document; [`Text`](crate::Text) in Rust.
    Text,
    /// Whole number, `"t": 2` in a config document; [`i64`] in Rust.
    Int,
    /// Decimal number, `"t": 3` in a config document; [`f64`] in Rust.
    Float,
}

impl SettingType {
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        match number {
            0 => Some(Self::Bool),
            1 => Some(Self::Text),
            2 => Some(Self::Int),
            3 => Some(Self::Float),
            _ => None,
        }
    }
}

impl fmt::Display for SettingType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool => "bool",
            Self::Text => "text",
            Self::Int => "whole number",
            Self::Float => "decimal number",
        })
    }
}
