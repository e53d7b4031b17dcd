//! [`IntoOptional`]: the ways to set an attribute that may be missing.

use crate::{
    users::{
        attribute::Attribute,
        date::{Date, IntoDate},
        into_bool::IntoBool,
        number::{IntoNumber, Number},
        texts::{IntoTexts, Texts},
        version::{IntoVersion, Version},
    },
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
    message = "an attribute of a user cannot be made of `{Self}`",
    label = "not a text, number, date or list of texts, nor an `Option` of one",
    note = "convert it first: by `to_string()` for example, or by `impl From<…> for Attribute` in the crate of the type"
)]
pub trait IntoOptional<T> {
    /// The value, if there is one.
    fn into_optional(self) -> Option<T>;
}

// For each `T` by itself: only then the compiler knows that no `Option` converts into a `T`.
macro_rules! into_optional {
    ($($(#[$attribute:meta])* $bound:path => $target:ty;)*) => {$(
        $(#[$attribute])*
        impl<T: $bound> IntoOptional<$target> for T {
            fn into_optional(self) -> Option<$target> {
                Some(self.into())
            }
        }

        $(#[$attribute])*
        impl<T: $bound> IntoOptional<$target> for Option<T> {
            fn into_optional(self) -> Option<$target> {
                self.map(Into::into)
            }
        }
    )*};
}

into_optional! {
    #[diagnostic::do_not_recommend] Into<Text> => Text;
    #[diagnostic::do_not_recommend] Into<Attribute> => Attribute;
    // The compiler shows the messages of these traits.
    IntoBool => bool;
    IntoNumber => Number;
    IntoVersion => Version;
    IntoDate => Date;
    IntoTexts => Texts;
}
