//! [`Entries`]: a JSON object whose values are not parsed yet.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// A JSON object, in document order. Its values are not parsed yet.
#[derive(Default)]
pub(in crate::config) struct Entries<'a>(pub(in crate::config) Vec<(DocumentKey<'a>, &'a RawValue)>);

/// A key of a document.
pub(in crate::config) struct DocumentKey<'a> {
    /// The unescaped text. If it is not valid Unicode, the text with its escapes.
    pub(in crate::config) text: Cow<'a, str>,
    /// Whether the key is valid Unicode. A JSON escape can be half of a surrogate pair.
    pub(in crate::config) is_valid: bool,
}

impl<'a> DocumentKey<'a> {
    fn read(json: &'a RawValue) -> Self {
        match text(json.get()) {
            Some(text) => Self { text, is_valid: true },
            None => Self { text: Cow::Borrowed(written(json.get())), is_valid: false },
        }
    }
}

/// Unescapes a JSON string; `None` if it is not valid Unicode.
pub(in crate::config) fn text(json: &str) -> Option<Cow<'_, str>> {
    let written = written(json);
    if written.contains('\\') {
        return serde_json::from_str(json).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(written))
}

/// The text between the quotes, with its escapes.
fn written(json: &str) -> &str {
    json.get(1..json.len().saturating_sub(1)).unwrap_or_default()
}

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of settings by key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry()? {
                    entries.push((DocumentKey::read(key), value));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}
