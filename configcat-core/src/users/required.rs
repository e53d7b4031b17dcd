//! [`IntoRequired`]: the ways to set an attribute that every user has.

/// A value for an attribute that every user of a generated type has: everything that converts into a `T`. Constructors of
/// generated users take it if an option says `required`.
///
/// ```
/// use configcat_core::{IntoRequired, Number};
///
/// fn seats(seats: impl IntoRequired<Number>) -> Number {
///     seats.into()
/// }
/// assert_eq!(seats(3), Number::from(3));
/// ```
#[diagnostic::on_unimplemented(
    message = "this attribute takes a `{T}`, which cannot be made of `{Self}`",
    label = "expected a `{T}`",
    note = "a `Number` is made of integers and floats, `Texts` of arrays and vectors, a `Version` by \
            `Version::from_static(\"1.2.0\")` or `text.parse::<Version>()?`, a `Date` of a `SystemTime` or by \
            `Date::from_unix_seconds(1_700_000_000.0)`"
)]
pub trait IntoRequired<T>: Into<T> {}

#[diagnostic::do_not_recommend]
impl<S: Into<T>, T> IntoRequired<T> for S {}
