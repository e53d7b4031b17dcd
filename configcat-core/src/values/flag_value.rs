//! [`FlagValue`] and [`IntoFlagValue`]: the Rust types of values and default values.

use std::fmt;

use crate::values::{setting_type::SettingType, text::Text, value::Value};

/// The Rust types of flags: [`bool`], [`Text`], [`i64`] and [`f64`].
///
/// Sealed: there is one for each [`SettingType`].
#[doc(alias = "ValuePrimitive")]
pub trait FlagValue:
    sealed::Sealed
    + IntoFlagValue<Value = Self>
    + Into<Value>
    + Clone
    + PartialEq
    + fmt::Debug
    + Send
    + Sync
    + 'static
{
    /// The setting type for this Rust type.
    const TYPE: SettingType;

    /// The value as this type; `None` if it has another type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl Value {
    /// The value as the Rust type `T`; `None` if it has another type.
    #[doc(alias("as_bool", "as_float", "as_int", "as_str"))]
    #[must_use]
    pub fn to<T: FlagValue>(&self) -> Option<T> {
        T::from_value(self)
    }
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

/// The types of default values: each [`FlagValue`], and `&str`, `String` and `&String` for [`Text`].
///
/// Sealed like [`FlagValue`].
pub trait IntoFlagValue: sealed::Sealed {
    /// The type of the flag.
    type Value: FlagValue;

    /// Converts the default value to the type of the flag.
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

mod sealed {
    pub trait Sealed {}

    impl Sealed for bool {}
    impl Sealed for i64 {}
    impl Sealed for f64 {}
    impl Sealed for super::Text {}
    impl Sealed for &str {}
    impl Sealed for String {}
    impl Sealed for &String {}
}
