//! [`object!`]: declares the JSON objects of a document.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Unexpected, Visitor},
};

/// The newtype name by which the tolerant reader recognises a [`Repeated`] member.
pub(in crate::config) const REPEATED: &str = "$configcat::Repeated";

/// Declares a JSON object. Each member may be missing; unknown members are ignored. Members borrow from the document
/// with the lifetime `'de`.
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

        impl<'de> $crate::config::wire::member::DeserializeInPlace<'de> for $name $(<$life>)? {
            fn empty() -> Self {
                Self::default()
            }

            fn deserialize_in_place<D: serde::Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
                /// The name of a member.
                #[derive(serde::Deserialize)]
                #[serde(field_identifier)]
                #[expect(non_camel_case_types, reason = "the names of the document")]
                enum Name {
                    $($member,)*
                    #[serde(other)]
                    Unknown,
                }

                struct ObjectVisitor<'o, T>(&'o mut T);

                impl<'de> serde::de::Visitor<'de> for ObjectVisitor<'_, $name $(<$life>)?> {
                    type Value = ();

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
                        let Self(object) = self;
                        while let Some(name) = map.next_key()? {
                            match name {
                                $(Name::$member if object.$member.is_missing() => {
                                    map.next_value_seed($crate::config::wire::member::InPlace(&mut object.$member))?;
                                })*
                                $(Name::$member => {
                                    $crate::config::wire::object::refuse_repeated(&mut map, stringify!($member))?;
                                })*
                                Name::Unknown => {
                                    map.next_value::<serde::de::IgnoredAny>()?;
                                }
                            }
                        }
                        Ok(())
                    }
                }

                deserializer.deserialize_map(ObjectVisitor(self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name $(<$life>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut object = Self::default();
                $crate::config::wire::member::DeserializeInPlace::deserialize_in_place(&mut object, deserializer)?;
                Ok(object)
            }
        }
    };
}

pub(in crate::config) use object;

/// Reads a member that occurs again. That is an error, except for the tolerant reader, which records a defect.
pub(in crate::config) fn refuse_repeated<'de, A: MapAccess<'de>>(
    map: &mut A,
    name: &str,
) -> Result<(), A::Error> {
    map.next_value()
        .map(|Repeated| ())
        .map_err(|_| A::Error::custom(format_args!("`{name}` is there more than once")))
}

/// A member that occurs again.
struct Repeated;

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
