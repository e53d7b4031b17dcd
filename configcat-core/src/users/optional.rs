//! [`IntoOptional`]: the ways to set an attribute that may be missing.

use crate::{
    users::{attribute::Attribute, date::Date, number::Number, texts::Texts, version::Version},
    values::Text,
};

/// A value for an attribute of a [`User`](crate::User) that may be missing: everything that converts into a `T`, and an
/// [`Option`] of it. With `None`, the user does not have the attribute.
///
/// ```
/// use configcat_core::User;
///
/// let (email, plan): (Option<&str>, Option<String>) = (Some("jane@example.com"), None);
/// let jane = User::new(435).email(email).custom("plan", plan).custom("seats", 12);
/// assert_eq!(jane, User::new("435").email("jane@example.com").custom("seats", 12));
/// ```
#[diagnostic::on_unimplemented(
    message = "this attribute takes a `{T}`, which cannot be made of `{Self}`",
    label = "expected a `{T}`, or an `Option` of one",
    note = "an `Attribute` is a text, a number, a date or a list of texts; convert other types first: by `to_string()` for example, or by \
            `impl From<…> for Attribute` in the crate of the type",
    note = "a `Number` is made of integers and floats, `Texts` of arrays and vectors, a `Version` by \
            `Version::from_static(\"1.2.0\")` or `text.parse::<Version>()?`, a `Date` of a `SystemTime` or by \
            `Date::from_unix_seconds(1_700_000_000.0)`"
)]
pub trait IntoOptional<T> {
    /// The value, if there is one.
    fn into_optional(self) -> Option<T>;
}

// For each `T` by itself: only then the compiler knows that no `Option` converts into a `T`.
macro_rules! into_optional {
    ($($target:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: Into<$target>> IntoOptional<$target> for T {
            fn into_optional(self) -> Option<$target> {
                Some(self.into())
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T: Into<$target>> IntoOptional<$target> for Option<T> {
            fn into_optional(self) -> Option<$target> {
                self.map(Into::into)
            }
        }
    )*};
}

into_optional!(Text, Attribute, Number, Version, Date, Texts);

// Nothing else converts into a `bool`.
#[diagnostic::do_not_recommend]
impl IntoOptional<bool> for bool {
    fn into_optional(self) -> Option<bool> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoOptional<bool> for Option<bool> {
    fn into_optional(self) -> Option<bool> {
        self
    }
}
