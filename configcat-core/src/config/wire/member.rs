//! [`Member`], [`List`] and [`Str`]: the parts of the [objects](mod@super::object) of a document.
//!
//! When the [`tolerant`](super::tolerant) reader reads a broken setting, each part gets its offset in the document, and
//! an unreadable part does not stop the others. Ordinary parsing pays nothing for this.

use std::{borrow::Cow, fmt, ops::Deref};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::config::wire::entries::Entries;

/// The newtype name by which the tolerant reader recognises a part.
pub(in crate::config) const PART: &str = "$configcat::Part";

/// Deserialized in place: returning large objects costs as much as parsing them.
pub(in crate::config) trait DeserializeInPlace<'de>: Sized {
    /// Placeholder overwritten by [`deserialize_in_place`](Self::deserialize_in_place).
    fn empty() -> Self;

    fn deserialize_in_place<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error>;
}

/// A seed that deserializes into an existing value.
pub(in crate::config) struct InPlace<'p, T>(pub(in crate::config) &'p mut T);

impl<'de, T: DeserializeInPlace<'de>> DeserializeSeed<'de> for InPlace<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.deserialize_in_place(deserializer)
    }
}

/// For types that are small or occur once: they are deserialized, then assigned.
macro_rules! in_place_by_assignment {
    ($($type:ty: $empty:expr,)*) => {
        $(
            impl<'de> DeserializeInPlace<'de> for $type {
                fn empty() -> Self {
                    $empty
                }

                fn deserialize_in_place<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
                    *self = Self::deserialize(deserializer)?;
                    Ok(())
                }
            }
        )*
    };
}

in_place_by_assignment! {
    i64: 0,
    f64: 0.0,
    Str<'de>: Str(Cow::Borrowed("")),
    &'de RawValue: RawValue::NULL,
    Entries<'de>: Entries::default(),
}

impl<'de, T: DeserializeInPlace<'de>> DeserializeInPlace<'de> for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }

    fn deserialize_in_place<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        (**self).deserialize_in_place(deserializer)
    }
}

/// A member of an object. `null` counts as missing.
#[derive(Default)]
pub(in crate::config) enum Member<T> {
    #[default]
    Missing,
    /// The member has the wrong type. The defect is recorded.
    Unreadable,
    Read {
        at: At,
        value: T,
    },
}

impl<T> Member<T> {
    /// The value, unless the member is missing or unreadable.
    pub(in crate::config) fn value(&self) -> Option<&T> {
        self.item().map(|item| item.value)
    }

    /// The value with its offset, unless the member is missing or unreadable.
    pub(in crate::config) fn item(&self) -> Option<Item<&T>> {
        match self {
            Self::Read { at, value } => Some(Item { at: *at, value }),
            Self::Missing | Self::Unreadable => None,
        }
    }

    pub(in crate::config) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<'de, T: DeserializeInPlace<'de>> DeserializeInPlace<'de> for Member<T> {
    fn empty() -> Self {
        Self::Missing
    }

    fn deserialize_in_place<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        match (read_part(Nullable(self), deserializer)?, self) {
            (Some(place), Self::Read { at, .. }) => *at = place,
            (Some(_), _) => {}
            (None, member) => *member = Self::Unreadable,
        }
        Ok(())
    }
}

/// A seed that deserializes into a member, and leaves it missing on `null`.
struct Nullable<'m, T>(&'m mut Member<T>);

impl<'de, T: DeserializeInPlace<'de>> DeserializeSeed<'de> for Nullable<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: DeserializeInPlace<'de>> Visitor<'de> for Nullable<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Member::Read { at: At::default(), value: T::empty() };
        match self.0 {
            Member::Read { value, .. } => value.deserialize_in_place(deserializer),
            Member::Missing | Member::Unreadable => Ok(()),
        }
    }
}

impl<T> Member<List<T>> {
    /// The items of the list; none if the member is missing or unreadable.
    pub(in crate::config) fn items(&self) -> &[Item<T>] {
        self.value().map(|list| &*list.0).unwrap_or_default()
    }
}

/// A list. Leaves out unreadable items; their defects are recorded.
pub(in crate::config) struct List<T>(pub(in crate::config) Vec<Item<T>>);

impl<T> List<T> {
    /// The capacity of a new list: as many items as fit into 1 KiB, a size that allocators serve quickly.
    const INITIAL_CAPACITY: usize = 1024 / size_of::<Item<T>>();
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: DeserializeInPlace<'de>> DeserializeInPlace<'de> for List<T> {
    fn empty() -> Self {
        Self::default()
    }

    fn deserialize_in_place<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        struct ListVisitor<'l, T>(&'l mut Vec<Item<T>>);

        impl<'de, T: DeserializeInPlace<'de>> Visitor<'de> for ListVisitor<'_, T> {
            type Value = ();

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
                while list.next_element_seed(Next(self.0))?.is_some() {}
                Ok(())
            }
        }

        deserializer.deserialize_seq(ListVisitor(&mut self.0))
    }
}

/// A seed that appends an item to a list.
struct Next<'l, T>(&'l mut Vec<Item<T>>);

impl<'de, T: DeserializeInPlace<'de>> DeserializeSeed<'de> for Next<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self(items) = self;
        if items.is_empty() {
            *items = Vec::with_capacity(List::<T>::INITIAL_CAPACITY);
        }
        items.push(Item { at: At::default(), value: T::empty() });
        let Some(item) = items.last_mut() else { return Ok(()) };
        match read_part(InPlace(&mut item.value), deserializer)? {
            Some(at) => item.at = at,
            None => drop(items.pop()),
        }
        Ok(())
    }
}

/// The offset of a part in its setting or segment, in bytes. Always 0 unless the tolerant reader reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::config) struct At(pub(in crate::config) u32);

/// A value with its offset.
#[derive(Clone, Copy)]
pub(in crate::config) struct Item<T> {
    pub(in crate::config) at: At,
    pub(in crate::config) value: T,
}

impl<T> Item<T> {
    pub(in crate::config) fn as_ref(&self) -> Item<&T> {
        Item { at: self.at, value: &self.value }
    }
}

/// Deserializes a part and returns its offset; `None` if it is unreadable.
fn read_part<'de, D, S>(part: S, deserializer: D) -> Result<Option<At>, D::Error>
where
    D: Deserializer<'de>,
    S: DeserializeSeed<'de, Value = ()>,
{
    struct PartVisitor<S>(S);

    impl<'de, S: DeserializeSeed<'de, Value = ()>> Visitor<'de> for PartVisitor<S> {
        type Value = Option<At>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a part of a document")
        }

        /// Ordinary deserializers report no position.
        fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
            self.0.deserialize(value).map(|()| Some(At::default()))
        }

        /// The tolerant reader gives the offset, then the value, and continues after an unreadable value.
        fn visit_seq<A: SeqAccess<'de>>(self, mut part: A) -> Result<Self::Value, A::Error> {
            let at = At(part.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?);
            Ok(part.next_element_seed(self.0).ok().flatten().map(|()| at))
        }
    }

    deserializer.deserialize_newtype_struct(PART, PartVisitor(part))
}

/// A text, borrowed from the document unless it has escapes.
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
