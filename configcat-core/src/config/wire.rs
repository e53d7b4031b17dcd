//! The JSON of each document format, mirrored for serde and nothing else.
//!
//! A document that cannot be read in one go is read in two steps: first its outline, with every setting left as raw
//! JSON, then each setting on its own. So a setting of an unexpected shape cannot make the others unreadable. What is
//! not all as it should be is read once more, by [`tolerant`], to find out everything that is wrong with it.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::Redirect;
use crate::Text;

pub(super) mod member;
mod object;
pub(super) mod tolerant;
pub(super) mod v5;
pub(super) mod v6;

use member::{List, Str};
use object::object;

object! {
    /// The outline that all formats share; which members are there tells the format.
    Document<'de>: "a config document (a JSON object)" {
        /// Simple override document: key → plain value.
        flags: Entries<'de>,
        /// Config v5 and v6: key → setting.
        f: Entries<'de>,
        /// Config v5 and v6: preferences.
        p: &'de RawValue,
        /// Config v6: segments.
        s: &'de RawValue,
    }
}

/// Whether the settings of a document are of config v6: it has a salt or segments, or its values are objects such as
/// `{"b": true}`.
pub(super) fn is_v6(
    settings: &[(Key<'_>, &RawValue)],
    preferences: &Preferences<'_>,
    has_segments: bool,
) -> bool {
    // The first value that tells decides: a setting can be broken.
    has_segments
        || !preferences.s.is_missing()
        || settings.iter().find_map(|(_, json)| is_typed(json)).unwrap_or_default()
}

object! {
    /// The value of a setting, in whatever format.
    Valued<'de>: "a setting" {
        /// Value.
        v: &'de RawValue,
    }
}

object! {
    /// The lists of a setting, in whatever format.
    Lists<'de>: "a setting" {
        /// Targeting rules.
        r: List<&'de RawValue>,
        /// Percentage options.
        p: List<&'de RawValue>,
    }
}

/// Whether the value of a setting is that of config v6 or of config v5; `None` if it is neither.
fn is_typed(setting: &RawValue) -> Option<bool> {
    let value = serde_json::from_str::<Valued<'_>>(setting.get()).ok()?.v.value()?.get();
    match value.as_bytes().first()? {
        b'{' => {
            let v6::Value { b, s, i, d } = serde_json::from_str(value).ok()?;
            [b, s, i, d].iter().any(|member| !member.is_missing()).then_some(true)
        }
        b'[' => None,
        _ => Some(false),
    }
}

object! {
    /// What a document says about itself.
    Preferences<'de>: "preferences (a JSON object)" {
        /// Base URL that the document is to be found at.
        u: Str<'de>,
        /// Redirect mode.
        r: i64,
        /// Config v6: salt.
        s: Str<'de>,
    }
}

impl<'a> Preferences<'a> {
    /// Reads preferences. Those that cannot be read are none.
    pub(super) fn read(json: Option<&'a RawValue>) -> Self {
        json.and_then(|json| serde_json::from_str(json.get()).ok()).unwrap_or_default()
    }

    /// The base URL that the document says it is to be found at, and what that means; and the salt.
    pub(super) fn origin_and_salt(self) -> (Option<(Text, Redirect)>, Option<Text>) {
        let redirect = match self.r.value() {
            Some(1) => Redirect::Should,
            Some(2) => Redirect::Force,
            _ => Redirect::No,
        };
        let text = |text: &Str<'_>| Text::from(&**text);
        (self.u.value().map(|url| (text(url), redirect)), self.s.value().map(text))
    }
}

/// A JSON object, in document order, with its values unread.
#[derive(Default)]
pub(super) struct Entries<'a>(pub(super) Vec<(Key<'a>, &'a RawValue)>);

/// A key of a document.
pub(super) struct Key<'a> {
    /// The text; as it is written in the document, if that is not valid.
    pub(super) text: Cow<'a, str>,
    /// Whether it is valid Unicode: in JSON, half of a surrogate pair can be written.
    pub(super) is_valid: bool,
}

impl<'a> Key<'a> {
    fn read(json: &'a RawValue) -> Self {
        match text(json.get()) {
            Some(text) => Self { text, is_valid: true },
            None => Self { text: Cow::Borrowed(written(json.get())), is_valid: false },
        }
    }
}

/// The text of a string of valid JSON; `None` if it is not valid Unicode.
pub(super) fn text(json: &str) -> Option<Cow<'_, str>> {
    let written = written(json);
    if written.contains('\\') {
        return serde_json::from_str(json).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(written))
}

/// What is between the quotes.
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
                    entries.push((Key::read(key), value));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}
