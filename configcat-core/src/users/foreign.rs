//! Dates and versions of other crates as values of attributes, each behind a feature with the name of its crate.

use crate::users::attribute::Attribute;

/// The millisecond that the time is in, as for [`SystemTime`](std::time::SystemTime).
#[cfg(feature = "chrono")]
impl<Zone: chrono::TimeZone> From<chrono::DateTime<Zone>> for Attribute {
    fn from(time: chrono::DateTime<Zone>) -> Self {
        // Always rounds down.
        Self::from_unix_milliseconds(time.timestamp_millis().into())
    }
}

/// The millisecond that the time is in, as for [`SystemTime`](std::time::SystemTime).
#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for Attribute {
    fn from(time: jiff::Timestamp) -> Self {
        Self::from_unix_nanoseconds(time.as_nanosecond())
    }
}

/// The millisecond that the time is in, as for [`SystemTime`](std::time::SystemTime).
#[cfg(feature = "jiff")]
impl From<jiff::ZonedDateTime> for Attribute {
    fn from(time: jiff::ZonedDateTime) -> Self {
        time.timestamp().into()
    }
}

/// The millisecond that the time is in, as for [`SystemTime`](std::time::SystemTime).
#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for Attribute {
    fn from(time: time::OffsetDateTime) -> Self {
        Self::from_unix_nanoseconds(time.unix_timestamp_nanos())
    }
}

/// The millisecond that the time is in, as for [`SystemTime`](std::time::SystemTime).
#[cfg(feature = "time")]
impl From<time::UtcDateTime> for Attribute {
    fn from(time: time::UtcDateTime) -> Self {
        Self::from_unix_nanoseconds(time.unix_timestamp_nanos())
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
