//! The JSON of each document format, mirrored for serde and nothing else.
//!
//! A document is read in two steps: first its outline, with every setting left as raw JSON, then each setting on
//! its own. So a setting of an unexpected shape cannot make the others unreadable.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::value::RawValue;

use super::Redirect;
use crate::Text;

pub(super) mod v5;

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
    /// The base URL that the document says it is to be found at. Preferences that cannot be read are none.
    pub(super) fn preferred_origin(&self) -> Option<(Text, Redirect)> {
        #[derive(Deserialize)]
        struct Preferences<'a> {
            #[serde(borrow)]
            u: Cow<'a, str>,
            r: Option<i64>,
        }

        let Object(preferences) = serde_json::from_str::<Object<Preferences<'_>>>(self.p?.get()).ok()?;
        let redirect = match preferences.r {
            Some(1) => Redirect::Should,
            Some(2) => Redirect::Force,
            _ => Redirect::No,
        };
        Some((preferences.u.into(), redirect))
    }

    /// Whether this is a config v6: it has a salt or segments, or its values are objects such as `{"b": true}`.
    pub(super) fn is_v6(&self) -> bool {
        #[derive(Deserialize)]
        struct Preferences {
            #[serde(rename = "s")]
            _salt: IgnoredAny,
        }

        #[derive(Deserialize)]
        struct Setting {
            #[serde(rename = "v")]
            _value: Value,
        }

        #[derive(Deserialize)]
        enum Value {
            #[serde(rename = "b", alias = "s", alias = "i", alias = "d")]
            Typed(IgnoredAny),
        }

        fn is<'a, T: Deserialize<'a>>(json: &'a RawValue) -> bool {
            serde_json::from_str::<Object<T>>(json.get()).is_ok()
        }

        let first = || self.f.as_ref().and_then(|entries| entries.0.first());
        self.s.is_some()
            || self.p.is_some_and(is::<Preferences>)
            || first().is_some_and(|(_, setting)| is::<Setting>(setting))
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
