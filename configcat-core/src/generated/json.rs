//! [`Json`]: a text flag that is JSON, as a type of the application.

use std::{fmt, ops::Deref, sync::Arc};

use serde::{Serialize, Serializer, de::DeserializeOwned, ser::Error as _};
use serde_json::{Value, value::RawValue};

use crate::values::Text;

/// What the text of a flag says in JSON, as a type of the application. Accessors of flags with the option `json`
/// return it.
///
/// It derefs to that type. A clone costs one reference count. Two are equal if their texts are.
///
/// Serialized by `serde_json`, it is the JSON itself: the order of keys, all digits of numbers, and white space
/// within are as in the config, and the type need not be [`Serialize`]. Binary formats get what the JSON says, with
/// sorted keys, and numbers in 64 bits. Other formats for people, such as YAML, get a struct with the JSON as one
/// text, which is how `serde_json` hands on what is JSON already: for these, make a `serde_json::Value` of it first.
pub struct Json<T>(pub(super) Arc<Parsed<T>>);

pub(super) struct Parsed<T> {
    text: Text,
    value: T,
}

impl<T> Json<T> {
    /// The JSON that the flag serves.
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

/// Serializes what a text says in JSON. Only `serde_json` knows how to take JSON as it is, and it cannot be asked
/// for: it is a format for people.
pub(crate) fn serialize_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        let json: &RawValue = serde_json::from_str(text).map_err(S::Error::custom)?;
        return json.serialize(serializer);
    }
    let value: Value = serde_json::from_str(text).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// What a text flag can be parsed into. Its default is the value of a flag whose fallback cannot be parsed.
pub trait JsonType: DeserializeOwned + Default + Send + Sync + 'static {}

impl<T: DeserializeOwned + Default + Send + Sync + 'static> JsonType for T {}
