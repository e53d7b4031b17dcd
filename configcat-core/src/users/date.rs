//! [`Date`]: a point in time as an attribute of a user.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A point in time as an attribute of a user: from a [`SystemTime`], from seconds since the Unix epoch, and from the
/// types of the crates `chrono`, `jiff` and `time`, behind features of these names. Setters of generated users take it
/// where targeting rules compare an attribute by `BEFORE` and `AFTER`.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use configcat_core::Date;
///
/// let since = UNIX_EPOCH + Duration::from_millis(1_700_000_000_500);
/// assert_eq!(Date::from(since), Date::from_unix_seconds(1_700_000_000.5));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Date {
    seconds: f64,
}

impl Date {
    /// The point in time that is this many seconds after the Unix epoch. Fractions are allowed.
    #[must_use]
    pub const fn from_unix_seconds(seconds: f64) -> Self {
        Self { seconds }
    }

    /// The seconds since the Unix epoch, with fractions.
    #[must_use]
    pub const fn unix_seconds(self) -> f64 {
        self.seconds
    }

    /// The date of the millisecond that the time is in.
    pub(super) fn from_unix_nanoseconds(nanoseconds: i128) -> Self {
        const NANOS_PER_MILLI: i128 = 1_000_000;

        Self::from_unix_milliseconds(nanoseconds.div_euclid(NANOS_PER_MILLI))
    }

    pub(super) fn from_unix_milliseconds(milliseconds: i128) -> Self {
        // Rounds once, by the division: the number, and so the text and the bucket, is the same in every SDK. A sum of
        // seconds and fraction would round twice.
        #[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years around the epoch")]
        let milliseconds = milliseconds as f64;
        Self::from_unix_seconds(milliseconds / 1000.0)
    }
}

/// The millisecond that the time is in: dates have whole milliseconds in ConfigCat SDKs.
impl From<SystemTime> for Date {
    fn from(time: SystemTime) -> Self {
        // All seconds that a `Duration` can have are fewer nanoseconds.
        let nanoseconds = |duration: Duration| i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX);
        Self::from_unix_nanoseconds(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => nanoseconds(after),
            Err(before) => -nanoseconds(before.duration()),
        })
    }
}
