//! [`Json`]: the parsed value of a JSON flag.

use std::{fmt, ops::Deref, sync::Arc};

use serde::{Serialize, Serializer, de::DeserializeOwned, ser::Error as _};
use serde_json::{Value, value::RawValue};

use crate::values::Text;

/// The value of a JSON flag: its text, and the text parsed as a type of the application. Accessors of flags with the
/// option `json` return it.
///
/// It derefs to the type. A clone only counts a reference. Two values are equal if their texts are equal.
///
/// ```
/// use configcat_core::Json;
///
/// #[derive(Default, serde::Deserialize)]
/// struct Limits {
///     requests_per_minute: u32,
/// }
///
/// /// With `json("limits", "Limits")`, this is `is_allowed(&flags.limits(&user), requests)`.
/// fn is_allowed(limits: &Json<Limits>, requests: u32) -> bool {
///     requests < limits.requests_per_minute
/// }
/// # let _ = is_allowed;
/// ```
///
/// # Serialization
///
/// The type does not have to implement [`Serialize`], because the text of the flag is serialized:
///
/// - `serde_json` writes the text as it is in the config: with the same order of keys, all digits of numbers, and the
///   same white space.
/// - Binary formats get the parsed JSON, with sorted keys and numbers of 64 bits.
/// - Other human-readable formats, such as YAML, get a struct with the JSON as one text. For these, parse
///   [`text`](Self::text) as a `serde_json::Value`, and serialize that.
pub struct Json<T>(pub(super) Arc<Parsed<T>>);

pub(super) struct Parsed<T> {
    text: Text,
    value: T,
}

impl<T> Json<T> {
    /// The JSON text that the flag serves.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.0.text
    }

    pub(super) fn new(text: &Text, value: T) -> Self {
        Self(Arc::new(Parsed { text: text.clone(), value }))
    }
}

impl<T> Clone for Json<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T> AsRef<T> for Json<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T> PartialEq for Json<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// Shows the JSON.
impl<T> fmt::Debug for Json<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Json").field(&format_args!("{}", self.text())).finish()
    }
}

impl<T> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(self.text(), serializer)
    }
}

/// Serializes a JSON text. Only `serde_json` can write it unchanged. A serializer does not tell its name, so each
/// human-readable one is treated as `serde_json`.
pub(crate) fn serialize_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        let json: &RawValue = serde_json::from_str(text).map_err(S::Error::custom)?;
        return json.serialize(serializer);
    }
    let value: Value = serde_json::from_str(text).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// A type that the text of a JSON flag can be parsed as. If neither the text nor the fallback can be parsed, the
/// accessor returns the default of the type.
///
/// All types with these traits implement it.
pub trait JsonType: DeserializeOwned + Default + Send + Sync + 'static {}

impl<T: DeserializeOwned + Default + Send + Sync + 'static> JsonType for T {}
