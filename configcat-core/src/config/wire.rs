//! The JSON of each document format, mirrored for serde and nothing else.
//!
//! A document is read in two steps: first its outline, with every setting left as raw JSON, then each setting on
//! its own. So a setting of an unexpected shape cannot make the others unreadable.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::value::RawValue;

use super::Redirect;
use crate::Text;

pub(super) mod v5;
pub(super) mod v6;

/// The outline that all formats share; which members are there tells the format.
#[derive(Deserialize)]
#[serde(expecting = "a config document (a JSON object)")]
pub(super) struct Document<'a> {
    /// Simple override document: key → plain value.
    #[serde(borrow)]
    pub(super) flags: Option<Entries<'a>>,
    /// Config v5 and v6: key → setting.
    #[serde(borrow)]
    pub(super) f: Option<Entries<'a>>,
    /// Config v5 and v6: preferences.
    #[serde(borrow)]
    pub(super) p: Option<&'a RawValue>,
    /// Config v6: segments.
    #[serde(borrow)]
    pub(super) s: Option<&'a RawValue>,
}

impl Document<'_> {
    /// What the document says about itself. Preferences that cannot be read are none.
    pub(super) fn preferences(&self) -> Preferences<'_> {
        let preferences = self.p.and_then(|json| serde_json::from_str(json.get()).ok());
        preferences.map(|Object(preferences)| preferences).unwrap_or_default()
    }

    /// Whether this is a config v6: it has a salt or segments, or its values are objects such as `{"b": true}`.
    pub(super) fn is_v6(&self) -> bool {
        // The first value that tells decides: a setting can be broken.
        let typed = || self.f.iter().flat_map(|settings| &settings.0).find_map(|(_, json)| is_typed(json));
        self.s.is_some() || self.preferences().s.is_some() || typed().unwrap_or_default()
    }
}

/// Whether the value of a setting is that of config v6 or of config v5; `None` if it is neither.
fn is_typed(setting: &RawValue) -> Option<bool> {
    #[derive(Deserialize)]
    struct Setting<'a> {
        #[serde(borrow)]
        v: Option<&'a RawValue>,
    }

    let Object(Setting { v }) = serde_json::from_str(setting.get()).ok()?;
    let value = v?.get();
    match value.as_bytes().first()? {
        b'{' => {
            let Object(v6::Value { b, s, i, d }) = serde_json::from_str(value).ok()?;
            b.or(s).or(i).or(d).map(|_| true)
        }
        b'[' => None,
        _ => Some(false),
    }
}

/// What a document says about itself.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Preferences<'a> {
    /// Base URL that the document is to be found at.
    #[serde(borrow)]
    u: Option<Cow<'a, str>>,
    /// Redirect mode.
    r: Option<i64>,
    /// Config v6: salt.
    #[serde(borrow)]
    pub(super) s: Option<Cow<'a, str>>,
}

impl Preferences<'_> {
    /// The base URL that the document says it is to be found at, and what that means.
    pub(super) fn preferred_origin(&self) -> Option<(Text, Redirect)> {
        let redirect = match self.r {
            Some(1) => Redirect::Should,
            Some(2) => Redirect::Force,
            _ => Redirect::No,
        };
        Some((self.u.as_deref()?.into(), redirect))
    }
}

/// A JSON object, in document order, with its values unread.
pub(super) struct Entries<'a>(pub(super) Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of settings by key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                #[derive(Deserialize)]
                struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or_default());
                while let Some((Key(key), value)) = map.next_entry()? {
                    entries.push((key, value));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// A struct that is read from a JSON object only. Derived structs can also be read from an array of their fields.
pub(super) struct Object<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(ObjectsOnly(deserializer)).map(Self)
    }
}

/// Refuses everything but an object, in the words of the visitor.
struct ObjectsOnly<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectsOnly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
