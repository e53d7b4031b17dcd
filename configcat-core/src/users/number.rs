//! [`Number`]: a number as an attribute of a user.

use crate::users::attribute::Attribute;

/// A number as an attribute of a user: an integer or a float. Setters of generated users take it where targeting rules
/// compare an attribute by number comparators.
///
/// ```
/// use configcat_core::{Attribute, Number};
///
/// assert_eq!(Attribute::from(Number::from(12)), Attribute::Int(12));
/// assert_eq!(Attribute::from(Number::from(0.5)), Attribute::Float(0.5));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Number(Attribute);

/// What becomes a [`Number`]: integers and floats. Implemented for each type that converts into one.
#[diagnostic::on_unimplemented(
    message = "targeting rules compare this attribute with numbers, and `{Self}` is not a number",
    label = "expected an integer or a float",
    note = "parse a text first: `text.parse::<f64>()?`"
)]
pub trait IntoNumber: Into<Number> {}

#[diagnostic::do_not_recommend]
impl<T: Into<Number>> IntoNumber for T {}

impl From<Number> for Attribute {
    fn from(Number(number): Number) -> Self {
        number
    }
}

macro_rules! from_numbers {
    ($($number:ty),*) => {$(
        /// The same as for [`Attribute`].
        impl From<$number> for Number {
            fn from(number: $number) -> Self {
                Self(number.into())
            }
        }
    )*};
}

from_numbers!(i8, i16, i32, i64, u8, u16, u32, u64, usize, f32, f64);
