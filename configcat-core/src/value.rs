//! The values that a setting can serve, their types, and the Rust types that stand for them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Text;

/// A value that a setting serves.
///
/// [`Display`](fmt::Display) prints it as ConfigCat's evaluation logs do: text as it is, numbers as JavaScript
/// prints them.
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
    /// The type of setting that can serve this value.
    #[must_use]
    pub fn setting_type(&self) -> SettingType {
        match self {
            Self::Bool(_) => SettingType::Bool,
            Self::Text(_) => SettingType::Text,
            Self::Int(_) => SettingType::Int,
            Self::Float(_) => SettingType::Float,
        }
    }

    /// The value as the Rust type `T`, or `None` if it is of another type.
    #[must_use]
    pub fn get<T: FlagValue>(&self) -> Option<T> {
        T::from_value(self)
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

/// The type of a setting. All values that a setting serves are of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SettingType {
    /// On/off toggle, `"t": 0` in a config document; [`bool`] in Rust.
    Bool,
    /// Text, `"t": 1` in a config document; [`Text`] in Rust.
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

/// The Rust types that a flag can have: [`bool`], [`Text`], [`i64`] and [`f64`].
///
/// Sealed: the set is that of [`SettingType`].
pub trait FlagValue: sealed::Sealed + Into<Value> + Clone + fmt::Debug + Send + Sync + 'static {
    /// The type of setting that serves this Rust type.
    const TYPE: SettingType;

    /// The value as this type, or `None` if it is of another type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FlagValue for bool {
    const TYPE: SettingType = SettingType::Bool;

    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bool(value) = value { Some(*value) } else { None }
    }
}

impl FlagValue for Text {
    const TYPE: SettingType = SettingType::Text;

    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(value) = value { Some(value.clone()) } else { None }
    }
}

impl FlagValue for i64 {
    const TYPE: SettingType = SettingType::Int;

    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(value) = value { Some(*value) } else { None }
    }
}

impl FlagValue for f64 {
    const TYPE: SettingType = SettingType::Float;

    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Float(value) = value { Some(*value) } else { None }
    }
}

/// What can be given as a default value: any [`FlagValue`], text literals and strings for [`Text`].
///
/// Sealed like [`FlagValue`].
pub trait IntoFlagValue: sealed::Sealed {
    /// The type of flag that this is a default value for.
    type Value: FlagValue;

    /// Converts the default value.
    fn into_flag_value(self) -> Self::Value;
}

impl IntoFlagValue for bool {
    type Value = Self;

    fn into_flag_value(self) -> Self {
        self
    }
}

impl IntoFlagValue for i64 {
    type Value = Self;

    fn into_flag_value(self) -> Self {
        self
    }
}

impl IntoFlagValue for f64 {
    type Value = Self;

    fn into_flag_value(self) -> Self {
        self
    }
}

impl IntoFlagValue for Text {
    type Value = Self;

    fn into_flag_value(self) -> Self {
        self
    }
}

impl IntoFlagValue for &str {
    type Value = Text;

    fn into_flag_value(self) -> Text {
        self.into()
    }
}

impl IntoFlagValue for &String {
    type Value = Text;

    fn into_flag_value(self) -> Text {
        self.into()
    }
}

impl IntoFlagValue for String {
    type Value = Text;

    fn into_flag_value(self) -> Text {
        self.into()
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

mod sealed {
    pub trait Sealed {}

    impl Sealed for bool {}
    impl Sealed for i64 {}
    impl Sealed for f64 {}
    impl Sealed for crate::Text {}
    impl Sealed for &str {}
    impl Sealed for String {}
    impl Sealed for &String {}
}
