//! What the objects of a document are made of: [`Member`]s, [`List`]s and texts.
//!
//! Each knows its place in the document where that is asked for: when a document is read to find out what is wrong with
//! it (see [`tolerant`](super::tolerant)). Then, one that cannot be read does not keep the others from being read.
//! Otherwise, nothing of this costs anything.

use std::{borrow::Cow, fmt, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

/// The name under which [`Part`] asks for its place.
pub(super) const PART: &str = "$configcat::Part";

/// The name under which [`Repeated`] tells that it is there.
pub(super) const REPEATED: &str = "$configcat::Repeated";

/// A member of an object. One that is `null` is missing.
#[derive(Default)]
pub(in crate::config) enum Member<T> {
    #[default]
    Missing,
    /// It is of another type. That has been reported.
    Unreadable,
    Read {
        at: At,
        value: T,
    },
}

impl<T> Member<T> {
    /// The value, if there is one that can be read.
    pub(in crate::config) fn value(self) -> Option<T> {
        self.item().map(|item| item.value)
    }

    /// The value with its place, if there is one that can be read.
    pub(in crate::config) fn item(self) -> Option<Item<T>> {
        match self {
            Self::Read { at, value } => Some(Item { at, value }),
            Self::Missing | Self::Unreadable => None,
        }
    }

    pub(in crate::config) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Member<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Part { at, value } = Part::<Option<T>>::deserialize(deserializer)?;
        Ok(match value {
            None => Self::Unreadable,
            Some(None) => Self::Missing,
            Some(Some(value)) => Self::Read { at, value },
        })
    }
}

/// A list. Items that cannot be read are not in it; they have been reported.
pub(in crate::config) struct List<T>(pub(in crate::config) Vec<Item<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
            type Value = Vec<Item<T>>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(Part { at, value }) = list.next_element()? {
                    items.extend(value.map(|value| Item { at, value }));
                }
                Ok(items)
            }
        }

        deserializer.deserialize_seq(ListVisitor(PhantomData)).map(Self)
    }
}

/// Where a part starts in what is read, in bytes. This is the start of all, unless it was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::config) struct At(pub(in crate::config) u32);

/// A value, and where it was read from.
#[derive(Clone, Copy)]
pub(in crate::config) struct Item<T> {
    pub(in crate::config) at: At,
    pub(in crate::config) value: T,
}

/// A part of a document, `None` if it cannot be read.
struct Part<T> {
    at: At,
    value: Option<T>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PartVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for PartVisitor<T> {
            type Value = Part<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a part of a document")
            }

            /// The way of deserializers that have never heard of [`PART`].
            fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
                T::deserialize(value).map(|value| Part { at: At::default(), value: Some(value) })
            }

            /// The way of those that tell what they read, and go on behind what they cannot read.
            fn visit_seq<A: SeqAccess<'de>>(self, mut part: A) -> Result<Self::Value, A::Error> {
                let at = At(part.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?);
                Ok(Part { at, value: part.next_element().ok().flatten() })
            }
        }

        deserializer.deserialize_newtype_struct(PART, PartVisitor(PhantomData))
    }
}

/// A member that was there before: an error, after which only the tolerant way goes on.
pub(super) struct Repeated;

impl<'de> Deserialize<'de> for Repeated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RepeatedVisitor;

        impl<'de> Visitor<'de> for RepeatedVisitor {
            type Value = Repeated;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("each member once")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, _: D) -> Result<Repeated, D::Error> {
                Err(D::Error::invalid_type(Unexpected::Other("another one"), &self))
            }

            fn visit_unit<E>(self) -> Result<Repeated, E> {
                Ok(Repeated)
            }
        }

        deserializer.deserialize_newtype_struct(REPEATED, RepeatedVisitor)
    }
}

/// A text, borrowed from the document unless there is an escape in it.
pub(in crate::config) struct Str<'a>(Cow<'a, str>);

impl Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StrVisitor;

        impl<'de> Visitor<'de> for StrVisitor {
            type Value = Str<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Str(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(StrVisitor)
    }
}

/// Declares a JSON object with members of which each may be missing. Unknown members are ignored. What is borrowed from
/// the document has the lifetime `'de`.
macro_rules! object {
    (
        $(#[$doc:meta])* $name:ident $(<$life:lifetime>)?: $expecting:literal {
            $($(#[$member_doc:meta])* $member:ident: $type:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(in crate::config) struct $name $(<$life>)? {
            $($(#[$member_doc])* pub(in crate::config) $member: $crate::config::wire::member::Member<$type>,)*
        }

        impl<'de> serde::Deserialize<'de> for $name $(<$life>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ObjectVisitor;

                impl<'de> serde::de::Visitor<'de> for ObjectVisitor {
                    type Value = $name $(<$life>)?;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        let mut object = Self::Value::default();
                        while let Some(name) = map.next_key::<$crate::config::wire::member::Str<'_>>()? {
                            $(if &*name == stringify!($member) {
                                if object.$member.is_missing() {
                                    object.$member = map.next_value()?;
                                } else {
                                    map.next_value::<$crate::config::wire::member::Repeated>().map_err(|_| {
                                        let name = stringify!($member);
                                        serde::de::Error::custom(format_args!("`{name}` is there more than once"))
                                    })?;
                                }
                                continue;
                            })*
                            map.next_value::<serde::de::IgnoredAny>()?;
                        }
                        Ok(object)
                    }
                }

                deserializer.deserialize_map(ObjectVisitor)
            }
        }
    };
}

pub(super) use object;
