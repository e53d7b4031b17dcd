//! [`Attribute`]: the value of a user attribute.

use std::{borrow::Cow, time::SystemTime};

use crate::{users::date::Date, values::Text};

/// The value of a user attribute.
///
/// [`User::custom`](crate::User::custom) converts Rust values: texts, integers, floats, [`SystemTime`]s and lists of
/// texts; with the features `chrono`, `jiff`, `time` and `semver` also dates and versions of these crates. Text comparators convert the other types [to text](Self::to_text), as every ConfigCat SDK does.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use configcat_core::{Attribute, User};
///
/// let user = User::new("435170f4")
///     .custom("plan", "pro")
///     .custom("seats", 12)
///     .custom("since", UNIX_EPOCH + Duration::from_secs(1_700_000_000))
///     .custom("roles", ["admin", "author"]);
/// # let _ = user;
/// assert_eq!(Attribute::from(0.1).to_text(), "0.1");
/// assert_eq!(Attribute::from(["admin", "author"]).to_text(), r#"["admin","author"]"#);
/// ```
#[doc(alias = "UserValue")]
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Attribute {
    /// A text. The empty text counts as a missing attribute.
    Text(Text),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Float(f64),
    /// A point in time, in seconds since the Unix epoch, with fractions. From a [`SystemTime`], in whole milliseconds.
    #[doc(alias = "DateTime")]
    Date(f64),
    /// A list of texts, for the array comparators of config v6.
    #[doc(alias = "StringVec")]
    List(Vec<Text>),
}

impl Attribute {
    /// Whether conditions treat this attribute as missing: only if it is the empty text.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    /// The attribute as text, which text comparators compare and buckets are calculated from.
    ///
    /// Numbers are written as in JavaScript (`0.1`, `1e-7`, `NaN`), dates in seconds since the Unix epoch, lists as
    /// compact JSON, as in every ConfigCat SDK. Allocates nothing if the attribute is text already.
    #[must_use]
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Int(number) => Cow::Owned(number.to_string()),
            Self::Float(number) | Self::Date(number) => {
                Cow::Owned(ryu_js::Buffer::new().format(*number).to_owned())
            }
            Self::List(items) => Cow::Owned(list_to_json(items)),
        }
    }

    /// Calls a function with the attribute as text. Faster than [`to_text`](Self::to_text) for text, which has no drop.
    #[inline]
    pub(crate) fn read_text<R>(&self, read: impl FnOnce(&str) -> R) -> R {
        match self {
            Self::Text(text) => read(text),
            other => read(&other.to_text()),
        }
    }
}

impl From<&str> for Attribute {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Attribute {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&String> for Attribute {
    fn from(text: &String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Text> for Attribute {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

/// The text `true` or `false`: rules compare texts, and have no comparator for truth values.
impl From<bool> for Attribute {
    fn from(value: bool) -> Self {
        Self::from(if value { "true" } else { "false" })
    }
}

impl From<f64> for Attribute {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

/// The shortest decimal number for the `f32`: `0.1`, not `0.10000000149011612`.
impl From<f32> for Attribute {
    fn from(number: f32) -> Self {
        Self::Float(number.to_string().parse().unwrap_or(number.into()))
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Attribute {
            fn from(number: $integer) -> Self {
                Self::Int(number.into())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, u8, u16, u32);

/// Whole numbers above [`i64::MAX`] become the nearest [`Attribute::Float`].
impl From<u64> for Attribute {
    fn from(number: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "documented: the nearest decimal number")]
        i64::try_from(number).map_or(Self::Float(number as f64), Self::Int)
    }
}

/// Whole numbers above [`i64::MAX`] become the nearest [`Attribute::Float`], as for `u64`.
impl From<usize> for Attribute {
    fn from(number: usize) -> Self {
        (number as u64).into()
    }
}

impl From<Date> for Attribute {
    fn from(date: Date) -> Self {
        Self::Date(date.unix_seconds())
    }
}

/// The millisecond that the time is in: dates have whole milliseconds in ConfigCat SDKs.
impl From<SystemTime> for Attribute {
    fn from(time: SystemTime) -> Self {
        Date::from(time).into()
    }
}

impl<T: Into<Text>> From<Vec<T>> for Attribute {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Text>, const N: usize> From<[T; N]> for Attribute {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Text> + Clone> From<&Vec<T>> for Attribute {
    fn from(items: &Vec<T>) -> Self {
        items.as_slice().into()
    }
}

impl<T: Into<Text> + Clone, const N: usize> From<&[T; N]> for Attribute {
    fn from(items: &[T; N]) -> Self {
        items.as_slice().into()
    }
}

impl<T: Into<Text> + Clone> From<&[T]> for Attribute {
    fn from(items: &[T]) -> Self {
        items.iter().cloned().collect()
    }
}

impl<T: Into<Text>> FromIterator<T> for Attribute {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

fn list_to_json(items: &[Text]) -> String {
    // Unlike a serializer, formatting a JSON value cannot fail.
    items.iter().map(Text::as_str).collect::<serde_json::Value>().to_string()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn numbers_are_written_as_javascript_does() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (1e-7, "1e-7"),
            (1e21, "1e+21"),
            (123_456_789.5, "123456789.5"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(Attribute::from(number).to_text(), text);
        }
        assert_eq!(Attribute::from(0.1_f32).to_text(), "0.1");
        assert_eq!(Attribute::from(i64::MIN).to_text(), "-9223372036854775808");
        assert_eq!(Attribute::from(u64::MAX).to_text(), "18446744073709552000");
    }

    #[test]
    fn dates_are_unix_seconds_and_lists_are_json() {
        let at = |millis| UNIX_EPOCH + Duration::from_millis(millis);
        assert_eq!(Attribute::from(at(1_693_497_600_123)).to_text(), "1693497600.123");
        assert_eq!(Attribute::from(UNIX_EPOCH - Duration::from_secs(2)).to_text(), "-2");
        assert_eq!(Attribute::from(["a", "\"é"]).to_text(), r#"["a","\"é"]"#);
    }

    #[test]
    fn dates_are_whole_milliseconds_that_are_divided_once() {
        // Beyond the year 2255, microseconds have more digits than a decimal number.
        for (millis, text) in [
            (0, "0"),
            (1, "0.001"),
            (1_693_497_600_123, "1693497600.123"),
            (9_007_199_254_741, "9007199254.741"),
            (91_464_969_419_501, "91464969419.501"),
            (253_402_300_799_999, "253402300799.999"),
        ] {
            let duration = Duration::from_millis(millis);
            assert_eq!(Attribute::from(UNIX_EPOCH + duration).to_text(), text);
            let negative = if millis == 0 { text.to_owned() } else { format!("-{text}") };
            assert_eq!(Attribute::from(UNIX_EPOCH - duration).to_text(), negative);
            // A later time in the same millisecond is the same date.
            let almost_a_millisecond = Duration::from_nanos(999_999);
            assert_eq!(Attribute::from(UNIX_EPOCH + duration + almost_a_millisecond).to_text(), text);
            assert_eq!(Attribute::from(UNIX_EPOCH - duration + almost_a_millisecond).to_text(), negative);
        }
    }

    #[test]
    fn only_the_empty_text_is_missing() {
        assert!(Attribute::from("").is_missing());
        assert!(!Attribute::from(0).is_missing());
        assert!(!Attribute::List(Vec::new()).is_missing());
    }
}
