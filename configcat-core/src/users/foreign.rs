//! Dates and versions of other crates as values of attributes, each behind a feature with the name of its crate.

use crate::users::attribute::Attribute;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use crate::users::date::Date;
#[cfg(feature = "semver")]
use crate::users::version::Version;

macro_rules! dates {
    ($(#[$feature:meta] [$($parameter:tt)*] $type:ty: $time:ident => $date:expr;)*) => {$(
        /// The millisecond that the time is in, as for [`SystemTime`](std::time::SystemTime).
        #[$feature]
        impl<$($parameter)*> From<$type> for Date {
            fn from($time: $type) -> Self {
                $date
            }
        }

        /// The millisecond that the time is in, as for [`SystemTime`](std::time::SystemTime).
        #[$feature]
        impl<$($parameter)*> From<$type> for Attribute {
            fn from(time: $type) -> Self {
                Date::from(time).into()
            }
        }
    )*};
}

dates! {
    // Always rounds down.
    #[cfg(feature = "chrono")] [Zone: chrono::TimeZone] chrono::DateTime<Zone>:
        time => Self::from_unix_milliseconds(time.timestamp_millis().into());
    #[cfg(feature = "jiff")] [] jiff::Timestamp: time => Self::from_unix_nanoseconds(time.as_nanosecond());
    #[cfg(feature = "jiff")] [] jiff::ZonedDateTime: time => time.timestamp().into();
    #[cfg(feature = "time")] [] time::OffsetDateTime: time => Self::from_unix_nanoseconds(time.unix_timestamp_nanos());
    #[cfg(feature = "time")] [] time::UtcDateTime: time => Self::from_unix_nanoseconds(time.unix_timestamp_nanos());
}

#[cfg(feature = "semver")]
impl From<semver::Version> for Version {
    fn from(version: semver::Version) -> Self {
        (&version).into()
    }
}

#[cfg(feature = "semver")]
impl From<&semver::Version> for Version {
    fn from(version: &semver::Version) -> Self {
        Self::from_semver(version)
    }
}

/// The version as text, which version comparators parse.
#[cfg(feature = "semver")]
impl From<semver::Version> for Attribute {
    fn from(version: semver::Version) -> Self {
        (&version).into()
    }
}

/// The version as text, which version comparators parse.
#[cfg(feature = "semver")]
impl From<&semver::Version> for Attribute {
    fn from(version: &semver::Version) -> Self {
        version.to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "chrono")]
    #[test]
    fn dates_of_chrono_round_down() {
        for (time, seconds) in [
            (chrono::DateTime::from_timestamp_nanos(1_700_000_000_123_999_999), 1_700_000_000.123),
            (chrono::DateTime::from_timestamp_nanos(-1), -0.001),
        ] {
            assert_eq!(Attribute::from(time), Attribute::Date(seconds));
        }
        let zone = chrono::FixedOffset::east_opt(3600).unwrap();
        assert_eq!(Attribute::from(chrono::DateTime::UNIX_EPOCH.with_timezone(&zone)), Attribute::Date(0.0));
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn dates_of_jiff_round_down() {
        for (nanoseconds, seconds) in [(1_700_000_000_123_999_999, 1_700_000_000.123), (-1, -0.001)] {
            let time = jiff::Timestamp::from_nanosecond(nanoseconds).unwrap();
            assert_eq!(Attribute::from(time), Attribute::Date(seconds));
            assert_eq!(
                Attribute::from(time.to_zoned_datetime(jiff::tz::TimeZone::UTC)),
                Attribute::Date(seconds)
            );
        }
    }

    #[cfg(feature = "time")]
    #[test]
    fn dates_of_time_round_down() {
        for (nanoseconds, seconds) in [(1_700_000_000_123_999_999, 1_700_000_000.123), (-1, -0.001)] {
            let time = time::OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
            assert_eq!(Attribute::from(time), Attribute::Date(seconds));
            assert_eq!(Attribute::from(time.to_utc()), Attribute::Date(seconds));
        }
    }

    #[cfg(feature = "semver")]
    #[test]
    fn versions_are_texts() {
        let version = semver::Version::new(1, 2, 3);
        assert_eq!(Attribute::from(&version), Attribute::from("1.2.3"));
        assert_eq!(Attribute::from(version), Attribute::from("1.2.3"));
    }
}
