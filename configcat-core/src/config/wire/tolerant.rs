//! [`read()`]: a deserializer for broken settings that records each defect and continues.
//!
//! It deserializes the same types as `serde_json`. It records a defect for each [`Member`](super::member::Member) or
//! list item of the wrong type, and for each repeated member, leaves it out, and reads the rest.

use std::{borrow::Cow, cell::RefCell, fmt, vec};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, Expected, IntoDeserializer as _, MapAccess, SeqAccess, Unexpected, Visitor},
    forward_to_deserialize_any,
};
use serde_json::value::RawValue;

use crate::config::{
    defect::{
        kind::{DefectKind, piece},
        log::DefectLog,
    },
    wire::{
        entries::{DocumentKey, Entries},
        member::{At, PART},
        object::REPEATED,
    },
};

/// Deserializes a part of a document as far as possible, and returns the defects.
pub(in crate::config) fn read<'a, T: Deserialize<'a>>(json: &'a str) -> (Option<T>, DefectLog) {
    let defects = RefCell::default();
    let part = Tolerant { json, start: json.as_ptr().addr(), depth: 0, member: None, defects: &defects };
    let value = part.read(std::marker::PhantomData).ok();
    (value, defects.into_inner())
}

/// A deserializer for a piece of JSON. The piece is valid JSON, because the whole document is.
#[derive(Clone, Copy)]
struct Tolerant<'a, 'f> {
    json: &'a str,
    /// The address where the whole part starts, to calculate offsets.
    start: usize,
    /// How many objects and lists the piece is in.
    depth: usize,
    /// The name of the member, if the piece is a member of an object.
    member: Option<&'f str>,
    defects: &'f RefCell<DefectLog>,
}

impl<'a> Tolerant<'a, '_> {
    /// Deserializes the piece, or records a defect.
    fn read<S: DeserializeSeed<'a>>(self, seed: S) -> Result<S::Value, Mismatch> {
        seed.deserialize(self).inspect_err(|Mismatch { expected }| {
            let member = self.member.map(str::to_owned);
            let kind = DefectKind::Mismatch { member, found: piece(self.json), expected: expected.clone() };
            self.defects.borrow_mut().push(self.at(), kind);
        })
    }

    fn at(self) -> At {
        At(u32::try_from(self.json.as_ptr().addr() - self.start).unwrap_or(u32::MAX))
    }

    /// Parses the piece with `serde_json`. On valid JSON, that fails only for halves of surrogate pairs and for numbers
    /// that are too large.
    fn parse<T: Deserialize<'a>>(self, expected: &str) -> Result<T, Mismatch> {
        serde_json::from_str(self.json).map_err(|_| de::Error::custom(expected))
    }

    fn read_number<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if let Ok(number) = self.json.parse() {
            return visitor.visit_u64(number);
        }
        if let Ok(number) = self.json.parse() {
            return visitor.visit_i64(number);
        }
        visitor.visit_f64(self.parse("a number of 64 bits")?)
    }
}

impl<'de> Deserializer<'de> for Tolerant<'de, '_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.json.as_bytes().first() {
            Some(b'{') => {
                let Entries(members) = self.parse("an object")?;
                visitor.visit_map(Object { whole: self, members: members.into_iter(), value: None })
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = self.parse("a list")?;
                visitor.visit_seq(Items { whole: self, items: items.into_iter() })
            }
            Some(b'"') => match self.parse("a text of valid Unicode")? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            Some(b't' | b'f') => visitor.visit_bool(self.json == "true"),
            Some(b'n') => visitor.visit_unit(),
            _ => self.read_number(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.json == "null" { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match name {
            PART => visitor.visit_seq(Part { tolerant: self, offset_given: false }),
            REPEATED => {
                let kind = DefectKind::RepeatedMember(self.member.unwrap_or_default().to_owned());
                self.defects.borrow_mut().push(self.at(), kind);
                visitor.visit_unit()
            }
            _ => {
                // Only the deserializer of `serde_json` can make a `RawValue`.
                let mut deserializer = serde_json::Deserializer::from_str(self.json);
                deserializer.deserialize_newtype_struct(name, visitor).map_err(de::Error::custom)
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// A part as a sequence, as [`member`](super::member) expects it: first the offset, then the value.
struct Part<'a, 'f> {
    tolerant: Tolerant<'a, 'f>,
    offset_given: bool,
}

impl<'a> SeqAccess<'a> for Part<'a, '_> {
    type Error = Mismatch;

    fn next_element_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Mismatch> {
        if self.offset_given {
            return self.tolerant.read(seed).map(Some);
        }
        self.offset_given = true;
        seed.deserialize(self.tolerant.at().0.into_deserializer()).map(Some)
    }
}

struct Items<'a, 'f> {
    whole: Tolerant<'a, 'f>,
    items: vec::IntoIter<&'a RawValue>,
}

impl<'a> SeqAccess<'a> for Items<'a, '_> {
    type Error = Mismatch;

    fn next_element_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Mismatch> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let Tolerant { depth, member: list, .. } = self.whole;
        let item = Tolerant { json: item.get(), depth: depth + 1, member: None, ..self.whole };
        if let (1, Some(list)) = (depth, list) {
            item.defects.borrow_mut().note_item(list, item.at(), item.json.len());
        }
        seed.deserialize(item).map(Some)
    }
}

struct Object<'a, 'f> {
    whole: Tolerant<'a, 'f>,
    members: vec::IntoIter<(DocumentKey<'a>, &'a RawValue)>,
    /// The member whose name has been read, but not its value.
    value: Option<(DocumentKey<'a>, &'a RawValue)>,
}

impl<'a> MapAccess<'a> for Object<'a, '_> {
    type Error = Mismatch;

    fn next_key_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Mismatch> {
        self.value = self.members.next();
        let Some((name, _)) = &self.value else { return Ok(None) };
        seed.deserialize(de::value::StrDeserializer::new(&name.text)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<S::Value, Mismatch> {
        let (name, value) = self.value.take().ok_or_else(|| <Mismatch as de::Error>::custom("a member"))?;
        let depth = self.whole.depth + 1;
        seed.deserialize(Tolerant { json: value.get(), depth, member: Some(&name.text), ..self.whole })
    }
}

/// What was expected instead, in the words of JSON, not of Rust.
#[derive(Debug)]
struct Mismatch {
    expected: String,
}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(expected: T) -> Self {
        Self { expected: expected.to_string() }
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(match expected.to_string().as_str() {
            "i64" => "a whole number",
            "f64" => "a number",
            other => other,
        })
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::custom("a whole number of 64 bits")
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for Mismatch {}
