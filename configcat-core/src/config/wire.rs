//! The JSON of each document format, mirrored for serde and nothing else.
//!
//! A document is read in two steps: first its outline, with every setting left as raw JSON, then each setting on
//! its own. So a setting of an unexpected shape cannot make the others unreadable.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

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
    /// Whether this is a config v6: it has a salt or segments, or its values are objects such as `{"b": true}`.
    pub(super) fn is_v6(&self) -> bool {
        #[derive(Default, Deserialize)]
        struct Probe<'a> {
            #[serde(borrow)]
            s: Option<&'a RawValue>,
            #[serde(borrow)]
            v: Option<&'a RawValue>,
        }

        fn probe(json: &RawValue) -> Probe<'_> {
            serde_json::from_str(json.get()).unwrap_or_default()
        }

        let has_salt = self.p.is_some_and(|preferences| probe(preferences).s.is_some());
        let has_object_value = || {
            let first = self.f.as_ref().and_then(|entries| entries.0.first());
            first.is_some_and(|(_, setting)| {
                probe(setting).v.is_some_and(|value| value.get().starts_with('{'))
            })
        };
        has_salt || self.s.is_some() || has_object_value()
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
