//! [`Value`]: a value that a setting serves.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::{setting_type::SettingType, text::Text};

/// A value that a setting serves.
///
/// [`Display`](fmt::Display) writes it as ConfigCat's evaluation logs do: texts unchanged, numbers as in JavaScript.
#[doc(alias = "SettingValue")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// An on/off toggle.
    Bool(bool),
    /// A text.
    Text(Text),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Float(f64),
}

impl Value {
    /// The type of a setting that serves this value.
    #[must_use]
    pub fn setting_type(&self) -> SettingType {
        match self {
            Self::Bool(_) => SettingType::Bool,
            Self::Text(_) => SettingType::Text,
            Self::Int(_) => SettingType::Int,
            Self::Float(_) => SettingType::Float,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Text(value) => value.fmt(f),
            Self::Int(value) => value.fmt(f),
            Self::Float(value) => f.write_str(ryu_js::Buffer::new().format(*value)),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Int(value.into())
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<Text> for Value {
    fn from(value: Text) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}
