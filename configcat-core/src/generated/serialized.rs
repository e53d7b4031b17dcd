//! [`Serialized`]: the values of flags, as generated types serialize them.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{
    generated::json::{Json, serialize_text},
    values::Text,
};

/// A value, to be serialized.
#[derive(Debug, Clone, Copy)]
pub enum Serialized<'a> {
    /// A bool.
    Bool(bool),
    /// A text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Float(f64),
    /// The text of a JSON flag.
    Json(&'a str),
}

impl From<&bool> for Serialized<'_> {
    fn from(value: &bool) -> Self {
        Self::Bool(*value)
    }
}

impl From<&i64> for Serialized<'_> {
    fn from(value: &i64) -> Self {
        Self::Int(*value)
    }
}

impl From<&f64> for Serialized<'_> {
    fn from(value: &f64) -> Self {
        Self::Float(*value)
    }
}

impl<'a> From<&'a Text> for Serialized<'a> {
    fn from(value: &'a Text) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a str> for Serialized<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a, T> From<&'a Json<T>> for Serialized<'a> {
    fn from(value: &'a Json<T>) -> Self {
        Self::Json(value.text())
    }
}

impl Serialize for Serialized<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Json(text) => serialize_text(text, serializer),
        }
    }
}

/// A value, to be serialized. Generated code calls no method of a trait, since an application may have methods of the same
/// name.
#[must_use]
pub fn serialized<'a>(value: impl Into<Serialized<'a>>) -> Serialized<'a> {
    value.into()
}

/// Serializes values as a map.
///
/// # Errors
///
/// If the serializer fails.
pub fn serialize<S: Serializer>(
    keys: &[&str],
    values: &[Serialized<'_>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(keys.len()))?;
    keys.iter().zip(values).try_for_each(|(key, value)| map.serialize_entry(key, value))?;
    map.end()
}
