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
